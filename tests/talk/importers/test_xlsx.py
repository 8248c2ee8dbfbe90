"""Excel workbooks, as translators fill them in."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.formula import ArrayFormula

from tlc.errors import TranscriptError
from tlc.talk.importers import RawTranscript, xlsx
from tlc.talk.importers._account import characters
from tlc.talk.importers.xlsx import read

Make = Callable[..., bytes]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def of(data: bytes) -> RawTranscript:
    raw = read(data, name="FG02.xlsx")
    assert raw.account.balances
    return raw


def turns(raw: RawTranscript) -> list[tuple[str | None, str]]:
    return [(turn.label, turn.text) for turn in raw.turns]


def with_cells(data: bytes, old: str, new: str) -> bytes:
    """Change the XML of the first sheet, as no library would write it."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.namelist():
            content = source.read(member).decode()
            if member == "xl/worksheets/sheet1.xml":
                assert old in content
                content = content.replace(old, new)
            target.writestr(member, content)
    return file.getvalue()


def test_each_row_is_a_turn(workbook: Make) -> None:
    raw = of(workbook([("Speaker", "Romanian", "English"), ("P07", "Da.", "Yes."), ("P08", "Nu.", "No.")]))
    assert turns(raw) == [("P07", "Yes."), ("P08", "No.")]
    assert [(turn.original, turn.original_language, turn.number) for turn in raw.turns] == [
        ("Da.", "ro", 2),
        ("Nu.", "ro", 3),
    ]
    assert raw.unit == "row"


def test_headings_in_romanian_below_a_notice_are_found(workbook: Make) -> None:
    rows = [
        ("SYNTHETIC SAMPLE",),
        (),
        ("Nr", "Vorbitor", "Română", "Engleză", "Observații"),
        (1, "P41", "Da.", "Yes.", "zgomot"),
    ]
    raw = of(workbook(rows))
    assert turns(raw) == [("P41", "Yes.")]
    assert raw.turns[0].number == 4
    assert raw.account.aside == {"headings": 15 + 33, "labels": 3, "other columns": 7}


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (datetime.time(0, 1, 12), 72.0),
        (datetime.timedelta(minutes=1, seconds=12.5), 72.5),
        (datetime.timedelta(hours=1, seconds=2), 3602.0),
        ("00:01:12", 72.0),
        ("1:12", 72.0),
        (72, 72.0),
        (72.0, 72.0),
        (72.25, 72.25),
        (datetime.datetime(2026, 5, 1, 10, 0), None),
        (None, None),
    ],
)
def test_a_time_in_any_form_is_read_as_seconds(value: object, seconds: float | None, workbook: Make) -> None:
    raw = of(workbook([("Time", "Speaker", "Text"), (value, "P61", "Yes.")]))
    assert raw.turns[0].seconds == seconds


@pytest.mark.parametrize(("value", "text"), [(112, "112"), (112.0, "112"), (1.5, "1.5"), (True, "True")])
def test_a_cell_that_is_no_text_is_read_as_text(value: object, text: str, workbook: Make) -> None:
    assert turns(of(workbook([("Speaker", "Text"), ("P01", value)]))) == [("P01", text)]


@pytest.mark.parametrize("words", ["=1+1", "- I said no", "+44", "@nurse told me", '=HYPERLINK("http://evil")'])
def test_words_that_look_like_formulas_are_words(words: str, workbook: Make) -> None:
    assert turns(of(workbook([("Speaker", "Text"), ("P01", words)]))) == [("P01", words)]


def test_a_formula_that_was_never_worked_out_gives_its_own_text() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Speaker", "Text"])
    sheet.append(["P01", "=- I said no"])
    sheet.append(["P02"])
    sheet["B3"] = ArrayFormula("B3:B3", "=A1&A2")
    file = io.BytesIO()
    book.save(file)
    assert turns(of(file.getvalue())) == [("P01", "=- I said no"), ("P02", "=A1&A2")]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c r="B2" t="str"><f>A1</f><v>shown</v></c>', "shown"),
        ('<c r="B2" t="e"><f>-no</f><v>#NAME?</v></c>', "=-no"),
        ('<c r="B2"><f>1+1</f><v>2</v></c>', "2"),
        ('<c r="B2"><f>1+1</f><v>2.0</v></c>', "2"),
    ],
)
def test_a_formula_gives_what_excel_showed_unless_that_was_a_fault(cell: str, text: str, workbook: Make) -> None:
    data = with_cells(workbook([("Speaker", "Text"), ("P01", 99)]), '<c r="B2" t="n"><v>99</v></c>', cell)
    assert turns(of(data)) == [("P01", text)]


def test_a_line_end_that_excel_wrote_in_its_own_way_is_a_line_end(workbook: Make) -> None:
    assert turns(of(workbook([("Speaker", "Text"), ("P01", "Yes._x000D_\nAlways.")]))) == [("P01", "Yes.\nAlways.")]


def test_the_first_sheet_that_holds_talk_is_taken(workbook: Make) -> None:
    raw = of(
        workbook([("Title", "x")], [], [("Speaker", "Text"), ("P01", "Yes.")], [("Speaker", "Text"), ("P02", "No.")])
    )
    assert turns(raw) == [("P01", "Yes.")]
    assert raw.account.aside["other sheets"] == characters("TitlexSpeakerTextP02No.")


def test_notes_on_cells_are_set_aside(workbook: Make) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook([("Speaker", "Text"), ("P01", "Yes.")])))
    book.worksheets[0]["B2"].comment = Comment("check this", "somebody")
    file = io.BytesIO()
    book.save(file)
    raw = of(file.getvalue())
    assert raw.account.aside["comments"] == characters("check this")


def test_columns_without_headings_are_told_by_their_labels(workbook: Make) -> None:
    rows = [(1, "P01", "Yes, we did."), (2, "P02", "We did not.")]
    assert turns(of(workbook(rows))) == [("P01", "Yes, we did."), ("P02", "We did not.")]


@pytest.mark.parametrize("rows", [[("zăbranic",)], [("P01", "da", "zăbranic"), ("P02", "nu", "no")]])
def test_columns_that_nothing_tells_apart_are_refused(
    rows: list[tuple[str, ...]], workbook: Make, explained: Callable[..., None]
) -> None:
    with pytest.raises(TranscriptError) as caught:
        of(workbook(rows))
    explained(caught.value, what="which column of the table", where="FG02.xlsx", hint="Speaker | Text")


@pytest.mark.parametrize("rows", [[], [("", " ")], [("Speaker", "Text")], [("Speaker", "Text"), ("P01", "")]])
def test_a_workbook_in_which_nobody_speaks_is_refused(rows: list[tuple[str, ...]], workbook: Make) -> None:
    with pytest.raises(TranscriptError, match="holds no words"):
        of(workbook(rows))


@pytest.mark.parametrize("data", [b"", "zăbranic".encode(), bytes(range(256)) * 9])
def test_what_is_no_workbook_is_refused(data: bytes, explained: Callable[..., None]) -> None:
    with pytest.raises(TranscriptError) as caught:
        of(data)
    explained(
        caught.value, what="The file cannot be opened as an Excel workbook.", where="FG02.xlsx", hint="save it again"
    )


def test_a_word_document_by_another_name_is_refused(word_file: Make, said: Callable[..., str]) -> None:
    with pytest.raises(TranscriptError, match="cannot be opened as an Excel workbook"):
        of(word_file(said("P01: Yes.")))


@pytest.mark.parametrize(
    "new",
    [
        '<c r="B2" t="n"><v>zabranic</v></c>',
        '<c r="B2" t="s"><v>99999</v></c>',
        '<c r="zabranic"><v>1</v></c>',
        '<c r="B2" s="zabranic"><v>1</v></c>',
    ],
)
def test_a_damaged_cell_is_refused_without_its_words(new: str, workbook: Make, explained: Callable[..., None]) -> None:
    data = with_cells(workbook([("Speaker", "Text"), ("P01", 99)]), '<c r="B2" t="n"><v>99</v></c>', new)
    with pytest.raises(TranscriptError) as caught:
        of(data)
    explained(caught.value, what="cannot be opened", where="FG02.xlsx", hint="save it again")
    # openpyxl's own message quotes the cell.
    assert caught.value.__suppress_context__
    assert caught.value.__cause__ is None


def test_a_document_type_definition_in_any_part_is_refused(workbook: Make) -> None:
    data = with_cells(workbook([("Speaker", "Text")]), "<worksheet", '<!DOCTYPE a [<!ENTITY x "y">]><worksheet')
    with pytest.raises(TranscriptError, match="document type definition"):
        of(data)


@pytest.mark.parametrize("row", ["1048576", "99999999999"])
def test_a_row_in_a_far_corner_neither_hangs_nor_fills_the_memory(
    row: str, workbook: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "MAX_CELLS", 20_000)
    data = with_cells(workbook([("Speaker", "Text"), ("P01", "Yes.")]), '<row r="2"', f'<row r="{row}"')
    with pytest.raises(TranscriptError, match="cannot be opened"):
        of(data)


def test_a_size_that_a_sheet_declares_is_not_believed(workbook: Make) -> None:
    data = with_cells(workbook([("Speaker", "Text"), ("P01", "Yes.")]), 'ref="A1:B2"', 'ref="A1:XFD1048576"')
    assert turns(of(data)) == [("P01", "Yes.")]
    data = with_cells(workbook([("Speaker", "Text"), ("P01", "Yes.")]), 'ref="A1:B2"', 'ref="A1"')
    assert turns(of(data)) == [("P01", "Yes.")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<row r="3">', '<row r="2">'),
        ('<row r="3">', '<row r="1">'),
        ('<row r="3">', '<row r="zabranic">'),
        ('<row r="3">', '<row r="99999999999">'),
        ('<c r="B3"', '<c r="A3"'),
        ('<c r="B3"', '<c r="3"'),
    ],
)
def test_rows_and_cells_out_of_order_are_refused_and_not_dropped(
    old: str, new: str, workbook: Make, explained: Callable[..., None]
) -> None:
    data = with_cells(workbook([("Speaker", "Text"), ("P01", "Yes."), ("P02", "zabranic")]), old, new)
    with pytest.raises(TranscriptError) as caught:
        of(data)
    explained(caught.value, what="as an Excel workbook", where="FG02.xlsx", hint="save it again")


def test_rows_without_numbers_follow_each_other(workbook: Make) -> None:
    data = with_cells(workbook([("Speaker", "Text"), ("P01", "Yes."), ("P02", "No.")]), ' r="2"', "")
    assert turns(of(data)) == [("P01", "Yes."), ("P02", "No.")]


def test_rows_left_out_are_empty_rows(workbook: Make) -> None:
    data = with_cells(workbook([("Speaker", "Text"), ("P01", "Yes.")]), '<row r="2">', '<row r="7">')
    assert [turn.number for turn in of(data).turns] == [7]


def test_who_wrote_the_workbook_and_what_its_sheets_are_called_goes_to_the_gate(workbook: Make) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook([("Speaker", "Text"), ("P01", "Yes.")])))
    book.properties.creator = "Maria"
    book.worksheets[0].title = "Ion"
    book.worksheets[0]["B2"].hyperlink = "mailto:ana"
    file = io.BytesIO()
    book.save(file)
    assert {"Maria", "Ion", "mailto:ana"} <= {one.text for one in of(file.getvalue()).beside}


def test_a_survey_comes_in_as_a_workbook(workbook: Make) -> None:
    raw = of(
        workbook(
            [("Respondent", "What could we do better?"), ("P01", "Open on Saturdays."), ("P02", "Not much, really.")]
        )
    )
    assert turns(raw) == [("P01", "Open on Saturdays."), ("P02", "Not much, really.")]
