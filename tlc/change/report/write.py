"""Writing the report: the page for its readers, the trace and what was held back for the study team."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tlc._files import write_whole
from tlc._tables import write_table
from tlc.change.report.audience import for_audience, quoted
from tlc.change.report.facts import ReportFacts
from tlc.change.report.gather import Material, gather
from tlc.change.report.held_back import COLUMNS, held_back
from tlc.change.report.html import render


def write_report(material: Material, path: Path, *, audience: str = "") -> Path:
    """Write the report to ``path``, and beside it ``...-trace.csv`` and ``...-held-back.csv``.

    Parameters
    ----------
    audience : str
        Who it is for: one of ``audience.AUDIENCES``, which take away what is not for them; empty for the whole.

    Returns
    -------
    Path
        The page.

    Raises
    ------
    StudyError
        There is no such audience.
    """
    whole, trace = gather(material)
    facts = for_audience(whole, audience)
    page = render(facts)
    write_trace(path, facts, trace)
    held = held_back(material, whole, facts, trace)
    write_table(path.with_name(f"{path.stem}-held-back.csv"), COLUMNS, held)
    return write_whole(path, page)


def write_trace(path: Path, facts: ReportFacts, trace: Mapping[str, str]) -> Path:
    """Write beside a page, or another form, from which turn each quote that it holds is."""
    held = quoted(facts)
    rows = [(reference, turn) for reference, turn in trace.items() if reference in held]
    return write_table(path.with_name(f"{path.stem}-trace.csv"), ("quote", "turn"), rows)
