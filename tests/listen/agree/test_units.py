"""Units: turns, sentences, and characters that stand together where all are alike."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.listen.agree.units import Unit, beginnings, cut

TEXTS = ["It is shut. I left.", "Yes.", "Why? 🙂 No."]


def edges(*places: int) -> np.ndarray:
    return np.array(places, dtype=np.int64)


def test_each_turn_begins_one_after_the_end_of_the_one_before() -> None:
    assert beginnings(["abc", "de"]).tolist() == [0, 4, 7]
    assert beginnings([]).tolist() == [0]


def test_a_turn_is_a_unit() -> None:
    units = cut(["abc", "de"], "turn", edges())
    assert units.start.tolist() == [0, 4]
    assert units.end.tolist() == [3, 6]
    assert units.size.tolist() == [1, 1]


def test_sentences_know_their_turn() -> None:
    units = cut(TEXTS, "sentence", edges())
    assert units.turn.tolist() == [0, 0, 1, 2, 2]
    begin = beginnings(TEXTS)
    words = [
        TEXTS[turn][start - begin[turn] : end - begin[turn]]
        for turn, start, end in zip(units.turn, units.start, units.end, strict=True)
    ]
    assert words == ["It is shut.", "I left.", "Yes.", "Why?", "🙂 No."]


def test_characters_without_a_coding_are_one_piece_a_turn() -> None:
    units = cut(["abc", "de"], "character", edges())
    assert units.size.tolist() == [3, 2]
    assert units.turn.tolist() == [0, 1]


def test_characters_are_cut_where_codings_begin_and_end() -> None:
    units = cut(["abcdef", "gh"], "character", edges(2, 4, 7, 9))
    assert list(zip(units.start, units.end, strict=True)) == [(0, 2), (2, 4), (4, 6), (7, 9)]
    assert units.size.tolist() == [2, 2, 2, 2]


@pytest.mark.parametrize(
    ("span", "unit", "hit"),
    [
        ((0, 3), "turn", [0]),
        ((2, 5), "turn", [0, 1]),
        ((3, 4), "turn", []),
        ((0, 1), "sentence", [0]),
        ((12, 13), "sentence", [1]),
        ((10, 13), "sentence", [0, 1]),
        ((11, 12), "sentence", []),
    ],
)
def test_a_span_is_over_every_unit_that_it_shares_a_character_with(
    span: tuple[int, int], unit: Unit, hit: list[int]
) -> None:
    texts = ["abc", "de"] if unit == "turn" else TEXTS
    spans, under = cut(texts, unit, edges()).under(edges(span[0]), edges(span[1]))
    assert under.tolist() == hit
    assert spans.tolist() == [0] * len(hit)


@given(st.data())
def test_pieces_of_characters_are_all_characters_and_spans_are_whole_pieces(data: st.DataObject) -> None:
    texts = data.draw(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=5))
    begin = beginnings(texts)
    marks = []
    for turn in data.draw(st.lists(st.integers(0, len(texts) - 1), max_size=6)):
        start = data.draw(st.integers(0, len(texts[turn]) - 1))
        end = data.draw(st.integers(start + 1, len(texts[turn])))
        marks.append((begin[turn] + start, begin[turn] + end))
    spans = np.array(marks, dtype=np.int64).reshape(-1, 2)
    units = cut(texts, "character", spans.reshape(-1))
    assert units.size.sum() == sum(len(text) for text in texts)
    span, under = units.under(spans[:, 0], spans[:, 1])
    for number, (start, end) in enumerate(spans):
        assert units.size[under[span == number]].sum() == end - start
