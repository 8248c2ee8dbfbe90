"""``tlc codebook add``: a new code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tlc.cli._show import study_option
from tlc.cli.codebook._options import change_options, field_options, fields_of, show_change


@click.command("add")
@click.argument("code")
@field_options
@change_options
@study_option
def command(code: str, by: str, why: str, report: Path | None, folder: Path, **given: Any) -> None:
    """Add CODE, an id such as access.hours; its heading is the part before the last dot.

    To take in what a coder proposed: --alias proposed.asha_lifts. Label and definition are then the coder's own, unless
    you give others, and what was coded under it counts.
    """
    import tlc

    show_change(tlc.open(folder).codes.add(code, by=by, what=why, **fields_of(given)), report)
