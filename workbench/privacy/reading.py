"""What is known of each word of one text, and what a word can be taken for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from workbench.privacy.lexicon import word_set
from workbench.privacy.tagging import Tags
from workbench.privacy.tokens import Token

#: The tagger's kinds for places.
LOCAL = frozenset({"GPE", "LOC", "FAC"})
#: Words that stand before the name of a place.
BEFORE_PLACE = word_set("in at near to from outside around towards into via through of")
#: Orders of magnitude of bearers: hundreds, thousands, tens of thousands.
FEW, SOME, MANY = 2, 3, 4


class Verdict(Enum):
    """What a word is taken for."""

    NAME = "a name"
    PLACE = "a place"
    UNSURE_NAME = "may be a name"
    UNEXPLAINED = "nothing explains its capital"
    NOTHING = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A text's words and what is known of them.

    Parameters
    ----------
    dictated
        Whether the text does without capitals.
    shouted
        Indexes of words on lines in capitals.
    allowed
        Indexes of words that are known to point at nobody.
    surely
        Folded words that are names somewhere in this text.
    """

    tokens: tuple[Token, ...]
    tags: Tags
    dictated: bool
    shouted: frozenset[int]
    allowed: frozenset[int]
    surely: frozenset[str] = frozenset()

    def entity(self, place: int) -> str:
        """Return the tagger's kind of entity for this word."""
        return self.tags.get(self.tokens[place].start, "")
