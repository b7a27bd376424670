"""What people said decides how much of their words goes out, and silence is no yes."""

from __future__ import annotations

from itertools import product

import pytest

from workbench.domain.consent import (
    NEEDED,
    NOTHING_SAID,
    Audience,
    Consent,
    Share,
    Stance,
    Use,
    share_of,
    sift,
)
from workbench.domain.sources import Source, SourceId

LEADERS, EVERYONE, INSIDE = Audience.LEADERS, Audience.EVERYONE, Audience.FACILITATORS
EVERY = [
    Consent(dict(zip(Use, stances, strict=True))) for stances in product(Stance, repeat=len(Use))
]
_ORDER = [Share.HELD, Share.COUNTED, Share.QUOTED]


def _yes(*uses: Use) -> Consent:
    return Consent(dict.fromkeys(uses, Stance.GIVEN))


def _no(*uses: Use) -> Consent:
    return Consent(dict.fromkeys(uses, Stance.WITHDRAWN))


@pytest.mark.parametrize(
    ("consent", "audience", "share"),
    [
        (NOTHING_SAID, INSIDE, Share.QUOTED),
        (NOTHING_SAID, LEADERS, Share.COUNTED),
        (NOTHING_SAID, EVERYONE, Share.COUNTED),
        (_yes(Use.VERBATIM), LEADERS, Share.COUNTED),
        (_yes(Use.VERBATIM, Use.LEADERS), LEADERS, Share.QUOTED),
        (_yes(Use.VERBATIM, Use.LEADERS), EVERYONE, Share.COUNTED),
        (_yes(Use.VERBATIM, Use.LEADERS, Use.OTHERS), EVERYONE, Share.QUOTED),
        (_yes(Use.PARAPHRASE, Use.LEADERS), LEADERS, Share.COUNTED),
        (_no(Use.LEADERS), LEADERS, Share.HELD),
        (_no(Use.OTHERS), LEADERS, Share.COUNTED),
        (_no(Use.OTHERS), EVERYONE, Share.HELD),
        (_no(Use.VERBATIM, Use.PARAPHRASE), LEADERS, Share.HELD),
        (_no(Use.ANY), INSIDE, Share.HELD),
    ],
)
def test_how_much_goes_out(consent: Consent, audience: Audience, share: Share) -> None:
    assert share_of(consent, audience, cleared=True)[0] is share


def test_every_answer_in_every_combination_keeps_the_rules() -> None:
    for consent, audience in product(EVERY, Audience):
        cleared, reason = share_of(consent, audience, cleared=True)
        uncleared, _ = share_of(consent, audience, cleared=False)
        assert (cleared is Share.QUOTED) is (reason == "")
        if consent.stopped:
            assert cleared is uncleared is Share.HELD
        if audience is not INSIDE:
            assert uncleared is Share.HELD
            if cleared is Share.QUOTED:
                asked = (Use.VERBATIM, *NEEDED[audience])
                assert all(consent.of(use) is Stance.GIVEN for use in asked)
            if consent.says(Stance.WITHDRAWN, NEEDED[audience]):
                assert cleared is Share.HELD
        # A wider audience never gets more.
        inside, leaders, everyone = (
            _ORDER.index(share_of(consent, each, cleared=True)[0]) for each in Audience
        )
        assert inside >= leaders >= everyone


def test_what_is_held_back_is_counted_with_its_reason() -> None:
    sources = [Source(id=SourceId(f"s{n}"), title="t", text="x", case=f"P{n}") for n in range(4)]
    said = {"P0": _no(Use.ANY), "P1": _yes(Use.VERBATIM, Use.LEADERS)}
    clear = frozenset(SourceId(f"s{n}") for n in range(3))
    sifted = sift(sources, lambda each: said.get(each.case, NOTHING_SAID), LEADERS, clear)
    assert sifted.kept == {"s1", "s2"}
    assert sifted.quoted == {"s1"}
    assert sum(sifted.reasons.values()) == 3
    assert [words.split(":")[0] for words in sifted.told] == ["1 text"] * 3
    assert "counted, not quoted" in " ".join(sifted.told)
