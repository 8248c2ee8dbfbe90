"""A small model of English words that travels in a Python package: a text is the mean of its parts' points."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from tlc.errors import MissingExtraError
from tlc.listen.embedders._each import each
from tlc.listen.embedders._folder import digest, model_files, unreadable
from tlc.listen.embedders._library import library

_INSTALL = 'pip install "tlc-toolkit[wordllama]"'
_PURPOSE = "the embedder 'wordllama'"
_WEIGHTS = "weights/l2_supercat_256.safetensors"
_TOKENS = "tokenizers/l2_supercat_tokenizer_config.json"


class WordLlama:
    """Points from the model in the package ``wordllama``: English, 256 dimensions, thousands of texts a second.

    The model's two files are read where the package lies, and the package itself is never imported: it would look for
    one of them in another place than where it ships it, ask the network for it, and make every library's log be
    printed.

    >>> WordLlama.libraries
    ('wordllama', 'safetensors', 'tokenizers')
    """

    libraries: ClassVar[tuple[str, ...]] = ("wordllama", "safetensors", "tokenizers")
    install: ClassVar[str] = _INSTALL
    name = "wordllama"

    @cached_property
    def revision(self) -> str:
        """A digest of the model's files."""
        return digest(self._files)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give each text a point of length 1, or 0 if it holds nothing but space.

        Raises
        ------
        MissingExtraError
            The package is not installed.
        AnalysisError
            It does not hold the model, or one that cannot be read.
        """
        rows, tokenizer = self._model

        def place(text: str) -> NDArray[np.float32]:
            parts = tokenizer.encode(text, add_special_tokens=False).ids
            return np.asarray(rows[parts].mean(axis=0), dtype=np.float32) if parts else np.zeros(rows.shape[1], "f4")

        return each(texts, place, size=rows.shape[1])

    @cached_property
    def _files(self) -> tuple[Path, ...]:
        found = find_spec("wordllama")
        if found is None or not found.submodule_search_locations:
            raise MissingExtraError(
                f"The library 'wordllama' is not installed. It is needed for {_PURPOSE}.",
                hint=f"Install it with: {_INSTALL}",
            )
        return model_files(Path(found.submodule_search_locations[0]), (_WEIGHTS,), (_TOKENS,))

    @cached_property
    def _model(self) -> tuple[NDArray[np.float32], Any]:
        weights, tokens = self._files
        safetensors = library("safetensors", purpose=_PURPOSE, install=_INSTALL)
        tokenizers = library("tokenizers", purpose=_PURPOSE, install=_INSTALL)
        try:
            with safetensors.safe_open(str(weights), framework="np") as file:
                rows = np.asarray(file.get_tensor("embedding.weight"), dtype=np.float32)
        except Exception as error:
            raise unreadable(weights, error) from error
        try:
            tokenizer = tokenizers.Tokenizer.from_file(str(tokens))
        except Exception as error:
            raise unreadable(tokens, error) from error
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return rows, tokenizer
