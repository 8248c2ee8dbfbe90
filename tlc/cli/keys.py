"""``tlc keys``: the encrypted file of real names, which stays outside the study."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli._gate import passphrase
from tlc.cli._show import study_option

_PATH = click.Path(path_type=Path)


@click.group("keys")
def command() -> None:
    """Keep the study's real names in an encrypted file outside the study.

    The passphrase is asked for, or read from TLC_PASSPHRASE. Lost is lost: nobody can open the file without it.
    """


@command.command("new")
@click.argument("path", type=_PATH)
@study_option
def new(path: Path, folder: Path) -> int:
    """Make a key file at PATH, outside the study and outside any git folder."""
    import tlc
    from tlc.talk.keys import new_keys

    study = tlc.open(folder)
    new_keys(path, study=study.path, passphrase=passphrase(again=True))
    click.echo(f"Made {path}. Keep it, and its passphrase, where only those who may know the names can reach them.")
    return 0


@command.command("names")
@click.argument("path", type=_PATH)
@click.argument("table", type=_PATH)
def names(path: Path, table: Path) -> int:
    """Take real names from TABLE, a CSV with the columns name and participant, into the key file at PATH."""
    from tlc.talk.keys import open_keys, read_names

    rows = read_names(table)
    word = passphrase()
    keys = open_keys(path, passphrase=word)
    more = keys.with_names(rows)
    more.save(path, word)
    click.echo(f"{len(more.rows) - len(keys.rows)} names taken in, {len(more.rows)} in all. Now delete {table}.")
    return 0


@command.command("forget")
@click.argument("path", type=_PATH)
@click.argument("participant")
def forget(path: Path, participant: str) -> int:
    """Take the names of PARTICIPANT, who left the study, out of the key file at PATH."""
    from tlc.talk.keys import open_keys

    word = passphrase()
    keys = open_keys(path, passphrase=word)
    fewer = keys.without(participant)
    fewer.save(path, word)
    click.echo(f"{len(keys.rows) - len(fewer.rows)} names taken out, {len(fewer.rows)} in all.")
    return 0


@command.command("rotate")
@click.argument("path", type=_PATH)
def rotate(path: Path) -> int:
    """Give the key file at PATH a new passphrase."""
    from tlc.talk import keys

    old = str(click.prompt("Passphrase so far", hide_input=True, err=True))
    keys.rotate(path, old, str(click.prompt("New passphrase", hide_input=True, confirmation_prompt=True, err=True)))
    click.echo("Done. Copies that were made before still open with the old passphrase: delete them.")
    return 0
