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
    return tuple(Shown("not shown") if count in hidden else Shown(str(count), count) for count in counts)


def _give_away(hidden: Sequence[int], least_shown: int, min_cell: int) -> bool:
    """Whether hidden parts are too few, too small, or can only be of one size each.

    Whoever knows the rule knows that each of them is at least 1 and smaller than everything that is shown: were they
    all 1, or all as large as they can be, their sum would tell.
    """
    total, parted = sum(hidden), len(hidden)
    return parted < 2 or total < min_cell or total <= parted or total >= parted * (least_shown - 1)
