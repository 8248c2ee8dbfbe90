"""What the verbs that decide about topics share: who, why, and saying what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from tlc.cli._show import study_option
from tlc.cli.topics._fit import fit_options

Function = TypeVar("Function", bound=Callable[..., Any])


def decision_options(function: Function) -> Callable[..., Any]:
    """Add ``--by``, ``--why``, the options of the fit that the topic's number is of, and ``--study``."""
    made: Callable[..., Any] = study_option(fit_options(function))
    made = click.option("--why", default="", help="Why; it is written down.")(made)
    return click.option("--by", required=True, help="Who decides: a short name that the team knows, asha.")(made)


def verb(what: str, help_line: str) -> click.Command:
    """Make a verb that is about one topic and says nothing but who and why.

    Parameters
    ----------
    what : str
        The decision.
    help_line : str
        What it does, in one sentence.
    """

    @click.command(what, help=help_line)
    @click.argument("topic", type=int)
    @decision_options
    def command(topic: int, by: str, why: str, fit: dict[str, Any], folder: Path) -> None:
        decide(folder, fit, what, [topic], by=by, why=why)

    made: click.Command = command
    return made


def decide(  # noqa: PLR0913 - a decision: about what, by whom, why
    folder: Path, fit: dict[str, Any], what: str, topics: Sequence[int], *, by: str, why: str, value: str = ""
) -> None:
    """Take a decision, and print what came of it: its id, and the topics' numbers."""
    import tlc

    taken = tlc.open(folder).topic_desk(**fit).take(what, tuple(topics), by=by, why=why, value=value)
    click.echo(taken.sentence)
