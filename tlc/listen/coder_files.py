"""The coders' files of a study, each read when it is first asked for and again when somebody wrote to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
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
    errors : mapping of str to CodingError
        Why some could not be read, by the coders after whom the files are named: they hide nobody else's.
    """

    kept: tuple[Kept, ...] = ()
    errors: Mapping[str, CodingError] = field(default_factory=dict)

    @property
    def damaged(self) -> tuple[CodingError, ...]:
        """Why some files could not be read."""
        return tuple(self.errors.values())

    def need(self, coders: Iterable[str]) -> None:
        """Raise the CodingError of the first of these coders whose file could not be read."""
        for name in coders:
            if name in self.errors:
                raise self.errors[name]


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
        files = {path: self._one(path) for path in coder_files(self._folder) if _named_after(path) != self._but}
        if {path: stamp for path, (stamp, _) in files.items()} != {path: one[0] for path, one in self._files.items()}:
            errors = {_named_after(path): one for path, (_, one) in files.items() if isinstance(one, CodingError)}
            errors |= _twins(files)
            self._read = CoderFilesRead(
                kept=tuple(
                    one
                    for path, (_, one) in files.items()
                    if isinstance(one, Kept) and _named_after(path) not in errors
                ),
                errors=errors,
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


def check_alone(path: Path) -> None:
    """Make sure that a coder's file is their only one; there may be none yet.

    Raises
    ------
    CodingError
        A second file of the same coder lies beside it.
    """
    twins = _twins([one for one in coder_files(path.parent) if _named_after(one) == path.stem])
    for error in twins.values():
        raise error


def check_own(path: Path) -> None:
    """Read a coder's file from its first event to its last; there may be none yet.

    Raises
    ------
    CodingError
        It is damaged, or a second file of the same coder lies beside it.
    """
    check_alone(path)
    if path.exists():
        read_coder(path)


def _named_after(path: Path) -> str:
    # Some file systems tell ASHA.sqlite and asha.sqlite apart, and a coder's id is in small letters.
    return path.stem.casefold()


def _twins(paths: Collection[Path]) -> dict[str, CodingError]:
    """Tell which coders have two files: counted together, much of what they coded would count twice."""
    found: dict[str, list[Path]] = {}
    for path in paths:
        found.setdefault(_named_after(path), []).append(path)
    return {
        name: CodingError(
            f"There is more than one file of codings of '{name}': {', '.join(path.name for path in files)}.",
            where=files[0],
            hint=f"Keep the one with the newest codings, as {name}.sqlite, and take the other out of the folder.",
        )
        for name, files in found.items()
        if len(files) > 1
    }


def _stamp(path: Path) -> _Stamp:
    try:
        about = path.stat()
    except OSError:
        return 0, 0, None
    try:
        return about.st_mtime_ns, about.st_size, tip_of(path)
    except CodingError:
        return about.st_mtime_ns, about.st_size, None
