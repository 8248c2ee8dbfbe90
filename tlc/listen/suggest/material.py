"""What suggestions are made for: the turns of those who were asked, each with the question that came before it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from tlc.model import VOICES, Participant

# What stands in the place of words that somebody took back, or did not let be analysed.
_NO_WORDS = re.compile(r"\s*(\[[^\]]*\])?\s*")


@dataclass(frozen=True, kw_only=True, eq=False)
class Material:
    """Turns that can be coded, in their order; every array about them has one row a turn.

    Attributes
    ----------
    turns, sessions, languages : tuple of str
        Ids, the transcripts in which they stand, and the languages of the words.
    texts : tuple of str
        The words for analysis.
    questions : tuple of str
        What whoever led the session said last before; empty where nobody had asked anything yet.

    >>> Material(turns=("FG01:0002",), sessions=("FG01",), languages=("en",), texts=("No.",), questions=("",)).rows
    {'FG01:0002': 0}
    """

    turns: tuple[str, ...]
    sessions: tuple[str, ...]
    languages: tuple[str, ...]
    texts: tuple[str, ...] = field(repr=False)
    questions: tuple[str, ...] = field(repr=False)

    def __len__(self) -> int:
        return len(self.turns)

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """The row of each turn."""
        return {turn: row for row, turn in enumerate(self.turns)}


def material(turns: pd.DataFrame, people: Iterable[Participant] = ()) -> Material:
    """Take the turns that can be coded.

    Left out are the turns of facilitators, interpreters and co-researchers, by the table of people and not by any
    label; turns without words; and those of people who withdrew or whose words may not be analysed.

    Parameters
    ----------
    turns : DataFrame
        TURNS of ``tlc.frames``. Who spoke may be unknown: such turns are kept.
    people : iterable of Participant
    """
    gone = {person.id for person in people if person.counts and not person.may_analyse}
    kept: list[tuple[str, str, str, str, str]] = []
    asked: dict[str, str] = {}
    columns = zip(*(turns[name] for name in ("turn", "transcript", "speaker", "role", "language", "text")), strict=True)
    for turn, session, speaker, role, language, text in columns:
        if not pd.isna(role) and role not in VOICES:
            asked[session] = text
        elif not _NO_WORDS.fullmatch(text) and speaker not in gone:
            kept.append((turn, session, language, text, asked.get(session, "")))
    ids, sessions, languages, texts, questions = zip(*kept, strict=True) if kept else ((), (), (), (), ())
    return Material(turns=ids, sessions=sessions, languages=languages, texts=texts, questions=questions)
