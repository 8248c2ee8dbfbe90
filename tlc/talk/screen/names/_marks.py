"""A mark says what a word may be; neighbouring marks become one hit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tlc.talk.screen._hit import Hit, Level
from tlc.talk.screen.names._tokens import Piece

#: The stronger finder has the word: who is on the roster is not just a word with a capital.
ROSTER, TRIGGER, PLACE, GAZETTEER, UNKNOWN = 5, 4, 3, 2, 1
# Between a forename and its surname. A line break is shown as a space, and "J. Smith" keeps its full stop.
_BETWEEN = frozenset({" ", "-", "  "})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A span of the text for matching, what it may be, and how strongly that is held."""

    start: int
    end: int
    rank: int
    rule: str
    value: str
    kind: str = "name"
    level: Level = "warn"
    closed: bool = False  # a possessive: what follows is somebody else, or something


def strongest(marks: Iterable[Mark]) -> list[Mark]:
    """Leave one mark for a word: the strongest, which keeps the kind that a title gave it."""
    best: dict[int, Mark] = {}
    staff: set[int] = set()
    for mark in marks:
        if mark.kind == "staff_name":
            staff.add(mark.start)
        if mark.start not in best or mark.rank > best[mark.start].rank:
            best[mark.start] = mark
    return [_as_staff(best[start]) if start in staff else best[start] for start in sorted(best)]


def joined(marks: Iterable[Mark], piece: Piece) -> Iterator[list[Mark]]:
    """Put neighbouring marks together: forename and surname are one name."""
    group: list[Mark] = []
    for mark in marks:
        if group and (group[-1].closed or piece.text[group[-1].end : mark.start] not in _BETWEEN):
            yield group
            group = []
        group.append(mark)
    if group:
        yield group


def hit_of(group: list[Mark], piece: Piece) -> Hit:
    """Make one hit of neighbouring marks: the strongest names the rule, and one that blocks, blocks."""
    first = max(group, key=lambda mark: mark.rank)
    kinds = {mark.kind for mark in group}
    kind = next((kind for kind in ("staff_name", "name") if kind in kinds), first.kind)
    level: Level = "block" if any(mark.level == "block" for mark in group) else "warn"
    start, end = piece.places.back(group[0].start, group[-1].end)
    return Hit(
        kind=kind, level=level, rule=first.rule, start=start, end=end, value=" ".join(mark.value for mark in group)
    )


def without_overlaps(groups: Iterable[list[Mark]]) -> list[list[Mark]]:
    """Keep the stronger of two that overlap, the longer of equals; in order of start."""
    order = sorted(groups, key=lambda group: (-max(m.rank for m in group), group[0].start - group[-1].end))
    kept: list[list[Mark]] = []
    for group in order:
        if all(group[-1].end <= other[0].start or other[-1].end <= group[0].start for other in kept):
            kept.append(group)
    return sorted(kept, key=lambda group: group[0].start)


def _as_staff(mark: Mark) -> Mark:
    return replace(mark, kind="staff_name")
