"""What an embedder is, and texts placed beside the texts of a study."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from tlc.errors import AnalysisError


class Embedder(Protocol):
    """Anything that turns texts into points; others can be installed under the entry point ``tlc.embedders``.

    A class may say more of itself, in attributes that need not be there: ``libraries``, a tuple of what must be
    importable for it; ``takes_folder``, true if it is made with the folder of a model; and ``together``, true if its
    points depend on all texts it is handed at once, so that none has a point of its own.

    Attributes
    ----------
    name, revision : str
        Recorded with every run, so that it can be repeated; where either is another, points are others.
    """

    @property
    def name(self) -> str:
        """How it is called in ``study.toml``, or nearly so."""
        ...

    @property
    def revision(self) -> str:
        """Which one of that name."""
        ...

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give each text a point: an array of shape (n_texts, n_dimensions)."""
        ...


def unit(points: Any, *, texts: int, name: str) -> NDArray[np.float64]:
    """Bring points to length 1, so that it does not matter on what scale an embedder works; 0 stays 0.

    Parameters
    ----------
    points : array, shape (n_texts, n_dimensions)
        As they come from an embedder, which may be somebody else's: so they are looked at.
    texts : int
        How many there should be.
    name : str
        The embedder's.

    Raises
    ------
    AnalysisError
        They are no row of numbers for each text.

    >>> unit([[3.0, 4.0], [0.0, 0.0]], texts=2, name="mine").tolist()
    [[0.6, 0.8], [0.0, 0.0]]
    """
    try:
        rows = np.asarray(points, dtype=np.float64)
    except (TypeError, ValueError):
        rows = np.empty(0)
    if rows.ndim != 2 or len(rows) != texts or not np.isfinite(rows).all():
        raise AnalysisError(
            f"The embedder '{name}' does not give each text a row of numbers.",
            hint="Do without it: name another in study.toml.",
        )
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    # Whoever brings a point to length 1 twice changes its last digits; those that have it keep every bit.
    lengths[(lengths == 0) | (np.abs(lengths - 1) < 1e-6)] = 1.0
    return np.asarray(rows / lengths)


def embed_beside(
    embedder: Embedder, texts: Sequence[str], others: Sequence[str]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Give texts their points, and others, such as definitions of codes, theirs among them.

    Where an embedder learns from what it is handed, it learns from ``texts`` alone: what else is placed beside them
    moves none of them.

    Parameters
    ----------
    embedder : Embedder
    texts, others : sequence of str
        ``others`` may be empty.

    Returns
    -------
    tuple of two float32 arrays, shapes (n_texts, n_dimensions) and (n_others, n_dimensions)
        Each row of length 1, or 0 for a text that shares nothing with the rest.

    Raises
    ------
    AnalysisError
        There are no words in ``texts``, or the embedder gives something else than a row of numbers for each.

    >>> from tlc.listen.embedders import TfidfSvd
    >>> talk = ["my name is wrong", "they spelled my name wrong", "the bus was late"] * 3
    >>> points, beside = embed_beside(TfidfSvd(), talk, ["a wrong name"])
    >>> bool(beside[0] @ points[0] > beside[0] @ points[2])
    True
    """
    own = getattr(embedder, "embed_beside", None)
    if own is not None:
        points, beside = own(texts, others)
    else:
        points = embedder.embed(texts)
        beside = embedder.embed(others) if len(others) else np.zeros((0, np.shape(points)[-1]))
    return (
        unit(points, texts=len(texts), name=embedder.name).astype(np.float32),
        unit(beside, texts=len(others), name=embedder.name).astype(np.float32),
    )
