"""What a coder asks the page for, checked and made into the changes of one step.

The page is believed nothing: the words of each mark are compared with those of the transcript as they are marked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from tlc._text import normalise, without_unseen
from tlc.errors import CodingError, StudyError
from tlc.lab.code.desk import Desk
from tlc.lab.code.marks import Mark, same
from tlc.listen.codings import Add, Alter, Change, Drawn, Finish, Propose, Read, Remove, coding_id
from tlc.model import Coding, Proposal, Span, proposal_id

Asked = Mapping[str, object]
Made = tuple[list[Change], dict[str, object]]

#: How many letters somebody may write: what is longer came from no page of ours.
LONGEST = {"memo": 5_000, "label": 120, "definition": 1_000}
_DRAWN: dict[object, Drawn] = {"": "", "rules": "rules", "random": "random"}
_CALLED = {"memo": "memo", "label": "name of the new code", "definition": "definition"}


class Changes:
    """Makes the changes of a step.

    Parameters
    ----------
    desk : Desk
    now : callable
        Gives the time as codings keep it.
    language : str
        In which new codes are named.
    by : str
        Who decides where people's codings are talked through: it is noted with each coding.
    """

    def __init__(self, desk: Desk, *, now: Callable[[], str], language: str = "en", by: str = "") -> None:
        self._desk, self._now, self._language = desk, now, language
        self._memo = f"Decided by {by}." if by else ""

    def of(self, asked: Asked) -> Made:
        """Give the changes that were asked for, and what the page may say of them.

        Raises
        ------
        CodingError
            It cannot be done: the words are others, the code is none, the coding is not there.
        StudyError
            It is not known what to do.
        """
        make = {
            "mark": self._mark,
            "unmark": self._unmark,
            "alter": self._alter,
            "decide": self._decide,
            "decide_all": self._decide_all,
            "propose": self._propose,
            "finish": self._finish,
            "read": self._read,
        }.get(str(asked.get("type")))
        if make is None:
            raise StudyError("The page asked for something that tlc does not know.", hint="Run this cell again.")
        return make(asked)

    def _mark(self, asked: Asked) -> Made:
        code = self._code(asked)
        new = [replace(one, prompted=_prompted(asked)) for one in self._new(self._spans(asked), code)]
        changes = self._added(new)
        return changes, {"code": code, "count": len(changes)}

    def _unmark(self, asked: Asked) -> Made:
        mark = self._desk.own(asked.get("coding"))
        return [Remove(mark.id)], {"code": mark.code, "count": 1}

    def _alter(self, asked: Asked) -> Made:
        old = self._desk.own(asked.get("coding"))
        new = old
        if "memo" in asked:
            new = replace(new, memo=_plain(asked, "memo"))
        if "prompted" in asked:
            new = replace(new, prompted=_prompted(asked))
        if "serious" in asked:
            new = replace(new, serious=asked["serious"] is True)
        if asked.get("code") in (None, old.code):
            return ([Alter(new)] if new != old else []), {"code": old.code, "count": 1}
        code = self._code(asked)
        fresh = self._desk.new(old.span, old.quote, code, at=self._now())
        kept = {"memo": new.memo, "prompted": new.prompted, "serious": new.serious, "decided": old.decided}
        moved = replace(fresh, **kept)  # type: ignore[arg-type]
        return [Remove(old.id), *self._added([moved])], {"code": code, "count": 1}

    def _propose(self, asked: Asked) -> Made:
        desk = self._desk
        label, spans = _plain(asked, "label"), self._spans(asked)
        if any(normalise(name).casefold() == label.casefold() for code in desk.codes for name in code.label.values()):
            raise CodingError("There is a code of that name already.", hint="Look for it in the list of codes.")
        taken = {code.id for code in desk.codes} | {code for one in desk.codes for code in one.aliases}
        proposal = Proposal(
            id=proposal_id(desk.coder.id, label, taken),
            coder=desk.coder.id,
            label=label,
            definition=_plain(asked, "definition"),
            language=self._language,
            made_at=self._now(),
        )
        new = self._new(spans, proposal.id)
        return [Propose(proposal), *map(Add, new)], {"code": proposal.id, "count": len(new)}

    def _finish(self, asked: Asked) -> Made:
        session = asked.get("session")
        if not isinstance(session, str) or session not in self._desk.sessions:
            raise CodingError("There is no such session to code.", hint="Choose one from the list.")
        yes = asked.get("yes") is True
        return [Finish(session, yes)], {"yes": yes}

    def _read(self, asked: Asked) -> Made:
        turn, drawn = self._desk.turn(asked.get("turn")), asked.get("drawn", "")
        if self._desk.between or drawn not in _DRAWN:
            raise CodingError("It cannot be kept that this turn was read.", hint="Begin the review again.")
        there = self._desk.read.get(turn.id)
        # How it was drawn counts: whoever reads a turn once more leaves it as it was kept first.
        return ([Read(turn.id, _DRAWN[drawn])] if there is None else []), {"turn": turn.id, "number": turn.number}

    # Suggestions, and what people who talk their codings through agree on

    def _decide(self, asked: Asked) -> Made:
        found = self._desk.suggestion(asked.get("suggestion"))
        suggestion, choice = found.coding, asked.get("choice")
        if choice == "accept":
            # The words that the page showed: the model may have chosen other ones meanwhile.
            spans = self._spans(asked) if asked.get("spans") is not None else [(suggestion.span, suggestion.quote)]
            self._is_there(suggestion, spans)
            shown = replace(suggestion, span=spans[0][0], quote=spans[0][1])
            return self._added([self._accepted(shown)]), {"code": suggestion.code, "count": 1, "choice": choice}
        if choice == "reject":
            return list(map(Add, self._rejected(found))), {"code": suggestion.code, "count": 1, "choice": choice}
        if choice != "change":
            raise CodingError("That is no way to decide.", hint="Accept it, reject it, or change it.")
        code = self._code(asked) if asked.get("code") is not None else self._known(suggestion.code)
        spans = self._spans(asked) if asked.get("spans") is not None else [(suggestion.span, suggestion.quote)]
        self._is_there(suggestion, spans)
        new = [replace(one, decided=suggestion.id) for one in self._new(spans, code)]
        return self._added(new), {"code": code, "count": len(new), "choice": choice}

    def _decide_all(self, asked: Asked) -> Made:
        desk, session = self._desk, asked.get("session")
        if not desk.between or not isinstance(session, str) or session not in desk.sessions:
            raise CodingError("There is nothing to talk through there.", hint="Choose a session from the list.")
        order = {coder: place for place, coder in enumerate(desk.between)}
        waiting = [mark for mark in desk.marks_in(session) if mark.waits and mark.agreement == "all"]
        # Of the words that all of them coded, those of whoever was named first are taken.
        chosen: list[Coding] = []
        for mark in sorted(waiting, key=lambda mark: (mark.coding.span.turn, order[mark.coder.id])):
            if not any(same(mark.coding, one) for one in chosen):
                chosen.append(self._accepted(mark.coding))
        if not chosen:
            raise CodingError("There is nothing here that all of you coded.", hint="Decide on the others one by one.")
        return self._added(chosen), {"count": len(chosen)}

    @staticmethod
    def _is_there(suggestion: Coding, spans: Iterable[tuple[Span, str]]) -> None:
        if suggestion.span.turn not in {span.turn for span, _ in spans}:
            raise CodingError("The words are in another turn than the suggestion.", hint="Mark words of that turn.")

    def _accepted(self, suggestion: Coding) -> Coding:
        (new,) = self._new([(suggestion.span, suggestion.quote)], self._known(suggestion.code))
        new = replace(new, decided=suggestion.id, because=suggestion.because)
        if self._desk.between:
            new = replace(new, prompted=suggestion.prompted, serious=suggestion.serious)
        return new

    def _rejected(self, found: Mark) -> list[Coding]:
        desk, suggestion = self._desk, found.coding
        # What somebody else says of the same words is rejected with it, or it would go on counting.
        group = [one for one, _ in found.also] or [suggestion]
        if desk.between:
            marks = desk.marks(suggestion.span.turn)
            group += [one.coding for one in marks if one.waits and one != found and same(one.coding, suggestion)]
        rejected = [replace(self._accepted(one), status="rejected") for one in group]
        names: set[str] = set()
        for place, one in enumerate(rejected):
            if one.id in names:
                # Two people coded the very same words: two decisions, and an id for each.
                rejected[place] = replace(one, id=coding_id(desk.coder.id, one.span, f"{one.code} {one.decided}"))
            names.add(one.id)
        return rejected

    # What the page says, compared with what is there

    def _new(self, spans: Iterable[tuple[Span, str]], code: str) -> list[Coding]:
        at = self._now()
        return [replace(self._desk.new(span, quote, code, at=at), memo=self._memo) for span, quote in spans]

    def _added(self, new: Sequence[Coding]) -> list[Change]:
        """Leave out what is coded so already, unless that is all of it."""
        there = {mark.id for one in new for mark in self._desk.own_on(one.span.turn) if mark.status == "accepted"}
        changes: list[Change] = [Add(one) for one in new if one.id not in there]
        if not changes:
            raise CodingError(
                "These words have that code already.",
                where=new[0].span.turn,
                hint="Choose another code, or other words.",
            )
        return changes

    def _code(self, asked: Asked) -> str:
        name = self._known(asked.get("code"))
        if self._desk.codes[name].status == "retired":
            raise CodingError("That code is retired: nobody codes with it any more.", hint="Choose another.")
        return name

    def _known(self, name: object) -> str:
        book = self._desk.codes
        if not isinstance(name, str) or name not in book or not book[name].applies:
            raise CodingError("There is no such code.", hint="Choose one from the list of codes.")
        return book[name].id

    def _spans(self, asked: Asked) -> list[tuple[Span, str]]:
        said = asked.get("spans")
        if not isinstance(said, list) or not said:
            raise CodingError("No words are marked.", hint="Select some words first.")
        return [self._span(one) for one in said]

    def _span(self, said: object) -> tuple[Span, str]:
        said = said if isinstance(said, dict) else {}
        turn = self._desk.turn(said.get("turn"))
        start, end = said.get("start"), said.get("end")
        # A bool is an int to Python, and no place.
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(turn.text):
            raise _other_words(turn.id)
        if turn.text[start:end] != said.get("quote"):
            raise _other_words(turn.id)
        if not turn.text[start:end].strip():
            raise CodingError("There are no words between those places.", where=turn.id, hint="Select some words.")
        return Span(turn=turn.id, start=start, end=end), turn.text[start:end]


def _prompted(asked: Asked) -> bool | None:
    said = asked.get("prompted")
    return said if isinstance(said, bool) else None


def _plain(asked: Asked, field: str) -> str:
    """Give what somebody wrote, without what nobody sees."""
    said = asked.get(field)
    text = without_unseen(normalise(said)).strip() if isinstance(said, str) else ""
    if len(text) > LONGEST[field]:
        raise CodingError(
            f"The {_CALLED[field]} is longer than {LONGEST[field]:,} letters, so it was not saved.",
            hint="Make it shorter.",
        )
    return text


def _other_words(turn: str) -> CodingError:
    return CodingError(
        "The marked words are not those of the transcript, so nothing was saved.",
        where=turn,
        hint="Select them again. If it says so again, run this cell again: the transcript may have changed.",
    )
