"""The sample project: a fictional corpus, imported and proposed, for the demo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workbench.cli.frame import now


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleReport:
    """Where the sample project lies and what it holds."""

    project: str
    sources: int
    passages: int
    candidates: int
    set_aside: int
    message: str


def prepare(
    *, progress: Callable[[str, float], None], where: Path, fresh: bool = False
) -> SampleReport:
    """Make the sample project where there is none yet, and return what it holds.

    Parameters
    ----------
    fresh
        Start anew; the old project is renamed and not lost.
    """
    from workbench.services.view_board import view_board
    from workbench.store.database import open_project

    if fresh and where.exists():
        where.rename(_kept_aside(where))
    if not where.exists():
        _make(where, progress)
    with open_project(where) as project:
        view = view_board(project)
    return SampleReport(
        project=str(where),
        sources=view.n_sources,
        passages=view.n_passages,
        candidates=sum(row.status == "open" for row in view.themes),
        set_aside=view.n_set_aside,
        message=view.run_message,
    )


def default_place() -> Path:
    """Return where the sample project of this person lies."""
    from platformdirs import user_data_path

    return user_data_path("workbench", appauthor=False) / "sample.workbench"


def _make(where: Path, progress: Callable[[str, float], None]) -> None:
    """Build beside and rename: a demo that is broken off leaves no half project."""
    from workbench.ingest.corpora import SAMPLE, find_corpus, verified_folder
    from workbench.services.import_sources import FileToImport, import_sources
    from workbench.services.propose_candidates import propose_candidates
    from workbench.store.database import create_project

    corpus = find_corpus(SAMPLE)
    folder = verified_folder(corpus)
    files = [
        FileToImport(
            path=folder / each.file,
            text=each.text,
            id=each.id,
            attributes=each.attributes,
            kind=each.kind,
            common=each.common,
        )
        for each in corpus.files
    ]
    unfinished = where.with_name("unfinished.workbench")
    for leftover in where.parent.glob("unfinished.workbench*"):
        leftover.unlink()
    with create_project(unfinished, name=corpus.title, at=now()) as project:
        import_sources(project, files, progress=progress)
        propose_candidates(project, coder="workbench", progress=progress)
    unfinished.rename(where)


def _kept_aside(where: Path) -> Path:
    stamp = now()[:19].replace(":", "").replace("T", "-")
    return where.with_name(f"{where.stem}-until-{stamp}{where.suffix}")
