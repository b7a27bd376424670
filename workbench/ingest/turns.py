"""What people said in turn: cues of one speaker merged, names kept before their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from workbench.domain.sources import SourceKind, Span
from workbench.ingest.content import Words


class Turn(NamedTuple):
    """Some words, and who said them; nobody when that is not known."""

    speaker: str
    words: str


def merged(turns: Iterable[Turn]) -> list[Turn]:
    """Return turns with neighbours of one speaker joined, and blank ones left out.

    >>> merged([Turn("Ann", "We"), Turn("Ann", "tried."), Turn("Bob", " "), Turn("", "Yes.")])
    [Turn(speaker='Ann', words='We tried.'), Turn(speaker='', words='Yes.')]
    """
    whole: list[tuple[str, list[str]]] = []
    for speaker, given in turns:
        words = given.strip()
        if not words:
            continue
        if whole and whole[-1][0] == speaker:
            whole[-1][1].append(words)
        else:
            whole.append((speaker, [words]))
    return [Turn(speaker, " ".join(parts)) for speaker, parts in whole]


def told(turns: Iterable[Turn], *, warnings: Sequence[str] = ()) -> Words:
    """Return turns as one text: a paragraph a turn, "Name: words" where the name is known."""
    whole = merged(turns)
    text = "\n\n".join(
        f"{each.speaker}: {each.words}" if each.speaker else each.words for each in whole
    )
    speakers = tuple(dict.fromkeys(each.speaker for each in whole if each.speaker))
    nameless = sum(not each.speaker for each in whole)
    if speakers and nameless:
        few = "1 turn does" if nameless == 1 else f"{nameless} turns do"
        warnings = (*warnings, f"{few} not say who spoke")
    return Words(text=text, kind=SourceKind.TRANSCRIPT, speakers=speakers, warnings=tuple(warnings))


def without_names(text: str, spans: Sequence[Span], speakers: Sequence[str]) -> list[Span]:
    """Return passages without the names before turns, which nobody said.

    >>> without_names("Ann: Yes.", [Span(0, 9)], ["Ann"])
    [Span(start=5, end=9)]
    """
    if not speakers:
        return list(spans)
    longest_first = sorted(speakers, key=len, reverse=True)
    label = re.compile(rf"(?:{'|'.join(map(re.escape, longest_first))}): (?=\S)")
    kept = []
    for span in spans:
        begins_turn = span.start == 0 or text.startswith("\n\n", span.start - 2)
        found = label.match(text, span.start, span.end) if begins_turn else None
        kept.append(Span(found.end(), span.end) if found else span)
    return kept
