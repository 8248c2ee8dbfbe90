"""The report's looks: facts in, one HTML file out, which asks nothing of any network."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from tlc.change.report import charts, phrases
from tlc.change.report.facts import ActionFacts, ReportFacts, SaidDone, ThemeFacts
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
        "serious": "Marked as serious",
        "people": "Who took part",
        "methods": "How this was done",
        "glance": "The themes at a glance",
        "themes": "The themes, one by one",
        "topics": "Possible new themes, for review",
        "actions": "What will be done: the action framework",
        "principles": "By principle: what we heard, what will be done, and the gap",
        "owners": "By owner",
        "gaps": "What our data lack",
        "checklist": "A checklist for new plans",
        "feedback": "You said, we will do",
        "context": "Beside the sessions",
        "limits": "What this report cannot tell you",
        "reporting": "Reporting standards",
        "references": "References",
        "provenance": "Where the figures come from",
        "respond": "How to respond",
        "accessibility": "Accessibility of this report",
    }
)
HORIZONS = ("short", "medium", "long")
# What a theme is, in the order in which themes are told: its kind, and the heading over those of this kind.
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "barrier": "What stands in the way",
        "consequence": "What that leads to",
        "workaround": "How people get by",
        "enabler": "What helps",
        "solution": "What people propose",
    }
)
_SYNTHETIC = "Synthetic sample: the people, places and words are invented."
_ON_EACH_PAGE = '@page{{@top-{corner}{{font:8pt Arial,sans-serif;content:"{text}"}}}}\n'
# Behind everything, so that it covers nothing and text keeps its contrast; colours of the reader's own leave no such
# shade, and the notice at the head says it there.
_WATERMARK = (
    'body::before{content:"DRAFT"/"";position:fixed;inset:0;z-index:-1;display:grid;place-items:center;'
    "white-space:nowrap;font:bold min(20vw,18rem)/1 Arial,sans-serif;color:var(--tint);transform:rotate(-30deg);"
    "print-color-adjust:exact;-webkit-print-color-adjust:exact;pointer-events:none}\n"
    "@media(forced-colors:active){body::before{display:none}}\n"
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
    own = phrases.isolated(facts.title)
    title = f"Synthetic sample: {own}" if facts.synthetic else own
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
    themes = every_theme(facts)
    filled = _filled(facts)
    shown = {key: title for key, title in SECTIONS.items() if filled.get(key, True)}
    values = {
        "facts": facts,
        "sections": shown,
        "kinds": {kind: title for kind, title in KINDS.items() if any(theme.kind == kind for theme in themes)},
        "themes": themes,
        # Short: a theme is linked from many places.
        "anchors": {theme.anchor: f"t{number}" for number, theme in enumerate(themes, 1)},
        "homes": _homes(facts, themes),
        "numbers": {action.id: number for number, action in enumerate(facts.actions, 1)},
        "answers": _answers(facts),
        "first_actions": first_actions(facts),
        "levels": {theme.anchor: phrases.sure(theme.rating) for theme in themes if theme.rating},
    }
    environment = _environment()
    return {
        key: environment.get_template(f"{key}.html.j2").render(values, key=key) for key in ("header", *shown, "footer")
    }


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


def every_theme(facts: ReportFacts) -> tuple[ThemeFacts, ...]:
    """Give each theme of a report once: kind by kind in the order of ``KINDS``, the most widespread first."""
    everywhere = [theme for principle in facts.principles for theme in principle.themes]
    once = {theme.anchor: theme for theme in (*everywhere, *facts.unmapped)}.values()
    order = {kind: place for place, kind in enumerate(KINDS)}
    return tuple(sorted(once, key=lambda theme: (order.get(theme.kind, len(order)), -theme.sessions, theme.label)))


def _filled(facts: ReportFacts) -> dict[str, object]:
    """What each section that may be left out is about; one that is about nothing is left out."""
    return {
        "serious": facts.serious,
        "people": facts.who or facts.who_notes,
        "methods": facts.methods or facts.involvement,
        "themes": every_theme(facts),
        "topics": facts.topics or facts.topics_note,
        "principles": facts.principles,
        "feedback": facts.feedback or facts.changes,
        "context": facts.events or facts.context,
        "provenance": facts.provenance.rows,
    } | {key: getattr(facts, key) for key in ("owners", "gaps", "checklist", "limits", "reporting", "references")}


def _homes(facts: ReportFacts, themes: tuple[ThemeFacts, ...]) -> dict[str, ThemeFacts | None]:
    """Where each quote of a theme is printed: among what is serious (None), or under the first theme that holds it."""
    places: dict[str, ThemeFacts | None] = {words.reference: None for words in facts.serious_quotes if facts.serious}
    for theme in themes:
        for words in (*theme.quotes, *theme.contrary, *theme.proposals):
            places.setdefault(words.reference, theme)
    return places


def _answers(facts: ReportFacts) -> tuple[tuple[SaidDone, ...], ...]:
    """What people said, by the action that answers it; what no action answers comes last."""
    by_action: dict[str, list[SaidDone]] = {}
    for row in facts.feedback:
        by_action.setdefault(row.action if row.will else "", []).append(row)
    return tuple(tuple(rows) for _, rows in sorted(by_action.items(), key=lambda held: not held[0]))


def _horizon(action: ActionFacts) -> int:
    return HORIZONS.index(action.horizon) if action.horizon in HORIZONS else len(HORIZONS)


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
        style += _WATERMARK + _ON_EACH_PAGE.format(corner="right", text="Draft")
    return style


def _isolate(value: Any) -> Any:
    # What tlc made is Markup and holds no such character but inside a text that came through here.
    return phrases.isolated(value) if type(value) is str else value


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_isolate,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    words = ("count", "of", "spread", "brief", "passages", "marked", "withheld", "share", "plain_date", "draft", "sure")
    environment.filters |= {name: getattr(phrases, name) for name in (*words, "judged", "listed", "because")}
    environment.filters |= {"by_horizon": _by_horizon, "language": _language}
    environment.tests |= {"web": _is_web, "picture": _is_picture, "email": _is_email}
    environment.tests |= {"from_the_right": phrases.from_the_right}
    environment.globals["charts"] = charts
    return environment


def _language(tag: str) -> str:
    return languages([tag.split("-")[0]])


def _is_web(text: str) -> bool:
    return text.startswith(("https://", "http://"))


def _is_picture(text: str) -> bool:
    return text.startswith(("data:image/png;base64,", "data:image/jpeg;base64,"))


def _is_email(text: str) -> bool:
    return bool(re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", text))
