"""Texts for people to translate: a file of slots in the study, each with its English and what to say in place of it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tlc._text import normalise, read
from tlc.errors import StudyError

_HOLES = re.compile(r"\{(\w+)\}")
_HEAD = """\
# The community summary in: {language}. Write the translation of each "en" beside "say".
# What stands in {{ }} is filled in by tlc: keep it as it is. What has no translation is listed, and the page is marked.
# Who speaks the language at home and has read it? A role or an organisation, never a person's name.
reviewed = ""
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One text to translate.

    Attributes
    ----------
    section, key : str
        Where it stands in the file.
    en : str
    offered : str
        A translation that ships with tlc; empty where none does.

    >>> Slot(section="page", key="found", en="In {sessions} talks.").holes
    frozenset({'sessions'})
    """

    section: str
    key: str
    en: str
    offered: str = ""

    @property
    def holes(self) -> frozenset[str]:
        """The names that tlc fills in."""
        return holes(self.en)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What people wrote into their file.

    Attributes
    ----------
    reviewed : str
        Who read it that speaks the language at home; empty while nobody did.
    texts : mapping of (section, key) to (English, translation)
    """

    reviewed: str
    texts: Mapping[tuple[str, str], tuple[str, str]]


def holes(text: str) -> frozenset[str]:
    """Name what is to be filled in within a text.

    >>> sorted(holes("{sessions} of {all}"))
    ['all', 'sessions']
    """
    return frozenset(_HOLES.findall(text))


def filled(text: str, values: Mapping[str, str]) -> str:
    """Fill in a text; what is filled in is never read for more holes.

    >>> filled("{a} and {b}", {"a": "{b}", "b": "two"})
    '{b} and two'
    """
    return _HOLES.sub(lambda found: values.get(found[1], found[0]), text)


def read_slots(path: Path) -> Said:
    """Read a file that people translated.

    Raises
    ------
    StudyError
        It is not TOML, or is no file of slots.
    """
    try:
        content = tomllib.loads(normalise(read(path)))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        where = (path, int(place[1])) if place else path
        raise StudyError("From here on, the file is not valid TOML.", where=where, hint="Look at that line.") from None
    reviewed = content.pop("reviewed", "")
    texts: dict[tuple[str, str], tuple[str, str]] = {}
    for section, slots in content.items():
        if not isinstance(slots, dict) or not all(map(_is_slot, slots.values())):
            raise StudyError(
                "The file holds something else than slots with the texts 'en' and 'say'.",
                where=path,
                hint="Move it away, and tlc makes a new one to compare it with.",
            )
        texts |= {(section, key): (slot["en"], slot["say"]) for key, slot in slots.items()}
    if not isinstance(reviewed, str):
        raise StudyError("'reviewed' is not a text.", where=path, hint='Write it in quotation marks: reviewed = "..."')
    return Said(reviewed=reviewed.strip(), texts=texts)


def with_slots(text: str, slots: Iterable[Slot], *, language: str) -> str:
    """Add to a file's text what it lacks: new slots, and those of which the English has changed, to translate again.

    Parameters
    ----------
    text : str
        Empty for a new file.
    slots : iterable of Slot
    language : str

    Returns
    -------
    str
        The file's text with people's words and comments as they were; the translation of an English that changed is
        kept as ``before``. The same text where nothing was lacking.
    """
    import tomlkit

    document = tomlkit.parse(text or _HEAD.format(language=language))
    for slot in slots:
        section: Any = document.get(slot.section)
        if section is None:
            section = tomlkit.table(is_super_table=True)
            document.add(slot.section, section)
            section = document[slot.section]
        found = section.get(slot.key)
        if found is None:
            new = tomlkit.table()
            new.add("en", slot.en)
            new.add("say", slot.offered)
            section.add(slot.key, new)
        elif str(found["en"]) != slot.en:
            found["before"], found["en"], found["say"] = str(found["say"]), slot.en, slot.offered
    return tomlkit.dumps(document)


def _is_slot(slot: object) -> bool:
    return isinstance(slot, dict) and all(isinstance(slot.get(name), str) for name in ("en", "say"))
