"""What a study holds: its tables, transcripts and codings, each read from the disk when it is first asked for.

People and their words are read again when somebody else has changed them meanwhile.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tlc.model import (
    Action,
    Codebook,
    Coder,
    Coding,
    Framework,
    Group,
    Involvement,
    Participant,
    Problem,
    Proposal,
    Settings,
    Transcript,
    Turn,
)
from tlc.study._fresh import CORRECTIONS, TRANSCRIPTS, held, read_from

if TYPE_CHECKING:
    import pandas as pd

    from tlc.errors import CodingError
    from tlc.listen.coder_files import CoderFiles
    from tlc.listen.codings import Kept
    from tlc.talk.people import Speakers


class Holdings:
    """What lies in a study folder.

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
        self._runs: dict[tuple[object, ...], object] = {}

    @read_from("groups.csv")
    def groups(self) -> tuple[Group, ...]:
        """The groups and interviews, in the order of ``groups.csv``."""
        from tlc.talk.people import read_groups

        return read_groups(self.path / "groups.csv")

    @read_from("participants.csv")
    def people(self) -> tuple[Participant, ...]:
        """Everybody in the room, in the order of ``participants.csv``."""
        from tlc.talk.people import read_participants

        return read_participants(self.path / "participants.csv")

    @read_from("speakers.csv", "participants.csv", "groups.csv")
    def speakers(self) -> Speakers:
        """Who the labels in files stand for."""
        from tlc.talk.people import read_speakers

        return read_speakers(self.path / "speakers.csv", self.people, {group.id for group in self.groups})

    @read_from(lambda study: study.settings.codebook)
    def codebook(self) -> Codebook:
        """The study's codebook."""
        from tlc.listen.codebook import read_codebook

        return read_codebook(self.path / self.settings.codebook)

    @cached_property
    def framework(self) -> Framework:
        """The principles that findings are set against."""
        from tlc.change.framework import inclusion_health

        return inclusion_health()

    @read_from(TRANSCRIPTS)
    def transcripts(self) -> dict[str, Transcript]:
        """What was brought in, by id, in alphabetical order."""
        from tlc.talk.transcript import read_transcript

        paths = sorted((self.path / "transcripts").glob("*.txt"))
        return {transcript.id: transcript for transcript in map(read_transcript, paths)}

    @read_from(CORRECTIONS)
    def unfinished_corrections(self) -> tuple[Problem, ...]:
        """Transcripts of which a correction was begun and not finished: some codings stand where the words were."""
        from tlc.talk.earlier import check_replacings

        return check_replacings(self.path / "transcripts")

    @property
    def turns(self) -> pd.DataFrame:
        """Every turn, one a row: TURNS of ``tlc.frames``."""
        from tlc.frames import turns_frame

        return turns_frame(self.transcripts.values(), self.people)

    @read_from(TRANSCRIPTS)
    def turns_by_id(self) -> dict[str, Turn]:
        """Every turn as a noun, by its id."""
        return {turn.id: turn for transcript in self.transcripts.values() for turn in transcript.turns}

    @property
    def kept(self) -> tuple[Kept, ...]:
        """What each coder's file holds now, of those that can be read: ``check()`` names the others."""
        return self._coder_files.read().kept

    @property
    def damaged(self) -> tuple[CodingError, ...]:
        """Why some coders' files cannot be read."""
        return self._coder_files.read().damaged

    @property
    def marks(self) -> tuple[tuple[Coder, ...], tuple[Coding, ...]]:
        """Everybody who has coded, and every coding as a noun; ``codings`` is the same as a table.

        Raises
        ------
        CodingError
            A coder's file cannot be read: nothing is counted without what is in it.
        """
        for error in self.damaged:
            raise error
        kept = self.kept
        return tuple(one.coder for one in kept), tuple(mark for one in kept for mark in one.codings)

    @property
    def finished(self) -> frozenset[str]:
        """The sessions that somebody has called finished."""
        return frozenset(session for one in self.kept for session in one.finished)

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """The codes that coders propose, of each coder in their order."""
        return tuple(proposal for one in self.kept for proposal in one.proposals)

    @property
    def codebook_in_use(self) -> Codebook:
        """The codebook, and under a heading of their own the codes that coders propose."""
        return self.codebook.extended(proposal.code for proposal in self.proposals)

    @property
    def coders(self) -> tuple[Coder, ...]:
        """Everybody and everything that has coded."""
        return self.marks[0]

    @property
    def codings(self) -> pd.DataFrame:
        """Every coding, one a row: CODINGS of ``tlc.frames``; ``code`` is always the current name of the code.

        A code that a coder proposes stands under that coder's name for it until it is in the codebook.

        Raises
        ------
        CodingError
            A coder's file cannot be read.
        DriftError
            The words under some codings have changed.
        """
        from tlc.study._codings import codings_of

        return codings_of(self)

    @property
    def actions(self) -> tuple[Action, ...]:
        """The action plan, soonest horizon first."""
        from tlc.change.actions import read_actions

        return read_actions(self.path / "actions.csv", codebook=self.codebook, framework=self.framework)

    @property
    def involvement(self) -> tuple[Involvement, ...]:
        """The rounds in which people took part beyond talking, the earliest first; empty where none is logged."""
        from tlc.change.involvement import FILE, read_involvement

        return read_involvement(self.path / FILE, codebook=self.codebook)

    @cached_property
    def _coder_files(self) -> CoderFiles:
        from tlc.listen.coder_files import CoderFiles

        return CoderFiles(self.path / "codings")

    def _forget(self, *names: str) -> None:
        # What is kept in memory is read again from disk after it was changed there. What was fitted goes by the words
        # alone, and no word of somebody who leaves stays in it.
        if "transcripts" in names:
            self._runs.clear()
        for name in names:
            self.__dict__.pop(name, None)
            self.__dict__.pop(held(name), None)
