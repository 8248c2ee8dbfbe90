"""The desk: corrected transcripts, words that may not be read, and files that change under it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tlc.lab.code.conversation import Conversation
from tlc.listen.coder_files import CoderFiles
from tlc.listen.codings import Add, SetAside, read_coder
from tlc.model import Coder

Say = Callable[..., dict[str, Any]]
TURN = "FG01:0002"


@pytest.fixture
def aside(made: ModuleType, folder: Path) -> tuple[Conversation, str]:
    """A conversation of a coder of whom one of two codings was set aside when the transcript was corrected."""
    desk = made.made_desk(folder)
    marks = [made.made_coding("asha", TURN, words, "access.hours") for words in ("closed", "shift")]
    desk.journal.do(*map(Add, marks))
    desk.journal.do(SetAside(marks[0].id))
    return made.made_talk(folder), marks[0].id


# Words that were corrected


def test_a_coding_that_was_set_aside_is_shown_adrift_and_not_counted(aside: tuple[Conversation, str]) -> None:
    talk, name = aside
    (welcome,) = talk.answers({"type": "hello"})
    (told,) = talk.answers({"type": "open", "session": "FG01"})
    assert {mark["id"]: mark["adrift"] for mark in told["marks"]}[name]
    assert [mark["adrift"] for mark in told["marks"]] == [False, True]
    assert (welcome["sessions"][0]["codings"], welcome["sessions"][0]["coded"]) == (1, 1)


def test_a_coding_that_was_set_aside_is_taken_off_and_put_back(aside: tuple[Conversation, str], folder: Path) -> None:
    talk, name = aside
    said, *_ = talk.answers({"type": "unmark", "id": "a:1", "coding": name})
    assert (said["type"], said["gone"]) == ("saved", [name])
    assert read_coder(folder / "asha.sqlite").adrift == ()
    back, *_ = talk.answers({"type": "undo", "id": "a:2"})
    assert [(mark["id"], mark["adrift"]) for mark in back["put"]] == [(name, True)]
    assert [mark.id for mark in read_coder(folder / "asha.sqlite").adrift] == [name]


def test_a_coding_whose_turn_is_gone_is_shown_at_the_end_of_its_session(made: ModuleType, folder: Path) -> None:
    desk = made.made_desk(folder)
    mark = made.made_coding("asha", TURN, "closed", "access.hours")
    lost = replace(mark, span=replace(mark.span, turn="FG01:0099"))
    desk.journal.do(Add(lost))
    desk.journal.do(SetAside(lost.id))
    (told,) = made.made_talk(folder).answers({"type": "open", "session": "FG01"})
    assert [(one["turn"], one["adrift"]) for one in told["marks"]] == [("FG01:0006", True)]


def test_a_coding_whose_words_are_others_by_now_is_adrift(made: ModuleType, folder: Path) -> None:
    desk = made.made_desk(folder)
    mark = made.made_coding("asha", TURN, "closed", "access.hours")
    desk.journal.do(Add(replace(mark, quote="opened")))
    (told,) = made.made_talk(folder).answers({"type": "open", "session": "FG01"})
    assert [one["adrift"] for one in told["marks"]] == [True]


def test_what_others_marked_on_other_words_is_not_shown(made: ModuleType, folder: Path) -> None:
    mark = made.made_coding("rules", TURN, "closed", "access.hours", status="suggested")
    made.replace_suggestions(folder, made.RULES, [replace(mark, quote="opened")])
    talk = made.made_talk(folder)
    saved, told = talk.answers({"type": "show", "id": "a:1", "session": "FG01", "what": "suggestions"})
    assert (saved["values"]["count"], told["marks"]) == (0, [])


def test_a_suggestion_with_a_code_that_is_gone_is_not_shown(made: ModuleType, folder: Path) -> None:
    mark = made.made_coding("rules", TURN, "closed", "access.gone", status="suggested")
    made.replace_suggestions(folder, made.RULES, [mark])
    saved, _ = made.made_talk(folder).answers({"type": "show", "id": "a", "session": "FG01", "what": "suggestions"})
    assert saved["values"]["count"] == 0


def test_undo_does_not_bring_back_what_no_longer_fits(made: ModuleType, folder: Path) -> None:
    desk = made.made_desk(folder)
    mark = replace(made.made_coding("asha", TURN, "closed", "access.hours"), quote="opened")
    desk.journal.do(Add(mark))
    talk = made.made_talk(folder)
    talk.answers({"type": "unmark", "id": "a:1", "coding": mark.id})
    talk.answers({"type": "undo", "id": "a:2"})
    assert [one.id for one in read_coder(folder / "asha.sqlite").adrift] == [mark.id]


# Who may be read


def test_words_of_strangers_and_of_those_who_left_are_withheld(made: ModuleType, folder: Path) -> None:
    material = made.made_material()
    people = {name: one for name, one in material.people.items() if name != "P02"}
    people["P01"] = replace(people["P01"], withdrawn=True)
    desk = made.Desk(replace(material, people=people), made.made_desk(folder).journal, CoderFiles(folder))
    talk = Conversation(desk, made.Changes(desk, now=str))
    (told,) = talk.answers({"type": "open", "session": "FG01"})
    assert [turn["number"] for turn in told["turns"] if turn["empty"]] == [2, 3, 5, 6]
    assert made.CANARY not in str(told)
    assert "adresei" not in str(told)
    assert talk.answers({"type": "find", "text": "closed"})[0]["hits"][0]["session"] == "FG02"
    span = {"turn": TURN, "start": 6, "end": 12, "quote": "closed"}
    (said,) = talk.answers({"type": "mark", "id": "a:1", "spans": [span], "code": "access.hours"})
    assert "no words to code" in said["what"]


# Coders' files


def test_a_file_is_read_again_only_when_somebody_wrote_to_it(
    made: ModuleType, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.made_others(folder)
    read = []
    monkeypatch.setattr("tlc.listen.coder_files.read_coder", lambda path: read.append(path.stem) or read_coder(path))
    files = CoderFiles(folder)
    first = files.read()
    assert files.read() is first
    assert read == ["ben", "cleo"]
    made.add_codings(folder, Coder(id="ben", name="Ben"), [made.made_coding("ben", TURN, "shift", "access.hours")])
    assert [len(kept.codings) for kept in files.read().kept] == [4, 3]
    assert read == ["ben", "cleo", "ben"]


def test_a_change_is_seen_on_a_drive_that_keeps_no_times(made: ModuleType, folder: Path) -> None:
    made.made_others(folder)
    files = CoderFiles(folder)
    files.read()
    path = folder / "ben.sqlite"
    before = path.stat()
    made.add_codings(folder, Coder(id="ben", name="Ben"), [made.made_coding("ben", TURN, "shift", "access.hours")])
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size, "or the size alone would tell"
    assert [len(kept.codings) for kept in files.read().kept] == [4, 3]


def test_a_damaged_file_is_said_and_passed_over_until_it_is_put_right(made: ModuleType, folder: Path) -> None:
    made.made_others(folder)
    whole = (folder / "ben.sqlite").read_bytes()
    files = CoderFiles(folder)
    (folder / "ben.sqlite").write_bytes(b"spoiled")
    assert [kept.coder.id for kept in files.read().kept] == ["cleo"]
    assert [error.place for error in files.read().damaged] == ["ben.sqlite"]
    (folder / "ben.sqlite").write_bytes(whole)
    assert [kept.coder.id for kept in files.read().kept] == ["ben", "cleo"]
    assert files.read().damaged == ()


def test_a_folder_that_is_not_there_holds_nobodys_codings(tmp_path: Path) -> None:
    assert CoderFiles(tmp_path / "none").read().kept == ()
