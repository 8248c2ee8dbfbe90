"""What the record of a topic run holds of decisions, candidates and stability, and what an earlier one knew."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tlc.listen.topics.decisions import Replayed
    from tlc.listen.topics.fit import Fitted
    from tlc.listen.topics.stability import Stability
    from tlc.model import TopicRun

_MEASURED = "stability measured"
#: Where these are the same, the same topics were fitted, and stability is the same.
_FIT = ("made with", "settings", "seed", "corpus", "vectors")
#: As the record rounds, so that what is read from it is what was written.
_DIGITS = 6


def judged(measured: Stability | None, replayed: Replayed, run: TopicRun) -> dict[str, Any]:
    """Lay out what people decided, the parts of the gaps, and stability with the figures of each topic."""
    from tlc.listen.emerging import FORMULA

    done = [one.decision.id for one in replayed.matched]
    left = {one.decision.id: one.why for one in replayed.unmatched}
    told: dict[str, Any] = {
        "decisions": {"done": done, "not done": left},
        "gap": {
            "formula": FORMULA,
            "candidates": [{"topic": one.topic, "gap": one.gap, **one.parts} for one in run.candidates],
        },
    }
    if measured is not None:
        told[_MEASURED] = {
            kind: {
                "fits": one.fits,
                "ari": one.ari,
                "lowest": one.lowest,
                "highest": one.highest,
                # As the model made them: what people merged or split has other numbers.
                "each as fitted": one.topics,
            }
            for kind, one in measured.measures.items()
        } | {"made on": measured.documents}
    return told


def of_label(measured: Stability, label: int) -> Mapping[str, float]:
    """How much of one topic comes back, by kind, as the record has it."""
    return {kind: round(share, _DIGITS) for kind, share in measured.of_label(label).items()}


def earlier(fitted: Fitted, folder: Path) -> Stability | None:
    """Read what an earlier record knew of the stability of the same topics; nothing where it was of others."""
    from tlc.listen.topics.record import audit, run_of
    from tlc.listen.topics.refits import KINDS, USUAL, Measure
    from tlc.listen.topics.stability import Stability

    try:
        record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        now = json.loads(json.dumps(audit(fitted, run_of(fitted))))
        if any(record[name] != now[name] for name in _FIT):
            return None
        told = record[_MEASURED]
        measures = {
            kind: Measure(
                kind=kind,
                fits=told[kind]["fits"],
                ari=_number(told[kind]["ari"]),
                lowest=_number(told[kind]["lowest"]),
                highest=_number(told[kind]["highest"]),
                topics=tuple(math.nan if one is None else float(one) for one in told[kind]["each as fitted"]),
            )
            for kind in KINDS
        }
        documents = int(told["made on"])
    except (OSError, ValueError, KeyError, TypeError):
        # None there, or none that can be read: it is made anew, without stability.
        return None
    if any(len(one.topics) not in (0, len(fitted.words)) for one in measures.values()):
        return None
    return Stability(
        measures=measures, documents=documents, of=len(fitted.documents), effort=USUAL, seed=fitted.options.seed
    )


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
