"""Pictures of counts for the report: bars as SVG, and which theme belongs to which principle as cells."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tlc.change.report.facts import Breakdown, PrincipleFacts, ThemeFacts

# A label stands above its bar, so that letters keep their size on a phone. SVG text does not wrap: 40 letters of
# this size are as many as fit into 288 px, the narrowest screen less its margins.
_LETTERS = 40
_LINES = 3
_LINE, _BAR, _GAP = 1.35, 1.25, 1.1  # heights, in the size of the letters
_ROOM = 76  # percent of the width for the longest bar; its number stands in the rest
_BAR_TEXT = Markup('<text x="{x}%" y="{y:.2f}em" dx="8" class="chart-number">{text}</text>')
_LABEL = Markup('<text x="0" y="{y:.2f}em">{text}</text>')
_TRACK = Markup('<rect class="chart-track" x="0" y="{y:.2f}em" width="{width}%" height="{height}em"/>')
_FILL = Markup('<rect class="chart-bar" x="0" y="{y:.2f}em" width="{width:.2f}%" height="{height}em"/>')
# Shapes of one kind are one path: it is stretched to the width there is, and letters are not.
_COLUMNS = Markup(
    '<svg y="{y}em" width="100%" height="{height}em" viewBox="0 0 {width} 100" preserveAspectRatio="none">'
    '<path class="chart-old" d="{old}"/><path class="chart-bar" d="{new}"/></svg>'
)
_ABOVE = Markup('<text x="{x:.2f}%" y="{y:.2f}em" text-anchor="middle">{text}</text>')
_TALL, _NUMBERS = 10, 8  # how tall the tallest column is, and how many of them have room for a number
_BESIDE = "{}. The table beside this picture holds its figures."
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

    >>> "5 of 20</text>" in bars([Bar(label="Long waits", value=5, total=20)], key="waits", title="Many wait")
    True
    """
    shapes: list[Markup] = []
    top = 0.0
    for row in rows:
        # Who gives a theme a label of a page still sees a picture; the table beside it holds the whole label.
        for line in textwrap.wrap(row.label, _LETTERS, max_lines=_LINES, placeholder=" ...") or [""]:
            shapes.append(_LABEL.format(y=top + 1, text=line))
            top += _LINE
        top += 0.2
        shapes.append(_TRACK.format(y=top, width=_ROOM, height=_BAR))
        shapes.append(_FILL.format(y=top, width=row.share * _ROOM, height=_BAR))
        shapes.append(_BAR_TEXT.format(x=_ROOM, y=top + 1, text=row.count))
        top += _BAR + _GAP
    desc = _BESIDE.format("Horizontal bars")
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


def cells(theme: ThemeFacts, principles: Sequence[PrincipleFacts]) -> tuple[str, ...]:
    """Give a theme's row in the table of themes and principles: a word for each principle it belongs to, else none."""
    word = how_many(theme.sessions, theme.sessions_read)
    return tuple(word if principle.id in theme.principles else "" for principle in principles)


def shares(table: Breakdown | None) -> tuple[Bar, ...]:
    """Read bars from a table whose last two columns are a count and its denominator; a row without them has no bar.

    >>> shares(Breakdown(caption="Turns", columns=("Who", "Turns", "Of"), rows=(("All", "3", "9"), ("Few", "-", "9"))))
    (Bar(label='All', value=3, total=9),)
    """
    numbers = re.compile(r"[\d,]+")
    return tuple(
        Bar(label=row[0], value=int(row[-2].replace(",", "")), total=int(row[-1].replace(",", "")))
        for row in (table.rows if table else ())
        if numbers.fullmatch(row[-2]) and numbers.fullmatch(row[-1])
    )


def share_message(rows: Sequence[Bar]) -> str:
    """Say in one sentence which of some bars is the longest.

    >>> share_message((Bar(label="Community participants", value=412, total=690),))
    'Community participants spoke most: 412 of 690 turns'
    """
    most = max(rows, key=lambda row: row.value)
    return f"{most.label} spoke most: {most.count} turns"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One session, or several in a row: how many codes were new in it, and how many had been found by its end."""

    label: str
    new: int
    total: int


def thinned(saturation: Sequence[tuple[str, int, int]], most: int = 20) -> tuple[Step, ...]:
    """Join sessions in a row, as evenly as can be, until there are few enough for a picture.

    >>> thinned([("1", 5, 5), ("2", 2, 7), ("3", 0, 7)], most=2)
    (Step(label='1', new=5, total=5), Step(label='2 to 3', new=2, total=7))
    """
    steps, count = [], min(most, len(saturation))
    for place in range(count):
        run = saturation[place * len(saturation) // count : (place + 1) * len(saturation) // count]
        label = run[0][0] if len(run) == 1 else f"{run[0][0]} to {run[-1][0]}"
        steps.append(Step(label=label, new=sum(new for _, new, _ in run), total=run[-1][2]))
    return tuple(steps)


def saturation_message(saturation: Sequence[tuple[str, int, int]]) -> str:
    """Say in one sentence what the columns of ``saturation`` show.

    >>> saturation_message([("1", 5, 5), ("2", 2, 7), ("3", 0, 7)])
    'The last session to bring a new code was number 2 of 3'
    """
    places = [place for place, (_, new, _) in enumerate(saturation, 1) if new]
    if not places:
        return "No code has been found yet"
    return f"The last session to bring a new code was number {places[-1]} of {len(saturation)}"


def columns(steps: Sequence[Step], *, key: str, title: str) -> Markup:
    """Draw one column a step: as tall as all codes found by then, the new ones on top in another colour.

    Parameters
    ----------
    steps : sequence of Step
        From left to right.
    key, title : str
        As in ``bars``.

    >>> ">5</text>" in columns([Step(label="1", new=5, total=5)], key="new", title="Five at once")
    True
    """
    tallest = max((step.total for step in steps), default=0) or 1
    every = max(1, -(-len(steps) // _NUMBERS))
    old, new, numbers = "", "", list[Markup]()
    for place, step in enumerate(steps):
        # In hundredths of the width and of the tallest column, from the top down.
        top, bottom = (round(100 - 100 * count / tallest, 1) for count in (step.total, step.total - step.new))
        old += f"M{10 * place + 1} 100V{bottom:g}h8V100z" if bottom < 100 else ""
        new += f"M{10 * place + 1} {bottom:g}V{top:g}h8V{bottom:g}z" if step.new else ""
        # Numbered from the last one back, so that the last always has its number.
        if (len(steps) - 1 - place) % every == 0:
            x, y = (place + 0.5) * 100 / len(steps), _LINE - 0.25 + _TALL * top / 100
            numbers.append(_ABOVE.format(x=x, y=y, text=step.total))
    drawn = _COLUMNS.format(y=_LINE, height=_TALL, width=10 * max(len(steps), 1), old=old, new=new)
    body = Markup("\n").join((drawn, *numbers))
    return _SVG.format(key=key, height=_TALL + _LINE + 0.3, title=title, desc=_BESIDE.format("Columns"), body=body)
