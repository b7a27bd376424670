"""How well identifiers are found: measured on corpora whose identifiers are marked.

An identifier counts as found when every letter and digit of it is covered; a title ("Mrs"), an
article and a word of kinship before a name need not be. A mask that touches no marked identifier is
a false one. *Before review* counts masks, *after review* masks and what waits in the queue.
"""

from __future__ import annotations

import csv
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from workbench.errors import InvalidCorpus
from workbench.ingest.corpora import Corpus, find_corpus, verified_folder
from workbench.ingest.readers import read_file
from workbench.privacy.finder import find_identifiers
from workbench.privacy.identifiers import Identifier, Kind, Status
from workbench.privacy.lexicon import word_set
from workbench.privacy.tokens import is_dictated, tokens_of

Progress = Callable[[str, float], None]

#: Parts of the measured corpus, and the sample as a second hand.
OWN, SAMPLE = "identifiers-in-reflections", "childrens-services-sample"
_MARKS = "identifiers.csv"
_PERSONS = frozenset({"child", "parent", "worker", "other-person"})
_KINDS = {
    "birth-date": Kind.BIRTH_DATE.value,
    "nhs-number": Kind.NHS_NUMBER.value,
    "ni-number": Kind.NI_NUMBER.value,
} | dict.fromkeys(_PERSONS, Kind.PERSON.value)
_UNNAMED = word_set(
    "the a mr mrs ms miss mx dr pc ps sgt pani pan nurse uncle auntie aunty aunt nan nana nanny nanna gran grandma granny grandad "
    "grandpa father pastor imam judge justice baby child and mum dad babcia sir"
)
#: The size that the target is set for.
_TEXTS, _WORDS = 1_000, 70


@dataclass(frozen=True, slots=True)
class Score:
    """How many were marked, found by masks, and found by masks and the queue together."""

    marked: int = 0
    masked: int = 0
    seen: int = 0

    @property
    def recall(self) -> float | None:
        """The share found before review, where there was anything to find."""
        return self.masked / self.marked if self.marked else None

    @property
    def recall_after_review(self) -> float | None:
        """The share found by masks and the queue."""
        return self.seen / self.marked if self.marked else None

    def to_plain(self) -> dict[str, float | int | None]:
        """Return counts and shares as JSON knows them."""
        return {
            "marked": self.marked,
            "masked": self.masked,
            "seen": self.seen,
            "recall": self.recall,
            "recall_after_review": self.recall_after_review,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class PartScore:
    """The figures of one part of a corpus.

    Attributes
    ----------
    scores
        By what is counted: ``persons``, ``persons and direct identifiers``, ``dictated persons``,
        ``type: ...`` and ``group: ...``.
    precision
        By type and over all: the share of masks that touch a marked identifier.
    false_masks, reviews
        Masks, and entries of the queue, that touch no marked identifier.
    """

    name: str
    texts: int
    words: int
    scores: Mapping[str, Score]
    precision: Mapping[str, float]
    false_masks: int
    reviews: int

    @property
    def false_masks_per_100_words(self) -> float:
        """How often a reader meets a stand-in where there was nothing to mask."""
        return 100 * self.false_masks / max(1, self.words)

    def f1(self, name: str) -> float | None:
        """Return the harmonic mean of precision and recall before review, of a type or over all."""
        score = self.scores.get(f"type: {name}", self.scores.get(name, Score()))
        precision, recall = self.precision.get(name), score.recall
        if precision is None or recall is None or precision + recall == 0:
            return None
        return 2 * precision * recall / (precision + recall)

    def to_plain(self) -> dict[str, object]:
        """Return the figures as JSON knows them."""
        return {
            "name": self.name,
            "texts": self.texts,
            "words": self.words,
            "false_masks_per_100_words": self.false_masks_per_100_words,
            "reviews_per_100_words": 100 * self.reviews / max(1, self.words),
            "precision": dict(self.precision),
            "f1": {name: self.f1(name) for name in self.precision},
            "scores": {name: score.to_plain() for name, score in self.scores.items()},
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyReport:
    """What was measured, part by part, and how long a thousand reflections take."""

    parts: tuple[PartScore, ...]
    seconds_per_1000: float
    targets: Mapping[str, float] = field(
        default_factory=lambda: {
            "recall of persons and direct identifiers": 0.97,
            "recall after review": 0.995,
            "recall of dictated persons": 0.85,
            "false masks per 100 words": 1.0,
            "seconds for 1,000 reflections": 30.0,
        }
    )

    def to_plain(self) -> dict[str, object]:
        """Return the report as JSON knows it."""
        return {
            "parts": [part.to_plain() for part in self.parts],
            "seconds_per_1000_reflections": self.seconds_per_1000,
            "targets": dict(self.targets),
        }

    def to_words(self) -> str:
        """Return the report as tables for a terminal."""
        lines = [line for part in self.parts for line in _part_lines(part)]
        speed = f"1,000 reflections of {_WORDS} words take {self.seconds_per_1000:.1f} s."
        return "\n".join([*lines, speed])


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    quote: str
    type: str
    group: str


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    marks: tuple[_Mark, ...]


def evaluate_privacy(*, progress: Progress | None = None) -> PrivacyReport:
    """Measure the finder on the marked corpora that ship with the workbench.

    Raises
    ------
    CorpusError
        A corpus is missing or is not the one that its manifest describes.
    BrokenModel
        The installed tagger cannot be loaded.
    """
    tell = progress or (lambda _stage, _fraction: None)
    parts = [*_parts(find_corpus(OWN)), *_parts(find_corpus(SAMPLE))]
    list(find_identifiers(["Warming up."]))
    scored = []
    for number, (name, texts) in enumerate(parts):
        tell(f"Screening {name}", 0.8 * number / len(parts))
        scored.append(_score(name, texts, list(find_identifiers([each.text for each in texts]))))
    tell("Timing 1,000 reflections", 0.8)
    seconds = _seconds([each.text for _, texts in parts for each in texts])
    tell("Measured", 1.0)
    return PrivacyReport(parts=tuple(scored), seconds_per_1000=seconds)


def _parts(corpus: Corpus) -> Iterator[tuple[str, tuple[_Text, ...]]]:
    folder = verified_folder(corpus)
    marks = _marks(folder / _MARKS, corpus.id)
    together: dict[str, list[_Text]] = {}
    for file in corpus.files:
        reading = read_file(folder / file.file, text=file.text, id=file.id)
        name = Path(file.file).stem if corpus.id == OWN else corpus.id
        texts = [_Text(row.text, marks.get(row.external_id, ())) for row in reading.rows]
        together.setdefault(name, []).extend(texts)
    for name, texts in together.items():
        yield name, tuple(texts)


def _marks(path: Path, corpus: str) -> dict[str, tuple[_Mark, ...]]:
    found: dict[str, list[_Mark]] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                mark = _Mark(
                    int(row["start"]),
                    int(row["end"]),
                    row["quote"],
                    row["type"],
                    row.get("group", ""),
                )
                found.setdefault(row["source"], []).append(mark)
    except (OSError, KeyError, ValueError) as error:
        raise InvalidCorpus(corpus, f"{path.name} cannot be read: {error}") from error
    return {source: tuple(marks) for source, marks in found.items()}


def _score(name: str, texts: Sequence[_Text], found: Sequence[Sequence[Identifier]]) -> PartScore:
    counts: dict[str, list[int]] = {}
    hits: dict[str, list[int]] = {}
    false_masks = reviews = 0
    for text, spans in zip(texts, found, strict=True):
        _count(text, spans, counts)
        for span in spans:
            right = any(span.start < mark.end and mark.start < span.end for mark in text.marks)
            if span.status is Status.REVIEW:
                reviews += not right
                continue
            false_masks += not right
            for key in ("all", span.type.value):
                hit = hits.setdefault(key, [0, 0])
                hit[0] += right
                hit[1] += 1
    return PartScore(
        name=name,
        texts=len(texts),
        words=sum(len(each.text.split()) for each in texts),
        scores={key: Score(*counts[key]) for key in sorted(counts)},
        precision={key: right / total for key, (right, total) in sorted(hits.items())},
        false_masks=false_masks,
        reviews=reviews,
    )


def _count(text: _Text, spans: Sequence[Identifier], counts: dict[str, list[int]]) -> None:
    masked = _covered(span for span in spans if span.status is Status.MASK)
    seen = _covered(spans)
    dictated = is_dictated(tokens_of(text.text))
    for mark in text.marks:
        needed = _needed(text.text, mark)
        for key in _keys(mark, dictated=dictated):
            count = counts.setdefault(key, [0, 0, 0])
            count[0] += 1
            count[1] += needed <= masked
            count[2] += needed <= seen


def _covered(spans: Iterable[Identifier]) -> set[int]:
    return {place for span in spans for place in range(span.start, span.end)}


def _needed(text: str, mark: _Mark) -> set[int]:
    """Return the letters and digits that must be covered: not those of a title before a name."""
    start = mark.start
    for token in tokens_of(mark.quote):
        if token.key not in _UNNAMED or mark.start + token.end >= mark.end:
            break
        start = mark.start + token.end
    return {place for place in range(start, mark.end) if text[place].isalnum()}


def _keys(mark: _Mark, *, dictated: bool) -> list[str]:
    keys = ["all", f"type: {_KINDS.get(mark.type, mark.type)}"]
    if mark.type != Kind.PLACE.value:
        keys.append("persons and direct identifiers")
    if mark.type in _PERSONS:
        keys += ["persons", "dictated persons"] if dictated else ["persons"]
        keys += [f"role: {mark.type}"] + ([f"group: {mark.group}"] if mark.group else [])
    return keys


def _seconds(texts: Sequence[str]) -> float:
    """Return how long a thousand texts of seventy words take, made of words that are there."""
    words = " ".join(texts).split()
    pool = words * (1 + _TEXTS * _WORDS // max(1, len(words)))
    made = [" ".join(pool[at : at + _WORDS]) for at in range(0, _TEXTS * _WORDS, _WORDS)]
    start = time.perf_counter()
    for _ in find_identifiers(made):
        pass
    return time.perf_counter() - start


def _part_lines(part: PartScore) -> Iterator[str]:
    yield (
        f"{part.name}: {part.texts:,} texts, {part.words:,} words; "
        f"{part.false_masks_per_100_words:.2f} false masks and "
        f"{100 * part.reviews / max(1, part.words):.2f} idle reviews per 100 words"
    )
    yield f"  {'':<42}{'marked':>7}{'recall':>8}{'review':>8}{'prec.':>8}{'F1':>8}"
    for name, score in part.scores.items():
        kind = name.removeprefix("type: ")
        row = [score.recall, score.recall_after_review, part.precision.get(kind), part.f1(kind)]
        shown = "".join(f"{'-' if each is None else format(each, '.3f'):>8}" for each in row)
        yield f"  {name:<42}{score.marked:>7}{shown}"
    yield ""
