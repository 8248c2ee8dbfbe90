"""``tlc withdraw``: says what would go, asks, does it, and says what it cannot reach; in ids and counts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tlc.cli.withdraw import command
from tlc.errors import StudyError
from tlc.model import Transcript
from tlc.talk.transcript import write_transcript
from tlc.talk.withdraw import MARKER, RECORD, Begun

THEIRS = "We keep the quince jelly in the attic beside the cradle."


@pytest.fixture
def folder(study_folder: Path, a_transcript: Callable[..., Transcript]) -> Path:
    transcript = a_transcript(("R01", "How is it?"), ("P01", THEIRS), ("P02", "The bus takes an hour."))
    (study_folder / "transcripts").mkdir()
    (study_folder / "transcripts/FG01.txt").write_text(write_transcript(transcript), encoding="utf-8")
    (study_folder / "reports").mkdir()
    (study_folder / "reports/page.html").write_text(f"<p>{THEIRS}</p>", encoding="utf-8")
    (study_folder / "topics/seed-1").mkdir(parents=True)
    (study_folder / "topics/seed-1/assignments.csv").write_text("turn,topic\nFG01:0002,1\n", encoding="utf-8")
    return study_folder


def run(folder: Path, *arguments: str, answers: str = "") -> Result:
    # The group hands a verb's answer on as the exit code.
    return CliRunner().invoke(command, [*arguments, "--study", str(folder)], input=answers, standalone_mode=False)


def words_in(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file() and b"quince" in path.read_bytes()}


def test_a_dry_run_lists_what_would_go_and_changes_nothing(folder: Path) -> None:
    done = run(folder, "P01", "--dry-run")
    assert done.return_value == 0
    assert words_in(folder) == {"FG01.txt", "page.html"}
    assert "1 turns become [withdrawn]" in done.output
    assert "reports/page.html: holds words of theirs (6 runs of words)" in done.output
    assert "topics/seed-1" in done.output
    assert done.output.endswith("Nothing was changed.\n")


def test_with_yes_nothing_is_asked(folder: Path) -> None:
    done = run(folder, "P01", "--yes")
    assert done.return_value == 0
    assert words_in(folder) == set()
    assert "1 files and 1 topic runs or caches were deleted" in done.output
    assert "Verified" in done.output
    assert (folder / RECORD).is_file()


@pytest.mark.parametrize(
    "unseen",
    ["six words", "others said too", "cut", "one or two words", "retold", "pictures", "recordings", "encrypted files"],
)
def test_verified_says_what_a_search_cannot_see(folder: Path, unseen: str) -> None:
    assert unseen in run(folder, "P01", "--yes").output.partition("Verified")[2]


def test_a_name_made_of_their_words_goes_and_is_not_printed(folder: Path) -> None:
    (folder / f"{THEIRS}mp3").write_bytes(b"\0")
    done = run(folder, "P01", "--yes")
    assert "[words of theirs].mp3: words of theirs are in its name" in done.output
    assert "quince" not in done.output
    assert (done.return_value, [path for path in folder.iterdir() if "quince" in path.name]) == (0, [])


def test_a_folder_named_in_their_words_stays_for_a_person_to_rename(folder: Path) -> None:
    (folder / THEIRS).mkdir()
    (folder / THEIRS / "bus.txt").write_text("The bus takes an hour.", encoding="utf-8")
    done = run(folder, "P01", "--yes")
    assert (done.return_value, "Not verified" in done.output, "quince" in done.output) == (1, True, False)
    assert (folder / THEIRS / "bus.txt").is_file()


def test_it_asks_before_it_begins_and_before_it_deletes(folder: Path) -> None:
    done = run(folder, "P01", answers="y\ny\n")
    assert "Take the words of P01 out now?" in done.output
    assert "Delete the 1 files that are listed above?" in done.output
    assert (done.return_value, words_in(folder)) == (0, set())


@pytest.mark.parametrize("answers", ["n\n", "\n", ""])
def test_without_a_yes_nothing_is_begun(folder: Path, answers: str) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert run(folder, "P01", answers=answers).exception is not None
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_files_that_may_stay_are_named_and_the_exit_code_says_so(folder: Path) -> None:
    done = run(folder, "P01", answers="y\nn\n")
    assert done.return_value == 1
    assert words_in(folder) == {"page.html"}
    assert "Not verified" in done.output
    assert "reports/page.html: holds words of theirs" in done.output.partition("Look at these yourself")[2]


def test_what_cannot_be_reached_is_said(folder: Path) -> None:
    done = run(folder, "P01", "--yes")
    assert all(place in done.output for place in ("backups", "sync", "e-mails", "published reports", "disk"))


def test_without_an_id_it_finishes_what_was_begun(folder: Path) -> None:
    Begun(person="P01", date="2026-06-01", turns=("FG01:0002",)).save(folder)
    assert run(folder, "--yes").return_value == 0
    assert not (folder / MARKER).exists()
    assert words_in(folder) == set()


def test_somebody_unknown_is_two_plain_lines(folder: Path) -> None:
    error = run(folder, "P99", "--yes").exception
    assert isinstance(error, StudyError)
    assert len(str(error).splitlines()) == 2


def test_no_words_are_printed(folder: Path) -> None:
    assert "quince" not in run(folder, "P01", answers="y\nn\n").output
