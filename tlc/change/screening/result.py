"""What came of a screening, as a Word document for those who made the plan."""

from __future__ import annotations

from tlc.change.exports._word import Paper
from tlc.change.screening.rows import Screened, Screening
from tlc.model.rating import NAME

_COLUMNS = ("Theme", "How sure", "What was heard", "Answer", "Evidence in the plan", "What is done about the rest")
_WIDTHS = (4.2, 2.6, 6.4, 2.8, 4.8, 4.8)
_NONE = "(nothing written)"


def result_of(screening: Screening) -> bytes:
    """Write the result; it is marked on every page while a theme has no answer. The same screening, the same bytes."""
    of = len(screening.rows)
    marks = ["SYNTHETIC: people and words are invented."] if screening.synthetic else []
    if not screening.is_complete:
        marks.insert(0, f"INCOMPLETE: {len(screening.open)} of {of} {'theme' if of == 1 else 'themes'} not screened.")
    paper = Paper(f"{screening.plan} held against what people said", marks=marks, wide=True)
    paper.text(f"The study: {screening.study}.")
    paper.text(
        f"Every theme of the study that is rated moderate or high stands here once: {of} of them. Ratings are by the "
        f"{NAME}. They say how sure the study is that people hold a theme, not how much it matters."
    )
    paper.heading("In short")
    paper.bullets([f"{answer.capitalize()}: {count} of {of}" for answer, count in screening.counts.items()])
    if screening.open:
        paper.heading("Not screened")
        paper.text("Nobody has answered these for the plan as it is. Until somebody does, this result is not whole.")
        paper.bullets([f"{row.label} ({row.state})" for row in screening.open])
    paper.heading("Theme by theme")
    paper.table(
        "Themes, and what the plan does about them", _COLUMNS, [_cells(row) for row in screening.rows], widths=_WIDTHS
    )
    named = sorted({row.by for row in screening.rows if row.by and not row.is_open})
    paper.heading("How this was made")
    paper.text(
        f"Answers are by people{': ' + ', '.join(named) if named else ', who are not named in the sheet'}. The plan's "
        f"file is told by its digest (SHA-256): {screening.digest}. A theme that is rated low or very low was not "
        "held against the plan; it may matter all the same."
    )
    return paper.saved()


def _cells(row: Screened) -> tuple[str, ...]:
    evidence = row.evidence or (_NONE if "evidence" in row.lacks else "")
    mitigation = row.mitigation or (_NONE if "mitigation" in row.lacks else "")
    return row.label, row.rating, row.heard, row.state, evidence, mitigation
