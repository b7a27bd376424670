"""No real name leaves: every format for every audience, over texts whose names are known.

The names are those that were marked by hand in a corpus of the project's own. Names that are words as
well, and stand unmarked somewhere in the same texts, cannot be told apart in a file and are left out.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.app.boards import propose
from tests.services.named_columns import PEOPLE, file_with_columns, mask_missed
from workbench.domain.candidates import CandidateId
from workbench.domain.consent import Audience, Stance, Use
from workbench.domain.decisions import Confirm, Proposal
from workbench.domain.identifiers import Verdict
from workbench.domain.memos import AboutKind, MemoKind, Note
from workbench.domain.sources import SourceId, Span
from workbench.domain.viewers import LOCAL, Role
from workbench.errors import NotForAudience
from workbench.services.decide import decide
from workbench.services.export_project import FORMATS, export_bytes
from workbench.services.import_sources import import_sources
from workbench.services.keep_consent import keep_consent
from workbench.services.review_identifiers import clear, judge, mark
from workbench.services.view_releases import view_releases
from workbench.store.database import Project, create_project
from workbench.store.identifiers import cleared
from workbench.store.material import given, masked

CORPUS = Path(__file__).parents[2] / "corpora" / "identifiers-in-reflections"
NOT_DIRECT = {"age", "place", "school"}
CODES = 8
#: Names that a file of XML or HTML has in its markup, where they cannot be told apart.
MARKUP = {"col"}


class Known(NamedTuple):
    """A project with its names: those that a file may be searched for."""

    project: Project
    names: frozenset[str]


def _gold(project: Project) -> dict[SourceId, list[Span]]:
    ids = {each.external_id: each.id for each in given(project).sources.values()}
    found: dict[SourceId, list[Span]] = defaultdict(list)
    with (CORPUS / "identifiers.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["type"] not in NOT_DIRECT:
                found[ids[row["source"]]].append(Span(int(row["start"]), int(row["end"])))
    return found


def _decide_names(project: Project, gold: dict[SourceId, list[Span]]) -> None:
    """Mask what the finder missed, and everything that it was not sure of; then clear all."""
    seen = project.seen_by(LOCAL.acting_as(Role.RESEARCHER))
    for source, spans in gold.items():
        for span in spans:
            marks = masked(project).masks.marks[source]
            hidden = {n for each in marks if each.is_masked and each.part == "text"
                      for n in range(each.start, each.end)}  # fmt: skip
            if not hidden.issuperset(range(span.start, span.end)):
                mark(seen, source, span, coder="Ann")
    found = [each for some in masked(project).masks.marks.values() for each in some]
    judge(project, [each.id for each in found if each.is_open], Verdict.MASK, coder="Ann")
    clear(project, coder="Ann")


def _names(project: Project, gold: dict[SourceId, list[Span]]) -> frozenset[str]:
    texts = given(project).sources
    names = {
        texts[source].text[one.start : one.end] for source, spans in gold.items() for one in spans
    }
    rest = []
    for source, each in texts.items():
        text = each.text
        for span in gold.get(source, ()):
            text = text[: span.start] + "\0" * (span.end - span.start) + text[span.end :]
        rest.append(text)
    unmarked = "\n".join(rest)
    return frozenset(
        each for each in names - MARKUP if len(each) > 2 and not _is_in(each, unmarked)
    )


def _is_in(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Known]:
    """Give a project in which everything is coded, and a person wrote names into codes and memos."""
    folder = tmp_path_factory.mktemp("leaks")
    with create_project(folder / "leaks.workbench") as project:
        files = [file_with_columns(name, folder) for name in ("open.csv", "held-out.csv")]
        import_sources(project, files)
        gold = _gold(project)
        names = _names(project, gold)
        missed = mask_missed(project, names, coder="Ann")
        # Whoever clears a text has looked at its values, too; few of them are missed.
        assert len([each for each in missed if each[0] in PEOPLE]) < 10
        _decide_names(project, gold)
        _code_all(project, sorted(names))
        everything = [Use.VERBATIM, Use.PARAPHRASE, Use.LEADERS, Use.OTHERS]
        keep_consent(project, None, everything, Stance.GIVEN, coder="Ann")
        yield Known(project, names)


def _code_all(project: Project, names: list[str]) -> None:
    passages = list(given(project).passages)
    proposals = tuple(
        Proposal(
            id=CandidateId(f"c{n}"),
            title=f"{names[n]}, visits",
            keywords=(names[n + 50], "visit"),
            stability=0.5,
            members=tuple((each, 1.0) for each in passages[n::CODES]),
        )
        for n in range(CODES)
    )
    propose(project, proposals)
    for n in range(CODES - 1):
        said = f"{names[n + 100]} waits for {names[n + 200]}, so families wait."
        act = Confirm(
            candidate=CandidateId(f"c{n}"), name=f"Waiting for {names[n]}", statement=said
        )
        decide(project, act, coder="Ann")
    note = Note(about_kind=AboutKind.PASSAGE, about=passages[0], text=f"Ask {names[7]}.",
                kind=MemoKind.ANALYTIC, memo_id="m")  # type: ignore[arg-type] # fmt: skip
    decide(project, note, coder="Ann")


def _readable(data: bytes) -> str:
    if not data.startswith(b"PK"):
        return data.decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return "\n".join(parts.read(each).decode("utf-8") for each in parts.namelist())


def _found(names: frozenset[str], data: bytes) -> list[str]:
    from html import unescape

    # A stand-in such as [child K] is no name, also where somebody wrote of “child K”.
    text = re.sub(r"\[[a-z][^\[\]]*\]", " ", unescape(_readable(data)))
    # Nor are digits of an id that was drawn, or the number of a text in a workbook's list of texts:
    # they would be somebody's number by chance.
    text = re.sub(r't="s"><v>\d+</v>', " ", text)
    text = re.sub(r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", " ", text)
    return sorted(each for each in names if each in text and _is_in(each, text))


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("fmt", FORMATS)
def test_no_name_is_in_any_byte(known: Known, fmt: str, audience: Audience) -> None:
    try:
        data = export_bytes(known.project, fmt, audience=audience)
    except NotForAudience:
        assert audience is not Audience.FACILITATORS
        return
    assert _found(known.names, data) == []


def test_the_names_are_there_to_be_found(known: Known) -> None:
    assert len(known.names) > 500
    with known.project.reading() as connection:
        assert len(cleared(connection)) == len(given(known.project).sources)
    researcher = known.project.seen_by(LOCAL.acting_as(Role.RESEARCHER))
    for fmt in ("candidates-csv", "codings-csv", "html", "xlsx"):
        assert len(_found(known.names, export_bytes(researcher, fmt))) > 400


def test_leaders_get_words_and_no_more_than_the_rule_allows(known: Known) -> None:
    page = export_bytes(known.project, "html", audience=Audience.LEADERS).decode()
    # One passage of each of twelve people at most, as in Explore.
    assert page.count("<blockquote") == 12 * (CODES - 1)
    assert "<cite" not in page
    for source in given(known.project).sources.values():
        assert not _is_in(source.external_id, page)
    assert [each for each in view_releases(known.project) if each.audience is Audience.LEADERS]


def test_even_a_researcher_takes_no_name_out_for_others(known: Known) -> None:
    researcher = known.project.seen_by(LOCAL.acting_as(Role.RESEARCHER))
    for fmt in ("html", "xlsx", "codebook-csv"):
        for audience in (Audience.LEADERS, Audience.EVERYONE):
            data = export_bytes(researcher, fmt, audience=audience)
            assert _found(known.names, data) == []
