"""The coding page and a model that learns: suggestions that follow each step, lines of two machines, and the queue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tlc.errors import CodingError
from tlc.lab.code.conversation import Conversation
from tlc.lab.code.learning import ROUND
from tlc.listen.codings import Read, read_coder
from tlc.model import MODEL

Say = Callable[..., dict[str, Any]]
TURN, SAID = "FG01:0003", "They asked for proof of address, and there was no interpreter."


@pytest.fixture(scope="session")
def learning(loaded: Callable[[Path], ModuleType]) -> ModuleType:
    return loaded(Path(__file__).parent / "made_learning.py")


@pytest.fixture
def model(learning: ModuleType) -> Any:
    return learning.FakeSuggester()


@pytest.fixture
def learned(made: ModuleType, learning: ModuleType) -> Callable[..., Any]:
    """Make a suggestion of the model; all words of one turn, unless others are said."""

    def make(code: str, chance: int, where: tuple[str, str] = (TURN, SAID), *, by: str = "", like: Any = ()) -> Any:
        because = f"{chance} in 100" + (f"; goes by: {by}" if by else "")
        return learning.learned_coding(made, where, code, because, like=like)

    return make


@pytest.fixture
def taught(made: ModuleType, learning: ModuleType, folder: Path, model: Any) -> Conversation:
    return learning.learning_talk(made, folder, model)  # type: ignore[no-any-return]


@pytest.fixture
def tell(taught: Conversation, say_to: Callable[[Conversation], Say]) -> Say:
    return say_to(taught)


@pytest.fixture
def shown(taught: Conversation, tell: Say) -> None:
    """The first session is open, and its coder asked for suggestions."""
    tell("open", session="FG01")
    tell("show", session="FG01", what="suggestions")
    taught.later()


@pytest.fixture
def ask(taught: Conversation) -> Callable[[], dict[str, Any]]:
    """Ask what is next, and give what comes of it."""

    def queue() -> dict[str, Any]:
        assert taught.answers({"type": "queue", "id": "view:queue:1"}) == []
        return next(told for told in taught.later() if told["type"] == "queue")

    return queue


def mark(tell: Say, words: str = "proof of address", code: str = "access.registration") -> dict[str, Any]:
    start = SAID.index(words)
    span = {"turn": TURN, "start": start, "end": start + len(words), "quote": words}
    return tell("mark", spans=[span], code=code)


# Suggestions follow


def test_nothing_is_asked_of_the_model_before_the_coder_asks_for_suggestions(
    taught: Conversation, tell: Say, model: Any, learned: Callable[..., Any]
) -> None:
    model.by_session["FG01"] = (learned("access.hours", 60),)
    assert tell("hello")["learns"]
    assert tell("open", session="FG01")["marks"] == []
    mark(tell)
    assert (taught.later(), model.asked) == ([], [])


def test_the_models_suggestions_follow_when_they_are_asked_for(
    taught: Conversation, tell: Say, model: Any, learned: Callable[..., Any], folder: Path, made: ModuleType
) -> None:
    made.made_suggestions(folder)
    by = "'address', term 'interpret*'"
    model.by_session["FG01"] = (learned("access.hours", 72, by=by),)
    tell("open", session="FG01")
    _saved, told = taught.answers({"type": "show", "id": "a:1", "session": "FG01", "what": "suggestions"})
    assert [one["coder"] for one in told["marks"]] == ["rules"] * 3, "what the rules say waits for nobody"
    (later,) = taught.later()
    assert (later["type"], later["session"], later["gone"]) == ("suggested", "FG01", [])
    (one,) = later["put"]
    assert (one["status"], one["own"], one["kind"], one["coder"]) == ("suggested", False, "model", "model")
    assert one["reasons"] == [{"by": "model", "text": by, "chance": 72}]
    assert [SAID[start:end] for start, end in one["words"]] == ["address"]
    assert later["sessions"][0]["suggestions"] == 4
    assert taught.later() == [], "nothing is due twice"


@pytest.mark.usefixtures("shown")
def test_each_judgement_is_followed_by_what_changed(
    taught: Conversation, tell: Say, model: Any, learned: Callable[..., Any]
) -> None:
    first, second = learned("access.hours", 30), learned("language.card", 40)
    model.by_session["FG01"] = (first, second)
    assert mark(tell)["type"] == "saved"
    assert {one["id"] for one in taught.later()[0]["put"]} == {first.id, second.id}
    model.by_session["FG01"] = (learned("access.hours", 50), learned("language.interpreter", 20))
    tell("decide", suggestion=first.id, choice="reject")
    (later,) = taught.later()
    assert [one["code"] for one in later["put"]] == ["language.interpreter"], "what was rejected does not come back"
    assert later["gone"] == [second.id]
    assert len(model.asked) == 3


@pytest.mark.usefixtures("shown")
def test_a_chance_that_moves_a_little_moves_nothing_on_the_page(
    taught: Conversation, tell: Say, model: Any, learned: Callable[..., Any]
) -> None:
    for chance, seen in ((50, [50]), (53, []), (54, []), (55, [55]), (51, []), (50, [50])):
        model.by_session["FG01"] = (learned("access.hours", chance),)
        tell("finish", session="FG01", yes=chance % 2 == 0)
        (later,) = taught.later()
        assert [one["reasons"][0]["chance"] for one in later["put"]] == seen, chance


@pytest.mark.usefixtures("shown")
def test_a_suggestion_of_which_the_model_thought_better_can_still_be_accepted_as_it_was_shown(
    taught: Conversation, tell: Say, model: Any, learned: Callable[..., Any], folder: Path
) -> None:
    one = learned("access.hours", 50)
    model.by_session["FG01"] = (one,)
    mark(tell)
    taught.later()
    model.by_session["FG01"] = ()
    mark(tell, "no interpreter", "language.interpreter")
    assert taught.later()[0]["gone"] == [one.id]
    span = {"turn": TURN, "start": 0, "end": len(SAID), "quote": SAID}
    said = tell("decide", suggestion=one.id, choice="accept", spans=[span])
    assert said["type"] == "saved"
    *_, kept = read_coder(folder / "asha.sqlite").codings
    assert (kept.quote, kept.code, kept.decided, kept.because) == (SAID, "access.hours", one.id, "50 in 100")
    assert not kept.independent
    again = tell("decide", suggestion=one.id, choice="reject")
    assert "decided already" in again["what"]


@pytest.mark.usefixtures("shown")
def test_words_of_another_turn_are_not_accepted_for_a_suggestion(
    taught: Conversation, tell: Say, model: Any, learned: Callable[..., Any]
) -> None:
    one = learned("access.hours", 50)
    model.by_session["FG01"] = (one,)
    mark(tell)
    taught.later()
    span = {"turn": "FG01:0006", "start": 0, "end": 6, "quote": "A card"}
    assert "another turn" in tell("decide", suggestion=one.id, choice="accept", spans=[span])["what"]


@pytest.mark.usefixtures("shown")
def test_a_model_that_fails_stops_nobody(
    taught: Conversation, tell: Say, model: Any, made: ModuleType, folder: Path
) -> None:
    for trouble, what in (
        (CodingError("A file is damaged.", hint="Mend it."), "A file is damaged."),
        (ValueError(made.CANARY), "Something went wrong in tlc itself (ValueError)."),
    ):
        model.trouble = trouble
        said = mark(tell, code="access.registration" if isinstance(trouble, CodingError) else "access.hours")
        assert said["type"] == "saved"
        (later,) = taught.later()
        assert (later["type"], later["what"]) == ("unlearnt", what)
        assert made.CANARY not in str(later)
    assert len(read_coder(folder / "asha.sqlite").codings) == 2


def test_what_the_model_once_wrote_is_shown_only_where_no_model_is_asked(
    made: ModuleType, learning: ModuleType, folder: Path, model: Any, learned: Callable[..., Any]
) -> None:
    made.replace_suggestions(folder, MODEL, [learned("access.hours", 61)])
    for talk, count in ((made.made_talk(folder), 1), (learning.learning_talk(made, folder, model, coder="ben"), 0)):
        _, told = talk.answers({"type": "show", "id": "a", "session": "FG01", "what": "suggestions"})
        assert len(told["marks"]) == count


@pytest.mark.usefixtures("shown")
def test_what_is_suggested_on_words_that_nobody_may_read_is_not_shown(
    taught: Conversation, tell: Say, model: Any, learned: Callable[..., Any], made: ModuleType
) -> None:
    model.by_session["FG01"] = (learned("access.hours", 50, ("FG01:0005", made.SAID["FG01"][4][1])),)
    mark(tell)
    assert taught.later()[0]["put"] == []


def test_a_code_that_was_retired_since_is_not_suggested(
    made: ModuleType, learning: ModuleType, folder: Path, model: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.made_suggestions(folder)
    material = made.made_material()
    codes = tuple(
        replace(code, status="retired") if code.id == "access.registration" else code for code in material.codebook
    )
    retired = replace(material, codebook=replace(material.codebook, codes=codes))
    monkeypatch.setattr(made, "made_material", lambda: retired)
    talk = learning.learning_talk(made, folder, model)
    _, told = talk.answers({"type": "show", "id": "a", "session": "FG01", "what": "suggestions"})
    assert [one["code"] for one in told["marks"]] == ["access.hours", "language.interpreter"]


# Two machines, one line


def test_rules_and_model_that_agree_are_one_line_with_both_reasons(
    taught: Conversation, tell: Say, model: Any, learned: Callable[..., Any], made: ModuleType, folder: Path
) -> None:
    made.made_suggestions(folder)
    like = made.made_coding("ben", "FG01:0002", "closed", "access.hours")
    made.add_codings(folder, made.Coder(id="ben", name="Ben"), [like])
    model.by_session["FG01"] = (learned("access.registration", 80, by="'asked'", like=[like.id, "gone"]),)
    tell("open", session="FG01")
    told = taught.answers({"type": "show", "id": "a", "session": "FG01", "what": "suggestions"})[1]
    rules = next(one for one in told["marks"] if one["code"] == "access.registration")
    (later,) = taught.later()
    (line,) = later["put"]
    assert (later["gone"], line["id"]) == ([], rules["id"]), "the line stays where it is"
    assert (line["start"], line["end"]) == (0, len(SAID))
    assert [(one["by"], one["chance"]) for one in line["reasons"]] == [("rules", None), ("model", 80)]
    assert [SAID[start:end] for start, end in line["words"]] == ["asked", "proof of address"]
    assert line["like"] == [{"quote": "closed", "turn": "FG01:0002"}]

    model.by_session["FG01"] = ()
    tell("finish", session="FG01", yes=True)
    (later,) = taught.later()
    assert [(one["id"], one["start"]) for one in later["put"]] == [(rules["id"], rules["start"])]


@pytest.fixture
def by_rules(made: ModuleType, folder: Path) -> None:
    made.made_suggestions(folder)


@pytest.mark.usefixtures("by_rules")
@pytest.mark.parametrize("choice", ["accept", "reject"])
def test_one_decision_answers_both_machines(
    taught: Conversation, tell: Say, model: Any, learned: Callable[..., Any], folder: Path, choice: str
) -> None:
    one = learned("access.registration", 80)
    model.by_session["FG01"] = (one,)
    tell("open", session="FG01")
    tell("show", session="FG01", what="suggestions")
    line = taught.later()[0]["put"][0]["id"]
    said = tell("decide", suggestion=line, choice=choice)
    kept = read_coder(folder / "asha.sqlite").codings
    assert line in said["gone"]
    if choice == "accept":
        assert [(mark.quote, mark.decided) for mark in kept] == [(SAID, line)]
        assert kept[0].because == "term 'proof of address'; 80 in 100"
    else:
        assert [(mark.status, mark.decided) for mark in kept] == [("rejected", line), ("rejected", one.id)]
    assert taught.later()[0]["put"] == [], "neither machine says it again"
    told = tell("open", session="FG01")
    assert [mark["code"] for mark in told["marks"] if mark["turn"] == TURN and mark["status"] == "suggested"] == [
        "language.interpreter"
    ]
    back = tell("undo")
    assert line in [mark["id"] for mark in back["put"]], "and both come back"


# What was read, and what to look at next


def test_a_turn_that_was_read_is_kept_with_how_it_was_drawn(tell: Say, folder: Path) -> None:
    said = tell("read", turn=TURN, drawn="random")
    assert (said["type"], said["done"], said["read"]) == ("saved", "read", {TURN: True})
    assert said["values"] == {"turn": TURN, "number": 3}
    assert (said["session"], said["undo"]) == ("FG01", "read")
    assert read_coder(folder / "asha.sqlite").read == {TURN: "random"}
    turns = tell("open", session="FG01")["turns"]
    assert [one["number"] for one in turns if one["read"]] == [3]


def test_a_turn_that_is_read_once_more_stays_as_it_was_drawn_first(tell: Say, folder: Path) -> None:
    tell("read", turn=TURN, drawn="random")
    assert tell("read", turn=TURN, drawn="rules")["read"] == {}
    assert read_coder(folder / "asha.sqlite").read == {TURN: "random"}
    assert read_coder(folder / "asha.sqlite").number == 1


def test_reading_is_taken_back_and_done_again(tell: Say, folder: Path) -> None:
    tell("read", turn=TURN, drawn="rules", to="a:1")
    back = tell("undo")
    assert (back["values"]["what"], back["read"], back["session"]) == ("read", {TURN: False}, "FG01")
    assert read_coder(folder / "asha.sqlite").read == {}
    assert tell("redo")["read"] == {TURN: True}


def test_the_same_reading_twice_is_told_twice_and_kept_once(tell: Say, folder: Path) -> None:
    for _ in range(2):
        said = tell("read", turn=TURN, drawn="rules", to="a:1")
        assert said["type"] == "saved"
    assert read_coder(folder / "asha.sqlite").number == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"turn": "FG01:0099", "drawn": "rules"},
        {"turn": "FG01:0005", "drawn": "rules"},
        {"turn": 3},
        {"turn": TURN, "drawn": "by hand"},
        {"turn": TURN, "drawn": None},
        {"turn": TURN, "drawn": ["rules"]},
    ],
    ids=["no turn", "no words", "a number", "another way", "nothing", "a list"],
)
def test_what_cannot_have_been_read_is_refused(tell: Say, folder: Path, fields: dict[str, Any]) -> None:
    assert tell("read", **fields)["type"] == "refused"
    assert not folder.exists()


def test_the_queue_says_what_is_next_and_nothing_that_the_coder_did_not_ask_for(
    tell: Say, ask: Callable[[], dict[str, Any]], model: Any, learning: ModuleType
) -> None:
    model.turns = [learning.next_turn(TURN), learning.next_turn("FG02:0003", "random")]
    bare = {"turn": TURN, "session": "FG01", "number": 3, "drawn": "rules", "why": "", "code": ""}
    said = ask()
    assert (said["to"], said["done"], said["of"], model.most) == ("view:queue:1", 0, 2, [ROUND])
    assert said["items"][0] == bare
    tell("show", session="FG01", what="suggestions")
    first, second = ask()["items"]
    assert first == bare | {"why": "the term 'interpreter' stands here", "code": "language.interpreter"}
    assert (second["session"], second["drawn"], second["why"]) == ("FG02", "random", "")


def test_a_round_goes_on_where_it_was_left(
    tell: Say, ask: Callable[[], dict[str, Any]], taught: Conversation, model: Any, learning: ModuleType
) -> None:
    model.turns = [learning.next_turn(turn) for turn in ("FG01:0002", TURN, "FG01:0004", "FG01:0005", "XX:0001")]
    tell("read", turn="FG01:0002", drawn="rules")
    said = ask()
    assert (said["done"], said["of"], model.most) == (1, 3, [ROUND - 1])
    assert [one["turn"] for one in said["items"]] == [TURN, "FG01:0004"], "read, without words, unknown: passed over"
    taught._desk.journal.do(*(Read(f"FG02:{number:04d}", "rules") for number in range(1, ROUND)))
    taught._desk.read_again()
    assert ask()["done"] == 0, "a new round"


def test_what_is_next_is_asked_for_beside_the_page_and_before_suggestions(taught: Conversation, tell: Say) -> None:
    tell("open", session="FG01")
    tell("show", session="FG01", what="suggestions")
    taught.answers({"type": "queue", "id": "view:queue:1"})
    assert [one["type"] for one in taught.later()] == ["queue", "suggested"]


def test_a_queue_that_fails_is_told_to_who_asked(
    taught: Conversation, model: Any, made: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(most: int) -> None:
        raise ValueError(made.CANARY * most)

    monkeypatch.setattr(model, "queue", fails)
    taught.answers({"type": "queue", "id": "view:queue:1"})
    (told,) = taught.later()
    assert (told["type"], told["to"]) == ("queue", "view:queue:1")
    assert told["what"] == "Something went wrong in tlc itself (ValueError)."


def test_without_a_model_there_is_no_queue(say: Say) -> None:
    assert not say("hello")["learns"]
    assert say("queue")["type"] == "refused"


def test_people_who_agree_are_shown_no_queue_and_read_no_turns(
    made: ModuleType, learning: ModuleType, folder: Path, model: Any, say_to: Callable[[Conversation], Say]
) -> None:
    made.made_others(folder)
    agree = say_to(learning.learning_talk(made, folder, model, coder="agreed", between=("ben", "cleo")))
    assert not agree("hello")["learns"]
    assert agree("queue")["type"] == "refused"
    assert agree("read", turn=TURN, drawn="rules")["type"] == "refused"
