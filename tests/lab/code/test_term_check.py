"""Terms while they are written: how many turns they would hit, and what is wrong with them."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest

from tlc.lab.code.material import Material
from tlc.lab.code.term_check import TermCheck
from tlc.model import Code, Codebook


@pytest.fixture
def material(made: ModuleType) -> Material:
    return made.made_material()  # type: ignore[no-any-return]


@pytest.fixture
def check(material: Material) -> TermCheck:
    return TermCheck(material)


def book(**terms: tuple[str, ...]) -> Codebook:
    codes = tuple(Code(id=name, kind="barrier", label={"en": name}, terms={"en": one}) for name, one in terms.items())
    return Codebook(id="b", name="B", version="1", codes=codes)


def turns(check: TermCheck, *terms: str, language: str = "en") -> list[Any]:
    lines, _ = check.of(terms, language, codebook=book(hours=("closed",)))
    return [line["turns"] for line in lines]


def test_each_term_is_counted_for_itself_and_all_of_them_together(check: TermCheck) -> None:
    lines, together = check.of(["closed", "shift", "interpret*"], "en", codebook=book(hours=("x",)))
    assert [line["turns"] for line in lines] == [2, 1, 1]
    assert together == 3, "one turn has two of them"


def test_a_turn_counts_once_however_often_it_says_it(material: Material) -> None:
    first = material.transcripts["FG02"]
    said = replace(first.turns[0], text="Closed, closed, closed.")
    again = replace(material, transcripts={"FG02": replace(first, turns=(said, *first.turns[1:]))})
    assert turns(TermCheck(again), "closed") == [1]


def test_who_leads_and_who_may_not_be_read_are_not_looked_through(check: TermCheck) -> None:
    assert turns(check, "doctor", "analysis") == [0, 0]
    assert check.turns("en") == 7


def test_only_turns_in_the_language_are_looked_through(material: Material) -> None:
    one = material.transcripts["FG02"]
    romanian = replace(one, turns=tuple(replace(turn, language="ro") for turn in one.turns))
    check = TermCheck(replace(material, transcripts={**material.transcripts, "FG02": romanian}))
    assert turns(check, "closed") == [1]
    assert turns(check, '"closed"', language="ro") == [1]
    assert turns(check, "closed", language="pl") == [0]


def test_an_empty_line_is_no_term(check: TermCheck) -> None:
    assert turns(check, "", "  ", "closed") == [None, None, 2]


def test_a_wrong_term_says_what_is_wrong_and_the_others_are_counted(check: TermCheck) -> None:
    lines, together = check.of(["closed", "(queue", "shift"], "en", codebook=book(hours=("x",)))
    assert [line["turns"] for line in lines] == [2, None, 1]
    assert lines[1]["what"]
    assert not lines[0]["what"]
    assert together == 2


def test_a_pattern_that_runs_away_is_stopped_and_named(material: Material) -> None:
    one = material.transcripts["IN01"]
    long = replace(one.turns[0], text="a" * 5_000 + "!")
    check = TermCheck(replace(material, transcripts={"IN01": replace(one, turns=(long,))}))
    lines, _ = check.of(["/(a+)+$/", "closed"], "en", codebook=book(hours=("x",)))
    assert lines[0]["what"]
    assert lines[1]["turns"] == 0


def test_what_was_wrong_is_not_tried_again(check: TermCheck, monkeypatch: pytest.MonkeyPatch) -> None:
    turns(check, "(queue")
    monkeypatch.setattr(TermCheck, "_search", None)
    assert turns(check, "(queue") == [None]


def test_a_term_in_a_language_that_nobody_speaks_here_is_checked_and_found_nowhere(check: TermCheck) -> None:
    lines, together = check.of(["zamknięte", "(kolejka"], "pl", codebook=book(hours=("x",)))
    assert ([line["turns"] for line in lines], together) == ([0, None], 0)


def test_a_term_that_another_code_has_is_named_in_whatever_way_it_is_spelt(check: TermCheck) -> None:
    codebook = book(hours=("closed",), waiting=("waiting  list", "closed"))
    lines, _ = check.of(["closed", "waiting list", "late"], "en", codebook=codebook, code="hours")
    assert [line["also"] for line in lines] == [["waiting"], ["waiting"], []]


def test_another_version_of_the_codebook_is_looked_at_anew(check: TermCheck) -> None:
    first = book(hours=("closed",))
    second = replace(book(hours=("late",)), version="2")
    assert check.of(["closed"], "en", codebook=first)[0][0]["also"] == ["hours"]
    assert check.of(["closed"], "en", codebook=second)[0][0]["also"] == []


def test_what_was_found_is_not_looked_for_again(check: TermCheck, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    search = TermCheck._search

    def counted(self: TermCheck, terms: Any, language: str) -> Any:
        asked.append(list(terms))
        return search(self, terms, language)

    monkeypatch.setattr(TermCheck, "_search", counted)
    turns(check, "closed", "shift")
    turns(check, "closed", "shift", "late")
    assert asked == [["closed", "shift"], ["late"]]
