"""Sentence models from a folder, through the library sentence-transformers: any model, and PyTorch with it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from tlc.listen.embedders._each import each
from tlc.listen.embedders._folder import digest, model_files, unreadable, with_version
from tlc.listen.embedders._library import library

_INSTALL = 'pip install "tlc-toolkit[sentence-transformers]"'
#: Files that make a model what it is; beside them lie pictures, read-me files and the same weights in other forms.
_MATTER = (".json", ".safetensors", ".bin", ".txt", ".model")


class SentenceTransformers:
    """Points from a model that the library sentence-transformers reads, in a folder.

    Of a long text it reads as much as the model takes at once, and passes over the rest.

    Parameters
    ----------
    folder : path

    Attributes
    ----------
    name : str
        "sentence-transformers:" and the last part of the folder's path.

    Raises
    ------
    AnalysisError
        The folder holds no model.
    """

    libraries: ClassVar[tuple[str, ...]] = ("sentence_transformers",)
    takes_folder: ClassVar[bool] = True
    install: ClassVar[str] = _INSTALL

    def __init__(self, folder: Path) -> None:
        self.name = f"sentence-transformers:{folder.name}"
        self._folder = folder
        model_files(folder, ("modules.json", "config.json"))

    @cached_property
    def revision(self) -> str:
        """A digest of all files in the folder, and the version of the library."""
        files = sorted(path for path in self._folder.rglob("*") if path.is_file() and path.suffix in _MATTER)
        return with_version(digest(files), "sentence-transformers")

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give each text a point of length 1, or 0 if it holds nothing but space.

        Raises
        ------
        MissingExtraError
            sentence-transformers is not installed.
        AnalysisError
            The model cannot be read.
        """
        model = self._model

        def place(text: str) -> NDArray[np.float32]:
            return np.asarray(model.encode([text], batch_size=1, show_progress_bar=False)[0], dtype=np.float32)

        return each(texts, place, size=int(place("a").shape[0]))

    @cached_property
    def _model(self) -> Any:
        # Both are read by Hugging Face's libraries when they are first imported. The folder is local; these hold if
        # ever a file in it names a model that is not.
        for switch in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):
            os.environ.setdefault(switch, "1")
        module = library("sentence_transformers", purpose="sentence models in a folder", install=_INSTALL)
        try:
            return module.SentenceTransformer(str(self._folder.resolve()), device="cpu", local_files_only=True)
        except Exception as error:
            raise unreadable(self._folder, error) from error
