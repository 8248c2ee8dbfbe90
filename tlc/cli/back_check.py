"""``tlc back-check``: translated turns drawn at random, for somebody to hold against the original."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli._show import study_option


@click.command("back-check")
@click.option("--by", help="Who will check: a short name, such as asha. Somebody who did not translate.")
@click.option("--share", default=10, show_default=True, type=click.IntRange(1, 100), help="Per cent of each session.")
@click.option("--seed", default=1, show_default=True, help="Of the draw; keep to one.")
@study_option
def command(*, by: str | None, share: int, seed: int, folder: Path) -> None:
    """Draw translated turns at random, and write a table in which somebody says which translations are right.

    The table, back-check/NAME.csv in the study, holds people's words: it stays there. Fill in yes or no under
    'right', and a better translation under 'correction'. Without --by: say what came of all that was checked.
    """
    import tlc

    study = tlc.open(folder)
    if by is not None:
        path = study.back_check(by, share=share, seed=seed)
        click.echo(f"Fill in {path.parent.name}/{path.name}: yes or no under 'right'. It holds words: it stays here.")
        return
    found = study.back_checks()
    click.echo(found.sentence or _nothing_yet(found.translated, found.drawn))
    if found.outdated:
        click.echo(f"{found.outdated} rows are about words that have changed since; they count no more.")


def _nothing_yet(translated: int, drawn: int) -> str:
    if drawn:
        return f"{drawn} of {translated} translated turns were drawn, and nobody has checked any of them yet."
    return f"{translated} turns have a translation, and none was drawn yet: tlc back-check --by YOU"
