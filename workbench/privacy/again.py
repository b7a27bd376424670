"""The same name once more: who is surely somebody in a text is somebody wherever the word stands in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from workbench.privacy.identifiers import Found, Kind, Status
from workbench.privacy.lexicon import word_set
from workbench.privacy.reading import NOBODY, Reading
from workbench.privacy.signs import after, before
from workbench.privacy.small_letters import is_everyday, is_modal
from workbench.privacy.tokens import Token, within

_SHORT = 2
_TOLD = word_set(
    "a an the this these those my our his her your their some any no each every another in of"
)
_DONE = word_set(
    "you i we they it he she the a an this that these those my our your not to never always up out off"
)
#: Letters that in this field mean something, whoever is called so.
_NO_INITIALS = word_set(
    "sw tm gp hv cp dv da eh pa ot fc am pm tv uk it id ok hr ce mh la is ap yp ss pc dc ds di if in no my me we he so do"
)
#: How surely it was found: by its title, its list, its place or its sentence, and not as a family or letter.
_SURE_RANK = 7


def find_again(reading: Reading, found: Sequence[Found]) -> Iterator[Found]:
    """Yield the other places where a word stands that is masked as somebody's name once, and its initials."""
    letters = _initials(reading, found)
    for token in reading.tokens:
        if token.text in letters:
            yield _again(token, "the initials of a name in the text")
    sure, doubted = _words(reading, found, Status.MASK), _words(reading, found, Status.REVIEW)
    for place, token in enumerate(reading.tokens):
        if token.key in sure and _is_again(reading, place, token):
            yield _again(token, "a name elsewhere in the text")
        elif token.key in doubted and token.capital and token.first:
            yield replace(_again(token, "may be a name elsewhere"), status=Status.REVIEW, rank=9)


def _again(token: Token, why: str) -> Found:
    return Found(
        start=token.start,
        end=token.end,
        type=Kind.PERSON,
        status=Status.MASK,
        why=why,
        rank=7,
    )


def _initials(reading: Reading, found: Sequence[Found]) -> frozenset[str]:
    """Return the two letters of every full name, and those that are masked as initials themselves."""
    letters = set[str]()
    for one in found:
        if one.type is not Kind.PERSON or one.status is not Status.MASK:
            continue
        words = [reading.tokens[each] for each in within(reading.tokens, one.start, one.end)]
        names = [each for each in words if each.capital and len(each.text) > _SHORT]
        if len(names) == _SHORT:
            letters.add(names[0].text[0] + names[1].text[0])
        if len(words) == 1 and words[0].shouted and len(words[0].text) == _SHORT:
            letters.add(words[0].text)
    return frozenset(each for each in letters if each.lower() not in _NO_INITIALS)


def _words(reading: Reading, found: Sequence[Found], status: Status) -> frozenset[str]:
    """Return the folded words that are masked as a person, or wait, where no sentence begins."""
    tokens, words = reading.tokens, set[str]()
    sure = status is Status.MASK
    kinds = {Kind.PERSON} if sure else {Kind.PERSON, Kind.UNEXPLAINED}
    last = _SURE_RANK if sure else _SURE_RANK + 1
    for one in found:
        if one.type not in kinds or one.status is not status or one.rank > last:
            continue
        places = within(tokens, one.start, one.end)
        words.update(tokens[each].key for each in places if _may_stand_again(reading, each, status))
    return frozenset(words)


def _may_stand_again(reading: Reading, place: int, status: Status) -> bool:
    token = reading.tokens[place]
    if (
        len(token.text) <= _SHORT
        or token.key in NOBODY
        or token.known.noise
        or place in reading.shouted
    ):
        return False
    written_so = token.capital and not token.first and not token.shouted
    if status is Status.REVIEW:
        return written_so and not reading.dictated and place not in reading.allowed
    named = token.known.is_name or not token.known.word
    written = reading.dictated or written_so
    return (
        written
        and named
        and not (token.known.word == 1 and not token.known.word_name and token.known.given < 1)
    )


def _is_again(reading: Reading, place: int, token: Token) -> bool:
    """Whether it stands as a name can: no verb, and behind no article."""
    told = before(reading.tokens, place) in _TOLD
    if told and (token.known.is_ordinary or not token.capital):
        return False
    if token.capital:
        verb = token.first and token.known.word_name and after(reading.tokens, place) in _DONE
        return not verb and place not in reading.shouted
    if not reading.dictated or not token.known.is_ordinary:
        return reading.dictated
    return (
        token.known.word_name
        and not is_modal(token.key)
        and not (is_everyday(token.key) and after(reading.tokens, place) in _DONE)
    )
