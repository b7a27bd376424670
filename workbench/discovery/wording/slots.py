"""The four slots of a draft sentence, looked for in parsed passages.

All text is cut out of a passage as it stands; only its first letter may become small.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.discovery.keywords import stem, stems_of
from workbench.discovery.phrases import fold
from workbench.discovery.words import GENERAL, is_abbreviation, is_calendar, stop_words, words_of

#: What an obstacle of two words with content, or of "no" and one, is worth more than a bare word.
_RICH = 0.6
_LONGEST_PHRASE = 6
#: Whom a barrier is for, most telling first; looked up folded.
PEOPLE = (
    "family", "child", "kid", "parent", "mum", "mother", "dad", "father", "carer", "patient", "relative",
    "baby", "boy", "girl", "student", "pupil", "client", "resident", "worker", "practitioner",
    "nurse", "doctor", "teacher", "colleague", "manager",
)  # fmt: skip
_PERSONS = frozenset(PEOPLE) | {
    "lad", "people", "staff", "team", "gp", "hos", "tm", "iro", "interim", "friend", "neighbour",
    "somebody", "someone", "director", "officer", "head", "visitor", "woman", "man", "solicitor", "judge",
}  # fmt: skip
_CLOCK = frozenset(
    """
    minute hour hr min day week month year afternoon morning evening night spring time thing way bit
    end lot half pound quid pence number monday tuesday wednesday thursday friday saturday sunday
    place house home school room kitchen table life
    """.split()  # noqa: SIM905
)
#: What people in services say they want to get to, when no phrase tells it outright.
_WORK = frozenset(
    """
    visit visits contact appointment appointments care treatment support assessment conversation
    conversations relationship relationships help supervision play planning decision decisions
    placement therapy advice communication
    """.split()  # noqa: SIM905
)
_LOST = frozenset(
    """
    miss missed missing cancel cancelled cancelling postpone postponed lose lost losing move moved
    skip skipped skipping shorten shortened delay delayed interrupt interrupted drop dropped
    """.split()  # noqa: SIM905
)
_NOUNS = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Words of one passage that may fill a slot.

    Attributes
    ----------
    text, source
        The words as they stand, and the place of their passage.
    score
        Higher is better; comparable within one kind of slot.
    plural
        Whether the head is a plural noun.
    """

    text: str
    source: int
    score: float
    plural: bool = False

    @property
    def stems(self) -> frozenset[str]:
        """The stems of its words with content."""
        return frozenset(stems_of(self.text))


def weights_of(keywords: Sequence[str], title: str) -> dict[str, float]:
    """Weigh stems by the rank of their keyword, the first 1; words of the title count as 0.8."""
    weights: dict[str, float] = dict.fromkeys(stems_of(title), 0.8)
    for rank, keyword in enumerate(keywords):
        for each in stems_of(keyword):
            weights[each] = max(weights.get(each, 0.0), 1 / (1 + rank / 3))
    return weights


def obstacles(
    documents: Sequence[Any], weights: Mapping[str, float], names: frozenset[str]
) -> Iterator[Slot]:
    """Yield noun phrases about the group's keywords, whose head is a thing and not a person."""
    for place, document in enumerate(documents):
        for head in document:
            if head.pos_ == "NOUN" and fold(head.text) not in _PERSONS | _CLOCK:
                span = _noun_phrase(head, names)
                worth = sum(weights.get(each, 0.0) for each in {stem(t.text) for t in span or ()})
                if span is not None and weights.get(stem(head.text)):
                    whole = _with_article(span)
                    yield cut_slot(whole, place, worth + _richness(span, whole) - 0.05 * len(span))


def _richness(span: Any, whole: Any) -> float:  # noqa: ANN401
    """Reward two words with content, or "no" and one; a bare "list" reads like a slip."""
    if len(stems_of(span.text)) > 1 or span[0].text.lower() == "no":
        return _RICH
    bare = len(whole) == 1 and span[-1].tag_ == "NN" and not is_abbreviation(span.text)
    return -_RICH if bare else 0.0


def impeded(documents: Sequence[Any], names: frozenset[str]) -> Iterator[Slot]:
    """Yield what people say they lost or did not get to; failing that, the work they speak of."""
    common = Counter(
        low for document in documents for low in {token.text.lower() for token in document} & _WORK
    )
    for place, document in enumerate(documents):
        for token in document:
            for span, score in _impeded_at(token, common, names):
                if 1 <= len(span) <= _LONGEST_PHRASE:
                    yield cut_slot(span, place, score)


def affected(documents: Sequence[Any]) -> Iterator[Slot]:
    """Yield whom the passages speak of, plural, those of most passages first."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for place, document in enumerate(documents):
        for token in document:
            name = fold(token.text)
            if (
                name in PEOPLE
                and token.text.lower() not in {name, "childs"}
                and token.tag_ == "NNS"
            ):
                found[name].append((place, token.text.lower()))
    for name, said in found.items():
        spread = len({place for place, _ in said})
        for place, text in said:
            yield Slot(text=text, source=place, score=spread + 0.01 * (30 - PEOPLE.index(name)))


def cut_slot(span: Any, place: int, score: float) -> Slot:  # noqa: ANN401 - untyped library
    """Return the slot that these words of a passage would fill."""
    text = " ".join(span.text.split())
    plural = any(token.tag_ == "NNS" and token.head not in span for token in span)
    return Slot(text=_small(text), source=place, score=round(score, 9), plural=plural)


def _small(text: str) -> str:
    first = (words_of(text) or [""])[0]
    keeps = is_abbreviation(first) or is_calendar(first) or first.split("'")[0] == "I"
    return text if keeps else text[:1].lower() + text[1:]


def _noun_phrase(head: Any, names: frozenset[str]) -> Any | None:  # noqa: ANN401
    """Return a noun with what stands before it (no article, no owner) and a short "of" after it."""
    document, start = head.doc, head.i
    while start and document[start - 1].head.i in range(start, head.i + 1):
        before = document[start - 1]
        if before.dep_ not in {"compound", "amod", "nummod", "neg"} and before.text.lower() != "no":
            break
        start -= 1
    end = head.i + 1
    if end < len(document) and (document[end].text == "-" or document[end].dep_ == "compound"):
        return None
    if head.dep_ == "compound" or not _plain(document[start:end], names):
        return None
    longer = _with_preposition(head, start, names)
    return longer if longer is not None else document[start:end]


def _with_preposition(head: Any, start: int, names: frozenset[str]) -> Any | None:  # noqa: ANN401
    for child in head.rights:
        if (
            child.dep_ == "prep"
            and child.i == head.i + 1
            and child.text.lower() in {"of", "for", "to"}
        ):
            objects = [each for each in child.children if each.dep_ == "pobj"]
            span = head.doc[start : objects[0].i + 1] if objects else None
            if span is not None and len(span) <= _LONGEST_PHRASE and _plain(span, names):
                whole = objects[0].pos_ in _NOUNS and objects[0].i + 1 == child.right_edge.i + 1
                return span if whole else None
    return None


def _plain(span: Any, names: frozenset[str]) -> bool:  # noqa: ANN401
    for token in span:
        if fold(token.text) in names or token.ent_type_ == "PERSON" or token.is_punct:
            return bool(token.text == "-")
        if token.pos_ == "PROPN" and not (is_abbreviation(token.text) or is_calendar(token.text)):
            return False
    return True


def _impeded_at(
    token: Any,  # noqa: ANN401
    common: Counter[str],
    names: frozenset[str],
) -> Iterator[tuple[Any, float]]:
    low = token.text.lower()
    if token.i + 2 < len(token.doc):
        yield from _before_two_more(token, names)
    if low in _LOST and token.pos_ == "VERB":
        for child in token.children:
            if child.dep_ in {"dobj", "nsubjpass"}:
                yield from _object(child, names, 2.0)
    elif low in _WORK and token.pos_ == "NOUN":
        yield from _object(token, names, 0.5 + min(1.0, 0.2 * common[low]))


def _before_two_more(token: Any, names: frozenset[str]) -> Iterator[tuple[Any, float]]:  # noqa: ANN401
    """Yield what follows "instead of", "rather than" and "time with"."""
    low, after = token.text.lower(), token.doc[token.i + 1].text.lower()
    if (low, after) in {("instead", "of"), ("rather", "than")}:
        yield from _after(token.doc[token.i + 2], names, 3.0)
    elif low == "time" and after in {"with", "for", "to"}:
        yield from _time(token, names)


def _after(first: Any, names: frozenset[str], score: float) -> Iterator[tuple[Any, float]]:  # noqa: ANN401
    """Yield "visiting families" or "a visit" that begins here."""
    if first.tag_ == "VBG":
        objects = [each for each in first.children if each.dep_ == "dobj" and each.pos_ == "NOUN"]
        end = objects[0].i + 1 if objects else first.i + 1
        if objects and _plain(first.doc[first.i : end], names):
            yield first.doc[first.i : end], score
    elif first.pos_ in {"NOUN", "ADJ", "DET", "PRON"}:
        head = first if first.pos_ == "NOUN" else first.head
        yield from _object(head, names, score)


def _time(token: Any, names: frozenset[str]) -> Iterator[tuple[Any, float]]:  # noqa: ANN401
    word = token.doc[token.i + 1]
    last = [each for each in word.children if each.dep_ == "pobj" and each.pos_ == "NOUN"]
    if word.text.lower() == "to":
        verb = word.head
        plain = verb.text.lower() not in GENERAL | stop_words()
        last = [verb] if verb.i == word.i + 1 and verb.pos_ == "VERB" and plain else []
    if last and last[0].i > token.i:
        span = token.doc[token.i : last[0].i + 1]
        if _plain(span, names):
            yield span, 2.5


def _object(head: Any, names: frozenset[str], score: float) -> Iterator[tuple[Any, float]]:  # noqa: ANN401
    if head.pos_ != "NOUN" or fold(head.text) in _PERSONS | _CLOCK:
        return
    span = _noun_phrase(head, names)
    if span is not None:
        yield _with_article(span), score


def _with_article(span: Any) -> Any:  # noqa: ANN401
    """Return the phrase with the article that stands before it, if one does."""
    before = span.doc[span.start - 1] if span.start else None
    some = {"the", "every"} if span[-1].tag_ == "NNS" else {"the", "every", "a", "an", "another"}
    has_one = before is not None and before.text.lower() in some
    return span.doc[span.start - 1 : span.end] if has_one else span
