"""The machine's side of the work as plain values, in the words of the page's JavaScript."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from workbench.app.plain import Plain, plain_passage
from workbench.domain.crowd import Share
from workbench.domain.difference import Difference, Shift
from workbench.domain.evidence import LIKELY
from workbench.domain.sources import PassageId
from workbench.services.run_in_background import Job, Work
from workbench.services.view.neighbours import NeighbourRow
from workbench.services.view.offers import OfferBatch, OfferRow
from workbench.services.view.queue import QueueRow
from workbench.services.view.rows import EvidenceRows, LevelRow, ThemePage
from workbench.services.view.salience import Beside, ThemeSalience

#: How many themes that stand beside one are named.
_BESIDE = 4
_SHIFTS = ("offered", "new", "moved", "gone", "unchanged")


def plain_job(job: Job) -> Plain:
    """Return work and how far it is; its id tells it from work of the same name before."""
    names = {each.value: each.name.lower() for each in Work}
    return {
        "id": job.pid,
        "state": job.state.value,
        "work": names.get(job.work, ""),
        "stage": job.stage,
        "fraction": job.fraction,
        "message": job.message,
    }


def plain_standing(page: ThemePage) -> Plain:
    """Return what speaks for an open theme, the levels round it, and what is offered to it."""
    return {
        "evidence": _plain_evidence(page.evidence) if page.evidence else None,
        "parts": list(map(_plain_level, page.parts)),
        "group": _plain_level(page.group) if page.group else None,
        "offered": page.offered,
        "refused": page.refused,
        "steadiness": page.row.steadiness,
    }


def _plain_evidence(rows: EvidenceRows) -> Plain:
    return {
        "central": list(map(plain_passage, rows.central)),
        "edge": list(map(plain_passage, rows.edge)),
        "counter": plain_passage(rows.counter) if rows.counter else None,
        "draft": rows.draft,
        "sources": list(map(plain_passage, rows.draft_sources)),
    }


def _plain_level(row: LevelRow) -> Plain:
    return {"id": row.id, "title": row.title, "n": row.n_passages}


def is_likely(probability: float) -> bool:
    """Tell whether an offer is taken along unless it is struck out."""
    return probability >= LIKELY


def plain_batch(batch: OfferBatch, likely: int) -> Plain:
    """Return what a code is offered, and how many of that are likely, without the passages."""
    return {
        "id": batch.code,
        "title": batch.title,
        "kind": batch.kind,
        "n": batch.total,
        "likely": likely,
    }


def plain_offer(row: OfferRow) -> Plain:
    """Return an offered passage with how likely it is and what speaks for it."""
    reasons = [
        {"id": each.id, "quote": each.quote, "source": each.source_id} for each in row.reasons
    ]
    offer = {
        "percent": round(100 * row.probability),
        "words": row.likely,
        "likely": is_likely(row.probability),
        "reasons": reasons,
    }
    return {**plain_passage(row.passage), "offer": offer}


def plain_neighbour(row: NeighbourRow) -> Plain:
    """Return a passage that reads like another one."""
    return {**plain_passage(row.passage), "alike": round(100 * max(0.0, row.similarity))}


def plain_difference(difference: Difference, standing: Iterable[str]) -> Plain:
    """Return what a run changed; only themes that stand can be opened."""
    there = frozenset(standing)
    return {
        name: [_plain_shift(each, there) for each in getattr(difference, name)] for name in _SHIFTS
    }


def _plain_shift(shift: Shift, there: frozenset[str]) -> Plain:
    passages: tuple[PassageId, ...] = shift.passages
    return {
        "theme": shift.theme if shift.theme in there else "",
        "title": shift.title,
        "n": len(passages),
        "why": shift.why,
    }


def plain_question(row: QueueRow) -> Plain:
    """Return one thing to decide next; its key stays while the question is the same."""
    passage = row.passages[0].id if row.kind == "passage" and row.passages else ""
    return {
        "key": f"{row.kind} {row.theme} {passage}",
        "kind": row.kind,
        "theme": row.theme,
        "passage": passage,
        "words": row.words,
        "n": len(row.passages),
    }


def plain_salience(row: ThemeSalience, beside: Sequence[Beside]) -> Plain:
    """Return one theme's salience, with the themes that it stands beside most."""
    return {
        **_plain_row(row),
        "months": [[month, count] for month, count in row.months.items()],
        "together": [
            {"id": each.id, "title": each.title, "sources": each.sources, "lift": each.lift}
            for each in beside[:_BESIDE]
        ],
    }


def _plain_row(row: ThemeSalience) -> dict[str, Any]:
    return {
        "acute": round(row.acuteness.whole, 2),
        "parts": [
            ["intense words", row.acuteness.intensity],
            ["length", row.acuteness.length],
            ["repetition", row.acuteness.repetition],
        ],
        "practitioners": _plain_share(row.practitioners),
        "leaders": _plain_share(row.leaders),
        "quiet": row.quiet,
    }


def _plain_share(share: Share) -> Plain:
    return {"people": share.people, "of": share.of, "low": share.low, "high": share.high}
