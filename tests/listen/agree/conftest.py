"""Turns and codings by hand, as frames."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from tlc.frames import CODINGS, TURNS, table


def turns_of(*said: tuple[str, str | None, str]) -> pd.DataFrame:
    """Turns from (session, role, text); a role of None is somebody unknown."""
    rows: list[tuple[object, ...]] = []
    numbers: dict[str, int] = {}
    for session, role, text in said:
        number = numbers[session] = numbers.get(session, 0) + 1
        speaker = None if role is None else f"{role[:1].upper()}1"
        turn = f"{session}:{number:04d}"
        rows.append((turn, session, session, number, speaker, role, "en", text, None, None, None))
    return table(rows, TURNS)


def codings_of(*marks: tuple[object, ...]) -> pd.DataFrame:
    """Codings from (coder, turn, start, end, code) and, if need be, a dict of further columns."""
    rows = []
    for number, (coder, turn, start, end, code, *more) in enumerate(marks, start=1):
        row = dict.fromkeys(CODINGS, "") | {
            "coding": f"{coder}-{number}",
            "turn": turn,
            "transcript": str(turn).partition(":")[0],
            "start": start,
            "end": end,
            "code": code,
            "coder": coder,
            "kind": "person",
            "status": "accepted",
            "prompted": None,
            "independent": True,
            "serious": False,
        }
        for one in more:
            assert isinstance(one, dict)
            row |= one
        rows.append(tuple(row[name] for name in CODINGS))
    return table(rows, CODINGS)


@pytest.fixture(scope="session")
def turns() -> Callable[..., pd.DataFrame]:
    return turns_of


@pytest.fixture(scope="session")
def codings() -> Callable[..., pd.DataFrame]:
    return codings_of
