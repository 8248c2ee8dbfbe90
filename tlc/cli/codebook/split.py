"""``tlc codebook split``: several codes in the place of one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tlc.cli._show import study_option
from tlc.cli.codebook._options import change_options, show_change
from tlc.errors import CodebookError


@click.command("split")
@click.argument("code")
@click.option("--into", "parts", multiple=True, required=True, help='"access.evening=Closed in the evening"; repeated.')
@click.option("--heir", required=True, help="Id of the one under which everything stands until it is looked at again.")
@change_options
@study_option
def command(code: str, parts: tuple[str, ...], heir: str, by: str, folder: Path, **more: Any) -> None:
    """Part CODE into several, each given with --into as an id, a = and an English label.

    The heir has all that CODE had; the others begin with its heading, kind and principles. Then write their definitions
    and terms into the codebook. The codings to be looked at again are listed by id.
    """
    import tlc

    into = {}
    for part in parts:
        name, _, label = (piece.strip() for piece in part.partition("="))
        if not label and name != code:
            raise CodebookError("A new code needs an id and a label.", hint='--into "access.evening=Closed evenings"')
        into[name] = label
    changed = tlc.open(folder).codes.split(code, into, heir, by=by, what=more["why"])
    show_change(changed, more["report"])
