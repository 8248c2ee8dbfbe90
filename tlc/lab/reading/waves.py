"""Two waves of talks as they show themselves: sessions and people before and after, and what was done meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

import pandas as pd

from tlc.change.over import Over, over
from tlc.lab.reading._wide import as_wide_html, as_wide_text
from tlc.lab.team import protection
from tlc.listen.waves import LEVEL, Wave
from tlc.model import Codebook

_SIDES = ("before", "after")
_COLUMNS = {
    "theme": "str",
    "label": "str",
    **{
        f"{count}_{side}": "Int64"
        for side in _SIDES
        for count in ("sessions", "sessions_read", "community", "community_read", "professionals", "professionals_read")
    },
    "p": "float64",
    "p_adjusted": "float64",
    "compared": "str",
    "actions": "str",
}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class WavesTable:
    """What was said before and after, theme by theme.

    Attributes
    ----------
    result : tuple of Wave
        With the ids of people: for the team.
    codebook : Codebook
    min_cells : tuple of int
        Counts of people below it are not shown, in the earlier study and in the later one.
    interviews : tuple of frozenset of str
        The sessions of each that have one participant.
    talks : tuple of str
        What the sessions of each wave are, in words: ``11 focus groups and 9 interviews``.
    actions : mapping of theme to str
        What was done about a theme meanwhile: ``08 done; 10 under way``.
    edited : tuple of str
        Codes that the two files of one version do not tell alike.
    """

    result: tuple[Wave, ...]
    codebook: Codebook
    min_cells: tuple[int, int]
    interviews: tuple[frozenset[str], frozenset[str]]
    talks: tuple[str, str]
    actions: Mapping[str, str]
    edited: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Wave]:
        return iter(self.result)

    def __len__(self) -> int:
        return len(self.result)

    @property
    def title(self) -> str:
        """What is compared."""
        return "Before and after"

    @property
    def frame(self) -> pd.DataFrame:
        """One row a theme; what may not be shown, and a p that it would follow from, is missing."""
        rows = []
        for wave, sides in self._protected:
            p, adjusted = (wave.p, wave.adjusted) if _may_show(sides) else (None, None)
            counts = [number for side in sides for number in side.numbers]
            label = self.codebook[wave.theme].name
            words = self._compared(wave, sides)
            rows.append((wave.theme, label, *counts, p, adjusted, words, self.actions.get(wave.theme, "")))
        return pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)

    @property
    def note(self) -> str:
        """How to read the table."""
        tested = sum(wave.is_tested for wave in self.result)
        edited = f"\nThe two files of the codebook do not tell these codes alike: {', '.join(self.edited)}."
        return (
            f"Before: {self.talks[0]}. After: {self.talks[1]}. A theme's sessions are of those that people have coded, "
            "its people of those who took part in them.\n"
            f"{tested} of {len(self.result)} themes tested: sessions with the theme against sessions without it, by "
            "Fisher's exact test, two-sided; behind the p the same after Holm's correction for all that were tested. "
            f"Too few to compare: however these sessions had fallen out, p would not have been below {LEVEL}.\n"
            "No claim about a population: nobody was drawn by lot, and other people may have met, asked by others. The "
            "test takes sessions as independent; where the same group met twice they are not. That a theme was heard "
            "in fewer sessions after an action does not show that the action did it.\n"
            f"{protection(max(self.min_cells), beside='so few sessions of a study of interviews alone')}"
        ) + (edited if self.edited else "")

    @property
    def _protected(self) -> list[tuple[Wave, tuple[Over, Over]]]:
        before, after = zip(self.min_cells, self.interviews, strict=True)
        return [(wave, (over(wave.before, *before), over(wave.after, *after))) for wave in self.result]

    @property
    def _table(self) -> pd.DataFrame:
        rows = []
        for wave, sides in self._protected:
            sessions, community, professionals = zip(*(side.words for side in sides), strict=True)
            done = self.actions.get(wave.theme, "none")
            label = self.codebook[wave.theme].name
            rows.append((label, *sessions, self._compared(wave, sides), done, *community, *professionals))
        columns = ["theme", "sessions before", "sessions after", "compared", "actions"]
        columns += [f"{voices} {side}" for voices in ("community", "professionals") for side in _SIDES]
        return pd.DataFrame(rows, columns=columns)

    def _compared(self, wave: Wave, sides: tuple[Over, Over]) -> str:
        if not _may_show(sides):
            return "not shown"
        if not wave.is_tested:
            return "too few to compare"
        return f"p {_rounded(wave.p)} ({_rounded(wave.adjusted)})"

    def __repr__(self) -> str:
        return f"{as_wide_text(self.title, self._table)}\n\n{self.note}"

    def _repr_html_(self) -> str:
        table = self._table
        heads = [("", [str(name) for name in table.columns])]
        below = "".join(f"<p>{escape(part)}</p>" for part in self.note.split("\n"))
        return as_wide_html(self.title, heads, table.to_numpy().tolist()) + below


def _may_show(sides: tuple[Over, Over]) -> bool:
    """Whether a test may be shown: it would tell a count of sessions that is hidden."""
    return all(side.sessions[0].is_number for side in sides)


def _rounded(p: float) -> str:
    return "below 0.001" if p < 0.001 else f"{p:.3f}"
