"""Sessions that were read in part only: known, told, and no finding where nothing was found."""

from __future__ import annotations

import pytest

import tlc
from tlc.listen.codings import Add, Change, Finish, Journal, Read, coding_id
from tlc.model import RULES, Coder, Coding, Span
from tlc.study._in_part import read_in_part

ASHA, BEN = Coder(id="asha", name="Asha"), Coder(id="ben", name="Ben")


def mark(study: tlc.Study, turn: str, coder: str = "asha") -> Coding:
    span = Span(turn=turn, start=0, end=4)
    quote = study.turns_by_id[turn].text[:4]
    name = coding_id(coder, span, "access.hours")
    return Coding(id=name, span=span, code="access.hours", coder=coder, quote=quote, made_at="now")


def do(study: tlc.Study, *changes: Change, coder: Coder = ASHA) -> None:
    Journal(study.path / "codings", coder).do(*changes)


def voiced(study: tlc.Study, session: str) -> list[str]:
    roles = {person.id: person.role for person in study.people}
    return [turn.id for turn in study.transcripts[session].turns if roles.get(turn.speaker or "") != "facilitator"]


def test_of_somebody_who_never_says_what_they_read_it_is_taken_as_read(tiny_study: tlc.Study) -> None:
    do(tiny_study, Add(mark(tiny_study, "FG01:0002")))
    assert read_in_part(tiny_study) == frozenset()


@pytest.mark.parametrize("tells", [Finish("IN01", True), Read("IN01:0002", "random")])
def test_of_somebody_who_says_it_a_session_with_a_coding_is_not_read_yet(tiny_study: tlc.Study, tells: Change) -> None:
    do(tiny_study, Add(mark(tiny_study, "FG01:0002")), tells)
    assert "FG01" in read_in_part(tiny_study)


def test_a_turn_that_was_read_at_random_makes_no_session_read(tiny_study: tlc.Study) -> None:
    do(tiny_study, Read("FG01:0002", "random"))
    assert read_in_part(tiny_study) == {"FG01"}


def test_a_session_is_read_once_somebody_finished_it_or_read_all_of_it(tiny_study: tlc.Study) -> None:
    first, *others = voiced(tiny_study, "FG01")
    do(tiny_study, *map(Read, others))
    assert read_in_part(tiny_study) == {"FG01"}
    do(tiny_study, Read(first))
    assert read_in_part(tiny_study) == frozenset()
    Journal(tiny_study.path / "codings", ASHA).undo()
    do(tiny_study, Finish("FG01", True), coder=BEN)
    assert read_in_part(tiny_study) == frozenset()


def test_what_machines_mark_is_no_reading(tiny_study: tlc.Study) -> None:
    tiny_study.tag()
    assert any(one.coder == RULES for one in tiny_study.kept)
    assert read_in_part(tiny_study) == frozenset()


def test_it_is_told_by_check_by_the_matrix_and_by_the_report(tiny_study: tlc.Study) -> None:
    do(tiny_study, Add(mark(tiny_study, "FG01:0002")), Finish("IN01", True))
    (problem,) = [one for one in tiny_study.check() if "in part" in one.what]
    assert (problem.severity, problem.what[:4]) == ("warning", "FG01")
    cells = tiny_study.matrix().result
    assert {cell.state for cell in cells.cells if cell.row == "FG01" and not cell.passages} == {"not said so far"}
    assert {cell.state for cell in cells.cells if cell.row == "IN01"} == {"not said"}
    assert "1 session was read in part only" in tiny_study.report().read_text(encoding="utf-8")
