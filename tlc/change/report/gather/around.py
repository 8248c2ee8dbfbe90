"""What stands around a theme: what people propose close to it, how it came up, and what review changed in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import pandas as pd

from tlc.change.evidence import passages
from tlc.change.report.gather.plan import anchor_of
from tlc.change.report.material import Material
from tlc.change.report.phrases import plain_date
from tlc.counting import accepted
from tlc.model import Code

#: How many turns lie between a barrier and what somebody proposes close to it, at most.
CLOSE = 2
_MOST_PROPOSED = 3
_PROPOSES = "solution"
# What is proposed, and what helps, is no barrier that somebody proposes something against.
_HELPS = (_PROPOSES, "enabler")
_REVIEW = ("member_check", "co_analysis", "co_development", "feedback")


class Around:
    """Lays out once, for all themes, where people found what, and which rounds of review there were."""

    def __init__(self, material: Material) -> None:
        self._material = material
        marks = accepted(material.codings)
        counted = {name for held in material.evidence.values() for name in held.codings}
        marks = marks[marks["coding"].isin(counted)]
        # Code to session to the numbers of turns; and for what people propose, the codings at each of these places.
        self._places: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        self._codings: dict[tuple[str, str, int], list[str]] = defaultdict(list)
        columns = (marks[name].tolist() for name in ("code", "turn", "coding"))
        for code, turn, coding in zip(*columns, strict=True):
            session, _, number = turn.rpartition(":")
            self._places[code][session].add(int(number))
            self._codings[code, session, int(number)].append(coding)
        self._solutions = [code for code in material.codebook.applied if code.kind == _PROPOSES]

    def proposed(self, code: Code) -> tuple[tuple[tuple[str, str, str], ...], tuple[str, ...]]:
        """What people propose close to a theme: in the same turn, or at most ``CLOSE`` turns before or after it.

        Returns
        -------
        rows : tuple of (anchor, label, "in 3 of 20 sessions")
            Solutions, those that stand close to it in most sessions first.
        codings : tuple of str
            The codings of these solutions that stand there.
        """
        if code.kind in _HELPS:
            return (), ()
        here = self._places.get(code.id, {})
        close = {other.id: self._close(here, other.id) for other in self._solutions}
        best = sorted((other for other in self._solutions if close[other.id]), key=lambda one: -len(close[one.id]))
        read = self._material.evidence[code.id].sessions_read
        rows = tuple((anchor_of(one), one.name, f"in {len(close[one.id])} of {read} sessions") for one in best)
        names = (
            name
            for one in best[:_MOST_PROPOSED]
            for session, numbers in close[one.id].items()
            for number in numbers
            for name in self._codings[one.id, session, number]
        )
        return rows[:_MOST_PROPOSED], tuple(names)

    def _close(self, here: Mapping[str, set[int]], solution: str) -> dict[str, list[int]]:
        """Session to the numbers of the turns in which a solution stands close to one of these places."""
        there = self._places.get(solution, {})
        found = {}
        for session in sorted(here.keys() & there.keys()):
            near = {number + step for number in here[session] for step in range(-CLOSE, CLOSE + 1)}
            if numbers := sorted(near & there[session]):
                found[session] = numbers
        return found

    def prompted(self, marks: pd.DataFrame, *, counted: bool = True) -> str:
        """Say how the passages of a theme came up, of those for which a coder noted it.

        Parameters
        ----------
        counted : bool
            Whether the number of passages may be told.
        """
        noted = marks[marks["prompted"].notna()]
        known = passages(noted)
        if not known:
            return ""
        asked = noted[noted["prompted"].astype(bool)]
        after: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for turn, start, end in zip(asked["turn"], asked["start"], asked["end"], strict=True):
            after[turn].append((int(start), int(end)))
        # Where one coder of two heard a question, there was one.
        prompted = sum(
            any(start < over and under < end for under, over in after.get(turn, ())) for turn, start, end in known
        )
        unasked = len(known) - prompted
        if prompted and unasked:
            how = "both without being asked about and after a question"
            figures = f"{unasked} and {prompted} passages, of {len(passages(marks))}"
        else:
            how = "only after a question about it" if prompted else "without being asked about"
            figures = f"{len(known)} of {len(passages(marks))} passages"
        return f"Raised {how}, as far as coders noted{f' ({figures})' if counted else ''}."

    def changed(self, code: Code) -> str:
        """Say what rounds of review that name a theme, or its heading, changed in it."""
        names = {code.id, code.parent and self._material.codebook[code.parent].id}
        told = [
            f"{plain_date(one.date[:7])}: {one.what_changed.strip() or 'reviewed, and nothing changed.'}"
            for one in sorted(self._material.involvement, key=lambda one: one.date)
            if one.kind in _REVIEW and names & {*one.themes}
        ]
        return " ".join(told)
