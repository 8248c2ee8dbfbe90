"""Brackets in place of what identifies: consistent, numbered, and never a letter too few."""

from __future__ import annotations

import pytest

from tlc.errors import StudyError
from tlc.model import Note
from tlc.talk.importers import RawTurn
from tlc.talk.screen.finding import Decision, Finding, Place
from tlc.talk.screen.replace import label_for, replaced


def found(start: int, end: int, label: str = "name 1", *, part: str = "turn", index: int = 0) -> Finding:
    decision = Decision(choice="replace", seal="s", by="asha", at="", reason="", label=label) if label else None
    place = Place(part=part, index=index, start=start, end=end)
    return Finding(kind="name", level="warn", rule="r", place=place, number=1, seal="s", decision=decision)


def turn(text: str, **fields: object) -> RawTurn:
    return RawTurn(label="P01", text=text, number=1, **fields)  # type: ignore[arg-type]


def words(turns: tuple[RawTurn, ...]) -> list[str]:
    return [one.text for one in turns]


def test_what_is_replaced_gives_way_to_its_label_in_brackets() -> None:
    assert words(replaced([turn("I told Ana so.")], [found(7, 10)])) == ["I told [name 1] so."]


def test_several_in_one_turn_are_all_replaced() -> None:
    text = "Ana and Bea and Ana."
    marks = [found(16, 19), found(0, 3), found(8, 11, "name 2")]

    assert words(replaced([turn(text)], marks)) == ["[name 1] and [name 2] and [name 1]."]


def test_findings_over_each_other_are_replaced_as_one() -> None:
    marks = [found(7, 15, "name 2"), found(11, 22, "place 1")]

    assert words(replaced([turn("I told Ana Pop Street so.")], marks)) == ["I told [place 1]so."]


def test_the_other_turns_stay_as_they_are() -> None:
    first, second = turn("Ana."), turn("Ana.")

    out = replaced([first, second], [found(0, 3, index=1)])

    assert out[0] is first
    assert out[1].text == "[name 1]."


def test_originals_are_replaced_as_well_as_words() -> None:
    one = turn("I told Ana.", original="I-am zis Anei.", original_language="ro")

    out = replaced([one], [found(7, 10), found(9, 13, part="original")])

    assert (out[0].text, out[0].original) == ("I told [name 1].", "I-am zis [name 1].")


@pytest.mark.parametrize("choice", ["keep", "out", None])
def test_what_was_not_to_be_replaced_stays(choice: str | None) -> None:
    decision = Decision(choice=choice, seal="s", by="asha", at="", reason="x") if choice else None  # type: ignore[arg-type]
    mark = Finding(
        kind="name",
        level="warn",
        rule="r",
        place=Place(part="turn", index=0, start=0, end=3),
        number=1,
        seal="s",
        decision=decision,
    )
    assert words(replaced([turn("Ana.")], [mark])) == ["Ana."]


def test_what_stands_beside_the_talk_changes_no_turn() -> None:
    assert words(replaced([turn("Ana.")], [found(0, 3, part="comments"), found(0, 3, part="label")])) == ["Ana."]


@pytest.mark.parametrize(("at", "moved"), [(0, 0), (2, 2), (5, 10), (8, 13), (3, 10), (4, 10)])
def test_notes_move_with_the_words_around_them(at: int, moved: int) -> None:
    one = turn("I Ana so", notes=(Note(at=at, text="[laughs]"),))

    out = replaced([one], [found(2, 5)])

    assert out[0].text == "I [name 1] so"
    assert out[0].notes[0].at == moved


def test_labels_are_numbered_in_the_order_in_which_they_are_given() -> None:
    taken: dict[str, str] = {}
    for seal in ("a", "b", "c"):
        taken[seal] = label_for("town", seal, taken)

    assert list(taken.values()) == ["town 1", "town 2", "town 3"]


def test_the_same_thing_keeps_its_label_whatever_it_is_called_later() -> None:
    assert label_for("village", "a", {"a": "town 1"}) == "town 1"


def test_numbers_are_counted_for_each_kind_apart() -> None:
    taken = {"a": "town 7", "b": "town hall 9", "c": "townhouse 4"}

    assert label_for("town", "d", taken) == "town 8"
    assert label_for("village", "d", taken) == "village 1"


@pytest.mark.parametrize("words", ["", "   ", "[town]", "town 1", "a]b", "x" * 41, "1st", "town\n- x: y"])
def test_what_cannot_stand_in_brackets_is_refused(words: str) -> None:
    if words.startswith("town\n"):
        words = "town: y"
    with pytest.raises(StudyError, match="a few plain words"):
        label_for(words, "a", {})


@pytest.mark.parametrize("words", ["GP surgery", "sister", "oraș", "mother-in-law", "St John's church"])
def test_plain_words_in_any_language_can(words: str) -> None:
    assert label_for(words, "a", {}) == f"{words} 1"
