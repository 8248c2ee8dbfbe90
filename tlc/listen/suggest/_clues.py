"""What the rules say of a text and a code, as a few numbers that mean the same for every code."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tlc.listen.suggest._recipe import Recipe

Numbers = npt.NDArray[np.float64]

#: What each number is, as `Recipe` names what it adds to the log odds.
CLUES = ("unhit", "hit", "further", "hit_length", "unhit_length", "hit_crowd", "unhit_crowd", "unhit_rate")
#: Those that speak where a term of the code stands.
OF_HITS = tuple(place for place, name in enumerate(CLUES) if name in ("hit", "further", "hit_length", "hit_crowd"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What is usual among the texts that a model was made for: what a clue is measured from.

    Attributes
    ----------
    length, crowd : float
        Mean logarithm of the number of words, and of the number of codes that have a term in the text.
    rates : float array, shape (n_codes,)
        How often a code's terms stand in a text: logarithm, from one text in twenty; 0 for a code without terms.
    """

    length: float
    crowd: float
    rates: Numbers


def usual(found: Numbers, lengths: Numbers, has_terms: npt.NDArray[np.bool_]) -> Usual:
    """Measure what is usual.

    Parameters
    ----------
    found : float array, shape (n_texts, n_codes)
        How many different terms of each code stand in each text.
    lengths : float array, shape (n_texts,)
        Words of each text.
    has_terms : bool array, shape (n_codes,)
    """
    n = len(lengths)
    hits = (found > 0).sum(axis=0)
    # Kept within reason: in few texts nothing is certain, and a code that was never hit may still be there.
    rates = np.clip(np.log((hits + 1) / (n + 20)) + 3, -2, 2)
    return Usual(
        length=float(np.log1p(lengths).mean()) if n else 0.0,
        crowd=float(np.log1p((found > 0).sum(axis=1)).mean()) if n else 0.0,
        rates=np.where(has_terms, rates, 0.0),
    )


def clues(found: Numbers, lengths: Numbers, among: Usual) -> Numbers:
    """Say it in numbers: float array, shape (n_texts, n_codes, n_clues), in the order of `CLUES`."""
    hit = (found > 0).astype(np.float64)
    length = np.broadcast_to((np.log1p(lengths) - among.length)[:, None], found.shape)
    crowd = np.broadcast_to((np.log1p(hit.sum(axis=1)) - among.crowd)[:, None], found.shape)
    said = {
        "unhit": np.ones_like(found),
        "hit": hit,
        "further": np.log2(np.maximum(found, 1)),
        "hit_length": hit * length,
        "unhit_length": (1 - hit) * length,
        "hit_crowd": hit * crowd,
        "unhit_crowd": (1 - hit) * crowd,
        "unhit_rate": (1 - hit) * among.rates,
    }
    return np.stack([said[name] for name in CLUES], axis=-1)


def believed(recipe: Recipe) -> Numbers:
    """What each clue adds to the log odds before anybody judged."""
    return np.array([float(getattr(recipe, name)) for name in CLUES])
