from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.ingest.conftest import Write, zipped
from workbench.errors import EmptySource, SourceError, UnreadableSource, UnsupportedFormat
from workbench.ingest.readers import KNOWN_FORMATS, Reading, read_file

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize("name", ["note.txt", "note.md", "note", "NOTE.TXT"])
def test_running_text_is_one_row_as_given(write: Write, name: str) -> None:
    data = "\ufeff# Title\r\n\r\n* one \U0001f600\r\n  e\u0301 <b>not bold</b>\r".encode()
    reading = read_file(write(name, data))
    (row,) = reading.rows
    assert row.text == data.decode("utf-8-sig")
    assert (row.title, row.external_id, row.attributes) == (name, name, {})
    assert reading.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", b"\xff\xfe \0"])
@pytest.mark.parametrize("suffix", [".txt", ".csv", ".md"])
def test_nothing_at_all_is_empty(write: Write, suffix: str, data: bytes) -> None:
    with pytest.raises(EmptySource):
        read_file(write(f"note{suffix}", data))


@pytest.mark.parametrize("data", [b"not a document", b"PK\x03\x04cut off", b"\x00\x01\x02" * 50])
@pytest.mark.parametrize("name", ["broken.docx", "broken.xlsx"])
def test_a_damaged_document_is_told_and_never_read_as_words(
    write: Write, name: str, data: bytes
) -> None:
    with pytest.raises(SourceError, match=name):
        read_file(write(name, data))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("photo.docx", b"\x89PNG\r\n\x1a\n"),
        ("old.doc", OLD_OFFICE),
        ("data.json", b"{}"),
        ("feed.xml", b"<?xml version='1.0'?><feed>words</feed>"),
        ("many.zip", zipped({"a.txt": "words"})),
    ],
)
def test_other_kinds_of_file_are_named_with_what_would_do(
    write: Write, name: str, data: bytes
) -> None:
    with pytest.raises(UnsupportedFormat) as caught:
        read_file(write(name, data))
    assert name in str(caught.value)
    assert all(known in str(caught.value) for known in KNOWN_FORMATS)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("note.docx", OLD_OFFICE),
        ("note.xlsx", OLD_OFFICE),
        ("note.bin", OLD_OFFICE + "EncryptedPackage".encode("utf-16-le")),
    ],
)
def test_a_password_is_told(write: Write, name: str, data: bytes) -> None:
    with pytest.raises(UnreadableSource, match="is password-protected"):
        read_file(write(name, data))


def test_an_encrypted_archive_is_told(write: Write) -> None:
    data = bytearray(zipped({"word/document.xml": b"x"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    with pytest.raises(UnreadableSource, match="is password-protected"):
        read_file(write("note.docx", bytes(data)))


@pytest.mark.parametrize("data", [b"\0\1\2\3" * 400, b"words\0words", os.urandom(4_000)])
def test_binary_content_is_no_text(write: Write, data: bytes) -> None:
    with pytest.raises(SourceError):
        read_file(write("note.txt", data))


def test_places_that_are_no_files(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    for path, reason in (
        (tmp_path, "is a folder"),
        (tmp_path / "none.txt", "no such file"),
        (tmp_path / "a\0b.txt", "null"),
        (tmp_path / ("x" * 300 + ".txt"), "too long"),
        (pipe, "not an ordinary file"),
    ):
        with pytest.raises(UnreadableSource, match=reason):
            read_file(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_told(write: Write) -> None:
    path = write("note.txt", "words")
    path.chmod(0)
    with pytest.raises(UnreadableSource, match="permission"):
        read_file(path)


def test_a_file_over_the_limit_is_refused_without_reading(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("note.txt", "words")
    with path.open("r+b") as stream:
        stream.truncate(50 * 1024 * 1024 + 1)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    with pytest.raises(UnreadableSource, match=r"larger than 50 MB; .* WORKBENCH_IMPORT_FILE_MB"):
        read_file(path)


def test_a_name_that_is_not_utf_8_can_still_be_told(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/n\xff.txt"))
    path.write_text("words")
    assert read_file(path).name.encode("utf-8")


STARTS = st.sampled_from(
    [b"", b"PK\x03\x04", OLD_OFFICE[:8], b"\xff\xfe", b"\xfe\xff", b'a,"b\n', b"{\\rtf1 ", b"<html>",
     b"WEBVTT\n\n00:01.000 --> 00:02.000\n", b"1\n00:00:01,000 --> 00:00:02,000\n", b"%PDF-1.4\n"]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(STARTS, st.binary(max_size=400), st.sampled_from([*KNOWN_FORMATS, "", ".pdf"]))
@example(b"", b"\xff\xfe\x00\xd8", ".txt")
def test_any_bytes_under_any_name_are_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, start: bytes, rest: bytes, suffix: str
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(start + rest)
    reading = _reading_or_error(path)
    if isinstance(reading, SourceError):
        assert path.name in str(reading)
        return
    assert reading.rows or reading.skipped
    for row in reading.rows:
        assert row.text.strip()
        assert "\0" not in row.text
        assert row.text.encode("utf-8")


def _reading_or_error(path: Path) -> Reading | SourceError:
    try:
        return read_file(path)
    except SourceError as error:
        return error


def test_importing_the_wing_brings_no_heavy_library() -> None:
    code = (
        "import sys, workbench.ingest.readers, workbench.ingest.segmentation as s;"
        "s.load_segmenter().spans('Short. Words.');"
        "print(sorted({'spacy', 'docx', 'pypdfium2', 'python_calamine', 'charset_normalizer', 'numpy'} & {*sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
