"""The shipped corpus keeps its own laws, and every manifest says what it must."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from workbench.domain.sources import canonical_text
from workbench.errors import InvalidCorpus, UnknownCorpus
from workbench.ingest import corpora
from workbench.ingest.corpora import SAMPLE, find_corpus, list_corpora, verified_folder
from workbench.ingest.readers import read_file

SAMPLE_FOLDER = corpora.corpora_folder() / SAMPLE
SEVEN_HEADINGS = (
    "Motivation", "Composition", "Collection", "Preprocessing", "Uses", "Distribution",
    "Maintenance",
)  # fmt: skip


def _rows(name: str) -> list[dict[str, str]]:
    with (SAMPLE_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _sample_texts() -> dict[str, str]:
    corpus = find_corpus(SAMPLE)
    folder = verified_folder(corpus)
    readings = [
        read_file(folder / each.file, text=each.text, id=each.id, attributes=each.attributes)
        for each in corpus.files
    ]
    return {row.external_id: canonical_text(row.text) for each in readings for row in each.rows}


@pytest.mark.parametrize("name", ["codings.csv", "identifiers.csv"])
def test_every_span_of_the_sample_quotes_its_source(name: str) -> None:
    texts = _sample_texts()
    for row in _rows(name):
        assert texts[row["source"]][int(row["start"]) : int(row["end"])] == row["quote"]
        assert row["quote"].strip()


def test_the_sample_counts_what_it_says() -> None:
    counts = find_corpus(SAMPLE).counts
    assert counts["sources"] == len(_sample_texts())
    assert counts["codes"] == len(_rows("codebook.csv"))
    assert counts["codings"] == len(_rows("codings.csv"))
    assert counts["identifiers"] == len(_rows("identifiers.csv"))


def test_the_sample_has_the_variety_that_it_promises() -> None:
    reflections = _rows("reflections.csv")
    coded = {row["source"] for row in _rows("codings.csv")}
    named = {row["source"] for row in _rows("identifiers.csv")}
    kinds = [row["kind"] for row in _rows("codebook.csv")]
    assert len(reflections) >= 240
    assert len({row["authority"] for row in reflections}) == 3
    assert len({row["role"] for row in reflections}) >= 5
    assert 14 <= kinds.count("barrier") <= 18
    assert kinds.count("enabler") >= 3
    assert 0.25 < sum(row["id"] not in coded for row in reflections) / len(reflections) < 0.6
    assert sum(row["id"] in named for row in reflections) >= len(reflections) / 3
    texts = [row["text"] for row in reflections]
    assert len(set(texts)) == len(texts)
    lengths = sorted(len(text.split()) for text in texts)
    assert lengths[0] <= 5
    assert lengths[-1] >= 180


def test_every_coding_names_a_code_of_the_codebook() -> None:
    known = {row["id"] for row in _rows("codebook.csv")}
    used = {row["code"] for row in _rows("codings.csv")}
    assert used == known


@pytest.mark.parametrize("corpus", list_corpora(), ids=lambda corpus: corpus.id)
def test_every_manifest_says_licence_origin_and_checksums(corpus: corpora.Corpus) -> None:
    assert corpus.licence
    assert corpus.origin
    assert corpus.counts["sources"] > 0
    assert {each.file for each in corpus.files} <= corpus.sha256.keys()


def test_the_datasheet_has_its_seven_headings() -> None:
    sheet = (SAMPLE_FOLDER / "DATASHEET.md").read_text(encoding="utf-8")
    assert [line[3:] for line in sheet.splitlines() if line.startswith("## ")] == [*SEVEN_HEADINGS]


def test_a_corpus_is_found_in_a_named_folder_or_by_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(corpora.FOLDER_VARIABLE, raising=False)
    place = tmp_path / "nhs-fft-phase1"
    place.mkdir()
    (place / "comments.csv").write_text("id,text\n1,late\n", encoding="utf-8")
    assert find_corpus("nhs-fft-phase1").folder is None
    assert find_corpus("nhs-fft-phase1", tmp_path).folder == place
    monkeypatch.setenv(corpora.FOLDER_VARIABLE, str(tmp_path))
    assert find_corpus("nhs-fft-phase1").folder == place


def test_other_files_than_described_are_refused(tmp_path: Path) -> None:
    place = tmp_path / "nhs-fft-phase1"
    place.mkdir()
    (place / "comments.csv").write_text("id,text\n1,late\n", encoding="utf-8")
    with pytest.raises(InvalidCorpus, match=r"comments\.csv is not the file"):
        verified_folder(find_corpus("nhs-fft-phase1", tmp_path))


def test_data_that_is_nowhere_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(corpora.FOLDER_VARIABLE, raising=False)
    with pytest.raises(InvalidCorpus, match="WORKBENCH_CORPORA"):
        verified_folder(find_corpus("nhs-fft-phase1"))


def test_an_unknown_corpus_names_the_known_ones() -> None:
    with pytest.raises(UnknownCorpus, match=SAMPLE):
        find_corpus("no-such-corpus")


def test_a_broken_manifest_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(SAMPLE_FOLDER, tmp_path / SAMPLE)
    (tmp_path / SAMPLE / "corpus.toml").write_text("id = ", encoding="utf-8")
    monkeypatch.setattr(corpora, "corpora_folder", lambda: tmp_path)
    with pytest.raises(InvalidCorpus, match=SAMPLE):
        list_corpora()
