"""``tlc import-codings``: a person's codings from a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli._show import study_option


@click.command("import-codings")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--coder", required=True, help="Id of who coded: asha.")
@click.option("--name", default="", help="How to call them in words.")
@click.option("--finished", is_flag=True, help="Every session in the file was read to its end.")
@study_option
def command(file: Path, coder: str, name: str, finished: bool, folder: Path) -> int:
    """Take a person's codings from FILE, a CSV table with the columns turn, code and quote."""
    import tlc

    problems = tlc.open(folder).import_codings(file, coder=coder, name=name, finished=finished)
    for problem in problems:
        click.echo(f"! {problem}", err=True)
    click.echo(problems.note)
    return int(len(problems) > 0)
