"""A group of verbs, each in a file of its own that is loaded when the verb is used: help comes at once."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

import click


class Verbs(click.Group):
    """A group that knows its verbs' help without loading them.

    Parameters
    ----------
    verbs : mapping of verb to its line of help
    folder : str
        The package in which each has a module with a ``command``.
    """

    def __init__(self, *args: Any, verbs: Mapping[str, str], folder: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._verbs, self._folder = verbs, folder

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Name the verbs."""
        return list(self._verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load one verb."""
        if cmd_name not in self._verbs:
            return None
        module = importlib.import_module(f"{self._folder}.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Print the verbs from the table."""
        with formatter.section("Verbs"):
            formatter.write_dl(list(self._verbs.items()))
