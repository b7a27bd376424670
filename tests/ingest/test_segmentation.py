from __future__ import annotations

import csv
import os
import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workbench.domain.sources import canonical_text
from workbench.errors import BrokenModel
from workbench.ingest.parsing import SpacyParser
from workbench.ingest.segmentation import Segmenter, load_segmenter

PARSED = load_segmenter()
BY_RULES = load_segmenter(())
BOTH = pytest.mark.parametrize("segmenter", [PARSED, BY_RULES], ids=["parsed", "by rules"])
CORPORA = Path(os.environ.get("WORKBENCH_CORPORA", "/work/shared/corpora"))

DICTATED = (
    "so this week I tried the voice notes for recording my visits and um it was actually really "
    "good because I could do it in the car straight after and I didn't have to wait until I got "
    "back to the office but then I found out that the system won't take the file so I had to type "
    "it all out again anyway which took about an hour and a half and then my new line manager said "
    "we're not supposed to use our phones for it because of information governance so I'm a bit "
    "stuck really and I think if somebody could sort out a way of getting it into the system we "
    "would save maybe four or five hours a week each and that's time we could be with families"
)


def _quotes(segmenter: Segmenter, text: str) -> list[str]:
    return [text[span.start : span.end] for span in segmenter.spans(text)]


def _assert_lawful(segmenter: Segmenter, text: str) -> None:
    position = 0
    for span in segmenter.spans(text):
        assert LIST_MARK.fullmatch(text[position : span.start].strip())
        quote = text[span.start : span.end]
        assert quote
        assert quote == quote.strip()
        position = span.end
    assert not text[position:].strip()


LIST_MARK = re.compile(r"(?:[-*+•‣⁃◦▪●·–—]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])?")

FRAGMENTS = st.sampled_from(
    ["word ", "and then I ", "so ", "but ", ". ", ".", "! ", "? ", "\n", "\n\n", "- ", "1. ", "“",
     "”", '"', "(", ")", ": ", "Mr. ", "e.g. ", "🙂", "# ", "full stop ", "new line ", "e\u0301",
     "\u2029", "\x85", "\u200b", "。", "…", "The ", "A. ", "\u00a0", "I said "]
)  # fmt: skip


@BOTH
@settings(max_examples=300, deadline=None)
@given(text=st.one_of(st.text(), st.lists(FRAGMENTS, max_size=150).map("".join)))
@example(text="")
@example(text=" \n\u2028\t")
@example(text="🙂\n\n---\n\n!")
@example(text=DICTATED)
def test_every_character_that_is_no_space_lies_in_one_passage(
    segmenter: Segmenter, text: str
) -> None:
    _assert_lawful(segmenter, canonical_text(text))


@BOTH
def test_texts_in_a_row_give_the_same_as_one_by_one(segmenter: Segmenter) -> None:
    texts = [DICTATED, "", "Short.", f"{DICTATED}\n\n{DICTATED}"]
    assert list(segmenter.spans_many(texts)) == [segmenter.spans(text) for text in texts]


@BOTH
@pytest.mark.parametrize(
    "text",
    [
        "The form takes two hours.",
        "The form takes two hours. Nobody reads it.",
        "Nothing",
        "Mr. Khan and Dr. Smith met at 10.30 a.m. in room No. 5.",
        "See https://www.Example.org/a.B?c=d. It is all there 🙂",
    ],
)
def test_a_short_text_is_one_passage(segmenter: Segmenter, text: str) -> None:
    assert _quotes(segmenter, text) == [text]


LONG = "We had to wait for the panel before the family could have the voucher that they needed."
LONGER = "The team manager was away that week and nobody else was allowed to sign for the money."


@BOTH
@pytest.mark.parametrize("beginning", ["Mr. Khan rang.", "It was No. 5 of nine, i.e. too late."])
def test_full_sentences_of_a_longer_text_stand_alone(segmenter: Segmenter, beginning: str) -> None:
    first = f"{beginning} {LONG}"
    quotes = _quotes(segmenter, f"{first} {LONGER} {LONG}")
    assert quotes[-2:] == [LONGER, LONG]
    assert " ".join(quotes[:-2]) == first


@BOTH
def test_fragments_join_their_neighbour(segmenter: Segmenter) -> None:
    text = f"{LONG} Again. Twice. {LONGER} What then? {LONG}"
    assert _quotes(segmenter, text) == [f"{LONG} Again. Twice.", LONGER, f"What then? {LONG}"]


@BOTH
@pytest.mark.parametrize(
    "quotation",
    [
        '"We tried. It failed. Nobody listened." and then she left the room.',
        "“Why should we fill it in again?” she asked the manager of the other team.",
        "She said (it was late. We were tired.) that we could all go home now.",
    ],
)
def test_a_quotation_stays_with_its_speaker(segmenter: Segmenter, quotation: str) -> None:
    assert _quotes(segmenter, f"{LONG} {quotation} {LONGER}") == [LONG, quotation, LONGER]


@BOTH
@pytest.mark.parametrize(
    "phrase",
    [
        "Dr. Smith and Prof. Bell of St. Mary's wrote to Ms. Jones about the S47. enquiry that day",
        "we met at 10.30 a.m. in the room opposite the lift, which is No. 5 on the second floor",
        "J. Smith and the U.K. team of Ofsted went through all that we had written down so far",
        "the rules, e.g. the one on vouchers, i.e. the worst, are the same for all of the teams",
        "look at www.Example.org/a.B. or write to a.b@c.gov.uk if you want to see what it says",
    ],
)
def test_abbreviations_and_addresses_end_no_sentence(segmenter: Segmenter, phrase: str) -> None:
    quotes = _quotes(segmenter, f"{LONG} I think that {phrase}. {LONGER}")
    if "S47." not in phrase and "a.B." not in phrase:
        assert quotes == [LONG, f"I think that {phrase}.", LONGER]
    assert not any(
        quote.endswith(("Dr.", "Prof.", "St.", "Ms.", "a.m.", "No.", "J.", "U.K.", "e.g.", "i.e."))
        for quote in quotes
    )


@BOTH
def test_a_forgotten_space_or_capital_does_not_hide_a_sentence(segmenter: Segmenter) -> None:
    lower = LONG[0].lower() + LONG[1:]
    quotes = _quotes(segmenter, f"{LONGER}{LONGER} {lower}")
    assert quotes[0] == LONGER
    assert quotes[-1] == lower


@BOTH
def test_blank_lines_items_and_labels_are_hard_borders(segmenter: Segmenter) -> None:
    text = (
        "What got in the way:\n- The form takes two hours. It asks the same twice. We gave up.\n"
        "- No car\n  on Mondays\n1. First we asked.\n(2) Then we waited.\n\n# Next steps\n\n"
        "We try again.\n\nTwice.\n\nSent from my iPhone"
    )
    assert _quotes(segmenter, text) == [
        "What got in the way:\n- The form takes two hours. It asks the same twice. We gave up.",
        "No car\n  on Mondays",
        "First we asked.",
        "Then we waited.",
        "# Next steps\n\nWe try again.",
        "Twice.",
        "Sent from my iPhone",
    ]


@BOTH
def test_wrapped_lines_are_one_sentence_and_written_lines_are_not(segmenter: Segmenter) -> None:
    wrapped = f"{LONG[:58].strip()}\n{LONG[58:].strip()}"
    written = "Nobody else may sign for it when she is away"
    name = "We asked for the form that we had been told of by Dr Amina\nKhan, and it was the wrong one."
    text = f"{wrapped}\n{written}\n{LONG}\n{name}"
    assert _quotes(segmenter, text) == [wrapped, written, LONG, name]


@BOTH
def test_dictated_text_is_cut_where_the_speaker_takes_a_new_breath(segmenter: Segmenter) -> None:
    quotes = _quotes(segmenter, DICTATED)
    assert " ".join(quotes) == DICTATED
    assert all(15 <= len(quote.split()) <= 50 for quote in quotes)
    assert [quote.split()[0] for quote in quotes[1:]] == ["but", "and", "and"]


@BOTH
def test_dictated_slips_are_borders_but_a_new_line_manager_is_not(segmenter: Segmenter) -> None:
    first = "I visited the family on Monday and mum was upset about the long form full stop"
    second = "the work came to a full stop when my new line manager heard of the voucher new line"
    third = "we asked the panel again and they said that it could not be done full stop"
    assert _quotes(segmenter, f"{first} {second} {third}") == [first, second, third]


@BOTH
def test_words_without_any_marker_are_cut_between_words(segmenter: Segmenter) -> None:
    text = " ".join(["paperwork"] * 400)
    quotes = _quotes(segmenter, text)
    assert len(quotes) > 3
    assert " ".join(quotes) == text


@BOTH
def test_a_text_longer_than_the_parser_takes(segmenter: Segmenter) -> None:
    text = "a" * 1_100_000 + "\n\n" + "b" * 10
    assert [span.end - span.start for span in segmenter.spans(text)] == [1_100_000, 10]


@pytest.mark.slow
def test_a_dictated_text_longer_than_a_window_of_the_parser() -> None:
    text = " ".join([DICTATED] * 80)
    assert len(text) > 40_000
    _assert_lawful(PARSED, text)
    assert max(len(quote.split()) for quote in _quotes(PARSED, text)) <= 120


def test_other_scripts_are_cut_at_their_own_stops() -> None:
    sentence = "我们试过两次但是没有人告诉我们应该怎么做才能让家庭得到他们需要的帮助和支持。"
    assert _quotes(BY_RULES, sentence * 3) == [sentence] * 3


def test_the_segmenter_says_which_model_it_uses() -> None:
    assert PARSED.name.startswith("en_core_web_sm")
    assert PARSED.name in PARSED.note
    assert BY_RULES.name.startswith('spacy.blank("en")')
    assert "No spaCy model is installed" in BY_RULES.note


def test_a_broken_model_is_told() -> None:
    segmenter = Segmenter(name="x", note="x", parser=SpacyParser("no_such_pipeline"))
    assert segmenter.spans("Short texts need no parser.")
    with pytest.raises(BrokenModel, match="no_such_pipeline"):
        segmenter.spans(DICTATED)


def test_short_texts_never_wake_the_parser() -> None:
    segmenter = Segmenter(name="x", note="x", parser=SpacyParser("no_such_pipeline"))
    texts = ["Nothing.", "Mr. Khan was late. We waited.", f"{LONG} {LONGER} {LONG}"]
    assert [len(spans) for spans in segmenter.spans_many(texts)] == [1, 1, 3]


@pytest.mark.slow
@pytest.mark.corpora
@pytest.mark.parametrize(
    "path", ["ofsted-areas-for-improvement/areas.csv", "nhs-fft-phase1/comments.csv"]
)
def test_real_comments_are_cut_lawfully(path: str) -> None:
    if not (CORPORA / path).exists():
        pytest.skip(f"{path} is not in WORKBENCH_CORPORA")
    with (CORPORA / path).open(encoding="utf-8", newline="") as stream:
        texts = [canonical_text(row["text"]) for row in csv.DictReader(stream)]
    cut = list(load_segmenter().spans_many(texts))
    lengths = [len(t[s.start : s.end].split()) for t, spans in zip(texts, cut, strict=True)
               for s in spans]  # fmt: skip
    assert sum(length > 60 for length in lengths) < len(lengths) / 1_000
    for text, spans in zip(texts, cut, strict=True):
        assert "".join(text[s.start : s.end] for s in spans).split() or not text.strip()
