"""The coding page beside other windows, damaged files, and what no page would send."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tlc.lab.code.changes import LONGEST
from tlc.lab.code.conversation import Conversation
from tlc.listen.codings import read_coder

Say = Callable[..., dict[str, Any]]
Marks = Callable[..., dict[str, Any]]


@pytest.fixture
def marks(made: ModuleType) -> Marks:
    """Make a message that marks words of one turn."""

    def make(words: str, code: str = "access.hours", *, to: str, kind: str = "mark", **more: Any) -> dict[str, Any]:
        start = made.made_material().turns["FG01:0002"].text.index(words)
        span = {"turn": "FG01:0002", "start": start, "end": start + len(words), "quote": words}
        return {"type": kind, "id": to, "spans": [span], "code": code, **more}

    return make


def quotes(folder: Path) -> list[str]:
    return [one.quote for one in read_coder(folder / "asha.sqlite").codings]


def kinds(answers: list[dict[str, Any]]) -> list[object]:
    return [one["type"] for one in answers]


@pytest.fixture
def windows(made: ModuleType, folder: Path) -> tuple[Conversation, Conversation]:
    """Two windows of one coder."""
    return made.made_talk(folder), made.made_talk(folder)


# Two windows


def test_what_another_window_took_back_can_be_marked_again(
    windows: tuple[Conversation, Conversation], marks: Marks, folder: Path
) -> None:
    one, other = windows
    one.answers(marks("closed", to="one:1"))
    other.answers({"type": "undo", "id": "other:1"})
    assert quotes(folder) == []
    said = one.answers(marks("closed", to="one:2"))
    assert kinds(said) == ["saved", "anew"]
    assert (said[0]["to"], len(said[0]["put"])) == ("one:2", 1)
    assert quotes(folder) == ["closed"]


def test_what_another_window_marked_can_be_altered_and_taken_off(
    windows: tuple[Conversation, Conversation], marks: Marks, folder: Path
) -> None:
    one, other = windows
    name = other.answers(marks("closed", to="other:1"))[0]["put"][0]["id"]  # type: ignore[index]
    alter = {"type": "alter", "id": "one:1", "coding": name, "memo": "said quietly"}
    assert kinds(one.answers(alter)) == ["saved", "anew"]
    assert [mark.memo for mark in read_coder(folder / "asha.sqlite").codings] == ["said quietly"]
    assert kinds(one.answers({"type": "unmark", "id": "one:2", "coding": name})) == ["saved"]


def test_what_is_refused_still_is_refused_for_what_stands_now_and_the_page_shows_it(
    windows: tuple[Conversation, Conversation], marks: Marks, folder: Path
) -> None:
    one, other = windows
    other.answers(marks("closed", to="other:1"))
    said = one.answers(marks("closed", to="one:1"))
    assert kinds(said) == ["refused", "anew"]
    assert (said[0]["to"], said[0]["what"]) == ("one:1", "These words have that code already.")
    assert quotes(folder) == ["closed"]
    assert kinds(one.answers(marks("closed", to="one:2"))) == ["refused"], "it is known now"


def test_a_step_that_the_file_refused_leaves_nothing_old_behind(
    windows: tuple[Conversation, Conversation], marks: Marks
) -> None:
    one, other = windows
    other.answers(marks("closed", to="other:1"))
    one.answers(marks("closed", to="one:1"))
    said = one.answers(marks("shift", to="one:2"))
    assert kinds(said) == ["saved"]
    assert said[0]["sessions"][0]["codings"] == 2  # type: ignore[index]


def test_a_step_that_is_done_again_is_done_once(
    windows: tuple[Conversation, Conversation], marks: Marks, folder: Path
) -> None:
    one, other = windows
    one.answers(marks("closed", to="one:1"))
    other.answers({"type": "undo", "id": "other:1"})
    for _ in range(2):
        one.answers(marks("closed", to="one:2"))
    assert quotes(folder) == ["closed"]


def test_what_nobody_else_wrote_is_refused_without_a_word_of_anew(talk: Conversation, marks: Marks) -> None:
    talk.answers(marks("closed", to="one:1"))
    assert kinds(talk.answers(marks("closed", to="one:2"))) == ["refused"]


# A damaged file of one's own


@pytest.mark.parametrize("message", [{"type": "hello"}, {"type": "open", "session": "FG01"}], ids=["hello", "open"])
def test_a_letter_that_changed_under_an_open_page_is_found_when_a_session_is_opened(
    talk: Conversation, marks: Marks, folder: Path, message: dict[str, Any], made: ModuleType
) -> None:
    talk.answers(marks("closed", to="one:1"))
    path = folder / "asha.sqlite"
    whole = path.read_bytes()
    place = whole.rindex(b"access.hours")
    path.write_bytes(whole[:place] + b"b" + whole[place + 1 :])
    (said,) = talk.answers(message)
    assert said["type"] == "refused"
    assert "Get a whole copy of it back" in str(said["hint"])
    assert made.CANARY not in str(said)

    path.write_bytes(whole)
    (said,) = talk.answers(message)
    assert said["type"] in ("welcome", "session")


# What somebody writes


def memo(talk: Conversation, marks: Marks, text: str) -> dict[str, Any]:
    name = talk.answers(marks("closed", to="one:1"))[0]["put"][0]["id"]  # type: ignore[index]
    (said,) = talk.answers({"type": "alter", "id": "one:2", "coding": name, "memo": text})
    return said


def test_a_memo_may_be_as_long_as_is_said_and_no_longer(
    talk: Conversation, marks: Marks, made: ModuleType, folder: Path
) -> None:
    longest = LONGEST["memo"]
    assert memo(talk, marks, "x" * longest)["put"][0]["memo"] == "x" * longest
    other = made.made_talk(folder, coder="ben")
    said = memo(other, marks, made.CANARY + "x" * longest)
    assert (said["type"], said["what"]) == ("refused", "The memo is longer than 5,000 letters, so it was not saved.")
    assert made.CANARY not in str(said)
    assert read_coder(folder / "ben.sqlite").codings[0].memo == ""


@pytest.mark.parametrize(
    ("field", "name"), [("label", "name of the new code"), ("definition", "definition")], ids=["label", "definition"]
)
def test_a_proposed_code_may_be_as_long_as_is_said_and_no_longer(
    talk: Conversation, marks: Marks, folder: Path, field: str, name: str
) -> None:
    fields = {"label": "Lifts", "definition": "", field: "x" * (LONGEST[field] + 1)}
    (said,) = talk.answers(marks("closed", to="one:1", kind="propose", **fields))
    assert (said["type"], f"The {name} is longer than" in str(said["what"])) == ("refused", True)
    assert not folder.exists()
    fields[field] = "x" * LONGEST[field]
    (said,) = talk.answers(marks("closed", to="one:2", kind="propose", **fields))
    assert said["type"] == "saved"
    (proposal,) = read_coder(folder / "asha.sqlite").proposals
    assert len(getattr(proposal, field)) == LONGEST[field]


UNSEEN = "a\0b\x1b \u202etext\u202c \u200bend\ud800"


def test_characters_that_nobody_sees_are_not_kept(talk: Conversation, marks: Marks, folder: Path) -> None:
    assert memo(talk, marks, UNSEEN)["put"][0]["memo"] == "ab text end"
    said, *_ = talk.answers(marks("shift", to="one:3", kind="propose", label=UNSEEN, definition=UNSEEN))
    assert said["type"] == "saved"
    (proposal,) = read_coder(folder / "asha.sqlite").proposals
    assert (proposal.label, proposal.definition) == ("ab text end", "ab text end")


def test_what_belongs_to_an_emoji_is_kept(talk: Conversation, marks: Marks) -> None:
    assert memo(talk, marks, "👩🏽\u200d⚕️")["put"][0]["memo"] == "👩🏽\u200d⚕️"


@pytest.mark.parametrize("label", ["\u200b", "\u202e \0"])
def test_a_name_that_nobody_sees_is_none(talk: Conversation, marks: Marks, label: str) -> None:
    (said,) = talk.answers(marks("closed", to="one:1", kind="propose", label=label))
    assert "no name" in str(said["what"])
