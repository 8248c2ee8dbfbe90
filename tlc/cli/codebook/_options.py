"""What the codebook's verbs share: who changes it and why, fields of a code, and showing what a change did."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tlc.errors import CodebookError

if TYPE_CHECKING:
    from tlc.study._following import CodebookChanged

Function = TypeVar("Function", bound=Callable[..., Any])
_PATH = click.Path(path_type=Path)


def change_options(function: Function) -> Function:
    """Add ``--by``, ``--why`` and ``--report``."""
    for option in reversed(
        (
            click.option("--by", required=True, help="Who changes the codebook: asha."),
            click.option("--why", default="", help="Why; it goes into the change log."),
            click.option("--report", type=_PATH, help="A CSV file for the codings that follow: ids, and no words."),
        )
    ):
        function = option(function)
    return function


def field_options(function: Function) -> Function:
    """Add an option for each field that is often given; the function has them as ``fields``."""
    for option in reversed(
        (
            click.option("--label", "labels", multiple=True, help='In English, or by language: "ro=Program".'),
            click.option("--definition", help="When the code is used."),
            click.option("--brief", help="The same in one line."),
            click.option("--include", help="What belongs there."),
            click.option("--exclude", help="What does not."),
            click.option("--parent", help="Id of its heading."),
            click.option("--kind", help="barrier, enabler, heading ..."),
            click.option("--polarity", help="topic: talk of it counts; assertion: only what is said to be so."),
            click.option("--notes", help="For the team."),
            click.option("--alias", "aliases", multiple=True, help="A name that it is to answer to; may be repeated."),
            click.option("--term", "terms", multiple=True, help='In English, or by language: "ro=închis"; repeated.'),
        )
    ):
        function = option(function)
    return function


def by_language(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Sort texts by the language that each begins with; without one it is English.

    >>> by_language(["Hours", "ro=Program"])
    {'en': ('Hours',), 'ro': ('Program',)}
    """
    found: dict[str, tuple[str, ...]] = {}
    for text in texts:
        language, sign, rest = text.partition("=")
        plain = language.strip()
        # A term may hold a = itself; a language is two or three letters, and perhaps a region.
        is_language = bool(sign) and plain.replace("-", "").isalpha() and len(plain.partition("-")[0]) in (2, 3)
        name, value = (plain, rest) if is_language else ("en", text)
        found[name] = (*found.get(name, ()), value.strip())
    return found


def fields_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """Make fields of a code of the options that were given."""
    fields = {
        name: value for name, value in given.items() if value is not None and name not in ("labels", "terms", "aliases")
    }
    labels = by_language(given["labels"])
    if any(len(many) > 1 for many in labels.values()):
        raise CodebookError("There are two labels in one language.", hint='Say of which each is: --label "ro=Program"')
    if labels:
        fields["label"] = {language: many[0] for language, many in labels.items()}
    if given["terms"]:
        fields["terms"] = by_language(given["terms"])
    if given["aliases"]:
        fields["aliases"] = tuple(given["aliases"])
    if fields.get("parent") == "":
        fields["parent"] = None
    return fields


def show_change(changed: CodebookChanged, report: Path | None) -> None:
    """Print what a change of the codebook did, and what follows."""
    from tlc.lab.show import as_text

    # Before a word is printed: whoever reads only the first lines has the whole report all the same.
    written = changed.save(report) if report is not None else None
    for line in changed.lines:
        click.echo(line)
    if changed.followed:
        click.echo(as_text("", changed.frame).strip("\n"))
    click.echo(changed.note)
    if changed.again:
        click.echo(f"To be looked at again: {', '.join(changed.again[:10])}" + (" ..." if changed.again[10:] else ""))
    if written is not None:
        click.echo(f"Every coding that follows is listed in {written}.")
    elif len(changed.again) > 10:
        click.echo("List them all with: --report FILE.csv")
