"""Codings on words that were taken back lose every word, and the log still tells that they were made."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tlc.errors import CodingError
from tlc.listen import leave
from tlc.listen.codings import add_codings, check_quotes, read_codings, remove_coding
from tlc.listen.leave import BLANK, blank_codings, coder_files, count_codings
from tlc.model import Coder, Coding, Turn

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
