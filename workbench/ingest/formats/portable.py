"""PDF: the text of its pages; a scan has none, and says so."""

# ruff: noqa: RUF001  (pages have long dashes and curly quotes)

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from workbench.errors import UnreadableSource
from workbench.ingest.archives import PASSWORD
from workbench.ingest.content import Content, Words
from workbench.ingest.xmlparts import DAMAGED

SCAN = (
    "it holds pictures of pages but no text, as a scan does; "
    "run text recognition (OCR) over it and import it again"
)
#: Where a word was parted at the end of a line.
_PARTED = re.compile("[\x02\ufffe\u00ad]\n?")
_NUMBER = re.compile(
    r"(?:page\s*)?[-–—]?\s*\d{1,4}\s*(?:(?:of|/)\s*\d{1,4})?\s*[-–—]?", re.IGNORECASE
)
_ENDS = re.compile(r"[.!?:…][\"'”’)\]]*$")
_GAPS = re.compile(r"\n{3,}")
#: A line that is shorter than most of this share of the usual width ends a paragraph.
_MOST, _SHORT = 0.9, 0.75
_REPEATED = 3
_LISTED = 10


class PortableReader:
    """Reads .pdf."""

    endings = (".pdf",)

    def knows(self, content: Content) -> bool:
        """Return whether the content is a PDF."""
        return content.is_pdf

    def read(self, content: Content) -> Words:
        """Return the text of the pages in their order, and which pages have none.

        Raises
        ------
        UnreadableSource
            When the file is damaged or locked, or no page has text.
        """
        pages = list(_pages(content))
        blank = [number for number, page in enumerate(pages, start=1) if not page.strip()]
        if len(blank) == len(pages):
            raise UnreadableSource(content.name, SCAN)
        bodies, left_out = _without_furniture([page.strip("\n") for page in pages])
        warnings = []
        if blank:
            shown = ", ".join(map(str, blank[:_LISTED])) + (" ..." if len(blank) > _LISTED else "")
            warnings.append(f"{len(blank)} of {len(pages)} pages hold no text (page {shown})")
        if left_out:
            warnings.append(f"{left_out} page numbers and lines repeated on pages were left out")
        return Words(text=_joined(bodies), warnings=tuple(warnings))


def _pages(content: Content) -> Iterator[str]:
    import pypdfium2  # type: ignore[import-untyped]  # heavy, and only needed for PDF

    try:
        document = pypdfium2.PdfDocument(content.data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise UnreadableSource(content.name, PASSWORD if locked else DAMAGED) from error
    try:
        for index in range(len(document)):
            yield _page(document, index)
    except pypdfium2.PdfiumError as error:
        raise UnreadableSource(content.name, DAMAGED) from error
    finally:
        document.close()


def _page(document: Any, index: int) -> str:  # noqa: ANN401  untyped library
    page = document[index]
    text = page.get_textpage()
    given = str(text.get_text_range()).replace("\r\n", "\n").replace("\r", "\n")
    text.close()
    page.close()
    return _PARTED.sub("", given).replace("\0", "")


def _without_furniture(pages: Sequence[str]) -> tuple[list[str], int]:
    """Return pages without their numbers and running heads, and how many lines those were."""
    split = [page.split("\n") for page in pages]
    edges = Counter(line.strip() for lines in split for line in {lines[0], lines[-1]})
    repeated = {line for line, count in edges.items() if line and count >= _REPEATED}
    left_out = 0
    for lines in split:
        for place in (0, -1):
            line = lines[place].strip() if lines else ""
            if line in repeated or (len(pages) > 1 and _NUMBER.fullmatch(line)):
                del lines[place]
                left_out += 1
    return ["\n".join(lines).strip("\n") for lines in split], left_out


def _joined(pages: Sequence[str]) -> str:
    """Join lines and pages, with a blank line where a paragraph seems to end.

    A PDF knows lines and no paragraphs; only white space is added here.
    """
    lines = [line.rstrip() for page in pages if page.strip() for line in page.split("\n")]
    widths = sorted(len(line) for line in lines if line)
    full = widths[int(len(widths) * _MOST)] * _SHORT
    text = lines[0]
    for before, line in pairwise(lines):
        ends = len(before) < full and (_ENDS.search(before) or not line[:1].islower())
        text += ("\n\n" if ends else "\n") + line
    return _GAPS.sub("\n\n", text).strip("\n")
