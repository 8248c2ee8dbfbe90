"""What tests of emerging barriers share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def by_hand(loaded: Callable[[Path], ModuleType]) -> ModuleType:
    """A fit made by hand: `by_hand.py`."""
    return loaded(Path(__file__).with_name("by_hand.py"))
