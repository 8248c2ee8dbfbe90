"""Decisions follow turns that were given other numbers when a transcript was corrected."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import tlc
from tlc._files import write_whole
from tlc.listen.topics.decisions import Decision
from tlc.model import Source, Transcript, Turn, turn_id
from tlc.study._topic_turns import as_numbered_now, numbers_now
from tlc.talk.earlier import Replacing, keep
from tlc.talk.transcript import write_transcript

SAID = ("The desk is closed.", "No interpreter came.", "The letter was long.", "I went home.")
EARLY, LATE = "2026-06-01T10:00:00Z", "2026-06-03T10:00:00Z"


def transcript(*said: str) -> Transcript:
    turns = tuple(
        Turn(id=turn_id("FG01", number), speaker="P01", text=text, language="en")
        for number, text in enumerate(said, start=1)
    )
    source = Source(name="FG01.txt", importer="text", version="0.1.0", digest="0" * 64)
    return Transcript(id="FG01", group="FG01", source=source, turns=turns)


def decided(at: str = EARLY, *turns: str) -> Decision:
    part = frozenset(turns or ("FG01:0001", "FG01:0003", "IN01:0002"))
    return Decision(id="asha-1", at=at, by="asha", what="name", topics=(1,), value="x", turns=(part,))


@pytest.fixture
def study(tiny_study: tlc.Study) -> tlc.Study:
    lay(tiny_study.path, transcript(*SAID))
    return tiny_study


def lay(folder: Path, one: Transcript) -> None:
    write_whole(folder / "transcripts" / "FG01.txt", write_transcript(one))


def correct(study: tlc.Study, before: Transcript, after: Transcript, *, at: str, number: int = 1) -> None:
    folder = study.path / "transcripts"
    keep(folder, before)
    facts: dict[str, Any] = {"before": before.digest, "after": after.digest, "step": "x", "is_finished": True}
    Replacing(transcript="FG01", number=number, at=at, **facts).save(folder)
    lay(study.path, after)


def now(study: tlc.Study, one: Decision) -> list[str]:
    (found,) = as_numbered_now(tlc.open(study.path), [one])
    return sorted(turn for part in found.turns for turn in part)


def test_where_nothing_was_corrected_decisions_are_as_they_were(study: tlc.Study) -> None:
    one = decided()
    assert as_numbered_now(study, [one]) == (one,)


def test_turns_behind_one_that_was_put_in_have_other_numbers(study: tlc.Study) -> None:
    correct(study, transcript(*SAID), transcript("Good morning.", *SAID), at=LATE)
    assert now(study, decided()) == ["FG01:0002", "FG01:0004", "IN01:0002"]


def test_a_decision_on_the_corrected_version_stays(study: tlc.Study) -> None:
    correct(study, transcript(*SAID), transcript("Good morning.", *SAID), at=EARLY)
    assert now(study, decided(LATE)) == ["FG01:0001", "FG01:0003", "IN01:0002"]


def test_a_turn_that_was_taken_out_is_left_out(study: tlc.Study) -> None:
    correct(study, transcript(*SAID), transcript(*SAID[1:]), at=LATE)
    assert now(study, decided()) == ["FG01:0002", "IN01:0002"]


def test_a_turn_of_which_the_words_were_corrected_stays(study: tlc.Study) -> None:
    correct(study, transcript(*SAID), transcript(*SAID[:2], "The letter was lost.", SAID[3]), at=LATE)
    assert now(study, decided()) == ["FG01:0001", "FG01:0003", "IN01:0002"]


def test_of_two_corrections_the_first_after_the_decision_tells_what_people_saw(study: tlc.Study) -> None:
    first, second, third = transcript(*SAID), transcript("One.", *SAID), transcript("One.", "Two.", *SAID)
    correct(study, first, second, at="2026-06-02T10:00:00Z", number=1)
    correct(study, second, third, at=LATE, number=2)
    assert now(study, decided()) == ["FG01:0003", "FG01:0005", "IN01:0002"]
    between = decided("2026-06-02T12:00:00Z", "FG01:0002", "FG01:0004")
    assert now(study, between) == ["FG01:0003", "FG01:0005"]


def test_where_the_version_was_thrown_away_numbers_stay(study: tlc.Study) -> None:
    before = transcript(*SAID)
    correct(study, before, transcript("Good morning.", *SAID), at=LATE)
    for path in (study.path / "transcripts" / "earlier").glob("*.txt"):
        path.unlink()
    assert now(study, decided()) == ["FG01:0001", "FG01:0003", "IN01:0002"]


def test_turns_that_are_said_twice_keep_their_order() -> None:
    before = transcript("Yes.", "A", "Yes.", "B")
    after = transcript("Zero.", "Yes.", "A", "Yes.", "B")
    assert numbers_now(before, after) == {turn_id("FG01", n): turn_id("FG01", n + 1) for n in (1, 2, 3, 4)}


def test_a_transcript_that_is_gone_changes_nothing(study: tlc.Study) -> None:
    correct(study, transcript(*SAID), transcript("Good morning.", *SAID), at=LATE)
    (study.path / "transcripts" / "FG01.txt").unlink()
    assert now(study, replace(decided())) == ["FG01:0001", "FG01:0003", "IN01:0002"]
