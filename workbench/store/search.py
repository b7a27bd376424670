"""Words in passages: FTS5 on SQLite, tsvector on PostgreSQL."""

from __future__ import annotations

import re
import unicodedata

import sqlalchemy as sa

from workbench.domain.sources import PassageId
from workbench.store.database import Project

_ACCENTS = re.compile("[\u0300-\u036f]+")
#: Letters and digits, with accents that have no composed form.
_WORD = re.compile("(?:[^\\W_][\u0300-\u036f]*)+")
_SQLITE = sa.text(
    "SELECT passage.id FROM passage_search JOIN passage ON passage.position = passage_search.rowid "
    "WHERE passage_search MATCH :words ORDER BY rank, passage.position LIMIT :most"
)
_POSTGRESQL = sa.text(
    "SELECT id FROM passage, to_tsquery('simple', :words) AS wanted "
    "WHERE workbench_words(quote) @@ wanted "
    "ORDER BY ts_rank(workbench_words(quote), wanted) DESC, position LIMIT :most"
)


def search_passages(project: Project, wanted: str, *, most: int = 500) -> tuple[PassageId, ...]:
    """Return the passages that hold all the words, the last one as a beginning, best first.

    Whatever is typed is words: no operator of a query language has a meaning. Words in double
    quotes are a phrase; capitals and accents do not count.
    """
    parts = _parts(wanted)
    if not parts:
        return ()
    sqlite = project.engine.dialect.name == "sqlite"
    words = _fts5(parts) if sqlite else _tsquery(parts)
    with project.reading() as connection:
        found = connection.execute(
            _SQLITE if sqlite else _POSTGRESQL, {"words": words, "most": most}
        )
        return tuple(PassageId(row[0]) for row in found)


def _parts(wanted: str) -> list[list[str]]:
    """Split what was typed into phrases, each a list of words."""
    phrases = re.findall(r'"([^"]*)"|(\S+)', unicodedata.normalize("NFC", wanted))
    split = (_WORD.findall(quoted or bare) for quoted, bare in phrases)
    return [words for words in split if words]


def _fts5(parts: list[list[str]]) -> str:
    quoted = ['"' + " ".join(words) + '"' for words in parts]
    return " ".join([*quoted[:-1], quoted[-1] + "*"])


def _tsquery(parts: list[list[str]]) -> str:
    phrases = [" <-> ".join(f"'{_unaccented(word)}'" for word in words) for words in parts]
    return " & ".join([*phrases[:-1], phrases[-1] + ":*"])


def _unaccented(word: str) -> str:
    """Return a word as the PostgreSQL index has it; FTS5 takes accents off by itself."""
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", word))
    return unicodedata.normalize("NFC", bare)
