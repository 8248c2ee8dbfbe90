"""Study: the facade. Each method hands its work to the room it belongs to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tlc.errors import StudyError
from tlc.model import Evidence
from tlc.study._topics import Model

if TYPE_CHECKING:
    from tlc.lab.card import Card
    from tlc.lab.show import Listing
    from tlc.study._codes import Codes


class Study(Model):
    """A study folder, opened.

    What is on disk is read when it is first asked for and then kept; ``tlc.open()`` again after changing a file
    by hand.

    Parameters
    ----------
    path : str or Path
        The folder that holds ``study.toml``.

    Raises
    ------
    StudyError
        There is no ``study.toml`` there, or it cannot be read.
    """

    def card(self) -> Card:
        """Sum the study up: what is there, what is wrong, what to do next."""
        from tlc.study._assembly import card

        return card(self)

    @property
    def codes(self) -> Codes:
        """The codebook, to be checked, compared with what it was, and changed; what was coded follows."""
        from tlc.study._codes import Codes

        return Codes(self)

    # Change

    def evidence(self) -> Listing[Evidence]:
        """Gather what people's accepted codings hold for each theme, over its denominators."""
        from tlc.change.evidence import evidence
        from tlc.lab import summaries

        held = evidence(self.turns, self.codings, self.people, self.codebook, finished=self.finished)
        return summaries.evidence(tuple(held.values()), self.codebook, self.settings.min_cell)

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
            ``check()`` finds an error, such as words of somebody who left the study.
        """
        from tlc.change.report.write import write_report
        from tlc.study._assembly import material

        faults = [problem for problem in self.check() if problem.severity == "error"]
        if faults:
            more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
            raise StudyError(f"{faults[0].what}{more}", where=faults[0].where, hint="See all with: tlc check")
        out = Path(path) if path else self.path / "reports" / "action-framework.html"
        return write_report(material(self, seed), out)

    def __repr__(self) -> str:
        return self.card().text()

    def _repr_html_(self) -> str:
        return self.card().html()
