"""Who says a theme more: told of whole traits only, and only where nobody can be told from it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tlc.change.disclosure import Shown
from tlc.change.report.gather.voices import Voices, between_roles
from tlc.frames import CODINGS, TURNS, table
from tlc.model import Consent, Group, Participant, Settings

YES = Consent(analyse=True)
_MARK = ("c1", "FG01:0001", "FG01", 0, 5, "x", "asha", "person", "accepted", "Words", "", "", "", None, True, False, "")


def people(said: dict[str, int], read: dict[str, int], trait: str = "gender") -> tuple[list[Participant], list[str]]:
    """So many people of each value, and the ids of those who said it; a value "" is not known."""
    everybody, names = [], []
    for value, many in read.items():
        for number in range(many):
            name = f"P{value}{number}".replace(" ", "").replace("-", "")
            traits = {trait: value} if value else {}
            everybody.append(Participant(id=name, role="community", group="FG01", traits=traits, consent=YES))
            names += [name] if number < said[value] else []
    return everybody, names


def differ(everybody: list[Participant], said: list[str], *, min_cell: int = 5) -> str:
    row = ("FG01:0001", "FG01", "FG01", 1, None, None, "en", "Words.", None, None, None)
    made = SimpleNamespace(
        turns=table([row], TURNS),
        codings=table([_MARK], CODINGS),
        groups=(Group(id="FG01", kind="focus_group"), Group(id="FG02", kind="focus_group")),
        people=tuple(everybody),
        settings=Settings(title="T", min_cell=min_cell),
        finished=frozenset(),
    )
    return Voices(made).differ(SimpleNamespace(community=tuple(said)))  # type: ignore[arg-type]


def test_shares_that_are_far_apart_are_told_with_their_denominators() -> None:
    assert (
        differ(*people({"woman": 14, "man": 6}, {"woman": 29, "man": 26})) == "By gender: man 6 of 26, woman 14 of 29."
    )


@pytest.mark.parametrize(
    ("said", "read", "why"),
    [
        ({"woman": 10, "man": 8}, {"woman": 30, "man": 30}, "too near to each other"),
        ({"woman": 20, "man": 4}, {"woman": 30, "man": 30}, "four said it"),
        ({"woman": 20, "man": 0}, {"woman": 30, "man": 30}, "nobody said it"),
        ({"woman": 27, "man": 10}, {"woman": 30, "man": 30}, "three did not say it"),
        ({"woman": 30, "man": 10}, {"woman": 30, "man": 30}, "everybody said it"),
        ({"woman": 20, "man": 6, "": 1}, {"woman": 30, "man": 30, "": 9}, "one of those not known said it"),
        ({"woman": 20}, {"woman": 30}, "there is nobody to compare with"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_nothing_is_told_where_somebody_could_be_told_from_it(
    said: dict[str, int], read: dict[str, int], why: str
) -> None:
    assert differ(*people(said, read)) == "", why


def test_people_of_whom_the_trait_is_not_known_are_told_as_such() -> None:
    held = people({"woman": 20, "man": 6, "": 5}, {"woman": 30, "man": 30, "": 12})
    assert differ(*held) == "By gender: man 6 of 30, not known 5 of 12, woman 20 of 30."


def test_somebody_in_a_session_that_nobody_read_hides_the_trait() -> None:
    everybody, said = people({"woman": 14, "man": 6}, {"woman": 29, "man": 26})
    unread = Participant(id="PX", role="community", group="FG02", traits={"gender": "man"}, consent=YES)
    assert differ([*everybody, unread], said) == ""


def test_professionals_are_not_compared_with_anybody() -> None:
    everybody, said = people({"woman": 14, "man": 6}, {"woman": 29, "man": 26})
    nurses = [Participant(id=f"N{n}", role="professional", group="FG01", traits={"gender": "man"}) for n in range(9)]
    assert differ([*everybody, *nurses], [*said, "N0", "N1"]) == differ(everybody, said)


def test_of_several_traits_only_the_one_that_parts_people_most_is_told() -> None:
    everybody, said = people({"woman": 14, "man": 6}, {"woman": 29, "man": 26})
    young = {one.id: ("young" if one.id in said[:18] else "old") for one in everybody}
    both = [
        Participant(
            id=one.id,
            role="community",
            group="FG01",
            traits={**one.traits, "age_band": young[one.id] if number % 3 else "young"},
            consent=YES,
        )
        for number, one in enumerate(everybody)
    ]
    told = differ(both, said)
    assert told.startswith(("By age band:", "By gender:"))
    assert told.count("By ") == 1


@given(
    read=st.lists(st.integers(1, 40), min_size=1, max_size=4), share=st.lists(st.floats(0, 1), min_size=4, max_size=4)
)
@settings(max_examples=60, deadline=None)
def test_no_number_below_the_threshold_and_no_remainder_below_it_is_ever_told(
    read: list[int], share: list[float]
) -> None:
    sizes = {f"v{place}": size for place, size in enumerate(read)}
    said = {name: round(size * share[place]) for place, (name, size) in enumerate(sizes.items())}
    told = differ(*people(said, sizes))
    if told:
        assert all(5 <= said[name] <= sizes[name] - 5 for name in sizes)
        assert all(f"{name} {said[name]} of {sizes[name]}" in told for name in sizes)


# Community and professionals


@pytest.mark.parametrize(
    ("community", "professionals", "told"),
    [
        ((Shown("40", 40), 50), (Shown("5", 5), 10), "Said more often by community participants (40 of 50)"),
        ((Shown("20", 20), 100), (Shown("4", 4), 10), "Said more often by professionals (4 of 10)"),
        ((Shown("20", 20), 100), (Shown("3", 3), 10), ""),
        ((Shown("40", 40), 50), (Shown("fewer than 5"), 10), ""),
        ((Shown("not shown"), 0), (Shown("9", 9), 10), ""),
        ((Shown("40", 40), 50), (Shown("0", 0), 0), ""),
    ],
)
def test_roles_are_compared_only_where_both_counts_stand_in_the_report(
    community: tuple[Shown, int], professionals: tuple[Shown, int], told: str
) -> None:
    assert between_roles(community, professionals).startswith(told)
    assert bool(between_roles(community, professionals)) is bool(told)
