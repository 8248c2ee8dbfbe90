"""The coders' files of a study, each read when it is first asked for and again when somebody wrote to it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tlc.errors import CodingError
from tlc.listen.codings import Kept, Tip, coder_files, read_coder, tip_of

# Some drives tell the time of a change to two seconds only, so it is asked for the end of the log too.
_Stamp = tuple[int, int, Tip | None]


@dataclass(frozen=True, slots=True)
class CoderFilesRead:
    """What coders' files hold now.

    Attributes
    ----------
    kept : tuple of Kept
        In the order of the coders' ids.
    damaged : tuple of CodingError
        Why some could not be read: they hide nobody else's.
    """

    kept: tuple[Kept, ...] = ()
    damaged: tuple[CodingError, ...] = ()


class CoderFiles:
    """Reads the files of coders, and a file a second time only when it has changed.

    Parameters
    ----------
    folder : Path
        Where the files lie; there may be none yet.
    but : str
        Id of a coder whose file is passed over.
    """

    def __init__(self, folder: Path, *, but: str = "") -> None:
        self._folder, self._but = folder, but
        self._files: dict[Path, tuple[_Stamp, Kept | CodingError]] = {}
        self._read = CoderFilesRead()

    def read(self) -> CoderFilesRead:
        """Give what the files hold now; the very same object where none has changed."""
        files = {path: self._one(path) for path in coder_files(self._folder) if path.stem != self._but}
        if {path: stamp for path, (stamp, _) in files.items()} != {path: one[0] for path, one in self._files.items()}:
            held = [one for _, one in files.values()]
            self._read = CoderFilesRead(
                kept=tuple(one for one in held if isinstance(one, Kept)),
                damaged=tuple(one for one in held if isinstance(one, CodingError)),
            )
        self._files = files
        return self._read

    def _one(self, path: Path) -> tuple[_Stamp, Kept | CodingError]:
        # Before it is read: what is written meanwhile is then read the next time.
        stamp = _stamp(path)
        before = self._files.get(path)
        if before is not None and before[0] == stamp:
            return before
        try:
            return stamp, read_coder(path)
        except CodingError as error:
            return stamp, error


def _stamp(path: Path) -> _Stamp:
    try:
        about = path.stat()
    except OSError:
        return 0, 0, None
    try:
        return about.st_mtime_ns, about.st_size, tip_of(path)
    except CodingError:
        return about.st_mtime_ns, about.st_size, None
