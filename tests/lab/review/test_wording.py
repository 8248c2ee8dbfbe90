"""The page's texts: the same in both languages, nothing untranslated, nothing promised."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tlc.lab.page import page
from tlc.lab.review.wording import STATIC, wording
from tlc.talk.screen._hit import KINDS
from tlc.talk.screen.review import REASONS

PAGE = page(STATIC)


def flat(texts: dict[str, Any]) -> dict[str, str]:
    tables = {
        f"{table}.{key}": text
        for table in texts
        if isinstance(texts[table], dict)
        for key, text in texts[table].items()
    }
    return {key: text for key, text in texts.items() if isinstance(text, str)} | tables


def blanks(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_both_languages_say_the_same_things() -> None:
    english, romanian = flat(wording()["en"]), flat(wording()["ro"])
    assert list(english) == list(romanian)
    assert {key: blanks(text) for key, text in english.items()} == {key: blanks(text) for key, text in romanian.items()}


@pytest.mark.parametrize("language", ["en", "ro"])
def test_every_kind_and_every_reason_has_words(language: str) -> None:
    assert set(wording()[language]["kinds"]) == set(KINDS.values())
    assert tuple(wording()[language]["reasons"]) == REASONS
    assert all(text.strip() for text in flat(wording()[language]).values())


def test_nothing_was_left_in_english() -> None:
    english, romanian = flat(wording()["en"]), flat(wording()["ro"])
    assert {key for key in english if english[key] == romanian[key]} == set()


def test_the_page_says_that_the_romanian_waits_for_a_native_speaker() -> None:
    assert "de verificat" in wording()["ro"]["language"]


def test_romanian_letters_have_commas_and_not_cedillas() -> None:
    assert not set("".join(flat(wording()["ro"]).values())) & set("şţŞŢ")


@pytest.mark.parametrize("language", ["en", "ro"])
def test_nothing_is_called_anonymous(language: str) -> None:
    assert "anonym" not in "".join(flat(wording()[language]).values()).casefold()
    assert "anonim" not in "".join(flat(wording()[language]).values()).casefold()


def test_every_text_is_used_by_the_page_and_none_is_missing() -> None:
    said = {key for key, text in wording()["en"].items() if isinstance(text, str)}
    asked = set(re.findall(r"""(?:this\.text|heard)\(\s*"(\w+)""", PAGE)) | {"language"}
    built = {key for key in said if key.startswith("done_")} | {"BLOCK", "WARN", "PASS"}
    quoted = {key for key in said if f'"{key}"' in PAGE}
    assert asked <= said
    assert said - asked - built - quoted == set()


def test_the_page_never_takes_words_for_html() -> None:
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|eval\(", PAGE)


def test_the_page_asks_nobody_for_anything() -> None:
    css = (STATIC / "review.css").read_text(encoding="utf-8")
    assert not re.search(r"https?:|fetch\(|XMLHttpRequest|WebSocket|import\(|@import|url\(|localStorage", PAGE + css)
