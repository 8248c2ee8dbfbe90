"""Co-occurrence: which codes stand together on the same words, or in the same turn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations, groupby
from operator import itemgetter
from typing import Literal, get_args

import pandas as pd

from tlc.errors import AnalysisError
from tlc.listen._heard import chosen, heard, passages
from tlc.model import Codebook, Participant

Unit = Literal["passage", "turn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two codes that somebody put on the same words.

    Attributes
    ----------
    first, second : str
        The codes, in the codebook's order.
    together : int
        Passages, or turns, that hold both.
    either : int
        Passages, or turns, that hold at least one of them.
    sessions : tuple of str
        Where they stand together.
    people : tuple of str
        Known participants in whose words they stand together. Ids are for the team, not for showing.

    >>> Pair(first="a", second="b", together=2, either=8, sessions=("FG01",), people=()).jaccard
    0.25
    """

    first: str
    second: str
    together: int
    either: int
    sessions: tuple[str, ...]
    people: tuple[str, ...]

    @property
    def jaccard(self) -> float:
        """Of the passages that hold either code, the share that hold both.

        Source: Jaccard (1912), The distribution of the flora in the alpine zone, New Phytologist 11.
        """
        return self.together / self.either


@dataclass(frozen=True, slots=True, kw_only=True)
class Cooccurrence:
    """The pairs of codes that stand together.

    Attributes
    ----------
    unit : str
        ``passage`` or ``turn``.
    codes : tuple of str
        Every code that was looked at and found, in the codebook's order.
    counts : tuple of int
        In how many units each of them stands.
    pairs : tuple of Pair
        Those that stand together most often first.
    """

    unit: Unit
    codes: tuple[str, ...]
    counts: tuple[int, ...]
    pairs: tuple[Pair, ...]


def cooccurrence(
    frames: tuple[pd.DataFrame, pd.DataFrame],
    *,
    people: Iterable[Participant],
    codebook: Codebook,
    codes: Iterable[str] | None = None,
    unit: Unit = "passage",
) -> Cooccurrence:
    """Find the pairs of codes that one coder put on overlapping words, or on words of one turn.

    Two coders who gave the same words two names did not see two things in them: they disagree. So a pair counts only
    where one and the same coder saw both, or where one of them is what coders agreed on. A passage reaches as far as
    overlapping words that hold either code.

    Parameters
    ----------
    frames : pair of DataFrame
        TURNS, and the CODINGS that count: accepted, of people.
    codes : iterable of str, optional
        Codes, or headings for the codes under them; all if it is not given.
    unit : str
        ``passage`` for overlapping words, or ``turn``.

    Raises
    ------
    AnalysisError
        There is no such unit.
    CodebookError
        A code is not in the codebook.
    """
    if unit not in get_args(Unit):
        raise AnalysisError("Codes cannot stand together in that.", hint=f"Use one of: {', '.join(get_args(Unit))}.")
    order = {code.id: place for place, code in enumerate(chosen(codebook, codes))}
    marks = heard(*frames, people)
    marks = marks[marks["code"].isin(order)].reset_index(drop=True)
    by_code = {code: rows for code in order if not (rows := marks[marks["code"] == code]).empty}
    pairs = []
    for (first, second), together in sorted(_together(marks, unit, order).items()):
        both = pd.concat([by_code[first], by_code[second]])
        units = _units(both, unit)
        shared = units.isin(units[both["coding"].isin(together)])
        where = both[shared]
        pairs.append(
            Pair(
                first=first,
                second=second,
                together=int(units[shared].nunique()),
                either=int(units.nunique()),
                sessions=tuple(sorted(set(where["transcript"]))),
                people=tuple(sorted(set(where["speaker"].dropna()))),
            )
        )
    pairs.sort(key=lambda pair: (-pair.together, -pair.jaccard, order[pair.first], order[pair.second]))
    units = marks["turn"] if unit == "turn" else passages(marks, apart=["code"])
    counts = tuple(int(units[rows.index].nunique()) for rows in by_code.values())
    return Cooccurrence(unit=unit, codes=tuple(by_code), counts=counts, pairs=tuple(pairs))


def _units(marks: pd.DataFrame, unit: Unit) -> pd.Series[int] | pd.Series[str]:
    return marks["turn"] if unit == "turn" else passages(marks)


def _together(marks: pd.DataFrame, unit: Unit, order: dict[str, int]) -> dict[tuple[str, str], set[str]]:
    """For each pair of codes, the codings by which one coder put both on the same words."""
    together: dict[tuple[str, str], set[str]] = defaultdict(set)
    columns = ["turn", "coding", "code", "coder", "kind", "start", "end"]
    rows = sorted(marks[columns].itertuples(index=False, name=None))
    for _, of_turn in groupby(rows, key=itemgetter(0)):
        for one, other in combinations(of_turn, 2):
            (_, coding, code, coder, kind, start, end), (_, coding_2, code_2, coder_2, kind_2, start_2, end_2) = (
                one,
                other,
            )
            # What coders agreed on is everybody's.
            same_eyes = coder == coder_2 or "agreed" in (kind, kind_2)
            same_words = unit == "turn" or (start < end_2 and start_2 < end)
            if code != code_2 and same_eyes and same_words:
                pair = (code, code_2) if order[code] < order[code_2] else (code_2, code)
                together[pair] |= {coding, coding_2}
    return together
