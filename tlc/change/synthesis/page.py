"""The synthesis as a page and as a table: every count over what it is a count of, and no totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tlc.change.over import Over, over
from tlc.change.synthesis.projects import Project
from tlc.change.synthesis.side_by_side import KINDS, Part, Synthesis, Theme

COLUMNS = (
    "theme",
    "label",
    "kind",
    "found_in",
    "studies",
    "study",
    "community",
    "looked_for",
    "found",
    "sessions",
    "sessions_read",
    "community_people",
    "community_read",
    "professionals",
    "professionals_read",
)
NOTES = (
    "Found means that people accepted a passage for the theme in at least one session, event or card of feedback. That "
    "a theme was not found in a study does not mean that its people do not know it: nobody may have asked.",
    "Studies differ in how many people were heard, and in how. So studies are counted, each as one, and people and "
    "sessions are never added up over studies: the sum would mean little, and could tell a small count that is hidden.",
    "Counts of people above zero and below each study's own threshold are not shown; nor, where a study is of "
    "interviews alone, are sessions that are as few. No table has totals, which could tell what is hidden.",
)
_HEADINGS = {
    "common to all": "Common to all studies",
    "shared by some": "Shared by some",
    "in one only": "In one study only",
    "found in none": "Looked for and found in none",
}
_TEMPLATES = Path(__file__).resolve().parent / "templates"


def cell(synthesis: Synthesis, theme: Theme, part: Part) -> Over | None:
    """What one study holds for a theme, as it may be shown; None where it did not look for it."""
    held = synthesis.held(theme, part)
    return None if held is None else over(held, part.min_cell, part.interviews)


def rows_of(synthesis: Synthesis) -> Iterator[tuple[str | int | None, ...]]:
    """Lay a synthesis out as a table: a row a theme and study, with COLUMNS; None where a count may not be shown."""
    for theme in synthesis.themes:
        for part in synthesis.parts:
            shown = cell(synthesis, theme, part)
            looked = "yes" if shown else "no"
            found = ("yes" if part.name in theme.found else "no") if shown else ""
            about = (theme.theme, theme.label, theme.kind, len(theme.found), theme.studies)
            numbers = shown.numbers if shown else (None,) * 6
            yield (*about, part.name, part.community, looked, found, *numbers)


def words_of(synthesis: Synthesis, theme: Theme, part: Part) -> tuple[str, ...]:
    """Say what one study holds for a theme in a line or more."""
    shown, held = cell(synthesis, theme, part), synthesis.held(theme, part)
    if shown is None or held is None:
        return ("not looked for",)
    if not held.found:
        return ("not found",)
    sessions, community, professionals = shown.words
    lines = [f"{sessions} sessions"] if held.sessions_read else []
    if held.beside:
        lines.append("at events or in feedback")
    lines += [f"community: {community}"] if held.community_read else []
    lines += [f"professionals: {professionals}"] if held.professionals_read else []
    return tuple(lines)


def notes_of(synthesis: Synthesis) -> tuple[str, ...]:
    """Say how to read a synthesis, and what is not in it."""
    lines = list(NOTES)
    for part in synthesis.parts:
        if part.unmapped:
            lines.append(
                f"In {part.name}, {len(part.unmapped)} codes have no counterpart and nobody has said that they are the "
                f"study's own; they are in none of these tables: {', '.join(part.unmapped)}."
            )
        if part.edited:
            lines.append(
                f"The codebook of {part.name} says the same version as the first study's, but does not tell these "
                f"codes alike: {', '.join(part.edited)}."
            )
    return tuple(lines)


def render(synthesis: Synthesis, projects: Sequence[Project] = ()) -> str:
    """Make the page: one HTML file that asks nothing of any network; the same synthesis gives the same bytes."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    by_study = {one.study: one for one in projects}
    strictest = max(part.min_cell for part in synthesis.parts)
    kinds = [
        (_HEADINGS[kind], [(theme, _cells(synthesis, theme)) for theme in synthesis.themes if theme.kind == kind])
        for kind in KINDS
    ]
    return environment.get_template("synthesis.html.j2").render(
        parts=synthesis.parts,
        kinds=[(heading, themes) for heading, themes in kinds if themes],
        counts=[(_HEADINGS[kind], sum(theme.kind == kind for theme in synthesis.themes)) for kind in KINDS],
        communities=[
            (theme, [f"{count} of {of}" if of else "not looked for" for count, of in synthesis.by_community(theme)])
            for theme in synthesis.themes
            if theme.found
        ],
        names=synthesis.communities,
        projects=[
            (one.study, one.shown(strictest)) for one in (by_study.get(part.name) for part in synthesis.parts) if one
        ]
        + [("", one.shown(strictest)) for one in projects if not one.study],
        notes=notes_of(synthesis),
        synthetic=any(part.synthetic for part in synthesis.parts),
    )


def _cells(synthesis: Synthesis, theme: Theme) -> list[tuple[str, ...]]:
    return [words_of(synthesis, theme, part) for part in synthesis.parts]
