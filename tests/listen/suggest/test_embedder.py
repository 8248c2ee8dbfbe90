"""Which embedder gives sentence vectors, and what may come from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import numpy as np
import pytest

from tlc import plugins
from tlc.errors import AnalysisError, MissingExtraError
from tlc.listen.suggest.embedder import chosen_embedder, vectors

Installed = Callable[..., None]
Explained = Callable[..., None]


class Lengths:
    """An embedder that needs no model: how long a text is."""

    name, revision = "lengths", "1"

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        return np.array([[3.0 * len(text), 4.0 * len(text)] for text in texts], dtype=np.float32)


class Broken:
    """One whose model is not there."""

    def __init__(self) -> None:
        raise OSError("what Maria said")


class Lacking(Lengths):
    """One of which a library is not there."""

    libraries: tuple[str, ...] = ("no_such_library",)


class Foldered(Lengths):
    """One that reads a model from a folder."""

    takes_folder = True

    def __init__(self, folder: Path) -> None:
        assert folder.is_dir()


class Wrong(Lengths):
    """One that gives what it was told to."""

    def __init__(self, points: list[object]) -> None:
        self.points = points

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        assert texts
        return np.array(self.points)


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Installed:
    """Some embedders beside the one that ships."""

    def install(**classes: str) -> None:
        points = {"tfidf": "tlc.listen.embedders.tfidf:TfidfSvd"}
        points |= {name: f"{__name__}:{made}" for name, made in classes.items()}
        offered = EntryPoints(EntryPoint(name, value, plugins.GROUPS[1]) for name, value in points.items())
        monkeypatch.setattr(plugins, "entry_points", lambda group: offered.select(group=group))

    return install


def test_without_one_installed_there_are_no_vectors(installed: Installed) -> None:
    installed()
    assert chosen_embedder() is None


def test_the_one_that_is_installed_is_taken(installed: Installed) -> None:
    installed(small="Lengths")
    found = chosen_embedder()
    assert found is not None and found.name == "lengths"


def test_a_study_can_do_without(installed: Installed) -> None:
    installed(small="Lengths")
    assert chosen_embedder("none") is None


def test_of_several_the_named_one_is_taken(installed: Installed) -> None:
    installed(small="Lengths", other="Broken")
    found = chosen_embedder("small")
    assert found is not None and found.name == "lengths"


def test_of_ours_the_one_that_has_all_it_needs_is_taken(
    installed: Installed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    installed(lacking="Lacking", foldered="Foldered", small="Lengths")
    found = chosen_embedder(folder=tmp_path)
    assert found is not None and found.name == "lengths"
    monkeypatch.setattr(Lacking, "libraries", ())
    with pytest.raises(AnalysisError, match=r"2 embedders are installed.*: lacking, small"):
        chosen_embedder(folder=tmp_path)


def test_a_model_in_the_study_is_found_and_its_vectors_are_kept(installed: Installed, tmp_path: Path) -> None:
    installed(foldered="Foldered")
    assert chosen_embedder() is None
    (tmp_path / "models").mkdir()
    for made in (chosen_embedder("foldered:models", folder=tmp_path) for _ in range(2)):
        assert made is not None
        assert vectors(made, ["a", "b"]) == pytest.approx(np.array([[0.6, 0.8]] * 2))
    assert len(list(tmp_path.glob("cache/embeddings/*/*.npy"))) == 1


def test_without_a_study_nothing_is_kept(installed: Installed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    installed(small="Lengths")
    made = chosen_embedder("small")
    assert made is not None
    vectors(made, ["a"])
    assert not list(tmp_path.iterdir())


def test_of_several_none_is_guessed(installed: Installed, explained: Explained) -> None:
    installed(small="Lengths", other="Broken")
    with pytest.raises(AnalysisError) as caught:
        chosen_embedder()
    explained(caught.value, what="2 embedders are installed", hint="under [suggest] in study.toml")


def test_one_that_places_no_text_by_itself_is_refused(explained: Explained, tmp_path: Path) -> None:
    with pytest.raises(AnalysisError) as caught:
        chosen_embedder("tfidf", folder=tmp_path)
    explained(caught.value, what="no sentence vectors", hint="with the name of another")


def test_one_that_is_not_installed_is_named(installed: Installed, explained: Explained) -> None:
    installed()
    with pytest.raises(MissingExtraError) as caught:
        chosen_embedder("small")
    explained(caught.value, what="no 'small' among the embedders", hint="Known here")


def test_one_that_cannot_be_loaded_is_named_and_its_own_words_are_not(
    installed: Installed, explained: Explained
) -> None:
    installed(small="Broken")
    with pytest.raises(MissingExtraError) as caught:
        chosen_embedder()
    explained(caught.value, what="'small' cannot be loaded (OSError)", hint='with "none"')
    assert "Maria" not in str(caught.value)


def test_vectors_are_of_length_one_whatever_the_scale() -> None:
    assert vectors(Lengths(), ["a", "long text", ""]) == pytest.approx(np.array([[0.6, 0.8], [0.6, 0.8], [0, 0]]))


@pytest.mark.parametrize("points", [[1.0, 2.0], [[1.0]], [[float("nan")], [1.0]]])
def test_what_is_no_row_of_numbers_for_each_text_is_refused(points: list[object], explained: Explained) -> None:
    with pytest.raises(AnalysisError) as caught:
        vectors(Wrong(points), ["a", "b"])
    explained(caught.value, what="'lengths' does not give each text a row of numbers", hint="Do without it")
