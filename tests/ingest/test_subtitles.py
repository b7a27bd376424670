from __future__ import annotations

import html
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ingest.conftest import Write
from workbench.domain.sources import Span
from workbench.errors import EmptySource
from workbench.ingest.content import Content
from workbench.ingest.formats.subtitles import SubtitleReader
from workbench.ingest.limits import Limits
from workbench.ingest.readers import read_file
from workbench.ingest.speakers import Labels
from workbench.ingest.turns import Turn, merged, told, without_names

NAMES = st.sampled_from(["Ann Bell", "Łucja", "O’Neil, B.", "Speaker 2", "王芳"])
SAID = st.text(st.characters(exclude_categories=["Cs", "C"]), min_size=1, max_size=30).map(
    lambda text: " ".join(text.split())
)
TURNS = st.lists(st.builds(Turn, NAMES, SAID.filter(bool)), min_size=1, max_size=8)


def _vtt(turns: list[Turn]) -> bytes:
    cues = [
        f"00:00:{index:02}.000 --> 00:00:{index:02}.900\n"
        f"<v {html.escape(turn.speaker)}>{html.escape(turn.words)}</v>\n"
        for index, turn in enumerate(turns)
    ]
    return ("WEBVTT\n\n" + "\n".join(cues)).encode()


@given(TURNS)
def test_what_teams_writes_is_what_is_read(turns: list[Turn]) -> None:
    words = SubtitleReader().read(Content(_vtt(turns), "m.vtt", Limits()))
    assert words.text == told(turns).text
    assert set(words.speakers) == {turn.speaker for turn in turns}


@given(st.lists(st.builds(Turn, st.sampled_from(["", "A", "B"]), SAID), max_size=12))
def test_merging_loses_no_word_and_leaves_no_two_turns_of_one_speaker(turns: list[Turn]) -> None:
    whole = merged(turns)
    said = " ".join(each.words for each in whole)
    assert said.split() == " ".join(turn.words for turn in turns).split()
    speakers = [each.speaker for each in whole]
    assert all(left != right for left, right in pairwise(speakers))
    assert merged(whole) == whole


@pytest.mark.parametrize(
    "cue",
    [
        "And then she said: we never go there.",
        "Note: the form is blue.",
        "I said this: no.",
        "10:30 is when we meet.",
        "https://example.org is where",
        "The thing is: nobody reads it.",
    ],
)
def test_a_colon_inside_speech_makes_no_speaker(cue: str) -> None:
    labels = Labels(["Ann Bell: We tried.", "Bob: No.", cue, cue, cue])
    assert labels.names == {"Ann Bell", "Bob"}
    assert labels.split(cue) == Turn("", cue)


@pytest.mark.parametrize("name", ["Ann Bell", "karolina from east", "P1", "Dr. Łucja", "王芳"])
def test_names_of_every_kind_are_speakers(name: str) -> None:
    labels = Labels([f"{name}: one", f"{name}: two", f"{name}: three", "and four"])
    assert labels.split(f"{name}: we tried: twice") == Turn(name, "we tried: twice")


def test_a_few_colons_in_a_long_file_make_no_speakers() -> None:
    assert Labels(["Yesterday: rain."] + ["We tried it again."] * 30).names == frozenset()


def test_passages_have_no_names_that_nobody_said() -> None:
    words = told([Turn("Ann", "Yes. No."), Turn("Ann Bell", "Ann: said so.")])
    assert words.text == "Ann: Yes. No.\n\nAnn Bell: Ann: said so."
    spans = [Span(0, 9), Span(10, 13), Span(15, len(words.text))]
    kept = without_names(words.text, spans, words.speakers)
    assert [words.text[each.start : each.end] for each in kept] == ["Yes.", "No.", "Ann: said so."]


def test_cues_without_words_and_notes_are_passed_over(write: Write) -> None:
    data = (
        "WEBVTT - made by hand\nKind: captions\n\nSTYLE\n::cue { color: red }\n\n"
        "00:01.000 --> 00:02.000\n\n00:02.000 --> 00:03.000\nWe tried.\n\nNOTE not said\n\n"
        "intro\n00:03.000 --> 00:04.000\nTwice.\n"
    )
    assert "not said" not in read_file(write("m.vtt", data)).rows[0].text
    assert read_file(write("m.vtt", data)).rows[0].text.startswith("We tried.")


def test_cues_without_any_head_are_subtitles(write: Write) -> None:
    data = "00:00:01,000 --> 00:00:02,000\nWe tried.\n"
    assert read_file(write("captions.txt", data)).rows[0].text == "We tried."


def test_subtitles_without_words_are_empty(write: Write) -> None:
    for data in ("WEBVTT\n", "WEBVTT\n\n00:01.000 --> 00:02.000\n\n"):
        with pytest.raises(EmptySource):
            read_file(write("m.vtt", data))


def test_subtitles_in_another_encoding(write: Write) -> None:
    data = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Łucja>So – yes</v>\n".encode("utf-16")
    reading = read_file(write("m.vtt", data))
    assert reading.rows[0].text == "Łucja: So – yes"
    assert "Read as UTF-16." in reading.warnings
