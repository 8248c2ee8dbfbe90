"""Documents parted into numbered topics, and what merging, splitting and locking makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Parted:
    """Documents in numbered topics. Nothing changes it: each step makes another.

    Attributes
    ----------
    topic : int array, shape (n,)
        The number of each document's topic; 0 where a model left it without one.
    numbers : tuple of int
        Of which topic each column of ``votes`` tells, rising. A topic may be empty by now.
    votes : float array, shape (n, len(numbers))
        How sure the model is, as far as it was asked: a topic that people made has the votes of what they made it of.

    >>> two = Parted(topic=np.array([1, 1, 2]), numbers=(1, 2), votes=np.array([[1, 0], [0.5, 0.5], [0, 1.0]]))
    >>> one = merged(two, (1, 2))
    >>> one.topic.tolist(), one.votes.tolist()
    ([1, 1, 1], [[1.0], [1.0], [1.0]])
    """

    topic: Ints
    numbers: tuple[int, ...]
    votes: Floats
    #: The highest number that was ever given: a number is never given twice.
    last: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "last", max(self.last, *self.numbers, 0))


def merged(parted: Parted, numbers: Sequence[int]) -> Parted:
    """Make one topic of several; it has the smallest of their numbers."""
    kept, *gone = sorted(numbers)
    columns = [parted.numbers.index(number) for number in (kept, *gone)]
    votes = parted.votes.copy()
    votes[:, columns[0]] = votes[:, columns].sum(axis=1)
    return replace(
        parted,
        topic=np.where(np.isin(parted.topic, gone), kept, parted.topic),
        numbers=tuple(number for number in parted.numbers if number not in gone),
        votes=np.delete(votes, columns[1:], axis=1),
    )


def split(parted: Parted, number: int, parts: Ints) -> tuple[Parted, tuple[int, ...]]:
    """Part a topic; the first part keeps its number, the others get the next free ones.

    Parameters
    ----------
    parts : int array, shape (n,)
        From 0: which part each document of the topic goes to; those of other topics are not looked at.

    Returns
    -------
    Parted
    tuple of int
        The number of each part.

    >>> one = Parted(topic=np.array([1, 1, 2]), numbers=(1, 2), votes=np.array([[1, 0], [0.5, 0.5], [0, 1.0]]))
    >>> split(one, 1, np.array([0, 1, 0]))[0].topic.tolist()
    [1, 3, 2]
    """
    inside = parted.topic == number
    names = (number, *range(parted.last + 1, parted.last + int(parts[inside].max()) + 1))
    topic = parted.topic.copy()
    topic[inside] = np.array(names)[parts[inside]]
    column = parted.numbers.index(number)
    votes = np.hstack([parted.votes, np.zeros((len(topic), len(names) - 1))])
    for place, name in enumerate(names[1:], start=len(parted.numbers)):
        here = topic == name
        votes[here, place] = votes[here, column]
        votes[here, column] = 0
    after = replace(parted, topic=topic, numbers=(*parted.numbers, *names[1:]), votes=votes, last=names[-1])
    return after, names


def gathered(parted: Parted, number: int | None, here: NDArray[np.bool_]) -> tuple[Parted, int]:
    """Put documents into one topic, wherever a refit has put them.

    Parameters
    ----------
    number : int or None
        The topic; None for a new one.
    here : bool array, shape (n,)
        The documents.

    Returns
    -------
    Parted
        Each document brings the votes along that it had for the topic where it was.
    int
        The topic's number.
    """
    if number is None:
        number = parted.last + 1
        zeros = np.zeros((len(parted.topic), 1))
        parted = replace(parted, numbers=(*parted.numbers, number), votes=np.hstack([parted.votes, zeros]), last=number)
    column = {name: place for place, name in enumerate(parted.numbers)}
    votes = parted.votes.copy()
    for place in np.flatnonzero(here & (parted.topic != number) & (parted.topic != 0)):
        before = column[int(parted.topic[place])]
        votes[place, column[number]] += votes[place, before]
        votes[place, before] = 0
    return replace(parted, topic=np.where(here, number, parted.topic), votes=votes), number
