"""How good suggestions are, as it shows itself: figures beside those of people, and what cannot be said yet.

Nobody's words are here: what a notebook shows is saved with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

import pandas as pd

from tlc.lab._agreement_text import count, figure, share, with_interval
from tlc.lab.show import as_html, as_text
from tlc.listen.agree import Figure, Interval, Undefined
from tlc.listen.compare import wilson
from tlc.listen.suggest.quality import LEAST_BARE, CodeQuality, Quality
from tlc.listen.suggest.sampled import Sampled
from tlc.model import Codebook

_Shared = tuple[Figure, Interval | Undefined]
UNKNOWN = Undefined("not compared")
#: The same below every table of quality.
READING = (
    "How to read it: each session was scored by a model that had not seen it. Right is the share of what was suggested "
    "that people had coded; found is the share of what people coded that was suggested; F1 is both in one. Expected is "
    "the sum of the chances: near what was coded where they are honest. Agree is how far people agree with each "
    "other: nothing can be learnt from them that they do not share. A dash: too few turns that two people read.",
    "These figures are about suggestions, never about people: a coding that was not suggested may be the one that "
    "matters most.",
)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class QualityTable:
    """How good the suggestions are on this study.

    Attributes
    ----------
    measured : Quality or Undefined
        Why nothing can be measured, where it cannot.
    people : Figure
        How far people agree with each other, by turn, on the presence of codes (F1); over all codes.
    by_code : mapping of code to Figure
        The same, code by code.
    people_interval : Interval or Undefined
    intervals : mapping of code to Interval or Undefined
        95 %.
    sampled : Sampled
        What the turns tell that were drawn at random.
    codebook : Codebook
        For the names.
    """

    measured: Quality | Undefined
    people: Figure
    by_code: Mapping[str, Figure]
    sampled: Sampled
    codebook: Codebook
    people_interval: Interval | Undefined = UNKNOWN
    intervals: Mapping[str, Interval | Undefined] = field(default_factory=dict)

    @property
    def frame(self) -> pd.DataFrame:
        """One row a code, after one for them all; what cannot be said is missing, and ``note`` says why."""
        rows = [self._row(one, who) for one, who in self._rows]
        columns = ["code", "label", "coded", "sessions", "suggested", "right", "expected"]
        columns += [f"{name}{end}" for name in ("precision", "recall", "f1") for end in ("", "_low", "_high")]
        return pd.DataFrame(rows, columns=[*columns, "people_f1", "people_f1_low", "people_f1_high", "note"])

    @property
    def bins(self) -> pd.DataFrame:
        """One row a range of chances: how many decisions, their mean chance, and how often people had put the code."""
        bins = () if isinstance(self.measured, Undefined) else self.measured.bins
        rows = []
        for one in bins:
            low, high = wilson(round(one.share * one.n), one.n)
            rows.append((f"{100 * one.low:.0f}-{100 * one.high:.0f}", one.n, one.chance, one.share, low, high))
        return pd.DataFrame(rows, columns=["in 100", "decisions", "chance", "coded", "coded_low", "coded_high"])

    @property
    def prevalence(self) -> pd.DataFrame:
        """One row a code of the random sample: how common it is, and how often its terms are right."""
        rows = []
        for one in self.sampled.codes:
            known = (*_ends(one.share, one.interval), one.hits, one.right)
            rows.append((one.code, one.turns, *known, *_ends(one.precision, one.precision_interval)))
        columns = ["code", "turns", "share", "share_low", "share_high", "hits", "right"]
        return pd.DataFrame(rows, columns=[*columns, "precision", "precision_low", "precision_high"])

    @property
    def title(self) -> str:
        """What was measured."""
        if isinstance(self.measured, Undefined):
            return f"How good the suggestions are: {self.measured.reason}"
        return (
            f"How good the suggestions are, on {count(self.measured.turns, 'turn')} "
            f"in {count(self.measured.sessions, 'session')} that people have judged"
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """What stands below the table, line by line."""
        one = self.measured
        if isinstance(one, Undefined):
            return (self._told_sample,)
        return (self.short, _calibration(one), _too_few(one.codes), self._told_sample, *READING)

    @property
    def short(self) -> str:
        """How good they are, in a sentence."""
        one = self.measured
        if isinstance(one, Undefined):
            return f"How good they are cannot be told yet: {one.reason}."
        if isinstance(one.overall.f1, Undefined):
            return f"How good they are cannot be told yet: {one.overall.f1.reason}."
        told = (
            f"On sessions that it had not seen, {one.shown_right} of {one.shown} suggestions were right, and "
            f"{one.shown_right} of {one.overall.turns} codes were among them; at the best cut F1 is "
            f"{with_interval(one.overall.f1, one.overall.f1_interval)}."
        )
        if isinstance(self.people, Undefined):
            told = f"{told} How far people agree with each other is not known: {self.people.reason}."
        else:
            told = f"{told} People among each other: {with_interval(self.people, self.people_interval)}."
        return f"{told} {_only_coded(one)}".strip()

    @property
    def _told_sample(self) -> str:
        one = self.sampled
        if not one.turns:
            return (
                "Nothing was drawn at random and read yet, so how common codes are cannot be estimated: read some "
                "turns of the queue (study.next) first."
            )
        return (
            f"{one.turns} of {one.of} turns are a random sample (seed {one.seed}): .prevalence estimates from it how "
            "common each code is."
        )

    @property
    def _rows(self) -> list[tuple[CodeQuality, _Shared]]:
        if isinstance(self.measured, Undefined):
            return []
        used = [one for one in self.measured.codes if one.turns or one.suggested]
        return [
            (self.measured.overall, (self.people, self.people_interval)),
            *((one, (self.by_code.get(one.code, UNKNOWN), self.intervals.get(one.code, UNKNOWN))) for one in used),
        ]

    def _row(self, one: CodeQuality, who: _Shared) -> tuple[object, ...]:
        label = self.codebook[one.code].name if one.code else "all codes"
        figures = (
            *_ends(one.precision, one.precision_interval),
            *_ends(one.recall, one.recall_interval),
            *_ends(one.f1, one.f1_interval),
        )
        known = (one.turns, one.sessions, one.suggested, one.right, one.expected)
        return (one.code or "all codes", label, *known, *figures, *_ends(*who), one.note)

    @property
    def _shown(self) -> pd.DataFrame:
        """The table as people read it; codes with too little to say stand in a sentence below."""
        rows = [
            {
                "code": one.code or "all codes",
                "coded": str(one.turns),
                "expected": f"{one.expected:.0f}",
                "suggested": str(one.suggested),
                "right": _percent(one.precision, one.precision_interval),
                "found": _percent(one.recall, one.recall_interval),
                "F1 (95 %)": with_interval(one.f1, one.f1_interval),
                "agree (95 %)": with_interval(*who),
            }
            for one, who in self._rows
            if not one.note
        ]
        names = ["code", "coded", "expected", "suggested", "right", "found", "F1 (95 %)", "agree (95 %)"]
        return pd.DataFrame(rows, columns=names)

    def __repr__(self) -> str:
        return "\n".join([as_text(self.title, self._shown), *filter(None, self.notes)])

    def _repr_html_(self) -> str:
        below = "".join(f"<p>{escape(line)}</p>" for line in self.notes if line)
        return as_html(self.title, self._shown) + below


def _ends(value: Figure, interval: Interval | Undefined) -> tuple[float, float, float]:
    ends = interval if isinstance(interval, Interval) else Interval(float("nan"), float("nan"))
    return float(value), ends.low, ends.high


def _percent(value: Figure, interval: Interval | Undefined) -> str:
    if isinstance(interval, Undefined):
        return share(value)
    return f"{100 * float(value):.0f} % ({100 * interval.low:.0f} to {100 * interval.high:.0f})"


def _calibration(one: Quality) -> str:
    return (
        f"Chances and what came true lie {figure(one.error)} apart (calibration error), and {figure(one.error_likely)} "
        "where the chance is above 10 in 100."
    )


def _only_coded(one: Quality) -> str:
    """Where only what was coded is known, figures are too good: on the other turns the model suggests as well."""
    if one.bare >= LEAST_BARE * one.turns:
        return ""
    held = f"{one.turns - one.bare} of these {count(one.turns, 'turn')} hold a code"
    return (
        f"{held}, so hardly anybody has said of a turn that they read it and found nothing: on all turns fewer "
        "suggestions are right, and chances are too high. Say of turns that you have read them, or call sessions "
        "finished, and suggest again."
    )


def _too_few(codes: Sequence[CodeQuality]) -> str:
    silent = [f"{one.code} ({one.turns} in {one.sessions})" for one in codes if one.note and one.turns]
    return f"Too few to say, turns in sessions: {', '.join(silent)}." if silent else ""
