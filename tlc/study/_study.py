"""Study: the facade. Each method hands its work to the room it belongs to."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tlc.errors import StudyError
from tlc.model import RULES, Coder, Coding, Evidence, Problem, TopicRun
from tlc.study._talk import Talk

if TYPE_CHECKING:
    from tlc.lab.card import Card
    from tlc.lab.show import Listing, Topics


class Study(Talk):
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

    # Listen

    def tag(self, *, table: str | Path | None = None) -> Listing[Coding]:
        """Let the codebook's rules suggest codings. They count nowhere until a person accepts them.

        ``table`` is a new CSV file for them: keep the rows you accept, and take them in with ``import_codings``.
        """
        from tlc.lab.summaries import suggestions
        from tlc.listen.codings import replace_suggestions
        from tlc.listen.exchange.spreadsheet import write_spreadsheet
        from tlc.listen.tag import tag

        marks = tag(self.turns, self.codebook, made_at=_now())
        if table is not None:
            write_spreadsheet(Path(table), marks)
        replace_suggestions(self.path / "codings", RULES, marks)
        self._forget("marks")
        return suggestions(marks, self.codebook)

    def import_codings(self, file: str | Path, *, coder: str, name: str = "") -> Listing[Problem]:
        """Take a person's codings from a spreadsheet into their own file.

        Parameters
        ----------
        file : path
            CSV with the columns ``turn``, ``code``, ``quote`` and, if you like, ``memo``, ``serious``, ``made_at``.
        coder, name : str
            Id of who coded (``asha``), and how to call them in words.

        Returns
        -------
        Listing of Problem
            Rows that could not be taken; all others are in. Rows that are in already are passed over.
        """
        from tlc.lab.summaries import problems
        from tlc.study._assembly import take_codings

        faults, note = take_codings(self, Path(file), Coder(id=coder, name=name or coder.capitalize()), _now())
        self._forget("marks")
        return problems(faults, note)

    def topics(self, *, seed: int = 1, topics: int | None = None) -> Topics:
        """Fit topics: candidate patterns, those that the codebook covers least first.

        Parameters
        ----------
        seed : int
            Recorded with the run; the same seed and words give the same topics.
        topics : int, optional
            How many; by default as many as the amount of material suggests.

        Raises
        ------
        AnalysisError
            There is too little material.
        """
        from tlc.lab.show import Topics
        from tlc.listen.topics import save

        run = self._fit(seed, topics)
        save(run, self.path / "topics" / f"seed-{run.seed}")
        return Topics(run=run)

    # Change

    def evidence(self) -> Listing[Evidence]:
        """Gather what people's accepted codings hold for each theme, over its denominators."""
        from tlc.change.evidence import evidence
        from tlc.lab import summaries

        held = evidence(self.turns, self.codings, self.people, self.codebook)
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

    # Behind the methods

    def _fit(self, seed: int, topics: int | None = None) -> TopicRun:
        from tlc.listen.topics import fit

        if (seed, topics) not in self._runs:
            self._runs[seed, topics] = fit(self.turns, self.codings, seed=seed, topics=topics)
        return self._runs[seed, topics]


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
