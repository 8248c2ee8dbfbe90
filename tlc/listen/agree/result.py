"""What a comparison of coders found: figures for each code and over all, and all that was left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tlc.listen.agree.draws import Interval
from tlc.listen.agree.ratings import Figure, Undefined
from tlc.listen.agree.units import Unit

Kind = Literal["only one", "same words, other code", "other words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """One passage on which coders differ, to talk through.

    Attributes
    ----------
    turn, code : str
    marked_by : tuple of str
        Ids of the codings.
    not_by : tuple of str
        Ids of the coders who coded the session and did not put this code there; empty where all used it in the turn,
        each on other words.
    kind : str
        ``same words, other code``: somebody of ``not_by`` put another code on overlapping words. ``other words``:
        somebody has the same code on other words of the turn.
    start, end : int
        From the beginning of the first to the end of the last coding, in code points.
    by : tuple of str
        Ids of the coders of ``marked_by``.
    instead : tuple of (coder, code)
        The codes that those of ``not_by`` put on overlapping words.
    """

    turn: str
    code: str
    marked_by: tuple[str, ...]
    not_by: tuple[str, ...]
    kind: Kind
    start: int
    end: int
    by: tuple[str, ...]
    instead: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeAgreement:
    """How far coders agree on one code.

    Attributes
    ----------
    code : str
        Its id; empty for all codes together.
    positives : tuple of int
        For each coder, in how many units they put it.
    prevalence : Figure
        The share of positives among all that coders said of units.
    percent, kappa, alpha, ac1, brennan_prediger, positive, unitised : Figure
        ``kappa`` is Cohen's for two coders, Conger's for more; ``positive`` is agreement on its presence (F1);
        ``unitised`` is Krippendorff's for where passages begin and end, for characters only.
    alpha_interval, ac1_interval : Interval or Undefined
        95 %, by bootstrap.
    """

    code: str
    positives: tuple[int, ...]
    prevalence: Figure
    percent: Figure
    kappa: Figure
    alpha: Figure
    alpha_interval: Interval | Undefined
    ac1: Figure
    ac1_interval: Interval | Undefined
    brennan_prediger: Figure
    positive: Figure
    unitised: Figure

    @property
    def reason(self) -> str:
        """Why alpha, or its interval, cannot be computed; empty where both can."""
        if isinstance(self.alpha, Undefined):
            return f"not computable: {self.alpha.reason}"
        return f"no interval: {self.alpha_interval.reason}" if isinstance(self.alpha_interval, Undefined) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What does not count, and is to be said.

    Attributes
    ----------
    sessions : tuple of (session, coders)
        Brought in, and no turn of it was read by two of these coders: perhaps by one, or by none.
    asking : int
        Turns of facilitators, interpreters and co-researchers.
    empty : int
        Turns without words: withdrawn, or no consent.
    unread : int
        Turns of sessions that count, which fewer than two of these coders read.
    codings : int
        Codings of these coders on such turns, in the sessions that count.
    proposed : tuple of str
        Codes that a coder proposed: the others did not have them.
    """

    sessions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    asking: int = 0
    empty: int = 0
    unread: int = 0
    codings: int = 0
    proposed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementRun:
    """A comparison of coders: its choices, its figures, and what it left out.

    Attributes
    ----------
    coders : tuple of str
    unit : str
    sessions : tuple of (session, coders)
        Those that count, and who of ``coders`` coded each.
    units : int
        How many turns, sentences or characters they hold.
    codes : tuple of CodeAgreement
        In the order of the codes asked for, or else in alphabetical order.
    overall : CodeAgreement
        All codes together: observed and expected disagreement are each summed up before they are compared.
    sets, sets_interval : Figure, and Interval or Undefined
        Krippendorff's alpha over units with the set of codes that each coder gave them; difference: MASI (Passonneau).
    codings, dependent : int
        Codings that were compared; how many of them were made after seeing suggestions or others' codings.
    disagreements : tuple of Disagreement
        In reading order.
    chosen : bool
        Whether codes were asked for; else they are all that somebody used.
    """

    coders: tuple[str, ...]
    unit: Unit
    facilitators: bool
    seed: int
    resamples: int
    sessions: tuple[tuple[str, tuple[str, ...]], ...]
    turns: int
    units: int
    codes: tuple[CodeAgreement, ...]
    overall: CodeAgreement
    sets: Figure
    sets_interval: Interval | Undefined
    codings: int
    dependent: int
    left: LeftOut
    disagreements: tuple[Disagreement, ...]
    chosen: bool = False
