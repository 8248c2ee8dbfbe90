"""Answers that only people can give: a TOML file in the study, made blank, filled in by the team, read strictly."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tlc._text import normalise, read
from tlc.errors import StudyError

_BLANK = Path(__file__).with_name("blank")
_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?")
_KINDS = {str: "a text in quotation marks", list: 'a list, such as [1, 4] or ["Q1"]', dict: "as in { answer = ... }"}

Answers = Mapping[str, Mapping[str, Any]]


def blank(name: str) -> str:
    """The text of a file in which nothing is answered yet.

    >>> "[permissions]" in blank("case-study.toml")
    True
    """
    return (_BLANK / name).read_text(encoding="utf-8")


def read_answers(path: Path, name: str) -> Answers:
    """Read what people answered; what they left out is as in the blank file.

    Parameters
    ----------
    path : Path
        A missing file answers nothing.
    name : str
        Of the blank file, which says what may be answered.

    Returns
    -------
    mapping of section to mapping of field to value

    Raises
    ------
    StudyError
        It is not TOML, has a section or field that the blank file lacks, or a value of another kind.
    """
    known = tomllib.loads(blank(name))
    if not path.is_file():
        return known
    try:
        said = tomllib.loads(normalise(read(path)))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        where = (path, int(place[1])) if place else path
        raise StudyError("From here on, the file is not valid TOML.", where=where, hint="Look at that line.") from None
    for section, fields in said.items():
        if section not in known or not isinstance(fields, dict):
            raise StudyError(
                "The file has a section that the form does not have.",
                where=path,
                hint=f"Its sections are: {', '.join(known)}.",
            )
        for field, value in fields.items():
            _check(value, known[section].get(field), f"[{section}]", tuple(known[section]), path)
    return {section: {**fields, **said.get(section, {})} for section, fields in known.items()}


def is_date(text: str) -> bool:
    """Whether a text is a month or a day as tlc writes them.

    >>> is_date("2027-06"), is_date("2027-06-30"), is_date("next June")
    (True, True, False)
    """
    return bool(_DATE.fullmatch(text.strip()))


def _check(value: object, like: object, section: str, fields: tuple[str, ...], path: Path) -> None:
    if like is None:
        raise StudyError(
            f"Section {section} has a field that the form does not have.",
            where=path,
            hint=f"Its fields are: {', '.join(fields)}.",
        )
    if type(value) is not type(like):
        right = next((words for kind, words in _KINDS.items() if isinstance(like, kind)), "as in a new file")
        raise StudyError(
            f"A field of section {section} is of the wrong kind.",
            where=path,
            hint=f"It should be {right}. Move the file away, and tlc makes a new one to look at.",
        )
    if isinstance(value, dict) and isinstance(like, dict):
        for field, one in value.items():
            _check(one, like.get(field), section, tuple(like), path)
