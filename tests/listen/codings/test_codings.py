"""Codings on disk: written whole, never changed, read as they stand, and refused when they are not ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tlc.errors import CodingError, DriftError
from tlc.listen.codings import (
    add_codings,
    check_quotes,
    coding_id,
    read_codings,
    remove_coding,
    replace_suggestions,
)
from tlc.model import RULES, Coder, Coding, Span, Turn

Mark = Callable[..., Coding]
Explained = Callable[..., None]
LATER = "2026-06-02T09:00:00Z"
MODEL = Coder(id="nearest", name="Nearest", kind="model")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "codings"


def sql(path: Path, *statements: str) -> list[tuple[object, ...]]:
    """Use a file as another program would; the rows of the last statement."""
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        rows: list[tuple[object, ...]] = []
        for statement in statements:
            rows = file.execute(statement).fetchall()
        return rows


def everything(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {}


# Names


def test_the_same_mark_always_has_the_same_id() -> None:
    assert coding_id("asha", Span(turn="FG01:0001", start=0, end=4), "a.b") == coding_id(
        "asha", Span(turn="FG01:0001", start=0, end=4), "a.b"
    )


def test_another_coder_turn_place_or_code_is_another_id() -> None:
    span = Span(turn="FG01:0001", start=0, end=4)
    others = [replace(span, start=1), replace(span, end=5), replace(span, turn="FG01:0002")]
    ids = {coding_id("asha", one, "a.b") for one in (span, *others)} | {
        coding_id("ben", span, "a.b"),
        coding_id("asha", span, "a.c"),
    }
    assert len(ids) == 6


# Writing and reading


def test_what_was_written_is_read_as_it_was(folder: Path, asha: Coder, mark: Mark) -> None:
    marks = (
        mark(memo="a note", serious=True),
        mark("🙂 de acte.\nDe", "access.papers", turn="FG01:0003", status="rejected"),
    )
    assert add_codings(folder, asha, marks) == 2
    assert read_codings(folder) == ((asha,), marks)


def test_codings_of_several_coders_are_read_in_the_order_of_their_ids(folder: Path, asha: Coder, mark: Mark) -> None:
    for coder in (MODEL, asha, Coder(id="ben", name="Ben")):
        add_codings(folder, coder, [mark(coder=coder.id)])
    coders, marks = read_codings(folder)
    assert [coder.id for coder in coders] == ["asha", "ben", "nearest"]
    assert [one.coder for one in marks] == ["asha", "ben", "nearest"]


def test_codings_are_added_to_those_there(folder: Path, asha: Coder, mark: Mark) -> None:
    add_codings(folder, asha, [mark()])
    add_codings(folder, asha, [mark("shift")])
    assert [one.quote for one in read_codings(folder)[1]] == ["closed", "shift"]


def test_no_codings_make_a_coder_who_has_none(folder: Path, asha: Coder) -> None:
    assert add_codings(folder, asha, []) == 0
    assert read_codings(folder) == ((asha,), ())


@pytest.mark.parametrize("there", [False, True])
def test_a_study_without_codings_has_none(folder: Path, there: bool) -> None:
    if there:
        folder.mkdir()
    assert read_codings(folder) == ((), ())


def test_reading_changes_nothing(folder: Path, asha: Coder, mark: Mark) -> None:
    add_codings(folder, asha, [mark()])
    before = everything(folder)
    read_codings(folder)
    assert everything(folder) == before


def test_a_coder_has_one_file_and_nothing_is_left_beside_it(folder: Path, asha: Coder, mark: Mark) -> None:
    add_codings(folder, asha, [mark()])
    add_codings(folder, asha, [mark("shift")])
    assert list(everything(folder)) == ["asha.sqlite"]


def test_two_codings_the_same_in_one_go_are_refused_whole(
    folder: Path, asha: Coder, mark: Mark, explained: Explained
) -> None:
    with pytest.raises(CodingError) as caught:
        add_codings(folder, asha, [mark("shift"), mark(), mark()])
    explained(caught.value, what="coded twice", where="FG01:0002", hint="Keep one")
    assert read_codings(folder)[1] == ()


def test_a_coding_that_is_there_already_is_refused_with_all_its_company(
    folder: Path, asha: Coder, mark: Mark, explained: Explained
) -> None:
    add_codings(folder, asha, [mark()])
    with pytest.raises(CodingError) as caught:
        add_codings(folder, asha, [mark("shift"), mark()])
    explained(caught.value, what="coded twice", where="FG01:0002", hint="Keep one")
    assert read_codings(folder)[1] == (mark(),)


def test_the_same_words_may_have_two_codes(folder: Path, asha: Coder, mark: Mark) -> None:
    assert add_codings(folder, asha, [mark(), mark(code="access.papers")]) == 2


def test_a_coding_of_somebody_else_is_refused(folder: Path, asha: Coder, mark: Mark, explained: Explained) -> None:
    with pytest.raises(CodingError) as caught:
        add_codings(folder, asha, [mark(), mark("shift", coder="ben")])
    explained(caught.value, what="'ben'", where="FG01:0002", hint="of their own")
    assert everything(folder) == {}


# Taking back


def test_what_was_taken_back_is_gone_and_stays_in_the_log(folder: Path, asha: Coder, mark: Mark) -> None:
    add_codings(folder, asha, [mark(), mark("shift")])
    remove_coding(folder, asha, mark().id, at=LATER)
    assert read_codings(folder)[1] == (mark("shift"),)
    log = sql(folder / "asha.sqlite", "SELECT kind, at, coding, quote FROM event ORDER BY number")
    assert [row[0] for row in log] == ["add", "add", "remove"]
    assert log[2] == ("remove", LATER, mark().id, "")


def test_what_was_taken_back_may_be_coded_again(folder: Path, asha: Coder, mark: Mark) -> None:
    add_codings(folder, asha, [mark(), mark("shift")])
    remove_coding(folder, asha, mark().id, at=LATER)
    add_codings(folder, asha, [mark(memo="on second thoughts")])
    assert [one.memo for one in read_codings(folder)[1]] == ["", "on second thoughts"]


@pytest.mark.parametrize("coded", [False, True], ids=["nothing coded yet", "something else coded"])
def test_only_what_is_there_can_be_taken_back(
    folder: Path, asha: Coder, mark: Mark, explained: Explained, coded: bool
) -> None:
    if coded:
        add_codings(folder, asha, [mark("shift")])
    before = everything(folder)
    with pytest.raises(CodingError) as caught:
        remove_coding(folder, asha, mark().id, at=LATER)
    explained(caught.value, what="'asha' has no such coding", where=mark().id, hint="Read the codings again")
    assert everything(folder) == before


def test_nothing_is_taken_back_twice(folder: Path, asha: Coder, mark: Mark) -> None:
    add_codings(folder, asha, [mark()])
    remove_coding(folder, asha, mark().id, at=LATER)
    with pytest.raises(CodingError, match="no such coding"):
        remove_coding(folder, asha, mark().id, at=LATER)


# The log is only ever added to


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET code = 'other'",
        "UPDATE event SET quote = 'x', first = 0, last = 1",
        "DELETE FROM event",
        "DELETE FROM event WHERE number = 1",
        "REPLACE INTO event (number, kind, at, coding) VALUES (1, 'remove', 'now', 'x')",
        "INSERT INTO event (number, kind, at, coding) VALUES (1, 'remove', 'now', 'x') "
        "ON CONFLICT (number) DO UPDATE SET code = 'other'",
    ],
)
def test_no_program_can_change_or_delete_what_was_done(folder: Path, asha: Coder, mark: Mark, statement: str) -> None:
    add_codings(folder, asha, [mark()])
    with pytest.raises(sqlite3.IntegrityError):
        sql(folder / "asha.sqlite", statement)
    assert read_codings(folder)[1] == (mark(),)


def row_of(**changed: object) -> dict[str, object]:
    """A coding as a row of the file; what is changed stands in place of what is right."""
    texts = "token made_at code quote memo because like decided label definition language rows row text quotes"
    row: dict[str, object] = dict.fromkeys([*texts.split(), "transcript", "what"], "")
    row |= {"number": 1, "step": 1, "kind": "add", "at": "now", "coding": "c", "made_at": "now", "turn": "FG01:0002"}
    row |= {"first": 0, "last": 4, "code": "a.b", "quote": "word", "status": "accepted", "prompted": None}
    row |= {"independent": 1, "serious": 0, "undoes": None, "digest": "0" * 64}
    return row | changed


def put(folder: Path, row: dict[str, object]) -> None:
    names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
    with closing(sqlite3.connect(folder / "asha.sqlite")) as file, file:
        file.execute(f"INSERT INTO event ({names}) VALUES ({marks})", tuple(row.values()))  # noqa: S608


def test_the_file_takes_what_is_a_coding(folder: Path, asha: Coder) -> None:
    add_codings(folder, asha, [])
    put(folder, row_of())
    put(folder, row_of(number=2, step=1, coding="d", token="t"))  # noqa: S106
    assert sql(folder / "asha.sqlite", "SELECT count(*) FROM event") == [(2,)]


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "change"},
        {"status": "maybe"},
        {"status": None},
        {"serious": 2},
        {"prompted": 3},
        {"independent": None},
        {"first": -1},
        {"last": 0},
        {"last": 99},
        {"quote": "longer than its span"},
        {"first": "zero"},
        {"turn": None},
        {"first": None},
        {"at": None},
        {"coding": ""},
        {"code": ""},
        {"made_at": ""},
        {"step": 2},
        {"step": 0},
        {"number": 0, "step": 0},
        {"digest": "short"},
        {"kind": "remove", "coding": ""},
        {"kind": "undo"},
        {"kind": "redo", "undoes": 1},
        {"kind": "propose"},
        {"kind": "propose", "label": "Lifts", "code": ""},
        {"kind": "move", "turn": None},
    ],
)
def test_the_file_itself_refuses_what_is_no_coding(folder: Path, asha: Coder, changed: dict[str, object]) -> None:
    add_codings(folder, asha, [])
    with pytest.raises(sqlite3.IntegrityError):
        put(folder, row_of(**changed))


def test_the_file_itself_refuses_a_second_step_of_the_same_name(folder: Path, asha: Coder) -> None:
    add_codings(folder, asha, [])
    put(folder, row_of(token="asha:1"))  # noqa: S106
    with pytest.raises(sqlite3.IntegrityError):
        put(folder, row_of(number=2, step=2, token="asha:1"))  # noqa: S106
    with closing(sqlite3.connect(folder / "asha.sqlite")) as file, pytest.raises(sqlite3.IntegrityError):
        file.execute("REPLACE INTO event SELECT * FROM event")


def test_the_file_is_safe_on_a_network_drive(folder: Path, asha: Coder) -> None:
    add_codings(folder, asha, [])
    assert sql(folder / "asha.sqlite", "PRAGMA journal_mode") == [("delete",)]
    assert sql(folder / "asha.sqlite", "PRAGMA integrity_check") == [("ok",)]


# A machine's suggestions


def test_new_suggestions_take_the_place_of_old_ones(folder: Path, mark: Mark) -> None:
    replace_suggestions(folder, RULES, [mark(coder="rules", status="suggested")])
    new = mark("shift", coder="rules", status="suggested", because="term 'shift'")
    assert replace_suggestions(folder, RULES, [new]) == 1
    assert read_codings(folder) == ((RULES,), (new,))
    assert list(everything(folder)) == ["rules.sqlite"]


def test_suggestions_may_become_none(folder: Path, mark: Mark) -> None:
    replace_suggestions(folder, RULES, [mark(coder="rules", status="suggested")])
    assert replace_suggestions(folder, RULES, []) == 0
    assert read_codings(folder) == ((RULES,), ())


@pytest.mark.parametrize("kind", ["person", "agreed"])
def test_what_people_coded_is_never_replaced(folder: Path, mark: Mark, explained: Explained, kind: str) -> None:
    asha = Coder(id="asha", name="Asha", kind=kind)  # type: ignore[arg-type]
    add_codings(folder, asha, [mark()])
    with pytest.raises(CodingError) as caught:
        replace_suggestions(folder, asha, [])
    explained(caught.value, what="'asha' is a person", where="asha.sqlite", hint="Add")
    assert read_codings(folder)[1] == (mark(),)


def test_a_person_who_calls_themselves_rules_keeps_their_codings(
    folder: Path, mark: Mark, explained: Explained
) -> None:
    person = Coder(id="rules", name="Somebody")
    add_codings(folder, person, [mark(coder="rules")])
    with pytest.raises(CodingError) as caught:
        replace_suggestions(folder, RULES, [mark("shift", coder="rules", status="suggested")])
    explained(caught.value, what="another kind of coder", where="rules.sqlite", hint="another name")
    assert read_codings(folder) == ((person,), (mark(coder="rules"),))


def test_a_person_cannot_write_among_a_machines_suggestions(folder: Path, mark: Mark) -> None:
    replace_suggestions(folder, RULES, [])
    with pytest.raises(CodingError, match="another kind of coder"):
        add_codings(folder, Coder(id="rules", name="Somebody"), [mark(coder="rules")])
    assert read_codings(folder) == ((RULES,), ())


def test_suggestions_that_contradict_themselves_leave_the_old_ones(folder: Path, mark: Mark) -> None:
    old = mark(coder="rules", status="suggested")
    replace_suggestions(folder, RULES, [old])
    twin = mark("shift", coder="rules", status="suggested")
    with pytest.raises(CodingError, match="coded twice"):
        replace_suggestions(folder, RULES, [twin, twin])
    assert read_codings(folder)[1] == (old,)
    assert list(everything(folder)) == ["rules.sqlite"]


def test_a_file_that_cannot_be_replaced_leaves_the_old_suggestions(
    folder: Path, mark: Mark, explained: Explained, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = mark(coder="rules", status="suggested")
    replace_suggestions(folder, RULES, [old])

    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(13, f"{self.name} to {target.name}")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        with pytest.raises(CodingError) as caught:
            replace_suggestions(folder, RULES, [])
    explained(caught.value, what="cannot be read or written", where="rules.sqlite", hint="open elsewhere")
    assert read_codings(folder)[1] == (old,)
    assert list(everything(folder)) == ["rules.sqlite"]


# Drift


def test_codings_whose_words_are_there_pass(mark: Mark, turns: dict[str, Turn]) -> None:
    check_quotes([mark(), mark("🙂 de acte.\nDe", turn="FG01:0003")], turns)


@pytest.mark.parametrize(
    "text", ["It is Closed after my shift.", "It was closed.", "It is", "", "It is\u00a0closed after"]
)
def test_a_single_letter_that_changed_stops_the_reading(
    mark: Mark, turns: dict[str, Turn], text: str, explained: Explained, canary: str
) -> None:
    changed = turns | {"FG01:0002": replace(turns["FG01:0002"], text=text)}
    with pytest.raises(DriftError) as caught:
        check_quotes([mark(), mark("Closed"), mark(canary)], changed)
    count = sum(text[one.span.start : one.span.end] != one.quote for one in (mark(), mark("Closed"), mark(canary)))
    explained(
        caught.value, what=f"{count} codings no longer fit the words of FG01.", where="FG01", hint="brought in again"
    )


def test_a_turn_that_is_gone_stops_the_reading(mark: Mark) -> None:
    with pytest.raises(DriftError, match="1 codings no longer fit the words of FG01"):
        check_quotes([mark()], {})


def test_drift_in_several_transcripts_names_one_and_counts_the_others(mark: Mark) -> None:
    with pytest.raises(DriftError, match=r"1 codings no longer fit the words of FG01 \(and in 1 more transcripts\)"):
        check_quotes([mark(), mark("papers", turn="IN01:0001")], {})
