"""Learning from judgements: begins at the rules, follows people, and gives honest, repeatable chances."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tlc.errors import AnalysisError
from tlc.listen.suggest import measures
from tlc.listen.suggest._recipe import Recipe
from tlc.listen.suggest.features import Features
from tlc.listen.suggest.learn import learn, out_of_fold, threshold
from tlc.model import Code, Codebook

NAN = float("nan")
BOOK = Codebook(
    id="b",
    name="B",
    version="1",
    codes=(
        Code(id="waiting", kind="barrier", label={"en": "Waiting"}, terms={"en": ('"waited"', "queue*")}),
        Code(id="letters", kind="barrier", label={"en": "Letters"}, terms={"en": ("letter*",)}),
        Code(id="travel", kind="barrier", label={"en": "Travel"}),
    ),
)
SAID = [
    "we waited for hours at the reception",
    "the letter came too late",
    "the bus did not come",
    "a letter about the bus came while we waited",
    "nobody at the reception was kind",
    "the queues were long",
    "",
]


@pytest.fixture
def texts() -> list[str]:
    return [f"{said} {'again' * (number % 3 == 0)}".strip() for number in range(6) for said in SAID]


@pytest.fixture
def features(texts: list[str]) -> Features:
    return Features.fit(texts, BOOK)


@pytest.fixture
def truth(texts: list[str]) -> np.ndarray:
    """What people code: a visit to the reception is a wait to them, and buses are travel; the rules know neither."""
    return np.array(
        [["waited" in t or "queue" in t or "reception" in t, "letter" in t, "bus" in t] for t in texts], dtype=float
    )


def unjudged(features: Features) -> np.ndarray:
    return np.full((len(features), len(features.codes)), NAN)


def test_without_judgements_the_chances_are_those_of_the_rules(features: Features) -> None:
    scores = learn(features, unjudged(features)).scores(features)
    assert scores == pytest.approx(0.97 / (1 + np.exp(-features.prior)))
    assert (scores[features.hits].min()) > scores[~features.hits].max()


def test_no_chance_is_certain_for_people_slip(features: Features, truth: np.ndarray) -> None:
    learned = learn(features, truth, recipe=Recipe(lapse=0.2, word=0.001))
    assert 0.7 < learned.scores(features).max() <= 0.8


def test_people_are_followed_where_they_go_beyond_the_rules(features: Features, truth: np.ndarray) -> None:
    learned = learn(features, truth)
    assert measures.macro_f1(learned.scores(features) >= 0.5, truth) == 1.0
    assert not features.hits[:, 2].any(), "the rules know nothing of buses"


def test_a_rejected_term_is_believed_less(features: Features) -> None:
    labels = unjudged(features)
    hits = np.flatnonzero(features.hits[:, 1])
    labels[hits, 1] = 0.0
    before = learn(features, unjudged(features)).scores(features)
    assert (learn(features, labels).scores(features)[hits, 1] < 0.5 * before[hits, 1]).all()


def test_a_judgement_of_one_code_tells_the_others_only_what_rules_are_worth(features: Features) -> None:
    labels = unjudged(features)
    labels[0, 0] = 0.0
    before, after = learn(features, unjudged(features)), learn(features, labels)
    assert not after.weights[:, 1:].any()
    assert after.scores(features)[:, 1:] == pytest.approx(before.scores(features)[:, 1:], abs=0.05)
    assert after.scores(features)[0, 0] < before.scores(features)[0, 0]
    assert after.judged.tolist() == [1, 0, 0]


def test_where_coders_differ_the_chance_lies_between(features: Features) -> None:
    chances = []
    for label in (0.0, 0.5, 1.0):
        labels = unjudged(features)
        labels[features.hits[:, 0], 0] = label
        chances.append(learn(features, labels).scores(features)[0, 0])
    assert chances == sorted(chances) and len(set(chances)) == 3


def test_the_same_judgements_give_the_same_bytes(features: Features, truth: np.ndarray) -> None:
    assert learn(features, truth).weights.tobytes() == learn(features, truth).weights.tobytes()


def test_a_code_that_nobody_ever_used_becomes_less_likely_and_no_more_than_that(features: Features) -> None:
    labels = unjudged(features)
    labels[:, 2] = 0.0
    scores = learn(features, labels).scores(features)
    assert (scores[:, 2] < 0.03).all() and (scores[:, 2] > 0).all()


def test_texts_that_are_not_judged_do_not_count(features: Features, truth: np.ndarray) -> None:
    labels = truth.copy()
    labels[10:] = NAN
    few = replace(
        features,
        **{name: getattr(features, name)[:10] for name in ("matrix", "points", "clues", "prior", "hits")},
    )
    assert learn(features, labels).weights == pytest.approx(learn(few, truth[:10]).weights, abs=1e-9)


def test_reasons_are_what_stands_in_the_text(features: Features, truth: np.ndarray) -> None:
    learned = learn(features, truth)
    reasons = learned.reasons(features, 3, "waiting")
    assert "term '\"waited\"'" in [name for name, _ in reasons]
    assert [weight for _, weight in reasons] == sorted((weight for _, weight in reasons), reverse=True)
    assert "bus" in [name for name, _ in learned.reasons(features, 2, "travel")]
    assert learned.reasons(features, 6, "waiting") == []


def test_reasons_before_anybody_judged_are_the_terms(features: Features) -> None:
    learned = learn(features, unjudged(features))
    assert [name for name, _ in learned.reasons(features, 0, "waiting")] == ["term '\"waited\"'"]
    assert learned.reasons(features, 0, "letters") == []


def test_a_text_is_scored_by_models_that_saw_nothing_of_its_group(features: Features, truth: np.ndarray) -> None:
    groups = [number // 7 for number in range(len(features))]
    scores = out_of_fold(features, truth, groups, folds=6)
    rest = truth.copy()
    rest[:7] = NAN
    assert scores[:7] == pytest.approx(learn(features, rest).scores(features)[:7])


def test_out_of_fold_scores_are_there_only_where_somebody_judged(features: Features, truth: np.ndarray) -> None:
    labels = truth.copy()
    labels[3] = NAN
    labels[4, 1] = NAN
    scores = out_of_fold(features, labels, list(range(len(features))))
    assert (np.isnan(scores) == np.isnan(labels)).all()


def test_one_group_alone_is_scored_by_the_rules(features: Features, truth: np.ndarray) -> None:
    scores = out_of_fold(features, truth, ["one"] * len(features))
    assert scores == pytest.approx(0.97 / (1 + np.exp(-features.prior)))


def test_the_cut_is_the_best_for_all_codes_together() -> None:
    random = np.random.default_rng(3)
    labels = (random.random((40, 3)) < 0.4).astype(float)
    scores = np.clip(0.5 * labels + 0.6 * random.random((40, 3)), 0, 1)
    best = measures.micro_f1(scores >= threshold(scores, labels), labels)
    assert best == max(measures.micro_f1(scores >= cut, labels) for cut in scores.ravel())


def test_the_cut_without_anything_coded_is_one_half() -> None:
    assert threshold(np.array([0.2, NAN]), np.array([0.0, 1.0])) == 0.5


@pytest.mark.parametrize(("shape", "value"), [((3, 3), 0.0), ((42, 2), 0.0), ((42, 3), 2.0)])
def test_labels_that_do_not_fit_are_refused(features: Features, shape: tuple[int, int], value: float) -> None:
    with pytest.raises(AnalysisError):
        learn(features, np.full(shape, value))


def test_groups_that_do_not_fit_are_refused(features: Features, truth: np.ndarray) -> None:
    with pytest.raises(AnalysisError, match="2 groups for 42 texts"):
        out_of_fold(features, truth, ["a", "b"])
