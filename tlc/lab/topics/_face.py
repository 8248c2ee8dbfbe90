"""What a card shows of a candidate, before it is laid out for a notebook or a terminal."""

from __future__ import annotations

import math
from dataclasses import dataclass

from tlc.change.report.facts import Quote
from tlc.model import Candidate

#: What the parts of the gap are called on a card, by the names that `Candidate.parts` has. The first two are lower ends
#: of intervals, and stand beside the share that is not coded, which is another figure.
PARTS = {
    "uncovered": "surely without a code",
    "no strong cue": "surely without a code by two terms",
    "far from definitions": "far from definitions",
    "far from quotes": "far from coded quotes",
    "cohesion": "its turns are alike",
    "sharpness": "words of its own",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What a card shows of a candidate.

    Attributes
    ----------
    candidate : Candidate
    label : str
        Of its topic.
    sentence, reach : str
        With counts of people as they may be shown.
    nearest : str
        What the nearest code is called; empty where there is none.
    quotes : tuple of (Quote, id of its turn)
    too_long : int
        How many quotes are too long to be shown.
    with_words : bool
        Whether quotes were asked for.
    """

    candidate: Candidate
    label: str
    sentence: str
    reach: str
    nearest: str
    quotes: tuple[tuple[Quote, str], ...]
    too_long: int
    with_words: bool

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What stands beside the gap, as name and words."""
        one = self.candidate
        near = "" if math.isnan(one.likeness) else f", likeness {one.likeness:.2f}"
        facts = [("Who", self.reach)]
        facts.append(("Nearest code", f"{self.nearest} ({one.nearest}{near})" if self.nearest else "none"))
        facts.append(("Not coded", _share(one.uncoded, "nobody has read it yet")))
        facts.append(("Agreement", _share(one.agreement, "not known")))
        return facts

    @property
    def verdict(self) -> str:
        """What a person decided, or that nobody has."""
        one = self.candidate
        if not one.verdict:
            return "Nobody has decided what it is."
        why = f": {one.why}" if one.why else ""
        return f"{one.verdict[:1].upper()}{one.verdict[1:]}, says {one.by}{why}"

    @property
    def parts(self) -> list[tuple[str, float]]:
        """The parts of the gap as people read them."""
        return [(PARTS.get(name, name), value) for name, value in self.candidate.parts.items()]

    @property
    def about_quotes(self) -> str:
        """What is to be known of the quotes: where they are, or why there are fewer."""
        if not self.candidate.quotes:
            return "Nobody who carries it agreed to be quoted."
        if not self.with_words:
            return f"Quotes: {', '.join(self.candidate.quotes)}. The words: .quotes(), or tlc topics emerging --quotes"
        return f"{self.too_long} more too long to stand here." if self.too_long else ""


def _share(value: float, otherwise: str) -> str:
    return otherwise if math.isnan(value) else f"{value:.0%}"
