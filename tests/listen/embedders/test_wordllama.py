"""The static model in the package wordllama, read without the package's own code."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tlc.errors import AnalysisError, MissingExtraError
from tlc.listen.embedders import wordllama as module
from tlc.listen.embedders.wordllama import WordLlama

pytestmark = pytest.mark.usefixtures("libraries")

ROWS = np.array([[0, 0], [9, 9], [9, 9], [1, 0], [0, 1], [1, 1]], dtype=np.float16)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package that brings a small model, and that cannot be imported."""
    folder = tmp_path / "site" / "wordllama"
    for place in (module._WEIGHTS, module._TOKENS):
        (folder / place).parent.mkdir(parents=True)
    (folder / "__init__.py").write_text("raise AssertionError('imported')", encoding="utf-8")
    with (folder / module._WEIGHTS).open("wb") as file:
        np.save(file, ROWS)
    (folder / module._TOKENS).write_text('{"padding": 1, "truncation": {"max_length": 3}}', encoding="utf-8")
    monkeypatch.syspath_prepend(folder.parent)
    return folder


@pytest.mark.usefixtures("package")
def test_a_text_is_at_the_mean_of_its_parts_without_marks_of_begin_and_end() -> None:
    # To the stand-in, "aaa aaaa" is 3 4.
    np.testing.assert_allclose(WordLlama().embed(["aaa aaaa"]), [[0.5**0.5] * 2], atol=1e-6)


@pytest.mark.usefixtures("package")
def test_a_long_text_is_read_to_its_end() -> None:
    points = WordLlama().embed(["aaa " * 9999 + "aaaa", "aaa"])
    assert 0 < points[0][1] < 0.001 < points[0][0]


@pytest.mark.usefixtures("package")
def test_a_text_without_a_word_is_nowhere() -> None:
    assert not WordLlama().embed(["", "  "]).any()


def test_another_model_is_another_revision(package: Path) -> None:
    before = WordLlama().revision
    with (package / module._WEIGHTS).open("ab") as file:
        file.write(b" ")
    assert (len(before), WordLlama().revision == before) == (16, False)


@pytest.mark.parametrize("place", [module._WEIGHTS, module._TOKENS])
def test_a_model_that_cannot_be_read_is_named(package: Path, place: str) -> None:
    (package / place).write_text("no model", encoding="utf-8")
    with pytest.raises(AnalysisError, match="cannot be read") as caught:
        WordLlama().embed(["aaa"])
    assert Path(place).name in caught.value.place


@pytest.mark.parametrize("place", [module._WEIGHTS, module._TOKENS])
def test_a_version_that_brings_no_model_is_told(package: Path, place: str) -> None:
    (package / place).unlink()
    with pytest.raises(AnalysisError, match="it lacks"):
        WordLlama().embed(["aaa"])


def test_without_the_package_the_command_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda _: None)
    with pytest.raises(MissingExtraError) as caught:
        WordLlama().embed(["aaa"])
    assert caught.value.hint == 'Install it with: pip install "tlc-toolkit[wordllama]"'
