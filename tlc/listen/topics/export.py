"""Topics as tidy tables that other programs read, R's ``stm`` among them: ids, numbers and shared words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tlc._tables import write_table
from tlc.errors import AnalysisError
from tlc.model import Topic

#: A word that fewer people said, or that stands in fewer sessions, is theirs and not the study's.
MIN_VOICES, MIN_SESSIONS = 3, 2
_WORD = re.compile(r"[^\W\d_]{3,}")
_DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Table:
    """One table to be written.

    >>> Table(columns=("a",), rows=((1,),)).columns
    ('a',)
    """

    columns: tuple[str, ...]
    rows: Sequence[tuple[object, ...]]


def tables(
    documents: pd.DataFrame,
    numbers: NDArray[np.int64],
    *,
    labels: NDArray[np.int64],
    votes: NDArray[np.float64],
    topics: Iterable[Topic],
) -> dict[str, Table]:
    """Lay a run out as tables: what each document is, how much of each topic it holds, and the topics' words.

    Parameters
    ----------
    documents : DataFrame
        ``document``, ``transcript``, ``group``, ``speaker``, ``role``, ``language``; one row a document.
    numbers : int array, shape (n_documents,)
        The topic of each, as people see it: what they merged and split is in it. 0 is the rest.
    labels : int array, shape (n_documents,)
        The topic of each as the model made it, from 0; below 0 for the rest.
    votes : float array, shape (n_documents, n_labels)
        How much of each label a document holds; rows sum to 1.

    Returns
    -------
    dict of file name to Table
        ``documents.csv``, ``theta.csv`` and ``words.csv``. Nobody's sentence is in them.
    """
    topics = tuple(topics)
    columns = ("transcript", "group", "speaker", "role", "language")
    meta = zip(documents["document"], *(documents[name] for name in columns), np.asarray(numbers).tolist(), strict=True)
    shares, of = theta(numbers, labels, votes)
    rows = zip(documents["document"], *np.round(shares, _DIGITS).T.tolist(), strict=True)
    return {
        "documents.csv": Table(
            columns=("row", "document", *columns, "topic"),
            rows=[(place, *(_plain(cell) for cell in cells)) for place, cells in enumerate(meta, start=1)],
        ),
        "theta.csv": Table(columns=("document", *(f"topic_{number}" for number in of)), rows=list(rows)),
        "words.csv": Table(
            columns=("topic", "name", "word", "weight"),
            rows=[(topic.number, topic.name, word, weight) for topic in topics for word, weight in topic.words],
        ),
    }


def theta(
    numbers: NDArray[np.int64], labels: NDArray[np.int64], votes: NDArray[np.float64]
) -> tuple[NDArray[np.float64], tuple[int, ...]]:
    """Turn votes for labels into shares of topics as people see them.

    A topic that was merged has the votes of all it was made of. A document's votes for a topic that was split go to the
    part that it was put into; those for another topic that was split, to its parts by their size.

    Returns
    -------
    shares : float array, shape (n_documents, n_topics)
        Rows sum to 1, where those of ``votes`` do.
    topics : tuple of int
        The topic of each column; 0 is the rest.

    >>> votes = np.array([[0.75, 0.25], [0.5, 0.5], [0.0, 1.0]])
    >>> theta(np.array([1, 1, 1]), np.array([0, 0, 1]), votes)[0].tolist()
    [[1.0], [1.0], [1.0]]
    """
    numbers, labels = np.asarray(numbers), np.asarray(labels)
    topics = np.unique(numbers)
    if not votes.shape[1]:
        return (numbers[:, None] == topics).astype(np.float64), tuple(topics.tolist())
    into = np.zeros((votes.shape[1], len(topics)))
    for label in range(votes.shape[1]):
        where = numbers[labels == label]
        if len(where):
            into[label] = (where[:, None] == topics).mean(axis=0)
    shares = votes @ into
    own = labels >= 0
    mine = labels[own]
    kept = votes[own, mine]
    shares[own] -= kept[:, None] * into[mine]
    shares[own, np.searchsorted(topics, numbers[own])] += kept
    return np.clip(shares, 0, 1), tuple(int(number) for number in topics)


def word_tables(documents: pd.DataFrame, *, left_out: Iterable[str], barred: Iterable[str] = ()) -> dict[str, Table]:
    """Lay out which shared words stand in which document.

    Shared are words that at least three people said in at least two sessions; words of the roster are not among them.
    A document's words are given without their order and their number. Beware: what is left is no sentence, but it
    tells what somebody spoke of, turn by turn. It is for the study team, as transcripts are.

    Parameters
    ----------
    documents : DataFrame
        ``text``, ``speaker`` and ``transcript``; one row a document.
    left_out : iterable of str
        Words that say nothing: "and", "yes".
    barred : iterable of str
        Names of people, whoever said them.

    Returns
    -------
    dict of file name to Table
        ``vocab.csv`` and ``dtm.csv``: a row for each document that holds a word, by their places from 1.

    Raises
    ------
    AnalysisError
        No word is shared by so many.
    """
    away = {word.casefold() for word in (*left_out, *barred)}
    held = [sorted({word.casefold() for word in _WORD.findall(text)} - away) for text in documents["text"]]
    people: dict[str, set[object]] = {}
    sessions: dict[str, set[str]] = {}
    in_documents: dict[str, int] = {}
    for words, speaker, transcript in zip(held, documents["speaker"], documents["transcript"], strict=True):
        for word in words:
            in_documents[word] = in_documents.get(word, 0) + 1
            sessions.setdefault(word, set()).add(transcript)
            if isinstance(speaker, str):
                people.setdefault(word, set()).add(speaker)
    shared = sorted(
        word
        for word, where in sessions.items()
        if len(people.get(word, ())) >= MIN_VOICES and len(where) >= MIN_SESSIONS
    )
    if not shared:
        raise AnalysisError(
            f"No word was said by {MIN_VOICES} known people in {MIN_SESSIONS} sessions, so there are no words to give.",
            hint="Export without the words: words=False.",
        )
    place = {word: number for number, word in enumerate(shared, start=1)}
    return {
        "vocab.csv": Table(
            columns=("column", "word", "documents"),
            rows=[(place[word], word, in_documents[word]) for word in shared],
        ),
        "dtm.csv": Table(
            columns=("row", "column"),
            rows=[(row, place[word]) for row, words in enumerate(held, start=1) for word in words if word in place],
        ),
    }


def write_tables(folder: Path, laid_out: Mapping[str, Table]) -> tuple[Path, ...]:
    """Write the tables into a folder; the same run always gives the same bytes."""
    return tuple(write_table(folder / name, table.columns, table.rows) for name, table in laid_out.items())


def _plain(cell: Any) -> object:
    return None if pd.isna(cell) else cell
