"""A row of the plan made of an action of the library, with what nobody can know of the study left empty."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from tlc.change.actions import Library
from tlc.change.plan.choices import Choice
from tlc.change.plan.sheet import COLUMNS
from tlc.errors import ActionError
from tlc.model import Action, LibraryAction

#: What the library cannot know, in the words in which it is asked for.
TO_FILL_IN = {
    "owner": "the owner (a post)",
    "by_when": "by when",
    "baseline": "the baseline",
    "target": "the target",
}
_FIXED = ("action", "library")


def checked_fields(fields: Mapping[str, str]) -> dict[str, str]:
    """Check which columns somebody wants to fill in.

    Raises
    ------
    ActionError
        One is no column of the plan, or is the action's number or where it was taken from.
    """
    allowed = [name for name in COLUMNS if name not in _FIXED]
    if any(name not in allowed for name in fields):
        raise ActionError("This is no column that can be filled in.", hint=f"Use one of: {', '.join(allowed)}.")
    return dict(fields)


def row_of(entry: LibraryAction, library: Library, number: str, themes: Iterable[str]) -> dict[str, str]:
    """Make a row of the plan.

    Parameters
    ----------
    entry : LibraryAction
    library : Library
    number : str
        The action's id in the plan.
    themes : iterable of str
        What people raised that it answers.
    """
    return {
        "action": number,
        "what": entry.what,
        "because": ";".join(themes),
        "principles": ";".join(map(str, entry.principles)),
        "partners": "; ".join(_short(library.owner_roles[role]) for role in entry.partners),
        "horizon": entry.horizon,
        "measure": "; in the end, ".join(part for part in (entry.process, entry.outcome) if part),
        "data": entry.data,
        "status": "proposed",
        "library": entry.id,
        "owner_role": entry.owner_role,
        # "1.10" alone becomes 1.1 in a spreadsheet.
        "nice": ";".join(f"NG214 {section}" for section in entry.nice),
        "ics": ";".join(entry.ics),
        "crosswalk": ";".join(entry.crosswalk),
        "note": "the measure is a suggestion of the library",
    }


def next_number(actions: Iterable[Action], choices: Iterable[Choice]) -> str:
    """The next free number, counting also those of actions that were taken and stand in the plan no more."""
    ids = {*(action.id for action in actions), *(choice.action for choice in choices)}
    return str(max((int(one) for one in ids if re.fullmatch(r"[0-9]{1,6}", one)), default=0) + 1)


def to_fill_in(row: Mapping[str, str]) -> tuple[str, ...]:
    """Name what a person has to fill in still.

    >>> to_fill_in({"owner": "ICB, chief nurse", "target": ""})
    ('by when', 'the baseline', 'the target')
    """
    return tuple(words for name, words in TO_FILL_IN.items() if not row.get(name))


def _short(role: str) -> str:
    # "Council: public health, housing, adult care": the first words say who.
    return re.split(r"[:(]", role)[0].strip()
