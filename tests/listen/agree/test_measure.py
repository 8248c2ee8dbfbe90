"""Agreement, code by code: the same as if every unit were listed one by one."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tlc.errors import AnalysisError
from tlc.listen.agree import AgreementRun, Interval, Undefined, agree
from tlc.listen.agree.alpha import alpha, masi
from tlc.listen.agree.chance import brennan_prediger, conger, gwet, percent, positive
from tlc.listen.agree.ratings import rated
from tlc.listen.agree.sentences import sentences
from tlc.listen.agree.unitise import alpha_u

Make = Callable[..., pd.DataFrame]
CODERS = ("asha", "ben", "cara")


def units_one_by_one(turns: pd.DataFrame, unit: str) -> list[tuple[str, str, int, int]]:
    """(session, turn, start, end) of every single unit."""
    found = []
    for turn, session, text in zip(turns["turn"], turns["transcript"], turns["text"], strict=True):
        spans = {
            "turn": [(0, len(text))],
            "sentence": sentences(text),
            "character": [(place, place + 1) for place in range(len(text))],
        }[unit]
        found += [(session, turn, start, end) for start, end in spans]
    return found


def said_one_by_one(
    turns: pd.DataFrame, marks: pd.DataFrame, coders: tuple[str, ...], unit: str, read: Collection[tuple[str, str]] = ()
) -> list[list[set[str] | None]]:
    """For each coder and single unit, the codes there; None where they did not read the turn."""
    tells = {coder for coder, _ in read}
    coded = {pair for pair in zip(marks["coder"], marks["transcript"], strict=True) if pair[0] not in tells}
    rows: list[list[set[str] | None]] = [[] for _ in coders]
    every = list(zip(*(marks[name] for name in ("coder", "turn", "code", "start", "end")), strict=True))
    for session, turn, start, end in units_one_by_one(turns, unit):
        for row, coder in zip(rows, coders, strict=True):
            held = {
                code
                for who, where, code, first, last in every
                if (who, where) == (coder, turn) and first < end and start < last
            }
            row.append(held if (coder, session) in coded or (coder, turn) in read else None)
    shared = [place for place, unit_ in enumerate(zip(*rows, strict=True)) if sum(one is not None for one in unit_) > 1]
    return [[row[place] for place in shared] for row in rows]


@st.composite
def coded(draw: st.DrawFn, turns: Make, codings: Make) -> tuple[pd.DataFrame, pd.DataFrame, tuple[str, ...]]:
    """Two or three coders, who share at least the first session."""
    texts = st.sampled_from(["No. Yes! It was shut. I left.", "It is. Why?", "Shut"])
    frame = turns(*[(f"FG{number % 3 + 1:02d}", "community", draw(texts)) for number in range(draw(st.integers(3, 7)))])
    coders = CODERS[: draw(st.integers(2, 3))]
    marks = [(coder, "FG01:0001", 0, 2, draw(st.sampled_from("ab"))) for coder in coders]
    for _ in range(draw(st.integers(0, 9))):
        row = frame.iloc[draw(st.integers(0, len(frame) - 1))]
        start = draw(st.integers(0, len(row["text"]) - 1))
        end = draw(st.integers(start + 1, len(row["text"])))
        marks.append((draw(st.sampled_from(coders)), row["turn"], start, end, draw(st.sampled_from("abc"))))
    return frame, codings(*marks), coders


@pytest.mark.parametrize("unit", ["turn", "sentence", "character"])
@settings(max_examples=25)
@given(data=st.data())
def test_every_figure_is_what_it_is_when_units_are_listed_one_by_one(
    turns: Make, codings: Make, unit: Any, data: st.DataObject
) -> None:
    frame, marks, coders = data.draw(coded(turns, codings))
    # Some coders have only said of some turns that they read them; of the first turn all of these have.
    tells = data.draw(st.sets(st.sampled_from(coders)))
    read = data.draw(st.sets(st.sampled_from([(coder, turn) for coder in coders for turn in frame["turn"]])))
    read = {pair for pair in read if pair[0] in tells} | {(coder, "FG01:0001") for coder in tells}
    run = agree(frame, marks, coders, unit=unit, resamples=0, read=read)
    said = said_one_by_one(frame, marks, coders, unit, read)
    assert run.units == len(said[0])
    for one in run.codes:
        ratings = rated(
            [[None if held is None else int(one.code in held) for held in row] for row in said], categories=(0, 1)
        )
        assert one.positives == tuple(sum(one.code in held for held in row if held is not None) for row in said)
        if not ratings.varies:
            assert isinstance(one.alpha, Undefined)
            continue
        expected = (
            percent(ratings),
            conger(ratings).figure,
            alpha(ratings).figure,
            gwet(ratings).figure,
            brennan_prediger(ratings).figure,
            positive(ratings),
        )
        ours = (one.percent, one.kappa, one.alpha, one.ac1, one.brennan_prediger, one.positive)
        assert [float(figure) for figure in ours] == pytest.approx([float(figure) for figure in expected], nan_ok=True)
    as_sets = rated([[None if held is None else frozenset(held) for held in row] for row in said])
    assert float(run.sets) == pytest.approx(float(alpha(as_sets, masi).figure), nan_ok=True)


def test_the_manual_of_atlas_ti_in_turns_gives_alpha_0952(turns: Make, codings: Make) -> None:
    frame = turns(*[("FG01", "community", "It was shut.")] * 10)
    first, second = "1100000000", "0110010100"
    marks = [("asha", f"FG01:{n:04d}", 0, 5, "a.a") for n, said in enumerate(first, start=1) if said == "1"]
    marks += [("ben", f"FG01:{n:04d}", 3, 8, "a.a") for n, said in enumerate(second, start=1) if said == "1"]
    (one,) = agree(frame, codings(*marks), ("asha", "ben")).codes
    assert one.positives == (2, 4)
    assert one.prevalence == pytest.approx(0.3)
    assert one.percent == pytest.approx(0.6)
    assert one.kappa == pytest.approx(0.0909, abs=5e-5)
    assert one.alpha == pytest.approx(0.0952, abs=5e-5)
    assert one.positive == pytest.approx(2 / 6)


def test_krippendorff_2004_page_254_in_one_turn_gives_its_alpha_for_unitised_text(turns: Make, codings: Make) -> None:
    frame = turns(("FG01", "community", "x" * 300))
    marks = [("asha", 75, 145), ("asha", 220, 250), ("ben", 70, 150), ("ben", 205, 225), ("ben", 250, 270)]
    c = [(coder, "FG01:0001", start, end, "c.c") for coder, start, end in marks]
    k = [(coder, "FG01:0001", start, end, "k.k") for coder in ("asha", "ben") for start, end in [(30, 90), (150, 200)]]
    run = agree(frame, codings(*c, *k), ("asha", "ben"), unit="character")
    assert [one.unitised for one in run.codes] == [pytest.approx(0.7286, abs=5e-5), 1.0]
    assert run.overall.unitised == pytest.approx(0.8587, abs=5e-5)


def test_passages_are_compared_over_turns_put_end_to_end_without_those_that_do_not_count(
    turns: Make, codings: Make
) -> None:
    frame = turns(
        ("FG01", "community", "a" * 20),
        ("FG01", "facilitator", "f" * 50),
        ("FG02", "community", "not both" * 9),
        ("FG03", "community", "b" * 30),
    )
    marks = codings(
        ("asha", "FG01:0001", 5, 20, "a.a"),
        ("ben", "FG01:0001", 8, 20, "a.a"),
        ("asha", "FG03:0001", 0, 10, "a.a"),
        ("asha", "FG03:0001", 4, 12, "a.a"),
        ("ben", "FG03:0001", 20, 30, "a.a"),
        ("cara", "FG02:0001", 0, 4, "a.a"),
        ("ben", "FG02:0001", 0, 4, "a.a"),
        ("cara", "FG01:0001", 0, 4, "a.a"),
        ("cara", "FG03:0001", 0, 4, "a.a"),
    )
    expected = alpha_u([[(5, 20), (20, 32)], [(8, 20), (40, 50)], [(0, 4), (20, 24)]], 50).figure
    (one,) = agree(frame, marks, CODERS, unit="character").codes
    assert one.unitised == pytest.approx(float(expected))


def test_alpha_for_unitised_text_is_asked_of_characters_alone(two_coders: AgreementRun) -> None:
    assert isinstance(two_coders.overall.unitised, Undefined)
    assert two_coders.overall.unitised.reason == "only for characters"


# What cannot be computed


def three_turns(turns: Make) -> pd.DataFrame:
    return turns(*[("FG01", "community", "It was shut.")] * 3)


def test_a_code_that_nobody_used_has_no_figure_and_says_so(turns: Make, codings: Make) -> None:
    marks = codings(("asha", "FG01:0001", 0, 5, "a.a"), ("ben", "FG01:0001", 0, 5, "a.a"))
    unused = agree(three_turns(turns), marks, ("asha", "ben"), codes=["z.z", "a.a"]).codes[0]
    assert unused.code == "z.z"
    assert unused.reason == "not computable: nobody used it"
    assert unused.positives == (0, 0)
    figures = (unused.percent, unused.kappa, unused.alpha, unused.ac1, unused.brennan_prediger, unused.positive)
    assert all(isinstance(figure, Undefined) for figure in figures)


def test_a_code_on_every_unit_has_no_figure_and_says_so(turns: Make, codings: Make) -> None:
    marks = codings(*[(coder, f"FG01:000{n}", 0, 5, "a.a") for coder in ("asha", "ben") for n in (1, 2, 3)])
    run = agree(three_turns(turns), marks, ("asha", "ben"))
    assert run.codes[0].reason == "not computable: everybody put it on every unit"
    assert run.codes[0].prevalence == 1.0
    assert isinstance(run.overall.alpha, Undefined)


def test_codes_that_tell_nothing_are_not_among_all_codes(turns: Make, codings: Make) -> None:
    everywhere = [(coder, f"FG01:000{n}", 0, 5, "a.a") for coder in ("asha", "ben") for n in (1, 2, 3)]
    some = [("asha", "FG01:0001", 0, 5, "b.b"), ("ben", "FG01:0001", 0, 5, "b.b")]
    run = agree(three_turns(turns), codings(*everywhere, *some), ("asha", "ben"), codes=["a.a", "b.b", "z.z"])
    assert run.overall.positives == (1, 1)
    assert run.overall.prevalence == pytest.approx(1 / 3)
    assert run.overall.positive == 1.0


def test_codings_on_facilitators_alone_leave_every_code_unused(turns: Make, codings: Make) -> None:
    frame = turns(("FG01", "facilitator", "Why?"), ("FG01", "community", "Shut."))
    marks = codings(("asha", "FG01:0001", 0, 3, "a.a"), ("ben", "FG01:0001", 0, 3, "a.a"))
    run = agree(frame, marks, ("asha", "ben"))
    assert [one.reason for one in run.codes] == ["not computable: nobody used it"]
    assert run.left.codings == 2
    assert isinstance(run.sets, Undefined)
    assert run.codings == 0


def test_one_disagreement_among_turns_that_are_all_alike_gives_alpha_exactly_0(turns: Make, codings: Make) -> None:
    marks = codings(
        ("asha", "FG01:0001", 0, 5, "a.a"), ("asha", "FG01:0002", 0, 5, "b.b"), ("ben", "FG01:0002", 0, 5, "b.b")
    )
    first, second = agree(three_turns(turns), marks, ("asha", "ben")).codes
    assert first.alpha == 0.0
    assert second.alpha == 1.0


def test_sessions_in_common_without_a_turn_that_counts_are_an_error(turns: Make, codings: Make) -> None:
    frame = turns(("FG01", "facilitator", "Why?"))
    marks = codings(("asha", "FG01:0001", 0, 3, "a.a"), ("ben", "FG01:0001", 0, 3, "a.a"))
    with pytest.raises(AnalysisError, match="no turn that counts"):
        agree(frame, marks, ("asha", "ben"))


def test_an_unknown_unit_is_an_error(turns: Make, codings: Make) -> None:
    with pytest.raises(AnalysisError, match="no such unit") as caught:
        agree(three_turns(turns), codings(), ("asha", "ben"), unit="word")  # type: ignore[arg-type]
    assert caught.value.hint == "Use: turn, sentence, character."


# Over all codes


@pytest.fixture(scope="module")
def two_coders(turns: Make, codings: Make) -> AgreementRun:
    """Forty turns in two sessions: both coders find a.a in the same 12 and differ on 4 more; b.b is rare."""
    frame = turns(*[(f"FG0{number % 2 + 1}", "community", "It was shut. I left.") for number in range(40)])
    marks = [(coder, f"FG0{n % 2 + 1}:{n // 2 + 1:04d}", 0, 5, "a.a") for n in range(12) for coder in ("asha", "ben")]
    marks += [("asha", f"FG01:{n:04d}", 0, 5, "a.a") for n in (17, 18)]
    marks += [("ben", f"FG02:{n:04d}", 0, 5, "a.a", {"independent": False}) for n in (17, 18)]
    marks += [("asha", "FG01:0001", 0, 3, "b.b"), ("ben", "FG01:0001", 0, 3, "b.b")]
    return agree(frame, codings(*marks), ("asha", "ben"), resamples=400, seed=5)


def test_over_all_codes_disagreement_is_summed_up_before_it_is_compared(two_coders: AgreementRun) -> None:
    common, rare = two_coders.codes
    assert (common.alpha, rare.alpha) == (pytest.approx(0.7830, abs=5e-5), 1.0)
    overall = two_coders.overall
    assert overall.code == ""
    assert overall.positives == (15, 15)
    assert overall.percent == pytest.approx((0.9 + 1) / 2)
    assert overall.positive == pytest.approx(2 * 13 / 30)
    observed, by_chance = (0.1 + 0) / 2, (1 - (0.35**2 + 0.65**2) + 1 - (0.025**2 + 0.975**2)) / 2
    assert overall.kappa == pytest.approx(1 - observed / by_chance)
    assert isinstance(overall.alpha, float)
    assert common.alpha < overall.alpha < rare.alpha  # type: ignore[operator]


def test_an_interval_holds_its_figure_and_a_rare_code_has_none(two_coders: AgreementRun) -> None:
    common, rare = two_coders.codes
    for one in (common, two_coders.overall):
        for figure, span in ((one.alpha, one.alpha_interval), (one.ac1, one.ac1_interval)):
            assert isinstance(span, Interval)
            assert span.low < float(figure) < span.high
    assert isinstance(rare.alpha_interval, Undefined)
    assert rare.reason == "no interval: in 5 % of the resamples or more, nobody used it"
    assert common.reason == ""


def test_an_interval_is_that_of_whole_turns_drawn_within_sessions(turns: Make, codings: Make) -> None:
    # Drawn by hand: the same draws, but every resample is listed turn by turn.
    from tlc.listen.agree.draws import draw, spread

    texts = ["No. Yes! It was shut. I left.", "It is. Why?"]
    frame = turns(*[(f"FG0{number % 2 + 1}", "community", texts[number % 2]) for number in range(16)])
    marks = codings(
        *[("asha", f"FG01:000{n}", 0, 9, "a.a") for n in (1, 2, 3, 4, 5)],
        *[("ben", f"FG01:000{n}", 5, 12, "a.a") for n in (2, 3, 4, 5, 6)],
        *[("ben", f"FG02:000{n}", 0, 3, "a.a") for n in (1, 2)],
        *[("asha", f"FG02:000{n}", 2, 5, "a.a") for n in (1, 2)],
    )
    (one,) = agree(frame, marks, ("asha", "ben"), unit="sentence", resamples=60, seed=9).codes
    first, second = said_one_by_one(frame, marks, ("asha", "ben"), "sentence")
    turn_of = [list(frame["turn"]).index(turn) for _, turn, _, _ in units_one_by_one(frame, "sentence")]
    drawn = draw(np.array([number % 2 for number in range(16)]), 60, seed=9)
    values = []
    for often in drawn.astype(int):
        rows = [
            [int("a.a" in (row[u] or ())) for u, t in enumerate(turn_of) for _ in range(often[t])]
            for row in (first, second)
        ]
        values.append(float(alpha(rated(rows, categories=(0, 1))).figure))
    expected = spread(np.array(values))
    assert isinstance(expected, Interval)
    assert isinstance(one.alpha_interval, Interval)
    assert (one.alpha_interval.low, one.alpha_interval.high) == pytest.approx((expected.low, expected.high))


def test_the_same_seed_gives_the_same_and_is_recorded(turns: Make, codings: Make, two_coders: AgreementRun) -> None:
    frame = turns(*[("FG01", "community", "It was shut.")] * 20)
    marks = codings(
        *[(c, f"FG01:{n:04d}", 0, 5, "a.a") for c, several in (("asha", 9), ("ben", 12)) for n in range(4, several)]
    )
    first = agree(frame, marks, ("asha", "ben"), seed=2, resamples=50)
    again = agree(frame, marks, ("asha", "ben"), seed=2, resamples=50)
    other = agree(frame, marks, ("asha", "ben"), seed=3, resamples=50)
    assert first == again
    assert first.codes[0].alpha == other.codes[0].alpha
    assert first.codes[0].alpha_interval != other.codes[0].alpha_interval
    assert (two_coders.seed, two_coders.resamples) == (5, 400)


def test_how_many_codings_were_not_independent_is_counted(two_coders: AgreementRun) -> None:
    assert (two_coders.codings, two_coders.dependent) == (30, 2)


@pytest.mark.parametrize("wrong", [{"seed": -1}, {"resamples": -3}])
def test_a_seed_or_resamples_below_0_are_an_error(turns: Make, codings: Make, wrong: dict[str, int]) -> None:
    with pytest.raises(AnalysisError, match="below 0"):
        agree(turns(), codings(), ("asha", "ben"), **wrong)  # type: ignore[arg-type]


def test_why_there_is_no_interval_depends_on_whether_they_differed(turns: Make, codings: Make) -> None:
    frame = turns(*[("FG01", "community", "It was shut.")] * 12)
    same = [(coder, f"FG01:{n:04d}", 0, 5, "a.a") for coder in ("asha", "ben") for n in range(1, 7)]
    never = agree(frame, codings(*same), ("asha", "ben"))
    assert never.codes[0].reason == "no interval: they never differed on this code"
    assert never.codes[0].ac1_interval == Undefined("they never differed on this code")
    assert never.overall.reason == "no interval: they never differed on any code"
    every = [("asha", f"FG01:{n:04d}", 0, 5, "b.b") for n in range(1, 13)]
    mixed = agree(frame, codings(*same, *every), ("asha", "ben"))
    assert [one.reason for one in mixed.codes] == [
        "no interval: they never differed on this code",
        "no interval: every resample gives the same figure",
    ]


def test_whether_codes_were_chosen_is_recorded(turns: Make, codings: Make) -> None:
    frame = turns(("FG01", "community", "It was shut."))
    marks = codings(("asha", "FG01:0001", 0, 5, "a.a"), ("ben", "FG01:0001", 0, 5, "a.a"))
    assert not agree(frame, marks, ("asha", "ben")).chosen
    assert agree(frame, marks, ("asha", "ben"), codes=["a.a"]).chosen


def test_what_was_compared_is_recorded(two_coders: AgreementRun) -> None:
    assert two_coders.coders == ("asha", "ben")
    assert two_coders.sessions == (("FG01", ("asha", "ben")), ("FG02", ("asha", "ben")))
    assert (two_coders.unit, two_coders.turns, two_coders.units) == ("turn", 40, 40)
    assert not two_coders.facilitators


def test_disagreements_are_of_what_was_compared(turns: Make, codings: Make) -> None:
    frame = turns(("FG01", "facilitator", "Why?"), ("FG01", "community", "It was shut."))
    marks = codings(
        ("asha", "FG01:0001", 0, 3, "a.a"), ("asha", "FG01:0002", 0, 5, "b.b"), ("ben", "FG01:0002", 0, 5, "a.a")
    )
    found = agree(frame, marks, ("asha", "ben"), codes=["a.a"]).disagreements
    assert [(one.turn, one.code, one.not_by) for one in found] == [("FG01:0002", "a.a", ("asha",))]
