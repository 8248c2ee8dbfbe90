"""A folder for coders' files, and a journal of Asha's in it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from tlc.listen.codings import Journal
from tlc.model import Coder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "codings"


@pytest.fixture
def clock() -> Callable[[], str]:
    """A clock that goes on by a second each time it is looked at."""
    seconds = count()
    return lambda: f"2026-06-01T12:00:{next(seconds) % 60:02d}Z"


@pytest.fixture
def journal(folder: Path, asha: Coder, clock: Callable[[], str]) -> Journal:
    return Journal(folder, asha, now=clock)
