"""Undo and redo: by hand where it is subtle, and at random against a plain model that copies everything."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tlc.errors import CodingError
from tlc.listen.codings import (
    Add,
    Alter,
    Drawn,
    Finish,
    Journal,
    Kept,
    Move,
    Propose,
    Read,
    Remove,
    SetAside,
    Show,
    Summarise,
    Unread,
    coding_id,
    read_coder,
)
from tlc.model import Coder, Coding, Proposal, Span, Summary

Mark = Callable[..., Coding]
ASHA = Coder(id="asha", name="Asha")
LIFTS = Proposal(id="proposed.asha_lifts", coder="asha", label="Lifts", made_at="now")


def standing(journal: Journal) -> set[Coding]:
    return set(journal.kept.codings)


def moved(mark: Coding, by: int) -> Move:
    return Move(mark.id, replace(mark.span, start=mark.span.start + by, end=mark.span.end + by), mark.quote)


def test_a_step_is_undone_and_redone_whole(journal: Journal, mark: Mark) -> None:
    first = mark(code=LIFTS.id)
    journal.do(Propose(LIFTS), Add(first), Add(mark("shift")))
    assert journal.undo_of == "propose"
    done = journal.undo()
    assert done is not None
    assert (done.kind, done.put, set(done.gone)) == ("undo", (), {first.id, mark("shift").id})
    assert (journal.kept.codings, journal.kept.proposals) == ((), ())
    assert (journal.undo_of, journal.redo_of) == (None, "propose")
    again = journal.redo()
    assert again is not None
    assert (again.kind, set(again.put), again.gone) == ("redo", {first, mark("shift")}, ())
    assert journal.kept.proposals == (LIFTS,)


def test_a_new_step_ends_what_could_be_redone(journal: Journal, mark: Mark) -> None:
    journal.do(Add(mark()))
    journal.undo()
    journal.do(Add(mark("shift")))
    assert (journal.redo_of, journal.redo()) == (None, None)


def test_what_was_shown_stays_shown_and_can_still_be_redone_after(journal: Journal, mark: Mark) -> None:
    journal.do(Add(mark()))
    journal.undo()
    journal.do(Show("FG01", "suggestions"))
    assert (journal.undo_of, journal.redo_of) == (None, "add")
    journal.redo()
    journal.undo()
    assert journal.kept.shown == {("FG01", "suggestions")}


def test_undo_passes_over_moves_and_takes_back_the_step_before(journal: Journal, mark: Mark) -> None:
    journal.do(Add(mark()))
    journal.do(moved(mark(), 5))
    assert journal.undo_of == "add"
    journal.undo()
    assert standing(journal) == set()


def test_a_coding_comes_back_where_its_words_are_since_the_correction(journal: Journal, mark: Mark) -> None:
    journal.do(Add(mark()))
    journal.do(Alter(mark(memo="a memo")))
    move = moved(mark(), 5)
    journal.do(move)
    journal.undo()
    (only,) = journal.kept.codings
    assert (only.memo, only.span) == ("", move.span)
    journal.undo()
    journal.redo()
    journal.redo()
    (only,) = journal.kept.codings
    assert (only.memo, only.span) == ("a memo", move.span)


def test_turns_of_a_corrected_transcript_are_to_be_read_again_and_no_undo_changes_that(
    journal: Journal, folder: Path
) -> None:
    journal.do(Read("FG01:0001", "random"), Read("FG02:0001"))
    assert (journal.undo_of, dict(journal.kept.read)) == ("read", {"FG01:0001": "random", "FG02:0001": ""})
    journal.do(Unread("FG01"))
    assert (journal.undo_of, dict(journal.kept.read)) == ("read", {"FG02:0001": ""})
    journal.undo()
    assert read_coder(folder / "asha.sqlite").read == journal.kept.read == {}


def test_what_was_set_aside_stays_aside_whatever_is_undone(journal: Journal, folder: Path, mark: Mark) -> None:
    journal.do(Add(mark()))
    journal.do(SetAside(mark().id))
    assert (journal.kept.codings, journal.kept.adrift) == ((), (mark(),))
    journal.undo()
    assert (journal.kept.codings, journal.kept.adrift) == ((), ())
    journal.redo()
    assert (journal.kept.codings, journal.kept.adrift) == ((), (mark(),))
    back = moved(mark(), 7)
    done = journal.do(back)
    assert [one.span for one in done.put] == [back.span]
    assert journal.kept.adrift == ()
    assert read_coder(folder / "asha.sqlite") == journal.kept


def test_what_was_set_aside_can_be_taken_off(journal: Journal, mark: Mark) -> None:
    journal.do(Add(mark()), Add(mark("shift")))
    journal.do(SetAside(mark().id))
    journal.do(Remove(mark().id))
    assert journal.kept.adrift == ()
    journal.undo()
    assert journal.kept.adrift == (mark(),)


def test_a_move_onto_the_words_of_its_twin_sets_aside(journal: Journal, mark: Mark) -> None:
    journal.do(Add(mark("closed")), Add(mark("Closed")))
    twin = mark("Closed")
    done = journal.do(Move(mark("closed").id, twin.span, "Closed"))
    assert (standing(journal), journal.kept.adrift) == ({twin}, (mark("closed"),))
    assert done.gone == (mark("closed").id,)
    with pytest.raises(CodingError, match="coded twice"):
        journal.do(Move(mark("closed").id, twin.span, "Closed"))


def on_turn(number: int, **more: object) -> Coding:
    span = Span(turn=f"FG01:{number:04d}", start=0, end=4)
    name = coding_id("asha", span, "a.b")
    return Coding(id=name, span=span, code="a.b", coder="asha", quote="Yes.", made_at="now", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("by", [1, -1])
def test_codings_that_all_move_on_by_a_turn_do_not_meet(journal: Journal, folder: Path, by: int) -> None:
    there = [on_turn(number) for number in range(2, 8)]
    journal.do(*map(Add, there))
    done = journal.do(*(Move(one.id, on_turn(int(one.span.turn[-4:]) + by).span, "Yes.") for one in there))
    assert journal.kept.adrift == ()
    assert [one.id for one in done.put] == [one.id for one in there]
    assert [one.span.turn[-1] for one in journal.kept.codings] == [str(number + by) for number in range(2, 8)]
    assert read_coder(folder / "asha.sqlite") == journal.kept


def test_codings_that_change_places_do_not_meet_and_one_that_stays_is_not_displaced(journal: Journal) -> None:
    one, two, stays = on_turn(1), on_turn(2), on_turn(3)
    journal.do(Add(one), Add(two), Add(stays))
    journal.do(Move(one.id, two.span, "Yes."), Move(two.id, one.span, "Yes."))
    assert {mark.id: mark.span for mark in journal.kept.codings} == {
        one.id: two.span,
        two.id: one.span,
        stays.id: stays.span,
    }
    journal.do(Move(one.id, stays.span, "Yes."), Move(two.id, stays.span, "Yes."))
    assert (journal.kept.codings, {mark.id for mark in journal.kept.adrift}) == ((stays,), {one.id, two.id})


def test_of_two_that_move_to_the_same_words_the_first_has_them(journal: Journal) -> None:
    one, two, there = on_turn(1), on_turn(2), on_turn(3)
    journal.do(Add(one), Add(two))
    journal.do(Move(one.id, there.span, "Yes."), Move(two.id, there.span, "Yes."))
    assert [(mark.id, mark.span) for mark in journal.kept.codings] == [(one.id, there.span)]
    assert [mark.id for mark in journal.kept.adrift] == [two.id]


def test_a_place_that_was_left_can_be_coded_again_under_another_id(journal: Journal, folder: Path, mark: Mark) -> None:
    journal.do(Add(mark()))
    journal.do(moved(mark(), 5))
    done = journal.do(Add(mark(memo="new")))
    (new,) = done.put
    assert new == replace(mark(memo="new"), id=f"{mark().id}-2")
    assert len(journal.kept.codings) == 2
    assert read_coder(folder / "asha.sqlite") == journal.kept


def test_what_no_longer_fits_comes_back_set_aside(folder: Path, asha: Coder, mark: Mark) -> None:
    fits = {mark().id, mark("shift").id}
    journal = Journal(folder, asha, fits=lambda coding: coding.id in fits)
    journal.do(Add(mark()), Add(mark("shift")))
    journal.do(Remove(mark().id), Remove(mark("shift").id))
    fits.remove(mark().id)
    done = journal.undo()
    assert done is not None
    assert (done.put, done.gone) == ((mark("shift"),), (mark().id,))
    assert journal.kept.adrift == (mark(),)
    assert read_coder(folder / "asha.sqlite") == journal.kept


def test_what_comes_back_to_words_coded_meanwhile_comes_back_set_aside(journal: Journal, mark: Mark) -> None:
    journal.do(Add(mark("closed")), Add(mark("Closed")))
    journal.do(Remove(mark("Closed").id))
    journal.do(Move(mark("closed").id, mark("Closed").span, "Closed"))
    journal.undo()
    assert [one.id for one in journal.kept.codings] == [mark("closed").id]
    assert journal.kept.adrift == (mark("Closed"),)


def test_undo_goes_on_after_a_restart(journal: Journal, folder: Path, asha: Coder, mark: Mark) -> None:
    journal.do(Add(mark()))
    journal.do(Finish("FG01", True))
    journal.undo()
    again = Journal(folder, asha)
    assert (again.undo_of, again.redo_of) == ("add", "finish")
    again.redo()
    assert again.kept.finished == {"FG01"}


@dataclass
class Plain:
    """A coder's work, kept as whole copies: nothing to get wrong."""

    codings: dict[str, Coding] = field(default_factory=dict)
    proposals: dict[str, Proposal] = field(default_factory=dict)
    summaries: dict[str, Summary] = field(default_factory=dict)
    finished: frozenset[str] = frozenset()
    read: dict[str, str] = field(default_factory=dict)

    def copy(self) -> Plain:
        return Plain(dict(self.codings), dict(self.proposals), dict(self.summaries), self.finished, dict(self.read))


TURNS = st.integers(1, 3)
STARTS = st.integers(0, 2)
CODES = st.sampled_from(["access.hours", "access.papers"])


class Undoing(RuleBasedStateMachine):
    """Steps, undo, redo and restarts in any order."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="undo"))
        self.journal = Journal(self.folder, ASHA, now=lambda: "now")
        self.now, self.before, self.after = Plain(), list[Plain](), list[Plain]()
        self.shown: set[tuple[str, str]] = set()
        self.count = 0

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    def step(self) -> None:
        self.before.append(self.now.copy())
        self.after.clear()

    def made(self, turn: int, start: int, code: str, status: str = "accepted") -> Coding:
        span = Span(turn=f"FG01:{turn:04d}", start=start, end=start + 4)
        self.count += 1
        more = {"id": coding_id("asha", span, code), "memo": f"memo {self.count}", "status": status}
        return Coding(span=span, code=code, coder="asha", quote="word", made_at="now", **more)  # type: ignore[arg-type]

    @rule(turn=TURNS, start=STARTS, code=CODES, status=st.sampled_from(["accepted", "rejected"]))
    def add(self, turn: int, start: int, code: str, status: str) -> None:
        coding = self.made(turn, start, code, status)
        there = self.now.codings.get(coding.id)
        if there is not None and there.status == "accepted":
            with pytest.raises(CodingError):
                self.journal.do(Add(coding))
            return
        self.journal.do(Add(coding))
        self.step()
        self.now.codings[coding.id] = coding

    @rule(turn=TURNS, code=CODES)
    def add_two(self, turn: int, code: str) -> None:
        two = [self.made(turn, 7, code), self.made(turn + 1, 8, code)]
        if any(one.id in self.now.codings for one in two):
            with pytest.raises(CodingError):
                self.journal.do(*map(Add, two))
            return
        self.journal.do(*map(Add, two))
        self.step()
        self.now.codings |= {one.id: one for one in two}

    @precondition(lambda self: self.now.codings)
    @rule(data=st.data(), code=CODES)
    def recode(self, data: st.DataObject, code: str) -> None:
        old = data.draw(st.sampled_from(sorted(self.now.codings.values(), key=lambda one: one.id)))
        new = self.made(int(old.span.turn[-4:]), old.span.start, code)
        other = self.now.codings.get(new.id)
        if other is not None and other.id != old.id and other.status == "accepted":
            with pytest.raises(CodingError):
                self.journal.do(Remove(old.id), Add(new))
            return
        self.journal.do(Remove(old.id), Add(new))
        self.step()
        del self.now.codings[old.id]
        self.now.codings[new.id] = new

    @precondition(lambda self: self.now.codings)
    @rule(data=st.data(), yes=st.booleans())
    def alter(self, data: st.DataObject, yes: bool) -> None:
        old = data.draw(st.sampled_from(sorted(self.now.codings.values(), key=lambda one: one.id)))
        self.count += 1
        new = replace(old, memo=f"altered {self.count}", prompted=yes)
        self.journal.do(Alter(new))
        self.step()
        self.now.codings[old.id] = new

    @rule(label=st.sampled_from(["lifts", "dogs"]), turn=TURNS)
    def propose(self, label: str, turn: int) -> None:
        proposal = Proposal(id=f"proposed.asha_{label}", coder="asha", label=label, made_at="now")
        coding = self.made(turn, 5, proposal.id)
        if proposal.id in self.now.proposals:
            with pytest.raises(CodingError):
                self.journal.do(Propose(proposal), Add(coding))
            return
        self.journal.do(Propose(proposal), Add(coding))
        self.step()
        self.now.proposals[proposal.id] = proposal
        self.now.codings[coding.id] = coding

    @rule(row=st.sampled_from(["FG01", "FG02"]), text=st.sampled_from(["", "one", "two"]))
    def summarise(self, row: str, text: str) -> None:
        self.count += 1
        summary = Summary(rows="group", row=row, code="a", coder="asha", text=text, made_at=str(self.count))
        self.journal.do(Summarise(summary))
        self.step()
        self.now.summaries[row] = summary

    @rule(turn=TURNS, drawn=st.sampled_from(["", "rules", "random"]))
    def read(self, turn: int, drawn: Drawn) -> None:
        name = f"FG01:{turn:04d}"
        self.journal.do(Read(name, drawn))
        if self.now.read.get(name) == drawn:
            self.after.clear()
            return
        self.step()
        self.now.read[name] = drawn

    @rule(yes=st.booleans())
    def finish(self, yes: bool) -> None:
        self.journal.do(Finish("FG01", yes))
        if yes == ("FG01" in self.now.finished):
            # Nothing changed; then there is nothing to undo either, and nothing to redo any more.
            self.after.clear()
            return
        self.step()
        self.now.finished = frozenset({"FG01"} if yes else ())

    @rule(what=st.sampled_from(["suggestions", "others"]))
    def show(self, what: str) -> None:
        self.journal.do(Show("FG01", what))  # type: ignore[arg-type]
        self.shown.add(("FG01", what))

    @rule()
    def undo(self) -> None:
        done = self.journal.undo()
        assert (done is None) == (not self.before)
        if self.before:
            self.after.append(self.now)
            self.now = self.before.pop()

    @rule()
    def redo(self) -> None:
        done = self.journal.redo()
        assert (done is None) == (not self.after)
        if self.after:
            self.before.append(self.now)
            self.now = self.after.pop()

    @rule()
    def restart(self) -> None:
        self.journal = Journal(self.folder, ASHA, now=lambda: "now")

    @invariant()
    def it_is_as_in_the_plain_model(self) -> None:
        if not hasattr(self, "journal"):
            return
        kept = self.journal.kept
        assert {one.id: one for one in kept.codings} == self.now.codings
        assert len(kept.codings) == len(self.now.codings)
        assert {one.id: one for one in kept.proposals} == self.now.proposals
        assert set(kept.summaries) == {one for one in self.now.summaries.values() if one.text}
        assert (kept.finished, kept.shown, kept.read) == (self.now.finished, self.shown, self.now.read)
        assert (self.journal.undo_of is None, self.journal.redo_of is None) == (not self.before, not self.after)
        assert kept.adrift == ()

    @invariant()
    def the_file_holds_the_same(self) -> None:
        if hasattr(self, "folder") and (self.folder / "asha.sqlite").exists():
            there = read_coder(self.folder / "asha.sqlite")
            assert as_sets(there) == as_sets(self.journal.kept)


def as_sets(kept: Kept) -> tuple[object, ...]:
    return (
        set(kept.codings),
        set(kept.proposals),
        set(kept.summaries),
        kept.shown,
        kept.finished,
        kept.number,
        kept.read,
    )


Undoing.TestCase.settings = settings(
    max_examples=40, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
TestUndoing = Undoing.TestCase
