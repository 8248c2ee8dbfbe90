"""What counts: whose codings, on whose words, in which sessions. The report and the tables ask here, nowhere else."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from tlc.model import VOICES, Group, Participant


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


def in_sessions(rows: pd.DataFrame, groups: Iterable[Group]) -> pd.DataFrame:
    """Keep the turns of focus groups and interviews: events and feedback are never counted among sessions or people.

    Parameters
    ----------
    rows : DataFrame
        TURNS of ``tlc.frames``, or another table with a column ``group``.
    groups : iterable of Group
        Those of the study. What belongs to a group that is not among them is taken for a session.
    """
    return rows[~rows["group"].isin(beside_sessions(groups))]


def beside_sessions(groups: Iterable[Group]) -> dict[str, str]:
    """Name the groups that are no sessions, with their kind: ``event`` or ``feedback``.

    >>> beside_sessions([Group(id="FG01", kind="focus_group"), Group(id="PALS1", kind="feedback")])
    {'PALS1': 'feedback'}
    """
    return {group.id: group.kind for group in groups if not group.is_session}


def took_part(people: Iterable[Participant], groups: Iterable[Group]) -> tuple[Participant, ...]:
    """Name the study's participants: researchers, and who only wrote a card or filled in a form, are not among them.

    >>> writer = Participant(id="W1", role="community", group="PALS1")
    >>> took_part([writer], [Group(id="PALS1", kind="feedback")])
    ()
    """
    beside = beside_sessions(groups)
    return tuple(person for person in people if person.counts and person.group not in beside)
