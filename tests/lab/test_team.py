"""What is said beneath tables of people: no more than is kept."""

from __future__ import annotations

import pytest

from tlc.lab.team import protection


@pytest.mark.parametrize("min_cell", [2, 5, 10])
def test_the_measure_is_named(min_cell: int) -> None:
    assert f"above zero and below {min_cell} are not shown" in protection(min_cell)


def test_it_is_said_what_goes_with_a_hidden_count() -> None:
    assert "within this one table, nor its passages." in protection(5, beside="its passages")
    assert "within this one table. Zeros" in protection(5)


def test_it_is_said_what_may_still_be_worked_out_and_where_the_table_stays() -> None:
    words = protection(5)
    assert "Zeros are shown." in words
    assert "can work some hidden counts out" in words
    assert "stays in the team" in words
    assert "the report is what may leave" in words
