"""What the tests of the verbs of topics share: a study with something to find in it, and running the command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tlc.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="session")
def talking(loaded: Callable[[Path], ModuleType]) -> Any:
    """The words of the study."""
    return loaded(Path(__file__).parent / "talking.py")


@pytest.fixture(scope="session")
def folder(talking: Any, lay_study: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of six sessions; nobody has coded anything in it."""
    made: Path = talking.lay(lay_study(tmp_path_factory.mktemp("talking") / "tiny"))
    return made


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``tlc`` on that study: its status, and what it printed."""

    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stopped:
            main([*arguments, "--study", str(folder)])
        printed = capsys.readouterr()
        return int(stopped.value.code or 0), printed.out, printed.err

    return call


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What was asked of ``study.topics``, call by call; nothing is fitted."""
    import tlc
    from tlc.errors import AnalysisError

    calls: list[dict[str, Any]] = []

    def topics(_: object, **given: Any) -> None:
        calls.append(given)
        raise AnalysisError("Nothing is fitted here.", hint="Look at what was asked.")

    monkeypatch.setattr(tlc.Study, "topics", topics)
    return calls
