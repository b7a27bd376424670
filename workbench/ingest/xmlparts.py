"""XML parts of office files, parsed without document type definitions.

A definition makes parsers drop the words after an entity silently, or expand it without end. It
is refused while parsing, in whatever encoding it is hidden.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from workbench.errors import UnreadableSource

DAMAGED = "it is damaged or was not saved completely"
DEFINITION = "it carries a document type definition (DTD), which office files never do"


class _Definition(Exception):
    """A document type definition was met."""


class _Builder(ET.TreeBuilder):
    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:  # noqa: ARG002
        raise _Definition


def parse_part(content: bytes, name: str) -> ET.Element:
    """Return the root of an XML part.

    Parameters
    ----------
    name
        The file that the part is from, for the sentence when it is refused.

    Raises
    ------
    UnreadableSource
        When the part is damaged or carries a document type definition.
    """
    parser = ET.XMLParser(target=_Builder())  # noqa: S314  definitions are refused above
    try:
        parser.feed(content)
        root: ET.Element = parser.close()
    except _Definition as error:
        raise UnreadableSource(name, DEFINITION) from error
    except (ET.ParseError, ValueError, LookupError, AssertionError) as error:
        raise UnreadableSource(name, DAMAGED) from error
    return root


def walk(root: ET.Element, without: frozenset[str]) -> Iterator[ET.Element]:
    """Yield an element and all below it in document order, but for whole branches left out."""
    stack = [root]
    while stack:
        element = stack.pop()
        if element.tag in without:
            continue
        yield element
        stack.extend(reversed(element))
