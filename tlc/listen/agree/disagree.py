"""Where coders differ, passage by passage, to talk through."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from tlc.counting import by_people
from tlc.listen.agree.material import of_people, who_read
from tlc.listen.agree.result import Disagreement, Kind


class _Mark(NamedTuple):
    start: int
    end: int
    id: str
    coder: str
    code: str


def disagreements(
    turns: pd.DataFrame,
    codings: pd.DataFrame,
    coders: Sequence[str],
    *,
    who: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[Disagreement, ...]:
    """List the passages on which coders differ, in reading order.

    Codings of one code that overlap are one passage. Coders agree on it if everybody who read the turn has a
    coding in it, however well their beginnings and ends fit. Nothing here says who is right.

    Parameters
    ----------
    turns, codings : DataFrame
        TURNS and CODINGS of ``tlc.frames``; codings on other turns are passed over.
    coders : sequence of str
        Two or more people, or people in agreement.
    who : mapping of turn to coders, optional
        Who read which; by default whoever coded anything in its session. Turns of fewer than two are passed over.

    Raises
    ------
    AnalysisError
        There are fewer than two coders, or one of them is a machine or has coded nothing.
    """
    if who is None:
        own = of_people(codings, coders)
        who = who_read(turns, own, coders)
    else:
        own = by_people(codings)
    by_turn: defaultdict[str, list[_Mark]] = defaultdict(list)
    columns = (own[name] for name in ("turn", "start", "end", "coding", "coder", "code"))
    for turn, start, end, name, coder, code in zip(*columns, strict=True):
        if coder in who.get(turn, ()):
            by_turn[turn].append(_Mark(int(start), int(end), name, coder, code))
    found: list[Disagreement] = []
    for turn in turns["turn"]:
        if turn in by_turn and len(who[turn]) >= 2:
            found += _in_turn(turn, sorted(by_turn[turn]), who[turn])
    return tuple(found)


def _in_turn(turn: str, marks: Sequence[_Mark], who: tuple[str, ...]) -> list[Disagreement]:
    found: list[Disagreement] = []
    for code in sorted({mark.code for mark in marks}):
        open_passages = [one for one in _passages(marks, code) if len({mark.coder for mark in one}) < len(who)]
        # Where all of them used the code in this turn, each on other words, that is one thing to talk about.
        if len({mark.coder for one in open_passages for mark in one}) == len(who):
            open_passages = [[mark for one in open_passages for mark in one]]
        for passage in open_passages:
            found.append(_told(turn, passage, marks, who))
    return sorted(found, key=lambda one: (one.start, one.code))


def _passages(marks: Sequence[_Mark], code: str) -> list[list[_Mark]]:
    """Join codings of one code that overlap; they come in the order of their beginnings."""
    joined: list[list[_Mark]] = []
    end = 0
    for mark in marks:
        if mark.code != code:
            continue
        if joined and mark.start < end:
            joined[-1].append(mark)
        else:
            joined.append([mark])
        end = max(end, mark.end) if len(joined[-1]) > 1 else mark.end
    return joined


def _told(turn: str, passage: Sequence[_Mark], marks: Sequence[_Mark], who: tuple[str, ...]) -> Disagreement:
    code, start, end = passage[0].code, passage[0].start, max(mark.end for mark in passage)
    by = {mark.coder for mark in passage}
    absent = tuple(coder for coder in who if coder not in by)
    theirs = [mark for mark in marks if mark.coder in absent]
    on_it = [mark for mark in marks if mark.start < end and start < mark.end]
    # A code that both put there is agreed on: it is not what the one chose instead of the other's.
    shared = {mark.code for mark in on_it if mark.coder in by}
    there = [mark for mark in on_it if mark.coder in absent and mark.code not in shared]
    kind: Kind = "same words, other code" if there else "only one"
    if not absent or any(mark.code == code for mark in theirs):
        kind = "other words"
    return Disagreement(
        turn=turn,
        code=code,
        marked_by=tuple(mark.id for mark in passage),
        not_by=absent,
        kind=kind,
        start=start,
        end=end,
        by=tuple(coder for coder in who if coder in by),
        instead=tuple(sorted({(mark.coder, mark.code) for mark in there})),
    )
