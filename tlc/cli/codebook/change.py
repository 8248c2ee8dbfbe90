"""``tlc codebook change``: other wording, another heading, more or fewer terms."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tlc.cli._show import study_option
from tlc.cli.codebook._options import by_language, change_options, field_options, fields_of, show_change
from tlc.errors import CodebookError


@click.command("change")
@click.argument("code")
@field_options
@click.option("--no-term", "gone", multiple=True, help="A term that goes, as the codebook writes it; may be repeated.")
@change_options
@study_option
def command(
    code: str, by: str, why: str, report: Path | None, folder: Path, gone: tuple[str, ...], **given: Any
) -> None:
    """Change fields of CODE. Terms and aliases are added to those that it has; --no-term takes terms out."""
    import tlc

    codes = tlc.open(folder).codes
    before = codes.book[code]
    fields = fields_of(given)
    added, going = fields.pop("terms", {}), by_language(gone)
    terms = {}
    for language in dict.fromkeys([*added, *going]):
        had = before.terms.get(language, ())
        if strange := [term for term in going.get(language, ()) if term not in had]:
            raise CodebookError(
                f"Code '{before.id}' has no term {strange[0]} in '{language}'.",
                hint='Write it as the codebook does; of another language: --no-term "ro=..."',
            )
        terms[language] = tuple(
            dict.fromkeys(term for term in (*had, *added.get(language, ())) if term not in going.get(language, ()))
        )
    if terms:
        fields["terms"] = terms
    if "aliases" in fields:
        fields["aliases"] = tuple(dict.fromkeys([*before.aliases, *fields["aliases"]]))
    show_change(codes.change(code, by=by, what=why, **fields), report)
