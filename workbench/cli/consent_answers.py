"""Answers to a question of consent, as they are told to the import and told by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import typer

from workbench.domain.asking import ASKED, Said
from workbench.domain.consent import USE_WORDS, Stance, Use

if TYPE_CHECKING:
    from workbench.ingest.reports import AnswerRead, ImportReport

_FORBIDS = "no:"
_SAYS = {Stance.GIVEN: "yes to", Stance.WITHDRAWN: "no to"}


def read_answers(given: Iterable[str]) -> dict[str, Said]:
    """Return what ``WORDS=USE,no:USE`` say that answers mean; a bare ``WORDS=`` means nothing."""
    return dict(map(_read, given))


def answer_words(report: ImportReport) -> Iterator[str]:
    """Yield what every answer was taken for, and of how many people that is new."""
    for file in report.files:
        for column in file.consent:
            yield f"{file.file}: answers to “{column.column}”:"
            yield from (
                f"  {each.texts:>5}  {each.answer}: {_said(each)}" for each in column.answers
            )
            if column.silent:
                yield f"  {column.silent:>5}  no answer: no yes"
    if report.answers:
        done = "written down" if report.stored else "to be written down"
        yield f"What {report.answers:,} {'person' if report.answers == 1 else 'people'} agreed to: {done}."


def _said(read: AnswerRead) -> str:
    if read.said is None:
        return "not understood, no yes (say what it means with --answer)"
    if not read.said:
        return "says nothing"
    return ", ".join(_stance(Use(use), Stance(stance)) for use, stance in read.said.items())


def _stance(use: Use, stance: Stance) -> str:
    return f"{_SAYS[stance]} {USE_WORDS[use]}"


def _read(given: str) -> tuple[str, Said]:
    words, sign, uses = given.rpartition("=")
    known: Mapping[str, Use] = {use.value: use for use in ASKED}
    named = [each.strip() for each in uses.split(",") if each.strip()]
    if (
        not sign
        or not words.strip()
        or not all(each.removeprefix(_FORBIDS) in known for each in named)
    ):
        uses = ", ".join(known)
        raise typer.BadParameter(f"--answer takes WORDS=USE,... with uses of {uses}, not “{given}”")
    said = {known[each.removeprefix(_FORBIDS)]: _GIVEN[each.startswith(_FORBIDS)] for each in named}
    return words.strip(), said


#: By whether a use is forbidden.
_GIVEN = {False: Stance.GIVEN, True: Stance.WITHDRAWN}
