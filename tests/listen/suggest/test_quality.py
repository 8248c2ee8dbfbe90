"""How good suggestions are: hand-worked figures, intervals, and what cannot be said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from sklearn.metrics import f1_score, precision_score, recall_score

from tlc.listen.agree import Interval, Undefined
from tlc.listen.compare import wilson
from tlc.listen.suggest.labels import Labels
from tlc.listen.suggest.material import Material
from tlc.listen.suggest.quality import FEWEST_TURNS, measurable, quality, too_few


def study(turns: int, sessions: int) -> Material:
    names = tuple(f"FG{n % sessions:02d}:{n:04d}" for n in range(turns))
    return Material(
        turns=names,
        sessions=tuple(name[:4] for name in names),
        languages=("en",) * turns,
        texts=("Yes.",) * turns,
        questions=("",) * turns,
    )


def said(values: Any) -> Labels:
    values = np.asarray(values, dtype=float)
    codes = tuple(f"c{n}" for n in range(values.shape[1]))
    return Labels(codes=codes, values=values, by_coder={}, read=~np.isnan(values).any(axis=1))


def apart(values: Sequence[float], *, low: float = 0.1, high: float = 0.9) -> Any:
    """Chances that tell yes from no without a mistake."""
    return np.where(np.asarray(values) >= 0.5, high, low)


@pytest.fixture
def perfect() -> tuple[Material, Labels, Any]:
    """Sixty turns in seven sessions, of which every third is coded, and chances that are all right."""
    values = np.array([[float(n % 3 == 0), float(n % 30 == 0)] for n in range(60)])
    return study(60, 7), said(values), apart(values)


def test_chances_without_a_mistake_are_perfect(perfect: Any) -> None:
    one = quality(*perfect).codes[0]
    assert (one.turns, one.suggested, one.right) == (20, 20, 20)
    assert (one.precision, one.recall, one.f1) == (1, 1, 1)
    assert one.precision_interval == Interval(*wilson(20, 20))


def test_figures_are_those_of_scikit_learn() -> None:
    random = np.random.default_rng(7)
    values = (random.random((90, 3)) < 0.3).astype(float)
    scores = np.clip(0.35 * values + 0.6 * random.random((90, 3)), 0, 1).round(1)
    material = study(90, 9)
    found = quality(material, said(values), scores, resamples=10)
    # The cut of each session is found in the others.
    marked = np.zeros_like(values)
    for session in set(material.sessions):
        own = np.array(material.sessions) == session
        cuts = np.unique(scores[~own])
        best = max(cuts, key=lambda cut: f1_score(values[~own].ravel(), scores[~own].ravel() >= cut))
        below = scores[~own][scores[~own] < best].max()
        marked[own] = scores[own] >= (best + below) / 2
    for place, one in enumerate(found.codes):
        assert one.precision == pytest.approx(precision_score(values[:, place], marked[:, place]))
        assert one.recall == pytest.approx(recall_score(values[:, place], marked[:, place]))
    assert found.overall.f1 == pytest.approx(f1_score(values, marked, average="micro"))
    assert found.macro == pytest.approx(f1_score(values, marked, average="macro"))


def test_of_few_codings_nothing_is_said(perfect: Any) -> None:
    one = quality(*perfect).codes[1]
    assert one.note == "too few to say: 2 turns in 2 sessions"
    assert isinstance(one.f1, Undefined)
    assert isinstance(one.recall_interval, Undefined)
    assert one.expected == pytest.approx(2 * 0.9 + 58 * 0.1)


def test_codings_in_two_sessions_are_too_few_however_many() -> None:
    values = np.array([[float(n % 6 < 2)] for n in range(60)])
    one = quality(study(60, 6), said(values), apart(values)).codes[0]
    assert one.turns >= FEWEST_TURNS
    assert one.note == "too few to say: 20 turns in 2 sessions"


def test_codes_with_too_little_are_not_in_the_mean(perfect: Any) -> None:
    assert quality(*perfect).macro == 1


def test_without_any_code_of_which_there_is_enough_there_is_no_mean() -> None:
    values = np.zeros((20, 1))
    values[0] = 1
    assert isinstance(quality(study(20, 4), said(values), apart(values)).macro, Undefined)


def test_what_nobody_judged_or_scored_does_not_count(perfect: Any) -> None:
    material, labels, scores = perfect
    values = labels.values.copy()
    values[0], scores = np.nan, scores.copy()
    scores[3] = np.nan
    found = quality(material, said(values), scores)
    assert (found.codes[0].turns, found.turns) == (18, 58)


def test_turns_on_which_nobody_put_any_code_are_counted(perfect: Any) -> None:
    material, labels, scores = perfect
    assert quality(material, labels, scores).bare == 40
    values = labels.values.copy()
    values[0], values[1], values[2] = (0.5, 0), (np.nan, 0), np.nan
    assert quality(material, said(values), scores).bare == 39


def test_where_two_coders_differ_it_counts_as_coded() -> None:
    values = np.array([[0.5 if n % 3 == 0 else 0.0] for n in range(60)])
    one = quality(study(60, 7), said(values), apart(values)).codes[0]
    assert (one.turns, one.right) == (20, 20)


def test_a_code_that_would_be_suggested_nowhere_has_no_precision() -> None:
    values = np.array([[float(n % 3 == 0), float(n % 3 == 1)] for n in range(60)])
    scores = np.column_stack([apart(values[:, 0]), np.full(60, 0.05)])
    one = quality(study(60, 7), said(values), scores).codes[1]
    assert one.precision == Undefined("the model would suggest it nowhere")
    assert one.precision_interval == one.precision
    assert (one.recall, one.f1) == (0, 0)


def test_the_cut_of_a_session_does_not_come_from_itself() -> None:
    # In the last session the chances are turned round: with a cut of its own it would find something.
    values = np.array([[float(n % 2)] for n in range(60)])
    scores = apart(values)
    material = study(60, 5)
    own = np.array(material.sessions) == "FG04"
    scores[own] = np.where(values[own] == 1, 0.05, 0.01)
    found = quality(material, said(values), scores)
    assert found.codes[0].turns == 30
    assert found.codes[0].right == found.codes[0].suggested == 24


def test_an_interval_of_f1_comes_from_drawing_whole_sessions() -> None:
    values = np.array([[float(n % 3 == 0)] for n in range(60)])
    scores = apart(values)
    # In one session of seven, everything is missed.
    material = study(60, 7)
    scores[np.array(material.sessions) == "FG00"] = 0.05
    one = quality(material, said(values), scores, resamples=500).codes[0]
    assert isinstance(one.f1_interval, Interval)
    assert one.f1_interval.low < float(one.f1) < one.f1_interval.high == 1


def test_the_same_seed_gives_the_same_interval_and_another_seed_another() -> None:
    random = np.random.default_rng(3)
    values = (random.random((90, 1)) < 0.4).astype(float)
    scores = np.clip(0.3 * values + 0.7 * random.random((90, 1)), 0, 1)
    found = [quality(study(90, 9), said(values), scores, seed=seed, resamples=99).codes[0] for seed in (1, 1, 2)]
    assert found[0] == found[1]
    assert found[0].f1_interval != found[2].f1_interval
    assert found[0].f1 == found[2].f1


def test_of_four_sessions_none_can_be_drawn() -> None:
    values = np.array([[float(n % 3 == 0)] for n in range(60)])
    one = quality(study(60, 4), said(values), apart(values)).codes[0]
    assert one.f1_interval == Undefined("fewer than 5 sessions")


def test_what_people_would_have_been_shown_is_counted() -> None:
    values = np.array([[1.0, 0, 0, 0], [0, 0, 0, 0]])
    scores = np.array([[0.9, 0.5, 0.4, 0.3], [0.2, 0.05, 0.05, 0.05]])
    found = quality(study(2, 2), said(values), scores)
    assert (found.shown, found.shown_right) == (4, 1)


def test_nothing_to_measure_says_why() -> None:
    assert measurable(np.full((2, 2), np.nan)) is not None
    assert measurable(np.array([[np.nan, 0.2]])) is None


def test_chances_are_set_against_what_came_true(perfect: Any) -> None:
    material, labels, scores = perfect
    found = quality(*perfect)
    assert [(one.low, one.n, one.share) for one in found.bins] == [(0.1, 98, 0.0), (0.9, 22, 1.0)]
    assert found.error == pytest.approx(0.1)
    assert found.error_likely == pytest.approx(0.1)
    low = quality(material, labels, np.where(scores < 0.5, 0.05, scores))
    assert (low.error, low.error_likely) == (pytest.approx((98 * 0.05 + 22 * 0.1) / 120), pytest.approx(0.1))


def test_what_was_not_judged_has_no_part_in_the_error(perfect: Any) -> None:
    material, labels, scores = perfect
    values = labels.values.copy()
    values[1:] = np.nan
    found = quality(material, said(values), scores)
    assert sum(one.n for one in found.bins) == 2


@pytest.mark.parametrize(
    ("turns", "sessions", "words"), [(1, 1, "1 turn in 1 session"), (3, 2, "3 turns in 2 sessions")]
)
def test_too_few_is_said_in_words(turns: int, sessions: int, words: str) -> None:
    assert too_few(turns, sessions) == f"too few to say: {words}"
