"""Other people's topic models do on plain material what they are known for."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import adjusted_mutual_info_score

from tests.services.evaluate.conftest import rows
from workbench.discovery.encoders import Encoder
from workbench.discovery.peers import Peer, group_by_peer, missing_for

TEXTS = [text for text, _ in rows()]
CODES = [code for _, code in rows()]


@pytest.mark.parametrize("peer", [Peer.NMF, Peer.LDA])
def test_topics_are_numbered_named_and_the_same_every_time(peer: Peer) -> None:
    vectors = np.zeros((len(TEXTS), 4), dtype=np.float32)
    found = group_by_peer(peer, TEXTS, vectors, n_codes=3, seed=1)
    again = group_by_peer(peer, TEXTS, vectors, n_codes=3, seed=1)
    assert found.labels.tolist() == again.labels.tolist()
    assert sorted(set(found.labels.tolist()) - {-1}) == list(range(len(found.titles)))
    assert all(found.titles)


def test_nmf_tells_plain_subjects_apart() -> None:
    vectors = np.zeros((len(TEXTS), 4), dtype=np.float32)
    found = group_by_peer(Peer.NMF, TEXTS, vectors, n_codes=12, seed=1)
    assert adjusted_mutual_info_score(CODES, found.labels) > 0.3


def test_a_text_without_a_known_word_is_in_no_topic() -> None:
    texts = [*TEXTS, "zzz"]
    vectors = np.zeros((len(texts), 4), dtype=np.float32)
    assert group_by_peer(Peer.NMF, texts, vectors, n_codes=3, seed=1).labels[-1] == -1


@pytest.mark.parametrize("peer", [Peer.NMF, Peer.LDA])
def test_texts_that_share_no_word_give_nothing(peer: Peer) -> None:
    texts = ["apple", "bridge", "candle", "drum"]
    found = group_by_peer(peer, texts, np.zeros((4, 3), dtype=np.float32), n_codes=2, seed=1)
    assert (found.labels.tolist(), found.titles) == ([-1] * 4, ())


def test_only_keynmf_may_be_missing() -> None:
    assert {peer for peer in Peer if missing_for(peer)} <= {Peer.KEYNMF}


@pytest.mark.slow
def test_bertopic_runs_as_it_comes(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS)
    found = group_by_peer(Peer.BERTOPIC, TEXTS, vectors, n_codes=3, seed=1)
    assert found.labels.shape == (len(TEXTS),)
    assert int(found.labels.max()) + 1 == len(found.titles)
