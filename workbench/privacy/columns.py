"""What the heading of a column says of its values: people, something that points at them, or neither.

A heading is read as people write it: "Social worker", "Your manager's name", "Name of team", "completed_by".
Its last word before an "of" tells what the values are; where that word says nothing, any other does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from workbench.privacy.identifiers import Kind, Role
from workbench.privacy.lexicon import fold, word_set

_WORD = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+(?![a-z])")
_JOINING = word_set("of for in at from")
_NAMES = word_set("name names forename surname firstname lastname fullname initials")
_FILLING = _NAMES | word_set(
    "full first last given family fore sur s e the your their his her its my our this that a an is was are please "
    "number no id"
)
#: What these say holds wherever they stand: an "e-mail address" is no address, a "date of birth" no date.
_STRONG = word_set("email mail phone telephone mobile postcode dob birth born birthday nhs upn")


class Holds(Enum):
    """What kind of values a column has."""

    PEOPLE = "people"
    #: Something else that points at a person: a school, a postcode, a telephone number.
    POINTERS = "pointers"
    #: Where somebody is from, on purpose: team, authority, role, small change, date.
    FACETS = "facets"
    ANYTHING = "anything"


@dataclass(frozen=True, slots=True)
class Column:
    """What a column's values are; `role` of people and `kind` of pointers, where the heading tells."""

    holds: Holds
    role: Role = Role.UNKNOWN
    kind: Kind = Kind.PERSON


_POINTERS = {
    word: kind
    for kind, words in {
        Kind.EMAIL: "email emails mail",
        Kind.PHONE: "phone telephone tel mobile landline",
        Kind.POSTCODE: "postcode postcodes postal zip",
        Kind.ADDRESS: "address addresses street road",
        Kind.SCHOOL: "school schools college nursery academy sixthform",
        Kind.PLACE: "town village hometown birthplace",
        Kind.BIRTH_DATE: "dob birth born birthday birthdate",
        Kind.NHS_NUMBER: "nhs",
        Kind.NI_NUMBER: "insurance nino",
        Kind.REFERENCE: "reference ref upn mosaic liquidlogic lcs ics uprn",
        Kind.HANDLE: "handle username login twitter instagram facebook",
        Kind.URL: "website",
        Kind.CAR: "registration plate",
    }.items()
    for word in words.split()
}
_PEOPLE = {
    word: role
    for role, words in {
        Role.CHILD: "child children pupil student sibling siblings baby girl boy daughter son",
        Role.PARENT: "parent parents mother father mum dad carer carers guardian guardians",
        Role.RELATIVE: "grandparent grandmother grandfather aunt uncle relative",
        Role.WORKER: "worker workers manager managers supervisor supervisors practitioner practitioners staff "
        "colleague colleagues officer allocated lead leader coach mentor facilitator head director iro sw fsw tm "
        "teacher nurse doctor gp midwife chair reviewer",
        Role.UNKNOWN: "author authors person people participant participants respondent respondents by who whom "
        "whose writer wrote written speaker interviewer interviewee coder user client contact family families "
        "recorder signed signature sender recipient owner member members attendees",
    }.items()
    for word in words.split()
}
_FACETS = word_set(
    "team teams authority authorities council councils borough county area areas locality localities district "
    "districts region regions ward cluster service services department directorate division unit hub office site base "
    "setting agency agencies organisation organization partner partners role roles band bands grade job post position "
    "profession title type types kind kinds level stage status category change changes experiment date dates day days "
    "time week weeks month months quarter year years age ages length count total score rating gender sex "
    "ethnicity language religion disability seniority experience cohort round wave session workshop theme topic method "
    "format channel source style yes consent"
)


@lru_cache(maxsize=1024)
def column_of(heading: str) -> Column:
    """Return what a column's heading says of its values.

    >>> column_of("Your manager's name").role.value, column_of("Team_name").holds.value
    ('worker', 'facets')
    """
    words = [fold(word) for word in _WORD.findall(heading.replace("-", " "))]
    told = [word for word in words if word not in _FILLING]
    strong = [word for word in told if word in _STRONG]
    for word in (*strong, *_head(words), *_likeliest(told)):
        found = _said(word)
        if found is not None:
            return found
    # A column of names that does not say whose.
    named = not _NAMES.isdisjoint(words)
    return Column(Holds.PEOPLE if named else Holds.ANYTHING)


def _head(words: list[str]) -> list[str]:
    """Return the word that tells what the values are, if one does: "role" in "role of the author"."""
    ends = [at for at, word in enumerate(words) if word in _JOINING]
    before = [word for word in words[: ends[0]] if word not in _FILLING] if ends else []
    after = [word for word in words if word not in _FILLING | _JOINING]
    return (before or after)[-1:]


def _likeliest(words: list[str]) -> list[str]:
    """Return the words of a heading, those first that point at somebody most directly."""
    return sorted(words, key=lambda word: (word not in _POINTERS, word not in _FACETS))


def _said(word: str) -> Column | None:
    if word in _POINTERS:
        return Column(Holds.POINTERS, kind=_POINTERS[word])
    if word in _FACETS:
        return Column(Holds.FACETS)
    if word in _PEOPLE:
        return Column(Holds.PEOPLE, role=_PEOPLE[word])
    return None
