"""Which codes are suggested, on which words, and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.listen.suggest.hits import Hits
from tlc.listen.suggest.labels import Labels
from tlc.listen.suggest.material import Material
from tlc.listen.suggest.suggestions import (
    FLOOR,
    MOST_OF_A_TURN,
    Ground,
    Likely,
    because,
    likely,
    suggest,
    suggestion_id,
)
from tlc.model import Coding, Span

HOURS, PAPERS, LETTERS = "access.hours", "access.papers", "language.letters"
AT = "2026-06-01T10:00:00Z"


class Model:
    """A model that gives the reasons it is told to."""

    def __init__(self, *reasons: tuple[str, float]) -> None:
        self._reasons = list(reasons)

    def reasons(self, features: Any, row: int, code: str) -> list[tuple[str, float]]:  # noqa: ARG002
        return self._reasons


class Points:
    """Features of which only the matrix counts."""

    def __init__(self, matrix: Any) -> None:
        self.matrix = matrix


@pytest.fixture
def ground(words: Material, judged: Callable[..., Labels], hits: Callable[..., Hits]) -> Callable[..., Ground]:
    """What suggestions rest on; each turn is like every other as far as rows of ``points`` say."""

    def make(*files: Any, found: Any = None, points: Any = None) -> Ground:
        matrix = np.eye(len(words)) if points is None else points
        return Ground(material=words, hits=hits(found or {}), labels=judged(*files), features=Points(matrix))  # type: ignore[arg-type]

    return make


def one(ground: Ground, model: Model, turn: str = "FG01:0003", code: str = LETTERS, chance: float = 0.5) -> Coding:
    pick = Likely(ground.material.rows[turn], ground.labels.codes.index(code), chance)
    (found,) = suggest(ground, model, [pick], made_at=AT)  # type: ignore[arg-type]
    return found


def alone(text: str, model: Model, language: str = "en") -> Coding:
    """The suggestion for a turn that is the only one."""
    words = Material(turns=("A:0001",), sessions=("A",), languages=(language,), texts=(text,), questions=("",))
    labels = Labels(codes=("c",), values=np.full((1, 1), np.nan), by_coder={}, read=np.zeros(1, dtype=bool))
    features: Any = Points(np.eye(1))
    base = Ground(material=words, hits=Hits(found=((),), names={"c": "C"}), labels=labels, features=features)
    (found,) = suggest(base, model, [Likely(0, 0, 0.5)], made_at=AT)  # type: ignore[arg-type]
    return found


def test_the_likeliest_three_codes_of_a_turn_are_chosen() -> None:
    scores = np.array([[0.2, 0.9, 0.3, 0.25, 0.8]])
    found = likely(scores, np.zeros((1, 5), dtype=bool), [0])
    assert [(pick.place, pick.chance) for pick in found] == [(1, 0.9), (4, 0.8), (2, 0.3)]


def test_nothing_below_the_floor_is_chosen() -> None:
    assert likely(np.array([[FLOOR - 0.01, FLOOR]]), np.zeros((1, 2), dtype=bool), [0]) == (Likely(0, 1, FLOOR),)


def test_what_was_decided_gives_its_place_to_the_next() -> None:
    scores = np.array([[0.9, 0.8, 0.7, 0.6]])
    found = likely(scores, np.array([[True, False, False, False]]), [0])
    assert [pick.place for pick in found] == [1, 2, 3]


def test_equal_chances_keep_the_order_of_the_codebook() -> None:
    assert [pick.place for pick in likely(np.full((1, 5), 0.5), np.zeros((1, 5), dtype=bool), [0])] == [0, 1, 2]


def test_only_the_rows_that_were_asked_for_are_looked_at() -> None:
    assert {pick.row for pick in likely(np.full((4, 1), 0.5), np.zeros((4, 1), dtype=bool), [1, 3])} == {1, 3}


def test_a_score_that_is_missing_is_not_suggested() -> None:
    assert likely(np.array([[np.nan, 0.5]]), np.zeros((1, 2), dtype=bool), [0]) == (Likely(0, 1, 0.5),)


def test_a_suggestion_stands_on_the_sentence_with_the_word_that_speaks_for_it(ground: Callable[..., Ground]) -> None:
    found = one(ground(), Model(("letter", 2.0), ("papers", 0.5)))
    assert found.quote == "Nobody explained the letter."
    assert (found.coder, found.status, found.code) == ("model", "suggested", LETTERS)


@pytest.mark.parametrize("strongest", ["papers", "letter"])
def test_sentences_that_touch_are_one_passage(ground: Callable[..., Ground], strongest: str) -> None:
    reasons = sorted([("papers", 1.5), ("letter", 1.5)], key=lambda reason: reason[0] != strongest)
    assert one(ground(), Model(*reasons)).quote == "They wanted papers. Nobody explained the letter."


def test_words_that_stand_far_apart_are_not_one_passage() -> None:
    text = "They wanted papers. It was cold. Nobody explained the letter."
    assert alone(text, Model(("letter", 2.0), ("papers", 1.9))).quote == "Nobody explained the letter."
    assert alone(text, Model(("papers", 2.0), ("letter", 1.9))).quote == "They wanted papers."


def test_a_term_speaks_where_it_stands(ground: Callable[..., Ground]) -> None:
    base = ground(found={"FG01:0003": [(PAPERS, "papers")]})
    found = one(base, Model(("term 'papers'", 2.0), ("letter", 0.1)), code=PAPERS)
    assert found.quote == "They wanted papers."
    assert found.because == "50 in 100; goes by: term 'papers', 'letter'"


def test_without_a_word_that_speaks_a_term_of_the_code_is_taken(ground: Callable[..., Ground]) -> None:
    base = ground(found={"FG01:0003": [(LETTERS, "letter")]})
    assert one(base, Model()).quote == "Nobody explained the letter."


def test_where_no_word_can_be_told_it_is_the_whole_turn(ground: Callable[..., Ground]) -> None:
    found = one(ground(), Model(("asked: closed", 1.0)))
    assert found.quote == "They wanted papers. Nobody explained the letter."
    assert found.because == "50 in 100; goes by: asked: closed"


def test_a_part_of_a_word_is_not_the_word(ground: Callable[..., Ground]) -> None:
    assert one(ground(), Model(("paper", 1.0))).quote == "They wanted papers. Nobody explained the letter."


def test_words_are_found_across_signs_and_whatever_their_case(ground: Callable[..., Ground]) -> None:
    assert one(ground(), Model(("PAPERS nobody", 1.0))).quote == "They wanted papers. Nobody explained the letter."


def test_what_speaks_against_a_code_is_not_told(ground: Callable[..., Ground]) -> None:
    assert one(ground(), Model(("letter", 1.0), ("papers", -0.5))).because == "50 in 100; goes by: 'letter'"


def test_words_that_stand_in_any_sentence_are_told_only_where_nothing_else_speaks(
    ground: Callable[..., Ground],
) -> None:
    found = one(ground(), Model(("they", 3.0), ("the", 2.5), ("letter", 1.0)))
    assert found.because == "50 in 100; goes by: 'letter'"
    assert found.quote == "Nobody explained the letter."
    assert one(ground(), Model(("they", 3.0), ("the", 2.5))).because == "50 in 100; goes by: 'they', 'the'"
    assert one(ground(), Model(("asked: at", 3.0), ("ve", 2.0), ("asked: shop", 1.0))).because.endswith(
        "by: asked: shop"
    )
    assert "'name'" in one(ground(), Model(("name", 3.0), ("letter", 1.0))).because


def test_a_language_that_has_no_list_of_light_words_does_as_well() -> None:
    assert alone("Me dikhav.", Model(("me", 1.0)), language="rom").because == "50 in 100; goes by: 'me'"


def test_at_most_four_reasons_are_told() -> None:
    assert because(0.5, ["a", "b", "c", "d", "e"]) == "50 in 100; goes by: 'a', 'b', 'c', 'd'"


@pytest.mark.parametrize(("chance", "told"), [(0.0, "1 in 100"), (0.9999, "99 in 100"), (0.125, "12 in 100")])
def test_a_chance_is_never_told_as_certain(chance: float, told: str) -> None:
    assert because(chance, []) == told


def test_the_same_suggestion_has_the_same_id_whatever_its_chance(ground: Callable[..., Ground]) -> None:
    ids = {one(ground(), Model(("letter", weight)), chance=chance).id for weight, chance in ((1.0, 0.3), (9.0, 0.9))}
    assert len(ids) == 1


def test_other_words_or_another_code_have_another_id() -> None:
    span = Span(turn="FG01:0001", start=0, end=4)
    ids = {
        suggestion_id(span, HOURS),
        suggestion_id(span, PAPERS),
        suggestion_id(Span(turn="FG01:0001", start=0, end=5), HOURS),
    }
    assert len(ids) == 3


def test_accepted_codings_on_the_turns_most_alike_are_named(
    small: Any, kept: Any, ground: Callable[..., Ground], words: Material
) -> None:
    points = np.zeros((len(words), 3))
    for turn, point in {
        "IN01:0002": [1, 1, 0],
        "FG01:0002": [1, 0, 0],
        "FG01:0004": [1, 1, 0],
        "FG02:0001": [0, 0, 1],
    }.items():
        points[words.rows[turn]] = point
    marks = [
        small.mark("FG01:0002", "closed", HOURS),
        small.mark("FG01:0004", "closed", HOURS),
        small.mark("FG02:0001", "Closed", HOURS),
        small.mark("FG01:0003", "papers", PAPERS),
    ]
    base = ground(kept("asha", *marks), points=points)
    assert one(base, Model(), turn="IN01:0002", code=HOURS).like == (marks[1].id, marks[0].id)


def test_a_turn_is_not_like_itself(small: Any, kept: Any, ground: Callable[..., Ground], words: Material) -> None:
    mark = small.mark("FG01:0002", "closed", HOURS, coder="ben")
    base = ground(kept("ben", mark), points=np.ones((len(words), 1)))
    assert one(base, Model(), turn="FG01:0002", code=HOURS).like == ()
    assert one(base, Model(), turn="FG01:0004", code=HOURS).like == (mark.id,)


def test_two_coders_of_one_turn_are_one_example(
    small: Any, kept: Any, ground: Callable[..., Ground], words: Material
) -> None:
    files = [kept(who, small.mark("FG01:0002", "closed", HOURS, coder=who)) for who in ("asha", "ben")]
    assert len(one(ground(*files, points=np.ones((len(words), 1))), Model(), code=HOURS).like) == 1


def test_a_coding_that_was_outvoted_is_no_example(
    small: Any, kept: Any, ground: Callable[..., Ground], words: Material
) -> None:
    mark = small.mark("FG01:0002", "closed", HOURS)
    others = kept("together", small.mark("FG01:0002", "closed", HOURS, coder="together", status="rejected"))
    base = ground(kept("asha", mark), others, points=np.ones((len(words), 1)))
    assert one(base, Model(), code=HOURS).like == ()


def test_a_sparse_matrix_does_as_well(small: Any, kept: Any, ground: Callable[..., Ground], words: Material) -> None:
    from scipy.sparse import csr_array

    mark = small.mark("FG01:0002", "closed", HOURS)
    base = ground(kept("asha", mark), points=csr_array(np.ones((len(words), 2))))
    assert one(base, Model(), code=HOURS).like == (mark.id,)


@given(word=st.sampled_from(["papers", "letter", "nobody", "nothing", "THE", ".", "("]), weight=st.floats(0.1, 5))
def test_the_quote_is_what_stands_there_whatever_speaks_for_it(word: str, weight: float) -> None:
    text = "They wanted papers. Nobody explained the letter."
    found = alone(text, Model((word, weight)))
    assert text[found.span.start : found.span.end] == found.quote


def test_no_turn_has_more_suggestions_than_a_person_can_weigh() -> None:
    assert len(likely(np.full((2, 9), 0.9), np.zeros((2, 9), dtype=bool), [0, 1])) == 2 * MOST_OF_A_TURN
