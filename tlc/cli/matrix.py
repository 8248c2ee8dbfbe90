"""``tlc matrix``: the framework matrix."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli._reading import show_result
from tlc.cli._show import json_option, study_option


@click.command("matrix")
@click.option("--rows", default="group", show_default=True, help="group, participant, month, age_band ...")
@click.option("--code", "codes", multiple=True, help="A code, or a heading for the codes under it; may be repeated.")
@click.option("--out", type=click.Path(path_type=Path), help="Also write it as an Excel workbook, with all quotes.")
@study_option
@json_option
def command(rows: str, codes: tuple[str, ...], out: Path | None, folder: Path, as_json: bool) -> None:
    """Lay out the framework matrix: rows are cases, columns are codes, cells are what people wrote and counts."""
    import tlc

    matrix = tlc.open(folder).matrix(rows=rows, codes=codes or None)
    path = matrix.save(out) if out is not None else None
    show_result(matrix, as_json=as_json)
    if path is not None:
        click.echo(f"Written: {path}. It holds people's words: it stays with the study team.", err=True)
