"""What coders are compared on: whose codings, in which sessions, on which turns, with which codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from tlc.counting import by_people
from tlc.errors import AnalysisError
from tlc.listen.agree.result import LeftOut
from tlc.model import PROPOSED, VOICES


class Told(NamedTuple):
    """What coders said of their reading: the sessions that they called finished, and the turns that they had read."""

    finished: frozenset[tuple[str, str]] = frozenset()
    read: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Material:
    """Codings that can be compared, on turns that count.

    Attributes
    ----------
    coders, codes : tuple of str
    sessions : tuple of (session, coders)
        Those who read at least one of its turns that two of them read.
    turns : DataFrame
        The turns that count, in their order; numbered from 0.
    who : tuple of tuple of str
        For each of these turns the coders who read it.
    codings : DataFrame
        Those that count.
    left : LeftOut
    """

    coders: tuple[str, ...]
    codes: tuple[str, ...]
    sessions: tuple[tuple[str, tuple[str, ...]], ...]
    turns: pd.DataFrame
    who: tuple[tuple[str, ...], ...]
    codings: pd.DataFrame
    left: LeftOut


def gather(
    turns: pd.DataFrame,
    codings: pd.DataFrame,
    coders: Sequence[str],
    *,
    codes: Sequence[str] | None = None,
    facilitators: bool = False,
    told: Told = Told(),  # noqa: B008 - it cannot be changed
) -> Material:
    """Take what can be compared, and account for the rest.

    Raises
    ------
    AnalysisError
        There are fewer than two coders, one of them is a machine or has coded nothing, or no two of them coded the
        same session.
    """
    own = of_people(codings, coders)
    by_turn = who_read(turns, own, coders, told)
    every = list(dict.fromkeys(turns["transcript"]))
    sessions, alone = _sessions(every, turns, by_turn, coders)
    if not sessions:
        raise AnalysisError(
            f"No session was coded by both {' and '.join(coders)}."
            if len(coders) == 2
            else f"No session was coded by two of {', '.join(coders)}.",
            hint="Let two people code the same session, each on their own, call it finished, and ask again.",
        )
    shared = turns[turns["transcript"].isin([one for one, _ in sessions])]
    empty = shared["text"].str.strip() == ""
    asking = ~empty & ~(shared["role"].isin(VOICES) | shared["speaker"].isna())
    may_count = ~empty if facilitators else ~empty & ~asking
    both_read = pd.Series([len(by_turn[turn]) >= 2 for turn in shared["turn"]], index=shared.index, dtype=bool)
    counted = shared[may_count & both_read].reset_index(drop=True)
    own = own[own["transcript"].isin([one for one, _ in sessions])]
    proposed = tuple(sorted({code for code in own["code"] if code.startswith(f"{PROPOSED}.")} - set(codes or ())))
    wanted = tuple(dict.fromkeys(codes)) if codes is not None else tuple(sorted(set(own["code"]) - set(proposed)))
    of_codes = own[own["code"].isin(wanted)]
    rated = {(coder, turn) for turn in counted["turn"] for coder in by_turn[turn]}
    compared = of_codes[[pair in rated for pair in zip(of_codes["coder"], of_codes["turn"], strict=True)]]
    left = LeftOut(
        sessions=alone,
        asking=0 if facilitators else int(asking.sum()),
        empty=int(empty.sum()),
        unread=int((may_count & ~both_read).sum()),
        codings=len(of_codes) - len(compared),
        proposed=proposed,
    )
    return Material(
        coders=tuple(coders),
        codes=wanted,
        sessions=sessions,
        turns=counted,
        who=tuple(by_turn[turn] for turn in counted["turn"]),
        codings=compared,
        left=left,
    )


def of_people(codings: pd.DataFrame, coders: Sequence[str]) -> pd.DataFrame:
    """Take the accepted codings of these coders, who must be people, or people in agreement."""
    if len(coders) < 2 or len(set(coders)) != len(coders):
        raise AnalysisError("Agreement needs two different coders or more.", hint="Name them: asha ben")
    people = by_people(codings)
    known = sorted(set(people["coder"]))
    for coder in coders:
        if coder in known:
            continue
        if coder in set(codings.loc[~codings["kind"].isin(["person", "agreed"]), "coder"]):
            raise AnalysisError(f"'{coder}' is no person: what it marks are suggestions.", hint="Name people who code.")
        raise AnalysisError(
            f"'{coder}' has coded nothing yet.",
            hint=f"Those who have: {', '.join(known)}." if known else "Nobody has coded anything yet.",
        )
    return people[people["coder"].isin(coders)]


def who_read(
    turns: pd.DataFrame,
    own: pd.DataFrame,
    coders: Sequence[str],
    told: Told = Told(),  # noqa: B008
) -> dict[str, tuple[str, ...]]:
    """Say who read each turn.

    Of a coder who calls sessions finished, or says of turns that they have read them, these and no others: a turn that
    nobody has come to yet is no answer, and of a turn that was merely coded only what was found is known. Of a coder
    who never says either, as when codings come from a spreadsheet, it is every turn of the sessions in which they
    coded anything.
    """
    tells = {coder for coder, _ in told.finished | told.read}
    coded = {pair for pair in zip(own["coder"], own["transcript"], strict=True) if pair[0] not in tells}
    whole = coded | told.finished
    return {
        turn: tuple(coder for coder in coders if (coder, session) in whole or (coder, turn) in told.read)
        for turn, session in zip(turns["turn"], turns["transcript"], strict=True)
    }


_Sessions = tuple[tuple[str, tuple[str, ...]], ...]


def _sessions(
    every: Sequence[str], turns: pd.DataFrame, by_turn: Mapping[str, tuple[str, ...]], coders: Sequence[str]
) -> tuple[_Sessions, _Sessions]:
    """The sessions of which two coders read the same turns, and the others; each with who read in it."""
    anybody: defaultdict[str, set[str]] = defaultdict(set)
    together: defaultdict[str, set[str]] = defaultdict(set)
    for turn, session in zip(turns["turn"], turns["transcript"], strict=True):
        anybody[session].update(by_turn[turn])
        if len(by_turn[turn]) >= 2:
            together[session].update(by_turn[turn])
    who = {one: tuple(coder for coder in coders if coder in (together[one] or anybody[one])) for one in every}
    return (
        tuple((one, who[one]) for one in every if together[one]),
        tuple((one, who[one]) for one in every if not together[one]),
    )
