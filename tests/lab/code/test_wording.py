"""The coding page's texts: the same in both languages, all there, and none that nobody sees."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tlc.lab.code.wording import STATIC, wording
from tlc.lab.page import page
from tlc.model.people import ROLES

PAGE = page(STATIC)
MADE_UP_IN_THE_PAGE = ("done_", "filter_", "ask_", "undo_this", "redo_this", "nothing_to_", "language")


def flat(texts: dict[str, Any]) -> dict[str, str]:
    tables = {
        f"{name}.{key}": text for name, table in texts.items() if isinstance(table, dict) for key, text in table.items()
    }
    return {key: text for key, text in texts.items() if isinstance(text, str)} | tables


def blanks(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_both_languages_say_the_same_things() -> None:
    english, romanian = flat(wording()["en"]), flat(wording()["ro"])
    assert list(english) == list(romanian)
    assert {key: blanks(text) for key, text in english.items()} == {key: blanks(text) for key, text in romanian.items()}


def test_every_text_that_the_page_asks_for_is_there() -> None:
    asked = set(re.findall(r'text\("(\w+)"', PAGE))
    assert len(asked) > 50
    assert asked <= set(flat(wording()["en"]))


def test_no_text_is_there_that_the_page_does_not_know() -> None:
    known = set(re.findall(r'"(\w+)"', PAGE))
    plain = [key for key in flat(wording()["en"]) if "." not in key and not key.startswith(MADE_UP_IN_THE_PAGE)]
    assert [key for key in plain if key not in known] == []


@pytest.mark.parametrize("language", ["en", "ro"])
def test_every_role_and_every_kind_of_step_has_words(language: str) -> None:
    assert set(wording()[language]["roles"]) == set(ROLES)
    assert set(wording()[language]["steps"]) == {"add", "remove", "alter", "propose", "finish", "read", "summarise"}


@pytest.mark.parametrize("language", ["en", "ro"])
def test_every_answer_has_words(language: str) -> None:
    done = {key.removeprefix("done_") for key in wording()[language] if key.startswith("done_")}
    decided = {"decide_accept", "decide_reject", "decide_change", "decide_all"}
    assert (
        done
        == {"mark", "unmark", "alter", "propose", "undo", "redo", "show", "show_learns", "finish", "read"} | decided
    )


def test_romanian_letters_have_a_comma_below_and_no_cedilla() -> None:
    texts = " ".join(flat(wording()["ro"]).values())
    assert "ș" in texts
    assert not set("şţŞŢ") & set(texts)
