"""The clause after "because": what somebody gave as a reason, or told as what happens.

A clause is cut out of one sentence of one passage, where its speaker drew breath: short enough to
read, with a subject and a verb of its own, pointing back to nothing that was said before it, and
naming nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from workbench.discovery.keywords import stem
from workbench.discovery.phrases import fold
from workbench.discovery.wording.polarity import polarity
from workbench.discovery.wording.slots import Slot, cut_slot

_LONGEST_REASON, _SHORTEST_REASON = 24, 4
#: Worth of a clause that somebody gave as a reason; of a sentence with a consequence; of another.
_GIVEN, _LEADS_ON, _TOLD = 1.5, 1.0, 0.7
_DANGLING = frozenset(
    """
    it it's its this that that's these those which who whose and but so then or because he she they
    him her also otherwise there here
    """.split()  # noqa: SIM905
)


def reasons(
    documents: Sequence[Any], weights: Mapping[str, float], names: frozenset[str]
) -> Iterator[Slot]:
    """Yield clauses that somebody gave as a reason, or told as what happens, without names."""
    for place, document in enumerate(documents):
        nearness = 1 - 0.3 * place / len(documents)
        for whole, kind in _clauses(document):
            span = _cut(whole, names)
            if span is None or not _tells(span):
                continue
            context = whole.sent if kind == _GIVEN else span
            about = sum(weights.get(each, 0.0) for each in {stem(token.text) for token in context})
            hinders = 0.5 * max(0.0, -polarity(context.text))
            if not about or polarity(context.text) > 0:
                continue
            yield cut_slot(span, place, nearness * (kind + min(about, 2.0) / 2 + hinders))


def _clauses(document: Any) -> Iterator[tuple[Any, float]]:  # noqa: ANN401
    """Yield clauses after "because", then whole sentences that go on with a consequence, then others."""
    for sentence in document.sents:
        words = [token.text.lower() for token in sentence]
        if "because" in words:
            start = sentence.start + words.index("because") + 1
            yield from _trimmed(document, start, sentence.end, _GIVEN)
            continue
        leads_on = "so" in words or "means" in words or "meant" in words or "which" in words
        yield from _trimmed(
            document, sentence.start, sentence.end, _LEADS_ON if leads_on else _TOLD
        )


def _trimmed(document: Any, start: int, end: int, kind: float) -> Iterator[tuple[Any, float]]:  # noqa: ANN401
    """Yield a stretch without the marks around it, cut at the first strong stop."""
    while start < end and not document[start].is_alpha and not document[start].like_num:
        start += 1
    for stop in range(start, end):
        if document[stop].text in {".", ";", "!", "?", ":", "\n"} or "\n" in document[stop].text:
            end = stop
            break
    while end > start and (document[end - 1].is_punct or document[end - 1].is_space):
        end -= 1
    if end > start:
        yield document[start:end], kind


def _cut(span: Any, names: frozenset[str]) -> Any | None:  # noqa: ANN401
    """Return a clause as far as it is short and names nobody, cut where somebody drew breath."""
    last = len(span)
    for place, token in enumerate(span):
        named = fold(token.text) in names or token.ent_type_ == "PERSON"
        if named or len(span[: place + 1].text.split()) > _LONGEST_REASON:
            last = place
            break
    if last == len(span):
        return span
    breaks = [n for n in range(1, last) if span[n].text in {",", "-", "\u2013"} or _joins(span[n])]
    return next((_bare(span[:n]) for n in reversed(breaks) if len(_bare(span[:n]))), None)


def _bare(span: Any) -> Any:  # noqa: ANN401
    """Return a stretch without the marks at its end."""
    end = len(span)
    while end and (span[end - 1].is_punct or span[end - 1].is_space):
        end -= 1
    return span[:end]


def _joins(token: Any) -> bool:  # noqa: ANN401
    """Tell whether a new clause begins with this word."""
    return bool(token.dep_ == "cc" and token.head.pos_ in {"VERB", "AUX"})


def _tells(span: Any) -> bool:  # noqa: ANN401
    """Tell whether a clause stands on its own: subject and verb, neither too long nor dangling."""
    n_words = len(span.text.split())
    if not _SHORTEST_REASON <= n_words <= _LONGEST_REASON or span[0].text.lower() in _DANGLING:
        return False
    if any(mark in span.text for mark in '"\u201c\u201d()[]'):
        return False
    subjects = [token for token in span if token.dep_ in {"nsubj", "nsubjpass", "expl"}]
    return any(token.head.pos_ in {"VERB", "AUX"} and token.head in span for token in subjects)
