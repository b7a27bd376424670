"""What the answers of an import say about consent: counted for its report, put together by person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from workbench.domain.asking import Question, Said, put_together
from workbench.domain.consent import person_of
from workbench.domain.sources import Source
from workbench.ingest.reports import AnswerRead, ConsentRead

#: So many answers of a column are shown, none of them longer than this: others are counted alone.
_SHOWN, _LONGEST = 20, 300
_EXAMPLE = 60


class Answered(Protocol):
    """A file's sources, its questions of consent, and the answers beside each source by question."""

    @property
    def sources(self) -> tuple[Source, ...]: ...  # noqa: D102 - said above

    @property
    def questions(self) -> tuple[Question, ...]: ...  # noqa: D102

    @property
    def said(self) -> tuple[Mapping[str, str], ...]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Agreed:
    """What one person said in a sheet, and which questions they answered."""

    person: str
    said: Said
    form: str


def read_consent(
    questions: Iterable[Question], rows: Sequence[Mapping[str, str]]
) -> tuple[ConsentRead, ...]:
    """Return the answers to each question with what they mean."""
    return tuple(
        _column(each, Counter(row.get(each.words, "") for row in rows)) for each in questions
    )


def tell_consent(consent: Iterable[ConsentRead], asks: Iterable[str]) -> Iterator[str]:
    """Yield what somebody has to look at: columns nobody named, and answers nobody understands."""
    for column in asks:
        yield (
            f"“{column}” looks as if people were asked for consent; name it as the column of consent "
            "to have the answers kept"
        )
    for each in consent:
        if each.unclear:
            some = next((one.answer for one in each.answers if one.said is None), "")
            example = f", such as “{_short(some)}”" if some else ""
            texts = "1 text has" if each.unclear == 1 else f"{each.unclear:,} texts have"
            yield (
                f"{texts} an answer to “{each.column}” that is not understood{example}: "
                "it counts as no yes until somebody says what it means"
            )


def agreed_by_person(files: Iterable[Answered]) -> tuple[Agreed, ...]:
    """Return what each person said in all rows of all files that are theirs, where that is anything."""
    given: dict[str, list[tuple[Question, str]]] = {}
    for file in files:
        for source, answers in zip(file.sources, file.said, strict=False):
            pairs = [(each, answers.get(each.words, "")) for each in file.questions]
            given.setdefault(person_of(source), []).extend(pair for pair in pairs if pair[1])
    together = ((person, put_together(pairs), pairs) for person, pairs in given.items())
    return tuple(
        Agreed(person, said, " / ".join(dict.fromkeys(each.words for each, _ in pairs)))
        for person, said, pairs in together
        if said
    )


def _column(question: Question, counts: Counter[str]) -> ConsentRead:
    silent = counts.pop("", 0)
    read = {answer: question.read(answer) for answer in counts}
    shown = [answer for answer, _ in counts.most_common() if len(answer) <= _LONGEST][:_SHOWN]
    return ConsentRead(
        column=question.words,
        answers=tuple(_answer(each, counts[each], read[each]) for each in shown),
        unclear=sum(counts[answer] for answer, said in read.items() if said is None),
        silent=silent,
    )


def _answer(answer: str, texts: int, said: Said | None) -> AnswerRead:
    plain = None if said is None else {use.value: stance.value for use, stance in said.items()}
    return AnswerRead(answer=answer, texts=texts, said=plain)


def _short(words: str) -> str:
    return words if len(words) <= _EXAMPLE else words[: _EXAMPLE - 1] + "…"
