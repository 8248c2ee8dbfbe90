"""Wide tables in a terminal: what each line is about stands in every block."""

from __future__ import annotations

import pandas as pd
import pytest

from tlc.lab.reading._wide import as_wide_text


@pytest.mark.parametrize("columns", [1, 5, 20, 60])
def test_the_first_column_stands_in_every_block_and_no_column_is_lost(columns: int) -> None:
    names = [f"column{place}" for place in range(columns)]
    frame = pd.DataFrame([["access.hours", *names], ["access.papers", *names]], columns=["code", *names])
    blocks = as_wide_text("", frame).split("\n\n")
    assert len(blocks) == -(-columns // 11)
    heads = []
    for block in blocks:
        head, *lines = block.split("\n")
        assert head.split()[0] == "code"
        assert [line.split()[0] for line in lines] == ["access.hours", "access.papers"]
        assert all(line.split()[1:] == head.split()[1:] for line in lines)
        heads += head.split()[1:]
        assert max(map(len, block.split("\n"))) <= 118
    assert heads == names


def test_a_narrow_table_is_one_block_between_title_and_note() -> None:
    text = as_wide_text("Title", pd.DataFrame([["a", "1"]], columns=["code", "FG01"]), "Note.")
    assert text.split("\n") == ["Title", "code FG01", "   a    1", "Note."]


def test_a_table_of_one_column_can_be_shown() -> None:
    assert as_wide_text("", pd.DataFrame({"code": ["a"]})).split() == ["code", "a"]


def test_long_words_are_cut() -> None:
    lines = as_wide_text("", pd.DataFrame([["a" * 100, "b" * 100, "c" * 100, "d" * 100]])).split("\n")
    assert max(map(len, lines)) <= 122
    assert lines[1].count("...") == 2


def test_nothing_is_shown_as_none() -> None:
    assert as_wide_text("Title", pd.DataFrame(columns=["code"])) == "Title\n(none)"
