"""Replacing what identifies: brackets with a kind and a number stand where a name or a number stood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from tlc.errors import StudyError
from tlc.talk.importers import RawTurn
from tlc.talk.screen._widen import widened
from tlc.talk.screen.finding import ORIGINAL, TURN, Finding

NOTHING: Mapping[str, str] = MappingProxyType({})
_LABEL = re.compile(r"[^\W\d_](?:[^\W_]|[ '-]){0,39}")

#: A part of a text, from start to end, and what comes in its place.
Change = tuple[int, int, str]


def label_for(base: str, seal: str, taken: Mapping[str, str], before: Mapping[str, str] = NOTHING) -> str:
    """Name what is replaced: the same seal has the same label, another gets the next number.

    Parameters
    ----------
    base : str
        What it is, such as ``GP surgery``.
    seal : str
    taken : mapping of seal to label
        Labels given so far in the study.
    before : mapping of seal to label
        Labels that were given and taken back: their numbers are given to nothing else.

    Raises
    ------
    StudyError
        The words cannot stand in brackets.

    >>> label_for("GP surgery", "b", {"a": "GP surgery 1"})
    'GP surgery 2'
    >>> label_for("GP surgery", "a", {"a": "GP surgery 1"})
    'GP surgery 1'
    """
    if seal in taken:
        return taken[seal]
    words = " ".join(base.split())
    if not _LABEL.fullmatch(words) or re.search(r"\d$", words):
        raise StudyError(
            "What stands in brackets must be a few plain words, without a number at the end.",
            hint="Say what it is and not which one: GP surgery, sister, town.",
        )
    if _is_numbered(before.get(seal, ""), words):
        return before[seal]
    given = (*taken.values(), *before.values())
    numbers = [int(label[len(words) + 1 :]) for label in given if _is_numbered(label, words)]
    return f"{words} {max(numbers, default=0) + 1}"


def replaced(turns: Sequence[RawTurn], findings: Iterable[Finding]) -> tuple[RawTurn, ...]:
    """Put brackets in place of every finding that a person decided to replace."""
    changes: dict[tuple[str, int], list[Change]] = {}
    for finding in findings:
        if finding.decision is not None and finding.decision.choice == "replace" and finding.comes_in:
            place = finding.place
            turn = turns[place.index]
            start, end = widened(turn.text if place.part == TURN else turn.original or "", place.start, place.end)
            changes.setdefault((place.part, place.index), []).append((start, end, f"[{finding.decision.label}]"))
    return tuple(
        _turn(turn, _apart(changes.get((TURN, index), ())), _apart(changes.get((ORIGINAL, index), ())))
        for index, turn in enumerate(turns)
    )


def _turn(turn: RawTurn, text: Sequence[Change], original: Sequence[Change]) -> RawTurn:
    if not text and not original:
        return turn
    return replace(
        turn,
        text=_changed(turn.text, text),
        notes=tuple(replace(note, at=_moved(note.at, text)) for note in turn.notes),
        original=None if turn.original is None else _changed(turn.original, original),
        original_notes=tuple(replace(note, at=_moved(note.at, original)) for note in turn.original_notes),
    )


def _changed(text: str, changes: Sequence[Change]) -> str:
    for start, end, new in reversed(changes):
        text = text[:start] + new + text[end:]
    return text


def _moved(at: int, changes: Sequence[Change]) -> int:
    """Where a note stands after the changes; one inside what was replaced moves to its end."""
    shift = 0
    for start, end, new in changes:
        if end <= at:
            shift += len(new) - (end - start)
        elif start < at:
            return start + shift + len(new)
    return at + shift


def _apart(changes: Iterable[Change]) -> list[Change]:
    """Order changes, and join those that touch the same letters under the label of the longer one."""
    apart: list[Change] = []
    for start, end, new in sorted(changes):
        if apart and start < apart[-1][1]:
            before, until, label = apart[-1]
            apart[-1] = (before, max(end, until), new if end - start > until - before else label)
        else:
            apart.append((start, end, new))
    return apart


def _is_numbered(label: str, words: str) -> bool:
    return label.startswith(f"{words} ") and label[len(words) + 1 :].isdigit()
