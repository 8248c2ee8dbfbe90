"""Talk about other things, read so that a codebook's terms can be tried on it: no study, no people, no gate.

Nothing of it is kept: it is read, counted, and forgotten.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from tlc._text import decode, normalise
from tlc.errors import TranscriptError
from tlc.model import Problem
from tlc.talk.importers._file import bytes_of
from tlc.talk.language import UNDETERMINED, languages_of
from tlc.talk.session_file import files_in, read_session

# What people call the column of the words, likeliest first.
_COLUMNS = ("text", "words", "comment", "content", "utterance", "english")
_TABLES = (".csv", ".tsv")
_ENOUGH = 4_000


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Control:
    """What was read.

    Attributes
    ----------
    texts : mapping of language to tuple of str
    files : int
        How many files it comes from.
    problems : tuple of Problem
        The files that could not be read, and why.
    """

    texts: Mapping[str, tuple[str, ...]]
    files: int
    problems: tuple[Problem, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "texts", MappingProxyType(dict(self.texts)))

    def __repr__(self) -> str:
        return f"Control({self.files} files, {sum(map(len, self.texts.values()))} texts)"


def read_control(
    paths: Iterable[Path], *, among: Sequence[str], language: str | None = None, encoding: str | None = None
) -> Control:
    """Read files and folders of talk.

    Transcripts are read as sessions are, whoever speaks; plain text without labels, a text a line; ``.jsonl`` and
    tables by their column ``text``.

    Parameters
    ----------
    paths : iterable of Path
        Folders are opened, with the folders in them.
    among : sequence of str
        The languages that a file may be in, as BCP 47 tags.
    language : str, optional
        What all files are in, where a person says so; else it is told from the words of each file.
    encoding : str, optional
        Of plain text that is not Unicode.

    Returns
    -------
    Control
        A file that cannot be read is named under ``problems``, and the others are read all the same.
    """
    texts: dict[str, list[str]] = {}
    problems: list[Problem] = []
    files = 0
    for path in files_in(paths):
        try:
            said = [text for text in _texts(path, encoding) if text.strip()]
            spoken = language or _language(said, among, path)
        except TranscriptError as error:
            problems.append(Problem(severity="warning", what=error.what, where=error.place, mend=error.hint or ""))
            continue
        texts.setdefault(spoken, []).extend(said)
        files += 1
    return Control(texts={name: tuple(found) for name, found in texts.items()}, files=files, problems=tuple(problems))


def _texts(path: Path, encoding: str | None) -> Iterator[str]:
    ending = path.suffix.casefold()
    if ending == ".jsonl":
        yield from _of_lines(path, encoding)
        return
    column = _column(path, encoding) if ending in _TABLES else None
    if column is not None:
        yield from column
        return
    try:
        yield from (turn.text for turn in read_session(path, encoding=encoding).raw.turns)
    except TranscriptError:
        if ending != ".txt":
            raise
        # Without labels it is no transcript, and talk all the same.
        yield from decode(bytes_of(path), where=path, encoding=encoding).split("\n")


def _of_lines(path: Path, encoding: str | None) -> Iterator[str]:
    for number, line in enumerate(decode(bytes_of(path), where=path, encoding=encoding).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise TranscriptError(
                "The line is no JSON.", where=(path, number), hint='Each line: {"text": "..."}'
            ) from error
        names = {str(name).casefold(): value for name, value in row.items()} if isinstance(row, dict) else {}
        found = [names[name] for name in _COLUMNS if isinstance(names.get(name), str)]
        if not found:
            raise TranscriptError(
                "The line has no text.", where=(path, number), hint=f"Call it one of: {', '.join(_COLUMNS)}."
            )
        yield normalise(found[0])


def _column(path: Path, encoding: str | None) -> list[str] | None:
    """Take a table's column of words by its name; None where no column has such a name."""
    text = decode(bytes_of(path), where=path, encoding=encoding)
    delimiter = "\t" if path.suffix.casefold() == ".tsv" else ","
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        return None
    heads = [head.strip().casefold() for head in rows[0]] if rows else []
    place = next((heads.index(name) for name in _COLUMNS if name in heads), None)
    return None if place is None else [normalise(row[place]) for row in rows[1:] if len(row) > place]


def _language(texts: Sequence[str], among: Sequence[str], path: Path) -> str:
    told = languages_of([" ".join(" ".join(texts[:200])[:_ENOUGH].split())], among)[0]
    if told == UNDETERMINED:
        raise TranscriptError(
            "tlc cannot tell which language the file is in.", where=path, hint="Name it: --language en"
        )
    return told
