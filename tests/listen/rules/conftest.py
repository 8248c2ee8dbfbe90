"""What the tests of the rules share: a codebook of some terms, and what they find."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tlc.listen.rules import Hit, Rules, compile_rules
from tlc.model import Code, Codebook


def make(*terms: str, language: str = "en", **more: tuple[str, ...]) -> Rules:
    """Make the rules of one code with some terms, and of further codes by name."""
    codes = [Code(id="code", kind="barrier", label={"en": "Code"}, terms={language: terms})]
    codes += [
        Code(id=name, kind="barrier", label={"en": name}, terms={language: words}) for name, words in more.items()
    ]
    return compile_rules(Codebook(id="b", name="B", version="1", codes=tuple(codes)), language)


def find(text: str, *terms: str, language: str = "en") -> list[Hit]:
    """Find the terms in a text; whatever is found is counted too."""
    rules = make(*terms, language=language)
    found = rules.find(text)
    assert rules.counts([text]).sum() == len(found)
    return found


@pytest.fixture
def rules() -> Callable[..., Rules]:
    return make


@pytest.fixture
def hits() -> Callable[..., list[Hit]]:
    return find


@pytest.fixture
def words() -> Callable[..., list[str]]:
    """Say which words of a text the terms find."""
    return lambda text, *terms, language="en": [
        text[hit.start : hit.end] for hit in find(text, *terms, language=language)
    ]
