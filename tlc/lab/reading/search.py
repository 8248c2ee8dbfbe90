"""A search as it shows itself: how often and where, and the words only for whoever asks for them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from tlc.lab.plots import Bar, Plot, bars
from tlc.lab.show import as_html, as_text
from tlc.listen.search import Found

_PLACES = {
    "transcript": "str",
    "turn": "str",
    "speaker": "str",
    "language": "str",
    "where": "str",
    "start": "int64",
    "end": "int64",
}
_WORDS = {"turn": "str", "speaker": "str", "language": "str", "where": "str"}
_WORDS |= {"before": "str", "match": "str", "after": "str"}
_MOST_TURNS = 8


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class SearchTable:
    """Where some words stand.

    A notebook keeps what it shows, and is passed on. So what shows itself here are counts and places; the words are
    in ``words``, and in the items, for whoever goes through them: show those in a notebook that stays with the team,
    or search in a terminal, with ``tlc search``, which keeps nothing.

    Attributes
    ----------
    found : tuple of Found
    asked : str
        What was looked for; not shown either, as it may be a quote.
    sessions : int
        In how many sessions it was looked for.
    beside : frozenset of str
        Transcripts of events and feedback in which it was looked for too: they are no sessions.

    >>> SearchTable(found=(), asked="interpreter", sessions=20)
    Found in 0 of 20 sessions, 0 times
    (none)
    Capitals and accents are not told apart. The words themselves: .words
    """

    found: tuple[Found, ...]
    asked: str
    sessions: int
    beside: frozenset[str] = frozenset()

    def __iter__(self) -> Iterator[Found]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    @property
    def frame(self) -> pd.DataFrame:
        """One row a place, with ``start`` and ``end`` in code points; nobody's words."""
        rows = [tuple(getattr(one, name) for name in _PLACES) for one in self.found]
        return pd.DataFrame(rows, columns=list(_PLACES)).astype(_PLACES)

    @property
    def words(self) -> pd.DataFrame:
        """The words in their context, one row a place. They are people's words: they stay with the study team."""
        rows = [tuple(getattr(one, name) for name in _WORDS) for one in self.found]
        return pd.DataFrame(rows, columns=list(_WORDS)).astype(_WORDS)

    @property
    def title(self) -> str:
        """How often, in how many sessions."""
        found = set(self._by_session)
        of = f"{len(found - self.beside)} of {self.sessions} sessions"
        if self.beside:
            of += f" and {len(found & self.beside)} of {len(self.beside)} files of events and feedback"
        return f"Found in {of}, {len(self.found)} times"

    @property
    def note(self) -> str:
        """How it was looked for, and what to do next."""
        asked = _spelt(self.asked)
        other = sum(_spelt(one.match) != asked for one in self.found) if asked.isalpha() else 0
        spelt = f" {other} of them are written with other accents than were asked for." if other else ""
        return f"Capitals and accents are not told apart.{spelt} The words themselves: .words"

    @property
    def _by_session(self) -> dict[str, list[Found]]:
        sessions: dict[str, list[Found]] = {}
        for one in self.found:
            sessions.setdefault(one.transcript, []).append(one)
        return sessions

    @property
    def _summary(self) -> pd.DataFrame:
        rows = []
        for session, found in self._by_session.items():
            turns = list(dict.fromkeys(one.turn.partition(":")[2] for one in found))
            more = f" and {len(turns) - _MOST_TURNS} more" if len(turns) > _MOST_TURNS else ""
            originals = sum(one.where == "original" for one in found)
            rows.append((session, len(found), originals, " ".join(turns[:_MOST_TURNS]) + more))
        return pd.DataFrame(rows, columns=["session", "times", "in originals", "turns"])

    def plot(self) -> Plot:
        """Draw how often it stands in each session in which it does."""
        rows = [Bar(label=session, value=len(found)) for session, found in self._by_session.items()]
        return bars(rows, title=self.title, table=self._summary, note="How often, session by session.")

    def __repr__(self) -> str:
        return as_text(self.title, self._summary, self.note)

    def _repr_html_(self) -> str:
        return as_html(self.title, self._summary, self.note)


def _spelt(words: str) -> str:
    return unicodedata.normalize("NFC", words).casefold().strip()
