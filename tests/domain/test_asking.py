"""What answers to a question of consent mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.asking import (
    ASKED,
    NO,
    YES,
    Question,
    asks_consent,
    meaning,
    put_together,
    uses_asked,
)
from workbench.domain.consent import Stance, Use

GIVEN, WITHDRAWN = Stance.GIVEN, Stance.WITHDRAWN
QUOTE = Question("May we quote you?")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("Yes", GIVEN), (" yes. ", GIVEN), ("Yes, you may quote my words", GIVEN), ("1", GIVEN),
        ("No", WITHDRAWN), ("No thank you", WITHDRAWN), ("FALSE", WITHDRAWN),
        ("Yes, but ask me first", None), ("Yes if it is anonymous", None), ("Perhaps", None),
        ("Yes, only when I don’t work here any more", None), ("Yesterday", None), ("Not sure", None),
        ("No, unless you ask", None), ("Nobody asked me", None),
    ],
)  # fmt: skip
def test_a_yes_with_a_but_is_none(answer: str, said: Stance | None) -> None:
    assert meaning(answer, [Use.VERBATIM]) == (said and {Use.VERBATIM: said})


@pytest.mark.parametrize(
    "answer",
    ["Only paraphrase", "Only in other words", "Please do not quote, but a summary is fine",
     "No, but you may paraphrase", "Paraphrased only, please"],
)  # fmt: skip
def test_only_in_other_words_is_no_quote(answer: str) -> None:
    assert QUOTE.read(answer) == {Use.VERBATIM: WITHDRAWN, Use.PARAPHRASE: GIVEN}


@pytest.mark.parametrize(
    ("question", "uses"),
    [
        ("May we quote you?", (Use.VERBATIM,)),
        ("Consent", (Use.VERBATIM,)),
        ("May we share a summary with other authorities?", (Use.PARAPHRASE, Use.OTHERS)),
        ("Are you happy to be quoted word for word to senior leaders?", (Use.VERBATIM, Use.LEADERS)),
    ],
)  # fmt: skip
def test_a_question_says_what_it_asks(question: str, uses: tuple[Use, ...]) -> None:
    assert uses_asked(question) == uses


@pytest.mark.parametrize(
    ("question", "answers", "asks"),
    [
        ("May we quote you?", ["Yes", "No", ""], True),
        ("I give permission for my anonymised words to be used in the report\n(required)", ["Yes"], True),
        ("Do you consent to taking part, as described in the information sheet?", ["Yes", "No"], True),
        ("May we quote you?", [], False),
        ("What happened?", ["Yes", "No"], False),
        ("Did you get permission?", ["We had to ask twice before anybody said so."], False),
        ("Do you agree with the change?", ["Strongly agree", "Neutral", "Disagree"], False),
    ],
)  # fmt: skip
def test_columns_that_look_like_consent(question: str, answers: list[str], asks: bool) -> None:
    assert asks_consent(question, answers) is asks


def test_what_a_person_told_comes_first() -> None:
    told = {"Yes, if asked": {Use.VERBATIM: GIVEN, Use.LEADERS: GIVEN}, "Yes": {}}
    question = Question("Consent", told)
    assert question.read("yes,  IF asked") == told["Yes, if asked"]
    # Told to mean nothing, it means nothing; new answers are to all that is asked about.
    assert question.read("Yes") == {}
    assert question.read("no") == dict.fromkeys((Use.VERBATIM, Use.LEADERS), WITHDRAWN)


_ANSWERS = st.sampled_from([*YES, *NO, "", " ", "Perhaps", "Yes, but", "only in other words"])


@given(st.lists(st.tuples(st.just(QUOTE), _ANSWERS)))
def test_no_outweighs_yes_and_so_does_what_nobody_understands(
    answers: list[tuple[Question, str]],
) -> None:
    said = put_together(answers)
    read = [question.read(answer) for question, answer in answers if answer.strip()]
    refused = any(each and each.get(Use.VERBATIM) is WITHDRAWN for each in read)
    if refused:
        assert said[Use.VERBATIM] is WITHDRAWN
    elif None in read or not read:
        assert Use.VERBATIM not in said
    else:
        assert said[Use.VERBATIM] is GIVEN
    assert put_together(list(reversed(answers))) == said


@given(st.text(), st.sampled_from(ASKED))
def test_whatever_is_written_is_read(answer: str, use: Use) -> None:
    said = meaning(answer, [use])
    assert said is None or set(said) <= set(ASKED)
