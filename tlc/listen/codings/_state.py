"""How things stand after the events of a coder's file, and what the next undo would take back.

Everything that can change is a key with a value; an event sets some keys, and a step remembers what they were before.
So a step, its undoing and its redoing take as long as the step is big, however much the file holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from tlc.listen.codings._changes import Kept
from tlc.listen.codings._event import UNDOABLE, Event
from tlc.listen.codings._schema import BLANK
from tlc.model import Coder, Coding, Proposal, Span, Summary

Key = tuple[str, ...]
Held = Coding | Proposal | Summary | tuple[Span, str] | str | bool | None
Place = tuple[Span, str]
#: What undo sets back. Where words stand since a correction, and what was shown, stays.
_SET_BACK = frozenset({"coding", "proposal", "summary", "finished", "read"})


class Setting(NamedTuple):
    """One key that a step set."""

    key: Key
    before: Held
    after: Held


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One action, with what it set."""

    number: int
    kind: str
    token: str
    settings: tuple[Setting, ...]

    @property
    def codings(self) -> tuple[str, ...]:
        """Ids of the codings that it was about."""
        about = (one.key[1] for one in self.settings if one.key[0] in ("coding", "moved", "aside"))
        return tuple(dict.fromkeys(about))


def kind_of(events: Iterable[Event]) -> str:
    """Name a step by its events."""
    kinds = dict.fromkeys(event.kind for event in events)
    if "propose" in kinds:
        return "propose"
    if {"remove", "add"} <= set(kinds):
        return "recode"
    return next((kind for kind in kinds if kind in UNDOABLE), next(iter(kinds), "nothing"))


class State:
    """What a coder's file holds; it changes by events alone.

    Parameters
    ----------
    coder : Coder
    withdrawn : iterable of str
        Ids of codings whose words somebody took back: nothing about them counts.
    """

    def __init__(self, coder: Coder, withdrawn: Iterable[str] = ()) -> None:
        self.coder = coder
        self.number = 0
        self.withdrawn = frozenset(withdrawn)
        self.codings: dict[str, Coding] = {}
        self.adrift: dict[str, Coding] = {}
        self.done: list[Step] = []
        self.undone: list[Step] = []
        self.tokens: dict[str, Step] = {}
        self._held: dict[Key, Held] = {}
        self._places: dict[Place, set[str]] = {}
        self._kept: Kept | None = None
        self._events: list[Event] = []
        self._settled: list[Setting] = []

    @property
    def kept(self) -> Kept:
        """Everything that stands now; made once after each step."""
        if self._kept is None:
            held: dict[str, list[Key]] = {}
            for key in self._held:
                held.setdefault(key[0], []).append(key)
            summaries = [self._held[key] for key in held.get("summary", ())]
            self._kept = Kept(
                coder=self.coder,
                codings=tuple(self.codings.values()),
                proposals=tuple(
                    one for key in held.get("proposal", ()) if isinstance(one := self._held[key], Proposal)
                ),
                summaries=tuple(one for one in summaries if isinstance(one, Summary) and one.text.strip()),
                adrift=tuple(self.adrift.values()),
                shown=frozenset((key[1], key[2]) for key in held.get("shown", ())),
                finished=frozenset(key[1] for key in held.get("finished", ())),
                read={key[1]: str(self._held[key]) for key in held.get("read", ())},
                number=self.number,
            )
        return self._kept

    def has(self, *key: str) -> bool:
        """Whether something stands: ``has("proposal", "proposed.asha_lifts")``."""
        return key in self._held

    def coding(self, name: str) -> Coding | None:
        """A coding that stands, or was set aside."""
        return self.codings.get(name) or self.adrift.get(name)

    def is_taken(self, span: Span, code: str, *, beside: Collection[str] = ()) -> bool:
        """Whether a coding is accepted on just these words with this code, beside those that are named."""
        return not self._places.get((span, code), set()) <= set(beside)

    def is_spent(self, name: str) -> bool:
        """Whether an id belongs to a coding that was moved, set aside or withdrawn: no other may have it."""
        return name in self.withdrawn or self.has("moved", name) or self.has("aside", name)

    def put(self, event: Event) -> None:
        """Let one event of a step take effect; then `settle` the step, or `drop` it."""
        for key, after in self._settings(event):
            self._settled.append(Setting(key, self._held.get(key), after))
            self._set(key, after)
        self._events.append(event)
        self._kept = None

    def settle(self) -> Step:
        """End the step that was put."""
        events, settings = self._events, tuple(self._settled)
        step = Step(number=events[0].number, kind=kind_of(events), token=events[0].token, settings=settings)
        if step.token:
            self.tokens[step.token] = step
        for event in events:
            if event.kind == "undo" and self._is_next(self.done, event):
                self.undone.append(self.done.pop())
            elif event.kind == "redo" and self._is_next(self.undone, event):
                self.done.append(self.undone.pop())
        if any(event.kind in UNDOABLE for event in events):
            self.undone.clear()
            if any(one.before != one.after for one in settings if one.key[0] in _SET_BACK):
                self.done.append(step)
        self.number = events[-1].number
        self._events, self._settled = [], []
        return step

    def drop(self) -> None:
        """Take back what was put since the last step was settled."""
        for one in reversed(self._settled):
            self._set(one.key, one.before)
        self._events, self._settled = [], []
        self._kept = None

    @staticmethod
    def _is_next(steps: list[Step], event: Event) -> bool:
        return bool(steps) and steps[-1].number == event.undoes

    def _settings(self, event: Event) -> list[tuple[Key, Held]]:
        name, coder = event.coding, self.coder.id
        if name and name in self.withdrawn:
            return []
        match event.kind:
            case "add" | "alter":
                return [(("coding", name), event.as_coding(coder))]
            case "remove" | "withdraw":
                return [(("coding", name), None)]
            case "move" if event.span is not None:
                return [(("moved", name), (event.span, event.quote)), (("aside", name), None)]
            case "set aside":
                return [(("aside", name), True)]
            case "propose":
                return [(("proposal", event.code), event.as_proposal(coder))]
            case "summarise":
                return [(("summary", event.rows, event.row, event.code), event.as_summary(coder))]
            case "show":
                return [(("shown", event.transcript, event.what), True)]
            case "finish":
                return [(("finished", event.transcript), event.what == "yes" or None)]
            case "read":
                return [(("read", event.transcript), event.what)]
            case "unread":
                there = (key for key in self._held if key[0] == "read")
                return [(key, None) for key in there if key[1].partition(":")[0] == event.transcript]
            case "undo" if self._is_next(self.done, event):
                return [(one.key, one.before) for one in reversed(self.done[-1].settings) if one.key[0] in _SET_BACK]
            case "redo" if self._is_next(self.undone, event):
                return [(one.key, one.after) for one in self.undone[-1].settings if one.key[0] in _SET_BACK]
        # The step was about words that were withdrawn since: there is nothing to undo or redo.
        return []

    def _set(self, key: Key, value: Held) -> None:
        if value is None:
            self._held.pop(key, None)
        else:
            self._held[key] = value
        if key[0] in ("coding", "moved", "aside"):
            self._place(key[1])

    def _place(self, name: str) -> None:
        """See where a coding stands now: where it was last moved to, or aside."""
        before = self.codings.get(name)
        if before is not None:
            self._places.get((before.span, before.code), set()).discard(name)
        coding, moved = self._held.get(("coding", name)), self._held.get(("moved", name))
        if not isinstance(coding, Coding):
            self.codings.pop(name, None)
            self.adrift.pop(name, None)
            return
        if isinstance(moved, tuple):
            coding = replace(coding, span=moved[0], quote=moved[1])
        if self.has("aside", name):
            self.codings.pop(name, None)
            self.adrift[name] = coding
            return
        self.adrift.pop(name, None)
        self.codings[name] = coding
        if coding.status == "accepted":
            self._places.setdefault((coding.span, coding.code), set()).add(name)


def replay(coder: Coder, events: Iterable[Event]) -> State:
    """How things stand after all events of a file."""
    events = tuple(events)
    # Of what was withdrawn no word is left. It is known before anything is done, so that no undo brings it back.
    gone = {event.coding for event in events if event.quote and not event.quote.strip(BLANK)}
    state = State(coder, gone)
    for _, step in groupby(events, key=lambda event: event.step):
        for event in step:
            state.put(event)
        state.settle()
    return state
