"""The formula of the gap."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.listen.emerging.gap import WEIGHTS, Evidence, gaps

#: Three topics of four documents each, all alike but for what a test changes.
LABELS = np.repeat([0, 1, 2], 4)
SAME = ((("word", 0.5),),) * 3


def evidence(**more: Any) -> Evidence:
    n = len(LABELS)
    facts: dict[str, Any] = {
        "codes": ("a", "b"),
        "covered": np.ones((n, 2), dtype=bool),
        "strong": np.ones((n, 2), dtype=bool),
        "read": np.ones(n, dtype=bool),
        "definitions": np.full((n, 2), 0.5),
        "quotes": np.full((n, 2), 0.5),
    }
    return Evidence(**(facts | more))


def vectors(spread: tuple[float, float, float] = (0.1, 0.1, 0.1)) -> np.ndarray:
    """Around three corners, each document a little off in a direction of its own."""
    made = np.zeros((12, 7))
    for place, label in enumerate(LABELS):
        made[place, label] = 1
        made[place, 3 + place % 4] = spread[label]
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def but_topic_1(value: float, otherwise: float) -> np.ndarray:
    return np.where(LABELS == 1, value, otherwise)[:, None].repeat(2, axis=1)


def widest(found: Any) -> int:
    assert found.gap[0] == found.gap[2] != found.gap[1]
    return int(np.argmax(found.gap))


def test_topics_that_are_all_alike_have_a_gap_of_fifty() -> None:
    assert gaps(vectors(), LABELS, SAME, evidence()).gap.tolist() == [50, 50, 50]


def test_a_topic_that_no_code_covers_has_the_widest_gap() -> None:
    assert widest(gaps(vectors(), LABELS, SAME, evidence(covered=but_topic_1(0, 1).astype(bool)))) == 1


def test_a_topic_that_only_weak_cues_cover_has_the_widest_gap() -> None:
    assert widest(gaps(vectors(), LABELS, SAME, evidence(strong=but_topic_1(0, 1).astype(bool)))) == 1


@pytest.mark.parametrize("name", ["definitions", "quotes"])
def test_a_topic_far_from_all_codes_has_the_widest_gap(name: str) -> None:
    assert widest(gaps(vectors(), LABELS, SAME, evidence(**{name: but_topic_1(0.1, 0.6)}))) == 1


def test_a_topic_whose_documents_stand_near_each_other_has_the_widest_gap() -> None:
    assert widest(gaps(vectors((0.9, 0.1, 0.9)), LABELS, SAME, evidence())) == 1


def test_a_topic_whose_words_are_its_own_has_the_widest_gap() -> None:
    words = (SAME[0], (("word", 0.5), ("other", 0.4)), SAME[2])
    assert widest(gaps(vectors(), LABELS, words, evidence())) == 1


def test_no_more_than_five_words_make_a_topic_sharp() -> None:
    words = tuple(tuple((f"w{n}", 0.5) for n in range(count)) for count in (5, 10, 5))
    assert gaps(vectors(), LABELS, words, evidence()).gap.tolist() == [50, 50, 50]


def test_three_uncovered_documents_weigh_less_than_thirty() -> None:
    labels = np.repeat([0, 1, 2], [3, 30, 30])
    covered = np.ones((63, 1), dtype=bool)
    covered[labels < 2] = False
    known = Evidence(
        codes=("a",),
        covered=covered,
        strong=covered,
        read=covered[:, 0],
        definitions=np.full((63, 1), 0.5),
        quotes=np.full((63, 1), np.nan),
    )
    found = gaps(np.ones((63, 1)), labels, SAME, known)
    assert found.gap[1] > found.gap[0] > found.gap[2]


def test_a_document_counts_as_much_as_the_model_is_sure_of_it() -> None:
    covered = np.ones((12, 2), dtype=bool)
    covered[4:6] = False
    sure = np.where(np.isin(np.arange(12), (4, 5)), 1.0, 0.5)
    known = evidence(covered=covered)
    parts = gaps(vectors(), LABELS, SAME, known, agreement=sure).parts["uncovered"]
    assert parts[1] > gaps(vectors(), LABELS, SAME, known, agreement=np.full(12, 0.75)).parts["uncovered"][1]


def test_a_model_that_cannot_say_how_sure_it_is_counts_every_document_fully() -> None:
    known = evidence(covered=but_topic_1(0, 1).astype(bool))
    first = gaps(vectors(), LABELS, SAME, known, agreement=np.full(12, np.nan))
    assert first.gap.tolist() == gaps(vectors(), LABELS, SAME, known).gap.tolist()


def test_documents_without_a_topic_change_nothing() -> None:
    known = evidence(covered=but_topic_1(0, 1).astype(bool))
    more = Evidence(
        codes=known.codes,
        covered=np.vstack([known.covered, [[False, False]] * 5]),
        strong=np.vstack([known.strong, [[False, False]] * 5]),
        read=np.ones(17, dtype=bool),
        definitions=np.vstack([known.definitions, np.zeros((5, 2))]),
        quotes=np.vstack([known.quotes, np.zeros((5, 2))]),
    )
    points = np.vstack([vectors(), np.ones((5, 7))])
    found = gaps(points, np.append(LABELS, [-1] * 5), SAME, more)
    assert found.gap.tolist() == gaps(vectors(), LABELS, SAME, known).gap.tolist()


def test_without_quotes_the_definitions_stand_for_both() -> None:
    nothing = np.full((12, 2), np.nan)
    far = but_topic_1(0.1, 0.6)
    alone = gaps(vectors(), LABELS, SAME, evidence(definitions=far, quotes=nothing))
    assert alone.gap.tolist() == gaps(vectors(), LABELS, SAME, evidence(definitions=far, quotes=far)).gap.tolist()


def test_an_empty_codebook_leaves_only_what_the_words_say() -> None:
    known = evidence().without(["a", "b"])
    found = gaps(vectors((0.9, 0.1, 0.9)), LABELS, SAME, known)
    assert widest(found) == 1
    assert found.nearest == ("", "", "")
    assert np.isnan(found.likeness).all()


def test_the_nearest_code_is_the_one_whose_definition_is_nearest() -> None:
    definitions = np.where(LABELS[:, None] == 1, [[0.2, 0.7]], [[0.6, 0.3]])
    found = gaps(vectors(), LABELS, SAME, evidence(definitions=definitions))
    assert found.nearest == ("a", "b", "a")
    assert found.likeness.tolist() == pytest.approx([0.6, 0.7, 0.6])


def test_of_two_codes_as_near_the_first_is_named() -> None:
    assert gaps(vectors(), LABELS, SAME, evidence()).nearest == ("a", "a", "a")


def test_a_code_without_a_definition_is_never_the_nearest() -> None:
    definitions = np.column_stack([np.full(12, np.nan), np.full(12, 0.1)])
    assert gaps(vectors(), LABELS, SAME, evidence(definitions=definitions)).nearest == ("b", "b", "b")


def test_a_topic_without_documents_has_no_parts_and_stands_in_the_middle() -> None:
    found = gaps(vectors(), LABELS, (*SAME, ()), evidence())
    assert np.isnan(found.parts["uncovered"][3])
    assert 0 < found.gap[3] < 60


def test_a_code_that_is_hidden_covers_nothing() -> None:
    known = evidence(covered=np.column_stack([LABELS != 1, LABELS == 1])).without(["b"])
    assert known.codes == ("a",)
    assert known.is_covered.tolist() == (LABELS != 1).tolist()
    assert known.definitions.shape == known.quotes.shape == known.strong.shape == (12, 1)


def test_all_parts_of_the_formula_are_told() -> None:
    assert set(gaps(vectors(), LABELS, SAME, evidence()).parts) == set(WEIGHTS)


@given(st.integers(0, 2**32 - 1))
def test_neither_the_order_of_documents_nor_that_of_topics_changes_a_gap(seed: int) -> None:
    rng = np.random.default_rng(seed)
    known = evidence(
        covered=rng.random((12, 2)) < 0.5, strong=rng.random((12, 2)) < 0.3, definitions=rng.random((12, 2))
    )
    words = tuple(((str(n), float(rng.random())),) for n in range(3))
    order, names = rng.permutation(12), rng.permutation(3)
    shuffled = Evidence(
        codes=known.codes,
        covered=known.covered[order],
        strong=known.strong[order],
        read=known.read[order],
        definitions=known.definitions[order],
        quotes=known.quotes[order],
    )
    first = gaps(vectors(), LABELS, words, known)
    renamed = tuple(words[place] for place in np.argsort(names))
    second = gaps(vectors()[order], names[LABELS][order], renamed, shuffled)
    assert second.gap[names].tolist() == pytest.approx(first.gap.tolist(), abs=2e-4)
    assert ((first.gap >= 0) & (first.gap <= 100)).all()
