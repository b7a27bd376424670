"""People under a title: Mrs Akhtar, PC 4411 Hanif, Auntie Pat, Mr and Mrs Ramasamy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.privacy.identifiers import Found, Kind, Role, Status
from workbench.privacy.lexicon import word_families, word_set
from workbench.privacy.reading import FEW, MANY, SOME
from workbench.privacy.signs import DID, RELATIVES, SPEECH, acts_now, before
from workbench.privacy.tokens import Token

_STYLES = word_set(
    "const constable supt superintendent cpl capt captain judge sheriff recorder pandit maulana mufti sheikh sheik deacon elder bishop canon coach matron ustad hafiz sr mr mrs ms mx miss dr prof professor pc ps sgt sergeant dc ds di insp inspector sir dame rev reverend fr "
    "father cllr councillor auntie aunty uncle aunt nana nanny nan nanna gran grandma granny grandad grandpa pani pan hhj "
    "master imam rabbi pastor sister brother nurse teta khala baba ammi abla abi bibi"
)
#: After these a lower-case word is a name only if it can be no other word.
_KINSHIP = word_set(
    "constable captain judge sheriff recorder deacon elder bishop canon coach matron const auntie aunty uncle aunt nana nanny nan nanna gran grandma granny grandad grandpa father sister brother "
    "master nurse pastor pan abi baba fr di ds ms rev sir dame dc ps pc sgt teta khala ammi abla bibi"
)
_VERBAL = word_set(
    "will may hope grant chase mark drew love case merry happy long young honey baby sue rich trace skip"
)
_ABBREVIATED = word_set(
    "const supt cpl capt sr mr mrs ms mx dr prof sgt insp rev fr cllr hhj pc ps dc ds di"
)
_PLAIN_STYLES = _STYLES - _KINSHIP
_WORKING = word_set("mr mrs ms miss mx")
_SPOKEN_AFTER = word_set(
    "her him them it us me this that these my our his your seeing being out and or is was has had said says who will would can could did does didnt to from at in on about the a an he she i "
    "they we you with for but so because came went rang told asked thinks also just as of"
)


def find_titles(tokens: Sequence[Token]) -> Iterator[Found]:
    """Yield names under a title, as far as they go."""
    for place, token in enumerate(tokens[:-1]):
        if token.key not in _STYLES or token.possessive or not _adjoins(tokens, place + 1):
            continue
        last = _last_of_name(tokens, place)
        if last > place:
            yield Found(
                start=_both(tokens, place).start,
                end=tokens[last].end,
                type=Kind.PERSON,
                status=Status.MASK,
                why=f"a name after “{token.text}”",
                rank=2,
                role=_role(token.key),
            )


def _both(tokens: Sequence[Token], place: int) -> Token:
    """Return the first title of "Mr and Mrs Ramasamy", else the title itself."""
    joined = before(tokens, place) in ("and", "n") and before(tokens, place, 2) in _PLAIN_STYLES
    if (
        place
        and tokens[place].joined.strip() in ("&", "/", "+")
        and tokens[place - 1].key in _PLAIN_STYLES
    ):
        return tokens[place - 1]
    return tokens[place - 2] if joined else tokens[place]


def _adjoins(tokens: Sequence[Token], place: int) -> bool:
    """Whether a name may follow its title: after a space, a full stop, a collar number."""
    joined = tokens[place].joined
    stopped = "." in joined and tokens[place - 1].key not in _ABBREVIATED
    return joined.strip(" \t.0123456789") == "" and "\n" not in joined and not stopped


def _last_of_name(tokens: Sequence[Token], place: int) -> int:
    """Return the index of the last token of the name after the title at `place`, or `place`."""
    following = tokens[place + 1]
    title = tokens[place]
    if following.capital:
        if not _may_follow(title, following):
            return place
        last = place + 1
        while last < min(place + 3, len(tokens) - 1) and _goes_on(tokens, last + 1):
            last += 1
        return last
    return place + _small_length(tokens, place)


def _small_length(tokens: Sequence[Token], place: int) -> int:
    """Return of how many words the name without capitals after the title at `place` is, or 0."""
    title, following = tokens[place], tokens[place + 1]
    said, known = following.key in _SPOKEN_AFTER, following.known
    plain = title.key in _PLAIN_STYLES
    if plain and not (said or known.word == 1):
        return 2 if _is_second_name(tokens, place + 2) else 1
    often = title.key in _WORKING and known.family >= MANY and not said
    called = known.word_name and following.key not in _VERBAL
    strange = not (known.word or known.noise) and len(following.key) > SOME
    listed = plain and following.key in word_families()
    listed = listed or (title.key in _ABBREVIATED and _is_borne(tokens, place + 1))
    return int(listed or often or called or known.is_plain_name or strange)


def _is_borne(tokens: Sequence[Token], place: int) -> bool:
    """Whether an everyday word behind an unmistakable title is a family name: "sgt stone", not "dr rang"."""
    key, facts = tokens[place].key, tokens[place].known
    verb = key in DID | SPEECH | _SPOKEN_AFTER | _OF_OFFICE or acts_now(key)
    return facts.family >= SOME and not facts.noise and not verb and not key.endswith("ing")


#: What stands behind a title as behind any noun: "dr letter", "pc shop".
_OF_OFFICE = word_set(
    "letter letters note notes surgery appointment appointments call calls room office shop world game games screen please again still back home now then today both must should can not out off over up in good great"
)


def _is_second_name(tokens: Sequence[Token], place: int) -> bool:
    if place >= len(tokens) or tokens[place].first or tokens[place].joined != " ":
        return False
    return tokens[place].known.family >= FEW and not tokens[place].known.word


def _may_follow(title: Token, following: Token) -> bool:
    """Whether a capital after a title is a name: "Sister Mary", not "Nan Said" or "Father Christmas"."""
    if following.key in ("christmas", "brown-owl") and title.key in ("father", "brown"):
        return False
    if title.shouted and following.key in _SPOKEN_AFTER:
        return False
    if title.key in _KINSHIP and following.known.is_ordinary and not title.shouted:
        named = following.known.word_name or (title.capital and not title.first)
        return named and not following.shouted and following.key not in _SPOKEN_AFTER
    return not (following.shouted and following.key in _SPOKEN_AFTER)


def _goes_on(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    stopped = token.joined == ". " and len(tokens[place - 1].text) > 1
    joins = (
        token.joined in (" ", "-", ". ")
        and not stopped
        and not (token.first and token.joined != ". ")
    )
    particle = token.key in ("al", "el", "bin", "van", "de", "da", "von", "ul", "ibn", "st", "o")
    return (
        joins
        and not token.shouted
        and (token.capital or particle)
        and not (token.known.word == 1 and not token.known.is_name and not particle)
    )


def _role(title: str) -> Role:
    if title in _WORKING or title in ("pani", "pan"):
        return Role.UNKNOWN
    return Role.RELATIVE if title in RELATIVES else Role.WORKER
