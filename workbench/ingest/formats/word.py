"""Word documents (.docx): the words in document order, lists as "- " lines, tables cell by cell."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from workbench.errors import UnreadableSource
from workbench.ingest.content import Content, Words, count_letters
from workbench.ingest.paragraphs import Paragraph, joined
from workbench.ingest.teams import read_transcript
from workbench.ingest.xmlparts import DAMAGED, parse_part, walk

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: Documents saved as "strict" say the same in other names.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _W[1:-1].encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_REMOVED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}rPr", f"{_W}pPr", _FALLBACK})
_SIGNS = {
    f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-",
    f"{_W}softHyphen": "", f"{_W}ptab": "\t",
}  # fmt: skip
_CONTAINERS = frozenset(
    f"{_W}{tag}" for tag in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")
)
_MAIN = "/officeDocument"
_DEEPEST = 60


class WordReader:
    """Reads .docx; a transcript that Teams saved becomes turns."""

    endings = (".docx",)

    def knows(self, content: Content) -> bool:
        """Return whether an archive holds a Word document."""
        return any(part.startswith("word/document") for part in content.members)

    def read(self, content: Content) -> Words:
        """Return a document's words, and sentences about what was left out.

        Paragraphs are separated by a blank line, items of a list and cells of a row by a line
        end. Insertions under "track changes" are read, deletions are not.
        """
        try:
            document = _open(content.members, content.name)
            paragraphs = list(_walk(document.body, document.list_styles, depth=0))
        except RecursionError as error:
            raise UnreadableSource(content.name, f"{DAMAGED} (nested too deeply)") from error
        warnings = (*_told(document.body, content.members), *_lost(document.body, paragraphs))
        transcript = read_transcript([each.text for each in paragraphs])
        if transcript:
            return Words(
                text=transcript.text,
                warnings=(*warnings, *transcript.warnings),
                kind=transcript.kind,
                speakers=transcript.speakers,
            )
        return Words(text=joined(paragraphs), warnings=warnings)


class _Document(NamedTuple):
    body: Element
    list_styles: frozenset[str]


def _open(members: Mapping[str, bytes], name: str) -> _Document:
    parse_part(members.get("[Content_Types].xml", b""), name)
    main = _target(members, "", _MAIN, name)
    if main not in members:
        raise UnreadableSource(name, DAMAGED)
    body = parse_part(_transitional(members[main]), name).find(f"{_W}body")
    if body is None:
        raise UnreadableSource(name, DAMAGED)
    styles = members.get(_target(members, main, "/styles", name))
    found = _list_styles(parse_part(_transitional(styles), name)) if styles else frozenset()
    return _Document(body, found)


def _target(members: Mapping[str, bytes], part: str, kind: str, name: str) -> str:
    """Return the part that another one (or the file itself) refers to as of a kind."""
    folder, base = posixpath.split(part)
    relations = members.get(posixpath.join(folder, "_rels", f"{base}.rels"))
    if relations is None and part:
        return ""
    for each in parse_part(relations or b"", name):
        if each.get("Type", "").endswith(kind):
            path = posixpath.join("/", folder, each.get("Target", ""))
            return posixpath.normpath(path).lstrip("/")
    return ""


def _transitional(content: bytes) -> bytes:
    for strict, usual in _STRICT:
        content = content.replace(strict, usual)
    return content


def _walk(parent: Element, list_styles: frozenset[str], *, depth: int) -> Iterator[Paragraph]:
    if depth > _DEEPEST:
        raise RecursionError
    previous_item = False
    for child in parent:
        if child.tag == f"{_W}p":
            is_item = _is_item(child, list_styles)
            yield Paragraph(_text(child), is_item, is_item and previous_item)
            yield from _boxes(child, list_styles, depth=depth)
            previous_item = is_item
        elif child.tag == f"{_W}tbl":
            yield from _cells(child, list_styles, depth=depth + 1)
            previous_item = False
        elif child.tag in _CONTAINERS:
            yield from _walk(child, list_styles, depth=depth + 1)


def _cells(table: Element, list_styles: frozenset[str], *, depth: int) -> Iterator[Paragraph]:
    for row in _own(table, f"{_W}tr"):
        first = True
        for cell in _own(row, f"{_W}tc"):
            for paragraph in _walk(cell, list_styles, depth=depth + 1):
                yield paragraph._replace(close=not first)
                first = first and not paragraph.text.strip()


def _own(parent: Element, tag: str) -> Iterator[Element]:
    """Yield the elements of a tag, but none inside another of its kind: nested tables wait."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in _REMOVED and child.tag != f"{_W}tbl":
            yield from _own(child, tag)


def _boxes(paragraph: Element, list_styles: frozenset[str], *, depth: int) -> Iterator[Paragraph]:
    """Text boxes hang inside a paragraph; each is drawn twice, once as a fallback."""
    for child in paragraph:
        if child.tag == f"{_W}txbxContent":
            yield from _walk(child, list_styles, depth=depth + 10)
        elif child.tag not in _REMOVED:
            yield from _boxes(child, list_styles, depth=depth)


def _text(element: Element) -> str:
    if element.tag == f"{_W}t":
        return element.text or ""
    if element.tag in _SIGNS:
        return _SIGNS[element.tag]
    return "".join(
        _text(child)
        for child in element
        if child.tag not in _REMOVED and child.tag != f"{_W}txbxContent"
    )


def _list_styles(styles: Element) -> frozenset[str]:
    """Return the ids of paragraph styles that make list items."""
    found = set()
    for style in styles.iter(f"{_W}style"):
        label = style.find(f"{_W}name")
        named = label is not None and label.get(f"{_W}val", "").lower().startswith(
            ("list bullet", "list number")
        )
        if named or style.find(f"{_W}pPr/{_W}numPr") is not None:
            found.add(style.get(f"{_W}styleId", ""))
    return frozenset(found)


def _is_item(paragraph: Element, list_styles: frozenset[str]) -> bool:
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return False
    number = properties.find(f"{_W}numPr/{_W}numId")
    if number is not None:
        return number.get(f"{_W}val") != "0"  # 0 takes the numbering of the style away
    style = properties.find(f"{_W}pStyle")
    name = "" if style is None else style.get(f"{_W}val", "")
    return name in list_styles and not name.lower().startswith("heading")


def _told(body: Element, members: Mapping[str, bytes]) -> Iterator[str]:
    tags = {element.tag for element in body.iter()}
    if tags & {f"{_W}ins", f"{_W}del", f"{_W}moveFrom", f"{_W}moveTo"}:
        yield "it has tracked changes: read as if all were accepted"
    if any(b"<w:comment " in content for part, content in members.items() if "comments" in part):
        yield "comments in the margin were left out"
    if tags & {f"{_W}footnoteReference", f"{_W}endnoteReference"}:
        yield "footnotes and endnotes were left out"
    if any(
        b"</w:t>" in content
        for part, content in members.items()
        if part.startswith(("word/header", "word/footer"))
    ):
        yield "headers and footers of its pages were left out"
    if f"{_W}vanish" in tags:
        yield "it has hidden words, which were read as well"
    if any(tag.startswith(_MATH) for tag in tags):
        yield "formulas were left out"
    if f"{_W}altChunk" in tags:
        yield "another document is embedded in it, which was left out"


def _lost(body: Element, paragraphs: list[Paragraph]) -> Iterator[str]:
    """Hold what was read against all words of the document, whatever surrounds them."""
    all_words = (
        count_letters(element.text or "")
        for element in walk(body, _REMOVED)
        if element.tag == f"{_W}t"
    )
    signs = sum(_SIGNS.get(each.tag, "") == "-" for each in walk(body, _REMOVED))
    missing = sum(all_words) + signs - sum(count_letters(each.text) for each in paragraphs)
    if missing:
        yield f"{missing:,} characters stand in parts of the document that cannot be read"
