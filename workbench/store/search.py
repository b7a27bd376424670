"""Words in passages: FTS5 on SQLite, tsvector on PostgreSQL."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import islice

import sqlalchemy as sa

from workbench.domain.sources import PassageId
from workbench.domain.viewers import Words
from workbench.store.database import Project
from workbench.store.material import masked

_ACCENTS = re.compile("[\u0300-\u036f]+")
#: Letters and digits, with accents that have no composed form.
_WORD = re.compile("(?:[^\\W_][\u0300-\u036f]*)+")
_SQLITE = sa.text(
    "SELECT passage.id FROM passage_search JOIN passage ON passage.position = passage_search.rowid "
    "WHERE passage_search MATCH :words ORDER BY rank, passage.position"
)
_POSTGRESQL = sa.text(
    "SELECT id FROM passage, to_tsquery('simple', :words) AS wanted "
    "WHERE workbench_words(quote) @@ wanted "
    "ORDER BY ts_rank(workbench_words(quote), wanted) DESC, position"
)


def search_passages(project: Project, wanted: str, *, most: int = 500) -> tuple[PassageId, ...]:
    """Return the passages that hold all the words, the last one as a beginning, best first.

    Whatever is typed is words: no operator of a query language has a meaning. Words in double
    quotes are a phrase; capitals and accents do not count. The index holds the words as they were
    given: where the viewer sees a stand-in, a hit stands only if what they see holds the words.
    """
    parts = _parts(wanted)
    if not parts:
        return ()
    sqlite = project.engine.dialect.name == "sqlite"
    words = _fts5(parts) if sqlite else _tsquery(parts)
    seen = _seen(project, parts)
    with project.reading() as connection:
        found = connection.execute(_SQLITE if sqlite else _POSTGRESQL, {"words": words})
        hits = (PassageId(row[0]) for row in found)
        return tuple(islice(filter(seen, hits), most))


def _seen(project: Project, parts: list[list[str]]) -> Callable[[PassageId], bool]:
    """Return what tells whether the words of a hit are among those that the viewer sees."""
    if project.viewer.words is Words.GIVEN:
        return lambda _: True
    view = masked(project)

    def holds(name: PassageId) -> bool:
        passage = view.seen.passages.get(name)
        # What another process imported meanwhile is found by the next search.
        if passage is None or passage.source_id not in view.maps:
            return passage is not None
        return holds_words(passage.quote, parts)

    return holds


def holds_words(quote: str, parts: list[list[str]]) -> bool:
    """Tell whether a text holds every phrase, the last word of the last one as a beginning."""
    words = [_unaccented(each).casefold() for each in _WORD.findall(quote)]
    wanted = [[_unaccented(each).casefold() for each in phrase] for phrase in parts]
    return all(
        any(_is_at(words, place, phrase, phrase is wanted[-1]) for place in range(len(words)))
        for phrase in wanted
    )


def _is_at(words: list[str], place: int, phrase: list[str], begins: object) -> bool:
    there = words[place : place + len(phrase)]
    if len(there) < len(phrase) or there[:-1] != phrase[:-1]:
        return False
    return there[-1].startswith(phrase[-1]) if begins else there[-1] == phrase[-1]


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
