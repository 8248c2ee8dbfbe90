"""Ratings as a terminal and a notebook show them: what is proposed and what a person stands for can be told apart."""

from __future__ import annotations

from typing import Any

import pytest

from tlc.lab.ratings import RatingCard, listing
from tlc.model import COMPONENTS, Code, Codebook, Contrary, Judged, Rating


@pytest.fixture
def book() -> Codebook:
    codes = (
        Code(id="access", kind="heading", label={"en": "Getting in"}),
        Code(id="access.hours", kind="barrier", label={"en": "Hours <do> not fit"}, parent="access"),
    )
    return Codebook(id="b", name="B", version="1", codes=codes)


def rating(*, by: str = "", changed: Any = None, outdated: bool = False, **more: Any) -> Rating:
    fields: dict[str, Any] = {"concern": "minor", "reason": "Figures.", "proposed_reason": "Figures."}
    four = [
        Judged(
            component=one, proposed="none" if outdated else "minor", by=by, confirmed_at="minor" if by else "", **fields
        )
        for one in COMPONENTS
    ]
    if changed:
        four[2] = Judged(
            component="methods",
            concern=changed,
            reason="Only one <waits>.",
            proposed="minor",
            proposed_reason="Figures.",
            by="ben",
            confirmed_at="minor",
        )
    return Rating(theme="access.hours", components=tuple(four), **more)


def test_the_table_has_a_row_a_theme_with_level_concerns_and_who_stands_for_it(book: Codebook) -> None:
    table = listing({"access.hours": rating(by="asha", changed="moderate", serious=True)}, book)
    assert table.frame.to_dict("records") == [
        {
            "theme": "access.hours",
            "level": "Moderate",
            "adequacy": "minor",
            "coherence": "minor",
            "methods": "moderate",
            "relevance": "minor",
            "confirmed by": "asha, ben",
            "flags": "rare but serious",
            "label": "Hours <do> not fit",
        }
    ]
    assert "not confirmed" not in table.note
    assert "CERQual-informed" in table.title
    assert "<do>" not in table._repr_html_()


def test_what_nobody_confirmed_is_said(book: Codebook) -> None:
    table = listing({"access.hours": rating()}, book)
    assert table.frame["confirmed by"][0] == "-"
    assert "1 of 1 themes are not confirmed" in table.note
    partly = listing({"access.hours": rating(changed="none")}, book)
    assert partly.frame["confirmed by"][0] == "ben (in part)"


def test_what_is_outdated_or_spoken_against_is_flagged(book: Codebook) -> None:
    against = (Contrary(theme="access.hours", turn="FG02:0011", by="asha"),)
    table = listing({"access.hours": rating(by="asha", outdated=True, contrary=against)}, book)
    assert table.frame["flags"][0] == "1 against, outdated"
    assert "Outdated" in table.note


def test_a_study_in_which_nothing_was_found_has_an_empty_table(book: Codebook) -> None:
    table = listing({}, book)
    assert len(table) == 0
    assert "not confirmed" not in table.note


def test_a_card_says_of_each_question_what_holds_why_and_who_says_so() -> None:
    shown = repr(RatingCard(rating=rating(by="asha", changed="moderate"), label="Hours"))
    assert shown.splitlines()[:3] == [
        "Hours (access.hours): Moderate",
        "Adequacy: enough people in enough sessions? minor (confirmed by asha)",
        "    Figures.",
    ]
    assert "Methodological limits: how well was it found? moderate (changed by ben)" in shown
    assert "    Only one <waits>.\n    The figures propose minor: Figures." in shown
    assert "--confirm" not in shown


def test_a_card_that_nobody_confirmed_says_how_to() -> None:
    card = RatingCard(rating=rating(), label="Hours")
    assert "minor (proposed)" in repr(card)
    assert card.notes[-1].endswith("tlc rate access.hours --confirm --by YOU")


def test_a_card_names_what_speaks_against_it_who_looked_and_what_is_rare_but_serious() -> None:
    against = (Contrary(theme="access.hours", turn="FG02:0011", by="asha", reason="quince"),)
    card = RatingCard(rating=rating(contrary=against, searched="ben", serious=True), label="Hours")
    assert [note.partition(":")[0] for note in card.notes[:3]] == [
        "Rare but serious",
        "Passages that speak against it",
        "Looked for passages that speak against it",
    ]
    assert "FG02:0011" in repr(card)
    assert "quince" not in repr(card)


def test_a_card_says_when_the_figures_have_changed_under_a_reason_of_a_persons_own() -> None:
    one = Judged(
        component="adequacy",
        concern="none",
        reason="Rich.",
        proposed="moderate",
        proposed_reason="Figures.",
        by="asha",
        confirmed_at="minor",
    )
    whole = Rating(theme="access.hours", components=(one, *rating().components[1:]))
    shown = repr(RatingCard(rating=whole, label="Hours"))
    assert "none (changed by asha)" in shown
    assert "When asha looked, they proposed minor." in shown


def test_in_a_notebook_everything_is_escaped() -> None:
    shown = RatingCard(rating=rating(changed="moderate"), label="Hours <do>")._repr_html_()
    assert "<waits>" not in shown
    assert "<do>" not in shown
    assert "Only one &lt;waits&gt;." in shown


def test_its_table_has_proposal_and_reason_apart() -> None:
    frame = RatingCard(rating=rating(changed="moderate"), label="Hours").frame
    assert list(frame["component"]) == list(COMPONENTS)
    assert frame.loc[2, ["concern", "reason", "proposed", "proposed reason", "confirmed by"]].tolist() == [
        "moderate",
        "Only one <waits>.",
        "minor",
        "Figures.",
        "ben",
    ]
