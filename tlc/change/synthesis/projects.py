"""What is known of each project beside its codings: who did it, with whom, how. A table that people write."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from tlc._tables import Row, read_table
from tlc.change.disclosure import people
from tlc.errors import StudyError


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """One project.

    Attributes
    ----------
    study : str
        The folder of its study; empty where its words are in no study here.
    participants : int or None
        How many took part, as the project itself says; None where it does not.

    >>> Project(organisation="A charity", participants=3).shown(5)[3]
    'fewer than 5'
    """

    study: str = ""
    organisation: str = ""
    community: str = ""
    method: str = ""
    dates: str = ""
    participants: int | None = None

    def shown(self, min_cell: int) -> tuple[str, ...]:
        """Organisation, community, method, participants and dates as they may be shown."""
        count = "" if self.participants is None else people(self.participants, min_cell).text
        return self.organisation, self.community, self.method, count, self.dates


def read_projects(path: Path, studies: Collection[str]) -> tuple[Project, ...]:
    """Read the table: ``organisation``, and of ``study``, ``community``, ``method``, ``participants`` and ``dates``.

    Raises
    ------
    StudyError
        The table is missing, a row has no organisation or a study that is not among those set side by side, a study
        has two rows, or a count is no whole number.
    """
    found: list[Project] = []
    for row in read_table(path, required=("organisation",)):
        if not row["organisation"]:
            raise StudyError("The row names no organisation.", where=row.where, hint="Write whose project it was.")
        if row["study"] and row["study"] not in studies:
            raise StudyError(
                f"There is no study '{row['study']}' among those set side by side.",
                where=row.where,
                hint=f"Studies are named by their folders: {', '.join(studies)}. Leave it empty for a project without.",
            )
        if row["study"] and row["study"] in {one.study for one in found}:
            raise StudyError(f"Study '{row['study']}' has two rows.", where=row.where, hint="Take one of them out.")
        found.append(
            Project(
                study=row["study"],
                organisation=row["organisation"],
                community=row["community"],
                method=row["method"],
                dates=row["dates"],
                participants=_count(row),
            )
        )
    return tuple(found)


def _count(row: Row) -> int | None:
    text = row["participants"]
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        raise StudyError("Column 'participants' holds no whole number.", where=row.where, hint="Write 12, or nothing.")
    return int(text)
