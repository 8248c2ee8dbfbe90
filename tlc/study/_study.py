"""Study: the facade. Each method hands its work to the room it belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tlc.errors import StudyError
from tlc.model import (
    RULES,
    Action,
    Codebook,
    Coder,
    Coding,
    Evidence,
    Framework,
    Group,
    Participant,
    Problem,
    Settings,
    TopicRun,
    Transcript,
    Turn,
)

if TYPE_CHECKING:
    import pandas as pd

    from tlc.lab.card import Card
    from tlc.lab.show import Listing, Topics
    from tlc.talk.bring_in import Added
    from tlc.talk.people import Speakers


class Study:
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

    def __init__(self, path: str | Path) -> None:
        from tlc.talk.settings import FILE, read_settings

        self.path = Path(path)
        self.settings: Settings = read_settings(self.path / FILE)
        self._runs: dict[tuple[int, int | None], TopicRun] = {}

    # What is there

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups and interviews, in the order of ``groups.csv``."""
        from tlc.talk.people import read_groups

        return read_groups(self.path / "groups.csv")

    @cached_property
    def people(self) -> tuple[Participant, ...]:
        """Everybody in the room, in the order of ``participants.csv``."""
        from tlc.talk.people import read_participants

        return read_participants(self.path / "participants.csv")

    @cached_property
    def speakers(self) -> Speakers:
        """Who the labels in files stand for."""
        from tlc.talk.people import read_speakers

        return read_speakers(self.path / "speakers.csv", self.people, {group.id for group in self.groups})

    @cached_property
    def codebook(self) -> Codebook:
        """The study's codebook."""
        from tlc.listen.codebook import read_codebook

        return read_codebook(self.path / self.settings.codebook)

    @cached_property
    def framework(self) -> Framework:
        """The principles that findings are set against."""
        from tlc.change.framework import inclusion_health

        return inclusion_health()

    @cached_property
    def transcripts(self) -> dict[str, Transcript]:
        """What was brought in, by id, in alphabetical order."""
        from tlc.talk.transcript import read_transcript

        paths = sorted((self.path / "transcripts").glob("*.txt"))
        return {transcript.id: transcript for transcript in map(read_transcript, paths)}

    @property
    def turns(self) -> pd.DataFrame:
        """Every turn, one a row: TURNS of ``tlc.frames``."""
        from tlc.frames import turns_frame

        return turns_frame(self.transcripts.values(), self.people)

    @cached_property
    def turns_by_id(self) -> dict[str, Turn]:
        """Every turn as a noun, by its id."""
        return {turn.id: turn for transcript in self.transcripts.values() for turn in transcript.turns}

    @cached_property
    def marks(self) -> tuple[tuple[Coder, ...], tuple[Coding, ...]]:
        """Everybody who has coded, and every coding as a noun; ``codings`` is the same as a table."""
        from tlc.listen.codings import read_codings

        return read_codings(self.path / "codings")

    @property
    def coders(self) -> tuple[Coder, ...]:
        """Everybody and everything that has coded."""
        return self.marks[0]

    @property
    def codings(self) -> pd.DataFrame:
        """Every coding, one a row: CODINGS of ``tlc.frames``; ``code`` is always the current name of the code.

        Raises
        ------
        DriftError
            The words under some codings have changed.
        """
        from tlc.frames import codings_frame
        from tlc.listen.codings import check_quotes

        coders, marks = self.marks
        check_quotes(marks, self.turns_by_id)
        frame = codings_frame(marks, coders)
        frame["code"] = [self.codebook[name].id for name in frame["code"]]
        return frame

    @property
    def actions(self) -> tuple[Action, ...]:
        """The action plan, soonest horizon first."""
        from tlc.change.actions import read_actions

        return read_actions(self.path / "actions.csv", codebook=self.codebook, framework=self.framework)

    def card(self) -> Card:
        """Sum the study up: what is there, what is wrong, what to do next."""
        from tlc.study._assembly import card

        return card(self)

    # Talk

    def add(self, files: str | Path | Iterable[str | Path], *, group: str | None = None) -> Listing[Added]:
        """Bring session files in: each whole or not at all.

        Parameters
        ----------
        files : path, or iterable of paths
            Files, or folders of files. A name begins with its group's id: ``FG01_women.docx``.
        group : str, optional
            The group, where the name does not say it; for a single file.

        Returns
        -------
        Listing of Added
            What became of each file; a bad file is a problem in the list and stops none of the others.
        """
        from tlc.lab.summaries import added
        from tlc.study._assembly import bring_in

        outcomes = bring_in(self, [files] if isinstance(files, str | Path) else files, group)
        self._forget("transcripts", "turns_by_id")
        return added(outcomes)

    def check(self) -> Listing[Problem]:
        """List what is wrong, each with its place and its mend. Errors stand in the way of the report."""
        from tlc.lab.summaries import problems
        from tlc.study._assembly import check

        return problems(check(self))

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

    def _forget(self, *names: str) -> None:
        # What is kept in memory is read again from disk after it was changed there.
        self._runs.clear()
        for name in names:
            self.__dict__.pop(name, None)

    def _fit(self, seed: int, topics: int | None = None) -> TopicRun:
        from tlc.listen.topics import fit

        if (seed, topics) not in self._runs:
            self._runs[seed, topics] = fit(self.turns, self.codings, seed=seed, topics=topics)
        return self._runs[seed, topics]


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
