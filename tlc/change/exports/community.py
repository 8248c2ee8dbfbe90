"""The summary for those who took part: plain words, in their language, with nothing left in English unnoticed.

It quotes nobody: where people know each other, they know each other's words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tlc.change.exports._answers import blank, is_date
from tlc.change.exports._plain import one_line
from tlc.change.exports._slots import Said, Slot, filled, holes
from tlc.change.report.facts import ActionFacts, ReportFacts, ThemeFacts
from tlc.change.report.html import first_actions

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).resolve().parent / "templates"
_MOST_ACTIONS, _MOST_SERIOUS = 5, 3
_FROM_THE_RIGHT = frozenset(("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"))


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it stands on the page, and its language: English where nobody translated it."""

    text: str
    language: str
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Gives each text in the language of the page.

    Parameters
    ----------
    language : str
    slots : mapping of (section, key) to Slot
    said : Said
        What people translated.
    """

    language: str
    slots: Mapping[tuple[str, str], Slot]
    said: Said

    def lacking(self) -> tuple[str, ...]:
        """What has no translation that fits today's English, by its place in the file."""
        return tuple(f"[{one.section}.{one.key}]" for one in self.slots.values() if not self._found(one))

    def get(self, section: str, key: str, **values: str) -> Text:
        """Give one text, filled in."""
        slot = self.slots[section, key]
        found = self._found(slot)
        text = filled(found or slot.en, {name: one_line(value) for name, value in values.items()})
        return Text(text, self.language if found else "en", is_missing=not found)

    def _found(self, slot: Slot) -> str:
        english, text = self.said.texts.get((slot.section, slot.key), ("", ""))
        text = text.strip()
        if english == slot.en and text and holes(text) == slot.holes:
            return one_line(text)
        return one_line(slot.en) if self.language.partition("-")[0] == "en" else ""


def slots_of(facts: ReportFacts, language: str, labels: Mapping[str, str] | None = None) -> tuple[Slot, ...]:
    """Every text of the page that is to be translated: the page's own, and the study's that stand on it.

    ``labels`` are what the codebook calls themes in that language, by their ids: they are offered.
    """
    base = language.partition("-")[0]
    page = tomllib.loads(blank("community.toml"))
    own = [Slot(section="page", key=key, en=one["en"], offered=one.get(base, "")) for key, one in page.items()]
    study = {"title": facts.title, "community": facts.community, "place": facts.place, "period": facts.period}
    told = [("study", key, text) for key, text in study.items()]
    told += [("counts", label, label) for label, _ in _counts(facts)]
    told += [("themes", theme.id, theme.label) for theme in (*facts.headline, *_serious(facts))]
    for action in _actions(facts):
        told.append(("actions", action.id, action.what))
        told.append(("owners", action.owner, action.owner))
        told += [] if is_date(action.by_when) else [("dates", action.by_when, action.by_when)]
    once = {(section, one_line(key)): one_line(text) for section, key, text in told if one_line(text)}
    known = {("themes", one_line(key)): one_line(label) for key, label in (labels or {}).items()}
    return (
        *own,
        *(Slot(section=one[0], key=one[1], en=text, offered=known.get(one, "")) for one, text in once.items()),
    )


def community(facts: ReportFacts, language: str, said: Said) -> tuple[str, tuple[str, ...]]:
    """Write the summary as one HTML page.

    Parameters
    ----------
    facts : ReportFacts
    language : str
        Of the page (BCP 47).
    said : Said
        What people translated. Without a translation a text stands in English, is marked, and is listed.

    Returns
    -------
    page : str
        HTML that needs nothing else; marked as unfinished while any text lacks its translation.
    lacking : tuple of str
        What has no translation, by its place in the file.
    """
    slots = {(one.section, one.key): one for one in slots_of(facts, language)}
    words = Words(language=language, slots=slots, said=said)
    lacking = words.lacking()
    page = _environment().get_template("community.html.j2")
    made = page.render(
        words=words,
        language=language,
        direction="rtl" if language.partition("-")[0] in _FROM_THE_RIGHT else "ltr",
        facts=facts,
        counts=_counts(facts),
        serious=_serious(facts),
        actions=_actions(facts),
        lacking=len(lacking),
        waits=language.partition("-")[0] != "en" and not said.reviewed,
        key=one_line,
        owner=lambda action: _owner(words, action),
        date=lambda action: _date(words, action),
        thanks=_thanks(words, facts),
    )
    return f"{made.rstrip()}\n", lacking


def _counts(facts: ReportFacts) -> list[tuple[str, str]]:
    # A count that is not a number is English words.
    return [(label, text) for label, text in facts.counts if re.fullmatch(r"\d+", text)]


def _serious(facts: ReportFacts) -> tuple[ThemeFacts, ...]:
    headline = {theme.id for theme in facts.headline}
    return tuple(theme for theme in facts.serious if theme.id not in headline)[:_MOST_SERIOUS]


def _actions(facts: ReportFacts) -> tuple[ActionFacts, ...]:
    return first_actions(facts, _MOST_ACTIONS)


def _thanks(words: Words, facts: ReportFacts) -> tuple[Text, ...]:
    parts = {key: getattr(facts, key) for key in ("community", "place", "period")}
    if not all(parts.values()):
        return ()
    texts = {key: words.get("study", key) for key in parts}
    whole = words.get("page", "thanks", **{key: text.text for key, text in texts.items()})
    missing = any(text.is_missing for text in (whole, *texts.values()))
    return (Text(whole.text, whole.language, is_missing=missing),)


def _owner(words: Words, action: ActionFacts) -> Text:
    if not one_line(action.owner):
        return words.get("page", "nobody")
    owner = words.get("owners", one_line(action.owner))
    whole = words.get("page", "owner", owner=owner.text)
    return Text(whole.text, whole.language, is_missing=whole.is_missing or owner.is_missing)


def _date(words: Words, action: ActionFacts) -> tuple[Text, ...]:
    if not one_line(action.by_when):
        return ()
    if is_date(action.by_when):
        # Figures are read in every language.
        year, *rest = action.by_when.strip().split("-")
        return (words.get("page", "date", date="/".join([*reversed(rest), year])),)
    date = words.get("dates", one_line(action.by_when))
    whole = words.get("page", "date", date=date.text)
    return (Text(whole.text, whole.language, is_missing=whole.is_missing or date.is_missing),)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
