"""``tlc codebook excel``: the codebook as a workbook."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli._show import study_option


@click.command("excel")
@click.argument("file", type=click.Path(path_type=Path), default=Path("codebook.xlsx"))
@study_option
def command(file: Path, folder: Path) -> None:
    """Write the codebook as an Excel workbook, FILE; change it there, and bring the changes back with 'take'."""
    import tlc

    codes = tlc.open(folder).codes
    if file.exists():
        # What somebody changed in it may not have been taken back yet.
        raise click.UsageError(f"{file} is there already. Take its changes back, or name another file.")
    written = codes.to_excel(file)
    click.echo(f"{len(codes.book.codes)} codes of version {codes.book.version} are in {written}.")
    click.echo(f"Then: tlc codebook take {file} --by YOU")
