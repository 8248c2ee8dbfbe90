"""A pack of themes for other teams to learn from: themes, ratings and published quotes, and no transcripts."""

from __future__ import annotations

import json
from typing import Any

from tlc.change.exports import _said as said
from tlc.change.exports._markdown import md
from tlc.change.exports._plain import plain, sentence
from tlc.change.report.facts import Quote, ReportFacts, ThemeFacts

SCHEMA = "tlc-themes/1"
_NOTE = (
    "Themes, ratings and quotes from people who agreed to be quoted in print. No transcripts. Small counts of people"
    " are not shown."
)


def pack(facts: ReportFacts) -> str:
    """Write the themes as JSON, for other programs.

    Parameters
    ----------
    facts : ReportFacts

    Returns
    -------
    str
        An object with ``schema`` ("tlc-themes/1"), what the study says of itself, and ``themes``. A count of people is
        a text, such as ``fewer than 5``; a rating is null where nobody rated.
    """
    content = {
        "schema": SCHEMA,
        "note": _NOTE,
        "marks": list(said.marks(facts)),
        "study": {
            "title": facts.title,
            "community": facts.community,
            "place": facts.place,
            "period": facts.period,
            "prepared_by": facts.prepared_by,
            "contact": facts.contact,
            "took_part": dict(facts.counts),
        },
        "principles": {str(one.id): one.name for one in facts.principles},
        "rating": facts.rating_name,
        "themes": [_theme(theme) for theme in said.themes_of(facts)],
    }
    return json.dumps(_plain(content), ensure_ascii=False, indent=2) + "\n"


def pages(facts: ReportFacts) -> str:
    """Write the same themes as Markdown, for people.

    Parameters
    ----------
    facts : ReportFacts

    Returns
    -------
    str
        Markdown in which nothing that people wrote is a sign.
    """
    lines = [f"# Themes: {md(facts.title)}", ""]
    lines += [part for mark in said.marks(facts) for part in (f"**{md(mark)}**", "")]
    told = ", ".join(text for text in (facts.community, facts.place, facts.period) if text)
    lines += [md(sentence(told)), ""] if told else []
    lines += [_NOTE, ""]
    for theme in said.themes_of(facts):
        lines += _section(theme, facts)
    return "\n".join(lines).rstrip() + "\n"


def _theme(theme: ThemeFacts) -> dict[str, Any]:
    rating = None
    if theme.rating is not None:
        rating = {
            "level": theme.rating.level,
            "confirmed_by_people": theme.rating.confirmed,
            "rare_but_serious": theme.rating.serious,
            "reasons": [
                {"component": component, "concern": concern, "reason": why}
                for component, concern, why in theme.rating.reasons
            ],
        }
    return {
        "id": theme.id,
        "label": theme.label,
        "heading": theme.heading,
        "kind": theme.kind,
        "definition": theme.definition,
        "found": said.evidence(theme),
        "sessions": theme.sessions,
        "sessions_read": theme.sessions_read,
        "principles": list(theme.principles),
        "rating": rating,
        "quotes": [_quote(quote) for quote in theme.quotes],
        "against": [_quote(quote) for quote in theme.contrary],
    }


def _quote(quote: Quote) -> dict[str, str]:
    told = {"text": quote.text, "language": quote.language, "by": quote.by}
    if quote.original:
        told |= {"original": quote.original, "original_language": quote.original_language or ""}
    return told


def _section(theme: ThemeFacts, facts: ReportFacts) -> list[str]:
    lines = [f"## {md(theme.label)}", ""]
    lines += [md(sentence(theme.definition)), ""] if theme.definition else []
    lines += [f"- {md(said.evidence(theme))}", f"- How sure: {md(said.how_sure(theme))}."]
    lines += [f"  - {md(why)}" for why in said.why_sure(theme)]
    lines += [f"- Principle {md(line)}" for line in said.principles_of(facts, theme.principles).split("\n") if line]
    lines.append("")
    for quote in (*theme.quotes, *theme.contrary):
        lines += ["What speaks against it:", ""] if theme.contrary and quote is theme.contrary[0] else []
        lines += [f"> “{md(quote.text)}”"]
        lines += [">", f"> “{md(quote.original)}”"] if quote.original else []
        lines += [">", f"> {md(quote.by)}", ""]
    return lines


def _plain(value: Any) -> Any:
    """The same content without signs that nobody sees or that turn text round."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return {plain(key): _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value
