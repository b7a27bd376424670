"""Downloads: what the export menu links to."""

from __future__ import annotations

import asyncio
import re
from functools import partial
from urllib.parse import quote

from tornado.web import RequestHandler

from workbench.app.looking import ASKED, seen_as
from workbench.domain.consent import Audience
from workbench.errors import NotAllowed, WorkbenchError
from workbench.services.export_project import FORMATS, export_bytes
from workbench.store.database import Project

#: What the formats are called in the menu.
_WORDS = {
    "candidates-csv": "Candidates with passages (CSV)",
    "codings-csv": "Codings (CSV)",
    "codebook-csv": "Codebook (CSV)",
    "memos-csv": "Memos (CSV)",
    "xlsx": "All of it as one workbook (Excel)",
    "html": "Summary to read or print (HTML)",
    "dpia": "Data protection assessment (HTML)",
}
_CODER = 80


def menu() -> list[dict[str, str]]:
    """Return the export menu as plain values."""
    return [{"format": name, "words": words} for name, words in _WORDS.items() if name in FORMATS]


class Download(RequestHandler):
    """Gives one export as a file."""

    def initialize(self, project: Project, coder: str = "") -> None:
        """Take the project that the server serves, and whose name stands for whoever gives none."""
        self._project, self._coder = project, coder

    async def get(self, wanted: str) -> None:
        """Build the export beside the server's loop and send it."""
        try:
            project = seen_as(self._project, self.request.arguments.get(ASKED, ()))
            build = partial(
                export_bytes,
                project,
                wanted,
                audience=self._audience(),
                coder=self.get_query_argument("coder", "")[:_CODER] or self._coder,
                file=self._name(wanted) if wanted in FORMATS else "",
            )
            content = await asyncio.to_thread(build)
        except WorkbenchError as error:
            self.set_status(403 if isinstance(error, NotAllowed) else 404)
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            self.finish(str(error))
            return
        self.set_header("Content-Type", "application/octet-stream")
        self.set_header("Content-Disposition", _attachment(self._name(wanted)))
        self.set_header("Cache-Control", "no-store")
        self.finish(content)

    def _audience(self) -> Audience:
        asked = self.get_query_argument("audience", Audience.FACILITATORS)
        return Audience(asked) if asked in set(Audience) else Audience.FACILITATORS

    def _name(self, wanted: str) -> str:
        ending = FORMATS[wanted]
        name = re.sub(r"[^\w\- ]+", " ", self._project.fact("name")).strip() or "project"
        return f"{name}{ending.replace('-', ' ', 1)}"


def _attachment(name: str) -> str:
    plain = name.encode("ascii", "replace").decode().replace("?", "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
