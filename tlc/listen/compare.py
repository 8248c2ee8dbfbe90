"""Compare: how many people, of those who took part, said what, case by case; community and professionals apart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from tlc.counting import on_voices
from tlc.errors import AnalysisError
from tlc.listen._heard import (
    Cases,
    by_case,
    check_known,
    chosen,
    heading_of,
    names_of,
    order_of,
    passages,
    took_part,
    values_of,
)
from tlc.model import VOICES, Code, Codebook, Group, Participant

# The 0.975 quantile of the standard normal distribution: two sides of 95 %.
_Z = 1.959963984540054


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What the people of one case hold on one theme. Ids of people are for the team, not for showing.

    Attributes
    ----------
    theme : str
        A code, or a heading with all that its codes hold.
    voices : str
        ``community`` or ``professional``.
    value : str
        The case: a group's id, or what a trait says.
    people, people_read : tuple of str
        Who said it, and who took part in the sessions that people have read.
    sessions, sessions_read : tuple of str
        In which sessions they said it, and in which that were read somebody of this case took part.

    >>> held = Compared(theme="t", voices="community", value="FG01", people=("P1",), people_read=("P1", "P2"),
    ...     sessions=("FG01",), sessions_read=("FG01",))
    >>> held.share
    0.5
    """

    theme: str
    voices: str
    value: str
    people: tuple[str, ...]
    people_read: tuple[str, ...]
    sessions: tuple[str, ...]
    sessions_read: tuple[str, ...]

    @property
    def share(self) -> float:
        """Of the people who took part, how many said it; NaN where nobody did."""
        return len(self.people) / len(self.people_read) if self.people_read else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share."""
        return wilson(len(self.people), len(self.people_read))


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Themes by cases.

    Attributes
    ----------
    by : str
        What the cases differ in.
    values : tuple of str
        The cases, in their order.
    held : tuple of Compared
        Theme by theme, community before professionals; cases in which nobody of these voices took part are left out.
    unknown : mapping of theme to int
        Passages by speakers whom nobody knows: they are in no count of people.
    read : tuple of str
        The sessions that people have read.
    """

    by: str
    values: tuple[str, ...]
    held: tuple[Compared, ...]
    unknown: Mapping[str, int]
    read: tuple[str, ...]


def compare(
    frames: tuple[pd.DataFrame, pd.DataFrame],
    *,
    by: str,
    people: Sequence[Participant],
    groups: Sequence[Group],
    codebook: Codebook,
    codes: Iterable[str] | None = None,
) -> Comparison:
    """Count who said what, of those who took part, for every case.

    Parameters
    ----------
    frames : pair of DataFrame
        TURNS of the sessions that people have read, and the CODINGS that count: accepted, of people.
    by : str
        As for `values_of`, but for ``participant``: a person cannot be compared with their own share.
    codes : iterable of str, optional
        Codes and headings; all of them if it is not given.

    Raises
    ------
    AnalysisError
        Nothing was read yet, or nothing is known under the name ``by``.
    CodebookError
        A code is not in the codebook.
    """
    turns, codings = frames
    if by == "participant":
        raise AnalysisError("People are not compared one by one.", hint="For what each of them said: study.matrix().")
    check_known(by, [name for name in names_of(people) if name != "participant"])
    if turns.empty:
        raise AnalysisError("Nobody has coded anything yet.", hint="Code a session first: study.code().")
    present = took_part(turns, people)
    present["value"] = values_of(present, by, people=people, groups=groups)
    marks = on_voices(codings, turns, people)
    marks["value"] = values_of(marks, by, people=people, groups=groups)
    values = order_of(by, present["value"], people=people, groups=groups)
    took = by_case(present)
    held: list[Compared] = []
    unknown = {}
    for theme, of in _themes(codebook, codes).items():
        said = marks[marks["code"].isin(of)]
        unknown[theme] = int(passages(said)[said["speaker"].isna()].nunique())
        held += _theme(theme, by_case(said), took, values)
    read = tuple(sorted(set(turns["transcript"])))
    return Comparison(by=by, values=values, held=tuple(held), unknown=unknown, read=read)


def wilson(count: int, total: int) -> tuple[float, float]:
    """Give the 95 % interval of a share, by the score method without continuity correction.

    Returns
    -------
    tuple of float
        NaN and NaN where there is nothing to be a share of.

    Source: Wilson (1927), J. Am. Stat. Assoc. 22; Newcombe (1998), Statistics in Medicine 17, method 3.

    >>> tuple(round(end, 4) for end in wilson(81, 263))
    (0.2553, 0.3662)
    """
    if not total:
        return math.nan, math.nan
    share = count / total
    middle = share + _Z**2 / (2 * total)
    half = _Z * math.sqrt(share * (1 - share) / total + _Z**2 / (4 * total**2))
    low, high = ((middle + sign * half) / (1 + _Z**2 / total) for sign in (-1, 1))
    # Rounding must not leave a bound a hair beside the end of the scale.
    return (0.0 if count == 0 else low, 1.0 if count == total else high)


def _theme(theme: str, said: Cases, took: Cases, values: Sequence[str]) -> list[Compared]:
    return [
        Compared(
            theme=theme,
            voices=voices,
            value=value,
            people=tuple(sorted(said[voices, value][0])),
            people_read=tuple(sorted(took[voices, value][0])),
            sessions=tuple(sorted(said[voices, value][1])),
            sessions_read=tuple(sorted(took[voices, value][1])),
        )
        for voices in VOICES
        for value in values
        if (voices, value) in took
    ]


def _themes(codebook: Codebook, codes: Iterable[str] | None) -> dict[str, set[str]]:
    """Each theme with the codes that make it up; a heading that was not asked for is not among them."""
    wanted = chosen(codebook, codes)
    names = [codes] if isinstance(codes, str) else codes
    asked = {code.id for code in codebook} if names is None else {codebook[name].id for name in names}
    themes = {}
    for code in codebook:
        under = _under(code, codebook)
        if code in wanted or (code.id in asked and under):
            themes[code.id] = {code.id} | under
    return themes


def _under(code: Code, codebook: Codebook) -> set[str]:
    return {child.id for child in codebook if heading_of(child, codebook) == code.id}
