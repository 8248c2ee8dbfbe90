"""Topics ranked by how little of them is coded: what stands for candidates until they are scored in full."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tlc.listen.topics.fit import Fitted
from tlc.listen.topics.keywords import at_least
from tlc.model import Candidate, Topic


def ranked(
    fitted: Fitted, codings: pd.DataFrame, *, speakers: int = 3, sessions: int = 2
) -> tuple[tuple[Topic, ...], tuple[Candidate, ...]]:
    """Say how much of each topic is uncoded, and rank those that enough people in enough sessions carry.

    The gap is the mean of two ranks among the topics of this run. One, counted twice, is by the share of documents
    that the codebook does not cover: that no person coded, or, in sessions that no person has read, that no term of
    the codebook stands in. The other is by how much its words are its own.
    """
    frame = fitted.documents.frame
    uncoded, uncovered = _marks(frame, codings)
    topics = tuple(
        replace(topic, uncoded=_mean(uncoded[fitted.labels == topic.number - 1])) for topic in fitted.topics()
    )
    gaps = _gaps(topics, [uncovered[fitted.labels == topic.number - 1] for topic in topics])
    carried = [topic for topic in topics if topic.speakers >= speakers and topic.sessions >= sessions]
    order = sorted(carried, key=lambda topic: (-gaps[topic.number], topic.number))
    in_all = frame["transcript"].nunique(), frame["group"].nunique()
    return topics, tuple(
        Candidate(
            topic=topic.number,
            rank=rank,
            gap=gaps[topic.number],
            sessions=topic.sessions,
            sessions_in_all=in_all[0],
            groups=topic.groups,
            groups_in_all=in_all[1],
            speakers=topic.speakers,
            uncoded=topic.uncoded,
            agreement=topic.agreement,
        )
        for rank, topic in enumerate(order, start=1)
    )


def _marks(frame: pd.DataFrame, codings: pd.DataFrame) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Say of each document whether a person left it uncoded, and whether nothing in the codebook covers it."""
    people = codings[codings["kind"].isin(["person", "agreed"]) & (codings["status"] == "accepted")]
    rules = codings[(codings["kind"] == "rules") & (codings["status"] != "rejected")]
    read = frame["transcript"].isin(people["transcript"])
    coded, reached = set(people["turn"]), set(rules["turn"])
    uncoded = np.array([float(coded.isdisjoint(turns)) for turns in frame["turns"]])
    unreached = np.array([float(reached.isdisjoint(turns)) for turns in frame["turns"]])
    return np.where(read, uncoded, np.nan), np.where(read, uncoded, unreached)


def _gaps(topics: tuple[Topic, ...], uncovered: list[NDArray[np.float64]]) -> dict[int, float]:
    low = [float(at_least(np.array([part.mean()]), len(part))[0]) for part in uncovered]
    sharp = [sum(weight for _, weight in topic.words[:5]) for topic in topics]
    ranks = (pd.DataFrame({"uncovered": low, "sharp": sharp}).rank() - 0.5) / max(len(topics), 1)
    gaps = 100 * (2 * ranks["uncovered"] + ranks["sharp"]) / 3
    return {topic.number: round(float(gap), 2) for topic, gap in zip(topics, gaps, strict=True)}


def _mean(shares: NDArray[np.float64]) -> float:
    known = shares[~np.isnan(shares)]
    return float(known.mean()) if len(known) else float("nan")
