"""``tlc codebook``: the codebook, checked, compared and changed; each of its verbs has a file, loaded when used."""

from __future__ import annotations

import click

from tlc.cli._verbs import Verbs

#: Every verb with its one line of help.
VERBS = {
    "check": "List what is doubtful in it: terms that clash, codes that lack something.",
    "diff": "Compare two versions in words.",
    "add": "Add a code.",
    "change": "Give a code other wording, another heading, more terms.",
    "rename": "Give a code another id; what was coded follows.",
    "merge": "Let one code take the place of others; what was coded follows.",
    "split": "Part a code into several, and list what is to be looked at again.",
    "retire": "Take a code out of use; what was coded with it stays.",
    "excel": "Write it as an Excel workbook that a team can change.",
    "take": "Take back what was changed in that workbook.",
    "begin": "Begin a codebook from a sheet of types, categories and codes.",
    "lint": "Try each term on the study and on talk about other things.",
    "terms": "Propose terms from what people coded.",
}


@click.group("codebook", cls=Verbs, verbs=VERBS, folder="tlc.cli.codebook")
def command() -> None:
    """Check, compare and change the study's codebook.

    Each change makes the next version, and the file before it is kept in codebook-versions. You may also change the
    file in a text editor: comments stay whoever changes it.
    """
