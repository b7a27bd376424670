"""What only erased texts said goes from what others wrote; everything else stays."""

from __future__ import annotations

import pytest

from workbench.domain.redaction import Theirs

ERASED = (
    "Kayleigh Zephyr waited eleven days for the signature on a taxi voucher. "
    "Her gran karolina rang twice, chasing the panel for GX-4711."
)
OTHERS = ("We waited for a signature. The panel met twice.", "A taxi is late; days pass.")
_ORDINARY = frozenset(
    [
        "waited",
        "eleven",
        "days",
        "for",
        "the",
        "signature",
        "on",
        "a",
        "taxi",
        "voucher",
        "her",
        "gran",
        "rang",
        "twice",
        "chasing",
        "panel",
    ]
)


@pytest.fixture
def theirs() -> Theirs:
    return Theirs(
        [ERASED],
        quotes=["No cars at all."],
        facts=["P-017", "voucher", "12", "", "--"],
        others=OTHERS,
        ordinary=_ORDINARY.__contains__,
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Waiting for a signature keeps families waiting.", None),
        ("Eleven days are too many.", None),
        ("Kayleigh waited.", "[erased] waited."),
        ("As Kayleigh Zephyr's gran KAROLINA said, it is late.", "As [erased]'s gran [erased] said, it is late."),
        ("They waited eleven days for the signature, all of them.", "They [erased], all of them."),
        ("See GX-4711 (or 4711).", "See [erased] (or [erased])."),
        ("P-017 said so; so did P-018.", "[erased] said so; so did P-018."),
        ("We had 17 of them, and 12 more.", None),
        ("The voucher is the thing.", "The [erased] is the thing."),
        ("no cars at all", "[erased]"),
        ("There are no cars at all here.", None),
        ("", None),
    ],
)  # fmt: skip
def test_what_people_wrote_keeps_all_but_quotes_and_pointing_words(
    theirs: Theirs, before: str, after: str | None
) -> None:
    assert theirs.redacted(before) == (before if after is None else after)


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("signature", False),
        ("eleven days", True),
        ("chased", True),
        ("zephyr", True),
        ("waited for a", False),
        ("on a taxi", True),
        ("No cars at all", True),
        ("something else", False),
        ("", False),
    ],
)
def test_what_the_machine_wrote_is_theirs_when_nobody_else_says_it(
    theirs: Theirs, text: str, speaks: bool
) -> None:
    assert theirs.speaks(text) is speaks
