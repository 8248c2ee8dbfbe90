"""``tlc report``: the one HTML file."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli._show import study_option


@click.command("report")
@click.option("--out", type=click.Path(path_type=Path), help="The file to write; by default in the study's reports/.")
@click.option(
    "--for",
    "audience",
    type=click.Choice(["board", "public", "community"]),
    help="Who will read it: what is not for them is taken away.",
)
@click.option("--seed", default=1, show_default=True, help="For the topics in it.")
@study_option
def command(out: Path | None, audience: str | None, seed: int, folder: Path) -> None:
    """Write the action framework report: one HTML file that needs nothing else."""
    import tlc

    path = tlc.open(folder).report(out, seed=seed, audience=audience or "")
    click.echo(f"Report written. Open it in a browser:\n  {path.resolve()}")
