"""Co-occurrence: codes that one coder put on the same words, or in the same turn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tlc.errors import AnalysisError, CodebookError
from tlc.listen.cooccurrence import Cooccurrence, Pair, cooccurrence

HOURS, PAPERS, LETTERS = "access.hours", "access.papers", "language.letters"


@pytest.fixture
def found(small: Any) -> Callable[..., Cooccurrence]:
    def run(*marks: Any, **more: Any) -> Cooccurrence:
        return cooccurrence(small.frames(*marks), people=small.people, codebook=small.codebook, **more)

    return run


def figures(pair: Pair) -> tuple[str, str, int, int]:
    return pair.first, pair.second, pair.together, pair.either


def test_codes_on_overlapping_words_stand_together(small: Any, found: Callable[..., Cooccurrence]) -> None:
    result = found(
        small.mark("FG02:0001", "And they wanted papers", PAPERS), small.mark("FG02:0001", "Closed. And", HOURS)
    )
    assert [figures(pair) for pair in result.pairs] == [(HOURS, PAPERS, 1, 1)]
    assert (result.pairs[0].sessions, result.pairs[0].people) == (("FG02",), ("P4",))
    assert result.pairs[0].jaccard == 1


def test_words_that_only_touch_do_not_overlap(small: Any, found: Callable[..., Cooccurrence]) -> None:
    marks = (small.mark("FG02:0001", "Closed", HOURS), small.mark("FG02:0001", ". And", PAPERS))
    assert found(*marks).pairs == ()
    assert [figures(pair) for pair in found(*marks, unit="turn").pairs] == [(HOURS, PAPERS, 1, 1)]


def test_two_coders_with_two_names_for_the_same_words_disagree(small: Any, found: Callable[..., Cooccurrence]) -> None:
    marks = (small.mark("FG02:0001", "Closed", HOURS), small.mark("FG02:0001", "Closed", PAPERS, "ben"))
    assert found(*marks).pairs == ()
    assert found(*marks, unit="turn").pairs == ()


def test_what_coders_agreed_on_stands_beside_what_each_of_them_coded(
    small: Any, found: Callable[..., Cooccurrence]
) -> None:
    marks = (small.mark("FG02:0001", "Closed", HOURS), small.mark("FG02:0001", "Closed", PAPERS, "together"))
    assert len(found(*marks).pairs) == 1


def test_the_same_pair_seen_by_two_coders_is_one_passage(small: Any, found: Callable[..., Cooccurrence]) -> None:
    marks = [
        small.mark("FG02:0001", words, code, coder)
        for coder, words in (("asha", "Closed"), ("ben", "Closed. And"))
        for code in (HOURS, PAPERS)
    ]
    assert [figures(pair) for pair in found(*marks).pairs] == [(HOURS, PAPERS, 1, 1)]


def test_one_code_twice_on_the_same_words_is_no_pair(small: Any, found: Callable[..., Cooccurrence]) -> None:
    assert found(small.mark("FG02:0001", "Closed", HOURS), small.mark("FG02:0001", "Closed. And", HOURS)).pairs == ()


def test_jaccard_is_the_share_of_passages_with_either_that_hold_both(
    small: Any, found: Callable[..., Cooccurrence]
) -> None:
    result = found(
        small.mark("FG01:0002", "closed after", HOURS),
        small.mark("FG01:0002", "after my", PAPERS),
        small.mark("FG01:0002", "Sunday", HOURS),  # alone, in the same turn
        small.mark("FG01:0003", "papers", PAPERS),
        small.mark("FG02:0002", "papers", PAPERS),
    )
    (pair,) = result.pairs
    assert (pair.together, pair.either, pair.jaccard) == (1, 4, 0.25)
    assert dict(zip(result.codes, result.counts, strict=True)) == {HOURS: 2, PAPERS: 3}


def test_turns_can_be_counted_in_place_of_passages(small: Any, found: Callable[..., Cooccurrence]) -> None:
    result = found(
        small.mark("FG01:0002", "closed after", HOURS),
        small.mark("FG01:0002", "my", PAPERS),
        small.mark("FG01:0002", "Sunday", HOURS),
        small.mark("FG01:0003", "papers", PAPERS),
        unit="turn",
    )
    assert [figures(pair) for pair in result.pairs] == [(HOURS, PAPERS, 1, 2)]
    assert result.counts == (1, 2)


def test_pairs_that_stand_together_most_come_first(small: Any, found: Callable[..., Cooccurrence]) -> None:
    result = found(
        small.mark("FG01:0002", "closed", HOURS),
        small.mark("FG01:0002", "closed", PAPERS),
        *(small.mark(turn, "papers", code) for turn in ("FG01:0003", "FG02:0001") for code in (LETTERS, PAPERS)),
    )
    assert [figures(pair) for pair in result.pairs] == [(PAPERS, LETTERS, 2, 3), (HOURS, PAPERS, 1, 3)]


def test_three_codes_on_the_same_words_are_three_pairs(small: Any, found: Callable[..., Cooccurrence]) -> None:
    result = found(*(small.mark("FG01:0002", "closed", code) for code in (LETTERS, HOURS, PAPERS)))
    assert {(pair.first, pair.second) for pair in result.pairs} == {
        (HOURS, PAPERS),
        (HOURS, LETTERS),
        (PAPERS, LETTERS),
    }


def test_an_unknown_speaker_counts_as_a_passage_and_not_as_a_person(
    small: Any, found: Callable[..., Cooccurrence]
) -> None:
    (pair,) = found(*(small.mark("FG01:0004", "closed", code) for code in (HOURS, PAPERS))).pairs
    assert (pair.together, pair.people) == (1, ())


@pytest.mark.parametrize("turn", ["FG01:0001", "FG01:0005"])
def test_questions_and_words_of_those_who_left_do_not_count(
    small: Any, found: Callable[..., Cooccurrence], turn: str
) -> None:
    assert found(*(small.mark(turn, "losed", code) for code in (HOURS, PAPERS))).pairs == ()


def test_codes_can_be_chosen(small: Any, found: Callable[..., Cooccurrence]) -> None:
    marks = [small.mark("FG01:0002", "closed", code) for code in (HOURS, PAPERS, LETTERS)]
    assert found(*marks, codes=["access"]).codes == (HOURS, PAPERS)
    assert len(found(*marks, codes=["access"]).pairs) == 1


def test_one_code_alone_makes_no_pair(small: Any, found: Callable[..., Cooccurrence]) -> None:
    alone = small.mark("FG01:0002", "closed", HOURS)
    assert found(alone) == Cooccurrence(unit="passage", codes=(HOURS,), counts=(1,), pairs=())


def test_without_codings_it_is_said_that_nobody_has_coded(found: Callable[..., Cooccurrence]) -> None:
    with pytest.raises(AnalysisError, match="Nobody has coded anything yet"):
        found()


def test_a_unit_or_a_code_that_is_not_there_is_an_error(found: Callable[..., Cooccurrence]) -> None:
    with pytest.raises(AnalysisError, match="stand together in that"):
        found(unit="page")
    with pytest.raises(CodebookError):
        found(codes=["nothing"])
