"""Which sessions people have read in part only: what was not found there may have been said all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tlc.model import VOICES, Problem

if TYPE_CHECKING:
    from tlc.listen.codings import Kept
    from tlc.study._holdings import Holdings


def read_in_part(study: Holdings) -> frozenset[str]:
    """Name the sessions in which people coded or read something, and which none of them has read to the end.

    Of somebody who never says what they have read, as when codings come from a spreadsheet, it is taken that they read
    every session in which they coded anything.
    """
    kept = [one for one in study.kept if not one.coder.is_machine]
    touched = [{_session(turn) for turn in _turns(one)} for one in kept]
    begun = frozenset().union(*touched) & frozenset(study.transcripts)
    whole = {
        session
        for one, sessions in zip(kept, touched, strict=True)
        for session in sessions
        if session in one.finished or not (one.finished or one.read)
    }
    left = begun - whole - study.finished
    return frozenset(session for session in left if not any(_has_read_all(study, one, session) for one in kept))


def check_in_part(study: Holdings) -> tuple[Problem, ...]:
    """Warn of sessions that were read in part only: counts take them as read."""
    names = sorted(read_in_part(study))
    if not names:
        return ()
    more = f" and {len(names) - 6} more" if len(names) > 6 else ""
    return (
        Problem(
            severity="warning",
            what=f"{', '.join(names[:6])}{more} were read in part only, and counts of sessions and people take them "
            "as read.",
            where="codings",
            mend="Read each to its end, and tick Finished on the coding page; the framework matrix knows the "
            "difference.",
        ),
    )


def _turns(one: Kept) -> set[str]:
    return {mark.span.turn for mark in one.codings if mark.status == "accepted"} | set(one.read)


def _has_read_all(study: Holdings, one: Kept, session: str) -> bool:
    roles = {person.id: person.role for person in study.people}
    heard = {
        turn.id
        for turn in study.transcripts[session].turns
        if turn.text.strip() and (turn.speaker is None or roles.get(turn.speaker) in VOICES)
    }
    return heard <= _turns(one)


def _session(turn: str) -> str:
    return turn.partition(":")[0]
