"""Times in transcripts become seconds; times in talk stay talk."""

from __future__ import annotations

import pytest

from tlc.talk.importers._account import Aside
from tlc.talk.importers._times import ALONE, HEAD, last_stamp, seconds, stamp, without_stamps


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("00:01:23", 83.0),
        ("0:21", 21.0),
        ("43.810", None),
        ("00:43.810", 43.81),
        ("00:00:02,100", 2.1),
        ("01:02:03.004", 3723.004),
        ("00:01:23-4", 83.4),
        ("75:10", 4510.0),
        (" 1:05 ", 65.0),
        ("1:75", None),
        ("00:75:00", None),
        ("soon", None),
        ("", None),
        ("8", None),
    ],
)
def test_a_time_is_read_as_seconds(time: str, expected: float | None) -> None:
    assert seconds(time) == expected


@pytest.mark.parametrize(
    ("line", "expected", "rest"),
    [
        ("[00:01:23] words", 83.0, "words"),
        ("[1:23] words", 83.0, "words"),
        ("(00:01:23) words", 83.0, "words"),
        ("00:01:23 words", 83.0, "words"),
        ("#00:01:23-4# words", 83.4, "words"),
        ("[00:01:23 - 00:01:30] words", 83.0, "words"),
        ("  [00:01:23.5]words", 83.5, "words"),
    ],
)
def test_a_stamp_at_the_head_of_a_line_is_found(line: str, expected: float, rest: str) -> None:
    found = HEAD.match(line)
    assert found is not None
    assert stamp(found) == expected
    assert line[found.end() :] == rest


@pytest.mark.parametrize(
    "line", ["8:30 we left", "(8:30) we left", "10:30, it was", "00:01:23:15 words", "[laughs] yes", "at 00:01:23"]
)
def test_a_time_that_is_talk_is_no_stamp(line: str) -> None:
    assert HEAD.match(line) is None


@pytest.mark.parametrize(("line", "expected"), [("0:21", 21.0), ("[00:21]", 21.0), ("00:00:01 --> 00:00:04", 1.0)])
def test_on_a_line_of_its_own_any_time_is_a_stamp(line: str, expected: float) -> None:
    found = ALONE.fullmatch(line)
    assert found is not None
    assert stamp(found) == expected


def test_a_line_with_words_is_no_stamp() -> None:
    assert ALONE.fullmatch("0:21 yes") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We went. #00:00:12-5#", 12.5),
        ("We went. [00:00:12] ", 12.0),
        ("We went [00:00:12] home.", None),
        ("We went at 00:00:12", None),
        ("", None),
    ],
)
def test_the_stamp_at_the_end_of_a_text_is_read(text: str, expected: float | None) -> None:
    assert last_stamp(text) == expected


@pytest.mark.parametrize(
    ("text", "kept", "times"),
    [
        ("We went [00:00:12] home.", "We went home.", 10),
        ("We went[00:00:12]home.", "We went home.", 10),
        ("We went. #00:00:12-5#", "We went.", 12),
        ("We (00:00:12 - 00:00:14) went.", "We went.", 19),
        ("Time was 10:30 when they called: too late.", "Time was 10:30 when they called: too late.", 0),
        ("We met at (8:30) or [8:30].", "We met at (8:30) or [8:30].", 0),
    ],
)
def test_stamps_go_from_the_words_and_are_counted(text: str, kept: str, times: int) -> None:
    aside = Aside()
    assert without_stamps(text, aside) == kept
    assert aside.counts["times"] == times


def test_a_long_text_of_spaces_is_no_trap() -> None:
    text = "a" + " " * 200_000 + "b"
    assert without_stamps(text, Aside()) == text
