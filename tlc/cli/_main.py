"""The ``tlc`` command: finds the verb's file only when the verb is used, so that help comes at once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import click

from tlc import __version__
from tlc.cli._verbs import Verbs
from tlc.errors import TlcError

#: Every verb in the order in which a study uses it, with its one line of help.
VERBS = {
    "demo": "Run everything on the sample study, and say which report to open.",
    "new": "Make a folder for a new study, with every field explained in it.",
    "check": "Check files for identifiers before they come in; or list what is wrong with the study.",
    "review": "Decide on what the check of files found, one key each.",
    "add": "Bring checked session files in.",
    "keys": "Keep the study's real names in an encrypted file outside the study.",
    "codebook": "Check, compare and change the codebook: its versions, its terms, its codes.",
    "tag": "Let the codebook's rules suggest codings.",
    "code": "Code transcripts in JupyterLab: makes a notebook for one coder, and opens it.",
    "suggest": "Suggest codings, learnt from what people accepted and rejected.",
    "next": "Say which turns a coder should look at next, and why.",
    "import-codings": "Take a person's codings from a spreadsheet.",
    "agree": "Measure how far people agree who coded the same sessions.",
    "topics": "Fit topics: what people say that the codebook may miss.",
    "evidence": "Sum up what people coded, theme by theme.",
    "matrix": "Lay out the framework matrix: cases, codes, and what people wrote about them.",
    "compare": "Set side by side who said what, group by group or trait by trait.",
    "cooccurrence": "Find which codes stand together on the same words.",
    "search": "Find words in everything that was said, and print them in their context.",
    "saturation": "Find after which session hardly any new code came.",
    "back-check": "Draw translated turns for somebody else to check, at random and by a seed.",
    "rate": "Say how sure each theme is, and why; confirm or change what the figures propose.",
    "actions": "Choose actions from the library: take, change or reject them, with a reason.",
    "screen": "Hold a proposed plan against every theme that is rated moderate or high.",
    "report": "Write the action framework report, one HTML file.",
    "export": "Write the same facts in another form: Word, Excel, slides, summaries, forms.",
    "synthesise": "Set several studies side by side: what they share, and what is one community's own.",
    "withdraw": "Take somebody's words out of the study.",
}


@click.group(cls=Verbs, verbs=VERBS, folder="tlc.cli", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="tlc")
def tlc() -> None:
    """Talk, Listen, Change: from what people said to what will be done about it.

    New here? Run: tlc demo
    """


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and leave with 0 (done), 1 (a problem, explained) or 2 (misuse)."""
    try:
        status = tlc.main(args=arguments, standalone_mode=False)
    except TlcError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. What was finished before is kept.", err=True)
        sys.exit(130)
    except Exception as error:  # noqa: BLE001 - the last line of defence: a traceback could hold somebody's words
        click.echo(_inside(error), err=True)
        sys.exit(1)
    sys.exit(status if isinstance(status, int) else 0)


def _inside(error: Exception) -> str:
    import traceback

    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}, line {last.lineno}"
    return (
        f"tlc met something it did not expect: {type(error).__name__} in {place}.\n"
        "Your files are as they were before this command. Please report these two lines; they hold nobody's words."
    )
