"""A library that is missing is explained with the line that installs it."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tlc._lazy import require
from tlc.errors import MissingExtraError

Explained = Callable[..., None]
INSTALL = 'pip install "tlc-toolkit[topics]"'


def test_a_library_that_is_there_is_returned() -> None:
    assert require("json", purpose="reading", install="") is json


def test_a_part_of_a_library_is_returned() -> None:
    assert require("importlib.metadata", purpose="reading", install="").__name__ == "importlib.metadata"


@pytest.mark.parametrize("module", ["no_such_library", "no_such_library.part"])
def test_a_missing_library_is_explained_with_the_line_that_installs_it(module: str, explained: Explained) -> None:
    with pytest.raises(MissingExtraError) as caught:
        require(module, purpose="fitting topics", install=INSTALL)
    explained(
        caught.value,
        what=f"'{module}' is not installed. It is needed for fitting topics.",
        hint=f"Install it with: {INSTALL}",
    )


def test_the_cause_is_kept() -> None:
    with pytest.raises(MissingExtraError) as caught:
        require("no_such_library", purpose="fitting", install="")
    assert isinstance(caught.value.__cause__, ModuleNotFoundError)


def test_a_library_that_itself_lacks_another_is_not_called_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "half_installed_library.py").write_text("import no_such_library")
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    with pytest.raises(ModuleNotFoundError, match="no_such_library"):
        require("half_installed_library", purpose="fitting", install=INSTALL)
