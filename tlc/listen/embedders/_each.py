"""Texts placed one at a time: no text's point depends on what stands beside it, nor on how many work at it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

Place = Callable[[str], NDArray[np.float32]]

#: Texts handed to the workers at once: whoever interrupts waits for no more than these.
_BLOCK = 64


def each(texts: Sequence[str], place: Place, *, size: int, workers: int = 1) -> NDArray[np.float32]:
    """Give each text a point of length 1, or 0 if it holds nothing but space.

    Batches would be as fast, but the last digits of a point may depend on what else is in its batch; and points that
    are kept (``cached``) must be those that would be made anew.

    Parameters
    ----------
    texts : sequence of str
        What is said twice is placed once.
    place : function from a text to a float32 array of shape (size,)
    size : int
        How many dimensions points have.
    workers : int
        How many threads place texts; changes nothing in the result.

    >>> each(["no", " ", "no"], lambda text: np.array([len(text), 0.0], dtype=np.float32), size=2).tolist()
    [[1.0, 0.0], [0.0, 0.0], [1.0, 0.0]]
    """
    said = list(dict.fromkeys(text for text in texts if text.strip()))
    points = np.zeros((len(said) + 1, size), dtype=np.float32)
    with ThreadPoolExecutor(max_workers=max(1, workers)) as pool:
        for start in range(0, len(said), _BLOCK):
            for row, point in enumerate(pool.map(place, said[start : start + _BLOCK]), start=start):
                length = float(np.linalg.norm(point))
                points[row] = point / np.float32(length) if length > 0 else 0
    rows = {text: row for row, text in enumerate(said)}
    # Texts without a word in them are all at the last row, which is 0.
    return points[[rows.get(text, len(said)) for text in texts]] if len(texts) else points[:0]
