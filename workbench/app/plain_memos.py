"""Memos as plain values, the same on every page that shows them."""

from __future__ import annotations

from typing import Any

from workbench.services.view.memos import MemoRow

Plain = dict[str, Any]


def plain_memo(row: MemoRow) -> Plain:
    """Return a memo with what it is about, without where on a page its words stand."""
    memo = row.memo
    return {
        "id": memo.id,
        "on": memo.about_kind.value,
        "about": memo.about,
        "kind": memo.kind.value,
        "text": memo.text,
        "coder": memo.coder,
        "at": memo.created_at,
        "changedBy": memo.changed_by,
        "changedAt": memo.changed_at,
        "name": row.name,
    }
