"""``tlc topics``: candidate patterns for people to judge; what is done with them has a file a verb."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from tlc.cli._reading import show_result
from tlc.cli._show import json_option, study_option
from tlc.cli._verbs import Verbs
from tlc.cli.topics._fit import fit_options, fitted

#: Every verb with its one line of help, in the order in which a team uses them.
VERBS = {
    "turns": "List the turns of a topic, the most typical first.",
    "emerging": "Show what the codebook may miss, the candidate to look at first in front.",
    "by": "Set side by side how many people carry each topic: by group, language, role, any trait.",
    "numbers": "Try other numbers of topics, and propose one.",
    "name": "Give a topic a name.",
    "merge": "Make one topic of several.",
    "split": "Part a topic, or part some of its turns off.",
    "hide": "Take a topic out of lists.",
    "artefact": "Take out a topic that is about how talk was held or recorded.",
    "show": "Put a topic back into lists.",
    "lock": "Keep a topic's turns and name through later fits.",
    "unlock": "Let later fits change a topic again.",
    "verdict": "Say what a candidate is: new barrier, part of CODE, not a barrier, undecided.",
    "promote": "Make a draft code of a topic.",
    "undo": "Take a decision back.",
    "log": "List what people decided about topics, and why.",
    "self-test": "Hide each code in turn, and see whether it comes back as a candidate.",
    "export": "Write tables that R and other programs read.",
}


@click.group("topics", cls=Verbs, verbs=VERBS, folder="tlc.cli.topics", invoke_without_command=True)
@fit_options
@click.option("--no-stability", is_flag=True, help="Do not measure how far topics come back in other fits: quicker.")
@study_option
@json_option
@click.pass_context
def command(context: click.Context, fit: dict[str, Any], no_stability: bool, folder: Path, as_json: bool) -> None:
    """Fit topics: patterns in what people said, for people to read and judge.

    Each topic comes with its words, the people and sessions that carry it, and how sure it is. The verbs show more of
    the same topics, and write down what people decide about them.
    """
    if context.invoked_subcommand is None:
        show_result(fitted(folder, fit, stability=not no_stability), as_json=as_json)
        if not as_json:
            click.echo("Here: tlc topics turns 1, and tlc topics emerging.")
        return
    for name in context.params:
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise click.UsageError(f"Options stand after the verb: tlc topics {context.invoked_subcommand} ...")
