"""Checking a batch of files: one that cannot be read is named, and stops none of the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tlc import plugins
from tlc._text import Reading, readings
from tlc.errors import TlcError, TranscriptError
from tlc.model import Problem
from tlc.talk.importers import takes_encoding
from tlc.talk.screen.finding import Screening
from tlc.talk.screen.gate import Gate
from tlc.talk.session_file import SessionFile, read_session

_MOST_SAMPLE_BYTES = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Checked:
    """What became of one file at the gate.

    Attributes
    ----------
    name : str
        The file's own name.
    screening : Screening or None
        What was found; None where the file could not be read.
    file : SessionFile or None
        The file as it was read; it holds words.
    problem : Problem or None
        Why it could not be read.
    readings : tuple of Reading
        For a text in an unknown encoding: how it would read in each, for a person to choose. They hold words.
    """

    name: str
    screening: Screening | None = None
    file: SessionFile | None = None
    problem: Problem | None = None
    readings: tuple[Reading, ...] = ()

    @property
    def verdict(self) -> str:
        """BLOCK, WARN or PASS; REFUSED where the file could not be read."""
        return self.screening.verdict if self.screening else "REFUSED"

    def __repr__(self) -> str:
        return f"Checked({self.verdict})"


def check_files(gate: Gate, paths: Iterable[Path], *, encoding: str | None = None) -> tuple[Checked, ...]:
    """Look through files, and write down what was found in each. Nothing is raised for a bad file."""
    return tuple(_check(gate, path, encoding) for path in paths)


def _check(gate: Gate, path: Path, encoding: str | None) -> Checked:
    try:
        file = read_session(path, encoding=encoding)
    except TlcError as error:
        shown = () if encoding else _readings(path)
        return Checked(name=path.name, problem=Problem.of(error), readings=shown)
    try:
        return Checked(name=path.name, screening=gate.check(file), file=file)
    except TranscriptError as error:
        # What the log cannot hold is another error, and no fault of this file: it stops the batch.
        return Checked(name=path.name, problem=Problem.of(error))


def _readings(path: Path) -> tuple[Reading, ...]:
    """How plain text would read in each encoding that is possible; none where the encoding is not the trouble."""
    ending = path.suffix.casefold().removeprefix(".")
    if ending not in plugins.names("tlc.importers") or not takes_encoding(plugins.load("tlc.importers", ending)):
        return ()
    try:
        with path.open("rb") as file:
            return tuple(one for one in readings(file.read(_MOST_SAMPLE_BYTES)) if one.lines)
    except OSError:
        return ()
