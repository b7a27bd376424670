"""Words that carry content, and passages that carry none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from workbench.discovery.stop_words import COMMON

NEGATIONS = frozenset(
    """
    no not never without cannot can't don't doesn't didn't won't isn't wasn't aren't weren't
    couldn't wouldn't shouldn't haven't hasn't lack unable nobody
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column
)
EMPTY = frozenset(
    """
    thank thanks thankyou cheers nothing none na nil nope yes yeah ok okay add comment
    comments say else please hello regards know think applicable further anything everything
    all test tbc tba idea sure
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column
)
#: Verbs and nouns that run through every story and tell no two apart.
GENERAL = frozenset(
    """
    tell told telling ask asked asking know knew known take took taken taking takes put puts putting
    give gave given giving find found see saw seen seeing look looked looking think thought thinking
    sort sorted keep kept keeping end ended try tried trying seem seems seemed mean means meant
    happen happens happened start started starting leave left bring brought turn turned turning let
    set back way someone somebody anybody everyone something now then even today yesterday become
    became having had has being been call called said says saying put got getting goes going gone
    came coming comes ought able kind kinds type part bit maybe perhaps actually basically honestly
    """.split()  # noqa: SIM905
)
#: Days, months and feasts have a capital and are no names; "may" and "march" are mostly verbs.
CALENDAR = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february april june july
    august september october november december christmas easter ramadan eid
    """.split()  # noqa: SIM905
)
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_EXTRA_STOP_WORDS = (
    "i'm i've i'd i'll it's that's there's we're we've they're you're you've he's she's let's "
    "what's who's don doesn didn won isn wasn aren ll ve re just really very also got get gets "
    "getting much many lot lots bit did does doing done can will would could should may might "
    "im ive id youre youve hes shes theyre theyd weve thats whats theres dont didnt doesnt "
    "isnt wasnt cant couldnt wouldnt havent hasnt wont mins "
    "say said says make makes made going go went like things thing want need needs needed always "
    "often sometimes still etc eg ie one two use used using us well good come came quite"
)


class SetAside(StrEnum):
    """Why a passage is set aside before candidates are looked for."""

    EMPTY = "no words"
    NOTHING_TO_ADD = "nothing to add"
    PRAISE = "thanks or praise without content"
    GREETING = "a greeting or an apology"
    TOO_SHORT = "too short to say something"


@dataclass(frozen=True, slots=True)
class _Courtesy:
    """Words that make a courtesy, and words that add nothing when they stand beside them."""

    reason: SetAside
    marks: frozenset[str]
    beside: frozenset[str]

    def covers(self, words: frozenset[str]) -> frozenset[str]:
        """Return the words that add nothing; what somebody denies ("no support") adds something."""
        denied = self.reason is not SetAside.NOTHING_TO_ADD and words & NEGATIONS
        return self.marks if denied else self.marks | self.beside


_PRAISE = _Courtesy(
    SetAside.PRAISE,
    frozenset(
        """
        good great brilliant excellent amazing lovely fantastic wonderful perfect superb fab fabulous
        fine nice happy pleased love loved best awesome outstanding super marvellous
        """.split()  # noqa: SIM905
    ),
    frozenset(
        """
        job work team stuff day session course everyone keep hard thank thanks absolutely really
        completely overall experience satisfied enjoyed impressed always service services
        """.split()  # noqa: SIM905
    ),
)
_THANKS = _Courtesy(
    SetAside.PRAISE,
    frozenset({"thank", "thanks", "thankyou", "cheers", "grateful", "appreciated", "ta"}),
    frozenset(
        """
        help support hard work effort efforts kindness patience time everyone team lot lots million
        massively read reading listening asking hearing having
        """.split()  # noqa: SIM905
    )
    | _PRAISE.marks,
)
_NOTHING = _Courtesy(
    SetAside.NOTHING_TO_ADD,
    frozenset({"nothing", "none", "na", "nil", "nope", "anything", "tbc", "tba"}),
    frozenset(
        """
        week month today moment report share suggest mention stage present new really sorry afraid
        currently mind springs worth interesting applicable above previous before extra different
        wrong improve improved change changed fault fill time sort far add comes come
        """.split()  # noqa: SIM905
    ),
)
_NO_COMPLAINTS = _Courtesy(
    SetAside.NOTHING_TO_ADD,
    frozenset({"no", "not", "cannot", "can't", "couldn't", "see", "as"}),
    frozenset(
        """
        comment comments complaint complaints problems issues concerns suggestions questions worries
        improvements applicable fault above week really
        """.split()  # noqa: SIM905
    ),
)
_HELLO = _Courtesy(
    SetAside.GREETING,
    frozenset(
        """
        hi hello hiya hey dear morning afternoon evening regards wishes merry christmas sorry
        apologies weekend goodbye bye
        """.split()  # noqa: SIM905
    ),
    frozenset(
        """
        hope happy everyone team folks colleagues best kind warm birthday year
        new lovely nice great fine late reply replying delay holiday holidays break soon forward
        weekend days speak
        """.split()  # noqa: SIM905
    ),
)
#: Beside one of these a single word with content is enough: "no privacy", "more staff", "good food".
_JUDGING = (
    NEGATIONS
    | _PRAISE.marks
    | frozenset(
        [
            "nothing",
            "nowhere",
            "more",
            "less",
            "fewer",
            "better",
            "longer",
            "shorter",
            "quicker",
            "need",
            "needs",
            "too",
        ]
    )
)
_COURTESIES = (_NOTHING, _NO_COMPLAINTS, _THANKS, _HELLO, _PRAISE)
_NOT_APPLICABLE = re.compile(r"\bn\W?a\b", re.IGNORECASE)


def words_of(text: str) -> list[str]:
    """Return the words of a text as they stand, curly apostrophes straightened."""
    return _WORD.findall(text.replace("\u2019", "'"))


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """English words that carry no content; negations are not among them."""
    return (COMMON | frozenset(_EXTRA_STOP_WORDS.split())) - NEGATIONS


def is_calendar(word: str) -> bool:
    """Tell whether a word is a day, a month or a feast, also of several or somebody's."""
    low = word.lower().removesuffix("'s")
    return low in CALENDAR or low.removesuffix("s") in CALENDAR


def is_abbreviation(word: str) -> bool:
    """Tell whether a word is written in capitals, as CAMHS or GP."""
    return 1 < len(word) <= 6 and word.isupper() and word.isalpha()


def why_set_aside(text: str) -> SetAside | None:
    """Tell why a passage says nothing that could be coded; None when it says something.

    A courtesy counts as one only when nothing else is said beside it: "thank you for your hard work"
    is one, "thank you for telling me about the form that took three hours" is not. Otherwise a
    passage needs two words with content, or one that is denied or praised ("no privacy", "good
    food").
    """
    words = frozenset(word.lower() for word in words_of(text))
    if not any(_real(word) for word in words):
        return SetAside.NOTHING_TO_ADD if _NOT_APPLICABLE.search(text) else SetAside.EMPTY
    met = [courtesy for courtesy in _COURTESIES if words & courtesy.marks]
    dull = stop_words() | EMPTY | NEGATIONS
    content = {word for word in words if word not in dull and _real(word)}
    said = not content <= frozenset[str]().union(*(each.covers(words) for each in met))
    if said and (len(content) > 1 or words & _JUDGING):
        return None
    judged_badly = words & NEGATIONS and words & _PRAISE.marks
    return met[0].reason if met and not judged_badly else SetAside.TOO_SHORT


def has_content(text: str) -> bool:
    """Tell whether a passage says something that could be coded; see `why_set_aside`."""
    return why_set_aside(text) is None


def is_contracted(word: str) -> bool:
    """Tell whether a word is a pronoun or the like with its verb: she'd, what've, somebody's."""
    stem, mark, _ = word.lower().partition("'")
    return bool(mark) and stem in stop_words()


def same_words(text: str) -> str:
    """Return a key under which passages with the same words in the same order fall together."""
    return " ".join(word.lower() for word in words_of(text))


def _real(word: str) -> bool:
    return len(word) > 1 and any(letter.isalpha() for letter in word)
