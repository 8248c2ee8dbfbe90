"""Who spoke and how much, and where people took part beyond talking."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from tlc.change.disclosure import people
from tlc.change.evidence import passages
from tlc.change.report.facts import Breakdown, ThemeFacts
from tlc.change.report.material import Material
from tlc.change.report.phrases import plain_date
from tlc.change.report.wording import languages
from tlc.counting import accepted, on_voices, took_part
from tlc.model import VOICES, Involvement

_VOICES = {"community": "Community participants", "professional": "Professionals"}
_TEAM, _NOBODY = "Researchers and interpreters", "Not known"
_ROUNDS = {
    "member_check": "Findings taken back to participants",
    "co_development": "Actions developed together",
    "co_analysis": "Findings worked out together",
    "feedback": "Participants told what became of it",
}
_COLUMNS = ("When", "What", "With whom", "Language", "About", "What changed", "Decided")


def participation(material: Material, turns: pd.DataFrame) -> Breakdown | None:
    """Count the turns of participants, of the team and of unknown speakers; None where nobody said anything.

    Parameters
    ----------
    turns : DataFrame
        TURNS of sessions.
    """
    if turns.empty:
        return None
    least, present = material.settings.min_cell, took_part(material.people, material.groups)
    rows = [
        (
            _VOICES[role],
            people(sum(one.role == role for one in present), least).text,
            int((turns["role"] == role).sum()),
        )
        for role in VOICES
    ]
    # Whoever is in no table of people is as little known as somebody without a name.
    unknown = int(turns["role"].isna().sum())
    rows.append((_TEAM, "not counted", len(turns) - unknown - sum(count for *_, count in rows)))
    rows.append((_NOBODY, "not available", unknown))
    return Breakdown(
        caption="Who spoke",
        columns=("Who", "People", "Turns", "Of turns"),
        rows=tuple((who, some, str(count), str(len(turns))) for who, some, count in rows if count),
    )


def rounds(material: Material) -> Breakdown | None:
    """The rounds in which people took part beyond talking, by month; None where none was logged.

    Decisions are told as what changed: whoever made them need not be of the people of the study.
    """
    logged = [one for one in material.involvement if one.kind != "decision"]
    if not logged:
        return None
    rows = [
        (
            one.date[:7],
            _ROUNDS[one.kind],
            one.with_whom or "not written down",
            _languages(one.language) or "not written down",
            "; ".join(_labels(one, material)) or "all themes",
            one.what_changed or "nothing was written down",
            one.decided or "nothing was written down",
        )
        for one in logged
    ]
    # A column that says the same of every round says nothing.
    kept = [place for place, cells in enumerate(zip(*rows, strict=True)) if place < 2 or set(cells) != {_EMPTY[place]}]
    return Breakdown(
        caption="Where people took part beyond talking",
        columns=tuple(_COLUMNS[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in rows),
    )


def led(material: Material, turns: pd.DataFrame) -> tuple[str, ...]:
    """Say in how many sessions a community researcher led, and how much of what was coded was said there.

    Parameters
    ----------
    turns : DataFrame
        TURNS of sessions.
    """
    role_of = {person.id: person.role for person in material.people}
    led_by = {group.id: {role_of.get(name) for name in _ids(group.facilitator)} for group in material.groups}
    pairs = turns[["transcript", "group"]].drop_duplicates()
    group_of = dict(zip(pairs["transcript"], pairs["group"], strict=True))
    of_theirs = {session for session, group in group_of.items() if "co_researcher" in led_by.get(group, ())}
    if not of_theirs:
        return ()
    marks = on_voices(accepted(material.codings), turns, material.people)
    coded = [turn.partition(":")[0] for turn, _, _ in passages(marks)]
    there = f", in which {sum(one in of_theirs for one in coded) / len(coded):.0%} of the coded passages were said"
    return (
        f"Community researchers led {len(of_theirs)} of {len(group_of)} "
        f"{'session' if len(group_of) == 1 else 'sessions'}{there.replace('%', ' %') if coded else ''}.",
    )


def unlike(material: Material, themes: Iterable[ThemeFacts]) -> tuple[str, ...]:
    """Say why professionals may seem to say more, where they are set beside participants and were heard otherwise."""
    alone = {group.id for group in material.groups if group.is_interview}
    heard = {role: [one for one in material.people if one.role == role and one.group] for role in VOICES}
    interviewed = {role: sum(one.group in alone for one in some) * 2 > len(some) for role, some in heard.items()}
    compared = any(line.startswith("Said more often by") for theme in themes for line in theme.differs)
    if not compared or not interviewed["professional"] or interviewed["community"]:
        return ()
    return (
        "Most professionals were interviewed alone, and most community participants shared a session with others: who "
        "has more time to speak says more. That professionals say a theme more often may come from that.",
    )


def _ids(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def changes(material: Material) -> tuple[str, ...]:
    """What is other than before because of what was heard: decisions, and what they are about."""
    told = []
    for one in material.involvement:
        if one.kind != "decision":
            continue
        what = " ".join(text.strip().rstrip(".") + "." for text in (one.decided, one.what_changed) if text.strip())
        about = "; ".join(_labels(one, material))
        if what:
            told.append(f"{plain_date(one.date[:7])}: {what}" + (f" Because of: {about}." if about else ""))
    return tuple(told)


def _languages(text: str) -> str:
    """Languages by their names: "ro;en" is Romanian and English."""
    tags = [tag.strip() for tag in text.split(";") if tag.strip()]
    return languages(tags) if tags else ""


def _labels(one: Involvement, material: Material) -> list[str]:
    return [material.codebook[theme].name for theme in one.themes if theme in material.codebook]


_EMPTY = ("", "", "not written down", "not written down", "all themes", *["nothing was written down"] * 2)
