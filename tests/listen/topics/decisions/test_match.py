"""Finding topics again by the turns that they share."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.listen.topics.decisions.match import Same, find_again, is_same


def some(*numbers: int) -> frozenset[str]:
    return frozenset(f"FG01:{number:04d}" for number in numbers)


def test_the_pairs_are_those_that_share_most_in_all() -> None:
    # The first alone would go to topic 2; the second can go nowhere else.
    subjects = [some(1, 2, 3, 4), some(5, 6)]
    topics = {1: some(1, 2), 2: some(3, 4, 5, 6)}
    assert find_again(subjects, topics) == (Same(1, 0.5), Same(2, 1.0))


def test_turns_that_are_no_documents_any_more_do_not_count() -> None:
    assert find_again([some(1, 2, 3, 4, 5, 6)], {7: some(1, 2)}) == (Same(7, 1.0),)


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        (some(1, 2, 3, 4), some(1, 2), True),
        (some(1, 2, 3, 4), some(1, 2, 5, 6, 7, 8, 9), True),
        (some(1, 2, 3, 4, 5), some(1, 2, 8, 9), True),
        (some(1, 2, 3, 4, 5), some(1, 2, 7, 8, 9), False),
        (some(1, 2, 3, 4), some(1), False),
        (some(1), some(2), False),
        (some(), some(1), False),
    ],
)
def test_a_topic_is_the_same_while_most_of_it_stands_together(
    old: frozenset[str], new: frozenset[str], same: bool
) -> None:
    assert is_same(old, new) is same


def test_where_there_are_no_topics_nothing_is_found() -> None:
    assert find_again([some(1)], {}) == ("None of its turns is in any topic now.",)


def test_nothing_to_find_is_nothing_found() -> None:
    assert find_again([], {1: some(1)}) == ()


@given(st.lists(st.integers(0, 4), min_size=1, max_size=30), st.lists(st.integers(0, 4), min_size=30, max_size=30))
def test_no_topic_is_found_for_two(before: list[int], after: list[int]) -> None:
    old = [some(*np.flatnonzero(np.array(before) == label)) for label in sorted(set(before))]
    new = {label: some(*np.flatnonzero(np.array(after) == label)) for label in set(after)}
    numbers = [one.number for one in find_again(old, new) if isinstance(one, Same)]
    assert len(numbers) == len(set(numbers))


def test_after_a_tenth_of_new_documents_nine_of_ten_are_found_again() -> None:
    # Five in a hundred go elsewhere in the new fit, as documents at the edge do.
    rng = np.random.default_rng(1)
    found = right = 0
    for _ in range(20):
        before = rng.integers(12, size=300)
        after = np.where(rng.random(300) < 0.05, rng.integers(12, size=300), before)
        after = np.concatenate([after, rng.integers(12, size=30)])
        old = [some(*np.flatnonzero(before == label)) for label in range(12)]
        again = find_again(old, {label + 1: some(*np.flatnonzero(after == label)) for label in range(12)})
        found += sum(isinstance(one, Same) for one in again)
        right += sum(isinstance(one, Same) and one.number == label for label, one in enumerate(again, 1))
    assert found >= 0.9 * 240
    assert right == found
