"""The action framework as a short Word file: a page of summary, the table, and people's words behind it."""

from __future__ import annotations

from tlc.change.exports import _said as said
from tlc.change.exports._plain import sentence
from tlc.change.exports._word import Paper
from tlc.change.report.facts import ActionFacts, ReportFacts, ThemeFacts
from tlc.change.report.html import first_actions

_COLUMNS = (
    *("Barrier", "Evidence and how sure", "Action", "Principle", "Owner"),
    *("Partners", "When", "Cost", "Measure", "Status"),
)
_WIDTHS = (2.9, 3.3, 4.2, 2.9, 2.3, 2.3, 1.9, 1.7, 3.1, 1.6)
_MOST_WORDS_OF_LIMITS = 6


def word(facts: ReportFacts) -> bytes:
    """Write the action framework as a Word document.

    Parameters
    ----------
    facts : ReportFacts
        All that it says comes from there: counts that may be shown, quotes that may be published.

    Returns
    -------
    bytes
        Of a ``.docx``; the same facts give the same bytes.
    """
    themes = said.themes_of(facts)
    paper = Paper(facts.title, marks=said.marks(facts), wide=True)
    _summary(paper, facts)
    _framework(paper, facts, themes)
    _words(paper, facts, themes)
    _sureness(paper, facts, themes)
    if facts.limits:
        paper.heading("What this cannot tell you")
        paper.bullets(facts.limits[:_MOST_WORDS_OF_LIMITS])
    paper.heading("Where this comes from")
    paper.text(
        "This is a part of the report of the study, made from the same facts. The report says who took part, how it"
        " was done, and what was heard under each principle."
    )
    told = (("Prepared by", facts.prepared_by), ("Contact", facts.contact), ("Principles", facts.framework))
    paper.bullets([f"{name}: {text}" for name, text in told if text])
    return paper.saved()


def _summary(paper: Paper, facts: ReportFacts) -> None:
    told = (facts.community, facts.place, facts.period)
    about = ", ".join(text for text in told if text)
    paper.heading("Summary")
    for text in (about, facts.aim, f"Asked for by {facts.commissioner}" if facts.commissioner else ""):
        if text:
            paper.text(sentence(text))
    if facts.counts:
        paper.table("Who took part, and what was found", ("What", "How many"), facts.counts, widths=(8, 6))
    if facts.headline:
        paper.table(
            "What people told us most widely",
            ("Theme", "How widespread", "How sure"),
            [(theme.label, said.evidence(theme), said.how_sure(theme)) for theme in facts.headline],
            widths=(8, 12, 6),
        )
    if facts.serious:
        paper.text("Marked as serious, whatever the counts:", bold=True)
        paper.bullets([f"{theme.label}. {said.evidence(theme)}" for theme in facts.serious])
    first = first_actions(facts)
    if first:
        paper.text("What to do first:", bold=True)
        paper.bullets([f"{sentence(one.what)} Owner: {said.undecided(one.owner)}; {said.when(one)}." for one in first])


def _framework(paper: Paper, facts: ReportFacts, themes: tuple[ThemeFacts, ...]) -> None:
    paper.heading("The action framework")
    standing = [action for action in facts.actions if action.status != "dropped"]
    if not standing:
        paper.text("No action has been decided on yet.")
        return
    rows = [_row(action, facts, themes) for action in standing]
    paper.table("What was heard, and what will be done about it", _COLUMNS, rows, widths=_WIDTHS)
    lacking = [f"Action {one.id} lacks: {', '.join(one.missing)}." for one in standing if one.missing]
    if lacking:
        paper.text("Still to be decided:", bold=True)
        paper.bullets(lacking)


def _row(action: ActionFacts, facts: ReportFacts, themes: tuple[ThemeFacts, ...]) -> tuple[str, ...]:
    heard = said.because(action, themes)
    rests = f"Also: {sentence(action.rests_on)}" if action.rests_on else ""
    sure = [f"{label}: {'; '.join(part for part in (found, rated) if part)}" for label, found, rated in heard]
    return (
        "\n".join(label for label, _, _ in heard) or "none named",
        "\n".join(part for part in (*sure, rests) if part),
        f"{action.id}. {action.what}",
        said.principles_of(facts, action.principles) or said.undecided(""),
        said.undecided(action.owner),
        action.partners,
        said.when(action),
        said.undecided(action.cost),
        said.measure(action) or said.undecided(""),
        action.status,
    )


def _words(paper: Paper, facts: ReportFacts, themes: tuple[ThemeFacts, ...]) -> None:
    standing = [action for action in facts.actions if action.status != "dropped"]
    quoted = [(action, said.behind(action, themes)) for action in standing]
    if not any(quote for _, quote in quoted):
        return
    paper.heading("In people's words")
    paper.text(
        "A quote behind each action, from people who agreed to be quoted. After a translation comes what was said."
    )
    shown: set[str] = set()
    for action, quote in quoted:
        if quote is None or quote.reference in shown:
            continue
        shown.add(quote.reference)
        paper.heading(f"Action {action.id}", level=2)
        if quote.original:
            paper.quote(quote.text, by="", language=quote.language)
            paper.quote(quote.original, by=f"{quote.by} ({quote.reference})", language=quote.original_language or "")
        else:
            paper.quote(quote.text, by=f"{quote.by} ({quote.reference})", language=quote.language)


def _sureness(paper: Paper, facts: ReportFacts, themes: tuple[ThemeFacts, ...]) -> None:
    answered = {anchor for action in facts.actions if action.status != "dropped" for anchor, _, _ in action.because}
    rated = [theme for theme in themes if theme.rating and theme.anchor in answered]
    if not rated:
        return
    paper.heading("How sure, and why")
    rows = [(theme.label, said.how_sure(theme), "\n".join(said.why_sure(theme))) for theme in rated]
    caption = facts.rating_name or "How sure each theme is"
    paper.table(caption, ("Theme", "How sure", "Why"), rows, widths=(6, 4, 16))
