"""Names of places that are more than one word: "Market Dray", "little wexcombe", "Kirkton of Airlie"."""

from __future__ import annotations

from workbench.privacy.reading import PLACE_PREFIXES, Reading, Verdict
from workbench.privacy.tokens import adjoins


def join_places(reading: Reading, verdicts: list[Verdict]) -> None:
    """Take the words around a place that belong to its name into it."""
    _places_of_two(reading, verdicts)
    _places_of_more(reading, verdicts)


def _places_of_two(reading: Reading, verdicts: list[Verdict]) -> None:
    """Take two capitals after a place word for a place: "at Whelk Bay", "in Market Dray"."""
    for place in range(1, len(verdicts) - 1):
        tokens = reading.tokens
        pair = verdicts[place] is verdicts[place + 1] is Verdict.UNEXPLAINED
        led = (
            tokens[place - 1].key in ("in", "at", "near", "from", "to") and not tokens[place].first
        )
        if pair and led and adjoins(tokens[place], tokens[place + 1]):
            verdicts[place] = verdicts[place + 1] = Verdict.PLACE


def _places_of_more(reading: Reading, verdicts: list[Verdict]) -> None:
    """Take what belongs to a place into it: "little wexcombe", "Kirkton of Airlie"."""
    tokens = reading.tokens
    for place in range(1, len(verdicts)):
        beside = adjoins(tokens[place - 1], tokens[place])
        alike = beside and tokens[place - 1].capital is tokens[place].capital
        prefixed = alike and tokens[place - 1].key in PLACE_PREFIXES
        if verdicts[place] is Verdict.PLACE and prefixed:
            verdicts[place - 1] = Verdict.PLACE
        if place + 1 >= len(verdicts) or tokens[place].key not in ("of", "upon", "le", "on"):
            continue
        ends = verdicts[place - 1], verdicts[place + 1]
        taken = {Verdict.PLACE, Verdict.NAME, Verdict.UNEXPLAINED}
        if Verdict.PLACE in ends and set(ends) <= taken and beside and tokens[place + 1].capital:
            verdicts[place - 1] = verdicts[place + 1] = Verdict.PLACE
