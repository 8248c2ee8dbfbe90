"""The conversation of the coding page: on the disk before it is said, done once, kind to bad messages."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tlc.errors import StudyError
from tlc.lab.code.conversation import Conversation
from tlc.listen.codings import Kept, history, read_coder

Say = Callable[..., dict[str, Any]]
TURN = "FG01:0002"


@pytest.fixture
def kept(folder: Path) -> Callable[..., Kept]:
    """What is on the disk now, read by nobody who wrote it."""
    return lambda coder="asha": read_coder(folder / f"{coder}.sqlite")


@pytest.fixture
def span(made: ModuleType) -> Callable[..., dict[str, Any]]:
    def make(words: str, turn: str = TURN) -> dict[str, Any]:
        text = made.made_material().turns[turn].text
        start = text.index(words)
        return {"turn": turn, "start": start, "end": start + len(words), "quote": words}

    return make


Spans = Callable[..., dict[str, Any]]


def mark(say: Say, span: dict[str, Any], code: str = "access.hours", **more: Any) -> dict[str, Any]:
    return say("mark", spans=[span], code=code, prompted=None, **more)


# What the page is shown


def test_the_page_is_welcomed_with_sessions_codes_and_texts(say: Say) -> None:
    said = say("hello")
    assert (said["type"], said["language"], said["title"], said["agreed"]) == ("welcome", "en", "A small study", False)
    assert said["coder"] == {"id": "asha", "name": "Asha", "kind": "person"}
    assert [one["id"] for one in said["sessions"]] == ["FG01", "FG02", "IN01"]
    assert set(said["wording"]) == {"en", "ro"}
    assert (said["open"], said["undo"], said["redo"]) == (None, None, None)


def test_only_turns_of_voices_that_have_words_count(say: Say) -> None:
    first, *_ = say("hello")["sessions"]
    # A facilitator's question and words that may not be analysed are no turns to be coded; an unknown speaker's are.
    assert (first["turns"], first["coded"], first["codings"]) == (4, 0, 0)
    assert (first["label"], first["kind"], first["month"]) == ("women with young children", "focus_group", "2026-05")


def test_codes_come_in_both_languages_with_their_headings(say: Say) -> None:
    codes = {one["id"]: one for one in say("hello")["codes"]}
    assert codes["access.hours"]["label"] == {"en": "Opening hours do not fit", "ro": "Programul nu se potrivește"}
    assert (codes["access"]["applies"], codes["access.hours"]["parent"]) == (False, "access")
    assert not any(one["proposed"] for one in codes.values())


def test_a_session_is_told_turn_by_turn(say: Say, made: ModuleType) -> None:
    said = say("open", session="FG01")
    turns = {one["number"]: one for one in said["turns"]}
    assert (said["session"], said["marks"]) == ("FG01", [])
    assert (turns[1]["role"], turns[1]["context"]) == ("facilitator", True)
    assert (turns[2]["text"], turns[2]["notes"]) == (made.SAID["FG01"][1][1], [{"at": 28, "text": "[laughs]"}])
    assert (turns[3]["original"], turns[3]["original_language"]) == ("Au cerut dovada adresei.", "ro")
    assert (turns[4]["speaker"], turns[4]["context"], turns[4]["empty"]) == (None, False, False)
    assert turns[5]["empty"]
    assert turns[6]["seconds"] == 60.0


def test_an_answer_is_plain_json(talk: Conversation, say: Say, span: Spans) -> None:
    mark(say, span("closed"))
    for message in ({"type": "hello"}, {"type": "open", "session": "FG01"}, {"type": "find", "text": "closed"}):
        (said,) = talk.answers(message)
        assert json.loads(json.dumps(said)) == said


def test_the_page_opens_where_the_coder_was_last(say: Say, span: Spans, made: ModuleType, folder: Path) -> None:
    mark(say, span("went home", "FG02:0003"))
    (later,) = made.made_talk(folder).answers({"type": "hello"})
    assert later["open"] == "FG02"


def test_a_language_without_texts_is_refused(made: ModuleType, folder: Path) -> None:
    desk = made.made_desk(folder)
    with pytest.raises(StudyError, match="no texts in that language") as caught:
        Conversation(desk, made.Changes(desk, now=str), language="fr")
    assert "en, ro" in str(caught.value)


# Marking


def test_a_mark_is_on_the_disk_when_it_is_answered(say: Say, span: Spans, kept: Callable[..., Kept]) -> None:
    said = mark(say, span("closed after my shift"), to="view:7")
    assert (said["type"], said["to"], said["done"]) == ("saved", "view:7", "mark")
    assert said["values"] == {"code": "access.hours", "count": 1}
    (one,) = kept().codings
    assert (one.quote, one.code, one.status, one.independent) == (
        "closed after my shift",
        "access.hours",
        "accepted",
        True,
    )
    (shown,) = said["put"]
    assert (shown["id"], shown["own"], shown["who"], shown["start"]) == (one.id, True, "Asha", 6)
    assert (said["sessions"][0]["coded"], said["sessions"][0]["codings"]) == (1, 1)
    assert (said["undo"], said["redo"]) == ("add", None)


def test_a_mark_over_several_turns_is_one_step(say: Say, span: Spans, kept: Callable[..., Kept]) -> None:
    spans = [span("in the attic."), span("They asked", "FG01:0003")]
    said = say("mark", spans=spans, code="access.hours", prompted=True)
    assert (said["values"]["count"], len(kept().codings)) == (2, 2)
    assert {one.prompted for one in kept().codings} == {True}
    assert len(say("undo")["gone"]) == 2
    assert kept().codings == ()


def test_two_codes_stand_on_the_same_words(say: Say, span: Spans, kept: Callable[..., Kept]) -> None:
    mark(say, span("closed"))
    mark(say, span("closed"), "access.registration")
    assert [one.code for one in kept().codings] == ["access.hours", "access.registration"]


def test_the_same_words_do_not_get_the_same_code_twice(say: Say, span: Spans, kept: Callable[..., Kept]) -> None:
    mark(say, span("closed"))
    said = mark(say, span("closed"))
    assert (said["type"], said["what"]) == ("refused", "These words have that code already.")
    assert len(kept().codings) == 1


def test_of_several_turns_those_that_have_the_code_already_are_left_as_they_are(
    say: Say, span: Spans, kept: Callable[..., Kept]
) -> None:
    mark(say, span("in the attic."))
    spans = [span("in the attic."), span("They asked", "FG01:0003")]
    assert say("mark", spans=spans, code="access.hours")["values"]["count"] == 1
    assert len(kept().codings) == 2


def test_an_older_name_of_a_code_is_kept_as_the_code(say: Say, span: Spans, kept: Callable[..., Kept]) -> None:
    mark(say, span("closed"), "ACC01")
    assert kept().codings[0].code == "access.hours"


def test_a_facilitators_words_can_be_coded_and_count_nowhere(say: Say, span: Spans) -> None:
    said = mark(say, span("doctor's", "FG01:0001"))
    assert (said["sessions"][0]["codings"], said["sessions"][0]["coded"]) == (1, 0)


@pytest.mark.parametrize(
    "change",
    [
        {"quote": "Closed"},
        {"start": 5},
        {"end": 13},
        {"start": -1},
        {"start": 12, "end": 6},
        {"end": 10_000},
        {"start": 6.0},
        {"start": True, "end": 2, "quote": "t"},
        {"end": None},
        {"turn": "FG01:0099"},
        {"turn": ["FG01"]},
    ],
    ids=str,
)
def test_words_that_are_not_those_of_the_transcript_are_refused(
    say: Say, span: Spans, folder: Path, made: ModuleType, change: dict[str, Any]
) -> None:
    said = mark(say, span("closed") | change)
    assert said["type"] == "refused"
    assert said["hint"]
    assert made.CANARY not in str(said)
    assert not folder.exists(), "nothing was written"


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"code": "access"}, "no such code"),
        ({"code": "nothing"}, "no such code"),
        ({"code": None}, "no such code"),
        ({"spans": []}, "No words are marked"),
        ({"spans": "closed"}, "No words are marked"),
        ({"spans": [None]}, "no words to code"),
        ({"spans": [{"turn": TURN, "start": 5, "end": 6, "quote": " "}]}, "no words between"),
        ({"spans": [{"turn": "FG01:0005", "start": 0, "end": 4, "quote": "[not"}]}, "no words to code"),
    ],
)
def test_what_cannot_be_marked_is_refused(say: Say, span: Spans, fields: dict[str, Any], what: str) -> None:
    said = say("mark", **{"spans": [span("closed")], "code": "access.hours"} | fields)
    assert said["type"] == "refused"
    assert what in said["what"]


def test_letters_beyond_the_first_plane_count_as_one(say: Say, kept: Callable[..., Kept], made: ModuleType) -> None:
    text = made.SAID["FG01"][3][1]
    start = text.index("👩")
    words = text[start:]
    spans = [{"turn": "FG01:0004", "start": start, "end": len(text), "quote": words}]
    say("mark", spans=spans, code="access.hours")
    assert kept().codings[0].quote == words == "👩🏽‍⚕️, și nu știu."


# Changing and taking off


def one_mark(say: Say, span: Spans) -> str:
    return str(mark(say, span("closed"))["put"][0]["id"])


def test_a_coding_is_taken_off_and_its_history_stays(
    say: Say, span: Spans, kept: Callable[..., Kept], folder: Path
) -> None:
    name = one_mark(say, span)
    said = say("unmark", coding=name)
    assert (said["gone"], said["values"]["code"], kept().codings) == ([name], "access.hours", ())
    assert [event.kind for event in history(folder / "asha.sqlite", name)] == ["add", "remove"]


@pytest.mark.parametrize(
    ("asked", "field", "value"),
    [
        ({"memo": "  said quietly "}, "memo", "said quietly"),
        ({"prompted": True}, "prompted", True),
        ({"prompted": False}, "prompted", False),
        ({"serious": True}, "serious", True),
    ],
)
def test_a_memo_or_a_flag_is_kept_with_the_coding(
    say: Say, span: Spans, kept: Callable[..., Kept], asked: dict[str, Any], field: str, value: object
) -> None:
    name = one_mark(say, span)
    said = say("alter", coding=name, **asked)
    assert said["put"][0][field] == value
    assert getattr(kept().codings[0], field) == value
    assert kept().codings[0].id == name


def test_nothing_is_written_where_nothing_changes(say: Say, span: Spans, kept: Callable[..., Kept]) -> None:
    name = one_mark(say, span)
    before = kept().number
    assert say("alter", coding=name, memo="", serious=False)["type"] == "saved"
    assert kept().number == before


def test_another_code_takes_the_words_and_what_was_noted_in_one_step(
    say: Say, span: Spans, kept: Callable[..., Kept]
) -> None:
    name = one_mark(say, span)
    say("alter", coding=name, memo="said quietly", serious=True)
    said = say("alter", coding=name, code="access.registration")
    (one,) = kept().codings
    assert (one.code, one.memo, one.serious, one.quote) == ("access.registration", "said quietly", True, "closed")
    assert (said["gone"], [mark["id"] for mark in said["put"]]) == ([name], [one.id])
    say("undo")
    assert [mark.id for mark in kept().codings] == [name]


@pytest.mark.parametrize("kind", ["unmark", "alter"])
def test_a_coding_that_is_gone_is_said_to_be_gone(say: Say, span: Spans, kind: str) -> None:
    name = one_mark(say, span)
    say("unmark", coding=name)
    assert "not there any more" in say(kind, coding=name, memo="x")["what"]


# Proposing


def test_a_proposed_code_comes_with_its_first_coding_in_one_step(
    say: Say, span: Spans, kept: Callable[..., Kept]
) -> None:
    said = say("propose", label=" Lifts are broken ", definition="No lift.", spans=[span("shift")])
    code = "proposed.asha_lifts_are_broken"
    assert said["values"] == {"code": code, "count": 1}
    assert [one["id"] for one in said["codes"]][-2:] == ["proposed", code]
    assert said["codes"][-1]["proposed"]
    assert (kept().proposals[0].label, kept().codings[0].code) == ("Lifts are broken", code)
    mark(say, span("closed"), code)
    say("undo")
    gone = say("undo")
    assert (kept().proposals, kept().codings) == ((), ())
    assert code not in [one["id"] for one in gone["codes"]]


@pytest.mark.parametrize("label", ["Cannot register", "CANNOT REGISTER ", "nu se pot înscrie"])
def test_a_code_that_is_there_is_not_proposed_again(say: Say, span: Spans, label: str) -> None:
    assert "of that name already" in say("propose", label=label, spans=[span("shift")])["what"]


@pytest.mark.parametrize("label", ["", "   ", None, 7])
def test_a_code_without_a_name_is_not_proposed(say: Say, span: Spans, folder: Path, label: object) -> None:
    assert "no name" in say("propose", label=label, spans=[span("shift")])["what"]
    assert not folder.exists()


# Undo and redo


def test_steps_are_taken_back_and_done_again_in_order(say: Say, span: Spans, kept: Callable[..., Kept]) -> None:
    mark(say, span("closed"))
    mark(say, span("shift"))
    say("undo")
    assert [one.quote for one in kept().codings] == ["closed"]
    said = say("undo")
    assert (said["undo"], said["redo"], said["values"]["count"]) == (None, "add", 1)
    say("redo")
    said = say("redo")
    assert [one.quote for one in kept().codings] == ["closed", "shift"]
    assert (said["undo"], said["redo"], said["sessions"][0]["codings"]) == ("add", None, 2)


@pytest.mark.parametrize("kind", ["undo", "redo"])
def test_where_there_is_nothing_to_take_back_nothing_is(say: Say, kind: str, folder: Path) -> None:
    said = say(kind)
    assert (said["type"], said["done"], said["values"]["count"], said["put"]) == ("saved", "nothing", 0, [])
    assert not folder.exists()


def test_a_later_sitting_can_undo_what_an_earlier_one_did(
    say: Say, span: Spans, made: ModuleType, folder: Path, kept: Callable[..., Kept]
) -> None:
    mark(say, span("closed"))
    made.made_talk(folder).answers({"type": "undo", "id": "later:1"})
    assert kept().codings == ()


def test_a_session_is_called_finished_and_not(say: Say, kept: Callable[..., Kept]) -> None:
    said = say("finish", session="FG02", yes=True)
    assert [(one["id"], one["finished"]) for one in said["sessions"]] == [("FG02", True)]
    assert kept().finished == {"FG02"}
    assert [one["finished"] for one in say("undo")["sessions"]] == [False]


# Nothing twice


@pytest.mark.parametrize("restarted", [False, True])
@pytest.mark.parametrize("kind", ["mark", "unmark", "alter", "recode", "propose"])
def test_a_message_that_comes_twice_is_done_once(
    made: ModuleType, folder: Path, span: Spans, kind: str, restarted: bool
) -> None:
    first = made.made_talk(folder)
    mark_shift = {"type": "mark", "id": "view:0", "spans": [span("shift")], "code": "access.hours"}
    (said,) = first.answers(mark_shift)
    name = said["put"][0]["id"]
    message = {
        "mark": {"type": "mark", "spans": [span("closed")], "code": "access.hours"},
        "unmark": {"type": "unmark", "coding": name},
        "alter": {"type": "alter", "coding": name, "memo": "said quietly"},
        "recode": {"type": "alter", "coding": name, "code": "access.registration"},
        "propose": {"type": "propose", "label": "Lifts", "spans": [span("closed")]},
    }[kind] | {"id": "view:1"}
    first.answers(message)
    before = read_coder(folder / "asha.sqlite")
    second = made.made_talk(folder) if restarted else first
    said, *_ = second.answers(message)
    assert (said["type"], said["to"]) == ("saved", "view:1")
    assert read_coder(folder / "asha.sqlite") == before


def test_an_undo_that_comes_twice_takes_one_step_back(
    talk: Conversation, say: Say, span: Spans, kept: Callable[..., Kept]
) -> None:
    mark(say, span("closed"))
    mark(say, span("shift"))
    for _ in range(2):
        talk.answers({"type": "undo", "id": "view:1"})
    assert [one.quote for one in kept().codings] == ["closed"]


def test_a_step_without_an_id_is_refused(talk: Conversation, span: Spans, folder: Path) -> None:
    (said,) = talk.answers({"type": "mark", "spans": [span("closed")], "code": "access.hours"})
    assert said["type"] == "refused"
    assert not folder.exists()


# Two windows of one coder


def test_two_notebooks_of_one_coder_lose_nothing_and_are_told_to_show_everything_anew(
    made: ModuleType, folder: Path, span: Spans, kept: Callable[..., Kept]
) -> None:
    one, other = made.made_talk(folder), made.made_talk(folder)
    first = {"type": "mark", "id": "one:1", "spans": [span("closed")], "code": "access.hours"}
    second = {"type": "mark", "id": "other:1", "spans": [span("shift")], "code": "access.hours"}
    assert [said["type"] for said in one.answers(first)] == ["saved"]
    assert [said["type"] for said in other.answers(second)] == ["saved", "anew"]
    assert [said["type"] for said in one.answers({**first, "id": "one:2", "code": "access.registration"})] == [
        "saved",
        "anew",
    ]
    (shown,) = one.answers({"type": "open", "session": "FG01"})
    assert len(shown["marks"]) == len(kept().codings) == 3


def test_what_another_window_did_is_there_when_a_session_is_opened_again(
    made: ModuleType, folder: Path, span: Spans
) -> None:
    one, other = made.made_talk(folder), made.made_talk(folder)
    one.answers({"type": "mark", "id": "one:1", "spans": [span("closed")], "code": "access.hours"})
    (shown,) = other.answers({"type": "open", "session": "FG01"})
    assert [mark["code"] for mark in shown["marks"]] == ["access.hours"]


# Finding


def test_words_are_found_in_all_sessions(say: Say) -> None:
    said = say("find", text="closed")
    assert [(hit["session"], hit["number"], hit["match"]) for hit in said["hits"]] == [
        ("FG01", 2, "closed"),
        ("FG02", 1, "closed"),
    ]
    assert (said["text"], said["more"]) == ("closed", 0)
    assert said["hits"][0]["before"].endswith("It is ")


@pytest.mark.parametrize("text", ["", "   ", None, "quince tart"])
def test_nothing_is_found_where_nothing_is(say: Say, text: object) -> None:
    assert say("find", text=text)["hits"] == []


# Bad messages


@pytest.mark.parametrize(
    "message",
    [None, "hello", [], {}, {"type": None}, {"type": "unknown", "id": "a"}, {"type": "open"}, {"type": "mark"}]
    + [{"type": kind, "id": "a:1"} for kind in ("mark", "unmark", "alter", "decide", "decide_all", "propose")]
    + [{"type": "show", "id": "a:1", "session": "FG01", "what": "everything"}]
    + [{"type": "open", "session": ["FG01"]}, {"type": "finish", "id": "a:1", "session": "FG09"}],
    ids=str,
)
def test_a_message_that_makes_no_sense_is_refused_and_writes_nothing(
    talk: Conversation, folder: Path, message: object
) -> None:
    (said,) = talk.answers(message)
    assert said["type"] == "refused"
    assert said["what"]
    assert not folder.exists()


def test_a_fault_of_ours_tells_its_kind_and_no_words(
    say: Say, span: Spans, made: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ValueError(made.CANARY)

    monkeypatch.setattr("tlc.lab.code.desk.Desk.do", fails)
    said = mark(say, span("closed"))
    assert "ValueError" in said["what"]
    assert made.CANARY not in str(said)


def test_a_file_that_cannot_be_written_is_said(say: Say, span: Spans, folder: Path) -> None:
    mark(say, span("closed"))
    (folder / "asha.sqlite").write_bytes(b"not a file of codings")
    said = mark(say, span("shift"))
    assert said["type"] == "refused"
    assert "asha.sqlite" not in said["what"]


@settings(max_examples=60)
@given(
    st.dictionaries(
        st.sampled_from(["type", "id", "spans", "code", "coding", "session", "choice", "what", "memo", "label"]),
        st.one_of(
            st.sampled_from(["mark", "unmark", "alter", "decide", "propose", "show", "finish", "undo", "find", "FG01"]),
            st.text(max_size=5),
            st.none(),
            st.integers(),
            st.lists(st.dictionaries(st.sampled_from(["turn", "start", "end", "quote"]), st.integers() | st.text())),
        ),
    )
)
def test_no_message_is_ever_an_error(made: ModuleType, tmp_path_factory: pytest.TempPathFactory, message: Any) -> None:
    talk = made.made_talk(tmp_path_factory.mktemp("any"))
    for said in talk.answers(message):
        assert said["type"] in ("welcome", "session", "saved", "refused", "found", "anew")
        assert "tlc itself" not in str(said.get("what"))
