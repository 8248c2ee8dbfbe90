"""A review made by hand, and a conversation about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tlc.lab.review.conversation import Conversation


@pytest.fixture(scope="session")
def made(loaded: Callable[[Path], ModuleType]) -> ModuleType:
    return loaded(Path(__file__).parent / "made.py")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """The folder in which decisions are logged."""
    return tmp_path / "screening"


@pytest.fixture
def talk(made: ModuleType, log: Path) -> Conversation:
    return Conversation(made.made_review(log), next_step='study.add("sessions")')
