"""The card of a study: what is there, what is wrong, what to do next."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup

from tlc.lab.card import Card, study_card
from tlc.model import RULES, Coder, Coding, Group, Participant, Problem, Settings, Span

ASHA = Coder(id="asha", name="Asha")
BEN = Coder(id="ben", name="Ben")
NASTY = "<b>&'\"</b><script>alert(1)</script>"


def a_card(**more: Any) -> Card:
    fields = {
        "title": "Tiny",
        "synthetic": False,
        "figures": (("Groups", "2"), ("Participants", "12")),
        "problems": (),
        "next_step": "begin",
    }
    return Card(**(fields | more))


def mark(number: int, coder: str = "asha") -> Coding:
    span = Span(turn="FG01:0001", start=0, end=4)
    return Coding(id=f"{coder}-{number}", span=span, code="a.b", coder=coder, quote="word", made_at="now")


def groups(*kinds: str) -> tuple[Group, ...]:
    return tuple(Group(id=f"G{number}", kind=kind) for number, kind in enumerate(kinds))  # type: ignore[arg-type]


def people(*roles: str) -> tuple[Participant, ...]:
    return tuple(Participant(id=f"P{number}", role=role) for number, role in enumerate(roles))  # type: ignore[arg-type]


def problem(severity: str, what: str = "Something is wrong.") -> Problem:
    return Problem(severity=severity, what=what, where="groups.csv", mend="Mend it.")  # type: ignore[arg-type]


def figures(card: Card) -> dict[str, str]:
    return dict(card.figures)


# How it looks


def test_the_card_in_a_terminal_has_its_figures_in_a_column() -> None:
    assert a_card().text().split("\n") == ["Tiny", "  Groups        2", "  Participants  12", "Next: begin"]


def test_the_card_lists_what_stands_in_the_way() -> None:
    assert "  ! One.\n  ! Two.\nNext: begin" in a_card(problems=("One.", "Two.")).text()


def test_a_card_without_figures_can_be_shown() -> None:
    assert a_card(figures=()).text() == "Tiny\nNext: begin"


@pytest.mark.parametrize("synthetic", [True, False])
def test_the_card_of_invented_people_says_so_in_both_places(synthetic: bool) -> None:
    card = a_card(synthetic=synthetic)
    assert ("invented people, invented words" in card.text()) is synthetic
    assert ("invented people, invented words" in card.html()) is synthetic


def test_the_card_in_a_notebook_is_a_table_that_can_be_read_aloud() -> None:
    page = BeautifulSoup(a_card(problems=("One.",)).html(), "html.parser")
    assert page.caption is not None and page.caption.get_text() == "Tiny"
    assert [(head.get_text(), head["scope"]) for head in page.find_all("th")] == [
        ("Groups", "row"),
        ("Participants", "row"),
    ]
    assert [cell.get_text() for cell in page.find_all("td")] == ["2", "12"]
    assert [item.get_text() for item in page.find_all("li")] == ["One."]
    assert page.get_text().endswith("Next: begin")


def test_a_card_without_problems_lists_none() -> None:
    assert "<ul>" not in a_card().html()


def test_everything_on_the_card_is_escaped() -> None:
    card = a_card(title=NASTY, figures=((NASTY, NASTY),), problems=(NASTY,), next_step=NASTY)
    page = BeautifulSoup(card.html(), "html.parser")
    assert page.find_all(["b", "script"]) == []
    assert [one.get_text() for one in page.find_all(["caption", "th", "td", "li"])] == [NASTY] * 4


# What it counts


def test_the_card_counts_groups_people_and_transcripts() -> None:
    card = study_card(
        Settings(title="Tiny", synthetic=True),
        (),
        groups=groups("focus_group", "focus_group", "interview", "event"),
        people=people("community", "professional", "facilitator", "interpreter"),
        transcripts=("G0", "G1"),
    )
    assert (card.title, card.synthetic) == ("Tiny", True)
    assert figures(card) == {
        "Groups": "2 focus groups, 1 interviews",
        "Beside them": "1 events and 0 files of feedback, counted apart",
        "Participants": "2",
        "Transcripts": "2 of 4 brought in",
    }


def test_the_card_counts_each_coders_codings_and_calls_a_machines_suggestions() -> None:
    marks = ((ASHA, BEN, RULES), (mark(1), mark(2), mark(3, "rules")))
    card = study_card(Settings(title="T"), (), marks=marks)
    assert figures(card) | {"Coder Asha": "2 codings", "Coder Ben": "0 codings"} == figures(card)
    assert figures(card)["Coder Codebook rules"] == "1 suggestions"


def test_a_study_of_which_nothing_could_be_read_has_a_card() -> None:
    card = study_card(Settings(title="T"), (problem("error"),))
    assert figures(card)["Participants"] == "0"
    assert card.problems == ["groups.csv: Something is wrong. Mend it."]


def test_errors_are_listed_and_warnings_only_counted() -> None:
    card = study_card(Settings(title="T"), (problem("error", "One."), problem("warning"), problem("warning")))
    assert card.problems == ["groups.csv: One. Mend it."]
    assert figures(card)["Warnings"] == "2: see study.check()"


def test_without_warnings_they_are_not_mentioned() -> None:
    assert "Warnings" not in figures(study_card(Settings(title="T"), (problem("error"),)))


def test_the_card_shows_nobodys_words() -> None:
    card = study_card(Settings(title="T"), (), marks=((ASHA,), (mark(1),)))
    assert "word" not in card.text() + card.html()


# What comes next


@pytest.mark.parametrize(
    ("found", "transcripts", "coders", "step"),
    [
        ((problem("error"),), ("G0",), (ASHA, RULES), "mend what is listed"),
        ((), (), (), "study.add("),
        ((problem("warning"),), (), (), "study.add("),
        ((), ("G0",), (), "study.tag()"),
        ((), ("G0",), (ASHA,), "study.tag()"),
        ((), ("G0",), (ASHA, RULES), "study.report()"),
    ],
)
def test_the_card_says_what_to_do_next(
    found: tuple[Problem, ...], transcripts: tuple[str, ...], coders: tuple[Coder, ...], step: str
) -> None:
    card = study_card(Settings(title="T"), found, transcripts=transcripts, marks=(coders, ()))
    assert step in card.next_step


def test_the_card_counts_events_and_feedback_apart_and_nobody_of_them_as_a_participant() -> None:
    groups = [Group(id="FG01", kind="focus_group"), Group(id="DAY1", kind="event"), Group(id="PALS1", kind="feedback")]
    people = [Participant(id=name, role="community", group=group) for name, group in (("P1", "FG01"), ("W1", "PALS1"))]
    figures = dict(study_card(Settings(title="A study"), (), groups=groups, people=people).figures)
    assert figures["Beside them"] == "1 events and 1 files of feedback, counted apart"
    assert figures["Participants"] == "1"
    assert "Beside them" not in dict(study_card(Settings(title="A study"), (), groups=groups[:1]).figures)
