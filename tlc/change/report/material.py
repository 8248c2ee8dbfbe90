"""Everything that a report is made of, as it is handed over to be gathered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from tlc.change.report.agreed import Agreed
from tlc.change.report.parts import Breakdown
from tlc.model import (
    Action,
    Codebook,
    Evidence,
    Framework,
    Group,
    Involvement,
    Participant,
    Rating,
    Settings,
    TopicRun,
    Transcript,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Everything a report is made of.

    Attributes
    ----------
    turns, codings : DataFrame
        TURNS and CODINGS of ``tlc.frames``: of sessions, and of what came in beside them.
    evidence : mapping of theme to Evidence
    sources : mapping of library action to its source
    run : TopicRun or None
        None where no topics could be fitted; ``without_run`` says why.
    agreed : Agreed
        How far coders agree, or why that cannot be said.
    finished : frozenset of str
        Sessions that a person called finished.
    in_part : int
        How many sessions people have read in part only.
    versions : tuple of (name, version)
        What made the report.
    ratings : mapping of theme to Rating
        How sure the team is; a theme that is not there was not rated.
    involvement : tuple of Involvement
        Rounds in which people took part beyond talking.
    names : mapping of str to str
        What coders are called, by their ids.
    roles : mapping of str to str
        What each kind of owner is called: "icb" to "Integrated care board".
    saturation : tuple of (session, new, in all)
        Session by session in the order of the talk: codes that were new, and codes that had been found by then.
    saturation_note : str
        What that says, or why nothing can be said.
    checked : str
        How many translations were checked, and how many of these were right; empty where nobody checked any.
    events : tuple of Breakdown; context : Breakdown or None; tags : tuple of (label, text)
        As in ``ReportFacts``, which prints them as they are.
    image : str
        The publisher's picture as a data URI.
    """

    settings: Settings
    groups: tuple[Group, ...]
    people: tuple[Participant, ...]
    transcripts: tuple[Transcript, ...]
    turns: pd.DataFrame
    codings: pd.DataFrame
    codebook: Codebook
    framework: Framework
    evidence: Mapping[str, Evidence]
    actions: tuple[Action, ...]
    sources: Mapping[str, str]
    run: TopicRun | None
    without_run: str
    agreed: Agreed
    finished: frozenset[str]
    versions: tuple[tuple[str, str], ...]
    in_part: int = 0
    ratings: Mapping[str, Rating] = field(default_factory=dict)
    involvement: tuple[Involvement, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    saturation: tuple[tuple[str, int, int], ...] = ()
    saturation_note: str = ""
    checked: str = ""
    events: tuple[Breakdown, ...] = ()
    context: Breakdown | None = None
    tags: tuple[tuple[str, str], ...] = ()
    image: str = ""
