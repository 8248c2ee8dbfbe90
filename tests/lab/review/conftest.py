"""A review made by hand, and a conversation about it."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from tlc.lab.review.conversation import Conversation


@pytest.fixture(scope="session")
def made() -> ModuleType:
    spec = importlib.util.spec_from_file_location("made", Path(__file__).parent / "made.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """The folder in which decisions are logged."""
    return tmp_path / "screening"


@pytest.fixture
def talk(made: ModuleType, log: Path) -> Conversation:
    return Conversation(made.made_review(log), next_step='study.add("sessions")')
