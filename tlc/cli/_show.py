"""What the verbs share: the option that names the study, and showing a result as a table or as JSON."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    import pandas as pd

Function = TypeVar("Function", bound=Callable[..., Any])


def study_option(function: Function) -> Function:
    """Add ``--study PATH``; without it the study is the folder one stands in."""
    option = click.option(
        "--study",
        "folder",
        type=click.Path(path_type=Path),
        default=Path(),
        help="The study's folder; by default the one you are in.",
    )
    return option(function)


def json_option(function: Function) -> Function:
    """Add ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print the table as JSON, for other programs.")(
        function
    )


def show(title: str, frame: pd.DataFrame, note: str, *, as_json: bool) -> None:
    """Print a result."""
    from tlc.lab.show import as_text

    if as_json:
        click.echo(frame.to_json(orient="records", force_ascii=False, indent=2))
    else:
        click.echo(as_text(title, frame, note))
