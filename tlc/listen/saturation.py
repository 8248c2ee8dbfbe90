"""Saturation: how many sessions it took until further ones brought hardly any code that was new.

Source: Guest, Namey and Chen (2020), A simple method to assess and report thematic saturation in qualitative research,
PLoS ONE 15(5): e0232076. They made it for codes that emerge from single interviews.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import pandas as pd

from tlc.counting import on_voices
from tlc.errors import AnalysisError
from tlc.model import Codebook, Participant

#: What the table of other choices shows beside the one that was made.
BASES, RUNS, THRESHOLDS = (4, 5, 6), (2, 3), (0.05, 0.0)
SHUFFLES = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of sessions: what was new in it, over what the base held.

    >>> Run(first=5, last=6, new=2, base_codes=20).ratio
    0.1
    """

    first: int
    last: int
    new: int
    base_codes: int

    @property
    def ratio(self) -> float:
        """New codes over the codes of the base."""
        return self.new / self.base_codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What another choice of base, run and threshold gives.

    Attributes
    ----------
    reached : int or None
        After which session; None where it was not reached.
    why_not : str
        Why it cannot be computed; empty where it can.

    >>> Choice(base=4, run=2, threshold=0.05, reached=5).outcome
    'after 5 sessions'
    """

    base: int
    run: int
    threshold: float
    reached: int | None = None
    why_not: str = ""

    @property
    def outcome(self) -> str:
        """The outcome in words."""
        if self.why_not:
            return f"not computable: {self.why_not}"
        return "not reached" if self.reached is None else f"after {self.reached} sessions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shuffled:
    """What other orders of the same sessions give.

    Attributes
    ----------
    shuffles, seed : int
    reached : int
        In how many of the orders it was reached.
    low, middle, high : int or None
        After which session, in 5, 50 and 95 % of all orders; None where it was not reached in so many of them.
    curve : tuple of (low, high)
        For each number of sessions, how many codes were known by then: 90 % of the orders lie between.
    """

    shuffles: int
    seed: int
    reached: int
    low: int | None
    middle: int | None
    high: int | None
    curve: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saturation:
    """When further sessions brought hardly any code that was new.

    Attributes
    ----------
    sessions : tuple of str
        In the order in which they were counted.
    new : tuple of int
        How many codes each of them was the first to hold.
    base, run : int
    threshold : float
    runs : tuple of Run
        Every run of sessions after the base.
    reached : int or None
        The number of the last session before the first run that met the threshold; None: not reached.
    choices : tuple of Choice
        What other choices of base, run and threshold give.
    shuffled : Shuffled
    """

    sessions: tuple[str, ...]
    new: tuple[int, ...]
    base: int
    run: int
    threshold: float
    runs: tuple[Run, ...]
    reached: int | None
    choices: tuple[Choice, ...]
    shuffled: Shuffled

    @property
    def known(self) -> tuple[int, ...]:
        """How many codes were known after each session."""
        return tuple(accumulate(self.new))


def codes_by_session(
    frames: tuple[pd.DataFrame, pd.DataFrame],
    *,
    people: Iterable[Participant],
    codebook: Codebook,
    sessions: Sequence[str],
    origins: Collection[str],
) -> dict[str, frozenset[str]]:
    """Give the codes that were found in each session, in the order of the sessions.

    Parameters
    ----------
    frames : pair of DataFrame
        TURNS, and the CODINGS that count: accepted, of people.
    origins : collection of str
        Which codes: ``deductive``, ``emerging``, or both.

    Raises
    ------
    AnalysisError
        The codebook has no codes of these origins.
    """
    there = {code.origin for code in codebook.applied}
    if there.isdisjoint(origins):
        raise AnalysisError(
            f"The codebook has no {' or '.join(sorted(origins))} codes.",
            hint=f"Count its {' and '.join(sorted(there))} codes." if there else "Write its codes first.",
        )
    wanted = {code.id for code in codebook if code.origin in origins}
    marks = on_voices(frames[1], frames[0], people)
    marks = marks[marks["code"].isin(wanted)]
    return {session: frozenset(marks.loc[marks["transcript"] == session, "code"]) for session in sessions}


def saturation(
    codes_of: Mapping[str, frozenset[str]],
    *,
    base: int = 4,
    run: int = 2,
    threshold: float = 0.05,
    shuffles: int = SHUFFLES,
    seed: int = 1,
) -> Saturation:
    """Find after which session a run of further ones brought no more new codes than the threshold allows.

    The first ``base`` sessions are the base: the codes in them are counted once and for all. Each run is the next
    ``run`` sessions, and slides on by one; its new codes over those of the base are held against the threshold.

    Parameters
    ----------
    codes_of : mapping of session to set of codes
        In the order in which the sessions were held. The order matters: see ``shuffled``.
    base, run : int
    threshold : float
        From 0 (nothing new at all) to below 1.
    shuffles, seed : int
        How many other orders are drawn, and from which seed.

    Raises
    ------
    AnalysisError
        It is undefined: there are fewer sessions than base and run together, or the base holds no code. Or a choice
        makes no sense.

    Source: Guest, Namey and Chen (2020), PLoS ONE 15(5): e0232076.

    >>> codes = {"S1": {"a", "b"}, "S2": {"c"}, "S3": {"a"}, "S4": {"b"}}
    >>> saturation(codes, base=2, run=2).reached
    2
    """
    if base < 1 or run < 1 or not 0 <= threshold < 1 or shuffles < 1:
        raise AnalysisError(
            "Base, run, threshold or number of orders makes no sense.",
            hint="Base, run and shuffles are at least 1, and the threshold is from 0 to below 1: 0.05 for 5 %.",
        )
    if seed < 0:
        raise AnalysisError("The seed cannot be below 0.", hint="Use 1, as by default, or any number from 0.")
    held = _table(codes_of)
    new = _new(held)
    why_not = _why_not(new, base, run)
    if why_not:
        raise AnalysisError(f"Saturation is undefined here: {why_not}.", hint="Code more sessions, or choose less.")
    runs = _runs(new, base, run)
    return Saturation(
        sessions=tuple(codes_of),
        new=tuple(new),
        base=base,
        run=run,
        threshold=threshold,
        runs=runs,
        reached=_reached(runs, threshold),
        choices=_choices(new),
        shuffled=_shuffled(held, (base, run, threshold), shuffles, seed),
    )


def _table(codes_of: Mapping[str, frozenset[str]]) -> np.ndarray:
    codes = sorted(set().union(*codes_of.values()))
    return np.array([[code in held for code in codes] for held in codes_of.values()], dtype=bool).reshape(
        len(codes_of), len(codes)
    )


def _new(held: np.ndarray) -> list[int]:
    known = np.logical_or.accumulate(held).sum(axis=1)
    return [int(count) for count in np.diff(known, prepend=0)]


def _why_not(new: Sequence[int], base: int, run: int) -> str:
    if len(new) < base + run:
        return f"{len(new)} sessions were coded, and base and run need {base + run}"
    return "" if sum(new[:base]) else f"no code was found in the first {base} sessions"


def _runs(new: Sequence[int], base: int, run: int) -> tuple[Run, ...]:
    base_codes = sum(new[:base])
    return tuple(
        Run(first=start + 1, last=start + run, new=sum(new[start : start + run]), base_codes=base_codes)
        for start in range(base, len(new) - run + 1)
    )


def _reached(runs: Sequence[Run], threshold: float) -> int | None:
    return next((one.first - 1 for one in runs if one.ratio <= threshold), None)


def _choices(new: Sequence[int]) -> tuple[Choice, ...]:
    choices = []
    for threshold in THRESHOLDS:
        for base in BASES:
            for run in RUNS:
                why_not = _why_not(new, base, run)
                reached = None if why_not else _reached(_runs(new, base, run), threshold)
                choices.append(Choice(base=base, run=run, threshold=threshold, reached=reached, why_not=why_not))
    return tuple(choices)


def _shuffled(held: np.ndarray, wanted: tuple[int, int, float], shuffles: int, seed: int) -> Shuffled:
    base, run, threshold = wanted
    draw = np.random.default_rng(seed)
    curves = np.empty((shuffles, len(held)), dtype=np.int64)
    found: list[int | None] = []
    for number in range(shuffles):
        new = _new(held[draw.permutation(len(held))])
        curves[number] = np.cumsum(new)
        # An order whose base holds no code has not reached anything.
        found.append(None if _why_not(new, base, run) else _reached(_runs(new, base, run), threshold))
    ordered = sorted(after for after in found if after is not None)
    low, middle, high = (
        ordered[place] if place < len(ordered) else None
        for place in (int(share * shuffles) for share in (0.05, 0.5, 0.95))
    )
    ends = np.quantile(curves, (0.05, 0.95), axis=0, method="inverted_cdf")
    return Shuffled(
        shuffles=shuffles,
        seed=seed,
        reached=len(ordered),
        low=low,
        middle=middle,
        high=high,
        curve=tuple((int(one), int(other)) for one, other in ends.T),
    )
