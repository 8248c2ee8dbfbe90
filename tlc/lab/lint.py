"""What each term of the codebook finds, as it shows itself: figures, and words of the study only where asked for."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from tlc.lab.show import as_html, as_text
from tlc.listen.lint import LEAST_JUDGED, Neighbour, Snippet, TermUse
from tlc.model import Problem

_COLUMNS = {
    "code": "str",
    "term": "str",
    "language": "str",
    "here": "int64",
    "here_rate": "float64",
    "control": "int64",
    "control_rate": "float64",
    "judged": "int64",
    "precision": "float64",
    "low": "float64",
    "high": "float64",
    "look": "str",
}
_MOST = 40


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class LintTable:
    """The terms of a codebook, those that want a look first.

    Attributes
    ----------
    uses : tuple of TermUse
    problems : tuple of Problem
        Control files that could not be read.
    files : int
        How many control files were read.
    examples : bool
        Whether words of the study are shown. They then stand in a notebook's output: do not save it.
    """

    uses: tuple[TermUse, ...]
    problems: tuple[Problem, ...] = ()
    files: int = 0
    examples: bool = False

    def __iter__(self) -> Iterator[TermUse]:
        return iter(self.uses)

    def __len__(self) -> int:
        return len(self.uses)

    @property
    def frame(self) -> pd.DataFrame:
        """One row a term; rates are hits on 10,000 words. Nobody's words are in it but the codebook's."""
        rows = [
            (
                use.code,
                use.term,
                use.language,
                use.here,
                use.rate,
                use.control,
                use.control_rate,
                use.judged,
                use.precision,
                *use.interval,
                "; ".join(use.warnings),
            )
            for use in self.uses
        ]
        return pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)

    @property
    def warned(self) -> tuple[TermUse, ...]:
        """The terms that want a look."""
        return tuple(use for use in self.uses if use.warnings)

    @property
    def title(self) -> str:
        """How many terms there are, and how many want a look."""
        many = len(self.warned)
        return f"{len(self.uses)} terms; {many} {'wants' if many == 1 else 'want'} a look"

    @property
    def note(self) -> str:
        """How to read the table, and what to do."""
        parts = [str(problem) for problem in self.problems]
        if not self.files:
            parts.append(
                "No control talk was read: name files of talk about other things, and each term is tried there."
            )
        if len(self._listed) < len(self.uses):
            parts.append(f"{len(self._listed)} are shown; all are in .frame.")
        parts.append(
            f"Rates are hits on 10,000 words. Precision is measured from {LEAST_JUDGED} judged hits on. No term is "
            "taken out by itself: put what misleads it into not (...), choose a longer phrase, or leave it."
        )
        return "\n".join(parts)

    @property
    def _listed(self) -> tuple[TermUse, ...]:
        # Without warnings, the commonest off topic are the ones to look at.
        return self.warned or self.uses[:_MOST]

    @property
    def _shown(self) -> pd.DataFrame:
        rows = [
            (
                use.code,
                use.term,
                f"{use.here} ({_figure(use.rate)})",
                f"{use.control} ({_figure(use.control_rate)})" if use.control_words else "-",
                _precision(use),
                "; ".join(use.warnings),
            )
            for use in self._listed
        ]
        return pd.DataFrame(rows, columns=["code", "term", "here", "off topic", "right", "look"])

    def advice(self, most: int = 10) -> str:
        """Lay out what stands around the terms that want a look: phrases, and examples of the control talk."""
        return "\n\n".join(_advice(use, examples=self.examples) for use in self._listed[:most])

    def text(self, most: int = 10) -> str:
        """Lay it out for a terminal, with what stands around so many terms."""
        return "\n\n".join(part for part in (as_text(self.title, self._shown, self.note), self.advice(most)) if part)

    def __repr__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        from html import escape

        below = escape(self.advice())
        return as_html(self.title, self._shown, self.note) + (f"<pre>{below}</pre>" if below else "")


def _figure(value: float) -> str:
    return "-" if math.isnan(value) else f"{value:.1f}"


def _precision(use: TermUse) -> str:
    if not use.judged:
        return "nobody judged"
    if math.isnan(use.precision):
        return f"{use.judged} judged, too few"
    low, high = use.interval
    return f"{use.precision:.0%} ({low:.0%} to {high:.0%}) of {use.judged}"


def _advice(use: TermUse, *, examples: bool) -> str:
    lines = [f"{use.code}: {use.term}"]
    lines += [f"  not ({one.phrase}): {_of(one, use)}" for one in use.misled]
    lines += [f"  instead, perhaps: {one.phrase}: {_of(one, use)}" for one in use.telling]
    lines += _lines("off topic", use.off_topic)
    if examples:
        lines += _lines("here", use.examples)
    return "\n".join(lines)


def _of(one: Neighbour, use: TermUse) -> str:
    return f"{one.control} of {use.control} off topic, {one.here} of {use.here} here"


def _lines(where: str, found: Sequence[Snippet]) -> list[str]:
    return [f"  {where}: ... {one.before} [{one.match}] {one.after} ..." for one in found]
