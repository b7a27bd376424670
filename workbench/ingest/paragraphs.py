"""Paragraphs of documents put together as text: blank lines between, items as "- " lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Paragraph(NamedTuple):
    """A paragraph; `close` when it stands directly under the one before: next item, next cell."""

    text: str
    is_item: bool = False
    close: bool = False


def joined(paragraphs: Iterable[Paragraph]) -> str:
    r"""Return paragraphs as one text, without those that are blank.

    >>> joined([Paragraph("One."), Paragraph("a", True), Paragraph("b", True, True)])
    'One.\n\n- a\n- b'
    """
    parts: list[str] = []
    for paragraph in paragraphs:
        if not paragraph.text.strip():
            continue
        if parts:
            parts.append("\n" if paragraph.close else "\n\n")
        parts.append(f"- {paragraph.text}" if paragraph.is_item else paragraph.text)
    return "".join(parts)
