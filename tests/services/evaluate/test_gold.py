"""What there is to measure against, and what is no good for that."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.evaluate.conftest import rows, write
from workbench.errors import InvalidCorpus, NoGold, SourceError, UnknownCorpus
from workbench.services.evaluate.gold import coded_corpora, read_gold

OWN = "childrens-services-sample"


def test_anybodys_table_is_read_by_its_columns(table: Path) -> None:
    gold = read_gold(str(table), text="said", code="about")
    assert (len(gold), gold.n_codes, gold.name) == (48, 3, "coded.csv")
    assert gold.codes[gold.texts.index("The soup was served cold.")] == {"food"}
    assert gold.meaning("food") == "food"
    assert len(gold.sha256) == 64


def test_several_codes_stand_between_semicolons_and_rows_without_any_are_left_aside(
    tmp_path: Path,
) -> None:
    lines = [*rows(), ("Cold soup in the car park.", "food; parking ;"), ("No idea.", " ")]
    gold = read_gold(str(write(tmp_path / "a.csv", lines)), text="said", code="about")
    assert gold.codes[gold.texts.index("Cold soup in the car park.")] == {"food", "parking"}
    assert "No idea." not in gold.texts


def test_a_text_that_stands_twice_has_both_codes_once(tmp_path: Path) -> None:
    twice = [("It was late.", "food"), ("It was late.", "phones")]
    gold = read_gold(str(write(tmp_path / "a.csv", [*rows(), *twice])), text="said", code="about")
    assert gold.texts.count("It was late.") == 1
    assert gold.codes[gold.texts.index("It was late.")] == {"food", "phones"}


def test_the_projects_own_corpus_needs_no_columns_and_knows_what_codes_mean() -> None:
    gold = read_gold(OWN)
    assert gold.n_codes == 22
    assert all(gold.definitions[code] for codes in gold.codes for code in codes)
    assert OWN in coded_corpora()


def test_draws_differ_and_are_the_same_every_time(table: Path) -> None:
    gold = read_gold(str(table), text="said", code="about")
    first = gold.draw(20, seed=3, number=0)
    assert first == gold.draw(20, seed=3, number=0) == sorted(set(first))
    assert first != gold.draw(20, seed=3, number=1)
    assert gold.draw(500, seed=3, number=0) == list(range(48))


@pytest.mark.parametrize(
    ("columns", "error", "says"),
    [
        ({}, NoGold, "--text and --gold"),
        ({"text": "said"}, NoGold, "--text and --gold"),
        ({"text": "said", "code": "subject"}, SourceError, "subject"),
    ],
)
def test_columns_that_are_missing_are_told(
    table: Path, columns: dict[str, str], error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        read_gold(str(table), **columns)


def test_what_cannot_be_measured_against_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WORKBENCH_CORPORA", raising=False)
    few = write(tmp_path / "few.csv", rows()[:19])
    with pytest.raises(NoGold, match="19 of its texts have a code in “about”, and 20 are needed"):
        read_gold(str(few), text="said", code="about")
    with pytest.raises(NoGold, match="there is no such file"):
        read_gold(str(tmp_path / "none.csv"), text="said", code="about")
    with pytest.raises(UnknownCorpus, match="choose one of"):
        read_gold("nowhere")
    with pytest.raises(InvalidCorpus, match="WORKBENCH_CORPORA"):
        read_gold("nhs-fft-phase1")
