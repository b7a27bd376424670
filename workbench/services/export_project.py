"""Export: what the board holds, as files that other people and programs can read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from workbench.domain.board import Board
from workbench.domain.candidates import WORKABLE, Candidate, CandidateId, CandidateStatus
from workbench.domain.codebook import Code, CodeKind
from workbench.domain.sources import Passage, PassageId, Source
from workbench.domain.standing import standing_theme
from workbench.errors import UnknownFormat
from workbench.exchange.files import write_whole
from workbench.exchange.spreadsheets import to_csv
from workbench.exchange.summary import Quote, SummaryGroup, SummaryTheme, to_html
from workbench.store.database import Project
from workbench.store.log import ledger
from workbench.store.material import Material, material
from workbench.store.runs import Unplaced, latest_run, unplaced

_CANDIDATE_COLUMNS = (
    "passage_id", "source_id", "external_id", "start", "end", "quote",
    "candidate_id", "candidate", "keywords", "score", "unassigned", "nearest_id", "nearest",
)  # fmt: skip
_CODING_COLUMNS = (
    "source_id", "external_id", "start", "end", "quote", "code",
    "coder", "round", "origin", "polarity", "created_at",
)  # fmt: skip
_CODE_COLUMNS = (
    "id", "name", "kind", "statement", "facets", "locus", "level", "definition",
    "use_when", "not_when", "example", "near_miss", "parent", "passages",
)  # fmt: skip
_GROUPS = (
    (CodeKind.BARRIER, "Barriers: what gets in the way"),
    (CodeKind.ENABLER, "Enablers: what helps"),
    (CodeKind.CODE, "Other codes"),
)


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """The board and the texts at one moment."""

    name: str
    board: Board
    texts: Material
    leftover: Mapping[PassageId, Unplaced]

    def in_order(self, passages: Mapping[PassageId, object] | set[PassageId]) -> list[PassageId]:
        """Return passages in the order they came."""
        return [name for name in self.texts.passages if name in passages]

    def of(self, passage: PassageId) -> tuple[Source, Passage]:
        """Return a passage with its source."""
        return self.texts.source_of(passage), self.texts.passages[passage]


def export_bytes(project: Project, fmt: str) -> bytes:
    """Return an export.

    Raises
    ------
    UnknownFormat
        When there is no writer of this name.
    """
    if fmt not in _WRITERS:
        raise UnknownFormat(fmt, _WRITERS)
    run = latest_run(project)
    leftover = unplaced(project, run.id) if run else {}
    board, texts = ledger(project).board, material(project)
    snapshot = _Snapshot(project.fact("name"), board, texts, leftover)
    return _WRITERS[fmt](snapshot)


def export_file(project: Project, fmt: str, output: Path) -> int:
    """Write an export to a file, whole or not at all, and return its size in bytes.

    Raises
    ------
    UnknownFormat
        When there is no writer of this name.
    CannotWrite
        When the place cannot be written.
    """
    data = export_bytes(project, fmt)
    write_whole(output, data)
    return len(data)


def _candidates(snapshot: _Snapshot) -> bytes:
    return to_csv(_CANDIDATE_COLUMNS, _candidate_rows(snapshot))


def _candidate_rows(snapshot: _Snapshot) -> Iterator[tuple[object, ...]]:
    """Yield a row for each passage in a candidate as it stands, and for each that is in none.

    What is assigned to nothing names the candidate or code that the latest run found nearest.
    """
    homes = _homes(snapshot.board)
    placed = snapshot.board.placed()
    for name in snapshot.texts.passages:
        found = homes.get(name, [])
        for candidate, score in found:
            said = (candidate.id, candidate.title, "; ".join(candidate.keywords), score, 0)
            yield (*_place(snapshot, name), *said, "", "")
        if not found and name in placed:
            yield (*_place(snapshot, name), "", "", "", "", 0, "", "")
        elif not found:
            yield (*_place(snapshot, name), "", "", "", "", 1, *_nearest(snapshot, name))


def _nearest(snapshot: _Snapshot, name: PassageId) -> tuple[str, str]:
    left = snapshot.leftover.get(name)
    return standing_theme(snapshot.board, left.nearest if left else None) or ("", "")


def _place(snapshot: _Snapshot, name: PassageId) -> tuple[object, ...]:
    source, passage = snapshot.of(name)
    span = passage.span
    return name, source.id, source.external_id, span.start, span.end, passage.quote


def _homes(board: Board) -> dict[PassageId, list[tuple[Candidate, float]]]:
    """Return the candidates that hold each passage today; a confirmed one holds its code's."""
    found: dict[PassageId, list[tuple[Candidate, float]]] = {}
    for candidate in board.candidates.values():
        if candidate.status in WORKABLE or candidate.status is CandidateStatus.CONFIRMED:
            members = board.members.get(CandidateId(candidate.id), {})
            for passage in board.passages_of(candidate.id):
                score = members[passage].score if passage in members else 1.0
                found.setdefault(passage, []).append((candidate, score))
    return found


def _codings(snapshot: _Snapshot) -> bytes:
    return to_csv(_CODING_COLUMNS, _coding_rows(snapshot))


def _coding_rows(snapshot: _Snapshot) -> Iterator[tuple[object, ...]]:
    position = {name: index for index, name in enumerate(snapshot.texts.passages)}
    codings = [
        (position[coding.passage_id], snapshot.board.codes[code].name, coding)
        for code, rows in snapshot.board.codings.items()
        for coding in rows.values()
    ]
    for _, code, coding in sorted(codings, key=lambda each: (each[0], each[1], each[2].coder)):
        _, source_id, external_id, start, end, quote = _place(snapshot, coding.passage_id)
        where = (source_id, external_id, start, end, quote)
        how = (coding.coder, coding.round, coding.origin.value, coding.polarity.value)
        yield (*where, code, *how, coding.created_at)


def _codebook(snapshot: _Snapshot) -> bytes:
    return to_csv(_CODE_COLUMNS, (_code_row(snapshot, code) for code in _codes(snapshot)))


def _codes(snapshot: _Snapshot) -> list[Code]:
    kinds = [kind for kind, _ in _GROUPS]
    codes = snapshot.board.codes.values()
    return sorted(codes, key=lambda code: (kinds.index(code.kind), code.name.casefold()))


def _code_row(snapshot: _Snapshot, code: Code) -> tuple[object, ...]:
    return (
        code.id,
        code.name,
        code.kind.value,
        code.statement,
        "; ".join(facet.value for facet in code.facets),
        code.locus.value,
        code.level.value,
        code.definition,
        code.use_when,
        code.not_when,
        code.example,
        code.near_miss,
        snapshot.board.codes[code.parent].name if code.parent else "",
        len(snapshot.board.passages_of(code.id)),
    )


def _summary(snapshot: _Snapshot) -> bytes:
    groups = [
        SummaryGroup(
            kind=kind.value,
            title=title,
            themes=tuple(_theme(snapshot, code) for code in _codes(snapshot) if code.kind is kind),
        )
        for kind, title in _GROUPS
    ]
    groups = [group for group in groups if group.themes]
    n_sources, n_passages = len(snapshot.texts.sources), len(snapshot.texts.passages)
    overview = f"{n_sources:,} sources, {n_passages:,} passages. Words as people gave them."
    return to_html(snapshot.name, overview, groups)


def _theme(snapshot: _Snapshot, code: Code) -> SummaryTheme:
    passages = snapshot.in_order(set(snapshot.board.passages_of(code.id)))
    sources = {
        snapshot.texts.source_of(name).id: snapshot.texts.source_of(name) for name in passages
    }
    people = {source.case or source.id for source in sources.values()}
    facets = ", ".join(facet.value for facet in code.facets)
    counted = f"{_count(len(passages), 'passage')} from {_count(len(people), 'person', 'people')}"
    return SummaryTheme(
        anchor=f"t-{code.id}",
        name=code.name,
        statement=code.statement,
        evidence=f"{counted}; {facets}" if facets else counted,
        quotes=tuple(_quote(snapshot, name) for name in passages),
    )


def _quote(snapshot: _Snapshot, name: PassageId) -> Quote:
    source, passage = snapshot.of(name)
    origin = [*source.attributes.values(), source.external_id or source.title]
    return Quote(words=passage.quote, origin=" · ".join(origin))


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


_WRITERS: Mapping[str, Callable[[_Snapshot], bytes]] = {
    "candidates-csv": _candidates,
    "codings-csv": _codings,
    "codebook-csv": _codebook,
    "html": _summary,
}
#: Export format -> ending of its files.
FORMATS: Mapping[str, str] = {
    name: ".html" if name == "html" else f"-{name.removesuffix('-csv')}.csv" for name in _WRITERS
}
