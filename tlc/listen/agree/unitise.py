"""Agreement on where passages begin and end: Krippendorff's alpha for text that coders cut into units themselves."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan

import numpy as np

from tlc.listen.agree.ratings import Floats, Shares

#: One coder's passages on one text: (start, end) in code points, half-open, none overlapping another.
Passages = Sequence[tuple[int, int]]


def alpha_u(coders: Sequence[Passages], length: int) -> Shares:
    """Krippendorff's alpha for unitised text, of one code: how well the coders' passages lie over each other.

    Two passages that overlap differ by the squares of how far their beginnings and their ends lie apart; a passage that
    falls wholly into another coder's gap differs by the square of its length. Chance is every passage, and every gap,
    anywhere.

    Parameters
    ----------
    coders : sequence of passages
        One for each coder who read the text.
    length : int
        Of the text, in code points.

    Returns
    -------
    Shares
        Those of several codes are added, not averaged: `added`.

    Source: Krippendorff (1995), Sociological Methodology 25, 47-76; (2004), Content Analysis, 2nd ed., pp. 251-256.

    >>> round(alpha_u([[(75, 145), (220, 250)], [(70, 150), (205, 225), (250, 270)]], 300).figure, 4)
    0.7286
    """
    own = [np.array(sorted(passages), dtype=np.float64).reshape(-1, 2) for passages in coders]
    many = len(own)
    if many < 2 or length < 2:
        return Shares(observed=np.asarray(nan), expected=np.asarray(0.0))
    apart = sum(_apart(one, other) for one in own for other in own if one is not other)
    observed = apart / (many * (many - 1) * length**2)
    lengths = np.concatenate([passages[:, 1] - passages[:, 0] for passages in own])
    gaps = np.sort(np.concatenate([_gaps(passages, length) for passages in own]))
    here = (lengths.size - 1) / 3 * (2 * lengths**3 - 3 * lengths**2 + lengths)
    there = lengths**2 * _room(lengths, gaps)
    total = many * length
    places = total * (total - 1) - (lengths * (lengths - 1)).sum()
    expected = 2 / length * (here + there).sum() / places if places > 0 else 0.0
    return Shares(observed=np.asarray(observed), expected=np.asarray(expected))


def added(parts: Sequence[Shares]) -> Shares:
    """Put the unitising alphas of several codes on one text together: the sums of their differences.

    Source: Krippendorff (2004), p. 254.
    """
    if not parts:
        return Shares(observed=np.asarray(nan), expected=np.asarray(0.0))
    observed = np.asarray(sum(float(part.observed) for part in parts))
    return Shares(observed=observed, expected=np.asarray(sum(float(part.expected) for part in parts)))


def joined(passages: Passages) -> list[tuple[int, int]]:
    """Join what overlaps: somebody who marks the same words twice found one passage. What only touches stays apart.

    >>> joined([(5, 9), (0, 6), (9, 12)])
    [(0, 9), (9, 12)]
    """
    found: list[tuple[int, int]] = []
    for start, end in sorted(passages):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _apart(one: Floats, other: Floats) -> float:
    """How much one coder's passages differ from another's: overlapping ones, and those in the other's gaps."""
    if not len(one) or not len(other):
        # Everything that the one marked lies in the one gap of the other; the same is counted from the other's side.
        return float(((one[:, 1] - one[:, 0]) ** 2).sum() + ((other[:, 1] - other[:, 0]) ** 2).sum())
    total = 0.0
    for mine, yours in ((one, other), (other, one)):
        first = np.searchsorted(yours[:, 1], mine[:, 0], side="right")
        last = np.searchsorted(yours[:, 0], mine[:, 1], side="left")
        alone = mine[last <= first]
        total += float(((alone[:, 1] - alone[:, 0]) ** 2).sum())
        if mine is one:
            many = np.maximum(last - first, 0)
            left = np.repeat(np.arange(len(mine)), many)
            right = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many) + np.repeat(first, many)
            total += float(((mine[left] - yours[right]) ** 2).sum())
    return total


def _gaps(passages: Floats, length: int) -> Floats:
    edges = np.concatenate([[0.0], passages.reshape(-1), [float(length)]]).reshape(-1, 2)
    gaps = edges[:, 1] - edges[:, 0]
    return np.asarray(gaps[gaps > 0])


def _room(lengths: Floats, gaps: Floats) -> Floats:
    """For each passage, in how many places of all gaps it could lie; ``gaps`` are sorted."""
    first = np.searchsorted(gaps, lengths, side="left")
    beyond = np.concatenate([np.cumsum(gaps[::-1])[::-1], [0.0]])
    many = gaps.size - first
    return np.asarray(beyond[first] - many * (lengths - 1))
