"""The report's looks: facts in, one HTML file out, which asks nothing of any network."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from tlc.change.disclosure import Shown
from tlc.change.report import charts
from tlc.change.report.facts import ActionFacts, ReportFacts, ThemeFacts
from tlc.change.report.wording import languages

if TYPE_CHECKING:
    from jinja2 import Environment
    from nbformat import NotebookNode

_TEMPLATES = Path(__file__).resolve().parent / "templates"

# The sections in reading order: the id to link to, and the heading. Each has a template of the id's name.
SECTIONS: Mapping[str, str] = MappingProxyType(
    {
        "summary": "Summary",
        "contents": "Contents",
        "serious": "Rare but serious",
        "people": "Who took part",
        "themes": "The themes at a glance",
        "principles": "What we heard, and what will be done",
        "unmapped": "Themes that belong to no principle",
        "actions": "What will be done: the action framework",
        "topics": "Possible new themes, for review",
        "methods": "How this was done",
        "limits": "What this report cannot tell you",
        "provenance": "Where the figures come from",
        "respond": "How to respond",
        "accessibility": "Accessibility of this report",
    }
)
HORIZONS = ("short", "medium", "long")
_SYNTHETIC = "Synthetic sample: the people, places and words are invented."
_ON_EACH_PAGE = '@page{{@top-{corner}{{font:8pt Arial,sans-serif;content:"{text}"}}}}\n'
# Not the calendar module's: those are in the language of the machine.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def render(facts: ReportFacts) -> str:
    """Make the report: one HTML file with everything in it.

    It holds no script and makes no request. The same facts give the same bytes.

    Parameters
    ----------
    facts : ReportFacts
        Every count in it may be shown and every quote may be published; all of it is shown.

    Returns
    -------
    str
        A whole HTML document, to be written as UTF-8.
    """
    # nbconvert takes a second or more to load.
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(  # type: ignore[no-untyped-call]
        template_name="tlc", extra_template_basedirs=[str(_TEMPLATES / "nbconvert")]
    )
    body, _ = exporter.from_notebook_node(notebook(facts))
    return f"{body.rstrip()}\n"


def notebook(facts: ReportFacts) -> NotebookNode:
    """Make the report as a notebook: one cell a section, outputs only, no code.

    Parameters
    ----------
    facts : ReportFacts
        As in ``render``.

    Returns
    -------
    NotebookNode
        Of format 4.5. What stands around the sections is in its metadata.
    """
    from nbformat.v4 import new_code_cell, new_notebook, new_output

    pieces = fragments(facts)
    around = {"style": _style(facts), "header": pieces.pop("header"), "footer": pieces.pop("footer")}
    title = f"Synthetic sample: {facts.title}" if facts.synthetic else facts.title
    cells = [
        # A cell that is given no id gets a random one.
        new_code_cell(id=key, outputs=[new_output("display_data", data={"text/html": piece})])  # type: ignore[no-untyped-call]
        for key, piece in pieces.items()
    ]
    made: NotebookNode = new_notebook(cells=cells, metadata={"title": title, "tlc": around})  # type: ignore[no-untyped-call]
    return made


def fragments(facts: ReportFacts) -> dict[str, str]:
    """Make the report's parts, in reading order: ``header``, those of ``SECTIONS`` that have content, ``footer``.

    Parameters
    ----------
    facts : ReportFacts
        As in ``render``.

    Returns
    -------
    dict of str to str
        A part's name to its HTML, in which everything that people said or typed is escaped.
    """
    filled = {"serious": facts.serious, "unmapped": facts.unmapped, "topics": facts.topics or facts.topics_note}
    shown = {key: title for key, title in SECTIONS.items() if filled.get(key, True)}
    homes = _homes(facts)
    values = {
        "facts": facts,
        "sections": shown,
        "homes": homes,
        "elsewhere": {
            principle.id: [theme for theme in principle.themes if homes[theme.anchor] != principle.id]
            for principle in facts.principles
        },
        "themes": _themes(facts),
        "numbers": {action.id: number for number, action in enumerate(facts.actions, 1)},
        "first_actions": first_actions(facts),
    }
    environment = _environment()
    return {
        key: environment.get_template(f"{key}.html.j2").render(values, key=key) for key in ("header", *shown, "footer")
    }


def spread(theme: ThemeFacts) -> str:
    """Say how widespread a theme is, each count with its denominator."""
    if not theme.sessions_read:
        return "No session has been coded by a person yet."
    sessions = f"Found in {_of(theme.sessions, theme.sessions_read, 'session')}."
    known, unknown = [], ""
    for count, read, who in (
        (theme.community, theme.community_read, "community participant"),
        (theme.professionals, theme.professionals_read, "professional"),
    ):
        if count.text.startswith("not "):
            unknown += f" The number of {who}s is {count.text}."
        elif read:
            known.append(_of(count, read, who))
    said = f" Said by {' and '.join(known)}." if known else ""
    return sessions + said + unknown


def share(count: Shown, total: int) -> str:
    """Write a count of people over its denominator, short enough for a cell of a table.

    >>> share(Shown("12", 12), 55), share(Shown("fewer than 5"), 3), share(Shown("not available"), 9)
    ('12 of 55', 'at least 1 of 3', 'not available')
    """
    if count.text.startswith("not "):
        return count.text
    return f"{_known(count, total)} of {total}" if total else "nobody took part"


def passages(theme: ThemeFacts) -> str:
    """Say how many passages a theme rests on, and how many of them are in no count of people."""
    said = f"{_count(theme.passages, 'passage')}."
    if not theme.unknown_speaker:
        return said
    if theme.unknown_speaker > 1:
        rest = "it is not known who spoke, so they are in no count of people."
    else:
        rest = "it is not known who spoke, so it is in no count of people."
    if theme.unknown_speaker == theme.passages:
        return f"{said} {rest[0].upper()}{rest[1:]}"
    return f"{said} In {theme.unknown_speaker} of them {rest}"


def withheld(theme: ThemeFacts) -> str:
    """Say how many passages are not quoted, and why; nothing where all are."""
    if not theme.quotes_withheld:
        return ""
    more = "more " if theme.quotes else ""
    if theme.quotes_withheld == 1:
        return f"1 {more}passage is not quoted because the person did not agree to it or the speaker is not known."
    return (
        f"{theme.quotes_withheld} {more}passages are not quoted"
        " because the people did not agree to it or their speaker is not known."
    )


def first_actions(facts: ReportFacts, most: int = 5) -> tuple[ActionFacts, ...]:
    """Choose the actions of the first page.

    Those that answer something serious come first, then those that answer a headline theme, then the rest; among
    equals the nearer horizon first, then the plan's own order. Dropped and finished actions are left out.
    """
    serious = {theme.anchor for theme in facts.serious}
    headline = {theme.anchor for theme in facts.headline}

    def rank(action: ActionFacts) -> tuple[bool, bool, int]:
        themes = {anchor for anchor, _, _ in action.because}
        return not themes & serious, not themes & headline, _horizon(action)

    open_ones = [action for action in facts.actions if action.status not in ("dropped", "done")]
    return tuple(sorted(open_ones, key=rank)[:most])


def plain_date(text: str) -> str:
    r"""Write ``2027-03`` or ``2027-03-31`` as people do; leave every other text alone.

    >>> plain_date("2027-03"), plain_date("2027-03-01"), plain_date("by Easter")
    ('March\xa02027', '1\xa0March\xa02027', 'by Easter')
    """
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])(?:-(\d{2}))?", text)
    if not found:
        return text
    year, month, day = found.groups()
    # No-break spaces: a date stays on one line.
    in_words = f"{_MONTHS[int(month) - 1]}\N{NO-BREAK SPACE}{year}"
    return f"{int(day)}\N{NO-BREAK SPACE}{in_words}" if day else in_words


def _of(count: Shown | int, total: int, noun: str) -> str:
    """``14 of 20 sessions``."""
    text = _known(count, total) if isinstance(count, Shown) else str(count)
    return f"{text} of {_count(total, noun)}"


def _known(count: Shown, total: int) -> str:
    limit = re.fullmatch(r"fewer than (\d+)", count.text)
    # "fewer than 5 of 3" would be true, and silly.
    return "at least 1" if limit and int(limit[1]) > total else count.text


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _draft(reason: str) -> str:
    """The reason alone: the notice begins with the word itself."""
    reason = reason.removeprefix("Draft:").strip()
    return reason[:1].upper() + reason[1:]


def _horizon(action: ActionFacts) -> int:
    return HORIZONS.index(action.horizon) if action.horizon in HORIZONS else len(HORIZONS)


def _themes(facts: ReportFacts) -> tuple[ThemeFacts, ...]:
    everywhere = [theme for principle in facts.principles for theme in principle.themes]
    return tuple({theme.id: theme for theme in (*everywhere, *facts.unmapped)}.values())


def _homes(facts: ReportFacts) -> dict[str, int]:
    """Where each theme is written out, by its anchor: under its first principle; 0 for those without."""
    homes = {theme.anchor: 0 for theme in facts.unmapped}
    for principle in reversed(facts.principles):
        homes |= {theme.anchor: principle.id for theme in principle.themes}
    return homes


def _by_horizon(actions: tuple[ActionFacts, ...]) -> Iterator[tuple[str, list[ActionFacts]]]:
    for place, name in enumerate(("Short term", "Medium term", "Long term", "No time set")):
        found = [action for action in actions if _horizon(action) == place]
        if found:
            yield name, found


def _style(facts: ReportFacts) -> str:
    """Our style sheet, and on each printed page what must not get lost when pages are parted."""
    style = (_TEMPLATES / "report.css").read_text(encoding="utf-8")
    if facts.synthetic:
        style += _ON_EACH_PAGE.format(corner="left", text=_SYNTHETIC)
    if facts.draft:
        style += _ON_EACH_PAGE.format(corner="right", text="Draft")
    return style


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    words = {"count": _count, "of": _of, "spread": spread, "passages": passages, "withheld": withheld, "share": share}
    environment.filters |= words | {"plain_date": plain_date, "by_horizon": _by_horizon}
    environment.filters |= {"draft": _draft, "language": lambda tag: languages([tag.split("-")[0]])}
    environment.tests |= {"web": lambda text: text.startswith(("https://", "http://"))}
    environment.tests |= {"email": lambda text: bool(re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", text))}
    environment.globals["charts"] = charts
    return environment
