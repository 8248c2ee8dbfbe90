"""Lists that people fill in of themselves: answers to an audit tool beside themes, and the steps of a roadmap.

Nothing of any tool is shipped: people copy the names of the sections that they answered.
"""

from __future__ import annotations

from pathlib import Path

from tlc._tables import read_table
from tlc.change.report.parts import Breakdown
from tlc.errors import CodebookError, StudyError
from tlc.model import Codebook

AUDIT, ROADMAP = "audit.csv", "roadmap.csv"
STEPS = 7
#: After Pathway, The King's Fund and Groundswell, who name the last of their seven steps as the least developed. What
#: the other six are is not in our sources, so nobody fills them in but the team.
LAST_STEP = "Boards and partners find out whether the people in greatest need can really reach and use services"
_NOT_ANSWERED = "not answered"


def audit_table(path: Path, codebook: Codebook) -> Breakdown | None:
    """Read ``audit.csv`` (section, answer, themes) and set the themes of this study beside each section.

    Parameters
    ----------
    path : Path
    codebook : Codebook

    Returns
    -------
    Breakdown or None
        None where the study has no such file.

    Raises
    ------
    StudyError
        A section is missing, or a theme is not in the codebook.
    """
    if not path.is_file():
        return None
    rows = []
    for row in read_table(path, required=("section", "answer")):
        if not row["section"]:
            raise StudyError(
                "The answer has no section.", where=row.where, hint="Write which part of the tool it is of."
            )
        try:
            themes = [codebook[name].name for name in row.many("themes")]
        except CodebookError as error:
            raise StudyError(
                "A theme is not in the codebook.",
                where=row.where,
                hint="Write ids such as access.hours, parted by semicolons.",
            ) from error
        rows.append((row["section"], row["answer"] or _NOT_ANSWERED, "; ".join(themes) or "none"))
    return Breakdown(
        caption="What the team answered to an audit tool, and the themes of this study that speak to it",
        columns=("Section", "Answer", "Themes"),
        rows=tuple(rows),
    )


def roadmap_table(path: Path) -> Breakdown | None:
    """Read ``roadmap.csv`` (step, what, rating, note): how a board rates itself on the seven steps.

    Only the last step is known here; the others stand as people wrote them, and are empty where nobody did.

    Returns
    -------
    Breakdown or None
        Seven rows; None where the study has no such file.

    Raises
    ------
    StudyError
        A step is none of 1 to 7, or stands twice.
    """
    if not path.is_file():
        return None
    written: dict[int, tuple[str, str]] = {}
    for row in read_table(path, required=("step", "what", "rating")):
        step = int(row["step"]) if row["step"].isascii() and row["step"].isdecimal() and len(row["step"]) == 1 else 0
        if not 1 <= step <= STEPS or step in written:
            raise StudyError(
                "The step is none of 1 to 7, or stands twice.", where=row.where, hint="Keep one row for each step."
            )
        written[step] = row["what"], row["rating"]
    rows = []
    for step in range(1, STEPS + 1):
        what, rating = written.get(step, ("", ""))
        rows.append((str(step), what or (LAST_STEP if step == STEPS else "not filled in"), rating or "not rated"))
    return Breakdown(
        caption="The seven steps of the roadmap for inclusion health, as the board rates itself",
        columns=("Step", "What", "Rating"),
        rows=tuple(rows),
    )
