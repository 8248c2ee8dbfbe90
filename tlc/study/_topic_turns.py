"""Decisions about topics on transcripts that were corrected since: a turn may have another number now.

The log keeps the numbers that people saw. What a decision is about is found in the version that stood there then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING

from tlc.talk.earlier import Replacing, earlier_versions, replacings

if TYPE_CHECKING:
    from tlc.listen.topics.decisions import Decision
    from tlc.model import Transcript
    from tlc.study._holdings import Holdings


def as_numbered_now(study: Holdings, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Name the turns of decisions by the numbers that they have today.

    A turn that was taken out of its transcript is left out; one that was corrected in its place stays.

    Parameters
    ----------
    study : Holdings
    decisions : iterable of Decision

    Raises
    ------
    StudyError, TranscriptError
        What is kept of a correction cannot be read.
    """
    now = turns_now(study)

    def renumbered(one: Decision) -> Decision:
        parts = ((now(turn, one.at) for turn in part) for part in one.turns)
        return replace(one, turns=tuple(frozenset(turn for turn in part if turn is not None) for part in parts))

    return tuple(map(renumbered, decisions))


def turns_now(study: Holdings) -> Callable[[str, str], str | None]:
    """Say which turn it is today that had some number at some time; None where it was taken out.

    Parameters
    ----------
    study : Holdings

    Returns
    -------
    callable
        Given a turn's id, and the time at which somebody pointed at it.

    Raises
    ------
    StudyError, TranscriptError
        What is kept of a correction cannot be read.
    """
    folder = study.path / "transcripts"
    corrections = replacings(folder)
    ways = {one.stem: _way(study, folder, one) for one in corrections}

    def now(turn: str, at: str) -> str | None:
        for one in corrections:
            # The first after that time replaced the version that people saw; where that is not kept, ids stay.
            way = ways[one.stem]
            if one.transcript == turn.partition(":")[0] and one.at > at and way is not None:
                return way.get(turn)
        return turn

    return now


def numbers_now(before: Transcript, after: Transcript) -> dict[str, str]:
    """Say of the turns of an earlier version which they are in the one after it; those that are gone are left out."""
    old, new = ([turn.text for turn in one.turns] for one in (before, after))
    found: dict[str, str] = {}
    for kind, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        # As many turns in place of as many: their words were corrected.
        if kind == "equal" or (kind == "replace" and last - first == end - start):
            pairs = zip(before.turns[first:last], after.turns[start:end], strict=True)
            found |= {one.id: other.id for one, other in pairs}
    return found


def _way(study: Holdings, folder: Path, one: Replacing) -> Mapping[str, str] | None:
    """From the version that a correction replaced to the transcript of today."""
    there = study.transcripts.get(one.transcript)
    versions = [version for version in earlier_versions(folder, one.transcript) if version.path.stem == one.stem]
    return numbers_now(versions[0].transcript, there) if versions and there is not None else None
