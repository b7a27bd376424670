"""Places and schools as writing names them: a name and its kind, a kind and its name, "at the Spectrum Café".

The article before such a name belongs to it ("the Garrowby estate"). In text without capitals a word of
place must stand before, and a name of nothing but everyday words waits for review.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.privacy.allowlist import sector
from workbench.privacy.explained import is_built
from workbench.privacy.identifiers import Found, Kind, Status
from workbench.privacy.lexicon import fold, known, word_set
from workbench.privacy.tokens import tokens_of

_TAUGHT = (
    r"(?:specialist |special |free |primary |infants?['\u2019]? |juniors? |junior |secondary |high |grammar |girls['\u2019]? |boys['\u2019]? |community |c of e |rc |church |day )*"
    r"(?:primary|infants|juniors|high|grammar|(?<=girls' )model|(?<=boys' )model|(?<=girls\u2019 )model|(?<=boys\u2019 )model|academy|school|college|sixth form|nursery|pre-?school|playgroup|kindergarten|tech|pru|day nursery|creche|prep)"
)
_KINDS = (
    r"(?:leisure|family|children['\u2019]?s|community|youth|sports|health|shopping|contact|resource|day|activity|outdoor|arts|heritage|garden|retail|advice|wellbeing|well-being|women['\u2019]?s) (?:centre|hub|club|park)"
    r"|family hub|skate ?(?:park|bowl)|bowling alley|caravan park|(?:travellers['\u2019]? |caravan |holiday )site|housing estate|industrial estate|recreation ground|playing fields?|village hall|football club|rugby club"
    r"|estate|centre|hub|hotel|inn|arms|lodge|house|court|park|green|common|rec|library|church|mosque|gurdwara|temple|chapel|synagogue|tabernacle|assembly|cathedral|abbey|farm|site|harbour|harbour slip|slip|quay|pier|marina"
    r"|village|hospital|infirmary|hospice|surgery|clinic|hostel|refuge|foyer|caf[e\u00e9]|pub|tavern|restaurant|arcade|arena|stadium|baths|lido|beach|bay|cove|woods?|mill|bridge|station|precinct|flats|towers?|cottages?"
    r"|grange|manor|hall|gardens|allotments|playground|motel|guest ?house|rooms|view|gate|wharf|market|reservoir|lake|loch|lough|quarry|scheme|campus|barracks|base|airport|services|garage|gym|studios?"
)
_WORD = r"(?:(?:[a-z]-?)?[A-Z\u00c0-\u00de][\w'\u2019-]*)"
_LINK = r"(?:of|the|and|&|na|nan|y|yr|ar|le|la|upon|on|an|de|du|in)"
_NAME = rf"(?P<name>{_WORD}(?: (?:{_LINK} ){{0,2}}{_WORD}){{0,4}}?)"
_CAPITAL = re.compile(
    rf"(?:\b(?P<the>[Tt]he ))?\b{_NAME} (?P<kind>(?i:(?P<taught>{_TAUGHT})|{_KINDS}))\b(?! (?:Academy|School|Primary|Infants?|Juniors?|Nursery|College|High|Free School)\b)(?P<more>, (?!{_LINK} )[A-Z][a-z]+(?=[.,;:]|$))?"
)
_LED_KIND = re.compile(
    r"\b(?:(?P<taught>Ysgol|Scoil|Gaelscoil|Bunscoil|Na[i\u00ed]scoil|Meanscoil|Col[a\u00e1]iste|Sgoil|Meithrin|Cylch)|HMP|HMYOI|YOI|RAF|Hotel|Caf[e\u00e9]|Caffi|Eglwys|Capel|Tafarn|Camp|Plas|Castell|Cill|Teach|Tigh)"
    rf" {_WORD}(?: (?:(?:na|nan|y|yr|ar|le|la|an|de|du|of|the) )?{_WORD}){{0,3}}"
)
_CELTIC = re.compile(rf"\b{_WORD} (?:na|nan|yr|ar|y|an) {_WORD}")
_AT_THE = re.compile(
    rf"\b(?:at|in|from|to|outside|near|opposite|behind|round|left|inside|by) (?P<place>the (?P<name>{_WORD}(?: (?:(?:of|and|&) (?:the )?)?{_WORD}){{1,4}})(?:, {_WORD})?)(?![\w-])"
)
_AT_ONE = re.compile(
    r"\b(?:at|in|from|to|outside|near|on|off|by|behind|round|past|about|left|like|likes|dislikes:?|hates|suggested|considering|chose|prefers|visited|is|was|for|or|and|than|via|gp:|school:|setting:|nursery:|ward:|home:) (?P<place>[Tt]he (?P<name>[A-Z][a-z][\w'\u2019-]+))(?=[.,;:!?)\n]|$| \(| (?:on|in|at|with|w/|and|or|for|when|where|to|last|this|today|yesterday|but|before|after|until|till|by|is|was|has|he|she|they|every|again|who|which|so|then)(?!\w))"
)
_SMALL = r"[a-z][a-z'\u2019-]{2,}"
_SMALL_KIND = re.compile(
    rf"\b(?P<lead>at|from|to|near|in|outside|into|round|behind|by|opposite|of|called|on|through|is at|left|leaving|visited|visit) (?P<place>(?P<the>the )?(?P<name>(?:st )?{_SMALL}(?: {_SMALL}){{0,3}}?) (?P<kind>(?:(?P<taught>{_TAUGHT})|{_KINDS})(?: (?:{_KINDS}))?))\b(?! (?:of|for|with|worker|place|policy|report|plan|meeting|nurse|teacher|social|manager|staff|team))"
)
_UNKNOWN = re.compile(
    r"\b(?:at|in|on|off|from|to|outside|round|near|inside|past) (?P<place>the (?P<name>[a-z]{4,}))\b"
)
_GROVES = re.compile(
    r"\b(?P<lead>at|from|to|in|outside|near|round|on|off|of|about|attends|called|like|likes|by) (?P<place>the (?P<name>(?:willows|cedars|oaks|elms|limes|beeches|laurels|hollies|firs|poplars|pines|birches|rowans|maples|chestnuts|gables|meadows|orchards|"
    r"poppies|lilacs|larches|hawthorns|sycamores|aspens|alders|acorns|conifers|brambles|ferns|heathers|lindens|mulberries|hazels|lawns|moorings|old (?:rectory|vicarage|mill|forge|bakery|school ?house|post office)|(?P<built>[a-z]{3,}(?:fields|lands|woods|hursts|crofts|leas|dales|wells|brooks|tons|hams))))(?! (?:of|in)\b)(?!\w)"
    r")"
)  # fmt: skip
#: Where people meet, by a word that a neighbourhood has one of.
_LANDMARK = re.compile(
    r"\b(?:at|by|outside|behind|near|round|opposite|in|to|from|down|past|on|left) (?P<place>the (?:rec|reccy|rezzy|pavilion|allotments|odeon|wimpy|bandstand|precinct|skate ?park|spinney|viaduct|marina|arches|underpass|multi-?storey|lido|bowl|cut|cenotaph|clock ?tower|war memorial|bus station|band hall|miners|legion|working men['\u2019]?s|social club|tin church|basin|lock|weir|old mill|big (?:asda|tesco|lidl|aldi|sainsbury['\u2019]?s|morrisons)))\b"
)
#: What comes before a kind of place without being a name.
_GENERIC = word_set(
    "a an the this that these those my our your his her their its new old local main big little small first second third last next other same each every any some no one two three "
    "family youth crown county high civic town village city community contact children's childrens children child health medical sports shopping job call day care nursing residential "
    "foster home school public private free early years special safe mother baby right left open front back whole council district general royal police fire bus train railway coach "
    "magistrates secure respite hub centre wrong good bad busy nice lovely quiet empty full different such what which whose from and or but with for to at of in on by near "
    "is was are were be been go going went come came get got take took see saw back out up down off over there here him her them us me you it he she they we i all both not just "
    "mainstream primary secondary infant junior sixth nursery virtual independent boarding state grammar further adult leisure resource outdoor garden retail industrial housing holiday caravan trailer travellers traveller "
    "mum dad nan gran mums dads nans parents family's kids after before during then when where who until since while because so if as than about into like another half end start "
    "play soft coffee work waiting meeting training conference dining living bath bed class green white black red blue half-way halfway head tail open-plan church sunday faith "
    "early-help help support supported assisted temporary emergency short long term multi agency drop drop-in walk-in teaching acute mental maternity psychiatric children\u2019s women's womens men's "
    "every-day everyone sure wanted want need moved moving visit visited same local's top bottom lower upper north south east west ground inner outer far middle how too so very as cheap budget posh fancy grotty dirty cold warm friendly bigger nearest closest previous current named called airport seaside"
)  # fmt: skip
_INSTITUTIONS = word_set(
    "conference meeting review court panel plan team service services board group project programme program act policy framework toolkit form report authority council trust model "
    "day week office department assessment order agreement procedure procedures guidance pathway process directory subgroup committee partnership forum network training course "
    "chronology template app portal system record file log book list box stage phase unit bill code charter association society institute union government ministry assembly register "
    "hub front door scale matrix index tool chart dashboard inquiry enquiry outline protocol strategy statement bundle hearing judge bench lead manager worker chair officer director head "
    "way war kingdom states world cup queen king prime minister internet bible quran koran nativity christmas easter summer winter spring autumn covid pandemic"
)


def find_named_places(text: str) -> Iterator[Found]:
    """Yield places and schools by their name and kind, with capitals or without."""
    for match in _CAPITAL.finditer(text):
        yield from _capital(match)
    for match in _LED_KIND.finditer(text):
        yield _found(*match.span(), _kind(match), Status.MASK)
    for match in _CELTIC.finditer(text):
        if not all(known(fold(word)).word for word in (match[0].split()[0], match[0].split()[-1])):
            yield _found(*match.span(), Kind.PLACE, Status.MASK)
    for match in _AT_THE.finditer(text):
        yield from _at_the(match)
    for match in _AT_ONE.finditer(text):
        facts = known(fold(match["name"]))
        listed = sector().at(tokens_of(match["name"]), 0)
        if not (
            listed or facts.noise or match["name"].isupper() or fold(match["name"]) in _INSTITUTIONS
        ):
            yield _found(
                *match.span("place"), Kind.PLACE, Status.REVIEW if facts.word else Status.MASK
            )
    yield from _small(text)


def _capital(match: re.Match[str]) -> Iterator[Found]:
    """Yield a name with capitals before its kind, and the article with it."""
    words = match["name"].split()
    named = [word for word in words if not _is_generic(word)]
    kind = match["kind"]
    if not named or all(_is_known(word) for word in named) or _is_listed(match["name"], kind):
        return
    ordinary = all(known(fold(word)).word == 1 for word in named)
    if not kind[0].isupper() and (
        ordinary or kind.lower() in _LOOSE or named[-1][-2:-1] in "'\u2019"
    ):
        return
    several = " " in kind
    if ordinary and ((len(words) == 1 and not several) or kind.lower() in _INSTITUTIONS):
        return
    end = match.end("more") if match["more"] else match.end("kind")
    first = match.start("the") if match["the"] else match.start("name")
    yield _found(first, end, _kind(match), Status.MASK)


#: Small words for a kind that as often do not belong to the name before: "Amira house", "Kayden view".
_LOOSE = word_set(
    "house view court hall base rooms garage gym services market bridge gate bay cove green common park school home station wood woods scheme studio studios church college assembly tech high model"
)


def _at_the(match: re.Match[str]) -> Iterator[Found]:
    """Yield a name of several capitals behind "at the"."""
    words = [fold(word) for word in re.findall(r"[^\s&,]+", match["name"])]
    names = [word for word in words if word not in ("of", "and", "the")]
    if (
        names[-1] in _INSTITUTIONS
        or _is_listed(match["name"])
        or any(word.isupper() for word in match["name"].split())
    ):
        return
    rare = [word for word in names if known(word).word != 1]
    yield _found(*match.span("place"), Kind.PLACE, Status.MASK if rare else Status.REVIEW)


def _small(text: str) -> Iterator[Found]:
    """Yield names without capitals behind a word of place."""
    yield from _told_small(text)
    for match in _SMALL_KIND.finditer(text):
        yield from _small_kind(match)


def _told_small(text: str) -> Iterator[Found]:
    """Yield groves, landmarks and words that nothing explains behind "the"."""
    for match in _GROVES.finditer(text):
        if not (match["built"] and known(match["built"]).word):
            yield _found(*match.span("place"), Kind.PLACE, Status.MASK)
    for match in _UNKNOWN.finditer(text):
        facts = known(match["name"])
        ends = text[match.end() : match.end() + 1] in ("", *".,;\n")
        if ends and facts.word > 1 and facts.family >= _BORNE and not facts.noise:
            yield _found(*match.span("place"), Kind.PLACE, Status.REVIEW)
        if not facts.word and not facts.noise and not is_built(match["name"]):
            yield _found(*match.span("place"), Kind.PLACE, Status.REVIEW)
    for match in _LANDMARK.finditer(text):
        yield _found(*match.span("place"), Kind.PLACE, Status.REVIEW)


def _small_kind(match: re.Match[str]) -> Iterator[Found]:
    """Yield a name without capitals before its kind."""
    words = match["name"].split()
    named = [word for word in words if not _is_generic(word)]
    if len(words) > 1 and set(words) <= _QUARTERS:
        named = words
    if (
        not named
        or (len(named) < len(words) - (words[0] in _SIZES) and not _is_town(words[0]))
        or _is_listed(match["name"], match["kind"])
    ):
        return
    rare = [word for word in named if known(fold(word)).word != 1]
    sure = rare or words[0] in _SIZES or match["taught"] or len(match["kind"].split()) > 1
    sure = sure or (match["the"] and match["kind"] in _FIRM)
    status = Status.MASK if sure and match["lead"] not in ("of", "by") else Status.REVIEW
    yield _found(*match.span("place"), _kind(match), status)


#: Kinds before which a word is a name and no quality.
_FIRM = word_set(
    "hotel inn arms lodge manor grange gurdwara mosque tavern hub centre estate slip quay"
)
_QUARTERS = word_set("north south east west")
_BORNE = 3
_SIZES = word_set("little wee tiny big new old north south east west upper lower great")


def _is_town(word: str) -> bool:
    """Whether a town may lead the name: "leeds city college"."""
    return known(fold(word)).town


def _is_generic(word: str) -> bool:
    key = fold(word)
    return key in _GENERIC or key.removesuffix("'s") in _GENERIC or len(key) < 2


def _is_known(word: str) -> bool:
    """Whether the sector's list knows the word by itself."""
    return bool(sector().at(tokens_of(word), 0)) and known(fold(word)).given < _BORNE


def _is_listed(name: str, kind: str = "") -> bool:
    """Whether a phrase of several words that the sector's list knows begins inside the name."""
    tokens = tokens_of(f"{name} {kind}".strip())
    return any(sector().at(tokens, place) > 1 for place in range(len(tokens_of(name))))


def _kind(match: re.Match[str]) -> Kind:
    return Kind.SCHOOL if match["taught"] else Kind.PLACE


def _found(start: int, end: int, kind: Kind, status: Status) -> Found:
    return Found(
        start=start,
        end=end,
        type=kind,
        status=status,
        why="a school by its name" if kind is Kind.SCHOOL else "a place by its name",
        rank=4 if status is Status.MASK else 7,
    )
