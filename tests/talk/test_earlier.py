"""Earlier versions of transcripts: kept to the letter, named by their words, and never read as what was said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tlc.errors import StudyError, TranscriptError
from tlc.model import Placing, Span, Transcript
from tlc.talk.earlier import Replacing, check_replacings, earlier_versions, forget, keep, replacings
from tlc.talk.transcript import read_transcript, write_transcript

BEFORE, AFTER = Span(turn="FG01:0001", start=0, end=4), Span(turn="FG01:0002", start=3, end=7)
MOVED = Placing(coding="asha-1", coder="asha", code="access.hours", before=BEFORE, after=AFTER, how="moved")
ASIDE = Placing(coding="b-2", coder="ben", code="a", before=BEFORE, after=None, how="set aside", why="gone")
PLAN = Replacing(
    transcript="FG01",
    number=1,
    at="2026-06-01T10:00:00Z",
    before="ab" * 32,
    after="cd" * 32,
    step="replace-1",
    placings=(MOVED, ASIDE),
    kept=3,
    suggestions={"rules": 2},
)


@pytest.fixture
def transcripts(tmp_path: Path) -> Path:
    folder = tmp_path / "transcripts"
    folder.mkdir()
    return folder


@pytest.fixture
def said(transcripts: Path, a_transcript: Callable[..., Transcript], canary: str) -> Transcript:
    found = a_transcript(("P01", f"Well. {canary}."), ("P02", "Yes."))
    text = write_transcript(found, notice="SYNTHETIC.")
    (transcripts / "FG01.txt").write_text(text, encoding="utf-8", newline="")
    return found


def test_a_copy_is_the_same_to_the_letter(transcripts: Path, said: Transcript) -> None:
    path = keep(transcripts, said)
    assert path == transcripts / "earlier" / f"FG01-{said.digest[:12]}.txt"
    assert path.read_bytes() == (transcripts / "FG01.txt").read_bytes()


def test_earlier_versions_are_read_back(transcripts: Path, said: Transcript) -> None:
    path = keep(transcripts, said)
    (one,) = earlier_versions(transcripts)
    assert (one.path, one.transcript) == (path, said)


def test_they_are_read_for_one_transcript_or_for_all(
    transcripts: Path, said: Transcript, a_transcript: Callable[..., Transcript]
) -> None:
    keep(transcripts, said)
    other = a_transcript(("P03", "No."), name="IN01")
    (transcripts / "IN01.txt").write_text(write_transcript(other), encoding="utf-8")
    keep(transcripts, other)
    assert [one.transcript.id for one in earlier_versions(transcripts)] == ["FG01", "IN01"]
    assert [one.transcript.id for one in earlier_versions(transcripts, "IN01")] == ["IN01"]
    assert earlier_versions(transcripts, "FG02") == ()


def test_where_nothing_was_corrected_there_is_none(transcripts: Path) -> None:
    assert earlier_versions(transcripts) == ()
    assert replacings(transcripts) == ()
    assert check_replacings(transcripts) == ()


def test_what_programs_leave_behind_is_passed_over(transcripts: Path, said: Transcript) -> None:
    path = keep(transcripts, said)
    path.with_name("._FG01-0.txt").write_bytes(b"\x00\x05\x16\x07")
    path.with_name("._FG01-0.toml").write_bytes(b"\x00\x05\x16\x07")
    assert len(earlier_versions(transcripts)) == 1
    assert replacings(transcripts) == ()


def test_an_earlier_version_of_another_name_is_refused(transcripts: Path, said: Transcript, canary: str) -> None:
    path = keep(transcripts, said)
    path.rename(path.with_name("FG02-0.txt"))
    with pytest.raises(TranscriptError) as caught:
        earlier_versions(transcripts)
    assert caught.value.place == "FG02-0.txt"
    assert canary not in str(caught.value)


def test_the_name_of_a_transcript_may_be_given(transcripts: Path, said: Transcript) -> None:
    path = keep(transcripts, said)
    assert read_transcript(path, name="FG01") == said
    with pytest.raises(TranscriptError, match="not the id"):
        read_transcript(path)


def test_a_plan_is_read_back_as_it_was_written(transcripts: Path) -> None:
    PLAN.save(transcripts)
    assert (transcripts / "earlier" / f"FG01-{'ab' * 6}.toml").is_file()
    assert replacings(transcripts) == (PLAN,)


def test_a_plan_without_codings_is_read_back(transcripts: Path) -> None:
    plan = replace(PLAN, placings=(), kept=0, suggestions={})
    plan.save(transcripts)
    assert replacings(transcripts) == (plan,)


def test_plans_are_told_in_the_order_in_which_they_were_made(transcripts: Path) -> None:
    # In the same second, and before it by name.
    later = replace(PLAN, before="00" * 32, number=2)
    later.save(transcripts)
    PLAN.save(transcripts)
    assert replacings(transcripts) == (PLAN, later)


def test_an_unfinished_plan_is_an_error_of_the_study(transcripts: Path) -> None:
    PLAN.save(transcripts)
    (problem,) = check_replacings(transcripts)
    assert problem.severity == "error"
    assert "FG01 is being replaced" in problem.what
    assert "tlc add --replace" in problem.mend


def test_a_finished_plan_is_none(transcripts: Path) -> None:
    done = PLAN.finish(transcripts)
    assert (done.is_finished, done.placings) == (True, PLAN.placings)
    assert replacings(transcripts) == (done,)
    assert check_replacings(transcripts) == ()


def test_a_plan_that_came_to_nothing_is_forgotten(transcripts: Path, said: Transcript) -> None:
    path = keep(transcripts, said)
    PLAN.save(transcripts)
    forget(transcripts, PLAN)
    forget(transcripts, PLAN)
    assert replacings(transcripts) == ()
    assert path.is_file()


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("at = ", "at = = "),
        lambda text: text.replace('transcript = "FG01"\n', ""),
        lambda text: text + 'colour = "red"\n',
        lambda text: text.replace('"FG01:0001 0-4"', "4"),
        lambda text: text.replace("FG01:0001 0-4", "FG01:0001 0"),
        lambda text: text.replace("FG01:0001 0-4", "FG01:0001 4-0"),
        lambda text: text.partition("[[placing]]")[0].replace("kept = 3", ""),
    ],
)
def test_a_damaged_plan_is_named(transcripts: Path, change: Callable[[str], str]) -> None:
    PLAN.save(transcripts)
    path = transcripts / "earlier" / f"{PLAN.stem}.toml"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(StudyError) as caught:
        replacings(transcripts)
    assert caught.value.place == path.name
