"""Somebody leaves: their turns go from what people decided about topics, and the decisions stay."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import tlc
from tlc._files import write_whole
from tlc.errors import StudyError
from tlc.listen.topics.decisions import Decision, Decisions
from tlc.model import Source, Transcript, Turn, turn_id
from tlc.study._leaving import Leaving, withdraw
from tlc.talk.transcript import write_transcript

THEIRS = "We keep the quince jelly in the attic beside the cradle."
OTHERS = "The bus to the clinic takes an hour and the driver smokes."
SAID = (("R01", "How is it at the doctor's here?"), ("P01", THEIRS), ("P02", OTHERS))


@pytest.fixture
def folder(study_folder: Path) -> Path:
    """The tiny study with one session, and two decisions about topics with turns of P01 in them."""
    shutil.rmtree(study_folder / "sessions")
    turns = tuple(
        Turn(id=turn_id("FG01", number), speaker=who, text=text, language="en")
        for number, (who, text) in enumerate(SAID, start=1)
    )
    source = Source(name="FG01.txt", importer="text", version="0.1.0", digest="0" * 64)
    transcript = Transcript(id="FG01", group="FG01", source=source, turns=turns)
    write_whole(study_folder / "transcripts" / "FG01.txt", write_transcript(transcript))
    log = Decisions.read(study_folder / "topics" / "decisions")
    log = log.add(decision("asha", value="Jelly", why="as P01 told us"))
    log.add(decision("ben", what="hide", why="small talk"))
    return study_folder


def decision(by: str, what: str = "name", **more: str) -> Decision:
    both = frozenset({"FG01:0002", "FG01:0003"})
    at = "2026-06-01T10:00:00Z"
    return Decision(id="", at=at, by=by, what=what, topics=(1,), turns=(both,), words="bus, jelly", **more)  # type: ignore[arg-type]


def leave_study(folder: Path, **more: bool) -> Leaving:
    return withdraw(tlc.open(folder), "P01", **{"confirm": True, **more})  # type: ignore[arg-type]


def logs(folder: Path) -> dict[str, Decision]:
    return {one.id: one for one in Decisions.read(folder / "topics" / "decisions").all}


def test_their_turns_go_from_decisions_which_stay_with_who_and_why(folder: Path) -> None:
    done = leave_study(folder)
    assert done.verified
    after = logs(folder)
    assert [one.turns for one in after.values()] == [(frozenset({"FG01:0003"}),)] * 2
    assert [one.words for one in after.values()] == ["", ""]
    assert (after["asha-1"].value, after["ben-1"].why) == ("Jelly", "small talk")


def test_what_was_written_of_a_topic_with_their_turns_is_to_be_read_again(folder: Path) -> None:
    log = Decisions.read(folder / "topics" / "decisions")
    log.add(decision("ben", what="lock"))
    # A reason may hold few words of theirs; of a lock nobody wrote anything.
    assert leave_study(folder).notes == ("asha/asha-1/name", "ben/ben-1/hide")


def test_what_was_written_of_other_topics_is_read_again_where_it_names_them_or_their_turn(folder: Path) -> None:
    shutil.rmtree(folder / "topics" / "decisions")
    log = Decisions.read(folder / "topics" / "decisions")
    for why in ("a joke, see fg01:0002", "a joke, see FG01:0003", "as P01 told us"):
        log = log.add(replace(decision("ben", what="hide", why=why), turns=(frozenset({"FG01:0003"}),)))
    assert leave_study(folder).notes == ("ben/ben-1/hide", "ben/ben-3/hide")


def test_a_dry_run_changes_nothing_and_offers_no_log_for_deletion(folder: Path) -> None:
    before = (folder / "topics" / "decisions" / "asha.csv").read_bytes()
    plan = leave_study(folder, dry_run=True)
    assert (folder / "topics" / "decisions" / "asha.csv").read_bytes() == before
    assert not plan.deleted
    assert not plan.left
    assert not plan.runs


def test_runs_go_and_the_folder_of_decisions_is_no_run(folder: Path) -> None:
    write_whole(folder / "topics" / "seed-1" / "assignments.csv", "turn,topic\nFG01:0002,1\n")
    done = leave_study(folder)
    assert [path.name for path in done.runs] == ["seed-1"]
    assert sorted(path.name for path in (folder / "topics" / "decisions").iterdir()) == ["asha.csv", "ben.csv"]


def test_words_of_theirs_in_a_reason_are_found_and_the_log_is_not_deleted(folder: Path) -> None:
    Decisions.read(folder / "topics" / "decisions").add(decision("ben", value="x", why=f"somebody said: {THEIRS}"))
    done = leave_study(folder)
    assert [(place.path.name, place.why) for place in done.left] == [("ben.csv", "words")]
    assert not done.verified
    assert len(logs(folder)) == 3


def test_a_log_that_cannot_be_read_stops_everything_before_it_begins(folder: Path) -> None:
    path = folder / "topics" / "decisions" / "ben.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace("hide", "heron"), encoding="utf-8")
    with pytest.raises(StudyError, match="no decision") as told:
        leave_study(folder)
    assert told.value.where == (path, 2)
    assert THEIRS in (folder / "transcripts" / "FG01.txt").read_text(encoding="utf-8")
    assert "FG01:0002" in (folder / "topics" / "decisions" / "asha.csv").read_text(encoding="utf-8")


def test_turns_that_came_back_after_they_left_go_again(folder: Path) -> None:
    leave_study(folder)
    Decisions.read(folder / "topics" / "decisions").add(decision("asha", value="Jam"))
    assert leave_study(folder).again
    assert all("FG01:0002" not in part for one in logs(folder).values() for part in one.turns)


def test_an_example_of_a_code_that_is_their_turn_is_told(folder: Path) -> None:
    tlc.open(folder).codes.change("access.hours", by="asha", examples=("FG01:0002", "FG01:0003"))
    assert "codebook/FG01:0002/access.hours" in leave_study(folder).notes


def test_a_codebook_that_cannot_be_read_keeps_nobody_from_leaving(folder: Path) -> None:
    (folder / "codebook.toml").write_text("schema = ", encoding="utf-8")
    assert leave_study(folder).notes == ("asha/asha-1/name", "ben/ben-1/hide")


def test_what_a_stopped_window_left_half_written_is_swept_away(folder: Path) -> None:
    half = folder / "topics" / "decisions" / ".asha.csv.x.part"
    half.write_text(THEIRS, encoding="utf-8")
    leave_study(folder)
    assert not half.exists()
