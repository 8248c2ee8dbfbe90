"""What the verbs of the gate share: who checks, the key file, and the encoding of plain text."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar

import click

if TYPE_CHECKING:
    from tlc.talk.keys import Keys

Function = TypeVar("Function", bound=Callable[..., Any])
PASSPHRASE = "TLC_PASSPHRASE"  # noqa: S105 - the name of the variable, not what is in it


def encoding_option(function: Function) -> Function:
    """Add ``--encoding``."""
    return click.option("--encoding", help="How plain text that is not UTF-8 is stored, such as cp1250.")(function)


class Options(TypedDict):
    """What checking and reviewing are told, as ``Study.check`` and ``Study.review`` take it."""

    keys: Keys | None
    also: tuple[str, ...]
    encoding: str | None


def gate_options(function: Callable[..., int]) -> Callable[..., int]:
    """Add what checking and reviewing share; the function gets ``by``, and the rest as ``options``."""

    @wraps(function)
    def with_options(*, keys: Path | None, also: tuple[str, ...], encoding: str | None, **given: object) -> int:
        return function(options=Options(keys=_opened(keys), also=also, encoding=encoding), **given)

    by = click.option("--by", help="Who checks and decides: a short name that the team knows, such as asha.")
    also = click.option("--also", multiple=True, help="A further finder that is installed: presidio.")
    keys = click.option(
        "--keys", type=click.Path(path_type=Path), help="The study's encrypted key file, with its roster of real names."
    )
    return by(keys(also(encoding_option(with_options))))


def _opened(path: Path | None) -> Keys | None:
    if path is None:
        return None
    from tlc.talk.keys import open_keys

    return open_keys(path, passphrase=passphrase())


def passphrase(*, again: bool = False) -> str:
    """Ask for a passphrase; it never stands in a command, where the computer would remember it."""
    return os.environ.get(PASSPHRASE) or str(
        click.prompt("Passphrase of the key file", hide_input=True, confirmation_prompt=again, err=True)
    )
