"""A small study by hand, for the figures and the facts of a report. Everybody and every word in it is invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from tlc.change.evidence import evidence
from tlc.change.report.agreed import Agreed
from tlc.change.report.gather import Material
from tlc.frames import codings_frame, turns_frame
from tlc.model import (
    COMPONENTS,
    Code,
    Codebook,
    Coder,
    Coding,
    Consent,
    Framework,
    Group,
    Judged,
    Participant,
    Principle,
    PrincipleLink,
    Rating,
    Settings,
    Span,
    Transcript,
)

YES = Consent(analyse=True, quote=True, publish=True)
CODERS = (
    Coder(id="asha", name="Asha"),
    Coder(id="ben", name="Ben"),
    Coder(id="together", name="Asha and Ben", kind="agreed"),
    Coder(id="rules", name="Codebook rules", kind="rules"),
    Coder(id="model", name="A model", kind="model"),
)
# What was said, by whom; None is somebody not known. P4 withdrew, P6 may not be analysed, P8 is in no table.
SAID: dict[str, tuple[tuple[str | None, str], ...]] = {
    "FG01": (
        ("R1", "Is the surgery closed when you come?"),
        ("P1", "It is closed after my shift, and closed on Sunday."),
        ("P2", "They wanted papers. Nobody could explain the letter to me."),
        (None, "Always closed."),
        ("P4", "Closed for me too."),
    ),
    "FG02": (("P3", "Closed. And they wanted papers."), ("P6", "Closed, they said."), ("P8", "It was closed.")),
    "IN01": (("R1", "What do you see?"), ("P5", "People come when it is closed.")),
    "IN02": (("P7", "We are closed at noon."),),
}


def _code(name: str, label: str, *principles: int, **more: Any) -> Code:
    parent = name.partition(".")[0] if "." in name else None
    links = tuple(PrincipleLink(principle=number, reason=f"Reason {number}.") for number in principles)
    fields = {"kind": "barrier" if parent else "heading", "parent": parent, "principles": links} | more
    return Code(id=name, label={"en": label}, **fields)


@pytest.fixture
def book() -> Codebook:
    return Codebook(
        id="small",
        name="A small codebook",
        version="1.2",
        digest="b" * 64,
        codes=(
            _code("access", "Getting in"),
            _code("access.hours", "Opening hours do not fit", 4),
            _code("access.papers", "Asked for papers", 4, 1),
            _code("language", "Language"),
            _code("language.letters", "Letters that nobody explains", 2),
            _code("helps", "What helps"),
            _code("helps.time", "Somebody takes the time", kind="enabler"),
        ),
    )


@pytest.fixture
def everybody() -> tuple[Participant, ...]:
    def person(name: str, group: str | None, role: str = "community", **more: Any) -> Participant:
        return Participant(id=name, role=role, group=group, **({"consent": YES} | more))  # type: ignore[arg-type]

    return (
        person("P1", "FG01"),
        person("P2", "FG01", consent=replace(YES, publish=False)),
        person("P4", "FG01", withdrawn=True),
        person("P3", "FG02"),
        person("P6", "FG02", consent=Consent()),
        person("P5", "IN01", "professional"),
        person("P7", "IN02", "professional"),
        person("R1", None, "facilitator"),
    )


@pytest.fixture
def transcripts(a_transcript: Callable[..., Transcript]) -> tuple[Transcript, ...]:
    return tuple(a_transcript(*said, name=name) for name, said in SAID.items())


@pytest.fixture
def turns(transcripts: tuple[Transcript, ...], everybody: tuple[Participant, ...]) -> pd.DataFrame:
    return turns_frame(transcripts, everybody)


@pytest.fixture
def mark(transcripts: tuple[Transcript, ...]) -> Callable[..., Coding]:
    """Code the first place where some words stand in a turn; each call makes a coding of its own."""
    texts = {turn.id: turn.text for transcript in transcripts for turn in transcript.turns}
    made: list[str] = []

    def make(turn: str, words: str, code: str, coder: str = "asha", **more: Any) -> Coding:
        start = texts[turn].index(words)
        made.append(f"{coder}-{len(made) + 1}")
        span = Span(turn=turn, start=start, end=start + len(words))
        made_at = "2026-06-01T10:00:00Z"
        return Coding(id=made[-1], span=span, code=code, coder=coder, quote=words, made_at=made_at, **more)

    return make


@pytest.fixture
def frame() -> Callable[..., pd.DataFrame]:
    """Codings as the table that the analyses are handed."""
    return lambda *marks: codings_frame(marks, CODERS)


@pytest.fixture
def framework() -> Framework:
    names = ("Commit", "Understand", "Workforce", "Deliver", "Demonstrate")
    principles = tuple(Principle(id=number, name=name, short=name) for number, name in enumerate(names, 1))
    return Framework(id="five", name="Five principles", version="1", principles=principles, publisher="Somebody")


@pytest.fixture
def groups() -> tuple[Group, ...]:
    return (
        Group(id="FG01", kind="focus_group", label="women who clean", month="2026-05", spoken=("ro", "en")),
        Group(id="FG02", kind="focus_group", label="men who build", translation="by the team, awaiting review"),
        Group(id="IN01", kind="interview", label="a nurse"),
        Group(id="IN02", kind="interview", label="a receptionist"),
    )


@pytest.fixture
def a_rating() -> Callable[..., Rating]:
    """Make a rating of the theme of opening hours; concerns by the names of their components, all none otherwise."""

    def make(*, by: str = "", **more: Any) -> Rating:
        judged = tuple(
            Judged(
                component=name,
                concern=more.get(name, "none"),
                reason=f"The {name} was looked at.",
                proposed="none",
                proposed_reason=f"The rule says so of {name}.",
                by=by,
                confirmed_at="none" if by else "",
            )
            for name in COMPONENTS
        )
        rest = {name: value for name, value in more.items() if name not in COMPONENTS}
        return Rating(**({"theme": "access.hours", "components": judged} | rest))

    return make


@pytest.fixture
def material(
    book: Codebook,
    everybody: tuple[Participant, ...],
    transcripts: tuple[Transcript, ...],
    framework: Framework,
    groups: tuple[Group, ...],
) -> Callable[..., Material]:
    """Make a report's material of the small study and some codings; ``min_cell`` is 2 unless the test says so."""

    def make(codings: pd.DataFrame, *, min_cell: int = 2, **more: Any) -> Material:
        people = more.get("people", everybody)
        turns = turns_frame(transcripts, people)
        fields = SimpleNamespace(
            settings=Settings(title="A small study", min_cell=min_cell),
            groups=groups,
            people=people,
            transcripts=transcripts,
            turns=turns,
            codings=codings,
            codebook=book,
            framework=framework,
            evidence=evidence(turns, codings, people, more.get("codebook", book)),
            actions=(),
            sources={},
            run=None,
            without_run="There is too little material.",
            agreed=Agreed(coders=2, sessions=0, turns=0, why="No session was coded by two people."),
            finished=frozenset(),
            versions=(("tlc", "0.1.0"),),
        )
        return Material(**{**vars(fields), **more})

    return make
