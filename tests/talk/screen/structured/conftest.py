"""Texts with their identifier between « and », taken apart and looked through."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tlc.talk.screen._hit import Hit
from tlc.talk.screen._view import view_of
from tlc.talk.screen.structured import find

Look = Callable[..., tuple[list[tuple[str, str, str]], str]]


def _hits(text: str, before: str = "") -> list[Hit]:
    return list(find(view_of(text), before=before))


def _look(marked: str, before: str = "") -> tuple[list[tuple[str, str, str]], str]:
    left, _, rest = marked.partition("«")
    inside, _, right = rest.partition("»")
    text = left + inside + right
    return [(hit.kind, hit.level, text[hit.start : hit.end]) for hit in _hits(text, before)], inside


@pytest.fixture
def hits() -> Callable[..., list[Hit]]:
    """Find the hits of a text."""
    return _hits


@pytest.fixture
def look() -> Look:
    """Give what is found in a marked text (kind, level, words), and the words between the marks."""
    return _look
