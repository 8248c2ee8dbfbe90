"""``tlc actions suggest``: what the library proposes for what people raised."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli._reading import show_result
from tlc.cli._show import json_option, study_option


@click.command("suggest")
@click.argument("library", required=False, default="")
@click.option("--theme", default="", help="Only what answers one code or heading: access.registration.")
@click.option(
    "--owner",
    default="",
    help="Only one kind of owner, by principle: icb, trust, primary_care, local_authority, vcse, university.",
)
@click.option("--decided", is_flag=True, help="Also what is in the plan, and what was rejected and why.")
@click.option("--all", "unheard", is_flag=True, help="Also what answers only themes that nobody raised.")
@study_option
@json_option
def command(  # noqa: PLR0913 - each is an option of the command
    library: str, theme: str, owner: str, decided: bool, unheard: bool, folder: Path, as_json: bool
) -> None:
    """Propose actions for the themes that people raised: serious ones in front, then the surest and most widespread.

    Each says where it is from, what the source states and what is ours. With the id of an action of the LIBRARY, such
    as A08: that one, with how it can be measured.
    """
    import tlc

    proposed = tlc.open(folder).plan.suggest(
        owner=owner, theme=theme, library=library, decided=decided, unheard=unheard
    )
    show_result(proposed, as_json=as_json)
