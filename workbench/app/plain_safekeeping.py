"""What the page of safekeeping shows, as plain values."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.app.plain import Plain
from workbench.domain.consent import USE_WORDS, Stance, Use
from workbench.domain.releases import Release
from workbench.domain.retention import Holding, Kept
from workbench.services.erase_case import Receipt, receipt_words
from workbench.services.keep_consent import Kept as Noted
from workbench.services.keep_consent import PersonConsent

#: The uses that stand beside each other; stopping all use stands apart.
ASKED = (Use.VERBATIM, Use.PARAPHRASE, Use.LEADERS, Use.OTHERS)
SHORT = {
    Use.VERBATIM: "Quote as said",
    Use.PARAPHRASE: "In other words",
    Use.LEADERS: "To leaders",
    Use.OTHERS: "To other authorities",
}
#: What a kind of release is called.
_KINDS = {
    "candidates-csv": "candidates (CSV)",
    "codings-csv": "codings (CSV)",
    "codebook-csv": "codebook (CSV)",
    "memos-csv": "memos (CSV)",
    "html": "summary",
    "xlsx": "workbook (Excel)",
    "dpia": "data protection assessment",
    "dpia-md": "data protection assessment (text)",
}


def plain_uses() -> list[Plain]:
    """Return the uses with what they are called."""
    return [{"use": use.value, "name": SHORT[use], "words": USE_WORDS[use]} for use in ASKED]


def plain_person(person: PersonConsent) -> Plain:
    """Return a line of the table of consent."""
    stances = {use.value: person.stances.get(use, Stance.UNKNOWN).value for use in ASKED}
    return {
        "id": person.id,
        "name": person.name,
        "sources": person.sources,
        "releases": person.releases,
        "stopped": person.stopped,
        "stances": stances,
    }


def plain_sums(people: Sequence[PersonConsent]) -> Plain:
    """Return how many people said what, over all of them."""
    asked = [each for each in people if any(map(_said, each.stances.values()))]
    quotable = (Use.VERBATIM, Use.LEADERS)
    return {
        "people": len(people),
        "asked": len(asked),
        "stopped": sum(each.stopped for each in people),
        "quotable": sum(
            not each.stopped and all(each.stances.get(use) is Stance.GIVEN for use in quotable)
            for each in people
        ),
    }


def _said(stance: Stance) -> bool:
    return stance is not Stance.UNKNOWN


def plain_noted(noted: Noted, words: str) -> Plain:
    """Return what was written down, and who has it already."""
    return {
        "words": words,
        "act": noted.act,
        "hasIt": [each.words for each in noted.has_it_already],
    }


def plain_release(release: Release) -> Plain:
    """Return a line of the register."""
    return {
        "number": release.number,
        "kind": _KINDS.get(release.kind, release.kind),
        "audience": release.audience.value,
        "file": release.file,
        "by": release.by,
        "at": release.at,
        "passages": release.passages,
        "sources": release.sources,
        "erased": release.erased,
        "sha256": release.sha256,
        "held": [f"{number:,}: {reason}" for reason, number in release.held.items()],
    }


def plain_date(kept: Kept) -> Plain:
    """Return a line of the dates; a case is known again by its first text."""
    target = kept.target
    if kept.holding is Holding.CASE and kept.sources:
        target = kept.sources[0]
    words = kept.called[0].upper() + kept.called[1:]
    named = f"All from {kept.name}" if kept.holding is Holding.CASE else words
    return {
        "holding": kept.holding.value,
        "target": target,
        "name": named,
        "until": kept.until.isoformat(),
        "by": kept.by,
        "sources": len(kept.sources),
    }


def plain_receipt(receipt: Receipt) -> Plain:
    """Return a receipt as it is read, line by line."""
    return {
        "done": receipt.done,
        "sources": receipt.counts.get("sources", 0),
        "lines": receipt_words(receipt).split("\n"),
    }
