"""Sentence models in ONNX form, from a folder: with onnxruntime and without PyTorch."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from tlc.errors import AnalysisError
from tlc.listen.embedders._each import Place, each
from tlc.listen.embedders._folder import digest, model_files, setting, unreadable, with_version
from tlc.listen.embedders._library import library

_INSTALL = 'pip install "tlc-toolkit[onnx]"'
_PURPOSE = "sentence models in ONNX form"
_MODELS = ("model.onnx", "onnx/model.onnx")
#: Where neither the model's own files nor its tokenizer say how many parts of words it reads at once.
_USUAL = 256
# More threads than this gain little, and somebody works at the same computer.
_MOST_WORKERS = 4


class Onnx:
    """Points from a sentence model in a folder: ``model.onnx`` and ``tokenizer.json``, as model hubs offer them.

    How the model is meant to be used is read from the files that lie beside it, if they do: ``1_Pooling/config.json``
    (mean or first token; mean where nothing is said) and ``sentence_bert_config.json`` (how much of a text it reads at
    once). A longer text is read in pieces, and its point is the mean of theirs: nothing is cut off.

    Parameters
    ----------
    folder : path

    Attributes
    ----------
    name : str
        "onnx:" and the last part of the folder's path.

    Raises
    ------
    AnalysisError
        The folder holds no model.
    """

    libraries: ClassVar[tuple[str, ...]] = ("onnxruntime", "tokenizers")
    takes_folder: ClassVar[bool] = True
    install: ClassVar[str] = _INSTALL

    def __init__(self, folder: Path) -> None:
        self.name = f"onnx:{folder.name}"
        self._folder = folder
        self._graph, self._tokens = model_files(folder, _MODELS, ("tokenizer.json",))

    @cached_property
    def revision(self) -> str:
        """A digest of the model's files, and the version of what runs it."""
        return with_version(digest(self.files()), "onnxruntime")

    def files(self) -> tuple[Path, ...]:
        """The files that make the model what it is; large ones keep their weights in a file beside the graph."""
        beside = sorted(path for path in self._graph.parent.glob("*.onnx_data*") if path.is_file())
        beside += sorted(path for path in self._graph.parent.glob("*.onnx.data*") if path.is_file())
        said = [self._folder / name for name in ("1_Pooling/config.json", "sentence_bert_config.json")]
        return (self._graph, *beside, self._tokens, *(path for path in said if path.is_file()))

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give each text a point of length 1, or 0 if it holds nothing but space.

        Raises
        ------
        MissingExtraError
            onnxruntime or tokenizers is not installed.
        AnalysisError
            The model cannot be read, or is none that gives texts points.
        """
        place, size = self._place
        return each(texts, place, size=size, workers=min(_MOST_WORKERS, os.cpu_count() or 1))

    @cached_property
    def _place(self) -> tuple[Place, int]:
        tokenizer, session = self._tokenizer(), self._session()
        asked = [one.name for one in session.get_inputs()]
        given = [one.name for one in session.get_outputs()]
        whole = "sentence_embedding" if "sentence_embedding" in given else ""
        first = bool(setting(self._folder / "1_Pooling" / "config.json", "pooling_mode_cls_token", False))

        def piece(one: Any) -> tuple[NDArray[np.float32], int]:
            said = {"input_ids": one.ids, "attention_mask": [1] * len(one.ids), "token_type_ids": one.type_ids}
            said["position_ids"] = list(range(len(one.ids)))
            values = session.run([whole or given[0]], {name: np.array([said[name]], dtype=np.int64) for name in asked})[
                0
            ][0]
            if whole:
                return np.asarray(values, dtype=np.float32), len(one.ids)
            return np.asarray(values[0] if first else values.mean(axis=0), dtype=np.float32), len(one.ids)

        def place(text: str) -> NDArray[np.float32]:
            one = tokenizer.encode(text)
            points, lengths = zip(*(piece(part) for part in (one, *one.overflowing)), strict=True)
            return np.asarray(np.average(np.stack(points), axis=0, weights=lengths), dtype=np.float32)

        try:
            return place, int(place("a").shape[0])
        except Exception as error:
            raise AnalysisError(
                f"The model gives texts no points ({type(error).__name__}).",
                where=self._graph,
                hint="It should be a sentence model: token ids in, a vector for each token or for the sentence out.",
            ) from error

    def _tokenizer(self) -> Any:
        tokenizers = library("tokenizers", purpose=_PURPOSE, install=_INSTALL)
        try:
            tokenizer = tokenizers.Tokenizer.from_file(str(self._tokens))
        except Exception as error:
            raise unreadable(self._tokens, error) from error
        said = (tokenizer.truncation or {}).get("max_length", _USUAL)
        most = setting(self._folder / "sentence_bert_config.json", "max_seq_length", said)
        tokenizer.no_padding()
        tokenizer.enable_truncation(max_length=most if isinstance(most, int) and most > 2 else _USUAL)
        return tokenizer

    def _session(self) -> Any:
        runtime = library("onnxruntime", purpose=_PURPOSE, install=_INSTALL)
        # On Windows it tells the system's log what it runs, unless it is asked not to.
        runtime.disable_telemetry_events()
        options = runtime.SessionOptions()
        # Texts are shared out among threads, so that how many there are changes no digit; the arena never gives back.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 4
        try:
            return runtime.InferenceSession(str(self._graph), options, providers=["CPUExecutionProvider"])
        except Exception as error:
            raise unreadable(self._graph, error) from error
