"""Codes of one study under the names of another's: a table that people write, and every code accounted for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from tlc._tables import Row, read_table
from tlc.errors import AnalysisError, StudyError
from tlc.model import Codebook, Evidence

#: For a code: all codes that have one name in both codebooks.
EVERY = "*"
#: In place of a name: the study's own, which the others have nothing like.
OWN = "-"


@dataclass(frozen=True, slots=True)
class Mapping:
    """One row of the table: a study's code, and what it is called in the codebook of the first study.

    >>> Mapping(study="north", code="cost", to="-", line=2).is_own
    True
    """

    study: str
    code: str
    to: str
    line: int

    @property
    def is_own(self) -> bool:
        """Whether the others have nothing like it."""
        return self.to == OWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A study's codes as the first study's codebook names them.

    Attributes
    ----------
    names : dict of code to theme
        Codes that have a counterpart; several may have one and the same.
    own : tuple of str
        Codes that the others have nothing like, as somebody decided.
    unmapped : tuple of str
        Codes of which the table says nothing.
    """

    names: dict[str, str]
    own: tuple[str, ...] = ()
    unmapped: tuple[str, ...] = ()

    def evidence(self, held: dict[str, Evidence]) -> dict[str, Evidence]:
        """Put a study's evidence under the names of the first study's codebook; several codes become one theme."""
        together: dict[str, list[Evidence]] = {}
        for code, theme in self.names.items():
            together.setdefault(theme, []).append(held[code])
        return {theme: joined(theme, parts) for theme, parts in together.items()}


def read_mapping(path: Path, studies: Collection[str]) -> tuple[Mapping, ...]:
    """Read the table: ``study``, ``code``, ``to``.

    A code ``*`` to ``*`` takes every code that has one name in both codebooks and no row of its own; a code to ``-``
    is the study's own.

    Raises
    ------
    StudyError
        The table is missing or misses a column, a cell is empty, a study is not among those set side by side, or a
        code has two rows.
    """
    seen: set[tuple[str, str]] = set()
    found = []
    for row in read_table(path, required=("study", "code", "to")):
        study, code, to = (_filled(row, column) for column in ("study", "code", "to"))
        if study not in studies:
            raise StudyError(
                f"There is no study '{study}' among those set side by side.",
                where=row.where,
                hint=f"Studies are named by their folders: {', '.join(studies)}.",
            )
        if (study, code) in seen:
            raise StudyError(f"Code '{code}' of '{study}' has two rows.", where=row.where, hint="Take one of them out.")
        if (code == EVERY) != (to == EVERY):
            raise StudyError(
                "A row for every code has * in both columns.",
                where=row.where,
                hint="Write * and *, or one code and one.",
            )
        seen.add((study, code))
        found.append(Mapping(study, code, to, row.line))
    return tuple(found)


def match(book: Codebook, first: Codebook, rows: Iterable[Mapping], *, where: Path) -> Match:
    """Find what each code of a study is called in the first study's codebook.

    Parameters
    ----------
    book, first : Codebook
        Of the study, and of the first study.
    rows : iterable of Mapping
        Of this study.
    where : Path
        The table, for messages.

    Raises
    ------
    AnalysisError
        A row names a code that one of the codebooks does not have, or a heading.
    """
    names: dict[str, str] = {}
    own: list[str] = []
    rows = tuple(rows)
    for row in rows:
        if row.code == EVERY:
            continue
        code = _known(row.code, book, (where, row.line))
        if code in names or code in own:
            raise AnalysisError(
                f"Code '{code}' has two rows, one under an older name.",
                where=(where, row.line),
                hint="Take one of them out.",
            )
        if row.is_own:
            own.append(code)
        else:
            names[code] = _known(row.to, first, (where, row.line))
    if any(row.code == EVERY for row in rows):
        for one in book.applied:
            if one.id in first and first[one.id].applies and one.id not in names and one.id not in own:
                names[one.id] = first[one.id].id
    left = tuple(one.id for one in book.applied if one.id not in names and one.id not in own)
    return Match(names=names, own=tuple(own), unmapped=left)


def joined(theme: str, parts: Iterable[Evidence]) -> Evidence:
    """Make one theme of several codes of one study: each session and each person once; passages are added up."""
    parts = tuple(parts)

    def every(name: str) -> tuple[str, ...]:
        return tuple(sorted({one for part in parts for one in getattr(part, name)}))

    names = ("codings", "sessions", "community", "professionals", "events", "feedback", "beside")
    return replace(
        parts[0],
        theme=theme,
        quotes=sum(part.quotes for part in parts),
        beside_quotes=sum(part.beside_quotes for part in parts),
        unknown_speaker=sum(part.unknown_speaker for part in parts),
        serious=every("serious"),
        serious_quotes=sum(part.serious_quotes for part in parts),
        **{name: every(name) for name in names},  # type: ignore[arg-type]
    )


def _filled(row: Row, column: str) -> str:
    if not row[column]:
        raise StudyError(f"Column '{column}' is empty.", where=row.where, hint=f"Write {OWN} for a code of its own.")
    return row[column]


def _known(name: str, book: Codebook, where: tuple[Path, int]) -> str:
    if name not in book or not book[name].applies:
        what = "is a heading" if name in book else "is not"
        raise AnalysisError(
            f"'{name}' {what} in codebook {book.id} {book.version}.",
            where=where,
            hint="Headings are not coded: map the codes under it." if name in book else "Look at its name.",
        )
    return book[name].id
