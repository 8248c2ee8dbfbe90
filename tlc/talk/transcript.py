"""The canonical transcript: a text file that a person can read and a program cannot misread.

A line of ``|`` goes on with the words above it; one of ``#`` is a note, and where it stood among the words above it.

::

    tlc transcript 1
    id: FG01
    group: FG01
    language: en
    source: FG01.docx (docx, tlc 0.1.0)
    source sha256: 9f2c...
    words sha256: 41aa...

    0001 R01: Good morning. How is it at the doctor's here?
         ro: Bună dimineața. Cum e la doctor aici?
    0002 P03 [00:01:23.500]: Well.
         | It depends.
         # 5: [laughs]
    0003 ? (ro): Așa e.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from tlc._text import normalise, read
from tlc.errors import TranscriptError
from tlc.model import Note, Source, Transcript, Turn, turn_id

_FIRST = "tlc transcript 1"
_TURN = re.compile(
    r"(?P<number>\d{4,}) (?P<speaker>\?|[A-Za-z0-9]+)(?: \((?P<language>[A-Za-z0-9-]+)\))?"
    r"(?: \[(?P<h>\d+):(?P<m>\d\d):(?P<s>\d\d\.\d{3})\])?:(?: (?P<text>.*))?"
)
_MORE = re.compile(
    r" {5}(?:\| (?P<more>.*)|# (?P<at>\d+): (?P<note>.+)|(?P<language>[A-Za-z0-9-]+):(?: (?P<original>.*))?)"
)
_SOURCE = re.compile(r"(?P<name>.*) \((?P<importer>[^,()]+), tlc (?P<version>[^,()]+)\)")


def write_transcript(transcript: Transcript, *, notice: str = "") -> str:
    """Lay a transcript out as text; ``notice`` is a line for every reader, such as that it is synthetic."""
    languages = [turn.language for turn in transcript.turns]
    # The language of most turns goes to the head; ties by alphabet, so that the same input gives the same bytes.
    usual = max(sorted(set(languages)), key=languages.count, default="en")
    source = transcript.source
    head = [_FIRST, f"id: {transcript.id}", f"group: {transcript.group}", f"language: {usual}"]
    head += [
        f"source: {source.name} ({source.importer}, tlc {source.version})",
        f"source sha256: {source.digest}",
    ]
    head += [f"words sha256: {transcript.digest}"] + ([f"notice: {notice}"] if notice else [])
    lines = [line for turn in transcript.turns for line in _turn_lines(turn, usual)]
    return "\n".join([*head, "", *lines, ""])


def read_transcript(path: Path, *, name: str | None = None) -> Transcript:
    """Read a canonical transcript, and make sure that nobody changed its words.

    Parameters
    ----------
    path : Path
    name : str, optional
        The id that its head must give; by default the file's name.

    Raises
    ------
    TranscriptError
        The file cannot be opened, a line cannot be understood, the words are no longer those that were imported, or
        the file is a copy under another name.
    """
    lines = normalise(read(path, kind=TranscriptError)).split("\n")
    if lines[0].strip() != _FIRST:
        raise TranscriptError(
            "This is not a transcript that tlc wrote.", where=path, hint="Bring files in with: tlc add"
        )
    end = lines.index("") if "" in lines else len(lines)
    head = dict(_head_line(line, path, number) for number, line in enumerate(lines[1:end], start=2))
    missing = {"id", "group", "language", "source", "source sha256", "words sha256"} - head.keys()
    if missing:
        raise TranscriptError(f"The head lacks '{min(missing)}'.", where=path, hint="Bring the file in again.")
    if (name or path.stem).casefold() != head["id"].casefold():
        # Sync tools leave "FG01 (1).txt" behind; which of the two is the session is for a person to say.
        raise TranscriptError(
            "The file's name is not the id in its head.",
            where=path,
            hint="If it is a copy, take it out of the study; if not, give it the name of its id.",
        )
    source = _SOURCE.fullmatch(head["source"])
    if source is None:
        raise TranscriptError("The head's 'source' cannot be understood.", where=path, hint="Bring the file in again.")
    transcript = Transcript(
        id=head["id"],
        group=head["group"],
        source=Source(
            name=source["name"],
            importer=source["importer"],
            version=source["version"],
            digest=head["source sha256"],
        ),
        turns=_turns(lines, end + 1, head, path),
    )
    if transcript.digest != head["words sha256"]:
        raise TranscriptError(
            "The transcript was changed after it was imported, so codings may no longer fit its words.",
            where=path,
            hint="Put the file back as it was, or correct the session's own file and bring it in again.",
        )
    return transcript


def _head_line(line: str, path: Path, number: int) -> tuple[str, str]:
    name, colon, value = line.partition(": ")
    if not colon:
        raise TranscriptError("The head has a line without 'name: value'.", where=(path, number))
    return name, value


def _turn_lines(turn: Turn, usual: str) -> list[str]:
    head = f"{turn.number:04d} {turn.speaker or '?'}"
    if turn.language != usual:
        head += f" ({turn.language})"
    if turn.seconds is not None:
        # Rounded as the digest rounds it; round() would now and then differ by a millisecond.
        whole, _, milliseconds = f"{turn.seconds:.3f}".partition(".")
        minutes, seconds = divmod(int(whole), 60)
        head += f" [{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}.{milliseconds}]"
    lines = _said_lines(head, turn.text, turn.notes)
    if turn.original is not None:
        lines += _said_lines(f"     {turn.original_language}", turn.original, turn.original_notes)
    return lines


def _said_lines(head: str, text: str, notes: Iterable[Note]) -> list[str]:
    first, *rest = text.split("\n")
    # No space at the end of a line: editors take it off.
    begun = f"{head}: {first}" if first else f"{head}:"
    return [begun, *(f"     | {more}" for more in rest), *(f"     # {note.at}: {note.text}" for note in notes)]


def _turns(lines: list[str], start: int, head: dict[str, str], path: Path) -> tuple[Turn, ...]:
    turns: list[Turn] = []
    block: list[tuple[int, re.Match[str]]] = []
    for index in range(start, len(lines) + 1):
        line = lines[index] if index < len(lines) else ""
        begins = _TURN.fullmatch(line)
        if (begins or index == len(lines)) and block:
            turns.append(_turn(block, head, path))
            block = []
        more = _MORE.fullmatch(line) if block else None
        if begins or more:
            block.append((index + 1, begins or more))  # type: ignore[arg-type]  # one of the two is a match
        elif line:
            raise TranscriptError("The line is neither a turn nor part of one.", where=(path, index + 1))
    return tuple(turns)


def _turn(block: list[tuple[int, re.Match[str]]], head: dict[str, str], path: Path) -> Turn:
    (_, first), *rest = block
    text, original, language = [first["text"] or ""], [], None
    notes: tuple[list[Note], list[Note]] = ([], [])
    for line, match in rest:
        if match["more"] is not None:
            (original if language else text).append(match["more"])
        elif match["note"] is not None:
            notes[bool(language)].append(Note(at=int(match["at"]), text=match["note"]))
        elif language is None:
            language = match["language"]
            original.append(match["original"] or "")
        else:
            raise TranscriptError("The turn has two originals.", where=(path, line))
    seconds = None
    if first["h"]:
        # In whole milliseconds: sums of floats would read 116.165 back as 116.16499999999999.
        minutes = int(first["h"]) * 60 + int(first["m"])
        seconds = (minutes * 60_000 + int(first["s"].replace(".", ""))) / 1000
    return Turn(
        id=turn_id(head["id"], int(first["number"])),
        speaker=None if first["speaker"] == "?" else first["speaker"],
        text="\n".join(text),
        language=first["language"] or head["language"],
        original="\n".join(original) if language else None,
        original_language=language,
        seconds=seconds,
        notes=tuple(notes[0]),
        original_notes=tuple(notes[1]),
    )
