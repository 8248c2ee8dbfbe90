"""What may be shown: counts of people so small that somebody could be recognised are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """A count as it may be shown.

    Attributes
    ----------
    text : str
        What to print: ``12``, ``fewer than 5``, ``not shown``, ``not available``.
    value : int or None
        The number, where it may be shown; None where it may not or is not known.

    >>> Shown("12", 12).is_number
    True
    """

    text: str
    value: int | None = None

    @property
    def is_number(self) -> bool:
        """Whether the exact number may be shown."""
        return self.value is not None


NOT_AVAILABLE = Shown("not available")
NOT_SHOWN = Shown("not shown")
_FEW = 3


def people(count: int, min_cell: int) -> Shown:
    """Show a count of people, unless it is above zero and below ``min_cell``.

    >>> people(12, 5).text, people(3, 5).text, people(0, 5).text
    ('12', 'fewer than 5', '0')
    """
    if 0 < count < min_cell:
        return Shown(f"fewer than {min_cell}")
    return Shown(str(count), count)


def parts(counts: Sequence[int], min_cell: int) -> tuple[Shown, ...]:
    """Show the parts of a known total so that no hidden part can be worked out from the rest.

    One small part alone could be found by subtracting the others from the total. So hidden parts are joined by the
    next smallest ones, all of one size together, until there are at least two of them, together they hold at least
    ``min_cell`` people, and what they hold could be shared out among them in more than one way.

    Beware: where everything is hidden and every part is 1, the total alone gives the parts away. A table of nothing
    but hidden parts says nothing, and must not be shown beside its total.

    >>> [shown.text for shown in parts([30, 12, 3], 5)]
    ['30', 'not shown', 'not shown']
    >>> [shown.text for shown in parts([30, 12, 0], 5)]
    ['30', '12', '0']
    """
    shown = sorted(count for count in counts if count >= max(min_cell, 1))
    hidden = [count for count in counts if 0 < count < min_cell]
    while hidden and shown and _give_away(hidden, shown[0], min_cell):
        next_size = shown[0]
        hidden += [count for count in shown if count == next_size]
        shown = [count for count in shown if count > next_size]
    return tuple(NOT_SHOWN if count in hidden else Shown(str(count), count) for count in counts)


def crosstab(counts: Sequence[Sequence[int]], sizes: Sequence[int], min_cell: int) -> tuple[tuple[Shown, ...], ...]:
    """Show how many people of each column said what a row is about: each row whole, or not at all.

    A row's total stands elsewhere, and people know how large the columns are. So a number is shown only where neither
    those who said it nor those who did not are fewer than ``min_cell``, and a row with one number that may not be
    shown shows none: whatever was left of it would help to find the others. Nobody and everybody are such numbers too:
    they tell of each member of a column what they said or did not say. Nothing is to be printed beside a row, neither
    sums nor shares.

    Parameters
    ----------
    counts : sequence of sequence of int
        A row a theme: people of each column who said it. Everybody belongs to one column, also those of whom the
        column is not known.
    sizes : sequence of int
        How many people each column has.
    min_cell : int

    Beware: two such tables of the same themes, by age and by sex, may give away together what neither gives away.
    Show one.

    >>> [[cell.text for cell in row] for row in crosstab([[12, 9], [12, 3]], [30, 25], 5)]
    [['12', '9'], ['not shown', 'not shown']]
    """
    return tuple(
        tuple(Shown(str(count), count) for count in row)
        if all(min_cell <= count <= size - min_cell for count, size in zip(row, sizes, strict=True))
        else (NOT_SHOWN,) * len(row)
        for row in counts
    )


def voices(counts: Sequence[int], passages: int, min_cell: int) -> tuple[tuple[Shown, ...], Shown]:
    """Show how many people of each kind said something, and in how many passages, so that none tells of another.

    Each of them said at least one passage, and in each session somebody said it. So a zero beside a hidden count is
    hidden too: with it, one session would be one person. And the passages are shown only where they are at least as
    many as the people could be, and say nothing of how many these were.

    Beware: sessions are a lower end of how many people said something. Where they are about as many as the people could
    be at most, that is what they were, each in a session of their own.

    Parameters
    ----------
    counts : sequence of int
        Of each kind of people.
    passages : int
        Of people who are known.
    min_cell : int

    >>> [shown.text for shown in voices([3, 0], 4, 5)[0]], voices([3, 0], 4, 5)[1].text
    (['fewer than 5', 'fewer than 5'], 'not shown')
    >>> [shown.text for shown in voices([12, 3], 16, 5)[0]], voices([12, 3], 16, 5)[1].text
    (['12', 'fewer than 5'], '16')
    """
    shown = tuple(people(count, min_cell) for count in counts)
    if all(one.is_number for one in shown):
        return shown, Shown(str(passages), passages)
    if not any(one.value for one in shown):
        # Only hidden ones and zeros: which is which is not told.
        shown = tuple(Shown(f"fewer than {min_cell}") for _ in counts)
    most = sum(min_cell - 1 if one.value is None else one.value for one in shown)
    # Where few numbers can be hidden, even that the passages are fewer than that would tell one from the other.
    return shown, Shown(str(passages), passages) if passages >= most and min_cell > _FEW else NOT_SHOWN


def _give_away(hidden: Sequence[int], least_shown: int, min_cell: int) -> bool:
    """Whether hidden parts are too few, too small, or can only be of one size each.

    Whoever knows the rule knows that each of them is at least 1 and smaller than everything that is shown: were they
    all 1, or all as large as they can be, their sum would tell.
    """
    total, parted = sum(hidden), len(hidden)
    return parted < 2 or total < min_cell or total <= parted or total >= parted * (least_shown - 1)
