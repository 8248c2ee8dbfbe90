"""Standards of reporting, item by item: answered from the study's data, or left to the team and marked so."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pandas as pd

from tlc.change.report.facts import ReportingItem, ThemeFacts
from tlc.change.report.gather.people import changes
from tlc.change.report.material import Material
from tlc.change.report.parts import Standard
from tlc.change.report.wording import Wording
from tlc.counting import accepted

#: The answer of an item that the data do not answer.
TO_ANSWER = "To be answered by the team."
_ITEMS = Path(__file__).parents[2] / "data" / "reporting.toml"


def reporting(
    material: Material, turns: pd.DataFrame, wording: Wording, themes: Sequence[ThemeFacts], quotes: int
) -> tuple[ReportingItem, ...]:
    """Go through COREQ, SRQR and GRIPP2 (short form).

    An item counts as answered only where the data answer all of it. Whether participants gave feedback is answered
    only by a round that was logged.

    Parameters
    ----------
    turns : DataFrame
        TURNS of sessions.
    quotes : int
        How many quotes the report holds.
    """
    held = {
        **_study(material, wording),
        **_sessions(turns),
        **_analysis(material, themes),
        **_findings(themes, quotes),
        **_people(material, wording),
    }
    return tuple(
        ReportingItem(
            standard=standard,
            number=number,
            item=item,
            answer=held.get(answer, "") or TO_ANSWER,
            answered=bool(held.get(answer, "")),
        )
        for standard, number, item, answer in _items()
    )


# A title that holds one of these says what kind of study it is.
_KINDS = ("qualitative", "focus group", "interview", "thematic", "framework analysis")


@cache
def _items() -> tuple[tuple[Standard, int, str, str], ...]:
    """Standard, number, what it asks for, and the name of its answer: empty where only people can answer."""
    content = tomllib.loads(_ITEMS.read_text(encoding="utf-8"))
    return tuple(
        (standard["id"], entry["number"], entry["item"], entry.get("answer", ""))
        for standard in content["standard"]
        for entry in standard["items"]
    )


def _study(material: Material, wording: Wording) -> Mapping[str, str]:
    settings = material.settings
    counts = "; ".join(f"{label}: {text}" for label, text in wording.counts(material.groups))
    traits = sorted({name.replace("_", " ") for person in wording.participants for name in person.traits})
    return {
        "title": f"“{settings.title}”." if any(word in settings.title.casefold() for word in _KINDS) else "",
        "summary": "The first page.",
        "aim": settings.aim,
        "ethics": f"{settings.ethics.rstrip('.')}. What each person agreed to is on record." if settings.ethics else "",
        "sample": f"{counts}." if wording.participants else "",
        "who": f"Under “Who took part”: by role, {', '.join(traits)}." if traits else "",
        "collected": f"{counts}. {settings.period}." if settings.period else "",
    }


def _sessions(turns: pd.DataFrame) -> Mapping[str, str]:
    times = turns.groupby("transcript")["seconds"].max()
    if times.empty:
        return {}
    translated = int(turns.loc[turns["original"].notna(), "transcript"].nunique())
    ends = ""
    if bool(times.notna().all()):
        ends = f"{_minutes(times.min())} to {_minutes(times.max())} minutes, by the last time in each transcript."
    return {
        "duration": ends,
        "processing": f"{len(times)} transcripts; what was said stands beside its translation in {translated} of them.",
    }


def _minutes(seconds: float) -> int:
    return round(seconds / 60)


def _analysis(material: Material, themes: Sequence[ThemeFacts]) -> Mapping[str, str]:
    read, book = accepted(material.codings), material.codebook
    coders = int(read.loc[read["kind"] == "person", "coder"].nunique())
    set_before = sum(code.origin == "deductive" for code in book.applied)
    headings = sum(code.kind == "heading" for code in book)
    codes = f"{len(book.applied)} codes under {headings} headings: {book.name}, version {book.version}."
    coded = f"{coders} {'person' if coders == 1 else 'people'} coded." if coders else ""
    searched = sum(bool(theme.searched) for theme in themes)
    return {
        "coders": coded,
        "codebook": codes,
        "origin": f"{set_before} codes were set before the talk; {len(book.applied) - set_before} came from it.",
        "software": ", ".join(f"{name} {version}" for name, version in material.versions) + ".",
        "saturation": "Under “How this was done”, session by session." if material.saturation else "",
        "analysis": f"{coded} {codes}" if coded else "",
        "trust": (
            f"Passages that speak against a theme were looked for in {searched} of {len(themes)} themes. "
            + ("How far coders agree stands under “How this was done”." if material.agreed.told else "")
        )
        if searched
        else "",
    }


def _findings(themes: Sequence[ThemeFacts], quotes: int) -> Mapping[str, str]:
    sure = sum(theme.rating is not None for theme in themes)
    rated = f"; {sure} of them have a rating and its reasons" if sure else ""
    contrary = sum(bool(theme.contrary_noted) for theme in themes)
    return {
        "quotes": f"{quotes} quotes, each with a number that the team can trace, and never with a person."
        if quotes
        else "",
        "major": f"{len(themes)} themes, the most widespread first{rated}." if themes else "",
        "minor": (
            f"Every theme that was found is described; what speaks against {contrary} of them is told."
            if contrary
            else ""
        ),
        "limits": "Under “What this report cannot tell you”.",
    }


def _people(material: Material, wording: Wording) -> Mapping[str, str]:
    checks = [one for one in material.involvement if one.kind == "member_check"]
    logged = "; ".join(" ".join(filter(None, (one.date[:7], one.with_whom))) for one in checks)
    # A decision tells what came of it: whoever decided need not be of the people of the study.
    number = sum(one.kind != "decision" for one in material.involvement)
    told = changes(material)
    changed = " ".join([*told, *(one.what_changed for one in material.involvement if one.kind != "decision")]).strip()
    return {
        "member_check": f"Findings were taken back: {logged or material.settings.reviewed}."
        if wording.reviewed
        else "",
        "rounds": f"{number} {'round' if number == 1 else 'rounds'}, listed under “Where people took part”."
        if number
        else "",
        "changed": changed,
    }
