"""The sample study that ships with tlc: laid out anew, or found where it was laid out before."""

from __future__ import annotations

from pathlib import Path

from tlc._files import shipped, write_whole
from tlc.errors import StudyError
from tlc.talk.new_study import FOLDERS

#: The two sample coders: invented, like everybody in the sample.
CODERS = {"asha": "Asha (sample coder)", "ben": "Ben (sample coder)"}
_MARK = ".tlc-demo"


def lay_out_sample(folder: Path) -> bool:
    """Copy the sample study's own files into a folder.

    Returns
    -------
    bool
        True where it was laid out now; False where an earlier demo stands there, whose files are left as they are.

    Raises
    ------
    StudyError
        The folder holds something else.
    """
    if (folder / _MARK).is_file():
        return False
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StudyError(
            "The folder holds something else, so the demo does not touch it.",
            where=folder,
            hint="Name another one: tlc demo FOLDER",
        )
    source = shipped("transcripts_sample")
    for file in sorted(path for path in source.rglob("*") if path.is_file() and not path.name.startswith(".")):
        write_whole(folder / file.relative_to(source), file.read_bytes())
    write_whole(folder / "codebook.toml", (shipped("codebooks") / "barriers.toml").read_bytes())
    for name in FOLDERS:
        (folder / name).mkdir(exist_ok=True)
    # Last, so that a copy which was cut short is not taken for a whole one.
    write_whole(folder / _MARK, "Made by tlc demo. The study in this folder is synthetic.\n")
    return True
