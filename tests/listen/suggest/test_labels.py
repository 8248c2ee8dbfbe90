"""What people have judged: yes, no, and not yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tlc.listen.codings import Kept
from tlc.listen.suggest.labels import Labels, judge
from tlc.listen.suggest.material import Material
from tlc.model import MODEL, RULES, Coding

HOURS, PAPERS, LETTERS = "access.hours", "access.papers", "language.letters"
Judge = Callable[..., Labels]
Keep = Callable[..., Kept]


@pytest.fixture
def value(words: Material) -> Callable[[Labels, str, str], float]:
    def look(labels: Labels, turn: str, code: str) -> float:
        return float(labels.values[words.rows[turn], labels.codes.index(code)])

    return look


def test_what_nobody_looked_at_is_not_judged(judged: Judge) -> None:
    assert np.isnan(judged().values).all()
    assert judged().by_coder == {}


def test_a_code_that_somebody_put_is_a_yes_and_all_others_are_a_no(
    small: Any, kept: Keep, judged: Judge, value: Any
) -> None:
    labels = judged(kept("asha", small.mark("FG01:0002", "closed", HOURS)))
    assert (value(labels, "FG01:0002", HOURS), value(labels, "FG01:0002", PAPERS)) == (1, 0)
    assert np.isnan(value(labels, "FG01:0003", HOURS))


def test_a_turn_that_was_read_is_judged_for_every_code(kept: Keep, judged: Judge, value: Any) -> None:
    labels = judged(kept("asha", read={"FG01:0002": "random"}))
    assert [value(labels, "FG01:0002", code) for code in labels.codes] == [0, 0, 0]
    assert np.isnan(labels.values).sum() == labels.values.size - 3
    assert labels.by_coder["asha"].drawn == {"FG01:0002": "random"}


def test_a_finished_session_is_judged_from_end_to_end(kept: Keep, judged: Judge, words: Material) -> None:
    labels = judged(kept("asha", finished=frozenset({"FG02"})))
    there = np.array(words.sessions) == "FG02"
    assert (labels.values[there] == 0).all()
    assert np.isnan(labels.values[~there]).all()
    assert (labels.read == there).all()


def test_a_rejection_judges_its_own_code_alone(small: Any, kept: Keep, judged: Judge, value: Any) -> None:
    labels = judged(kept("asha", small.mark("FG01:0002", "closed", PAPERS, status="rejected")))
    assert value(labels, "FG01:0002", PAPERS) == 0
    assert np.isnan(value(labels, "FG01:0002", HOURS))
    assert not labels.read.any()
    assert (labels.rejected, labels.accepted) == (1, ())


def test_a_code_put_elsewhere_in_the_turn_outdoes_a_rejection(
    small: Any, kept: Keep, judged: Judge, value: Any
) -> None:
    marks = [
        small.mark("FG01:0002", "closed", HOURS),
        small.mark("FG01:0002", "my shift", HOURS, status="rejected"),
    ]
    for files in (marks, marks[::-1]):
        assert value(judged(kept("asha", *files)), "FG01:0002", HOURS) == 1


def test_machines_judge_nothing(small: Any, kept: Keep, judged: Judge) -> None:
    mark = small.mark("FG01:0002", "closed", HOURS)
    files = [
        kept("", replace(mark, coder=machine.id, status=status), as_coder=machine)
        for machine in (RULES, MODEL)
        for status in ("suggested", "accepted", "rejected")
    ]
    labels = judged(*files)
    assert np.isnan(labels.values).all()
    assert (labels.accepted, labels.rejected, labels.by_coder) == ((), 0, {})


def test_a_coding_whose_words_are_gone_judges_nothing(small: Any, kept: Keep, judged: Judge) -> None:
    lost = replace(small.mark("FG01:0002", "closed", HOURS), quote="opened")
    labels = judged(kept("asha", lost))
    assert np.isnan(labels.values).all()
    assert labels.accepted == ()


@pytest.mark.parametrize(("turn", "quote"), [("FG01:0001", "closed"), ("FG01:0005", "Closed"), ("FG09:0001", "Closed")])
def test_turns_that_cannot_be_coded_are_not_judged(
    small: Any, kept: Keep, judged: Judge, turn: str, quote: str
) -> None:
    mark = small.mark("FG01:0002", "closed", HOURS)
    other = replace(mark, span=replace(mark.span, turn=turn), quote=quote)
    labels = judged(kept("asha", other, read={turn: ""}))
    assert np.isnan(labels.values).all()
    assert labels.by_coder["asha"].drawn == {}


def test_two_coders_who_differ_are_half_a_yes(small: Any, kept: Keep, judged: Judge, value: Any) -> None:
    labels = judged(
        kept("asha", small.mark("FG01:0002", "closed", HOURS)),
        kept("ben", small.mark("FG01:0002", "closed", PAPERS, coder="ben")),
    )
    assert value(labels, "FG01:0002", HOURS) == value(labels, "FG01:0002", PAPERS) == 0.5
    assert value(labels, "FG01:0002", LETTERS) == 0
    assert labels.by_coder["ben"].values[0].tolist() == [0, 1, 0]


def test_a_coder_who_has_not_read_a_turn_says_nothing_of_it(small: Any, kept: Keep, judged: Judge, value: Any) -> None:
    labels = judged(
        kept("asha", small.mark("FG01:0002", "closed", HOURS)),
        kept("ben", small.mark("FG01:0003", "letter", LETTERS, coder="ben")),
    )
    assert value(labels, "FG01:0002", HOURS) == 1


@pytest.mark.parametrize(("status", "said"), [("accepted", 1), ("rejected", 0)])
def test_what_was_agreed_decides(small: Any, kept: Keep, judged: Judge, value: Any, status: str, said: int) -> None:
    together = small.mark("FG01:0002", "closed", HOURS, coder="together", status=status)
    labels = judged(
        kept("asha", small.mark("FG01:0002", "closed", HOURS), small.mark("FG01:0002", "shift", LETTERS)),
        kept("ben", read={"FG01:0002": ""}),
        kept("together", together),
    )
    assert value(labels, "FG01:0002", HOURS) == said
    assert value(labels, "FG01:0002", LETTERS) == 0.5
    assert set(labels.by_coder) == {"asha", "ben"}


def test_what_was_agreed_says_nothing_of_other_codes(small: Any, kept: Keep, judged: Judge, value: Any) -> None:
    labels = judged(kept("together", small.mark("FG01:0002", "closed", HOURS, coder="together")))
    assert value(labels, "FG01:0002", HOURS) == 1
    assert np.isnan(value(labels, "FG01:0002", PAPERS))
    assert not labels.read.any()


def test_older_names_of_a_code_are_that_code(small: Any, kept: Keep, judged: Judge, value: Any) -> None:
    labels = judged(kept("asha", small.mark("FG01:0002", "closed", "ACC04")))
    assert value(labels, "FG01:0002", HOURS) == 1
    assert [mark.code for mark in labels.accepted] == [HOURS]


@pytest.mark.parametrize("code", ["proposed.asha_lifts", "access"])
def test_a_code_that_is_not_offered_says_only_that_the_turn_was_read(
    small: Any, kept: Keep, judged: Judge, value: Any, code: str
) -> None:
    labels = judged(kept("asha", small.mark("FG01:0002", "closed", code)))
    assert [value(labels, "FG01:0002", one) for one in labels.codes] == [0, 0, 0]


def test_retired_codes_are_no_columns(small: Any, kept: Keep, words: Material) -> None:
    book = replace(
        small.codebook,
        codes=tuple(replace(code, status="retired") if code.id == PAPERS else code for code in small.codebook),
    )
    labels = judge(words, [kept("asha", small.mark("FG01:0003", "papers", PAPERS))], book)
    assert labels.codes == (HOURS, LETTERS)
    assert labels.read[words.rows["FG01:0003"]]


def test_decided_is_what_was_put_or_rejected_and_not_what_was_read_past(
    small: Any, kept: Keep, judged: Judge, words: Material
) -> None:
    marks: tuple[Coding, ...] = (
        small.mark("FG01:0002", "closed", HOURS),
        small.mark("FG01:0002", "closed", PAPERS, status="rejected"),
    )
    decided = judged(kept("asha", *marks, finished=frozenset({"FG01"}))).by_coder["asha"].decided
    assert decided[words.rows["FG01:0002"]].tolist() == [True, True, False]
    assert decided.sum() == 2
