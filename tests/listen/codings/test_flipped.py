"""Bits that flip, events that go missing: noticed by tlc's own digests, and named; SQLite notices few of them."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tlc.errors import CodingError, TlcError
from tlc.listen.codings import (
    Add,
    Alter,
    Finish,
    Journal,
    Propose,
    Remove,
    Show,
    Summarise,
    _schema,
    add_codings,
    check_quotes,
    read_coder,
    read_codings,
    read_folder,
)
from tlc.model import Coder, Coding, Proposal, Span, Summary, Transcript, Turn
from tlc.talk.transcript import read_transcript, write_transcript

Mark = Callable[..., Coding]
Explained = Callable[..., None]
FLIPS = 400


@pytest.fixture
def path(folder: Path, asha: Coder, mark: Mark) -> Path:
    """A file with a page or two of events of most kinds, seven first."""
    journal = Journal(folder, asha, now=lambda: "2026-06-01T10:00:00Z")
    journal.do(Add(mark(memo="a memo", because="a reason", like=("ben-1",), prompted=True)), token=f"{asha.id}:1")
    journal.do(Alter(mark(memo="another", serious=True)))
    journal.do(Propose(Proposal(id="proposed.asha_x", coder="asha", label="X", definition="Y", made_at="now")))
    journal.do(Summarise(Summary(rows="group", row="FG01", code="a", coder="asha", text="Z", made_at="now")))
    journal.do(Show("FG01", "others"), Finish("FG01", True))
    journal.undo()
    many = [replace(mark(memo=f"memo {number}"), id=f"asha-{number}", code=f"a.b{number}") for number in range(60)]
    add_codings(folder, asha, many)
    journal.do(Remove("asha-7"))
    return folder / "asha.sqlite"


def harmed(path: Path, *statements: str, trigger: bool = True) -> None:
    """Let another program do to the log what the log forbids."""
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        for name in ("changed", "deleted", "replaced"):
            file.execute(f"DROP TRIGGER event_is_never_{name}")
        file.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            file.execute(statement)
        for sql in _schema.TRIGGERS if trigger else ():
            file.execute(sql)


def test_a_flipped_bit_is_noticed_wherever_it_is(path: Path, asha: Coder, mark: Mark) -> None:
    whole, kept = path.read_bytes(), read_coder(path)
    noticed, draw = 0, random.Random(20)  # noqa: S311
    for _ in range(FLIPS):
        place = draw.randrange(len(whole))
        flipped = bytearray(whole)
        flipped[place] ^= 1 << draw.randrange(8)
        path.write_bytes(flipped)
        try:
            found = read_coder(path)
        except CodingError as error:
            assert error.place == "asha.sqlite", place
            noticed += 1
            with pytest.raises(CodingError):
                add_codings(path.parent, asha, [mark("shift")])
            assert path.read_bytes() == flipped, "nothing is overwritten"
        else:
            assert found == kept, f"byte {place} tells another story"
    # The rest hit what means nothing: unused room, and SQLite's own counters.
    assert noticed > FLIPS / 4


@pytest.mark.parametrize("words", [b"closed", b"another", b"a reason", b"2026-06-01T10", b"proposed.asha_x"])
def test_a_flipped_bit_in_the_words_is_noticed_and_its_event_named(
    path: Path, words: bytes, explained: Explained
) -> None:
    whole = path.read_bytes()
    place = whole.index(words)
    for bit in range(8):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :])
        with pytest.raises(CodingError) as caught:
            read_coder(path)
        explained(caught.value, what="Event ", where="asha.sqlite", hint="whole copy")
        assert "is not as it was written" in caught.value.what
        assert caught.value.__cause__ is None


@pytest.mark.parametrize("column", [name for name in _schema.COLUMNS if name != "number"])
def test_every_column_of_an_event_is_under_its_digest(path: Path, column: str) -> None:
    values = {"first": 1, "last": 9, "step": 1, "undoes": 1, "prompted": 0, "independent": 0, "serious": 0}
    harmed(path, f'UPDATE event SET "{column}" = {values.get(column, repr("x"))} WHERE number = 2')  # noqa: S608
    with pytest.raises(CodingError, match=r"Event 2 is not as it was written\."):
        read_coder(path)


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("DELETE FROM event WHERE number = 3", "Event 3 is not"),
        ("DELETE FROM event WHERE number = (SELECT max(number) FROM event)", "after event 67 is missing"),
        ("DELETE FROM event WHERE number > 2", "after event 2 is missing"),
        ("DELETE FROM event", "after event 0 is missing"),
        ("UPDATE event SET digest = replace(digest, '0', '1') WHERE number = 5", "Event 5 is not"),
        ("UPDATE log SET last = 5", "after event 68 is missing"),
        ("DELETE FROM log", "after event 68 is missing"),
        ("UPDATE coder SET name = 'Ben'", "Event 1 is not"),
        ("UPDATE coder SET kind = 'agreed'", "Event 1 is not"),
        ("CREATE TABLE mine (one)", "not as tlc makes them"),
        ("DROP INDEX event_token", "not as tlc makes them"),
    ],
)
def test_what_another_program_did_to_the_log_is_noticed(path: Path, statement: str, what: str) -> None:
    harmed(path, statement)
    with pytest.raises(CodingError, match=what) as caught:
        read_coder(path)
    assert caught.value.place == "asha.sqlite"


def test_a_log_without_its_locks_is_not_written_to(path: Path, asha: Coder, mark: Mark) -> None:
    harmed(path, trigger=False)
    with pytest.raises(CodingError, match="not as tlc makes them"):
        Journal(path.parent, asha)
    with pytest.raises(CodingError, match="not as tlc makes them"):
        add_codings(path.parent, asha, [mark("shift")])


def test_a_journal_that_is_open_notices_a_log_that_was_changed_and_goes_on_when_it_is_whole_again(
    path: Path, asha: Coder, mark: Mark
) -> None:
    journal, whole = Journal(path.parent, asha), path.read_bytes()
    harmed(path, "DELETE FROM event WHERE number > 5", "UPDATE log SET last = 5")
    with pytest.raises(CodingError):
        journal.do(Add(mark("shift")))
    path.write_bytes(whole)
    assert journal.do(Add(mark("shift"))).put == (mark("shift"),)


# One bad file and others


def test_a_bad_file_hides_no_other(path: Path, mark: Mark) -> None:
    folder = path.parent
    add_codings(folder, Coder(id="ben", name="Ben"), [mark(coder="ben")])
    (folder / "cut.sqlite").write_bytes(path.read_bytes()[:5000])
    (folder / "noise.sqlite").write_bytes(b"noise")
    (folder / "empty.sqlite").touch()
    (folder / "asha (1).sqlite").write_bytes(path.read_bytes())
    (folder / "._ben.sqlite").write_bytes(b"\0")
    kept, problems = read_folder(folder)
    assert [one.coder.id for one in kept] == ["asha", "ben"]
    assert [one.place for one in problems] == ["asha (1).sqlite", "cut.sqlite", "empty.sqlite", "noise.sqlite"]
    assert {one.severity for one in problems} == {"error"}
    assert all(one.what and one.mend for one in problems)
    assert not any("closed" in str(one) for one in problems)


def test_a_folder_that_is_not_there_holds_nobody(tmp_path: Path) -> None:
    assert read_folder(tmp_path / "codings") == ((), ())


@pytest.mark.parametrize("use", [read_coder, lambda path: read_coder(path.parent / "ben.sqlite")])
def test_reading_a_file_that_is_not_there_makes_none(folder: Path, use: Callable[[Path], object]) -> None:
    folder.mkdir()
    with pytest.raises(CodingError, match="cannot be read or written"):
        use(folder / "asha.sqlite")
    assert list(folder.iterdir()) == []


# Transcripts


def test_a_flipped_bit_in_a_transcript_never_goes_unnoticed_under_a_coding(
    tmp_path: Path, a_transcript: Callable[..., Transcript], mark: Mark, turns: dict[str, Turn]
) -> None:
    words = turns["FG01:0003"].text
    transcript = a_transcript(("R1", "How is it?"), ("P2", words))
    span = Span(turn="FG01:0002", start=0, end=len(words))
    coding = replace(mark("De acte", turn="FG01:0003"), span=span, quote=words)
    path = tmp_path / "FG01.txt"
    whole = write_transcript(transcript).encode()
    draw = random.Random(4)  # noqa: S311
    for _ in range(FLIPS):
        flipped = bytearray(whole)
        flipped[draw.randrange(len(whole))] ^= 1 << draw.randrange(8)
        path.write_bytes(flipped)
        try:
            found = {turn.id: turn for turn in read_transcript(path).turns}
            check_quotes([coding], found)
        except TlcError as error:
            assert error.place.startswith("FG01")
            assert words not in str(error)
        else:
            assert found["FG01:0002"].text == words


def test_an_unharmed_file_is_read_after_all_this(path: Path, asha: Coder) -> None:
    assert read_codings(path.parent)[0] == (asha,)
    assert read_coder(path).number == 68
