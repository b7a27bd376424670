"""Keep what people said may be done with their words, and take the latest answer back.

Answers are added, each with who wrote it down and when; nothing is written over.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.domain.asking import NO, YES
from workbench.domain.consent import NOTHING_SAID, Consent, Stance, Use
from workbench.domain.decisions import new_id, utc_now
from workbench.domain.releases import Release
from workbench.domain.sources import SourceId
from workbench.domain.viewers import Right, needs
from workbench.errors import CannotKeep
from workbench.store import consent as kept
from workbench.store.consent import Answer, Person
from workbench.store.database import Project
from workbench.store.material import material
from workbench.store.releases import releases_with

_NAMES = frozenset({"case", "participant", "person", "id"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonConsent:
    """One person with what they said to each use, and in how many releases they are.

    `name` is what the viewer may see of it; `id` is the case where that is the same, and else a text
    of theirs, so that nobody is named by what only finds them again.
    """

    id: str
    name: str
    sources: int
    stances: Mapping[Use, Stance]
    releases: int

    @property
    def stopped(self) -> bool:
        """Whether nothing of this person may go out any more."""
        return Consent(self.stances).stopped


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What was written down.

    Parameters
    ----------
    people
        How many people it concerns; those who had said the same before are not among them.
    unknown
        Names in a file that nobody here has, with the number of their line.
    has_it_already
        Releases with words or counts of whoever stopped the use of theirs: they cannot be recalled.
    """

    act: str
    people: int
    answers: tuple[Answer, ...]
    unknown: tuple[str, ...] = ()
    has_it_already: tuple[Release, ...] = ()


@needs(Right.SEE_WORDS)
def view_consent(project: Project) -> tuple[PersonConsent, ...]:
    """Return everybody whom texts are from, in the order of the texts."""
    with project.reading() as connection:
        everybody, said = kept.people(connection), kept.consents(connection)
        counts = kept.release_counts(connection)
    named = _names(project)
    return tuple(
        PersonConsent(
            id=each.id if named[each.sources[0]] == each.id else each.sources[0],
            name=named[each.sources[0]],
            sources=len(each.sources),
            stances=dict(said.get(each.id, NOTHING_SAID).stances),
            releases=counts.get(each.id, 0),
        )
        for each in everybody.values()
    )


def _names(project: Project) -> dict[SourceId, str]:
    """Return who each text is from, as the viewer may see it."""
    texts = material(project)
    seen = {**texts.earlier, **texts.sources}
    return defaultdict(
        lambda: "somebody",
        {name: each.case or each.external_id or each.title for name, each in seen.items()},
    )


@needs(Right.SEE_WORDS)
def consent_history(project: Project, case: str | None = None) -> tuple[Answer, ...]:
    """Return every answer that was written down, of one person or of all, the first one first."""
    with project.reading() as connection:
        everybody = kept.people(connection)
        one = None if case is None else _person(list(everybody.values()), case).id
        answers = kept.history(connection, one)
    named = _names(project)
    called = {each.id: named[each.sources[0]] for each in everybody.values()}
    return tuple(replace(each, person=called.get(each.person, "somebody")) for each in answers)


@needs(Right.SEE_WORDS)
def sources_of(project: Project, person: str) -> tuple[SourceId, ...]:
    """Return the texts of a person who is named by their case, or by a text of theirs.

    Raises
    ------
    CannotKeep
        When there is nobody of that name, or several people.
    """
    with project.reading() as connection:
        return _person(list(kept.people(connection).values()), person).sources


@needs(Right.BRING_IN)
def keep_consent(
    project: Project,
    cases: Sequence[str] | None,
    uses: Sequence[Use],
    stance: Stance,
    *,
    coder: str,
    form: str = "",
) -> Kept:
    """Write down what people said to uses; all of it, or nothing.

    Parameters
    ----------
    cases
        Names of cases, or ids of texts whose case is not known; None means everybody.
    form
        Which wording they agreed to, as the project calls it.

    Raises
    ------
    CannotKeep
        When one of them is not there, or no use is named.
    """
    if not uses:
        raise CannotKeep(f"no use was named; choose of {', '.join(Use)}")
    with project.writing() as connection:
        everybody = list(kept.people(connection).values())
        chosen = everybody if cases is None else [_person(everybody, name) for name in cases]
        if not chosen:
            raise CannotKeep("no text of anybody is here yet")
        wanted = [(each.id, use, stance) for each in chosen for use in uses]
        answers = _note(connection, wanted, coder=coder, form=form)
        stopped = [name for each in chosen for name in each.sources if _stops(stance, uses)]
        released = releases_with(connection, stopped)
    return _kept(answers, released=released)


@needs(Right.BRING_IN)
def keep_consent_from(project: Project, file: Path, *, coder: str, form: str = "") -> Kept:
    """Write down the answers of a table: a column “case”, and one for each use with yes or no.

    Empty cells say nothing. Who is not known here is told, and the others are written down.

    Raises
    ------
    CannotKeep
        When the file cannot be read, or it has no such columns, or a cell says neither.
    """
    rows = _rows(file)
    with project.writing() as connection:
        everybody = list(kept.people(connection).values())
        wanted, unknown = [], []
        for number, name, answers in rows:
            found = kept.find_person(everybody, name)
            if len(found) != 1:
                unknown.append(f"line {number}: {'nobody' if not found else 'several people'} "
                               f"called “{name}”")  # fmt: skip
                continue
            wanted += [(found[0].id, use, stance) for use, stance in answers.items()]
        stopped = {person for person, use, stance in wanted if _stops(stance, [use])}
        sources = [name for each in everybody if each.id in stopped for name in each.sources]
        noted = _note(connection, wanted, coder=coder, form=form)
        released = releases_with(connection, sources)
    return _kept(noted, unknown=tuple(unknown), released=released)


@needs(Right.BRING_IN)
def undo_consent(project: Project, *, coder: str, act: str = "") -> Kept:
    """Take answers back that are still standing; the history keeps both.

    Parameters
    ----------
    act
        Which ones were noted together; the latest when left out.

    Raises
    ------
    CannotKeep
        When there are none, or one of those people has answered again since.
    """
    with project.writing() as connection:
        undone = act or kept.last_act(connection) or ""
        answers = kept.answers_of(connection, undone)
        if not answers:
            raise CannotKeep("there is no answer to take back")
        noted = kept.take_back(connection, undone, act=new_id(), by=coder, at=utc_now())
        if len(noted) < len(answers):
            raise CannotKeep("one of these answers was given anew since; look again")
    return _kept(noted)


def _stops(stance: Stance, uses: Iterable[Use]) -> bool:
    return stance is Stance.WITHDRAWN and Use.ANY in uses


def _kept(
    answers: Sequence[Answer],
    *,
    unknown: tuple[str, ...] = (),
    released: tuple[Release, ...] = (),
) -> Kept:
    return Kept(
        act=answers[0].act if answers else "",
        people=len({each.person for each in answers}),
        answers=tuple(answers),
        unknown=unknown,
        has_it_already=released,
    )


def _person(everybody: Sequence[Person], name: str) -> Person:
    found = kept.find_person(everybody, name)
    if not found:
        raise CannotKeep(f"there is nobody called “{name}”; case and capitals count")
    if len(found) > 1:
        ids = ", ".join(each.id for each in found)
        raise CannotKeep(f"{len(found)} people are called “{name}”; name one by its id: {ids}")
    return found[0]


def _note(
    connection: kept.Connection,
    wanted: Iterable[tuple[str, Use, Stance]],
    *,
    coder: str,
    form: str,
) -> tuple[Answer, ...]:
    """Write down what differs from what is known already."""
    said = [(person, use, stance, form) for person, use, stance in wanted]
    return kept.note_said(connection, said, act=new_id(), by=coder, at=utc_now())


def _rows(file: Path) -> list[tuple[int, str, dict[Use, Stance]]]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CannotKeep(f"{file} cannot be read as a table in UTF-8 ({error})") from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    columns = {(name or "").strip().casefold(): name for name in reader.fieldnames or ()}
    named = next((columns[each] for each in columns if each in _NAMES), None)
    uses = {Use(name): columns[name] for name in columns if name in set(Use)}
    if named is None or not uses:
        raise CannotKeep(
            f"{file.name} needs a column “case” and a column for at least one of {', '.join(Use)}"
        )
    return [
        (number, (row[named] or "").strip(), _answers(row, uses, f"{file.name}, line {number}"))
        for number, row in enumerate(reader, start=2)
        if (row[named] or "").strip()
    ]


def _answers(row: Mapping[str, str], uses: Mapping[Use, str], where: str) -> dict[Use, Stance]:
    answers = {}
    for use, column in uses.items():
        said = (row[column] or "").strip().casefold()
        if said and said not in YES | NO:
            raise CannotKeep(f"{where}: “{row[column]}” is neither yes nor no")
        if said:
            answers[use] = Stance.GIVEN if said in YES else Stance.WITHDRAWN
    return answers
