"""WebVTT, as Teams, Zoom and Whisper write it."""

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
from tlc.talk.importers.vtt import read

TEAMS = """WEBVTT

NOTE invented words

0f1e/8-0
00:00:05.485 --> 00:00:09.725
<v P17>Yes,
always &amp; ever.</v>

0f1e/12-0
00:00:09.645 --> 00:00:10.165
<v P18>No.

0f1e/9-1
00:00:11.000 --> 00:00:12.000
Hello hello
"""


def of(text: str) -> RawTranscript:
    return read(text.encode(), name="FG04.vtt")


def said(raw: RawTranscript) -> list[tuple[str | None, str]]:
    return [(turn.label, turn.text) for turn in raw.turns]


def test_a_teams_file_becomes_turns() -> None:
    raw = of(TEAMS)
    assert said(raw) == [("P17", "Yes, always & ever."), ("P18", "No."), (None, "Hello hello")]
    assert [(turn.number, turn.seconds) for turn in raw.turns] == [(6, 5.485), (11, 9.645), (15, 11.0)]
    assert raw.unit == "line"


def test_the_account_says_what_became_of_every_character() -> None:
    account = of(TEAMS).account
    assert account.read == characters(TEAMS)
    assert set(account.aside) == {"headings", "notices", "cue ids", "times", "markup", "labels"}
    assert account.aside["notices"] == characters("NOTE invented words")


def test_styles_and_regions_are_markup() -> None:
    raw = of("WEBVTT\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\n00:01.000 --> 00:02.000\nYes.")
    assert raw.account.aside["markup"] == characters("STYLE ::cue { color: red } REGION id:a")


def test_what_stands_beside_webvtt_is_a_heading() -> None:
    raw = of("WEBVTT - Focus group 4\nKind: captions\n\n00:01.000 --> 00:02.000\nYes.")
    assert raw.account.aside["headings"] == characters("WEBVTT - Focus group 4 Kind: captions")


def test_a_zoom_file_becomes_turns() -> None:
    cues = ("1\n00:00:01.000 --> 00:00:02.000\nP46: Yes,", "2\n00:00:02.500 --> 00:00:03.000\nP46: always.")
    raw = of("\n\n".join(("WEBVTT", *cues)).replace("\n", "\r\n"))
    assert said(raw) == [("P46", "Yes, always.")]


def test_a_byte_order_mark_before_webvtt_does_no_harm() -> None:
    assert said(of("\ufeffWEBVTT\n\n00:01.000 --> 00:02.000\nYes.")) == [(None, "Yes.")]


@pytest.mark.parametrize("text", ["zăbranic", "1\n00:00:01,000 --> 00:00:02,000\nzăbranic", "WEBVTTX\n\nzăbranic"])
def test_another_format_is_refused(text: str, explained: Callable[..., None]) -> None:
    with pytest.raises(TranscriptError) as caught:
        of(text)
    explained(caught.value, what="cannot be read as WebVTT", where="FG04.vtt", hint="give it the ending")


@pytest.mark.parametrize(
    "text", ["", "\n", "WEBVTT", "WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "WEBVTT\n\nNOTE zăbranic"]
)
def test_a_file_in_which_nobody_speaks_is_refused(text: str, explained: Callable[..., None]) -> None:
    with pytest.raises(TranscriptError) as caught:
        of(text)
    explained(caught.value, what="The file holds no words.", where="FG04.vtt", hint="right file")


def test_bytes_that_are_no_text_are_refused(explained: Callable[..., None]) -> None:
    with pytest.raises(TranscriptError) as caught:
        read(b"WEBVTT\n\n\xff\xfe\xfa", name="FG04.vtt")
    explained(caught.value, what="not in UTF-8", where="FG04.vtt", hint="save it again")


def test_broken_times_are_named_by_their_line(explained: Callable[..., None]) -> None:
    with pytest.raises(TranscriptError) as caught:
        of("WEBVTT\n\n00:00:x1.000 --> 00:02.000\nzăbranic\n\n00:61:99.000 --> 00:02.000\nzăbranic")
    explained(caught.value, what="times cannot be read", where="FG04.vtt, line 6", hint="00:01:23.000")


def test_the_shared_teams_file_reads_as_written(shared: Callable[[str], bytes]) -> None:
    raw = read(shared("talk/formats/teams.vtt"), name="teams.vtt")
    assert [turn.label for turn in raw.turns] == [
        "Facilitator",
        "P1",
        "P2",
        "P3 (via interpreter)",
        "P1",
        "Facilitator",
        "P2",
    ]
    assert raw.turns[4].text == "Time was 10:30 when they called: too late."


def test_shapes_seen_in_the_wild_are_read(shared: Callable[[str], bytes]) -> None:
    raw = read(shared("talk/teams/teams_variants_seen_in_the_wild.vtt"), name="wild.vtt")
    assert said(raw) == [
        ("Carlos Fábregas", "No."),
        ("Graham, Ken (Contractor)", "Morning & welcome everyone."),
        (None, "Hello hello I already started the recording."),
        ("Ana Ionescu", "fără etichetă de închidere fără etichetă de închidere și fără id"),
    ]


def test_a_zoom_consultation_keeps_its_words(shared: Callable[[str], bytes]) -> None:
    raw = read(shared("talk/derived_fixtures/day1_consultation05_zoom_style.vtt"), name="zoom.vtt")
    assert Counter(turn.label for turn in raw.turns) == {"Doctor": 42, "Patient": 41}
    assert raw.account.kept == 6998
    starts = [turn.seconds or 0 for turn in raw.turns]
    assert starts == sorted(starts)


@pytest.mark.parametrize(("name", "turns"), [("goodboy_fasterwhisper.vtt", 753), ("keitai_whisper.vtt", 762)])
def test_whisper_writes_minutes_without_hours(name: str, turns: int, shared: Callable[[str], bytes]) -> None:
    raw = read(shared(f"talk/hitsave_whisper/{name}"), name=name)
    assert len(raw.turns) == turns
    assert {turn.label for turn in raw.turns} == {None}


BLOCK = st.sampled_from(["NOTE ", "STYLE", "7", "", "00:01.000 --> 00:02.000", "00:03.000 --> 00:09.000 align:start"])
SHOWN = st.sampled_from(
    ["<v P01>", "<v P02>x</v>", "P03: ", "</v>", "<i>", "&amp;", "&#x326;", "<v ", "[00:00:12] ", ""]
)
WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=15)


@given(st.lists(st.tuples(BLOCK, SHOWN, WORDS, st.sampled_from(["\n", "\n\n"])), max_size=12))
@settings(deadline=None, max_examples=200)
def test_no_character_is_lost_whatever_the_file_holds(parts: list[tuple[str, str, str, str]]) -> None:
    text = "WEBVTT\n\n" + "".join(f"{block}\n{shown}{words}{end}" for block, shown, words, end in parts)
    try:
        raw = of(text)
    except TranscriptError as error:
        assert error.what.startswith(("The file holds no", "The file is not", "A cue's times"))
        return
    assert raw.account.balances
    controls = sum(unicodedata.category(c) == "Cc" and not c.isspace() for c in text)
    assert raw.account.read == characters(text) + controls
