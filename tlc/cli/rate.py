"""``tlc rate``: how sure each theme is, and why; and what a person says to it."""

from __future__ import annotations

from pathlib import Path

import click

from tlc.cli._reading import show_result
from tlc.cli._show import json_option, study_option


@click.command("rate")
@click.argument("theme", required=False)
@click.argument("component", required=False)
@click.argument("concern", required=False)
@click.option("--confirm", is_flag=True, help="Confirm what stands there: all four components, or the one named.")
@click.option("--contrary", metavar="TURN", help="This turn speaks against the theme; say --why.")
@click.option("--not-contrary", metavar="TURN", help="After all it does not.")
@click.option("--searched", is_flag=True, help="You looked through the material for turns that speak against it.")
@click.option("--by", default="", help="Who says so: a short name that the team knows, asha.")
@click.option("--why", default="", help="Why; it is printed in the report, so name nobody.")
@study_option
@json_option
def command(  # noqa: PLR0913 - one verb for one sheet of judgements
    theme: str | None,
    component: str | None,
    concern: str | None,
    confirm: bool,
    contrary: str | None,
    not_contrary: str | None,
    searched: bool,
    by: str,
    why: str,
    folder: Path,
    as_json: bool,
) -> None:
    r"""Say how sure each theme is, and why.

    \b
    tlc rate                                 every theme: its level and its four concerns
    tlc rate THEME                           the four reasons
    tlc rate THEME --confirm --by asha       what the figures propose is right
    tlc rate THEME adequacy minor --by asha --why "..."
    tlc rate THEME --contrary TURN --by asha --why "..."
    tlc rate THEME --searched --by asha

    COMPONENT is adequacy, coherence, methods or relevance; CONCERN is none, minor, moderate or serious.
    """
    import tlc

    study = tlc.open(folder)
    says = [bool(concern), confirm, bool(contrary), bool(not_contrary), searched]
    if sum(says) > 1:
        raise click.UsageError(
            "Say one thing at a time: a concern, --confirm, --contrary, --not-contrary or --searched."
        )
    if not any(says):
        if component or by or why:
            raise click.UsageError("Say what it is: a concern, or --confirm.")
        show_result(study.ratings() if theme is None else study.rating(theme), as_json=as_json)
        return
    if theme is None:
        raise click.UsageError("Say which theme: tlc rate lists them.")
    if not by:
        raise click.UsageError("Say who you are: --by asha.")
    if component and not (concern or confirm):
        raise click.UsageError("A component stands with a concern, or with --confirm.")
    if concern or confirm:
        study.rate(theme, component, concern, by=by, reason=why)
    elif searched:
        study.searched(theme, by=by, reason=why)
    elif contrary:
        study.contrary(theme, contrary, by=by, reason=why)
    else:
        study.contrary(theme, str(not_contrary), by=by, reason=why, speaks_against=False)
    show_result(study.rating(theme), as_json=as_json)
