"""``tlc topics emerging``: what people say that the codebook may miss, a card each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from tlc.cli._show import json_option, study_option
from tlc.cli.topics._fit import fit_options, fitted


@click.command("emerging")
@click.option("--most", type=click.IntRange(1), default=5, show_default=True, help="How many to show.")
@click.option("--quotes", is_flag=True, help="Show words of people who agreed to be quoted, here on the screen.")
@fit_options
@study_option
@json_option
def command(most: int, quotes: bool, fit: dict[str, Any], folder: Path, as_json: bool) -> None:
    """Show candidates: topics that enough people carry and that the codebook covers least.

    None of them is a finding. Read their turns, talk about them, and write down what you decide with: tlc topics
    verdict
    """
    found = fitted(folder, fit).emerging
    if as_json:
        click.echo(found.frame.head(most).to_json(orient="records", force_ascii=False, indent=2))
        return
    click.echo(repr(found.quotes(most) if quotes else replace(found, most=most)))
    if len(found) > most:
        click.echo(f"{len(found) - most} more with: --most {len(found)}")
