"""Earlier versions of transcripts that were corrected: kept beside the others, and never read as what was said.

::

    transcripts/FG01.txt                        what was said, as it was corrected last
    transcripts/earlier/FG01-41aa20c7d3f1.txt   what it was before, named by the digest of its words
    transcripts/earlier/FG01-41aa20c7d3f1.toml  what became of the codings: ids and places
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tlc._files import write_whole
from tlc._text import read
from tlc.errors import CodingError, StudyError, TranscriptError
from tlc.model import Placing, Problem, Span, Transcript
from tlc.talk.transcript import read_transcript

FOLDER = "earlier"
_NAMED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """One earlier version of a transcript, and the file in which it is kept."""

    path: Path
    transcript: Transcript = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacing:
    """A correction, as it was planned: written before anything is changed, so that what stops it leaves it known.

    Attributes
    ----------
    transcript : str
        Its id.
    number : int
        Counts the corrections of a study: two may be of the same second.
    at : str
        When it was begun, in ISO 8601.
    before, after : str
        Digests of the words.
    step : str
        Names the step of this correction in the files of the coders.
    placings : tuple of Placing
        What becomes of each coding that does not stay where it is.
    kept : int
        How many codings stay where they are.
    suggestions : mapping of str to int
        How many suggestions of which machine are dropped.
    is_finished : bool
        Transcript and codings are as planned.
    """

    transcript: str
    number: int
    at: str
    before: str
    after: str
    step: str
    placings: tuple[Placing, ...] = ()
    kept: int = 0
    suggestions: Mapping[str, int] = field(default_factory=dict)
    is_finished: bool = False

    @property
    def stem(self) -> str:
        """How its files are named, and those of the version that it replaces."""
        return f"{self.transcript}-{self.before[:_NAMED]}"

    def save(self, transcripts: Path) -> None:
        """Write it down beside the earlier version."""
        import tomli_w

        names = ("transcript", "number", "at", "before", "after", "step", "kept", "is_finished")
        values: dict[str, Any] = {name: getattr(self, name) for name in names}
        values |= {"suggestions": dict(self.suggestions), "placing": [_entry(one) for one in self.placings]}
        head = f"# What became of the codings on {self.transcript} when it was corrected: ids and places, no words.\n"
        write_whole(transcripts / FOLDER / f"{self.stem}.toml", head + tomli_w.dumps(values))

    def finish(self, transcripts: Path) -> Replacing:
        """Write down that all of it was done."""
        done = replace(self, is_finished=True)
        done.save(transcripts)
        return done


def keep(transcripts: Path, transcript: Transcript) -> Path:
    """Copy a transcript, as it lies there, to the earlier versions.

    Raises
    ------
    TranscriptError, StudyError
        It cannot be read, or the copy cannot be written.
    """
    text = read(transcripts / f"{transcript.id}.txt", kind=TranscriptError)
    return write_whole(transcripts / FOLDER / f"{transcript.id}-{transcript.digest[:_NAMED]}.txt", text)


def earlier_versions(transcripts: Path, name: str | None = None) -> tuple[Earlier, ...]:
    """Read the earlier versions of one transcript, or of all.

    Raises
    ------
    TranscriptError
        One cannot be read, or its words were changed by hand.
    """
    found = []
    for path in _files(transcripts, ".txt"):
        own = path.stem.rpartition("-")[0]
        if name is None or own == name:
            try:
                found.append(Earlier(path=path, transcript=read_transcript(path, name=own)))
            except TranscriptError as error:
                raise TranscriptError(
                    "This earlier version of a transcript cannot be read, or was changed by hand.",
                    where=path,
                    hint="Put it back as it was; or delete this one file, if nobody needs to look back at it.",
                ) from error
    return tuple(found)


def replacings(transcripts: Path) -> tuple[Replacing, ...]:
    """Read what is written down of corrections, oldest first.

    Raises
    ------
    StudyError
        One of these files cannot be read.
    """
    return tuple(sorted(map(_read, _files(transcripts, ".toml")), key=lambda one: (one.number, one.stem)))


def check_replacings(transcripts: Path) -> tuple[Problem, ...]:
    """A correction that was begun and not finished is an error: some codings stand where the words were before."""
    return tuple(
        Problem(
            severity="error",
            what=f"{one.transcript} is being replaced by a corrected file, and this is not finished.",
            where=f"transcripts/{FOLDER}/{one.stem}.toml",
            mend="Run the same command again: tlc add --replace FILE",
        )
        for one in replacings(transcripts)
        if not one.is_finished
    )


def forget(transcripts: Path, one: Replacing) -> None:
    """Take back what was written down of a correction that never came to change anything."""
    path = transcripts / FOLDER / f"{one.stem}.toml"
    try:
        # The copy stays: it is the same as the transcript itself, and an earlier correction may have left it.
        path.unlink(missing_ok=True)
    except OSError as error:
        raise StudyError(
            "The file cannot be deleted.", where=path, hint="Close it, and run the same command again."
        ) from error


def _files(transcripts: Path, ending: str) -> Iterable[Path]:
    # Sync tools and macOS leave files there that begin with a dot.
    return (path for path in sorted((transcripts / FOLDER).glob(f"*{ending}")) if not path.name.startswith("."))


def _read(path: Path) -> Replacing:
    try:
        values: dict[str, Any] = tomllib.loads(read(path))
        placings = tuple(map(_placing, values.pop("placing")))
        return Replacing(placings=placings, **values)
    except (tomllib.TOMLDecodeError, CodingError, AttributeError, TypeError, KeyError, ValueError) as error:
        raise StudyError(
            "What is written down about a corrected transcript cannot be read.",
            where=path,
            hint="Get a whole copy of this file back, from a backup or the history of the shared folder.",
        ) from error


def _entry(one: Placing) -> dict[str, str]:
    entry: dict[str, str] = {"coder": one.coder, "code": one.code, "coding": one.coding, "how": one.how}
    entry |= {"why": one.why} if one.why else {}
    entry["before"] = _text(one.before)
    return entry | ({"after": _text(one.after)} if one.after else {})


def _placing(entry: dict[str, Any]) -> Placing:
    before, after = entry.pop("before"), entry.pop("after", None)
    return Placing(before=_span(before), after=None if after is None else _span(after), **entry)


def _text(span: Span) -> str:
    return f"{span.turn} {span.start}-{span.end}"


def _span(text: str) -> Span:
    turn, _, place = text.partition(" ")
    start, _, end = place.partition("-")
    return Span(turn=turn, start=int(start), end=int(end))
