"""The small-number rule: what may be told of how few people, to whoever may not see who they are.

Counts are of distinct people, never of quotes. Fewer than `Rule.k` are told as “fewer than 5”. Also
when all of a group speak of something, or all but one, their number is held back: who knows the
group would know of each.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbench.errors import InvalidRule

#: From how many people on a number is told, unless the project says otherwise.
USUAL = 5
#: No project may say fewer than this.
FLOOR = 3
#: The same for what is published.
PUBLISHED = 10
#: So many different people must have spoken before any of their words are quoted.
CONTRIBUTORS = 3
#: So many of a group must not speak of something before it is told how many do.
SILENT = 2


@dataclass(frozen=True, slots=True)
class Amount:
    """How many people, as far as it may be known: at least, and at most."""

    least: int
    most: int

    @property
    def exact(self) -> bool:
        """Whether the number itself may be known."""
        return self.least == self.most

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.least + other.least, self.most + other.most)


@dataclass(frozen=True, slots=True)
class Rule:
    """The rule of one project.

    Raises
    ------
    InvalidRule
        When `k` is below the floor.
    """

    k: int = USUAL

    def __post_init__(self) -> None:
        if self.k < FLOOR:
            raise InvalidRule(self.k, FLOOR)

    @property
    def published(self) -> Rule:
        """The rule for what everybody may read."""
        return Rule(max(self.k, PUBLISHED))

    def fits(self, speaking: int, heard: int) -> bool:
        """Return whether it may be told that so many of so many people speak of something."""
        return self.k <= speaking <= heard - SILENT

    def near(self, speaking: int, heard: int) -> Amount:
        """Return what may be told of a number that may not be told, if no total is told with it."""
        if heard <= self.k:
            # Here “fewer than k” would say by its absence that all of them do.
            return Amount(0, heard)
        return Amount(0, self.k - 1) if speaking < self.k else Amount(heard - 1, heard)

    def told(self, amount: Amount | int) -> str:
        """Return the words for a number of people.

        >>> Rule().told(3), Rule().told(12), Rule().told(Amount(7, 11)), Rule().told(Amount(0, 9))
        ('<5', '12', '7 or more', 'not told apart')
        """
        least, most = (amount, amount) if isinstance(amount, int) else (amount.least, amount.most)
        if most < self.k:
            return f"<{self.k}"
        if least < self.k:
            return "not told apart"
        return f"{least:,}" if least == most else f"{least:,} or more"

    def may_quote(self, people: int) -> bool:
        """Return whether words of so many different people may be quoted beside each other."""
        return people >= CONTRIBUTORS
