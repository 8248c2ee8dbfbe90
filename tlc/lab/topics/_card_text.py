"""Candidates as cards for a terminal."""

from __future__ import annotations

import math
import textwrap

from tlc.lab.topics._face import Face

_WIDTH = 100


def card_text(face: Face) -> str:
    """Lay one card out in lines: the sentence first, then the figures, then the words."""
    one = face.candidate
    parts = ", ".join(f"{name} {'-' if math.isnan(value) else f'{value:.2f}'}" for name, value in face.parts)
    lines = [f"{one.rank}. {face.label} (topic {one.topic})", face.sentence]
    lines.append(f"Gap {one.gap:.0f} of 100{f': {parts}' if parts else ''}")
    lines += [f"{name}: {words}" for name, words in face.facts]
    lines.append(face.verdict)
    for quote, turn in face.quotes:
        lines.append(f"- {quote.original if quote.original is not None else quote.text} ({quote.by}, {turn})")
        if quote.original is not None:
            lines.append(f"  in {quote.language}: {quote.text}")
    lines.append(face.about_quotes)
    first, *rest = filter(None, lines)
    return "\n".join([first, *(_indented(line) for line in rest)])


def _indented(line: str) -> str:
    return textwrap.fill(line, _WIDTH, initial_indent="   ", subsequent_indent="     ")
