"""Readable stand-ins that stay the same within a project: [child A], [worker B], [school A].

A `PseudonymBook` is a value: `extended` returns a longer one and never changes a label that was
given, so that an earlier card and a later one speak of the same person. It is the project's key to
real names: who holds it can undo the masking, so it is kept apart from the texts, encrypted, and
can be destroyed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from workbench.privacy.identifiers import Identifier, Kind, Role
from workbench.privacy.lexicon import fold, word_set
from workbench.privacy.tokens import tokens_of

_TITLES = word_set(
    "mr mrs ms mx miss dr prof professor pc ps sgt sergeant dc ds di sir dame rev reverend fr father judge auntie aunty uncle "
    "aunt nana nanny nan nanna gran grandma granny grandad grandpa pani pan baby nurse cllr councillor and the"
)
_PERSONS = {
    Role.CHILD: "child",
    Role.PARENT: "parent",
    Role.RELATIVE: "relative",
    Role.WORKER: "worker",
    Role.UNKNOWN: "person",
}
#: Kinds of which nobody needs to tell one from another.
_PLAIN = frozenset({Kind.AGE, Kind.DATE, Kind.BIRTH_DATE, Kind.SCHOOL_YEAR})

_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PseudonymBook:
    """Which label stands for whom in one project.

    Parameters
    ----------
    labels
        From kind and folded name to the label, such as ``[child A]``.
    """

    labels: Mapping[_Key, str] = field(default_factory=lambda: MappingProxyType({}))

    def label(self, identifier: Identifier) -> str:
        """Return what stands in place of an identifier; its bare kind when it was never met."""
        key = _key(identifier)
        found = self.labels.get(_met(self.labels, key) or key)
        return found or f"[{_word(identifier, Role.UNKNOWN)}]"

    def extended(self, identifiers: Iterable[Identifier]) -> PseudonymBook:
        """Return the book with a label for each identifier; labels once given stay.

        A person's role is the one that most of the given mentions tell.
        """
        mentions = [each for each in identifiers if each.type not in _PLAIN]
        roles = _roles(mentions)
        book = dict(self.labels)
        # Full names come first, so that "Amira" finds the one Amira Khan.
        for each in sorted(mentions, key=lambda one: -len(_key(one)[1].split())):
            key = _key(each)
            if key not in book and _met(book, key) is None:
                word = _word(each, roles.get(key, Role.UNKNOWN))
                book[key] = f"[{word} {_letters(_count(book, word))}]"
        return PseudonymBook(MappingProxyType(book))


def _met(labels: Mapping[_Key, str], key: _Key) -> _Key | None:
    """Return the key of the one full name that a single name is part of, if there is one."""
    kind, name = key
    if key in labels:
        return key
    if kind != Kind.PERSON.value or " " in name:
        return None
    fuller = [each for each in labels if each[0] == kind and name in each[1].split()]
    return fuller[0] if len(fuller) == 1 else None


def _key(identifier: Identifier) -> _Key:
    if identifier.type is not Kind.PERSON:
        return identifier.type.value, fold(" ".join(identifier.quote.split()))
    words = [each.key for each in tokens_of(identifier.quote)]
    named = [word for word in words if word not in _TITLES] or words
    return Kind.PERSON.value, " ".join(named)


def _word(identifier: Identifier, role: Role) -> str:
    return _PERSONS[role] if identifier.type is Kind.PERSON else identifier.type.value


def _roles(mentions: Iterable[Identifier]) -> dict[_Key, Role]:
    told: dict[_Key, Counter[Role]] = {}
    for each in mentions:
        if each.role is not Role.UNKNOWN:
            told.setdefault(_key(each), Counter())[each.role] += 1
    return {key: max(sorted(roles), key=roles.__getitem__) for key, roles in told.items()}


def _count(book: Mapping[_Key, str], word: str) -> int:
    return sum(
        label.startswith(f"[{word} ") and _is_lettered(label, word) for label in book.values()
    )


def _is_lettered(label: str, word: str) -> bool:
    return label.removeprefix(f"[{word} ").removesuffix("]").isupper()


def _letters(number: int) -> str:
    """Return A, B, ... Z, AA, AB, ...

    >>> _letters(0), _letters(25), _letters(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
