"""A screening as it shows itself: which themes the plan answers, which are open, and where the files are."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from tlc.change.screening import Screened, Screening
from tlc.lab.show import Listing


def screened(result: Screening, sheet: Path, paper: Path | None) -> Listing[Screened]:
    """List the themes with their answers, and say what to do next.

    Parameters
    ----------
    result : Screening
    sheet : Path
        What people answer in.
    paper : Path or None
        The result; None where nobody has been asked yet.
    """
    rows = [(row.theme, row.label, row.rating, row.state, ", ".join(row.lacks)) for row in result.rows]
    frame = pd.DataFrame(rows, columns=["theme", "label", "rating", "answer", "still to write"])
    return Listing(
        title=f"{result.plan}, held against {_themes(len(result.rows))}",
        items=result.rows,
        frame=frame,
        note="\n".join(_notes(result, sheet, paper)),
    )


def _notes(result: Screening, sheet: Path, paper: Path | None) -> list[str]:
    lines = []
    if result.changed:
        again = sum(row.earlier for row in result.rows)
        lines.append(f"The plan has changed since the sheet was made: {again} answers are to be looked at again.")
    if result.left:
        lines.append(
            f"Themes that are no longer rated moderate or high, with answers that are kept: {len(result.left)}."
        )
    if result.is_complete:
        lines.append("Complete: every theme has an answer.")
    else:
        lines.append(f"INCOMPLETE: {len(result.open)} of {_themes(len(result.rows))} not screened. Answer in: {sheet}")
        lines.append("Then save, close it, and give the same command again.")
    if paper is not None:
        lines.append(f"The result: {paper}")
    return lines


def _themes(number: int) -> str:
    return f"{number} {'theme' if number == 1 else 'themes'}"
