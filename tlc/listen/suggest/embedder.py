"""Sentence vectors: which of the embedders that are installed gives them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tlc import plugins
from tlc.errors import AnalysisError, MissingExtraError

if TYPE_CHECKING:
    from tlc.listen.embedders.tfidf import Embedder

GROUP = "tlc.embedders"
NONE = "none"
#: Its points depend on all texts together, so that no text by itself can be placed by it.
_TOGETHER = "tfidf"
_WRITE = 'Write embedder = "..." under [suggest] in study.toml'


def chosen_embedder(name: str = "") -> Embedder | None:
    """Load the embedder that a study names, or else the one that is installed.

    Parameters
    ----------
    name : str
        As it is called in the entry point ``tlc.embedders``; "none" for no sentence vectors; empty for the one that
        is installed, if one is.

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
    if name == _TOGETHER:
        raise AnalysisError(
            f"'{_TOGETHER}' gives no sentence vectors: its points depend on all texts together.",
            hint=f'{_WRITE}, with the name of another, or "{NONE}".',
        )
    if not name:
        there = [one for one in plugins.names(GROUP) if one != _TOGETHER]
        if len(there) > 1:
            raise AnalysisError(
                f"{len(there)} embedders are installed, and the study names none: {', '.join(there)}.",
                hint=f'{_WRITE}, with the name of one, or "{NONE}".',
            )
        if not there:
            return None
        name = there[0]
    try:
        made: Embedder = plugins.load(GROUP, name)()
    except MissingExtraError:
        raise
    except Exception as error:
        # Somebody else's code: whatever it says may be about anything, so only its kind is told.
        raise MissingExtraError(
            f"The embedder '{name}' cannot be loaded ({type(error).__name__}).",
            hint=f'Install it again, or do without: w{_WRITE[1:]}, with "{NONE}".',
        ) from error
    return made


def vectors(embedder: Embedder, texts: Sequence[str]) -> NDArray[np.float64]:
    """Give each text a vector of length 1, so that it does not matter on what scale an embedder works.

    Raises
    ------
    AnalysisError
        The embedder does not give each text a row of numbers.
    """
    points = np.asarray(embedder.embed(texts), dtype=np.float64)
    if points.ndim != 2 or len(points) != len(texts) or not np.isfinite(points).all():
        raise AnalysisError(
            f"The embedder '{embedder.name}' does not give each text a row of numbers.",
            hint=f'Do without it: w{_WRITE[1:]}, with "{NONE}".',
        )
    lengths = np.linalg.norm(points, axis=1, keepdims=True)
    lengths[lengths == 0] = 1.0
    return np.asarray(points / lengths)
