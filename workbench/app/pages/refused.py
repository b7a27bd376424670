"""What stands in place of a page that a role may not open: why, and where they may go instead."""

from __future__ import annotations

from workbench.app.seat import Seat


class RefusedPage:
    """A page that says why it shows nothing, and answers nothing.

    Its seat's `hello` holds ``refused``, the sentence that says why.
    """

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self.screen = seat.screen("refused.js", self.hear)

    def hear(self, message: object) -> None:
        """Refuse every message, whatever it asks for."""
        self._seat.answer({}, message, self.screen.say)

    def refresh(self) -> None:
        """Do nothing: there is nothing on it that changes."""
