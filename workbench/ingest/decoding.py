"""Bytes to text: byte order marks first, then UTF-8, then the older single-byte encodings."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from typing import NamedTuple

from workbench.errors import UnreadableSource

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SINGLE_BYTE = ["cp1252", "mac_roman", "cp1250", "cp1251", "cp1253", "cp1254"]
_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{2,30})", re.IGNORECASE)
_DECLARED_HEAD = 4096
#: What browsers take these names for.
_MEANS_1252 = frozenset(["iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"])
_SAMPLE = 64 * 1024
_BINARY_SHARE = 0.02

# Signs that Windows-1252 was not what the writer used: a capital accent inside a word ("donÕt"),
# a symbol inside a word ("gêœl¹"), or three accented letters in a row ("Ïðèâåò").
_NOT_1252 = re.compile(r"[a-z][À-ÖØ-ÞŠŽŸ]|[a-z][¡¢¤-¦¨-¬±-³¹-»¿†‡‰][a-zà-ÿ]|[À-ÖØ-öø-ÿŠšŽžŸ]{3}")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")


class Decoded(NamedTuple):
    """A text, and what should be said about how it was read."""

    text: str
    warnings: tuple[str, ...]


def decode(data: bytes, name: str) -> Decoded:
    """Return the text that bytes spell, without a byte order mark.

    Raises
    ------
    UnreadableSource
        When the bytes are not text in any encoding that is known here.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_as(data, encoding)
    try:
        return _checked(Decoded(data.decode("utf-8"), ()), data, name)
    except UnicodeDecodeError:
        return _checked(_decode_older(data, name), data, name)


def decode_declared(data: bytes, name: str) -> Decoded:
    """Return the text of a web page, which may say in itself how it is written.

    Raises
    ------
    UnreadableSource
        As `decode`.
    """
    said = _DECLARED.search(data[:_DECLARED_HEAD])
    if said and not data.startswith(tuple(mark for mark, _ in _MARKS)) and not _is_utf8(data):
        encoding = said[1].decode("ascii", "replace").lower()
        encoding = "cp1252" if encoding in _MEANS_1252 else encoding
        with suppress(LookupError, UnicodeDecodeError):
            return Decoded(data.decode(encoding), (f"Read as {encoding.upper()}.",))
    return decode(data, name)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def is_binary(text: str) -> bool:
    """Whether a text holds more control characters than writing ever does.

    >>> is_binary("one, two"), is_binary("PK" + chr(3) + chr(4))
    (False, True)
    """
    return len(_CONTROL.findall(text)) > _BINARY_SHARE * len(text)


def _checked(decoded: Decoded, data: bytes, name: str) -> Decoded:
    if not is_binary(decoded.text):
        return decoded
    encoding = _unmarked_utf16(data)
    if encoding is None:
        raise UnreadableSource(name, "it does not hold text (another kind of file, or damaged)")
    return _decode_as(data, encoding)


def _decode_as(data: bytes, encoding: str) -> Decoded:
    told = () if encoding.startswith("utf-8") else (f"Read as {encoding.upper()}.",)
    try:
        return Decoded(data.decode(encoding), told)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace").removeprefix("\ufeff")
    return Decoded(text, (*told, _lost(text.count("\ufffd"))))


def _lost(count: int) -> str:
    return f"{count} damaged characters are shown as \ufffd; check the file's encoding."


def _decode_older(data: bytes, name: str) -> Decoded:
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(character > "\x7f" for character in text) - bad
    if good > 2 * bad:  # UTF-8 with a few broken bytes, not an older encoding
        return Decoded(text, (_lost(bad),))
    encoding = _unmarked_utf16(data) or _single_byte_encoding(data)
    if encoding is None:
        raise UnreadableSource(name, "its encoding is not known; save it as UTF-8")
    return _decode_as(data, encoding)


def _unmarked_utf16(data: bytes) -> str | None:
    """Tell UTF-16 without a mark by its zero bytes: every second one, always on the same side."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half < 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.05 * half else None


def _single_byte_encoding(data: bytes) -> str | None:
    # Short texts mislead statistics (“£5” becomes “Ł5”), so the likeliest is tried first.
    text = data.decode("cp1252", "replace")
    if "\ufffd" not in text and not _NOT_1252.search(text):
        return "cp1252"
    import charset_normalizer

    best = charset_normalizer.from_bytes(data[:_SAMPLE], cp_isolation=_SINGLE_BYTE).best()
    if best is not None:
        return str(best.encoding)
    return None if "\ufffd" in text else "cp1252"
