"""Candidates as cards for a notebook: everything escaped, readable in light and dark, narrow and wide."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from tlc.change.report.facts import Quote
from tlc.change.report.wording import languages
from tlc.lab.plots.plot import BLUE, INK, MUTED, PALE
from tlc.lab.topics._face import Face

_BAR = 120
_CARD = "border:1px solid #767676;border-radius:6px;padding:.7em 1em;margin:0 0 1em"
_CELL = "text-align:left;vertical-align:top;padding:.1em .8em .1em 0;font-weight:normal;border:0;background:none"
_SIDE_BY_SIDE = "display:flex;flex-wrap:wrap;align-items:flex-start;gap:.6em 2.5em"
_QUOTE = f"flex:1 1 16em;margin:0;padding:0;border:0;color:{INK}"


def cards_html(title: str, note: str, cards: Sequence[str]) -> str:
    """Put cards below each other, under their title."""
    listed = f'<ol style="list-style:none;margin:0;padding:0">{"".join(cards)}</ol>' if cards else ""
    # Ink on paper in every theme, as pictures are.
    return (
        f'<div style="background:#ffffff;color:{INK};max-width:62em;padding:.6em;line-height:1.45;text-align:left">'
        f'<p style="font-weight:bold;margin:0 0 .4em">{escape(title)}</p>'
        f'<p style="margin:0 0 1em">{escape(note)}</p>{listed}</div>'
    )


def card_html(face: Face) -> str:
    """Lay one card out: the sentence first, then the figures, then the words."""
    one = face.candidate
    quotes = "".join(_quote(quote, turn) for quote, turn in face.quotes)
    about = f'<p style="margin:.6em 0 0;color:{MUTED}">{escape(face.about_quotes)}</p>' if face.about_quotes else ""
    return (
        f'<li style="{_CARD}">'
        f'<p style="margin:0;font-weight:bold;font-size:1.1em">{one.rank}. {escape(face.label)} '
        f'<span style="font-weight:normal;color:{MUTED}">(topic {one.topic})</span></p>'
        f'<p style="margin:.3em 0 .6em">{escape(face.sentence)}</p>'
        f'<div style="{_SIDE_BY_SIDE}">{_parts(face)}{_facts(face)}</div>'
        f'<p style="margin:.6em 0 0"><strong>{escape(face.verdict)}</strong></p>{quotes}{about}</li>'
    )


def _parts(face: Face) -> str:
    caption = (
        f'<caption style="text-align:left;font-weight:bold;color:{INK};padding:0">'
        f"Gap {face.candidate.gap:.0f} of 100</caption>"
    )
    rows = "".join(
        f'<tr style="background:none"><th scope="row" style="{_CELL}">{escape(name)}</th>'
        f'<td style="{_CELL}">{_bar(value)}</td><td style="{_CELL}">{_number(value)}</td></tr>'
        for name, value in face.parts
    )
    return f'<table style="border-collapse:collapse;margin:0;color:{INK}">{caption}<tbody>{rows}</tbody></table>'


def _facts(face: Face) -> str:
    rows = "".join(
        f'<tr style="background:none"><th scope="row" style="{_CELL};color:{MUTED}">{escape(name)}'
        f'</th><td style="{_CELL}">{escape(words)}</td></tr>'
        for name, words in face.facts
    )
    return (
        f'<table style="border-collapse:collapse;margin:0;color:{INK};flex:1 1 18em">'
        f'<caption style="text-align:left;font-weight:bold;color:{INK};padding:0">Who says it, and how sure that is'
        f"</caption><tbody>{rows}</tbody></table>"
    )


def _bar(value: float) -> str:
    """Draw a part between 0 and 1; the number beside it says the same."""
    if math.isnan(value):
        return ""
    filled = _BAR * min(max(value, 0), 1)
    return (
        f'<svg aria-hidden="true" width="{_BAR}" height="12" style="vertical-align:middle">'
        f'<rect width="{_BAR}" height="12" fill="{PALE}"/><rect width="{filled:.0f}" height="12" fill="{BLUE}"/></svg>'
    )


def _quote(quote: Quote, turn: str) -> str:
    said = [(quote.text, quote.language)]
    if quote.original is not None and quote.original_language is not None:
        # What was said stands first, and its translation beside it.
        said.insert(0, (quote.original, quote.original_language))
    words = "".join(
        f'<blockquote lang="{escape(language)}" dir="auto" style="{_QUOTE}">{escape(text)}</blockquote>'
        for text, language in said
    )
    translated = f", translated from {languages([said[0][1]])}" if len(said) > 1 else ""
    who = f"{quote.by}, {turn}{translated}"
    return (
        f'<figure style="margin:.7em 0 0;padding-left:.8em;border-left:3px solid {BLUE}">'
        f'<div style="display:flex;flex-wrap:wrap;gap:.4em 1.5em">{words}</div>'
        f'<figcaption style="color:{MUTED};font-size:.9em">{escape(who)}</figcaption></figure>'
    )


def _number(value: float) -> str:
    return "-" if math.isnan(value) else f"{value:.2f}"
