"""What the report says of agreement: an aid to consistency, never a proof that the findings are right."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """How far the people who coded the same sessions agree, over all codes, turn by turn.

    Attributes
    ----------
    coders, sessions, turns : int
        How many people, and what they coded each on their own; no sessions where nothing can be compared.
    beside : int
        How many records of events and collections of feedback they coded beside these sessions; their turns are
        among ``turns``.
    percent : float or None
        The share of answers that are the same, 0 to 1; None where it is undefined.
    marked : float or None
        The same where somebody marked the code.
    alpha, low, high : float or None
        Krippendorff's alpha with its 95 % interval.
    why : str
        Why there is no alpha; empty where there is one.
    codings, dependent : int
        Codings that were compared; how many were made after seeing suggestions, or what others coded.
    seed : int
        Of the interval.

    >>> Agreed(coders=2, sessions=0, turns=0, why="No session was coded by two people.").told[0]
    'How far coders agree cannot be said. No session was coded by two people.'
    """

    coders: int
    sessions: int
    turns: int
    percent: float | None = None
    marked: float | None = None
    alpha: float | None = None
    low: float | None = None
    high: float | None = None
    why: str = ""
    codings: int = 0
    dependent: int = 0
    seed: int = 1
    beside: int = 0

    @property
    def told(self) -> tuple[str, ...]:
        """The sentences of the report."""
        if not self.sessions and not self.beside:
            return (f"How far coders agree cannot be said. {self.why}".strip(),)
        sessions = "1 session" if self.sessions == 1 else f"{self.sessions} sessions"
        if self.beside:
            sessions = (
                f"{sessions}, and {self.beside} of what came in beside them"
                if self.sessions
                else (f"{self.beside} of what came in beside the sessions")
            )
        alone = "" if self.dependent else ", each on their own"
        same = f"the same {sessions}".replace("same 1 session", "same session", 1)
        said = f"{self.coders} people coded {same} ({self.turns} turns){alone}."
        if self.percent is not None:
            said += (
                f" Asked of every turn and code whether it is there, {100 * self.percent:.0f} % of answers are the same"
            )
            said += f"; of those that say yes, {100 * self.marked:.0f} %." if self.marked is not None else "."
        if self.alpha is None:
            said += f" Agreement beyond chance cannot be computed: {self.why}."
        else:
            said += f" Krippendorff's alpha, which allows for chance, is {self.alpha:.2f}{self._interval}."
        if self.dependent:
            said += (
                f" {self.dependent} of the {self.codings} codings compared were made after seeing suggestions, or what "
                "others coded, so they say less."
            )
        return (
            said,
            "Such figures help a team to code consistently. They are no proof that a finding is right, and a report "
            "should not be judged by them.",
        )

    @property
    def _interval(self) -> str:
        if self.low is None or self.high is None:
            return ""
        return f" (95 % interval {self.low:.2f} to {self.high:.2f}, seed {self.seed})"
