"""One small report by hand, with everything in it that a report can have. All of it is invented."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tlc.change.disclosure import NOT_AVAILABLE, Shown, people
from tlc.change.report.facts import (
    ActionFacts,
    Breakdown,
    PrincipleFacts,
    Quote,
    ReportFacts,
    ThemeFacts,
    TopicFacts,
)
from tlc.change.report.html import render

SESSIONS, COMMUNITY, PROFESSIONALS = 20, 55, 9


def quote(reference: str, text: str, original: str | None = None, by: str = "women with young children") -> Quote:
    said = "ro" if original else None
    who = f"Community participant, {by}"
    return Quote(text=text, language="en", by=who, reference=reference, original=original, original_language=said)


def theme_of(label: str, sessions: int, **more: Any) -> ThemeFacts:
    """A theme in which only what matters to the test needs to be said."""
    anchor = label.lower().replace(" ", "-").replace(",", "")
    values: dict[str, Any] = {
        "id": anchor.replace("-", "_"),
        "anchor": anchor,
        "label": label,
        "heading": "Getting in",
        "kind": "barrier",
        "definition": "",
        "sessions": sessions,
        "sessions_read": SESSIONS,
        "community": people(2 * sessions, 5),
        "community_read": COMMUNITY,
        "professionals": people(sessions // 4, 5),
        "professionals_read": PROFESSIONALS,
        "passages": 3 * sessions,
        "unknown_speaker": 0,
        "quotes": (),
        "quotes_withheld": 0,
        "serious": 0,
        "principles": (4,),
        "reasons": ((4, "People cannot use care that they cannot reach."),),
        "actions": (),
    }
    return ThemeFacts(**(values | more))


def action_of(number: str, what: str, **more: Any) -> ActionFacts:
    """An action about which nobody has decided anything yet, unless the test says so."""
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


INTERPRETER = theme_of(
    "Interpreter not offered or not there",
    14,
    heading="Language and communication",
    definition="A professional interpreter was not offered, did not come, spoke another dialect, or interpreted badly.",
    unknown_speaker=4,
    quotes=(
        quote(
            "Q1",
            "They told me: bring somebody with you who speaks English. Who should I bring, the neighbour? It was a"
            " woman's thing. I said I was fine and I went home.",
            "Mi-au zis: aduceți pe cineva care vorbește engleză. Pe cine să aduc, pe vecină? Era o chestie de femei."
            " Am zis că n-am nimic și m-am dus acasă.",
        ),
        quote("Q2", "The interpreter was there, fine. But she stayed ten minutes and the doctor stayed twenty."),
    ),
    quotes_withheld=6,
    principles=(1, 4),
    reasons=(
        (1, "An offer for the whole system needs one owner and a budget."),
        (4, "Nobody can use care that they cannot understand."),
    ),
    actions=("LU1", "LU2"),
)
APPOINTMENTS = theme_of(
    "Appointments only at eight in the morning",
    12,
    definition="The only way in is a call at an hour when people work, travel or take children to school.",
    quotes=(
        quote(
            "Q3",
            "At eight I am still on the line, in the warehouse, the phone in the locker. At ten: nothing left.",
            "La opt sunt încă pe bandă, la depozit, cu telefonul în dulap. La zece îmi zic: nu mai e nimic.",
            by="men on warehouse nights",
        ),
    ),
    quotes_withheld=1,
    actions=("LU3",),
)
REGISTRATION = theme_of("Asked for papers to register", 9, actions=("LU3",), quotes_withheld=2)
LETTERS = theme_of(
    "Letters in English",
    8,
    principles=(4, 2),
    reasons=((4, "Reading is needed to be invited."), (2, "Nobody is invited who cannot read.")),
)
NOT_RECORDED = theme_of(
    "Language need not recorded",
    6,
    principles=(2,),
    reasons=((2, "What is not written down is not planned for."),),
    professionals=NOT_AVAILABLE,
)
RECEPTION = theme_of(
    "Spoken to rudely at reception", 7, principles=(3,), reasons=((3, "Staff need time and training."),)
)
CONSENT = theme_of(
    "Treatment without understood consent",
    1,
    heading="Trust, safety and voice",
    definition="Something was done to a person who had not understood what they agreed to.",
    community=people(1, 5),
    professionals=people(0, 5),
    passages=2,
    serious=2,
    quotes_withheld=2,
    principles=(3, 4),
    reasons=((3, "Staff must know that a signature is not consent."), (4, "Safe care is understood care.")),
    actions=("LU1",),
)
LISTENER = theme_of(
    "Somebody who took the time",
    5,
    kind="enabler",
    heading="",
    principles=(),
    reasons=(),
    quotes=(quote("Q4", "She sat down. That was all. She sat down.", by="people over 60"),),
)

ACTIONS = (
    action_of(
        "LU1",
        "One interpreting service for every surgery, pharmacy and ward, in person and by phone",
        because=(
            (INTERPRETER.anchor, INTERPRETER.label, "found in 14 of 20 sessions"),
            (CONSENT.anchor, CONSENT.label, "found in 1 of 20 sessions; serious"),
        ),
        principles=(1, 4),
        owner="Director of primary care, the board",
        partners="Both hospital trusts; the invented Roma association",
        horizon="medium",
        by_when="2027-03",
        measure="Share of appointments flagged “interpreter needed” where one was present",
        baseline="31 % (a guess, to be measured)",
        target="90 %",
        data="Booking system, each quarter",
        status="agreed",
        source="Library A01",
    ),
    action_of(
        "LU2",
        "Offer an interpreter each time, and never a child",
        because=((INTERPRETER.anchor, INTERPRETER.label, "found in 14 of 20 sessions"),),
        principles=(3, 4),
        owner="Practice managers",
        measure="Appointments in which a child interpreted",
        missing=("by when",),
    ),
    action_of(
        "LU3",
        "Surgeries keep some appointments for people who come to the desk after work",
        because=(
            (APPOINTMENTS.anchor, APPOINTMENTS.label, "found in 12 of 20 sessions"),
            ("", "Advice of the steering group", ""),
        ),
        missing=("owner", "by when", "measure"),
    ),
    action_of(
        "LU4",
        "Write down each patient's language and reading need, and pass it on",
        horizon="long",
        principles=(),
        missing=("because", "principle", "owner", "by when", "measure"),
    ),
    action_of("LU5", "Leaflets in five languages", status="dropped", owner="The board", by_when="2026-10-01"),
)

# Name, themes, actions, and the labels of barriers that no action answers.
PRINCIPLES: tuple[tuple[str, tuple[ThemeFacts, ...], tuple[str, ...], tuple[str, ...]], ...] = (
    ("Commit to action on inclusion health", (INTERPRETER,), ("LU1",), ()),
    (
        "Understand the characteristics and needs of people in inclusion health groups",
        (LETTERS, NOT_RECORDED),
        (),
        (LETTERS.label, NOT_RECORDED.label),
    ),
    ("Develop the workforce for inclusion health", (RECEPTION, CONSENT), ("LU2",), (RECEPTION.label,)),
    (
        "Deliver integrated and accessible services for inclusion health",
        (INTERPRETER, APPOINTMENTS, REGISTRATION, LETTERS, CONSENT),
        ("LU1", "LU2", "LU3", "LU5"),
        (),
    ),
    ("Demonstrate impact and improvement through action on inclusion health", (), (), ()),
)


def principles() -> tuple[PrincipleFacts, ...]:
    summary = "Leaders say who is in charge, keep money and time for it, and report to the board in public."
    return tuple(
        PrincipleFacts(id=number, name=name, summary=summary, themes=themes, actions=actions, gaps=gaps)
        for number, (name, themes, actions, gaps) in enumerate(PRINCIPLES, 1)
    )


@pytest.fixture(scope="session")
def facts() -> ReportFacts:
    """The report of a study that never was."""
    return ReportFacts(
        title="Getting healthcare as a Roma person in Northwick",
        community="Roma people from Romania",
        place="Northwick (an invented town)",
        period="June to September 2025",
        aim="What helps Roma people in Northwick to get the healthcare they need, and what stands in the way?",
        commissioner="the invented health board of Northwick",
        partners=("the invented Roma association", "the invented university", "five surgeries"),
        prepared_by="the sample research team",
        contact="sample.team@example.org",
        synthetic=True,
        draft="The findings have not been taken back to the people who took part.",
        framework="A national framework for NHS action on inclusion health (NHS England, 2023)",
        framework_url="https://www.england.nhs.uk/long-read/a-national-framework-for-nhs-action-on-inclusion-health/",
        counts=(
            ("Focus groups", "11"),
            ("Interviews", "9"),
            ("Community participants", "55"),
            ("Professionals", "9"),
            ("Themes found", "8"),
            ("Actions", "5"),
        ),
        who=(
            Breakdown(
                caption="Community participants by age",
                columns=("Age", "People"),
                rows=(("18 to 25", "9 of 55"), ("26 to 59", "not shown"), ("60 and over", "not shown")),
            ),
            Breakdown(
                caption="Sessions",
                columns=("Session", "Who", "Kind", "Month", "Spoken in", "Translation"),
                rows=(
                    ("FG01", "women with young children", "Focus group", "2025-06", "Romanian", "by the team"),
                    ("IN01", "not shown", "Interview", "2025-09", "English", "not translated"),
                ),
            ),
        ),
        who_notes=("Four community researchers led 15 of the 20 sessions, most of them in Romanian.",),
        headline=(INTERPRETER, APPOINTMENTS, REGISTRATION, LETTERS, RECEPTION),
        serious=(CONSENT,),
        serious_quotes=(quote("Q6", "I signed. I did not know what.", "Am semnat. N-am știut ce."),),
        principles=principles(),
        unmapped=(LISTENER,),
        actions=ACTIONS,
        topics=(
            TopicFacts(
                number=1,
                words=("surname", "spelled", "record", "computer", "passport"),
                turns=17,
                turns_in_all=690,
                sessions=5,
                sessions_in_all=20,
                speakers=people(9, 5),
                speakers_in_all=55,
                uncoded="62 %",
                quotes=(quote("Q5", "With one letter I am my own cousin.", "Cu o literă sunt verișorul meu."),),
            ),
            TopicFacts(
                number=2,
                words=("bus", "rain"),
                turns=1,
                sessions=1,
                speakers=Shown("fewer than 5"),
                uncoded="not available",
                quotes=(),
            ),
        ),
        topics_note="The groups that the codebook covers least come first.",
        methods=(
            "Community researchers and a university researcher led the sessions.",
            "Two people coded each session on their own, and then talked through where they differed.",
        ),
        limits=("The people who came had time to come.", "Quotes from unknown speakers are not shown."),
        provenance=Breakdown(
            caption="Versions",
            columns=("What", "Version"),
            rows=(("tlc", "0.1.0"), ("Codebook, SHA-256", "9f86d081884c7d65" * 4)),
        ),
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


@pytest.fixture(scope="session")
def a_theme() -> Callable[..., ThemeFacts]:
    """Make a theme from its label and the number of its sessions; further fields by name."""
    return theme_of


@pytest.fixture(scope="session")
def an_action() -> Callable[..., ActionFacts]:
    """Make an undecided action from its id and what it is; further fields by name."""
    return action_of


@pytest.fixture(scope="session")
def page(facts: ReportFacts) -> str:
    return render(facts)


@pytest.fixture(scope="session")
def soup(page: str) -> BeautifulSoup:
    return BeautifulSoup(page, "html.parser")


@pytest.fixture(scope="session")
def bare_page(bare: ReportFacts) -> str:
    return render(bare)


@pytest.fixture(scope="session")
def page_of_a_full_summary(facts: ReportFacts) -> str:
    """The page of a report with as much on its first page as there can be."""
    long = "Agree one service for surgeries, pharmacies, dentists and the hospital, day and night, and say so loudly"
    actions = tuple(action_of(str(number), long, owner="Director of primary care") for number in range(6))
    serious = tuple(theme_of(f"Something serious enough, number {number}", 1, serious=1) for number in range(5))
    return render(dataclasses.replace(facts, actions=actions, serious=serious, unmapped=serious))


@pytest.fixture(scope="session")
def page_of_two_quotes(facts: ReportFacts) -> str:
    theme = dataclasses.replace(LISTENER, quotes=(quote("Q1", "Mm."), quote("Q2", "Yes.")))
    return render(dataclasses.replace(facts, unmapped=(theme,)))


@pytest.fixture(scope="session")
def page_of_long_words(facts: ReportFacts) -> str:
    """The page of a report in which titles, labels and figures are words that no line can hold."""
    word = "Krankenversicherungsnachweispflicht" * 3
    theme = dataclasses.replace(LISTENER, label=word, definition=word, quotes=(quote(word, word, word),))
    action = action_of(word, word, owner=word, measure=word, because=((theme.anchor, word, word),))
    table = Breakdown(caption=word, columns=(word, word), rows=((word, word),))
    return render(
        dataclasses.replace(
            facts,
            **dict.fromkeys(("title", "community", "draft", "aim", "prepared_by", "contact", "framework"), word),
            counts=((word, word),),
            who=(table, dataclasses.replace(table, columns=(word,) * 4, rows=((word,) * 4,))),
            headline=(theme,),
            unmapped=(theme,),
            actions=(action,),
            provenance=table,
        )
    )
