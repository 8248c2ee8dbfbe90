"""How often a term was right: each hit against what people decided on it, or coded where they read it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

_PEOPLE = ("person", "agreed")


class _Mark(NamedTuple):
    coder: str
    start: int
    end: int
    is_accepted: bool
    is_answer: bool


def judge(
    hits: Sequence[tuple[str, int, int, str]], codings: pd.DataFrame, read: Mapping[str, Collection[str]]
) -> list[float]:
    """Say of each hit whether people found its code there: 1 yes, 0 no, NaN nobody can tell.

    A person says yes by an accepted coding of the same code on overlapping words, and no by rejecting it there, or by
    having read the turn to the end without that code. Either counts only where the person decided on a suggestion of
    the rules, or has read the turn to the end: of a turn that is half read only what was found is known, and every
    term would seem right; and what the model suggests is chosen by how likely it finds it. Who coded other words of
    the turn with the code says neither. Of several people the mean counts; where people agreed on a turn together,
    only what they agreed.

    Parameters
    ----------
    hits : sequence of (turn, start, end, code)
        In code points, half-open.
    codings : DataFrame
        CODINGS of ``tlc.frames``.
    read : mapping of coder to collection of turn
        The turns that each person has read to the end.

    Returns
    -------
    list of float
        One for each hit.
    """
    kinds = dict(zip(codings["coder"], codings["kind"], strict=True))
    agreed = {coder for coder, kind in kinds.items() if kind == "agreed"}
    marks = _marks(codings)
    readers: defaultdict[str, set[str]] = defaultdict(set)
    for coder, turns in read.items():
        for turn in turns:
            readers[turn].add(coder)
    found = []
    for turn, start, end, code in hits:
        of_code = marks[turn, code]
        coders = {mark.coder for mark in of_code} | readers[turn]
        said = {
            coder: _said([mark for mark in of_code if mark.coder == coder], start, end, coder in readers[turn])
            for coder in sorted(coders)
        }
        together = [value for coder, value in said.items() if coder in agreed and not math.isnan(value)]
        alone = [value for value in said.values() if not math.isnan(value)]
        counted = together or alone
        found.append(sum(counted) / len(counted) if counted else math.nan)
    return found


def _marks(codings: pd.DataFrame) -> defaultdict[tuple[str, str], list[_Mark]]:
    marks: defaultdict[tuple[str, str], list[_Mark]] = defaultdict(list)
    of_people = codings[codings["kind"].isin(_PEOPLE) & codings["status"].isin(["accepted", "rejected"])]
    columns = ["turn", "code", "coder", "start", "end", "status", "decided"]
    for turn, code, coder, start, end, status, decided in of_people[columns].itertuples(index=False, name=None):
        answers = str(decided).startswith("rules-")
        marks[turn, code].append(_Mark(coder, int(start), int(end), status == "accepted", answers))
    return marks


def _said(marks: Sequence[_Mark], start: int, end: int, has_read: bool) -> float:
    beside = [mark for mark in marks if mark.start < end and start < mark.end and (mark.is_answer or has_read)]
    if any(mark.is_accepted for mark in beside):
        return 1.0
    if beside:
        return 0.0
    elsewhere = any(mark.is_accepted for mark in marks)
    return 0.0 if has_read and not elsewhere else math.nan
