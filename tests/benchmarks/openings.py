"""What opening each page takes: ``python -m tests.benchmarks.openings [--passages 100000]``.

In a process that has read the texts ahead, as a served one has: the first opening, the next one, one
after a decision, one after a passage was cut by hand, and one after a text came in. Seconds of the
processor, so that other work on the machine does not count; what is answered beside the server's loop
counts as well. With ``--project FILE`` a copy of what ``--keep FILE`` left is measured.
"""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.benchmarks.board_material import _screen, _source, make_large
from workbench.app.pages.candidates import CandidatesPage
from workbench.app.pages.coding import CodingPage
from workbench.app.pages.explore import ExplorePage
from workbench.app.pages.explore_general import GeneralExplorePage
from workbench.app.pages.identifiers import IdentifiersPage
from workbench.app.pages.passage_map import MapPage
from workbench.app.pages.safekeeping import SafekeepingPage
from workbench.app.pages.sources import SourcesPage
from workbench.app.registry import Page
from workbench.app.seat import Seat
from workbench.domain.candidates import CandidateStatus
from workbench.domain.codebook import CodeId
from workbench.domain.decisions import Add, Confirm
from workbench.domain.sources import Span
from workbench.domain.viewers import LOCAL, Role
from workbench.services.code_passages import code_span
from workbench.services.decide import decide
from workbench.services.review_identifiers import clear
from workbench.services.run_in_background import cancel_map
from workbench.services.view.board import view_board
from workbench.services.view.map_layout import lay_out_map
from workbench.store.database import Project, open_project
from workbench.store.log import ledger
from workbench.store.material import add_material, material

_BARRIERS = 30
_AT = "2026-02-01T00:00:00+00:00"
_Asked = tuple[Mapping[str, Any], ...]
_START: Mapping[str, Any] = {"ask": "start"}
#: What a browser asks before a page stands; `CODE` is put in place of a barrier's name.
PAGES: Mapping[str, tuple[Callable[[Seat], Page], _Asked]] = {
    "board": (CandidatesPage, ({"ask": "open"},)),
    "coding": (CodingPage, ({"ask": "open"},)),
    "explore: wall": (ExplorePage, (_START, {"ask": "wall"})),
    "explore: story": (ExplorePage, (_START, {"ask": "story", "barrier": "CODE"})),
    "explore: matrix": (ExplorePage, (_START, {"ask": "matrix", "by": "team"})),
    "explore: over time": (ExplorePage, (_START, {"ask": "time"})),
    "explore: compare": (ExplorePage, (_START, {"ask": "wall"}, {"ask": "places", "barrier": "CODE"})),
    "explore: search": (ExplorePage, (_START, {"ask": "find", "words": "family visit"})),
    "leaders: wall": (GeneralExplorePage, (_START, {"ask": "wall"})),
    "leaders: matrix": (GeneralExplorePage, (_START, {"ask": "matrix", "by": "team"})),
    "leaders: over time": (GeneralExplorePage, (_START, {"ask": "time"})),
    "leaders: story": (GeneralExplorePage, (_START, {"ask": "story", "barrier": "CODE"})),
    "map": (MapPage, (_START, {"ask": "map"}, {"ask": "colour"})),
    "sources": (SourcesPage, ({"ask": "open"},)),
    "names: review": (IdentifiersPage, ({"ask": "review", "most": 200},)),
    "names: texts": (IdentifiersPage, ({"ask": "texts"},)),
    "names: one text": (IdentifiersPage, ({"ask": "text", "source": "s3"},)),
    "safekeeping: consent": (SafekeepingPage, ({"ask": "consent"},)),
    "safekeeping: dates": (SafekeepingPage, ({"ask": "dates"},)),
    "safekeeping: erase": (SafekeepingPage, ({"ask": "people"},)),
    "safekeeping: releases": (SafekeepingPage, ({"ask": "releases"},)),
}  # fmt: skip
COLUMNS = ("first", "again", "after a decision", "after a cut", "after a text")


def main() -> None:
    """Print the table."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--passages", type=int, default=100_000)
    ask.add_argument("--project", type=Path)
    ask.add_argument("--keep", type=Path)
    ask.add_argument("--only", default="")
    how = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "large.workbench"
        if how.project:
            shutil.copy(how.project, where)
        else:
            prepare(where, how.passages)
        if how.keep:
            shutil.copy(where, how.keep)
        print(f"| page | {' | '.join(COLUMNS)} |\n|{' --- |' * (1 + len(COLUMNS))}")
        for name in PAGES:
            if how.only in name:
                taken = " | ".join(f"{each:.3f}" for each in openings(where, name))
                print(f"| {name} | {taken} |", flush=True)
    print("load:", " ".join(f"{each:.1f}" for each in os.getloadavg()))


def prepare(where: Path, count: int) -> None:
    """Make a project whose texts are reviewed, with barriers and a map that is laid out."""
    with make_large(where, count) as project:
        clear(project, coder="Ruth")
        waiting = [
            each.id
            for each in ledger(project).board.candidates.values()
            if each.status is CandidateStatus.OPEN
        ]
        for number, name in enumerate(waiting[:_BARRIERS]):
            sentence = "It stops work."
            act = Confirm(candidate=name, name=f"Barrier {number}", statement=sentence)
            decide(project, act, coder="Ruth")
        lay_out_map(project)


def openings(where: Path, name: str) -> Iterator[float]:
    """Yield the seconds of every opening, in a process that has read the texts."""
    with open_project(where) as project:
        view_board(project)
        gc.freeze()
        code = next(iter(ledger(project).board.codes))
        for change in (_nothing, _nothing, _decided, _cut_by_hand, _came_in):
            change(project, code)
            view_board(project)
            yield _opened(project, name, code)
        cancel_map(project)


def _opened(project: Project, name: str, code: str) -> float:
    make, asked = PAGES[name]
    leader = project.seen_by(LOCAL.acting_as(Role.LEADER))
    seen = leader if name.startswith("leaders") else project
    began = time.process_time()
    page = make(Seat(project=seen, coder="Ruth"))
    page.screen.say = _heard  # type: ignore[assignment, method-assign]
    for each in asked:
        page.hear({"number": 1, **each, **({"barrier": code} if "barrier" in each else {})})  # type: ignore[attr-defined]
    return time.process_time() - began


def _heard(answer: Mapping[str, Any]) -> None:
    # A map of texts that have changed is not there yet; whoever looks sees how far it is.
    if not answer.get("ok") and "not laid out yet" not in answer["error"]:
        raise RuntimeError(answer["error"])


def _nothing(_: Project, _code: str) -> None:
    """Change nothing."""


def _decided(project: Project, code: str) -> None:
    held = frozenset(ledger(project).board.passages_of(code))
    fresh = next(name for name in material(project).passages if name not in held)
    decide(project, Add(passages=(fresh,), to=CodeId(code)), coder="Ruth")


def _cut_by_hand(project: Project, code: str) -> None:
    source = next(name for name, each in material(project).of_source.items() if len(each) == 1)
    code_span(project, source, Span(2, 9), code, coder="Ruth")


def _came_in(project: Project, _: str) -> None:
    source, passage = _source(len(material(project).sources), "One more reflection came in.")
    with project.writing() as connection:
        add_material(connection, [source], [passage], at=_AT)
        _screen(connection, [source])


if __name__ == "__main__":
    main()
