"""A code's fields as the coding page shows them, and what somebody wrote there, cleaned and put into the code again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from tlc._text import normalise, without_unseen
from tlc.errors import CodebookError, StudyError
from tlc.model import POLARITIES, Code

#: How many letters somebody may write into a field, or into one line of a list.
LONGEST = {"label": 120, "brief": 300, "definition": 5_000, "include": 5_000, "exclude": 5_000, "line": 500}
MOST_LINES = 500
_TEXTS = ("brief", "definition", "include", "exclude", "polarity")
_LONGEST_NAME = 40
_LANGUAGE = re.compile("[a-z]{2,3}(-[A-Za-z0-9]+)*")


def fields_of(code: Code, languages: Iterable[str]) -> dict[str, Any]:
    """Lay a code's fields out for the page: texts, and lists of lines.

    >>> code = Code(id="hours", kind="barrier", label={"en": "Hours"}, terms={"en": ("closed",)})
    >>> fields = fields_of(code, ("en", "ro"))
    >>> fields["label.en"], fields["label.ro"], fields["terms.en"], fields["terms.ro"]
    ('Hours', '', ['closed'], [])
    """
    found: dict[str, Any] = {field: getattr(code, field) for field in _TEXTS}
    found["examples"] = list(code.examples)
    for language in dict.fromkeys((*languages, *code.label, *code.terms)):
        found[f"label.{language}"] = code.label.get(language, "")
        found[f"terms.{language}"] = list(code.terms.get(language, ()))
    return found


def values_of(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Give fields of the page as those of a code: labels and terms by language.

    >>> values_of({"brief": "Closed.", "label.ro": "Program", "terms.en": ["closed"], "terms.ro": []})
    {'brief': 'Closed.', 'label': {'ro': 'Program'}, 'terms': {'en': ('closed',), 'ro': ()}}
    """
    values: dict[str, Any] = {}
    for field, value in fields.items():
        noun, _, language = field.partition(".")
        plain = tuple(value) if isinstance(value, list) else value
        if language:
            values.setdefault(noun, {})[language] = plain
        else:
            values[noun] = plain
    return values


def cleaned(said: object) -> dict[str, Any]:
    """Take what the page sends of a code, and nothing that it does not offer.

    Raises
    ------
    CodebookError
        Something is longer than it may be, or of an unknown polarity.
    StudyError
        A code has no such field.

    >>> cleaned({"label.en": " Long  waits ", "terms.en": ["wait", "", " wait "]})
    {'label.en': 'Long waits', 'terms.en': ['wait']}
    """
    found: dict[str, Any] = {}
    for field, value in said.items() if isinstance(said, dict) else ():
        noun, _, language = str(field).partition(".")
        if (noun in ("label", "terms")) != bool(_LANGUAGE.fullmatch(language)):
            raise _unknown()
        if noun in ("terms", "examples") and isinstance(value, list):
            found[field] = _lines(value, once=noun == "terms")
        elif noun in (*_TEXTS, "label") and isinstance(value, str):
            found[field] = _text(value, noun)
        else:
            raise _unknown()
    if found.get("polarity", "topic") not in POLARITIES:
        raise CodebookError("That is no way in which a code counts.", hint=f"Use one of: {', '.join(POLARITIES)}.")
    return found


def _unknown() -> StudyError:
    return StudyError("The page sent a field that a code does not have.", hint="Run this cell again.")


def _lines(said: list[object], *, once: bool) -> list[str]:
    lines = [line for line in map(line_of, said) if line]
    if once:
        lines = list(dict.fromkeys(lines))
    if len(lines) > MOST_LINES:
        raise CodebookError(f"There are more than {MOST_LINES} lines in one field.", hint="Write fewer.")
    for number, line in enumerate(lines, start=1):
        if len(line) > LONGEST["line"]:
            raise CodebookError(f"Line {number} is longer than {LONGEST['line']} letters.", hint="Make it shorter.")
    return lines


def line_of(said: object) -> str:
    """Give one line without what nobody sees, and with single spaces.

    >>> line_of("  waiting   list ")
    'waiting list'
    """
    return " ".join(_plain(said).split()) if isinstance(said, str) else ""


def _text(said: str, noun: str) -> str:
    text = _plain(said)
    most = LONGEST.get(noun, LONGEST["brief"])
    if len(text) > most:
        raise CodebookError(f"The {noun} is longer than {most:,} letters.", hint="Make it shorter.")
    return " ".join(text.split()) if noun in ("label", "brief") else text


def _plain(said: str) -> str:
    return without_unseen(normalise(said)).strip()


def languages_of(fields: Iterable[str]) -> list[str]:
    """List the languages in which labels or terms are given.

    >>> languages_of(["label.en", "brief"])
    ['en']
    """
    return [field.partition(".")[2] for field in fields if "." in field]


def merged_lines(before: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Put what two people did to the same lines together: what either took out is gone, what either added is there.

    >>> merged_lines(["wait", "queue"], ["wait", "line"], ["wait", "queue", "hours"])
    ['wait', 'hours', 'line']
    """
    if list(theirs) == list(before):
        return list(mine)
    kept = [line for line in theirs if line in mine or line not in before]
    return kept + [line for line in mine if line not in before and line not in kept]


def code_id(label: str, parent: str | None, taken: Collection[str]) -> str:
    """Make an id of a code's English label, under its heading; a number is added where it is taken.

    >>> code_id("Letters nobody can read!", "language", ())
    'language.letters_nobody_can_read'
    """
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    words = "_".join(re.findall("[a-z0-9]+", plain))[:_LONGEST_NAME].strip("_")
    name = words if words[:1].isalpha() else f"code_{words}".rstrip("_")
    base = f"{parent}.{name}" if parent else name
    names = (base, *(f"{base}_{number}" for number in range(2, len(taken) + 3)))
    return next(one for one in names if one not in taken)
