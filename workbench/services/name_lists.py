"""Name lists: what one project knows by name, and what it knows to point at nobody.

The lists and the key from names to stand-ins lie encrypted in the person's own folder (see
``privacy.vault``). A line that is added or taken away has the texts that hold its words screened again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import uuid4

from workbench.domain.decisions import utc_now
from workbench.domain.identifiers import Change, Mark, NameDecision, Part, merged
from workbench.domain.sources import Source, SourceId
from workbench.domain.values import Values
from workbench.domain.viewers import Right, needs
from workbench.errors import NothingToDo, UnknownIdentifier
from workbench.privacy.allowlist import ON_LIST, ProjectLists, listed_names
from workbench.privacy.gate import Findings, Gate
from workbench.privacy.identifiers import Identifier, Kind, settle
from workbench.privacy.lexicon import fold
from workbench.privacy.vault import (
    ALLOWED,
    Entry,
    destroy_names,
    place_of_names,
    read_names,
    write_names,
)
from workbench.store.database import Project
from workbench.store.identifiers import labels_in_use, record
from workbench.store.masks import masks_within
from workbench.store.material import given, material_within

#: What a line of the lists can be.
LISTED = (Kind.PERSON, Kind.PLACE, Kind.SCHOOL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What was done, and in how many places something is masked or shown since."""

    entry: Entry
    decision: NameDecision

    @property
    def places(self) -> int:
        """How many places changed."""
        return len(self.decision.changes)


@needs(Right.REVIEW_NAMES)
def list_names(project: Project) -> tuple[Entry, ...]:
    """Return the project's lists as they stand.

    Raises
    ------
    NamesUnreadable
        When the key that is here does not open them.
    """
    standing = (each for each in read_names(project.fact("id")).entries if not each.off)
    return tuple(sorted(standing, key=lambda each: (each.kind, each.words.casefold())))


@needs(Right.REVIEW_NAMES)
def add_name(project: Project, words: str, *, kind: str = "person", coder: str) -> Listed:
    """Put a name on the project's lists and mask it everywhere, or allow words that point at nobody.

    Parameters
    ----------
    kind
        One of `LISTED`, or ``allowed``.

    Raises
    ------
    UnknownIdentifier
        When a line cannot be of that kind.
    NothingToDo
        When it stands there already, or says nothing.
    """
    if kind not in {*LISTED, ALLOWED}:
        raise UnknownIdentifier(kind, "kind of name")
    words = " ".join(words.split())
    if not any(char.isalnum() for char in words):
        raise NothingToDo("add")
    entry = Entry(id=str(uuid4()), words=words, kind=str(kind))
    return _change(project, entry, "allow" if kind == ALLOWED else "list", coder)


@needs(Right.REVIEW_NAMES)
def remove_name(project: Project, named: str, *, coder: str) -> Listed:
    """Take a line off the lists, by its words or id; what people decided in the texts stays.

    Raises
    ------
    UnknownIdentifier
        When there is none.
    """
    found = [
        each
        for each in list_names(project)
        if named in {each.id, each.words} or fold(each.words) == fold(named)
    ]
    if not found:
        raise UnknownIdentifier(named, "line of the lists")
    entry = found[0]
    off = Entry(id=entry.id, words=entry.words, kind=entry.kind, off=True)
    return _change(project, off, "unlist", coder)


@needs(Right.KEEP)
def destroy_key(project: Project, *, coder: str) -> bool:
    """Destroy the key to real names together with the lists, and return whether there was one.

    Masks stay as they are. Names that come in later get stand-ins of their own, also those of people
    who have one; who had which can be told only by reading the texts, which are not changed.
    """
    with project.writing() as connection:
        was = destroy_names(project.fact("id"))
        if was:
            record(connection, _decision("destroy key", coder, (), ""))
    return was


@needs(Right.REVIEW_NAMES)
def place_of_key(project: Project) -> str:
    """Return where the project's encrypted names lie, for whoever has to keep or move them."""
    return str(place_of_names(project.fact("id")))


def _change(project: Project, entry: Entry, verb: str, coder: str) -> Listed:
    """Change one line of the lists, and the marks of the texts that hold its words."""
    name = project.fact("id")
    rescreened = None if verb == "list" else _screened(project, entry)
    with project.writing() as connection:
        names = read_names(name)
        if not entry.off and any(_is_same(each, entry) for each in names.entries):
            raise NothingToDo("add")
        write_names(name, names.with_entry(entry))
        texts = material_within(project, connection)
        masks = masks_within(project, connection)
        if rescreened is None:
            holding = _holding({**texts.earlier, **texts.sources}.values(), entry)
            rescreened = dict(_listed(holding, entry))
        marks = Gate(name).named(rescreened, labels_in_use(connection))
        changes: list[Change] = []
        for source, found in marks.items():
            before = masks.marks.get(source)
            if before is not None:
                changes += _merged(before, found, whole=verb != "list")
        decision = _decision(verb, coder, tuple(changes), entry.id)
        return Listed(entry=entry, decision=record(connection, decision))


def _is_same(one: Entry, other: Entry) -> bool:
    return not one.off and (fold(one.words), one.kind) == (fold(other.words), other.kind)


def _merged(before: Sequence[Mark], found: Sequence[Mark], *, whole: bool) -> tuple[Change, ...]:
    """Return what changes; found is everything of a source, or only where a listed name stands."""
    listed = frozenset(each.id for each in found if each.why == ON_LIST)
    others = () if whole else tuple(each for each in before if not each.is_judged)
    return merged(before, [*found, *others], listed=listed)


def _screened(project: Project, entry: Entry) -> dict[SourceId, Findings]:
    """Screen again the texts that hold the words, before the lock: it may take a while."""
    texts = given(project)
    gate = Gate(project.fact("id"))
    names = gate.names.with_entry(entry)
    holding = _holding({**texts.earlier, **texts.sources}.values(), entry)
    return dict(gate.find(holding, names.lists))


def _holding(sources: Iterable[Source], entry: Entry) -> list[Source]:
    words = [fold(each) for each in entry.words.replace("-", " ").split()]
    return [
        each
        for each in sources
        if all(word in fold(" ".join((each.text, *_around(each)))) for word in words)
    ]


def _around(source: Source) -> tuple[str, ...]:
    return source.title, source.external_id, source.case, *source.attributes.values()


def _listed(sources: Sequence[Source], entry: Entry) -> Iterator[tuple[SourceId, Findings]]:
    """Yield where a listed name stands in sources, and then in each of their values."""
    lists = ProjectLists(names={entry.words: Kind(entry.kind)})

    def found(words: str) -> tuple[Identifier, ...]:
        return settle(words, listed_names(words, lists))

    for each in sources:
        parts = {
            Part.TEXT: each.text, Part.TITLE: each.title,
            Part.EXTERNAL_ID: each.external_id, Part.CASE: each.case,
        }  # fmt: skip
        yield each.id, {part: found(text) for part, text in parts.items()}
    for name, value in Values.of(sources).texts.items():
        yield name, {Part.VALUE: found(value.text)}


def _decision(verb: str, coder: str, changes: tuple[Change, ...], entry: str) -> NameDecision:
    return NameDecision(
        id=str(uuid4()), verb=verb, coder=coder, at=utc_now(), changes=changes, entry=entry
    )
