"""Fits with one thing changed are drawn as said, and compared with the measures that are named."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tlc.listen.topics.refits import KINDS, Effort, Kind, Measure, Refit, measured, plan

SIX = np.array([0, 0, 0, 1, 1, 1])


def fit(labels: list[int], rows: list[int] | None = None) -> Refit:
    return Refit(rows=np.array(rows if rows is not None else range(len(labels))), labels=np.array(labels))


def drawn(kind: Kind, **more: Any) -> list[tuple[list[int], int]]:
    given = {"count": 50, "sessions": [f"FG{n % 4}" for n in range(50)], "seed": 1} | more
    return [(rows.tolist(), seed) for rows, seed in plan(kind, **given)]


def test_other_seeds_take_every_document_and_never_the_seed_that_is_shown() -> None:
    found = drawn("seeds", seed=7, effort=Effort(seeds=4))
    assert [rows for rows, _ in found] == [list(range(50))] * 4
    seeds = [seed for _, seed in found]
    assert len({7, *seeds}) == 5


def test_a_bootstrap_keeps_four_fifths_each_once_and_in_order() -> None:
    found = drawn("bootstrap", effort=Effort(bootstraps=6))
    assert len(found) == 6
    for rows, _ in found:
        assert len(set(rows)) == 40
        assert rows == sorted(rows)
    assert len({tuple(rows) for rows, _ in found}) == 6


def test_each_session_is_left_out_once_and_whole() -> None:
    found = drawn("sessions")
    missing = sorted(tuple(sorted(set(range(50)) - set(rows))) for rows, _ in found)
    assert missing == sorted(tuple(range(start, 50, 4)) for start in range(4))


def test_many_sessions_are_left_out_several_at_a_time() -> None:
    found = drawn("sessions", sessions=[f"FG{n % 25}" for n in range(50)], effort=Effort(folds=10))
    assert len(found) == 10
    out = [set(range(50)) - set(rows) for rows, _ in found]
    assert sorted(n for rows in out for n in rows) == list(range(50))
    # Whole sessions: both documents of one go together.
    assert all({(n + 25) % 50 for n in rows} == rows for rows in out)


@pytest.mark.parametrize("sessions", [[], ["FG1"] * 50])
def test_one_session_cannot_be_left_out(sessions: list[str]) -> None:
    assert drawn("sessions", sessions=sessions) == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_draws_the_same_and_another_draws_otherwise(kind: Kind) -> None:
    assert drawn(kind) == drawn(kind)
    assert drawn(kind) != drawn(kind, seed=2)


def test_the_index_is_that_of_the_literature() -> None:
    # The example of scikit-learn's manual: 4/7.
    found = measured("seeds", np.array([0, 0, 1, 2]), [fit([0, 0, 1, 2]), fit([0, 0, 1, 1])])
    assert found.ari == pytest.approx(4 / 7)
    assert found.nmi == pytest.approx(0.8)


def test_the_example_of_rand_corrected_for_chance_as_hubert_and_arabie_do() -> None:
    # Rand (1971), p. 847: {a b c} {d e f} and {a b} {c d e} {f}. Of 15 pairs 2 are together in both, 6 in the first,
    # 4 in the second: (2 - 6 * 4 / 15) / ((6 + 4) / 2 - 6 * 4 / 15).
    found = measured("seeds", SIX, [fit([0, 0, 0, 1, 1, 1]), fit([0, 0, 1, 1, 1, 2])])
    assert found.ari == pytest.approx(2 / 17)


def test_fits_that_find_the_same_groups_under_other_numbers_agree_wholly() -> None:
    found = measured("seeds", SIX, [fit([1, 1, 1, 0, 0, 0]), fit([0, 0, 0, 2, 2, 2])])
    assert (found.ari, found.lowest, found.highest, found.shown, found.nmi) == (1, 1, 1, 1, 1)
    assert found.topics == (1, 1)
    assert found.fits == 2


def test_fits_are_compared_on_the_documents_that_both_hold() -> None:
    fits = [fit([0, 0, 1, 1], [0, 1, 3, 4]), fit([5, 5, 4, 4], [1, 2, 4, 5]), fit([0, 1, 0, 1], [0, 1, 3, 4])]
    found = measured("bootstrap", SIX, fits)
    assert found.highest == 1
    assert found.lowest < 0
    assert found.lowest < found.ari < found.highest


def test_what_is_shown_is_compared_apart_from_the_fits() -> None:
    found = measured("seeds", SIX, [fit([0, 1, 0, 1, 0, 1])] * 3)
    assert found.ari == 1
    assert found.shown < 0.1


def test_a_topic_that_is_cut_in_two_keeps_its_larger_part() -> None:
    found = measured("seeds", SIX, [fit([0, 0, 2, 1, 1, 1])] * 2)
    assert found.topics == pytest.approx((2 / 3, 1))
    assert found.jaccard == pytest.approx(5 / 6)


def test_a_topic_that_others_join_shares_less() -> None:
    found = measured("seeds", np.array([0, 0, 1, 1, 2, 2, 2]), [fit([0, 0, 0, 0, 1, 1, 1])] * 2)
    assert found.topics == pytest.approx((0.5, 0.5, 1))


def test_a_topic_counts_only_what_a_fit_held_of_it() -> None:
    found = measured("bootstrap", SIX, [fit([0, 0, 1], [0, 1, 3])] * 2)
    assert found.topics == (1, 1)
    gone = measured("sessions", np.array([0, 0, 1, 1, 2]), [fit([0, 0, 1, 1], [0, 1, 2, 3])] * 2)
    assert gone.topics[:2] == (1, 1)
    assert np.isnan(gone.topics[2])
    assert gone.jaccard == 1


def test_documents_without_a_topic_count_for_none() -> None:
    found = measured("seeds", np.array([-1, -1, 0, 0, 1, 1]), [fit([0, 0, 0, 0, 1, 1])] * 2)
    assert found.topics == (0.5, 1)


@pytest.mark.parametrize("fits", [[], [fit([0] * 6)] * 3])
def test_with_one_topic_stability_is_undefined_and_says_why(fits: list[Refit]) -> None:
    found = measured("seeds", np.zeros(6, dtype=int), fits)
    assert (found.ari, found.lowest, found.shown, found.nmi, found.jaccard) == (None,) * 5
    assert found.sentence == (
        "Stability with other seeds is undefined: there is only one topic, and nothing can change places."
    )


def test_fits_that_found_one_group_each_do_not_count_as_agreeing() -> None:
    found = measured("seeds", SIX, [fit([0] * 6)] * 3)
    assert found.ari is None
    assert "no two fits found more than one group" in found.why


def test_a_fit_with_one_group_agrees_with_others_as_chance_does() -> None:
    assert measured("seeds", SIX, [fit([0] * 6), fit(SIX.tolist())]).ari == 0


def test_one_session_is_named_as_the_reason() -> None:
    found = measured("sessions", SIX, [], sessions=1)
    assert found.ari is None
    assert found.sentence == (
        "Stability with sessions left out is undefined: all documents are of one session, or it is not known."
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_sentence_says_how_often_and_how_much(kind: Kind) -> None:
    sentence = Measure(kind=kind, fits=3, ari=0.5, lowest=0.25, highest=0.75, topics=(0.75, 0.74)).sentence
    assert sentence.startswith("Fitted 3 times with")
    assert sentence.endswith("likeness 0.50 (0.25 to 0.75); 1 of 2 topics came back steadily.")


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=20))
def test_every_measure_is_in_its_range_whatever_was_found(triples: list[tuple[int, int, int]]) -> None:
    labels, one, other = (np.array(column) for column in zip(*triples, strict=True))
    found = measured("seeds", labels, [fit(one.tolist()), fit(other.tolist())])
    for value in (found.ari, found.shown):
        assert value is None or -1 <= value <= 1
    assert found.nmi is None or -1e-9 <= found.nmi <= 1 + 1e-9
    assert all(np.isnan(share) or 0 < share <= 1 for share in found.topics)
    assert (found.ari is None) == bool(found.why)
