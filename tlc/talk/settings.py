"""The study file, ``study.toml``: what the study is, and how careful its report must be."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any

from tlc._text import normalise, read
from tlc.errors import StudyError
from tlc.model import Settings
from tlc.model.tags import CLINICAL_AREAS, CORE20, INCLUSION_GROUPS, tag_id

FILE = "study.toml"


# Where each field stands in the file: its section and its key there.
_PLACES = {
    "expected_participants": ("expected", "participants"),
    "expected_community": ("expected", "community"),
    "expected_professionals": ("expected", "professionals"),
    "expected_focus_groups": ("expected", "focus_groups"),
    "expected_interviews": ("expected", "interviews"),
    "min_cell": ("report", "min_cell"),
    "known": ("check", "known"),
    "codebook": ("study", "codebook"),
    "prepared_by": ("report", "prepared_by"),
    "contact": ("report", "contact"),
    "reviewed": ("report", "reviewed"),
    "image": ("report", "image"),
    "image_alt": ("report", "image_alt"),
    "accessibility_statement": ("report", "accessibility_statement"),
    "names": ("report", "names"),
    "preferred": ("wording", "preferred"),
    "avoided": ("wording", "avoided"),
    "group_names": ("wording", "group_names"),
    "core20": ("tags", "core20"),
    "plus_groups": ("tags", "plus_groups"),
    "inclusion_groups": ("tags", "inclusion_groups"),
    "clinical_areas": ("tags", "clinical_areas"),
    "embedder": ("suggest", "embedder"),
    "topics_embedder": ("topics", "embedder"),
    "topics_stop_words": ("topics", "stop_words"),
}
_TAGS = {
    "plus_groups": INCLUSION_GROUPS,
    "inclusion_groups": INCLUSION_GROUPS,
    "clinical_areas": CLINICAL_AREAS,
}
_KINDS: dict[str, tuple[type, str]] = {
    "partners": (list, "a list of texts"),
    "known": (list, "a list of texts"),
    "topics_stop_words": (list, "a list of texts"),
    "plus_groups": (list, "a list of texts"),
    "inclusion_groups": (list, "a list of texts"),
    "clinical_areas": (list, "a list of texts"),
    "names": (list, "a list of texts"),
    "preferred": (list, "a list of texts"),
    "avoided": (list, "a list of texts"),
    "group_names": (list, "a list of texts"),
    "synthetic": (bool, "true or false"),
    "expected_participants": (int, "a whole number"),
    "expected_community": (int, "a whole number"),
    "expected_professionals": (int, "a whole number"),
    "expected_focus_groups": (int, "a whole number"),
    "expected_interviews": (int, "a whole number"),
    "min_cell": (int, "a whole number"),
}


def read_settings(path: Path) -> Settings:
    """Read a study file.

    Raises
    ------
    StudyError
        It is missing, cannot be opened, is not TOML, has a field that tlc does not know, or a value of the wrong kind.
    """
    if not path.is_file():
        raise StudyError(
            f"There is no {FILE} in this folder, so it is not a study.",
            where=path.parent,
            hint="Go to the study's folder, or make one with: tlc new NAME",
        )
    try:
        sections = tomllib.loads(normalise(read(path)))
    except tomllib.TOMLDecodeError as error:
        raise StudyError(f"The file is not valid TOML: {error}.", where=path, hint="Look at that line.") from error
    known = {field.name: _PLACES.get(field.name, ("study", field.name)) for field in fields(Settings)}
    _refuse_unknown(sections, known.values(), path)
    values: dict[str, Any] = {}
    for name, (section, key) in known.items():
        if key in sections.get(section, {}):
            values[name] = _checked(name, key, sections[section][key], path)
    if not str(values.get("title", "")).strip():
        raise StudyError("The study has no title.", where=path, hint='Add title = "..." under [study].')
    if values.get("min_cell", 1) < 1:
        raise StudyError("min_cell is less than 1.", where=path, hint="Most health boards use 5.")
    return Settings(**(values | _tags(values, path)))


def _tags(values: dict[str, Any], path: Path) -> dict[str, Any]:
    """The tags by their ids; one group under two spellings is one."""
    core20 = values.get("core20", "").strip().casefold()
    if core20 and core20 not in CORE20:
        raise StudyError("'core20' is none of its values.", where=path, hint=f"Write {', '.join(CORE20)} or nothing.")
    found: dict[str, Any] = {"core20": core20}
    for name, known in _TAGS.items():
        try:
            found[name] = tuple(dict.fromkeys(tag_id(one, known) for one in values.get(name, ())))
        except StudyError as error:
            raise StudyError(f"A tag under '{name}' is not in its list.", where=path, hint=error.hint) from error
    return found


def _checked(name: str, key: str, value: Any, path: Path) -> Any:
    kind, words = _KINDS.get(name, (str, "a text in quotation marks"))
    # In Python True is an int; in a study file it is a slip.
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise StudyError(f"'{key}' should be {words}.", where=path)
    if not isinstance(value, list):
        return value
    if not all(isinstance(part, str) for part in value):
        raise StudyError(f"'{key}' should be {words}.", where=path)
    return tuple(value)


def _refuse_unknown(sections: dict[str, Any], known: Iterable[tuple[str, str]], path: Path) -> None:
    places = set(known)
    for section, content in sections.items():
        if not isinstance(content, dict):
            raise StudyError(f"'{section}' stands outside any section.", where=path, hint="Put it under [study].")
        for key in content:
            if (section, key) not in places:
                close = difflib.get_close_matches(key, [name for _, name in places], n=1)
                home = next((place for place, name in places if close and name == close[0]), "")
                hint = (
                    f"Did you mean '{close[0]}' under [{home}]?"
                    if close
                    else "Take it out, or look for its name in the docs."
                )
                raise StudyError(f"[{section}] has a field '{key}' that tlc does not know.", where=path, hint=hint)
