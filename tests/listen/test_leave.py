"""Codings on words that were taken back lose every word, and the log still tells that they were made."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tlc.errors import CodingError
from tlc.listen import leave
from tlc.listen.codings import (
    Add,
    Alter,
    Journal,
    Move,
    Propose,
    Remove,
    SetAside,
    Summarise,
    add_codings,
    check_quotes,
    coding_id,
    history,
    read_coder,
    read_codings,
    remove_coding,
)
from tlc.listen.leave import BLANK, blank_codings, coder_files, count_codings, count_remains
from tlc.model import Coder, Coding, Proposal, Span, Summary, Turn, proposal_id

MakeMark = Callable[..., Coding]
AT = "2026-07-01T00:00:00Z"
GONE = frozenset({"FG01:0002"})


@pytest.fixture
def path(tmp_path: Path, mark: MakeMark, asha: Coder) -> Path:
    """Asha's file: two codings on the turn that goes, one of them taken back, and one on a turn that stays."""
    first, second = mark("closed", memo="their aunt"), mark("after my shift", code="access.papers", because="why")
    add_codings(tmp_path, asha, [first, second, mark("De acte!", turn="FG01:0003", memo="see above")])
    remove_coding(tmp_path, asha, second.id, at="2026-06-02T10:00:00Z")
    return tmp_path / "asha.sqlite"


def events(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as file:
        columns = "kind, at, turn, first, last, code, quote, memo, because"
        return file.execute(f"SELECT {columns} FROM event ORDER BY number").fetchall()  # noqa: S608


def test_the_words_are_gone_from_the_events_and_from_the_bytes(path: Path) -> None:
    assert blank_codings(path, GONE, at=AT) == 2
    data = path.read_bytes()
    assert not any(words in data for words in (b"closed", b"after my shift", b"their aunt", b"why"))
    assert b"De acte!" in data
    assert [beside.name for beside in path.parent.iterdir()] == ["asha.sqlite"]


def test_the_history_still_says_who_coded_which_turn_when_and_how(path: Path) -> None:
    before = events(path)
    blank_codings(path, GONE, at=AT)
    after = events(path)
    assert [event[:6] for event in after[: len(before)]] == [event[:6] for event in before]
    assert after[0][6:] == (BLANK * 6, "", "")
    assert after[1][6:] == (BLANK * 14, "", "")
    assert after[2] == before[2]
    assert after[len(before) :] == [("withdraw", AT, None, None, None, "", "", "", "")]


def test_blanked_codings_are_no_drift_and_count_nowhere(path: Path, turns: dict[str, Turn]) -> None:
    blank_codings(path, GONE, at=AT)
    _, marks = read_codings(path.parent)
    assert [mark.span.turn for mark in marks] == ["FG01:0003"]
    check_quotes(marks, {"FG01:0003": turns["FG01:0003"]})


def test_doing_it_again_changes_not_a_byte(path: Path) -> None:
    blank_codings(path, GONE, at=AT)
    before = path.read_bytes()
    assert blank_codings(path, GONE, at="2027-01-01T00:00:00Z") == 0
    assert path.read_bytes() == before


def test_a_file_without_their_codings_is_not_touched(path: Path) -> None:
    before = path.read_bytes()
    assert blank_codings(path, {"IN01:0001"}, at=AT) == 0
    assert path.read_bytes() == before


def test_a_memo_elsewhere_that_repeats_the_words_is_emptied_and_its_coding_stays(path: Path) -> None:
    blank_codings(path, {"IN01:0001"}, at=AT, holds=lambda memo: memo == "see above")
    _, marks = read_codings(path.parent)
    assert [(mark.quote, mark.memo) for mark in marks] == [("closed", "their aunt"), ("De acte!", "")]
    assert b"see above" not in path.read_bytes()


def test_the_log_is_append_only_again_afterwards(path: Path, asha: Coder, mark: MakeMark) -> None:
    blank_codings(path, GONE, at=AT)
    with closing(sqlite3.connect(path)) as file:
        for statement in ("UPDATE event SET memo = 'x'", "DELETE FROM event", "REPLACE INTO event SELECT * FROM event"):
            with pytest.raises(sqlite3.Error, match="append only"):
                file.execute(statement)
    add_codings(path.parent, asha, [mark("papers", turn="IN01:0001")])
    assert len(read_codings(path.parent)[1]) == 2


def test_rewriting_that_was_stopped_is_done_by_the_next_run(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = path.with_name("whole.sqlite")  # a copy by another name is blanked too
    whole.write_bytes(path.read_bytes())
    blank_codings(whole, GONE, at=AT)

    class Stopped(sqlite3.Connection):
        def execute(self, sql: str, *parameters: object) -> sqlite3.Cursor:  # type: ignore[override]
            if sql == "VACUUM":
                raise KeyboardInterrupt
            return super().execute(sql, *parameters)  # type: ignore[arg-type]

    connect = sqlite3.connect
    with monkeypatch.context() as patched:
        patched.setattr(leave.sqlite3, "connect", lambda *a, **k: connect(*a, **k, factory=Stopped))
        with pytest.raises(KeyboardInterrupt):
            blank_codings(path, GONE, at=AT)
    assert path.read_bytes() != whole.read_bytes()
    blank_codings(path, GONE, at=AT)
    assert path.read_bytes() == whole.read_bytes()


def test_codings_that_were_taken_back_are_counted_too(path: Path) -> None:
    assert count_codings(path, GONE) == 2
    blank_codings(path, GONE, at=AT)
    assert count_codings(path, GONE) == 2
    assert count_codings(path, frozenset()) == 0


@pytest.mark.parametrize("act", [lambda path: count_codings(path, GONE), lambda path: blank_codings(path, GONE, at=AT)])
def test_a_locked_file_is_an_error_and_keeps_its_bytes(
    path: Path, act: Callable[[Path], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leave, "_WAIT_SECONDS", 0.05)
    before = path.read_bytes()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(CodingError, match="cannot be read or written"):
            act(path)
        other.execute("ROLLBACK")
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"no database", b"", None])
def test_what_is_no_coders_file_is_an_error(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "ben.sqlite"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CodingError) as caught:
        blank_codings(path, GONE, at=AT)
    assert caught.value.place == "ben.sqlite"
    assert path.exists() is (content is not None), "a file that was not there is not made"


def test_files_that_programs_leave_beside_are_no_coders(path: Path) -> None:
    (path.parent / "._asha.sqlite").write_bytes(b"x")
    assert coder_files(path.parent) == (path,)


# Steps, undo, corrected transcripts


@pytest.fixture
def worked(tmp_path: Path, mark: MakeMark, asha: Coder) -> Journal:
    """Asha's work in her journal: every kind of event about a coding on the turn that goes."""
    journal = Journal(tmp_path / "worked", asha, now=lambda: AT)
    journal.do(Add(mark("closed", memo="aunt one", because="why one")), Add(mark("De acte!", turn="FG01:0003")))
    journal.do(Alter(mark("closed", memo="aunt two", because="why two")))
    journal.do(Add(mark("after my shift", code="access.papers")))
    journal.do(Add(mark("Closed", memo="aunt three", status="rejected")))
    journal.do(Add(mark("Closed", memo="aunt four")))
    journal.do(SetAside(mark("Closed").id))
    journal.undo()
    journal.undo()
    journal.do(Remove(mark("after my shift", code="access.papers").id))
    journal.undo()
    return journal


THEIR_WORDS = (b"closed", b"Closed", b"after my shift", b"aunt", b"why")


def test_the_words_are_gone_from_events_of_every_kind(worked: Journal) -> None:
    assert blank_codings(worked.path, GONE, at=AT) == 3
    data = worked.path.read_bytes()
    assert not [words for words in THEIR_WORDS if words in data]
    kept = read_coder(worked.path)
    assert ([one.quote for one in kept.codings], kept.adrift) == (["De acte!"], ())


def test_neither_undo_nor_redo_brings_anything_back(worked: Journal, asha: Coder) -> None:
    blank_codings(worked.path, GONE, at=AT)
    for journal in (worked, Journal(worked.path.parent, asha)):
        for use in (journal.redo, journal.undo, journal.undo, journal.undo, journal.redo, journal.redo, journal.redo):
            use()
            assert {one.quote for one in journal.kept.codings} <= {"De acte!"}
            assert journal.kept.adrift == ()
            assert read_coder(worked.path).codings == journal.kept.codings
    assert [one.quote for one in journal.kept.codings] == ["De acte!"], "what stays can be undone and redone"


def test_a_journal_that_was_open_sees_that_they_are_gone(worked: Journal) -> None:
    assert len(worked.kept.codings) > 1
    blank_codings(worked.path, GONE, at=AT)
    assert worked.refresh()
    assert [one.quote for one in worked.kept.codings] == ["De acte!"]


def test_the_place_of_a_blanked_coding_can_be_coded_again(worked: Journal, mark: MakeMark) -> None:
    blank_codings(worked.path, GONE, at=AT)
    (new,) = worked.do(Add(mark("closed"))).put
    assert new.id == f"{mark('closed').id}-2"
    assert new in read_coder(worked.path).codings


def test_the_history_of_a_blanked_coding_can_still_be_read(worked: Journal, mark: MakeMark) -> None:
    before = history(worked.path, mark("closed").id)
    blank_codings(worked.path, GONE, at=AT)
    after = history(worked.path, mark("closed").id)
    assert [event.kind for event in after] == [*(event.kind for event in before), "withdraw"]
    assert [(event.number, event.at, event.code) for event in after[:2]] == [
        (event.number, event.at, event.code) for event in before[:2]
    ]
    assert {event.quote for event in after[:2]} == {BLANK * 6}


def test_doing_it_again_after_more_work_changes_nothing(worked: Journal) -> None:
    blank_codings(worked.path, GONE, at=AT)
    worked.undo()
    before = worked.path.read_bytes()
    assert blank_codings(worked.path, GONE, at="later") == 0
    assert worked.path.read_bytes() == before


def test_a_coding_belongs_to_the_turn_where_it_stands_now(worked: Journal, mark: MakeMark) -> None:
    """After a correction FG01:0002 is what was FG01:0003, and the other way round."""
    two, three = mark("closed"), mark("De acte!", turn="FG01:0003")
    worked.do(
        Move(two.id, Span(turn="FG01:0003", start=0, end=6), "closed"),
        Move(three.id, Span(turn="FG01:0002", start=0, end=8), "De acte!"),
    )
    blank_codings(worked.path, GONE, at=AT, holds=lambda _: False)
    quotes = [one.quote for one in read_coder(worked.path).codings]
    assert "closed" in quotes
    assert "De acte!" not in quotes
    assert b"De acte!" not in worked.path.read_bytes()


def test_codings_that_stood_under_another_number_are_known_by_their_words(worked: Journal, mark: MakeMark) -> None:
    gone, aside = mark("papers", turn="IN01:0001"), mark("No papers", turn="IN01:0001")
    worked.do(Add(gone), Add(aside))
    worked.do(Remove(gone.id), SetAside(aside.id))
    assert blank_codings(worked.path, {"FG01:0009"}, at=AT, holds=lambda text: "papers" in text) == 2
    assert b"papers" not in worked.path.read_bytes().replace(b"access.papers", b"")
    assert read_coder(worked.path).adrift == ()
    worked.undo()
    assert not any("papers" in one.quote for one in (*worked.kept.codings, *worked.kept.adrift))


# What is no coding


def test_summaries_proposed_names_and_reasons_that_hold_the_words_are_emptied(worked: Journal) -> None:
    theirs = "keep the quince jelly"
    name = proposal_id("asha", theirs)
    proposal = Proposal(id=name, coder="asha", label=theirs, definition=f"They {theirs}", made_at=AT)
    summary = Summary(rows="group", row="FG01", code=name, coder="asha", text=f"Some {theirs}.", made_at=AT)
    span = Span(turn="FG01:0003", start=0, end=2)
    coding = Coding(
        id=coding_id("asha", span, name), span=span, code=name, coder="asha", quote="Și", made_at=AT, because=theirs
    )
    worked.do(Propose(proposal), Add(coding), Summarise(summary))
    kept = replace(summary, text="Buses.", row="FG02")
    worked.do(Summarise(kept))
    blank_codings(worked.path, {"FG01:0009"}, at=AT, holds=lambda text: "quince jelly" in text)
    data = worked.path.read_bytes()
    assert not any(words in data for words in (b"quince", b"jelly"))
    after = read_coder(worked.path)
    (blank,) = after.proposals
    assert (blank.label, blank.definition) == (BLANK * len(theirs), "")
    assert blank.id.startswith("proposed.withdrawn_")
    assert [one.code for one in after.codings if one.quote == "Și"] == [blank.id], "its codings go with it"
    assert after.summaries == (replace(kept, code=blank.id),)
    before = worked.path.read_bytes()
    blank_codings(worked.path, {"FG01:0009"}, at=AT, holds=lambda text: "quince jelly" in text)
    assert worked.path.read_bytes() == before


def test_a_proposed_code_is_named_alike_in_the_files_of_all_coders(tmp_path: Path, mark: MakeMark) -> None:
    name = "proposed.asha_keep_the_quince_jelly"
    for coder in ("asha", "ben"):
        add_codings(tmp_path, Coder(id=coder, name=coder), [mark("closed", code=name, coder=coder)])
        blank_codings(tmp_path / f"{coder}.sqlite", {"IN01:0001"}, at=AT, holds=lambda text: "quince jelly" in text)
    codes = {one.code for one in read_codings(tmp_path)[1]}
    assert len(codes) == 1
    assert "quince" not in codes.pop()


def test_a_journal_that_a_stopped_program_left_goes_too(path: Path) -> None:
    left = path.with_name("asha.sqlite-journal")
    left.write_bytes(b"\0" * 512 + b"closed")
    blank_codings(path, {"IN01:0009"}, at=AT)
    assert not left.exists()


def test_a_damaged_file_is_not_made_to_look_whole(path: Path) -> None:
    data = path.read_bytes().replace(b"De acte!", b"De aste!")
    path.write_bytes(data)
    for use in (lambda: blank_codings(path, GONE, at=AT), lambda: count_codings(path, GONE)):
        with pytest.raises(CodingError, match="is not as it was written"):
            use()
    assert path.read_bytes() == data


# Summaries of their own row, and words that came back


def test_every_version_of_a_summary_of_which_they_are_the_row_is_emptied(worked: Journal) -> None:
    first = Summary(rows="participant", row="P07", code="access.hours", coder="asha", text="Scaffold.", made_at=AT)
    other = replace(first, row="P08", text="Bridges.")
    worked.do(Summarise(first), Summarise(other))
    worked.do(Summarise(replace(first, text="Ladder.")))
    blank_codings(worked.path, {"FG01:0009"}, at=AT, person="P07")
    data = worked.path.read_bytes()
    assert (b"Scaffold" in data, b"Ladder" in data) == (False, False)
    assert read_coder(worked.path).summaries == (other,)
    worked.undo()
    assert worked.kept.summaries == ()
    worked.redo()
    assert worked.kept.summaries == (other,)
    assert count_remains(worked.path, {"FG01:0009"}, person="P07") == 0


def test_a_group_of_the_same_name_keeps_its_summary(worked: Journal) -> None:
    kept = Summary(rows="group", row="P07", code="access.hours", coder="asha", text="Bridges.", made_at=AT)
    worked.do(Summarise(kept))
    blank_codings(worked.path, {"FG01:0009"}, at=AT, person="P07")
    assert read_coder(worked.path).summaries == (kept,)


def test_what_came_back_is_counted_once_a_coding_and_nothing_is_changed(
    path: Path, asha: Coder, mark: MakeMark
) -> None:
    blank_codings(path, GONE, at=AT)
    assert count_remains(path, GONE) == 0
    add_codings(path.parent, asha, [replace(mark("my shift"), memo="their aunt")])
    remove_coding(path.parent, asha, mark("my shift").id, at="2026-08-02T10:00:00Z")
    before = path.read_bytes()
    assert count_remains(path, GONE) == 1
    assert path.read_bytes() == before
    assert blank_codings(path, GONE, at=AT) == 1
    assert b"my shift" not in path.read_bytes()
    assert count_remains(path, GONE) == 0


def test_words_under_a_number_that_was_theirs_go_when_they_stand_nowhere(worked: Journal, mark: MakeMark) -> None:
    lost, fits = mark("papers", turn="IN01:0001"), mark("No papers", turn="IN01:0001")
    worked.do(Add(lost), Add(fits))

    def is_lost(span: Span, quote: str) -> bool:
        return span.turn == "IN01:0001" and quote == "papers"

    assert count_remains(worked.path, {"FG01:0009"}, lost=is_lost) == 1
    assert blank_codings(worked.path, {"FG01:0009"}, at=AT, lost=is_lost) == 1
    quotes = [one.quote for one in read_coder(worked.path).codings]
    assert "No papers" in quotes
    assert "papers" not in quotes
    assert count_remains(worked.path, {"FG01:0009"}, lost=is_lost) == 0


def test_a_coding_that_moved_to_others_is_judged_by_where_it_stands(worked: Journal, mark: MakeMark) -> None:
    moved = mark("papers", turn="IN01:0001")
    worked.do(Add(moved))
    worked.do(Move(moved.id, Span(turn="FG01:0003", start=3, end=7), "acte"))
    assert count_remains(worked.path, {"FG01:0009"}, lost=lambda span, _: span.turn == "IN01:0001") == 0
