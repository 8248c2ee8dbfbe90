"""What may be shown: small counts of people are not, and no hidden one can be worked out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations, product

import pytest

from tlc.change.disclosure import NOT_AVAILABLE, Shown, parts, people


def texts(counts: Sequence[int], min_cell: int = 5) -> list[str]:
    return [part.text for part in parts(counts, min_cell)]


def tables(total: int, size: int) -> Iterator[tuple[int, ...]]:
    """Every way of parting a total into so many parts."""
    if size == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in tables(total - first, size - 1):
            yield (first, *rest)


def seen(counts: Sequence[int], min_cell: int) -> tuple[str, ...]:
    """All that a reader of the table has before them: the total, and each part as shown."""
    return (people(sum(counts), min_cell).text, *texts(counts, min_cell))


def says_anything(shown: tuple[Shown, ...]) -> bool:
    """A table in which every part that is not 0 is hidden must not be shown with its total, says the docstring."""
    return any(part.value for part in shown)


@pytest.mark.parametrize(
    ("count", "min_cell", "text"),
    [
        (0, 5, "0"),
        (1, 5, "fewer than 5"),
        (4, 5, "fewer than 5"),
        (5, 5, "5"),
        (12, 5, "12"),
        (1, 1, "1"),
        (1, 2, "fewer than 2"),
        (9, 10, "fewer than 10"),
        (10, 10, "10"),
    ],
)
def test_a_count_of_people_is_shown_from_min_cell_on(count: int, min_cell: int, text: str) -> None:
    assert people(count, min_cell).text == text


@pytest.mark.parametrize("count", range(1, 5))
def test_a_small_count_keeps_no_number_behind_its_text(count: int) -> None:
    shown = people(count, 5)
    assert (shown.value, shown.is_number) == (None, False)
    assert shown == people(1, 5)


@pytest.mark.parametrize("count", [0, 5, 31])
def test_a_count_that_may_be_shown_keeps_its_number(count: int) -> None:
    shown = people(count, 5)
    assert (shown.value, shown.is_number) == (count, True)


def test_not_available_is_not_a_number() -> None:
    assert Shown("not available") == NOT_AVAILABLE
    assert not NOT_AVAILABLE.is_number


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([], []),
        ([0, 0], ["0", "0"]),
        ([7], ["7"]),
        ([30, 12, 5], ["30", "12", "5"]),
        ([30, 12, 0], ["30", "12", "0"]),
        # one small part takes the next smallest with it
        ([30, 12, 3], ["30", "not shown", "not shown"]),
        ([3, 12, 30], ["not shown", "not shown", "30"]),
        ([30, 12, 3, 0], ["30", "not shown", "not shown", "0"]),
        # two small parts that hold enough stand alone
        ([30, 4, 3], ["30", "not shown", "not shown"]),
        ([30, 12, 4, 1], ["30", "12", "not shown", "not shown"]),
        ([6, 4, 4], ["6", "not shown", "not shown"]),
        # two that hold too little take a third
        ([30, 12, 2, 1], ["30", "not shown", "not shown", "not shown"]),
        # parts of one size go together
        ([30, 12, 12, 3], ["30", "not shown", "not shown", "not shown"]),
    ],
)
def test_small_parts_are_hidden_with_the_next_smallest(counts: list[int], expected: list[str]) -> None:
    assert texts(counts) == expected


def test_five_parts_of_one_person_are_not_given_away_by_their_sum() -> None:
    # 25 in all, 20 shown: five hidden parts would hold five people, so one each.
    assert texts([20, 1, 1, 1, 1, 1]) == ["not shown"] * 6


def test_two_parts_of_four_are_not_given_away_by_the_five_beside_them() -> None:
    # Eight people in two parts: were one of them 3, the other would be 5, and the 5 shown would be hidden too.
    assert texts([5, 4, 4]) == ["not shown"] * 3


@pytest.mark.parametrize("min_cell", [0, 1])
def test_with_a_min_cell_of_one_everything_is_shown(min_cell: int) -> None:
    assert texts([3, 1, 0], min_cell) == ["3", "1", "0"]


@pytest.mark.parametrize("counts", [[30, 12, 3], [30, 4, 3, 1], [7, 6, 1]])
def test_the_order_of_the_parts_makes_no_difference(counts: list[int]) -> None:
    shown = dict(zip(counts, texts(counts), strict=True))
    for order in permutations(counts):
        assert texts(order) == [shown[count] for count in order]


def test_hiding_changes_nothing_that_was_handed_in() -> None:
    counts = [30, 12, 3]
    parts(counts, 5)
    assert counts == [30, 12, 3]


@pytest.mark.parametrize("min_cell", [2, 3, 4, 5, 7])
def test_no_small_part_is_ever_shown(min_cell: int) -> None:
    for counts in product(range(10), repeat=3):
        for count, part in zip(counts, parts(counts, min_cell), strict=True):
            assert part.value == count or not part.is_number
            assert not (part.is_number and 0 < count < min_cell)


@pytest.mark.parametrize("min_cell", [2, 3, 4, 5, 7])
@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_no_hidden_part_follows_from_the_total_and_the_parts_shown(min_cell: int, size: int) -> None:
    """By brute force: hidden parts are 1 to N and make up the rest of the total; every such table is tried."""
    for counts in product(range(9), repeat=size):
        shown = parts(counts, min_cell)
        if people(sum(counts), min_cell).is_number and says_anything(shown):
            hidden = [count for count, part in zip(counts, shown, strict=True) if not part.is_number]
            possible = [table for table in tables(sum(hidden), len(hidden)) if min(table) > 0] if hidden else []
            for place, count in enumerate(hidden):
                assert count >= min_cell or len({table[place] for table in possible}) > 1, counts


@pytest.mark.parametrize(
    ("min_cell", "size", "most"),
    [(4, 2, 40), (4, 3, 24), (4, 4, 18), (5, 2, 40), (5, 3, 28), (5, 4, 20), (5, 5, 14), (8, 3, 30)],
)
def test_no_small_part_follows_even_for_somebody_who_knows_the_rule(min_cell: int, size: int, most: int) -> None:
    """By brute force: of all tables that would look the same, at least two differ in each small part."""
    for total in range(most):
        alike: dict[tuple[str, ...], list[tuple[int, ...]]] = {}
        for counts in tables(total, size):
            if says_anything(parts(counts, min_cell)):
                alike.setdefault(seen(counts, min_cell), []).append(counts)
        for look, same in alike.items():
            for place, text in enumerate(look[1:]):
                values = {counts[place] for counts in same}
                assert text != "not shown" or len(values) > 1 or min(values) >= min_cell, same


def test_a_table_of_nothing_but_hidden_ones_would_give_them_away_and_so_is_never_shown() -> None:
    # The beware of the docstring: this is why the report leaves such tables out.
    shown = parts([1, 1, 1, 1, 1], 5)
    assert [part.text for part in shown] == ["not shown"] * 5
    assert not says_anything(shown)
