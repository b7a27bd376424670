"""Export: what the board holds, as files for an audience; each one is written down as a release.

Nothing leaves unrecorded: the register is written before the file, and when it cannot be written
there is no file. Who asked that their words are not used is in none of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.domain.consent import NOTHING_SAID, Audience, Sifted, person_of, sift
from workbench.domain.decisions import utc_now
from workbench.domain.general import release_table
from workbench.domain.memos import AboutKind
from workbench.domain.releases import Release
from workbench.domain.scrubbing import StandIns
from workbench.domain.sources import PassageId, SourceId
from workbench.domain.viewers import Right, Words, needs
from workbench.errors import NotForAudience, UnknownFormat
from workbench.exchange.assessment_words import Facts, assessment_of
from workbench.exchange.assessments import Assessment, assessment_page, assessment_text
from workbench.exchange.board_public import public
from workbench.exchange.files import write_whole
from workbench.exchange.formats import (
    BOARD_FORMATS,
    Contained,
    contained_in_public,
    formats_for,
)
from workbench.exchange.holdings import Holdings
from workbench.privacy.lexicon import fold, known
from workbench.privacy.vault import place_of_names
from workbench.store.consent import consents, people
from workbench.store.database import Project
from workbench.store.general import told_to
from workbench.store.identifiers import cleared
from workbench.store.inventory import inventory, screened
from workbench.store.log import ledger
from workbench.store.material import given, masked, material
from workbench.store.passages import passages_named
from workbench.store.releases import register, releases, strike
from workbench.store.retention import kept
from workbench.store.runs import latest_run, unplaced

#: Marks of these kinds are no names: in a title they are ordinary words and numbers.
_NO_NAMES = frozenset({"age", "date", "school year", "unexplained"})
_ASSESSMENTS: Mapping[str, tuple[str, Callable[[Assessment], bytes]]] = {
    "dpia": ("-dpia.html", assessment_page),
    "dpia-md": ("-dpia.md", assessment_text),
}
#: Export format -> ending of its files.
FORMATS: Mapping[str, str] = {name: each.ending for name, each in BOARD_FORMATS.items()} | {
    name: ending for name, (ending, _) in _ASSESSMENTS.items()
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What went out, as it was written down, and a sentence for everything that was held back."""

    release: Release
    held_back: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Made:
    """A file before it goes out, with what is in it."""

    data: bytes
    release: Release
    sources: frozenset[SourceId]
    held_back: tuple[str, ...] = ()


@needs(Right.PREPARE)
def export_bytes(
    project: Project,
    fmt: str,
    *,
    audience: Audience = Audience.FACILITATORS,
    coder: str = "",
    file: str = "",
) -> bytes:
    """Return an export, and write down that it went out.

    Parameters
    ----------
    file
        The name under which it goes out, if it has one.

    Raises
    ------
    UnknownFormat
        When there is no writer of this name.
    NotForAudience
        When the format is for facilitators alone.
    """
    made = _made(project, fmt, audience, coder)
    register(project, replace(made.release, file=file), made.sources)
    return made.data


@needs(Right.PREPARE)
def export_file(
    project: Project,
    fmt: str,
    output: Path,
    *,
    audience: Audience = Audience.FACILITATORS,
    coder: str = "",
) -> Exported:
    """Write an export to a file, whole or not at all, and write down that it went out.

    Raises
    ------
    UnknownFormat
        When there is no writer of this name.
    NotForAudience
        When the format is for facilitators alone.
    CannotWrite
        When the place cannot be written; then nothing went out, and nothing is written down.
    """
    made = _made(project, fmt, audience, coder)
    release = replace(made.release, file=output.name)
    number = register(project, release, made.sources)
    try:
        write_whole(output, made.data)
    except BaseException:
        strike(project, number)
        raise
    return Exported(release=replace(release, number=number), held_back=made.held_back)


def _made(project: Project, fmt: str, audience: Audience, coder: str) -> _Made:
    if fmt not in FORMATS:
        raise UnknownFormat(fmt, FORMATS)
    if fmt in _ASSESSMENTS:
        _, write = _ASSESSMENTS[fmt]
        data = write(assessment_of(_facts(project)))
        release = _release(fmt, audience, data, Contained(frozenset(), 0), coder)
        return _Made(data, release, frozenset())
    if fmt not in formats_for(audience):
        raise NotForAudience(fmt, audience.value, formats_for(audience))
    held, sifted = _holdings(project, audience)
    if audience is Audience.FACILITATORS:
        return _for_facilitators(fmt, held, sifted, coder)
    return _for_others(project, fmt, held, sifted, audience, coder)


def _for_facilitators(fmt: str, held: Holdings, sifted: Sifted, coder: str) -> _Made:
    wanted = BOARD_FORMATS[fmt]
    data, inside = wanted.write(held), wanted.contains(held)
    release = _release(fmt, Audience.FACILITATORS, data, inside, coder)
    release = replace(release, held=sifted.reasons)
    return _Made(data, release, inside.sources, sifted.told)


def _for_others(
    project: Project, fmt: str, held: Holdings, sifted: Sifted, audience: Audience, coder: str
) -> _Made:
    write = BOARD_FORMATS[fmt].write_public
    assert write is not None  # noqa: S101 - asked before
    found = public(held, audience, told_to(project, audience), releases(project))
    data, inside = write(found), contained_in_public(found)
    release = _release(fmt, audience, data, inside, coder)
    counts = release_table(found.general).plain()
    release = replace(release, counts=counts, held=sifted.reasons)
    return _Made(data, release, inside.sources, (*sifted.told, *found.held_back))


def _release(fmt: str, audience: Audience, data: bytes, inside: Contained, coder: str) -> Release:
    return Release(
        kind=fmt,
        audience=audience,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        by=coder,
        at=utc_now(),
        passages=inside.passages,
        sources=len(inside.sources),
    )


def _holdings(project: Project, audience: Audience) -> tuple[Holdings, Sifted]:
    """Return what may go to an audience, and what of it is held back.

    Below facilitators everything has stand-ins, whoever exports it.
    """
    whole = given(project)
    inside = audience is Audience.FACILITATORS
    seen = material(project) if inside else masked(project).seen
    with project.reading() as connection:
        said, clear = consents(connection), cleared(connection)
    sources = whole.sources.values()
    sifted = sift(sources, lambda each: said.get(person_of(each), NOTHING_SAID), audience, clear)
    decided, stand_ins = ledger(project), _stand_ins(project, audience)
    run = latest_run(project)
    left = unplaced(project, run.id) if run else {}
    on = [memo for memo in decided.board.memos.values() if memo.about_kind is AboutKind.PASSAGE]
    held = Holdings(
        name=stand_ins(project.fact("name")),
        board=stand_ins.board(decided.board),
        sources={name: each for name, each in seen.sources.items() if name in sifted.kept},
        passages={n: each for n, each in seen.passages.items() if each.source_id in sifted.kept},
        spans={name: each.span for name, each in whole.passages.items()},
        people_of={each.id: person_of(each) for each in sources},
        nearest={name: each.nearest for name, each in left.items()},
        names={name: stand_ins(each) for name, each in decided.names.items()},
        unheld=passages_named(project, [PassageId(each.about) for each in on]),
    )
    return held, sifted


def _stand_ins(project: Project, audience: Audience) -> StandIns:
    """Return what puts stand-ins where people wrote names that are masked in the texts."""
    if audience is Audience.FACILITATORS and project.viewer.words is Words.GIVEN:
        return StandIns({}, _is_ordinary)
    view = masked(project)
    texts = {**view.whole.earlier, **view.whole.sources, **view.values.texts}
    return StandIns(
        {
            texts[name].text[mark.start : mark.end]: mark.label
            for name, marks in view.masks.marks.items()
            for mark in marks
            if mark.part in {"text", "value"}
            and mark.is_masked
            and mark.kind not in _NO_NAMES
            and name in texts
        },
        _is_ordinary,
    )


def _is_ordinary(word: str) -> bool:
    return known(fold(word)).is_ordinary


def _facts(project: Project) -> Facts:
    """Return what the assessment is filled in with."""
    kept_here, looked = inventory(project), screened(project)
    texts, decided = given(project), ledger(project)
    with project.reading() as connection:
        said, dates = consents(connection), kept(connection)
        everybody = people(connection)
    return Facts(
        name=project.fact("name"),
        at=utc_now(),
        where=project.where,
        holds={
            "sources": len(texts.sources),
            "people they are from": len(everybody),
            "passages": len(texts.passages),
            "codes": len(decided.board.codes),
            "decisions": decided.seq,
            "erasures": kept_here.erasures,
        },
        tables=kept_here.tables,
        files=[(each.path, each.size, each.open_to_others) for each in kept_here.files],
        backups=kept_here.backups,
        names_at=str(place_of_names(project.fact("id"))),
        found=looked.found,
        reviewed={
            "shown as stand-ins": looked.masked,
            "kept, as a person decided": looked.kept,
            "still to be reviewed": looked.open,
            "texts looked through": looked.screened,
            "texts cleared by a person": looked.cleared,
        },
        people=len(everybody),
        consents=[each for name, each in said.items() if name in everybody],
        releases=releases(project),
        kept=dates,
    )
