"""``tlc codebook lint``: what each term finds, here and off topic, and how often it was right."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli._show import json_option, show, study_option

_PATH = click.Path(path_type=Path)


@click.command("lint")
@click.option("--control", "first", multiple=True, type=_PATH, help="Files or folders of talk about other things.")
@click.argument("more", nargs=-1, type=_PATH, metavar="[FILES]...")
@click.option("--language", help="What the control files are in; by default it is told from their words.")
@click.option("--examples", is_flag=True, help="Show words of the study too, here on the screen.")
@click.option("--least", "least_precision", default=0.3, show_default=True, help="Warn of terms right less often.")
@click.option("--most", default=10, show_default=True, help="Of how many terms to show what stands around them.")
@study_option
@json_option
def command(  # noqa: PLR0913 - one for each option
    first: tuple[Path, ...],
    more: tuple[Path, ...],
    language: str | None,
    examples: bool,
    least_precision: float,
    most: int,
    folder: Path,
    as_json: bool,
) -> None:
    """Try each term: hits in the study, hits in talk about other things, and how often people found it right.

    With --control FILES a term such as "kind" that mostly finds "kind of" is seen before it does harm. Nothing is
    changed. Of the study, words are shown only with --examples.
    """
    import tlc

    table = tlc.open(folder).codes.lint(
        (*first, *more), language=language, examples=examples, least_precision=least_precision
    )
    if as_json:
        show(table.title, table.frame, table.note, as_json=True)
        return
    click.echo(table.text(most))
