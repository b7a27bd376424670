"""Readable stand-ins that stay the same within a project: [child A], [worker B], [school A].

A `PseudonymBook` is a value: `extended` returns a longer one and never changes a label that was
given, so that an earlier card and a later one speak of the same person. It is the project's key to
real names: who holds it can undo the masking, so it is kept apart from the texts, encrypted, and
can be destroyed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping
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
    _fuller: dict[str, list[_Key]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Look the words of full names up once: a project may know thousands."""
        fuller: dict[str, list[_Key]] = {}
        for key in self.labels:
            _note(fuller, key)
        object.__setattr__(self, "_fuller", fuller)

    def label(self, identifier: Identifier) -> str:
        """Return what stands in place of an identifier; its bare kind when it was never met."""
        key = _key(identifier)
        found = self.labels.get(_met(self.labels, self._fuller, key) or key)
        return found or f"[{_word(identifier, Role.UNKNOWN)}]"

    def extended(
        self, identifiers: Iterable[Identifier], taken: Iterable[str] = ()
    ) -> PseudonymBook:
        """Return the book with a label for each identifier; labels once given stay.

        A person's role is the one that most of the given mentions tell.

        Parameters
        ----------
        taken
            Labels that stand for somebody, but are not in the book any more.
        """
        mentions = [each for each in identifiers if each.type not in _PLAIN]
        roles = _roles(mentions)
        book, used = dict(self.labels), {*self.labels.values(), *taken}
        fuller = {word: list(keys) for word, keys in self._fuller.items()}
        counts: Counter[str] = Counter()
        # Full names come first, so that "Amira" finds the one Amira Khan.
        for each in sorted(mentions, key=lambda one: -len(_key(one)[1].split())):
            key = _key(each)
            if key not in book and _met(book, fuller, key) is None:
                book[key] = _next(_word(each, roles.get(key, Role.UNKNOWN)), counts, used)
                _note(fuller, key)
        return PseudonymBook(MappingProxyType(book))

    def kept(self, labels: Container[str]) -> PseudonymBook:
        """Return the book without whoever no mention is left of."""
        left = {key: label for key, label in self.labels.items() if label in labels}
        return PseudonymBook(MappingProxyType(left))


def name_key(quote: str) -> str:
    """Return by what two mentions are of one name: its words, folded, without titles.

    >>> name_key("Mrs Adaeze Okonkwo"), name_key("Okonkwo, Adaeze")
    ('adaeze okonkwo', 'adaeze okonkwo')
    """
    family, comma, given = quote.partition(",")
    words = [each.key for each in tokens_of(f"{given} {family}" if comma else quote)]
    named = [word for word in words if word not in _TITLES] or words
    return " ".join(named) or fold(" ".join(quote.split()))


def has_title(quote: str) -> bool:
    """Tell whether a title stands before a name: "Mrs Begum", "Auntie Shell".

    >>> has_title("Mrs Begum"), has_title("Mrs")
    (True, False)
    """
    return len(name_key(quote).split()) < len(tokens_of(quote))


def _note(fuller: dict[str, list[_Key]], key: _Key) -> None:
    kind, name = key
    if kind == Kind.PERSON.value:
        for word in dict.fromkeys(name.split()):
            fuller.setdefault(word, []).append(key)


def _met(labels: Mapping[_Key, str], fuller: Mapping[str, list[_Key]], key: _Key) -> _Key | None:
    """Return the key of the one full name that a single name is part of, if there is one."""
    kind, name = key
    if key in labels:
        return key
    if kind != Kind.PERSON.value or " " in name:
        return None
    found = fuller.get(name, ())
    return found[0] if len(found) == 1 else None


def _next(word: str, counts: Counter[str], used: set[str]) -> str:
    """Return the first label of a word that nobody has."""
    while (label := f"[{word} {_letters(counts[word])}]") in used:
        counts[word] += 1
    used.add(label)
    return label


def _key(identifier: Identifier) -> _Key:
    if identifier.type is not Kind.PERSON:
        # "the Willows" and "Willows" are one place.
        return identifier.type.value, fold(" ".join(identifier.quote.split())).removeprefix("the ")
    return Kind.PERSON.value, name_key(identifier.quote)


def _word(identifier: Identifier, role: Role) -> str:
    if identifier.type is Kind.PERSON:
        return _PERSONS[role]
    return "name" if identifier.type is Kind.UNEXPLAINED else identifier.type.value


def _roles(mentions: Iterable[Identifier]) -> dict[_Key, Role]:
    told: dict[_Key, Counter[Role]] = {}
    for each in mentions:
        if each.role is not Role.UNKNOWN:
            told.setdefault(_key(each), Counter())[each.role] += 1
    return {key: max(sorted(roles), key=roles.__getitem__) for key, roles in told.items()}


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
