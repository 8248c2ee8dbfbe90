"""Models in a folder, through model2vec and sentence-transformers: both are told never to ask anybody."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from tlc.errors import AnalysisError
from tlc.listen.embedders.model2vec import Model2Vec
from tlc.listen.embedders.sentence_transformers import SentenceTransformers

Make = Callable[[Path], Any]
FILES = {
    Model2Vec: ("model.safetensors", "tokenizer.json", "config.json"),
    SentenceTransformers: ("modules.json", "config.json", "model.safetensors"),
}
BOTH = pytest.mark.parametrize("kind", [Model2Vec, SentenceTransformers])


class Model:
    """Stands in for a model of either library; a folder that says "broken" has none."""

    dim = 2

    def __init__(self, path: str, **said: object) -> None:
        self.said = said
        assert Path(path).is_absolute()
        if "broken" in Path(path, "config.json").read_text(encoding="utf-8"):
            raise ValueError("what Maria said")

    @classmethod
    def from_pretrained(cls, path: str, **said: object) -> Model:
        return cls(path, **said)

    def encode(self, texts: list[str], **said: object) -> Any:
        assert len(texts) == 1
        assert said in (
            {"max_length": None, "use_multiprocessing": False},
            {"batch_size": 1, "show_progress_bar": False},
        )
        assert os.environ["HF_HUB_OFFLINE"] == "1"
        return np.array([[float(len(texts[0])), 1.0]])


@pytest.fixture(autouse=True)
def libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):
        # So that what is set here does not outlive the test.
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    for name in ("model2vec", "sentence_transformers"):
        module = ModuleType(name)
        vars(module).update(StaticModel=Model, SentenceTransformer=Model)
        monkeypatch.setitem(sys.modules, name, module)


@pytest.fixture
def lay(tmp_path: Path) -> Callable[..., Path]:
    def write(kind: type, said: str = "{}") -> Path:
        folder = tmp_path / "models" / "small"
        folder.mkdir(parents=True)
        for name in FILES[kind]:
            (folder / name).write_text(said, encoding="utf-8")
        return folder

    return write


@BOTH
def test_texts_are_placed_one_at_a_time(kind: Make, lay: Callable[..., Path]) -> None:
    points = kind(lay(kind)).embed(["bus", "", "late"])
    np.testing.assert_allclose(points, [[3 / 10**0.5, 1 / 10**0.5], [0, 0], [4 / 17**0.5, 1 / 17**0.5]], atol=1e-6)


def test_the_libraries_are_told_that_the_model_is_here(lay: Callable[..., Path]) -> None:
    made = SentenceTransformers(lay(SentenceTransformers))
    assert made._model.said == {"device": "cpu", "local_files_only": True}
    assert os.environ["TRANSFORMERS_OFFLINE"] == "1"


def test_a_static_model_is_not_fetched_anew(lay: Callable[..., Path]) -> None:
    assert Model2Vec(lay(Model2Vec))._model.said == {"force_download": False}


@BOTH
def test_whoever_wants_the_network_has_said_so(
    kind: Make, lay: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    assert kind(lay(kind))._model
    assert os.environ["HF_HUB_OFFLINE"] == "0"


@BOTH
def test_its_name_holds_no_more_of_the_path_than_its_end(kind: Make, lay: Callable[..., Path]) -> None:
    assert kind(lay(kind)).name.partition(":")[2] == "small"


@BOTH
def test_another_file_is_another_revision(kind: Make, lay: Callable[..., Path]) -> None:
    folder = lay(kind)
    before = kind(folder).revision
    (folder / "README.md").write_text("how it was made", encoding="utf-8")
    assert kind(folder).revision == before
    (folder / "model.safetensors").write_bytes(b"others")
    assert kind(folder).revision != before


@BOTH
def test_a_folder_without_a_model_says_what_it_lacks(kind: Make, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("nothing", encoding="utf-8")
    with pytest.raises(AnalysisError, match="it lacks mod") as caught:
        kind(tmp_path)
    assert "tlc never fetches a model" in str(caught.value.hint)


@BOTH
def test_what_a_library_says_of_a_model_that_cannot_be_read_stays_away(kind: Make, lay: Callable[..., Path]) -> None:
    with pytest.raises(AnalysisError, match=r"cannot be read \(ValueError\)") as caught:
        kind(lay(kind, "broken")).embed(["bus"])
    assert "Maria" not in str(caught.value)
