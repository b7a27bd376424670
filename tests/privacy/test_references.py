"""Numbers by which somebody can be looked up, and numbers that something explains."""

from __future__ import annotations

import pytest

from tests.privacy.finding import masked, reviewed


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("Police despatched, log CAD 5519/21NOV.", "CAD 5519/21NOV"),
        ("DC Rowbotham, crime no. 42/118937/26", "42/118937/26"),
        ("Flagged. Log 0418 of 12/05.", "0418 of 12/05"),
        ("Call ref IM-9930-K came in", "IM-9930-K"),
        ("LCS ID: 20731 is his", "20731"),
        ("the new number ends 4471", "4471"),
        ("UPN Z123456789012 requested", "Z123456789012"),
        ("her passport 561904427 was seen", "561904427"),
        ("cross-ref sibling file 7700418", "7700418"),
        ("ticket INC0042213 raised", "INC0042213"),
        ("URN 88213/B on the letter", "88213/B"),
        ("collar 2210 took him home", "2210"),
        ("order no. 8812-A was quoted", "8812-A"),
        ("police gave me log WMP 3307-26 last night", "WMP 3307-26"),
        ("the reporter, reference scra 26 4471, by friday", "scra 26 4471"),
        ("rang 101 ref dcp 20261114-0519 and the manager", "dcp 20261114-0519"),
        ("refs on the old system are 1180264 and 1180991 and more", "1180991"),
        ("it said 774120", "774120"),
    ],
)
def test_a_reference_is_masked(text: str, reference: str) -> None:
    assert reference in masked(text)


@pytest.mark.parametrize("text", ["there was 4471 on the lid", "and XK12-77B below"])
def test_a_number_that_nothing_explains_waits_for_review(text: str) -> None:
    assert [each for each in reviewed(text) if any(map(str.isdigit, each))]


@pytest.mark.parametrize(
    "text",
    [
        "Call log. 15.40, not collected. log. 0915 nobody in",
        "at 2130 we rang 101, at 1022am 999, at 0340 nobody",
        "s47, s.83, KS2, P45, A4, Covid-19, 2024/25, 24/7, 50/50",
        "we walked 5000 steps for £4500 in 2026",
        "this was visit number 7 of 11, then contact 100 times",
        "it was 4x4, 10k, 2x30mins, 9-11 and 3pm",
    ],
)
def test_a_number_that_is_explained_is_let_be(text: str) -> None:
    assert masked(text) == []
    assert [each for each in reviewed(text) if any(map(str.isdigit, each))] == []
