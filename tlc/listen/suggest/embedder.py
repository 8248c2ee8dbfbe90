"""Sentence vectors: which of the embedders that are installed gives them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tlc.errors import AnalysisError
from tlc.listen.embedders.cache import cached
from tlc.listen.embedders.choice import GROUP, choose, ready
from tlc.listen.embedders.embedder import unit

if TYPE_CHECKING:
    from tlc.listen.embedders import Embedder

__all__ = ["GROUP", "NONE", "chosen_embedder", "vectors"]

NONE = "none"
_WRITE = 'Write embedder = "..." under [suggest] in study.toml'


def chosen_embedder(name: str = "", *, folder: Path | None = None) -> Embedder | None:
    """Load the embedder that a study names, or else the one that is installed.

    Parameters
    ----------
    name : str
        As ``listen.embedders.choose`` takes it; "none" for no sentence vectors; empty for the one that is installed,
        needs no folder and gives a text a point of its own, if there is one.
    folder : path, optional
        The study's: there models are looked for, and vectors kept. Without it nothing is kept.

    Returns
    -------
    Embedder or None
        None where there is none, or none is wanted.

    Raises
    ------
    MissingExtraError
        It is not installed, or cannot be loaded.
    AnalysisError
        Several are installed and none is named, or it is one that gives no text a point of its own.

    >>> chosen_embedder("none") is None
    True
    """
    if name == NONE:
        return None
    if not name:
        there = ready()
        if len(there) > 1:
            raise AnalysisError(
                f"{len(there)} embedders are installed, and the study names none: {', '.join(there)}.",
                hint=f'{_WRITE}, with the name of one, or "{NONE}".',
            )
        if not there:
            return None
        name = there[0]
    made = choose(name, folder=folder or Path())
    if getattr(made, "together", False):
        raise AnalysisError(
            f"'{made.name}' gives no sentence vectors: its points depend on all texts together.",
            hint=f'{_WRITE}, with the name of another, or "{NONE}".',
        )
    return made if folder is None else cached(made, folder)


def vectors(embedder: Embedder, texts: Sequence[str]) -> NDArray[np.float64]:
    """Give each text a vector of length 1, so that it does not matter on what scale an embedder works.

    Raises
    ------
    AnalysisError
        The embedder does not give each text a row of numbers.
    """
    return unit(embedder.embed(texts), texts=len(texts), name=embedder.name)
