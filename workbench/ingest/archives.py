"""Zipped office files, opened without trusting them.

What was checked is what is read: members are unpacked once, within limits, and handed on as a
fresh archive, so that no later library sees sizes or names that were not looked at here.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from workbench.errors import UnreadableSource
from workbench.ingest.limits import MEGABYTE, Limits, advice
from workbench.ingest.xmlparts import DAMAGED, DEFINITION

MEMBER_LIMIT = 2_000
RATIO_LIMIT = 100
_SMALL = MEGABYTE
_SHOWN = 60
_ENCRYPTED_FLAG = 0x1

PASSWORD = "it is password-protected; save it without a password and import it again"  # noqa: S105


def unpack(data: bytes, name: str, limits: Limits) -> dict[str, bytes]:
    """Return an archive's members by name.

    Raises
    ------
    UnreadableSource
        When the archive is damaged, encrypted, too large once unpacked, packed more tightly than
        any real document, has parts whose names lead elsewhere, or carries a document type
        definition.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            _check_names(infos, name)
            _check_sizes(infos, name, limits)
            members = {_part(info): archive.read(info) for info in infos}
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError) as error:
        raise UnreadableSource(name, DAMAGED) from error
    except (LookupError, NotImplementedError, RuntimeError, ValueError, struct.error) as error:
        raise UnreadableSource(name, f"{DAMAGED} ({error})") from error
    _refuse_encryption(members, name)
    _refuse_definitions(members, name)
    return members


def repack(members: Mapping[str, bytes]) -> io.BytesIO:
    """Return the members as an uncompressed archive, positioned at its start."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    stream.seek(0)
    return stream


def _check_names(infos: list[zipfile.ZipInfo], name: str) -> None:
    """Refuse names that lead out of the archive, or that stand for two parts at once.

    Nothing is ever unpacked to disk, but such a file was made to harm whoever does.
    """
    seen: set[str] = set()
    for info in infos:
        parts = _part(info).split("/")
        if ".." in parts or not parts[0] or ":" in parts[0]:
            shown = info.filename[:_SHOWN]
            raise UnreadableSource(
                name, f"a part of it is named “{shown}”, a path outside the file"
            )
        if _part(info) in seen:
            raise UnreadableSource(name, f"it has two parts of one name ({info.filename[:_SHOWN]})")
        seen.add(_part(info))


def _part(info: zipfile.ZipInfo) -> str:
    """Return a part's name; some programs write the other stroke."""
    return info.filename.replace("\\", "/")


def _check_sizes(infos: list[zipfile.ZipInfo], name: str, limits: Limits) -> None:
    if any(info.flag_bits & _ENCRYPTED_FLAG for info in infos):
        raise UnreadableSource(name, PASSWORD)
    if len(infos) > MEMBER_LIMIT:
        raise UnreadableSource(name, f"it has more than {MEMBER_LIMIT:,} parts")
    if sum(info.file_size for info in infos) > limits.unpacked_mb * MEGABYTE:
        raise UnreadableSource(
            name,
            f"it is larger than {limits.unpacked_mb} MB once unpacked; {advice('unpacked_mb')}",
        )
    if any(_is_bomb(info) for info in infos):
        raise UnreadableSource(
            name, f"a part of it is packed more than {RATIO_LIMIT} to 1, as no real document is"
        )


def _refuse_encryption(members: Mapping[str, bytes], name: str) -> None:
    if b"encryption-data" in members.get("META-INF/manifest.xml", b""):
        raise UnreadableSource(name, PASSWORD)


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    return info.file_size > max(_SMALL, RATIO_LIMIT * info.compress_size)


def _refuse_definitions(members: Mapping[str, bytes], name: str) -> None:
    """Refuse a DTD: parsers drop the text after an entity silently, or expand it without end."""
    for member, content in members.items():
        if not member.lower().endswith((".xml", ".rels", ".vml")):
            continue
        plain = content.replace(b"\0", b"")  # UTF-16 parts as well
        if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
            raise UnreadableSource(name, DEFINITION)
