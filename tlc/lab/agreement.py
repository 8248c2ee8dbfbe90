"""Agreement as it shows itself: figures with their counts, what was left out, and what to do with it.

Nobody's words are here: what a notebook shows is saved with it. The coding page shows them.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import pandas as pd

from tlc.lab._agreement_text import READING, count, every, figure, label, named, notes, reasons, share, with_interval
from tlc.lab.agreement_plot import picture
from tlc.lab.plots import Plot
from tlc.lab.show import Listing, as_text
from tlc.listen.agree import AgreementRun, CodeAgreement, Disagreement, Interval
from tlc.model import Codebook


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class AgreementTable:
    """How far coders agree, for each code and over all.

    Attributes
    ----------
    run : AgreementRun
        The figures themselves, with every choice that was made.
    codebook : Codebook
        For labels, and for the order of the codes.
    """

    run: AgreementRun
    codebook: Codebook

    @property
    def codes(self) -> tuple[CodeAgreement, ...]:
        """Each code's figures, in the order of the codebook."""
        place = {code.id: number for number, code in enumerate(self.codebook)}
        return tuple(sorted(self.run.codes, key=lambda one: place.get(one.code, len(place))))

    @property
    def overall(self) -> CodeAgreement:
        """The figures of all these codes together."""
        return self.run.overall

    @property
    def alpha(self) -> float:
        """Krippendorff's alpha over all these codes; NaN where it cannot be computed."""
        return float(self.run.overall.alpha)

    @property
    def frame(self) -> pd.DataFrame:
        """One row a code, after one for them all; what cannot be computed is missing, and ``note`` says why."""
        rows = []
        for one in (self.overall, *self.codes):
            row: dict[str, object] = {"code": one.code or every(self.run), "units": self.run.units}
            row |= {f"marked by {who}": n for who, n in zip(self.run.coders, one.positives, strict=True)}
            row |= {"prevalence": float(one.prevalence), "percent": float(one.percent), "kappa": float(one.kappa)}
            row |= {"alpha": float(one.alpha)} | _ends("alpha", one.alpha_interval)
            row |= {"ac1": float(one.ac1)} | _ends("ac1", one.ac1_interval)
            row |= {"brennan_prediger": float(one.brennan_prediger), "positive_agreement": float(one.positive)}
            if self.run.unit == "character":
                row["alpha_u"] = float(one.unitised)
            rows.append(row | {"note": one.reason})
        return pd.DataFrame(rows)

    @property
    def disagreements(self) -> Listing[Disagreement]:
        """The passages on which they differ, side by side, in reading order."""
        run = self.run
        rows = [
            (
                one.turn,
                one.code,
                one.kind,
                *(_cell(one, coder) for coder in run.coders),
            )
            for one in run.disagreements
        ]
        page = f'study.code("agreed", between={tuple(c for c in run.coders if c != "agreed")!r}, by="...")'
        return Listing(
            title=f"To talk through: {count(len(rows), 'passage')}",
            items=run.disagreements,
            frame=pd.DataFrame(rows, columns=["turn", "code", "kind", *run.coders]),
            note=f"With the words beside them, and to decide together: {page}" if rows else "",
        )

    def plot(self) -> Plot:
        """Draw alpha with its interval, code by code."""
        return picture(self.run, self.codes, self.codebook, self._shown(labelled=True))

    @property
    def title(self) -> str:
        """Who is compared, and over what."""
        return f"Agreement of {named(self.run.coders)}, by {self.run.unit}"

    def __repr__(self) -> str:
        table = as_text(self.title, self._shown(labelled=False))
        return "\n".join([table, *reasons(self.codes, self._unused), *notes(self.run), *READING])

    def _repr_html_(self) -> str:
        below = (*reasons(self.codes, self._unused), *notes(self.run), *READING)
        return _table(self.title, self._shown(labelled=True)) + "".join(f"<p>{escape(line)}</p>" for line in below)

    @property
    def _unused(self) -> list[str]:
        """Codes of the codebook that nobody used; where codes were asked for, these are in the run."""
        used = {one.code for one in self.run.codes}
        return [] if self.run.chosen else [code.id for code in self.codebook.applied if code.id not in used]

    def _shown(self, *, labelled: bool) -> pd.DataFrame:
        """The table as people read it; the others are in ``frame``."""
        rows = []
        for one in (self.overall, *self.codes):
            name = label(one.code, self.codebook) if labelled else one.code
            row = {"code": name if one.code else every(self.run)}
            row |= {f"{who} marked": str(n) for who, n in zip(self.run.coders, one.positives, strict=True)}
            row |= {"agree": share(one.percent), "agree where marked": share(one.positive), "kappa": figure(one.kappa)}
            row |= {"alpha (95 %)": with_interval(one.alpha, one.alpha_interval)}
            row |= {"AC1 (95 %)": with_interval(one.ac1, one.ac1_interval)}
            if self.run.unit == "character":
                row["alpha of passages"] = figure(one.unitised)
            rows.append(row)
        return pd.DataFrame(rows)


def _ends(name: str, interval: object) -> dict[str, float]:
    known = interval if isinstance(interval, Interval) else Interval(float("nan"), float("nan"))
    return {f"{name}_low": known.low, f"{name}_high": known.high}


def _cell(one: Disagreement, coder: str) -> str:
    if coder not in one.by + one.not_by:
        return "has not read this turn"
    if coder in one.by:
        return "coded"
    instead = [code for name, code in one.instead if name == coder]
    return f"{', '.join(instead)} instead" if instead else "not coded"


def _table(title: str, frame: pd.DataFrame) -> str:
    """Lay figures out for a notebook: a caption, codes as heads of their rows, numbers under each other."""
    sides = ["left" if name == "code" or "%" in name else "right" for name in frame.columns]
    heads = "".join(
        f'<th scope="col" style="text-align:{side};padding:2px 8px">{escape(name)}</th>'
        for name, side in zip(frame.columns, sides, strict=True)
    )
    rows = "".join(
        f'<tr><th scope="row" style="text-align:left;font-weight:normal;padding:2px 8px">{_lines(first)}</th>'
        + "".join(
            f'<td style="text-align:{side};padding:2px 8px;white-space:nowrap">{escape(cell)}</td>'
            for cell, side in zip(others, sides[1:], strict=True)
        )
        + "</tr>"
        for first, *others in frame.itertuples(index=False, name=None)
    )
    caption = f'<caption style="text-align:left;font-weight:bold">{escape(title)}</caption>'
    table = f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    # What scrolls must be reached by the keyboard, and so must have a name.
    return f'<div style="overflow-x:auto" tabindex="0" role="region" aria-label="{escape(title)}">{table}</div>'


def _lines(cell: str) -> str:
    return "<br>".join(escape(part) for part in cell.split("\n"))
