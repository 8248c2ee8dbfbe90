"""The findings on six slides, as text for a board paper: so many words a slide, and no more."""

from __future__ import annotations

from tlc.change.exports._markdown import md
from tlc.change.exports._plain import cut, sentence
from tlc.change.exports._said import voices_first
from tlc.change.report.facts import ActionFacts, Quote, ReportFacts, ThemeFacts
from tlc.change.report.html import first_actions
from tlc.change.report.phrases import plain_date

#: What a slide holds at most, its title and marks counted.
MOST_WORDS = 60
_MOST_COUNTS, _MOST_THEMES, _MOST_ACTIONS = 6, 5, 3
_MOST_WORDS_OF_QUOTE = 40
_LETTERS = 120


def slides(facts: ReportFacts) -> str:
    """Write the findings as the text of six slides, in Markdown; a line of three dashes parts them.

    What does not fit is cut, and an ellipsis says so.

    Parameters
    ----------
    facts : ReportFacts

    Returns
    -------
    str
        Markdown: each slide a heading of level 2 with a list of at most ``MOST_WORDS`` words in all.
    """
    mark = _mark(facts)
    parts = (
        (cut(facts.title, words=16, letters=_LETTERS), _about(facts)),
        ("Who took part", [f"{cut(name, words=4)}: {cut(text, words=2)}" for name, text in _counts(facts)]),
        ("What people told us (sessions; how sure)", [_theme(theme) for theme in facts.headline[:_MOST_THEMES]]),
        ("In people's words", _quoted(facts)),
        ("What to do first", [_action(action) for action in first_actions(facts, _MOST_ACTIONS)]),
        ("For the board", _questions(facts)),
    )
    return "\n---\n\n".join(_slide(title, lines, mark) for title, lines in parts)


def _slide(title: str, lines: list[str], mark: str) -> str:
    body = [f"- {md(line)}" for line in lines if line] or ["- Nothing to show yet."]
    return "\n".join([f"## {md(title)}", "", *([f"**{md(mark)}**", ""] if mark else []), *body, ""])


def _mark(facts: ReportFacts) -> str:
    return ". ".join(word for word, is_so in (("DRAFT", facts.draft), ("Synthetic sample", facts.synthetic)) if is_so)


def _about(facts: ReportFacts) -> list[str]:
    told = (facts.community, facts.place, facts.period)
    about = cut(", ".join(text for text in told if text), words=12, letters=_LETTERS)
    return [about, cut(facts.aim, words=24, letters=240)]


def _counts(facts: ReportFacts) -> tuple[tuple[str, str], ...]:
    return facts.counts[:_MOST_COUNTS]


def _theme(theme: ThemeFacts) -> str:
    """At most ten words: what, in how many sessions of how many, how sure."""
    sure = "not rated" if theme.rating is None else theme.rating.level
    if theme.rating is not None and not theme.rating.confirmed:
        sure = f"{sure}, proposed"
    return f"{cut(theme.label, words=6, letters=_LETTERS)} ({theme.sessions}/{theme.sessions_read}; {sure})"


def _quoted(facts: ReportFacts) -> list[str]:
    """The first quote of the most widespread theme that has one short enough: a quote is never cut."""
    quotes = voices_first(quote for theme in facts.headline for quote in theme.quotes)
    found = next((quote for quote in quotes if len(quote.text.split()) <= _MOST_WORDS_OF_QUOTE), None)
    return [f"“{found.text}”", _by(found)] if found and len(found.text) <= 3 * _LETTERS else []


def _by(quote: Quote) -> str:
    translated = ", translated" if quote.original else ""
    return f"{cut(quote.by, words=8, letters=_LETTERS)}{translated}"


def _action(action: ActionFacts) -> str:
    owner = cut(action.owner, words=4, letters=_LETTERS) if action.owner else "no owner yet"
    # A no-break space would hide that a date is two words.
    date = f"by {cut(plain_date(action.by_when), words=3)}" if action.by_when else "no date yet"
    return f"{cut(action.what, words=7, letters=_LETTERS)} ({owner}, {date})"


def _questions(facts: ReportFacts) -> list[str]:
    undecided = sum(bool(action.missing) for action in facts.actions if action.status != "dropped")
    standing = sum(action.status != "dropped" for action in facts.actions)
    return [
        "How does this board test whether its services really can be reached by these groups?",
        f"Who decides what is missing in {undecided} of {standing} actions?" if undecided else "",
        cut(sentence(f"Contact: {facts.contact}"), words=12, letters=_LETTERS) if facts.contact else "",
    ]
