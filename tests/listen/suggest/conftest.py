"""Judgements by hand on the small study, without any model."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tlc.listen.codings import Kept
from tlc.listen.suggest.hits import Hits
from tlc.listen.suggest.labels import Labels, judge
from tlc.listen.suggest.material import Material, material
from tlc.model import Coding


@pytest.fixture
def words(small: Any) -> Material:
    """The turns of the small study that can be coded."""
    return material(small.turns, small.people)


@pytest.fixture
def kept(small: Any) -> Callable[..., Kept]:
    """What somebody's file holds: ``kept("asha", mark, ..., read={...})``."""
    coders = {coder.id: coder for coder in small.coders}

    def make(coder: str, *marks: Coding, **more: Any) -> Kept:
        return Kept(coder=more.pop("as_coder", None) or coders[coder], codings=marks, **more)

    return make


@pytest.fixture
def judged(small: Any, words: Material) -> Callable[..., Labels]:
    """What people have judged, from what their files hold."""
    return lambda *files: judge(words, files, small.codebook)


class Found:
    """A hit of a term, as far as the queue and suggestions look at it."""

    def __init__(self, code: str, term: str, start: int = 0, end: int = 1) -> None:
        self.code, self.term, self.start, self.end = code, term, start, end


@pytest.fixture
def hits(small: Any, words: Material) -> Callable[..., Hits]:
    """Hits by hand: ``hits({"FG01:0002": [("access.hours", "closed")]})``, on the first place of the term."""

    def make(found: dict[str, list[tuple[str, str]]]) -> Hits:
        rows: list[Any] = [()] * len(words)
        for turn, terms in found.items():
            row = words.rows[turn]
            text = words.texts[row].lower()
            rows[row] = tuple(Found(code, term, text.find(term), text.find(term) + len(term)) for code, term in terms)
        return Hits(found=rows, names={code.id: code.name for code in small.codebook.offered})

    return make
