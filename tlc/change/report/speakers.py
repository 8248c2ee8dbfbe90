"""How the people of quotes are described: only in words that fit so many of them that nobody is picked out."""

from __future__ import annotations

from collections import Counter, defaultdict
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


def languages_told(
    told: Mapping[str, Described],
    people: Iterable[Participant],
    groups: Mapping[str, Group],
    spoken: Iterable[tuple[str | None, str]],
    min_cell: int,
) -> frozenset[tuple[str, str]]:
    """Say beside whose quotes the original may stand: its language says one thing more of who spoke.

    A language may stand beside a description that at least ``min_cell`` people share who speak it, or all who share
    the description: then it tells nothing new.

    Parameters
    ----------
    told : mapping of participant to Described
    people : iterable of Participant
        Who was silent may have spoken: their own language counts too, or else the one that their group spoke.
    groups : mapping of id to Group
    spoken : iterable of (participant, language)
        Of all originals.
    min_cell : int

    Returns
    -------
    frozenset of (description, language)

    >>> languages_told({"P0": Described("Professional"), "P1": Described("Professional")}, (), {}, [("P1", "pl")], 5)
    frozenset()
    """
    sharing = Counter(one.by for one in told.values())
    spoken = [(name, language) for name, language in spoken if name in told]
    own = {one.id: _own_language(one, groups) for one in people if one.id in told}
    speakers: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for name, language in spoken:
        speakers[told[str(name)].by, language].add(str(name))
    for (by, language), names in speakers.items():
        names |= {name for name, tag in own.items() if tag == language.partition("-")[0] and told[name].by == by}
    return frozenset(
        (by, language)
        for (by, language), names in speakers.items()
        if len(names) >= min_cell or len(names) == sharing[by]
    )


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


def _own_language(person: Participant, groups: Mapping[str, Group]) -> str:
    group = groups.get(person.group or "")
    of_group = group.spoken[0] if group and len(group.spoken) == 1 else ""
    return (person.language or of_group).partition("-")[0]


def _label(person: Participant, groups: Mapping[str, Group]) -> str:
    group = groups.get(person.group or "")
    return group.label if group else ""
