"""Web pages (.html): the words that a page shows, block by block; nothing in it is run."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from workbench.ingest.content import Content, Words
from workbench.ingest.decoding import Decoded, decode_declared

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*|<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_PART = re.compile(
    r"\s*<(?:p|div|h[1-6]|table|ul|ol|dl|span|article|section|main|meta|title|br|a|b|i|em|strong)\b",
    re.IGNORECASE,
)
_ENDINGS = (".html", ".htm", ".xhtml")
_SILENT = frozenset(["script", "style", "head", "template", "noscript", "svg", "math", "object",
                     "iframe", "audio", "video", "canvas", "select", "datalist"])  # fmt: skip
#: Elements without an end; a hidden one hides nothing after it.
_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
                   "param", "source", "track", "wbr"])  # fmt: skip
_BLOCKS = frozenset(
    ["address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl",
     "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
     "header", "hr", "legend", "main", "nav", "ol", "p", "pre", "section", "summary", "table",
     "tbody", "tfoot", "thead", "tr", "ul"]
)  # fmt: skip
_CLOSE = frozenset(["li", "td", "th", "option"])
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")


class WebPageReader:
    """Reads .html."""

    endings = (".html", ".htm")

    def knows(self, content: Content) -> bool:
        """Return whether a text is a web page, or a part of one that is named so."""
        if not content.is_text:
            return False
        head = content.decoded.text[:8192].removeprefix("\ufeff")
        return bool(_PAGE.match(head) or (content.suffix in _ENDINGS and _PART.match(head)))

    def read(self, content: Content) -> Words:
        """Return the words that a page shows, and sentences about those that it hides."""
        decoded: Decoded = decode_declared(content.data, content.name)
        page = _Page()
        page.feed(decoded.text)
        page.close()
        told = [f"{page.hidden:,} hidden characters were left out"] if page.hidden else []
        told += ["a part of it is never closed, so its end may be missing"] if page.is_open else []
        return Words(text=page.text(), warnings=(*decoded.warnings, *told))


class _Page(HTMLParser):
    """Gathers words into blocks; `gap` is what is due before the next word."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.hidden = 0
        self._parts: list[str] = []
        self._gap = ""
        self._silent: list[str] = []
        self._concealed: list[str] = []
        self._preformatted = 0

    @property
    def is_open(self) -> bool:
        """Whether something that is not shown was never closed."""
        return bool(self._silent or self._concealed)

    def text(self) -> str:
        """Return the words."""
        return "".join(self._parts).strip(" ")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where a block, a line or something silent begins."""
        if tag in _BLOCKS and self._silent == ["head"]:
            self._silent.clear()  # the end of a head may be left out
        self._lay_out(tag)
        if tag in _VOID:
            return
        self._conceal(tag, dict(attrs))
        if tag == "pre":
            self._preformatted += 1
        if tag == "li" and not (self._silent or self._concealed):
            self._put("- ")

    def handle_endtag(self, tag: str) -> None:
        """Note where one ends."""
        for open_tags in (self._silent, self._concealed):
            if open_tags and open_tags[-1] == tag:
                open_tags.pop()
        if tag in {"html", "body"}:
            self._silent.clear()
        if tag == "pre":
            self._preformatted = max(0, self._preformatted - 1)
        if tag in _BLOCKS:
            self._lay_out(tag)

    def handle_data(self, data: str) -> None:
        """Take words, with white space as a page shows it."""
        if self._silent:
            return
        if self._concealed:
            self.hidden += len("".join(data.split()))
            return
        words = data if self._preformatted else _SPACES.sub(" ", data)
        starts_anew = not self._parts or self._gap or self._parts[-1].endswith(("\n", " "))
        if starts_anew and not self._preformatted:
            words = words.lstrip(" ")
        if words:
            self._put(words)

    def _conceal(self, tag: str, attributes: dict[str, str | None]) -> None:
        if self._silent:
            self._silent += [tag] if tag == self._silent[-1] else []
        elif tag in _SILENT:
            self._silent.append(tag)
        elif self._concealed:
            self._concealed += [tag] if tag == self._concealed[-1] else []
        elif _is_hidden(attributes):
            self._concealed.append(tag)

    def _put(self, words: str) -> None:
        if self._gap and self._parts:
            self._parts[-1] = self._parts[-1].rstrip(" ")
            self._parts.append(self._gap)
        self._gap = ""
        self._parts.append(words)

    def _lay_out(self, tag: str) -> None:
        if tag in _BLOCKS and not self._in_item(tag):
            self._gap = "\n\n"
        elif tag == "br" or tag in _CLOSE:
            self._gap = self._gap or "\n"

    def _in_item(self, tag: str) -> bool:
        """Whether a paragraph begins right behind the mark of an item or between its cells."""
        return tag in {"p", "div"} and bool(self._parts) and self._parts[-1] == "- "


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    return (
        "hidden" in attributes
        or (attributes.get("aria-hidden") or "").lower() == "true"
        or _HIDDEN.search(attributes.get("style") or "") is not None
    )
