"""Alpha with its interval for each code, as a picture."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from tlc.lab._agreement_text import every, label, named, with_interval
from tlc.lab.plots.plot import BLUE, LETTER, LINE, LINE_HEIGHT, MUTED, Plot, line, text, wrapped
from tlc.listen.agree import AgreementRun, CodeAgreement, Interval, Undefined
from tlc.model import Codebook

_ROOM, _ROW, _TOP = 300, 26, 10
_NOTE = "1: they never differ; 0: as by chance."


@dataclass(frozen=True, slots=True)
class _Axis:
    """From a coefficient to its place."""

    first: float
    left: float

    def x(self, value: float) -> float:
        return self.left + _ROOM * (value - self.first) / (1 - self.first)

    @property
    def ticks(self) -> list[float]:
        return [self.first + step * 0.25 for step in range(round((1 - self.first) / 0.25) + 1)]


def picture(run: AgreementRun, codes: Sequence[CodeAgreement], codebook: Codebook, table: pd.DataFrame) -> Plot:
    """Draw alpha: a row for all codes, and one for each, with its counts in words."""
    rows = [([every(run).capitalize()], run.overall)]
    rows += [(wrapped(label(one.code, codebook).partition("\n")[0]), one) for one in codes]
    note = f"{_NOTE}{_hollow((run.overall, *codes), every(run))}"
    lowest = min(_low(one) for _, one in rows)
    left = 20 + LETTER * max(len(part) for parts, _ in rows for part in parts)
    axis = _Axis(math.floor(min(lowest, 0.0) * 4) / 4, left)
    heights = [max(_ROW, LINE_HEIGHT * len(parts) + 8) for parts, _ in rows]
    foot = _TOP + sum(heights)
    shapes = [line(axis.x(at), _TOP, axis.x(at), foot, stroke=LINE if at else MUTED) for at in axis.ticks]
    shapes += [text(axis.x(at), foot + 18, f"{at:g}", anchor="middle", fill=MUTED) for at in axis.ticks]
    top = float(_TOP)
    for (parts, one), height in zip(rows, heights, strict=True):
        shapes += _row(parts, one, axis, top + height / 2)
        shapes.append(text(left + _ROOM + 14, top + height / 2 + 4, _words(one, run.coders)))
        top += height
    told = " ".join(f"{' '.join(parts)}: {_words(one, run.coders)}." for parts, one in rows)
    return Plot(
        title=f"How far {named(run.coders)} agree on each code, by {run.unit}: Krippendorff's alpha",
        description=f"A dot is alpha, the line through it its 95 % interval. {note} {told}",
        body="".join(shapes),
        width=left + _ROOM + 24 + LETTER * max(len(_words(one, run.coders)) for _, one in rows),
        height=foot + 28,
        table=table,
        note=f"{note} An aid to consistency, never a proof.",
    )


def _row(parts: Sequence[str], one: CodeAgreement, axis: _Axis, middle: float) -> list[str]:
    first = middle + 4 - LINE_HEIGHT * (len(parts) - 1) / 2
    shapes = [text(axis.left - 10, first + LINE_HEIGHT * place, part, anchor="end") for place, part in enumerate(parts)]
    if isinstance(one.alpha, Undefined):
        return shapes
    fill = "#ffffff"
    if isinstance(one.alpha_interval, Interval):
        low, high = axis.x(one.alpha_interval.low), axis.x(one.alpha_interval.high)
        shapes.append(line(low, middle, high, middle, stroke=BLUE, width=3))
        fill = BLUE
    dot = (
        f'<circle cx="{axis.x(one.alpha):.1f}" cy="{middle:.1f}" r="5" fill="{fill}" stroke="{BLUE}" stroke-width="2"/>'
    )
    return [*shapes, dot]


def _low(one: CodeAgreement) -> float:
    ends = [float(one.alpha), one.alpha_interval.low if isinstance(one.alpha_interval, Interval) else math.nan]
    return min((end for end in ends if not math.isnan(end)), default=0.0)


def _hollow(rows: Iterable[CodeAgreement], together: str) -> str:
    """Say why dots are hollow; which ones, where there are several reasons."""
    by_reason: dict[str, list[str]] = {}
    for one in rows:
        if isinstance(one.alpha_interval, Undefined) and not isinstance(one.alpha, Undefined):
            by_reason.setdefault(one.alpha_interval.reason, []).append(one.code or together)
    if not by_reason:
        return ""
    if len(by_reason) == 1:
        return f" A hollow dot has no interval: {next(iter(by_reason))}."
    told = "; ".join(f"{reason} ({', '.join(names)})" for reason, names in by_reason.items())
    return f" A hollow dot has no interval: {told}."


def _words(one: CodeAgreement, coders: Sequence[str]) -> str:
    counts = ", ".join(f"{coder} {count}" for coder, count in zip(coders, one.positives, strict=True))
    if isinstance(one.alpha, Undefined):
        return f"{one.alpha.reason} ({counts})"
    return f"{with_interval(one.alpha, one.alpha_interval)}; {counts}"
