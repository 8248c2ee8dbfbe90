"""A health equity assessment in four stages, with what people told us in the second; the rest is the team's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tlc.change.exports import _said as said
from tlc.change.exports._answers import Answers, is_date
from tlc.change.exports._plain import sentence
from tlc.change.exports._word import Paper
from tlc.change.report.facts import Breakdown, ReportFacts
from tlc.change.report.phrases import plain_date

FILE = "heat.toml"
_WIDE = 26.0
_SESSION = "Session"


def heat(facts: ReportFacts, answers: Answers) -> tuple[bytes, tuple[str, ...]]:
    """Write the assessment as a Word document: prepare, assess, refine and apply, review.

    Parameters
    ----------
    facts : ReportFacts
    answers : mapping
        Of ``read_answers``, for ``heat.toml``.

    Returns
    -------
    document : bytes
        Marked as incomplete on every page until there is a date of review.
    gaps : tuple of str
        What nobody has filled in, a sentence each.
    """
    gaps = _gaps(answers)
    due = is_date(answers["review"]["date"])
    marks = [] if due else ["INCOMPLETE: it has no date of review."]
    paper = Paper(f"Health equity assessment: {facts.title}", marks=[*marks, *said.marks(facts)], wide=True)
    paper.text(
        "The second stage holds what people told us, from the study's report. The others are the team's to fill in."
    )
    _prepare(paper, facts, answers)
    _assess(paper, facts, answers)
    _refine(paper, facts, answers)
    _review(paper, facts, answers)
    if gaps:
        paper.heading("Still to be filled in")
        paper.bullets(gaps)
    return paper.saved(), gaps


def _gaps(answers: Answers) -> tuple[str, ...]:
    empty = [
        f"{section.capitalize()}: {field.replace('_', ' ')}."
        for section, fields in answers.items()
        for field, text in fields.items()
        if not text.strip()
    ]
    date = answers["review"]["date"].strip()
    wrong = (
        ["Review: the date is neither a month (2027-06) nor a day (2027-06-30)."] if date and not is_date(date) else []
    )
    return (*wrong, *empty)


def _prepare(paper: Paper, facts: ReportFacts, answers: Answers) -> None:
    own = answers["prepare"]
    paper.heading("1. Prepare")
    about = ", ".join(text for text in (facts.community, facts.place, facts.period) if text)
    rows = [
        ("What is assessed", own["what_is_assessed"]),
        ("Who leads and takes part", own["who"]),
        ("The decision is taken by", plain_date(own["decision_by"])),
        ("What the study asked", facts.aim),
        ("Of whom, where and when", about),
    ]
    paper.table("What this is about", ("What", "In words"), _filled(rows), widths=(7, 19))


def _assess(paper: Paper, facts: ReportFacts, answers: Answers) -> None:
    paper.heading("2. Assess")
    themes = [
        (theme.label, theme.heading, said.evidence(theme), said.how_sure(theme))
        for theme in said.themes_of(facts)
        if theme.kind not in ("enabler", "solution")
    ]
    if themes:
        columns = ("What stands in the way", "Under", "How widespread", "How sure")
        paper.table("What people told us", columns, themes, widths=(8, 5, 9, 4))
    else:
        paper.text("No theme has been found yet.")
    for table in facts.who:
        # Session by session is for those who look into the study itself.
        if table.columns[:1] != (_SESSION,):
            _breakdown(paper, table)
    if facts.by_group:
        labels = {theme.label for theme in facts.headline}
        _breakdown(paper, replace(facts.by_group, rows=tuple(row for row in facts.by_group.rows if row[0] in labels)))
    if facts.context:
        _breakdown(paper, facts.context)
    if facts.gaps:
        paper.text("What the data lack:", bold=True)
        paper.bullets(facts.gaps)
    rows = [("What other data say", answers["assess"]["other_data"])]
    paper.table("Other data", ("What", "In words"), _filled(rows), widths=(7, 19))


def _breakdown(paper: Paper, table: Breakdown) -> None:
    each = _WIDE / max(1, len(table.columns))
    paper.table(table.caption, table.columns, table.rows, widths=(each,) * len(table.columns))


def _refine(paper: Paper, facts: ReportFacts, answers: Answers) -> None:
    paper.heading("3. Refine and apply")
    rows = [
        (f"{one.id}. {sentence(one.what)}", said.undecided(one.owner), said.when(one), one.status)
        for one in facts.actions
        if one.status != "dropped"
    ]
    if rows:
        columns = ("What will be done", "Owner", "When", "Status")
        paper.table("The action plan", columns, rows, widths=(12.5, 6, 4.5, 3))
    paper.table(
        "What is changed because of this",
        ("What", "In words"),
        _filled([("Changes to the plan", answers["refine"]["changes"])]),
        widths=(7, 19),
    )


def _review(paper: Paper, facts: ReportFacts, answers: Answers) -> None:
    own = answers["review"]
    paper.heading("4. Review")
    rows = [("Date of review", plain_date(own["date"])), ("By whom", own["who"]), ("By which figures", own["figures"])]
    paper.table("When this is looked at again", ("What", "In words"), _filled(rows), widths=(7, 19))
    measured = [(one.id, said.measure(one)) for one in facts.actions if one.status != "dropped" and one.measure]
    if measured:
        paper.table("How anybody will know", ("Action", "Measure"), measured, widths=(3, 23))


def _filled(rows: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name, text.strip() or "not filled in yet") for name, text in rows]
