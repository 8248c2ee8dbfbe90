"""Saturation as it shows itself: what was reached, what other choices and orders give, and what it does not say."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import pandas as pd

from tlc.lab.plots import Curve, Plot, curve
from tlc.lab.show import as_html, as_text
from tlc.listen.saturation import Saturation


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class SaturationTable:
    """When further sessions brought hardly any new code.

    Attributes
    ----------
    result : Saturation
    counted : tuple of int
        How many of the codes that were found are deductive, and how many emerging.
    months : tuple of str
        When each session was held; empty where nobody wrote it down.
    left_out : tuple of str
        Sessions that were coded and not asked for.
    kinds : tuple of str
        The kinds of the sessions, such as ``focus_group``.
    """

    result: Saturation
    counted: tuple[int, int]
    months: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    @property
    def frame(self) -> pd.DataFrame:
        """One row a session, in the order in which they were counted: codes new in it, and known by then."""
        one = self.result
        numbers = range(1, len(one.sessions) + 1)
        rows = list(zip(numbers, one.sessions, self.months, one.new, one.known, strict=True))
        return pd.DataFrame(rows, columns=["number", "session", "month", "new", "known"])

    @property
    def runs(self) -> pd.DataFrame:
        """One row a run of sessions: what was new in it over what the base held."""
        rows = [(f"{run.first}-{run.last}", run.new, run.base_codes, run.ratio) for run in self.result.runs]
        return pd.DataFrame(rows, columns=["run", "new", "base_codes", "ratio"])

    @property
    def choices(self) -> pd.DataFrame:
        """What other bases, runs and thresholds give; ``why_not`` where it is not computable."""
        rows = [(one.base, one.run, one.threshold, one.reached, one.why_not) for one in self.result.choices]
        columns = ["base", "run", "threshold", "reached", "why_not"]
        return pd.DataFrame(rows, columns=columns).astype({"reached": "Int64"})

    @property
    def title(self) -> str:
        """What was reached, in a sentence."""
        one = self.result
        what = f"base {one.base}, run {one.run}, new information at most {one.threshold:.0%}"
        if one.reached is None:
            return f"Saturation was not reached in {len(one.sessions)} sessions ({what})"
        return f"Saturation was reached after {one.reached} of {len(one.sessions)} sessions ({what})"

    @property
    def note(self) -> str:
        """What the figure rests on, and what it does not say."""
        return "\n".join(part for part in (self._last_run, self._orders, self._codes, self._sessions) if part)

    @property
    def _last_run(self) -> str:
        one = self.result
        met = next((run for run in one.runs if run.first - 1 == one.reached), one.runs[-1])
        verb = "brought" if one.reached is not None else "still brought"
        codes = "code" if met.new == 1 else "codes"
        return (
            f"Sessions {met.first} to {met.last} {verb} {met.new} new {codes} over the {met.base_codes} of the first "
            f"{one.base} sessions ({met.ratio:.1%})."
        )

    @property
    def _orders(self) -> str:
        other = self.result.shuffled
        said = f"The order matters. In {other.shuffles:,} other orders of these sessions (seed {other.seed}) it was"
        if other.low is None:
            return f"{said} reached in {other.reached:,}."
        to = f"to {other.high}" if other.high is not None else "or later"
        middle = f", {other.middle} in the middle" if other.middle is not None else ""
        never = other.shuffles - other.reached
        never_said = f"; in {never:,} it was not reached" if never else ""
        return f"{said} reached after {other.low} {to} sessions in nine of ten{middle}{never_said}."

    @property
    def _codes(self) -> str:
        deductive, emerging = self.counted
        if not deductive:
            return f"{emerging} codes were counted, all of which came from what people said."
        return (
            f"Of the {deductive + emerging} codes that were counted, {deductive} stood in the codebook before anybody "
            "spoke (deductive). The method was made for codes that come from what people say: with a codebook made "
            "beforehand the figure says when its codes had come up, not that people had nothing more to say."
        )

    @property
    def _sessions(self) -> str:
        parts = []
        if len(set(self.kinds)) > 1:
            kinds = ", ".join(f"{kind.replace('_', ' ')} {self.kinds.count(kind)}" for kind in sorted(set(self.kinds)))
            parts.append(f"The sessions are of several kinds ({kinds}): look at each kind alone too, with order=[...].")
        elif "focus_group" in self.kinds:
            parts.append("The method was made for interviews; these are focus groups.")
        if self.left_out:
            parts.append(f"Coded, and not asked for here: {', '.join(self.left_out)}.")
        return " ".join(parts)

    @property
    def _other_choices(self) -> pd.DataFrame:
        """Bases as rows, run and threshold as columns, outcomes in words."""
        table: dict[str, dict[int, str]] = {}
        for one in self.result.choices:
            table.setdefault(f"run {one.run}, at most {one.threshold:.0%}", {})[one.base] = one.outcome
        return pd.DataFrame(table).rename_axis("base").reset_index()

    def plot(self) -> Plot:
        """Draw how many codes were known after each session, and the band of the other orders."""
        one = self.result
        drawn = Curve(
            labels=one.sessions,
            values=one.known,
            band=one.shuffled.curve,
            mark=one.reached,
            words="" if one.reached is None else f"reached after {one.reached} sessions",
            axis="codes known",
        )
        note = f"The band holds nine of ten of {one.shuffled.shuffles:,} other orders of the same sessions."
        return curve(drawn, title=self.title, table=self.frame, note=note)

    def __repr__(self) -> str:
        return "\n\n".join((as_text(self.title, self.frame), as_text("Other choices", self._other_choices), self.note))

    def _repr_html_(self) -> str:
        first = as_html(self.title, self.frame)
        other = as_html("What other choices of base, run and threshold give", self._other_choices)
        below = "".join(f"<p>{escape(line)}</p>" for line in self.note.split("\n"))
        return f"{first}{other}{below}"
