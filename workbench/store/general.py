"""What may be told of a project in general terms: read here, for views and for what goes out alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from workbench.domain.circles import BY_TIME, LADDER
from workbench.domain.consent import NOTHING_SAID, Audience, Sifted, person_of, sift
from workbench.domain.general import General, generalised, release_table
from workbench.domain.small_numbers import Rule
from workbench.domain.sources import Source
from workbench.store.bulk import many_objects
from workbench.store.consent import consents
from workbench.store.database import Project
from workbench.store.identifiers import cleared, latest_name_seq, state_of
from workbench.store.log import ledger
from workbench.store.material import Material, masked
from workbench.store.releases import opaque_names, state_of_told, told_to_others
from workbench.store.settings import APART, SMALLEST


def told_to_leaders(project: Project) -> General:
    """Return what leaders may be told, counted anew only when something has changed."""
    with project.lock:
        # Whoever looks, these words are for leaders: always with stand-ins for names.
        texts, board = masked(project).seen, ledger(project).board
        state = (_reviewed_and_said(project), *_set(project))
        with project.reading() as connection:
            out = state_of_told(connection)
        kept: tuple[Any, ...] | None = project.cache.get("general")
        if kept is None or kept[0] is not texts or kept[1] != state:
            with many_objects():
                kept = (texts, state, _counted(project, texts, Audience.LEADERS), None)
        found: General = kept[2]
        if kept[3] != out:
            with project.reading() as connection:
                found = found.beside(told_to_others(connection))
        if found.board is not board:
            # Decisions change who speaks of what, but not who was heard.
            found = replace(found, board=board, told={}, widened=set())
        project.cache["general"] = (texts, state, found, out)
    return found


def told_to(project: Project, audience: Audience) -> General:
    """Return what an audience below facilitators may be told.

    Leaders may read what is for everyone, too, so that is told beside what leaders are told.
    """
    leaders = told_to_leaders(project)
    if audience is Audience.LEADERS:
        return leaders
    everyone = _counted(project, masked(project).seen, audience)
    return everyone.beside([release_table(leaders), *leaders.earlier])


def _counted(project: Project, texts: Material, audience: Audience) -> General:
    rule, ladder = _set(project)
    board, whole = ledger(project).board, masked(project).whole.sources
    sifted = _may(project, whole.values(), audience)
    # Whose a text is stays the same one whatever is masked of a name, and is shown to nobody.
    counted = [replace(texts.sources[name], case=whole[name].case) for name in sifted.kept]
    found = generalised(board, texts.passages, counted, sifted, rule, ladder)
    return replace(found, opaque=opaque_names(project.fact("id")))


def _reviewed_and_said(project: Project) -> object:
    """Return what is another one whenever something was reviewed, or somebody said yes or no."""
    with project.reading() as connection:
        return latest_name_seq(connection), state_of(connection), consents(connection)


def _may(project: Project, sources: Iterable[Source], audience: Audience) -> Sifted:
    with project.reading() as connection:
        clear, said = cleared(connection), consents(connection)
    return sift(sources, lambda each: said.get(person_of(each), NOTHING_SAID), audience, clear)


def _set(project: Project) -> tuple[Rule, Sequence[str]]:
    smallest, apart = project.fact(SMALLEST), project.fact(APART)
    return Rule(int(smallest)) if smallest else Rule(), BY_TIME if apart == "time" else LADDER
