"""Codings by hand, on a few invented turns."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tlc.listen.codings import coding_id
from tlc.model import Code, Codebook, Coder, Coding, Span, Transcript, Turn

ASHA = Coder(id="asha", name="Asha")


@pytest.fixture
def asha() -> Coder:
    return ASHA


@pytest.fixture
def turns(a_transcript: Callable[..., Transcript], canary: str) -> dict[str, Turn]:
    """Five turns in two sessions, with accents, a repetition, an emoji and a line break."""
    said = (
        ("R1", "How is it?"),
        ("P1", f"It is closed after my shift, {canary}. Closed, closed."),
        ("P2", "Și m-au întrebat 🙂 de acte.\nDe acte!"),
    )
    sessions = (a_transcript(*said), a_transcript(("P3", "No papers."), (None, "Yes."), name="IN01"))
    return {turn.id: turn for session in sessions for turn in session.turns}


@pytest.fixture
def book() -> Codebook:
    def code(name: str, *aliases: str, **more: Any) -> Code:
        return Code(id=name, label={"en": name}, aliases=aliases, **({"kind": "barrier"} | more))

    return Codebook(
        id="tiny",
        name="Tiny",
        version="1",
        codes=(
            code("access", kind="heading", terms={"pl": ("zamknięte",)}),
            code("access.hours", "ACC04", terms={"en": ("closed",), "ro": ()}),
            code("access.papers"),
        ),
    )


@pytest.fixture
def mark(turns: dict[str, Turn]) -> Callable[..., Coding]:
    """Code the first place where some words stand in a turn."""

    def make(words: str = "closed", code: str = "access.hours", *, turn: str = "FG01:0002", **more: Any) -> Coding:
        start = turns[turn].text.index(words)
        span = Span(turn=turn, start=start, end=start + len(words))
        coder = more.pop("coder", "asha")
        fields = {"id": coding_id(coder, span, code), "made_at": "2026-06-01T10:00:00Z"} | more
        return Coding(span=span, code=code, coder=coder, quote=words, **fields)

    return make


@pytest.fixture
def small(loaded: Callable[[Path], Any]) -> Any:
    """A small study for what is read from codings: `small.py`."""
    return loaded(Path(__file__).parent / "small.py").Small()
