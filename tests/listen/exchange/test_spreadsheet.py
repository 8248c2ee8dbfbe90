"""Codings in a spreadsheet: as Excel, LibreOffice and people leave them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tlc.errors import StudyError
from tlc.listen.codings import check_quotes, coding_id
from tlc.listen.exchange.spreadsheet import read_spreadsheet
from tlc.model import Codebook, Coder, Coding, Note, Problem, Turn

NOW = "2026-07-10T08:00:00Z"
HEAD = "turn,code,quote"
Read = Callable[..., tuple[tuple[Coding, ...], tuple[Problem, ...]]]
Explained = Callable[..., None]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "asha.csv"


@pytest.fixture
def read(path: Path, asha: Coder, turns: dict[str, Turn], book: Codebook) -> Read:
    """Read rows, or the bytes of a whole file, as Asha's codings."""

    def reading(*rows: str, head: str = HEAD, data: bytes | None = None) -> object:
        path.write_bytes("\n".join((head, *rows)).encode("utf-8") if data is None else data)
        return read_spreadsheet(path, asha, turns=turns, codebook=book, made_at=NOW)

    return reading  # type: ignore[return-value]


def test_a_row_is_a_coding_that_a_person_accepted(read: Read) -> None:
    (one,), problems = read("FG01:0002,access.hours,closed after my shift")
    assert problems == ()
    assert (one.coder, one.code, one.status, one.quote) == ("asha", "access.hours", "accepted", "closed after my shift")
    assert (one.span.turn, one.span.start, one.span.end) == ("FG01:0002", 6, 27)
    assert (one.made_at, one.memo, one.because, one.serious) == (NOW, "", "", False)
    assert one.id == coding_id("asha", one.span, "access.hours")


def test_rows_keep_their_order(read: Read) -> None:
    marks, _ = read("IN01:0001,access.papers,papers", "FG01:0002,access.hours,closed", "FG01:0002,access.papers,closed")
    assert [(one.span.turn, one.code) for one in marks] == [
        ("IN01:0001", "access.papers"),
        ("FG01:0002", "access.hours"),
        ("FG01:0002", "access.papers"),
    ]


def test_memo_mark_and_time_are_read_where_they_are_given(read: Read) -> None:
    row = 'FG01:0002,access.hours,closed,"after work, again",yes,2026-07-06T17:42:10Z'
    (one,), _ = read(row, head=f"{HEAD},memo,serious,made_at")
    assert (one.memo, one.serious, one.made_at) == ("after work, again", True, "2026-07-06T17:42:10Z")


def test_an_empty_quote_stands_for_the_whole_turn(read: Read, turns: dict[str, Turn]) -> None:
    (one,), _ = read("FG01:0003,access.papers,")
    assert one.quote == turns["FG01:0003"].text


def test_of_words_said_twice_the_first_are_meant(read: Read, turns: dict[str, Turn]) -> None:
    (one,), _ = read("FG01:0002,access.hours,losed")
    assert one.span.start == turns["FG01:0002"].text.index("losed")


def test_every_coding_fits_its_words(read: Read, turns: dict[str, Turn]) -> None:
    marks, problems = read(
        'FG01:0003,access.papers,"🙂 de acte.\nDe acte"', "FG01:0003,access.papers,Și m-au", "IN01:0002,access.hours,"
    )
    check_quotes(marks, turns)
    assert (len(marks), problems) == (3, ())


def test_a_code_by_an_older_name_becomes_the_code(read: Read) -> None:
    (one,), _ = read("FG01:0002,ACC04,closed")
    assert one.code == "access.hours"


TABLE = "turn,code,quote\nFG01:0003,access.papers,Și m-au\n"


@pytest.mark.parametrize(
    "data",
    [
        TABLE.encode(),
        b"\xef\xbb\xbf" + TABLE.encode(),
        TABLE.encode("utf-16"),
        TABLE.replace("\n", "\r\n").encode(),
        TABLE.replace(",", ";").encode(),
        TABLE.replace(",", "\t").encode(),
        TABLE.replace("Ș", "S\u0326").encode(),
        TABLE.replace("turn,code,quote", " Turn , CODE,Quote,").replace("au\n", "au,\n").encode(),
        ("# made by hand\n\n" + TABLE + "\n,,\n").encode(),
        ('"# made by hand, with care",,\n' + TABLE).encode(),
    ],
    ids=[
        "plain",
        "BOM",
        "UTF-16",
        "CRLF",
        "semicolons",
        "tabs",
        "two-part letters",
        "head",
        "comment",
        "quoted comment",
    ],
)
def test_a_table_is_read_however_it_was_saved(read: Read, data: bytes) -> None:
    (one,), problems = read(data=data)
    assert (one.quote, problems) == ("Și m-au", ())


def test_a_letter_with_a_cedilla_is_another_letter(read: Read) -> None:
    # What was said has a comma below; a quote typed on an older keyboard is not what stands there.
    marks, (problem,) = read("FG01:0003,access.papers,\u015ei m-au")
    assert (marks, problem.what) == ((), "The quote does not stand in its turn.")


def test_a_table_without_rows_has_no_codings(read: Read) -> None:
    assert read() == ((), ())


# Rows that cannot be read

LONG = f"{HEAD},memo,serious,made_at"
WRONG = {
    "no such turn": ("FG01:0099,access.hours,closed,,,", "no such turn", "FG01:0042"),
    "turn without zeros": ("FG01:2,access.hours,closed,,,", "no such turn", "FG01:0042"),
    "no turn": (",access.hours,closed,,,", "no such turn", "FG01:0042"),
    "a slip of the finger": ("FG01:0002,acces.hours,closed,,,", "no such code", "Did you mean access.hours?"),
    "no such code": ("FG01:0002,zebra,closed,,,", "no such code", "from the codebook"),
    "no code": ("FG01:0002,,closed,,,", "no such code", "from the codebook"),
    "a heading": ("FG01:0002,access,closed,,,", "no such code", "It is a heading"),
    "words of another turn": ("FG01:0002,access.hours,papers,,,", "does not stand in its turn", "letter by letter"),
    "words in other capitals": ("FG01:0002,access.hours,CLOSED,,,", "does not stand in its turn", "letter by letter"),
    "neither yes nor no": ("FG01:0002,access.hours,closed,,perhaps,", "neither yes nor no", "yes or no"),
    "a time of Excel's": ("FG01:0002,access.hours,closed,,,06/07/2026 17:42", "time is not", "spreadsheet"),
    "words for a time": ("FG01:0002,access.hours,closed,,,in the evening", "time is not", "spreadsheet"),
}


@pytest.mark.parametrize(("row", "what", "hint"), WRONG.values(), ids=WRONG.keys())
def test_a_row_that_cannot_be_read_is_named_and_stops_no_other(read: Read, row: str, what: str, hint: str) -> None:
    marks, (problem,) = read("# a comment,,,,,", row, "IN01:0001,access.papers,papers,,,", head=LONG)
    assert [one.span.turn for one in marks] == ["IN01:0001"]
    assert what in problem.what
    assert (problem.place, problem.severity) == ("asha.csv, line 3", "error")
    assert hint in problem.mend


def test_the_same_coding_twice_is_one_coding_and_a_problem(read: Read) -> None:
    marks, (problem,) = read("FG01:0002,access.hours,closed", "FG01:0002,ACC04,closed")
    assert len(marks) == 1
    assert (problem.what, problem.place) == (
        "The same words are coded twice with the same code.",
        "asha.csv, line 3",
    )
    assert problem.mend == "Take one of them out."


def test_a_problem_names_the_line_after_a_quote_of_several_lines(read: Read) -> None:
    _, (problem,) = read('FG01:0003,access.papers,"de acte.\nDe acte!"', "FG01:0099,access.hours,closed")
    assert problem.place == "asha.csv, line 4"


def test_a_turn_without_words_cannot_be_coded(path: Path, asha: Coder, turns: dict[str, Turn], book: Codebook) -> None:
    silent = turns | {"IN01:0002": Turn(id="IN01:0002", speaker=None, text="", language="en")}
    path.write_text(f"{HEAD}\nIN01:0002,access.hours,\n", encoding="utf-8")
    marks, (problem,) = read_spreadsheet(path, asha, turns=silent, codebook=book, made_at=NOW)
    assert (marks, problem.place) == ((), "asha.csv, line 2")


@pytest.mark.parametrize(
    "row",
    [
        "FG01:0099,access.hours,{},,,",
        "FG01:0002,{},closed,,,",
        "FG01:0001,access.hours,{},,,",
        "FG01:0002,access.hours,{},{},{},",
        "FG01:0002,access.hours,{},{},,{}",
        "{},access.hours,{},,,",
    ],
)
def test_no_problem_repeats_what_stands_in_the_row(read: Read, canary: str, row: str) -> None:
    _, (problem,) = read(row.replace("{}", canary), head=LONG)
    assert canary not in str(problem)


# Tables that cannot be read


@pytest.mark.parametrize("column", ["turn", "code", "quote"])
def test_a_missing_column_is_named(read: Read, column: str, explained: Explained) -> None:
    with pytest.raises(StudyError) as caught:
        read(head=HEAD.replace(column, "other"))
    explained(caught.value, what=f"no column '{column}'", where="asha.csv, line 1", hint="first row")


def test_a_comma_outside_quotation_marks_is_explained(read: Read, explained: Explained, canary: str) -> None:
    with pytest.raises(StudyError) as caught:
        read(f"FG01:0002,access.hours,closed after my shift, {canary}")
    explained(caught.value, what="more cells", where="asha.csv, line 2", hint="quotation marks")


def test_an_empty_table_is_explained(read: Read, explained: Explained) -> None:
    with pytest.raises(StudyError) as caught:
        read(data=b"")
    explained(caught.value, what="empty", where="asha.csv", hint="turn, code, quote")


def test_a_missing_table_is_explained(path: Path, asha: Coder, book: Codebook) -> None:
    with pytest.raises(StudyError) as caught:
        read_spreadsheet(path, asha, turns={}, codebook=book, made_at=NOW)
    assert caught.value.place == "asha.csv"


def test_a_table_in_an_old_encoding_is_explained(read: Read, explained: Explained, canary: str) -> None:
    with pytest.raises(StudyError) as caught:
        read(data=f"{HEAD}\nFG01:0002,access.hours,î {canary}\n".encode("cp1250"))
    explained(caught.value, what="not in UTF-8", where="asha.csv", hint="UTF-8")


@pytest.mark.parametrize("quote", ["we [laughs] went [pause]", "we went", "we[laughs] went", "'we [laughs] went"])
def test_a_quote_may_come_with_the_notes_that_stand_among_its_words(
    read: Read, turns: dict[str, Turn], quote: str
) -> None:
    notes = (Note(at=8, text="[laughs]"), Note(at=13, text="[pause]"))
    turns["FG01:0009"] = Turn(id="FG01:0009", speaker="P01", text="There we went.", language="en", notes=notes)
    (one,), problems = read(f"FG01:0009,access.hours,{quote}")
    assert problems == ()
    assert (one.span.start, one.span.end, one.quote) == (6, 13, "we went")
    check_quotes([one], turns)


@pytest.mark.parametrize("quote", ["", "[pause]"])
def test_a_turn_of_notes_alone_cannot_be_coded(read: Read, turns: dict[str, Turn], quote: str) -> None:
    notes = (Note(at=0, text="[pause]"),)
    turns["FG01:0009"] = Turn(id="FG01:0009", speaker="P01", text="", language="en", notes=notes)
    marks, (problem,) = read(f"FG01:0009,access.hours,{quote}")
    assert marks == ()
    assert "does not stand in its turn" in problem.what
