"""Word documents (.docx): the words in document order, lists as "- " lines, tables cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from workbench.errors import UnreadableSource
from workbench.ingest.archives import DAMAGED, repack

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_REMOVED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}rPr", f"{_W}pPr", _FALLBACK})
_SIGNS = {
    f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-",
    f"{_W}softHyphen": "",
}  # fmt: skip
_DEEPEST = 60


class _Paragraph(NamedTuple):
    text: str
    is_item: bool
    close: bool  # stands directly under the paragraph before: next item, next cell of a row


def read_document(members: Mapping[str, bytes], name: str) -> tuple[str, tuple[str, ...]]:
    """Return a document's text and sentences about what was left out.

    Paragraphs are separated by a blank line, items of a list and cells of a row by a line end.
    Insertions under "track changes" are read, deletions are not.

    Parameters
    ----------
    members
        The unpacked and checked parts of the file.

    Raises
    ------
    UnreadableSource
        When Word's parts are missing or damaged.
    """
    import docx  # heavy, and only needed for documents

    try:
        document = docx.Document(repack(members))
        body = document.element.body
        paragraphs = list(_walk(body, _list_styles(document), depth=0))
    except Exception as error:
        raise UnreadableSource(name, DAMAGED) from error
    return _joined(paragraphs), _told(body, members)


def _joined(paragraphs: list[_Paragraph]) -> str:
    parts: list[str] = []
    for paragraph in paragraphs:
        if not paragraph.text.strip():
            continue
        if parts:
            parts.append("\n" if paragraph.close else "\n\n")
        parts.append(f"- {paragraph.text}" if paragraph.is_item else paragraph.text)
    return "".join(parts)


def _walk(
    parent: Any,  # noqa: ANN401  untyped library
    list_styles: frozenset[str],
    *,
    depth: int,
) -> Iterator[_Paragraph]:
    if depth > _DEEPEST:
        raise RecursionError
    previous_item = False
    for child in parent:
        if child.tag == f"{_W}p":
            is_item = _is_item(child, list_styles)
            yield _Paragraph(_text(child), is_item, is_item and previous_item)
            yield from _boxes(child, list_styles, depth=depth)
            previous_item = is_item
        elif child.tag == f"{_W}tbl":
            yield from _cells(child, list_styles, depth=depth + 1)
            previous_item = False
        elif child.tag in _CONTAINERS:
            yield from _walk(child, list_styles, depth=depth + 1)


_CONTAINERS = frozenset(
    f"{_W}{tag}" for tag in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")
)


def _cells(
    table: Any,  # noqa: ANN401  untyped library
    list_styles: frozenset[str],
    *,
    depth: int,
) -> Iterator[_Paragraph]:
    for row in table.iter(f"{_W}tr"):
        if _nearest_table(row) is not table:
            continue  # a row of a nested table: it comes with its cell
        first = True
        for cell in row.iter(f"{_W}tc"):
            if _nearest_table(cell) is not table:
                continue
            for paragraph in _walk(cell, list_styles, depth=depth + 1):
                yield paragraph._replace(close=not first)
                first = first and not paragraph.text.strip()


def _nearest_table(element: Any) -> Any:  # noqa: ANN401  untyped library
    return next(element.iterancestors(f"{_W}tbl"))


def _boxes(
    paragraph: Any,  # noqa: ANN401  untyped library
    list_styles: frozenset[str],
    *,
    depth: int,
) -> Iterator[_Paragraph]:
    """Text boxes hang inside a paragraph; each is drawn twice, once as a fallback."""
    for box in paragraph.iter(f"{_W}txbxContent"):
        if next(box.iterancestors(_FALLBACK), None) is None:
            yield from _walk(box, list_styles, depth=depth + 10)


def _text(element: Any) -> str:  # noqa: ANN401  untyped library
    if element.tag == f"{_W}t":
        return element.text or ""
    if element.tag in _SIGNS:
        return _SIGNS[element.tag]
    return "".join(
        _text(child)
        for child in element
        if child.tag not in _REMOVED and child.tag != f"{_W}txbxContent"
    )


def _list_styles(document: Any) -> frozenset[str]:  # noqa: ANN401  untyped library
    """Return the ids of paragraph styles that make list items."""
    found = set()
    for style in document.styles.element.iter(f"{_W}style"):
        label = style.find(f"{_W}name")
        named = label is not None and str(label.get(f"{_W}val", "")).lower().startswith(
            ("list bullet", "list number")
        )
        if named or style.find(f"{_W}pPr/{_W}numPr") is not None:
            found.add(style.get(f"{_W}styleId"))
    return frozenset(found)


def _is_item(paragraph: Any, list_styles: frozenset[str]) -> bool:  # noqa: ANN401
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return False
    number = properties.find(f"{_W}numPr/{_W}numId")
    if number is not None:
        return bool(number.get(f"{_W}val") != "0")  # 0 takes the numbering of the style away
    style = properties.find(f"{_W}pStyle")
    name = "" if style is None else str(style.get(f"{_W}val"))
    return name in list_styles and not name.lower().startswith("heading")


def _told(body: Any, members: Mapping[str, bytes]) -> tuple[str, ...]:  # noqa: ANN401
    told = []
    changes = [f"{_W}ins", f"{_W}del", f"{_W}moveFrom", f"{_W}moveTo"]
    if next(body.iter(*changes), None) is not None:
        told.append("it has tracked changes: read as if all were accepted")
    if any(b"<w:comment " in content for part, content in members.items() if "comments" in part):
        told.append("comments in the margin were left out")
    notes = [f"{_W}footnoteReference", f"{_W}endnoteReference"]
    if next(body.iter(*notes), None) is not None:
        told.append("footnotes and endnotes were left out")
    return tuple(told)
