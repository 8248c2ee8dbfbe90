"""``tlc agree``: how far coders agree, and on which passages they do not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tlc.cli._show import json_option, show, study_option

if TYPE_CHECKING:
    from tlc.lab.agreement import AgreementTable


@click.command("agree")
@click.argument("coders", nargs=-1)
@click.option(
    "--unit",
    type=click.Choice(["turn", "sentence", "character"]),
    default="turn",
    show_default=True,
    help="Over what it is asked whether a code is there.",
)
@click.option("--code", "codes", multiple=True, help="Only this code, or the codes under this heading; repeat it.")
@click.option("--facilitators", is_flag=True, help="Count the turns of facilitators and interpreters too.")
@click.option("--seed", default=1, show_default=True, help="For the intervals; the same seed gives the same ones.")
@click.option("--disagreements", "differ", is_flag=True, help="List the passages to talk through instead.")
@study_option
@json_option
def command(
    *,
    coders: tuple[str, ...],
    codes: tuple[str, ...],
    differ: bool,
    folder: Path,
    as_json: bool,
    **choice: Any,
) -> None:
    """Measure how far CODERS agree: tlc agree asha ben. Without names: everybody who has coded.

    An aid to consistency, never a proof.
    """
    import tlc

    found = tlc.open(folder).agree(*coders, codes=codes or None, **choice)
    if differ:
        listing = found.disagreements
        show(listing.title, listing.frame, listing.note, as_json=as_json)
    elif as_json:
        click.echo(json.dumps(_told(found), ensure_ascii=False, indent=2))
    else:
        click.echo(repr(found))


def _told(found: AgreementTable) -> dict[str, Any]:
    """Every choice that was made, what was left out, and the figures unrounded: None where one is missing."""
    from dataclasses import asdict

    run, frame = found.run, found.frame.astype(object)
    names = ("coders", "unit", "facilitators", "seed", "resamples", "turns", "units", "codings", "dependent")
    told: dict[str, Any] = {"title": found.title} | {name: getattr(run, name) for name in names}
    told["codes_chosen"] = run.chosen
    told["sessions"] = dict(run.sessions)
    told["left_out"] = asdict(run.left) | {"sessions": dict(run.left.sessions)}
    told["rows"] = frame.where(frame.notna(), None).to_dict("records")
    return told
