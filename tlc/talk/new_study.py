"""A new study: a folder that a person can fill in, with every field explained in it."""

from __future__ import annotations

import re
from pathlib import Path

from tlc._files import shipped, write_whole
from tlc._text import normalise
from tlc.errors import StudyError
from tlc.talk.settings import FILE

_FORMS = Path(__file__).with_name("new")
FOLDERS = ("transcripts", "codings", "topics", "reports")


def new_study(folder: Path, *, title: str = "", codebook: str = "barriers") -> Path:
    """Make a study folder.

    Parameters
    ----------
    folder : Path
        To be made; it may exist if it is empty.
    title : str
        The study's title; by default the folder's name.
    codebook : str
        Which of the shipped codebooks to begin with: ``barriers`` or ``levesque``.

    Raises
    ------
    StudyError
        The folder holds something already, or there is no such codebook.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StudyError("The folder is not empty.", where=folder, hint="Choose another name: nothing was changed.")
    book = shipped("codebooks") / f"{codebook}.toml"
    if not re.fullmatch(r"[a-z0-9_]+", codebook) or not book.is_file():
        known = ", ".join(sorted(path.stem for path in shipped("codebooks").glob("*.toml")))
        raise StudyError(f"There is no codebook '{codebook}'.", hint=f"tlc ships: {known}.")
    # "tlc new ." has a folder without a name; a line end would break the study file.
    words = " ".join(normalise(title or folder.resolve().name).replace("\\", "").replace('"', "'").split())
    for form in sorted(_FORMS.iterdir()):
        text = form.read_text(encoding="utf-8")
        write_whole(
            folder / form.name,
            text.replace('title = ""', f'title = "{words}"', 1) if form.name == FILE else text,
        )
    write_whole(folder / "codebook.toml", book.read_bytes())
    for name in FOLDERS:
        (folder / name).mkdir()
    return folder
