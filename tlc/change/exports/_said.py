"""What every form says in the same words: how a page is marked, how sure a theme is, who does what by when."""

from __future__ import annotations

from collections.abc import Iterable

from tlc.change.exports._plain import one_line, sentence
from tlc.change.report.facts import ActionFacts, Quote, ReportFacts, ThemeFacts
from tlc.change.report.phrases import plain_date, spread

SYNTHETIC = "Synthetic sample: the people, places and words are invented."
_TERMS = {"short": "short term", "medium": "medium term", "long": "long term"}


def marks(facts: ReportFacts) -> tuple[str, ...]:
    """What must stand on each page: that this is a draft, and that nobody said it."""
    reason = sentence(facts.draft.removeprefix("Draft:").strip())
    draft = f"DRAFT. {reason[:1].upper()}{reason[1:]}" if reason else ""
    return tuple(mark for mark in (draft, SYNTHETIC if facts.synthetic else "") if mark)


def themes_of(facts: ReportFacts) -> tuple[ThemeFacts, ...]:
    """Every theme once, the most widespread first."""
    everywhere = [theme for principle in facts.principles for theme in principle.themes]
    once = {theme.id: theme for theme in (*facts.headline, *everywhere, *facts.unmapped)}
    return tuple(sorted(once.values(), key=lambda theme: (-theme.sessions, -theme.passages, theme.label)))


def how_sure(theme: ThemeFacts) -> str:
    """How sure the team is of a theme, and whether people said so or the figures."""
    if theme.rating is None:
        return "not rated"
    said = theme.rating.level if theme.rating.confirmed else f"{theme.rating.level} (proposed, not confirmed)"
    return f"{said}; rare but serious" if theme.rating.serious else said


def why_sure(theme: ThemeFacts) -> tuple[str, ...]:
    """The reasons of a rating, a sentence for each component."""
    reasons = theme.rating.reasons if theme.rating else ()
    return tuple(
        f"{component}: {'no' if concern == 'none' else concern} concern. {sentence(why)}"
        for component, concern, why in reasons
    )


def because(action: ActionFacts, themes: Iterable[ThemeFacts]) -> tuple[tuple[str, str, str], ...]:
    """What an action answers: label, how widespread, how sure."""
    known = {theme.anchor: theme for theme in themes}
    return tuple(
        (label, found, how_sure(known[anchor]) if anchor in known else "") for anchor, label, found in action.because
    )


def behind(action: ActionFacts, themes: Iterable[ThemeFacts]) -> Quote | None:
    """A quote of the themes that an action answers, the first theme's first; none where nothing may be quoted."""
    known = {theme.anchor: theme for theme in themes}
    quotes = (quote for anchor, _, _ in action.because if anchor in known for quote in known[anchor].quotes)
    return next(iter(voices_first(quotes)), None)


def voices_first(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """Put those who live with it before those who work with them; otherwise the order stays."""
    return tuple(sorted(quotes, key=lambda quote: quote.by.startswith("Professional")))


def evidence(theme: ThemeFacts) -> str:
    """How widespread a theme is, each count over its denominator; events and feedback beside it."""
    return " ".join(text for text in (spread(theme), theme.beside) if text)


def when(action: ActionFacts) -> str:
    """The horizon, and the date where there is one."""
    by = f", by {plain_date(action.by_when)}" if action.by_when else ""
    return f"{_TERMS.get(action.horizon, action.horizon)}{by}"


def measure(action: ActionFacts) -> str:
    """How anybody will know, with where it starts, where it should get to, and what it is read from."""
    parts = (("", action.measure), ("Now: ", action.baseline), ("Target: ", action.target), ("From: ", action.data))
    return "\n".join(f"{name}{sentence(text)}" for name, text in parts if text)


def principles_of(facts: ReportFacts, numbers: Iterable[int]) -> str:
    """Principles by number and name, a line each."""
    names = {principle.id: principle.name for principle in facts.principles}
    return "\n".join(f"{number}. {one_line(names.get(number, ''))}".rstrip() for number in numbers)


def undecided(text: str) -> str:
    """A cell that nobody filled in says so."""
    return text or "not decided"
