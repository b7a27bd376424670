"""The code pages that rich text names for its fonts."""

from __future__ import annotations

#: Windows' numbers of character sets; 0 and 1 mean the file's own code page.
CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "cp936", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 255: "cp850",
}  # fmt: skip


def decode_bytes(data: bytes, page: str) -> str:
    """Return bytes in a code page as text; what it does not know becomes U+FFFD.

    >>> decode_bytes(b"caf" + bytes([0xE9]), "cp1252"), decode_bytes(b"a", "no such page")
    ('café', 'a')
    """
    try:
        return data.decode(page, "replace")
    except LookupError:
        return data.decode("cp1252", "replace")
