"""The columns of the tables that are exported, by which an import knows a file of our own again."""

from __future__ import annotations

from collections.abc import Sequence

CANDIDATE_COLUMNS = (
    "passage_id", "source_id", "external_id", "start", "end", "quote",
    "candidate_id", "candidate", "keywords", "score", "unassigned", "nearest_id", "nearest",
)  # fmt: skip
CODING_COLUMNS = (
    "source_id", "external_id", "start", "end", "quote", "code",
    "coder", "round", "origin", "polarity", "created_at",
)  # fmt: skip
CODE_COLUMNS = (
    "id", "name", "kind", "statement", "facets", "locus", "level", "definition",
    "use_when", "not_when", "example", "near_miss", "parent", "passages",
)  # fmt: skip
MEMO_COLUMNS = (
    "memo_id", "about_kind", "about_id", "about", "stands", "source_id", "start", "end",
    "kind", "text", "coder", "created_at", "changed_by", "changed_at",
)  # fmt: skip
_OURS = frozenset({CANDIDATE_COLUMNS, CODING_COLUMNS, CODE_COLUMNS, MEMO_COLUMNS})


def is_exported(columns: Sequence[str]) -> bool:
    """Return whether a table has the columns of one that was exported."""
    return tuple(columns) in _OURS
