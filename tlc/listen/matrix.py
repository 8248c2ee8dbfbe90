"""The framework matrix: rows are cases, columns are codes, and each cell is what a person wrote about its quotes.

Source: Ritchie and Spencer (1994); Gale and others (2013), Using the framework method for the analysis of qualitative
data in multi-disciplinary health research, BMC Medical Research Methodology 13:117.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

import pandas as pd

from tlc.counting import on_voices
from tlc.listen._heard import UNKNOWN, chosen, order_of, passages, took_part, values_of
from tlc.model import Code, Codebook, Group, Participant, Summary

#: Whether something was said: an empty cell is a finding only where everything was read.
State = Literal["said", "not said", "not said so far", "not read yet", "not kept"]


class _Said(NamedTuple):
    """One coding of a cell; ``speaker`` and ``role`` are missing where it is not known who spoke."""

    coding: str
    passage: int
    speaker: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one case says about one code.

    Attributes
    ----------
    row, code : str
    state : str
        ``said``; ``not said`` in any session of the case, all of which were read to the end; ``not said so far``,
        where some were not; ``not read yet``; ``not kept``, in the row of a person whose words may not be analysed.
    summaries : tuple of Summary
        What people wrote about it, by coder.
    quotes : tuple of str
        Ids of the codings that hold it, in the order of the turns.
    passages : int
        Two coders who mark overlapping words found one.
    community, professionals : tuple of str
        Known participants who said it. Ids are for the team, not for showing.

    >>> Cell(row="FG01", code="access.hours", state="not said").passages
    0
    """

    row: str
    code: str
    state: State
    summaries: tuple[Summary, ...] = ()
    quotes: tuple[str, ...] = ()
    passages: int = 0
    community: tuple[str, ...] = ()
    professionals: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """Cases by codes: every cell is there, also where nothing was said.

    Attributes
    ----------
    rows : str
        What the rows are: ``group``, ``participant``, a field or a trait.
    cases : tuple of str
        The rows, in their order.
    codes : tuple of Code
        The columns, in the codebook's order.
    cells : tuple of Cell
        Row by row.
    alone : tuple of str
        The rows for which one person alone took part.
    """

    rows: str
    cases: tuple[str, ...]
    codes: tuple[Code, ...]
    cells: tuple[Cell, ...]
    alone: tuple[str, ...] = ()

    @cached_property
    def _at(self) -> Mapping[tuple[str, str], Cell]:
        return {(cell.row, cell.code): cell for cell in self.cells}

    def __getitem__(self, place: tuple[str, str]) -> Cell:
        return self._at[place]

    def __contains__(self, place: object) -> bool:
        return place in self._at


def matrix(
    frames: tuple[pd.DataFrame, pd.DataFrame],
    *,
    rows: str,
    people: Sequence[Participant],
    groups: Sequence[Group],
    codes: Sequence[Code],
    written: tuple[Mapping[str, bool], Iterable[Summary]],
) -> Matrix:
    """Lay out what every case says about every code.

    Parameters
    ----------
    frames : pair of DataFrame
        TURNS of all sessions, and the CODINGS that count: accepted, of people.
    rows : str
        As ``by`` of `values_of`.
    codes : sequence of Code
        The columns: `columns_of`.
    written : pair
        The sessions that people have read, and whether to the end; and the summaries that they wrote.

    Raises
    ------
    AnalysisError
        Nothing is known under the name ``rows``.
    """
    turns, codings = frames
    read, summaries = written
    marks = on_voices(codings, turns, people)
    marks["row"] = values_of(marks, rows, people=people, groups=groups)
    marks["passage"] = passages(marks, apart=["code"])
    present = took_part(turns, people)
    present["row"] = values_of(present, rows, people=people, groups=groups)
    sessions = _sessions(turns, rows, present, groups)
    gone = {person.id for person in people if not person.may_analyse} if rows == "participant" else set()
    own: dict[tuple[str, str], list[Summary]] = defaultdict(list)
    for one in sorted(summaries, key=lambda one: one.coder):
        if one.rows == rows and one.text and one.row not in gone:
            own[one.row, one.code].append(one)
    marks = marks.sort_values(["transcript", "turn", "start", "end", "coder"])
    spoken: dict[tuple[str, str], list[_Said]] = defaultdict(list)
    for row, code, *said in marks[["row", "code", *_Said._fields]].itertuples(index=False, name=None):
        spoken[row, code].append(_Said._make(said))
    if UNKNOWN in set(marks["row"]):
        # Whoever is not known may have been in any session.
        sessions[UNKNOWN] = set(turns["transcript"])
    cases = order_of(rows, sessions, people=people, groups=groups)
    cells = (
        _cell((case, code.id), spoken[case, code.id], own[case, code.id], silence)
        for case in cases
        for silence in [_silence(sessions[case], read) if case not in gone else "not kept"]
        for code in codes
    )
    who = present.groupby("row")["speaker"].nunique()
    alone = tuple(case for case in cases if who.get(case) == 1)
    return Matrix(rows=rows, cases=cases, codes=tuple(codes), cells=tuple(cells), alone=alone)


def columns_of(codebook: Codebook, codes: Iterable[str] | None = None) -> tuple[Code, ...]:
    """Give the columns of a matrix: all codes, or those named; a heading stands for the codes under it.

    Raises
    ------
    CodebookError
        A name is not in the codebook.
    """
    return chosen(codebook, codes)


def _sessions(
    turns: pd.DataFrame, rows: str, present: pd.DataFrame, groups: Sequence[Group]
) -> defaultdict[str, set[str]]:
    """Each case with the sessions that it could have spoken in; groups whose session is not there yet have none."""
    sessions: defaultdict[str, set[str]] = defaultdict(set)
    for row, transcript in present[["row", "transcript"]].itertuples(index=False, name=None):
        sessions[row].add(transcript)
    if rows == "group":
        for group in groups:
            sessions[group.id] |= set(turns.loc[turns["group"] == group.id, "transcript"])
    return sessions


def _silence(sessions: Collection[str], read: Mapping[str, bool]) -> State:
    """What it means that nothing is there."""
    if not any(session in read for session in sessions):
        return "not read yet"
    return "not said" if all(read.get(session) for session in sessions) else "not said so far"


def _cell(place: tuple[str, str], said: Sequence[_Said], summaries: Sequence[Summary], silence: State) -> Cell:
    row, code = place
    return Cell(
        row=row,
        code=code,
        state="said" if said else silence,
        summaries=tuple(summaries),
        quotes=tuple(one.coding for one in said),
        passages=len({one.passage for one in said}),
        community=_people(said, "community"),
        professionals=_people(said, "professional"),
    )


def _people(said: Sequence[_Said], role: str) -> tuple[str, ...]:
    return tuple(sorted({one.speaker for one in said if one.role == role}))
