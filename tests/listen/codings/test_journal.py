"""One coder's work: a step is done whole, once, and stays; what it may not do is refused and changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tlc.errors import CodingError
from tlc.listen.codings import (
    BLANK,
    Add,
    Alter,
    Change,
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
    add_codings,
    history,
    read_coder,
    read_codings,
    remove_coding,
)
from tlc.model import RULES, Coder, Coding, Proposal, Summary

Mark = Callable[..., Coding]
Explained = Callable[..., None]
# Names of steps, as a page gives them.
ONE, TWO = "asha:1", "asha:2"
LIFTS = Proposal(id="proposed.asha_lifts", coder="asha", label="Lifts", definition="No lift.", made_at="now")
SHIFTS = Summary(rows="group", row="FG01", code="a.b", coder="asha", text="Shifts.", made_at="now", quotes=("asha-1",))


def elsewhere(folder: Path) -> Kept:
    """What somebody else would read from Asha's file."""
    return read_coder(folder / "asha.sqlite")


# What is kept


def test_a_journal_of_a_coder_who_has_done_nothing_holds_nothing_and_makes_no_file(
    journal: Journal, asha: Coder, folder: Path
) -> None:
    assert journal.kept == Kept(coder=asha)
    assert (journal.undo(), journal.redo(), journal.undo_of, journal.redo_of) == (None, None, None, None)
    assert not folder.exists()


def test_every_field_of_a_coding_is_read_as_it_was_written(journal: Journal, folder: Path, mark: Mark) -> None:
    full = mark(
        memo="a note\nof two lines, with 🙂 and ș",
        because="like two earlier quotes",
        like=("ben-1", "ben-2"),
        status="rejected",
        decided="rules-7",
        prompted=True,
        independent=False,
        serious=True,
    )
    plain = mark("shift", prompted=False)
    journal.do(Add(full), Add(plain), Add(mark("Closed")))
    assert journal.kept.codings == elsewhere(folder).codings == (full, plain, mark("Closed"))
    assert [one.prompted for one in elsewhere(folder).codings] == [True, False, None]


def test_everything_that_is_no_coding_is_kept_too(journal: Journal, folder: Path, asha: Coder) -> None:
    journal.do(Propose(LIFTS), Summarise(SHIFTS), Show("FG01", "suggestions"), Finish("FG02", True))
    journal.do(Read("FG02:0003", "rules"))
    kept = elsewhere(folder)
    assert kept == journal.kept
    assert kept == Kept(
        coder=asha,
        proposals=(LIFTS,),
        summaries=(SHIFTS,),
        shown=frozenset({("FG01", "suggestions")}),
        finished=frozenset({"FG02"}),
        read={"FG02:0003": "rules"},
        number=5,
    )


def test_of_a_cell_the_newest_summary_is_kept_and_an_empty_one_takes_it_back(journal: Journal, folder: Path) -> None:
    newer, other = replace(SHIFTS, text="Shifts and buses."), replace(SHIFTS, row="FG02")
    journal.do(Summarise(SHIFTS), Summarise(other))
    journal.do(Summarise(newer))
    assert elsewhere(folder).summaries == (newer, other)
    journal.do(Summarise(replace(newer, text=" ")))
    assert elsewhere(folder).summaries == journal.kept.summaries == (other,)


def test_what_was_finished_may_be_unfinished(journal: Journal, folder: Path) -> None:
    journal.do(Finish("FG01", True))
    journal.do(Finish("FG01", False))
    assert elsewhere(folder).finished == frozenset()


def test_a_step_tells_what_it_put_and_what_is_gone(journal: Journal, mark: Mark) -> None:
    first = journal.do(Add(mark()))
    again = mark(code="access.papers")
    second = journal.do(Remove(mark().id), Add(again))
    assert (first.kind, first.put, first.gone, first.number) == ("add", (mark(),), (), 1)
    assert (second.kind, second.put, second.gone, second.number) == ("recode", (again,), (mark().id,), 3)
    assert not (first.again or first.outside or second.outside)


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ([Propose(LIFTS)], "propose"),
        ([Summarise(SHIFTS)], "summarise"),
        ([Read("FG01:0001")], "read"),
        ([Unread("FG01")], "unread"),
        ([Show("FG01", "others")], "show"),
        ([Show("FG01", "others"), Finish("FG01", True)], "finish"),
    ],
)
def test_a_step_is_named_by_what_it_did(journal: Journal, changes: list[Change], kind: str) -> None:
    assert journal.do(*changes).kind == kind


def test_a_step_of_nothing_writes_nothing(journal: Journal, folder: Path) -> None:
    assert journal.do(token=ONE).kind == "nothing"
    assert not folder.exists()


def test_neither_a_step_nor_what_is_kept_shows_words(journal: Journal, mark: Mark, folder: Path) -> None:
    done = journal.do(Add(mark(memo="MEMO")), Propose(LIFTS), Summarise(SHIFTS))
    shown = f"{done!r} {journal.kept!r} {journal!r} {history(folder / 'asha.sqlite', mark().id)!r}"
    assert not any(words in shown for words in ("closed", "MEMO", "Lifts", "No lift", "Shifts"))


# What is refused


REFUSED: dict[str, tuple[Callable[[Mark], Change], str]] = {
    "twice": (lambda mark: Add(mark()), "coded twice"),
    "twice by another id": (lambda mark: Add(replace(mark(), id="asha-other")), "coded twice"),
    "somebody else's": (lambda mark: Add(mark("shift", coder="ben")), "'ben'"),
    "words taken out": (lambda mark: Add(replace(mark("shift"), quote=BLANK * 5)), "taken out"),
    "not there": (lambda _: Remove("asha-none"), "no such coding"),
    "altered but not there": (lambda mark: Alter(mark("shift")), "no such coding"),
    "altered words": (lambda mark: Alter(replace(mark(), quote="Closed")), "cannot be altered"),
    "altered code": (lambda mark: Alter(replace(mark(), code="a.b")), "cannot be altered"),
    "altered place": (lambda mark: Alter(replace(mark("shift"), id=mark().id)), "cannot be altered"),
    "proposed twice": (lambda _: Propose(LIFTS), "proposed already"),
    "proposed by somebody else": (lambda _: Propose(replace(LIFTS, coder="ben")), "'ben'"),
    "summary of somebody else": (lambda _: Summarise(replace(SHIFTS, coder="ben")), "'ben'"),
    "moved but not there": (lambda mark: Move("asha-none", mark().span, "closed"), "no such coding"),
    "moved to fewer words": (lambda mark: Move(mark().id, mark().span, "close"), "not as long"),
    "set aside but not there": (lambda _: SetAside("asha-none"), "no such coding"),
}


@pytest.mark.parametrize(("change", "what"), REFUSED.values(), ids=REFUSED.keys())
def test_what_does_not_fit_is_refused_with_its_whole_step(
    journal: Journal, folder: Path, mark: Mark, change: Callable[[Mark], Change], what: str
) -> None:
    journal.do(Add(mark()), Propose(LIFTS))
    before = (journal.kept, (folder / "asha.sqlite").read_bytes())
    with pytest.raises(CodingError, match=what) as caught:
        journal.do(Add(mark("my")), Finish("FG01", True), change(mark))
    assert "closed" not in str(caught.value)
    assert (journal.kept, (folder / "asha.sqlite").read_bytes()) == before
    assert journal.do(Add(mark("my"))).put == (mark("my"),), "the next step works"
    assert elsewhere(folder) == journal.kept


def test_a_machine_keeps_no_journal(folder: Path) -> None:
    with pytest.raises(CodingError, match="not a person"):
        Journal(folder, RULES)


def test_a_person_cannot_open_a_file_of_another_kind_of_coder(folder: Path) -> None:
    add_codings(folder, RULES, [])
    with pytest.raises(CodingError, match="another kind of coder"):
        Journal(folder, Coder(id="rules", name="Somebody"))


def test_people_in_agreement_keep_one(folder: Path, mark: Mark) -> None:
    agreed = Coder(id="agreed", name="Agreed", kind="agreed")
    own = mark(coder="agreed", decided=mark().id, memo="Asha and Ben")
    Journal(folder, agreed).do(Add(own))
    assert read_codings(folder) == ((agreed,), (own,))


@pytest.mark.parametrize("words", ["lone \ud800", "\udcff"])
def test_letters_that_are_none_are_refused(journal: Journal, mark: Mark, words: str, explained: Explained) -> None:
    with pytest.raises(CodingError) as caught:
        journal.do(Add(mark(memo=words)))
    explained(caught.value, what="cannot be read or written", where="asha.sqlite", hint="Nothing was changed")
    assert journal.kept.codings == ()
    assert journal.do(Add(mark())).put == (mark(),)


def test_a_name_for_a_step_is_in_one_file_once(journal: Journal, mark: Mark) -> None:
    journal.do(Add(mark()), token=ONE)
    with pytest.raises(CodingError, match="coded twice"):
        journal.do(Add(mark("shift")), Add(mark()), token=TWO)
    assert not journal.do(Add(mark("shift")), token=TWO).again, "what was refused was not done, and may be done"


# Rejected, altered


def test_what_was_rejected_may_be_accepted_and_stays_one_coding(journal: Journal, folder: Path, mark: Mark) -> None:
    no, yes = mark(status="rejected", decided="rules-1"), mark(made_at="later")
    journal.do(Add(no))
    done = journal.do(Add(yes))
    assert (done.kind, done.put) == ("alter", (yes,))
    assert elsewhere(folder).codings == (yes,)
    assert journal.undo() is not None
    assert elsewhere(folder).codings == journal.kept.codings == (no,)


def test_an_altered_coding_keeps_its_place_and_when_it_was_made(journal: Journal, folder: Path, mark: Mark) -> None:
    journal.do(Add(mark()), Add(mark("shift")))
    journal.do(Alter(mark(memo="on second thoughts", prompted=True, serious=True, made_at="never")))
    first, second = elsewhere(folder).codings
    assert first == mark(memo="on second thoughts", prompted=True, serious=True)
    assert second == mark("shift")


def test_a_coding_cannot_be_accepted_where_its_twin_is(journal: Journal, mark: Mark) -> None:
    twin = replace(mark(status="rejected"), id="asha-twin")
    journal.do(Add(mark()), Add(twin))
    with pytest.raises(CodingError, match="coded twice"):
        journal.do(Alter(replace(twin, status="accepted")))


# Done once


def test_a_step_that_is_sent_twice_is_done_once(journal: Journal, folder: Path, asha: Coder, mark: Mark) -> None:
    first = journal.do(Add(mark()), token=ONE)
    size = elsewhere(folder).number
    for one in (journal, Journal(folder, asha)):
        again = one.do(Add(mark()), token=ONE)
        assert (again.again, again.kind, again.put, again.gone) == (True, "add", first.put, ())
    assert elsewhere(folder).number == size


def test_a_step_that_was_undone_since_is_not_done_again_either(
    journal: Journal, folder: Path, asha: Coder, mark: Mark
) -> None:
    journal.do(Add(mark()), token=ONE)
    journal.undo(token=TWO)
    for one in (journal, Journal(folder, asha)):
        assert one.do(Add(mark()), token=ONE).gone == (mark().id,)
        again = one.undo(token=TWO)
        assert again is not None
        assert (again.again, again.kind, again.gone) == (True, "undo", (mark().id,))
    assert elsewhere(folder).codings == ()


def test_redo_that_is_sent_twice_is_done_once(journal: Journal, folder: Path, asha: Coder, mark: Mark) -> None:
    journal.do(Add(mark()))
    journal.do(Add(mark("shift")))
    journal.undo()
    journal.undo()
    journal.redo(token=ONE)
    again = Journal(folder, asha).redo(token=ONE)
    assert again is not None
    assert again.again
    assert elsewhere(folder).codings == (mark(),)


def test_steps_without_a_name_are_all_done(journal: Journal, mark: Mark) -> None:
    assert not journal.do(Add(mark())).again
    assert not journal.do(Add(mark("shift"))).again
    assert len(journal.kept.codings) == 2


# Somebody else wrote


def test_what_another_program_wrote_is_seen_before_a_step_is_done(
    journal: Journal, folder: Path, asha: Coder, mark: Mark
) -> None:
    journal.do(Add(mark()))
    add_codings(folder, asha, [mark("shift")])
    done = journal.do(Add(mark("my")))
    assert done.outside
    assert journal.kept.codings == elsewhere(folder).codings == (mark(), mark("shift"), mark("my"))
    assert not journal.do(Remove(mark("my").id)).outside


def test_the_same_words_coded_in_two_tabs_are_coded_once(folder: Path, asha: Coder, mark: Mark) -> None:
    one, two = Journal(folder, asha), Journal(folder, asha)
    one.do(Add(mark()))
    with pytest.raises(CodingError, match="coded twice"):
        two.do(Add(mark()))
    assert two.kept.codings == (mark(),), "by then it has been read"


def test_one_tab_undoes_what_the_other_did(folder: Path, asha: Coder, mark: Mark) -> None:
    one, two = Journal(folder, asha), Journal(folder, asha)
    one.do(Add(mark()))
    done = two.undo()
    assert done is not None
    assert (done.outside, done.gone) == (True, (mark().id,))
    again = one.redo()
    assert again is not None
    assert (again.outside, again.put) == (True, (mark(),))


def test_looking_again_tells_whether_somebody_wrote(journal: Journal, folder: Path, asha: Coder, mark: Mark) -> None:
    assert not journal.refresh()
    journal.do(Add(mark()))
    assert not journal.refresh()
    remove_coding(folder, asha, mark().id, at="now")
    assert journal.refresh()
    assert journal.kept.codings == ()
    assert not journal.refresh()


def test_a_file_that_went_away_is_not_begun_anew(
    journal: Journal, folder: Path, mark: Mark, explained: Explained
) -> None:
    journal.do(Add(mark()))
    away = (folder / "asha.sqlite").rename(folder / "asha.bak")
    for use in (journal.refresh, journal.undo, lambda: journal.do(Add(mark("shift")))):
        with pytest.raises(CodingError) as caught:
            use()
        explained(caught.value, what="is gone", where="asha.sqlite", hint="Put it back")
    assert not (folder / "asha.sqlite").exists()
    away.rename(folder / "asha.sqlite")
    assert journal.do(Add(mark("shift"))).put == (mark("shift"),)


# History


def test_the_history_of_a_coding_tells_all_that_was_done_to_it(journal: Journal, folder: Path, mark: Mark) -> None:
    journal.do(Add(mark()), Add(mark("shift")))
    journal.do(Alter(mark(memo="why")))
    journal.do(Add(mark("my")))
    journal.undo()
    journal.undo()
    journal.redo()
    journal.do(Remove(mark().id))
    told = history(folder / "asha.sqlite", mark().id)
    assert [event.kind for event in told] == ["add", "alter", "undo", "redo", "remove"]
    assert [event.number for event in told] == [1, 3, 6, 7, 8]
    assert (told[1].memo, told[1].at, told[1].code) == ("why", "2026-06-01T12:00:01Z", "access.hours")
    assert told[2].undoes == told[3].undoes == told[1].step
    assert history(folder / "asha.sqlite", "asha-none") == ()
