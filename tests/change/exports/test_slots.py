"""The file that people translate: what they wrote stays, and what is new is asked for."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.change.exports._slots import Slot, filled, read_slots, with_slots
from tlc.errors import StudyError

HOURS = Slot(section="themes", key="access.hours", en="Opening hours do not fit")
FOUND = Slot(section="page", key="found", en="In {sessions} talks.", offered="În {sessions} discuții.")


def read_back(text: str, folder: Path) -> dict[tuple[str, str], tuple[str, str]]:
    path = folder / "community-ro.toml"
    path.write_text(text, encoding="utf-8")
    return dict(read_slots(path).texts)


def test_a_new_file_holds_every_slot_with_what_ships(tmp_path: Path) -> None:
    text = with_slots("", [FOUND, HOURS], language="ro")
    assert read_back(text, tmp_path) == {
        ("page", "found"): ("In {sessions} talks.", "În {sessions} discuții."),
        ("themes", "access.hours"): ("Opening hours do not fit", ""),
    }
    assert text.startswith("# The community summary in: ro.")
    assert "{ }" in text.split("\n")[1]


def test_nothing_changes_where_nothing_lacks() -> None:
    text = with_slots("", [FOUND, HOURS], language="ro")
    assert with_slots(text, [FOUND, HOURS], language="ro") == text


def test_what_people_wrote_stays_with_their_comments() -> None:
    text = with_slots("", [HOURS], language="ro").replace('say = ""', 'say = "Programul nu se potrivește" # asked Ana')
    more = with_slots(text, [HOURS, FOUND], language="ro")
    assert "# asked Ana" in more
    assert tomllib.loads(more)["themes"]["access.hours"]["say"] == "Programul nu se potrivește"
    assert tomllib.loads(more)["page"]["found"]["en"] == FOUND.en


def test_a_translation_of_older_english_is_kept_beside_and_asked_for_again() -> None:
    text = with_slots("", [HOURS], language="ro").replace('say = ""', 'say = "Programul"')
    newer = Slot(section="themes", key="access.hours", en="Hours do not fit people who work")
    slot = tomllib.loads(with_slots(text, [newer], language="ro"))["themes"]["access.hours"]
    assert slot == {"en": newer.en, "say": "", "before": "Programul"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[themes\nx = "quince"', "not valid TOML"),
        ('[themes]\nx = "quince"', "something else than slots"),
        ('[themes.x]\nen = "quince"', "something else than slots"),
        ("[themes.x]\nen = 1\nsay = 2", "something else than slots"),
        ("reviewed = 7", "not a text"),
    ],
)
def test_what_is_no_file_of_slots_is_refused_without_its_words(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(StudyError, match=message) as refused:
        read_back(text, tmp_path)
    assert "quince" not in str(refused.value)


@given(st.text(max_size=40), st.text(max_size=40), st.text(min_size=1, max_size=20))
def test_any_words_go_into_the_file_and_come_back(en: str, offered: str, key: str) -> None:
    from hypothesis import assume

    assume(not any(0xD800 <= ord(letter) < 0xE000 for letter in en + offered + key))
    slot = Slot(section="themes", key=key, en=en, offered=offered)
    assert tomllib.loads(with_slots("", [slot], language="ro"))["themes"][key] == {"en": en, "say": offered}


def test_what_is_filled_in_is_not_filled_in_again() -> None:
    assert filled("{a}{b}{c}", {"a": "{b}", "b": "2"}) == "{b}2{c}"
