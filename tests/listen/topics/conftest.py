"""What tests of topics share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def things(loaded: Callable[[Path], ModuleType]) -> ModuleType:
    """Turns about four things that nobody can mix up, and topics fitted on them: `four_things.py`."""
    return loaded(Path(__file__).with_name("four_things.py"))
