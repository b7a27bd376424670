"""People by a letter or as a family: J.S., child K, "K went missing", the Khans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workbench.privacy.identifiers import Found, Kind, Role, Status
from workbench.privacy.lexicon import known, word_families, word_set
from workbench.privacy.signs import (
    CHILDREN,
    DID,
    PARENTS,
    RELATIVES,
    SPEECH,
    Sign,
    after,
    before,
    sign_of,
)
from workbench.privacy.tokens import Token

_INITIALS = re.compile(
    r"(?<![\w.])(?:[A-Z]\.){1,3}(?:[A-Z]\.?|(?<=\.) (?:[B-HJ-Z])\b\.?)(?![\w.]|['\u2019](?:m|ve|ll|d)\b)"
)
_NOT_INITIALS = frozenset(
    {
        "d.o.b",
        "t.v",
        "d.v.d",
        "c.v",
        "i.d",
        "g.p",
        "a.e",
        "o.t",
        "d.v",
        "i.t",
        "h.r",
        "a.m",
        "p.m",
        "e.g",
        "i.e",
        "u.k",
        "u.s",
        "n.b",
        "p.s",
        "a.s.a.p",
        "q.a",
    }
)
_MINOR = re.compile(
    r"(?<![\w.])[A-Z](?= \((?:a |the )?(?:child|minor|mother|father)\))|(?<=\bRe: )[A-Z]\b|(?<=\bRe )[A-Z](?= \()|(?:(?<=\bRe )|(?<=\bRe: ))[A-Z](?:(?: ?[&,] ?| and )[A-Z]\b)+"
)
_AFTER_ROLE = frozenset({"x", "y"}) | frozenset("abcdefghjklmnopqrstuvwz")
_LABELS = word_set("child baby mr mrs ms miss dr yp")
_ROLES = (
    word_set("big old")
    | CHILDREN
    | PARENTS
    | RELATIVES
    | word_set("worker mr mrs ms miss dr family") - {"little", "wee"}
)


def find_initials(text: str, tokens: Sequence[Token]) -> Iterator[Found]:
    """Yield initials: "J.S.", "child K", "Mr B"."""
    for match in _INITIALS.finditer(text):
        if match[0].replace(" ", "").rstrip(".").lower() not in _NOT_INITIALS:
            yield _initials(match.start(), match.end(), Role.UNKNOWN)
    for match in _MINOR.finditer(text):
        yield _initials(match.start(), match.end(), Role.CHILD)
    for match in _LETTERS.finditer(text):
        for letter in re.finditer(r"\b[A-Z]\b", match["letters"]):
            start = match.start("letters") + letter.start()
            yield _initials(start, start + 1, Role.CHILD)
        yield from _same_letters(text, match["letters"])
    yield from _after_roles(tokens)
    yield from _lone(tokens)


def _same_letters(text: str, letters: str) -> Iterator[Found]:
    """Yield the letters of a list of children where they stand alone again: "what A thought"."""
    for letter in re.findall(r"\b[A-HJ-Z]\b", letters):
        for match in re.finditer(rf"(?<![\w.'\u2019/-]){letter}(?![\w.'\u2019/-])", text):
            follows = _FOLLOWS.match(text, match.end())
            word = follows[1] if follows else "is"
            acts = word in DID | SPEECH or word in _BEING or word.endswith(("ed", "ght"))
            if letter != "A" or acts:
                yield _initials(match.start(), match.end(), Role.CHILD)


_FOLLOWS = re.compile(r" ([a-z]+)")
_BEING = frozenset(
    {"is", "was", "has", "had", "and", "or", "did", "does", "not", "will", "would", "could"}
)
_LETTERS = re.compile(
    r"\b(?i:children|siblings|twins|kids|sisters|brothers|boys|girls|parents|adults|carers|subjects)[: (]{1,2}(?P<letters>[A-Z](?:(?:, ?| ?& ?| and |/)[A-Z])+)\b"
)


def _lone(tokens: Sequence[Token]) -> Iterator[Found]:
    """Yield lone capitals that do something, and the same letter wherever else it stands alone."""
    alone = [
        place
        for place, token in enumerate(tokens)
        if len(token.text) == 1 and token.capital and token.key not in "ai"
    ]
    acting = [place for place in alone if _acts(tokens, place) or _acts_behind_stop(tokens, place)]
    letters = {tokens[place].key for place in acting}
    for place in alone:
        slashed = place + 1 < len(tokens) and tokens[place + 1].joined == "/"
        again = (
            not slashed and tokens[place].key in letters and before(tokens, place) not in _NUMBERED
        )
        if again and tokens[place].joined.strip() in ("", ".", ",", "&", "(", "/"):
            yield _initials(tokens[place].start, tokens[place].end, Role.UNKNOWN)
    for place in acting:
        if place + 1 < len(tokens) and tokens[place + 1].joined == "/":
            continue
        yield _initials(tokens[place].start, tokens[place].end, Role.UNKNOWN)


def _acts_behind_stop(tokens: Sequence[Token], place: int) -> bool:
    """Whether a small word that only people do follows the letter's full stop: "D. refused"."""
    if place + 1 >= len(tokens) or before(tokens, place) in _NUMBERED:
        return False
    following = tokens[place + 1]
    acts = following.key in DID or following.key.endswith("ed") or following.key in ("is", "was")
    return following.joined == ". " and not following.capital and acts


def _after_roles(tokens: Sequence[Token]) -> Iterator[Found]:
    for place, token in enumerate(tokens):
        if len(token.text) > 1 or not token.capital or token.key not in _AFTER_ROLE | {"i"}:
            continue
        role = _role_before(tokens, place)
        if role and not (token.key in "ai" and _speaks(tokens, place)):
            start = tokens[place - 1].start if _is_labelled(tokens, place) else token.start
            yield _initials(start, token.end, Role.CHILD if role in CHILDREN else Role.UNKNOWN)


def _is_labelled(tokens: Sequence[Token], place: int) -> bool:
    """Whether the word before belongs to the initial: "child K", "Little J"."""
    nick = place > 0 and tokens[place - 1].capital and tokens[place - 1].key in _NICKS
    return nick or before(tokens, place) in _LABELS


_NICKS = word_set("little big wee young old")
_BEFORE_CLAUSE = word_set(
    "time when if because that until since while where before after once whether how and but"
)
_NUMBERED = word_set("plan option vitamin section year type grade group appendix part form block room team set class hepatitis tier strand "
                      "question point step column row annex version category level page size flat band")  # fmt: skip


def _acts(tokens: Sequence[Token], place: int) -> bool:
    """Whether a lone capital does what people do: "K went missing", "told D", "rang J's mum"."""
    if before(tokens, place) in _NUMBERED or tokens[place].joined.strip(" (\"'“\u2018") not in (
        "",
        ".",
        ",",
        ";",
        ":",
        "-",
        "\u2013",
        "\u2014",
    ):
        return False
    return (
        tokens[place].possessive
        or sign_of(tokens, place) is Sign.STRONG
        or (tokens[place].first and sign_of(tokens, place) is Sign.WEAK)
        or before(tokens, place) in ("with", "only", "saw", "see", "for", "call", "from")
        or (before(tokens, place) in _BEFORE_CLAUSE and sign_of(tokens, place) is Sign.WEAK)
    )


def _role_before(tokens: Sequence[Token], place: int) -> str:
    """Return the role that a lone capital follows: "child K", "mum (K)", "child B and C"."""
    left = before(tokens, place)
    if left in _ROLES and tokens[place].joined in (" ", " ("):
        return left
    second = before(tokens, place, 2)
    if left in ("and", "or") and len(second) == 1 and tokens[place - 2].capital and second != "i":
        return before(tokens, place, 3) if before(tokens, place, 3) in _ROLES else ""
    owned = tokens[place].possessive and after(tokens, place) in _ROLES
    return "child" if owned and tokens[place].joined != "" else ""


def _speaks(tokens: Sequence[Token], place: int) -> bool:
    """Whether a lone "A" or "I" is the article or the writer."""
    follows = after(tokens, place)
    return bool(follows) and not (
        tokens[place].key == "a"
        and (tokens[place].possessive or follows in SPEECH | {"is", "was", "has", "and"})
    )


def _initials(start: int, end: int, role: Role) -> Found:
    return Found(
        start=start,
        end=end,
        type=Kind.PERSON,
        status=Status.MASK,
        why="initials",
        rank=6,
        role=role,
    )


def find_families(
    tokens: Sequence[Token], allowed: frozenset[int] = frozenset()
) -> Iterator[Found]:
    """Yield families by name: "the Khans", "the khan family", "the Okafor household"."""
    for place, token in enumerate(tokens):
        if place in allowed:
            continue
        if before(tokens, place) != "the":
            yield from _bare_family(tokens, place)
            continue
        follows = (
            tokens[place + 1].key if place + 1 < len(tokens) and not tokens[place + 1].first else ""
        )
        family = follows in (
            "family",
            "household",
            "kids",
            "children",
            "siblings",
            "brothers",
            "boys",
            "girls",
            "twins",
            "sisters",
            "case",
        )
        small = follows in _TOGETHER - {"kids", "children"} and _is_small_family(token)
        if small:
            yield _family(token, Status.REVIEW)
        borne = token.key.endswith("s") and token.key[:-1] in word_families()
        if not token.capital and (borne or _is_small_plural(token)):
            yield _family(token, Status.REVIEW)
        plural = _singular_name(token.key)
        visited = before(tokens, place, 2) in _TO_FAMILIES and _is_small_plural(token)
        if (plural and token.capital) or visited or (family and _is_family_name(token)):
            led = tokens[place - 1]
            yield _family(token, Status.MASK, led.start if plural and led.capital else token.start)


def _bare_family(tokens: Sequence[Token], place: int) -> Iterator[Found]:
    """Yield a family that begins a sentence without an article: "Price family"."""
    token = tokens[place]
    borne = token.known.family >= 4 and token.capital and token.known.word
    told = after(tokens, place) in _TOGETHER and token.key not in _NO_FAMILIES
    if borne and told:
        yield _family(token, Status.REVIEW)


def _is_small_family(token: Token) -> bool:
    """Whether a word without a capital may be the name of the family behind: "the pike family"."""
    return not token.capital and token.known.family >= 3 and token.key not in _NO_FAMILIES


def _family(token: Token, status: Status, start: int | None = None) -> Found:
    masked = status is Status.MASK
    return Found(
        start=token.start if start is None else start,
        end=token.end,
        type=Kind.PERSON,
        status=status,
        why="a family by its name" if masked else "may be a family by its name",
        rank=4 if masked else 7,
    )


_TOGETHER = word_set("case family household siblings sibs kids children")


_NO_FAMILIES = word_set(
    "foster birth young small large big new black white long love day happy old older early little other close english french"
)
#: What comes before "the lees" where they are people.
_TO_FAMILIES = word_set(
    "to with at for from of visit visited see saw met rang about and round by on visiting seeing"
)


def _is_small_plural(token: Token) -> bool:
    """Whether a word without a capital is the plural of a family name and not of a word."""
    if token.capital or not token.key.endswith("s") or token.known.word == 1 or token.known.noise:
        return False
    single = known(token.key[:-1])
    often = single.family >= (4 if token.known.word else 2)
    return often and (single.word != 1 or single.word_name)


def _singular_name(key: str) -> bool:
    stem = (
        key.removesuffix("es") if key.endswith(("ses", "xes", "zes", "ches", "shes")) else key[:-1]
    )
    single = known(stem) if key.endswith("s") and len(key) > 3 else None
    if single is None or single.family < 3:
        return False
    return single.word != 1 or single.family >= 5


def _is_family_name(token: Token) -> bool:
    if token.known.word:
        return token.capital and token.known.family >= 3 and token.known.word != 1
    return token.capital or token.known.family >= 0 or token.known.shaped
