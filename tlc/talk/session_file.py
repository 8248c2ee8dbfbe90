"""A session's file, read once: its bytes' digest, and what the importer of its kind found in it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tlc import plugins
from tlc.errors import TranscriptError
from tlc.talk.importers import Importer, RawTranscript, read_in, takes_encoding
from tlc.talk.importers._file import bytes_of

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
        Of plain text that is not Unicode, such as ``cp1250``; nothing is ever guessed. Files that say themselves how
        their letters are stored are read as they say.

    Raises
    ------
    TranscriptError
        It cannot be opened, is too large, is of no known kind, or its importer refuses it.
    """
    data = bytes_of(path)
    importer = _importer_of(path)
    raw = _read(plugins.load("tlc.importers", importer), data, name=path.name, encoding=encoding)
    return SessionFile(name=path.name, digest=hashlib.sha256(data).hexdigest(), importer=importer, raw=raw)


def _read(importer: Importer, data: bytes, *, name: str, encoding: str | None) -> RawTranscript:
    if encoding is None or not takes_encoding(importer):
        # Of a folder of files, the encoding is meant for those that leave it open.
        return read_in(importer, data, name=name)
    try:
        return read_in(importer, data, name=name)
    except TranscriptError:
        return read_in(importer, data, name=name, encoding=encoding)


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """List the files of a batch: folders are opened, with the folders in them; what programs leave behind is not."""
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            inside = sorted(path.iterdir(), key=lambda file: (file.name.casefold(), file.name))
            yield from files_in(one for one in inside if not _PASSED_OVER.fullmatch(one.name))
        else:
            yield path


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
