"""Who is described how beside a quote: nobody in words that fit only a few, however the reader counts."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.change.report.speakers import described
from tlc.model import Group, Participant
from tlc.model.people import Role

LABELS = {"A": "women who clean", "B": "men who build", "C": "people over 60", "D": "women who clean", "E": ""}
GROUPS = {name: Group(id=name, kind="focus_group", label=label) for name, label in LABELS.items()}
COMMUNITY, PROFESSIONAL = "Community participant", "Professional"


def people(**sizes: int) -> list[Participant]:
    """So many community participants a group, of ``pro`` so many professionals of no group."""
    roles: dict[str, Role] = {"pro": "professional"}
    return [
        Participant(id=f"{group}{number}", role=roles.get(group, "community"), group=group)
        for group, size in sizes.items()
        for number in range(size)
    ]


def told(min_cell: int = 5, **sizes: int) -> dict[str, str]:
    everyone = described(people(**sizes), GROUPS, min_cell)
    return {name.rstrip("0123456789"): one.by for name, one in everyone.items()}


def test_a_group_is_named_where_enough_people_are_in_it() -> None:
    assert told(A=5, B=6) == {"A": f"{COMMUNITY}, women who clean", "B": f"{COMMUNITY}, men who build"}


def test_where_one_small_group_would_be_all_that_is_left_the_next_smallest_is_not_named_either() -> None:
    # 6 and 7 named: whoever is left would be one of four.
    assert told(A=7, B=6, C=4) == {"A": f"{COMMUNITY}, women who clean", "B": COMMUNITY, "C": COMMUNITY}


def test_two_small_groups_hide_one_another() -> None:
    assert told(A=7, B=3, C=2)["A"] == f"{COMMUNITY}, women who clean"
    assert told(A=7, B=2, C=2)["A"] == COMMUNITY


def test_groups_that_are_described_alike_are_counted_as_one() -> None:
    assert told(A=3, D=3, B=5)["D"] == f"{COMMUNITY}, women who clean"


def test_a_group_without_a_label_needs_no_hiding_but_counts_among_those_without() -> None:
    assert told(A=6, E=5) == {"A": f"{COMMUNITY}, women who clean", "E": COMMUNITY}
    assert told(A=6, E=1) == {"A": COMMUNITY, "E": COMMUNITY}


def test_a_role_that_is_small_is_told_of_nobody() -> None:
    assert told(A=6, B=6, pro=5)["pro"] == PROFESSIONAL
    assert told(A=6, B=7, pro=4) == {"A": "Participant", "B": "Participant, men who build", "pro": "Participant"}


def test_in_a_study_of_few_everybody_is_a_participant() -> None:
    assert set(told(A=2, pro=1).values()) == {"Participant"}


def test_nobody_is_described_who_is_no_participant() -> None:
    guide = Participant(id="R1", role="facilitator", group="A")
    assert "R1" not in described([*people(A=5), guide], GROUPS, 5)
    assert described([*people(A=4), guide], GROUPS, 5)["A0"].by == "Participant"


def test_what_was_dropped_is_kept_for_the_team() -> None:
    everyone = described(people(A=7, B=2, E=3, pro=2), GROUPS, 5)
    assert everyone["A0"].dropped == ("role",)
    assert everyone["B0"].dropped == ("group", "role")
    assert everyone["E0"].dropped == ("role",)
    assert described(people(A=7), GROUPS, 5)["A0"].dropped == ()


@pytest.mark.parametrize("min_cell", [2, 3, 5])
def test_every_description_fits_enough_people_by_brute_force(min_cell: int) -> None:
    for a, b, c, e, pro in product(range(0, 8, 1), range(0, 8, 3), range(0, 8, 2), (0, 2), (0, 1, 6)):
        check(people(A=a, B=b, C=c, E=e, pro=pro), min_cell)


@given(
    st.lists(st.tuples(st.sampled_from("ABCDE"), st.sampled_from(["community", "professional"])), max_size=40),
    st.integers(1, 6),
)
def test_every_description_fits_enough_people_whoever_took_part(rows: list[tuple[str, Role]], min_cell: int) -> None:
    check([Participant(id=f"P{n}", role=role, group=group) for n, (group, role) in enumerate(rows)], min_cell)


def check(everyone: list[Participant], min_cell: int) -> None:
    """Who reads every description and knows the rule is left with enough people for each."""
    fits = Counter(one.by for one in described(everyone, GROUPS, min_cell).values())
    for by, number in fits.items():
        assert number >= min_cell or (len(everyone) < min_cell and by == "Participant"), fits


def test_the_order_of_the_people_makes_no_difference() -> None:
    everyone = people(A=5, B=5, C=3)
    assert described(everyone[::-1], GROUPS, 5) == described(everyone, GROUPS, 5)
