"""Values of attributes as texts of their own: each value of a column once, whoever gave it.

What is decided of a value holds wherever it stands in its column. Equal values are shown alike, and two
values never as one, so that counting, filtering and comparing by a column work with stand-ins, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from workbench.domain.identifiers import Mark
from workbench.domain.masking import mask
from workbench.domain.sources import Source, SourceId

#: A column and one of its values, both as given.
Pair = tuple[str, str]

_NAMESPACE = UUID("3b7d5a36-6f0c-4b36-9d5e-0a4f8f1f6f57")


def value_id(column: str, value: str) -> SourceId:
    """Return the id of a value of a column: the same one everywhere, and no words of it."""
    return SourceId(str(uuid5(_NAMESPACE, f"{column}\0{value}")))


def value_text(column: str, value: str) -> Source:
    """Return a value as a text of its own, with its column as the title."""
    return Source(id=value_id(column, value), title=column, text=value)


@dataclass(frozen=True, slots=True)
class Values:
    """Every value of every column, in the order in which they came.

    Parameters
    ----------
    texts
        Each value by its id, as `value_text` has it.
    ids
        The id of each column's value.
    """

    texts: Mapping[SourceId, Source] = field(default_factory=dict)
    ids: Mapping[Pair, SourceId] = field(default_factory=dict)

    @classmethod
    def of(cls, sources: Iterable[Source]) -> Values:
        """Return the values that these sources have."""
        pairs = dict.fromkeys(pair for each in sources for pair in each.attributes.items())
        texts = {pair: value_text(*pair) for pair in pairs}
        return cls(
            texts={each.id: each for each in texts.values()},
            ids={pair: each.id for pair, each in texts.items()},
        )

    def ids_of(self, source: Source) -> tuple[SourceId, ...]:
        """Return the ids of the values that one source has."""
        return tuple(self.ids[pair] for pair in source.attributes.items())

    def shown(self, marks: Mapping[SourceId, Sequence[Mark]]) -> dict[Pair, str]:
        """Return what is shown of each value that is not shown as it was given.

        A value that nobody has looked through yet is not shown: what stands for it is empty.

        >>> values = Values.of([Source(id=SourceId("s"), title="", text="", attributes={"Team": "Ann"})])
        >>> values.shown({})
        {('Team', 'Ann'): ''}
        """
        owners = {
            (pair[0], _same(pair[1])): _same(pair[1])
            for pair, name in self.ids.items()
            if name in marks and not any(each.is_masked for each in marks[name])
        }
        found: dict[Pair, str] = {}
        numbers: dict[Pair, dict[str, int]] = {}
        for pair, name in self.ids.items():
            mine = marks.get(name)
            if not mine:
                found |= {pair: ""} if mine is None else {}
                continue
            # Counted also while it is kept, so that no other decision changes a stand-in.
            alike = numbers.setdefault((pair[0], _same(_hidden(pair[1], mine))), {})
            number = alike.setdefault(_same(pair[1]), len(alike) + 1)
            hiding = [each for each in mine if each.is_masked]
            if hiding:
                found[pair] = _apart(pair, _hidden(pair[1], hiding), number, owners)
        return found


def _hidden(value: str, marks: Sequence[Mark]) -> str:
    return mask(value, marks, lambda each: each.label).text


def _same(value: str) -> str:
    """Return a value as values are compared: neither capitals nor blanks around it count."""
    return value.strip().casefold()


def _apart(pair: Pair, words: str, number: int, owners: dict[Pair, str]) -> str:
    """Return words that stand for no other value of the column."""
    column, mine = pair[0], _same(pair[1])
    shown = words if number == 1 else f"{words} ({number})"
    while owners.setdefault((column, _same(shown)), mine) != mine:
        number += 1
        shown = f"{words} ({number})"
    return shown
