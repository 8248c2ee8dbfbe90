"""What to do: principles, evidence for a theme, and actions with an owner, a date and a measure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from tlc.errors import ActionError

Horizon = Literal["short", "medium", "long"]
ActionStatus = Literal["proposed", "agreed", "under way", "done", "dropped"]

HORIZONS: tuple[Horizon, ...] = get_args(Horizon)
ACTION_STATUSES: tuple[ActionStatus, ...] = get_args(ActionStatus)


@dataclass(frozen=True, slots=True, kw_only=True)
class Principle:
    """One principle of a framework.

    >>> Principle(id=1, name="Commit to action", short="Commit", aliases=("Commit!",)).answers_to("commit!")
    True
    """

    id: int
    name: str
    short: str
    summary: str = ""
    aliases: tuple[str, ...] = ()

    def answers_to(self, name: str) -> bool:
        """Whether a name is this principle's, or one of its older wordings."""
        return name.casefold().strip() in {known.casefold() for known in (self.name, *self.aliases)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """The principles that findings and actions are set against, as one version.

    >>> Framework(id="f", name="F", version="1", principles=(Principle(id=1, name="Act", short="Act"),)).find("act").id
    1
    """

    id: str
    name: str
    version: str
    principles: tuple[Principle, ...]
    publisher: str = ""
    url: str = ""
    note: str = ""

    def __iter__(self) -> Iterator[Principle]:
        return iter(self.principles)

    def find(self, name: str) -> Principle:
        """Find a principle by its number, its name or an older wording.

        Raises
        ------
        ActionError
            None has that name.
        """
        for principle in self.principles:
            if name.strip() == str(principle.id) or principle.answers_to(name):
                return principle
        numbers = ", ".join(str(principle.id) for principle in self.principles)
        raise ActionError("A principle is not of this framework.", hint=f"Use one of the numbers {numbers}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How anybody will know whether an action worked. What nobody has filled in is an empty text.

    >>> Measure(what="Share of appointments with an interpreter", target="90 %").is_set
    True
    """

    what: str = ""
    baseline: str = ""
    target: str = ""
    data: str = ""

    @property
    def is_set(self) -> bool:
        """Whether there is something to measure."""
        return bool(self.what)


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One thing that somebody will do, because of what was heard.

    Attributes
    ----------
    because : tuple of str
        Ids of the themes (codes) that it answers.
    principles : tuple of int
        Numbers of the principles it serves.
    owner : str
        A post or an organisation, never a person's name.
    by_when : str
        ``2027-03`` or ``2027-03-31``; empty while undecided.
    library : str
        The action of the library that it was taken from; empty where it is the study's own.

    >>> action = Action(id="1", what="Book interpreters", because=("language.interpreter",), principles=(4,))
    >>> action.missing
    ('owner', 'by when', 'measure')
    """

    id: str
    what: str
    because: tuple[str, ...]
    principles: tuple[int, ...]
    owner: str = ""
    partners: str = ""
    horizon: Horizon = "medium"
    by_when: str = ""
    measure: Measure = Measure()
    status: ActionStatus = "proposed"
    library: str = ""
    decided_at: str = ""

    def __post_init__(self) -> None:
        if self.horizon not in HORIZONS:
            raise ActionError(f"Action {self.id} has an unknown horizon.", hint=f"Use one of: {', '.join(HORIZONS)}.")
        if self.status not in ACTION_STATUSES:
            raise ActionError(
                f"Action {self.id} has an unknown status.", hint=f"Use one of: {', '.join(ACTION_STATUSES)}."
            )

    @property
    def missing(self) -> tuple[str, ...]:
        """What an action framework cannot do without, and this action lacks."""
        needed = {
            "because": self.because,
            "principle": self.principles,
            "owner": self.owner,
            "by when": self.by_when,
            "measure": self.measure.is_set,
        }
        return tuple(name for name, there in needed.items() if not there)


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryAction:
    """An action that others have taken or recommended, to choose from.

    >>> LibraryAction(id="A01", title="Interpreting", what="One offer", barriers=(), principles=(4,), owner_role="icb",
    ...               horizon="medium", source="Article, 2024", grounded="stated").grounded
    'stated'
    """

    id: str
    title: str
    what: str
    barriers: tuple[str, ...]
    principles: tuple[int, ...]
    owner_role: str
    horizon: Horizon
    source: str
    grounded: str
    partners: tuple[str, ...] = ()
    process: str = ""
    outcome: str = ""
    data: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What people's accepted codings hold for one theme, over its denominators.

    A theme is a code of the codebook, or a heading with all that stands under it.

    Attributes
    ----------
    codings : tuple of str
        Ids of the accepted codings that count.
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
        Ids of codings that a person marked as serious however rare.
    serious_quotes : int
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

    @property
    def found(self) -> bool:
        """Whether any person accepted any passage for it."""
        return bool(self.codings)
