"""The turns of one topic as they show themselves: where they stand, and the words for whoever asks for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from tlc.lab.show import as_html, as_text
from tlc.model import Turn

_WORDS = {"turn": "str", "speaker": "str", "language": "str", "text": "str", "original_language": "str"}
_WORDS |= {"original": "str"}
_MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class TurnsTable:
    """The turns of one topic, the most typical first, spread over people and sessions.

    A notebook keeps what it shows. So what shows itself here are ids; the words are in ``words``.

    Attributes
    ----------
    label : str
        Of the topic.
    frame : DataFrame
        One row a turn: ``turn``, ``session``, ``language``, ``agreement``, ``weak``; nobody's words.
    turns : mapping of id to Turn
    """

    label: str
    frame: pd.DataFrame
    turns: Mapping[str, Turn]

    def __len__(self) -> int:
        return len(self.frame)

    @property
    def words(self) -> pd.DataFrame:
        """The words, one row a turn: whatever people agreed to, so they stay with the study team."""
        found = [self.turns[name] for name in self.frame["turn"] if name in self.turns]
        rows = [
            (one.id, one.speaker, one.language, one.shown(), one.original_language, one.shown_original())
            for one in found
        ]
        return pd.DataFrame(rows, columns=list(_WORDS)).astype(_WORDS)

    @property
    def title(self) -> str:
        """Of which topic, and how many."""
        return f"Turns of topic {self.label}: {len(self.frame)}"

    @property
    def note(self) -> str:
        """What comes first, and where the words are."""
        first = f"The first {_MOST} are shown; all are in .frame. " if len(self.frame) > _MOST else ""
        return (
            f"{first}The most typical come first, each person's first before anybody's second; weak ones last. "
            "The words themselves: .words"
        )

    def __repr__(self) -> str:
        return as_text(self.title, self._shown, self.note)

    def _repr_html_(self) -> str:
        return as_html(self.title, self._shown, self.note)

    @property
    def _shown(self) -> pd.DataFrame:
        first = self.frame.head(_MOST)
        return first.assign(weak=["weak" if weak else "" for weak in first["weak"]])
