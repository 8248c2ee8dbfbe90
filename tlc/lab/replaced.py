"""What became of the codings when a transcript was corrected: counts, and a list of those to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from tlc.lab.show import Listing
from tlc.model import Placing
from tlc.model.placing import Why

if TYPE_CHECKING:
    from tlc.talk.earlier import Replacing

_WHY: dict[Why, str] = {
    "": "",
    "gone": "its words are not there any more",
    "rewritten": "something else stands there now",
    "two places": "its words stand in several places that are as good",
    "parted": "a turn begins in the middle of it now",
    "doubled": "the same words have this code already",
    "strange": "it did not fit the words before either",
}
_COLUMNS = ["what", "coder", "code", "turn before", "turn now", "why"]


def replaced(one: Replacing) -> Listing[Placing]:
    """List the codings that were set aside, and those whose words were corrected; the others are counted."""
    due = [placing for placing in one.placings if placing.how in ("set aside", "words changed")]
    due.sort(key=lambda placing: (placing.how, placing.coder, placing.before.turn, placing.before.start))
    rows = [
        (
            placing.how,
            placing.coder,
            placing.code,
            placing.before.turn,
            placing.after.turn if placing.after else "",
            _WHY[placing.why],
        )
        for placing in due
    ]
    return Listing(
        title=f"Codings on {one.transcript} to look at",
        items=tuple(due),
        frame=pd.DataFrame(rows, columns=_COLUMNS),
        note=_note(one),
    )


def counts(one: Replacing) -> str:
    """Count what became of the codings, in one sentence.

    >>> from tlc.talk.earlier import Replacing
    >>> counts(Replacing(transcript="FG01", number=1, at="", before="a", after="b", step="t", kept=2))
    '2 codings kept their place, 0 moved with their words, 0 had their words corrected, 0 were set aside'
    """
    moved, changed, aside = (
        sum(placing.how == how for placing in one.placings) for how in ("moved", "words changed", "set aside")
    )
    return (
        f"{one.kept} codings kept their place, {moved} moved with their words, {changed} had their words corrected, "
        f"{aside} were set aside"
    )


def _note(one: Replacing) -> str:
    parts = [f"{counts(one)}."]
    if one.before != one.after:
        parts.append(f"The earlier version is kept as transcripts/earlier/{one.stem}.txt.")
    if any(placing.how == "set aside" for placing in one.placings):
        parts.append(
            "What was set aside is kept in its coder's file and counts nowhere; code it again where it belongs."
        )
    if one.suggestions:
        total = sum(one.suggestions.values())
        parts.append(f"{total} suggestions were dropped, since they are made anew with: tlc tag")
    return " ".join(parts)
