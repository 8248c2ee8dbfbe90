"""What the report says, before it has any looks: every count here may be shown, every quote may be published."""

from __future__ import annotations

from dataclasses import dataclass

from tlc.change.disclosure import Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of one participant who agreed to be quoted in print.

    Attributes
    ----------
    text, language : str
        The words and their language (BCP 47).
    original, original_language : str or None
        What was said, where ``text`` is its translation.
    by : str
        Who, without identifying anybody: "Community participant, women with young children".
    reference : str
        Such as ``Q12``. The trace file, which stays with the study team, says which turn it is.
    """

    text: str
    language: str
    by: str
    reference: str
    original: str | None = None
    original_language: str | None = None


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
        Passages that people accepted.
    unknown_speaker : int
        Passages in no count of people, because it is not known who spoke.
    quotes_withheld : int
        Passages that may not be quoted: no consent to publish, or not known who spoke.
    serious : int
        Passages that a coder marked as serious however rare.
    actions : tuple of str
        Ids of the plan's actions that answer it, or its heading; not those that were dropped.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFacts:
    """One row of the action framework. An empty text is something nobody has decided yet."""

    id: str
    what: str
    # Anchor, label, "found in 8 of 20 sessions"; the anchor is empty for a heading and for what was not found.
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
class TopicFacts:
    """One candidate pattern for people to judge; words only, never a finding.

    Attributes
    ----------
    uncoded : str
        Of its turns in sessions that a person has coded, the share that carries no code.
    turns_in_all, sessions_in_all, speakers_in_all : int
        Of how many the counts are; 0 where that is not known, and then it is not shown.
    """

    number: int
    words: tuple[str, ...]
    turns: int
    sessions: int
    speakers: Shown
    uncoded: str  # "62 %", or "not available"
    quotes: tuple[Quote, ...]
    turns_in_all: int = 0
    sessions_in_all: int = 0
    speakers_in_all: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """A small table: a caption, its column names, and rows of texts."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


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
