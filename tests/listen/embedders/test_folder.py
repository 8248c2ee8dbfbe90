"""What must lie in a model's folder, and which model it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tlc.errors import AnalysisError
from tlc.listen.embedders._folder import digest, file_digest, model_files, setting


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "config.json").write_text('{"size": 7}', encoding="utf-8")
    (tmp_path / "list.json").write_text("[1]", encoding="utf-8")
    (tmp_path / "torn.json").write_text('{"size"', encoding="utf-8")
    return tmp_path


def test_the_first_place_that_is_there_is_taken(folder: Path) -> None:
    assert model_files(folder, ("nowhere", "config.json", "list.json")) == (folder / "config.json",)


def test_a_folder_in_place_of_a_file_is_none(folder: Path) -> None:
    (folder / "model.onnx").mkdir()
    with pytest.raises(AnalysisError, match=r"it lacks model\.onnx"):
        model_files(folder, ("model.onnx",))


def test_a_file_in_place_of_the_folder_is_none(folder: Path) -> None:
    with pytest.raises(AnalysisError, match="no such folder"):
        model_files(folder / "config.json", ("model.onnx",))


def test_the_order_of_files_counts_and_their_names_do_not(folder: Path) -> None:
    one, two = folder / "config.json", folder / "list.json"
    assert digest((one, two)) != digest((two, one))
    (folder / "copy").write_bytes(one.read_bytes())
    assert digest((folder / "copy", two)) == digest((one, two))


def test_a_file_that_has_gone_is_named(folder: Path) -> None:
    with pytest.raises(AnalysisError, match=r"cannot be read \(FileNotFoundError\)") as caught:
        file_digest(folder / "gone")
    assert "gone" in caught.value.place


@pytest.mark.parametrize(("name", "value"), [("config.json", 7), ("list.json", 1), ("torn.json", 1), ("nowhere", 1)])
def test_what_a_file_does_not_say_is_as_usual(folder: Path, name: str, value: int) -> None:
    assert setting(folder / name, "size", 1) == value
