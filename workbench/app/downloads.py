"""Downloads: what the export menu links to."""

from __future__ import annotations

import asyncio
import re
from urllib.parse import quote

from tornado.web import RequestHandler

from workbench.errors import WorkbenchError
from workbench.services.export_project import FORMATS, export_bytes
from workbench.services.view.board import view_board
from workbench.store.database import Project

#: What the formats are called in the menu.
_WORDS = {
    "candidates-csv": "Candidates with passages (CSV)",
    "codings-csv": "Codings (CSV)",
    "codebook-csv": "Codebook (CSV)",
    "html": "Summary to read or print (HTML)",
}


def menu() -> list[dict[str, str]]:
    """Return the export menu as plain values."""
    return [{"format": name, "words": words} for name, words in _WORDS.items() if name in FORMATS]


class Download(RequestHandler):
    """Gives one export as a file."""

    def initialize(self, project: Project) -> None:
        """Take the project that the server serves."""
        self._project = project

    async def get(self, wanted: str) -> None:
        """Build the export beside the server's loop and send it."""
        try:
            content = await asyncio.to_thread(export_bytes, self._project, wanted)
        except WorkbenchError as error:
            self.set_status(404)
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            self.finish(str(error))
            return
        self.set_header("Content-Type", "application/octet-stream")
        self.set_header("Content-Disposition", _attachment(self._name(wanted)))
        self.set_header("Cache-Control", "no-store")
        self.finish(content)

    def _name(self, wanted: str) -> str:
        ending = "." + FORMATS[wanted].lstrip(".")
        name = re.sub(r"[^\w\- ]+", " ", view_board(self._project).name).strip() or "project"
        return f"{name} {wanted.removesuffix(ending.replace('.', '-'))}{ending}"


def _attachment(name: str) -> str:
    plain = name.encode("ascii", "replace").decode().replace("?", "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
