"""Suggestions, what others coded, and what people agree on: asked for, decided by a person, and kept who decided."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tlc.lab.code.conversation import Conversation
from tlc.listen.codings import Kept, read_coder

Say = Callable[..., dict[str, Any]]


@pytest.fixture
def kept(folder: Path) -> Callable[..., Kept]:
    return lambda coder="asha": read_coder(folder / f"{coder}.sqlite")


def spans(made: ModuleType, words: str, turn: str) -> list[dict[str, Any]]:
    start = made.made_material().turns[turn].text.index(words)
    return [{"turn": turn, "start": start, "end": start + len(words), "quote": words}]


def marked(say: Say, made: ModuleType, words: str, turn: str, code: str) -> dict[str, Any]:
    return say("mark", spans=spans(made, words, turn), code=code)


def waiting(say: Say, session: str = "FG01") -> list[str]:
    return [mark["id"] for mark in say("open", session=session)["marks"] if mark["status"] == "suggested"]


@pytest.fixture
def shown(say: Say, made: ModuleType, folder: Path) -> dict[str, Any]:
    """The rules suggested something, and the coder asked to see it in FG01."""
    made.made_suggestions(folder)
    return say("show", session="FG01", what="suggestions")


# Independence


def test_nobody_sees_suggestions_or_others_before_they_ask(say: Say, made: ModuleType, folder: Path) -> None:
    made.made_suggestions(folder)
    made.made_others(folder)
    first, *_ = say("hello")["sessions"]
    assert (first["suggestions"], first["suggestions_shown"], first["others_shown"]) == (0, False, False)
    assert say("open", session="FG01")["marks"] == []


def test_files_of_others_are_not_even_read_before_somebody_asks(
    made: ModuleType, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.made_others(folder)
    read = []
    monkeypatch.setattr("tlc.listen.coder_files.read_coder", lambda path: read.append(path) or read_coder(path))
    talk = made.made_talk(folder)
    talk.answers({"type": "open", "session": "FG01"})
    assert read == []
    talk.answers({"type": "show", "id": "a:1", "session": "FG01", "what": "others"})
    assert [path.stem for path in read] == ["ben", "cleo"]


def test_suggestions_are_shown_in_the_session_for_which_they_were_asked(
    say: Say, shown: dict[str, Any], talk: Conversation
) -> None:
    assert (shown["values"]["count"], shown["sessions"][0]["suggestions_shown"]) == (3, True)
    assert waiting(say) == ["rules-1", "rules-2", "rules-3"]
    assert waiting(say, "FG02") == []
    told = talk.answers({"type": "show", "id": "again", "session": "FG01", "what": "suggestions"})
    assert [message["type"] for message in told] == ["saved", "session"]


def test_a_suggestion_says_which_words_made_it(say: Say, shown: dict[str, Any]) -> None:
    del shown
    first, *_ = say("open", session="FG01")["marks"]
    assert (first["because"], first["words"], first["kind"], first["own"]) == (
        "term 'closed'",
        [[6, 12]],
        "rules",
        False,
    )


def test_codings_are_independent_until_something_was_shown_in_their_session(
    say: Say, made: ModuleType, folder: Path, kept: Callable[..., Kept]
) -> None:
    made.made_suggestions(folder)
    marked(say, made, "shift", "FG01:0002", "access.hours")
    say("show", session="FG01", what="suggestions")
    marked(say, made, "A card", "FG01:0006", "language.card")
    marked(say, made, "went home", "FG02:0003", "access.hours")
    assert [(one.quote, one.independent) for one in kept().codings] == [
        ("shift", True),
        ("A card", False),
        ("went home", True),
    ]


def test_asking_cannot_be_taken_back(say: Say, shown: dict[str, Any], made: ModuleType, folder: Path) -> None:
    del shown
    assert say("undo")["values"]["count"] == 0
    (later,) = made.made_talk(folder).answers({"type": "hello"})
    assert later["sessions"][0]["suggestions_shown"]


def test_a_code_changed_after_looking_is_not_independent(
    say: Say, made: ModuleType, folder: Path, kept: Callable[..., Kept]
) -> None:
    made.made_suggestions(folder)
    name = marked(say, made, "shift", "FG01:0002", "access.hours")["put"][0]["id"]
    say("show", session="FG01", what="suggestions")
    say("alter", coding=name, memo="said quietly")
    assert kept().codings[0].independent
    say("alter", coding=name, code="access.registration")
    assert not kept().codings[0].independent


# Suggestions


def test_an_accepted_suggestion_is_a_coding_of_the_coder_that_names_it(
    say: Say, shown: dict[str, Any], kept: Callable[..., Kept]
) -> None:
    del shown
    said = say("decide", suggestion="rules-2", choice="accept")
    (one,) = kept().codings
    assert (one.coder, one.status, one.decided, one.because) == (
        "asha",
        "accepted",
        "rules-2",
        "term 'proof of address'",
    )
    assert not one.independent
    assert (said["gone"], [mark["id"] for mark in said["put"]]) == (["rules-2"], [one.id])
    assert (said["values"], said["sessions"][0]["suggestions"]) == (
        {"code": "access.registration", "count": 1, "choice": "accept"},
        2,
    )
    assert [mark.status for mark in kept("rules").codings] == ["suggested"] * 4


def test_a_rejected_suggestion_is_kept_as_rejected_and_seen_no_more(
    say: Say, shown: dict[str, Any], kept: Callable[..., Kept]
) -> None:
    del shown
    said = say("decide", suggestion="rules-2", choice="reject")
    (one,) = kept().codings
    assert (one.status, one.decided) == ("rejected", "rules-2")
    assert (said["put"], said["gone"]) == ([], ["rules-2"])
    assert (said["sessions"][0]["codings"], said["sessions"][0]["coded"]) == (0, 0)
    assert waiting(say) == ["rules-1", "rules-3"]


@pytest.mark.parametrize("choice", ["accept", "reject"])
def test_a_decision_is_taken_back_and_the_suggestion_waits_again(say: Say, shown: dict[str, Any], choice: str) -> None:
    del shown
    say("decide", suggestion="rules-2", choice=choice)
    said = say("undo")
    assert [mark["id"] for mark in said["put"]] == ["rules-2"]
    assert waiting(say) == ["rules-1", "rules-2", "rules-3"]


def test_a_suggestion_is_changed_to_another_code(say: Say, shown: dict[str, Any], kept: Callable[..., Kept]) -> None:
    del shown
    say("decide", suggestion="rules-2", choice="change", code="language.interpreter")
    (one,) = kept().codings
    assert (one.code, one.quote, one.decided, one.because) == (
        "language.interpreter",
        "proof of address",
        "rules-2",
        "",
    )
    assert "rules-2" not in waiting(say)


def test_a_suggestion_is_changed_to_other_words(
    say: Say, shown: dict[str, Any], made: ModuleType, kept: Callable[..., Kept]
) -> None:
    del shown
    said = say(
        "decide",
        suggestion="rules-2",
        choice="change",
        spans=spans(made, "They asked for proof of address", "FG01:0003"),
    )
    (one,) = kept().codings
    assert (one.quote, one.code, one.decided) == ("They asked for proof of address", "access.registration", "rules-2")
    assert said["gone"] == ["rules-2"]


def test_a_suggestion_is_not_changed_to_words_of_another_turn(
    say: Say, shown: dict[str, Any], made: ModuleType
) -> None:
    del shown
    said = say("decide", suggestion="rules-2", choice="change", spans=spans(made, "A card", "FG01:0006"))
    assert "another turn" in said["what"]
    assert "rules-2" in waiting(say)


def test_what_the_coder_marked_by_themselves_is_not_suggested(say: Say, made: ModuleType, folder: Path) -> None:
    made.made_suggestions(folder)
    marked(say, made, "closed after my shift", "FG01:0002", "access.hours")
    marked(say, made, "no interpreter", "FG01:0003", "access.hours")
    say("show", session="FG01", what="suggestions")
    assert waiting(say) == ["rules-2", "rules-3"], "the same code on words that overlap; another code does not hide it"


def test_rules_that_run_again_do_not_ask_again_for_what_was_rejected(
    say: Say, shown: dict[str, Any], made: ModuleType, folder: Path
) -> None:
    del shown
    say("decide", suggestion="rules-2", choice="reject")
    again = [
        made.replace(mark, id=f"rules-new-{number}")
        for number, mark in enumerate(read_coder(folder / "rules.sqlite").codings)
    ]
    made.replace_suggestions(folder, made.RULES, again)
    assert waiting(say) == ["rules-new-0", "rules-new-2"]


def test_what_was_decided_already_is_said_to_be(say: Say, shown: dict[str, Any]) -> None:
    del shown
    say("decide", suggestion="rules-2", choice="reject")
    for choice in ("accept", "reject", "change"):
        assert "decided already" in say("decide", suggestion="rules-2", choice=choice)["what"]


@pytest.mark.parametrize(("suggestion", "choice"), [("rules-4", "accept"), ("nothing", "accept"), ("rules-1", "keep")])
def test_what_is_not_shown_or_no_decision_is_refused(
    say: Say, shown: dict[str, Any], suggestion: str, choice: str, folder: Path
) -> None:
    del shown
    assert say("decide", suggestion=suggestion, choice=choice)["type"] == "refused"
    assert read_coder(folder / "asha.sqlite").codings == ()


def test_a_model_shows_the_quotes_that_it_goes_by(say: Say, made: ModuleType, folder: Path) -> None:
    model = made.Coder(id="model", name="Model", kind="model")
    own = marked(say, made, "closed", "FG02:0001", "access.hours")["put"][0]["id"]
    mark = made.made_coding(
        "model", "FG01:0002", "after my shift", "access.hours", status="suggested", like=(own, "gone")
    )
    made.replace_suggestions(folder, model, [mark])
    say("show", session="FG01", what="suggestions")
    (shown,) = say("open", session="FG01")["marks"]
    assert (shown["like"], shown["words"]) == ([{"quote": "closed", "turn": "FG02:0001"}], [])


# What others coded


def test_what_others_coded_is_shown_and_cannot_be_decided_on(say: Say, made: ModuleType, folder: Path) -> None:
    made.made_others(folder)
    shown = say("show", session="FG01", what="others")
    assert shown["values"]["count"] == 5
    marks = say("open", session="FG01")["marks"]
    assert {(mark["who"], mark["status"], mark["own"]) for mark in marks} == {
        ("Ben", "accepted", False),
        ("Cleo", "accepted", False),
    }
    assert say("decide", suggestion=marks[0]["id"], choice="accept")["type"] == "refused"
    assert say("unmark", coding=marks[0]["id"])["type"] == "refused"


def test_codes_that_others_propose_are_seen_with_what_they_coded(
    say: Say, made: ModuleType, folder: Path, say_to: Callable[..., Say]
) -> None:
    say_to(made.made_talk(folder, coder="ben"))("propose", label="Lifts", spans=spans(made, "closed", "FG01:0002"))
    assert not any(code["proposed"] for code in say("hello")["codes"])
    said = say("show", session="FG01", what="others")
    assert "proposed.ben_lifts" in [code["id"] for code in said["codes"]]
    assert marked(say, made, "shift", "FG01:0002", "proposed.ben_lifts")["type"] == "saved"


def test_a_damaged_file_of_another_coder_hides_nobody_else(say: Say, made: ModuleType, folder: Path) -> None:
    made.made_others(folder)
    (folder / "ben.sqlite").write_bytes(b"spoiled")
    assert say("show", session="FG01", what="others")["values"]["count"] == 3


def test_what_others_code_meanwhile_is_there_when_the_session_is_opened_again(
    say: Say, made: ModuleType, folder: Path, say_to: Callable[..., Say]
) -> None:
    say("show", session="FG02", what="others")
    marked(say_to(made.made_talk(folder, coder="ben")), made, "closed", "FG02:0001", "access.hours")
    assert [mark["coder"] for mark in say("open", session="FG02")["marks"]] == ["ben"]


# What people agree on


@pytest.fixture
def agree(made: ModuleType, folder: Path, say_to: Callable[..., Say]) -> Say:
    made.made_others(folder)
    return say_to(made.made_talk(folder, coder="agreed", between=("cleo", "ben"), by="asha"))


def test_only_sessions_that_two_of_them_coded_are_talked_through(agree: Say) -> None:
    said = agree("hello")
    assert [one["id"] for one in said["sessions"]] == ["FG01"]
    assert said["agreed"]
    assert said["between"] == [{"id": "cleo", "name": "Cleo"}, {"id": "ben", "name": "Ben"}]
    assert agree("open", session="FG02")["type"] == "refused"


def test_each_coding_says_whether_all_of_them_made_it(agree: Say) -> None:
    marks = agree("open", session="FG01")["marks"]
    assert sorted((mark["turn"][-1], mark["coder"], mark["agreement"], mark["status"]) for mark in marks) == [
        ("2", "ben", "all", "suggested"),
        ("2", "cleo", "all", "suggested"),
        ("3", "ben", "all", "suggested"),
        ("3", "cleo", "all", "suggested"),
        ("6", "cleo", "some", "suggested"),
    ]
    assert {mark["memo"] for mark in marks} == {"of ben", "of cleo"}


def test_an_accepted_coding_is_theirs_together_and_names_who_wrote_it_down(
    agree: Say, kept: Callable[..., Kept]
) -> None:
    said = agree("decide", suggestion=agree("open", session="FG01")["marks"][0]["id"], choice="accept")
    (one,) = kept("agreed").codings
    assert (one.coder, one.status, one.memo, one.independent) == ("agreed", "accepted", "Decided by asha.", False)
    assert one.decided.startswith("ben-")
    assert kept("agreed").coder.kind == "agreed"
    assert len(said["gone"]) == 2, "what the other one coded on these words is decided with it"


def test_all_that_all_of_them_coded_is_accepted_in_one_step(agree: Say, kept: Callable[..., Kept]) -> None:
    said = agree("decide_all", session="FG01")
    assert said["values"] == {"count": 2}
    assert [one.decided.partition("-")[0] for one in kept("agreed").codings] == ["cleo", "cleo"], "cleo was named first"
    assert [mark["turn"] for mark in agree("open", session="FG01")["marks"] if mark["status"] == "suggested"] == [
        "FG01:0006"
    ]
    assert "nothing here that all" in agree("decide_all", session="FG01")["what"]
    agree("undo")
    assert kept("agreed").codings == ()


def test_what_is_rejected_is_rejected_for_everybody_who_coded_it(agree: Say, kept: Callable[..., Kept]) -> None:
    marks = agree("open", session="FG01")["marks"]
    hours = [mark["id"] for mark in marks if mark["code"] == "access.hours"]
    said = agree("decide", suggestion=hours[0], choice="reject")
    assert {one.decided for one in kept("agreed").codings} == set(hours)
    assert {one.status for one in kept("agreed").codings} == {"rejected"}
    assert set(said["gone"]) == set(hours)
    assert len(agree("undo")["put"]) == 2


def test_two_who_coded_the_very_same_words_are_both_answered(
    made: ModuleType, folder: Path, say_to: Callable[..., Say], kept: Callable[..., Kept]
) -> None:
    for coder in ("ben", "cleo"):
        marked(say_to(made.made_talk(folder, coder=coder)), made, "closed", "FG02:0001", "access.hours")
    agree = say_to(made.made_talk(folder, coder="agreed", between=("ben", "cleo"), by="asha"))
    marks = agree("open", session="FG02")["marks"]
    agree("decide", suggestion=marks[0]["id"], choice="reject")
    assert {one.decided for one in kept("agreed").codings} == {mark["id"] for mark in marks}


def test_they_can_agree_on_another_code_and_on_something_nobody_coded(
    agree: Say, made: ModuleType, kept: Callable[..., Kept]
) -> None:
    card = next(mark for mark in agree("open", session="FG01")["marks"] if mark["code"] == "language.card")
    agree("decide", suggestion=card["id"], choice="change", code="language.interpreter")
    marked(agree, made, "Nobody tells you", "FG01:0004", "access.registration")
    assert [(one.code, one.decided) for one in kept("agreed").codings] == [
        ("language.interpreter", card["id"]),
        ("access.registration", ""),
    ]
    assert [mark["agreement"] for mark in agree("open", session="FG01")["marks"] if mark["own"]] == ["", ""]


def test_where_codings_are_talked_through_nothing_else_is_shown(agree: Say, made: ModuleType, folder: Path) -> None:
    made.made_suggestions(folder)
    assert agree("show", session="FG01", what="suggestions")["type"] == "refused"
    assert {mark["kind"] for mark in agree("open", session="FG01")["marks"]} == {"person"}


def test_accepting_all_is_for_people_who_agree_only(say: Say) -> None:
    assert say("decide_all", session="FG01")["type"] == "refused"
