"""The sample study, run once for all tests of this folder, the way a visitor runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import tlc


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder in which ``tlc demo`` ran, and what it printed."""
    place = tmp_path_factory.mktemp("visitor")
    environment = os.environ | {"TLC_HOME": str(place / "own")}
    command = [sys.executable, "-m", "tlc", "demo"]
    done = subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    return place / "tlc-demo", done.stdout


@pytest.fixture(scope="session")
def sample(demo: tuple[Path, str]) -> tlc.Study:
    """The sample study, opened after the demo."""
    return tlc.open(demo[0])


@pytest.fixture(scope="session")
def page(demo: tuple[Path, str]) -> str:
    """The report's HTML."""
    return (demo[0] / "reports" / "action-framework.html").read_text(encoding="utf-8")
