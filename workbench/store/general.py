"""What may be told of a project in general terms: read here, for views and for what goes out alike."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from workbench.domain.board import Board
from workbench.domain.circles import BY_TIME, LADDER
from workbench.domain.consent import NOTHING_SAID, Audience, Sifted, person_of, sift
from workbench.domain.general import General, generalised, release_table
from workbench.domain.small_numbers import Rule
from workbench.domain.sources import Source, SourceId
from workbench.store.bulk import many_objects
from workbench.store.consent import consents, state_of_said
from workbench.store.database import Project
from workbench.store.identifiers import cleared, latest_name_seq, state_of
from workbench.store.log import ledger
from workbench.store.masks import MaskedView
from workbench.store.material import masked
from workbench.store.releases import opaque_names, state_of_told, told_to_others
from workbench.store.settings import APART, SMALLEST

_COUNTED = "general counted"


@dataclass(frozen=True, slots=True)
class _Moment:
    """How a project stands: another `state` tells that other people are heard, or told otherwise."""

    texts: MaskedView
    board: Board
    rule: Rule
    ladder: Sequence[str]
    state: object
    out: object


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was counted: of which sources, in which state, and beside what had gone out."""

    sources: Mapping[SourceId, Source]
    state: object
    out: object
    found: General


def told_to_leaders(project: Project) -> General:
    """Return what leaders may be told, counted anew only when something has changed.

    Decisions change who speaks of what, but not who was heard. One thread counts, others who ask
    meanwhile wait for it; nobody's acts do.
    """
    # Texts that were taken away take all that was kept along: before it is looked for.
    masked(project)
    alone: threading.Lock = project.cache.setdefault(_COUNTED, threading.Lock())
    with alone:
        kept: _Kept | None = project.cache.get("general")
        with project.one_look():
            now = _moment(project)
            seen = now.texts.seen
            if kept is None or kept.sources is not seen.sources or kept.state != now.state:
                kept = _Kept(seen.sources, now.state, None, _counted(project, now))
            found = kept.found
            if kept.out != now.out:
                with project.reading() as connection:
                    found = found.beside(told_to_others(connection))
        if found.board is not now.board or found.passages is not seen.passages:
            found = found.after(now.board, seen.passages)
        # Where texts were erased meanwhile all that was kept is gone, and none of it comes back.
        if project.cache.get(_COUNTED) is alone:
            project.cache["general"] = _Kept(seen.sources, now.state, now.out, found)
    return found


def told_to(project: Project, audience: Audience) -> General:
    """Return what an audience below facilitators may be told.

    Leaders may read what is for everyone, too, so that is told beside what leaders are told.
    """
    leaders = told_to_leaders(project)
    if audience is Audience.LEADERS:
        return leaders
    with project.one_look():
        everyone = _counted(project, _moment(project), audience)
    return everyone.beside([release_table(leaders), *leaders.earlier])


def _moment(project: Project) -> _Moment:
    with project.lock, project.reading() as connection:
        # Whoever looks, these words are for leaders: always with stand-ins for names.
        texts, board = masked(project), ledger(project).board
        rule, ladder = _set(project)
        state = (_reviewed_and_said(connection), rule, ladder)
        return _Moment(texts, board, rule, ladder, state, state_of_told(connection))


def _counted(project: Project, now: _Moment, audience: Audience = Audience.LEADERS) -> General:
    seen, whole = now.texts.seen, now.texts.whole.sources
    with many_objects():
        sifted = _may(project, whole.values(), audience)
        # Whose a text is stays the same one whatever is masked of a name, and is shown to nobody.
        kept = sifted.kept
        counted = [_of_whom(each, whole[k].case) for k, each in seen.sources.items() if k in kept]
        found = generalised(now.board, seen.passages, counted, sifted, now.rule, now.ladder)
    return replace(found, opaque=opaque_names(project.fact("id")))


def _of_whom(source: Source, case: str) -> Source:
    return source if source.case == case else replace(source, case=case)


def _reviewed_and_said(connection: sa.Connection) -> object:
    """Return what is another one whenever something was reviewed, or somebody said yes or no."""
    return latest_name_seq(connection), state_of(connection), state_of_said(connection)


def _may(project: Project, sources: Iterable[Source], audience: Audience) -> Sifted:
    with project.reading() as connection:
        clear, said = cleared(connection), consents(connection)
    return sift(sources, lambda each: said.get(person_of(each), NOTHING_SAID), audience, clear)


def _set(project: Project) -> tuple[Rule, Sequence[str]]:
    smallest, apart = project.fact(SMALLEST), project.fact(APART)
    return Rule(int(smallest)) if smallest else Rule(), BY_TIME if apart == "time" else LADDER
