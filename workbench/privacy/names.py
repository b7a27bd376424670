"""Words that are names, put together to the names of persons and places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.privacy.identifiers import Found, Kind, Role, Status
from workbench.privacy.joined_names import OPENERS, join_others, join_syllables
from workbench.privacy.lexicon import known, word_families, word_set
from workbench.privacy.place_names import join_places
from workbench.privacy.reading import FEW, Reading, Verdict
from workbench.privacy.signs import (
    Sign,
    key_at,
    role_of,
    sign_of,
)
from workbench.privacy.small_letters import is_everyday
from workbench.privacy.tokens import Token, adjoins
from workbench.privacy.verdicts import verdict

_PARTICLES = word_set(
    "al el bin bint ibn van von der de da dos do di du la le ul ur o ni nic mac st ap wa the y e"
)
#: What may stand inside a heading, a pub's sign or a film: "the Lamb and Flag".
_LINKS = word_set("and of the in for to on a")
#: What stands inside the name of a place, and before it: "Kirkton of Airlie", "little wexcombe".
_OF_PLACES = word_set("of on upon in under le by and the de y cum next with juxta")
_MOST = 5


def find_names(reading: Reading) -> Iterator[Found]:
    """Yield names of persons and places, and what nothing explains."""
    verdicts = [verdict(reading, place) for place in range(len(reading.tokens))]
    join_places(reading, verdicts)
    join_syllables(reading, verdicts)
    _widen_back(reading, verdicts)
    _widen(reading, verdicts)
    join_others(reading, verdicts)
    place = 0
    while place < len(verdicts):
        said = verdicts[place]
        last = place
        if said is not Verdict.NOTHING:
            last = _last(reading, verdicts, place)
            yield _found(reading, said, place, last)
        place = last + 1


def sure_names(reading: Reading) -> frozenset[str]:
    """Return the folded words that are surely names somewhere in the text."""
    found = (place for place in range(len(reading.tokens)) if _is_sure(reading, place))
    return frozenset(reading.tokens[place].key for place in found)


def _is_sure(reading: Reading, place: int) -> bool:
    token = reading.tokens[place]
    if reading.dictated and token.known.word_name and not token.capital:
        sure = sign_of(reading.tokens, place, wordy=True) is Sign.STRONG or not is_everyday(
            token.key
        )
        return sure and verdict(reading, place) is Verdict.NAME
    if not token.capital or place in reading.shouted or token.first or token.shouted:
        return False
    return verdict(reading, place) is Verdict.NAME


def _widen(reading: Reading, verdicts: list[Verdict]) -> None:
    """Take the capitalised word that follows a name into it: "Amira Brown", "Hope Green"."""
    for place in range(1, len(verdicts)):
        token = reading.tokens[place]
        if verdicts[place - 1] is Verdict.PLACE and verdicts[place] is Verdict.UNEXPLAINED:
            near = adjoins(*reading.tokens[place - 1 : place + 1])
            verdicts[place] = Verdict.PLACE if near else Verdict.UNEXPLAINED
        if _is_second(reading, verdicts, place) or _is_small_family(reading, verdicts, place):
            verdicts[place] = Verdict.NAME
        if verdicts[place - 1] is not Verdict.NAME or not _may_be_family(reading, place):
            continue
        if verdicts[place] in (
            Verdict.UNEXPLAINED,
            Verdict.UNSURE_NAME,
            Verdict.NOTHING,
            Verdict.PLACE,
        ):
            if verdicts[place] is Verdict.NOTHING and not token.capital:
                continue
            verdicts[place] = Verdict.NAME


def _widen_back(reading: Reading, verdicts: list[Verdict]) -> None:
    """Take a capitalised word of the lists right before a name into it: "Abba Tesfaye"."""
    for place in range(len(verdicts) - 1):
        token = reading.tokens[place]
        doubted = token.capital and verdicts[place] in (Verdict.UNEXPLAINED, Verdict.UNSURE_NAME)
        listed = token.known.given >= 0 or token.known.family >= 0
        if verdicts[place] is Verdict.NOTHING and token.first and token.key not in OPENERS:
            doubted = token.capital and place not in reading.allowed
            listed = token.known.given >= FEW
        if reading.dictated and token.known.word_name and token.key not in OPENERS:
            doubted, listed = verdicts[place] in (Verdict.NOTHING, Verdict.UNSURE_NAME), True
        if doubted and listed and not token.possessive and not token.shouted:
            follows = reading.tokens[place + 1]
            named = verdicts[place + 1] is Verdict.NAME and follows.capital is token.capital
            if named and adjoins(*reading.tokens[place : place + 2]):
                verdicts[place] = Verdict.NAME


def _is_small_family(reading: Reading, verdicts: list[Verdict], place: int) -> bool:
    """Whether a dictated word is the family name of the given name before it: "sarah green"."""
    token, earlier = reading.tokens[place], reading.tokens[place - 1]
    loose = reading.dictated or place in reading.shouted
    return (
        loose
        and verdicts[place - 1] is Verdict.NAME
        and verdicts[place] in (Verdict.NOTHING, Verdict.UNSURE_NAME)
        and place not in reading.allowed
        and adjoins(earlier, token)
        and not earlier.possessive
        and (earlier.known.given >= 0 or earlier.known.word_name or "-" in earlier.key)
        and (_is_family_part(token) or token.key in word_families())
    )


def _is_family_part(token: Token) -> bool:
    """Whether a word without a capital can be nothing but a family name after a given name."""
    if token.known.noise or len(token.key) < FEW:
        return False
    if "-" in token.key:
        halves = [known(half) for half in token.key.split("-") if half]
        return all(half.family >= FEW or not half.word for half in halves)
    return not token.known.word or (token.known.word > 1 and token.known.family >= FEW)


def _is_second(reading: Reading, verdicts: list[Verdict], place: int) -> bool:
    """Whether a word name comes with another name: "rang grace and mark"."""
    tokens = reading.tokens
    if not tokens[place].known.word_name or tokens[place].known.noise:
        return False
    if not (tokens[place].capital or reading.dictated or place in reading.shouted):
        return False
    signed = place and tokens[place].joined.strip() in ("&", "+", "/") and tokens[place].capital
    if signed and verdicts[place - 1] is Verdict.NAME:
        return True
    behind = key_at(tokens, place + 1) in ("and", "n") and place + 2 < len(tokens)
    if behind and verdicts[place + 2] is Verdict.NAME and not tokens[place + 1].first:
        return reading.dictated or tokens[place].capital
    if (
        place < 2
        or tokens[place - 1].key not in ("and", "n")
        or verdicts[place - 2] is not Verdict.NAME
    ):
        return False
    follows = tokens[place + 1] if place + 1 < len(tokens) else None
    verbal = follows is not None and follows.key in (
        "the",
        "a",
        "it",
        "be",
        "my",
        "that",
        "this",
        "her",
        "his",
        "have",
        "do",
    )
    return not verbal and not tokens[place].first


def _may_be_family(reading: Reading, place: int) -> bool:
    token, earlier = reading.tokens[place], reading.tokens[place - 1]
    if (
        not adjoins(earlier, token)
        or earlier.possessive
        or place in reading.shouted
        or place in reading.allowed
    ):
        return False
    if not token.capital or (token.shouted and not earlier.shouted) or token.key == "i":
        return False
    return token.known.family >= 0 or not token.known.word


def _last(reading: Reading, verdicts: list[Verdict], place: int) -> int:
    """Return the last word of the name that begins here."""
    last, said = place, verdicts[place]
    if said is Verdict.UNSURE_NAME:
        return place
    while last + 1 < len(verdicts) and last - place < _MOST and not reading.tokens[last].possessive:
        step = 1
        while step <= 2 and _is_particle(reading, last + step, said):
            step += 1
        end = last + step
        if end >= len(verdicts) or verdicts[end] is not said:
            break
        if not all(
            adjoins(*reading.tokens[each - 1 : each + 1]) for each in range(last + 1, end + 1)
        ):
            break
        last = end
    if said is Verdict.NAME and last + 1 < len(verdicts) and _is_initial(reading.tokens, last + 1):
        beside = reading.tokens[last + 1].joined == " " and not reading.tokens[last].possessive
        return last + 1 if beside and reading.tokens[last].capital else last
    if said is Verdict.NAME and reading.dictated and _is_small_initial(reading.tokens, last + 1):
        return last + 1 if reading.tokens[last].known.is_plain_name else last
    return last


def _is_small_initial(tokens: Sequence[Token], place: int) -> bool:
    """Whether a lone letter of a dictated text is an initial, and not "i", "n" or "u"."""
    if place >= len(tokens) or tokens[place].first or tokens[place].joined != " ":
        return False
    behind = tokens[place + 1].joined.strip(" ")[:1] if place + 1 < len(tokens) else "."
    alone = bool(behind) and behind not in "'\u2019/" and tokens[place].key in "nrsty"
    return len(tokens[place].text) == 1 and (alone or tokens[place].key in "bcdefghjklmpqvwz")


def _is_particle(reading: Reading, place: int, said: Verdict) -> bool:
    between = {Verdict.UNEXPLAINED: _LINKS, Verdict.PLACE: _OF_PLACES}.get(said, _PARTICLES)
    return place < len(reading.tokens) and reading.tokens[place].key in between


def _found(reading: Reading, said: Verdict, first: int, last: int) -> Found:
    kind, status, rank = {
        Verdict.NAME: (Kind.PERSON, Status.MASK, 5),
        Verdict.PLACE: (Kind.PLACE, Status.MASK, 6),
        Verdict.UNSURE_NAME: (Kind.PERSON, Status.REVIEW, 7),
        Verdict.UNEXPLAINED: (Kind.UNEXPLAINED, Status.REVIEW, 8),
    }[said]
    tokens = reading.tokens
    if said is Verdict.PLACE and first == last and _is_mere_town(tokens, first):
        status, rank = Status.REVIEW, 7
    role = role_of(tokens, first, last) if kind is Kind.PERSON else Role.UNKNOWN
    return Found(
        start=tokens[_first(reading, said, first)].start,
        end=tokens[last].end,
        type=kind,
        status=status,
        why=_why(reading, said, first),
        rank=rank,
        role=role,
    )


def _is_mere_town(tokens: Sequence[Token], place: int) -> bool:
    """Whether it is a town of tens of thousands, and nobody is said to live there."""
    near = {each.key for each in tokens[max(0, place - _NEAR) : place]}
    return tokens[place].known.town and not near & _SETTLED


_NEAR = 3
_SETTLED = word_set(
    "live lives lived living move moved moving born grew placed placement placements address home house flat staying stays stayed family families nan nans gran dad dads mum mums aunt aunty auntie uncle brother sister school accommodated relocated rehoused"
)


def _first(reading: Reading, said: Verdict, first: int) -> int:
    """Return where a name begins with the initials before it: "D. Ashworth", "J K Okafor"."""
    tokens = reading.tokens
    if said is not Verdict.NAME or not tokens[first].capital:
        return first
    while first > 0 and _leads(tokens, first - 1) and tokens[first].joined in (" ", ". ", "."):
        first -= 1
    return first


def _leads(tokens: Sequence[Token], place: int) -> bool:
    return _is_initial(tokens, place) or (
        tokens[place].capital
        and tokens[place].key in ("umm", "um", "abu", "al", "el", "ibn", "bint")
    )


def _is_initial(tokens: Sequence[Token], place: int) -> bool:
    """Whether a lone capital is an initial: "A", "I" only with a full stop behind."""
    token = tokens[place]
    if len(token.text) > 1 or not token.capital or place + 1 >= len(tokens):
        return len(token.text) == 1 and token.capital and token.key not in "ai"
    return token.key not in "ai" or tokens[place + 1].joined.startswith(".")


def _why(reading: Reading, said: Verdict, place: int) -> str:
    if said is not Verdict.NAME:
        return "the name of a place" if said is Verdict.PLACE else str(said.value)
    if reading.entity(place) == "PERSON":
        return "a name, by its sentence"
    known = reading.tokens[place].known
    return "on the lists of names" if known.is_name else "a word that nothing explains but a name"
