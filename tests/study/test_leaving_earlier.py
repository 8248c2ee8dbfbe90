"""Somebody leaves after transcripts were corrected: their words go from the earlier versions and the logs too."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import tlc
from tlc import _files
from tlc.listen.codings import Journal, Remove, add_codings, coding_id, read_coder
from tlc.model import Coder, Coding, Span
from tlc.study._leaving import Leaving, withdraw
from tlc.study._leaving_earlier import EarlierWords
from tlc.talk.bring_in import WITHDRAWN
from tlc.talk.earlier import earlier_versions, replacings
from tlc.talk.withdraw import MARKER

ASHA = Coder(id="asha", name="Asha")
# What is corrected: a word of theirs, a turn of theirs that was taken for another's, a turn that was put in before.
BEFORE = """R01: How is it at the doctor's here?
P01: We keep the quins jelly in the attic beside the cradle.
P02: Our cousin sleeps in a van behind the old mill. The bus takes an hour.
P01: Not on Tuesdays.
P02: The nurse was kind to all of us.
"""
AFTER = """R01: Good morning.
R01: Thank you for coming.
R01: Shall we begin?
R01: How is it at the doctor's here?
P01: We keep the quince jelly in the attic beside the cradle.
P01: Our cousin sleeps in a van behind the old mill.
P02: The bus takes an hour.
P01: Not on Tuesdays.
P02: The nurse was kind to all of us.
"""
THEIRS = (b"quins", b"quince", b"cousin", b"Tuesdays", b"van behind")


def coded(study: tlc.Study, words: str, memo: str = "") -> Coding:
    turn = next(turn for turn in study.turns_by_id.values() if words in turn.text)
    start = turn.text.index(words)
    span = Span(turn=turn.id, start=start, end=start + len(words))
    name = coding_id("asha", span, "access.hours")
    made_at = "2026-06-01T10:00:00Z"
    return Coding(id=name, span=span, code="access.hours", coder="asha", quote=words, made_at=made_at, memo=memo)


@pytest.fixture
def folder(study_folder: Path, let_through: Callable[..., None]) -> Path:
    """A study whose one session was coded, and corrected afterwards; the session's files are elsewhere by now."""
    path = study_folder / "sessions/FG01.txt"
    (study_folder / "sessions/IN01.txt").unlink()
    path.write_text(BEFORE, encoding="utf-8")
    let_through(tlc.open(study_folder), [path])
    study = tlc.open(study_folder)
    study.add(path)
    said = ["quins jelly", "sleeps in a van", "on Tuesdays", "The nurse", "The bus", "takes an hour"]
    marks = [coded(study, words) for words in said]
    add_codings(study_folder / "codings", ASHA, marks)
    # Taken off before the correction: it stands in the log, with the turn's number of then.
    taken = next(mark for mark in marks if mark.quote == "on Tuesdays")
    Journal(study_folder / "codings", ASHA).do(Remove(taken.id))
    path.write_text(AFTER, encoding="utf-8")
    let_through(tlc.open(study_folder), [path])
    study.add(path, replace=True)
    shutil.rmtree(study_folder / "sessions")
    return study_folder


def leave(folder: Path, person: str = "P01", **more: object) -> Leaving:
    return withdraw(tlc.open(folder), person, **more)  # type: ignore[arg-type]


def holding(folder: Path, *words: bytes) -> set[str]:
    return {
        f"{path.name}: {word.decode()}"
        for path in folder.rglob("*")
        if path.is_file()
        for word in words
        if word in path.read_bytes()
    }


def test_their_words_go_from_the_earlier_versions(folder: Path) -> None:
    assert holding(folder / "transcripts/earlier", *THEIRS)
    leave(folder)
    assert holding(folder, *THEIRS) == set()


def test_the_folder_is_verified(folder: Path) -> None:
    done = leave(folder)
    assert done.verified
    assert [place.path.name for place in done.left] == []


def test_others_keep_their_words_in_the_earlier_version(folder: Path) -> None:
    leave(folder)
    (one,) = earlier_versions(folder / "transcripts")
    assert [turn.text for turn in one.transcript.turns] == [
        "How is it at the doctor's here?",
        WITHDRAWN,
        # It held words of theirs, under the name of somebody else.
        WITHDRAWN,
        WITHDRAWN,
        "The nurse was kind to all of us.",
    ]


def test_others_keep_their_codings(folder: Path) -> None:
    leave(folder)
    kept = read_coder(folder / "codings/asha.sqlite")
    assert {mark.quote for mark in kept.codings} == {"The nurse", "The bus", "takes an hour"}
    assert tlc.open(folder).codings["turn"].tolist() == ["FG01:0009", "FG01:0007", "FG01:0007"]


def test_a_second_person_can_leave_afterwards(folder: Path) -> None:
    leave(folder)
    done = leave(folder, "P02")
    assert done.verified
    assert holding(folder, b"nurse", b"takes an hour") == set()


def test_a_later_correction_keeps_them_out(folder: Path, let_through: Callable[..., None]) -> None:
    leave(folder)
    path = folder / "sessions/FG01.txt"
    path.parent.mkdir()
    path.write_text(AFTER + "R01: Thank you.\n", encoding="utf-8")
    let_through(tlc.open(folder), [path])
    (added,) = tlc.open(folder).add(path, replace=True)
    assert added.problem is None
    shutil.rmtree(folder / "sessions")
    assert holding(folder, *THEIRS) == set()
    assert {mark.quote for mark in read_coder(folder / "codings/asha.sqlite").codings} == {
        "The nurse",
        "The bus",
        "takes an hour",
    }


def test_a_dry_run_leaves_the_earlier_versions_as_they_are(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    plan = leave(folder, dry_run=True)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert not [place for place in plan.deleted if "earlier" in place.path.parts]


def test_no_earlier_version_is_ever_deleted(folder: Path) -> None:
    leave(folder, confirm=True)
    assert len(earlier_versions(folder / "transcripts")) == 1
    assert len(replacings(folder / "transcripts")) == 1


def test_what_names_their_turns_by_the_number_that_these_had_is_told(folder: Path) -> None:
    (folder / "notes.txt").write_text("Read FG01:0002 and FG01:0004 again.", encoding="utf-8")
    done = leave(folder)
    # Both were theirs, and are the facilitator's now.
    assert [(place.path.name, place.why) for place in done.left] == [("notes.txt", "turns")]


def test_topics_found_in_their_earlier_turns_are_deleted(folder: Path) -> None:
    run = folder / "topics/seed-1"
    run.mkdir(parents=True)
    (run / "assignments.csv").write_text("turn,topic\nFG01:0002,1\n", encoding="utf-8")
    assert [path.name for path in leave(folder).runs] == ["seed-1"]
    assert not run.exists()


def test_somebody_who_speaks_in_an_earlier_version_alone_can_leave(
    folder: Path, let_through: Callable[..., None]
) -> None:
    path = folder / "sessions/FG01.txt"
    path.parent.mkdir()
    path.write_text(AFTER.replace("P01: ", "P02: "), encoding="utf-8")
    let_through(tlc.open(folder), [path])
    tlc.open(folder).add(path, replace=True)
    shutil.rmtree(path.parent)
    leave(folder)
    assert not [
        turn
        for one in earlier_versions(folder / "transcripts")
        for turn in one.transcript.turns
        if turn.speaker == "P01" and turn.text != WITHDRAWN
    ]
    # Whose words they are, the transcript says as it is now.
    assert "quince" in (folder / "transcripts/FG01.txt").read_text(encoding="utf-8")


def test_a_correction_that_was_stopped_is_finished_first(
    folder: Path, let_through: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "sessions/FG01.txt"
    path.parent.mkdir()
    path.write_text(AFTER.replace("Good morning.", "Welcome."), encoding="utf-8")
    let_through(tlc.open(folder), [path])
    monkeypatch.setattr("tlc.study._replacing._follow", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        tlc.open(folder).add(path, replace=True)
    monkeypatch.undo()
    shutil.rmtree(path.parent)
    assert leave(folder).verified
    assert all(one.is_finished for one in replacings(folder / "transcripts"))
    assert holding(folder, *THEIRS) == set()


@pytest.mark.parametrize("number", range(1, 9))
def test_stopped_at_any_write_the_next_run_takes_the_rest(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    write, count = _files._write, [0]

    def stopping(path: Path, raw: bytes) -> None:
        count[0] += 1
        if count[0] == number:
            raise KeyboardInterrupt
        write(path, raw)

    monkeypatch.setattr(_files, "_write", stopping)
    try:
        leave(folder)
    except KeyboardInterrupt:
        monkeypatch.undo()
        assert (folder / MARKER).exists() == (number > 1)
        assert leave(folder).verified
    else:
        assert number > 6
    assert holding(folder, *THEIRS) == set()


def test_what_was_being_written_is_swept_away(folder: Path) -> None:
    part = folder / "transcripts/earlier/.FG01-0.txt.abc.part"
    part.write_text("P01: We keep the quince jelly", encoding="utf-8")
    leave(folder)
    assert not part.exists()


def test_an_earlier_version_knows_whose_words_lie_where(folder: Path) -> None:
    earlier = EarlierWords(folder / "transcripts", "P01")
    assert earlier.ids == ("FG01:0002", "FG01:0004")
    assert [turn.id for turn in earlier.turns] == ["FG01:0002", "FG01:0004"]
    assert len(earlier.sources) == 1
    assert EarlierWords(folder / "transcripts", "P03").ids == ()
