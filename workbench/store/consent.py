"""Consent by person and use: answers are added, never changed, and only an erasure takes them away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from workbench.domain.consent import NOTHING_SAID, Consent, Stance, Use
from workbench.domain.sources import SourceId
from workbench.store.tables import CaseRow, SourceRow
from workbench.store.tables_consent import ConsentRow, ReleasedRow

#: What acts hand on, without knowing what it is.
Connection = sa.Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who sources are from: a case by its name, or a source whose case is not known by its id.

    By its name, so that an answer still stands when an import is taken back and made again.
    """

    id: str
    name: str
    sources: tuple[SourceId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One line of the history; `version` counts the answers of a person to a use from 1."""

    seq: int = 0
    act: str
    person: str
    use: Use
    version: int = 0
    before: Stance
    stance: Stance
    form: str
    by: str
    at: str
    undoes: str | None = None


def people(connection: sa.Connection) -> dict[str, Person]:
    """Return everybody whom sources are from, by id, in the order of the sources."""
    query = (
        sa.select(SourceRow.id, SourceRow.external_id, SourceRow.title, CaseRow.name)
        .join_from(SourceRow, CaseRow, isouter=True)
        .order_by(SourceRow.position)
    )
    names: dict[str, str] = {}
    sources: dict[str, list[SourceId]] = {}
    for row in connection.execute(query):
        person = row.name or row.id
        names.setdefault(person, row.name or row.external_id or row.title)
        sources.setdefault(person, []).append(SourceId(row.id))
    return {each: Person(id=each, name=names[each], sources=tuple(sources[each])) for each in names}


def consents(connection: sa.Connection) -> dict[str, Consent]:
    """Return what everybody said last to each use; who said nothing is not in it."""
    query = sa.select(ConsentRow.person, ConsentRow.use, ConsentRow.stance).order_by(ConsentRow.seq)
    found: dict[str, dict[Use, Stance]] = {}
    for person, use, stance in connection.execute(query):
        found.setdefault(person, {})[Use(use)] = Stance(stance)
    return {person: Consent(stances) for person, stances in found.items()}


def state_of_said(connection: sa.Connection) -> tuple[int, int]:
    """Return what is another one whenever somebody said something: answers are only ever added."""
    last, count = sa.func.max(ConsentRow.seq), sa.func.count()
    row = connection.execute(sa.select(last, count)).one()
    return int(row[0] or 0), int(row[1])


def note_answers(connection: sa.Connection, answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """Write answers down, each with the number of its version."""
    counts = sa.select(ConsentRow.person, ConsentRow.use, sa.func.max(ConsentRow.version))
    latest = {
        (person, use): number
        for person, use, number in connection.execute(
            counts.group_by(ConsentRow.person, ConsentRow.use)
        )
    }
    rows = []
    for each in answers:
        latest[each.person, each.use] = number = latest.get((each.person, each.use), 0) + 1
        rows.append({
            "act": each.act, "person": each.person, "use": each.use.value, "version": number,
            "before": each.before.value, "stance": each.stance.value, "form": each.form,
            "coder": each.by, "at": each.at, "undoes": each.undoes,
        })  # fmt: skip
    if rows:
        connection.execute(sa.insert(ConsentRow), rows)
    return answers_of(connection, rows[0]["act"]) if rows else ()


def note_said(
    connection: sa.Connection,
    wanted: Iterable[tuple[str, Use, Stance, str]],
    *,
    act: str,
    by: str,
    at: str,
) -> tuple[Answer, ...]:
    """Write down what people said to uses, and to which wording, where that is not known already."""
    said = consents(connection)
    fresh = []
    for person, use, stance, form in dict.fromkeys(wanted):
        before = said.get(person, NOTHING_SAID).of(use)
        if before is not stance:
            fresh.append(
                Answer(act=act, person=person, use=use, before=before, stance=stance, form=form,
                       by=by, at=at)
            )  # fmt: skip
    return note_answers(connection, fresh)


def act_of_import(at: str) -> str:
    """Return under which act the answers stand that came in with an import."""
    return f"import {at}"


def take_back(
    connection: sa.Connection, undone: str, *, act: str, by: str, at: str
) -> tuple[Answer, ...]:
    """Take those answers of an act back that nobody has answered anew since."""
    standing = _standing(connection)
    back = [
        Answer(act=act, person=each.person, use=each.use, before=each.stance, stance=each.before,
               form=each.form, by=by, at=at, undoes=undone)
        for each in answers_of(connection, undone)
        if standing[each.person, each.use][-1:] == [undone]
    ]  # fmt: skip
    return note_answers(connection, back)


def _standing(connection: sa.Connection) -> dict[tuple[str, Use], list[str]]:
    """Return the acts by which each person's answer to a use stands, without those taken back."""
    columns = (ConsentRow.person, ConsentRow.use, ConsentRow.act, ConsentRow.undoes)
    found: dict[tuple[str, Use], list[str]] = {}
    for person, use, act, undoes in connection.execute(
        sa.select(*columns).order_by(ConsentRow.seq)
    ):
        acts = found.setdefault((person, Use(use)), [])
        if undoes is None:
            acts.append(act)
        elif undoes in acts:
            acts.remove(undoes)
    return found


def release_counts(connection: sa.Connection) -> dict[str, int]:
    """Return in how many releases each person is who is in any."""
    query = (
        sa.select(
            sa.func.coalesce(CaseRow.name, SourceRow.id),
            sa.func.count(sa.distinct(ReleasedRow.number)),
        )
        .select_from(ReleasedRow)
        .join(SourceRow, SourceRow.id == ReleasedRow.source_id)
        .join(CaseRow, isouter=True)
        .group_by(sa.func.coalesce(CaseRow.name, SourceRow.id))
    )
    return {person: int(count) for person, count in connection.execute(query)}


def history(connection: sa.Connection, person: str | None = None) -> tuple[Answer, ...]:
    """Return every answer that was written down, of one person or of all, the first one first."""
    query = sa.select(ConsentRow.__table__).order_by(ConsentRow.seq)
    if person is not None:
        query = query.where(ConsentRow.person == person)
    return tuple(map(_answer, connection.execute(query)))


def answers_of(connection: sa.Connection, act: object) -> tuple[Answer, ...]:
    """Return the answers that were written down together."""
    query = sa.select(ConsentRow.__table__).where(ConsentRow.act == act).order_by(ConsentRow.seq)
    return tuple(map(_answer, connection.execute(query)))


def last_act(connection: sa.Connection) -> str | None:
    """Return the latest act that was not taken back, and is no taking back itself."""
    undone = sa.select(ConsentRow.undoes).where(ConsentRow.undoes.is_not(None))
    query = (
        sa.select(ConsentRow.act)
        .where(ConsentRow.undoes.is_(None), ConsentRow.act.not_in(undone))
        .order_by(ConsentRow.seq.desc())
        .limit(1)
    )
    return connection.scalar(query)


def forget_answers(connection: sa.Connection, sources: Sequence[SourceId]) -> int:
    """Delete the answers of people of whom nothing but these sources is there; return of how many."""
    gone = frozenset(sources)
    leaving = [each.id for each in people(connection).values() if gone.issuperset(each.sources)]
    mine = ConsentRow.person == sa.bindparam("_person")
    known = set(connection.scalars(sa.select(ConsentRow.person).distinct()))
    rows = [{"_person": each} for each in leaving if each in known]
    if rows:
        connection.execute(sa.delete(ConsentRow).where(mine), rows)
    return len(rows)


def _answer(row: sa.Row[tuple[object, ...]]) -> Answer:
    plain = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's documented way to a row's columns
    plain["by"] = plain.pop("coder")
    plain |= {"use": Use(plain["use"])}
    plain |= {name: Stance(plain[name]) for name in ("before", "stance")}
    return Answer(**plain)


def find_person(found: Sequence[Person], name: str) -> tuple[Person, ...]:
    """Return who is meant by an id, a name or a text of theirs; several when that does not say."""
    return tuple(each for each in found if name in (each.id, each.name, *each.sources))
