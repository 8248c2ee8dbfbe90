"""Somebody leaves the study: their words go from everywhere in its folder, in an order that a power cut cannot spoil.

The marker comes first and goes last. Words are looked for while the transcripts still hold them, and the transcripts
come last: whatever run was stopped, the next one still knows what to look for, or knows that it was found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tlc._files import write_whole
from tlc.errors import StudyError
from tlc.listen._mentions import notes_to_review
from tlc.listen.leave import blank_codings, coder_files, count_codings, count_remains
from tlc.listen.topics.decisions.log import count_with, without_turns
from tlc.model import Span, Transcript, Turn
from tlc.study._leaving_earlier import EarlierWords
from tlc.study._leaving_files import (
    decisions,
    deleted_runs,
    is_kept,
    is_offered,
    named,
    stale,
    sweep,
    unlink,
    with_reports,
)
from tlc.study._leaving_plan import count_with as count_rated
from tlc.study._leaving_plan import plan_notes
from tlc.study._leaving_plan import without_turns as without_rated
from tlc.study._leaving_told import Leaving
from tlc.study._leaving_topics import topic_notes
from tlc.study._replacing import finish
from tlc.talk import withdraw as leaving
from tlc.talk.bring_in import PLACEHOLDERS
from tlc.talk.withdraw import Begun, Place, Words

if TYPE_CHECKING:
    from tlc.study._holdings import Holdings

__all__ = ["Confirm", "Leaving", "withdraw"]

#: Asked with the files that would be deleted; yes or no for all of them.
Confirm = Callable[[tuple[Place, ...]], bool]


def withdraw(
    study: Holdings, person: str | None = None, *, confirm: Confirm | bool = False, dry_run: bool = False
) -> Leaving:
    """Take a person's words out of the study, or finish what an earlier run began.

    Of somebody who has left already, what came back since is taken out.

    Parameters
    ----------
    person : str, optional
        Who leaves; without it, the withdrawal that is unfinished.
    confirm : callable or bool
        Whether files that hold their words (session files, reports, tables, notebooks) are deleted.
    dry_run : bool
        Only look, and say what would be done.

    Raises
    ------
    StudyError
        They are not in the study, have left already and nothing of theirs was found, or another withdrawal is
        unfinished; or a file cannot be written or deleted.
    CodingError, TranscriptError
        A coder's file or a transcript cannot be read, or is locked.
    """
    if not dry_run:
        # Of a correction that was stopped half-way, nobody would know which version a coding is on.
        finish(study)
    return _Withdrawal(study, person).run(confirm, dry_run=dry_run)


class _Gone(NamedTuple):
    runs: tuple[Path, ...] = ()
    files: tuple[Place, ...] = ()


@dataclass
class _Withdrawal:
    study: Holdings
    person: str | None
    note: Begun = field(init=False)
    transcripts: dict[str, Transcript] = field(init=False)
    earlier: EarlierWords = field(init=False)

    def __post_init__(self) -> None:
        unfinished = leaving.begun(self.folder)
        if self.person is None and unfinished is None:
            raise StudyError("No withdrawal is unfinished.", hint="Say who leaves: tlc withdraw P07")
        if unfinished is not None and self.person not in (None, unfinished.person):
            raise StudyError(
                f"{unfinished.person} is leaving the study, and this is not finished.",
                hint=f"Finish it first: tlc withdraw {unfinished.person}",
            )
        self.study._forget("people", "speakers", "transcripts", "turns_by_id", "marks")
        self.transcripts = self.study.transcripts
        self.note = unfinished or self._survey(str(self.person))
        self.earlier = EarlierWords(self.folder / "transcripts", self.note.person)
        if unfinished is None and self.note.again and not self.note.codings and not self._lies_in_files():
            dates = [row["date"] for row in leaving.records(self.folder) if row["participant"] == self.note.person]
            raise StudyError(
                f"{self.note.person} has left the study already, on {dates[-1]}; nothing of theirs was found.",
                hint="Nothing was changed. withdrawals.csv says what was done, and what to read again.",
            )

    @property
    def folder(self) -> Path:
        return self.study.path

    @property
    def _ids(self) -> frozenset[str]:
        """Their turns, by the numbers that they have and had."""
        return frozenset((*self.note.turns, *self.note.earlier))

    def run(self, confirm: Confirm | bool, *, dry_run: bool) -> Leaving:
        # Whose words they are, the transcripts say as they are now; in earlier versions only what was theirs counts.
        now = (turn for one in self.transcripts.values() for turn in one.turns)
        words = leaving.words_of(self.note.person, (*now, *self.earlier.turns))
        if dry_run:
            places = self._places(words)
            old = tuple(stale(self.folder, self._ids))
            files = tuple(filter(self._is_offered, places))
            coders = coder_files(self.folder / "codings")
            left = tuple(place for place in places if place not in files and place.path not in coders)
            return self._answer(_Gone(old, files), left, is_dry_run=True)
        sweep(self.folder, self.transcripts)
        gone, left = self._take_out(words, confirm) if self.note.verified is None else (_Gone(), ())
        for one in tuple(self.earlier.due(words)):
            write_whole(one.path, self.earlier.text_after(one, words))
        for transcript in self._theirs():
            path = self.folder / "transcripts" / f"{transcript.id}.txt"
            write_whole(path, leaving.blanked_text(path, transcript, self.note.person))
        self.note.record(self.folder)
        leaving.finished(self.folder)
        self.study._forget("people", "speakers", "transcripts", "turns_by_id", "marks")
        return self._answer(gone, left)

    def _take_out(self, words: Words, confirm: Confirm | bool) -> tuple[_Gone, tuple[Place, ...]]:
        """Everything but the transcripts, which say until the end what to look for."""
        self.note.save(self.folder)
        leaving.mark_withdrawn(self.folder / "participants.csv", self.note.person)
        for path in coder_files(self.folder / "codings"):
            at = f"{self.note.date}T00:00:00Z"
            holds = self.earlier.holds(path, words)
            person, lost = self.note.person, self._lost()
            blank_codings(path, self.note.turns, at=at, holds=holds, person=person, lost=lost)
        without_turns(decisions(self.folder), self._ids)
        without_rated(self.folder, self._ids)
        runs = deleted_runs(self.folder, self._ids)
        files = self._delete(self._places(words), confirm)
        return _Gone(runs, files), self._verify(words)

    def _survey(self, name: str) -> Begun:
        """Look at everything once before anything is begun: what cannot be opened now stops nothing half-way."""
        people = {one.id.casefold(): one for one in self.study.people}
        person = people.get(name.casefold())
        if person is None:
            raise StudyError(
                "There is no such participant in participants.csv.",
                hint="Use an id as it stands there, such as P07. Nothing was changed.",
            )
        turns = leaving.turns_of(person.id, self.transcripts.values())
        earlier = EarlierWords(self.folder / "transcripts", person.id)
        ids = tuple(turn.id for turn in turns)
        paths = coder_files(self.folder / "codings")
        codings = sum(count_codings(path, frozenset(ids)) for path in paths)
        left = person.withdrawn and any(row["participant"] == person.id for row in leaving.records(self.folder))
        again = left and not any(map(_has_words, (*turns, *earlier.turns)))
        if again:
            lost = earlier.lost(self.study.turns_by_id)
            codings = sum(count_remains(path, ids, person=person.id, lost=lost) for path in paths)
        groups = {one.group for one in self.transcripts.values() if any(turn in turns for turn in one.turns)}
        names = leaving.naming(person.id)
        return Begun(
            person=person.id,
            date=datetime.now(UTC).strftime("%Y-%m-%d"),
            turns=ids,
            earlier=earlier.ids,
            codings=codings,
            review=leaving.turns_to_review(person.id, tuple(self.transcripts.values())),
            notes=(
                *notes_to_review(paths, person=person.id, turns=ids, groups=groups, names=names),
                *topic_notes(self.study, frozenset((*ids, *earlier.ids)), names),
                *plan_notes(self.study, frozenset((*ids, *earlier.ids)), names),
            ),
            again=again,
            # Of somebody without turns nobody knows what to look for.
            known=bool(turns or earlier.turns) and all(map(_has_words, turns)),
        )

    def _lost(self) -> Callable[[Span, str], bool]:
        # As long as the transcripts hold their words, these say what to look for.
        return self.earlier.lost(self.study.turns_by_id) if self.note.again else lambda *_: False

    def _lies_in_files(self) -> bool:
        """Whether a table or a topic run names turns of somebody who left."""
        is_fitted = any(run.parent != self.folder for run in stale(self.folder, self._ids))
        is_fitted = is_fitted or bool(count_with(decisions(self.folder), self._ids))
        is_fitted = is_fitted or bool(count_rated(self.folder, self._ids))
        return is_fitted or any(map(self._is_offered, self._places(leaving.words_of(self.note.person, ()))))

    def _places(self, words: Words) -> tuple[Place, ...]:
        """Where in the folder something of theirs lies, outside the transcripts that will be blanked."""
        theirs = tuple(self._theirs())
        old = tuple(stale(self.folder, self._ids))
        due = tuple(self.earlier.due(words))
        found = leaving.scan(
            self.folder,
            words,
            turns=self._ids,
            sources={one.source.digest for one in self.transcripts.values() if self._speaks_in(one)}
            | self.earlier.sources,
            skip=[*(self.folder / "transcripts" / f"{one.id}.txt" for one in theirs), *(one.path for one in due)],
        )
        codebook = self.study.settings.codebook
        # tlc's own files name turns because they must.
        own = {one.path for one in found if one.why == "turns" and is_kept(self.folder, one.path, codebook=codebook)}
        found = tuple(one for one in found if one.path not in own and not set(one.path.parents) & set(old))
        return tuple(with_reports(found))

    def _delete(self, places: tuple[Place, ...], confirm: Confirm | bool) -> tuple[Place, ...]:
        agreed = set(self.note.delete)
        asked = tuple(filter(self._is_offered, places))
        new = tuple(place for place in asked if named(self.folder, place.path) not in agreed)
        if new and (confirm if isinstance(confirm, bool) else confirm(new)):
            agreed |= {named(self.folder, place.path) for place in new}
            self.note = replace(self.note, delete=tuple(sorted(agreed)))
            # Written down before the first goes, so that the next run deletes the rest without asking again.
            self.note.save(self.folder)
        known = {place.path for place in asked}
        # A report is known by its trace; an earlier run may have deleted the one and not yet the other.
        rest = (path for path in sorted(self.folder.rglob("*")) if path.is_file() and path not in known)
        more = (Place(path=path, count=0, why="turns") for path in rest)
        gone = tuple(place for place in (*asked, *more) if named(self.folder, place.path) in agreed)
        for place in gone:
            unlink(place.path, shown=place.shown)
        return gone

    def _verify(self, words: Words) -> tuple[Place, ...]:
        left = self._places(words)
        # The transcripts as they will be, while the words are still there to look for.
        after = [leaving.blanked(one, self.note.person) for one in self._theirs()]
        after += [self.earlier.after(one, words) for one in self.earlier.due(words)]
        clean = not any(words.are_in(f"{turn.text} {turn.original or ''}") for one in after for turn in one.turns)
        clean = clean and self.note.known and not any(place.why != "turns" for place in left)
        self.note = replace(self.note, left=len(left), verified=clean)
        self.note.save(self.folder)
        return left

    def _theirs(self) -> Iterator[Transcript]:
        for one in self.transcripts.values():
            if any(turn.speaker == self.note.person and turn.text != "[withdrawn]" for turn in one.turns):
                yield one

    def _speaks_in(self, transcript: Transcript) -> bool:
        return any(turn.speaker == self.note.person for turn in transcript.turns)

    def _is_offered(self, place: Place) -> bool:
        return is_offered(self.folder, place, codebook=self.study.settings.codebook)

    def _answer(self, gone: _Gone, left: tuple[Place, ...], *, is_dry_run: bool = False) -> Leaving:
        return Leaving(
            person=self.note.person,
            turns=self.note.turns,
            codings=self.note.codings,
            runs=gone.runs,
            deleted=gone.files,
            left=left,
            review=self.note.review,
            notes=self.note.notes,
            again=self.note.again,
            verified=bool(self.note.verified),
            is_dry_run=is_dry_run,
        )


def _has_words(turn: Turn) -> bool:
    return turn.text not in PLACEHOLDERS
