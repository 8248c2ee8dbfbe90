"""What may be shown: small counts of people are not, and no hidden one can be worked out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations, product

import numpy as np
import pytest
import scipy.optimize

from tlc.change.disclosure import NOT_AVAILABLE, NOT_SHOWN, Shown, crosstab, parts, people, voices


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


# Tables of themes by kinds of people


def rows_of(sizes: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Every row that a table of such columns can have."""
    yield from product(*(range(size + 1) for size in sizes))


def row_shown(row: Sequence[int], sizes: Sequence[int], min_cell: int) -> tuple[str, ...]:
    return tuple(cell.text for cell in crosstab([row], sizes, min_cell)[0])


@pytest.mark.parametrize(
    ("row", "whole"),
    [((12, 9), True), ((5, 20), True), ((4, 9), False), ((12, 0), False), ((30, 9), False), ((26, 9), False)],
)
def test_a_row_is_shown_only_where_neither_those_who_said_it_nor_those_who_did_not_are_few(
    row: tuple[int, int], whole: bool
) -> None:
    expected = tuple(map(str, row)) if whole else ("not shown", "not shown")
    assert row_shown(row, (30, 25), 5) == expected


def test_a_focus_group_is_too_small_for_any_count_of_its_people() -> None:
    assert not any(cell.is_number for row in rows_of((6, 30)) for cell in crosstab([row], (6, 30), 5)[0])


def test_rows_do_not_touch_one_another() -> None:
    assert crosstab([(12, 9), (1, 9)], (30, 25), 5) == (*crosstab([(12, 9)], (30, 25), 5), (NOT_SHOWN, NOT_SHOWN))


def test_a_row_of_another_length_than_the_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="argument"):
        crosstab([(12,)], (30, 25), 5)


@pytest.mark.parametrize(
    ("sizes", "min_cell"), [((6, 7), 3), ((4, 5, 6), 2), ((10, 11), 5), ((5, 5, 5), 2), ((9, 1), 2)]
)
def test_no_cell_of_a_hidden_row_follows_even_for_somebody_who_knows_rule_and_total(
    sizes: tuple[int, ...], min_cell: int
) -> None:
    """By brute force over every row: what looks alike differs in each cell, unless the total alone gave it away."""
    by_total: dict[int, list[tuple[int, ...]]] = {}
    for row in rows_of(sizes):
        by_total.setdefault(sum(row), []).append(row)
    for total, rows in by_total.items():
        hidden = [row for row in rows if row_shown(row, sizes, min_cell)[0] == "not shown"]
        for place in range(len(sizes)):
            by_total_alone = {row[place] for row in rows}
            assert not hidden or len({row[place] for row in hidden}) > 1 or len(by_total_alone) == 1, (total, hidden)


@pytest.mark.parametrize("seed", range(4))
def test_no_small_count_is_recovered_from_a_table_by_linear_programming(seed: int) -> None:
    """The release check of an intruder who knows totals and columns: lower and upper end of every hidden cell."""
    luck = np.random.default_rng(seed)
    sizes = luck.integers(20, 40, 4)
    counts = luck.binomial(sizes, luck.uniform(0.1, 0.9, (12, 1)))
    shown = crosstab(counts.tolist(), sizes.tolist(), 5)
    assert any(cell.is_number for row in shown for cell in row)
    for row, cells in zip(counts, shown, strict=True):
        known = [cell.value for cell in cells]
        limits = [(0, int(size)) if value is None else (value, value) for value, size in zip(known, sizes, strict=True)]
        for place, value in enumerate(known):
            aim = np.eye(len(sizes))[place]
            ends = [
                scipy.optimize.linprog(sign * aim, A_eq=[[1] * len(sizes)], b_eq=[row.sum()], bounds=limits).fun * sign
                for sign in (1, -1)
            ]
            assert value is None or 5 <= value <= sizes[place] - 5
            assert value is not None or ends[1] - ends[0] >= min(row.sum(), sizes.sum() - row.sum(), 5), row


# Voices of one theme beside sessions and passages


@pytest.mark.parametrize(
    ("counts", "passages", "texts_", "told"),
    [
        ((12, 9), 30, ("12", "9"), "30"),
        ((12, 0), 12, ("12", "0"), "12"),
        ((0, 0), 2, ("0", "0"), "2"),
        ((3, 0), 9, ("fewer than 5", "fewer than 5"), "9"),
        ((3, 0), 7, ("fewer than 5", "fewer than 5"), "not shown"),
        ((0, 1), 1, ("fewer than 5", "fewer than 5"), "not shown"),
        ((7, 1), 8, ("7", "fewer than 5"), "not shown"),
        ((7, 1), 11, ("7", "fewer than 5"), "11"),
    ],
)
def test_a_zero_or_a_passage_beside_a_hidden_count_is_not_told_where_it_would_tell(
    counts: tuple[int, int], passages: int, texts_: tuple[str, str], told: str
) -> None:
    shown, said = voices(counts, passages, 5)
    assert tuple(one.text for one in shown) == texts_
    assert said.text == told


@pytest.mark.parametrize("min_cell", [3, 4, 5, 7])
def test_no_hidden_count_of_voices_follows_from_sessions_and_passages(min_cell: int) -> None:
    """By brute force: a person is in one session and says one passage or more; each session has somebody.

    But for the lower end that the docstring warns of: about as many sessions as there could be people.
    """
    alike: dict[tuple[object, ...], set[tuple[int, int]]] = {}
    for community, professionals in product(range(min_cell + 3), repeat=2):
        everybody = community + professionals
        for passages in range(everybody, 2 * min_cell + 9):
            shown, said = voices((community, professionals), passages, min_cell)
            for sessions in range(min(1, everybody), everybody + 1):
                most = sum(min_cell - 1 if one.value is None else one.value for one in shown)
                look = (*(one.text for one in shown), said.text, sessions)
                if sessions < most - 1:
                    alike.setdefault(look, set()).add((community, professionals))
    for look, worlds in alike.items():
        for place in (0, 1):
            hidden = not str(look[place]).isdigit()
            assert not hidden or len({world[place] for world in worlds}) > 1, (look, worlds)
