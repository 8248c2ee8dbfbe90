"""Cross-walks: what an action may be set against beside the five principles."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tlc.change.crosswalks import crosswalks, entries
from tlc.errors import ActionError

Explained = Callable[..., None]


def test_there_are_the_sections_of_nice_the_five_approaches_and_the_four_areas() -> None:
    assert {name: len(one.entries) for name, one in crosswalks().items()} == {"nice": 12, "ics": 5, "denny-4": 4}


def test_every_list_says_where_it_is_from_and_every_entry_what_it_is() -> None:
    for one in crosswalks().values():
        assert len(one.source) > 40 and one.name
        assert all(one.entries.values()), one.id


def test_the_sections_of_nice_are_numbered_without_a_gap() -> None:
    assert list(crosswalks()["nice"].entries) == [f"1.{number}" for number in range(1, 13)]


def test_no_two_lists_share_an_entry() -> None:
    ids = [entry for one in crosswalks().values() for entry in one.entries]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("name", "given", "found"),
    [
        ("nice", ["1.5"], ("1.5",)),
        ("nice", ["NG214 1.10", "ng214  1.2"], ("1.2", "1.10")),
        ("nice", ["1.5", "NG214 1.5"], ("1.5",)),
        ("ics", ["ics5", "ICS1"], ("ICS1", "ICS5")),
        ("denny-4", ["Denny-Access"], ("denny-access",)),
        ("ics", [], ()),
    ],
)
def test_entries_are_found_once_each_in_the_order_of_the_list(
    name: str, given: list[str], found: tuple[str, ...]
) -> None:
    assert entries(name, given) == found


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("nice", "1.0"),
        ("nice", "1.13"),
        ("nice", "2"),
        ("nice", ""),
        ("ics", "ICS6"),
        ("ics", "NG214 1.5"),
        ("ics", "ng214 ICS1"),
    ],
)
def test_what_is_not_in_the_list_is_refused_with_what_is(name: str, given: str, explained: Explained) -> None:
    with pytest.raises(ActionError) as caught:
        entries(name, [given])
    explained(caught.value, what="not in this list", hint=next(iter(crosswalks()[name].entries)))


def test_the_error_repeats_nothing_of_what_was_written(canary: str) -> None:
    with pytest.raises(ActionError) as caught:
        entries("nice", [canary])
    assert canary not in str(caught.value)
