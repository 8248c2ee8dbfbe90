"""The rounds in which people of the study took part beyond talking: ``involvement.csv``."""

from __future__ import annotations

from pathlib import Path

from tlc._tables import Row, read_table
from tlc.errors import StudyError
from tlc.model import INVOLVEMENT_KINDS, Codebook, Involvement

#: In the study's folder; a study that has none logged no round.
FILE = "involvement.csv"
COLUMNS = ("date", "kind", "with_whom", "language", "themes", "what_changed", "decided", "note")


def read_involvement(path: Path, *, codebook: Codebook) -> tuple[Involvement, ...]:
    """Read the rounds, the earliest first.

    Parameters
    ----------
    path : Path
        ``involvement.csv``. Columns: date (2026-09 or a day), kind (member_check, co_development, co_analysis,
        feedback or decision), with_whom, language, themes (ids, parted by semicolons; empty for all), what_changed,
        decided, note. Only the first two are needed.
    codebook : Codebook

    Returns
    -------
    tuple of Involvement
        Empty where there is no such file. Themes stand under the names that the codebook has for them now.

    Raises
    ------
    StudyError
        A row has no date, a kind that there is not, or a theme that the codebook has not: it says which line.
    """
    if not path.is_file():
        return ()
    rounds = [_round(row, codebook) for row in read_table(path, required=("date", "kind"))]
    return tuple(sorted(rounds, key=lambda one: one.date))


def _round(row: Row, codebook: Codebook) -> Involvement:
    for theme in row.many("themes"):
        if theme not in codebook:
            raise StudyError(
                "A round of involvement names a theme that the codebook does not have.",
                where=row.where,
                hint="Use ids of codes or headings, parted by semicolons; leave it empty for all.",
            )
    kinds = {kind: kind for kind in INVOLVEMENT_KINDS}
    kind = kinds.get(row["kind"].casefold().replace(" ", "_").replace("-", "_"))  # type: ignore[call-overload]
    if kind is None:
        raise StudyError(
            "A round of involvement is of an unknown kind.",
            where=row.where,
            hint=f"Use one of: {', '.join(INVOLVEMENT_KINDS)}.",
        )
    try:
        return Involvement(
            date=row["date"],
            kind=kind,
            with_whom=row["with_whom"],
            language=row["language"],
            themes=tuple(dict.fromkeys(codebook[theme].id for theme in row.many("themes"))),
            what_changed=row["what_changed"],
            decided=row["decided"],
            note=row["note"],
        )
    except StudyError as error:
        raise StudyError(error.what, where=row.where, hint=error.hint) from error
