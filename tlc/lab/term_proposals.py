"""Terms proposed from what people coded, as they show themselves."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from tlc.lab.show import Listing
from tlc.listen.term_proposals import TermProposal

_COLUMNS = ["code", "language", "term", "people", "sessions", "new passages", "turns beside", "z"]


def proposals(found: Sequence[TermProposal]) -> Listing[TermProposal]:
    """List proposed terms."""
    rows = [
        (one.code, one.language, one.term, one.people, one.sessions, one.passages, one.beside, one.z) for one in found
    ]
    return Listing(
        title=f"{len(found)} terms proposed from what people coded",
        items=tuple(found),
        frame=pd.DataFrame(rows, columns=_COLUMNS),
        note="New passages: coded by people, and found by no term yet. Turns beside: it stands there too, and nobody "
        "coded this there.\nThese are words of the study that at least three people said in two sessions. Read where "
        "they stand (tlc search) before you take one in:\n"
        'tlc codebook change CODE --by YOU --term "..." with all its terms, or write it into the codebook\'s file.',
    )
