"""Which texts are there already, and which came before with other words."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from workbench.domain.sources import Source, SourceId
from workbench.ingest.reports import Corrected

#: From this length on, two texts that are the same to the letter are one text given twice.
_LONG = 80
#: So much of a quote is told.
_SHOWN = 80


class Corrections(StrEnum):
    """What becomes of a text that was here before with other words."""

    ADD = "add"
    KEEP = "keep"
    REPLACE = "replace"


class Manner(NamedTuple):
    """How a file names its texts: by ids of their own, and as the rows of a table."""

    ids_given: bool = False
    is_table: bool = False

    @property
    def keeps_ids(self) -> bool:
        """Whether a text that was corrected comes again under the same id.

        Rows without ids are numbered, so that a row put in between moves the others on.
        """
        return self.ids_given or not self.is_table


class KnownTexts:
    """What a project holds already, by which a text that comes again is recognised."""

    def __init__(self, held: Iterable[Source]) -> None:
        self._pairs: set[tuple[str, str]] = set()
        self._texts: set[str] = set()
        self._origins: set[str] = set()
        self._by_id: dict[str, SourceId] = {}
        for source in held:
            self.add(source)
            self.close_file(source.origin_hash)

    def add(self, source: Source) -> None:
        """Remember a source."""
        self._pairs.add((source.text_hash, source.external_id))
        self._texts.add(source.text_hash)
        self._by_id[source.external_id] = source.id

    def close_file(self, origin_hash: str) -> None:
        """Remember that a whole file has been read."""
        self._origins.add(origin_hash)

    def holds(self, source: Source, manner: Manner) -> bool:
        """Return whether a source is one that is there already.

        The same words under the same id, or out of the same table, are the same source. Two people
        may both write "Nothing." under two ids, or in two notes; a long text without ids of its
        own is known by its words.
        """
        if (source.text_hash, source.external_id) in self._pairs:
            return True
        if source.text_hash not in self._texts:
            return False
        same_table = manner.is_table and source.origin_hash in self._origins
        return same_table or (len(source.text) >= _LONG and not manner.ids_given)

    def earlier(self, source: Source, manner: Manner) -> SourceId | None:
        """Return the latest source that came under the id of a new one, with other words."""
        return self._by_id.get(source.external_id) if manner.keeps_ids else None


def tell_changed(source: Source, codings: int, found: Corrected, how: Corrections) -> str:
    """Return what has to be known when a text comes again with other words.

    Parameters
    ----------
    codings
        How many the earlier text has.
    """
    told = f"“{source.external_id}” was here before with other words"
    if how is Corrections.KEEP:
        return f"{told}, which are kept; the new words do not come in"
    if how is Corrections.REPLACE:
        return f"{told}, which it takes the place of{_carried(found)}"
    words = "1 coding stays" if codings == 1 else f"{codings} codings stay"
    return f"{told}, and both are kept" + (f"; {words} with the earlier words" if codings else "")


def _carried(found: Corrected) -> str:
    if not found.held:
        return ""
    told = f"; {found.placed} of {found.held} passages that are held move along"
    if not found.unplaced:
        return told
    quotes = ", ".join(f"“{quote[:_SHOWN]}”" for quote in found.unplaced)
    return f"{told}, and with the earlier words stay: {quotes}"
