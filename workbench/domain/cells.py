"""What people wrote, in the cells of tables: nothing runs there, and nothing is lost (law 8).

Two spellings: an apostrophe before what a spreadsheet would take for a formula (in CSV), and visible
marks for what no workbook can hold. Both are taken back exactly.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# OWASP ASVS 5.0, 1.2.10, with the full-width forms that some spreadsheets fold.
_FORMULA = re.compile(r"^'*[=+\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]")
#: Control characters but tab and line end, halves of characters, what XML cannot say, and our mark.
_UNSAID = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u27e6]")
_SAID = re.compile("\u27e6U\\+([0-9A-F]{4})\u27e7")
_CONTINUES = re.compile("\u27e6continues in \u201c[^\u201d]*\u201d\u27e7$")


def is_formula(words: str) -> bool:
    """Return whether a spreadsheet may take words for a formula."""
    return bool(_FORMULA.match(words))


def escape_cell(words: str) -> str:
    """Put an apostrophe before words that a spreadsheet would take for a formula.

    >>> escape_cell("=1+1"), escape_cell("as it was")
    ("'=1+1", 'as it was')
    """
    return f"'{words}" if _FORMULA.match(words) else words


def unescape_cell(words: str) -> str:
    """Take back what `escape_cell` did; the two lose nothing.

    >>> unescape_cell("'=1+1")
    '=1+1'
    """
    return words[1:] if words.startswith("'") and _FORMULA.match(words) else words


def visible(words: str) -> str:
    r"""Return words with a mark in place of every character that a workbook cannot hold.

    >>> visible("bell\x07")
    'bell⟦U+0007⟧'
    """
    return _UNSAID.sub(lambda found: f"\u27e6U+{ord(found[0]):04X}\u27e7", words)


def invisible(words: str) -> str:
    """Take back what `visible` did."""
    return _SAID.sub(lambda found: chr(int(found[1], 16)), words)


def in_parts(words: str, column: str, most: int) -> list[str]:
    """Return visible words in parts of at most `most` UTF-16 units, the way Excel counts.

    Every part but the last ends with a mark that says in which column it goes on: `column` is what
    it is called.
    """
    shown, parts = visible(words), list[str]()
    while _units(shown) > most:
        mark = f"\u27e6continues in \u201c{column} ({len(parts) + 2})\u201d\u27e7"
        end = _fitting(shown, most - len(mark))
        parts.append(shown[:end] + mark)
        shown = shown[end:]
    return [*parts, shown]


def joined(parts: Sequence[str]) -> str:
    """Take back what `in_parts` did; parts after the last one are empty."""
    return invisible("".join(_CONTINUES.sub("", part) for part in parts))


def _units(words: str) -> int:
    return len(words) + sum(each > "\uffff" for each in words)


def _fitting(words: str, most: int) -> int:
    """Return after how many code points a part must end, never within a mark of ours."""
    end, used = 0, 0
    for each in words:
        used += 1 + (each > "\uffff")
        if used > most:
            break
        end += 1
    opened = words.rfind("\u27e6", max(0, end - 8), end)
    return opened if opened > 0 and "\u27e7" not in words[opened:end] else end
