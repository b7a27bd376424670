"""Who is looking at what: every tab hears of the others, and of nobody who has gone."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from workbench.app.presence import Looking, Presence


class Tab:
    """Keeps what it was told last."""

    def __init__(self, presence: Presence, coder: str, page: str = "Board") -> None:
        self.told: list[list[dict[str, Any]]] = []
        self.presence = presence
        self.number = presence.come(
            lambda message: self.told.append(message["here"]), Looking(coder=coder, page=page)
        )
        self.presence.hear(self.number, {"ask": "here", "new": True})

    def look(self, words: str, address: str = "/") -> None:
        self.presence.hear(self.number, {"ask": "here", "words": words, "address": address})

    @property
    def others(self) -> list[tuple[str, str]]:
        return [(each["coder"], each["words"]) for each in self.told[-1]]


def test_two_hear_of_each_other() -> None:
    presence = Presence()
    ann, ben = Tab(presence, "Ann"), Tab(presence, "Ben")
    ann.look("Typing it twice", "/?theme=c0")
    assert ben.others == [("Ann", "Typing it twice")]
    assert ben.told[-1][0]["address"] == "/?theme=c0"
    assert ann.others == [("Ben", "")]
    presence.go(ann.number)
    assert ben.others == []


def test_nobody_meets_the_page_that_they_have_just_left() -> None:
    presence = Presence()
    ben, before, now = Tab(presence, "Ben"), Tab(presence, "Ann"), Tab(presence, "Ann", "Coding")
    for tab, words in ((before, "Typing it twice"), (now, "H001")):
        presence.hear(tab.number, {"ask": "here", "words": words, "tab": "0.5"})
    assert now.others == [("Ben", "")]
    assert ben.others == [("Ann", "H001")]
    # What one person has open in two tabs are two places.
    presence.hear(before.number, {"ask": "here", "words": "Typing it twice", "tab": "0.7"})
    assert now.others == [("Ben", ""), ("Ann", "Typing it twice")]
    assert ben.others == [("Ann", "Typing it twice"), ("Ann", "H001")]


def test_nobody_is_told_the_same_twice() -> None:
    presence = Presence()
    ann, ben = Tab(presence, "Ann"), Tab(presence, "Ben")
    ann.look("Typing")
    heard = len(ben.told)
    ann.look("Typing")
    assert len(ben.told) == heard


def test_whoever_is_silent_for_a_while_is_not_looking_until_they_speak_again() -> None:
    now = [0.0]
    presence = Presence(clock=lambda: now[0])
    ann, ben = Tab(presence, "Ann"), Tab(presence, "Ben")
    now[0] = 10.0
    ben.look("Trust")
    now[0] = 13.0
    presence.tick()
    assert ben.others == []
    assert ann.others == [("Ben", "Trust")]
    ann.look("Typing")
    assert ben.others == [("Ann", "Typing")]


def test_a_tab_is_told_when_it_can_hear_and_not_before() -> None:
    presence = Presence()
    ann = Tab(presence, "Ann")
    told: list[Any] = []
    ben = presence.come(told.append, Looking(coder="Ben", page="Board"))
    assert ann.others == [("Ben", "")]
    ann.look("Typing")
    assert told == []
    presence.hear(ben, {"ask": "here", "new": True})
    assert [each["words"] for each in told[-1]["here"]] == ["Typing"]


def test_a_tab_that_begins_again_is_told_again() -> None:
    presence = Presence()
    Tab(presence, "Ann")
    ben = Tab(presence, "Ben")
    ben.told.clear()
    presence.hear(ben.number, {"ask": "here", "new": True})
    assert ben.others == [("Ann", "")]


def test_whoever_opens_another_page_does_not_meet_themselves() -> None:
    presence = Presence()
    board = Tab(presence, "Ann")
    told: list[Any] = []
    sources = presence.come(told.append, Looking(coder="Ann", page="Sources"))
    presence.hear(board.number, {"ask": "here", "gone": True})
    presence.hear(sources, {"ask": "here", "new": True})
    assert told == [{"push": True, "here": []}]


def test_a_page_that_is_left_says_so() -> None:
    presence = Presence()
    ann, ben = Tab(presence, "Ann"), Tab(presence, "Ben")
    presence.hear(ann.number, {"ask": "here", "gone": True})
    assert ben.others == []
    ann.look("Typing")
    assert ben.others == [("Ann", "Typing")]


def test_whoever_changes_their_name_is_called_by_the_new_one() -> None:
    presence = Presence()
    ann, ben = Tab(presence, "Ann"), Tab(presence, "Ben")
    presence.hear(ann.number, {"ask": "here", "coder": "Anna", "words": "x"})
    assert ben.others == [("Anna", "x")]


@given(
    st.one_of(
        st.none(),
        st.integers(),
        st.dictionaries(st.sampled_from(["ask", "coder", "words", "address"]), st.integers()),
        st.fixed_dictionaries({"ask": st.just("here"), "words": st.text(min_size=150)}),
    )
)
def test_no_message_breaks_it(message: object) -> None:
    presence = Presence()
    ann, ben = Tab(presence, "Ann"), Tab(presence, "Ben")
    presence.hear(ann.number, message)
    presence.hear(10_000, message)
    assert [coder for coder, _ in ben.others] == ["Ann"]
    assert all(len(words) <= 200 for _, words in ben.others)
