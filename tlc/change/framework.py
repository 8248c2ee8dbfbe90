"""Principles as data: the framework that findings and actions are set against."""

from __future__ import annotations

import tomllib
from pathlib import Path

from tlc._text import read
from tlc.errors import ActionError
from tlc.model import Framework, Principle

_DATA = Path(__file__).with_name("data")
_SCHEMA = "tlc-framework/1"


def inclusion_health() -> Framework:
    """NHS England's framework for action on inclusion health: five principles, with their draft wordings.

    >>> [principle.short for principle in inclusion_health()][0]
    'Commit'
    >>> inclusion_health().find("Developing integrated and accessible services for inclusion health").id
    4
    """
    return read_framework(_DATA / "nhse_inclusion_health.toml")


def read_framework(path: Path) -> Framework:
    """Read a framework from TOML.

    Raises
    ------
    ActionError
        It cannot be opened, is not in UTF-8, is not a framework file, or lacks a field.
    """
    text = read(path, kind=ActionError)
    try:
        content = tomllib.loads(text)
        if content["schema"] != _SCHEMA:
            raise KeyError("schema")
        return Framework(
            id=content["id"],
            name=content["name"],
            version=content["version"],
            publisher=content.get("publisher", ""),
            url=content.get("url", ""),
            note=content.get("note", ""),
            principles=tuple(
                Principle(
                    id=entry["id"],
                    name=entry["name"],
                    short=entry["short"],
                    summary=entry.get("summary", ""),
                    aliases=tuple(entry.get("aliases", ())),
                )
                for entry in content["principle"]
            ),
        )
    except (KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise ActionError(
            "The framework cannot be read.",
            where=path,
            hint=f'It needs schema = "{_SCHEMA}" and [[principle]] entries.',
        ) from error
