"""What every picture is: a name, a description, shapes, and the same figures as a table."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pandas as pd

from tlc._files import write_whole
from tlc.errors import StudyError
from tlc.lab.show import as_html

#: Ink on paper in every theme of the notebook; contrast with white at least 4.5.
INK, MUTED, LINE, BLUE, PALE = "#1a1a1a", "#595959", "#c8c8c8", "#1f4e79", "#d6e4f0"
#: Height of a line of text, and about what a letter takes, in pixels at the size of the letters.
LINE_HEIGHT, LETTER = 18, 7.2


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Plot:
    """A picture that shows itself in a notebook and can be saved.

    Attributes
    ----------
    title : str
        What it shows, in a sentence: the picture's name.
    description : str
        How it is drawn, for those who do not see it.
    body : str
        SVG shapes.
    width, height : float
        In pixels.
    table : DataFrame
        The same figures.
    note : str
        How to read it.

    >>> Plot(title="Nothing", description="", body="", width=10, height=10, table=pd.DataFrame())
    Plot: Nothing
    """

    title: str
    description: str
    body: str
    width: float
    height: float
    table: pd.DataFrame
    note: str = ""

    def __repr__(self) -> str:
        return f"Plot: {self.title}"

    def _repr_svg_(self) -> str:
        size = f'viewBox="0 0 {self.width:.0f} {self.height:.0f}" width="{self.width:.0f}" height="{self.height:.0f}"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(self.title)}" {size} '
            'style="max-width:100%;height:auto" font-family="system-ui, sans-serif" font-size="13">'
            f"<title>{escape(self.title)}</title><desc>{escape(self.description)}</desc>"
            f'<rect width="100%" height="100%" fill="#ffffff"/>{self.body}</svg>'
        )

    def _repr_html_(self) -> str:
        note = f"<p>{escape(self.note)}</p>" if self.note else ""
        return (
            f'<figure style="margin:0"><figcaption style="font-weight:bold">{escape(self.title)}</figcaption>'
            f"{self._repr_svg_()}{note}<details><summary>The figures as a table</summary>"
            f'<div style="overflow-x:auto">{as_html(self.title, self.table)}</div></details></figure>'
        )

    def save(self, path: str | Path) -> Path:
        """Write the picture: ``.svg`` for the picture alone, ``.html`` with its table.

        Raises
        ------
        StudyError
            The name ends in neither, or the file cannot be written.
        """
        file = Path(path)
        if file.suffix == ".svg":
            return write_whole(file, self._repr_svg_() + "\n")
        if file.suffix == ".html":
            head = (
                f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(self.title)}</title></head>'
            )
            style = 'style="font-family:system-ui,sans-serif;background:#ffffff;color:#1a1a1a;margin:2em"'
            return write_whole(file, f"{head}<body {style}><main>{self._repr_html_()}</main></body></html>\n")
        raise StudyError("A picture is saved as .svg or as .html.", where=file, hint="Name it picture.svg, say.")


def text(x: float, y: float, words: str, *, anchor: str = "start", fill: str = INK, more: str = "") -> str:
    """Draw one line of text; ``y`` is where the letters stand.

    >>> text(1, 2, "a < b")
    '<text x="1.0" y="2.0" text-anchor="start" fill="#1a1a1a">a &lt; b</text>'
    """
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{fill}"{more}>{escape(words)}</text>'


def rect(x: float, y: float, width: float, height: float, *, fill: str, more: str = "") -> str:
    """Draw a filled rectangle.

    >>> rect(0, 0, 2, 1, fill="#ffffff")
    '<rect x="0.0" y="0.0" width="2.0" height="1.0" fill="#ffffff"/>'
    """
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}"{more}/>'


def line(x1: float, y1: float, x2: float, y2: float, *, stroke: str = LINE, width: float = 1) -> str:
    """Draw a straight line.

    >>> line(0, 0, 1, 1)
    '<line x1="0.0" y1="0.0" x2="1.0" y2="1.0" stroke="#c8c8c8" stroke-width="1"/>'
    """
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{stroke}" stroke-width="{width}"/>'


def wrapped(label: str, letters: int = 38) -> list[str]:
    """Break a label into lines, for SVG does not; a word that is longer than a line is broken too.

    >>> wrapped("No interpreter was there", 14)
    ['No interpreter', 'was there']
    """
    return textwrap.wrap(label, letters) or [""]
