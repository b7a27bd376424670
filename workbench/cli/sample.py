"""The sample project: a fictional corpus, imported and proposed, for the demo."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from workbench.discovery.progress import Progress, within
from workbench.domain.decisions import utc_now
from workbench.errors import CannotWrite, ProjectExists


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleReport:
    """Where the sample project lies and what it holds."""

    project: str
    sources: int
    passages: int
    candidates: int
    set_aside: int
    message: str


def prepare(*, progress: Progress, where: Path, fresh: bool = False) -> SampleReport:
    """Make the sample project where there is none yet, and return what it holds.

    Parameters
    ----------
    fresh
        Start anew; the old project is renamed and not lost.
    """
    from workbench.services.view.board import view_board
    from workbench.store.database import open_project

    try:
        if fresh and where.exists():
            _put_aside(where)
        if not where.exists():
            _make(where, progress)
    except OSError as error:
        raise CannotWrite(str(where), error.strerror or str(error)) from error
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


def _make(where: Path, progress: Progress) -> None:
    """Build beside and rename: a demo that is broken off leaves no half project."""
    from workbench.ingest.corpora import SAMPLE, find_corpus, verified_folder
    from workbench.services.import_sources import FileToImport, import_sources
    from workbench.services.propose_candidates import propose_candidates
    from workbench.store.database import create_project, project_path
    from workbench.store.files import put_in_place

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
    where.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".unfinished-", dir=where.parent) as room:
        unfinished = Path(room) / where.name
        with create_project(unfinished, name=corpus.title, at=utc_now()) as project:
            import_sources(project, files, progress=within(progress, 0.0, 0.2))
            propose_candidates(project, coder="workbench", progress=within(progress, 0.2, 1.0))
        # Somebody else's demo may have come first: that one stands, and is opened.
        with suppress(ProjectExists):
            put_in_place(project_path(unfinished), where)


def _put_aside(where: Path) -> None:
    from workbench.store.files import move_aside

    stamp = utc_now()[:19].replace(":", "").replace("T", "-")
    aside = where.with_name(f"{where.stem}-until-{stamp}{where.suffix}")
    move_aside(where, aside)
