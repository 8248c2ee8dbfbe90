"""What a study takes from where: sessions counted apart from events and feedback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tlc.change.evidence import evidence
from tlc.counting import in_sessions

if TYPE_CHECKING:
    import pandas as pd

    from tlc.model import Evidence
    from tlc.study._holdings import Holdings


def evidence_of(study: Holdings) -> dict[str, Evidence]:
    """Gather the evidence of a study; what came in at events and in feedback stands beside its sessions."""
    turns, codings = study.turns, study.codings
    return evidence(turns, codings, study.people, study.codebook, finished=study.finished, groups=study.groups)


def turns_of_sessions(study: Holdings) -> pd.DataFrame:
    """Every turn of a focus group or an interview: TURNS of ``tlc.frames``."""
    return in_sessions(study.turns, study.groups)
