"""What coders are compared on: whose codings, in which sessions, on which turns, with which codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from tlc.counting import by_people
from tlc.errors import AnalysisError
from tlc.listen.agree.result import LeftOut
from tlc.model import PROPOSED, VOICES


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Material:
    """Codings that can be compared, on turns that count.

    Attributes
    ----------
    coders, codes : tuple of str
    sessions : tuple of (session, coders)
    turns : DataFrame
        The turns that count, in their order; numbered from 0.
    codings : DataFrame
        Those that count.
    left : LeftOut
    """

    coders: tuple[str, ...]
    codes: tuple[str, ...]
    sessions: tuple[tuple[str, tuple[str, ...]], ...]
    turns: pd.DataFrame
    codings: pd.DataFrame
    left: LeftOut


def gather(
    turns: pd.DataFrame,
    codings: pd.DataFrame,
    coders: Sequence[str],
    *,
    codes: Sequence[str] | None = None,
    facilitators: bool = False,
    finished: Iterable[tuple[str, str]] = (),
) -> Material:
    """Take what can be compared, and account for the rest.

    Raises
    ------
    AnalysisError
        There are fewer than two coders, one of them is a machine or has coded nothing, or no two of them coded the
        same session.
    """
    own = of_people(codings, coders)
    by_session = who_coded(own, coders, finished)
    every = list(dict.fromkeys(turns["transcript"]))
    sessions = tuple((one, by_session.get(one, ())) for one in every if len(by_session.get(one, ())) >= 2)
    if not sessions:
        raise AnalysisError(
            f"No session was coded by both {' and '.join(coders)}."
            if len(coders) == 2
            else f"No session was coded by two of {', '.join(coders)}.",
            hint="Let two people code the same session, each on their own, and ask again.",
        )
    shared = turns[turns["transcript"].isin([one for one, _ in sessions])]
    empty = shared["text"].str.strip() == ""
    asking = ~empty & ~(shared["role"].isin(VOICES) | shared["speaker"].isna())
    counted = shared[~empty if facilitators else ~empty & ~asking].reset_index(drop=True)
    own = own[own["transcript"].isin([one for one, _ in sessions])]
    proposed = tuple(sorted({code for code in own["code"] if code.startswith(f"{PROPOSED}.")} - set(codes or ())))
    wanted = tuple(dict.fromkeys(codes)) if codes is not None else tuple(sorted(set(own["code"]) - set(proposed)))
    of_codes = own[own["code"].isin(wanted)]
    compared = of_codes[of_codes["turn"].isin(counted["turn"])]
    left = LeftOut(
        sessions=tuple((one, by_session.get(one, ())) for one in every if len(by_session.get(one, ())) < 2),
        asking=0 if facilitators else int(asking.sum()),
        empty=int(empty.sum()),
        codings=len(of_codes) - len(compared),
        proposed=proposed,
    )
    return Material(coders=tuple(coders), codes=wanted, sessions=sessions, turns=counted, codings=compared, left=left)


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


def who_coded(
    own: pd.DataFrame, coders: Sequence[str], finished: Iterable[tuple[str, str]] = ()
) -> dict[str, tuple[str, ...]]:
    """Say who coded each session: whoever coded anything in it, or called it finished.

    Of those who call sessions finished, only these count: the others are still being read, and a turn that nobody has
    come to yet is no answer.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    done = set(finished)
    tells = {coder for coder, _ in done}
    coded: Collection[tuple[str, str]] = set(zip(own["coder"], own["transcript"], strict=True))
    for coder, session in {pair for pair in coded if pair[0] not in tells} | done:
        found[session].add(coder)
    return {session: tuple(coder for coder in coders if coder in who) for session, who in found.items()}
