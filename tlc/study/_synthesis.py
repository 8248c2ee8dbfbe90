"""Several studies opened and brought to one codebook, to be set side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tlc.errors import AnalysisError
from tlc.study._sources import evidence_of
from tlc.study._waves import edited_codes, interviews, need_apart, talks

if TYPE_CHECKING:
    from tlc.change.synthesis import Mapping, Part
    from tlc.lab.synthesis import SynthesisTable
    from tlc.model import Codebook
    from tlc.study._study import Study


def synthesise(
    studies: Iterable[str | Path], *, mapping: str | Path | None = None, projects: str | Path | None = None
) -> SynthesisTable:
    """Set several studies side by side: themes common to all, shared by some, in one only.

    Parameters
    ----------
    studies : iterable of path
        Folders of studies; each is called what its folder is called. The codebook of the first is the one that the
        others are brought to.
    mapping : path, optional
        A table with the columns ``study``, ``code`` and ``to``, for studies with another codebook, or in another
        version.
    projects : path, optional
        A table of what is known of each project: ``organisation``, ``study``, ``community``, ``method``,
        ``participants``, ``dates``.

    Returns
    -------
    SynthesisTable
        ``frame``, and ``save(folder)`` for a page and a table. Counts of people that are too small are not in them.

    Raises
    ------
    StudyError
        A folder holds no study, or a table cannot be read.
    AnalysisError
        Fewer than two studies, two in folders of one name, a session that is in two of them, another codebook without
        a mapping, or nothing coded in one of them.
    """
    from tlc.change.names import with_names
    from tlc.change.synthesis import read_mapping, read_projects, side_by_side
    from tlc.lab.synthesis import SynthesisTable

    opened = _opened([Path(folder) for folder in ([studies] if isinstance(studies, str | Path) else studies)])
    if len(opened) < 2:
        raise AnalysisError("One study cannot be set side by side with nothing.", hint="Name two studies or more.")
    table = Path(mapping) if mapping is not None else None
    rows = read_mapping(table, tuple(opened)) if table is not None else ()
    known = read_projects(Path(projects), tuple(opened)) if projects is not None else ()
    names = list(opened)
    for place, name in enumerate(names):
        for other in names[place + 1 :]:
            need_apart(opened[name], opened[other])
    first = opened[names[0]].codebook
    parts = [
        _part(name, study, first, [row for row in rows if row.study == name], table) for name, study in opened.items()
    ]
    result = side_by_side(parts, first)
    stands_for = opened[names[0]].settings.names
    themes = tuple(replace(theme, label=with_names(theme, stands_for).label) for theme in result.themes)
    return SynthesisTable(result=replace(result, themes=themes), projects=known)


def _opened(folders: Sequence[Path]) -> dict[str, Study]:
    from tlc.study._study import Study

    found: dict[str, Study] = {}
    for folder in folders:
        name = folder.resolve().name
        if name in found:
            raise AnalysisError(
                f"Two studies lie in folders that are called '{name}'.",
                hint="Studies are told apart by their folders: rename one.",
            )
        found[name] = Study(folder)
    return found


def _part(name: str, study: Study, first: Codebook, rows: Sequence[Mapping], table: Path | None) -> Part:
    from tlc.change.names import with_names
    from tlc.change.synthesis import Match, Part, match

    book, held, said = study.codebook, evidence_of(study), with_names(study.settings, study.settings.names)
    edited: tuple[str, ...] = ()
    if (book.id, book.version) == (first.id, first.version):
        if rows:
            raise AnalysisError(
                f"Study '{name}' has the first study's codebook: there is nothing to map.",
                where=(table, rows[0].line) if table is not None else None,
                hint="Take its rows out of the table.",
            )
        edited = edited_codes(first, book)
        matched = Match(names={code.id: code.id for code in first.applied})
    elif table is None or not rows:
        raise AnalysisError(
            f"Study '{name}' is coded with {book.id} {book.version}, the first one with {first.id} {first.version}.",
            hint="Say what its codes are called there, in a table with the columns study, code, to: --mapping map.csv.",
        )
    else:
        matched = match(book, first, rows, where=table)
    return Part(
        name=name,
        title=said.title,
        community=said.community,
        period=said.period,
        talks=talks(study),
        codebook=f"{book.id} {book.version}",
        evidence=matched.evidence(held),
        own={code: (book[code].name, held[code]) for code in matched.own},
        unmapped=tuple(code for code in matched.unmapped if held[code].found),
        edited=edited,
        min_cell=study.settings.min_cell,
        interviews=interviews(study),
        synthetic=study.settings.synthetic,
    )
