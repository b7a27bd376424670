"""Hand-coded texts to measure against: a corpus by its id, or anybody's table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from workbench.errors import NoGold
from workbench.ingest.corpora import CorpusGold, find_corpus, list_corpora, verified_folder
from workbench.ingest.readers import read_file

#: Several codes of one text stand in one cell, between these.
BETWEEN_CODES = ";"
_GOLD, _DEFINITION = "gold", "definition"
_FEWEST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """Texts and what people coded them as.

    Attributes
    ----------
    name, column
        The corpus or file, and the column with the codes.
    sha256
        Of the file's bytes.
    texts, codes
        One set of codes a text, never empty.
    definitions
        What codes mean, where that is written down.
    """

    name: str
    column: str
    sha256: str
    texts: tuple[str, ...]
    codes: tuple[frozenset[str], ...]
    definitions: Mapping[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.texts)

    @property
    def n_codes(self) -> int:
        """How many different codes there are."""
        return len(frozenset[str]().union(*self.codes))

    def meaning(self, code: str) -> str:
        """Return what a code means: its definition, or its own name in plain words."""
        return self.definitions.get(code) or " ".join(code.replace("-", " ").split())

    def draw(self, size: int, *, seed: int, number: int) -> list[int]:
        """Return rows of one draw, rising; fewer than ``size`` where there are no more."""
        order = np.random.default_rng([seed, number]).permutation(len(self.texts))
        return [int(row) for row in np.sort(order[:size])]


def read_gold(corpus: str, *, text: str = "", code: str = "") -> Gold:
    """Read hand-coded texts.

    Parameters
    ----------
    corpus
        A corpus' id, or the path of a table.
    text, code
        Columns; a corpus whose manifest names them can do without. Several codes of one text stand
        between semicolons; rows without a text or a code are left aside, and texts that stand in
        several rows of a corpus' codings are put together.

    Raises
    ------
    UnknownCorpus, InvalidCorpus
        It is no file, and no corpus of this id or its files are not here.
    NoGold
        No columns are named, or fewer than 20 texts have a code.
    SourceError
        The file cannot be read, or has no such column.
    """
    path = Path(corpus)
    if not path.is_file() and path.suffix:
        raise NoGold(corpus, "there is no such file")
    if path.is_file():
        if not text or not code:
            raise NoGold(corpus, "name the columns with --text and --gold")
        return _read(path, path.name, text, code, {})
    found = find_corpus(corpus)
    folder, coded = verified_folder(found), found.coded or CorpusGold(file="", text="", code="")
    file = coded.file or found.files[0].file
    if not (text or coded.text) or not (code or coded.code):
        raise NoGold(corpus, "its manifest names no codes; name the columns with --text and --gold")
    meanings = _definitions(folder / coded.definitions) if coded.definitions else {}
    return _read(folder / file, corpus, text or coded.text, code or coded.code, meanings)


def coded_corpora() -> tuple[str, ...]:
    """Return the ids of the corpora that are here and hand-coded."""
    return tuple(each.id for each in list_corpora() if each.coded and each.folder)


def _read(path: Path, name: str, text: str, code: str, meanings: Mapping[str, str]) -> Gold:
    reading = read_file(path, text=[text], attributes={_GOLD: code})
    together: dict[str, set[str]] = {}
    for row in reading.rows:
        codes = _codes(row.attributes.get(_GOLD, ""))
        if row.text.strip() and codes:
            together.setdefault(row.text.strip(), set()).update(codes)
    if len(together) < _FEWEST:
        detail = f"{len(together)} of its texts have a code in “{code}”, and {_FEWEST} are needed"
        raise NoGold(name, detail)
    return Gold(
        name=name,
        column=code,
        sha256=reading.sha256,
        texts=tuple(together),
        codes=tuple(frozenset(codes) for codes in together.values()),
        definitions=meanings,
    )


def _codes(cell: str) -> list[str]:
    return [part for each in cell.split(BETWEEN_CODES) if (part := " ".join(each.split()))]


def _definitions(path: Path) -> dict[str, str]:
    return {row.external_id: row.text for row in read_file(path, text=[_DEFINITION], id="id").rows}
