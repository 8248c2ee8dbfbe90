"""Who says a theme more and who less, as far as that tells of nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tlc.change.disclosure import parts
from tlc.change.evidence import sessions_of
from tlc.change.report.material import Material
from tlc.counting import in_sessions
from tlc.model import Evidence, Participant

#: Shares further apart than this are told: 20 of 100 people. It is a rule of ours for describing, and tests nothing.
APART = 0.2
_NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class _Share:
    """One value of a trait: how many said it, of how many."""

    value: str
    said: int
    read: int

    @property
    def share(self) -> float:
        return self.said / self.read

    @property
    def text(self) -> str:
        return f"“{self.value}” ({self.said} of {self.read})"


class Voices:
    """Compares community participants by each of their traits.

    A value of a trait is told of only where all its people took part in sessions that were read, and where at least
    ``min_cell`` of them said it and at least as many did not: nobody can be told from all or none having said it.
    Beside that, counts are hidden as the parts of a total are, because the totals stand in the report.
    """

    def __init__(self, material: Material) -> None:
        turns = in_sessions(material.turns, material.groups)
        read = turns[turns["transcript"].isin(sessions_of(turns, material.codings, material.finished))]
        groups, spoke = set(read["group"]), set(read["speaker"].dropna())
        community = [person for person in material.people if person.role == "community"]
        self._least = max(material.settings.min_cell, 1)
        self._took_part = [one for one in community if one.group in groups or one.id in spoke]
        traits = sorted({name for person in community for name in person.traits})
        # Where people of unread sessions are left out, the difference of two tables would tell of them.
        self._traits = [trait for trait in traits if _values(self._took_part, trait) == _values(community, trait)]
        self._read = {trait: _values(self._took_part, trait) for trait in self._traits}
        self._by_id = {person.id: person for person in self._took_part}

    def differ(self, held: Evidence) -> tuple[str, ...]:
        """Say between which people a theme differs, one sentence a trait; nothing where nothing can be said."""
        said = [self._by_id[name] for name in held.community if name in self._by_id]
        told = []
        for trait in self._traits:
            shares = self._shares(self._read[trait], _values(said, trait))
            if len(shares) < 2:
                continue
            most, least = max(shares, key=lambda one: one.share), min(shares, key=lambda one: one.share)
            if most.share - least.share >= APART:
                words = trait.replace("_", " ")
                told.append(f"By {words}, most by {most.text} and least by {least.text}.")
        return tuple(told)

    def _shares(self, read: Mapping[str, int], said: Mapping[str, int]) -> list[_Share]:
        values = sorted(read)
        rows = zip(
            values,
            parts([said.get(value, 0) for value in values], self._least),
            parts([read[value] for value in values], self._least),
            strict=True,
        )
        shares = [
            _Share(value, some.value, all_.value)
            for value, some, all_ in rows
            if some.value is not None and all_.value is not None and value != _NOT_KNOWN
        ]
        return [one for one in shares if one.said >= self._least and one.read - one.said >= self._least]


def _values(people: Iterable[Participant], trait: str) -> Counter[str]:
    return Counter(person.traits.get(trait, _NOT_KNOWN) for person in people)
