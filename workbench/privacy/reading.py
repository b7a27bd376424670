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
#: Words that begin the name of a place of two words: "little wexcombe".
PLACE_PREFIXES = word_set(
    "little great upper lower north south east west old new high long much nether st saint kings queens abbots bishops "
    "market royal over temple castle church kirk port mount fort glen ynys llan bryn pen"
)
#: Words that say and do things without being a name, though the lists hold them.
NOBODY = word_set(
    "anonymous anonymised unknown me him them us call foster fish rabbi imam vicar i he she they we you it who someone everyone nobody somebody people mum dad nan baby boy girl lady man woman child young one no so my "
    "our his her their this that these those the an in as all some both many others other not may police school duty panel court team "
    "staff health legal finance housing education early love said even ever never then now still also just only general major head "
    "mine yours hers theirs ours what how when where why which are do be we if leave come go doctor judge most coast marine day happy king queen prince princess nurse pastor bishop"
)
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


def is_beside_name(reading: Reading, place: int) -> bool:
    """Return whether a name with a capital stands right before or behind."""
    near = [each for each in (place - 1, place + 1) if 0 <= each < len(reading.tokens)]
    return any(
        reading.tokens[each].capital
        and (reading.tokens[each].known.is_plain_name or reading.tokens[each].known.word_name)
        for each in near
    )
