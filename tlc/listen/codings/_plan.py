"""A change becomes an event, or is refused: nothing that does not fit what stands ever comes to the file."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import count
from typing import Any

from tlc.errors import CodingError
from tlc.listen.codings._changes import (
    Add,
    Alter,
    Change,
    Finish,
    Move,
    Propose,
    Read,
    Remove,
    SetAside,
    Show,
    Summarise,
    Unread,
)
from tlc.listen.codings._event import OF_A_CODING, Event
from tlc.listen.codings._schema import BLANK
from tlc.listen.codings._state import State
from tlc.model import Coding


def event_of_change(
    state: State, change: Change, *, number: int, step: int, at: str, leaving: Collection[str] = ()
) -> Event:
    """Write a change down as an event, given how things stand.

    Parameters
    ----------
    state : State
    change : Change
    number, step, at
        Of the event.
    leaving : collection of str
        Codings that the same step will move or set aside: another may move to where they still are.

    Raises
    ------
    CodingError
        It is another coder's, or does not fit what stands: the same words coded twice with the same code, a coding
        that is not there, a code that is proposed twice.
    """
    return Event(number=number, step=step, at=at, **_fields(state, change, leaving))


def _fields(state: State, change: Change, leaving: Collection[str]) -> dict[str, Any]:
    match change:
        case Add(coding):
            return _added(state, coding)
        case Remove(name):
            _standing(state, name)
            return {"kind": "remove", "coding": name}
        case Alter(coding):
            return _altered(state, coding)
        case Propose(proposal):
            _is_own(state, proposal.coder, proposal.id)
            if state.has("proposal", proposal.id):
                raise CodingError("A code of this name is proposed already.", where=proposal.id, hint="Use that one.")
            words = {name: getattr(proposal, name) for name in ("label", "definition", "language", "made_at")}
            return {"kind": "propose", "code": proposal.id} | words
        case Summarise(summary):
            _is_own(state, summary.coder, summary.row)
            names = ("rows", "row", "code", "text", "quotes", "made_at")
            return {"kind": "summarise"} | {name: getattr(summary, name) for name in names}
        case Show(transcript, what):
            return {"kind": "show", "transcript": transcript, "what": what}
        case Finish(transcript, yes):
            return {"kind": "finish", "transcript": transcript, "what": "yes" if yes else "no"}
        case Read(turn, drawn):
            return {"kind": "read", "transcript": turn, "what": drawn}
        case Unread(transcript):
            return {"kind": "unread", "transcript": transcript}
        case Move():
            return _moved(state, change, leaving)
        case SetAside(name):
            _standing(state, name)
            return {"kind": "set aside", "coding": name}


def _added(state: State, coding: Coding) -> dict[str, Any]:
    _is_own(state, coding.coder, coding.span.turn)
    if not coding.quote.strip(BLANK):
        raise CodingError(
            "The words of this coding were taken out.", where=coding.span.turn, hint="Code words that are there."
        )
    name, there = coding.id, state.coding(coding.id)
    has_moved = state.is_spent(name)
    if there is not None and not has_moved:
        is_same = (there.span, there.code) == (coding.span, coding.code)
        is_taken = coding.status == "accepted" and state.is_taken(coding.span, coding.code)
        if there.status != "rejected" or not is_same or is_taken:
            raise _twice(coding)
        return _of(coding, "alter", name)
    if coding.status == "accepted" and state.is_taken(coding.span, coding.code):
        raise _twice(coding)
    if has_moved:
        # Ids are made of places, and the one that had this place stands elsewhere now.
        names = (f"{coding.id}-{number}" for number in count(2))
        name = next(one for one in names if state.coding(one) is None and not state.is_spent(one))
    return _of(coding, "add", name)


def _altered(state: State, coding: Coding) -> dict[str, Any]:
    _is_own(state, coding.coder, coding.span.turn)
    there = _standing(state, coding.id)
    if (there.span, there.code, there.quote) != (coding.span, coding.code, coding.quote):
        raise CodingError(
            "A coding's words and code cannot be altered.",
            where=coding.span.turn,
            hint="Take the coding off, and code the words anew.",
        )
    if coding.status == "accepted" and state.is_taken(coding.span, coding.code, beside={coding.id}):
        raise _twice(coding)
    return _of(replace(coding, made_at=there.made_at), "alter", coding.id)


def _moved(state: State, move: Move, leaving: Collection[str]) -> dict[str, Any]:
    there = _standing(state, move.coding)
    # Made once more here, so that a quote that is not as long as its span is refused as it is everywhere.
    coding = replace(there, span=move.span, quote=move.quote)
    if coding.status == "accepted" and state.is_taken(coding.span, coding.code, beside={coding.id, *leaving}):
        if state.has("aside", coding.id):
            raise _twice(coding)
        return {"kind": "set aside", "coding": coding.id}
    return {"kind": "move", "coding": coding.id, "span": coding.span, "quote": coding.quote}


def _of(coding: Coding, kind: str, name: str) -> dict[str, Any]:
    return {"kind": kind, "coding": name, "span": coding.span} | {one: getattr(coding, one) for one in OF_A_CODING}


def _is_own(state: State, coder: str, where: str) -> None:
    if coder != state.coder.id:
        raise CodingError(
            f"A coding of '{coder}' would go to the file of '{state.coder.id}'.",
            where=where,
            hint="Each coder has a file of their own.",
        )


def _standing(state: State, name: str) -> Coding:
    there = state.coding(name)
    if there is None:
        raise CodingError(
            f"'{state.coder.id}' has no such coding.",
            where=name,
            hint="Read the codings again: it may be gone already.",
        )
    return there


def _twice(coding: Coding) -> CodingError:
    return CodingError(
        "The same words are coded twice with the same code.", where=coding.span.turn, hint="Keep one of them."
    )
