"""Comparing: who said what, case by case; and the same study before and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, overload

from tlc.errors import AnalysisError
from tlc.study._agreement import Agreement
from tlc.study._codings import codings_of
from tlc.study._sources import turns_of_sessions

if TYPE_CHECKING:
    import pandas as pd

    from tlc.lab.reading import ComparisonTable, WavesTable


class Comparing(Agreement):
    """The part of ``Study`` that sets counts side by side."""

    @overload
    def compare(self, *, by: str = ..., codes: Iterable[str] | None = ..., before: None = ...) -> ComparisonTable: ...

    @overload
    def compare(self, *, by: str = ..., codes: Iterable[str] | None = ..., before: str | Path) -> WavesTable: ...

    def compare(
        self, *, by: str = "group", codes: Iterable[str] | None = None, before: str | Path | None = None
    ) -> ComparisonTable | WavesTable:
        """Set side by side how many people of each case said what, of those who took part; or two waves of talks.

        Parameters
        ----------
        by : str
            ``group``, ``role``, ``language``, a column of ``groups.csv``, or a trait such as ``age_band``.
        codes : iterable of str, optional
            Codes and headings; all of them if it is not given, and with ``before`` all codes.
        before : path, optional
            The folder of an earlier study that was coded with the same version of the codebook. Then it is compared
            with this one, theme by theme, and ``by`` has no meaning.

        Returns
        -------
        ComparisonTable or WavesTable
            ``frame``, and of cases ``plot()``. Counts of people that are too small are not in them.

        Raises
        ------
        AnalysisError
            Nobody has coded anything, nothing is known under the name ``by``, or the two studies cannot be compared.
        CodebookError
            A code is not in the codebook.
        """
        if before is not None:
            if by != "group":
                raise AnalysisError(
                    "Two waves are compared theme by theme, and not by cases too.", hint="Leave 'by' or 'before' out."
                )
            from tlc.study._waves import waves_of

            return waves_of(self, before, codes)
        from tlc.lab.reading import ComparisonTable
        from tlc.listen.compare import compare

        turns, codings = turns_of_sessions(self), self._counted()[1]
        read = turns[turns["transcript"].isin(self._read(codings))]
        book = self.codebook_in_use
        result = compare((read, codings), by=by, people=self.people, groups=self.groups, codebook=book, codes=codes)
        return ComparisonTable(result=result, codebook=book, min_cell=self.settings.min_cell)

    # Behind the methods

    def _counted(self, coders: Sequence[str] = ()) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Every turn, and the codings that count: everybody's, or those of some."""
        from tlc.counting import accepted

        return self.turns, accepted(codings_of(self, coders))

    def _read(self, codings: pd.DataFrame) -> frozenset[str]:
        """The sessions that people have coded anything in, or called finished."""
        return (frozenset(codings["transcript"]) | self.finished) & frozenset(self.transcripts)
