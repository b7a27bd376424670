"""Who speaks, where it stands as "Name: words": a colon inside speech makes no speaker."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from workbench.ingest.turns import Turn

_LABEL = re.compile(r"([^\W_][^:,;!?<>\n]{0,59}?)\s*:\s+(?=\S)")
_MOST_WORDS = 6
#: As large a share of cues must begin with a label for labels to be names at all.
_FEWEST_LABELLED = 0.2
#: Words that stand in sentences and not in names.
_SPEECH = frozenset(
    ["a", "about", "all", "also", "and", "answer", "anyway", "are", "as", "at", "because", "but",
     "can", "do", "example", "for", "from", "get", "got", "had", "has", "have", "he", "her",
     "him", "his", "how", "i", "if", "in", "is", "it", "its", "just", "like", "me", "my", "no",
     "not", "note", "now", "of", "on", "one", "or", "our", "ps", "question", "reason", "result",
     "said", "saying", "says", "she", "so", "some", "that", "the", "their", "them", "then",
     "there", "they", "thing", "this", "to", "too", "us", "very", "was", "we", "well", "were",
     "what", "when", "where", "which", "who", "why", "will", "with", "yes", "you", "your"]
)  # fmt: skip
#: Small words that stand inside names.
_INSIDE = frozenset(["al", "bin", "da", "de", "del", "den", "der", "di", "du", "el", "la", "le",
                     "van", "von", "y", "from", "of", "the"])  # fmt: skip


class Labels:
    """The names that cues of one file begin with.

    Parameters
    ----------
    cues
        The words of each cue, mark-up taken off.
    """

    def __init__(self, cues: Sequence[str]) -> None:
        found = Counter(match[1] for cue in cues if (match := _LABEL.match(cue)))
        names = {name for name, count in found.items() if _can_be_name(name, count)}
        labelled = sum(found[name] for name in names)
        enough = bool(cues) and labelled >= _FEWEST_LABELLED * len(cues)
        self.names = frozenset(names if enough else ())

    def split(self, cue: str) -> Turn:
        """Return a cue as the speaker that it names, if any, and the words.

        >>> labels = Labels(["Ann Bell: We tried.", "She said: no."])
        >>> labels.split("Ann Bell: We tried."), labels.split("She said: no.")
        (Turn(speaker='Ann Bell', words='We tried.'), Turn(speaker='', words='She said: no.'))
        """
        match = _LABEL.match(cue)
        if match is None or match[1] not in self.names:
            return Turn("", cue)
        return Turn(match[1], cue[match.end() :])


def _can_be_name(label: str, count: int) -> bool:
    words = re.findall(r"[^\s()\[\]]+", label)
    if not 0 < len(words) <= _MOST_WORDS:
        return False
    first, *rest = words
    if first.lower() in _SPEECH or any(word.lower() in _SPEECH - _INSIDE for word in rest):
        return False
    capitals = all(_is_capital(word) for word in words if word.lower() not in _INSIDE)
    return capitals or count > 2


def _is_capital(word: str) -> bool:
    """Whether a word begins as a name does; scripts without capitals always do."""
    first = word[0]
    return not first.isalpha() or first.isupper() or first.lower() == first.upper()
