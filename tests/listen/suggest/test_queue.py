"""What to look at next: shares, order, reasons; everything once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.listen.codings import Kept
from tlc.listen.suggest.hits import Hits
from tlc.listen.suggest.labels import Labels, judge
from tlc.listen.suggest.material import Material
from tlc.listen.suggest.queue import AT_RANDOM, next_turns, order, sample
from tlc.model import Code, Codebook, Coder

HOURS, PAPERS, LETTERS = "access.hours", "access.papers", "language.letters"
ASHA = Coder(id="asha", name="Asha")
BOOK = Codebook(
    id="b",
    name="B",
    version="1",
    codes=tuple(Code(id=f"c{n}", kind="barrier", label={"en": f"Code {n}"}) for n in range(3)),
)


class Term:
    def __init__(self, code: str) -> None:
        self.code, self.term = code, "term*"


def many(count: int, sessions: int = 4) -> Material:
    turns = tuple(f"FG{n % sessions:02d}:{n:04d}" for n in range(count))
    return Material(
        turns=turns,
        sessions=tuple(turn[:4] for turn in turns),
        languages=("en",) * count,
        texts=tuple(f"Words {n}." for n in range(count)),
        questions=("",) * count,
    )


def hits_in(size: int, rows: dict[int, str]) -> Hits:
    found: list[Any] = [(Term(rows[row]),) if row in rows else () for row in range(size)]
    return Hits(found=found, names={code.id: code.name for code in BOOK})


def read(words: Material, drawn: dict[str, str] | None = None) -> Labels:
    return judge(words, [Kept(coder=ASHA, read=drawn or {})], BOOK)


def test_a_term_of_the_codebook_is_told_with_how_often_the_code_was_used(
    small: Any, words: Material, kept: Callable[..., Kept], judged: Callable[..., Labels], hits: Callable[..., Hits]
) -> None:
    labels = judged(kept("ben", small.mark("FG01:0002", "closed", HOURS, coder="ben")))
    found = next_turns(words, hits({"FG02:0001": [(HOURS, "closed")]}), labels, coder="asha", most=1)
    assert [(one.turn, one.session, one.drawn, one.code) for one in found] == [("FG02:0001", "FG02", "rules", HOURS)]
    assert found[0].why == "the term 'closed' stands here; 'Opening hours do not fit' was coded once so far"


def test_the_times_are_told_in_words(
    small: Any, words: Material, kept: Callable[..., Kept], hits: Any, judged: Any
) -> None:
    marks = [small.mark(turn, "Closed", HOURS, coder="ben") for turn in ("FG02:0001", "IN01:0003")]
    for files, told in ((), "was not coded yet"), (marks, "was coded 2 times so far"):
        found = next_turns(words, hits({"FG01:0002": [(HOURS, "closed")]}), judged(kept("ben", *files)), coder="asha")
        assert found[0].why.endswith(told)


def test_exact_words_are_told_with_their_own_quotation_marks(
    words: Material, hits: Callable[..., Hits], judged: Callable[..., Labels]
) -> None:
    found = hits({"FG01:0002": [(HOURS, "closed")]})
    found.found[words.rows["FG01:0002"]][0].term = '"closed"'  # type: ignore[misc]
    (one,) = next_turns(words, found, judged(), coder="asha", most=1)
    assert one.why.startswith('the term "closed" stands here; ')


def test_a_turn_at_random_says_so() -> None:
    words = many(5)
    found = next_turns(words, hits_in(5, {}), read(words), coder="asha", most=None)
    assert {(one.drawn, one.why, one.code) for one in found} == {("random", AT_RANDOM, "")}


@pytest.mark.parametrize("most", [1, 4, 7, 10, 33, 60])
def test_of_any_beginning_three_in_ten_are_random(most: int) -> None:
    words = many(200)
    found = next_turns(words, hits_in(200, {n: f"c{n % 3}" for n in range(150)}), read(words), coder="asha", most=most)
    assert sum(one.drawn == "random" for one in found) == most * 3 // 10


def test_the_shares_go_on_where_the_queue_is_asked_again_after_each_turn() -> None:
    words = many(100)
    hits = hits_in(100, {n: f"c{n % 3}" for n in range(100)})
    drawn: dict[str, str] = {}
    for _ in range(20):
        (one,) = next_turns(words, hits, read(words, drawn), coder="asha", most=1)
        drawn[one.turn] = one.drawn
    assert len(drawn) == 20
    assert list(drawn.values()).count("random") == 6


def test_turns_that_were_read_outside_the_queue_do_not_shift_the_shares() -> None:
    words = many(60)
    hits = hits_in(60, dict.fromkeys(range(60), "c0"))
    before = read(words, dict.fromkeys(words.turns[:9], ""))
    found = next_turns(words, hits, before, coder="asha", most=10)
    assert [one.drawn for one in found].count("random") == 3


def test_asked_for_everything_it_gives_every_turn_once() -> None:
    words = many(83)
    found = next_turns(words, hits_in(83, dict.fromkeys(range(40), "c1")), read(words), coder="asha", most=None)
    assert sorted(one.turn for one in found) == sorted(words.turns)


def test_what_the_coder_has_read_does_not_come_again_and_what_others_read_does() -> None:
    words = many(10)
    labels = judge(
        words,
        [
            Kept(coder=ASHA, read={words.turns[0]: ""}, finished=frozenset({"FG01"})),
            Kept(coder=Coder(id="ben", name="Ben"), read={words.turns[2]: ""}),
        ],
        BOOK,
    )
    left = {one.turn for one in next_turns(words, hits_in(10, {}), labels, coder="asha", most=None)}
    assert left == {turn for turn in words.turns[1:] if not turn.startswith("FG01")}
    assert words.turns[2] in left


def test_the_code_that_was_looked_at_least_comes_first() -> None:
    words = many(30)
    hits = hits_in(30, {n: f"c{n % 3}" for n in range(30)})
    # c0 was read four times without being put, c1 once: both count as looked at.
    drawn = dict.fromkeys([words.turns[n] for n in (0, 3, 6, 9, 1)], "rules")
    labels = judge(words, [Kept(coder=Coder(id="ben", name="Ben"), read=drawn)], BOOK)
    found = next_turns(words, hits, labels, coder="asha", most=None)
    codes = [one.code for one in found if one.code]
    assert codes[:7] == ["c2", "c1", "c2", "c1", "c2", "c1", "c2"]
    assert codes.index("c0") == 7


def test_a_term_that_mostly_misses_does_not_hold_the_queue_up() -> None:
    words = many(90)
    hits = hits_in(90, {n: "c0" if n < 60 else "c1" for n in range(90)})
    drawn: dict[str, str] = {}
    seen = []
    for _ in range(12):
        (one,) = next_turns(words, hits, read(words, drawn), coder="asha", most=1)
        drawn[one.turn] = one.drawn
        seen.append(one.code)
    assert abs(seen.count("c0") - seen.count("c1")) <= 3


def test_random_turns_are_the_same_whatever_the_rules_find() -> None:
    words = many(40)
    few = next_turns(words, hits_in(40, {}), read(words), coder="asha", most=None)
    assert [one.turn for one in few] == [words.turns[row] for row in order(words.turns)]


def test_two_coders_are_given_the_same_random_turns() -> None:
    words = many(40)
    both = [next_turns(words, hits_in(40, {}), read(words), coder=who, most=9) for who in ("ben", "cleo")]
    assert both[0] == both[1]


def test_another_seed_draws_another_order() -> None:
    turns = many(40).turns
    assert order(turns, seed=1) == order(turns, seed=1) != order(turns, seed=2)


def test_a_turn_that_comes_in_later_moves_no_other() -> None:
    turns = many(41).turns
    later = [turns[row] for row in order(turns) if row != 40]
    assert later == [turns[row] for row in order(turns[:40])]


def test_nothing_is_next_where_everything_was_read() -> None:
    words = many(4)
    labels = read(words, dict.fromkeys(words.turns, "random"))
    assert next_turns(words, hits_in(4, {}), labels, coder="asha") == ()


def test_no_words_of_a_turn_are_in_what_is_told() -> None:
    words = many(20)
    found = next_turns(words, hits_in(20, dict.fromkeys(range(20), "c0")), read(words), coder="asha")
    assert not any("Words" in repr(one) for one in found)


def test_the_sample_is_the_beginning_of_the_order_as_far_as_it_was_read() -> None:
    assert sample([3, 1, 0, 2], np.array([True, True, False, True]), {3, 1}) == (3,)


def test_the_sample_ends_before_the_last_turn_that_came_up_by_chance() -> None:
    # Row 4 was read for a term and stands after the last random one: nothing says that it would have come.
    assert sample([0, 1, 2, 3, 4, 5], np.array([True] * 5 + [False]), {0, 2, 3}) == (0, 1, 2)


def test_everything_read_is_all_of_the_sample() -> None:
    assert sample([1, 0], np.array([True, True]), set()) == (1, 0)


def test_nothing_drawn_is_no_sample() -> None:
    assert sample([1, 0, 2], np.array([False, True, False]), set()) == ()
    assert sample([1, 0, 2], np.array([True, True, False]), set()) == ()


@given(rule=st.sets(st.integers(0, 29)), steps=st.integers(0, 30))
def test_any_beginning_of_the_queue_holds_no_turn_twice_and_about_three_in_ten_random(
    rule: set[int], steps: int
) -> None:
    words = many(30)
    found = next_turns(words, hits_in(30, dict.fromkeys(rule, "c1")), read(words), coder="asha", most=steps)
    assert len({one.turn for one in found}) == len(found) == steps
    assert sum(one.drawn == "random" for one in found) >= steps * 3 // 10


def test_the_share_of_a_sample_is_right_on_average_even_where_rules_led_to_just_the_coded_turns() -> None:
    # 400 turns, 40 with the code, and terms on all of these: who counted the random turns alone would find none.
    words = many(400)
    coded = set(range(40))
    hits = hits_in(400, dict.fromkeys(coded, "c0"))
    shares = []
    for seed in range(60):
        found = next_turns(words, hits, read(words), coder="asha", most=120, seed=seed)
        was_read = np.zeros(400, dtype=bool)
        was_read[[words.rows[one.turn] for one in found]] = True
        at_random = {words.rows[one.turn] for one in found if one.drawn == "random"}
        rows = sample(order(words.turns, seed=seed), was_read, at_random)
        shares.append(sum(row in coded for row in rows) / len(rows))
    assert abs(float(np.mean(shares)) - 0.1) < 0.01
