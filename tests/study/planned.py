"""The tiny study, coded: laid once for the tests of the action plan, and copied for each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import tlc

CODED = """turn,code,quote,serious
FG01:0002,access.hours,closed after my shift,
FG01:0003,access.registration,They asked for proof of address,
FG01:0003,language.interpreter,there was no interpreter,yes
IN01:0002,access.registration,,
"""


def lay(folder: Path, lay_study: Callable[[Path], Path], plan: bytes = b"") -> Path:
    """Lay the study: its sessions brought in through the gate and coded by Asha, and a plan if one is given."""
    study = tlc.open(lay_study(folder))
    review = study.review([folder / "sessions"], by="asha")
    while review.open:
        item = review.open[0]
        review.decide(item.id, item.choices[-1], reason="invented" if item.choices[-1] == "keep" else "")
    study.add([folder / "sessions"])
    table = folder / "asha.csv"
    table.write_text(CODED, encoding="utf-8")
    study.import_codings(table, coder="asha")
    if plan:
        (folder / "actions.csv").write_bytes(plan)
    return folder
