"""Who took part: groups, participants and what each of them agreed to."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, get_args

from tlc.errors import StudyError

GroupKind = Literal["focus_group", "interview", "event", "feedback"]
Role = Literal["community", "professional", "facilitator", "interpreter", "co_researcher"]

GROUP_KINDS: tuple[GroupKind, ...] = get_args(GroupKind)
ROLES: tuple[Role, ...] = get_args(Role)
#: Kinds of group that are sessions. What came on cards, at events or by other routes is counted apart from them.
SESSION_KINDS: tuple[GroupKind, ...] = ("focus_group", "interview")
#: Roles whose words are findings. The others ask, explain or translate.
VOICES: tuple[Role, ...] = ("community", "professional")


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What one participant agreed to; what was not asked counts as no.

    Attributes
    ----------
    analyse : bool
        Their words may be coded and counted.
    quote : bool
        Their words may be shown to the study team's partners.
    publish : bool
        Their words may stand in a published report.
    training : bool
        Their words may be used to train staff.
    archive : bool
        Their words may be kept in an archive for other researchers.
    date : datetime.date or None
        The day on which they agreed; None where nobody wrote it down.

    >>> Consent(analyse=True, quote=True).may_publish
    False
    """

    analyse: bool = False
    quote: bool = False
    publish: bool = False
    training: bool = False
    archive: bool = False
    date: datetime.date | None = None

    @property
    def may_publish(self) -> bool:
        """A published quote needs all three: analyse, quote and publish."""
        return self.analyse and self.quote and self.publish

    @property
    def is_any(self) -> bool:
        """Whether they agreed to anything at all."""
        return self.analyse or self.quote or self.publish or self.training or self.archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """One person in the room, known by an id and never by a name.

    Attributes
    ----------
    id : str
        Such as ``P07``; never a name.
    role : str
        One of ``ROLES``.
    group : str or None
        The group they belong to; None for researchers who led several.
    traits : mapping of str to str
        Age band, gender and the like; a missing trait is absent, not empty.
    withdrawn : bool
        They left the study: none of their words may be kept.

    >>> Participant(id="P07", role="community", group="FG02").counts
    True
    """

    id: str
    role: Role
    group: str | None = None
    language: str | None = None
    traits: Mapping[str, str] = field(default_factory=dict)
    consent: Consent = Consent()
    withdrawn: bool = False

    def __post_init__(self) -> None:
        if not self.id or not self.id.isascii() or not self.id.isalnum():
            raise StudyError(
                "A participant's id is empty, or holds more than plain letters and digits.",
                hint="Use ids such as P07, never names.",
            )
        if self.role not in ROLES:
            raise StudyError(f"Participant {self.id} has an unknown role.", hint=f"Use one of: {', '.join(ROLES)}.")
        object.__setattr__(self, "traits", MappingProxyType(dict(self.traits)))

    @property
    def counts(self) -> bool:
        """Whether this person is one of the study's participants, and not one of its researchers."""
        return self.role in VOICES

    @property
    def may_analyse(self) -> bool:
        """Whether their words may be coded and counted."""
        return self.consent.analyse and not self.withdrawn

    @property
    def may_keep(self) -> bool:
        """Whether their words may stand in a transcript. Researchers' questions may, unless they left the study."""
        return not self.withdrawn and (self.consent.analyse or not self.counts)

    @property
    def may_quote(self) -> bool:
        """Whether their words may stand in a published report."""
        return self.counts and self.consent.may_publish and not self.withdrawn

    @property
    def may_train(self) -> bool:
        """Whether their words may be quoted in material that trains staff."""
        agreed = self.consent.analyse and self.consent.quote and self.consent.training
        return self.counts and agreed and not self.withdrawn

    @property
    def may_archive(self) -> bool:
        """Whether their words may go to an archive: only words that may be analysed are there to go."""
        return self.counts and self.consent.analyse and self.consent.archive and not self.withdrawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The people who met, and the circumstances.

    Attributes
    ----------
    id : str
        Such as ``FG01`` or ``IN03``.
    kind : str
        One of ``GROUP_KINDS``.
    label : str
        A short description that identifies nobody, such as "women with young children".
    month : str
        Year and month, ``2026-06``; never a day.
    language : str
        Language of the transcript's words; where it holds originals too, of the translation.
    mixed : tuple of str
        Where the transcript's words are now in one language, now in another: all of them, ``language`` first.
    spoken : tuple of str
        Languages that people spoke in the room.
    translation : str
        Who translated and who checked it, in words; empty where nothing was translated.
    route : str
        By which way feedback came, such as PALS, complaint or VCSE; empty where it is not known, and for sessions.

    >>> Group(id="FG01", kind="focus_group", label="women with young children").is_interview
    False
    """

    id: str
    kind: GroupKind
    label: str = ""
    community: str = ""
    place: str = ""
    month: str = ""
    language: str = "en"
    mixed: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()
    facilitator: str = ""
    translation: str = ""
    route: str = ""

    def __post_init__(self) -> None:
        if not self.id or not self.id.isascii() or not self.id.isalnum():
            raise StudyError(
                "A group's id is empty, or holds more than plain letters and digits.",
                hint="Use ids such as FG01.",
            )
        if self.kind not in GROUP_KINDS:
            raise StudyError(f"Group {self.id} is of an unknown kind.", hint=f"Use one of: {', '.join(GROUP_KINDS)}.")

    @property
    def is_interview(self) -> bool:
        """An interview has one participant, so a count of interviews is a count of people."""
        return self.kind == "interview"

    @property
    def is_session(self) -> bool:
        """Whether people met and talked; feedback and events are counted apart from such sessions.

        >>> Group(id="PALS1", kind="feedback").is_session
        False
        """
        return self.kind in SESSION_KINDS
