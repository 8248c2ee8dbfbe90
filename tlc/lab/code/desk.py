"""The desk of one coder: the sessions, the codes, what this coder marked, and what of others they may see by now.

It knows no messages and no notebook. What it tells of a turn is worked out from that turn's codings alone, so that a
mark costs the same in a long session as in a short one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from tlc.errors import CodingError
from tlc.lab.code.marks import Mark, Step, changed, is_decided, joined, talked_through
from tlc.lab.code.material import Material
from tlc.lab.code.others import Others
from tlc.lab.code.own import Own
from tlc.lab.code.suggester import Learned
from tlc.listen.coder_files import CoderFiles
from tlc.listen.codings import Change, Done, Journal, Kept, Remove, coding_id
from tlc.model import MODEL, Codebook, Coder, Coding, Span, Turn

if TYPE_CHECKING:
    from tlc.listen.search import Found

SUGGESTIONS, OTHERS = "suggestions", "others"


class Desk:
    """Everything that one coder works with.

    Parameters
    ----------
    material : Material
    journal : Journal
        Of this coder.
    others : CoderFiles
        Of everybody else; read only where the coder asked to see what others, or machines, marked.
    between : sequence of str
        Ids of the people whose codings are talked through; then the coder is their agreement.
    look : callable
        Raises an error where the material is not what lies on the disk any more.
    learned : Learned, optional
        What a model suggests now; without one, what it once wrote into its file.
    """

    def __init__(
        self,
        material: Material,
        journal: Journal,
        others: CoderFiles,
        *,
        between: Sequence[str] = (),
        look: Callable[[], None] = lambda: None,
        learned: Learned | None = None,
    ) -> None:
        self.material, self.journal, self.between, self.look = material, journal, tuple(between), look
        self.learned = learned or Learned()
        self._files, self._others = others, Others()
        self.read_again()

    # What there is

    @property
    def coder(self) -> Coder:
        """Whose desk it is."""
        return self.journal.kept.coder

    @property
    def people(self) -> tuple[Coder, ...]:
        """Whose codings are talked through, in the order in which they were named."""
        return self._others.people(self.between)

    @property
    def sessions(self) -> tuple[str, ...]:
        """The sessions, by id: all, or those that at least two of the people coded whose codings are talked through."""
        names = self.material.transcripts
        shared = self._others.shared(self.between) if self.between else names
        return tuple(name for name in names if name in shared)

    def turn(self, name: object) -> Turn:
        """Find a turn that may be coded.

        Raises
        ------
        CodingError
            There is none of that id, or it holds no words.
        """
        turn = self.material.turns.get(name) if isinstance(name, str) else None
        if turn is None or self.material.is_empty(turn):
            raise CodingError("There are no words to code in that turn.", hint="Open the session again.")
        return turn

    def sees(self, session: str, what: str) -> bool:
        """Whether the coder asked to see suggestions, or what others coded, in a session."""
        return bool(self.between) or (session, what) in self._kept.shown

    @property
    def finished(self) -> frozenset[str]:
        """The sessions that the coder called finished."""
        return self._kept.finished

    @property
    def last_session(self) -> str | None:
        """Where this coder coded last."""
        sessions = self.sessions
        return next((_session(mark) for mark in reversed(self._kept.codings) if _session(mark) in sessions), None)

    def own(self, coding: object) -> Coding:
        """Find a coding of this coder, or one that was set aside.

        Raises
        ------
        CodingError
            It is not there, or not any more.
        """
        aside = next((mark for mark in self._kept.adrift if mark.id == coding), None)
        found = aside or self._own.get(coding)
        if found is None:
            raise CodingError("That coding is not there any more.", hint="Perhaps it was taken off in another window.")
        return found

    def own_on(self, turn: str) -> list[Coding]:
        """List what this coder marked and rejected on a turn."""
        return self._own.on(turn)

    def own_in(self, session: str) -> list[Coding]:
        """List what this coder accepted in a session."""
        return self._own.accepted_in(session)

    @property
    def read(self) -> Mapping[str, str]:
        """The turns that this coder is through with, and how each was drawn."""
        return self._kept.read

    def marks_in(self, session: str) -> list[Mark]:
        """What this coder sees in a session, in the order of its turns; then what lost its turn."""
        names = [turn.id for turn in self.material.transcripts[session].turns]
        aside = {mark.span.turn for mark in self._kept.adrift if _session(mark) == session}
        lost = sorted(aside - set(names))
        return [mark for name in (*names, *lost) for mark in self.marks(name)]

    def uses(self) -> Iterator[str]:
        """The code of each coding that this coder accepted."""
        book = self.codes
        for mark in self._kept.codings:
            if mark.status == "accepted" and mark.code in book:
                yield book[mark.code].id

    def find(self, text: str) -> tuple[Found, ...]:
        """Find words in all sessions, in the text and in the original."""
        from tlc.listen.search import search

        return search(self.material.frame, text) if text.strip() else ()

    def suggestion(self, coding: object) -> Mark:
        """Find a suggestion that waits for this coder's decision.

        Raises
        ------
        CodingError
            It does not wait: it was decided, or is not shown.
        """
        name = coding if isinstance(coding, str) else ""
        there, learned = self._others.get(name), self.learned.get(name)
        found = there[0] if there else learned
        for mark in self.marks(found.span.turn) if found else ():
            if mark.waits and name in {mark.coding.id, *(one.id for one, _ in mark.also)}:
                return mark
        # The model may suggest other things by now; the page still shows this one, and it can be decided on.
        if learned and self.sees(_session(learned), SUGGESTIONS):
            for mark in self._suggested([(learned, MODEL)], self.own_on(learned.span.turn)):
                return mark
        raise CodingError("This was decided already, perhaps in another window.", hint="Go on with the next.")

    def words_of(self, coding: str) -> tuple[str, str] | None:
        """The quote and the turn of anybody's coding, what a model went by; None where it may not be shown."""
        found = self._others.get(coding)
        mark = self._own.get(coding) or (found[0] if found else None)
        return (mark.quote, mark.span.turn) if mark and self.material.is_shown(mark) else None

    def marks(self, turn: str) -> list[Mark]:
        """What this coder sees on a turn: their own codings, then what waits, then what others coded."""
        own = self.own_on(turn)
        fits = self.material.fits
        seen = [Mark(mark, self.coder, adrift=not fits(mark)) for mark in own if mark.status == "accepted"]
        seen += [Mark(mark, self.coder, adrift=True) for mark in self._kept.adrift if mark.span.turn == turn]
        others = [one for one in self._others.on(turn) if fits(one[0])]
        if self.between:
            return seen + talked_through(others, own, self.between)
        session = turn.partition(":")[0]
        if self.sees(session, SUGGESTIONS):
            learned = [(mark, MODEL) for mark in self.learned.on(turn)]
            seen += self._suggested([one for one in others if one[1].is_machine] + learned, own)
        if self.sees(session, OTHERS):
            seen += [Mark(*one) for one in others if not one[1].is_machine and one[0].status == "accepted"]
        return seen

    def _suggested(self, machines: Sequence[tuple[Coding, Coder]], own: Collection[Coding]) -> list[Mark]:
        # What was retired since the machines looked is suggested no longer.
        known = [one for one in machines if one[0].code in self.codes and self.codes[one[0].code].status != "retired"]
        shown = [one for one in known if self.material.is_shown(one[0])]
        return joined(one for one in shown if not is_decided(one[0], own))

    @cached_property
    def codes(self) -> Codebook:
        """The codes: those of the codebook, those that this coder proposes, and those that they see others propose."""
        proposals = list(self._kept.proposals)
        if self.between or any(what == OTHERS for _, what in self._kept.shown):
            proposals += [one for one in self._others.proposals if not self.between or one.coder in self.between]
        return self.material.codebook.extended(proposal.code for proposal in proposals)

    def waiting(self, session: str) -> int:
        """How many suggestions wait in a session; 0 where they are not shown."""
        if not self.sees(session, SUGGESTIONS):
            return 0
        turns = {*self._others.turns_of(session), *self.learned.turns_of(session)}
        return sum(mark.waits for turn in turns for mark in self.marks(turn))

    def by_others(self, session: str) -> int:
        """How many codings of other people are seen in a session."""
        return sum(not mark.coder.is_machine and mark.coder.id != self.coder.id for mark in self.marks_in(session))

    # What is done

    def new(self, span: Span, quote: str, code: str, *, at: str) -> Coding:
        """Make a coding of this coder, which is independent unless they saw what was suggested or coded there."""
        session = span.turn.partition(":")[0]
        seen = self.sees(session, SUGGESTIONS) or self.sees(session, OTHERS)
        name = coding_id(self.coder.id, span, code)
        return Coding(id=name, span=span, code=code, coder=self.coder.id, quote=quote, made_at=at, independent=not seen)

    def do(self, changes: Sequence[Change], *, token: str) -> Step | None:
        """Do one step; it is on the disk when this returns."""
        return self._through(lambda: self.journal.do(*changes, token=token))

    def again(self, token: str) -> Step | None:
        """What became of a step that was done before; None where it was not."""
        if not self.journal.path.exists():
            return None
        try:
            # Nothing has this name: unless the step is known, it is refused, and nothing is done.
            return self._through(lambda: self.journal.do(Remove(""), token=token))
        except CodingError:
            return None

    def undo(self, *, token: str) -> Step | None:
        """Take the last step back; None where there is none."""
        return self._through(lambda: self.journal.undo(token=token))

    def redo(self, *, token: str) -> Step | None:
        """Do again what was taken back; None where nothing was."""
        return self._through(lambda: self.journal.redo(token=token))

    def suggested(self, session: str, codings: Iterable[Coding]) -> tuple[list[Mark], list[str]]:
        """Take what the model suggests in a session by now; gives what is to be shown anew, and ids of what goes."""
        codings = tuple(codings)
        turns = sorted({*self.learned.turns_of(session), *(mark.span.turn for mark in codings)})
        old = {mark.coding.id: mark for turn in turns for mark in self.marks(turn) if mark.waits}
        self.learned.take(session, codings)
        new = {mark.coding.id: mark for turn in turns for mark in self.marks(turn) if mark.waits}
        return [mark for name, mark in new.items() if old.get(name) != mark], [name for name in old if name not in new]

    def read_again(self) -> None:
        """Lay everything out anew from the disk."""
        self.journal.refresh()
        self._laid_out(self.journal.kept)

    # Behind them

    def _laid_out(self, kept: Kept) -> None:
        self._kept = kept
        self._own = Own(kept.codings)
        if self.between or kept.shown:
            self._others = Others.of(self._files.read().kept, but=MODEL.id if self.learned else "")
        self.__dict__.pop("codes", None)

    def _through(self, act: Callable[[], Done | None]) -> Step | None:
        before = self._kept
        done = act()
        if done is None:
            return None
        now = self.journal.kept
        codes = now.proposals != before.proposals
        if done.outside or now.shown != before.shown:
            self._laid_out(now)
            return Step(done=done, sessions=self.sessions, codes=True, read=changed(before.read, now.read))
        turns = {mark.span.turn for mark in done.put}
        if done.again:
            # Nothing was done now, but whoever asks again has not heard what became of it.
            put = tuple(mark for turn in sorted(turns) for mark in self.marks(turn))
            return Step(done=done, put=put, gone=done.gone, sessions=self.sessions, codes=True, read=now.read)
        turns |= {turn for one in done.gone if (turn := self._own.turn_of(one)) is not None}
        turns |= {mark.span.turn for mark in set(before.adrift) ^ set(now.adrift)}
        old = {mark.coding.id: mark for turn in turns for mark in self.marks(turn)}
        self._apply(done, now)
        new = {mark.coding.id: mark for turn in turns for mark in self.marks(turn)}
        read = changed(before.read, now.read)
        sessions = {turn.partition(":")[0] for turn in (*turns, *read)} | (before.finished ^ now.finished)
        return Step(
            done=done,
            put=tuple(mark for name, mark in new.items() if old.get(name) != mark),
            gone=tuple(name for name in old if name not in new),
            sessions=tuple(name for name in self.material.transcripts if name in sessions),
            codes=codes,
            read=read,
        )

    def _apply(self, done: Done, now: Kept) -> None:
        self._own.apply(done)
        if now.proposals != self._kept.proposals:
            self.__dict__.pop("codes", None)
        self._kept = now


def _session(mark: Coding) -> str:
    return mark.span.turn.partition(":")[0]
