"""What the verbs that read codings share: printing a result that shows itself, or its table as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import click

if TYPE_CHECKING:
    import pandas as pd


class _Result(Protocol):
    @property
    def frame(self) -> pd.DataFrame: ...


def show_result(result: _Result, *, as_json: bool) -> None:
    """Print a result."""
    if as_json:
        click.echo(result.frame.to_json(orient="records", force_ascii=False, indent=2))
    else:
        click.echo(repr(result))
