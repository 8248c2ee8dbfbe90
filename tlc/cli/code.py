"""``tlc code``: a notebook of one cell in which a person codes, and JupyterLab to open it with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from tlc.cli._show import study_option

# No news, no look for updates, no shop for extensions: nothing is sent anywhere.
_QUIET = (
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
)


@click.command("code")
@click.option("--coder", required=True, help="Who codes: a short name that the team knows, such as asha.")
@click.option("--name", default="", help="How to call them in words.")
@click.option("--language", default="en", help="In which the page begins: en or ro.")
@click.option("--between", multiple=True, help="With --coder agreed: whose codings are talked through. Say it twice.")
@click.option("--by", default="", help="With --between: who writes down what they agree on.")
@click.option("--no-open", is_flag=True, help="Only write the notebook, and say how to open it.")
@study_option
def command(folder: Path, *, no_open: bool, **who: str | tuple[str, ...]) -> int:
    """Code transcripts in JupyterLab: opens a notebook of one cell, made for one coder.

    Click on the cell, and press Shift and Enter. Every mark is on the disk before the page says so, in the coder's
    own file; the notebook itself holds nobody's words. A notebook that is there already is left as it is.
    """
    import tlc

    given = {name: value for name, value in who.items() if value and (name, value) != ("language", "en")}
    # Whatever stands in the way is said here, and not in the notebook.
    tlc.open(folder).code(**given)  # type: ignore[arg-type]
    path = folder / f"code_{who['coder']}.ipynb"
    is_new = _write(path, given)
    click.echo(f"{path.name} {'is made' if is_new else 'is there already, and is left as it is'}.")
    # The notebook alone, without a list of files beside it: an old laptop's screen is small.
    place = [f"--ServerApp.root_dir={path.resolve().parent}", f"--LabApp.default_url=/doc/tree/{path.name}"]
    start = [sys.executable, "-m", "jupyterlab", *_QUIET, *place]
    if no_open:
        click.echo(f"Open it with:\n  {_typed(start)}")
        return 0
    click.echo("JupyterLab opens it in your browser. Click on the cell, and press Shift and Enter.")
    click.echo("To stop JupyterLab, press Ctrl and C here. What is saved stays saved.")
    return subprocess.call(start, env=_surroundings())  # noqa: S603 - our own Python, and a path as one argument


def _write(path: Path, given: dict[str, str | tuple[str, ...]]) -> bool:
    """Write the notebook, unless one is there; whether it was written."""
    from tlc._files import write_whole

    if path.exists():
        return False
    arguments = ", ".join(f"{name}={value!r}" for name, value in given.items())
    source = [
        "# Click here, and press Shift and Enter. What you code is saved at once, in the folder codings.\n",
        "import tlc\n",
        "\n",
        f'tlc.open(".").code({arguments})',
    ]
    cell: dict[str, object] = {"id": "code", "cell_type": "code", "source": source}
    cell |= {"execution_count": None, "metadata": {}, "outputs": []}
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    content = {"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    write_whole(path, json.dumps(content, indent=1, ensure_ascii=False) + "\n")
    return True


def _surroundings() -> dict[str, str]:
    """JupyterLab's surroundings, with one more place for settings: it does not ask whether to fetch news."""
    import tlc.lab

    places = [str(Path(tlc.lab.__file__).parent / "quiet"), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    return os.environ | {"JUPYTER_CONFIG_PATH": os.pathsep.join(place for place in places if place)}


def _typed(words: Sequence[str]) -> str:
    """Spell a command as it is typed, on Windows and elsewhere: what holds spaces goes between quotation marks."""
    return " ".join(f'"{word}"' if " " in word else word for word in words)
