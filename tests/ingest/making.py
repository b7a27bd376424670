"""Files as programs save them, made from their parts: OpenDocument, Teams transcripts, PDF."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from tests.ingest.conftest import zipped

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = " ".join(
    f'xmlns:{short}="{_ODF}:{full}:1.0"'
    for short, full in {
        "office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style",
    }.items()
)  # fmt: skip
_MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0"><manifest:file-entry '
    'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    "</manifest:manifest>"
)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def odf_content(kind: str, body: str, styles: str = "") -> str:
    """Return the main part of an OpenDocument file."""
    automatic = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES}>{automatic}'
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body>"
        "</office:document-content>"
    )


def odt(body: str, **parts: bytes | str) -> bytes:
    """Return an OpenDocument text with this body; parts replace or add members by name."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": odf_content("text", body),
            **parts,
        }
    )


def ods(sheets: dict[str, Sequence[Sequence[str]]], *, hidden: Sequence[str] = ()) -> bytes:
    """Return an OpenDocument spreadsheet of texts."""
    style = (
        '<style:style style:name="gone" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    body = "".join(
        f'<table:table table:name="{name}"{_hide(name in hidden)}>{_rows(rows)}</table:table>'
        for name, rows in sheets.items()
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": odf_content("spreadsheet", body, style),
            "META-INF/manifest.xml": _MANIFEST,
        }
    )


def _hide(hidden: bool) -> str:
    return ' table:style-name="gone"' if hidden else ""


def _rows(rows: Sequence[Sequence[str]]) -> str:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    return "".join(
        f"<table:table-row>{''.join(cell.format(escape(each)) for each in row)}</table:table-row>"
        for row in rows
    )


def docx(body: str, *, encoding: str = "UTF-8", **parts: bytes | str) -> bytes:
    """Return the smallest Word document with this body."""
    document = (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r" Type="{_MAIN}" '
            'Target="word/document.xml"/></Relationships>',
            "word/document.xml": document.encode(encoding),
            **parts,
        }
    )


def paragraphs(*texts: str) -> str:
    """Return paragraphs of a Word document; a line end becomes a break."""
    return "".join(
        "<w:p><w:r>"
        + "<w:br/>".join(f"<w:t>{escape(line)}</w:t>" for line in text.split("\n"))
        + "</w:r></w:p>"
        for text in texts
    )


def pdf(*pages: Sequence[str]) -> bytes:
    """Return a PDF whose pages hold these lines; a page without lines holds nothing."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for index, lines in enumerate(pages):
        drawn = "".join(f"({line}) Tj 0 -20 Td " for line in lines)
        stream = f"BT /F1 12 Tf 40 780 Td {drawn}ET" if lines else ""
        objects += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * index} 0 R >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{each}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return out + f"{tail}startxref\n{len(out)}\n%%EOF\n".encode("latin-1")
