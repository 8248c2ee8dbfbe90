"""One page in Word for a meeting: who took part, five themes, three actions."""

from __future__ import annotations

from tlc.change.exports import _said as said
from tlc.change.exports._plain import cut, sentence
from tlc.change.exports._word import Paper
from tlc.change.report.facts import ActionFacts, ReportFacts
from tlc.change.report.html import first_actions

#: What one page of A4 holds, its tables counted.
MOST_WORDS = 420
_MOST_THEMES, _MOST_ACTIONS, _MOST_SERIOUS = 5, 3, 2
_LETTERS = 160


def summary(facts: ReportFacts) -> bytes:
    """Write the findings on one page.

    Parameters
    ----------
    facts : ReportFacts

    Returns
    -------
    bytes
        Of a ``.docx`` of at most ``MOST_WORDS`` words; what does not fit is cut, and an ellipsis says so.
    """
    paper = Paper(cut(facts.title, words=16, letters=_LETTERS), marks=said.marks(facts))
    told = (facts.community, facts.place, facts.period)
    about = cut(", ".join(text for text in told if text), words=16, letters=_LETTERS)
    counts = "; ".join(f"{cut(name, words=4)}: {cut(text, words=3)}" for name, text in facts.counts[:6])
    for text in (about, cut(facts.aim, words=30, letters=320), counts):
        if text:
            paper.text(sentence(text))
    paper.heading("What people told us")
    rows = [
        (cut(theme.label, words=9, letters=_LETTERS), said.evidence(theme), said.how_sure(theme))
        for theme in facts.headline[:_MOST_THEMES]
    ]
    if rows:
        paper.table("The most widespread themes", ("Theme", "How widespread", "How sure"), rows, widths=(6, 7.5, 3.5))
    else:
        paper.text("No theme has been found yet.")
    serious = [cut(theme.label, words=9, letters=_LETTERS) for theme in facts.serious[:_MOST_SERIOUS]]
    if serious:
        paper.text(f"Marked as serious: {'; '.join(serious)}.")
    paper.heading("What to do first")
    first = first_actions(facts, _MOST_ACTIONS)
    if first:
        paper.bullets([_action(action) for action in first])
    else:
        paper.text("No action has been decided on yet.")
    if facts.contact:
        paper.text(f"Contact: {cut(facts.contact, words=12, letters=_LETTERS)}")
    return paper.saved()


def _action(action: ActionFacts) -> str:
    what = sentence(cut(action.what, words=18, letters=200))
    return f"{what} Owner: {cut(said.undecided(action.owner), words=6, letters=_LETTERS)}; {said.when(action)}."
