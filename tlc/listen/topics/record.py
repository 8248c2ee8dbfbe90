"""A topic run written down: what it takes to repeat it, its topics, and which turn is in which. Never a sentence."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from tlc._files import write_whole
from tlc._tables import write_table
from tlc.frames import TOPICS, topics_frame
from tlc.listen.topics.fit import WEAK, Fitted
from tlc.model import TopicRun

FILES = ("run.json", "topics.csv", "assignments.csv")


def run_of(fitted: Fitted, **more: Any) -> TopicRun:
    """Make the noun of a run from what was fitted; ``more`` are further fields of `TopicRun`."""
    return TopicRun(
        **{
            "topics": fitted.topics(),
            "seed": fitted.options.seed,
            "settings": fitted.settings,
            "versions": fitted.versions,
            "corpus_digest": fitted.documents.digest,
            "documents": len(fitted.documents),
            "aside": fitted.documents.aside,
            "rest": fitted.rest,
            "weak": fitted.weak,
            **more,
        }
    )


def save(fitted: Fitted, run: TopicRun, folder: Path, *, more: Mapping[str, Any] | None = None) -> Path:
    """Write a run as ``run.json``, ``topics.csv`` and ``assignments.csv``: ids, numbers and words of many.

    Parameters
    ----------
    fitted : Fitted
    run : TopicRun
        Its topics may be what people made of them: turns are written with the number that they have there.
    folder : Path
        Made if it is not there.
    more : mapping, optional
        What else belongs into the audit, such as the profile of the number of topics: plain values only.

    Returns
    -------
    Path
        The folder. The same run gives the same bytes.
    """
    write_whole(folder / "run.json", json.dumps(audit(fitted, run, more=more), indent=2, ensure_ascii=False) + "\n")
    rows = topics_frame(run.topics).astype(object)
    write_table(folder / "topics.csv", list(TOPICS), rows.where(rows.notna(), None).itertuples(index=False))
    # Last: a run without it is taken for one that may hold anybody's words, and not for a whole one.
    write_table(folder / "assignments.csv", ["turn", "topic", "agreement", "weak"], _assignments(fitted, run))
    return folder


def audit(fitted: Fitted, run: TopicRun, *, more: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Everything that a run was made with and from, as plain values for JSON; a number that is undefined is null."""
    vectors = np.ascontiguousarray(np.asarray(fitted.vectors, dtype="<f4"))
    facts: dict[str, Any] = {
        "made with": dict(run.versions),
        "settings": dict(run.settings),
        "seed": run.seed,
        "topics": len(run.topics),
        "candidates need": {"people": run.min_speakers, "sessions": run.min_sessions},
        "corpus": {
            "digest": run.corpus_digest,
            "documents": run.documents,
            "turns": int(fitted.documents.frame["turns"].map(len).sum()),
            "set aside": dict(run.aside),
            "without a topic": run.rest,
        },
        "vectors": {
            "made by": fitted.embedder,
            "digest": sha256(vectors.data).hexdigest(),
            "dimensions": int(vectors.shape[1]),
        },
        "weak": {"below": WEAK, "share": run.weak},
        "stability": dict(run.stability),
    }
    return {name: _plain(value) for name, value in {**facts, **(more or {})}.items()}


def _assignments(fitted: Fitted, run: TopicRun) -> list[tuple[object, ...]]:
    agreement = {
        turn: share
        for turns, share in zip(fitted.documents.frame["turns"], fitted.agreement, strict=True)
        for turn in turns
    }
    placed = {turn: topic.number for topic in run.topics for turn in topic.turns}
    rows = list(placed.items())
    rows += [(turn, 0) for turn in agreement if turn not in placed]
    return [(turn, number, *_sureness(agreement.get(turn, math.nan))) for turn, number in rows]


def _sureness(share: float) -> tuple[str, str]:
    return ("", "") if math.isnan(share) else (f"{share:.2f}", "yes" if share < WEAK else "no")


def _plain(value: Any) -> Any:
    """Make a value fit for JSON, with numbers rounded to what can be relied on."""
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, float | np.floating):
        return round(float(value), 6) if math.isfinite(value) else None
    return int(value) if isinstance(value, np.integer) else value
