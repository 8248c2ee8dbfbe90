"""What the verbs of topics share: the options of a fit, and the run that they ask for."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from tlc.lab.topics import Topics

Function = TypeVar("Function", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--seed", default=1, show_default=True, help="Recorded; the same seed gives the same topics."),
    click.option("--topics", type=click.IntRange(1), help="How many to look for; by default as there is material."),
    click.option("--embedder", default="", help="What makes vectors of turns; by default as study.toml says."),
    click.option(
        "--engine",
        type=click.Choice(["bertopic", "bertopic-default"]),
        default="bertopic",
        show_default=True,
        help="bertopic-default: BERTopic as it comes, for comparison.",
    ),
    click.option(
        "--unit",
        type=click.Choice(["turn", "speaker"]),
        default="turn",
        show_default=True,
        help="speaker: short turns of one speaker are joined.",
    ),
    click.option("--language", default="", help="Of which language; by default the one that most turns are in."),
    click.option("--mixed", is_flag=True, help="All languages at once; topics of one language are marked."),
)


def fit_options(function: Function) -> Callable[..., Any]:
    """Add the options of a fit; the function has them all as ``fit``."""

    @wraps(function)
    def with_fit(**given: Any) -> Any:
        names = ("seed", "topics", "embedder", "engine", "unit", "language", "mixed")
        return function(fit={name: given.pop(name) for name in names}, **given)

    made: Callable[..., Any] = with_fit
    for option in reversed(_OPTIONS):
        made = option(made)
    return made


def fitted(folder: Path, fit: dict[str, Any], *, stability: bool = False) -> Topics:
    """Fit topics in a study; a verb that shows nothing of their stability does not wait for it."""
    import tlc

    return tlc.open(folder).topics(**fit, stability=stability)
