"""The libraries themselves, where they are installed, with models of a few words; what stands in for them elsewhere
does as they do."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tlc.errors import AnalysisError
from tlc.listen.embedders.minilm import MiniLm
from tlc.listen.embedders.model2vec import Model2Vec
from tlc.listen.embedders.onnx import Onnx
from tlc.listen.embedders.wordllama import WordLlama

WORDS = ["[UNK]", "[CLS]", "[SEP]", "bus", "late", "mould", "wall"]
TABLE = np.array([[0, 0], [1, 1], [1, 1], [1, 0], [3, 1], [0, 2], [1, 5]], dtype=np.float32)


def number(value: int) -> bytes:
    """A whole number as protobuf writes it."""
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])


def field(key: int, value: int | str | bytes) -> bytes:
    """A field as protobuf writes it."""
    if isinstance(value, int):
        return number(key << 3) + number(value)
    raw = value.encode() if isinstance(value, str) else value
    return number(key << 3 | 2) + number(len(raw)) + raw


def graph(rows: Any) -> bytes:
    """An ONNX model that looks tokens up in a table: the smallest that gives each a vector."""

    def port(name: str, kind: int, *lengths: str | int) -> bytes:
        sizes = b"".join(field(1, field(2, one) if isinstance(one, str) else field(1, one)) for one in lengths)
        return field(1, name) + field(2, field(1, field(1, kind) + field(2, sizes)))

    look_up = field(1, "table") + field(1, "input_ids") + field(2, "last_hidden_state") + field(4, "Gather")
    table = b"".join(field(1, length) for length in rows.shape) + field(2, 1) + field(8, "table")
    inputs = [port(name, 7, "batch", "tokens") for name in ("input_ids", "attention_mask")]
    content = field(1, look_up) + field(2, "small") + field(5, table + field(9, rows.tobytes()))
    content += b"".join(field(11, one) for one in inputs)
    content += field(12, port("last_hidden_state", 1, "batch", "tokens", rows.shape[1]))
    return field(1, 8) + field(7, content) + field(8, field(2, 13))


def tokenizer() -> Any:
    tokenizers = pytest.importorskip("tokenizers", reason="tokenizers is not installed")
    model = tokenizers.models.WordLevel({word: place for place, word in enumerate(WORDS)}, "[UNK]")
    made = tokenizers.Tokenizer(model)
    made.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    made.post_processor = tokenizers.processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 1), ("[SEP]", 2)]
    )
    # As files on model hubs often are: every text filled up to a fixed length.
    made.enable_padding(length=16)
    made.enable_truncation(max_length=5)
    return made


@pytest.fixture
def onnx_folder(tmp_path: Path) -> Path:
    pytest.importorskip("onnxruntime", reason="onnxruntime is not installed")
    (tmp_path / "model.onnx").write_bytes(graph(TABLE))
    tokenizer().save(str(tmp_path / "tokenizer.json"))
    return tmp_path


def mean(*words: str) -> Any:
    rows = TABLE[[WORDS.index(word) for word in words]].mean(axis=0)
    return rows / np.linalg.norm(rows)


def test_an_onnx_model_places_a_text_at_the_mean_of_its_tokens(onnx_folder: Path) -> None:
    points = Onnx(onnx_folder).embed(["bus late", "", "mould"])
    expected = [mean("[CLS]", "bus", "late", "[SEP]"), [0, 0], mean("[CLS]", "mould", "[SEP]")]
    np.testing.assert_allclose(points, expected, atol=1e-6)


def test_an_onnx_model_reads_a_long_text_to_its_end(onnx_folder: Path) -> None:
    marks = ["[CLS]", "[SEP]"]
    pieces = [*marks, "bus", "late", "wall", *marks, "mould", "mould", "late", *marks, "wall"]
    points = Onnx(onnx_folder).embed(["bus late wall mould mould late wall"])
    np.testing.assert_allclose(points, [mean(*pieces)], atol=1e-6)


def test_an_onnx_file_that_is_cut_off_is_refused(onnx_folder: Path) -> None:
    (onnx_folder / "model.onnx").write_bytes(graph(TABLE)[:-40])
    with pytest.raises(AnalysisError, match="cannot be read"):
        Onnx(onnx_folder).embed(["bus"])


def test_a_static_model_places_a_text_at_the_mean_of_its_words(tmp_path: Path) -> None:
    library = pytest.importorskip("model2vec", reason="model2vec is not installed")
    library.StaticModel(TABLE, tokenizer(), config={}).save_pretrained(tmp_path)
    made = Model2Vec(tmp_path)
    np.testing.assert_allclose(made.embed(["bus late"]), [mean("bus", "late")], atol=1e-6)
    assert made.embed(["bus " * 9999 + "mould"])[0][1] > 0


def test_wordllama_is_read_as_its_own_code_reads_it() -> None:
    for name in ("wordllama", "safetensors", "tokenizers"):
        if importlib.util.find_spec(name) is None:
            pytest.skip(f"{name} is not installed")
    texts = ["They spelled my surname wrong.", "Two buses, and both late", "Mi-au greșit numele"]
    code = (
        "import json, sys, wordllama; from pathlib import Path; from wordllama import WordLlama;"
        "made = WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True);"
        "print(json.dumps(made.embed(json.loads(sys.argv[1]), norm=True).tolist()))"
    )
    done = subprocess.run([sys.executable, "-c", code, json.dumps(texts)], capture_output=True, text=True, check=True)
    np.testing.assert_allclose(WordLlama().embed(texts), json.loads(done.stdout), atol=1e-6)


def test_minilm_knows_what_is_about_the_same_thing() -> None:
    for name in MiniLm.libraries:
        if importlib.util.find_spec(name) is None:
            pytest.skip(f"{name} is not installed")
    points = MiniLm().embed(["My name is spelled wrong.", "They misspelt my surname.", "The bus is always late."])
    assert points[0] @ points[1] > 0.5 > points[0] @ points[2] + 0.2


@pytest.mark.parametrize("threads", ["1", "2"])
def test_the_number_of_threads_changes_no_byte(onnx_folder: Path, threads: str) -> None:
    texts = [" ".join(WORDS[3 + (number * step) % 4] for step in range(1, 9)) for number in range(64)]
    code = (
        "import hashlib, json, sys; from pathlib import Path; from tlc.listen.embedders.onnx import Onnx;"
        "print(hashlib.sha256(Onnx(Path(sys.argv[1])).embed(json.loads(sys.argv[2])).tobytes()).hexdigest())"
    )
    limits = os.environ | dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), threads)
    command = [sys.executable, "-c", code, str(onnx_folder), json.dumps(texts)]
    done = subprocess.run(command, env=limits, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(Onnx(onnx_folder).embed(texts).tobytes()).hexdigest()
