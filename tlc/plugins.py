"""The one door for extensions: what is found under tlc's entry-point groups, our own parts included."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points
from typing import Any

from tlc.errors import MissingExtraError

GROUPS = ("tlc.importers", "tlc.embedders")


def names(group: str) -> tuple[str, ...]:
    """List what is on offer in a group, in alphabetical order.

    >>> "docx" in names("tlc.importers")
    True
    """
    return tuple(sorted(_points(group)))


def load(group: str, name: str) -> Any:
    """Load one extension by name.

    Raises
    ------
    MissingExtraError
        Nothing of that name is installed; the hint lists what is.

    >>> callable(load("tlc.importers", "txt"))
    True
    """
    points = _points(group)
    if name not in points:
        raise MissingExtraError(
            f"There is no '{name}' among the {group.removeprefix('tlc.')}.",
            hint=f"Known here: {', '.join(sorted(points)) or 'none: install tlc again'}.",
        )
    return points[name].load()


def _points(group: str) -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=group)}
