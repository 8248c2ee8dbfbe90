"""``tlc actions``: the action plan at work, a file a verb."""

from __future__ import annotations

import click

from tlc.cli._verbs import Verbs

#: Every verb with its one line of help, in the order in which a team uses them.
VERBS = {
    "suggest": "Propose actions of the library for what people raised, each with its source.",
    "take": "Copy an action of the library into the plan, actions.csv.",
    "reject": "Say that an action of the library is not for this study, and why.",
    "list": "List the plan, and what is missing in it.",
    "change": "Fill in or change cells of an action of the plan, and say why.",
    "log": "List what people decided about actions, and why.",
}


@click.group("actions", cls=Verbs, verbs=VERBS, folder="tlc.cli.actions")
def command() -> None:
    """Choose actions from the library, and keep the plan.

    The plan is the table actions.csv, which you may also edit by hand. What is decided here is written down with who
    decided it and why.
    """
