"""A small study made by hand, and conversations about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tlc.lab.code.conversation import Conversation


@pytest.fixture(scope="session")
def made(loaded: Callable[[Path], ModuleType]) -> ModuleType:
    return loaded(Path(__file__).parent / "made_coding.py")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where coders' files lie."""
    return tmp_path / "codings"


@pytest.fixture
def talk(made: ModuleType, folder: Path) -> Conversation:
    return made.made_talk(folder)  # type: ignore[no-any-return]


Say = Callable[..., dict[str, Any]]


@pytest.fixture
def say(talk: Conversation) -> Say:
    """Send one message, each with an id of its own, and give the first answer."""
    return sayer(talk)


@pytest.fixture
def say_to() -> Callable[[Conversation], Say]:
    """Make a way to say things in a conversation."""
    return sayer


def sayer(talk: Conversation) -> Say:
    count = iter(range(1, 10_000))

    def send(kind: str, *, to: str | None = None, **fields: Any) -> dict[str, Any]:
        name = f"{id(talk)}:{next(count)}" if to is None else to
        (first, *_) = talk.answers({"type": kind, "id": name, **fields})
        return first

    return send
