"""Placings: what became of a coding when the transcript that it marks was corrected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from tlc.model.text import Span

How = Literal["same place", "moved", "words changed", "set aside"]
Why = Literal["", "gone", "rewritten", "two places", "parted", "doubled", "strange"]

HOWS: tuple[How, ...] = get_args(How)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """Where a coding stands in a corrected transcript: ids and places, and nobody's words.

    Attributes
    ----------
    coding, coder, code : str
        Ids.
    before : Span
        Where it stood.
    after : Span or None
        Where it stands now; None where it is set aside.
    how : str
        ``same place``; ``moved``: the same words elsewhere; ``words changed``: the words themselves were corrected, so
        that somebody should look; ``set aside``: kept in its coder's file, and counted nowhere.
    why : str
        Of what is set aside. ``gone``: its words are not there any more. ``rewritten``: what stands there now says
        something else. ``two places``: its words stand in several places that are as good. ``parted``: a turn begins
        in the middle of it now. ``doubled``: the same words have the same code of the same coder already.
        ``strange``: it did not fit the words before either.

    >>> span = Span(turn="FG01:0003", start=0, end=6)
    >>> Placing(coding="a1", coder="asha", code="access.hours", before=span, after=None, how="set aside").after is None
    True
    """

    coding: str
    coder: str
    code: str
    before: Span
    after: Span | None
    how: How
    why: Why = ""
