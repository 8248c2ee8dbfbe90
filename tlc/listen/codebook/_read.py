"""Codebooks in files: read from TOML, with the line of whatever is wrong."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from tlc._text import decode, digest, normalise
from tlc.errors import CodebookError
from tlc.listen.codebook import _fields
from tlc.model import Code, Codebook, CodebookChange, PrincipleLink

_COMPARE = "Compare it with a code of the codebooks that ship with tlc."


def read_codebook(path: Path) -> Codebook:
    """Read a codebook.

    A file of the first schema, ``tlc-codebook/1``, is read with the terms that it means: exact words.

    Raises
    ------
    CodebookError
        It is missing, cannot be opened, is not in UTF-8, is not TOML, has a field that tlc does not know, names a
        code twice, or leaves a code without what it needs. The line is that of the code.
    """
    return parse_codebook(read_raw(path)[1], path)


def read_raw(path: Path) -> tuple[bytes, str]:
    """Read a codebook's file: its bytes, and its text in the form in which tlc keeps text.

    Raises
    ------
    CodebookError
        It is missing, cannot be opened, or is not in UTF-8.
    """
    if not path.is_file():
        raise CodebookError("The study has no codebook.", where=path, hint="Copy one from tlc's folder 'codebooks'.")
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise CodebookError(
            "The file cannot be opened.", where=path, hint="May you read it? Close it in other programs."
        ) from error
    return raw, normalise(decode(raw, where=path, kind=CodebookError))


def parse_codebook(text: str, path: Path) -> Codebook:
    """Read a codebook from the text of its file.

    Parameters
    ----------
    text : str
        Normalised.
    path : Path
        For messages, and for a codebook without an id or a name.

    Raises
    ------
    CodebookError
        As for `read_codebook`.
    """
    content = content_of(text, path)
    if content["schema"] == _fields.SCHEMA:
        _refuse_unknown(content, _fields.TOP, "The codebook", path)
    places = _Places(text, path)
    codes = tuple(
        code_of(
            entry,
            places.of(str(entry.get("id", ""))),
            exact=content["schema"] == _fields.FIRST_SCHEMA,
        )
        for entry in content["code"]
    )
    changelog = _changelog(content, text, path)
    try:
        return Codebook(
            id=str(content.get("id", path.stem)),
            name=str(content.get("name", path.stem)),
            version=str(content.get("version", "")),
            codes=codes,
            languages=_texts(content.get("languages", ["en"])),
            source=str(content.get("source", "")),
            status=str(content.get("status", "")),
            changelog=changelog,
            digest=digest(text),
        )
    except TypeError as error:
        raise CodebookError("The languages are not a list.", where=path, hint='Write ["en", "ro"].') from error
    except CodebookError as error:
        named = re.search(r"'([^']+)'", error.what)
        raise CodebookError(error.what, where=places.of(named[1] if named else ""), hint=error.hint) from error


def content_of(text: str, path: Path) -> dict[str, Any]:
    """Read a codebook's file as plain values; its schema is one that tlc knows, and it holds codes.

    Raises
    ------
    CodebookError
        It is not TOML, no codebook, or holds no codes.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"The file is not valid TOML: {error}.", where=path, hint="Look at that line.") from error
    except (RecursionError, ValueError) as error:
        # Brackets in brackets by the thousand; a number of thousands of digits.
        raise CodebookError("The file holds what no codebook holds.", where=path, hint="Is it a codebook?") from error
    if content.get("schema") not in (_fields.SCHEMA, _fields.FIRST_SCHEMA):
        raise CodebookError(f'The file does not say schema = "{_fields.SCHEMA}".', where=path, hint="Is it a codebook?")
    entries = content.get("code", ())
    if not entries or not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise CodebookError("The codebook holds no codes.", where=path, hint="Begin each with a line [[code]].")
    return content


def code_of(entry: Mapping[str, Any], where: tuple[Path, int] | Path, *, exact: bool = False) -> Code:
    """Make a code of what stands in the file.

    Parameters
    ----------
    entry : mapping
    where : path, or path and line
        For messages.
    exact : bool
        Its terms are exact words, and are read as if they stood in quotation marks.

    Raises
    ------
    CodebookError
        A field is not known, is missing, or is of the wrong kind.
    """
    name = str(entry.get("id", ""))
    _refuse_unknown(entry, (*_fields.TEXTS, *_fields.LISTS, *_fields.OTHER), f"Code '{name}'", where)
    as_meant = quoted if exact else single_spaced
    try:
        given: dict[str, Any] = {field: _text(entry[field]) for field in _fields.TEXTS if field in entry}
        given |= {field: _texts(entry[field]) for field in _fields.LISTS if field in entry}
        return Code(
            **given,
            label={language: _text(label) for language, label in entry.get("label", {}).items()},
            terms={language: tuple(map(as_meant, _texts(terms))) for language, terms in entry.get("terms", {}).items()},
            principles=tuple(map(_principle, entry.get("principles", ()))),
            links=_texts(entry.get("levesque", [])) + ((_text(entry["pair"]),) if "pair" in entry else ()),
        )
    except CodebookError as error:
        raise CodebookError(error.what, where=where, hint=error.hint) from error
    except (KeyError, TypeError, AttributeError) as error:
        raise CodebookError(
            f"Code '{name}' lacks a field, or has one of the wrong kind.", where=where, hint=_COMPARE
        ) from error


def single_spaced(term: str) -> str:
    """Write a term with one space between its words, and its accents as one letter each."""
    return unicodedata.normalize("NFC", " ".join(term.split()))


def quoted(term: str) -> str:
    """Write a term of the first schema in today's syntax: exact words stand in quotation marks.

    >>> quoted("waiting list"), quoted("interpret*"), quoted("language barrier*")
    ('"waiting list"', 'interpret*', '"language barrier*"')
    """
    plain = single_spaced(term).replace('"', "")
    return plain if " " not in plain and plain.endswith("*") else f'"{plain}"'


def _refuse_unknown(
    entry: Mapping[str, Any], known: tuple[str, ...], whose: str, where: tuple[Path, int] | Path
) -> None:
    unknown = sorted(entry.keys() - set(known))
    if unknown:
        raise CodebookError(f"{whose} has a field '{unknown[0]}' that tlc does not know.", where=where, hint=_COMPARE)


def _changelog(content: Mapping[str, Any], text: str, path: Path) -> tuple[CodebookChange, ...]:
    lines = [number for number, line in enumerate(text.split("\n"), 1) if re.match(r"\s*\[\[\s*changelog\s*\]\]", line)]
    entries = content.get("changelog", [])
    changes = []
    for number, entry in enumerate(entries if isinstance(entries, list) else [entries]):
        where = (path, lines[number]) if number < len(lines) else path
        try:
            if content["schema"] == _fields.SCHEMA:
                _refuse_unknown(entry, _fields.CHANGE, "A line of the change log", where)
            # Without quotation marks TOML takes a date for a date.
            given = {key: str(one) if isinstance(one := entry.get(key, ""), date) else one for key in _fields.CHANGE}
            changes.append(CodebookChange(**{key: _text(value) for key, value in given.items()}))
        except (TypeError, AttributeError) as error:
            raise CodebookError(
                "A line of the change log is not made of texts.",
                where=where,
                hint='Write version = "1.1.0", date = "2026-06-01" and what = "...".',
            ) from error
    return tuple(changes)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _texts(value: object) -> tuple[str, ...]:
    # Without its brackets a term is a text, and a text is made of letters: every letter would become a term.
    if not isinstance(value, list):
        raise TypeError("not a list")
    return tuple(map(_text, value))


def _principle(link: Mapping[str, Any]) -> PrincipleLink:
    if not isinstance(link["id"], int):
        raise TypeError("not a number")
    return PrincipleLink(principle=link["id"], reason=_text(link["reason"]))


class _Places:
    """Knows the lines of ids and aliases: tomllib does not tell lines, and each of them stands on one of its own."""

    def __init__(self, text: str, path: Path) -> None:
        self._path = path
        lines = enumerate(text.split("\n"), start=1)
        self._named = [(number, line) for number, line in lines if re.match(r"\s*(id|aliases)\s*=", line)]

    def of(self, name: str) -> tuple[Path, int] | Path:
        # A clash is at the later of the two.
        lines = [number for number, line in self._named if name and f'"{name}"' in line]
        return (self._path, lines[-1]) if lines else self._path
