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
    ChecklistRow,
    OwnerFacts,
    PrincipleFacts,
    Quote,
    RatingFacts,
    ReportFacts,
    ReportingItem,
    SaidDone,
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


def rating_of(level: str, *concerns: str, by: tuple[str, ...] = (), serious: bool = False) -> RatingFacts:
    """A rating with four concerns, each with a reason in one sentence."""
    reasons = (
        "Found in 14 of 20 sessions, said by at least 5 people.",
        "Nobody has looked for passages that speak against it.",
        "2 translations await review.",
        "Women and men, and three age bands, are among those who said it.",
    )
    names = ("Adequacy", "Coherence", "Methods", "Relevance")
    told = tuple(zip(names, concerns or ("none", "minor", "none", "none"), reasons, strict=True))
    return RatingFacts(level=level, confirmed=bool(by), by=by, reasons=told, serious=serious)


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
    rating=rating_of("High", by=("Asha", "Ben")),
    contrary=(quote("Q7", "At the hospital there was always one, on a screen.", by="people over 60"),),
    contrary_noted="fewer than 5",
    searched="Asha",
    differs=("Women said it more often than men: 19 of 30 and 9 of 25.",),
    proposals=(quote("Q8", "Put one person at the desk who speaks it, two mornings."),),
    proposed=(("somebody-who-took-the-time", "Somebody who took the time", "in 5 of 20 sessions"),),
    changed="Participants asked us to say that a child should never interpret.",
    prompted="Raised without being asked in 9 of the 14 sessions.",
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
    rating=rating_of("Moderate", "none", "moderate", "none", "none"),
)
REGISTRATION = theme_of(
    "Asked for papers to register",
    9,
    actions=("LU3",),
    quotes_withheld=2,
    rating=rating_of("Low", "serious", "minor", "none", "none"),
)
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
    rating=rating_of("Very low", "serious", "serious", "none", "minor", serious=True),
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
        cost="Interpreting budget of the board",
        decided="At the board's meeting in public, November 2025",
        nice=("1.5",),
        ics=("ICS2",),
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
        rests_on="Advice of the steering group",
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


def annexes() -> dict[str, Any]:
    """What stands behind the themes and the actions."""
    by_month = Breakdown(
        caption="Events by quarter", columns=("Quarter", "Events", "People"), rows=(("2025-Q3", "2", "61"),)
    )
    return {
        "rating_name": "TLC evidence rating (CERQual-informed)",
        "owners": (
            OwnerFacts(role="icb", name="Integrated care board", actions=("LU1", "LU4")),
            OwnerFacts(role="primary_care", name="Primary care", actions=("LU2",)),
            OwnerFacts(role="", name="Nobody yet", actions=("LU3",)),
        ),
        "gaps": ("Of 4 of 690 turns it is not known who spoke.", "Nobody has read 1 of the 20 sessions yet."),
        "checklist": (
            ChecklistRow(anchor=INTERPRETER.anchor, label=INTERPRETER.label, level="High"),
            ChecklistRow(anchor=APPOINTMENTS.anchor, label=APPOINTMENTS.label, level="Moderate"),
        ),
        "involvement": Breakdown(
            caption="Where people took part beyond talking",
            columns=("When", "What", "With whom", "Language", "What changed"),
            rows=(("2025-10", "Co-development", "the steering group", "English", "Two actions were added."),),
        ),
        "feedback": (
            SaidDone(
                said=INTERPRETER.label,
                anchor=INTERPRETER.anchor,
                will="One interpreting service for every surgery, pharmacy and ward, in person and by phone",
                action="LU1",
                owner="Director of primary care, the board",
                by_when="2027-03",
                status="agreed",
            ),
            SaidDone(said=LETTERS.label, anchor=LETTERS.anchor, will="", action="", owner="", by_when="", status=""),
        ),
        "changes": ("The mobile clinic now stops at the market, not at the hospital (2025-11).",),
        "reporting": (
            ReportingItem(standard="COREQ", number=12, item="How many took part", answer="64 people.", answered=True),
            ReportingItem(
                standard="COREQ",
                number=4,
                item="Gender of those who led the sessions",
                answer="To be answered by the team",
                answered=False,
            ),
            ReportingItem(
                standard="SRQR", number=21, item="Who paid", answer="To be answered by the team", answered=False
            ),
            ReportingItem(
                standard="GRIPP2", number=2, item="How people were involved", answer="1 round.", answered=True
            ),
        ),
        "by_group": Breakdown(
            caption="Themes by group",
            columns=("Theme", "women with young children", "men on warehouse nights"),
            rows=((INTERPRETER.label, "heard", "heard"), (APPOINTMENTS.label, "not heard", "heard")),
        ),
        "saturation": (("1", 6, 6), ("2", 2, 8), ("3", 0, 8)),
        "saturation_note": "After the second session nothing new was found.",
        "participation": Breakdown(
            caption="Who spoke",
            columns=("Role", "People", "Turns", "Of turns"),
            rows=(
                ("Community participants", "55", "412", "690"),
                ("Professionals", "9", "90", "690"),
                ("Researchers", "not counted", "184", "690"),
                ("Not known", "not available", "4", "690"),
            ),
        ),
        "events": (by_month,),
        "context": Breakdown(
            caption="Figures of others",
            columns=("Area", "Indicator", "Value", "Period", "Source"),
            rows=(("Northwick", "Registered with a dentist", "41 %", "2024", "an invented survey"),),
        ),
        "tags": (("Core20", "yes"), ("PLUS groups", "Gypsy, Roma and Traveller communities")),
        "references": ("NHS England (2023). A national framework for NHS action on inclusion health.",),
        "image_alt": "The invented health board of Northwick",
        "statement": "This page was tried with two screen readers.",
    }


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
                name="Names spelled wrongly",
                verdict="barrier",
                judged_by="Asha",
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
        **annexes(),
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
    theme = dataclasses.replace(LISTENER, quotes=(quote("Q21", "Mm."), quote("Q22", "Yes.")))
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
