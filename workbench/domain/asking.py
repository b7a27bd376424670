"""What answers to a question of consent mean: “May we quote you?” with yes, no, only in other words.

Words are read narrowly: a yes with an if or a but is none until a person has said what it means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from workbench.domain.consent import Stance, Use

#: What is said to each use; a use that is not there was not spoken of.
Said = Mapping[Use, Stance]

YES = frozenset({"yes", "y", "given", "true", "1", "ja", "agreed"})
NO = frozenset({"no", "n", "withdrawn", "false", "0", "nein", "refused"})
#: What people may be asked about in a sheet; that nothing is used any more is said by hand.
ASKED: tuple[Use, ...] = (Use.VERBATIM, Use.PARAPHRASE, Use.LEADERS, Use.OTHERS)

_CONSENT = re.compile(
    r"\bconsent|\bpermi(?:t|ssion)|\b(?:may|can|could|should) we (?:\w+ )?(?:quot|use|share|publish)"
    r"|\bquot(?:e|ed|ing)\b.*\?|\b(?:do you|i) agree\b|\bhappy (?:for us|to be quoted)\b"
    r"|\b(?:share|use|quote) (?:your|my) (?:words|answers?|responses?|reflections?|story|stories)\b",
    re.IGNORECASE,
)
_ABOUT: tuple[tuple[Use, re.Pattern[str]], ...] = (
    (Use.VERBATIM, re.compile(r"quot|verbatim|word for word|(?:exact|own) words", re.IGNORECASE)),
    (Use.PARAPHRASE, re.compile(r"paraphras|summar|in other words|reword", re.IGNORECASE)),
    (Use.LEADERS, re.compile(r"\bleaders?\b|\bleadership|\bsenior|\bdirectors?\b", re.IGNORECASE)),
    (
        Use.OTHERS,
        re.compile(r"other (?:local )?authorit|other councils?|publish|elsewhere", re.IGNORECASE),
    ),
)
_PLAIN = re.compile(r"[^\w\s]+")
_LEADING = re.compile(r"(yes|no)\b[\W_]*(.*)", re.IGNORECASE | re.DOTALL)
_CONDITION = re.compile(
    r"\b(?:but|only|not|no|if|except|unless|until|without|anonym\w*|provided|depend\w*|as long)\b"
    r"|n\Wt\b",
    re.IGNORECASE,
)
_ONLY = re.compile(r"\bonly\b|\bnot\b|\bno\b|\bbut\b|\brather\b|\binstead\b", re.IGNORECASE)
_IN_OTHER_WORDS = {Use.VERBATIM: Stance.WITHDRAWN, Use.PARAPHRASE: Stance.GIVEN}


def asks_consent(question: str, answers: Iterable[str]) -> bool:
    """Return whether a column looks as if people were asked for consent in it.

    >>> asks_consent("May we quote you?", ["Yes", "No", "Only in other words"])
    True
    >>> asks_consent("What did you agree with your manager?", ["To meet weekly, and to say so."])
    False
    """
    given = {each.strip().casefold() for each in answers if each.strip()}
    understood = [each for each in given if meaning(each, ASKED) is not None]
    return bool(_CONSENT.search(question)) and len(understood) * 2 >= max(1, len(given))


def uses_asked(question: str) -> tuple[Use, ...]:
    """Return what a question asks about; quoting, where it does not say.

    >>> [use.value for use in uses_asked("May we share your words with leaders?")]
    ['leaders']
    """
    found = tuple(use for use, words in _ABOUT if words.search(question))
    return found or (Use.VERBATIM,)


def meaning(answer: str, asked: Iterable[Use]) -> Said | None:
    """Return what an answer says to what was asked, or None where that is not plain.

    >>> meaning("Yes, please!", [Use.VERBATIM])
    {<Use.VERBATIM: 'verbatim'>: <Stance.GIVEN: 'given'>}
    >>> meaning("Yes, but ask me first", [Use.VERBATIM]) is None
    True
    """
    words = " ".join(_PLAIN.sub(" ", answer).casefold().split())
    if words in YES:
        return dict.fromkeys(asked, Stance.GIVEN)
    if words in NO:
        return dict.fromkeys(asked, Stance.WITHDRAWN)
    paraphrase = dict(_ABOUT)[Use.PARAPHRASE]
    if paraphrase.search(answer) and _ONLY.search(answer):
        return _IN_OTHER_WORDS
    leading = _LEADING.fullmatch(answer.strip())
    if leading is None or _CONDITION.search(leading[2]) or paraphrase.search(leading[2]):
        return None
    stance = Stance.GIVEN if leading[1].casefold() == "yes" else Stance.WITHDRAWN
    return dict.fromkeys(asked, stance)


@dataclass(frozen=True, slots=True)
class Question:
    """A question of consent, in the words of its column, with what people said its answers mean."""

    words: str
    told: Mapping[str, Said] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def asked(self) -> tuple[Use, ...]:
        """What it asks about: what its told answers speak of, else what its words do."""
        spoken = {use for said in self.told.values() for use in said}
        return tuple(use for use in ASKED if use in spoken) or uses_asked(self.words)

    def read(self, answer: str) -> Said | None:
        """Return what an answer means: as a person told, else as its words say; None is not known."""
        key = _key(answer)
        for given, said in self.told.items():
            if _key(given) == key:
                return said
        return meaning(answer, self.asked)


def put_together(question_and_answer: Iterable[tuple[Question, str]]) -> Said:
    """Return what one person said in several answers: a no outweighs a yes, and so does a riddle.

    An empty answer says nothing.
    """
    given: set[Use] = set()
    refused: set[Use] = set()
    open_: set[Use] = set()
    for question, answer in question_and_answer:
        if not answer.strip():
            continue
        said = question.read(answer)
        if said is None:
            open_.update(question.asked)
            continue
        given.update(use for use, stance in said.items() if stance is Stance.GIVEN)
        refused.update(use for use, stance in said.items() if stance is Stance.WITHDRAWN)
    yes = dict.fromkeys(given - refused - open_, Stance.GIVEN)
    return {**yes, **dict.fromkeys(refused, Stance.WITHDRAWN)}


def _key(answer: str) -> str:
    return " ".join(answer.casefold().split())
