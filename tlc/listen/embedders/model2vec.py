"""Static models from a folder, through the library model2vec: as small and fast as ``wordllama``, in many languages."""

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

_INSTALL = 'pip install "tlc-toolkit[model2vec]"'


class Model2Vec:
    """Points from a static model in a folder: ``model.safetensors``, ``tokenizer.json`` and ``config.json``.

    Parameters
    ----------
    folder : path

    Attributes
    ----------
    name : str
        "model2vec:" and the last part of the folder's path.

    Raises
    ------
    AnalysisError
        The folder holds no model.
    """

    libraries: ClassVar[tuple[str, ...]] = ("model2vec",)
    takes_folder: ClassVar[bool] = True
    install: ClassVar[str] = _INSTALL

    def __init__(self, folder: Path) -> None:
        self.name = f"model2vec:{folder.name}"
        self._folder = folder
        self._files = model_files(folder, ("model.safetensors",), ("tokenizer.json",), ("config.json",))

    @cached_property
    def revision(self) -> str:
        """A digest of the model's files, and the version of the library."""
        return with_version(digest(self._files), "model2vec")

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give each text a point of length 1, or 0 if it holds nothing but space.

        Raises
        ------
        MissingExtraError
            model2vec is not installed.
        AnalysisError
            The model cannot be read.
        """
        model = self._model

        def place(text: str) -> NDArray[np.float32]:
            # The library reads the first 512 parts of words and passes over the rest, unless told.
            return np.asarray(model.encode([text], max_length=None, use_multiprocessing=False)[0], dtype=np.float32)

        return each(texts, place, size=int(model.dim))

    @cached_property
    def _model(self) -> Any:
        # Read by huggingface_hub when it is first imported. The folder is local; this holds if ever it is not.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        module = library("model2vec", purpose="static models in a folder", install=_INSTALL)
        try:
            return module.StaticModel.from_pretrained(str(self._folder.resolve()), force_download=False)
        except Exception as error:
            raise unreadable(self._folder, error) from error
