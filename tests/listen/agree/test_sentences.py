"""Sentences: the same for every coder, and no character lost."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.listen.agree.sentences import sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It was closed. I went home.", ["It was closed.", "I went home."]),
        ("Why? Nobody said! So I left", ["Why?", "Nobody said!", "So I left"]),
        ("I waited... and waited. Then", ["I waited... and waited.", "Then"]),
        ("I waited… Then it shut.", ["I waited…", "Then it shut."]),
        ("Dr. Pop saw me. Mrs. Ene did not.", ["Dr. Pop saw me.", "Mrs. Ene did not."]),
        ("Room no. 5 is there. She said no. Then", ["Room no. 5 is there.", "She said no.", "Then"]),
        ("I met J. Smith. It was I. He knew.", ["I met J. Smith.", "It was I.", "He knew."]),
        ("At 8.30 it opens. 9 is too late.", ["At 8.30 it opens.", "9 is too late."]),
        ('He said "tomorrow." I cried.', ['He said "tomorrow."', "I cried."]),
        ("(It was shut.) I left.", ["(It was shut.)", "I left."]),
        ("one line\nanother line", ["one line", "another line"]),
        ("M-am dus la dl. Pop. Nr. 5 era închis. Și?", ["M-am dus la dl. Pop.", "Nr. 5 era închis.", "Și?"]),
        ("Știu. Însă ăla nu.", ["Știu.", "Însă ăla nu."]),
        ("لماذا؟ لا أعرف.", ["لماذا؟", "لا أعرف."]),
        ("我去了。他们关门了！为什么？", ["我去了。", "他们关门了！", "为什么？"]),
        ("Yes 🙂. No 🙁. End", ["Yes 🙂.", "No 🙁.", "End"]),
        ("www.nhs.uk has it. e.g. that page.", ["www.nhs.uk has it. e.g. that page."]),
        ("  only one  ", ["only one"]),
        ("...", ["..."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_talk_is_cut_where_people_would(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


@given(st.text(alphabet=st.sampled_from("aA .!?…\n\"'”)。？І🙂é́") | st.characters(), max_size=60))
def test_every_character_but_white_space_is_in_exactly_one_sentence(text: str) -> None:
    spans = sentences(text)
    assert all(start < end for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    inside = {place for start, end in spans for place in range(start, end)}
    assert all(place in inside for place, letter in enumerate(text) if not letter.isspace())
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)


@pytest.mark.parametrize("piece", [".", "!?", ". ", "...x", '."', "a\n", "   "])
def test_a_long_run_of_marks_takes_no_long_time(piece: str) -> None:
    began = time.process_time()
    sentences(piece * 50_000)
    assert time.process_time() - began < 5
