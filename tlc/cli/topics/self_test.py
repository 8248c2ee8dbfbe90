"""``tlc topics self-test``: how often a code that is hidden comes back as a candidate."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli._show import json_option, show, study_option


@click.command("self-test")
@click.option("--seed", default=1, show_default=True, help="Of the fit; recorded.")
@click.option("--topics", "number", type=click.IntRange(2), help="How many; by default as the material suggests.")
@click.option("--embedder", default="", help="What turns texts into points; by default what study.toml says.")
@study_option
@json_option
def command(seed: int, number: int | None, embedder: str, folder: Path, as_json: bool) -> None:
    """Hide each code of your own codebook in turn, and see how often it comes back.

    A code is hidden with its definition, terms and codings. It is back when one of the first five candidates is about
    it: half of that topic's turns have the code. This says how far to trust the list of candidates in your study.
    """
    import tlc

    found = tlc.open(folder).topics_self_test(seed=seed, topics=number, embedder=embedder)
    show("Self-test of the candidates", found.frame, found.sentence, as_json=as_json)
