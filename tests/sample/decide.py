"""Writes what the sample's invented coder decided at the gate: ``transcripts_sample/screening/asha.jsonl``.

Run it after the rules of the gate changed, look at what it prints, and commit the file:
``python tests/sample/decide.py``.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import tlc
from tlc.study import _gate
from tlc.talk.sample import lay_out_sample

LOG = Path(__file__).parents[2] / "transcripts_sample" / "screening"
WHEN = "2026-10-01T09:00:00Z"
REASON = "Invented for the sample: it tells of nobody."


def main() -> None:
    """Decide on everything that is found, and print each kind with its place."""
    shutil.rmtree(LOG, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TLC_HOME"] = str(Path(folder) / "own")
        _gate.utc_now = lambda: WHEN
        lay_out_sample(Path(folder) / "study")
        review = tlc.open(Path(folder) / "study").review(Path(folder) / "study" / "sessions", by="asha")
        while review.open:
            item = review.open[0]
            keep = "keep" in item.choices
            print(f"{item.name}: {item.kind}, {item.contexts[0].where}: {item.contexts[0].match!r}")  # noqa: T201
            review.decide(item.id, item.choices[-1], reason=REASON if keep else "")
        shutil.copytree(Path(folder) / "study" / "screening", LOG)


if __name__ == "__main__":
    main()
