"""Schools, nurseries and other places by where they stand: in a field of a form, in brackets, as nurseries are called."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.privacy.identifiers import Found, Kind, Status
from workbench.privacy.lexicon import known

_TAUGHT = r"school|nursery|pre-?school|playgroup|college|academy|childminder|setting|pru|sixth form|ysgol|creche"
_OTHER = (
    r"placement|hospital|ward|clinic|surgery|gp|gp surgery|gp practice|practice|employer|workplace|works? at|venue|location|hotel|hostel|refuge|children['\u2019]?s home"
    r"|home|residential|unit|children['\u2019]?s centre|family hub|hub|church|mosque|temple|club|prison|hmp|station|pub|town|village|area|team|office|base|born in|place of birth"
)
_PHRASE = r"(?:[Tt]he )?[A-Z\u00c0-\u017d][\w'\u2019.-]*(?:,? (?:(?:of|the|and|&|du|de|la|le|y|yr|on|in) ){0,2}(?:[A-Z\u00c0-\u017d][\w'\u2019.-]*|&))*"
_FIELD = re.compile(
    rf"(?:^[^\w\n]*|(?<=[.;|] ))(?i:current |previous |new |last |child['\u2019]s |name of )?(?:(?P<taught>(?i:{_TAUGHT}))|(?i:{_OTHER}))(?i:/\w+| name| address| attended)? ?[:=] ?(?P<name>{_PHRASE})",
    re.MULTILINE,
)
_BRACKETED = re.compile(
    rf"\b(?:(?P<taught>(?i:{_TAUGHT}))|(?i:{_OTHER}))(?: place| team)? ?\((?P<name>{_PHRASE})\)"
)
_NURSERY = re.compile(
    r"\b(?:Little|Tiny|Happy|Busy|Bright|Sunny|Rainbow|Wee|Cheeky|Jolly|Cosy|Giggles|Twinkle|Tots|Mini) (?P<name>[A-Z][\w'\u2019]+s)\b(?! (?:Act|Plan|Group))"
)
_SMALL_NURSERY = re.compile(
    r"\b(?:at|from|to|nursery|called) (?P<name>(?:little|tiny|happy|busy|bright|sunny|rainbow|wee|cheeky|jolly|twinkle) (?!ones|bits|things|kids|boys|girls|hands|feet|steps|children|times|days|people|faces|houses|shoes|toes)[a-z]+s)\b"
)
_SMALL_TAUGHT = re.compile(
    r"\b(?:nursery|playgroup|pre-?school|school|college|academy|childminder) (?:is |place |placement )?(?:at|called|named) (?P<name>(?!the\b|all\b|home\b|least\b|night\b|lunch|break\b|this\b|that\b|his\b|her\b|their\b|some\b|once\b|nine\b|present\b|first\b|last\b|any\b|one\b|end\b|half\b)[a-z'\u2019]{4,})\b"
)
_NOTHING = re.compile(
    r"(?:dr|mr|mrs|ms|miss|yes|no|none|n/?a|tbc|unknown|not|same|see|as|known|home|monday|tuesday|wednesday|thursday|friday|open|closed)\b",
    re.IGNORECASE,
)


def find_organisations(text: str) -> Iterator[Found]:
    """Yield places that are named in a field, in brackets behind their kind, or as nurseries are."""
    for pattern in (_FIELD, _BRACKETED):
        for match in pattern.finditer(text):
            if not _NOTHING.match(match["name"]):
                kind = Kind.SCHOOL if match["taught"] else Kind.PLACE
                yield _found(match, kind, _status(match["name"]))
    for match in _NURSERY.finditer(text):
        yield Found(
            start=match.start(),
            end=match.end(),
            type=Kind.SCHOOL,
            status=Status.MASK,
            why="called as nurseries are",
            rank=5,
        )
    for match in _SMALL_TAUGHT.finditer(text):
        sure = known(match["name"]).word != 1
        yield _found(match, Kind.SCHOOL, Status.MASK if sure else Status.REVIEW)
    for match in _SMALL_NURSERY.finditer(text):
        yield _found(match, Kind.SCHOOL, Status.REVIEW)


def _status(name: str) -> Status:
    """Return whether it is surely a name: one word that every reader knows may be none."""
    single = re.fullmatch(r"[\w'\u2019-]+", name)
    return Status.REVIEW if single and known(name.lower()).word == 1 else Status.MASK


def _found(match: re.Match[str], kind: Kind, status: Status) -> Found:
    return Found(
        start=match.start("name"),
        end=match.end("name"),
        type=kind,
        status=status,
        why="stands where a school or a place stands",
        rank=5 if status is Status.MASK else 7,
    )
