"""``tlc codebook begin``: a new codebook from a sheet of types, categories and codes."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("begin")
@click.argument("sheet", type=click.Path(path_type=Path))
@click.argument("file", type=click.Path(path_type=Path))
def command(sheet: Path, file: Path) -> None:
    """Read SHEET, an Excel workbook with columns such as Type, Category, Code and Description, as a new codebook FILE.

    It has no terms yet, and every code is a barrier until you say otherwise. Put it in the place of the study's
    codebook.toml, or name it in study.toml.
    """
    from tlc._files import write_whole
    from tlc.listen.codebook import book_as_toml, read_framework

    if file.exists():
        raise click.UsageError(f"{file} is there already. Name another file.")
    book = read_framework(sheet)
    write_whole(file, book_as_toml(book))
    headings = len(book.codes) - len(book.applied)
    click.echo(f"{len(book.applied)} codes under {headings} headings are in {file}. Look through it, and add terms.")
