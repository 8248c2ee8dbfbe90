"""What the report says, before it has any looks: every count here may be shown, every quote may be published."""

from __future__ import annotations

from dataclasses import dataclass

from tlc.change.disclosure import Shown
from tlc.change.report.parts import (
    Breakdown,
    ChecklistRow,
    OwnerFacts,
    Quote,
    RatingFacts,
    ReportingItem,
    SaidDone,
    TopicFacts,
)

__all__ = [
    "ActionFacts",
    "Breakdown",
    "ChecklistRow",
    "OwnerFacts",
    "PrincipleFacts",
    "Quote",
    "RatingFacts",
    "ReportFacts",
    "ReportingItem",
    "SaidDone",
    "ThemeFacts",
    "TopicFacts",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeFacts:
    """One theme with its evidence.

    Attributes
    ----------
    anchor : str
        Usable as an HTML id: ``access-hours``.
    kind : str
        barrier, consequence, workaround, enabler or solution.
    sessions : Shown; sessions_read : int
        Sessions in which people found it, of those that a person has coded.
    community, professionals : Shown
        Known participants who said it; ``community_read`` and ``professionals_read`` are of how many. Where that
        many are so few that it may not be shown, it is 0, and the count is ``not shown``.
    passages : int
        Passages that people accepted; 0 where their number would tell how few people said them.
    unknown_speaker : int
        Passages in no count of people, because it is not known who spoke.
    quotes_withheld : int
        Passages that may not be quoted: no consent to publish, or not known who spoke. 0 where ``passages`` is.
    serious : int
        Passages that a coder marked as serious however rare.
    actions : tuple of str
        Ids of the plan's actions that answer it, or its heading; not those that were dropped.
    rating : RatingFacts or None
        How sure the team is of it; None where nothing was rated.
    contrary, contrary_noted : tuple of Quote, str
        Passages that speak against it and may be quoted; how many were noted, as it may be shown ("fewer than 5"),
        or empty.
    searched : str
        Who looked for such passages; empty where nobody has said so.
    differs : tuple of str
        Who says it more, and who less, a sentence each, where that may be told.
    proposed : tuple of (anchor, label, "in 4 of 20 sessions"); proposals : tuple of Quote
        What participants say would help: solutions that people found in the same turn or close to it, and one of them
        in their words.
    changed : str
        What changed in it after community review; empty where nothing did.
    prompted : str
        How often it was raised without being asked about; empty where that is not known.
    beside : str
        Where else it was found, at events and in feedback; empty where it was not.
    """

    id: str
    anchor: str
    label: str
    heading: str
    kind: str
    definition: str
    sessions: int
    sessions_read: int
    community: Shown
    community_read: int
    professionals: Shown
    professionals_read: int
    passages: int
    unknown_speaker: int
    quotes: tuple[Quote, ...]
    quotes_withheld: int
    serious: int
    principles: tuple[int, ...]
    reasons: tuple[tuple[int, str], ...]
    actions: tuple[str, ...]
    rating: RatingFacts | None = None
    contrary: tuple[Quote, ...] = ()
    contrary_noted: str = ""
    searched: str = ""
    differs: tuple[str, ...] = ()
    proposed: tuple[tuple[str, str, str], ...] = ()
    proposals: tuple[Quote, ...] = ()
    changed: str = ""
    prompted: str = ""
    beside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFacts:
    """One row of the action framework. An empty text is something nobody has decided yet.

    Attributes
    ----------
    because : tuple of (anchor, label, "found in 8 of 20 sessions")
        The anchor is empty for a heading and for what was not found.
    cost, decided : str
        Where the money comes from; where and by whom it was decided.
    rests_on : str
        What it rests on beside what was heard.
    nice, ics : tuple of str
        Sections of NICE guideline NG214, and ways of working of NHS England ("ICS1"), that it was tagged with.
    missing : tuple of str
        What an action framework cannot do without, and it lacks.
    """

    id: str
    what: str
    because: tuple[tuple[str, str, str], ...]
    principles: tuple[int, ...]
    owner: str
    partners: str
    horizon: str
    by_when: str
    measure: str
    baseline: str
    target: str
    data: str
    status: str
    source: str
    missing: tuple[str, ...]
    cost: str = ""
    decided: str = ""
    rests_on: str = ""
    nice: tuple[str, ...] = ()
    ics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PrincipleFacts:
    """One principle: what was heard, what will be done (dropped actions will not), and where there is a gap."""

    id: int
    name: str
    summary: str
    themes: tuple[ThemeFacts, ...]
    actions: tuple[str, ...]
    gaps: tuple[str, ...]  # labels of themes here that no action answers


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """Everything one report says.

    Attributes
    ----------
    aim : str
        What was asked, in a sentence or two; empty where the study does not say.
    synthetic : bool
        Every page says that people and words are invented.
    draft : str
        Why this is a draft, in one sentence; empty when it is not.
    counts : tuple of (label, text)
        The figures of the summary: ("Focus groups", "11").
    headline : tuple of ThemeFacts
        At most five themes for the first page, the most widespread first.
    serious, serious_quotes : tuple of ThemeFacts, tuple of Quote
        Themes with passages that a coder marked as serious, and some of these passages, in the order of the talk.
    principles : tuple of PrincipleFacts
        All of the framework's, also those without themes.
    unmapped : tuple of ThemeFacts
        Themes that belong to no principle.
    methods, limits : tuple of str
        Plain sentences, one paragraph each.
    provenance : Breakdown
        Versions, digests and seeds.
    rating_name : str
        What the scheme of the ratings is called; empty where nothing was rated.
    owners : tuple of OwnerFacts
        The actions by who is to take them; those that nobody owns come last.
    gaps : tuple of str
        What the study's data lack, a sentence each.
    checklist : tuple of ChecklistRow
        Themes rated Moderate or High: what a new plan should be held against.
    involvement : Breakdown or None
        Rounds in which people took part beyond talking.
    feedback : tuple of SaidDone
        You said, we will do.
    changes : tuple of str
        What changed because of what was heard.
    reporting : tuple of ReportingItem
        COREQ, SRQR and GRIPP2, item by item.
    by_group : Breakdown or None
        Themes by groups, as far as that may be told.
    saturation : tuple of (session, new, in all)
        In the order of the talk: how many codes were new in each session, and how many had been found by then. A
        session is its place in that order, not its id.
    saturation_note : str
        How to read it.
    participation : Breakdown or None
        Who spoke, and how much: role, people, turns, of how many turns.
    events : tuple of Breakdown
        Events and feedback, never added to sessions.
    context : Breakdown or None
        Figures of others, beside and never among ours.
    tags : tuple of (label, text)
        What the study is filed under: ("Core20", "yes").
    references : tuple of str
        Only what this report rests on.
    audience : str
        board, public or community; empty for the whole report.
    image, image_alt : str
        The publisher's own picture as a data URI, and what it shows.
    statement : str
        The publisher's accessibility statement.
    """

    title: str
    community: str
    place: str
    period: str
    commissioner: str
    partners: tuple[str, ...]
    prepared_by: str
    contact: str
    synthetic: bool
    draft: str
    framework: str
    framework_url: str
    counts: tuple[tuple[str, str], ...]
    who: tuple[Breakdown, ...]
    who_notes: tuple[str, ...]
    headline: tuple[ThemeFacts, ...]
    serious: tuple[ThemeFacts, ...]
    principles: tuple[PrincipleFacts, ...]
    unmapped: tuple[ThemeFacts, ...]
    actions: tuple[ActionFacts, ...]
    topics: tuple[TopicFacts, ...]
    topics_note: str
    methods: tuple[str, ...]
    limits: tuple[str, ...]
    provenance: Breakdown
    aim: str = ""
    serious_quotes: tuple[Quote, ...] = ()
    rating_name: str = ""
    owners: tuple[OwnerFacts, ...] = ()
    gaps: tuple[str, ...] = ()
    checklist: tuple[ChecklistRow, ...] = ()
    involvement: Breakdown | None = None
    feedback: tuple[SaidDone, ...] = ()
    changes: tuple[str, ...] = ()
    reporting: tuple[ReportingItem, ...] = ()
    by_group: Breakdown | None = None
    saturation: tuple[tuple[str, int, int], ...] = ()
    saturation_note: str = ""
    participation: Breakdown | None = None
    events: tuple[Breakdown, ...] = ()
    context: Breakdown | None = None
    tags: tuple[tuple[str, str], ...] = ()
    references: tuple[str, ...] = ()
    audience: str = ""
    image: str = ""
    image_alt: str = ""
    statement: str = ""
