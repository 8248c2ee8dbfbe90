"""One small report by hand for every form to be made of. All of it is invented."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from tlc.change.disclosure import Shown, people
from tlc.change.report.facts import (
    ActionFacts,
    Breakdown,
    PrincipleFacts,
    Quote,
    RatingFacts,
    ReportFacts,
    SaidDone,
    ThemeFacts,
)

NAMES = (
    "Commit to action on inclusion health",
    "Understand the characteristics and needs of people in inclusion health groups",
    "Develop the workforce for inclusion health",
    "Deliver integrated and accessible services for inclusion health",
    "Demonstrate impact and improvement through action on inclusion health",
)


def rated(level: str = "High", *, confirmed: bool = True, serious: bool = False) -> RatingFacts:
    reasons = tuple(
        (component, "minor", f"{component} by the figures")
        for component in ("Adequacy", "Coherence", "Methods", "Relevance")
    )
    by = ("asha",) if confirmed else ()
    return RatingFacts(level=level, confirmed=confirmed, by=by, reasons=reasons, serious=serious)


def theme_of(label: str, sessions: int, **more: Any) -> ThemeFacts:
    anchor = label.lower().replace(" ", "-")
    values: dict[str, Any] = {
        "id": anchor.replace("-", "_"),
        "anchor": anchor,
        "label": label,
        "heading": "Getting in",
        "kind": "barrier",
        "definition": f"{label}, in a sentence.",
        "sessions": sessions,
        "sessions_read": 20,
        "community": people(2 * sessions, 5),
        "community_read": 55,
        "professionals": Shown("fewer than 5"),
        "professionals_read": 9,
        "passages": 3 * sessions,
        "unknown_speaker": 0,
        "quotes": (),
        "quotes_withheld": 0,
        "serious": 0,
        "principles": (4,),
        "reasons": ((4, "Nobody can use care that they cannot reach."),),
        "actions": (),
        "rating": rated(),
    }
    return ThemeFacts(**(values | more))


def action_of(number: str, what: str, **more: Any) -> ActionFacts:
    values: dict[str, Any] = {
        "id": number,
        "what": what,
        "because": (),
        "principles": (4,),
        "horizon": "short",
        "status": "proposed",
        "source": "",
        "missing": (),
    } | dict.fromkeys(("owner", "partners", "by_when", "measure", "baseline", "target", "data"), "")
    return ActionFacts(**(values | more))


def quote_of(number: int, text: str, original: str | None = None) -> Quote:
    return Quote(
        text=text,
        language="en",
        by="Community participant, women with young children",
        reference=f"Q{number}",
        original=original,
        original_language="ro" if original else None,
    )


SAID = quote_of(1, "I signed. I did not know what.", "Am semnat. N-am știut ce.")
INTERPRETER = theme_of(
    "Interpreter not there",
    14,
    quotes=(SAID, quote_of(2, "She stayed ten minutes.")),
    principles=(1, 4),
    actions=("1",),
)
HOURS = theme_of("Appointments only at eight", 12, actions=("2",), rating=rated("Moderate", confirmed=False))
PAPERS = theme_of("Asked for papers", 9, rating=None)
LETTERS = theme_of("Letters in English", 8)
RUDE = theme_of("Spoken to rudely", 7, principles=(3,))
CONSENT = theme_of("Treatment not understood", 1, serious=2, principles=(), rating=rated("Low", serious=True))
KIND = theme_of("Somebody took the time", 5, kind="enabler", principles=(), quotes=(quote_of(3, "She sat down."),))

ACTIONS = (
    action_of(
        "1",
        "One interpreting service for all",
        because=((INTERPRETER.anchor, INTERPRETER.label, "found in 14 of 20 sessions"),),
        principles=(1, 4),
        owner="ICB, director of primary care",
        partners="practices",
        by_when="2027-03",
        measure="Appointments with an interpreter",
        baseline="not known",
        target="90 %",
        data="booking system",
        status="agreed",
        cost="inequalities fund",
    ),
    action_of(
        "2",
        "Hold back evening appointments",
        because=((HOURS.anchor, HOURS.label, "found in 12 of 20 sessions"), ("", "A heading", "not found yet")),
        horizon="medium",
        missing=("owner", "by when", "measure"),
    ),
    action_of("3", "Leaflets in five languages", status="dropped", owner="The board"),
    action_of("4", "Tell people what has changed", principles=(5,), horizon="long", owner="The board"),
)


@pytest.fixture(scope="session")
def facts() -> ReportFacts:
    """The report of a study that never was."""
    themes = (INTERPRETER, HOURS, PAPERS, LETTERS, RUDE)
    return ReportFacts(
        title="Getting healthcare in Northwick",
        community="Roma people",
        place="Northwick (invented)",
        period="June to September 2025",
        aim="What helps people to get care, and what stands in the way?",
        commissioner="the invented health board",
        partners=("the invented Roma association", "five surgeries"),
        prepared_by="the sample team",
        contact="sample.team@example.org",
        synthetic=True,
        draft="The findings have not been taken back to the people who took part.",
        framework="A national framework (NHS England, 2023)",
        framework_url="https://www.example.org/",
        counts=(("Focus groups", "11"), ("Interviews", "9"), ("Community participants", "55")),
        who=(Breakdown(caption="Participants by age", columns=("Age", "People"), rows=(("18 to 25", "not shown"),)),),
        who_notes=(),
        headline=themes,
        serious=(CONSENT,),
        principles=tuple(
            PrincipleFacts(
                id=number,
                name=name,
                summary="What leaders do.",
                themes=tuple(theme for theme in themes if number in theme.principles),
                actions=tuple(one.id for one in ACTIONS if number in one.principles and one.status != "dropped"),
                gaps=(),
            )
            for number, name in enumerate(NAMES, 1)
        ),
        unmapped=(CONSENT, KIND),
        actions=ACTIONS,
        topics=(),
        topics_note="",
        methods=("Community researchers led the sessions.",),
        limits=("The people who came had time to come.",),
        provenance=Breakdown(caption="Versions", columns=("What", "Version"), rows=(("tlc", "0.1.0"),)),
        serious_quotes=(quote_of(4, "Nobody asked me."),),
        rating_name="TLC evidence rating (CERQual-informed)",
        feedback=(
            SaidDone(
                said=INTERPRETER.label,
                anchor=INTERPRETER.anchor,
                will="One interpreting service for all",
                action="1",
                owner="ICB, director of primary care",
                by_when="2027-03",
                status="agreed",
            ),
        ),
        gaps=("In 4 of 20 sessions it is not known who spoke.",),
    )


@pytest.fixture(scope="session")
def bare() -> ReportFacts:
    """A study in which nothing has been decided, found or filled in yet."""
    return ReportFacts(
        title="Only a title",
        **dict.fromkeys(("community", "place", "period", "commissioner", "prepared_by", "contact", "draft"), ""),
        **dict.fromkeys(("partners", "counts", "who", "who_notes", "headline", "serious", "principles"), ()),
        **dict.fromkeys(("unmapped", "actions", "topics", "methods", "limits"), ()),
        synthetic=False,
        framework="a framework",
        framework_url="",
        topics_note="",
        provenance=Breakdown(caption="Versions", columns=("What", "Version"), rows=()),
    )


# What these fields hold decides how things are shown, and is never anybody's words.
_KEPT = frozenset({"id", "anchor", "kind", "horizon", "status", "language", "original_language", "level", "reference"})


def replaced(value: Any, words: str) -> Any:
    """The same facts with some words in place of every text."""
    if isinstance(value, Shown):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value) if field.name not in _KEPT]
        made = {name: replaced(getattr(value, name), words) for name in names}
        if isinstance(value, ActionFacts):
            # The first of the three is an anchor.
            made["because"] = tuple((anchor, words, words) for anchor, _, _ in value.because)
        return dataclasses.replace(value, **made)
    if isinstance(value, tuple):
        return tuple(replaced(one, words) for one in value)
    return words if isinstance(value, str) else value


HOSTILE = {
    "script": "<script>alert(1)</script>",
    "formula": "=SUM(1)",
    "bidi": "\u202etxet\u202c \u2067ok\u2069",
    "controls": "a\x00b\x0bc\nd",
    "long": "w" * 10_000,
    "markdown": "# head\n| a | b |\n```\n<!-- -->[x](http://example.org)",
    "template": "{title} {{ 7 * 7 }} {% raw %}",
}


@pytest.fixture(scope="session", params=list(HOSTILE))
def hostile(request: pytest.FixtureRequest, facts: ReportFacts) -> ReportFacts:
    """The same report with hostile words in place of every text."""
    made: ReportFacts = replaced(facts, HOSTILE[request.param])
    return made


@pytest.fixture(scope="session")
def a_theme() -> Callable[..., ThemeFacts]:
    """Make a theme from its label and the number of its sessions; further fields by name."""
    return theme_of


@pytest.fixture(scope="session")
def an_action() -> Callable[..., ActionFacts]:
    """Make an action from its id and what it is; further fields by name."""
    return action_of
