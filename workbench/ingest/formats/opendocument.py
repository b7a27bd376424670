"""OpenDocument texts (.odt): the words in document order, as `word` does it for Word's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from workbench.errors import UnreadableSource
from workbench.ingest.content import Content, Words, count_letters
from workbench.ingest.paragraphs import Paragraph, joined
from workbench.ingest.xmlparts import DAMAGED, parse_part, walk

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_NOTES = f"{_TEXT}note"
_COMMENTS = f"{_OFFICE}annotation"
_CHANGES = f"{_TEXT}tracked-changes"
_FIGURES = f"{_DRAW}object"
_REMOVED = frozenset({_NOTES, _COMMENTS, _CHANGES, f"{_TEXT}ruby-text", f"{_OFFICE}forms"})
_WORDS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_SPACES = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 1_000
_DEEPEST = 60


class OpenDocumentReader:
    """Reads .odt."""

    endings = (".odt",)

    def knows(self, content: Content) -> bool:
        """Return whether an archive calls itself an OpenDocument text."""
        kind = content.members.get("mimetype", b"").strip()
        return kind.startswith(b"application/vnd.oasis.opendocument.text")

    def read(self, content: Content) -> Words:
        """Return a document's words, and sentences about what was left out."""
        root = parse_part(content.members.get("content.xml", b""), content.name)
        body = root.find(f"{_OFFICE}body/{_OFFICE}text")
        if body is None:
            raise UnreadableSource(content.name, DAMAGED)
        try:
            paragraphs = list(_walk(body, item=False, depth=0))
        except RecursionError as error:
            raise UnreadableSource(content.name, f"{DAMAGED} (nested too deeply)") from error
        return Words(
            text=joined(paragraphs), warnings=(*_told(root, body), *_lost(body, paragraphs))
        )


def _walk(parent: Element, *, item: bool, depth: int) -> Iterator[Paragraph]:
    """Yield paragraphs; the first one of a list's item has the mark."""
    if depth > _DEEPEST:
        raise RecursionError
    follows = False
    for child in parent:
        if child.tag in _WORDS:
            yield Paragraph(_text(child), item and not follows, item and follows)
            yield from _boxes(child, depth=depth)
            follows = True
        elif child.tag == f"{_TEXT}list":
            yield from _items(child, depth=depth + 1)
        elif child.tag == f"{_TABLE}table":
            yield from _cells(child, depth=depth + 1)
        elif child.tag not in _REMOVED:
            yield from _walk(child, item=item, depth=depth + 1)


def _items(list_: Element, *, depth: int) -> Iterator[Paragraph]:
    first = True
    for entry in list_:
        if entry.tag not in {f"{_TEXT}list-item", f"{_TEXT}list-header"}:
            continue
        for paragraph in _walk(entry, item=entry.tag == f"{_TEXT}list-item", depth=depth + 1):
            yield paragraph._replace(close=not first)
            first = first and not paragraph.text.strip()


def _cells(table: Element, *, depth: int) -> Iterator[Paragraph]:
    for row in _own(table, f"{_TABLE}table-row"):
        first = True
        for cell in row:
            if cell.tag != f"{_TABLE}table-cell":
                continue  # a covered cell lies under a merged one
            for paragraph in _walk(cell, item=False, depth=depth + 1):
                yield paragraph._replace(close=not first)
                first = first and not paragraph.text.strip()


def _own(parent: Element, tag: str) -> Iterator[Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in {f"{_TABLE}table", f"{_TABLE}table-cell"}:
            yield from _own(child, tag)


def _boxes(paragraph: Element, *, depth: int) -> Iterator[Paragraph]:
    for child in paragraph:
        if child.tag == f"{_DRAW}text-box":
            yield from _walk(child, item=False, depth=depth + 10)
        elif child.tag not in _REMOVED:
            yield from _boxes(child, depth=depth)


def _text(paragraph: Element) -> str:
    """Return a paragraph's words; white space in the file counts once, as the format says."""
    parts = list(_parts(paragraph))
    return _SPACES.sub(" ", "".join(parts)).strip(" ").translate(_GIVEN)


# Spaces and line ends that elements stand for are kept from the collapsing of those in the file.
_GIVEN = {0xE000: " ", 0xE001: "\t", 0xE002: "\n"}
_SIGNS = {f"{_TEXT}tab": "\ue001", f"{_TEXT}line-break": "\ue002"}


def _parts(element: Element) -> Iterator[str]:
    yield _own_words(element.text)
    for child in element:
        if child.tag == f"{_TEXT}s":
            yield "\ue000" * _count(child)
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag not in _REMOVED and child.tag != f"{_DRAW}text-box":
            yield from _parts(child)
        yield _own_words(child.tail)


def _own_words(given: str | None) -> str:
    """Return words without the three private signs that stand for white space here."""
    words = given or ""
    return words if words.isascii() else words.translate(dict.fromkeys(_GIVEN, 0xFFFD))


def _count(spaces: Element) -> int:
    given = spaces.get(f"{_TEXT}c", "1")
    return min(int(given), _MOST_SPACES) if given.isascii() and given.isdigit() else 1


def _told(root: Element, body: Element) -> Iterator[str]:
    tags = {element.tag for element in body.iter()}
    if _CHANGES in tags:
        yield "it has tracked changes: read as if all were accepted"
    if _COMMENTS in tags:
        yield "comments in the margin were left out"
    if _NOTES in tags:
        yield "footnotes and endnotes were left out"
    if _FIGURES in tags:
        yield "formulas and charts were left out"
    hidden = any(value == "none" for each in root.iter() for name, value in each.attrib.items()
                 if name.endswith("}display"))  # fmt: skip
    if hidden or f"{_TEXT}hidden-text" in tags:
        yield "it has hidden words, which were read as well"


def _lost(body: Element, paragraphs: list[Paragraph]) -> Iterator[str]:
    """Hold what was read against all words of the document, whatever surrounds them."""
    found = sum(
        count_letters(words)
        for element in walk(body, _REMOVED)
        for words in (element.text, *(child.tail for child in element))
        if words
    )
    missing = found - sum(count_letters(each.text) for each in paragraphs)
    if missing:
        yield f"{missing:,} characters stand in parts of the document that cannot be read"
