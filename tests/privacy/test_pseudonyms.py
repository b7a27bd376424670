"""Stand-ins: readable, the same throughout, and never changed once given."""

from __future__ import annotations

import pytest

from tests.privacy.finding import found
from workbench.domain.masking import mask
from workbench.domain.sources import Span
from workbench.errors import SpanOutsideSource
from workbench.privacy.pseudonyms import PseudonymBook

TEXT = (
    "I saw baby Amira at Kirkroyd Primary. Amira's mum Zofia Nowak rang from 07700 900123. "
    "The social worker Priya said that Zofia was fine. She is 6."
)


def _shown(text: str, book: PseudonymBook) -> str:
    return mask(text, found(text), book.label).text


def test_one_person_has_one_stand_in_with_the_role_that_the_words_tell() -> None:
    book = PseudonymBook().extended(found(TEXT))
    assert _shown(TEXT, book) == (
        "I saw baby [child A] at [school A]. [child A]'s mum [parent A] rang from [phone A]. "
        "The social worker [worker A] said that [parent A] was fine. She is [age]."
    )


def test_a_longer_book_keeps_every_label() -> None:
    book = PseudonymBook().extended(found(TEXT))
    later = "I saw baby Kuba with Amira and mum Ionela."
    longer = book.extended(found(later))
    assert book.labels.items() <= longer.labels.items()
    assert _shown(later, longer) == "I saw baby [child B] with [child A] and mum [parent B]."
    assert longer.extended(found(later)) == longer


def test_a_first_name_of_two_people_is_neither() -> None:
    text = "Amira Khan met Amira Nowak. Later Amira rang."
    book = PseudonymBook().extended(found(text))
    assert _shown(text, book) == "[person A] met [person B]. Later [person C] rang."


def test_an_article_makes_no_other_place() -> None:
    text = "We met at the Garrowby estate. Garrowby estate is where they live."
    shown = _shown(text, PseudonymBook().extended(found(text)))
    assert shown.count("[place A]") == 2
    assert "Garrowby" not in shown


def test_who_was_never_met_is_shown_by_the_bare_kind() -> None:
    assert _shown("Amira rang.", PseudonymBook()) == "[person] rang."


def test_names_are_not_in_what_is_shown() -> None:
    shown = _shown(TEXT, PseudonymBook().extended(found(TEXT)))
    assert not any(
        word in shown for word in ("Amira", "Zofia", "Nowak", "Priya", "Kirkroyd", "900123")
    )


def test_a_mask_refuses_what_does_not_lie_in_the_text_or_overlaps() -> None:
    with pytest.raises(SpanOutsideSource):
        mask("Another", found("I saw Amira."), PseudonymBook().label)
    with pytest.raises(SpanOutsideSource):
        mask("I saw Amira.", found("I saw Amira.") * 2, PseudonymBook().label)


def test_a_span_beyond_the_text_is_refused() -> None:
    shown = mask("I saw Amira.", found("I saw Amira."), PseudonymBook().label)
    with pytest.raises(SpanOutsideSource):
        shown.shown(Span(0, 99))
    with pytest.raises(SpanOutsideSource):
        shown.canonical(Span(0, 99))
