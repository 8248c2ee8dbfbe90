"""The conversation between the page and the review: decided once, saved before it is said, and kind to bad messages."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tlc.errors import StudyError
from tlc.lab.review.conversation import Conversation
from tlc.model import Problem
from tlc.talk.screen.review import REASONS


def hello(talk: Conversation) -> dict[str, Any]:
    return talk.answer({"type": "hello"})


def key_of(talk: Conversation, kind: str, *, beside: bool = False, file: str = "FG01.txt") -> str:
    found = [
        item
        for item in hello(talk)["items"]
        if (item["kind"], item["name"], "out" in item["choices"]) == (kind, file, beside)
    ]
    return str(found[0]["key"])


def decide(talk: Conversation, item: str, choice: str, identity: str = "a:1", **more: Any) -> dict[str, Any]:
    return talk.answer({"type": "decide", "id": identity, "item": item, "choice": choice, **more})


def logged(log: Path, what: str = "decision") -> list[dict[str, Any]]:
    lines = (log / "asha.jsonl").read_text(encoding="ascii").splitlines() if log.exists() else []
    return [line for line in map(json.loads, lines) if line["what"] == what]


# What the page is shown


def test_the_page_is_welcomed_with_texts_and_everything_that_is_open(talk: Conversation) -> None:
    said = hello(talk)
    assert said["type"] == "welcome"
    assert said["language"] == "en"
    assert set(said["wording"]) == {"en", "ro"}
    assert [item["key"] for item in said["items"]] == said["order"]
    assert said["next"] == 'study.add("sessions")'
    assert [(file["name"], file["verdict"]) for file in said["files"]] == [("FG01.txt", "BLOCK"), ("FG02.txt", "WARN")]


def test_files_that_could_not_be_read_are_named(made: ModuleType, log: Path) -> None:
    problem = Problem(severity="error", what="It holds no words.", where="FG09.txt", mend="Look at it.")
    said = hello(Conversation(made.made_review(log, refused=(problem,)), next_step="", language="en"))
    assert said["refused"] == ["FG09.txt: It holds no words. Look at it."]


def test_an_answer_is_plain_json(talk: Conversation) -> None:
    said = hello(talk)
    assert json.loads(json.dumps(said)) == said


def test_what_must_go_comes_first_and_what_stays_out_comes_last(talk: Conversation) -> None:
    items = hello(talk)["items"]
    assert items[0]["level"] == "block"
    assert [item["choices"] == ["out"] for item in items] == sorted(item["choices"] == ["out"] for item in items)


def test_one_name_in_the_talk_and_in_a_comment_is_two_things(talk: Conversation) -> None:
    inside, beside = key_of(talk, "name"), key_of(talk, "name", beside=True)
    assert inside != beside
    assert len(set(hello(talk)["order"])) == len(hello(talk)["order"])


def test_a_finding_comes_with_the_words_around_it(talk: Conversation) -> None:
    (item,) = [item for item in hello(talk)["items"] if item["level"] == "block"]
    (context,) = item["contexts"]
    assert context["before"] == "I gave them "
    assert context["match"] == "07700 900123"
    assert context["where"] == "line 1"
    assert item["choices"] == ["replace"]


def test_only_what_changed_is_sent_after_a_decision(talk: Conversation) -> None:
    first = hello(talk)
    said = decide(talk, first["order"][0], "replace")
    assert said["items"] == []
    assert said["order"] == first["order"][1:]


def test_a_page_that_is_drawn_again_is_sent_everything_again(talk: Conversation) -> None:
    assert hello(talk)["items"] == hello(talk)["items"] != []


# Deciding


def test_a_decision_is_in_the_log_when_it_is_answered(talk: Conversation, log: Path) -> None:
    said = decide(talk, key_of(talk, "phone number"), "replace", "view:7")
    assert (said["type"], said["id"], said["done"], said["label"]) == ("saved", "view:7", "replace", "phone number 1")
    assert [line["label"] for line in logged(log)] == ["phone number 1"]


def test_other_words_stand_in_the_brackets(talk: Conversation) -> None:
    said = decide(talk, key_of(talk, "named place", file="FG02.txt"), "replace", label="town")
    assert said["label"] == "town 1"


def test_a_replacement_goes_for_the_whole_study(talk: Conversation) -> None:
    before = len(hello(talk)["order"])
    assert len(decide(talk, key_of(talk, "name"), "replace")["order"]) == before - 2  # in FG02 too, not in the comment


def test_what_is_kept_here_is_asked_again_elsewhere(talk: Conversation) -> None:
    said = decide(talk, key_of(talk, "date"), "keep", reason=REASONS[3])
    assert said["done"] == "keep"
    assert key_of(talk, "date", file="FG02.txt") in said["order"]


def test_what_is_kept_everywhere_is_asked_once(talk: Conversation) -> None:
    before = hello(talk)
    said = decide(talk, key_of(talk, "date"), "keep", reason=REASONS[3], everywhere=True)
    assert said["done"] == "kept_everywhere"
    assert len(said["order"]) == len(before["order"]) - 2


def test_leaving_out_what_stands_beside_leaves_the_talk_to_be_decided(talk: Conversation) -> None:
    inside = key_of(talk, "name")
    said = decide(talk, key_of(talk, "name", beside=True), "out")
    assert said["done"] == "out"
    assert inside in said["order"]


def test_everything_beside_the_talk_is_left_out_and_taken_back_as_one_step(talk: Conversation, log: Path) -> None:
    before = hello(talk)["order"]
    said = talk.answer({"type": "leave_out", "id": "a:1", "item": key_of(talk, "name", beside=True)})
    assert (said["done"], said["count"]) == ("left_out", 2)
    assert len(said["order"]) == len(before) - 2
    back = talk.answer({"type": "undo", "id": "a:2"})
    assert (back["done"], back["count"], back["order"]) == ("undone", 2, before)
    assert len(logged(log, "undo")) == 2


def test_a_decision_is_taken_back_and_shown_again(talk: Conversation) -> None:
    key = key_of(talk, "date")
    decide(talk, key, "keep", reason="A month.")
    assert talk.answer({"type": "undo", "id": "a:2"})["order"].count(key) == 1


def test_where_nothing_was_decided_nothing_is_taken_back(talk: Conversation, log: Path) -> None:
    assert talk.answer({"type": "undo", "id": "a:1"})["done"] == "nothing_to_undo"
    assert logged(log, "undo") == []


def test_a_decision_of_an_earlier_sitting_can_be_taken_back(talk: Conversation, made: ModuleType, log: Path) -> None:
    decide(talk, key_of(talk, "phone number"), "replace")
    later = Conversation(made.made_review(log))
    assert hello(later)["items"][0]["level"] == "warn"
    assert later.answer({"type": "undo", "id": "b:1"})["done"] == "undone"
    assert hello(later)["items"][0]["level"] == "block"


def test_when_everything_is_decided_nothing_is_left_and_every_file_passes(talk: Conversation) -> None:
    while items := hello(talk)["items"]:
        first = items[0]
        said = decide(talk, first["key"], first["choices"][0], f"a:{len(items)}")
        assert said["type"] == "saved"
    assert said["order"] == []
    assert said["left"] == 0
    assert {file["verdict"] for file in said["files"]} == {"PASS"}


# Nothing twice


def test_the_same_message_again_is_answered_and_not_done_again(talk: Conversation, log: Path) -> None:
    key = key_of(talk, "phone number")
    first, second = (decide(talk, key, "replace", "a:1") for _ in range(2))
    assert first == second
    assert len(logged(log)) == 1


def test_an_undo_that_is_sent_twice_takes_one_step_back(talk: Conversation, log: Path) -> None:
    decide(talk, key_of(talk, "phone number"), "replace", "a:1")
    decide(talk, key_of(talk, "date"), "keep", "a:2", reason="A month.")
    for _ in range(2):
        talk.answer({"type": "undo", "id": "a:3"})
    assert len(logged(log, "undo")) == 1


def test_two_windows_cannot_decide_the_same_thing_twice(talk: Conversation, log: Path) -> None:
    key = key_of(talk, "phone number")
    decide(talk, key, "replace", "one:1")
    said = decide(talk, key, "replace", "two:1")
    assert said["type"] == "refused"
    assert "decided already" in said["what"]
    assert key not in said["order"]
    assert len(logged(log)) == 1


def test_what_was_refused_can_be_tried_again_under_the_same_id(talk: Conversation) -> None:
    key = key_of(talk, "date")
    assert decide(talk, key, "keep", "a:1")["type"] == "refused"
    assert decide(talk, key, "keep", "a:1", reason="A month.")["type"] == "saved"


# What is refused


def test_keeping_needs_a_reason(talk: Conversation, log: Path) -> None:
    said = decide(talk, key_of(talk, "date"), "keep", reason="  ")
    assert said["type"] == "refused"
    assert "why" in said["what"]
    assert said["hint"]
    assert logged(log) == []


@pytest.mark.parametrize("choice", ["keep", "out", "burn", "", None])
def test_an_identifier_can_only_be_replaced(talk: Conversation, log: Path, choice: Any) -> None:
    assert decide(talk, key_of(talk, "phone number"), choice, reason="No.")["type"] == "refused"
    assert logged(log) == []


@pytest.mark.parametrize("label", ["town 1", "[town]", "a\nb", "x" * 60])
def test_brackets_hold_a_few_plain_words(talk: Conversation, log: Path, label: str) -> None:
    assert decide(talk, key_of(talk, "name"), "replace", label=label)["type"] == (
        "saved" if "\n" in label else "refused"
    )
    assert len(logged(log)) == ("\n" in label)


@pytest.mark.parametrize("more", [{"reason": "zorica is my aunt"}, {"reason": "Not 'Zorica'!"}, {"label": "Zorica"}])
def test_a_reason_or_a_label_may_not_hold_the_words_themselves(
    talk: Conversation, log: Path, more: dict[str, str]
) -> None:
    said = decide(talk, key_of(talk, "name"), "replace" if "label" in more else "keep", **more)
    assert said["type"] == "refused"
    assert "very words" in said["what"]
    assert "zorica" not in f"{said['what']}{said['hint']}".casefold()
    assert logged(log) == []


def test_a_longer_word_that_begins_the_same_may_be_said(talk: Conversation) -> None:
    assert decide(talk, key_of(talk, "date"), "keep", reason="Maybe a month.")["type"] == "saved"


@pytest.mark.parametrize(
    "message",
    [None, 3, "hello", [], {}, {"type": "decide"}, {"type": "burn", "id": "a"}, {"id": "a"}, {"type": "undo"}],
)
def test_a_message_of_another_kind_is_refused(talk: Conversation, log: Path, message: Any) -> None:
    said = talk.answer(message)
    assert said["type"] == "refused"
    assert said["what"]
    assert logged(log) == []


words = st.text() | st.none() | st.booleans() | st.integers() | st.lists(st.text(), max_size=2)


@settings(max_examples=60)
@given(
    message=st.dictionaries(
        st.sampled_from(["type", "id", "item", "choice", "reason", "label", "everywhere"]),
        words | st.sampled_from(["decide", "undo", "leave_out", "replace", "keep", "out"]),
    )
)
def test_no_message_raises(message: dict[str, Any]) -> None:
    class Nowhere:
        open: tuple[Any, ...] = ()
        screenings: tuple[Any, ...] = ()
        refused: tuple[Any, ...] = ()
        total = 0

        def undo(self) -> bool:
            return False

    said = Conversation(Nowhere()).answer(message)  # type: ignore[arg-type]
    assert said["type"] in ("saved", "refused")
    assert said["order"] == []


def test_a_log_that_cannot_be_written_is_said_in_two_lines(talk: Conversation, log: Path) -> None:
    key = key_of(talk, "phone number")
    log.mkdir()
    (log / "asha.jsonl").mkdir()
    said = decide(talk, key, "replace")
    assert said["type"] == "refused"
    assert said["what"]
    assert said["hint"]
    assert key in said["order"]


def test_a_fault_of_tlc_itself_tells_its_name_and_nobodys_words(talk: Conversation, made: ModuleType) -> None:
    key = key_of(talk, "phone number")

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError(made.CANARY)

    talk._review.decide = broken  # type: ignore[assignment,method-assign]
    said = decide(talk, key, "replace")
    assert said["type"] == "refused"
    assert "ZeroDivisionError" in said["what"]
    assert made.CANARY not in f"{said['what']}{said['hint']}"


def test_even_a_review_that_is_broken_is_answered(talk: Conversation) -> None:
    del talk._review._files
    said = talk.answer({"type": "undo", "id": "a:1"})
    assert said["type"] == "refused"
    assert "order" not in said


def test_a_language_without_texts_is_refused(made: ModuleType, log: Path) -> None:
    with pytest.raises(StudyError, match="no texts") as raised:
        Conversation(made.made_review(log), language="fr")
    assert "en, ro" in (raised.value.hint or "")
