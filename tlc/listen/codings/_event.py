"""What is written down of one thing that a coder did, and the digest that ties it to everything before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Literal, get_args

from tlc.model import Coder, Coding, Proposal, Span, Summary
from tlc.model.coding import Status

Kind = Literal[
    "add",
    "remove",
    "alter",
    "propose",
    "summarise",
    "show",
    "finish",
    "read",
    "unread",
    "move",
    "set aside",
    "undo",
    "redo",
    "withdraw",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
#: What a coder can take back. The rest stands: what was seen was seen, and a corrected transcript stays corrected.
UNDOABLE: frozenset[Kind] = frozenset({"add", "remove", "alter", "propose", "summarise", "finish", "read"})

#: A row of the file, without number and digest, which the file gives.
Value = str | int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that a coder did: a line of the log.

    Attributes
    ----------
    number : int
        Counts from 1 within the coder's file.
    step : int
        Number of the first event of the same step: one action of one person.
    kind : str
        ``add``, ``remove``, ``alter``, ``propose``, ``summarise``, ``show``, ``finish``, ``read``, ``unread``,
        ``move``, ``set aside``, ``undo``, ``redo``; or ``withdraw``, where somebody took back the words.
    at : str
        When it was written; ISO 8601 in UTC.
    token : str
        Names the step, so that it is not done twice; in the first event of a step, and often empty.
    coding, made_at : str
        The coding that it is about, and when that was first made.
    span, code, quote, memo, because, like, status, decided, prompted, independent, serious
        The coding as it was after this event.
    label, definition, language
        Of a proposed code, whose id is ``code``.
    rows, row, text, quotes
        Of a summary of the framework matrix.
    transcript, what
        Of what was shown (``suggestions``, ``others``) or finished (``yes``, ``no``). Of ``read``: the turn, and how it
        was drawn.
    undoes : int or None
        Of ``undo`` and ``redo``: which step.

    >>> Event(number=1, step=1, kind="remove", at="2026-06-01T10:00:00Z", coding="asha-1").kind
    'remove'
    """

    number: int
    step: int
    kind: Kind
    at: str
    token: str = ""
    coding: str = ""
    made_at: str = ""
    span: Span | None = None
    code: str = ""
    quote: str = field(default="", repr=False)
    memo: str = field(default="", repr=False)
    because: str = field(default="", repr=False)
    like: tuple[str, ...] = ()
    status: Status | None = None
    decided: str = ""
    prompted: bool | None = None
    independent: bool = True
    serious: bool = False
    label: str = field(default="", repr=False)
    definition: str = field(default="", repr=False)
    language: str = ""
    rows: str = ""
    row: str = ""
    text: str = field(default="", repr=False)
    quotes: tuple[str, ...] = ()
    transcript: str = ""
    what: str = ""
    undoes: int | None = None

    def as_coding(self, coder: str) -> Coding:
        """The coding as it was after ``add`` or ``alter``."""
        if self.span is None or self.status is None:
            raise ValueError("the event holds no coding")
        return Coding(
            id=self.coding,
            span=self.span,
            code=self.code,
            coder=coder,
            quote=self.quote,
            made_at=self.made_at,
            memo=self.memo,
            because=self.because,
            like=self.like,
            status=self.status,
            decided=self.decided,
            prompted=self.prompted,
            independent=self.independent,
            serious=self.serious,
        )

    def as_proposal(self, coder: str) -> Proposal:
        """The code that was proposed."""
        return Proposal(
            id=self.code,
            coder=coder,
            label=self.label,
            made_at=self.made_at,
            definition=self.definition,
            language=self.language,
        )

    def as_summary(self, coder: str) -> Summary:
        """The summary that was written."""
        return Summary(
            rows=self.rows,
            row=self.row,
            code=self.code,
            coder=coder,
            text=self.text,
            made_at=self.made_at,
            quotes=self.quotes,
        )


#: Fields of a coding that an event holds as they are.
OF_A_CODING = (
    "code",
    "made_at",
    "quote",
    "memo",
    "because",
    "like",
    "status",
    "decided",
    "prompted",
    "independent",
    "serious",
)
_LISTS = ("like", "quotes")
_YES_OR_NO = ("prompted", "independent", "serious")
# A bit that flipped may turn a text into bytes; these have a digest too, which no text has.
_ENCODER = json.JSONEncoder(separators=(",", ":"), default=lambda value: [value.hex()])
_SPAN = ("turn", "first", "last")
#: The columns of the table, in their order; the digest of an event stands after them.
COLUMNS = tuple(column for one in fields(Event) for column in (_SPAN if one.name == "span" else (one.name,)))


def row_of(event: Event) -> tuple[Value, ...]:
    """Lay an event out in COLUMNS.

    >>> row_of(Event(number=3, step=3, kind="remove", at="now", coding="asha-1"))[:6]
    (3, 3, 'remove', 'now', '', 'asha-1')
    """
    row: list[Value] = []
    for name in (one.name for one in fields(Event)):
        value = getattr(event, name)
        if name == "span":
            row += [value.turn, value.start, value.end] if value else [None, None, None]
        elif name in _LISTS:
            row.append(json.dumps(value, ensure_ascii=False) if value else "")
        elif name in _YES_OR_NO:
            row.append(None if value is None else int(value))
        else:
            row.append(value)
    return tuple(row)


def event_of(row: Sequence[Value]) -> Event:
    """Read an event from a row of COLUMNS."""
    values: dict[str, Any] = dict(zip(COLUMNS, row, strict=True))
    turn, first, last = (values.pop(name) for name in _SPAN)
    for name in _LISTS:
        values[name] = tuple(json.loads(values[name])) if values[name] else ()
    for name in _YES_OR_NO:
        if values[name] is not None:
            values[name] = bool(values[name])
    return Event(span=None if turn is None else Span(turn=turn, start=first, end=last), **values)


def first_digest(coder: Coder) -> str:
    """What the digest of a coder's first event rests on: whose file it is."""
    return _sha256([coder.id, coder.name, coder.kind])


def next_digest(before: str, row: Sequence[Value]) -> str:
    """Tie an event to the one before it: neither can change alone, nor one go, without being noticed.

    >>> one = next_digest(first_digest(Coder(id="asha", name="Asha")), [1, "add"])
    >>> len(one), one == next_digest(one, [1, "add"])
    (64, False)
    """
    return _sha256([before, *row])


def _sha256(values: Sequence[Value]) -> str:
    # Letters beyond ASCII are escaped, so that bytes which are no text have a digest too: another one.
    return hashlib.sha256(_ENCODER.encode(values).encode("ascii")).hexdigest()
