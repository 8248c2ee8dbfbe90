"""What counts: whose codings, and on whose words. The report, the tables and the models ask here, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from tlc.model import VOICES, Participant


def by_people(codings: pd.DataFrame) -> pd.DataFrame:
    """Keep what people accepted, alone or in agreement: what machines suggest counts nowhere.

    Parameters
    ----------
    codings : DataFrame
        CODINGS of ``tlc.frames``.
    """
    return codings[(codings["status"] == "accepted") & codings["kind"].isin(["person", "agreed"])]


def accepted(codings: pd.DataFrame) -> pd.DataFrame:
    """Keep the codings that are evidence: where people agreed on something else, one person's gives way to that.

    Parameters
    ----------
    codings : DataFrame
        CODINGS of ``tlc.frames``.
    """
    agreed_on = set(codings.loc[codings["kind"] == "agreed", "decided"])
    people = by_people(codings)
    return people[~people["coding"].isin(agreed_on)]


def on_voices(codings: pd.DataFrame, turns: pd.DataFrame, people: Iterable[Participant]) -> pd.DataFrame:
    """Set codings beside who said their words, and keep those on words of participants or of unknown speakers.

    A facilitator's question is context, and words of people who withdrew, or whose words may not be analysed, are
    nobody's finding.

    Parameters
    ----------
    codings : DataFrame
        CODINGS of ``tlc.frames``.
    turns : DataFrame
        TURNS of ``tlc.frames``.
    people : iterable of Participant

    Returns
    -------
    DataFrame
        ``codings`` and the columns ``group``, ``speaker``, ``role``, in the order of the turns.
    """
    gone = {person.id for person in people if not person.may_analyse}
    marks = turns[["turn", "group", "speaker", "role"]].merge(codings, on="turn", how="inner")
    counts = marks["role"].isin(VOICES) | marks["speaker"].isna()
    return marks[counts & ~marks["speaker"].isin(gone)].reset_index(drop=True)
