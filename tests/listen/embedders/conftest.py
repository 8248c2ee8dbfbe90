"""Models small enough to be made by hand, libraries that stand in for those that run them, and no network."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a request to the network")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)


class Tokenizer:
    """Stands in for ``tokenizers.Tokenizer``: a word is as many as its letters, between a 1 and a 2."""

    def __init__(self, said: dict[str, Any]) -> None:
        self.truncation: dict[str, int] | None = said.get("truncation")
        self.padding: object = said.get("padding")

    @classmethod
    def from_file(cls, path: str) -> Tokenizer:
        return cls(json.loads(Path(path).read_text(encoding="utf-8")))

    def no_padding(self) -> None:
        self.padding = None

    def no_truncation(self) -> None:
        self.truncation = None

    def enable_truncation(self, *, max_length: int) -> None:
        self.truncation = {"max_length": max_length}

    def encode(self, text: str, *, add_special_tokens: bool = True) -> Any:
        assert self.padding is None
        words = [len(word) for word in text.split()]
        if not add_special_tokens:
            return SimpleNamespace(ids=words, type_ids=[0] * len(words), overflowing=[])
        room = self.truncation["max_length"] - 2 if self.truncation else len(words)
        pieces = [[1, *words[start : start + room], 2] for start in range(0, max(1, len(words)), max(1, room))]
        made = [SimpleNamespace(ids=ids, type_ids=[0] * len(ids), overflowing=[]) for ids in pieces]
        made[0].overflowing = made[1:]
        return made[0]


class Session:
    """Stands in for ``onnxruntime.InferenceSession``: what its file says is what it asks for and gives."""

    def __init__(self, path: str, options: Any, providers: list[str]) -> None:
        self.said = json.loads(Path(path).read_text(encoding="utf-8"))
        assert providers == ["CPUExecutionProvider"]
        assert options.intra_op_num_threads == 1

    def get_inputs(self) -> list[Any]:
        return [SimpleNamespace(name=name) for name in self.said["inputs"]]

    def get_outputs(self) -> list[Any]:
        return [SimpleNamespace(name=name) for name in self.said["outputs"]]

    def run(self, names: list[str], values: dict[str, Any]) -> list[Any]:
        assert list(values) == self.said["inputs"]
        assert all(value.dtype == np.int64 and value.shape == values["input_ids"].shape for value in values.values())
        tokens = values["input_ids"][0].astype(np.float32)
        if names == ["sentence_embedding"]:
            return [np.array([[tokens.max(), 1.0]], dtype=np.float32)]
        return [np.stack([tokens, np.ones_like(tokens)], axis=1)[np.newaxis]]


class SafeOpen:
    """Stands in for ``safetensors.safe_open``, over a NumPy file."""

    def __init__(self, path: str, framework: str) -> None:
        assert framework == "np"
        with Path(path).open("rb") as file:
            self.rows = np.load(file)

    def __enter__(self) -> SafeOpen:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def get_tensor(self, name: str) -> Any:
        assert name == "embedding.weight"
        return self.rows


@pytest.fixture
def libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    """The libraries that run models, as far as tlc uses them."""

    def stand_in(name: str, **content: Any) -> None:
        module = ModuleType(name)
        vars(module).update(content)
        monkeypatch.setitem(sys.modules, name, module)

    stand_in("tokenizers", Tokenizer=Tokenizer)
    stand_in("safetensors", safe_open=SafeOpen)
    stand_in(
        "onnxruntime",
        InferenceSession=Session,
        SessionOptions=SimpleNamespace,
        disable_telemetry_events=lambda: None,
    )


@pytest.fixture
def lay_model(tmp_path: Path) -> Callable[..., Path]:
    """Write the files of a model for the stand-ins into a folder."""

    def lay(
        name: str = "small",
        *,
        inputs: tuple[str, ...] = ("input_ids", "attention_mask"),
        outputs: tuple[str, ...] = ("last_hidden_state",),
        tokens: dict[str, Any] | None = None,
        **beside: object,
    ) -> Path:
        folder = tmp_path / "models" / name
        folder.mkdir(parents=True)
        (folder / "model.onnx").write_text(json.dumps({"inputs": inputs, "outputs": outputs}), encoding="utf-8")
        (folder / "tokenizer.json").write_text(json.dumps(tokens or {"padding": 128}), encoding="utf-8")
        for place, said in beside.items():
            path = folder / {"pooling": "1_Pooling/config.json", "sentences": "sentence_bert_config.json"}[place]
            path.parent.mkdir(exist_ok=True)
            path.write_text(json.dumps(said), encoding="utf-8")
        return folder

    return lay
