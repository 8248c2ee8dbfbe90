"""Ratings as the rules propose them, before any person has looked."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from tlc.change.rating.figures import Against, Figures, Ground, figures
from tlc.change.rating.rules import RULES, is_rare
from tlc.model import Evidence, Judged, Rating

_NOTHING = Against()


def propose(
    evidence: Mapping[str, Evidence],
    ground: Ground,
    *,
    turns: pd.DataFrame,
    codings: pd.DataFrame,
    against: Against = _NOTHING,
) -> dict[str, Rating]:
    """Propose a rating for every theme that was found, from the study's own data and nothing else.

    Parameters
    ----------
    evidence : mapping of theme to Evidence
        As ``tlc.change.evidence`` gathers it. A theme that nobody found has no rating.
    ground : Ground
        People, groups, codebook, settings and rounds of involvement.
    turns, codings : DataFrame
        TURNS and CODINGS of ``tlc.frames``.
    against : Against
        What people recorded of passages that speak against themes.

    Returns
    -------
    dict of theme to Rating
        In the order of ``evidence``, confirmed by nobody; the sentences hold no count of people below
        ``settings.min_cell``.
    """
    found = figures(evidence, ground, turns, codings, against)
    return {theme: _rating(theme, one, evidence[theme], ground.settings.min_cell) for theme, one in found.items()}


def _rating(theme: str, of: Figures, held: Evidence, min_cell: int) -> Rating:
    proposed = {component: rule(of, min_cell) for component, rule in RULES.items()}
    return Rating(
        theme=theme,
        components=tuple(
            Judged(
                component=component,
                concern=one.concern,
                reason=one.reason,
                proposed=one.concern,
                proposed_reason=one.reason,
            )
            for component, one in proposed.items()
        ),
        serious=bool(held.serious) and is_rare(of),
    )
