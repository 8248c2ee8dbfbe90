"""What a study does with what was found: how sure it is, what will be done, and what is handed on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tlc.errors import StudyError
from tlc.model import Evidence
from tlc.study._topics import Model

if TYPE_CHECKING:
    from tlc.lab.show import Listing


class Change(Model):
    """The part of ``Study`` that has to do with change."""

    def evidence(self) -> Listing[Evidence]:
        """Gather what people's accepted codings hold for each theme, over its denominators."""
        from tlc.lab import summaries
        from tlc.study._sources import evidence_of

        return summaries.evidence(tuple(evidence_of(self).values()), self.codebook, self.settings.min_cell)

    def report(self, path: str | Path | None = None, *, seed: int = 1) -> Path:
        """Write the report: one HTML file that needs nothing else.

        Parameters
        ----------
        path : path, optional
            Where to; by default ``reports/action-framework.html`` in the study. Beside it goes a trace of which turn
            each quote is from: it stays with the study team.
        seed : int
            For the topics in it.

        Returns
        -------
        Path
            The file to open.

        Raises
        ------
        StudyError
            ``check()`` finds an error, such as words of somebody who left the study. What is wrong with the action
            plan alone stops no report: it stays a draft.
        """
        from tlc.change.report.write import write_report
        from tlc.study._report import material

        faults = [problem for problem in self.check() if problem.stops]
        if faults:
            more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
            raise StudyError(f"{faults[0].what}{more}", where=faults[0].where, hint="See all with: tlc check")
        out = Path(path) if path else self.path / "reports" / "action-framework.html"
        return write_report(material(self, seed), out)
