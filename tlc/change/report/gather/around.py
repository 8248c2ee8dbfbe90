"""What stands around a theme: what people propose close to it, how it came up, and what review changed in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import pandas as pd

from tlc.change.evidence import passages
from tlc.change.report.gather.plan import anchor_of
from tlc.change.report.material import Material
from tlc.counting import accepted
from tlc.model import Code

#: How many turns lie between a barrier and what somebody proposes close to it, at most.
CLOSE = 2
_MOST_PROPOSED = 3
_HELPS = ("solution", "enabler")
_REVIEW = ("member_check", "co_analysis", "co_development", "feedback")

# Session to the numbers of its turns.
_Places = Mapping[str, set[int]]


class Around:
    """Lays out once, for all themes, where people found what helps, and which rounds of review there were."""

    def __init__(self, material: Material) -> None:
        self._material = material
        counted = {name: code for code, held in material.evidence.items() for name in held.codings}
        marks = accepted(material.codings)
        marks = marks[marks["coding"].isin(counted)]
        numbers = dict(zip(material.turns["turn"], material.turns["number"], strict=True))
        self._places: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for code, session, turn in zip(marks["code"], marks["transcript"], marks["turn"], strict=True):
            self._places[code][session].add(int(numbers[turn]))
        self._helps = [code for code in material.codebook.applied if code.kind in _HELPS and code.id in self._places]

    def proposed(self, code: Code) -> tuple[tuple[str, str, str], ...]:
        """Solutions and enablers that people found close to a theme, those of most sessions first.

        Close is in the same turn, or at most ``CLOSE`` turns before or after it.
        """
        if code.kind in _HELPS:
            return ()
        here = self._places.get(code.id, {})
        held = self._material.evidence[code.id]
        near = ((other, _sessions_close(here, self._places[other.id])) for other in self._helps)
        found = sorted(((other, count) for other, count in near if count), key=lambda pair: -pair[1])
        return tuple(
            (anchor_of(other), other.name, f"in {count} of {held.sessions_read} sessions")
            for other, count in found[:_MOST_PROPOSED]
        )

    def prompted(self, marks: pd.DataFrame) -> str:
        """Say how the passages of a theme came up, of those for which a coder noted it."""
        noted = marks[marks["prompted"].notna()]
        known = passages(noted)
        if not known:
            return ""
        asked = noted[noted["prompted"].astype(bool)]
        after = {name: [] for name in asked["turn"]}  # type: dict[str, list[tuple[int, int]]]
        for turn, start, end in zip(asked["turn"], asked["start"], asked["end"], strict=True):
            after[turn].append((int(start), int(end)))
        prompted = sum(
            any(start < over and under < end for under, over in after.get(turn, ())) for turn, start, end in known
        )
        of = f"{len(known)} of {len(passages(marks))} passages"
        if prompted == len(known):
            return f"Raised only after somebody asked about it, as far as coders noted ({of})."
        if not prompted:
            return f"Raised without being asked about, as far as coders noted ({of})."
        return f"Raised {len(known) - prompted} times without being asked about, and {prompted} times after a question."

    def changed(self, code: Code) -> str:
        """Say what rounds of review that name a theme, or its heading, changed in it."""
        names = {code.id, code.parent and self._material.codebook[code.parent].id}
        told = [
            f"{one.date[:7]}: {one.what_changed.strip() or 'reviewed, and nothing changed.'}"
            for one in sorted(self._material.involvement, key=lambda one: one.date)
            if one.kind in _REVIEW and names & {*one.themes}
        ]
        return " ".join(told)


def _sessions_close(here: _Places, there: _Places) -> int:
    return sum(
        any(number + step in there[session] for number in numbers for step in range(-CLOSE, CLOSE + 1))
        for session, numbers in here.items()
        if session in there
    )
