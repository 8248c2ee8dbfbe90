"""Suggestions as they show themselves: what was suggested, what to look at next, and what to look at again.

Nobody's words are here: what a notebook shows is saved with it. The coding page shows them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

import pandas as pd

from tlc.lab._agreement_text import count, named
from tlc.lab.show import Listing, as_html, as_text
from tlc.lab.suggestion_quality import QualityTable
from tlc.listen.suggest.doubt import Doubt, TooFew
from tlc.listen.suggest.queue import Next
from tlc.model import Codebook, Coding


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class SuggestionsTable:
    """What the model suggests, code by code.

    Attributes
    ----------
    items : tuple of Coding
        The suggestions.
    learnt_from : Counter of coder to int
        How many accepted codings of each; empty where there was too little to learn from.
    codebook : Codebook
    """

    items: tuple[Coding, ...]
    learnt_from: Mapping[str, int]
    codebook: Codebook
    _quality: Callable[[], QualityTable] = field(repr=False)
    _doubts: Callable[[], Listing[Doubt]] = field(repr=False)

    def __len__(self) -> int:
        return len(self.items)

    def quality(self) -> QualityTable:
        """How good the suggestions are on this study, measured on sessions that the model had not seen."""
        return self._quality()

    def doubts(self) -> Listing[Doubt]:
        """List the codings of people that the model finds least likely, for a second look."""
        return self._doubts()

    @property
    def frame(self) -> pd.DataFrame:
        """One row a code: how many suggestions, in how many sessions."""
        marks = Counter(mark.code for mark in self.items)
        places = {(mark.code, mark.span.turn.partition(":")[0]) for mark in self.items}
        sessions = Counter(code for code, _ in places)
        rows = [
            (code.id, code.name, marks[code.id], sessions[code.id]) for code in self.codebook.offered if marks[code.id]
        ]
        return pd.DataFrame(rows, columns=["code", "label", "suggestions", "sessions"])

    @property
    def title(self) -> str:
        """Who suggests."""
        return "Suggested by what people coded" if self.learnt_from else "Suggested by the codebook's rules, ranked"

    @property
    def note(self) -> str:
        """What it was learnt from, how good it is, and what next."""
        total = sum(self.learnt_from.values())
        who = named([f"{coder} ({many})" for coder, many in self.learnt_from.items()])
        learnt = (
            f"Learnt from {count(total, 'accepted coding')}: {who}."
            if self.learnt_from
            else "People have accepted too few codings to learn from, so they are ranked by the rules."
        )
        lines = [
            f"{count(len(self.items), 'suggestion')}, at most three a turn. They count nowhere until a person "
            f"accepts them. {learnt}",
            self.quality().short if self.learnt_from else "",
            'Next: code by yourself first; study.next(coder="...") says where to look, and study.code(coder="...") '
            "shows suggestions once you ask for them. Figures: .quality(); codings for a second look: .doubts().",
        ]
        return "\n".join(filter(None, lines))

    def __repr__(self) -> str:
        return as_text(self.title, self.frame, self.note)

    def _repr_html_(self) -> str:
        below = "".join(f"<p>{escape(line)}</p>" for line in self.note.split("\n"))
        return as_html(self.title, self.frame) + below


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class QueueTable:
    """What one coder should look at next.

    Attributes
    ----------
    coder : str
    items : tuple of Next
    left : int
        How many turns this coder has not read, these among them.
    """

    coder: str
    items: tuple[Next, ...]
    left: int

    def __len__(self) -> int:
        return len(self.items)

    @property
    def frame(self) -> pd.DataFrame:
        """One row a turn: which code's term stands there, and why the turn is next."""
        rows = [(one.turn, one.session, one.drawn, one.code, one.why) for one in self.items]
        return pd.DataFrame(rows, columns=["turn", "session", "drawn", "code", "why"])

    @property
    def title(self) -> str:
        """How many, of how many."""
        return f"Next for {self.coder}: {len(self.items)} of {count(self.left, 'turn')} not read yet"

    @property
    def note(self) -> str:
        """How to go on."""
        if not self.items:
            return "Every turn has been read."
        return f'With the words beside them: study.code(coder="{self.coder}"), and there "Review next".'

    def __repr__(self) -> str:
        width = max((len(one.turn) for one in self.items), default=0)
        body = [f"{one.turn:<{width}}  {one.why}" for one in self.items] or ["(none)"]
        return "\n".join((self.title, *body, self.note))

    def _repr_html_(self) -> str:
        return as_html(self.title, self.frame[["turn", "code", "why"]].replace("", "-"), self.note)


def doubtful(found: Sequence[Doubt], left_out: Sequence[TooFew], *, known: bool = True) -> Listing[Doubt]:
    """List codings for a second look."""
    rows = [(one.turn, one.code, one.coder, one.coding, one.chance, one.usual) for one in found]
    frame = pd.DataFrame(rows, columns=["turn", "code", "coder", "coding", "chance", "usual"])
    parts = [
        "The model finds these least likely, set against what is usual for the code, in sessions that it had not "
        "seen. Either may be right: read them again, and talk about those that you find unclear. Perhaps the "
        "definition is."
        if known
        else "Too little was coded to say anything."
    ]
    if left_out:
        told = ", ".join(f"{one.code} ({one.turns} in {one.sessions})" for one in left_out)
        parts.append(f"Too few to say, turns in sessions: {told}.")
    return Listing(title="For a second look", items=tuple(found), frame=frame, note="\n".join(parts))
