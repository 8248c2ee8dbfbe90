"""Codebooks in files: read from TOML, with the line of whatever is wrong."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tlc._text import digest, normalise, read
from tlc.errors import CodebookError
from tlc.model import Code, Codebook, PrincipleLink

_SCHEMA = "tlc-codebook/1"
_TEXTS = ("id", "kind", "definition", "include", "exclude", "parent", "origin")
_LISTS = ("examples", "actions", "aliases")
_OTHER = ("label", "terms", "principles", "levesque", "pair")
_COMPARE = "Compare it with a code of the codebooks that ship with tlc."


def read_codebook(path: Path) -> Codebook:
    """Read a codebook.

    Raises
    ------
    CodebookError
        It is missing, cannot be opened, is not in UTF-8, is not TOML, has a field that tlc does not know, names a
        code twice, or leaves a code without what it needs. The line is that of the code.
    """
    if not path.is_file():
        raise CodebookError("The study has no codebook.", where=path, hint="Copy one from tlc's folder 'codebooks'.")
    text = normalise(read(path, kind=CodebookError))
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"The file is not valid TOML: {error}.", where=path, hint="Look at that line.") from error
    if content.get("schema") != _SCHEMA:
        raise CodebookError(f'The file does not say schema = "{_SCHEMA}".', where=path, hint="Is it a codebook?")
    entries = content.get("code", ())
    if not entries or not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise CodebookError("The codebook holds no codes.", where=path, hint="Begin each with a line [[code]].")
    codes = tuple(_code(entry, text, path) for entry in entries)
    try:
        return Codebook(
            id=str(content.get("id", path.stem)),
            name=str(content.get("name", path.stem)),
            version=str(content.get("version", "")),
            codes=codes,
            languages=_texts(content.get("languages", ["en"])),
            source=str(content.get("source", "")),
            status=str(content.get("status", "")),
            digest=digest(text),
        )
    except TypeError as error:
        raise CodebookError("The languages are not a list.", where=path, hint='Write ["en", "ro"].') from error
    except CodebookError as error:
        named = re.search(r"'([^']+)'", error.what)
        raise CodebookError(error.what, where=_where(text, named[1] if named else "", path), hint=error.hint) from error


def _code(entry: Mapping[str, Any], text: str, path: Path) -> Code:
    name = str(entry.get("id", ""))
    where = _where(text, name, path)
    unknown = sorted(entry.keys() - {*_TEXTS, *_LISTS, *_OTHER})
    if unknown:
        raise CodebookError(
            f"Code '{name}' has a field '{unknown[0]}' that tlc does not know.", where=where, hint=_COMPARE
        )
    try:
        given: dict[str, Any] = {field: _text(entry[field]) for field in _TEXTS if field in entry}
        given |= {field: _texts(entry[field]) for field in _LISTS if field in entry}
        return Code(
            **given,
            label={language: _text(label) for language, label in entry.get("label", {}).items()},
            terms={language: tuple(map(_term, _texts(terms))) for language, terms in entry.get("terms", {}).items()},
            principles=tuple(map(_principle, entry.get("principles", ()))),
            links=_texts(entry.get("levesque", [])) + ((_text(entry["pair"]),) if "pair" in entry else ()),
        )
    except CodebookError as error:
        raise CodebookError(error.what, where=where, hint=error.hint) from error
    except (KeyError, TypeError, AttributeError) as error:
        raise CodebookError(
            f"Code '{name}' lacks a field, or has one of the wrong kind.", where=where, hint=_COMPARE
        ) from error


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


def _term(term: str) -> str:
    return unicodedata.normalize("NFC", " ".join(term.split()))


def _where(text: str, name: str, path: Path) -> tuple[Path, int] | Path:
    # tomllib does not tell lines; a code's id stands on one of its own. A clash is at the later of the two.
    lines = [
        number
        for number, line in enumerate(text.split("\n"), start=1)
        if name and re.match(rf'\s*(id|aliases)\s*=.*"{re.escape(name)}"', line)
    ]
    return (path, lines[-1]) if lines else path
