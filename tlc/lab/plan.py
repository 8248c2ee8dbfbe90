"""What a notebook and the command show of the action plan: the library's proposals, the plan, what people decided."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from tlc.change.actions import Library
from tlc.change.plan.choices import Choice
from tlc.change.plan.suggest import Suggestion
from tlc.lab.show import Listing, as_html
from tlc.model import Action, Codebook, Framework, LibraryAction

_WIDTH = 100
_COLUMNS = ("id", "title", "what", "answers", "standing", "principles", "owner", "horizon", "grounded", "source", "why")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """The library's actions for what people raised, theme by theme or, for one kind of owner, by principle.

    Attributes
    ----------
    items : tuple of Suggestion
        The one for the theme to look at first in front.
    note : str
        What was left out, and what to do next.
    heads : mapping of str to (str, ids)
        The headings in their order, and which actions stand under each.
    """

    items: tuple[Suggestion, ...]
    library: Library
    heads: Mapping[str, tuple[str, ...]]
    note: str
    in_full: bool = False
    title: str = field(default="Actions that the library proposes")

    def __iter__(self) -> Iterator[Suggestion]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    @property
    def frame(self) -> pd.DataFrame:
        """A row an action of the library."""
        rows = [
            (
                one.entry.id,
                one.entry.title,
                one.entry.what,
                ";".join(one.themes),
                _standing(one),
                ";".join(map(str, one.entry.principles)),
                one.entry.owner_role,
                one.entry.horizon,
                one.entry.grounded,
                one.entry.source,
                one.choice.why if one.choice else "",
            )
            for one in self.items
        ]
        return pd.DataFrame(rows, columns=list(_COLUMNS))

    def __repr__(self) -> str:
        by_id = {one.entry.id: one for one in self.items}
        lines, told = [self.title], set()
        for head, ids in self.heads.items():
            lines += ["", *textwrap.wrap(head, _WIDTH)]
            for name in ids:
                lines += self._again(by_id[name]) if name in told else self._told(by_id[name])
                told.add(name)
        if not self.items:
            lines.append("(none)")
        lines += ["", *(line for part in self.note.split("\n") for line in textwrap.wrap(part, _WIDTH))]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return as_html(self.title, self.frame, self.note)

    def _again(self, one: Suggestion) -> list[str]:
        return [f"  {one.entry.id}  {one.entry.title} (above)"]

    def _told(self, one: Suggestion) -> list[str]:
        entry = one.entry
        parts = [
            f"{self.library.owner_roles[entry.owner_role]}. {entry.horizon.capitalize()} term"
            f" ({self.library.horizons[entry.horizon]}). {_principles(entry)}.",
            entry.what,
        ]
        if len(one.themes) > 1:
            parts.append(f"Answers {', '.join(one.themes)}.")
        if entry.steps:
            steps = "; ".join(f"({number}) {step}" for number, step in enumerate(entry.steps, 1))
            parts.append(f"Its {len(entry.steps)} steps: {steps}. {entry.steps_source}")
        parts.append(f"Source ({entry.grounded}): {entry.source}")
        if self.in_full:
            parts.append(f"Measure (ours): {entry.process}; in the end, {entry.outcome}. Counted {entry.frequency}.")
            parts.append(f"Data: {entry.data}.")
            parts += [f"See also: {address}" for address in entry.see_also]
        if one.standing != "open":
            parts.append(_standing(one) + (f": {one.choice.why}" if one.choice else "."))
        lines = [f"  {entry.id}  {entry.title}"]
        for part in parts:
            lines += textwrap.wrap(part, _WIDTH, initial_indent="       ", subsequent_indent="         ")
        return lines


def plan(actions: Sequence[Action], framework: Framework) -> Listing[Action]:
    """List the plan, and what is missing in it."""
    shorts = {principle.id: principle.short for principle in framework}
    frame = pd.DataFrame(
        [
            (
                action.id,
                action.what,
                ", ".join(shorts[number] for number in action.principles) or None,
                action.owner or None,
                action.by_when or None,
                action.status,
                action.library or None,
                ", ".join(action.missing) if action.status != "dropped" else "",
            )
            for action in actions
        ],
        columns=["action", "what", "principles", "owner", "by when", "status", "library", "missing"],
    )
    standing = [action for action in actions if action.status != "dropped"]
    whole = sum(not action.missing for action in standing)
    return Listing(
        title="The action plan",
        items=tuple(actions),
        frame=frame,
        note=f"{whole} of {len(standing)} actions are whole. Each is a row of actions.csv."
        if standing
        else "Nothing stands in the plan. See what the library proposes: tlc actions suggest",
    )


def log(choices: Sequence[Choice]) -> Listing[Choice]:
    """List what people decided about the plan and the library."""
    frame = pd.DataFrame(
        [
            (one.id, one.at, one.what, one.library or None, one.action or None, one.column or None, one.after, one.why)
            for one in choices
        ],
        columns=["id", "at", "what", "library", "action", "column", "now", "why"],
    )
    note = "In the study's folder plan/library: one table for each person, which Excel opens." if choices else ""
    return Listing(title="What was decided about actions", items=tuple(choices), frame=frame, note=note)


def theme_head(theme: str, codebook: Codebook, *, sure: str, sessions: str, serious: bool) -> str:
    """Say of a theme what speaks for acting on it.

    Parameters
    ----------
    theme : str
    codebook : Codebook
    sure : str
        Its rating, or an empty text.
    sessions : str
        ``11 of 20``, or that it is not shown; empty where nobody raised it.
    serious : bool
    """
    found = f"sessions: {sessions}" if sessions else "nobody raised it yet"
    facts = [f"rated {sure}" if sure else "", found, "marked as serious" if serious else ""]
    return f"{codebook[theme].name} ({theme}): {'; '.join(fact for fact in facts if fact)}"


def _principles(entry: LibraryAction) -> str:
    return f"Principle{'s' * (len(entry.principles) > 1)} {', '.join(map(str, sorted(entry.principles)))}"


def _standing(one: Suggestion) -> str:
    if one.standing == "in the plan":
        return f"In the plan as action {one.action}"
    if one.choice is not None:
        return f"Rejected by {one.choice.by} on {one.choice.at[:10]}"
    return one.standing
