"""A corrected transcript takes the place of an earlier one, and the codings go along.

First the earlier version is copied and all that will be done is written down; then the transcript is replaced, then
each coder's file, in one step each. Whatever stops it, the next run finds what was written down, and does the rest.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tlc._clock import utc_now
from tlc.errors import StudyError, TlcError
from tlc.listen.anchor import anchor
from tlc.listen.codings import (
    Change,
    Journal,
    Kept,
    Move,
    SetAside,
    Unread,
    coder_files,
    read_coder,
    replace_suggestions,
)
from tlc.model import Coding, Placing, Problem, Transcript, Turn
from tlc.talk.bring_in import Added, BringIn
from tlc.talk.earlier import Replacing, earlier_versions, forget, keep, replacings
from tlc.talk.withdraw import begun

if TYPE_CHECKING:
    from tlc.study._holdings import Holdings


def replace_files(study: Holdings, bring: BringIn, files: Iterable[Path], **options: str | None) -> tuple[Added, ...]:
    """Bring files in, each in place of the transcript that its group has already.

    Raises
    ------
    StudyError
        Somebody is leaving the study, and this is not finished; or what an earlier run left cannot be finished.
    CodingError
        A coder's file cannot be read or written: nothing is replaced before all of them can.
    """
    leaving = begun(study.path)
    if leaving is not None:
        raise StudyError(
            f"{leaving.person} is leaving the study, and this is not finished.",
            hint=f"Finish it first: tlc withdraw {leaving.person}",
        )
    finished = {one.transcript: one for one in finish(study)}
    found = []
    for path in files:
        outcome = _Replacement(study).bring(bring, path, **options)
        if outcome.already and outcome.transcript is not None and outcome.replacing is None:
            one = finished.pop(outcome.transcript.id, None)
            outcome = _with(outcome, one) if one is not None else outcome
        found.append(outcome)
    return tuple(found)


def finish(study: Holdings) -> tuple[Replacing, ...]:
    """Finish what an earlier run was stopped at; nothing where nothing was.

    Raises
    ------
    StudyError, TranscriptError, CodingError
        A file cannot be read or written.
    """
    done = []
    for one in replacings(_transcripts(study)):
        if one.is_finished:
            continue
        study._forget("transcripts", "turns_by_id")
        there = study.transcripts.get(one.transcript)
        if there is not None and there.digest == one.before:
            forget(_transcripts(study), one)
            continue
        if there is not None:
            _follow(study, there, one)
        done.append(one.finish(_transcripts(study)))
    return tuple(done)


def strays(study: Holdings, transcript: Transcript) -> tuple[Placing, ...]:
    """Put codings where their words stand that were made on an earlier version, after it was replaced.

    A page that was open meanwhile may have written them; and what was set aside may have its place again.
    """
    earlier = _newest_first(_transcripts(study), transcript.id)
    found: list[Placing] = []
    for path in coder_files(study.path / "codings"):
        kept = read_coder(path)
        if kept.coder.is_machine:
            continue
        placings = _placings_of_strays(kept, transcript, earlier)
        _write(study, kept, transcript.turns, placings)
        found += placings
    return tuple(found)


class _Replacement:
    """One file that takes the place of a transcript."""

    def __init__(self, study: Holdings) -> None:
        self.study = study
        self.plan: Replacing | None = None

    def bring(self, bring: BringIn, path: Path, *, group: str | None, encoding: str | None) -> Added:
        added = replace(bring, before_replacing=self._begin).add(path, group=group, encoding=encoding)
        if added.transcript is None or (self.plan is None and not added.already):
            return added
        self.study._forget("transcripts", "turns_by_id", "marks")
        try:
            if self.plan is None:
                found = strays(self.study, added.transcript)
                return _with(added, _summed(added.transcript, found)) if found else added
            _follow(self.study, added.transcript, self.plan)
            return _with(added, self.plan.finish(_transcripts(self.study)))
        except TlcError as error:
            return _with(added, self.plan, _unfinished(error, added.transcript.id))

    def _begin(self, before: Transcript, after: Transcript) -> None:
        kept = [read_coder(path) for path in coder_files(self.study.path / "codings")]
        people = [mark for one in kept if not one.coder.is_machine for mark in _on(one.codings, before.id)]
        placings = anchor(people, before.turns, after.turns)
        machines = {one.coder.id: len(_on(one.codings, before.id)) for one in kept if one.coder.is_machine}
        self.plan = Replacing(
            transcript=before.id,
            number=1 + max((one.number for one in replacings(_transcripts(self.study))), default=0),
            at=utc_now(),
            before=before.digest,
            after=after.digest,
            step=f"replace-{uuid.uuid4().hex}",
            placings=tuple(one for one in placings if one.how != "same place"),
            kept=sum(one.how == "same place" for one in placings),
            suggestions={name: count for name, count in machines.items() if count},
        )
        keep(_transcripts(self.study), before)
        self.plan.save(_transcripts(self.study))


def _follow(study: Holdings, transcript: Transcript, plan: Replacing) -> None:
    """Let the codings follow a transcript that was replaced: people's are moved, machines' are made anew by them."""
    folder = study.path / "codings"
    for path in coder_files(folder):
        kept = read_coder(path)
        if kept.coder.is_machine:
            others = [mark for mark in kept.codings if _session(mark.span.turn) != transcript.id]
            if len(others) < len(kept.codings):
                replace_suggestions(folder, kept.coder, others)
        elif transcript.digest == plan.after:
            placings = [one for one in plan.placings if one.coder == kept.coder.id]
            # Turns may have other numbers and other words now: which of them were read is not known any more.
            unread = [Unread(transcript.id)] if any(_session(turn) == transcript.id for turn in kept.read) else []
            _write(study, kept, transcript.turns, placings, also=unread, token=plan.step)
    strays(study, transcript)


def _write(
    study: Holdings,
    kept: Kept,
    turns: Sequence[Turn],
    placings: Sequence[Placing],
    *,
    also: Sequence[Change] = (),
    token: str = "",
) -> None:
    """Write to one coder's file, in one step, where their codings stand now."""
    by_id = {turn.id: turn for turn in turns}
    standing = {mark.id: mark for mark in (*kept.codings, *kept.adrift)}
    # Taken off, or moved, since it was planned: then there is nothing to do.
    due = [one for one in placings if one.coding in standing and standing[one.coding].span == one.before]
    places = {(standing[one.coding].code, one.before): one.coding for one in due}
    changes: list[Change] = [*also]
    # Where one coding comes to stand another still does: it steps aside, whatever their order.
    for one in due:
        there = places.get((standing[one.coding].code, one.after)) if one.after else None
        if there not in (None, one.coding) and not _is_adrift(kept, there):
            changes.append(SetAside(str(there)))
    for one in due:
        if one.after is not None:
            changes.append(Move(one.coding, one.after, one.after.words(by_id[one.after.turn])))
        elif not _is_adrift(kept, one.coding) and SetAside(one.coding) not in changes:
            changes.append(SetAside(one.coding))
    if changes:
        Journal(study.path / "codings", kept.coder).do(*changes, token=token)


def _placings_of_strays(kept: Kept, transcript: Transcript, earlier: Sequence[Sequence[Turn]]) -> tuple[Placing, ...]:
    here = {turn.id: turn for turn in transcript.turns}
    fitting = [mark for mark in _on(kept.codings, transcript.id) if _fits(mark, here)]
    lost = [mark for mark in _on((*kept.codings, *kept.adrift), transcript.id) if mark not in fitting]
    found: list[Placing] = []
    for version in earlier:
        there = {turn.id: turn for turn in version}
        marks = [mark for mark in lost if _fits(mark, there)]
        lost = [mark for mark in lost if mark not in marks]
        by_id = {mark.id: mark for mark in marks}
        for one in anchor(marks, version, transcript.turns, standing=fitting):
            # What was set aside comes back to its own words alone, and stays aside otherwise.
            if one.how in ("same place", "moved") or not _is_adrift(kept, one.coding):
                found.append(one)
            if one.how in ("same place", "moved") and one.after is not None:
                # The words are the same, so this is how it will stand: nothing of another version takes its place.
                fitting.append(replace(by_id[one.coding], span=one.after))
    return tuple(found)


def _newest_first(transcripts: Path, name: str) -> list[tuple[Turn, ...]]:
    age = {one.stem: number for number, one in enumerate(replacings(transcripts))}
    versions = sorted(earlier_versions(transcripts, name), key=lambda one: -age.get(one.path.stem, -1))
    return [one.transcript.turns for one in versions]


def _is_adrift(kept: Kept, coding: str | None) -> bool:
    return any(mark.id == coding for mark in kept.adrift)


def _fits(mark: Coding, turns: dict[str, Turn]) -> bool:
    turn = turns.get(mark.span.turn)
    return turn is not None and turn.text[mark.span.start : mark.span.end] == mark.quote


def _on(codings: Iterable[Coding], transcript: str) -> list[Coding]:
    return [mark for mark in codings if _session(mark.span.turn) == transcript]


def _session(turn: str) -> str:
    return turn.partition(":")[0]


def _with(added: Added, one: Replacing | None, problem: Problem | None = None) -> Added:
    return replace(added, replacing=one, problem=problem)


def _summed(transcript: Transcript, placings: tuple[Placing, ...]) -> Replacing:
    """What became of strays: nothing was replaced, so nothing is written down."""
    return Replacing(
        transcript=transcript.id,
        number=0,
        at=utc_now(),
        before=transcript.digest,
        after=transcript.digest,
        step="",
        placings=placings,
        is_finished=True,
    )


def _unfinished(error: TlcError, name: str) -> Problem:
    return Problem(
        severity="error",
        what=f"{name} was replaced, and its codings do not all follow yet. {error.what}",
        where=error.where,
        mend=f"{error.hint or ''} Then run the same command again.".strip(),
    )


def _transcripts(study: Holdings) -> Path:
    return study.path / "transcripts"
