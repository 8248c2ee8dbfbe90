"""A fit made by hand: three things that people spoke of in three sessions, of which the codebook knows two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tlc.frames import CODINGS, TURNS, table
from tlc.listen.topics.documents import Documents
from tlc.listen.topics.fit import Fitted, Options
from tlc.model import Code, Codebook, Consent, Participant

SUBJECTS = ("surname", "bus", "tooth")
WORDS = tuple(((word, 0.5), ("once", 0.1)) for word in SUBJECTS)
PEOPLE = ("P1", "P2", "P3", "P4", "P5", "P6")
SESSIONS = ("FG01", "FG02", "FG03")
EACH = 12
REST = ("", "", "", None, True, False, "")

BOOK = Codebook(
    id="b",
    name="B",
    version="1",
    codes=(
        Code(id="all", kind="heading", label={"en": "All"}),
        Code(id="all.bus", kind="barrier", label={"en": "Bus"}, parent="all", terms={"en": ("bus", "fare")}),
        Code(
            id="all.tooth",
            kind="barrier",
            label={"en": "Teeth"},
            definition="A tooth and who mends it.",
            parent="all",
            aliases=("OLD01",),
            terms={"en": ("tooth",)},
        ),
    ),
)


def turns(said: Sequence[str] | None = None, **more: Any) -> pd.DataFrame:
    """Each third turn of a session is about the same thing; people take turns too."""
    texts = said if said is not None else [f"the {SUBJECTS[n % 3]} once more, number {n}" for n in range(3 * EACH)]
    rows = []
    for number, text in enumerate(texts):
        session, speaker = SESSIONS[number // 3 % 3], PEOPLE[number // 3 % 6]
        facts = {"speaker": speaker, "role": "community"} | more
        name = f"{session}:{number + 1:04d}"
        rows.append((name, session, session, number, facts["speaker"], facts["role"], "en", text, None, None, None))
    return table(rows, TURNS)


def documents(frame: pd.DataFrame) -> Documents:
    made = frame[["transcript", "group", "speaker", "role", "language", "text"]].assign(
        document=frame["turn"], turns=[(turn,) for turn in frame["turn"]], key=frame["turn"]
    )
    return Documents(frame=made.reset_index(drop=True), language="en", unit="turn", aside={})


def embed(texts: Sequence[str]) -> NDArray[np.float64]:
    """Each text stands where its subject is."""
    return np.array([[float(word in text.lower()) for word in SUBJECTS] for text in texts])


def fitted(frame: pd.DataFrame | None = None, **more: Any) -> Fitted:
    frame = turns() if frame is None else frame
    read = documents(frame)
    labels = np.arange(len(frame)) % 3
    facts: dict[str, Any] = {
        "labels": labels,
        "agreement": np.ones(len(frame)),
        "votes": np.eye(3)[labels],
        "words": WORDS,
        "nearness": 1 - np.arange(len(frame)) / 100,
    } | more
    points = embed(read.texts)
    return Fitted(
        documents=read, vectors=points, points=points, bertopic=None, options=Options(seed=7), versions={}, **facts
    )


def codings(*marks: tuple[str, str], quote: str = "the bus", **more: Any) -> pd.DataFrame:
    """One coding a pair of turn and code."""
    facts = {"coder": "asha", "kind": "person", "status": "accepted"} | more
    rows = [
        (f"c{n}", turn, turn[:4], 0, len(quote), code, *facts.values(), quote, *REST)
        for n, (turn, code) in enumerate(marks)
    ]
    return table(rows, CODINGS)


def people(*quotable: str) -> tuple[Participant, ...]:
    return tuple(
        Participant(
            id=name,
            role="community",
            group="FG01",
            consent=Consent(analyse=True, quote=name in quotable, publish=name in quotable),
        )
        for name in PEOPLE
    )
