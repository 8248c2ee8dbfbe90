"""What is shown of the plan: proposals that can be read in a terminal, the plan, the log; nothing runs in a page."""

from __future__ import annotations

from typing import Any

import pytest

from tlc.change.actions import Library
from tlc.change.plan.choices import Choice
from tlc.change.plan.suggest import Suggestion
from tlc.lab.plan import Proposed, log, plan, theme_head
from tlc.model import Action, Code, Codebook, Framework, LibraryAction, Measure, Principle

LIBRARY = Library(
    version="1", actions=(), owner_roles={"icb": "The board"}, horizons={"short": "0-6 months", "long": "later"}
)
BOOK = Codebook(
    id="b",
    name="B",
    version="1",
    codes=(
        Code(id="access", kind="heading", label={"en": "Getting in"}),
        Code(id="access.hours", kind="barrier", label={"en": "Hours <do> not fit"}, parent="access"),
    ),
)
FIVE = Framework(id="f", name="F", version="1", principles=(Principle(id=4, name="Deliver care", short="Deliver"),))


def entry(name: str = "A1", **more: Any) -> LibraryAction:
    fields: dict[str, Any] = {
        "title": "Open later",
        "what": "Offer evenings.",
        "barriers": (),
        "principles": (4, 1),
        "owner_role": "icb",
        "horizon": "short",
        "source": "An article, 2024. The evenings are ours.",
        "grounded": "stated",
        "process": "evenings offered",
        "outcome": "people seen",
        "data": "bookings",
        "frequency": "yearly",
    }
    return LibraryAction(id=name, **(fields | more))


def proposed(*items: Suggestion, in_full: bool = False, **heads: tuple[str, ...]) -> Proposed:
    under = heads or {"Hours": tuple(one.entry.id for one in items)}
    return Proposed(items=items, library=LIBRARY, heads=under, note="Take one.", in_full=in_full)


def test_a_proposal_says_what_whose_how_long_and_where_from() -> None:
    text = repr(proposed(Suggestion(entry=entry(), themes=("access.hours",))))
    for part in (
        "A1  Open later",
        "The board. Short term (0-6 months). Principles 1, 4.",
        "Offer evenings.",
        "Source (stated): An article, 2024. The evenings are ours.",
        "Take one.",
    ):
        assert part in text
    assert "Answers" not in text and "Measure" not in text


def test_other_themes_are_named_only_where_there_are_any() -> None:
    text = repr(proposed(Suggestion(entry=entry(), themes=("access.hours", "access.papers"))))
    assert "Answers access.hours, access.papers." in text


def test_steps_are_numbered_and_say_where_they_are_from() -> None:
    text = repr(proposed(Suggestion(entry=entry(steps=("ask", "listen"), steps_source="By us."), themes=())))
    assert "Its 2 steps: (1) ask; (2) listen. By us." in text


def test_in_full_it_says_how_it_can_be_measured() -> None:
    text = repr(proposed(Suggestion(entry=entry(see_also=("https://example.org",)), themes=()), in_full=True))
    assert "Measure (ours): evenings offered; in the end, people seen. Counted yearly." in text
    assert "Data: bookings." in text and "See also: https://example.org" in text


def test_what_stands_under_two_headings_is_told_once() -> None:
    text = repr(proposed(Suggestion(entry=entry(), themes=()), one=("A1",), two=("A1",)))
    assert text.count("Offer evenings.") == 1
    assert "A1  Open later (above)" in text


def test_what_was_decided_is_said_with_who_and_why() -> None:
    choice = Choice(id="b-1", at="2026-06-01T10:00:00Z", by="ben", what="reject", library="A1", why="no money")
    text = repr(proposed(Suggestion(entry=entry(), themes=(), standing="rejected", choice=choice)))
    assert "Rejected by ben on 2026-06-01: no money" in text
    text = repr(proposed(Suggestion(entry=entry(), themes=(), standing="in the plan", action="3")))
    assert "In the plan as action 3." in text


def test_no_line_is_wider_than_a_terminal() -> None:
    long = Suggestion(entry=entry(what="word " * 80, source="word " * 80), themes=("access.hours",) * 20)
    assert max(map(len, repr(proposed(long)).splitlines())) <= 100


def test_nothing_to_propose_is_said() -> None:
    assert "(none)" in repr(proposed())


def test_a_page_shows_texts_as_texts() -> None:
    html = proposed(Suggestion(entry=entry(what="<script>x</script>"), themes=()))._repr_html_()
    assert "<script>" not in html and "&lt;script&gt;" in html


def test_a_result_can_be_gone_through_and_taken_as_a_table() -> None:
    result = proposed(Suggestion(entry=entry(), themes=("access.hours",)))
    assert [one.entry.id for one in result] == result.frame["id"].tolist() == ["A1"]
    assert result.frame["answers"].tolist() == ["access.hours"]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"sure": "High", "sessions": "9 of 20", "serious": True}, "rated High; sessions: 9 of 20; marked as serious"),
        ({"sure": "", "sessions": "not shown", "serious": False}, "sessions: not shown"),
        ({"sure": "", "sessions": "", "serious": False}, "nobody raised it yet"),
    ],
)
def test_a_theme_says_what_speaks_for_acting_on_it(facts: dict[str, Any], said: str) -> None:
    assert theme_head("access.hours", BOOK, **facts) == f"Hours <do> not fit (access.hours): {said}"


def action(name: str, **more: Any) -> Action:
    return Action(id=name, what="Act", because=("access.hours",), principles=(4,), **more)


def test_the_plan_shows_what_is_missing_but_not_in_what_was_dropped() -> None:
    whole = action("1", owner="We", by_when="2027-03", measure=Measure(what="Visits"))
    listing = plan([whole, action("2"), action("3", status="dropped")], FIVE)
    assert listing.frame["missing"].tolist() == ["", "owner, by when, measure", ""]
    assert listing.frame["principles"].tolist() == ["Deliver"] * 3
    assert "1 of 2" in listing.note


def test_an_empty_plan_says_where_to_begin() -> None:
    assert "tlc actions suggest" in plan([], FIVE).note


def test_the_log_lists_each_decision() -> None:
    one = Choice(
        id="a-1", at="2026-06-01T10:00:00Z", by="a", what="change", action="1", column="cost", after="none", why="asked"
    )
    frame = log([one]).frame
    assert frame.loc[0, ["what", "action", "column", "now", "why"]].tolist() == ["change", "1", "cost", "none", "asked"]
    assert log([]).note == ""
