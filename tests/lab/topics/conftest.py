"""A run on turns about four things, with people, groups and codes around it. Everybody and every word is invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd
import pytest

from tlc.frames import turns_frame
from tlc.lab.topics import Material, Topics
from tlc.listen.topics.decisions import replay
from tlc.listen.topics.record import run_of
from tlc.model import (
    Candidate,
    Code,
    Codebook,
    Consent,
    Group,
    Participant,
    Source,
    Transcript,
    Turn,
    turn_id,
)

LISTEN = Path(__file__).parents[2] / "listen" / "topics"
YES = Consent(analyse=True, quote=True, publish=True)
PEOPLE = (
    *(
        Participant(
            id=f"P{number}",
            role="professional" if number == 4 else "community",
            group=f"FG0{1 + number % 3}",
            language="ro",
            consent=Consent(analyse=True) if number == 3 else YES,
            traits={"age_band": "18-29" if number < 2 else "30-44"},
        )
        for number in range(5)
    ),
    Participant(id="R1", role="facilitator"),
)
# What is asked between what the four things are about.
NEXT = ("R1", "And you?")
GROUPS = tuple(
    Group(id=f"FG0{number}", kind="focus_group", label=f"people of group {number}", month=f"2026-0{number}")
    for number in (1, 2, 3)
)
BOOK = Codebook(
    id="things",
    name="Things",
    version="1",
    codes=(
        Code(id="a", label={"en": "Getting in"}, kind="heading"),
        Code(id="a.b", label={"en": "Too <far>"}, kind="barrier", parent="a"),
    ),
)
HOSTILE = "<script>alert('x')</script> & \"mould\" on the wall"


@pytest.fixture(scope="session")
def things(loaded: Callable[[Path], ModuleType]) -> ModuleType:
    return loaded(LISTEN / "four_things.py")


@pytest.fixture(scope="session")
def fitted(things: ModuleType) -> Any:
    return things.fitted()


@pytest.fixture(scope="session")
def material(things: ModuleType) -> Material:
    said = things.turns()
    transcripts = {str(session): _transcript(str(session), rows) for session, rows in said.groupby("transcript")}
    return Material(
        turns=turns_frame(transcripts.values(), PEOPLE),
        codings=things.marked(said, "bus"),
        transcripts=transcripts,
        people=PEOPLE,
        groups=GROUPS,
        codebook=BOOK,
        min_cell=1,
    )


@pytest.fixture
def run(fitted: Any, material: Material) -> Topics:
    """Four topics; the first two are candidates."""
    return _made(fitted, material, fitted.topics())


@pytest.fixture
def run_with(fitted: Any, material: Material) -> Callable[..., Topics]:
    """The run with a topic changed, other material, or other candidates."""

    def make(number: int = 0, *, around: dict[str, Any] | None = None, more: Any = None, **fields: Any) -> Topics:
        topics = [replace(one, **fields) if one.number == number else one for one in fitted.topics()]
        return _made(fitted, replace(material, **(around or {})), topics, **(more or {}))

    return make


def a_candidate(topic: Any, rank: int, **more: Any) -> Candidate:
    fields: dict[str, Any] = {
        "gap": 90.4 - 10 * rank,
        "parts": {"uncovered": 0.75, "far from quotes": float("nan")},
        "nearest": "a.b",
        "likeness": 0.31,
        "sessions": topic.sessions,
        "sessions_in_all": 3,
        "groups": topic.groups,
        "groups_in_all": 3,
        "speakers": topic.speakers,
        "uncoded": 0.8,
        "agreement": topic.agreement,
        "quotes": topic.turns[:5],
        "sentence": f"Said by {topic.speakers} people; nearest code: Too <far>.",
    }
    return Candidate(topic=topic.number, rank=rank, **(fields | more))


def _made(fitted: Any, material: Material, topics: Any, **more: Any) -> Topics:
    candidates = more.pop("candidates", [a_candidate(topic, rank) for rank, topic in enumerate(topics[:2], start=1)])
    run = run_of(fitted, topics=tuple(topics), candidates=tuple(candidates))
    return Topics(run=run, fitted=fitted, parted=replay(fitted, []).parted, material=material, **more)


def _transcript(session: str, rows: pd.DataFrame) -> Transcript:
    said = {turn: (speaker, text) for turn, speaker, text in rows[["turn", "speaker", "text"]].itertuples(index=False)}
    last = max(int(turn.partition(":")[2]) for turn in said)
    turns = tuple(
        _turn(turn_id(session, number), *said.get(turn_id(session, number), NEXT)) for number in range(1, last + 1)
    )
    source = Source(name=f"{session}.txt", importer="txt", version="0.1.0", digest="0" * 64)
    return Transcript(id=session, group=session, source=source, turns=turns)


def _turn(name: str, speaker: str, text: str) -> Turn:
    original = {"original": f"Igrasie: {HOSTILE}", "original_language": "ro"} if "mould" in text else {}
    return Turn(id=name, speaker=speaker, text=text, language="en", **original)
