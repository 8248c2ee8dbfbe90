"""``tlc synthesise``: what several studies share, and what is one community's own."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli._reading import show_result
from tlc.cli._show import json_option


@click.command("synthesise")
@click.argument("studies", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--mapping",
    type=click.Path(path_type=Path),
    help="A table (study, code, to): what codes of another codebook are called in the first study's.",
)
@click.option(
    "--projects",
    type=click.Path(path_type=Path),
    help="A table of what is known of each project: organisation, study, community, method, participants, dates.",
)
@click.option("--out", type=click.Path(path_type=Path), help="A folder: write synthesis.html and synthesis.csv there.")
@json_option
def command(
    studies: tuple[Path, ...], mapping: Path | None, projects: Path | None, out: Path | None, as_json: bool
) -> None:
    """Set several studies side by side: themes common to all, shared by some, in one only.

    STUDIES are folders. The codebook of the first is the one that the others are brought to.
    """
    import tlc

    table = tlc.synthesise(studies, mapping=mapping, projects=projects)
    show_result(table, as_json=as_json)
    if out is not None:
        click.echo(f"Written: {' and '.join(map(str, table.save(out)))}", err=as_json)
