"""A pack for training staff: what people said who agreed to it, what was hard and what helped."""

from __future__ import annotations

from collections.abc import Sequence

from tlc.change.exports import _said as said
from tlc.change.exports._word import Paper
from tlc.change.report.facts import Quote, ReportFacts, ThemeFacts

#: What helps; everything else that a theme can be is hard.
HELPS = ("enabler", "solution")
_MOST_HARD, _MOST_HELPFUL, _MOST_QUOTES = 8, 8, 2
_QUESTIONS = (
    "What happened here, in the person's own words?",
    "What in our work makes it so? What could we change ourselves, and what needs somebody else?",
    "Where do we already do what helped?",
    "What will each of us do otherwise from tomorrow?",
)


def training(facts: ReportFacts) -> tuple[bytes, tuple[str, ...]]:
    """Write the pack as a Word document.

    Parameters
    ----------
    facts : ReportFacts
        In which every quote is of somebody who agreed that it trains staff: as gathered for training, and for
        nothing else.

    Returns
    -------
    document : bytes
    notes : tuple of str
        What it lacks, a sentence each.
    """
    quoted = [theme for theme in said.themes_of(facts) if theme.quotes]
    hard = [theme for theme in quoted if theme.kind not in HELPS][:_MOST_HARD]
    helpful = [theme for theme in quoted if theme.kind in HELPS][:_MOST_HELPFUL]
    paper = Paper(f"For training: {facts.title}", marks=said.marks(facts))
    paper.text(
        "These are words of people who agreed that they may be used to train staff. Do not put them on the internet,"
        " and do not try to find out who said them."
    )
    told = ", ".join(text for text in (facts.community, facts.place, facts.period) if text)
    if told:
        paper.text(f"Who spoke: {told}.")
    # What helped comes last, and chooses first: words that stand in both parts would be lost to it.
    helps = _chosen(helpful, set())
    hards = _chosen(hard, {quote.reference for _, quotes in helps for quote in quotes})
    _part(paper, "What was hard", hards)
    _part(paper, "What helped, or would help", helps)
    paper.heading("To talk about")
    paper.bullets(_QUESTIONS)
    _answers(paper, facts)
    lacks = [
        f"No quote of what {word} may be used for training."
        for word, chosen in (("was hard", hards), ("helped", helps))
        if not chosen
    ]
    return paper.saved(), tuple(lacks)


def _chosen(themes: Sequence[ThemeFacts], taken: set[str]) -> list[tuple[ThemeFacts, list[Quote]]]:
    """At most two quotes a theme, each quote once; themes that are left without any go."""
    chosen = []
    for theme in themes:
        quotes = [quote for quote in theme.quotes if quote.reference not in taken][:_MOST_QUOTES]
        taken = taken | {quote.reference for quote in quotes}
        if quotes:
            chosen.append((theme, quotes))
    return chosen


def _part(paper: Paper, title: str, chosen: Sequence[tuple[ThemeFacts, list[Quote]]]) -> None:
    paper.heading(title)
    if not chosen:
        paper.text("Nobody's words about this may be used for training.")
    for theme, quotes in chosen:
        paper.heading(theme.label, level=2)
        paper.text(said.evidence(theme))
        for quote in quotes:
            _quote(paper, quote)


def _quote(paper: Paper, quote: Quote) -> None:
    paper.quote(quote.text, by="" if quote.original else quote.by, language=quote.language)
    if quote.original:
        paper.quote(quote.original, by=quote.by, language=quote.original_language or "")


def _answers(paper: Paper, facts: ReportFacts) -> None:
    standing = [action for action in facts.actions if action.status not in ("dropped", "done")]
    if standing:
        paper.heading("What is planned")
        paper.bullets([action.what for action in standing[:10]])
