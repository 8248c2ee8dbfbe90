"""``study.plan``: actions proposed by the library, and taken, changed or rejected by a person who says why."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tlc._files import write_whole
from tlc._person_tables import alone, checked_person, tidy
from tlc._tables import plain
from tlc.change.actions import action_library, action_of
from tlc.change.plan.choices import Choice, Choices, rejected
from tlc.change.plan.sheet import Sheet
from tlc.change.plan.taking import TO_FILL_IN, checked_fields, next_number, row_of, to_fill_in
from tlc.errors import ActionError, StudyError
from tlc.lab import plan as shown
from tlc.lab.plan import Proposed
from tlc.lab.show import Listing
from tlc.model import Action
from tlc.study._proposing import Shelf, entry_of

if TYPE_CHECKING:
    from tlc.study._change import Change

_PARTS = " | "


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What came of a decision about the plan.

    Attributes
    ----------
    action : str
        The action's id in the plan; empty where one of the library was rejected.
    to_fill_in : tuple of str
        What it still lacks that only people can know.
    note : str
        What was done, and what to do next.
    """

    action: str
    to_fill_in: tuple[str, ...]
    note: str

    def __repr__(self) -> str:
        return self.note


class Plan:
    """The study's action plan at work: ``study.plan``.

    Parameters
    ----------
    study : Study
    """

    def __init__(self, study: Change) -> None:
        self._study = study
        self._path = study.path / "actions.csv"
        self._choices = Choices(study.path)

    def __repr__(self) -> str:
        return repr(self.list())

    def list(self) -> Listing[Action]:
        """List the plan, and what is missing in it."""
        return shown.plan(self._study.actions, self._study.framework)

    def suggest(
        self, *, owner: str = "", theme: str = "", library: str = "", decided: bool = False, unheard: bool = False
    ) -> Proposed:
        """Propose actions of the library for the themes that people raised.

        Parameters
        ----------
        owner : str
            Only those of one kind of owner, by principle: ``trust``.
        theme : str
            Only those that answer one code, or what stands under a heading; also what is in the plan, and where nobody
            raised it yet.
        library : str
            Only this one, with how it can be measured: ``A08``.
        decided : bool
            Also what is in the plan already, and what was rejected, with the reason.
        unheard : bool
            Also what answers only themes that nobody raised.

        Returns
        -------
        Proposed
            The action for the theme to look at first in front: serious ones, then the surest, then the most
            widespread. A row each in ``frame``.

        Raises
        ------
        ActionError
            There is no such owner role or action of the library.
        CodebookError
            There is no such theme.
        """
        return Shelf(self._study).proposed(owner=owner, theme=theme, library=library, decided=decided, unheard=unheard)

    def take(self, library: str, /, *, by: str, reason: str = "", **fields: str) -> Done:
        """Copy an action of the library into ``actions.csv``, for the themes that people raised and it answers.

        Parameters
        ----------
        library : str
            Its id: ``A08``.
        by : str
            Who takes it: a short name that the team knows.
        reason : str
            Why; it is kept.
        fields
            What to write into columns of the plan: ``owner="ICB, chief nurse"``, ``by_when="2027-06"``. Of what the
            library cannot know, nothing is written that is not given here.

        Raises
        ------
        ActionError
            There is no such action, it is in the plan, it answers nothing that people raised and nothing says what
            else it rests on, or a field cannot stand in a plan.
        StudyError
            The plan or the log cannot be written, or is open in a spreadsheet. Nothing is changed.
        """
        entry, given = entry_of(library), checked_fields(fields)
        checked_person(by)
        with alone(self._path):
            plan, choices = self._study.actions, self._choices.read()
            for action in plan:
                if action.library == entry.id:
                    raise ActionError(
                        f"{entry.id} is in the plan already, as action {action.id}.",
                        hint=f"Change it with: tlc actions change {action.id} status=agreed",
                    )
            number = next_number(plan, choices)
            themes = Shelf(self._study).themes(entry)
            row = row_of(entry, action_library(), number, themes) | given
            if not row["because"] and not row.get("because_of"):
                raise ActionError(
                    f"Nobody has raised what {entry.id} answers.",
                    hint='Name a theme, because=access.hours, or what else it rests on, because_of="a legal duty".',
                )
            before = Sheet.read(self._path)
            made = self._understood(before.with_row(row), number)
            note = {"what": "take", "library": entry.id, "action": number, "why": reason}
            self._write(before, made, by, note)
        open_still = to_fill_in(row)
        blanks = " ".join(f"{name}=..." for name, words in TO_FILL_IN.items() if words in open_still)
        return Done(
            action=number,
            to_fill_in=open_still,
            note=f"Action {number} is in actions.csv, taken from {entry.id}."
            + (f" To be filled in: {', '.join(open_still)}." if open_still else "")
            + (f"\nHere: tlc actions change {number} {blanks} --by {by} --why ..." if open_still else ""),
        )

    def reject(self, library: str, *, by: str, reason: str) -> Done:
        """Reject an action of the library: it is not proposed again, and the reason is kept.

        Raises
        ------
        ActionError
            There is no such action, it is in the plan, it was rejected already, or there is no reason.
        StudyError
            The log cannot be written.
        """
        entry = entry_of(library)
        _with_reason(reason)
        for action in self._study.actions:
            if action.library == entry.id:
                raise ActionError(
                    f"{entry.id} is in the plan, as action {action.id}.",
                    hint=f'Drop it there: tlc actions change {action.id} status=dropped --why "..."',
                )
        if entry.id in rejected(self._choices.read()):
            raise ActionError(
                f"{entry.id} was rejected already.", hint="See by whom and why: tlc actions suggest --decided"
            )
        self._choices.add(by, {"what": "reject", "library": entry.id, "why": reason})
        return Done(action="", to_fill_in=(), note=f"{entry.id} is rejected, and is not proposed again.")

    def change(self, action: str, /, *, by: str, reason: str, **fields: str) -> Done:
        """Change cells of an action in ``actions.csv``; what they said, and why they were changed, is kept.

        Parameters
        ----------
        action : str
            Its id in the plan.
        by, reason : str
            Who changes it, and why.
        fields
            Columns of the plan and what they shall say: ``status="agreed"``. An empty text empties a cell.

        Raises
        ------
        ActionError
            There is no such action, no reason or no field, or a field cannot stand in a plan.
        StudyError
            The plan or the log cannot be written, or is open in a spreadsheet. Nothing is changed.
        """
        given = checked_fields(fields)
        _with_reason(reason)
        checked_person(by)
        with alone(self._path):
            before = Sheet.read(self._path)
            row = before.row(action)
            new = {name: tidy(text) for name, text in given.items() if tidy(text) != plain(row[name])}
            if not new:
                raise ActionError(f"Action {action} says that already.", hint="Name a column and its text: status=done")
            after = self._understood(before.with_cells(action, new), action)
            told = {
                "what": "change",
                "library": row["library"],
                "action": action,
                "column": _PARTS.join(new),
                "before": _PARTS.join(plain(row[name]) for name in new),
                "after": _PARTS.join(new.values()),
                "why": reason,
            }
            self._write(before, after, by, told)
            left = to_fill_in(after.row(action).cells)
        more = f" To be filled in: {', '.join(left)}." if left else ""
        return Done(action=action, to_fill_in=left, note=f"Action {action}: {', '.join(new)} changed.{more}")

    def log(self) -> Listing[Choice]:
        """List what people decided about the plan and the library, and why."""
        return shown.log(self._choices.read())

    def _write(self, before: Sheet, after: Sheet, by: str, told: Mapping[str, str]) -> None:
        after.write(before)
        try:
            self._choices.add(by, told)
        except StudyError:
            # Nothing changes without a word on why: the plan is put back.
            with suppress(StudyError):
                write_whole(self._path, before.data)
            raise

    def _understood(self, sheet: Sheet, action: str) -> Sheet:
        action_of(sheet.row(action), self._study.codebook, self._study.framework)
        return sheet


def _with_reason(reason: str) -> None:
    if not tidy(reason):
        raise ActionError("This needs a reason.", hint='It is kept with who gave it: --why "..."')
