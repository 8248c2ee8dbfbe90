"""The action plan and the action library."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path

from tlc._tables import Row, plain, read_table
from tlc.change.crosswalks import entries
from tlc.errors import ActionError
from tlc.model import Action, Codebook, Evidence, Framework, LibraryAction, Measure, Problem

_LIBRARY = Path(__file__).with_name("data") / "actions.toml"
_HORIZON_ORDER = {"short": 0, "medium": 1, "long": 2}
# What a British Excel makes of 2027-03 and of 2027-03-31.
_EXCEL_MONTH = re.compile(r"([a-z]{3})-([0-9]{2})")
_EXCEL_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


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


@cache
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
                frequency=entry["measure"].get("frequency", ""),
                steps=tuple(entry.get("steps", ())),
                steps_source=entry.get("steps_source", ""),
                nice=tuple(entry.get("nice", ())),
                ics=tuple(entry.get("ics", ())),
                crosswalk=tuple(entry.get("crosswalk", ())),
                see_also=tuple(entry.get("see_also", ())),
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
        action = action_of(row, codebook, framework)
        if action.id in found:
            raise ActionError(f"Action {action.id} stands twice.", where=row.where, hint="Number them anew.")
        found[action.id] = action
    return tuple(sorted(found.values(), key=lambda action: _HORIZON_ORDER[action.horizon]))


def check_actions(actions: Iterable[Action], evidence: Mapping[str, Evidence]) -> tuple[Problem, ...]:
    """Find actions that cannot stand in a framework: with something missing, or answering what nobody said.

    An action without owner, measure, principle or reason, and one whose themes nobody raised, are errors that keep
    the report a draft; a date that is still open is a warning. Dropped actions are passed over.
    """
    return tuple(problem for action in actions if action.status != "dropped" for problem in _problems(action, evidence))


def _problems(action: Action, evidence: Mapping[str, Evidence]) -> Iterator[Problem]:
    if lacking := [name for name in action.missing if name != "by when"]:
        yield Problem(
            severity="error",
            what=f"Action {action.id} has no {', no '.join(lacking)}.",
            where="actions.csv",
            mend="Decide it and fill it in, or drop the action. Until then the report stays a draft.",
            draft=True,
        )
    if "by when" in action.missing:
        yield Problem(
            severity="warning",
            what=f"Action {action.id} has no date by when.",
            where="actions.csv",
            mend="The report says 'not decided yet' there.",
        )
    if action.library and action.library not in {entry.id for entry in action_library().actions}:
        yield Problem(
            severity="warning",
            what=f"Action {action.id} was taken from an action of the library that there is not.",
            where="actions.csv",
            mend="See the library with: tlc actions suggest --all; or empty its cell in the column 'library'.",
        )
    if unheard := [theme for theme in action.because if theme not in evidence or not evidence[theme].found]:
        yield Problem(
            severity="error",
            what=f"Action {action.id} answers {', '.join(unheard)}, and no person accepted a passage for it.",
            where="actions.csv",
            mend="Code the passages it rests on; or take the theme out, and say under 'because_of' what else it rests "
            "on. Until then the report stays a draft.",
            draft=True,
        )


def action_of(row: Row, codebook: Codebook, framework: Framework) -> Action:
    """Make an action of one row of the plan.

    Raises
    ------
    ActionError
        The row names a code, a principle, a horizon, a status, a date or a section that there is not.
    """
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
    cell = {column: plain(text) for column, text in row.cells.items()}
    if cell.get("owner_role") and cell["owner_role"] not in action_library().owner_roles:
        raise ActionError(
            f"Action {row['action']} has an unknown owner role.",
            where=row.where,
            hint=f"Use one of: {', '.join(action_library().owner_roles)}; or leave it empty.",
        )
    build = partial(
        Action,
        id=row["action"],
        what=cell["what"],
        because=_themes(row, codebook),
        owner=cell["owner"],
        partners=cell.get("partners", ""),
        by_when=_date(row),
        measure=Measure(
            what=cell["measure"],
            baseline=cell.get("baseline", ""),
            target=cell.get("target", ""),
            data=cell.get("data", ""),
        ),
        library=cell.get("library", ""),
        decided_at=cell.get("decided_at", ""),
        decided_by=cell.get("decided_by", ""),
        owner_role=cell.get("owner_role", ""),
        cost=cell.get("cost", ""),
        because_of=cell.get("because_of", ""),
        note=cell.get("note", ""),
    )
    try:
        return build(
            principles=tuple(sorted({framework.find(name).id for name in row.many("principles")})),
            horizon=row["horizon"] or "medium",  # type: ignore[arg-type]  # Action itself refuses ...
            status=row["status"] or "proposed",  # type: ignore[arg-type]  # ... what it does not know
            nice=entries("nice", row.many("nice")),
            ics=entries("ics", row.many("ics")),
            crosswalk=entries("denny-4", row.many("crosswalk")),
        )
    except ActionError as error:
        raise ActionError(error.what, where=row.where, hint=error.hint) from error


def _themes(row: Row, codebook: Codebook) -> tuple[str, ...]:
    for code in row.many("because"):
        if code not in codebook:
            raise ActionError(
                f"Action {row['action']} answers a code that is not in the codebook.",
                where=row.where,
                hint="Look at the column 'because': it takes ids such as access.registration.",
            )
    return tuple(dict.fromkeys(codebook[code].id for code in row.many("because")))


def _date(row: Row) -> str:
    """Read a month or a day, also as a British Excel leaves it: Mar-27 and 31/03/2027."""
    text = row["by_when"]
    if not text or _is_date(text):
        return text
    month = _EXCEL_MONTH.fullmatch(text.casefold())
    if month and month[1] in _MONTHS:
        return f"20{month[2]}-{_MONTHS.index(month[1]) + 1:02d}"
    day = _EXCEL_DAY.fullmatch(text)
    # 4/3/2027 is in March or in April: nobody should have to find out which was meant.
    if day and (int(day[1]) > 12 or day[1] == day[2]) and _is_date(f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}"):
        return f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}"
    raise ActionError(
        "The date is not of the form 2027-03 or 2027-03-31, or is in no calendar, or could be two dates.",
        where=row.where,
        hint="A spreadsheet may have changed it: make the column one of texts.",
    )


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(f"{text}-01" if len(text) == 7 else text).isoformat().startswith(text)
    except ValueError:
        return False
