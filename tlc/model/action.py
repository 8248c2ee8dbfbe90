"""What to do: principles, and actions with an owner, a date and a measure."""

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
        A post or an organisation, never a person's name; ``owner_role`` is the library's word for what kind it is
        (``icb``, ``trust``), where that is known.
    by_when : str
        ``2027-03`` or ``2027-03-31``; empty while undecided.
    library : str
        The action of the library that it was taken from; empty where it is the study's own.
    decided_at, decided_by : str
        Where and by whom it was decided: a meeting and a post or a body.
    because_of : str
        What it rests on beside what people said: a duty, figures, a guideline.
    nice, ics, crosswalk : tuple of str
        Sections of NICE guideline NG214 (``1.5``), approaches asked of systems (``ICS1``), entries of other
        cross-walks (``denny-access``): see ``tlc.change.crosswalks``.

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
    decided_by: str = ""
    owner_role: str = ""
    cost: str = ""
    because_of: str = ""
    note: str = ""
    nice: tuple[str, ...] = ()
    ics: tuple[str, ...] = ()
    crosswalk: tuple[str, ...] = ()

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
            "because": self.because or self.because_of,
            "principle": self.principles,
            "owner": self.owner,
            "by when": self.by_when,
            "measure": self.measure.is_set,
        }
        return tuple(name for name, there in needed.items() if not there)


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryAction:
    """An action that others have taken or recommended, to choose from.

    Attributes
    ----------
    barriers : tuple of str
        The codes and headings that it answers.
    grounded : str
        ``stated``, ``adapted`` or ``external``: how far the source carries it; the source says what is ours.
    process, outcome, data, frequency : str
        How it can be measured: a suggestion of ours.
    steps : tuple of str
        What somebody who does it goes through, and ``steps_source`` where that is from.

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
    frequency: str = ""
    steps: tuple[str, ...] = ()
    steps_source: str = ""
    nice: tuple[str, ...] = ()
    ics: tuple[str, ...] = ()
    crosswalk: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
