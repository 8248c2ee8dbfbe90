"""SRT subtitles, made by hand or by a tool."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tlc.errors import TranscriptError
from tlc.talk.importers import RawTranscript
from tlc.talk.importers._account import characters
from tlc.talk.importers.srt import read

SMALL = """1
00:00:00,000 --> 00:00:01,900
Notice: invented words.

2
00:00:02,000 --> 00:00:04,000
P37: We waited
the whole day,

3
00:00:04,100 --> 00:00:06,000
and then they shut.

4
00:00:06,500 --> 00:00:07,000
?: Mm.
"""


def of(text: str) -> RawTranscript:
    return read(text.encode(), name="FG08.srt")


def said(raw: RawTranscript) -> list[tuple[str | None, str]]:
    return [(turn.label, turn.text) for turn in raw.turns]


def test_subtitles_become_turns() -> None:
    raw = of(SMALL)
    assert said(raw) == [("P37", "We waited the whole day, and then they shut."), ("?", "Mm.")]
    assert [(turn.number, turn.seconds) for turn in raw.turns] == [(6, 2.0), (15, 6.5)]
    assert raw.unit == "line"


def test_a_notice_in_the_first_cue_is_set_aside() -> None:
    assert of(SMALL).account.aside["notices"] == characters("Notice: invented words.")


def test_the_account_says_what_became_of_every_character() -> None:
    account = of(SMALL).account
    assert account.read == characters(SMALL)
    assert set(account.aside) == {"cue ids", "times", "labels", "notices"}


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_line_ends_and_marks_change_nothing(end: str, mark: str) -> None:
    raw = read((mark + SMALL.replace("\n", end)).encode("utf-8"), name="FG08.srt")
    assert said(raw) == said(of(SMALL))


def test_cues_need_no_empty_line_and_no_number() -> None:
    raw = of("00:00:01,000 --> 00:00:02,000\nP01: Yes.\n00:00:03,000 --> 00:00:04,000\nP02: No.")
    assert said(raw) == [("P01", "Yes."), ("P02", "No.")]


def test_times_may_have_points() -> None:
    assert of("1\n00:00:01.500 --> 00:00:02.000\nYes.").turns[0].seconds == 1.5


def test_fonts_and_positions_go() -> None:
    raw = of('1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<font color="#fff"><i>Yes.</i></font>')
    assert said(raw) == [(None, "Yes.")]


@pytest.mark.parametrize("text", ["zăbranic", "1\n2\nzăbranic", "WEBVTT\n\nzăbranic"])
def test_another_format_is_refused(text: str, explained: Callable[..., None]) -> None:
    with pytest.raises(TranscriptError) as caught:
        of(text)
    explained(caught.value, what="cannot be read as SRT subtitles", where="FG08.srt", hint="give it the ending")


@pytest.mark.parametrize(
    "text", ["", "\r\n", "1\n00:00:01,000 --> 00:00:02,000\n", "1\n00:00:01,000 --> 00:00:02,000\nP01:"]
)
def test_a_file_in_which_nobody_speaks_is_refused(text: str, explained: Callable[..., None]) -> None:
    with pytest.raises(TranscriptError) as caught:
        of(text)
    explained(caught.value, what="The file holds no words.", where="FG08.srt", hint="right file")


def test_broken_times_are_named_by_their_line(explained: Callable[..., None]) -> None:
    with pytest.raises(TranscriptError) as caught:
        of("1\n00:00:01,000 --> 00:00:0\nzăbranic")
    explained(caught.value, what="times cannot be read", where="FG08.srt, line 2", hint="00:01:23.000")


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(TranscriptError, match="UTF-8"):
        read(b"1\n00:00:01,000 --> 00:00:02,000\n\xe3\x28", name="FG08.srt")


def test_the_shared_file_reads_as_written(shared: Callable[[str], bytes]) -> None:
    raw = read(shared("talk/formats/plain.srt"), name="plain.srt")
    assert len(raw.turns) == 7
    assert raw.turns[4].text == "Time was 10:30 when they called: too late."
    assert [turn.seconds for turn in raw.turns] == [5, 12, 19, 26, 33, 40, 47]


def test_a_consultation_keeps_its_words(shared: Callable[[str], bytes]) -> None:
    raw = read(shared("talk/derived_fixtures/day1_consultation05.srt"), name="c.srt")
    assert Counter(turn.label for turn in raw.turns) == {"Doctor": 42, "Patient": 41}
    assert raw.account.kept == 6998


@pytest.mark.parametrize(("name", "turns"), [("goodboy_fasterwhisper.srt", 753), ("keitai_whisper.srt", 762)])
def test_whispers_subtitles_have_no_speakers(name: str, turns: int, shared: Callable[[str], bytes]) -> None:
    raw = read(shared(f"talk/hitsave_whisper/{name}"), name=name)
    assert len(raw.turns) == turns
    assert not any(turn.label for turn in raw.turns)


TIMING = st.sampled_from(["00:00:01,000 --> 00:00:02,000", "0:03,5 --> 0:04,5", "1", "12", ""])
SHOWN = st.sampled_from(["P01: ", "Ana: ", "?: ", "Notice: ", "<i>", "{\\an8}", "&lt;", "[P02] ", ""])
WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=15)


@given(st.lists(st.tuples(TIMING, SHOWN, WORDS, st.sampled_from(["\n", "\n\n", "\r\n"])), max_size=12))
@settings(deadline=None, max_examples=200)
def test_no_character_is_lost_whatever_the_file_holds(parts: list[tuple[str, str, str, str]]) -> None:
    text = "1\n00:00:00,000 --> 00:00:01,000\n" + "".join(f"{t}\n{s}{words}{end}" for t, s, words, end in parts)
    try:
        raw = of(text)
    except TranscriptError as error:
        assert error.what.startswith(("The file holds no", "The file is not", "A cue's times"))
        return
    assert raw.account.balances
    controls = sum(unicodedata.category(c) == "Cc" and not c.isspace() for c in text)
    assert raw.account.read == characters(text) + controls
