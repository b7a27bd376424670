"""Simulated evenings on made sets small enough to count every act and passage by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from workbench.discovery.encoders import unit_rows
from workbench.discovery.learning.queue import Question, QuestionKind
from workbench.discovery.progress import Progress
from workbench.services.evaluate.effort import EffortReport, Read, evaluate_effort
from workbench.services.evaluate.effort_evening import Material, Point, guided, in_random_order
from workbench.services.evaluate.effort_facilitator import Cost, cost_of, mistaken
from workbench.services.evaluate.effort_kappa import kappa
from workbench.services.evaluate.effort_summary import Evenings, reached

Flags = NDArray[np.bool_]


def flags(*codes: Sequence[int], n_codes: int = 3) -> Flags:
    return np.array([[code in row for code in range(n_codes)] for row in codes], dtype=np.bool_)


def asked(kind: QuestionKind, indexes: Sequence[int], code: int | None = None) -> Question:
    return Question(kind=kind, theme=None, code=code, indexes=tuple(indexes), worth=0.0)


def clean(n_codes: int, each: int, *, spread: float = 0.15) -> tuple[NDArray[np.float32], Flags]:
    """Return well-parted groups of passages with their codes, in turn."""
    random = np.random.default_rng(5)
    centres = np.eye(24)[:n_codes]
    codes = np.tile(np.arange(n_codes), each)
    points = centres[codes] + spread * random.standard_normal((len(codes), 24)) / np.sqrt(24)
    return unit_rows(points), np.eye(n_codes, dtype=np.bool_)[codes]


def reading(vectors: NDArray[np.float32]) -> Read:
    return lambda rows: vectors[list(rows)]


def groups(gold: Flags) -> list[tuple[int, ...]]:
    return [tuple(np.flatnonzero(column).tolist()) for column in gold.T]


# What answers cost


def test_a_candidate_costs_one_act_and_one_for_each_passage_moved_out() -> None:
    wanted = flags([0], [0], [0], [1], [2], [1])
    cost = cost_of(asked(QuestionKind.CANDIDATE, range(6)), wanted)
    # Confirmed as code 0; three moved out, to two places; six read.
    assert cost == Cost(acts=4, decisions=3, read=6)


def test_a_whole_candidate_costs_its_reading() -> None:
    cost = cost_of(asked(QuestionKind.CANDIDATE, range(50)), flags(*[[1]] * 50))
    assert cost == Cost(acts=1, decisions=1, read=50)


def test_a_batch_costs_one_act_and_one_for_each_error() -> None:
    wanted = flags([1], [1], [0], [1], [2])
    assert cost_of(asked(QuestionKind.BATCH, range(5), code=1), wanted) == Cost(
        acts=3, decisions=3, read=5
    )
    # The code offered is held against each, not the commonest one.
    assert cost_of(asked(QuestionKind.BATCH, range(5), code=2), wanted).acts == 5


def test_a_passage_costs_one_act_whatever_is_offered() -> None:
    wanted = flags([0, 1], [2])
    for kind in QuestionKind:
        assert cost_of(asked(kind, [0], code=2), wanted) == Cost(acts=1, decisions=1, read=1)


def test_a_passage_with_a_second_code_is_an_error_of_a_batch() -> None:
    wanted = flags([1], [1, 2], [1])
    assert cost_of(asked(QuestionKind.BATCH, range(3), code=1), wanted).acts == 2


def test_costs_add_up() -> None:
    assert Cost(acts=1, decisions=2, read=3) + Cost(acts=4, decisions=4, read=4) == Cost(
        acts=5, decisions=6, read=7
    )


# Agreement


def test_kappa_counted_by_hand() -> None:
    gold = flags([0], [0], [1], [1], n_codes=2)
    labels = flags([0], [1], [1], [1], n_codes=2)
    # Three of four agree; by chance 1/4 x 1/2 + 3/4 x 1/2 = 1/2.
    assert kappa(labels, gold) == pytest.approx(0.5)
    assert kappa(gold, gold) == 1.0


def test_no_code_yet_agrees_with_nobody() -> None:
    gold = flags([0], [1], [2])
    assert kappa(np.zeros_like(gold), gold) == 0.0


def test_kappa_of_several_codes_is_over_pairs_of_passage_and_code() -> None:
    gold, labels = flags([0, 1], [2]), flags([0], [2])
    # Of six pairs five agree; by chance 1/2 x 1/3 + 1/2 x 2/3 = 1/2.
    assert kappa(labels, gold) == pytest.approx((5 / 6 - 1 / 2) / (1 / 2))


# Evenings


def test_perfect_candidates_cost_one_act_a_code() -> None:
    vectors, gold = clean(4, 12)
    material = Material(vectors=vectors, gold=gold, seen=gold)
    evening = guided(material, groups(gold), seed=0)
    assert evening[-1].cost == Cost(acts=4, decisions=4, read=16)  # four typical passages of each
    assert evening[-1].kappa == 1.0
    assert [point.cost.acts for point in evening] == [1, 2, 3, 4]
    # One code known: all 48 are called that, which is what chance would do.
    assert evening[0].kappa == pytest.approx(0.0)
    # Three known: the 12 of the fourth are called one of them; (36/48 - 1/4) / (3/4).
    assert evening[2].kappa == pytest.approx(2 / 3)


def test_in_random_order_every_act_reads_one_passage() -> None:
    vectors, gold = clean(3, 6)
    evening = in_random_order(Material(vectors=vectors, gold=gold, seen=gold), seed=1)
    for place, point in enumerate(evening, start=1):
        assert point.cost == Cost(acts=place, decisions=place, read=place)


def test_candidates_that_mix_codes_cost_their_moves() -> None:
    vectors, gold = clean(2, 8)
    code = gold.argmax(axis=1)
    zeros, ones = np.flatnonzero(code == 0), np.flatnonzero(code == 1)
    mixed = [(int(zeros[0]), int(zeros[1]), int(zeros[2]), int(ones[0]))]
    evening = guided(Material(vectors=vectors, gold=gold, seen=gold), mixed, seed=0)
    # One confirmed, one moved into a code that the move makes; then both are known.
    assert evening[0].cost == Cost(acts=2, decisions=2, read=4)
    assert evening[0].kappa == 1.0


def test_without_candidates_or_structure_everything_is_read_in_the_end() -> None:
    random = np.random.default_rng(8)
    vectors = unit_rows(random.standard_normal((20, 12)))
    gold = np.eye(20, dtype=np.bool_)
    evening = guided(Material(vectors=vectors, gold=gold, seen=gold), [], seed=0)
    # Every passage has a code of its own: no suggestion can be right, so all but the last two
    # (18 of 20 are kappa 0.89) must be read, and nothing is had for less than an act.
    assert evening[-1].cost.read >= 18
    assert evening[-1].cost.acts >= evening[-1].cost.read


def test_a_facilitator_who_errs_costs_agreement() -> None:
    vectors, gold = clean(4, 25)
    seen = mistaken(gold, share=0.1, seed=3)
    wrong = int((seen != gold).any(axis=1).sum())
    assert 3 <= wrong <= 20
    assert (seen.sum(axis=1) == 1).all()
    evening = in_random_order(Material(vectors=vectors, gold=gold, seen=seen), seed=0)
    assert evening[-1].kappa <= 1.0
    everything = in_random_order(
        Material(vectors=vectors, gold=gold, seen=mistaken(gold, share=1.0, seed=3)), seed=0
    )
    assert everything[-1].kappa < 0.05
    assert everything[-1].cost.read == 100
    assert np.array_equal(seen, mistaken(gold, share=0.1, seed=3))


def test_nobody_errs_where_there_is_one_code() -> None:
    gold = flags([0], [0], n_codes=1)
    assert np.array_equal(mistaken(gold, share=1.0, seed=0), gold)


# Summing up


def test_the_first_time_counts_and_never_is_none() -> None:
    evening = tuple(
        Point(cost=Cost(acts=acts, decisions=acts, read=2 * acts), kappa=value)
        for acts, value in ((1, 0.2), (2, 0.61), (3, 0.55), (4, 0.75))
    )
    assert reached(evening, 0.6) == Cost(acts=2, decisions=2, read=4)
    assert reached(evening, 0.8) is None


def test_means_ratios_intervals_and_curves_counted_by_hand() -> None:
    def evening(*points: tuple[int, int, float]) -> tuple[Point, ...]:
        return tuple(
            Point(cost=Cost(acts=acts, decisions=acts, read=read), kappa=value)
            for acts, read, value in points
        )

    plain = Evenings(
        ours=(evening((2, 8, 0.65), (4, 10, 0.85)), evening((4, 12, 0.9))),
        random=(evening((10, 10, 0.65), (20, 20, 0.85)), evening((10, 10, 0.72))),
    ).to_plain(40.0)
    ours, random, ratios = plain["ours"], plain["random"], plain["ratios"]
    assert isinstance(ours, dict)
    assert isinstance(random, dict)
    assert isinstance(ratios, dict)
    assert ours["acts"] == {"0.6": 3.0, "0.7": 4.0, "0.8": 4.0}
    assert ours["read"] == {"0.6": 10.0, "0.7": 11.0, "0.8": 11.0}
    assert random["acts"] == {"0.6": 10.0, "0.7": 15.0, "0.8": None}  # one never got there
    assert ratios["acts"] == {"0.6": 0.3, "0.7": 0.267, "0.8": None}
    assert plain["read_share"] == {"0.6": 0.25, "0.7": 0.275, "0.8": 0.275}
    # Mean 3 of (2, 4): half the width is 12.706 x 1.4142 / 1.4142, cut off at 0.
    assert ours["intervals"]["acts"]["0.6"] == [0.0, 15.71]
    assert random["intervals"]["acts"]["0.8"] is None
    curve = plain["curves"]["ours"]["by_acts"]  # type: ignore[index]
    assert curve == {"at": [0, 1, 2, 3, 4], "kappa": [0.0, 0.0, 0.325, 0.325, 0.875]}


# The whole


def simulated(*, seed: int = 4, progress: Progress | None = None) -> EffortReport:
    vectors, gold = clean(5, 20)
    texts = [f"passage {row}" for row in range(len(gold))]
    codes = [frozenset({f"code {row.argmax()}"}) for row in gold]

    def perfect(texts_: Sequence[str], _: NDArray[np.float32]) -> list[tuple[int, ...]]:
        own = [codes[texts.index(text)] for text in texts_]
        return [
            tuple(place for place, code in enumerate(own) if code == wanted)
            for wanted in sorted(set(own), key=sorted)
        ]

    return evaluate_effort(
        texts,
        codes,
        reading(vectors),
        propose=perfect,
        draws=2,
        size=60,
        seed=seed,
        progress=progress,
    )


def test_the_report_is_json_with_the_promised_keys_and_the_same_every_time() -> None:
    told: list[tuple[str, float]] = []
    report = simulated(progress=lambda words, share: told.append((words, share)))
    plain = json.loads(json.dumps(report.to_plain()))
    for side in ("ours", "random"):
        for measure in ("acts", "read"):
            assert set(plain[side][measure]) == {"0.6", "0.7", "0.8"}
            assert set(plain["noisy"][side][measure]) == {"0.6", "0.7", "0.8"}
            assert len(plain["curves"][side][f"by_{measure}"]["at"]) > 3
    assert plain["sizes"] == [60, 60]
    assert plain["n_codes"] == [5, 5]
    # Five codes, four of them to be seen before kappa can pass 0.7: one act each, four read.
    assert plain["ours"]["acts"]["0.7"] == 4.0
    assert plain["ours"]["read"]["0.7"] == 16.0
    assert plain["ratios"]["acts"]["0.8"] < 1.0
    assert [share for _, share in told] == [0.0, 0.5, 1.0]
    assert report.to_plain() == simulated().to_plain()
    assert report.to_plain() != simulated(seed=5).to_plain()


def test_passages_without_gold_are_left_aside() -> None:
    vectors, gold = clean(2, 10)
    codes = [frozenset({str(row.argmax())}) if row.argmax() else frozenset[str]() for row in gold]
    texts = [str(row) for row in range(20)]
    report = evaluate_effort(texts, codes, reading(vectors), propose=lambda _t, _v: [], draws=1)
    assert report.sizes == (10,)
    assert report.n_codes == (1,)


def test_what_cannot_be_simulated_is_told() -> None:
    vectors, _ = clean(2, 2)
    texts, codes = ["a"] * 4, [frozenset({"x"})] * 4

    def nothing(_texts: Sequence[str], _vectors: NDArray[np.float32]) -> list[tuple[int, ...]]:
        return []

    with pytest.raises(ValueError, match="differ in length"):
        evaluate_effort(texts[:3], codes, reading(vectors), propose=nothing, draws=1)
    with pytest.raises(ValueError, match="at least one draw"):
        evaluate_effort(texts, codes, reading(vectors), propose=nothing, draws=0)
    with pytest.raises(ValueError, match="no passage has a gold code"):
        evaluate_effort(texts, [frozenset()] * 4, reading(vectors), propose=nothing, draws=1)
