"""What a study holds in memory gives way when its files change: words that were taken out do not come back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import tlc
from tlc.errors import StudyError
from tlc.listen.codings import Finish, Journal
from tlc.model import Coder, Problem
from tlc.study._fresh import TRANSCRIPTS, stamp_of


def test_what_did_not_change_is_not_read_again(tiny_study: tlc.Study) -> None:
    assert tiny_study.transcripts is tiny_study.transcripts
    assert tiny_study.people is tiny_study.people


def test_words_that_were_taken_out_in_another_window_are_gone_here_too(tiny_study: tlc.Study, canary: str) -> None:
    assert canary.capitalize() in tiny_study.turns_by_id["FG01:0002"].text
    assert tiny_study.turns["text"].str.contains(canary.capitalize()).any()
    other = tlc.open(tiny_study.path)
    other.withdraw("P01", confirm=lambda _: True)

    assert canary.capitalize() not in tiny_study.turns_by_id["FG01:0002"].text
    assert not tiny_study.turns.loc[tiny_study.turns["speaker"] == "P01", "text"].str.contains(canary).any()
    assert next(person for person in tiny_study.people if person.id == "P01").withdrawn
    assert not len(tiny_study.search("closed after"))


def test_a_table_of_their_quotes_is_refused_by_a_study_that_was_open_before(tiny_study: tlc.Study) -> None:
    table = tiny_study.path / "edna.csv"
    table.write_text("turn,code,quote\nFG01:0002,access.hours,closed after my shift\n", encoding="utf-8")
    assert tiny_study.transcripts
    tlc.open(tiny_study.path).withdraw("P01", confirm=lambda _: True)
    table.write_text("turn,code,quote\nFG01:0002,access.hours,closed after my shift\n", encoding="utf-8")

    (problem,) = tiny_study.import_codings(table, coder="edna")
    assert "does not stand in its turn" in problem.what
    assert not any(one.coder.id == "edna" for one in tlc.open(tiny_study.path).kept)


def test_a_transcript_that_came_in_from_elsewhere_is_seen(tiny_study: tlc.Study) -> None:
    assert "IN01" in tiny_study.transcripts
    (tiny_study.path / "transcripts" / "IN01.txt").unlink()
    assert "IN01" not in tiny_study.transcripts
    assert "IN01:0002" not in tiny_study.turns_by_id


def test_the_same_length_at_another_time_is_another_file(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("a", encoding="utf-8")
    before = stamp_of(tmp_path, "people.csv")
    os.utime(tmp_path / "people.csv", ns=(1, 1))
    assert stamp_of(tmp_path, "people.csv") != before


def test_of_a_folder_only_its_texts_count(tmp_path: Path) -> None:
    (tmp_path / "transcripts" / "earlier").mkdir(parents=True)
    (tmp_path / "transcripts" / "FG01.txt").touch()
    before = stamp_of(tmp_path, TRANSCRIPTS)
    assert {name for name, _, _ in before} == {"transcripts/FG01.txt"}
    (tmp_path / "transcripts" / "earlier" / "FG01-1.txt").touch()
    (tmp_path / "transcripts" / "note.md").touch()
    assert stamp_of(tmp_path, TRANSCRIPTS) == before


def test_a_session_that_came_in_meanwhile_stops_no_open_page(checked_folder: Path) -> None:
    study = tlc.open(checked_folder)
    study.add(checked_folder / "sessions" / "FG01.txt")
    page = study.code(coder="asha")
    tlc.open(checked_folder).add(checked_folder / "sessions" / "IN01.txt")
    (said, *_) = page._conversation.answers({"type": "finish", "id": "a:1", "session": "FG01", "yes": True})
    assert said["type"] == "saved"


def test_a_step_that_waited_for_a_withdrawal_is_refused_once_it_is_through(tmp_path: Path) -> None:
    gone: list[str] = []

    def look() -> None:
        if gone:
            raise StudyError("Words were taken out.")

    journal = Journal(tmp_path, Coder(id="asha", name="Asha"), look=look)
    journal.do(Finish("FG01", yes=True))
    gone.append("P01")
    with pytest.raises(StudyError, match="taken out"):
        journal.do(Finish("FG02", yes=True))
    assert Journal(tmp_path, Coder(id="asha", name="Asha")).kept.finished == {"FG01"}


def test_a_correction_that_another_window_finishes_is_unfinished_no_longer(
    tiny_study: tlc.Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[Path] = []
    unfinished = Problem(severity="error", what="unfinished", where="", mend="")

    def check(transcripts: Path) -> tuple[Problem, ...]:
        looks.append(transcripts)
        return () if (transcripts / "earlier" / "done.toml").exists() else (unfinished,)

    monkeypatch.setattr("tlc.talk.earlier.check_replacings", check)
    assert tiny_study.unfinished_corrections == tiny_study.unfinished_corrections == (unfinished,)
    assert len(looks) == 1, "a plan is read once, however many marks are made"
    (tiny_study.path / "transcripts" / "earlier").mkdir()
    (tiny_study.path / "transcripts" / "earlier" / "done.toml").touch()
    assert tiny_study.unfinished_corrections == ()
