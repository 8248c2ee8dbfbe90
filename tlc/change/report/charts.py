"""Pictures of counts for the report: bars as SVG, and which theme belongs to which principle as cells."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tlc.change.report.facts import PrincipleFacts, ThemeFacts

# A label stands above its bar, so that letters keep their size on a phone. SVG text does not wrap: 40 letters of
# this size are as many as fit into 288 px, the narrowest screen less its margins.
_LETTERS = 40
_LINE, _BAR, _GAP = 1.35, 1.25, 1.1  # heights, in the size of the letters
_ROOM = 76  # percent of the width for the longest bar; its number stands in the rest
_BAR_TEXT = Markup('<text x="{x}%" y="{y:.2f}em" dx="8" class="chart-number">{text}</text>')
_LABEL = Markup('<text x="0" y="{y:.2f}em">{text}</text>')
_TRACK = Markup('<rect class="chart-track" x="0" y="{y:.2f}em" width="{width}%" height="{height}em"/>')
_FILL = Markup('<rect class="chart-bar" x="0" y="{y:.2f}em" width="{width:.2f}%" height="{height}em"/>')
_SVG = Markup(
    '<svg class="chart" role="img" aria-labelledby="{key}-title" aria-describedby="{key}-desc"'
    ' width="100%" height="{height:.2f}em">\n'
    '<title id="{key}-title">{title}</title>\n<desc id="{key}-desc">{desc}</desc>\n{body}\n</svg>'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: ``value`` of ``total``.

    >>> Bar(label="Long waits", value=5, total=20).share
    0.25
    """

    label: str
    value: int
    total: int

    @property
    def share(self) -> float:
        """Between 0 and 1; 0 where there is nothing to be a share of."""
        return self.value / self.total if self.total else 0.0

    @property
    def count(self) -> str:
        """The count with its denominator."""
        return f"{self.value} of {self.total}"


def bars(rows: Sequence[Bar], *, key: str, title: str) -> Markup:
    """Draw horizontal bars that keep their letters readable at any width.

    Parameters
    ----------
    rows : sequence of Bar
        From top to bottom.
    key : str
        Unique on the page: the ids of the picture's name and description start with it.
    title : str
        The message, in a sentence. It is the picture's name; print it beside the picture too.

    >>> "Long waits: 5 of 20" in bars([Bar(label="Long waits", value=5, total=20)], key="waits", title="Many wait")
    True
    """
    shapes: list[Markup] = []
    top = 0.0
    for row in rows:
        for line in textwrap.wrap(row.label, _LETTERS) or [""]:
            shapes.append(_LABEL.format(y=top + 1, text=line))
            top += _LINE
        top += 0.2
        shapes.append(_TRACK.format(y=top, width=_ROOM, height=_BAR))
        shapes.append(_FILL.format(y=top, width=row.share * _ROOM, height=_BAR))
        shapes.append(_BAR_TEXT.format(x=_ROOM, y=top + 1, text=row.count))
        top += _BAR + _GAP
    desc = "Horizontal bars. " + " ".join(f"{row.label}: {row.count}." for row in rows)
    return _SVG.format(key=key, height=top, title=title, desc=desc, body=Markup("\n").join(shapes))


def widest(themes: Sequence[ThemeFacts], most: int = 10) -> tuple[ThemeFacts, ...]:
    """Give the themes found in most sessions, each once, the most widespread first.

    >>> widest(())
    ()
    """
    once = {theme.id: theme for theme in themes if theme.sessions}
    return tuple(sorted(once.values(), key=lambda theme: (-theme.sessions, theme.label))[:most])


def drawable(themes: Sequence[ThemeFacts]) -> tuple[ThemeFacts, ...]:
    """Give the themes that the bars are about: the barriers, or all where there are none.

    What helps and what people propose come up nearly everywhere, and would hide what stands in the way.

    >>> drawable(())
    ()
    """
    found = tuple(theme for theme in themes if theme.sessions)
    return tuple(theme for theme in found if theme.kind == "barrier") or found


def message(themes: Sequence[ThemeFacts]) -> str:
    """Say in one sentence what the bars of ``widest`` show.

    >>> message(())
    'No theme has been found yet'
    """
    if not themes:
        return "No theme has been found yet"
    first = themes[0]
    count = f"{first.sessions} of {first.sessions_read}"
    tied = [theme for theme in themes if theme.sessions == first.sessions]
    if len(tied) == 1:
        return f"“{first.label}” came up in the most sessions: {count}"
    if len(tied) == 2:
        return f"“{first.label}” and “{tied[1].label}” came up in the most sessions: {count} each"
    return f"{len(tied)} themes came up in equally many sessions: {count} each"


def subtitle(themes: Sequence[ThemeFacts], *, of: int) -> str:
    """Say what is counted in the bars of ``widest``, and whether they are all there is.

    Parameters
    ----------
    of : int
        How many there are in all, also those that are not drawn.
    """
    read = {theme.sessions_read for theme in themes}
    noun = "barrier" if {theme.kind for theme in themes} == {"barrier"} else "theme"
    among = f"of the {read.pop()} that people have coded" if len(read) == 1 else "of those that people have coded"
    only = f" The {len(themes)} most widespread of {of} {noun}s." if of > len(themes) else ""
    return f"Number of sessions in which people found each {noun}, {among}.{only}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of the table of themes and principles; an empty ``word`` means that they do not belong together."""

    word: str = ""
    count: str = ""


def how_many(value: int, total: int) -> str:
    """Put a share of sessions into one word: most, some, few or none.

    >>> how_many(11, 20), how_many(10, 20), how_many(5, 20), how_many(4, 20), how_many(0, 0)
    ('most', 'some', 'some', 'few', 'none')
    """
    if not value:
        return "none"
    if value * 2 > total:
        return "most"
    return "some" if value * 4 >= total else "few"


def cells(theme: ThemeFacts, principles: Sequence[PrincipleFacts]) -> tuple[Cell, ...]:
    """Give a theme's row in the table of themes and principles: one cell for each principle."""
    linked = Cell(
        word=how_many(theme.sessions, theme.sessions_read), count=f"{theme.sessions} of {theme.sessions_read}"
    )
    return tuple(linked if principle.id in theme.principles else Cell() for principle in principles)
