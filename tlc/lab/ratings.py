"""Ratings as they show themselves: a table of all themes, and one theme with its four reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from textwrap import fill

import pandas as pd

from tlc.lab.show import Listing, as_html
from tlc.model import Codebook, Judged, Rating
from tlc.model.rating import NAME

#: The four questions, as people read them.
QUESTIONS = {
    "adequacy": "Adequacy: enough people in enough sessions?",
    "coherence": "Coherence: does it fit together, and what speaks against it?",
    "methods": "Methodological limits: how well was it found?",
    "relevance": "Relevance: from all who took part, or from some of them?",
}
_COLUMNS = ("theme", "level", "adequacy", "coherence", "methods", "relevance", "confirmed by", "flags", "label")
_WIDTH = 100


def listing(ratings: Mapping[str, Rating], codebook: Codebook) -> Listing[Rating]:
    """Lay ratings out, one theme a row, in the order of the codebook."""
    rows = [_row(rating, codebook) for rating in ratings.values()]
    open_ones = sum(not rating.confirmed for rating in ratings.values())
    note = "The figures propose, a person confirms or changes; the reasons: tlc rate THEME."
    if ratings and open_ones:
        note = f"{open_ones} of {len(ratings)} themes are not confirmed by a person yet. {note}"
    if any(one.is_outdated for rating in ratings.values() for one in rating.components):
        note += "\nOutdated: the figures propose something else now than when a person looked."
    return Listing(
        title=NAME, items=tuple(ratings.values()), frame=pd.DataFrame(rows, columns=list(_COLUMNS)), note=note
    )


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RatingCard:
    """One theme's rating with its four reasons.

    Attributes
    ----------
    rating : Rating
    label : str
        The theme's name.

    >>> from tlc.model import COMPONENTS
    >>> four = [Judged(component=one, concern="minor", reason="x", proposed="minor", proposed_reason="x")
    ...         for one in COMPONENTS]
    >>> rating = Rating(theme="access.hours", components=tuple(four))
    >>> print(str(RatingCard(rating=rating, label="Hours")).splitlines()[0])
    Hours (access.hours): High
    """

    rating: Rating
    label: str

    @property
    def frame(self) -> pd.DataFrame:
        """One row a component: the concern, its reason, what the figures propose and why, and who confirmed it."""
        rows = [
            (one.component, one.concern, one.reason, one.proposed, one.proposed_reason, one.by)
            for one in self.rating.components
        ]
        return pd.DataFrame(
            rows, columns=["component", "concern", "reason", "proposed", "proposed reason", "confirmed by"]
        )

    @property
    def title(self) -> str:
        """The theme and how sure it is."""
        return f"{self.label} ({self.rating.theme}): {self.rating.level}"

    @property
    def notes(self) -> tuple[str, ...]:
        """What stands beside the four."""
        told = ["Rare but serious: few sessions, and a person marked it as serious. The rating stays as it is."]
        notes = told if self.rating.serious else []
        if self.rating.contrary:
            turns = ", ".join(one.turn for one in self.rating.contrary)
            notes.append(f"Passages that speak against it: {turns}.")
        if self.rating.searched:
            notes.append(f"Looked for passages that speak against it: {self.rating.searched}.")
        if not self.rating.confirmed:
            notes.append(f"Confirm what you agree with: tlc rate {self.rating.theme} --confirm --by YOU")
        return tuple(notes)

    def __repr__(self) -> str:
        lines = [self.title]
        for one in self.rating.components:
            lines += [f"{QUESTIONS[one.component]} {_concern(one)}"]
            lines += [_indented(text) for text in _reasons(one)]
        return "\n".join((*lines, *(fill(note, _WIDTH) for note in self.notes)))

    def _repr_html_(self) -> str:
        rows = [(QUESTIONS[one.component], _concern(one), " ".join(_reasons(one))) for one in self.rating.components]
        frame = pd.DataFrame(rows, columns=["Question", "Concern", "Why"])
        return as_html(self.title, frame) + "".join(f"<p>{escape(note)}</p>" for note in self.notes)


def _row(rating: Rating, codebook: Codebook) -> tuple[str, ...]:
    flags = [
        *(["rare but serious"] if rating.serious else []),
        *([f"{len(rating.contrary)} against"] if rating.contrary else []),
        *(["outdated"] if any(one.is_outdated for one in rating.components) else []),
    ]
    concerns = [one.concern for one in rating.components]
    by = ", ".join(rating.by) + ("" if rating.confirmed else " (in part)") if rating.by else "-"
    return (rating.theme, rating.level, *concerns, by, ", ".join(flags) or "-", codebook[rating.theme].name)


def _concern(one: Judged) -> str:
    who = f"confirmed by {one.by}" if one.concern == one.confirmed_at else f"changed by {one.by}"
    return f"{one.concern} ({who if one.is_confirmed else 'proposed'})"


def _reasons(one: Judged) -> list[str]:
    told = [one.reason]
    if one.proposed_reason not in one.reason:
        told.append(f"The figures propose {one.proposed}: {one.proposed_reason}")
        if one.is_outdated:
            told.append(f"When {one.by} looked, they proposed {one.confirmed_at}.")
    return told


def _indented(text: str) -> str:
    return fill(text, _WIDTH, initial_indent="    ", subsequent_indent="    ")
