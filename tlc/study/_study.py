"""Study: the facade. Each method hands its work to the room it belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, overload

from tlc.errors import StudyError
from tlc.model import RULES, Coder, Coding, Evidence, Problem, TopicRun
from tlc.study._holdings import Holdings

if TYPE_CHECKING:
    from tlc.lab.card import Card
    from tlc.lab.show import Listing, Topics
    from tlc.study._leaving import Confirm, Leaving
    from tlc.talk.bring_in import Added
    from tlc.talk.keys import Keys
    from tlc.talk.screen.batch import Checked
    from tlc.talk.screen.review import Review

Files = str | Path | Iterable[str | Path]


class Study(Holdings):
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

    # Talk

    @overload
    def check(self) -> Listing[Problem]: ...

    @overload
    def check(
        self,
        files: Files,
        *,
        by: str | None = None,
        keys: Keys | None = None,
        also: Iterable[str] = (),
        encoding: str | None = None,
    ) -> Listing[Checked]: ...

    def check(
        self,
        files: Files | None = None,
        *,
        by: str | None = None,
        keys: Keys | None = None,
        also: Iterable[str] = (),
        encoding: str | None = None,
    ) -> Listing[Problem] | Listing[Checked]:
        """List what is wrong with the study; or check session files for what could tell who somebody is.

        Parameters
        ----------
        files : path, or iterable of paths, optional
            Files, or folders of files, that are to come in. Without them the study itself is checked, and errors in
            the list stand in the way of the report.
        by : str, optional
            Who checks: a short name that the team knows, ``asha``.
        keys : Keys, optional
            The study's opened key file, with its roster of real names.
        also : iterable of str
            Further finders by name: ``presidio``.
        encoding : str, optional
            Of plain text that is not UTF-8, such as ``cp1250``.

        Returns
        -------
        Listing of Problem, or of Checked
            For files: BLOCK, WARN or PASS for each. It is logged what was found where, and nobody's words.
        """
        from tlc.lab.summaries import checked, problems
        from tlc.study import _assembly, _gate

        if files is None:
            return problems(_assembly.check(self))
        gate = _gate.open_gate(self, by=by, keys=keys, also=also)
        return checked(_gate.check(gate, _listed(files), encoding=encoding))

    def review(
        self,
        files: Files,
        *,
        by: str,
        keys: Keys | None = None,
        also: Iterable[str] = (),
        encoding: str | None = None,
    ) -> Review:
        """Check session files, and go through what waits for a decision.

        In a notebook, ``study.review_here(...)`` shows the same as a page that takes decisions by key.

        Parameters
        ----------
        files, keys, also, encoding
            As for ``check``.
        by : str
            Who decides: a short name that the team knows, ``asha``.
        """
        from tlc.study import _gate

        gate = _gate.open_gate(self, by=by, keys=keys, also=also)
        return _gate.review(gate, _gate.check(gate, _listed(files), encoding=encoding))

    def add(self, files: Files, *, group: str | None = None, encoding: str | None = None) -> Listing[Added]:
        """Bring session files in that passed their check: each whole or not at all.

        Parameters
        ----------
        files : path, or iterable of paths
            Files, or folders of files. A name begins with its group's id: ``FG01_women.docx``.
        group : str, optional
            The group, where the name does not say it; for a single file.
        encoding : str, optional
            The same as in the check.

        Returns
        -------
        Listing of Added
            What became of each file; a bad file is a problem in the list and stops none of the others.
        """
        from tlc.lab.summaries import added
        from tlc.study._assembly import bring_in

        outcomes = bring_in(self, _listed(files), group=group, encoding=encoding)
        self._forget("transcripts", "turns_by_id")
        return added(outcomes)

    def withdraw(
        self, person: str | None = None, *, confirm: Confirm | bool = False, dry_run: bool = False
    ) -> Leaving:
        """Take the words of somebody who leaves out of the study's folder, and search it for them afterwards.

        Parameters
        ----------
        person : str, optional
            Their id. Without it, what an earlier run began is finished.
        confirm : bool or callable
            Whether files that hold their words, such as reports, may be deleted; a callable is shown them.
        dry_run : bool
            Only say what would be done.

        Returns
        -------
        Leaving
            Ids, files and counts; ``verified`` says whether nothing of theirs was found afterwards.
        """
        from tlc.study._leaving import withdraw

        done = withdraw(self, person, confirm=confirm, dry_run=dry_run)
        self._forget("people", "speakers", "transcripts", "turns_by_id", "marks")
        return done

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


def _listed(files: Files) -> Iterable[str | Path]:
    return [files] if isinstance(files, str | Path) else files


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
