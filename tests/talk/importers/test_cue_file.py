"""Files of cues are parted into cues; ids, times and notes are counted apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from tlc.errors import TranscriptError
from tlc.talk.importers._account import Aside, characters
from tlc.talk.importers._cue_file import Cue, cues_of

BLOCKS = {"WEBVTT": "headings", "NOTE": "notices"}


def parted(text: str) -> tuple[tuple[Cue, ...], Counter[str]]:
    aside = Aside()
    cues = cues_of(text.split("\n"), blocks=BLOCKS, aside=aside, name="a.vtt")
    shown = sum(characters(line) for cue in cues for line in cue.lines)
    assert characters(text) == shown + sum(aside.counts.values()), "the account balances"
    return cues, aside.counts


def test_a_cue_has_its_times_and_its_lines() -> None:
    cues, aside = parted("1\n00:00:01,000 --> 00:00:02,500\nOne line\nand another.\n")
    assert cues == (Cue(number=2, start=1.0, end=2.5, lines=("One line", "and another.")),)
    assert aside == {"cue ids": 1, "times": 27}


@pytest.mark.parametrize(
    ("timing", "start", "end"),
    [
        ("00:00:01.000 --> 00:00:02.000", 1.0, 2.0),
        ("00:01.000 --> 00:02.000", 1.0, 2.0),
        ("1:00:01,5 --> 1:00:02,5", 3601.5, 3602.5),
        ("00:01 --> 00:02", 1.0, 2.0),
        ("00:01.000-->00:02.000", 1.0, 2.0),
        ("00:01.000 --> 00:02.000 align:start position:0%", 1.0, 2.0),
        ("  00:01.000 -->   00:02.000  ", 1.0, 2.0),
    ],
)
def test_times_are_read_with_and_without_hours(timing: str, start: float, end: float) -> None:
    (cue,), _ = parted(f"{timing}\nYes.")
    assert (cue.start, cue.end) == (start, end)


@pytest.mark.parametrize(
    "timing", ["00:99.000 --> 00:02.000", "00:01.000 --> later", "00:01.000 -->", "1:2:3:4 --> 5:6"]
)
def test_times_that_cannot_be_read_are_an_error(timing: str, explained: Callable[..., None]) -> None:
    with pytest.raises(TranscriptError) as caught:
        parted(f"WEBVTT\n\n{timing}\nzăbranic")
    explained(caught.value, what="A cue's times cannot be read.", where="a.vtt, line 3", hint="00:01:23.000")


@pytest.mark.parametrize("name", ["1", "0f1e2d3c-aaaa-bbbb-cccc-0123456789ab/10-0", "introduction"])
def test_a_cues_id_is_set_aside(name: str) -> None:
    cues, aside = parted(f"WEBVTT\n\n{name}\n00:01.000 --> 00:02.000\nYes.")
    assert aside["cue ids"] == len(name)
    assert cues[0].lines == ("Yes.",)


def test_a_number_between_cues_without_an_empty_line_is_an_id() -> None:
    cues, aside = parted("1\n00:01,000 --> 00:02,000\nYes.\n2\n00:03,000 --> 00:04,000\nNo.")
    assert [cue.lines for cue in cues] == [("Yes.",), ("No.",)]
    assert aside["cue ids"] == 2


def test_a_number_that_somebody_says_is_talk() -> None:
    (cue,), aside = parted("00:01,000 --> 00:02,000\n112")
    assert cue.lines == ("112",)
    assert not aside["cue ids"]


def test_words_before_the_next_times_are_talk() -> None:
    (first, _), _ = parted("00:01,000 --> 00:02,000\nYes.\n00:03,000 --> 00:04,000\nNo.")
    assert first.lines == ("Yes.",)


def test_words_that_an_empty_line_cut_off_stay_with_their_cue() -> None:
    (cue,), aside = parted("00:01.000 --> 00:02.000\nYes,\n\nalways.")
    assert cue.lines == ("Yes,", "always.")
    assert set(aside) == {"times"}


def test_a_note_ends_at_an_empty_line_or_at_times() -> None:
    cues, aside = parted(
        "WEBVTT\n\nNOTE one\ntwo\n\n00:01.000 --> 00:02.000\nYes.\n\nNOTE\nthree\n00:03.000 --> 00:04.000\nNo."
    )
    assert [cue.lines for cue in cues] == [("Yes.",), ("No.",)]
    assert aside["notices"] == characters("NOTE one two NOTE three")
    assert aside["headings"] == 6


def test_a_note_is_one_only_at_the_head_of_a_block() -> None:
    (cue,), aside = parted("00:01.000 --> 00:02.000\nI said\nNOTE that")
    assert cue.lines == ("I said", "NOTE that")
    assert not aside["notices"]


def test_what_stands_before_the_first_cue_is_a_heading() -> None:
    cues, aside = parted("A title\n\n1\n00:01.000 --> 00:02.000\nYes.")
    assert len(cues) == 1
    assert aside["headings"] == 6


def test_an_arrow_in_talk_is_talk() -> None:
    (cue,), _ = parted("00:01.000 --> 00:02.000\nhere --> there")
    assert cue.lines == ("here --> there",)


def test_a_file_without_cues_has_none() -> None:
    assert parted("Only words.")[0] == ()


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ("Zara Quill\n00:01.000 --> 00:02.000", ["Zara Quill"]),
        ("Ada\n00:01.000 --> 00:02.000", ["Ada"]),
        ("12\n00:01.000 --> 00:02.000", []),
        ("1f4e0a8a-8c6b-4f1e-9d1a-0123456789ab/12-0\n00:01.000 --> 00:02.000", []),
        ("00:01.000 --> 00:02.000 align:start position:10%", []),
        ("00:01.000 --> 00:02.000 align:start Zara", ["Zara"]),
    ],
)
def test_names_in_ids_and_settings_reach_the_gate(line: str, texts: list[str]) -> None:
    aside = Aside()
    cues_of([*line.split("\n"), "Yes."], blocks={}, aside=aside, name="a.vtt")
    assert [one.text.strip() for one in aside.texts] == texts
