"""What people found for a theme: in sessions, and apart from these in what came in by other routes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What people's accepted codings hold for one theme, over its denominators.

    A theme is a code of the codebook, or a heading with all that stands under it. Sessions, people and passages are
    those of focus groups and interviews alone. What was found at events and in feedback stands beside them, and is
    added to none of them.

    Attributes
    ----------
    codings : tuple of str
        Ids of the accepted codings in sessions that count.
    quotes : int
        How many passages: spans that two coders marked alike count once.
    sessions : tuple of str
        Transcripts in which it was found, and ``sessions_read``, those that a person has coded at all.
    community, professionals : tuple of str
        Ids of the known participants who said it; ``community_read`` and ``professionals_read`` are how many
        took part in the sessions that were read.
    unknown_speaker : int
        Passages whose speaker is not known: in no count of people.
    serious : tuple of str
        Ids of codings that a person marked as serious however rare, in sessions and beside them: what is serious is
        not passed over because it came in by another route.
    serious_quotes : int
        How many passages these are.
    events, feedback : tuple of str
        Transcripts of what was written at events, and of feedback, in which it was found; ``events_read`` and
        ``feedback_read`` are how many of them a person has coded at all.
    beside : tuple of str
        Ids of the accepted codings in these.
    beside_quotes : int
        How many passages these are.

    >>> Evidence(theme="access.hours", codings=(), quotes=0, sessions=(), sessions_read=0, community=(),
    ...          community_read=0, professionals=(), professionals_read=0).found
    False
    """

    theme: str
    codings: tuple[str, ...]
    quotes: int
    sessions: tuple[str, ...]
    sessions_read: int
    community: tuple[str, ...]
    community_read: int
    professionals: tuple[str, ...]
    professionals_read: int
    unknown_speaker: int = 0
    serious: tuple[str, ...] = ()
    serious_quotes: int = 0
    events: tuple[str, ...] = ()
    events_read: int = 0
    feedback: tuple[str, ...] = ()
    feedback_read: int = 0
    beside: tuple[str, ...] = ()
    beside_quotes: int = 0

    @property
    def found(self) -> bool:
        """Whether any person accepted any passage for it, in a session or beside the sessions."""
        return bool(self.codings or self.beside)
