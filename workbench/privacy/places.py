"""Schools, streets and named places: a name and a word that says what it is the name of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.privacy.identifiers import Found, Kind, Status
from workbench.privacy.lexicon import word_set
from workbench.privacy.tokens import Token

_SCHOOLS = word_set("primary academy infants infant juniors junior secondary grammar comprehensive nursery preschool pre-school "
                "school college high prep pru sixth")  # fmt: skip
_SCHOOL_REST = word_set(
    "school academy college primary nursery form c of e rc sixth and infant infants junior high"
)
_STREETS = word_set(
    "street road rd lane avenue ave crescent terrace grove gardens mews flats estate drive close villas"
)
_PLACES = word_set("court house centre center park hospital hub library church mosque temple gurdwara synagogue clinic surgery farm "
               "station estate towers tower lodge heights arms inn pub square green bridge common hall chapel cafe café hostel "
               "infirmary hospice refuge nursery home homes academy studios rooms leisure baths stadium unit ward cottage cottages mill wood woods beach pier market "
               "precinct retail point approach embankment boulevard viaduct arcade reservoir canal motel hotel restaurant gym lido arena academy row walk way place hill rise view bank end fold croft parade gate wharf quay")  # fmt: skip
#: Lower-case, only these are sure enough to carry a name before them.
_LOWER_PLACES = word_set("hospital surgery church mosque infirmary hospice gurdwara flats estate road street lane avenue crescent terrace "
                     "grove gardens mews")  # fmt: skip
#: Words that stand before such a word without being a name.
_GENERIC = word_set(
    "a an the this that my our your his her their its new old local main big little small first second third last next other same each "
    "every any some no one two three family youth crown county high civic town village city community contact children's childrens child "
    "children health medical sports shopping job call day care nursing residential mother baby i'm i've i'd i'll ring either better best different such drop in drop-in foster kinship supported "
    "council district general royal police fire bus train railway coach service petrol special virtual primary secondary infant junior junior's nursery "
    "independent boarding private state sunday after before at to in of on and from for with by is was or near outside inside behind whole "
    "law entire half front back side ground top bottom lower upper north south east west right left wrong safe open public free early years "
    "magistrates magistrates' coroner's supreme high appeal immigration tribunal treatment walk-in out resource learning education training "
    "excellence play soft car country theme business industrial retail housing holiday caravan trailer halfway full empty white green safe "
    "whose which what mainstream alternative provision cross middle dead busy long single dual country no-through private cul-de-sac "
    "rehab detox maternity children's mental acute psychiatric adult teaching further art sixth-form hub dentist doctor's doctors gp vets "
    "high-street escape school home open-plan coffee work waiting intensive fair good bad quiet noisy nice lovely kids kid's"
)  # fmt: skip


def find_places(tokens: Sequence[Token], allowed: frozenset[int] = frozenset()) -> Iterator[Found]:
    """Yield schools, streets and places that carry a name, with or without capitals."""
    for place, token in enumerate(tokens):
        kind = _kind(token.key)
        if kind is None or token.first:
            continue
        head = _head(tokens, place, allowed)
        if head < place and not _is_named(tokens, head - 1, allowed):
            continue
        first = _first_of_name(tokens, head)
        if all(each in allowed for each in range(first, head)):
            continue
        if first < head:
            last = _last_of_school(tokens, place) if kind is Kind.SCHOOL else place
            yield _found(tokens[first].start, tokens[last].end, kind)
    yield from _saints(tokens)
    yield from _along_streets(tokens)
    yield from _dedications(tokens)


def _head(tokens: Sequence[Token], place: int, allowed: frozenset[int]) -> int:
    """Return where the kind of place begins: at "Contact" in "Millbrook Contact Centre"."""
    head = place
    while head in allowed and head - 1 in allowed and _joins(tokens[head]):
        head -= 1
    return head


def _is_named(tokens: Sequence[Token], place: int, allowed: frozenset[int]) -> bool:
    """Whether the word before such a kind of place can be its name and no more of its kind."""
    if place < 0 or place in allowed or not _joins(tokens[place + 1]):
        return False
    token = tokens[place]
    return token.capital and not _is_generic(token) and not (token.first and token.known.word == 1)


def _kind(key: str) -> Kind | None:
    if key in _SCHOOLS:
        return Kind.SCHOOL
    if key in _STREETS:
        return Kind.ADDRESS
    return Kind.PLACE if key in _PLACES else None


def _first_of_name(tokens: Sequence[Token], place: int) -> int:
    """Return where the name before a kind of place begins; `place` itself when there is none."""
    first = place
    while (
        first > 0
        and place - first < 4
        and _joins(tokens[first])
        and _names(tokens, first - 1, place)
    ):
        first -= 1
    while first < place and _is_generic(tokens[first]):
        first += 1
    named = [each for each in tokens[first:place] if not _is_generic(each)]
    return first if named else place


def _joins(token: Token) -> bool:
    return not token.first and token.joined.strip(" .") == "" and "\n" not in token.joined


def _is_generic(token: Token) -> bool:
    key = token.key.removesuffix("'s")
    return token.key in _GENERIC or key in _GENERIC or len(token.key) == 1


def _names(tokens: Sequence[Token], place: int, kind: int) -> bool:
    token, head = tokens[place], tokens[kind]
    if not head.capital and (head.key in _CAPITAL_ONLY or token.possessive):
        return False
    if token.capital and (head.capital or not token.first):
        if head.shouted and token.known.is_ordinary and tokens[kind - 1].known.is_ordinary:
            return False
        if token.first and token.known.is_ordinary and place + 1 == kind:
            return head.capital and not _is_generic(token)
        return not (token.shouted and len(token.text) <= 4 and not head.shouted)
    if head.capital or _is_generic(token):
        return head.capital and token.key in ("of", "the", "and", "st") and place + 1 < kind
    sure = head.key in _LOWER_PLACES or head.key in _SCHOOLS - {"sixth", "infant"}
    sure = sure or (head.key not in _CAPITAL_ONLY and not token.known.is_plain_name)
    return sure and not token.known.word and place + 1 == kind and len(token.key) > 3


def _last_of_school(tokens: Sequence[Token], place: int) -> int:
    last = place
    while (
        last + 1 < len(tokens) and _joins(tokens[last + 1]) and tokens[last + 1].key in _SCHOOL_REST
    ):
        last += 1
    while last > place and tokens[last].key in ("and", "of", "c", "e"):
        last -= 1
    return last


def _saints(tokens: Sequence[Token]) -> Iterator[Found]:
    """Yield what is called after a saint: "St Casimir's", "st marys primary"."""
    for place, token in enumerate(tokens[:-1]):
        name = tokens[place + 1]
        if token.key not in ("st", "saint", "ss") or not _joins(name) or len(name.key) < 3:
            continue
        if not (name.capital or name.possessive or name.key.endswith("s") or name.known.given >= 0):
            continue
        last = place + 1
        while (
            last + 1 < len(tokens)
            and last < place + 4
            and _joins(tokens[last + 1])
            and (
                _kind(tokens[last + 1].key)
                or tokens[last + 1].key in _SCHOOL_REST - {"and", "of", "c", "e"}
            )
        ):
            last += 1
        last = _last_saint(tokens, last)
        kind = next(
            (_kind(each.key) for each in tokens[place + 2 : last + 1] if _kind(each.key)), None
        )
        end = tokens[last].end + (2 if tokens[last].possessive else 0)
        yield _found(token.start, end, kind or Kind.SCHOOL)


def _last_saint(tokens: Sequence[Token], last: int) -> int:
    """Return where a second saint ends: "st mary's and st john's", "ss peter n paul"."""
    behind = [each.key for each in tokens[last + 1 : last + 4]]
    joined = len(behind) > 1 and behind[0] in ("and", "n") and not tokens[last + 1].first
    if not joined and last + 1 < len(tokens) and tokens[last + 1].joined.strip() == "&":
        behind = ["&", *behind]
        last, joined = last - 1, True
    if joined and behind[1] in ("st", "saint") and len(behind) > SECOND:
        return last + 3
    paired = joined and behind[1] in _APOSTLES
    return last + 2 if paired else last


_APOSTLES = word_set("paul peter james john jude andrew joseph anne mary philomena columba michael")
SECOND = 2
_LEADING = word_set(
    "on at in from off down along outside to near up opposite of round around by behind"
)
_ALONG = word_set("road street lane avenue terrace crescent close drive grove gardens way drove walk row court mews place hill rise view "
              "bank end fold croft parade flats estate house villas green square yard wharf quay")  # fmt: skip
_TAUGHT = word_set("primary academy infants juniors")
_WEAK_KINDS = word_set(
    "place end house close drive view rise bank square green hill way court row walk"
)


def _along_streets(tokens: Sequence[Token]) -> Iterator[Found]:
    """Yield streets without capitals: a place word right before, a street word right behind."""
    for place, token in enumerate(tokens):
        kind = Kind.ADDRESS if token.key in _ALONG else Kind.SCHOOL
        if token.key not in _ALONG | _TAUGHT or token.first or token.capital:
            continue
        for length in (1, 2):
            lead = place - length - 1
            if lead < 0 or tokens[lead].key not in _LEADING:
                continue
            name = tokens[lead + 1 : place]
            if all(
                _joins(each) and len(each.key) > 2 for each in (*name, token)
            ) and _is_street_name(name, token):
                yield _found(name[0].start, token.end, kind)


def _is_street_name(name: Sequence[Token], kind: Token) -> bool:
    if any(_is_generic(each) or each.key in _VERBAL for each in name):
        return False
    return kind.key not in _WEAK_KINDS or len(name) > 1 or name[0].known.word != 1


#: Kinds that carry a name only with a capital: nobody lives in "Amira home".
_CAPITAL_ONLY = word_set(
    "home homes rooms studios academy unit way end view place point bank common place row gate inn beats market"
)
_VERBAL = word_set("get got take taken give given make made see saw find found come came help keep leave left their them then than what "
               "when work go went drop pick being been have has had will would could should can just about over under into more most much "
               "such very really too also only even still always never who")  # fmt: skip
_DEDICATED = word_set(
    "lady trinity heart saints church cross family rood king redeemer spirit sacrament martyrs souls"
)


def _dedications(tokens: Sequence[Token]) -> Iterator[Found]:
    """Yield schools and churches by what they are dedicated to: "Our Lady of Sorrows", "Holy Trinity"."""
    for place, token in enumerate(tokens[:-1]):
        after = tokens[place + 1]
        if (
            token.key not in ("our", "holy", "sacred", "all", "christ", "blessed", "corpus")
            or not token.capital
        ):
            continue
        if not (
            after.capital and _joins(after) and (after.key in _DEDICATED or after.key == "christi")
        ):
            continue
        last = place + 1
        while (
            last + 1 < len(tokens)
            and last < place + 6
            and _joins(tokens[last + 1])
            and (
                tokens[last + 1].capital
                or (
                    tokens[last + 1].key in ("of", "the", "and")
                    and last + 2 < len(tokens)
                    and tokens[last + 2].capital
                )
            )
        ):
            last += 1
        end = tokens[last].end + (2 if tokens[last].possessive else 0)
        yield _found(token.start, end, Kind.SCHOOL)


def _found(start: int, end: int, kind: Kind) -> Found:
    why = {Kind.SCHOOL: "a school by its name", Kind.ADDRESS: "a street by its name"}
    return Found(
        start=start,
        end=end,
        type=kind,
        status=Status.MASK,
        why=why.get(kind, "a place by its name"),
        rank=4,
    )
