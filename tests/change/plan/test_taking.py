"""A row of the plan made of an action of the library."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tlc.change.actions import action_library
from tlc.change.plan.choices import Choice
from tlc.change.plan.sheet import COLUMNS
from tlc.change.plan.taking import checked_fields, next_number, row_of, to_fill_in
from tlc.errors import ActionError
from tlc.model import Action

Explained = Callable[..., None]


def row(name: str = "A25") -> dict[str, str]:
    entry = next(one for one in action_library().actions if one.id == name)
    return row_of(entry, action_library(), "11", ("living.housing", "access.disjointed"))


def test_what_the_library_knows_is_copied_and_its_id_is_kept() -> None:
    made = row()
    assert made["what"].startswith("Run one pathway")
    assert (made["action"], made["library"], made["status"], made["horizon"]) == ("11", "A25", "proposed", "long")
    assert made["because"] == "living.housing;access.disjointed"
    assert made["principles"] == "4;1"
    assert (made["owner_role"], made["ics"], made["crosswalk"]) == ("local_authority", "ICS1", "denny-access")


def test_what_nobody_can_know_of_the_study_stays_empty() -> None:
    made = row()
    assert {made.get(name, "") for name in ("owner", "by_when", "baseline", "target", "cost", "decided_by")} == {""}
    assert to_fill_in(made) == ("the owner (a post)", "by when", "the baseline", "the target")
    assert to_fill_in(made | {"owner": "Housing lead", "baseline": "none"}) == ("by when", "the target")


def test_partners_are_named_in_words_and_the_measure_holds_process_and_outcome() -> None:
    made = row()
    assert made["partners"].split("; ")[:2] == ["Integrated care board", "NHS trust or foundation trust"]
    assert made["measure"].startswith("sites covered")
    assert "; in the end, emergency department use" in made["measure"]
    assert "suggestion of the library" in made["note"]


def test_sections_of_nice_are_written_so_that_no_spreadsheet_makes_numbers_of_them() -> None:
    assert row()["nice"] == "NG214 1.3;NG214 1.9"


def test_every_action_of_the_library_makes_a_row_of_columns_that_there_are() -> None:
    for entry in action_library().actions:
        assert set(row(entry.id)) <= set(COLUMNS), entry.id


def planned(*ids: str) -> list[Action]:
    return [Action(id=name, what="Act", because=(), principles=()) for name in ids]


@pytest.mark.parametrize(
    ("ids", "taken", "number"),
    [
        ((), (), "1"),
        (("1", "2"), (), "3"),
        (("10", "2"), (), "11"),
        (("LU5", "1a"), (), "1"),
        (("1",), ("4", ""), "5"),
        (("9999999",), (), "1"),
        (("²",), (), "1"),
    ],
)
def test_the_next_number_is_above_every_one_that_was_ever_given(
    ids: tuple[str, ...], taken: tuple[str, ...], number: str
) -> None:
    choices = [Choice(id="a-1", at="", by="a", what="take", action=name) for name in taken]
    assert next_number(planned(*ids), choices) == number


def test_only_columns_of_the_plan_can_be_filled_in(explained: Explained, canary: str) -> None:
    assert checked_fields({"owner": "ICB", "by_when": ""}) == {"owner": "ICB", "by_when": ""}
    for name in ("action", "library", canary, "Owner"):
        with pytest.raises(ActionError) as caught:
            checked_fields({"owner": "ICB", name: "x"})
        explained(caught.value, what="no column that can be filled in", hint="owner, partners")
