"""What the page of a review asks and is told: plain messages, with no notebook in between, so that it can be tested.

The page sends ``{"type": "hello"}`` when it is drawn, and then one of ``decide``, ``leave_out`` and ``undo``, each
with an ``id`` of its own. It is answered ``saved`` once the decision is in the log on the disk, or ``refused`` with
two plain lines; every answer brings the state with it. The same id again is answered again, and not done again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from tlc.errors import StudyError, TlcError
from tlc.lab.review.wording import wording
from tlc.talk.screen._hit import KINDS
from tlc.talk.screen.review import Item, Review

Message = dict[str, object]


class Conversation:
    """Answers the page of one review.

    Parameters
    ----------
    review : Review
    next_step : str
        What to type when everything is decided: ``study.add("sessions")``.
    language : str
        Of the page: ``en`` or ``ro``.

    Raises
    ------
    StudyError
        There are no texts in that language.
    """

    def __init__(self, review: Review, *, next_step: str = "study.add(...)", language: str = "en") -> None:
        if language not in wording():
            raise StudyError(
                "The review has no texts in that language.", hint=f"Choose one of: {', '.join(wording())}."
            )
        self._review, self._next_step, self._language = review, next_step, language
        self._answered: dict[str, Message] = {}
        self._steps: list[int] = []
        self._told: dict[str, Item] = {}

    def answer(self, message: object) -> Message:
        """Answer one message; nothing is ever raised, and no answer to a bad message holds what was in it."""
        try:
            return self._answer(message if isinstance(message, dict) else {})
        except TlcError as error:
            what, hint = error.what, error.hint or ""
        except Exception as error:  # noqa: BLE001 - a traceback in the cell could hold somebody's words
            what = f"Something went wrong in tlc itself ({type(error).__name__})."
            hint = "Run this cell again, and look whether the last decision is there."
        return {"type": "refused", "id": _identity(message), "what": what, "hint": hint} | self._state_or_nothing()

    def _answer(self, message: Mapping[str, object]) -> Message:
        what, identity = message.get("type"), _identity(message)
        if what == "hello":
            self._told.clear()
            return {"type": "welcome", "wording": wording(), "language": self._language, **self._state()}
        if not identity or what not in ("decide", "leave_out", "undo"):
            raise StudyError("The page asked for something that tlc does not know.", hint="Run this cell again.")
        if identity not in self._answered:
            done = self._undo() if what == "undo" else self._decide(message)
            self._answered[identity] = {"type": "saved", "id": identity, **done}
        return self._answered[identity] | self._state()

    def _decide(self, message: Mapping[str, object]) -> Message:
        item = self._open().get(str(message.get("item")))
        if item is None:
            raise StudyError("This was decided already, perhaps in another window.", hint="Go on with the next.")
        if message["type"] == "leave_out":
            count = self._review.leave_out(item.id)
            self._steps.append(count)
            return {"done": "left_out", "count": count}
        choice = next((one for one in item.choices if one == message.get("choice")), None)
        if choice is None:  # the page offers only these
            raise StudyError("This may not be decided here.", hint="Choose one of the keys that are shown.")
        reason, label = str(message.get("reason") or ""), str(message.get("label") or "")
        everywhere = message.get("everywhere") is True
        made = self._review.decide(item.id, choice, reason=reason, label=label, everywhere=everywhere)
        self._steps.append(1)
        done = "kept_everywhere" if everywhere and choice == "keep" else choice
        return {"done": done, "count": 1, "label": made.label}

    def _undo(self) -> Message:
        # Leaving all of a file out was one step for the person, and is taken back as one.
        steps = self._steps.pop() if self._steps else 1
        count = 0
        while count < steps and self._review.undo():
            count += 1
        return {"done": "undone" if count else "nothing_to_undo", "count": count}

    def _open(self) -> dict[str, Item]:
        """What is open, by key. A thing may stand in the talk and beside it in one file: those are two decisions."""
        return {item.id: item for item in self._review.open}

    def _state(self) -> Message:
        now = self._open()
        new = {key: item for key, item in now.items() if self._told.get(key) != item}
        self._told.update(new)
        return {
            "order": list(now),
            "items": [_entry(key, item) for key, item in new.items()],
            "findings": self._review.total,
            "left": sum(len(one.open) for one in self._review.screenings),
            "files": [
                {"name": one.name, "verdict": one.verdict, "left": len(one.open)} for one in self._review.screenings
            ],
            "refused": [str(problem) for problem in self._review.refused],
            "kinds": len(set(KINDS.values())),
            "next": self._next_step,
        }

    def _state_or_nothing(self) -> Message:
        try:
            return self._state()
        except Exception:  # noqa: BLE001 - it was said already that something is wrong
            return {}


def _entry(key: str, item: Item) -> Message:
    fields = asdict(item)
    # JSON has no tuples; the number before the seal says which file it is.
    lists = {name: list(fields[name]) for name in ("choices", "contexts")}
    return {**fields, **lists, "key": key, "file": item.id.partition("/")[0]}


def _identity(message: object) -> str:
    return str(message.get("id") or "") if isinstance(message, dict) else ""
