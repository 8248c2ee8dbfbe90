"""Finding topics again after a refit: by the turns that they share with what they were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

#: A topic is the same again if so many of its turns stand in the new one ...
MOST = 1 / 2
#: ... or so many, where most turns of the new one are its.
LEAST = 1 / 3


@dataclass(frozen=True, slots=True)
class Same:
    """The topic that another is found again in.

    Attributes
    ----------
    number : int
    share : float
        Of the turns that it had and that are still documents, the share that stand in this topic now, 0 to 1; at
        least ``LEAST``.
    """

    number: int
    share: float


def find_again(subjects: Sequence[frozenset[str]], topics: Mapping[int, frozenset[str]]) -> tuple[Same | str, ...]:
    """Find each of some topics again, no two of them in the same.

    Parameters
    ----------
    subjects : sequence of frozenset of str
        The turns that each had, pairwise disjoint. Those that are no documents any more do not count.
    topics : mapping of int to frozenset of str
        The turns of the topics that there are now, by number.

    Returns
    -------
    tuple of Same or str
        For each subject its topic, or why it was not found.

    Source: Kuhn (1955), The Hungarian method for the assignment problem, on Jaccard similarities; the thresholds are
    ours, tried on newsgroups.

    >>> find_again([frozenset("abc"), frozenset("de")], {1: frozenset("abcx"), 2: frozenset("yz")})[0]
    Same(number=1, share=1.0)
    >>> find_again([frozenset("q")], {1: frozenset("abcx")})
    ('None of its turns is in any topic now.',)
    """
    from scipy.optimize import linear_sum_assignment

    there = frozenset().union(*topics.values()) if topics else frozenset()
    alive = [subject & there for subject in subjects]
    numbers = sorted(topics)
    alike = np.array([[_jaccard(one, topics[number]) for number in numbers] for one in alive])
    alike = alike.reshape(len(alive), len(numbers))
    chosen = dict(zip(*linear_sum_assignment(alike, maximize=True), strict=True))
    found: list[Same | str] = []
    for place, one in enumerate(alive):
        if not one:
            found.append("None of its turns is in any topic now.")
            continue
        number = numbers[chosen[place]] if place in chosen else None
        if number is not None and is_same(one, topics[number]):
            found.append(Same(number, len(one & topics[number]) / len(one)))
        elif any(is_same(one, topics[other]) for other in numbers):
            found.append("Its turns stand in a topic that another one is found again in.")
        else:
            found.append("Its turns stand in several topics now.")
    return tuple(found)


def is_same(old: frozenset[str], new: frozenset[str]) -> bool:
    """Whether a topic is the same again: it has most of the old one's turns, or is most of what is left of it.

    >>> is_same(frozenset("abcd"), frozenset("abxyz")), is_same(frozenset("abcdef"), frozenset("abz"))
    (True, True)
    >>> is_same(frozenset("abcd"), frozenset("a")), is_same(frozenset("abcdef"), frozenset("abxyz"))
    (False, False)
    """
    shared = len(old & new)
    is_most_of_new = shared > 0 and shared >= MOST * len(new)
    return shared > 0 and shared >= (LEAST if is_most_of_new else MOST) * len(old)


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0
