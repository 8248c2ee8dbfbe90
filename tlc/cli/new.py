"""``tlc new``: a folder for a new study."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("new")
@click.argument("folder", metavar="NAME", type=click.Path(path_type=Path))
@click.option("--title", default="", help="The study's title; by default its name.")
@click.option(
    "--codebook",
    default="barriers",
    show_default=True,
    help="The codebook to begin with: barriers or levesque.",
)
def command(folder: Path, title: str, codebook: str) -> None:
    """Make a folder for a new study. Every field in its files is explained there."""
    from tlc.talk.new_study import new_study

    new_study(folder, title=title, codebook=codebook)
    click.echo(f"Made the study {folder}.")
    click.echo("Next:")
    click.echo("  1. Fill in study.toml, groups.csv and participants.csv. Ids only, never names.")
    click.echo(f"  2. Check your session files:     tlc check FILES --study {folder}")
    click.echo(f"  3. See what is missing:          tlc check --study {folder}")
