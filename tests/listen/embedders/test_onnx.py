"""Sentence models in ONNX form, from a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tlc.errors import AnalysisError, MissingExtraError
from tlc.listen.embedders import cached
from tlc.listen.embedders import onnx as module
from tlc.listen.embedders.onnx import Onnx

pytestmark = pytest.mark.usefixtures("libraries")

Lay = Callable[..., Path]
Explained = Callable[..., None]


def along(*values: float) -> Any:
    return np.array(values) / np.linalg.norm(values)


def test_a_text_is_at_the_mean_of_its_tokens(lay_model: Lay) -> None:
    # "bus late" is 1 3 4 2 to the stand-in.
    np.testing.assert_allclose(Onnx(lay_model()).embed(["bus late"]), [along(2.5, 1)], atol=1e-6)


def test_a_model_that_says_so_is_read_at_its_first_token(lay_model: Lay) -> None:
    folder = lay_model(pooling={"pooling_mode_cls_token": True})
    np.testing.assert_allclose(Onnx(folder).embed(["bus late"]), [along(1, 1)], atol=1e-6)


def test_a_model_that_gives_a_vector_for_the_sentence_is_taken_at_its_word(lay_model: Lay) -> None:
    folder = lay_model(outputs=("token_embeddings", "sentence_embedding"))
    np.testing.assert_allclose(Onnx(folder).embed(["bus late"]), [along(4, 1)], atol=1e-6)


@pytest.mark.parametrize("inputs", [("input_ids",), ("input_ids", "attention_mask", "token_type_ids", "position_ids")])
def test_a_model_is_given_what_it_asks_for(lay_model: Lay, inputs: tuple[str, ...]) -> None:
    assert Onnx(lay_model(inputs=inputs)).embed(["a"]).shape == (1, 2)


@pytest.mark.parametrize(
    ("tokens", "beside"),
    [
        ({"truncation": {"max_length": 4}}, {}),
        ({"truncation": {"max_length": 99}}, {"sentences": {"max_seq_length": 4}}),
    ],
    ids=["by the tokenizer", "by the file beside it"],
)
def test_a_long_text_is_read_to_its_end_in_pieces(lay_model: Lay, tokens: Any, beside: Any) -> None:
    folder = lay_model(tokens=tokens, **beside)
    # 1 3 4 2, 1 5 6 2 and 1 7 2: eleven tokens in all, whose mean is 34 / 11.
    (point,) = Onnx(folder).embed(["aaa aaaa aaaaa aaaaaa aaaaaaa"])
    np.testing.assert_allclose(point, along(34 / 11, 1), atol=1e-6)


def test_a_text_of_ten_thousand_words_has_a_point(lay_model: Lay) -> None:
    assert np.isfinite(Onnx(lay_model()).embed(["word " * 10_000])).all()


@pytest.mark.parametrize("most", [True, 0, 2, "256", None])
def test_what_cannot_be_a_length_is_passed_over(lay_model: Lay, most: object) -> None:
    assert Onnx(lay_model(sentences={"max_seq_length": most})).embed(["bus late"]).shape == (1, 2)


def test_texts_without_a_word_are_nowhere_and_do_not_reach_the_model(lay_model: Lay) -> None:
    points = Onnx(lay_model()).embed(["", "bus", " \n"])
    assert [bool(point.any()) for point in points] == [False, True, False]


@pytest.mark.parametrize("processors", [1, 2, 64, None])
def test_the_number_of_processors_changes_nothing(
    lay_model: Lay, processors: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [f"text {'a' * (number % 17)} {number}" for number in range(200)]
    folder = lay_model()
    usual = Onnx(folder).embed(texts)
    monkeypatch.setattr(module.os, "cpu_count", lambda: processors)
    assert Onnx(folder).embed(texts).tobytes() == usual.tobytes()


def test_its_name_holds_no_more_of_the_path_than_its_end(lay_model: Lay) -> None:
    assert Onnx(lay_model("e5")).name == "onnx:e5"


@pytest.mark.parametrize(
    "place", ["model.onnx", "tokenizer.json", "model.onnx_data", "1_Pooling/config.json", "sentence_bert_config.json"]
)
def test_another_file_is_another_revision(lay_model: Lay, place: str) -> None:
    folder = lay_model(pooling={}, sentences={})
    (folder / "model.onnx_data").write_bytes(b"weights")
    before = Onnx(folder).revision
    with (folder / place).open("ab") as file:
        file.write(b" ")
    assert Onnx(folder).revision != before


def test_a_file_that_has_no_part_in_it_changes_no_revision(lay_model: Lay) -> None:
    folder = lay_model()
    before = Onnx(folder).revision
    (folder / "README.md").write_text("how it was made", encoding="utf-8")
    assert Onnx(folder).revision == before


def test_the_graph_may_lie_in_a_folder_of_its_own(lay_model: Lay) -> None:
    folder = lay_model()
    (folder / "onnx").mkdir()
    (folder / "model.onnx").rename(folder / "onnx" / "model.onnx")
    assert Onnx(folder).embed(["bus"]).shape == (1, 2)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_folder_that_lacks_a_file_says_which(lay_model: Lay, name: str, explained: Explained) -> None:
    folder = lay_model()
    (folder / name).unlink()
    with pytest.raises(AnalysisError) as caught:
        Onnx(folder)
    explained(caught.value, what=f"it lacks {name}", where=caught.value.place, hint="tlc never fetches a model")
    assert "small" in caught.value.place


def test_a_pointer_in_place_of_the_model_is_known_for_what_it_is(lay_model: Lay) -> None:
    folder = lay_model()
    (folder / "model.onnx").write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\n", encoding="utf-8")
    with pytest.raises(AnalysisError, match="without its large files") as caught:
        Onnx(folder)
    assert "git lfs pull" in str(caught.value.hint)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_file_that_cannot_be_read_is_named_and_what_is_in_it_is_not(lay_model: Lay, name: str, canary: str) -> None:
    folder = lay_model()
    (folder / name).write_text(f"{canary} is no model", encoding="utf-8")
    with pytest.raises(AnalysisError, match="cannot be read") as caught:
        Onnx(folder).embed(["bus"])
    assert name in caught.value.place
    assert canary not in str(caught.value)


def test_a_model_of_another_kind_is_refused_in_plain_words(lay_model: Lay) -> None:
    with pytest.raises(AnalysisError, match=r"gives texts no points \(KeyError\)"):
        Onnx(lay_model(inputs=("pixels",))).embed(["bus"])


def test_a_library_that_does_not_load_is_named(lay_model: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ImportError("DLL load failed")

    monkeypatch.setattr("tlc.listen.embedders._library.require", fail)
    with pytest.raises(MissingExtraError, match=r"installed, but cannot be loaded \(ImportError\)"):
        Onnx(lay_model()).embed(["bus"])


def test_what_is_kept_is_what_would_be_made(lay_model: Lay, tmp_path: Path) -> None:
    folder, texts = lay_model(), ["bus late", "", "mould on the wall"]
    fresh = Onnx(folder).embed(texts)
    assert cached(Onnx(folder), tmp_path).embed(texts[:1]).tobytes() == fresh[:1].tobytes()
    assert cached(Onnx(folder), tmp_path).embed(texts).tobytes() == fresh.tobytes()
