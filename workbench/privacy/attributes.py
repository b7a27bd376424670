"""Identifiers in values of attributes: what the finder says, read by what the column is for.

In a column of people whatever is no role and no code is somebody's name. In a column of teams, authorities,
roles or dates a value is told on purpose, so that only names of people and what points at one directly
count there: a team that is named after a place is a team's name. Dates and ages are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from workbench.domain.sources import Source, SourceId
from workbench.privacy.allowlist import ON_LIST, ProjectLists, allowed_tokens
from workbench.privacy.columns import Column, Holds, column_of
from workbench.privacy.finder import find_identifiers
from workbench.privacy.identifiers import Found, Identifier, Kind, Role, Status, settle
from workbench.privacy.lexicon import word_set
from workbench.privacy.pseudonyms import has_title, name_key
from workbench.privacy.tokens import Token, tokens_of

#: Too general to point at anybody, and what a facet is made of.
_GENERAL = frozenset({Kind.DATE, Kind.AGE, Kind.SCHOOL_YEAR})
#: What a facet's own name looks like to a finder.
_LIKE_FACETS = _GENERAL | {Kind.PLACE, Kind.SCHOOL, Kind.ADDRESS, Kind.UNEXPLAINED}
_ROLES = word_set(
    "social senior worker workers family support help early manager managers team teams leader lead practitioner "
    "practitioners advanced assistant deputy head of service services director officer reviewing independent chair "
    "parent mother father mum dad carer carers foster child children young person people sibling brother sister "
    "grandparent nan aunt uncle guardian teacher health visitor nurse midwife doctor gp police psychologist therapist "
    "student newly qualified asye iro sw fsw tm nqsw admin business partner partners agency locum staff everyone all "
    "self me other others group duty the a an and or in for on"
)
_NOTHING = word_set(
    "anonymous unknown none no yes not given said known na n a nil tbc vacant unallocated missing blank withheld"
)
_SCHOOLS = word_set(
    "primary secondary special school schools nursery college academy infant junior mainstream sixth form home "
    "educated education elective alternative provision pru state private independent"
)
_APART = re.compile(r"\s*[/;&+|\n]\s*|\s+(?:and|with)\s+")
_CALLED = "somebody here is called so"
#: "J.S.", "D. Ashworth".
_INITIAL = re.compile(r"(?<!\w)[A-Z]\.")
#: "SW01", "C-12": a code somebody was given instead of a name.
_CODE = re.compile(r"[A-Za-z]{0,4}[-_ ]?\d{1,6}[A-Za-z]?")
_FEW, _BEARERS, _LONG_NUMBER = 6, 2, 4


def find_in_values(
    values: Sequence[Source], lists: ProjectLists, met: Container[str] = ()
) -> Iterator[tuple[SourceId, tuple[Identifier, ...]]]:
    """Yield what is found in each value, whose column is its title.

    Parameters
    ----------
    met
        Words that people are called by in this project, as `name_key` has them.

    Raises
    ------
    BrokenModel
        The installed tagger cannot be loaded.
    """
    # The heading is not read with its value: a finder takes whatever follows "Author:" for a name.
    read = find_identifiers([each.text for each in values], lists)
    for each, found in zip(values, read, strict=True):
        yield each.id, settle(each.text, _proposals(each, [*map(_again, found)], lists, met))


def _again(each: Identifier) -> Found:
    return Found(
        start=each.start,
        end=each.end,
        type=each.type,
        status=each.status,
        why=each.why,
        role=each.role,
    )


def _proposals(
    each: Source, found: Sequence[Found], lists: ProjectLists, met: Container[str]
) -> Iterator[Found]:
    column = column_of(each.title)
    told = [one for one in found if one.type not in _GENERAL or one.why == ON_LIST]
    if column.holds is Holds.FACETS:
        yield from _in_facet(each.text, told, met)
    elif column.holds is Holds.POINTERS:
        yield from told
        yield from _whole(each.text, column.kind)
    elif column.holds is Holds.PEOPLE:
        if len(tokens_of(each.text)) <= _FEW:
            # What looks like a place, or like nothing, is somebody's name here, or nobody's.
            told = [one for one in told if one.type not in _LIKE_FACETS or one.why == ON_LIST]
        yield from (replace(one, role=one.role or column.role) for one in told)
        yield from _people(each.text, column, told, lists)
    else:
        yield from told or _met(each.text, met)


def _in_facet(value: str, found: Sequence[Found], met: Container[str]) -> Iterator[Found]:
    for each in found:
        if each.why == ON_LIST or each.type not in _LIKE_FACETS | {Kind.PERSON}:
            yield each
        elif each.type is Kind.PERSON:
            quote = value[each.start : each.end]
            words = tokens_of(quote)
            plain = [word for word in words if word.known.is_plain_name and not word.known.town]
            if plain or has_title(quote) or _INITIAL.search(quote) or _is_alone(value, words):
                # "Sarah Jones" is somebody; "Ashton" or "Grace" may be what a team is called.
                both = len(words) > 1 and len(plain) == len(words)
                yield replace(each, status=Status.MASK if both else Status.REVIEW)
    for word in tokens_of(value):
        if word.key in met and not word.known.is_ordinary and not word.known.town:
            yield _person(word.start, word.end, Status.REVIEW, _CALLED)


def _is_alone(value: str, words: Sequence[Token]) -> bool:
    """Whether words that are names as well are all that a facet says: "Team Grace", "Hope"."""
    others = {each.key for each in tokens_of(value)} - {each.key for each in words}
    return others <= _ROLES and all(each.known.word_name and each.capital for each in words)


def _whole(value: str, kind: Kind) -> Iterator[Found]:
    """Yield a whole value of a column of pointers, when it says more than that there is none."""
    words = {each.key for each in tokens_of(value)}
    general = _NOTHING | _SCHOOLS if kind is Kind.SCHOOL else _NOTHING
    digits = sum(map(str.isdigit, value))
    if kind is Kind.REFERENCE:
        says = digits >= _LONG_NUMBER
    else:
        says = (
            bool(words - general)
            or digits >= _LONG_NUMBER
            or (kind is Kind.POSTCODE and digits > 0)
        )
    if says:
        why = f"the column says: {kind.value}"
        yield Found(start=0, end=len(value), type=kind, status=Status.MASK, why=why, rank=0)


def _people(
    value: str, column: Column, found: Sequence[Found], lists: ProjectLists
) -> Iterator[Found]:
    """Yield the names of a column of people: what is no role, no code and no "none"."""
    place = 0
    for gap in (*_APART.finditer(value), None):
        end = gap.start() if gap else len(value)
        named = _named(value[place:end], lists)
        if named:
            yield from _name(place + named[0].start, place + named[-1].end, named, column, found)
        place = gap.end() if gap else end


def _name(
    start: int, end: int, named: Sequence[Token], column: Column, found: Sequence[Found]
) -> Iterator[Found]:
    """Yield one name whole, with what the finder says belongs to it: a title, an initial."""
    beside = [each for each in found if each.start < end and start < each.end]
    if any(each.type is not Kind.PERSON for each in beside):
        return  # an e-mail address, for instance, is no name with a dot
    sure = any(map(_is_sure, named)) or any(each.status is Status.MASK for each in beside)
    yield _person(
        min([start, *(each.start for each in beside)]),
        max([end, *(each.end for each in beside)]),
        Status.MASK if sure else Status.REVIEW,
        "in a column of people",
        column.role or max([each.role for each in beside], default=Role.UNKNOWN),
    )


def _named(part: str, lists: ProjectLists) -> list[Token]:
    """Return the words of a part that may be a name, with initials beside them."""
    tokens = tokens_of(part)
    if len(tokens) > _FEW or _CODE.fullmatch(part.strip()):
        return []
    allowed = allowed_tokens(tokens, lists)
    may = [
        each
        for at, each in enumerate(tokens)
        if each.key not in _ROLES | _NOTHING and (at not in allowed or each.known.is_plain_name)
    ]
    titled = has_title(part) and any(each.capital for each in may)
    if titled or any(_is_name(each) for each in may if len(each.text) > 1 or len(may) > 1):
        return may
    return []


def _is_name(word: Token) -> bool:
    """Whether a word of a column of people may be a name, and no everyday word."""
    if not word.known.is_ordinary or word.known.word_name:
        return True
    return word.capital and max(word.known.given, word.known.family) >= _BEARERS


def _is_sure(word: Token) -> bool:
    return len(word.text) > 1 and word.capital and (
        word.known.is_plain_name or word.known.word_name or not word.known.word
    )  # fmt: skip


def _met(value: str, met: Container[str]) -> Iterator[Found]:
    words = name_key(value).split()
    if words and len(words) <= _FEW and all(word in met for word in words):
        yield _person(0, len(value), Status.MASK, _CALLED)


def _person(start: int, end: int, status: Status, why: str, role: Role = Role.UNKNOWN) -> Found:
    return Found(start=start, end=end, type=Kind.PERSON, status=status, why=why, rank=0, role=role)
