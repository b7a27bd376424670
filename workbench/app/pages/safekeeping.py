"""Safekeeping: what people agreed to, what left the project, how long it is kept, and erasing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from workbench.app.channel import Answer, Message, number_of, text_of
from workbench.app.plain import Plain
from workbench.app.plain_safekeeping import (
    plain_date,
    plain_noted,
    plain_person,
    plain_receipt,
    plain_release,
    plain_sums,
    plain_uses,
)
from workbench.app.seat import Seat
from workbench.domain.consent import USE_WORDS, Stance, Use
from workbench.domain.retention import Holding, Kept
from workbench.errors import CannotErase, CannotKeep, InvalidDecision
from workbench.services.erase_case import Receipt, erase_case, erase_expired
from workbench.services.keep_consent import (
    PersonConsent,
    keep_consent,
    sources_of,
    undo_consent,
    view_consent,
)
from workbench.services.retention import (
    retention_warnings,
    set_retention,
    view_imports,
    view_retention,
)
from workbench.services.view.board import latest, view_board
from workbench.services.view_releases import view_releases

_STRETCH, _MOST = 100, 10_000
#: What reads or erases much is answered beside the server's loop.
_SLOW = frozenset({"rehearse", "erase", "consent", "dates", "people"})
_EVERYBODY = "everybody"
_SAID = {Stance.GIVEN: "yes", Stance.WITHDRAWN: "no", Stance.UNKNOWN: "not known what they say"}
_STOPPED = {
    Stance.GIVEN: "words are used again",
    Stance.WITHDRAWN: "nothing goes out any more from now on",
    Stance.UNKNOWN: "words are used again",
}
#: What is typed to erase everything that is over; for a person it is their name.
_TO_TYPE = "erase"


class SafekeepingPage:
    """One tab of whoever answers for the material."""

    def __init__(self, seat: Seat) -> None:
        self._seat, self._project = seat, seat.project
        self._shown: object = None
        self._answers: Mapping[str, Answer] = {
            "consent": self._consent,
            "releases": self._releases,
            "dates": self._dates,
            "people": self._people,
            "note": self._note,
            "undo": self._undo,
            "keep": self._keep,
            "rehearse": self._rehearse,
            "erase": self._erase,
        }
        self.screen = seat.screen("safekeeping.js", self.hear, uses=plain_uses())

    def hear(self, message: object) -> None:
        """Answer a message of the page's JavaScript."""
        self._seat.answer(self._answers, message, self.screen.say, slow=_SLOW)

    def refresh(self) -> None:
        """Tell the tab to look again when material came in, was taken away or was decided on."""
        if self._shown is None:
            return
        now = latest(self._project)
        if now != self._shown:
            self._shown = now
            self.screen.say({"push": True, "patch": {"moved": True}})

    def _top(self) -> Plain:
        """Return what every view shows: the project's name, and what is due."""
        self._shown = latest(self._project)
        warned = list(retention_warnings(self._project))
        return {"name": view_board(self._project).name, "warnings": warned}

    def _consent(self, message: Message) -> Plain:
        everybody = view_consent(self._project)
        found = _found(everybody, text_of(message, "words", most=200))
        if text_of(message, "only", most=20) == "stopped":
            found = [each for each in found if each.stopped]
        most = max(1, min(number_of(message, "most") or _STRETCH, _MOST))
        return {
            **self._top(),
            "people": list(map(plain_person, found[:most])),
            "total": len(found),
            "sums": plain_sums(everybody),
        }

    def _people(self, _: Message) -> Plain:
        people = view_consent(self._project)
        return {**self._top(), "people": [{"id": each.id, "name": each.name} for each in people]}

    def _releases(self, _: Message) -> Plain:
        found = reversed(view_releases(self._project))
        return {**self._top(), "releases": list(map(plain_release, found))}

    def _dates(self, _: Message) -> Plain:
        imports = view_imports(self._project)
        return {
            **self._top(),
            "dates": list(map(plain_date, view_retention(self._project))),
            "imports": [{"at": at, "sources": number} for at, number in imports.items()],
            "people": self._people({})["people"],
            "today": date.today().isoformat(),  # noqa: DTZ011 - the day where the person is
        }

    def _note(self, message: Message) -> Plain:
        """Write an answer down, of one person or of everybody."""
        person = text_of(message, "person", most=1_000)
        use, stance = _use(message), _stance(message)
        cases = None if person == _EVERYBODY else [person]
        noted = keep_consent(self._project, cases, [use], stance, coder=self._seat.who(message))
        if cases is None:
            whose = "nobody new" if not noted.people else f"{noted.people:,} people"
        else:
            whose = self._called(person)
        said = _STOPPED[stance] if use is Use.ANY else f"{_SAID[stance]} to {USE_WORDS[use]}"
        return plain_noted(noted, f"{whose}: {said}")

    def _called(self, person: str) -> str:
        names = (each.name for each in view_consent(self._project) if each.id == person)
        return next(names, "one person")

    def _undo(self, message: Message) -> Plain:
        act = text_of(message, "act", most=100)
        noted = undo_consent(self._project, coder=self._seat.who(message), act=act)
        count = len(noted.answers)
        return plain_noted(noted, f"took back {count:,} {'answer' if count == 1 else 'answers'}")

    def _keep(self, message: Message) -> Plain:
        """Set or take away a date, and say what it was before."""
        holding, target = _holding(message), text_of(message, "target", most=1_000)
        day = _day(text_of(message, "until", most=20))
        before = self._date(holding, target)
        set_retention(
            self._project,
            day,
            case=target if holding is Holding.CASE else "",
            imported=target if holding is Holding.IMPORT else "",
            coder=self._seat.who(message),
        )
        words = f"to be kept until {day}" if day else "the date was taken away"
        return {"words": words, "before": before.until.isoformat() if before else ""}

    def _date(self, holding: Holding, target: str) -> Kept | None:
        for each in view_retention(self._project):
            mine = plain_date(each)["target"] == target or target in {each.name, *each.sources}
            if each.holding is holding and (holding is Holding.PROJECT or mine):
                return each
        return None

    def _rehearse(self, message: Message) -> Plain:
        return plain_receipt(self._erased(message, dry_run=True))

    def _erase(self, message: Message) -> Plain:
        """Erase, when what was typed is what was asked for."""
        person = text_of(message, "person", most=1_000)
        wanted = self._called(person) if person else _TO_TYPE
        if text_of(message, "typed", most=1_000).strip() != wanted:
            raise CannotErase(f"“{wanted}” was to be typed, to be sure that it is meant")
        receipt = plain_receipt(self._erased(message, dry_run=False))
        self._seat.changed()
        return receipt

    def _erased(self, message: Message, *, dry_run: bool) -> Receipt:
        """Erase a person, or without one all that is over; or only count."""
        person, coder = text_of(message, "person", most=1_000), self._seat.who(message)
        if not person:
            return erase_expired(self._project, coder=coder, dry_run=dry_run)
        sources = sources_of(self._project, person)
        return erase_case(self._project, sources=sources, coder=coder, dry_run=dry_run)


def _found(people: tuple[PersonConsent, ...], words: str) -> list[PersonConsent]:
    wanted = words.casefold().split()
    return [each for each in people if all(word in each.name.casefold() for word in wanted)]


def _use(message: Message) -> Use:
    use = text_of(message, "use", most=40)
    if use not in set(Use):
        raise InvalidDecision("The page's message", f"there is no use “{use}”")
    return Use(use)


def _stance(message: Message) -> Stance:
    stance = text_of(message, "stance", most=20)
    if stance not in set(Stance):
        raise InvalidDecision("The page's message", f"“{stance}” is no answer")
    return Stance(stance)


def _holding(message: Message) -> Holding:
    holding = text_of(message, "holding", most=20)
    if holding not in set(Holding):
        raise InvalidDecision("The page's message", f"there is no date for “{holding}”")
    return Holding(holding)


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError as error:
        raise CannotKeep(f"“{words}” is no day; write it as 2027-03-31") from error
