"""The plan as an Excel workbook for those who carry it out: a copy to work with, and never the plan itself."""

from __future__ import annotations

from tlc.change.exports import _said as said
from tlc.change.exports._sheets import Book
from tlc.change.report.facts import ActionFacts, ReportFacts, ThemeFacts
from tlc.model import ACTION_STATUSES, HORIZONS

_ACTIONS = {
    "no.": 6,
    "action": 44,
    "because": 40,
    "principle": 30,
    "owner": 24,
    "partners": 24,
    "horizon": 10,
    "by when": 11,
    "cost": 16,
    "measure": 34,
    "baseline": 20,
    "target": 20,
    "data from": 22,
    "status": 12,
    "still lacks": 18,
    "progress": 40,
    "progress on (date)": 12,
    "next step": 30,
}
_THEMES = {"theme": 40, "heading": 26, "kind": 12, "how widespread": 44, "how sure": 20, "why": 60, "actions": 14}
_FEEDBACK = {"you said": 44, "we will": 44, "action": 8, "owner": 24, "by when": 12, "status": 12}


def tracker(facts: ReportFacts) -> bytes:
    """Write the plan as an Excel workbook.

    Sheets: ``read me``, ``actions``, ``themes`` and, where there is something to tell back, ``feedback``.

    Parameters
    ----------
    facts : ReportFacts

    Returns
    -------
    bytes
        Of an ``.xlsx``, in which every cell is text; the same facts give the same bytes.
    """
    themes = said.themes_of(facts)
    book = Book(f"Action tracker: {facts.title}", marks=said.marks(facts))
    book.sheet("read me", ("what", "in words"), _read_me(facts), widths=(24, 100))
    book.sheet(
        "actions",
        tuple(_ACTIONS),
        [_action(action, facts, themes) for action in facts.actions],
        widths=tuple(_ACTIONS.values()),
        choices={"horizon": HORIZONS, "status": ACTION_STATUSES},
    )
    book.sheet("themes", tuple(_THEMES), [_theme(theme) for theme in themes], widths=tuple(_THEMES.values()))
    if facts.feedback:
        rows = [(one.said, one.will, one.action, one.owner, one.by_when, one.status) for one in facts.feedback]
        book.sheet("feedback", tuple(_FEEDBACK), rows, widths=tuple(_FEEDBACK.values()))
    return book.saved()


def _read_me(facts: ReportFacts) -> list[tuple[str, str]]:
    rows = [("what this is", f"A copy of the action plan of: {facts.title}")]
    rows += [("mark", mark) for mark in said.marks(facts)]
    rows += [
        ("a copy", "The plan itself is kept in the study. What is changed here does not come back to it by itself."),
        ("to change the plan", "Tell the study team; they write it down with: tlc actions change"),
        (
            "columns to fill in",
            "progress, progress on (date), next step: these are yours. The others come from the study.",
        ),
        ("status", f"One of: {', '.join(ACTION_STATUSES)}."),
        ("horizon", f"One of: {', '.join(HORIZONS)} (term)."),
        ("counts", "Small counts of people are not shown, so that nobody can be recognised."),
    ]
    told = (("prepared by", facts.prepared_by), ("contact", facts.contact), ("principles", facts.framework))
    return rows + [(name, text) for name, text in told if text]


def _action(action: ActionFacts, facts: ReportFacts, themes: tuple[ThemeFacts, ...]) -> tuple[str, ...]:
    heard = said.because(action, themes)
    return (
        action.id,
        action.what,
        "\n".join(f"{label}: {'; '.join(part for part in rest if part)}".rstrip(": ") for label, *rest in heard),
        said.principles_of(facts, action.principles),
        action.owner,
        action.partners,
        action.horizon,
        action.by_when,
        action.cost,
        action.measure,
        action.baseline,
        action.target,
        action.data,
        action.status,
        ", ".join(action.missing),
        "",
        "",
        "",
    )


def _theme(theme: ThemeFacts) -> tuple[str, ...]:
    why = "\n".join(said.why_sure(theme))
    return (
        theme.label,
        theme.heading,
        theme.kind,
        said.evidence(theme),
        said.how_sure(theme),
        why,
        ", ".join(theme.actions),
    )
