"""Good files damaged at random: each is read or told, and nothing else comes out."""

from __future__ import annotations

import io
import random
from pathlib import Path

import openpyxl
import pytest

from tests.ingest.making import docx, ods, odt, paragraphs, pdf
from workbench.errors import SourceError
from workbench.ingest.apart import FilesApart
from workbench.ingest.limits import Limits
from workbench.ingest.readers import read_file

GOLDEN = Path(__file__).parent / "golden"
#: Read by Python, which cannot break down: here, where a fault of ours shows itself.
OURS = ["interview.srt", "letter.rtf", "page.html", "teams.vtt", "zoom.vtt"]
#: Read by other languages: apart, where they may break down.
THEIRS = ["answers.xls", "locked.pdf", "reflection.pdf"]


def _workbook() -> bytes:
    workbook = openpyxl.Workbook()
    for cells in (["id", "text"], [1, "We tried."], [2, "We stopped."]):
        workbook.active.append(cells)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _damaged(data: bytes, dice: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(dice.randrange(1, 6)):
        at = dice.randrange(len(out) or 1)
        out = out or bytearray(b"?")
        match dice.randrange(3):
            case 0:
                out[at] = dice.randrange(256)
            case 1:
                del out[at : at + dice.randrange(1, 30)]
            case _:
                start = dice.randrange(len(out))
                out[at:at] = out[start : start + dice.randrange(1, 40)]
    return bytes(out)


@pytest.mark.slow
def test_our_readers_read_or_tell(tmp_path: Path) -> None:
    dice = random.Random(5)
    files = {name: (GOLDEN / name).read_bytes() for name in OURS}
    files |= {
        "a.docx": docx(paragraphs("We tried.", "Ann   0:03\nTwice.")),
        "a.odt": odt("<text:p>We <text:s text:c='3'/>tried.</text:p>"),
        "a.csv": b'id,text\n1,"We, tried."\n2,We stopped.\n',
    }
    for _ in range(20_000):
        name, data = dice.choice(list(files.items()))
        path = tmp_path / name
        path.write_bytes(_damaged(data, dice))
        try:
            assert read_file(path).name == name
        except SourceError as error:
            assert name in str(error)  # noqa: PT017  either will do


@pytest.mark.slow
def test_readers_of_other_languages_read_or_tell_or_break_down_apart(tmp_path: Path) -> None:
    dice = random.Random(6)
    files = {name: (GOLDEN / name).read_bytes() for name in THEIRS}
    rows = [["id", "text"], ["1", "We tried."], ["2", "We stopped."]]
    files |= {"a.xlsx": _workbook(), "a.ods": ods({"May": rows}), "a.pdf": pdf(["We tried."])}
    good = tmp_path / "good.txt"
    good.write_text("We tried.")
    with FilesApart(Limits(seconds=20)) as apart:
        for _ in range(3_000):
            name, data = dice.choice(list(files.items()))
            path = tmp_path / name
            path.write_bytes(_damaged(data, dice))
            try:
                assert apart.read(path).name == name
            except SourceError as error:
                assert name in str(error)  # noqa: PT017  either will do
        assert apart.read(good).rows[0].text == "We tried."
