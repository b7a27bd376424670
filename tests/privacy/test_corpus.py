"""The measured corpus is what its manifest says, and the finder reaches its targets on it."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest

from workbench.ingest.corpora import find_corpus, verified_folder
from workbench.privacy.finder import find_identifiers
from workbench.services.evaluate.privacy import OWN, PartScore, PrivacyReport, evaluate_privacy


def _rows(name: str) -> list[dict[str, str]]:
    with (verified_folder(find_corpus(OWN)) / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_mark_quotes_its_text() -> None:
    texts = {row["id"]: row["text"] for name in ("open.csv", "held-out.csv") for row in _rows(name)}
    marks = _rows("identifiers.csv")
    for mark in marks:
        text = texts[mark["source"]]
        assert text[int(mark["start"]) : int(mark["end"])] == mark["quote"]
    counts = find_corpus(OWN).counts
    assert (len(texts), len(marks)) == (counts["sources"], counts["identifiers"])


def test_no_text_is_in_both_parts() -> None:
    parts = [{row["text"] for row in _rows(name)} for name in ("open.csv", "held-out.csv")]
    assert parts[0].isdisjoint(parts[1])


@pytest.fixture(scope="module")
def report() -> PrivacyReport:
    return evaluate_privacy()


def _part(report: PrivacyReport, name: str) -> PartScore:
    return next(part for part in report.parts if part.name == name)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["open", "childrens-services-sample"])
def test_the_targets_hold_where_it_was_tuned(report: PrivacyReport, name: str) -> None:
    part = _part(report, name)
    direct = part.scores["persons and direct identifiers"]
    assert (direct.recall or 0) >= 0.97
    assert (direct.recall_after_review or 0) >= 0.99
    assert (part.scores["dictated persons"].recall or 0) >= 0.85
    assert part.false_masks_per_100_words <= 1


@pytest.mark.slow
def test_no_community_is_found_worse(report: PrivacyReport) -> None:
    scores = _part(report, "open").scores
    groups = {name: score for name, score in scores.items() if name.startswith("group: ")}
    assert len(groups) == 10
    assert all((score.recall or 0) >= 0.9 for score in groups.values()), groups


@pytest.mark.slow
def test_the_report_is_told_in_both_ways(report: PrivacyReport) -> None:
    plain, words = report.to_plain(), report.to_words()
    assert {"parts", "seconds_per_1000_reflections", "targets"} == set(plain)
    assert "group: South Asian" in words
    assert f"take {report.seconds_per_1000:.1f} s" in words
    assert report.seconds_per_1000 > 0


def test_a_long_text_is_screened_to_its_end(tmp_path: Path) -> None:
    text = "nothing to see here. " * 3_000 + "Then Amira rang."
    spans = next(find_identifiers([text]))
    assert [each.quote for each in spans] == ["Amira"]


@pytest.mark.parametrize("piece", ["(", '"', "a.", "a-", "B.", "1 ", "AB1", "a@", "Lamb of the "])
def test_no_text_takes_long(piece: str) -> None:
    start = time.perf_counter()
    list(find_identifiers([piece * (8_000 // len(piece))]))
    assert time.perf_counter() - start < 5
