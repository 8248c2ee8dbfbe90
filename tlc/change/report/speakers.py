"""How the people of quotes are described: only in words that fit so many of them that nobody is picked out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tlc.model import Group, Participant

_VOICES = {"community": "Community participant", "professional": "Professional"}
_ANYBODY = "Participant"


@dataclass(frozen=True, slots=True)
class Described:
    """One participant in words.

    Attributes
    ----------
    by : str
        What stands beside their quotes: "Community participant, women with young children".
    dropped : tuple of str
        What is not said because too few share it: "group", "role".
    """

    by: str
    dropped: tuple[str, ...] = ()


def described(people: Iterable[Participant], groups: Mapping[str, Group], min_cell: int) -> dict[str, Described]:
    """Describe every participant by role and group, as far as at least ``min_cell`` people share both.

    Whoever reads all quotes and knows the rule can also count those who are left without a group. So while they are
    some, but fewer than ``min_cell``, the smallest group that was named is not named either. Where one role is that
    small, no role is named at all: were the others named, those without would be the few.

    Parameters
    ----------
    people : iterable of Participant
        All of the study, also those who left: they sat in the room. Researchers and interpreters are passed over.
    groups : mapping of id to Group
    min_cell : int

    Returns
    -------
    dict of participant to Described

    >>> women = [Participant(id=f"P{n}", role="community", group="FG1") for n in range(5)]
    >>> told = described(women, {"FG1": Group(id="FG1", kind="focus_group", label="women who clean")}, 5)
    >>> told["P0"].by
    'Community participant, women who clean'
    """
    members = [person for person in people if person.counts]
    by_role = Counter(person.role for person in members)
    roles_told = all(number >= min_cell for number in by_role.values())
    cells: dict[str, tuple[str, str]] = {one.id: (one.role, _label(one, groups)) for one in members}
    sizes = Counter(cells.values())
    named = {cell for cell, size in sizes.items() if cell[1] and size >= min_cell}
    for pool in [{role} for role in by_role] if roles_told else [set(by_role)]:
        named = _none_left_alone(named, {cell: n for cell, n in sizes.items() if cell[0] in pool}, min_cell)
    return {
        name: Described(
            f"{_VOICES[cell[0]] if roles_told else _ANYBODY}{f', {cell[1]}' if cell in named else ''}",
            (*(("group",) if cell[1] and cell not in named else ()), *(() if roles_told else ("role",))),
        )
        for name, cell in cells.items()
    }


def _none_left_alone(
    named: set[tuple[str, str]], sizes: Mapping[tuple[str, str], int], min_cell: int
) -> set[tuple[str, str]]:
    """Take the smallest groups out of those that are named until nobody, or enough people, are without one."""
    kept = sorted(named & sizes.keys(), key=lambda cell: (sizes[cell], cell))
    without = sum(size for cell, size in sizes.items() if cell not in named)
    while kept and 0 < without < min_cell:
        without += sizes[kept[0]]
        named = named - {kept.pop(0)}
    return named


def _label(person: Participant, groups: Mapping[str, Group]) -> str:
    group = groups.get(person.group or "")
    return group.label if group else ""
