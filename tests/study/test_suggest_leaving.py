"""Somebody leaves: none of their words stay in what was suggested, nor in how it was made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import tlc
from tlc.listen.codings import BLANK, read_coder
from tlc.study._leaving import withdraw

WORDS = "I came from work and the shutters were down"


@pytest.fixture(scope="module")
def made(loaded: Callable[[Path], ModuleType]) -> Any:
    return loaded(Path(__file__).parent / "learning.py")


@pytest.fixture
def suggested(study_folder: Path, made: Any) -> Path:
    """A study in which much was suggested, on turns of both people."""
    made.lay(study_folder)
    made.code(study_folder, *made.SESSIONS[:4])
    study = tlc.open(study_folder)
    assert any(WORDS in mark.quote for mark in study.suggest().items)
    return study_folder


def test_no_words_of_theirs_stay_in_the_suggestions(suggested: Path) -> None:
    withdraw(tlc.open(suggested), "P02", confirm=True)
    data = (suggested / "codings" / "model.sqlite").read_bytes()
    assert WORDS.encode() not in data
    marks = read_coder(suggested / "codings" / "model.sqlite").codings
    assert marks, "suggestions on the words of others stay"
    assert not any(mark.quote.strip(BLANK) == "" for mark in marks)


def test_no_file_of_the_study_holds_their_words(suggested: Path) -> None:
    withdraw(tlc.open(suggested), "P02", confirm=True)
    for path in suggested.rglob("*"):
        if path.is_file():
            assert WORDS.encode() not in path.read_bytes(), path.name


def test_what_says_how_it_was_made_holds_no_turn_and_stays(suggested: Path) -> None:
    withdraw(tlc.open(suggested), "P02", confirm=True)
    text = (suggested / "suggestions" / "run.toml").read_text(encoding="utf-8")
    assert ":0004" not in text
    assert "P02" not in text


def test_suggestions_made_afterwards_know_nothing_of_them(suggested: Path, made: Any) -> None:
    study = tlc.open(suggested)
    study.suggest()
    withdraw(tlc.open(suggested), "P02", confirm=True)
    # The same study object, open since before: what it had in memory must not come back.
    marks = study.suggest().items
    theirs = {turn.id for name in made.SESSIONS for turn in made.transcript(name).turns if turn.speaker == "P02"}
    assert not any(mark.span.turn in theirs for mark in marks)
    assert not any(WORDS in mark.quote for mark in marks)
    coding = {mark.id: mark for mark in study.marks[1]}
    assert all(coding[name].span.turn not in theirs for mark in marks for name in mark.like)
