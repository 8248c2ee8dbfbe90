"""The community summary: in people's language, and nothing in English that nobody noticed."""

from __future__ import annotations

import dataclasses
import re

import pytest
from bs4 import BeautifulSoup

from tlc.change.exports._slots import Said
from tlc.change.exports.community import community, slots_of
from tlc.change.report.facts import ReportFacts

NOBODY = Said(reviewed="", texts={})


def translated(facts: ReportFacts, *, reviewed: str = "the centre", **instead: str) -> Said:
    """Everything translated, by a word that says where it stands; single texts otherwise."""
    texts = {}
    for slot in slots_of(facts, "ro"):
        holes = " ".join(f"{{{name}}}" for name in sorted(slot.holes))
        texts[slot.section, slot.key] = (slot.en, instead.get(slot.key, f"tradus {slot.section} {holes}".strip()))
    return Said(reviewed=reviewed, texts=texts)


def soup(page: str) -> BeautifulSoup:
    return BeautifulSoup(page, "html.parser")


def marks(page: str) -> list[str]:
    return [one.get_text(strip=True) for one in soup(page).select(".mark")]


def test_a_page_that_is_translated_whole_holds_no_english(facts: ReportFacts) -> None:
    page, lacking = community(facts, "ro", translated(facts))
    assert lacking == ()
    text = soup(page).main.get_text() if soup(page).main else ""
    for english in ("Interpreter", "interpreting", "director", "Focus groups", "You told", "talks", "draft"):
        assert english not in text
    assert soup(page).html["lang"] == "ro"  # type: ignore[index]


def test_a_text_without_translation_stands_in_english_marked_and_listed(facts: ReportFacts) -> None:
    said = translated(facts, interpreter_not_there="")
    page, lacking = community(facts, "ro", said)
    assert lacking == ("[themes.interpreter_not_there]",)
    assert marks(page)[0] == "UNFINISHED: 1 text has no translation. Not to be handed out."
    left = soup(page).select(".missing")
    assert [(one["lang"], one.get_text()) for one in left] == [("en", "[not translated] Interpreter not there")]


def test_a_translation_of_an_english_that_has_changed_is_lacking(facts: ReportFacts) -> None:
    said = translated(facts)
    texts = {**said.texts, ("actions", "1"): ("Two interpreting services", "Două servicii")}
    _, lacking = community(facts, "ro", Said(reviewed="x", texts=texts))
    assert lacking == ("[actions.1]",)


@pytest.mark.parametrize("wrong", ["fără", "{sessions}", "{sessions} {all} {people}", "{sesiuni} {all}"])
def test_a_translation_that_loses_what_is_filled_in_is_lacking(wrong: str, facts: ReportFacts) -> None:
    _, lacking = community(facts, "ro", translated(facts, found=wrong))
    assert lacking == ("[page.found]",)


def test_nothing_translated_lists_everything(facts: ReportFacts) -> None:
    page, lacking = community(facts, "ro", NOBODY)
    assert len(lacking) == len(slots_of(facts, "ro"))
    assert marks(page)[0].startswith(f"UNFINISHED: {len(lacking)} texts have")


def test_a_page_that_no_speaker_has_read_waits(facts: ReportFacts) -> None:
    assert len(marks(community(facts, "ro", translated(facts, reviewed=""))[0])) == 3  # waiting, draft, invented
    assert len(marks(community(facts, "ro", translated(facts))[0])) == 2


def test_english_needs_no_file_and_says_the_marks(facts: ReportFacts) -> None:
    page, lacking = community(facts, "en", NOBODY)
    assert lacking == ()
    assert marks(page) == [
        "This is a draft. It may still change.",
        "This is an invented example: the people, the places and the words are made up.",
    ]
    text = " ".join(soup(page).get_text(" ").split())
    assert "We heard this in 14 of 20 talks." in text
    assert "Who will do it: ICB, director of primary care. By when: 03/2027." in text
    assert "Nobody has taken this on yet." in text
    assert "Leaflets" not in text


def test_a_team_may_say_it_in_plainer_english(facts: ReportFacts) -> None:
    texts = {("themes", "interpreter_not_there"): ("Interpreter not there", "Nobody to interpret")}
    page, lacking = community(facts, "en", Said(reviewed="", texts=texts))
    assert lacking == ()
    assert "Nobody to interpret" in page


def test_only_counts_that_are_numbers_stand_on_it(facts: ReportFacts) -> None:
    made = dataclasses.replace(facts, counts=(("Focus groups", "11"), ("Professionals", "fewer than 5")))
    page, _ = community(made, "en", NOBODY)
    assert "Focus groups: 11" in page
    assert "Professionals" not in page


def test_nobody_is_quoted_where_people_know_each_other(facts: ReportFacts) -> None:
    for language in ("en", "ro"):
        page, _ = community(facts, language, translated(facts))
        assert "I signed" not in page
        assert "Am semnat" not in page


def test_a_language_that_runs_from_the_right_does(facts: ReportFacts) -> None:
    assert soup(community(facts, "ur", NOBODY)[0]).html["dir"] == "rtl"  # type: ignore[index]


def test_romanian_sentences_ship_and_keep_what_is_filled_in(facts: ReportFacts) -> None:
    own = [slot for slot in slots_of(facts, "ro") if slot.section == "page"]
    assert all(slot.offered for slot in own)
    for slot in own:
        assert set(re.findall(r"\{(\w+)\}", slot.offered)) == slot.holes
    assert not any(slot.offered for slot in slots_of(facts, "pl"))


def test_the_page_asks_nothing_of_any_network_and_runs_nothing(facts: ReportFacts) -> None:
    page = soup(community(facts, "ro", translated(facts))[0])
    assert not page.select("script, link, img, iframe, [src], [href], [onload]")


def test_hostile_words_stay_text(hostile: ReportFacts) -> None:
    for language in ("en", "ro"):
        page, _ = community(hostile, language, NOBODY)
        assert not soup(page).select("script, b, a")
        assert "\u202e" not in page


def test_an_empty_study_gives_a_page_that_says_so(bare: ReportFacts) -> None:
    page, lacking = community(bare, "en", NOBODY)
    assert lacking == ()
    assert page.count("Nothing has been decided yet.") == page.count("Nothing has been found yet.") == 1
    assert marks(page) == []
