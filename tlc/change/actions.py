"""The action plan and the action library."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from tlc._tables import Row, read_table
from tlc.errors import ActionError
from tlc.model import Action, Codebook, Evidence, Framework, LibraryAction, Measure, Problem

_LIBRARY = Path(__file__).with_name("data") / "actions.toml"
_HORIZON_ORDER = {"short": 0, "medium": 1, "long": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Actions that others took or recommended, each with its source.

    Attributes
    ----------
    owner_roles : mapping of id to str
        What each owner role stands for.
    horizons : mapping of id to str
        How long each horizon is.
    """

    version: str
    actions: tuple[LibraryAction, ...]
    owner_roles: Mapping[str, str]
    horizons: Mapping[str, str]


def action_library() -> Library:
    """Read the action library that ships with tlc.

    >>> library = action_library()
    >>> library.owner_roles["icb"].startswith("Integrated care board")
    True
    """
    content = tomllib.loads(_LIBRARY.read_text(encoding="utf-8"))
    return Library(
        version=content["version"],
        owner_roles=content["owner_roles"],
        horizons=content["horizons"],
        actions=tuple(
            LibraryAction(
                id=entry["id"],
                title=entry["title"],
                what=entry["what"],
                barriers=tuple(entry["barriers"]),
                principles=tuple(entry["principles"]),
                owner_role=entry["owner_role"],
                partners=tuple(entry.get("partners", ())),
                horizon=entry["horizon"],
                source=entry["source"],
                grounded=entry["grounded"],
                process=entry["measure"].get("process", ""),
                outcome=entry["measure"].get("outcome", ""),
                data=entry["measure"].get("data", ""),
            )
            for entry in content["action"]
        ),
    )


def read_actions(path: Path, *, codebook: Codebook, framework: Framework) -> tuple[Action, ...]:
    """Read ``actions.csv``: the study's action plan, soonest horizon first; none if there is no such file.

    Raises
    ------
    ActionError
        An action stands twice, or names a code, a principle, a horizon, a status or a date that there is not.
    StudyError
        The table cannot be read, or lacks a column.
    """
    if not path.is_file():
        return ()
    found: dict[str, Action] = {}
    for row in read_table(path, required=("action", "what", "because", "principles", "owner", "by_when", "measure")):
        action = _action(row, codebook, framework)
        if action.id in found:
            raise ActionError(f"Action {action.id} stands twice.", where=row.where, hint="Number them anew.")
        found[action.id] = action
    return tuple(sorted(found.values(), key=lambda action: _HORIZON_ORDER[action.horizon]))


def check_actions(actions: Iterable[Action], evidence: Mapping[str, Evidence]) -> tuple[Problem, ...]:
    """Find actions that cannot stand in a framework: with something missing, or answering what nobody said."""
    problems = []
    for action in actions:
        if action.missing:
            problems.append(
                Problem(
                    severity="warning",
                    what=f"Action {action.id} has no {', no '.join(action.missing)}.",
                    where="actions.csv",
                    mend="The report says 'not decided yet' there.",
                )
            )
        unheard = [theme for theme in action.because if theme not in evidence or not evidence[theme].found]
        if unheard:
            problems.append(
                Problem(
                    severity="warning",
                    what=f"Action {action.id} answers {', '.join(unheard)}, and no person accepted a passage for it.",
                    where="actions.csv",
                    mend="Code the passages it rests on, or say what else it rests on.",
                )
            )
    return tuple(problems)


def _action(row: Row, codebook: Codebook, framework: Framework) -> Action:
    if not row["action"] or not row["what"]:
        raise ActionError(
            "The action has no id, or does not say what is to be done.",
            where=row.where,
            hint="Fill in the columns 'action' and 'what'.",
        )
    for code in row.many("because"):
        if code not in codebook:
            raise ActionError(
                f"Action {row['action']} answers a code that is not in the codebook.",
                where=row.where,
                hint="Look at the column 'because': it takes ids such as access.registration.",
            )
    if row["by_when"] and not _is_date(row["by_when"]):
        raise ActionError(
            "The date is not of the form 2027-03 or 2027-03-31, or is in no calendar.",
            where=row.where,
            hint="A spreadsheet may have changed it: make the column one of texts.",
        )
    build = partial(
        Action,
        id=row["action"],
        what=row["what"],
        because=tuple(dict.fromkeys(codebook[code].id for code in row.many("because"))),
        owner=row["owner"],
        partners=row["partners"],
        by_when=row["by_when"],
        measure=Measure(what=row["measure"], baseline=row["baseline"], target=row["target"], data=row["data"]),
        library=row["library"],
        decided_at=row["decided_at"],
    )
    try:
        return build(
            principles=tuple(sorted({framework.find(name).id for name in row.many("principles")})),
            horizon=row["horizon"] or "medium",  # type: ignore[arg-type]  # Action itself refuses ...
            status=row["status"] or "proposed",  # type: ignore[arg-type]  # ... what it does not know
        )
    except ActionError as error:
        raise ActionError(error.what, where=row.where, hint=error.hint) from error


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(f"{text}-01" if len(text) == 7 else text).isoformat().startswith(text)
    except ValueError:
        return False
