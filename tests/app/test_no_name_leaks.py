"""No real name in anything that a page says or an export holds, when what points at somebody is masked.

The names are those that people marked in the project's own corpus. Words that also stand somewhere as
nobody's name ("hope", "will") prove nothing and are left out.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.services.named_columns import file_with_columns, mask_missed
from workbench.app.registry import PAGES
from workbench.app.seat import Seat
from workbench.domain.sources import SourceId, Span
from workbench.domain.viewers import LOCAL, Role
from workbench.privacy.identifiers import Kind
from workbench.services.code_passages import code_span
from workbench.services.export_project import FORMATS, export_bytes
from workbench.services.import_sources import FileToImport, import_sources
from workbench.services.propose_candidates import propose_candidates
from workbench.services.review_identifiers import mark
from workbench.store.database import Project, create_project
from workbench.store.material import given, masked, material

CORPUS = Path(__file__).parents[2] / "corpora" / "identifiers-in-reflections"
#: Nobody in the corpus is called so.
CODER = "Xqz"
#: Where names are shown on purpose, to whoever reviews them.
_REVIEW = "/identifiers"
#: What only changes something, or waits for work.
_ACTS = frozenset(
    [
        "act",
        "undo",
        "redo",
        "code",
        "adjust",
        "clear",
        "work",
        "cancel",
        "forget",
        "import",
        "undo-import",
        "drop",
        "let-go",
        "keep",
        "batch",
        "plan",
        "note",
        "rehearse",
        "erase",
        "planning",
    ]
)


def _marked() -> list[dict[str, str]]:
    with (CORPUS / "identifiers.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _real_names(texts: Mapping[str, str]) -> set[str]:
    """Return the words that stand for nobody but somebody, in small letters."""
    rest, names = dict(texts), set[str]()
    for row in _marked():
        if row["source"] in texts:
            start, end = int(row["start"]), int(row["end"])
            names.update(
                re.findall(r"[^\W\d_]{3,}|\d{5,}", texts[row["source"]][start:end].lower())
            )
            whole = rest[row["source"]]
            rest[row["source"]] = f"{whole[:start]}{' ' * (end - start)}{whole[end:]}"
    others = set(re.findall(r"[^\W\d_]+|\d+", " ".join(rest.values()).lower()))
    return names - others


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """Give the corpus, with what the finder missed masked by hand, and some of it coded."""
    with create_project(tmp_path_factory.mktemp("leaks") / "all.workbench", name="All") as made:
        folder = tmp_path_factory.mktemp("columns")
        import_sources(made, [file_with_columns("open.csv", folder)])
        _mask_the_rest(made)
        mask_missed(made, _real_names(_texts(made)), coder=CODER)
        for source in list(material(made).sources)[:40]:
            end = len(material(made).sources[source].text)
            code_span(made, source, Span(0, end), "All of it", coder=CODER)
        yield made


def _mask_the_rest(project: Project) -> None:
    ids = {each.external_id: each.id for each in given(project).sources.values()}
    as_given = project.seen_by(LOCAL.acting_as(Role.RESEARCHER))
    for row in _marked():
        source, span = ids.get(row["source"]), Span(int(row["start"]), int(row["end"]))
        if source is None or _is_hidden(project, source, span):
            continue
        mark(as_given, source, span, kind=Kind.PERSON, coder=CODER)


def _is_hidden(project: Project, source: SourceId, span: Span) -> bool:
    marks = masked(project).masks.marks[source]
    hidden = {at for each in marks for at in range(each.start, each.end) if each.is_masked}
    text = given(project).sources[source].text
    return all(at in hidden or not text[at].isalnum() for at in range(span.start, span.end))


def _told(project: Project, path: str) -> Iterator[tuple[str, str]]:
    """Yield everything that a page answers to questions of all kinds."""
    [registered] = [each for each in PAGES if each.path == path]
    said: list[Any] = []
    page: Any = registered.make(Seat(project=project, coder=CODER))
    page.screen.say = said.append
    texts = material(project)
    sources, passages = list(texts.sources)[:12], list(texts.passages)[:4]
    codes = ["", *(c.id for c in _codes(project))]
    asked = [("theme", each) for each in codes] + [("offers", each) for each in codes[:3]]
    asked += [(kind, "the") for kind in ("aside", "find", "changes", "nothing")]
    details: list[dict[str, Any]] = [
        {"source": each, "kind": "source", "what": each, "most": 200} for each in sources
    ]
    details += [{"passage": each, "kind": "alike", "what": each} for each in passages]
    details += [
        {"kind": kind, "what": what, "theme": what, "code": what, "words": "the", "most": 5_000,
         "by": "team", "source": sources[0], "start": 0}
        for kind, what in asked
    ]  # fmt: skip
    for ask in page._answers:
        if ask not in _ACTS:
            for each in details:
                page.hear({"ask": ask, "number": 1, **each})
                yield f"{path} {ask}", json.dumps(said, ensure_ascii=False, default=str)
                said.clear()


def _codes(project: Project) -> list[Any]:
    from workbench.store.log import ledger

    board = ledger(project).board
    return [*board.codes.values(), *board.candidates.values()][:15]


def _words(said: str) -> set[str]:
    # Numbers that travel packed (base64) hold three letters of anything by chance.
    said = re.sub(r"[A-Za-z0-9+/=]{60,}", " ", said)
    # The sign for a new line and "on" make "non".
    said = re.sub(r"\\[nrt]", " ", said)
    return set(re.findall(r"[^\W\d_]{3,}|\d{5,}", said.lower()))


def _everything(project: Project) -> Iterator[tuple[str, set[str]]]:
    """Yield the words of every answer and of every export."""
    for path in [each.path for each in PAGES if each.path != _REVIEW]:
        for where, said in _told(project, path):
            yield where, _words(said)
    for fmt in FORMATS:
        data = export_bytes(project, fmt, coder=CODER)
        parts = [data]
        if zipfile.is_zipfile(io.BytesIO(data)):
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                parts = [packed.read(name) for name in packed.namelist()]
        yield fmt, set().union(*(_words(part.decode("utf-8", "replace")) for part in parts))


def _leaks(project: Project, folder: Path) -> list[str]:
    """Return the names that are said, but for words that the workbench says of any project."""
    with create_project(folder / "plain.workbench", name="All") as plain:
        path = folder / "plain.csv"
        path.write_text("id,text\n1,We waited for the voucher and nobody rang us.\n", "utf-8")
        import_sources(plain, [FileToImport(path=path)])
        source = next(iter(material(plain).sources))
        code_span(plain, source, Span(0, 9), "All of it", coder=CODER)
        own = set().union(*(words for _, words in _everything(plain)))
    # What the digits of ids spell ("cad", "feb", "ade") cannot be told from a name.
    names = {
        each for each in _real_names(_texts(project)) - own if not re.fullmatch("[a-f]+", each)
    }
    assert len(names) > 300
    return sorted(
        {f"{where}: {each}" for where, said in _everything(project) for each in names & said}
    )


def _texts(project: Project) -> dict[str, str]:
    return {each.external_id: each.text for each in given(project).sources.values()}


def test_no_page_and_no_export_says_a_name(project: Project, tmp_path: Path) -> None:
    assert _leaks(project, tmp_path) == []


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_no_candidate_is_made_of_names(project: Project, tmp_path: Path) -> None:
    propose_candidates(project)
    assert _leaks(project, tmp_path) == []
