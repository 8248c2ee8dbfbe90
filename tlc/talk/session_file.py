"""A session's file, read once: its bytes' digest, and what the importer of its kind found in it."""

from __future__ import annotations

import hashlib
import inspect
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tlc import plugins
from tlc.errors import TranscriptError
from tlc.talk.importers import RawTranscript

_MOST_BYTES = 100_000_000
# Left behind by Word, LibreOffice, macOS, Windows and sync tools: never a transcript.
_PASSED_OVER = re.compile(r"~\$.*|\..*|Thumbs\.db|desktop\.ini|README.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SessionFile:
    """A file as an importer read it.

    Attributes
    ----------
    name : str
        The file's own name, without folders.
    digest : str
        SHA-256 of its bytes.
    importer : str
        Which importer read it, such as ``docx``.
    raw : RawTranscript
        Its turns, and what stands beside them.
    """

    name: str
    digest: str
    importer: str
    raw: RawTranscript

    def __repr__(self) -> str:
        # The name may hold somebody's name, and the turns hold their words.
        return f"SessionFile({self.importer}, {len(self.raw.turns)} turns, sha256 {self.digest[:12]})"


def read_session(path: Path, *, encoding: str | None = None) -> SessionFile:
    """Read a session's file with the importer of its ending.

    Parameters
    ----------
    path : Path
    encoding : str, optional
        Of a plain text file that is neither UTF-8 nor UTF-16, such as ``cp1250``; nothing is ever guessed.

    Raises
    ------
    TranscriptError
        It cannot be opened, is too large, is of no known kind, or its importer refuses it.
    """
    data = _bytes_of(path)
    importer = _importer_of(path)
    read = plugins.load("tlc.importers", importer)
    options = {}
    if encoding:
        if "encoding" not in inspect.signature(read).parameters:
            raise TranscriptError(
                f"A {importer} file says itself how its letters are stored.",
                where=path,
                hint="Leave --encoding out for this file.",
            )
        options = {"encoding": encoding}
    raw: RawTranscript = read(data, name=path.name, **options)
    return SessionFile(name=path.name, digest=hashlib.sha256(data).hexdigest(), importer=importer, raw=raw)


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """List the files of a batch: folders are opened, with the folders in them; what programs leave behind is not."""
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            inside = sorted(path.iterdir(), key=lambda file: (file.name.casefold(), file.name))
            yield from files_in(one for one in inside if not _PASSED_OVER.fullmatch(one.name))
        else:
            yield path


def _bytes_of(path: Path) -> bytes:
    try:
        # A link may lead out of the folder that a person meant; a pipe or a device never ends.
        if path.is_symlink():
            raise _not_a_file(path, "is a link to another file", "Name the file itself, or copy it here.")
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise _not_a_file(path, "is no file", "Name a transcript's file, or a folder of them.")
        if found.st_size > _MOST_BYTES:
            raise _too_large(path)
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise TranscriptError(
            "The file cannot be opened.",
            where=path,
            hint="Is it there, and may you read it? Close it in Word.",
        ) from error
    if len(data) > _MOST_BYTES:
        raise _too_large(path)
    return data


def _not_a_file(path: Path, what: str, hint: str) -> TranscriptError:
    return TranscriptError(f"This {what}, so tlc does not open it.", where=path, hint=hint)


def _too_large(path: Path) -> TranscriptError:
    return TranscriptError(
        f"The file is larger than {_MOST_BYTES // 1_000_000} MB.", where=path, hint="A transcript is far smaller."
    )


def _importer_of(path: Path) -> str:
    ending = path.suffix.casefold().removeprefix(".")
    known = plugins.names("tlc.importers")
    if ending not in known:
        raise TranscriptError(
            f"tlc cannot read files that end in '.{ending}'." if ending else "The file's name has no ending.",
            where=path,
            hint=f"Save it as one of: {', '.join(known)}.",
        )
    return ending
