"""Saturation: base, run and threshold, as Guest, Namey and Chen count them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.errors import AnalysisError
from tlc.listen.saturation import Saturation, codes_by_session, saturation

# How many codes each of ten sessions was the first to hold.
NEW = (8, 4, 3, 5, 1, 1, 0, 1, 0, 0)


def sessions(new: tuple[int, ...] = NEW) -> dict[str, frozenset[str]]:
    """Sessions of which each holds so many new codes, and one of those before."""
    held, known = {}, 0
    for number, count in enumerate(new, 1):
        names = {f"c{place}" for place in range(known, known + count)}
        held[f"S{number:02d}"] = frozenset(names | ({"c0"} if known else set()))
        known += count
    return held


def ratios(result: Saturation) -> list[float]:
    return [round(run.ratio, 3) for run in result.runs]


@pytest.mark.parametrize(
    ("base", "run", "base_codes", "expected"),
    [
        (4, 2, 20, [0.1, 0.05, 0.05, 0.05, 0.0]),
        (4, 3, 20, [0.1, 0.1, 0.05, 0.05]),
        (5, 2, 21, [0.048, 0.048, 0.048, 0.0]),
    ],
)
def test_ratios_are_those_of_the_worked_example(base: int, run: int, base_codes: int, expected: list[float]) -> None:
    result = saturation(sessions(), base=base, run=run)
    assert ratios(result) == expected
    assert {one.base_codes for one in result.runs} == {base_codes}
    assert result.new == NEW
    assert result.known == (8, 12, 15, 20, 21, 22, 22, 23, 23, 23)


@pytest.mark.parametrize(
    ("base", "run", "threshold", "reached"),
    [(4, 2, 0.05, 5), (4, 3, 0.05, 6), (5, 2, 0.05, 5), (4, 2, 0.0, 8), (4, 3, 0.0, None), (4, 2, 0.1, 4)],
)
def test_it_is_reached_with_the_last_session_before_the_first_run_that_meets_the_threshold(
    base: int, run: int, threshold: float, reached: int | None
) -> None:
    assert saturation(sessions(), base=base, run=run, threshold=threshold).reached == reached


def test_a_ratio_that_is_the_threshold_meets_it() -> None:
    assert saturation(sessions((30, 3, 0)), base=1, run=1, threshold=0.1).reached == 1
    assert saturation(sessions((30, 3, 0)), base=1, run=1, threshold=0.099).reached == 2


def test_other_choices_are_told_with_their_reasons() -> None:
    choices = {(one.base, one.run, one.threshold): one for one in saturation(sessions()).choices}
    assert len(choices) == 12
    assert choices[4, 2, 0.05].outcome == "after 5 sessions"
    assert choices[4, 3, 0.0].outcome == "not reached"
    few = {(one.base, one.run): one for one in saturation(sessions(NEW[:6])).choices if not one.threshold}
    assert few[6, 2].outcome == "not computable: 6 sessions were coded, and base and run need 8"
    assert few[6, 2].reached is None


def test_the_runs_are_named_by_their_sessions() -> None:
    assert [(run.first, run.last) for run in saturation(sessions()).runs] == [(5, 6), (6, 7), (7, 8), (8, 9), (9, 10)]


@pytest.mark.parametrize(("new", "why"), [(NEW[:5], "5 sessions"), ((0, 0, 0, 0, 1, 1), "no code"), ((), "0 sessions")])
def test_what_is_undefined_is_an_error_with_its_reason(new: tuple[int, ...], why: str) -> None:
    with pytest.raises(AnalysisError, match=f"undefined here: {why}"):
        saturation(sessions(new))


@pytest.mark.parametrize("choice", [{"base": 0}, {"run": 0}, {"threshold": -0.1}, {"threshold": 1.0}, {"shuffles": 0}])
def test_a_choice_that_makes_no_sense_is_an_error(choice: dict[str, Any]) -> None:
    with pytest.raises(AnalysisError, match="makes no sense"):
        saturation(sessions(), **choice)


def test_a_seed_below_0_is_an_error() -> None:
    with pytest.raises(AnalysisError, match="seed cannot be below 0"):
        saturation(sessions(), seed=-1)


def test_a_session_without_codes_counts_as_a_session() -> None:
    held = sessions((5, 2, 1, 1)) | {"S05": frozenset(), "S06": frozenset()}
    assert saturation(held, base=4, run=2).reached == 4


# Other orders


def test_the_same_seed_gives_the_same_orders() -> None:
    assert saturation(sessions(), seed=7) == saturation(sessions(), seed=7)
    assert saturation(sessions(), seed=7).shuffled != saturation(sessions(), seed=8).shuffled


def test_the_order_of_sessions_that_are_all_alike_does_not_matter() -> None:
    other = saturation({f"S{number}": frozenset("ab") for number in range(8)}, shuffles=50).shuffled
    assert (other.reached, other.low, other.middle, other.high) == (50, 4, 4, 4)
    assert set(other.curve) == {(2, 2)}


def test_an_order_in_which_it_is_not_reached_counts_as_beyond_all_sessions() -> None:
    held = {f"S{number}": frozenset({f"c{number}"}) for number in range(6)}
    other = saturation(held, base=2, run=2, shuffles=20).shuffled
    assert (other.reached, other.low, other.middle, other.high) == (0, None, None, None)


def test_middle_and_ends_are_those_of_all_orders_counted_by_hand() -> None:
    # One session brings a code; the base is the first. It is undefined unless that session comes first.
    held = {"S1": frozenset("a"), "S2": frozenset(), "S3": frozenset()}
    other = saturation(held, base=1, run=1, shuffles=3000).shuffled
    assert other.reached == pytest.approx(1000, abs=120)
    assert (other.low, other.middle, other.high) == (1, None, None)


@given(
    st.lists(st.frozensets(st.sampled_from("abcdefgh")), min_size=3, max_size=9).filter(lambda held: bool(held[0])),
    st.integers(0, 99),
)
def test_every_order_knows_all_codes_in_the_end(held: list[frozenset[str]], seed: int) -> None:
    result = saturation({f"S{n}": codes for n, codes in enumerate(held)}, base=1, run=2, shuffles=20, seed=seed)
    every = len(frozenset().union(*held))
    assert result.known[-1] == every
    assert result.shuffled.curve[-1] == (every, every)
    assert all(low <= high for low, high in result.shuffled.curve)
    assert list(result.known) == sorted(result.known)


# From codings


def test_codes_are_those_of_the_sessions_asked_for_in_their_order(small: Any) -> None:
    frames = small.frames(
        small.mark("FG01:0002", "closed", "access.hours"),
        small.mark("FG01:0003", "letter", "language.letters"),
        small.mark("FG02:0001", "papers", "access.papers"),
        small.mark("FG01:0001", "closed", "access.papers"),  # a question
    )
    more = {"people": small.people, "codebook": small.codebook}
    both = codes_by_session(frames, sessions=["IN01", "FG01"], origins=["deductive", "emerging"], **more)
    assert list(both.items()) == [("IN01", frozenset()), ("FG01", {"access.hours", "language.letters"})]
    emerging = codes_by_session(frames, sessions=["FG01", "FG02"], origins=["emerging"], **more)
    assert emerging == {"FG01": {"language.letters"}, "FG02": frozenset()}


@pytest.mark.parametrize(
    ("origins", "codes", "what", "hint"),
    [
        (["emerging"], ["access.hours"], "no emerging codes", "Count its deductive codes."),
        (["deductive"], ["language.letters"], "no deductive codes", "Count its emerging codes."),
        (["emerging", "deductive"], [], "no deductive or emerging codes", "Write its codes first."),
    ],
)
def test_origins_that_no_code_has_are_an_error(
    small: Any, origins: list[str], codes: list[str], what: str, hint: str
) -> None:
    kept = tuple(replace(code, parent=None) for code in small.codebook if code.id in codes)
    with pytest.raises(AnalysisError, match=what) as caught:
        codes_by_session(
            small.frames(),
            people=small.people,
            codebook=replace(small.codebook, codes=kept),
            sessions=["FG01"],
            origins=origins,
        )
    assert caught.value.hint == hint
