"""Who says a theme more and who less, as far as that tells of nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tlc.change.disclosure import Shown, crosstab
from tlc.change.evidence import sessions_of
from tlc.change.report.material import Material
from tlc.counting import in_sessions
from tlc.model import Evidence, Participant

#: Shares further apart than this are told: 20 of 100 people. It is a rule of ours for describing, and tests nothing.
APART = 0.2
_NOT_KNOWN = "not known"


class Voices:
    """Compares community participants by each of their traits.

    A trait is told of whole or not at all, as ``disclosure.crosstab`` allows, and only where everybody took part in
    sessions that were read: otherwise two tables together would tell of those who did not. Of each theme at most one
    trait is told, the one that parts people most.
    """

    def __init__(self, material: Material) -> None:
        turns = in_sessions(material.turns, material.groups)
        read = turns[turns["transcript"].isin(sessions_of(turns, material.codings, material.finished))]
        groups, spoke = {*read["group"].unique()}, {*read["speaker"].dropna().unique()}
        community = [person for person in material.people if person.role == "community"]
        self._least = max(material.settings.min_cell, 1)
        self._took_part = [one for one in community if one.group in groups or one.id in spoke]
        traits = sorted({name for person in community for name in person.traits})
        # Where people of unread sessions are left out, the difference of two tables would tell of them.
        self._traits = [trait for trait in traits if _values(self._took_part, trait) == _values(community, trait)]
        self._read = {trait: _values(self._took_part, trait) for trait in self._traits}
        self._by_id = {person.id: person for person in self._took_part}

    def differ(self, held: Evidence) -> str:
        """Say between which people a theme differs; nothing where nothing can be said."""
        said = [self._by_id[name] for name in held.community if name in self._by_id]
        told = max((self._by_trait(trait, said) for trait in self._traits), default=(0.0, ""))
        return told[1] if told[0] >= APART else ""

    def _by_trait(self, trait: str, said: Iterable[Participant]) -> tuple[float, str]:
        """How far the shares of a trait's values are apart, and the sentence; 0 where it may not be told."""
        read, of_these = self._read[trait], _values(said, trait)
        values = sorted(read)
        (row,) = crosstab([[of_these[value] for value in values]], [read[value] for value in values], self._least)
        if len(values) < 2 or not all(cell.is_number for cell in row):
            return 0.0, ""
        shares = [of_these[value] / read[value] for value in values]
        cells = ", ".join(f"{value} {cell.text} of {read[value]}" for value, cell in zip(values, row, strict=True))
        return max(shares) - min(shares), f"By {trait.replace('_', ' ')}: {cells}."


def _values(people: Iterable[Participant], trait: str) -> Counter[str]:
    return Counter(person.traits.get(trait, _NOT_KNOWN) for person in people)


def between_roles(community: tuple[Shown, int], professionals: tuple[Shown, int]) -> str:
    """Say whether professionals say a theme more or less than community participants, where both counts are shown.

    >>> between_roles((Shown("12", 12), 55), (Shown("7", 7), 9))
    'Said more often by professionals (7 of 9) than by community participants (12 of 55).'
    """
    told = [
        (number.value / read, f"{who} ({number.text} of {read})")
        for who, (number, read) in (("community participants", community), ("professionals", professionals))
        if number.value is not None and read
    ]
    if len(told) < 2 or abs(told[0][0] - told[1][0]) < APART:
        return ""
    less, more = sorted(told)
    return f"Said more often by {more[1]} than by {less[1]}."
