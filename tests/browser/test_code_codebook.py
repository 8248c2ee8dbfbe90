"""The codebook, edited from the coding page: in a browser, before the real desk and a real codebook file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tlc.listen.codebook import CodebookFile, read_codebook

Opener = Callable[..., Any]
MADE = Path(__file__).parents[1] / "lab" / "code" / "made_codebook.py"
HOURS = "Opening hours do not fit"
FOCUSED = """() => {
  const { dataset, className } = document.activeElement;
  return dataset.field ?? dataset.edits ?? className;
}"""
WIDE = """() => [...document.querySelectorAll(".tlc-fields, .tlc-editor")]
  .filter((node) => node.scrollWidth > node.clientWidth).length"""


@pytest.fixture(scope="module")
def made_book(loaded: Callable[[Path], ModuleType]) -> ModuleType:
    return loaded(MADE)


@pytest.fixture
def study(made_book: ModuleType, tmp_path: Path) -> Any:
    return made_book.Study(tmp_path, tag=lambda: None)


@pytest.fixture
def opened(coding: Opener, study: Any) -> Opener:
    """Open the page on its first session."""

    def open_(**how: Any) -> Any:
        window = coding(study, **how)
        window.locator(".tlc-start button").first.click()
        window.locator(".tlc-turn").first.wait_for()
        return window

    return open_


def field(window: Any, name: str) -> Any:
    return window.locator(f'.tlc-editor [data-field="{name}"]')


def edit(window: Any, name: str) -> None:
    """Open the form of a code, with the keyboard alone."""
    window.begin(2)
    window.press("c")
    window.keyboard.type(name)
    window.press("F2")
    field(window, "definition").wait_for()


def save(window: Any, said: str = "") -> None:
    window.get_by_role("button", name="Save in the codebook").click()
    if said:
        window.status(said)


def gutter(window: Any, language: str = "en") -> list[str]:
    """The numbers beside the terms, once they are there."""
    area = f'.tlc-editor .tlc-terms:has([data-field="terms.{language}"])'
    window.locator(f"{area} .tlc-gutter div div").first.wait_for()
    return [str(text) for text in window.locator(f"{area} .tlc-gutter div div").all_inner_texts()]


# Editing


def test_a_code_is_edited_with_the_keyboard_alone(opened: Opener, study: Any) -> None:
    window = opened()
    edit(window, "hours")
    assert window.evaluate(FOCUSED) == "label.en"
    window.keyboard.press("End")
    window.keyboard.type(" us")
    window.press("Tab", "Tab")
    assert window.evaluate(FOCUSED) == "definition"
    window.keyboard.type("When we are free, they are closed. ")
    while window.evaluate(FOCUSED) != "save":
        window.press("Tab")
    window.press("Enter", said="Saved in the codebook, version 1.0.1: Opening hours do not fit us.")
    code = read_codebook(study.path)["access.hours"]
    assert code.name == "Opening hours do not fit us"
    assert "When we are free, they are closed." in code.definition
    assert window.evaluate(FOCUSED) == "tlc-search", "the focus is where it was"
    assert window.locator(".tlc-editor").is_hidden()


def test_the_new_name_is_everywhere_on_the_page(opened: Opener, study: Any) -> None:
    window = opened()
    window.drag(2, "closed", "shift")
    window.code(HOURS).click()
    window.status(f"Saved: {HOURS}.")
    edit(window, "hours")
    field(window, "label.en").fill("Closed when we are free")
    save(window, "Saved in the codebook")
    window.wait_for_function("document.querySelector('.tlc-codings').ownerDocument.body.innerText.includes('— you')")
    assert window.entries(2) == ["Closed when we are free — you"]
    window.locator(".tlc-search").fill("when we")
    assert window.code("Closed when we are free").count() == 1
    window.press("Escape")
    assert "Closed when we are free" in window.locator(".tlc-chips").inner_text()
    assert study.desk.codes["access.hours"].name == "Closed when we are free"


def test_the_pencil_edits_and_does_not_code_the_words_that_are_selected(opened: Opener) -> None:
    window = opened()
    window.drag(2, "closed", "shift")
    window.code("Cannot register").hover()
    window.code("Cannot register").locator(".tlc-pencil").click()
    field(window, "label.en").wait_for()
    assert field(window, "label.en").input_value() == "Cannot register"
    window.press("Escape")
    assert window.locator(".tlc-picked").all_inner_texts() == ["closed after my shift"]
    assert window.sent("mark") == []


def test_what_is_said_about_a_code_has_a_button_to_edit_it(opened: Opener) -> None:
    window = opened()
    window.code("No interpreter").focus()
    window.get_by_role("button", name="Edit in the codebook: No interpreter").click()
    field(window, "label.en").wait_for()
    window.press("Escape")
    assert window.evaluate("document.activeElement.dataset.edit") == "language.interpreter"


def test_f2_on_a_coding_that_is_open_edits_its_code(opened: Opener) -> None:
    window = opened()
    window.drag(2, "closed", "shift")
    window.code("Cannot register").click()
    window.status("Saved: Cannot register.")
    window.begin(2)
    window.press("m", "Escape", "ArrowDown", "ArrowUp")
    window.locator(".tlc-codings button").first.click()
    window.begin(2)
    window.press("F2")
    field(window, "label.en").wait_for()
    assert field(window, "label.en").input_value() == "Cannot register"
    window.press("Escape")
    assert "tlc-turn" in window.evaluate(FOCUSED)


def test_a_page_without_a_codebook_file_offers_nothing(coding: Opener) -> None:
    window = coding()
    window.code("Cannot register").focus()
    window.press("F2")
    assert window.locator("[data-edit], .tlc-add:visible").count() == 0


def test_nothing_changed_is_nothing_written(opened: Opener, study: Any) -> None:
    window = opened()
    edit(window, "hours")
    save(window, "Nothing was changed.")
    assert window.sent("code") == []
    assert read_codebook(study.path).version == "1.0.0"


def test_the_page_in_romanian_asks_for_both_names(opened: Opener, study: Any) -> None:
    window = opened()
    edit(window, "hours")
    field(window, "brief").fill("Programul.")
    window.get_by_role("button", name="Română").click()
    assert field(window, "brief").input_value() == "Programul."
    assert window.locator(".tlc-editor label").first.inner_text() == "Nume, română"
    field(window, "label.ro").fill("Program nepotrivit")
    window.get_by_role("button", name="Salvează în lista de coduri").click()
    window.status("Salvat în lista de coduri")
    code = read_codebook(study.path)["access.hours"]
    assert (code.brief, code.label["ro"], code.label["en"]) == ("Programul.", "Program nepotrivit", HOURS)


def test_a_heading_has_a_name_and_a_meaning_and_no_terms(opened: Opener, study: Any) -> None:
    window = opened()
    window.code("Getting in").focus()
    window.press("F2")
    field(window, "label.en").fill("Getting through the door")
    assert field(window, "terms.en").count() == 0
    save(window, "Saved in the codebook")
    assert read_codebook(study.path)["access"].name == "Getting through the door"
    assert window.evaluate("document.activeElement.dataset.code") == "access"


# Terms


def test_beside_each_term_stands_how_many_turns_it_would_hit(opened: Opener) -> None:
    window = opened()
    edit(window, "hours")
    assert gutter(window) == ["2", "1"]
    field(window, "terms.en").fill("closed\nwaited\nnot there at all")
    window.get_by_text("Now in 2 of 7 turns").wait_for()
    assert gutter(window) == ["2", "1", "0"]


def test_a_term_that_cannot_be_read_is_named_by_its_line_and_not_saved(opened: Opener, study: Any) -> None:
    window = opened()
    edit(window, "hours")
    field(window, "terms.en").fill("closed\n(waiting list|queue")
    window.locator(".tlc-termsaid .tlc-wrong").wait_for()
    assert window.locator(".tlc-termsaid .tlc-wrong").inner_text().startswith("Line 2:")
    assert field(window, "terms.en").get_attribute("aria-invalid") == "true"
    assert window.violations() == []
    save(window, "A term cannot be read.")
    assert window.evaluate(FOCUSED) == "terms.en"
    assert read_codebook(study.path).version == "1.0.0"
    field(window, "terms.en").fill("closed\n(waiting list|queue)")
    window.wait_for_function("!document.querySelector('.tlc-termsaid .tlc-wrong')")
    save(window, "Saved in the codebook, version 1.1.0")


def test_a_term_of_another_code_is_named(opened: Opener) -> None:
    window = opened()
    edit(window, "hours")
    field(window, "terms.en").fill("closed\ninterpret*")
    window.get_by_text("Line 2: also a term of No interpreter.").wait_for()


def test_after_terms_were_changed_the_rules_can_look_again(opened: Opener) -> None:
    window = opened()
    edit(window, "hours")
    field(window, "terms.en").fill("closed\nlate")
    save(window, "Saved in the codebook")
    assert window.violations() == []
    window.get_by_role("button", name="Look again").click()
    window.status("Saved: the rules have looked through all sessions.")


# Leaving


def test_escape_asks_before_typed_words_are_lost(opened: Opener, study: Any) -> None:
    window = opened()
    edit(window, "hours")
    field(window, "include").fill("Bank holidays.")
    window.press("Escape")
    assert window.get_by_text("Nothing of this is saved yet.").last.is_visible()
    assert window.violations() == []
    window.press("Escape")
    assert window.evaluate(FOCUSED) == "include"
    window.press("Escape", "Enter")
    assert window.evaluate(FOCUSED) == "include"
    window.press("Escape", "Tab", "Enter")
    assert window.locator(".tlc-editor").is_hidden()
    assert window.evaluate(FOCUSED) == "tlc-search"
    assert read_codebook(study.path).version == "1.0.0"


def test_escape_leaves_a_form_in_which_nothing_was_typed(opened: Opener) -> None:
    window = opened()
    edit(window, "hours")
    window.press("Escape")
    assert window.locator(".tlc-editor").is_hidden()
    assert window.evaluate(FOCUSED) == "tlc-search"


def test_a_form_outlives_its_view(opened: Opener) -> None:
    window = opened()
    edit(window, "hours")
    field(window, "include").fill("Bank holidays.")
    window.evaluate("window.close_first(); window.close_first = window.view(); undefined")
    window.status("NOT SAVED YET: what was written about this code")
    assert field(window, "include").input_value() == "Bank holidays."
    save(window, "Saved in the codebook")


def test_what_happens_in_another_window_does_not_move_the_place_in_what_is_typed(opened: Opener) -> None:
    window = opened()
    edit(window, "hours")
    area = field(window, "definition")
    area.press("Home")
    window.keyboard.type("abc")
    window.evaluate("window.tell({ type: 'anew' })")
    window.wait_for_function("window.sent.filter((one) => one.type === 'open').length > 1")
    window.wait_for_timeout(300)
    window.keyboard.type("def")
    assert area.input_value().startswith("abcdef")


def test_one_code_is_edited_at_a_time(opened: Opener) -> None:
    window = opened()
    edit(window, "hours")
    field(window, "include").fill("Bank holidays.")
    window.begin(2)
    window.press("F2")
    window.begin(2)
    window.press("?")
    assert window.locator(".tlc-panel").get_by_text("Keys").first.is_visible()
    assert field(window, "include").input_value() == "Bank holidays."


# Somebody else, and what is refused


def by_somebody_else(study: Any, **fields: Any) -> None:
    CodebookFile.open(study.path).change("access.hours", by="ben", at="2026-07-01T08:00:00Z", **fields)


def test_the_changes_of_somebody_else_stay(opened: Opener, study: Any) -> None:
    window = opened()
    edit(window, "hours")
    by_somebody_else(study, include="Bank holidays.")
    field(window, "definition").fill("Closed.")
    save(window, "their changes are kept too")
    code = read_codebook(study.path)["access.hours"]
    assert (code.definition, code.include) == ("Closed.", "Bank holidays.")


def test_where_both_wrote_into_one_field_theirs_can_be_taken(opened: Opener, study: Any) -> None:
    window = opened()
    edit(window, "hours")
    by_somebody_else(study, definition="Theirs.")
    field(window, "definition").fill("Mine.")
    field(window, "brief").fill("In short.")
    save(window, "NOT SAVED. Somebody else changed the same fields")
    assert field(window, "definition").input_value() == "Mine."
    assert window.locator(".tlc-theirs").inner_text().split("\n")[0] == "Written meanwhile by ben:"
    assert "Theirs." in window.locator(".tlc-theirs").inner_text()
    assert window.violations() == []
    window.press("Enter")
    assert field(window, "definition").input_value() == "Theirs."
    assert window.evaluate(FOCUSED) == "definition"
    save(window, "Saved in the codebook")
    code = read_codebook(study.path)["access.hours"]
    assert (code.definition, code.brief) == ("Theirs.", "In short.")


def test_where_both_wrote_into_one_field_mine_can_be_written_on_top(opened: Opener, study: Any) -> None:
    window = opened()
    edit(window, "hours")
    by_somebody_else(study, definition="Theirs.")
    field(window, "definition").fill("Mine.")
    save(window, "NOT SAVED.")
    window.get_by_role("button", name="Write mine on top").click()
    window.status("Saved in the codebook")
    assert read_codebook(study.path)["access.hours"].definition == "Mine."
    assert "Theirs." in "".join(
        path.read_text(encoding="utf-8") for path in study.path.parent.glob("codebook-versions/*")
    )


def test_what_is_refused_stays_as_it_was_typed(opened: Opener, study: Any) -> None:
    window = opened()
    edit(window, "hours")
    whole = study.path.read_text(encoding="utf-8")
    study.path.write_text("no codebook", encoding="utf-8")
    field(window, "definition").fill("Mine.")
    save(window, "NOT SAVED.")
    assert field(window, "definition").input_value() == "Mine."
    assert field(window, "definition").get_attribute("readonly") is None
    study.path.write_text(whole, encoding="utf-8")
    save(window, "Saved in the codebook")


def test_a_codebook_that_cannot_be_read_does_not_shut_the_page(opened: Opener, study: Any) -> None:
    window = opened()
    study.path.write_text("no codebook", encoding="utf-8")
    window.code("No interpreter").focus()
    window.press("F2", said="This could not be done.")
    assert window.locator(".tlc-editor").is_hidden()
    assert window.locator(".tlc-turn").first.is_visible()


def test_a_code_that_was_retired_is_left_where_it_was_used_and_nowhere_else(opened: Opener, study: Any) -> None:
    window = opened()
    window.drag(2, "closed", "shift")
    window.code(HOURS).click()
    window.status(f"Saved: {HOURS}.")
    file = CodebookFile.open(study.path)
    for code in ("access.hours", "language.card"):
        file.retire(code, by="ben", at="2026-07-01T08:00:00Z")
    edit(window, "interp")
    field(window, "brief").fill("Nobody to interpret.")
    save(window, "Saved in the codebook")
    window.press("Escape")
    window.code(f"{HOURS}, retired").wait_for()
    assert window.code("A card that asks").count() == 0
    assert window.locator(".tlc-chip").count() == 0
    assert window.entries(2) == [f"{HOURS} — you"]
    window.begin(3)
    window.press("w", "1", said="No code has this number yet.")


# New codes


def test_a_new_code_is_written_and_can_be_used_at_once(opened: Opener, study: Any) -> None:
    window = opened()
    window.drag(6, "card", "speak")
    window.get_by_role("button", name="New code in the codebook").click()
    field(window, "label.en").wait_for()
    save(window, "Write a name in English first")
    field(window, "label.en").fill("Asks for a card")
    field(window, "definition").fill("People want a card.")
    field(window, "parent").select_option(label="Language")
    field(window, "kind").select_option(label="solution that people ask for")
    assert window.violations() == []
    save(window, "Saved in the codebook, version 1.1.0: Asks for a card.")
    code = read_codebook(study.path)["language.asks_for_a_card"]
    assert (code.kind, code.parent, code.added_by) == ("solution", "language", "asha")
    window.code("Asks for a card").click()
    window.status("Saved: Asks for a card.")
    assert window.entries(6) == ["Asks for a card — you"]


def test_what_was_written_to_propose_a_code_goes_into_the_new_one(opened: Opener) -> None:
    window = opened()
    window.drag(6, "card", "speak")
    window.press("b")
    window.keyboard.type("Asks for a card")
    window.get_by_role("button", name="New code in the codebook").click()
    field(window, "label.en").wait_for()
    assert field(window, "label.en").input_value() == "Asks for a card"


def test_the_mouse_takes_a_proposed_code_in_from_its_own_line(opened: Opener) -> None:
    window = opened()
    window.drag(6, "card", "speak")
    window.press("b")
    window.keyboard.type("Cards help")
    window.press("Tab")
    window.keyboard.type("A card that says it.")
    window.press("Enter", said="Saved: a new code")
    window.code("Cards help").hover()
    window.code("Cards help").locator(".tlc-pencil").click()
    field(window, "label.en").wait_for()
    assert field(window, "definition").input_value() == "A card that says it."
    assert window.code("Proposed by coders").locator(".tlc-pencil").count() == 0


def test_a_proposed_code_is_taken_into_the_codebook(opened: Opener, study: Any) -> None:
    window = opened()
    window.drag(6, "card", "speak")
    window.press("b")
    window.keyboard.type("Cards help")
    window.press("Tab")
    window.keyboard.type("A card that says it.")
    window.press("Enter", said="Saved: a new code")
    window.code("Cards help").focus()
    window.get_by_role("button", name="Take into the codebook: Cards help").click()
    field(window, "label.en").wait_for()
    assert field(window, "definition").input_value() == "A card that says it."
    save(window, "Saved in the codebook")
    window.code("Cards help").wait_for()
    assert window.get_by_text("Proposed by coders").count() == 0
    assert window.entries(6) == ["Cards help — you"]
    assert read_codebook(study.path)["cards_help"].aliases[0].startswith("proposed.asha")


# To the eye


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_to_mend_in_the_form(opened: Opener, theme: str) -> None:
    window = opened(theme=theme)
    edit(window, "hours")
    window.get_by_text("How terms are written").click()
    gutter(window)
    assert window.violations() == []


@pytest.mark.parametrize("width", [320, 800, 1366])
def test_the_form_is_no_wider_than_the_page(opened: Opener, width: int) -> None:
    window = opened(width=width, height=768)
    edit(window, "hours")
    window.get_by_text("How terms are written").click()
    assert window.evaluate("document.documentElement.scrollWidth") <= width
    assert window.evaluate(WIDE) == 0
    assert window.get_by_role("button", name="Save in the codebook").is_visible()
