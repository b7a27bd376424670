"""The gate: sources in, marks out, each with the stand-in that this project has for it.

Finding takes time and needs nobody's lock; naming is quick, and is done while the project's write lock
is held, so that two imports at once give nobody two stand-ins.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from workbench.domain.identifiers import Mark, Origin, Part
from workbench.domain.sources import Source, SourceId
from workbench.domain.values import Values
from workbench.privacy.allowlist import ProjectLists
from workbench.privacy.attributes import find_in_values
from workbench.privacy.finder import find_identifiers, find_without_tagger
from workbench.privacy.identifiers import Identifier, Kind, Role, Status
from workbench.privacy.pseudonyms import PseudonymBook, name_key
from workbench.privacy.vault import Names, read_names, write_names

#: What found an identifier, for whoever compares screenings; it changes when the layers do.
FINDER = "3"
#: In a title these say too little of a person to be hidden, and the words for files would be.
_NOT_IN_TITLES = frozenset(
    {Kind.DATE, Kind.AGE, Kind.SCHOOL_YEAR, Kind.PLACE, Kind.UNEXPLAINED, Kind.URL}
)
_JOINTS = re.compile(r"[_\-.]")
#: A file's ending, which is nobody's initials.
_ENDING = re.compile(r"\.[A-Za-z0-9]{2,5}$")

Findings = Mapping[Part, tuple[Identifier, ...]]


def find_in(sources: Sequence[Source], lists: ProjectLists) -> Iterator[tuple[SourceId, Findings]]:
    """Yield what is found in each source: in its text, its title, its giver's id and its case.

    Raises
    ------
    BrokenModel
        The installed tagger cannot be loaded.
    """
    texts = find_identifiers([each.text for each in sources], lists)
    for source, in_text in zip(sources, texts, strict=True):
        around = {
            Part.TITLE: source.title, Part.EXTERNAL_ID: source.external_id, Part.CASE: source.case
        }  # fmt: skip
        yield (
            source.id,
            {
                Part.TEXT: in_text,
                **{part: _in_title(words, lists) for part, words in around.items()},
            },
        )


def _in_title(words: str, lists: ProjectLists) -> tuple[Identifier, ...]:
    """Return what is surely an identifier in a file's or a person's name."""
    if not any(char.isalpha() for char in words):
        return ()
    spoken = _ENDING.sub(lambda ending: " " * len(ending[0]), words)
    found = find_without_tagger(_JOINTS.sub(" ", spoken), lists)
    return tuple(
        replace(each, quote=words[each.start : each.end])
        for each in found
        if each.status is Status.MASK and each.type not in _NOT_IN_TITLES
    )


@dataclass(frozen=True, slots=True)
class Gate:
    """What one project knows by name, to be asked while its write lock is held.

    Parameters
    ----------
    project_id
        The project's own id, by which its names are found in the person's folder.
    """

    project_id: str

    @property
    def names(self) -> Names:
        """What is known now."""
        return read_names(self.project_id)

    def find(
        self, sources: Sequence[Source], lists: ProjectLists | None = None
    ) -> Iterator[tuple[SourceId, Findings]]:
        """Yield what is found in each source and then in each of their values.

        With the project's own lists, or those that are given.
        """
        names = self.names
        lists = names.lists if lists is None else lists
        met = set(_called(names.book))
        for source, found in find_in(sources, lists):
            met |= _told(found)
            yield source, found
        for value, identifiers in find_in_values([*Values.of(sources).texts.values()], lists, met):
            yield value, {Part.VALUE: identifiers}

    def find_values(self, values: Sequence[Source]) -> Iterator[tuple[SourceId, Findings]]:
        """Yield what is found in values of attributes, each a text of its own."""
        names = self.names
        met = frozenset(_called(names.book))
        for value, identifiers in find_in_values(values, names.lists, met):
            yield value, {Part.VALUE: identifiers}

    def named(
        self, found: Mapping[SourceId, Findings], taken: Iterable[str]
    ) -> dict[SourceId, tuple[Mark, ...]]:
        """Return marks with stand-ins; those who were never met before get one, which is kept.

        Parameters
        ----------
        taken
            Stand-ins that the project's marks have.
        """
        names = self.names
        everything = [e for parts in found.values() for some in parts.values() for e in some]
        book = names.book.extended(everything, taken)
        if book != names.book:
            write_names(self.project_id, replace(names, book=book))
        return {
            source: tuple(
                as_mark(source, part, each, book.label(each))
                for part, some in parts.items()
                for each in some
            )
            for source, parts in found.items()
        }

    def forget(
        self, labels: Container[str], sources: Iterable[Source], left: Container[SourceId]
    ) -> None:
        """Forget whoever no stand-in is left of, and listed names that only erased words held.

        Parameters
        ----------
        labels
            The stand-ins that are left.
        sources, left
            The sources as they were, and which of them are still there.
        """
        names = self.names
        book = names.book.kept(labels)
        if names.entries:
            gone: list[str] = []
            others: list[str] = []
            for each in sources:
                words = " ".join((each.text, *each.attributes.values())).casefold()
                (others if each.id in left else gone).append(words)
            held = [e.id for e in names.entries if _only_in(e.words.casefold(), gone, others)]
            names = names.without(held)
        if book != names.book or names != self.names:
            write_names(self.project_id, replace(names, book=book))


def _only_in(words: str, gone: Iterable[str], others: Iterable[str]) -> bool:
    return any(words in each for each in gone) and not any(words in each for each in others)


def _called(book: PseudonymBook) -> Iterator[str]:
    """Yield the words by which those are called of whom a text told who they are in the story."""
    for (kind, name), label in book.labels.items():
        if kind == Kind.PERSON.value and not label.startswith("[person"):
            yield from name.split()


def _told(found: Findings) -> set[str]:
    people = (e for some in found.values() for e in some if e.type is Kind.PERSON and e.role)
    return {word for each in people for word in name_key(each.quote).split()}


def by_hand(
    start: int, quote: str, kind: Kind, role: Role = Role.UNKNOWN, *, part: Part = Part.TEXT
) -> Findings:
    """Return what a person marks, as if it had been found."""
    return {
        part: (
            Identifier(
                start=start,
                end=start + len(quote),
                quote=quote,
                type=kind,
                status=Status.MASK,
                why="marked by hand",
                role=role,
            ),
        )
    }


def as_mark(source: SourceId, part: Part, each: Identifier, label: str) -> Mark:
    """Return what was found in a part of a source as a mark with its stand-in."""
    return Mark(
        source=source,
        part=part,
        start=each.start,
        end=each.end,
        kind=each.type.value,
        role=each.role.value,
        found=Origin(each.status.value),
        why=each.why,
        label=label,
    )
