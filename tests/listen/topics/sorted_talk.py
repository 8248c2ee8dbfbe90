"""The turns of `small.py` sorted into topics by hand: 1 is that it is closed, 2 is papers, 0 is the rest."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

#: The turn, and its topic. R1 asks, P7 withdrew and P8 may not be analysed, so their turns are no documents.
TOPIC_OF = {
    "FG01:0002": 1,
    "FG01:0003": 2,
    "FG01:0004": 1,
    "FG01:0006": 2,
    "FG02:0001": 1,
    "FG02:0002": 2,
    "IN01:0002": 1,
    "IN01:0003": 0,
}


class Sorted:
    """Documents and their topics."""

    def __init__(self, small: Any) -> None:
        turns = small.turns[small.turns["turn"].isin(TOPIC_OF)].reset_index(drop=True)
        columns = ["transcript", "group", "speaker", "role", "language", "text"]
        self.documents: pd.DataFrame = turns[columns].assign(
            document=turns["turn"], turns=[(turn,) for turn in turns["turn"]], key=turns["turn"]
        )
        self.numbers = np.array([TOPIC_OF[turn] for turn in turns["turn"]], dtype=np.int64)
        self.who: dict[str, Any] = {"turns": small.turns, "people": small.people, "groups": small.groups}
