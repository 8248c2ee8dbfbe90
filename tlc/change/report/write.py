"""Writing the report: the page for everybody, and the trace for the study team."""

from __future__ import annotations

from pathlib import Path

from tlc._files import write_whole
from tlc._tables import write_table
from tlc.change.report.gather import Material, gather
from tlc.change.report.html import render


def write_report(material: Material, path: Path) -> Path:
    """Write the report to ``path``, and beside it ``...-trace.csv``.

    Returns
    -------
    Path
        The page.
    """
    facts, trace = gather(material)
    page = render(facts)
    rows = [(reference, turn) for reference, turn in trace.items()]
    write_table(path.with_name(f"{path.stem}-trace.csv"), ("quote", "turn"), rows)
    return write_whole(path, page)
