"""Topics as tidy tables that other programs read, R's ``stm`` among them: ids, numbers and shared words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from tlc._tables import write_table
from tlc.errors import AnalysisError
from tlc.listen.topics.decisions.parted import Parted
from tlc.listen.topics.keywords import LETTERS, MIN_VOICES
from tlc.model import Topic

#: A word that stands in fewer sessions is theirs, and not the study's.
MIN_SESSIONS = 2
_WORD = re.compile(LETTERS)
_DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Table:
    """One table to be written.

    >>> Table(columns=("a",), rows=((1,),)).columns
    ('a',)
    """

    columns: tuple[str, ...]
    rows: Sequence[tuple[object, ...]]


def tables(documents: pd.DataFrame, parted: Parted, topics: Iterable[Topic]) -> dict[str, Table]:
    """Lay a run out as tables: what each document is, how much of each topic it holds, and the topics' words.

    Parameters
    ----------
    documents : DataFrame
        ``document``, ``transcript``, ``group``, ``speaker``, ``role``, ``language``; one row a document.
    parted : Parted
        The topic of each document and its votes, as people left them: what they merged and split is in it.
    topics : iterable of Topic

    Returns
    -------
    dict of file name to Table
        ``documents.csv``, ``theta.csv`` and ``words.csv``. Nobody's sentence is in them.
    """
    columns = ("transcript", "group", "speaker", "role", "language")
    meta = zip(documents["document"], *(documents[name] for name in columns), parted.topic.tolist(), strict=True)
    shares = np.round(np.asarray(parted.votes, dtype=np.float64), _DIGITS)
    return {
        "documents.csv": Table(
            columns=("row", "document", *columns, "topic"),
            rows=[(place, *(_plain(cell) for cell in cells)) for place, cells in enumerate(meta, start=1)],
        ),
        "theta.csv": Table(
            columns=("document", *(f"topic_{number}" for number in parted.numbers)),
            rows=[(name, *row) for name, row in zip(documents["document"], shares.tolist(), strict=True)],
        ),
        "words.csv": Table(
            columns=("topic", "name", "word", "weight"),
            rows=[(topic.number, topic.name, word, weight) for topic in topics for word, weight in topic.words],
        ),
    }


def word_tables(documents: pd.DataFrame, vocabulary: Iterable[str]) -> dict[str, Table]:
    """Lay out which shared words stand in which document.

    Shared are those of the vocabulary that at least three known people said in at least two sessions. A document's
    words are given without their order and their number. Beware: what is left is no sentence, but it tells what
    somebody spoke of, turn by turn. It is for the study team, as transcripts are.

    Parameters
    ----------
    documents : DataFrame
        ``document``, ``text``, ``speaker`` and ``transcript``; one row a document.
    vocabulary : iterable of str
        The words that may be given, from `shared_words`: without little words and without names on the roster.

    Returns
    -------
    dict of file name to Table
        ``vocab.csv`` and ``dtm.csv``: a row for each document that holds a word, by their places from 1, and by the
        document's id: by it the words of somebody who leaves the study are found.

    Raises
    ------
    AnalysisError
        No word is shared by so many.
    """
    may_stand = frozenset(vocabulary)
    held = [sorted(may_stand & set(_WORD.findall(text.lower()))) for text in documents["text"]]
    people: defaultdict[str, set[str]] = defaultdict(set)
    sessions: defaultdict[str, set[str]] = defaultdict(set)
    for words, speaker, transcript in zip(held, documents["speaker"], documents["transcript"], strict=True):
        for word in words if isinstance(speaker, str) else ():
            people[word].add(speaker)
            sessions[word].add(transcript)
    shared = sorted(word for word in people if len(people[word]) >= MIN_VOICES and len(sessions[word]) >= MIN_SESSIONS)
    if not shared:
        raise AnalysisError(
            f"No word was said by {MIN_VOICES} known people in {MIN_SESSIONS} sessions, so there are no words to give.",
            hint="Export without the words: words=False.",
        )
    place = {word: number for number, word in enumerate(shared, start=1)}
    counted = Counter(word for words in held for word in words)
    return {
        "vocab.csv": Table(
            columns=("column", "word", "documents"), rows=[(place[word], word, counted[word]) for word in shared]
        ),
        "dtm.csv": Table(
            columns=("row", "column", "document"),
            rows=[
                (row, place[word], name)
                for row, (name, words) in enumerate(zip(documents["document"], held, strict=True), start=1)
                for word in words
                if word in place
            ],
        ),
    }


def write_tables(folder: Path, laid_out: Mapping[str, Table]) -> tuple[Path, ...]:
    """Write the tables into a folder; the same run always gives the same bytes."""
    return tuple(write_table(folder / name, table.columns, table.rows) for name, table in laid_out.items())


def _plain(cell: Any) -> object:
    return None if pd.isna(cell) else cell
