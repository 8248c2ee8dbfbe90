"""Cross-walks: lists of other bodies that an action may be set against, beside the five principles."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tlc.errors import ActionError

_DATA = Path(__file__).with_name("data") / "crosswalks.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosswalk:
    """One list, with what its entries are called and where it is from.

    >>> crosswalks()["ics"].entries["ICS5"].startswith("Everybody is welcome")
    True
    """

    id: str
    name: str
    source: str
    url: str
    entries: Mapping[str, str]


@cache
def crosswalks() -> Mapping[str, Crosswalk]:
    """Read the cross-walks that ship with tlc: ``nice`` (NG214), ``ics`` and ``denny-4``."""
    content = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return {entry["id"]: Crosswalk(**entry) for entry in content["crosswalk"]}


def entries(name: str, given: Iterable[str]) -> tuple[str, ...]:
    """Find entries of one cross-walk, in its order and once each.

    Parameters
    ----------
    name : str
        The cross-walk's id.
    given : iterable of str
        Ids as people write them: ``1.5``, ``NG214 1.5`` (which no spreadsheet takes for a number), ``ics5``.

    Raises
    ------
    ActionError
        There is no such entry.

    >>> entries("nice", ["NG214 1.10", "1.5"])
    ('1.5', '1.10')
    """
    known = crosswalks()[name].entries
    ids = {one.casefold(): one for one in known} | {f"ng214 {one}": one for one in known if name == "nice"}
    wanted = [ids.get(" ".join(one.casefold().split())) for one in given]
    if None in wanted:
        raise ActionError(
            f"An entry is not in this list: {crosswalks()[name].name}.", hint=f"Use one of: {', '.join(known)}."
        )
    return tuple(one for one in known if one in wanted)
