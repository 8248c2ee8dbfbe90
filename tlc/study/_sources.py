"""What a study takes from where: sessions counted apart from events and feedback."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from tlc.model import Evidence
    from tlc.study._holdings import Holdings


def evidence_of(study: Holdings) -> dict[str, Evidence]:
    """Gather the evidence of a study; what came in at events and in feedback stands beside its sessions."""
    from tlc.change.evidence import evidence

    turns, codings = study.turns, study.codings
    return evidence(turns, codings, study.people, study.codebook, finished=study.finished, groups=study.groups)


def transcripts_beside(study: Holdings) -> frozenset[str]:
    """Name the transcripts of events and feedback: they are no sessions."""
    apart = {group.id for group in study.groups if not group.is_session}
    return frozenset(name for name, one in study.transcripts.items() if one.group in apart)


def turns_of_sessions(study: Holdings) -> pd.DataFrame:
    """Every turn of a focus group or an interview: TURNS of ``tlc.frames``."""
    from tlc.counting import in_sessions

    return in_sessions(study.turns, study.groups)
