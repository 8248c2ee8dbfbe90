"""Topics over time: who carries each of them, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tlc.errors import AnalysisError
from tlc.listen.topics.spread import Spread, spread
from tlc.model import Group, Participant


@dataclass(frozen=True, slots=True, kw_only=True)
class OverTime:
    """Topics by the months in which their sessions were held.

    Attributes
    ----------
    spread : Spread
        Its values are months, the earliest first.
    undated : tuple of str
        Sessions whose month nobody wrote down: they are in no count here.
    """

    spread: Spread
    undated: tuple[str, ...]


def over_time(
    documents: pd.DataFrame,
    numbers: NDArray[np.int64],
    *,
    turns: pd.DataFrame,
    people: Sequence[Participant],
    groups: Sequence[Group],
) -> OverTime:
    """Count who carries each topic, of those who took part, for every month in which a session was held.

    Parameters
    ----------
    documents, numbers, turns
        As for `spread`.

    Raises
    ------
    AnalysisError
        The sessions are of one month, or nobody wrote down of which.
    """
    months = {group.id: group.month for group in groups}
    dated = np.array([bool(months.get(group)) for group in documents["group"]], dtype=bool)
    found = {months[group] for group in documents.loc[dated, "group"]}
    if len(found) < 2:
        raise AnalysisError(
            f"Nothing can be said over time: the sessions are of {len(found)} month{'' if len(found) == 1 else 's'}.",
            hint="Write the month of each session into the column 'month' of groups.csv, as 2026-05.",
        )
    held = spread(documents[dated], np.asarray(numbers)[dated], by="month", turns=turns, people=people, groups=groups)
    undated = set(documents.loc[~dated, "transcript"]) - set(held.sessions)
    return OverTime(spread=held, undated=tuple(sorted(undated)))
