"""Somebody leaves: their words go from everywhere, nobody else's do, and a power cut at any moment spoils nothing."""

from __future__ import annotations

import base64
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest

import tlc
from tlc import _files
from tlc.errors import CodingError, StudyError, TlcError
from tlc.listen import leave
from tlc.listen.codings import add_codings, coding_id, read_codings
from tlc.model import RULES, Coder, Coding, Source, Span, Transcript, Turn, turn_id
from tlc.study import _leaving_files
from tlc.study._leaving import Leaving, withdraw
from tlc.talk import withdraw as leaving
from tlc.talk.transcript import read_transcript, write_transcript
from tlc.talk.withdraw import MARKER, RECORD, check_leaving

THEIRS = "We keep the quince jelly in the attic beside the cradle."
SHORT = "Not on Tuesdays."
ORIGINAL = "Ținem gemul de gutui în pod lângă leagăn."
OTHERS = "The bus to the clinic takes an hour and the driver smokes."
ASHA, BEN = Coder(id="asha", name="Asha"), Coder(id="ben", name="Ben")
SAID: tuple[tuple[str | None, str], ...] = (
    ("R01", "How is it at the doctor's here?"),
    ("P01", THEIRS),
    ("P02", OTHERS),
    ("R01", "Thank you. And when are they open for people who work?"),
    ("P02", "I heard what P01 has told about it, and agree."),
    ("P01", SHORT),
    ("P02", "No."),
    (None, "Nobody knows which of us was speaking at this point."),
)


def coded(coder: Coder, turn: Turn, words: str, memo: str = "") -> Coding:
    start = turn.text.index(words)
    span = Span(turn=turn.id, start=start, end=start + len(words))
    return Coding(
        id=coding_id(coder.id, span, "access.hours"),
        span=span,
        code="access.hours",
        coder=coder.id,
        quote=words,
        made_at="2026-06-01T10:00:00Z",
        memo=memo,
        because="rule: closed" if coder.is_machine else "",
        status="suggested" if coder.is_machine else "accepted",
    )


@pytest.fixture
def folder(study_folder: Path) -> Path:
    """The tiny study with one session, three coders, a topic run, a report and other files with words in them."""
    shutil.rmtree(study_folder / "sessions")
    original = {"original": ORIGINAL, "original_language": "ro"}
    turns = tuple(
        Turn(id=turn_id("FG01", n), speaker=who, text=text, language="en", **(original if n == 2 else {}))  # type: ignore[arg-type]
        for n, (who, text) in enumerate(SAID, start=1)
    )
    source = Source(name="FG01.docx", importer="docx", version="0.1.0", digest=leaving_digest(b"the session"))
    transcript = Transcript(id="FG01", group="FG01", source=source, turns=turns)
    put(study_folder / "transcripts/FG01.txt", write_transcript(transcript, notice="SYNTHETIC."))
    marks = [coded(ASHA, turns[1], "quince jelly", "their aunt made it"), coded(ASHA, turns[2], "takes an hour")]
    add_codings(study_folder / "codings", ASHA, marks)
    quoting = coded(BEN, turns[2], "the driver smokes", f"compare: {THEIRS}")
    add_codings(study_folder / "codings", BEN, [quoting, coded(BEN, turns[5], SHORT)])
    add_codings(study_folder / "codings", RULES, [coded(RULES, turns[1], "attic"), coded(RULES, turns[2], "clinic")])
    for name, text in {
        "sessions/FG01.docx": "the session",
        "topics/seed-1/assignments.csv": "turn,topic\nFG01:0002,1\n",
        "topics/seed-1/topics.csv": "topic,words\n1,quince\n",
        "topics/seed-2/assignments.csv": "turn,topic\nFG01:0003,1\n",
        "cache/vectors/a.npy": "numbers",
        "reports/action-framework.html": "<p>jelly</p>",
        "reports/action-framework-trace.csv": "quote,turn\n1,FG01:0002\n",
        "reports/other.html": f"<p>{OTHERS}</p>",
        ".ipynb_checkpoints/a.ipynb": '{"text": "keep the quince jelly in the attic"}',
        "asha.csv": "turn,code,quote\nFG01:0002,access.hours,quince jelly\n",
        "notes.txt": "Read FG01:0002 again.",
    }.items():
        put(study_folder / name, text)
    return study_folder


def leaving_digest(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")


def leave_study(folder: Path, person: str | None = "P01", **more: object) -> Leaving:
    return withdraw(tlc.open(folder), person, **{"confirm": True, **more})  # type: ignore[arg-type]


def state(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def holding(folder: Path, *words: str) -> set[str]:
    return {name for name, data in state(folder).items() if any(one.encode() in data for one in words)}


# What goes and what stays


def test_their_words_are_nowhere_and_everybody_elses_are_where_they_were(folder: Path) -> None:
    before = holding(folder, "takes an hour")
    done = leave_study(folder)
    assert holding(folder, "quince", "attic", "gutui", SHORT, "aunt") == set()
    assert holding(folder, "takes an hour") == before
    assert done.verified
    assert (len(done.turns), done.codings, len(done.deleted)) == (2, 3, 5)


def test_copies_in_other_forms_go_too(folder: Path) -> None:
    cedilla = ORIGINAL.replace("Ț", "Ţ")
    (folder / "draft.txt").write_bytes(cedilla.encode("cp1250"))
    (folder / "words.json").write_text(json.dumps([{"w": word, "t": 1.5} for word in THEIRS.split()]), encoding="utf-8")
    (folder / "mail.eml").write_bytes(b"Subject: x\n\n" + base64.encodebytes(THEIRS.encode()))
    (folder / f"{THEIRS}m4a").write_bytes(b"\0")
    put(folder / "small.csv", "turn,quote\nfg01:0002,jelly\n")
    copies = {"draft.txt", "words.json", "mail.eml", f"{THEIRS}m4a", "small.csv"}
    done = leave_study(folder)
    assert copies <= {place.path.name for place in done.deleted}
    assert not any((folder / name).exists() for name in copies)
    assert done.verified


def test_a_memo_that_holds_their_words_in_another_form_goes_too(folder: Path) -> None:
    turn = read_transcript(folder / "transcripts/FG01.txt").turns[2]
    add_codings(folder / "codings", ASHA, [coded(ASHA, turn, "the clinic", f"https://a.example/?q={quote(THEIRS)}")])
    assert leave_study(folder).verified
    assert holding(folder, "quince") == set()


def test_topics_that_name_a_turn_in_small_letters_are_stale(folder: Path) -> None:
    put(folder / "topics/seed-3/assignments.csv", "turn,topic\nfg01:0002,1\n")
    leave_study(folder)
    assert not (folder / "topics/seed-3").exists()


def test_a_name_made_of_their_words_is_in_no_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / f"{THEIRS}m4a").write_bytes(b"\0")

    really = Path.unlink

    def refuse(path: Path, *, missing_ok: bool = False) -> None:
        if "quince" in path.name:
            raise PermissionError
        really(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(StudyError, match="cannot be deleted") as told:
        leave_study(folder)
    assert "quince" not in str(told.value)


def test_the_transcript_keeps_ids_numbers_and_every_other_turn(folder: Path) -> None:
    path = folder / "transcripts/FG01.txt"
    before = read_transcript(path)
    leave_study(folder)
    after = read_transcript(path)
    assert [turn.text for turn in after.turns if turn.speaker == "P01"] == ["[withdrawn]"] * 2
    assert after.turns[1].original is None
    assert [turn for turn in after.turns if turn.speaker != "P01"] == [
        turn for turn in before.turns if turn.speaker != "P01"
    ]
    assert after.digest != before.digest
    assert "notice: SYNTHETIC." in path.read_text(encoding="utf-8")


def test_participants_csv_says_that_they_left_and_nothing_else_in_it_changes(folder: Path) -> None:
    before = (folder / "participants.csv").read_text(encoding="utf-8")
    leave_study(folder)
    after = (folder / "participants.csv").read_text(encoding="utf-8")
    first = before.splitlines()
    assert after == before.replace(first[0], f"{first[0]},withdrawn").replace(first[1], f"{first[1]},yes")


def test_other_codings_stay_and_theirs_are_told_of_without_words(folder: Path) -> None:
    leave_study(folder)
    _, marks = read_codings(folder / "codings")
    assert [(mark.coder, mark.quote, mark.memo) for mark in marks] == [
        ("asha", "takes an hour", ""),
        ("ben", "the driver smokes", ""),  # its memo repeated their words
        ("rules", "clinic", ""),
    ]
    assert len(tlc.open(folder).codings) == 3


def test_topics_made_from_their_words_go_and_others_stay(folder: Path) -> None:
    done = leave_study(folder)
    assert [path.name for path in done.runs] == ["seed-1", "cache"]
    assert [path.name for path in (folder / "topics").iterdir()] == ["seed-2"]
    assert not (folder / "cache").exists()


def test_reports_sessions_tables_and_checkpoints_are_listed_and_deleted(folder: Path) -> None:
    done = leave_study(folder)
    assert {(place.path.relative_to(folder).as_posix(), place.why) for place in done.deleted} == {
        ("sessions/FG01.docx", "session"),
        ("reports/action-framework.html", "turns"),
        ("reports/action-framework-trace.csv", "turns"),
        (".ipynb_checkpoints/a.ipynb", "words"),
        ("asha.csv", "turns"),
    }
    assert [(place.path.name, place.why) for place in done.left] == [("notes.txt", "turns")]
    assert (folder / "reports/other.html").is_file()


def test_files_stay_without_a_yes_and_then_nothing_is_verified(folder: Path) -> None:
    asked: list[int] = []
    done = leave_study(folder, confirm=lambda places: bool(asked.append(len(places))))
    assert asked == [5]
    assert done.deleted == ()
    assert not done.verified
    assert holding(folder, "quince jelly") == {".ipynb_checkpoints/a.ipynb", "asha.csv"}
    assert tlc.open(folder).people[0].withdrawn


@pytest.mark.parametrize("name", ["actions.csv", "codebook.toml", "speakers.csv", "screening/asha.jsonl"])
def test_the_studys_own_tables_are_never_deleted_and_are_named(folder: Path, name: str) -> None:
    path = folder / name
    put(path, (path.read_text(encoding="utf-8") if path.exists() else "") + f"# {THEIRS}\n")
    done = leave_study(folder)
    assert path.is_file()
    assert (path, "words") in [(place.path, place.why) for place in done.left]
    assert not done.verified


def test_what_was_done_is_written_down_in_ids_and_counts(folder: Path) -> None:
    leave_study(folder)
    head, line = (folder / RECORD).read_text(encoding="utf-8-sig").splitlines()
    assert head == "date,participant,turns_removed,codings_blanked,files_deleted,files_left,verified,review"
    assert line.partition(",")[2] == "P01,2,3,5,1,yes,FG01:0001 FG01:0003 FG01:0005 FG01:0007"


def test_turns_that_answer_or_name_them_are_to_be_read_again(folder: Path) -> None:
    assert leave_study(folder).review == ("FG01:0001", "FG01:0003", "FG01:0005", "FG01:0007")


def test_a_dry_run_changes_nothing_and_says_the_same(folder: Path) -> None:
    before = state(folder)
    plan = leave_study(folder, dry_run=True)
    assert state(folder) == before
    done = leave_study(folder)
    assert (plan.turns, plan.codings, plan.runs, plan.review) == (done.turns, done.codings, done.runs, done.review)
    assert plan.deleted == done.deleted
    assert plan.left == done.left
    assert plan.is_dry_run
    assert not plan.verified


def test_two_people_leave_one_after_the_other(folder: Path) -> None:
    leave_study(folder)
    done = leave_study(folder, "p02")
    assert (done.person, done.verified) == ("P02", True)
    assert holding(folder, "takes an hour", "smokes") == set()
    assert len((folder / RECORD).read_text(encoding="utf-8").splitlines()) == 3


# What cannot be


@pytest.mark.parametrize(
    ("person", "what"), [("P99", "no such participant"), (None, "No withdrawal is unfinished"), ("", "no such")]
)
def test_nobody_leaves_who_is_not_there(folder: Path, person: str | None, what: str) -> None:
    before = state(folder)
    with pytest.raises(StudyError, match=what) as caught:
        leave_study(folder, person)
    assert len(str(caught.value).splitlines()) == 2
    assert state(folder) == before


def test_who_has_left_cannot_leave_again(folder: Path) -> None:
    leave_study(folder)
    before = state(folder)
    with pytest.raises(StudyError, match="P01 has left the study already"):
        leave_study(folder)
    assert state(folder) == before


def test_somebody_marked_by_hand_can_still_be_taken_out(folder: Path) -> None:
    leaving.mark_withdrawn(folder / "participants.csv", "P01")
    assert leave_study(folder).verified
    assert holding(folder, "quince") == set()


def test_of_somebody_who_never_spoke_nothing_can_be_verified(folder: Path) -> None:
    done = leave_study(folder, "P03")
    assert (done.turns, done.verified) == ((), False)


def test_a_coders_file_that_is_locked_stops_it_before_anything_is_begun(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leave, "_WAIT_SECONDS", 0.05)
    before = state(folder)
    with closing(sqlite3.connect(folder / "codings/ben.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(CodingError, match="cannot be read or written") as caught:
            leave_study(folder)
        other.execute("ROLLBACK")
    assert caught.value.place == "ben.sqlite"
    assert state(folder) == before


def test_a_coders_file_that_is_damaged_stops_it_before_anything_is_begun(folder: Path) -> None:
    (folder / "codings/ben.sqlite").write_bytes(b"SQLite format 3\0 and then nothing")
    before = state(folder)
    with pytest.raises(CodingError):
        leave_study(folder)
    assert state(folder) == before


def test_a_file_that_cannot_be_deleted_leaves_it_unfinished_and_the_next_run_finishes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlink = Path.unlink

    def refuse(self: Path, missing_ok: bool = False) -> None:
        if self.name == "asha.csv":
            raise PermissionError
        unlink(self, missing_ok=missing_ok)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", refuse)
        with pytest.raises(StudyError, match="cannot be deleted"):
            leave_study(folder)
    (problem,) = check_leaving(folder)
    assert (problem.severity, problem.place) == ("error", MARKER)
    assert problem.mend == "Finish it with: tlc withdraw P01"
    assert leave_study(folder, None, confirm=False).verified, "the yes was given already"
    assert check_leaving(folder) == ()


def test_a_folder_in_which_nothing_can_be_written_is_two_plain_lines(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(folder)

    def refuse(path: Path, raw: bytes) -> None:
        raise PermissionError(path, raw[:0])

    monkeypatch.setattr(_files, "_write", refuse)
    with pytest.raises(StudyError, match="cannot be written") as caught:
        leave_study(folder)
    assert len(str(caught.value).splitlines()) == 2
    assert state(folder) == before


def test_another_cannot_leave_while_one_is_unfinished(folder: Path) -> None:
    leaving.Begun(person="P01", date="2026-06-01", turns=("FG01:0002", "FG01:0006")).save(folder)
    with pytest.raises(StudyError, match="P01 is leaving the study, and this is not finished") as caught:
        leave_study(folder, "P02")
    assert "tlc withdraw P01" in str(caught.value)


def test_errors_and_answers_hold_no_words(folder: Path) -> None:
    said = repr(leave_study(folder, dry_run=True)) + repr(leave_study(folder))
    assert not any(words in said for words in ("quince", SHORT, "gutui", OTHERS))


# Power cuts


class PowerCutError(BaseException):
    """The power is gone: nothing that comes after it is done."""


class Power:
    """Lets so many writes through and then none."""

    def __init__(self, writes: int) -> None:
        self.left = writes

    def use(self) -> None:
        if self.left <= 0:
            raise PowerCutError
        self.left -= 1


class Recorded(sqlite3.Connection):
    power: Power

    def execute(self, sql: str, *parameters: object) -> sqlite3.Cursor:  # type: ignore[override]
        if sql.split()[0] in ("COMMIT", "VACUUM", "UPDATE", "INSERT", "DROP", "CREATE"):
            self.power.use()
        return super().execute(sql, *parameters)  # type: ignore[arg-type]


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Power], None]]:
    """Make every write, rename, deletion and statement use power."""

    def connect(power: Power) -> None:
        replace, unlink, rmdir, save, connected = Path.replace, Path.unlink, Path.rmdir, _files._write, sqlite3.connect

        def with_power(act: Callable[..., object]) -> Callable[..., object]:
            def run(*arguments: object, **more: object) -> object:
                power.use()
                return act(*arguments, **more)

            return run

        def recorded(*arguments: object, **more: object) -> sqlite3.Connection:
            file = connected(*arguments, **more, factory=Recorded)  # type: ignore[call-overload]
            file.power = power
            return file  # type: ignore[no-any-return]

        monkeypatch.setattr(Path, "replace", with_power(replace))
        monkeypatch.setattr(Path, "unlink", with_power(unlink))
        monkeypatch.setattr(Path, "rmdir", with_power(rmdir))
        monkeypatch.setattr(_files, "_write", with_power(save))
        monkeypatch.setattr(leave.sqlite3, "connect", recorded)

    yield connect
    monkeypatch.undo()


def test_a_power_cut_at_any_write_is_finished_by_the_next_run(
    folder: Path, tmp_path: Path, cut: Callable[[Power], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    quiet = tmp_path / "quiet"
    shutil.copytree(folder, quiet)
    leave_study(quiet)
    wanted = state(quiet)
    writes = 0
    while True:
        study = tmp_path / "cut" / str(writes)
        shutil.copytree(folder, study)
        cut(Power(writes))
        try:
            leave_study(study)
        except PowerCutError:
            monkeypatch.undo()
        else:
            monkeypatch.undo()
            break
        if (study / MARKER).exists():
            assert check_leaving(study)
            leave_study(study, None)
        elif not (study / RECORD).exists():
            leave_study(study)
        assert sorted(state(study)) == sorted(wanted), f"after {writes} writes"
        assert state(study) == wanted, f"after {writes} writes"
        writes += 1
    assert writes > 40


def test_what_was_found_is_remembered_when_the_words_are_gone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(folder / "actions.csv", f"# {THEIRS}\n")

    def stop(note: leaving.Begun, where: Path) -> None:
        raise PowerCutError((note.person, where))

    with monkeypatch.context() as patched:
        patched.setattr(leaving.Begun, "record", stop)
        with pytest.raises(PowerCutError):
            leave_study(folder)
    assert holding(folder, "quince") == {"actions.csv"}, "the transcript is blanked, and nothing says what to look for"
    assert not leave_study(folder, None).verified
    assert (folder / RECORD).read_text(encoding="utf-8").splitlines()[1].split(",")[5:7] == ["2", "no"]


def test_being_killed_is_survived(folder: Path, tmp_path: Path) -> None:
    quiet = tmp_path / "quiet"
    shutil.copytree(folder, quiet)
    leave_study(quiet)
    code = (
        "import sys, time, pathlib, tlc\nfrom tlc.study import _leaving\nfrom tlc.study._leaving import withdraw\n"
        "real = _leaving.blank_codings\n"
        "def slow(path, *a, **k):\n    real(path, *a, **k)\n    print('half', flush=True)\n    time.sleep(60)\n"
        "_leaving.blank_codings = slow\nwithdraw(tlc.open(sys.argv[1]), 'P01', confirm=True)\n"
    )
    running = subprocess.Popen([sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    assert running.stdout.readline() == "half\n"
    os.kill(running.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    running.wait()
    running.stdout.close()
    assert check_leaving(folder)
    assert leave_study(folder, None).verified
    assert state(folder) == state(quiet)


def test_what_was_half_written_when_the_power_went_is_swept_away(folder: Path) -> None:
    for name in (f".{MARKER}.x1.part", ".participants.csv.x1.part", "transcripts/.FG01.txt.x1.part"):
        put(folder / name, "half")
    assert leave_study(folder).verified
    assert not list(folder.rglob("*.part"))


def test_a_stopped_withdrawal_lets_nothing_of_theirs_out(folder: Path, cut: Callable[[Power], None]) -> None:
    cut(Power(4))  # the marker and the table: each is written and takes its name
    with pytest.raises(PowerCutError):
        leave_study(folder)
    study = tlc.open(folder)
    assert not study.people[0].may_quote
    assert not study.people[0].may_analyse


def test_a_run_without_its_list_of_turns_counts_as_theirs(folder: Path) -> None:
    (folder / "topics/seed-2/assignments.csv").unlink()
    runs = tuple(_leaving_files.stale(folder, ["FG01:0002"]))
    assert [path.name for path in runs] == ["seed-1", "seed-2", "cache"]


def test_a_transcript_that_was_changed_stops_it_before_anything_is_begun(folder: Path) -> None:
    path = folder / "transcripts/FG01.txt"
    put(path, path.read_text(encoding="utf-8").replace("smokes", "sings"))
    before = state(folder)
    with pytest.raises(TlcError, match="changed after it was imported"):
        leave_study(folder)
    assert state(folder) == before
