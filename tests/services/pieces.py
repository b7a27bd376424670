"""Files and small texts that these tests import."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

from workbench.domain.candidates import CandidateId, Run, RunId
from workbench.domain.decisions import Proposal
from workbench.domain.evidence import Evidence, Levelled
from workbench.domain.sources import PassageId
from workbench.services.import_sources import FileToImport, ImportReport, import_sources
from workbench.store.database import Project
from workbench.store.levels import add_levels
from workbench.store.runs import Unplaced, add_run

SAMPLE = Path(__file__).parents[2] / "corpora" / "childrens-services-sample"
#: Longer than what is recognised by its words alone.
LONG = "We waited eleven days for a signature on a voucher of thirty pounds, and so did the family."
_WORDS = (
    "voucher signature manager approval panel payment",
    "laptop login password signal phone network",
    "court hearing judge solicitor statement bundle",
    "bus parking mileage car travel estate",
)


def write_table(path: Path, rows: Iterable[Sequence[str]], *columns: str) -> Path:
    """Write a CSV file of these columns."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(rows)
    return path


def read_table(data: bytes) -> list[dict[str, str]]:
    """Return the rows of a CSV export."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def four_themes(path: Path, *, each: int = 10, seed: int = 1) -> Path:
    """Write a table whose texts are about four plainly different things."""
    dice = random.Random(seed)
    texts = [" ".join(dice.sample(words.split(), 5)) for words in _WORDS for _ in range(each)]
    rows = [(f"r{number}", f"{text.capitalize()}.") for number, text in enumerate(texts)]
    return write_table(path, rows, "id", "text")


def bring_in(project: Project, *paths: Path) -> ImportReport:
    """Import files as they are guessed to be."""
    return import_sources(project, [FileToImport(path=path) for path in paths])


def add_run_levels(project: Project) -> Run:
    """Give `make_board`'s three candidates of four a run with a wider and a finer level.

    Level 0 is ``w`` (all that c0 and c1 hold) and ``v`` (what c2 holds), level 1 what is on the
    board, level 2 halves ``c0a``, ``c0b`` and so on; ``p12`` is left over nearest to ``c1``.
    """
    run = Run(
        id=RunId("run"),
        number=1,
        recipe="minilm-consensus-v2",
        seed=1,
        verdict="themes",
        message="Three candidates.",
        n_passages=14,
        created_at="2026-01-01T00:00:00+00:00",
        grain=1,
    )
    with project.writing() as connection:
        add_run(connection, run, [Unplaced(passage_id=_p(12)[0], nearest="c1", score=0.4)])
        add_levels(connection, run.id, _LEVELS)
    return run


def _p(*numbers: int) -> tuple[PassageId, ...]:
    return tuple(PassageId(f"p{number}") for number in numbers)


def _levelled(name: str, level: int, parent: str, *numbers: int) -> Levelled:
    passages = _p(*numbers)
    evidence = Evidence(
        central=passages[:3],
        edge=passages[3:4],
        counter=_p(13)[0],
        draft="Typing gets in the way of visits.",
        draft_sources=passages[:1],
    )
    return Levelled(
        proposal=Proposal(
            id=CandidateId(name),
            title=f"words of {name}",
            keywords=("typing",),
            stability=0.8,
            members=tuple((each, 1 - place / 10) for place, each in enumerate(passages)),
        ),
        level=level,
        parent=CandidateId(parent) if parent else None,
        evidence=evidence,
    )


_LEVELS = (
    _levelled("w", 0, "", *range(8)),
    _levelled("v", 0, "", *range(8, 12)),
    *(_levelled(f"c{n}", 1, "w" if n < 2 else "v", *range(4 * n, 4 * n + 4)) for n in range(3)),
    *(
        _levelled(f"c{n}{half}", 2, f"c{n}", *range(start, start + 2))
        for n in range(3)
        for half, start in (("a", 4 * n), ("b", 4 * n + 2))
    ),
)
