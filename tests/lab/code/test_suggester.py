"""What a page knows of a model's suggestions between two questions, and how two machines become one line."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from tlc.lab.code.marks import is_decided, joined
from tlc.lab.code.suggester import Learned
from tlc.model import MODEL, RULES, Coding, Span

TURN = "FG01:0003"


def made(start: int, end: int, code: str = "a.b", **more: Any) -> Coding:
    coder = str(more.pop("coder", "model"))
    fields = {"id": f"{coder}-{start}-{end}-{code}", "status": "suggested", "made_at": "now", **more}
    span = Span(turn=str(fields.pop("turn", TURN)), start=start, end=end)
    return Coding(span=span, code=code, coder=coder, quote="x" * (end - start), **fields)


def test_without_anybody_to_ask_nothing_is_suggested() -> None:
    learned = Learned()
    assert (bool(learned), learned.ask("FG01"), learned.queue(5)) == (False, (), ())


def test_who_learns_is_called_once_and_only_when_something_is_asked() -> None:
    calls = count()

    class Model:
        def suggestions(self, session: str) -> tuple[Coding, ...]:
            return (made(0, 4, turn=f"{session}:0001"),)

        def queue(self, most: int) -> tuple[Any, ...]:
            return (None,) * most

    def begin() -> Any:
        next(calls)
        return Model()

    learned = Learned(begin)
    assert (bool(learned), next(calls)) == (True, 0), "to have one is not to call it"
    assert learned.ask("FG02")[0].span.turn == "FG02:0001"
    assert (len(learned.queue(3)), next(calls)) == (3, 2)


def test_one_session_is_taken_and_the_others_stay() -> None:
    learned = Learned()
    learned.take("FG01", [made(0, 4), made(0, 4, "c.d"), made(0, 4, turn="FG01:0009")])
    learned.take("FG02", [made(0, 4, turn="FG02:0001")])
    assert [mark.code for mark in learned.on(TURN)] == ["a.b", "c.d"]
    learned.take("FG01", [made(2, 4, "c.d")])
    assert [mark.span.start for mark in learned.on(TURN)] == [2]
    assert (learned.turns_of("FG01"), learned.turns_of("FG02")) == ([TURN], ["FG02:0001"])
    assert learned.get("model-0-4-a.b") is not None, "it was shown, and can be decided on"
    assert learned.get("no such") is None


@pytest.mark.parametrize(("before", "now", "moves"), [(50, 54, False), (50, 55, True), (3, 0, False), (8, 3, True)])
def test_a_suggestion_changes_when_its_chance_moves_by_five(before: int, now: int, moves: bool) -> None:
    learned = Learned()
    learned.take("FG01", [made(0, 4, because=f"{before} in 100; goes by: 'x'")])
    learned.take("FG01", [made(0, 4, because=f"{now} in 100; goes by: 'y'")])
    assert learned.on(TURN)[0].because.startswith(f"{now if moves else before} in 100")


def test_what_gives_no_chance_changes_whenever_it_says_something_else() -> None:
    learned = Learned()
    for because in ("one thing", "another"):
        learned.take("FG01", [made(0, 4, because=because)])
        assert learned.on(TURN)[0].because == because


# Lines


def line(*marks: Coding) -> list[tuple[str, int, int, int]]:
    machines = [(mark, MODEL if mark.coder == "model" else RULES) for mark in marks]
    return [(one.coding.id, one.coding.span.start, one.coding.span.end, len(one.also)) for one in joined(machines)]


def test_what_stands_alone_is_a_line_of_its_own() -> None:
    rules, model = made(0, 4, coder="rules"), made(4, 9)
    assert line(rules, model) == [(rules.id, 0, 4, 0), (model.id, 4, 9, 0)]
    assert len(line(rules, made(0, 9, "c.d"))) == 2, "another code is another line"


def test_all_rules_on_a_models_words_are_one_line_with_it() -> None:
    one, two, far, model = (
        made(0, 4, coder="rules"),
        made(6, 8, coder="rules"),
        made(20, 24, coder="rules"),
        made(0, 9),
    )
    assert line(one, two, far, model) == [(far.id, 20, 24, 0), (one.id, 0, 9, 3)]


@pytest.mark.parametrize("status", ["accepted", "rejected"])
def test_a_model_is_answered_for_the_whole_turn_and_rules_for_their_words(status: Any) -> None:
    own = made(20, 24, coder="asha", status=status)
    assert is_decided(made(0, 9), [own])
    assert not is_decided(made(0, 9, coder="rules"), [own])
    assert not is_decided(made(0, 9, "c.d"), [own])
