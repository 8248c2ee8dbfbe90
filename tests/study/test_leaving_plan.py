"""Somebody leaves: what points at their turns goes from ratings, and what may tell of them is to be read again."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

import tlc
from tlc._files import write_whole
from tlc._person_tables import PersonTables
from tlc.change.rating import FOLDER, read_entries, write_entries
from tlc.errors import StudyError
from tlc.listen.codings import add_codings
from tlc.model import Coder, Coding, Source, Span, Transcript, Turn, turn_id
from tlc.study._leaving import Leaving, withdraw
from tlc.talk.transcript import write_transcript

THEIRS = "We keep the quince jelly in the attic beside the cradle."
OTHERS = "The bus to the clinic takes an hour and the driver smokes."
SAID = (("R01", "How is it at the doctor's here?"), ("P01", THEIRS), ("P02", OTHERS))


@pytest.fixture
def folder(study_folder: Path) -> Path:
    """The tiny study with one session, and what two people said of ratings."""
    shutil.rmtree(study_folder / "sessions")
    turns = tuple(
        Turn(id=turn_id("FG01", number), speaker=who, text=text, language="en")
        for number, (who, text) in enumerate(SAID, start=1)
    )
    source = Source(name="FG01.txt", importer="text", version="0.1.0", digest="0" * 64)
    one = Transcript(id="FG01", group="FG01", source=source, turns=turns)
    write_whole(study_folder / "transcripts" / "FG01.txt", write_transcript(one))
    marks = [coding("FG01:0002", "quince jelly", "access.hours"), coding("FG01:0003", "bus", "language.interpreter")]
    add_codings(study_folder / "codings", Coder(id="asha", name="Asha"), marks)
    judged = {"what": "judged", "component": "methods", "concern": "minor", "proposed": "minor"}
    against = {"what": "contrary", "digest": "abc", "reason": "There it was no matter."}
    rich = {**judged, "reason": "Rich in detail."}
    ashas = [{**rich, "theme": "access"}, {**rich, "theme": "language.interpreter"}]
    ashas += [{**against, "theme": "language.interpreter", "turn": "FG01:0002"}]
    bens = [{**judged, "theme": "access.hours"}, {**against, "theme": "access.hours", "turn": "FG01:0003"}]
    write_entries(study_folder, "asha", ashas)
    write_entries(study_folder, "ben", bens)
    return study_folder


def coding(turn: str, words: str, code: str) -> Coding:
    start = dict(zip(("FG01:0002", "FG01:0003"), (THEIRS, OTHERS), strict=True))[turn].index(words)
    span = Span(turn=turn, start=start, end=start + len(words))
    return Coding(id=f"asha-{turn}", span=span, code=code, coder="asha", quote=words, made_at="2026-06-01T10:00:00Z")


def leave_study(folder: Path, **more: bool) -> Leaving:
    return withdraw(tlc.open(folder), "P01", **{"confirm": True, **more})  # type: ignore[arg-type]


def text_of(folder: Path) -> str:
    return "".join(path.read_text(encoding="utf-8-sig") for path in (folder / "plan").rglob("*.csv"))


def test_what_points_at_their_turn_goes_and_what_was_judged_stays(folder: Path) -> None:
    done = leave_study(folder)
    assert done.verified
    assert [one.id for one in read_entries(folder)] == ["asha-1", "asha-2", "ben-1", "ben-2"]
    assert "FG01:0002" not in text_of(folder)


def test_reasons_for_a_theme_or_a_heading_that_held_their_words_are_to_be_read_again(folder: Path) -> None:
    # Asha's reason for the heading, and Ben's for what speaks against it; who gave no reason told nothing.
    assert leave_study(folder).notes == ("asha/asha-1/reason", "ben/ben-2/reason")


def test_whatever_names_them_or_their_turn_is_to_be_read_again_once(folder: Path) -> None:
    path = folder / FOLDER / "asha.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace("Rich in detail.", "as P01 said"), encoding="utf-8")
    library = PersonTables(folder / "plan" / "library", ("id", "at", "by", "what", "why", "after"))
    library.append("ben", {"what": "take", "why": "see fg01:0002", "after": "P01 asked"})
    library.append("ben", {"what": "take", "why": "see FG01:0003"})
    (folder / "involvement.csv").write_text(
        "date,kind,with whom\n2026-09,feedback,two groups\n2026-09,feedback,P01 and others\n", encoding="utf-8"
    )
    assert leave_study(folder).notes == (
        "ben/ben-1/why",
        "ben/ben-1/after",
        "asha/asha-1/reason",
        "asha/asha-2/reason",
        "ben/ben-2/reason",
        "involvement/line-3/with_whom",
    )


def test_words_of_theirs_in_a_reason_are_found_and_the_log_is_not_deleted(folder: Path) -> None:
    tlc.open(folder).searched("access.hours", by="ben", reason=f"somebody said: {THEIRS}")
    done = leave_study(folder)
    assert [(place.path.name, place.why) for place in done.left] == [("ben.csv", "words")]
    assert not done.verified
    assert (folder / FOLDER / "ben.csv").is_file()


def test_a_table_of_involvement_that_holds_their_words_is_told_and_not_deleted(folder: Path) -> None:
    (folder / "involvement.csv").write_text(f"date,kind,note\n2026-09,feedback,{THEIRS}\n", encoding="utf-8")
    done = leave_study(folder)
    assert [place.path.name for place in done.left] == ["involvement.csv"]
    assert (folder / "involvement.csv").is_file()


def test_a_dry_run_changes_nothing_and_offers_no_log_for_deletion(folder: Path) -> None:
    before = text_of(folder)
    done = leave_study(folder, dry_run=True)
    assert text_of(folder) == before
    assert not [place for place in (*done.deleted, *done.left) if "plan" in place.path.parts]


def test_a_log_that_cannot_be_read_stops_everything_before_it_begins(folder: Path) -> None:
    path = folder / FOLDER / "ben.csv"
    path.write_text("id,at\nben-1,x\n", encoding="utf-8")
    with pytest.raises(StudyError, match="no column"):
        leave_study(folder)
    assert THEIRS in (folder / "transcripts" / "FG01.txt").read_text(encoding="utf-8")


def test_a_table_by_hand_that_cannot_be_read_keeps_nobody_from_leaving(folder: Path) -> None:
    (folder / "involvement.csv").write_text('date,kind\n"2026-09,feedback\n', encoding="utf-8")
    assert leave_study(folder).verified


def test_what_points_at_them_after_they_left_goes_again(folder: Path) -> None:
    leave_study(folder)
    with (folder / FOLDER / "asha.csv").open("a", encoding="utf-8", newline="") as file:
        row = ["asha-9", "2026-10-01T10:00:00Z", "asha", "contrary", "access", "", "", "", "x", "FG01:0002", "abc"]
        csv.writer(file).writerow(row)
    done = leave_study(folder)
    assert done.again
    assert "FG01:0002" not in text_of(folder)
    with pytest.raises(StudyError, match="left the study already"):
        leave_study(folder)


def test_what_a_stopped_window_left_half_written_is_swept_away(folder: Path) -> None:
    half = folder / FOLDER / ".asha.csv.x.part"
    half.write_text(THEIRS, encoding="utf-8")
    leave_study(folder)
    assert not half.exists()


def test_a_codebook_that_cannot_be_read_keeps_nobody_from_leaving(folder: Path) -> None:
    (folder / "codebook.toml").write_text("schema = ", encoding="utf-8")
    # Without it nobody knows the headings; the code itself is known by the coding.
    assert leave_study(folder).notes == ("ben/ben-2/reason",)
