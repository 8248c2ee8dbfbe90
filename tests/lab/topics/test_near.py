"""How alike topics are: the same figures in the table, in the picture and in words."""

from __future__ import annotations

import re

import numpy as np
import pytest

from tlc.lab.topics.near import HierarchyTable, LikenessTable
from tlc.listen.topics.likeness import Likeness, hierarchy

LABELS = {1: "1 surname", 2: "2 <bus>", 5: "5 tooth"}
ALIKE = Likeness(topics=(1, 2, 5), matrix=np.array([[1, 0.1, 0.82], [0.1, 1, -0.3], [0.82, -0.3, 1]]))


@pytest.fixture
def table() -> LikenessTable:
    return LikenessTable(result=ALIKE, labels=LABELS)


@pytest.fixture
def joined() -> HierarchyTable:
    return HierarchyTable(result=hierarchy(ALIKE), labels=LABELS)


def words(svg: str) -> list[str]:
    return re.findall(r">([^<>]+)</text>", svg)


def test_pairs_stand_in_the_frame_once_the_most_alike_first(table: LikenessTable) -> None:
    assert table.frame[["topic", "beside", "likeness"]].to_numpy().tolist() == [[1, 5, 0.82], [1, 2, 0.1], [2, 5, -0.3]]


def test_a_terminal_names_what_is_most_like_each_topic(table: LikenessTable) -> None:
    assert "1 surname: 5 tooth 0.82; 2 <bus> 0.10" in repr(table)
    assert "2 <bus>: 1 surname 0.10; 5 tooth -0.30" in repr(table)


def test_the_grid_is_in_hundredths_and_empty_where_there_is_nothing_in_common(table: LikenessTable) -> None:
    said = words(table.plot()._repr_svg_())
    assert said.count("82") == 2
    assert said.count("10") == 2
    assert not {"0", "100", "-30"} & set(said)


def test_joins_stand_in_the_frame_in_their_order(joined: HierarchyTable) -> None:
    rows = joined.frame.to_numpy().tolist()
    assert rows[0] == [1, "1", "5", pytest.approx(0.18)]
    assert rows[1][:3] == [2, "1 5", "2"]


def test_the_tree_draws_what_was_joined_side_by_side(joined: HierarchyTable) -> None:
    said = words(joined.plot()._repr_svg_())
    assert said[:3] == ["1 surname", "5 tooth", "2 &lt;bus&gt;"]
    assert "1 with 5 at 0.18." in joined.plot().description


def test_labels_are_only_words(table: LikenessTable, joined: HierarchyTable) -> None:
    assert "<bus>" not in table._repr_html_() + joined._repr_html_()


def test_both_say_that_they_decide_nothing(table: LikenessTable, joined: HierarchyTable) -> None:
    assert "read both before you merge them" in repr(table)
    assert "not how many there are" in repr(joined)


def test_one_topic_alone_is_like_nothing() -> None:
    alone = LikenessTable(result=Likeness(topics=(1,), matrix=np.ones((1, 1))), labels=LABELS)
    assert alone.frame.empty
    assert "1 surname: -" in repr(alone)
