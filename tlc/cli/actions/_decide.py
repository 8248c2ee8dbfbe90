"""What the verbs that decide about actions share: who, why, and columns with what they shall say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from tlc.cli._show import study_option

Function = TypeVar("Function", bound=Callable[..., Any])


def decision_options(*, reason: bool) -> Callable[[Function], Callable[..., Any]]:
    """Add ``--by``, ``--why`` (which may be left out where ``reason`` is False) and ``--study``."""

    def add(function: Function) -> Callable[..., Any]:
        made: Callable[..., Any] = study_option(function)
        needed: dict[str, Any] = {"required": True} if reason else {"default": ""}
        made = click.option("--why", help="Why; it is written down.", **needed)(made)
        return click.option("--by", required=True, help="Who decides: a short name that the team knows, asha.")(made)

    return add


def cells(given: Iterable[str]) -> dict[str, str]:
    """Part ``owner=ICB, chief nurse`` into a column and what it shall say; hyphens in a column's name are understood.

    Raises
    ------
    UsageError
        There is no = in one.
    ActionError
        One names no column of the plan.

    >>> cells(["by-when=2027-06", "target=90 % = nine of ten"])
    {'by_when': '2027-06', 'target': '90 % = nine of ten'}
    """
    found = {}
    for one in given:
        name, sign, text = one.partition("=")
        if not sign:
            raise click.UsageError('A column and its text are parted by =, as in: by_when=2027-06 "owner=ICB, nurse"')
        found[name.strip().casefold().replace("-", "_")] = text
    from tlc.change.plan.taking import checked_fields

    return checked_fields(found)
