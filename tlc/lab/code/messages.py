"""What the page is told of sessions, codes, turns and codings: nouns as plain messages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tlc.lab.code.desk import OTHERS, SUGGESTIONS, Desk
from tlc.lab.code.marks import Mark
from tlc.lab.code.reasons import Reason, reason, short, words_of
from tlc.model import Code, Note, Turn

if TYPE_CHECKING:
    from tlc.listen.suggest.queue import Next

Message = dict[str, object]


def sessions(desk: Desk, names: Iterable[str]) -> list[Message]:
    """Tell of sessions how far they are coded."""
    return [session(desk, name) for name in names]


def session(desk: Desk, name: str) -> Message:
    """Tell of one session how far it is coded."""
    material = desk.material
    transcript, counting = material.transcripts[name], material.counting[name]
    group = material.groups.get(transcript.group)
    own = desk.own_in(name)
    return {
        "id": name,
        "label": group.label if group else "",
        "kind": group.kind if group else "",
        "month": group.month if group else "",
        "turns": len(counting),
        "coded": len({mark.span.turn for mark in own} & counting),
        "words": material.words[name],
        "codings": len(own),
        "finished": name in desk.finished,
        "suggestions_shown": desk.sees(name, SUGGESTIONS),
        "others_shown": desk.sees(name, OTHERS),
        "suggestions": desk.waiting(name),
    }


def codes(desk: Desk) -> list[Message]:
    """Tell of every code and heading, in the codebook's order; proposed ones come last."""
    book, uses = desk.codes, Counter(desk.uses())
    return [
        _code(
            one,
            parent=book[one.parent].id if one.parent else None,
            proposed=one.id not in desk.material.codebook,
            uses=uses[one.id],
        )
        for one in book
    ]


def turns(desk: Desk, name: str) -> list[Message]:
    """Tell what was said in a session."""
    return [_turn(desk, turn) for turn in desk.material.transcripts[name].turns]


def marks(desk: Desk, name: str) -> list[Message]:
    """Tell of everything that this coder sees marked in a session."""
    return [mark(desk, one) for one in desk.marks_in(name)]


def mark(desk: Desk, seen: Mark) -> Message:
    """Tell of one coding."""
    coding, own = seen.coding, seen.coder.id == desk.coder.id
    code = coding.code
    like = [words for words in map(desk.words_of, coding.like) if words is not None]
    reasons = [reason(one, who.kind) for one, who in seen.also or [(coding, seen.coder)] if who.is_machine]
    return {
        "id": coding.id,
        "turn": _turn_of(desk, coding.span.turn),
        "start": coding.span.start,
        "end": coding.span.end,
        "code": desk.codes[code].id if code in desk.codes else code,
        "coder": coding.coder,
        "who": seen.coder.name,
        "kind": seen.coder.kind,
        "status": "suggested" if seen.waits else coding.status,
        "own": own,
        "memo": coding.memo,
        "prompted": coding.prompted,
        "serious": coding.serious,
        "independent": coding.independent,
        "because": short(coding.because) if seen.coder.is_machine else coding.because,
        "reasons": [{"by": one.kind, "text": one.text, "chance": one.chance} for one in reasons],
        "words": [list(place) for place in _speaking(desk, seen, reasons)],
        "like": [{"quote": quote, "turn": turn} for quote, turn in like],
        "decided": coding.decided,
        "adrift": seen.adrift,
        "agreement": seen.agreement,
    }


def next_one(desk: Desk, one: Next) -> Message:
    """Tell of a turn that is worth a look; where the coder reads without suggestions, not what is thought of it."""
    told = desk.sees(one.session, SUGGESTIONS)
    about = {"why": short(one.why) if told else "", "code": one.code if told else ""}
    number = desk.material.turns[one.turn].number
    return {"turn": one.turn, "session": one.session, "number": number, "drawn": one.drawn, **about}


def _speaking(desk: Desk, seen: Mark, reasons: Iterable[Reason]) -> list[tuple[int, int]]:
    """The words that speak for a suggestion: the rules mark nothing else, and the model names its own."""
    if not seen.coder.is_machine or seen.adrift:
        return []
    machines = seen.also or ((seen.coding, seen.coder),)
    found = {(one.span.start, one.span.end) for one, who in machines if who.kind == "rules"}
    return sorted(found.union(words_of(desk.material.turns[seen.coding.span.turn].text, reasons)))


def _code(code: Code, *, parent: str | None, proposed: bool, uses: int) -> Message:
    return {
        "id": code.id,
        "parent": parent,
        "label": dict(code.label),
        "kind": code.kind,
        "applies": code.applies and code.status != "retired",
        "retired": code.status == "retired",
        "brief": code.brief,
        "definition": code.definition,
        "include": code.include,
        "exclude": code.exclude,
        "examples": list(code.examples),
        "terms": {language: list(terms) for language, terms in code.terms.items()},
        "proposed": proposed,
        "uses": uses,
    }


def _turn(desk: Desk, turn: Turn) -> Message:
    material = desk.material
    person = material.people.get(turn.speaker or "")
    shown = material.may_show(turn)
    return {
        "id": turn.id,
        "number": turn.number,
        "speaker": turn.speaker,
        "role": person.role if person else None,
        "seconds": turn.seconds,
        "language": turn.language,
        "text": turn.text if shown else "",
        "original": turn.original if shown else None,
        "original_language": turn.original_language if shown else None,
        "notes": _notes(turn.notes) if shown else [],
        "original_notes": _notes(turn.original_notes) if shown else [],
        "context": material.is_context(turn),
        "empty": material.is_empty(turn),
        "read": turn.id in desk.read,
    }


def _notes(notes: Iterable[Note]) -> list[Message]:
    return [{"at": note.at, "text": note.text} for note in notes]


def _turn_of(desk: Desk, name: str) -> str:
    """The turn that a coding is shown at: the last one, where a corrected transcript has no such turn any more."""
    if name in desk.material.turns:
        return name
    return desk.material.transcripts[name.partition(":")[0]].turns[-1].id
