"""Somebody left, and words of theirs came back: they are named by the check, and taken out once more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

import tlc
from tlc.cli.withdraw import command
from tlc.errors import StudyError
from tlc.listen.codings import Add, Journal, Remove, Summarise, coding_id, read_coder
from tlc.model import Coder, Coding, Span, Summary, Transcript, Turn
from tlc.study._leaving import Leaving, withdraw
from tlc.study._leaving_earlier import EarlierWords
from tlc.talk.transcript import write_transcript
from tlc.talk.withdraw import MARKER, RECORD

THEIRS = "We keep the quince jelly in the attic beside the cradle."
OTHERS = "The bus to the clinic takes an hour and the driver smokes."
DORA = Coder(id="dora", name="Dora")
AT = "2026-07-01T00:00:00Z"


def mark(turn: str, text: str, words: str, memo: str = "") -> Coding:
    start = text.index(words)
    span = Span(turn=turn, start=start, end=start + len(words))
    name = coding_id("dora", span, "access.hours")
    return Coding(
        id=name, span=span, code="access.hours", coder="dora", quote=words, made_at=AT, memo=memo, status="accepted"
    )


def summary(rows: str, row: str, text: str) -> Summary:
    return Summary(rows=rows, row=row, code="access.hours", coder="dora", text=text, made_at=AT)


@pytest.fixture
def folder(study_folder: Path, a_transcript: Callable[..., Transcript]) -> Path:
    """The tiny study, without its session files, that P01 spoke in."""
    for path in (study_folder / "sessions").iterdir():
        path.unlink()
    transcript = a_transcript(("R01", "How is it?"), ("P01", THEIRS), ("P02", OTHERS), ("R01", "Thank you."))
    (study_folder / "transcripts").mkdir()
    (study_folder / "transcripts/FG01.txt").write_text(write_transcript(transcript), encoding="utf-8")
    return study_folder


def leave(folder: Path, person: str | None = "P01", **more: object) -> Leaving:
    return withdraw(tlc.open(folder), person, **{"confirm": True, **more})  # type: ignore[arg-type]


def dora(folder: Path) -> Journal:
    return Journal(folder / "codings", DORA, now=lambda: AT)


def holding(folder: Path, words: bytes) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file() and words in path.read_bytes()}


@pytest.fixture
def returned(folder: Path) -> Path:
    """P01 has left; a page that still held the words then wrote one coding on them, and one on others' words."""
    assert leave(folder).verified
    dora(folder).do(Add(mark("FG01:0002", THEIRS, "quince jelly", "the attic")), Add(mark("FG01:0003", OTHERS, "bus")))
    return folder


def test_the_check_names_the_words_that_came_back_and_what_takes_them_out(returned: Path) -> None:
    errors = [one for one in tlc.open(returned).check() if one.severity == "error"]
    found = [one for one in errors if "P01" in one.what]
    assert [(one.what, one.mend) for one in found] == [
        ("1 codings stand on turns of P01, who left the study.", "Take the words out once more: tlc withdraw P01")
    ]
    assert not [one for one in errors if "no longer fit" in one.what]


def test_a_second_withdrawal_takes_out_what_came_back_and_nothing_else(returned: Path) -> None:
    done = leave(returned)
    assert (done.again, done.codings, done.turns) == (True, 1, ("FG01:0002",))
    assert holding(returned, b"quince") | holding(returned, b"attic") == set()
    assert [one.quote for one in read_coder(returned / "codings/dora.sqlite").codings] == ["bus"]
    assert not [one for one in tlc.open(returned).check() if "P01" in one.what]
    assert len((returned / RECORD).read_text(encoding="utf-8").splitlines()) == 3
    assert not done.verified, "of words that no transcript holds any more nobody knows what to look for"


def test_a_third_finds_nothing_and_says_so(returned: Path) -> None:
    leave(returned)
    before = {path: path.read_bytes() for path in returned.rglob("*") if path.is_file()}
    with pytest.raises(StudyError, match=r"has left the study already, on .*; nothing of theirs was found\."):
        leave(returned)
    assert {path: path.read_bytes() for path in returned.rglob("*") if path.is_file()} == before


def test_words_that_came_back_and_were_taken_off_again_are_found_in_the_log(returned: Path) -> None:
    dora(returned).do(Remove(mark("FG01:0002", THEIRS, "quince jelly").id))
    assert leave(returned).codings == 1
    assert holding(returned, b"quince") == set()


def test_a_dry_run_of_a_second_withdrawal_only_looks(returned: Path) -> None:
    plan = leave(returned, dry_run=True)
    assert (plan.again, plan.codings, plan.is_dry_run) == (True, 1, True)
    assert holding(returned, b"quince jelly") == {"dora.sqlite"}
    assert not (returned / MARKER).exists()


def test_a_summary_of_their_row_that_came_back_is_taken_out_too(folder: Path) -> None:
    leave(folder)
    dora(folder).do(Summarise(summary("participant", "P01", "Jelly.")))
    assert leave(folder).codings == 1
    assert holding(folder, b"Jelly") == set()


def test_a_table_that_names_their_turns_is_found_once_more(folder: Path) -> None:
    leave(folder)
    (folder / "more.csv").write_text("turn,quote\nFG01:0002,jelly\n", encoding="utf-8")
    assert [place.path.name for place in leave(folder).deleted] == ["more.csv"]
    with pytest.raises(StudyError, match="nothing of theirs was found"):
        leave(folder)


def test_a_cache_that_was_made_since_is_no_reason_to_look_again(folder: Path) -> None:
    leave(folder)
    (folder / "cache").mkdir()
    with pytest.raises(StudyError, match="nothing of theirs was found"):
        leave(folder)


def test_one_that_was_stopped_is_finished_by_the_next_run(returned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("tlc.study._leaving.blank_codings", stop)
        with pytest.raises(KeyboardInterrupt):
            leave(returned)
    assert (returned / MARKER).exists()
    assert leave(returned, None).again
    assert holding(returned, b"quince") == set()


# Summaries and memos when somebody leaves for the first time


def test_their_row_is_emptied_and_what_may_tell_of_them_is_listed(folder: Path) -> None:
    dora(folder).do(
        Summarise(summary("participant", "P01", "Jelly.")),
        Summarise(summary("group", "FG01", "Buses.")),
        Add(mark("FG01:0003", OTHERS, "bus", "P01 nods at this")),
        Add(mark("FG01:0003", OTHERS, "driver", "nobody nods")),
    )
    done = leave(folder)
    assert holding(folder, b"Jelly") == set()
    assert done.notes == ("dora/FG01:0003/access.hours", "dora/FG01/access.hours")
    kept = read_coder(folder / "codings/dora.sqlite")
    assert [one.text for one in kept.summaries] == ["Buses."]
    record = (folder / RECORD).read_text(encoding="utf-8")
    assert "FG01:0003 dora/FG01:0003/access.hours dora/FG01/access.hours" in record


def test_the_command_says_that_it_looks_again_and_lists_notes(returned: Path) -> None:
    dora(returned).do(Summarise(summary("group", "FG01", "Buses.")))
    done = CliRunner().invoke(command, ["P01", "--study", str(returned), "--yes"], standalone_mode=False)
    assert done.return_value == 1
    assert "P01 has left the study already. What came back since is taken out once more:" in done.output
    assert "1 codings or summaries hold no words any more" in done.output
    assert "dora/FG01/access.hours" in done.output
    assert "Buses" not in done.output


def test_words_in_a_turn_that_was_theirs_are_lost_where_no_version_holds_them(folder: Path) -> None:
    leave(folder)
    earlier = folder / "transcripts/earlier"
    earlier.mkdir()
    (earlier / "FG01-abc.txt").write_text((folder / "transcripts/FG01.txt").read_text(encoding="utf-8"), "utf-8")
    lost = EarlierWords(folder / "transcripts", "P01").lost(
        {"FG01:0002": Turn(id="FG01:0002", speaker="P02", text=OTHERS, language="en")}
    )
    assert lost(Span(turn="FG01:0002", start=0, end=7), "We keep")
    assert not lost(Span(turn="FG01:0002", start=0, end=7), "The bus")
    assert not lost(Span(turn="FG01:0003", start=0, end=7), "We keep"), "that turn never was theirs"
