from __future__ import annotations

from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ingest.conftest import Write
from tests.ingest.making import odf_content, ods, odt
from workbench.errors import EmptySource, UnreadableSource
from workbench.ingest.content import Content
from workbench.ingest.formats.opendocument import OpenDocumentReader
from workbench.ingest.limits import Limits
from workbench.ingest.readers import read_file

BODY = """
<text:tracked-changes><text:changed-region><text:deletion><text:p>never</text:p></text:deletion>
</text:changed-region></text:tracked-changes>
<text:h>Head</text:h>
<text:p>One  two<text:s text:c="3"/>three<text:tab/>x<text:line-break/>new
<text:span>sp<text:span>an</text:span></text:span> tail<text:note><text:note-body><text:p>foot
</text:p></text:note-body></text:note><office:annotation><text:p>why?</text:p></office:annotation>.
</text:p>
<text:list><text:list-item><text:p>first</text:p><text:list><text:list-item><text:p>inner</text:p>
</text:list-item></text:list></text:list-item><text:list-item><text:p>second</text:p>
</text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>What</text:p></table:table-cell>
<table:table-cell><text:p>Why</text:p></table:table-cell></table:table-row><table:table-row>
<table:table-cell><text:p>both</text:p></table:table-cell><table:covered-table-cell/>
</table:table-row></table:table>
<text:section><text:p>In a section.</text:p></text:section>
<text:p><draw:frame><draw:text-box><text:p>Boxed.</text:p></draw:text-box></draw:frame>After.</text:p>
"""


def test_words_come_in_document_order(write: Write) -> None:
    reading = read_file(write("note.odt", odt(BODY)))
    (row,) = reading.rows
    assert row.text == (
        "Head\n\nOne two   three\tx\nnew span tail.\n\n- first\n- inner\n- second\n\n"
        "What\nWhy\n\nboth\n\nIn a section.\n\nAfter.\n\nBoxed."
    )
    assert set(reading.warnings) == {
        "it has tracked changes: read as if all were accepted",
        "comments in the margin were left out",
        "footnotes and endnotes were left out",
    }


def test_words_that_stand_where_nobody_looks_are_counted(write: Write) -> None:
    reading = read_file(write("note.odt", odt("<text:p>One.</text:p>loose words")))
    assert reading.rows[0].text == "One."
    assert "10 characters stand in parts of the document that cannot be read" in reading.warnings


def test_a_document_type_definition_is_refused_in_any_encoding(write: Write) -> None:
    content = odf_content("text", "<text:p>One &b; two.</text:p>").removeprefix(
        '<?xml version="1.0" encoding="UTF-8"?>'
    )
    for encoding, told in (("UTF-8", "DTD"), ("UTF-16", "DTD"), ("cp037", "damaged")):
        bad = f"<?xml version='1.0' encoding='{encoding}'?><!DOCTYPE a [<!ENTITY b 'c'>]>{content}"
        data = odt("", **{"content.xml": bad.encode(encoding)})
        with pytest.raises(UnreadableSource, match=told):
            read_file(write("note.odt", data))


def test_a_password_is_told(write: Write) -> None:
    manifest = "<m:manifest xmlns:m='x'><m:encryption-data/></m:manifest>"
    with pytest.raises(UnreadableSource, match="is password-protected"):
        read_file(write("note.odt", odt(BODY, **{"META-INF/manifest.xml": manifest})))


@pytest.mark.parametrize("content", [b"", b"<broken", b"<a/>"])
def test_a_broken_document_is_told(write: Write, content: bytes) -> None:
    with pytest.raises(UnreadableSource, match="damaged"):
        read_file(write("note.odt", odt("", **{"content.xml": content})))


def test_a_document_nested_without_end_is_told(write: Write) -> None:
    deep = "<text:section>" * 5_000 + "<text:p>x</text:p>" + "</text:section>" * 5_000
    with pytest.raises(UnreadableSource, match="nested too deeply"):
        read_file(write("note.odt", odt(deep)))


def test_an_empty_document_is_empty(write: Write) -> None:
    with pytest.raises(EmptySource):
        read_file(write("note.odt", odt("<text:p> </text:p>")))


LETTERS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Co"], exclude_characters="\ufffe\uffff"),
    max_size=40,
)


@given(st.lists(LETTERS, min_size=1, max_size=6))
def test_any_words_come_in_as_they_are(texts: list[str]) -> None:
    data = odt("".join(f"<text:p>{escape(text)}</text:p>" for text in texts))
    words = OpenDocumentReader().read(Content(data, "note.odt", Limits()))
    assert words.text.split() == " ".join(texts).split()
    assert words.warnings == ()


def test_a_spreadsheet_is_read_with_its_hidden_sheet_told(write: Write) -> None:
    rows = [["id", "text", "team"], ["1", "we tried & <b>it</b>", "E"], ["2", "we stopped", "W"]]
    reading = read_file(
        write("n.csv", ods({"Lookup": [["x"], ["y"]], "May": rows}, hidden=["Lookup"]))
    )
    assert [row.text for row in reading.rows] == ["we tried & <b>it</b>", "we stopped"]
    assert reading.rows[1].attributes == {"team": "W"}
    assert "only the sheet “May” was read; not read: “Lookup” (hidden)" in reading.warnings
