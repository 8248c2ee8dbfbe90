"""Forty-eight turns about four things, by five people in three sessions, and vectors that tell them apart."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tlc.frames import CODINGS, TURNS, table
from tlc.listen.topics.documents import Documents, documents
from tlc.listen.topics.fit import Fitted, Options, fit

RECORDS = [
    "my surname is spelled wrong on the computer and the letter went to nobody",
    "they wrote the surname first and now the computer has two of me",
    "the pharmacy could not find my surname on the computer",
    "one letter in the surname and the computer says I do not exist",
]
BUSES = [
    "the bus to the hospital takes an hour and costs four pounds",
    "we missed the bus and the hospital would not see us",
    "no bus goes to the hospital after six in the evening",
    "the bus driver knows the hospital is far and waits for us",
]
TEETH = [
    "the dentist wants sixty pounds before he looks at a tooth",
    "my tooth hurt for weeks because no dentist takes new people",
    "a dentist pulled the tooth and it was not the right one",
    "the dentist is too dear so the tooth stays in my mouth",
]
DAMP = [
    "the mould comes through the wall and the children cough",
    "our wall is black with mould whatever I wash it with",
    "the landlord painted over the mould and the wall is wet again",
    "mould on the wall, mould on the coats, and he asks for more rent",
]
SUBJECTS = ("surname", "bus", "tooth", "mould")
#: A quote, and everything after it that does not matter here.
REST = ("t", "", "", "", None, True, False, "")


def row(number: int, text: str, **more: Any) -> tuple[Any, ...]:
    """One turn of TURNS; the session goes with the number."""
    session = more.get("session", f"FG0{1 + number % 3}")
    facts = {"speaker": f"P{number % 5}", "role": "community", "language": "en"} | more
    name = f"{session}:{number + 1:04d}"
    who = (facts["speaker"], facts["role"], facts["language"])
    return (name, session, session, number, *who, text, None, None, None)


def turns_of(*rows: tuple[Any, ...]) -> pd.DataFrame:
    return table(rows, TURNS)


def turns() -> pd.DataFrame:
    said = [f"{text}, {word}" for text in RECORDS + BUSES + TEETH + DAMP for word in ("truly", "again", "sadly")]
    return turns_of(*(row(number, text) for number, text in enumerate(said)))


def marked(frame: pd.DataFrame, words: str, **more: str) -> pd.DataFrame:
    """Code each turn that holds one of some words."""
    facts = {"coder": "asha", "kind": "person", "status": "accepted"} | more
    rows = [
        (f"{facts['coder']}-{turn}", turn, turn[:4], 0, 1, "a.b", *facts.values(), *REST)
        for turn in frame["turn"][frame["text"].str.contains(words)]
    ]
    return table(rows, CODINGS)


def vectors_of(read: Documents) -> NDArray[np.float32]:
    """Let each text stand where its subject is, a little off by its length."""
    near = np.array([[float(word in text) for word in SUBJECTS] for text in read.texts], dtype=np.float32)
    off = np.array([[len(text) % 7, len(text) % 5, len(text) % 3] for text in read.texts], dtype=np.float32)
    return np.concatenate([near, off / 50], axis=1)


def fitted(frame: pd.DataFrame | None = None, **options: Any) -> Fitted:
    read = documents(turns() if frame is None else frame)
    return fit(read, vectors_of(read), options=Options(**({"topics": 4, "embedder": "by-subject 1"} | options)))


def subject(made: Fitted, label: int) -> str:
    """The word that all documents of a topic hold."""
    texts = [text for text, one in zip(made.documents.texts, made.labels, strict=True) if one == label]
    (word,) = [word for word in SUBJECTS if all(word in text for text in texts)]
    return word
