"""How sure we are of a theme: four questions, a level, and what speaks against it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from tlc.errors import StudyError

Concern = Literal["none", "minor", "moderate", "serious"]
Component = Literal["adequacy", "coherence", "methods", "relevance"]
Level = Literal["High", "Moderate", "Low", "Very low"]

CONCERNS: tuple[Concern, ...] = get_args(Concern)
COMPONENTS: tuple[Component, ...] = get_args(Component)
LEVELS: tuple[Level, ...] = get_args(Level)
#: What the rating is called in print. CERQual itself is for syntheses of studies, so one study uses another name.
NAME = "TLC evidence rating (CERQual-informed)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One of the four questions about a theme, answered: by a rule, and then by a person.

    Attributes
    ----------
    component : str
        One of ``COMPONENTS``.
    concern : str
        What holds now, one of ``CONCERNS``: what a person said, and what the rule proposes until somebody has.
    reason : str
        One plain sentence; never empty, and without counts of people that are too small to show.
    proposed : str
        What the rule proposes from the study as it is now.
    proposed_reason : str
        The rule's own sentence, with figures over their denominators.
    by : str
        Who confirmed or changed it; empty where nobody has.
    confirmed_at : str
        What the rule proposed when they did; empty where nobody has. Where it is another than ``proposed``, the
        study has changed since.

    >>> Judged(component="methods", concern="minor", reason="x", proposed="minor", proposed_reason="x").is_confirmed
    False
    """

    component: Component
    concern: Concern
    # A person's sentence may tell of somebody: it is in no repr.
    reason: str = field(repr=False)
    proposed: Concern
    proposed_reason: str = field(repr=False)
    by: str = ""
    confirmed_at: str = ""

    def __post_init__(self) -> None:
        if self.component not in COMPONENTS or self.concern not in CONCERNS or self.proposed not in CONCERNS:
            raise StudyError(
                "A rating has a component or a concern that there is not.",
                hint=f"Components: {', '.join(COMPONENTS)}. Concerns: {', '.join(CONCERNS)}.",
            )
        if not self.reason or not self.proposed_reason:
            raise StudyError(f"The {self.component} of a rating has no reason.", hint="A rating always says why.")

    @property
    def is_confirmed(self) -> bool:
        """Whether a person confirmed or changed it."""
        return bool(self.by)

    @property
    def is_outdated(self) -> bool:
        """Whether the figures now propose something else than when a person looked at them."""
        return bool(self.by) and self.confirmed_at != self.proposed


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrary:
    """A passage that speaks against a theme: a turn that a person pointed at, and why.

    >>> Contrary(theme="access.hours", turn="FG02:0011", by="asha", reason="Hours suited her.").turn
    'FG02:0011'
    """

    theme: str
    turn: str
    by: str
    reason: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """How sure we are of one theme.

    Attributes
    ----------
    theme : str
        The id of its code.
    components : tuple of Judged
        The four, in the order of ``COMPONENTS``.
    serious : bool
        Rare but serious: a person marked what was said as serious, and it was found in few sessions. A flag of its
        own; it never lifts the rating.
    contrary : tuple of Contrary
        Passages that speak against the theme.
    searched : str
        Who looked for such passages through the whole material; empty where nobody said so.
    """

    theme: str
    components: tuple[Judged, ...]
    serious: bool = False
    contrary: tuple[Contrary, ...] = ()
    searched: str = ""

    def __post_init__(self) -> None:
        if tuple(one.component for one in self.components) != COMPONENTS:
            raise StudyError(
                f"The rating of '{self.theme}' lacks one of its four components.",
                hint=f"They are, in this order: {', '.join(COMPONENTS)}.",
            )

    @property
    def level(self) -> Level:
        """The overall level, by ``level_of`` over the four concerns."""
        return level_of(*(one.concern for one in self.components))

    @property
    def confirmed(self) -> bool:
        """Whether a person confirmed or changed every one of the four."""
        return all(one.is_confirmed for one in self.components)

    @property
    def by(self) -> tuple[str, ...]:
        """Who confirmed or changed any of the four, each once."""
        return tuple(sorted({one.by for one in self.components if one.by}))


def level_of(*concerns: Concern) -> Level:
    """The overall level that concerns amount to.

    All none or minor is High, one moderate is Moderate, two or more moderate or one serious is Low, two or more
    serious is Very low.

    >>> level_of("none", "minor", "none", "minor"), level_of("none", "moderate", "minor", "none")
    ('High', 'Moderate')
    >>> level_of("moderate", "moderate", "none", "none"), level_of("serious", "serious", "none", "none")
    ('Low', 'Very low')
    """
    serious, moderate = concerns.count("serious"), concerns.count("moderate")
    if serious >= 2:
        return "Very low"
    if serious or moderate >= 2:
        return "Low"
    return "Moderate" if moderate else "High"
