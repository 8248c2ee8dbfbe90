"""The matrix as it shows itself: summaries and counts for everybody, quotes for whoever asks for them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook

from tlc.errors import AnalysisError, StudyError
from tlc.lab.reading import MatrixTable
from tlc.model import Summary

HOURS, PAPERS, LETTERS = "access.hours", "access.papers", "language.letters"
Make = Callable[..., MatrixTable]
NASTY = """<b onclick='x()'>&"it's"</b></table><script>alert(1)</script>"""


def summary(text: str, row: str = "FG01", code: str = HOURS, coder: str = "asha") -> Summary:
    return Summary(rows="group", row=row, code=code, coder=coder, text=text, made_at="2026-06-01T10:00:00Z")


def page(table: MatrixTable) -> BeautifulSoup:
    return BeautifulSoup(table._repr_html_(), "html.parser")


def cell(table: MatrixTable, row: str, label: str) -> str:
    heads = [head.get_text() for head in page(table).select("thead tr")[-1].find_all("th")]
    line = next(line for line in page(table).select("tbody tr") if line.th is not None and line.th.get_text() == row)
    return str(line.find_all(["th", "td"])[heads.index(label)].get_text("|"))


# Frames


def test_the_long_frame_has_a_row_for_every_cell(matrix_of: Make, marks: Any) -> None:
    frame = matrix_of(*marks, min_cell=1).frame
    assert len(frame) == 12
    one = frame.iloc[0]
    assert (one["row"], one["code"], one["heading"], one["state"], one["passages"]) == (
        "FG01",
        HOURS,
        "Getting in",
        "said",
        5,
    )
    assert one["quotes"].split() == ["asha-1", "asha-2", "asha-3", "asha-4", "asha-5"]
    assert set(frame["state"]) == {"said", "not said", "not read yet"}


def test_small_counts_of_people_are_not_in_the_frame_nor_what_gives_them_away(matrix_of: Make, marks: Any) -> None:
    exact = matrix_of(*marks, min_cell=1).frame.set_index(["row", "code"])
    assert exact.loc[("FG01", HOURS), "community"] == 3
    assert exact.loc[("FG02", HOURS), "community"] == 1
    shown = matrix_of(*marks, min_cell=2).frame.set_index(["row", "code"])
    assert shown.loc[[("FG01", HOURS), ("FG02", HOURS)], "community"].isna().all()
    assert shown.loc[[("IN01", HOURS)], "professionals"].isna().all()


def test_the_wide_frame_holds_what_people_wrote(matrix_of: Make, marks: Any) -> None:
    wide = matrix_of(*marks, summaries=(summary("Shifts."),)).wide
    assert wide.loc["FG01", HOURS] == "Shifts."
    assert wide.loc["FG02", HOURS] == ""
    assert wide.shape == (4, 3)
    assert wide.index.name == "group"


def test_counts_are_missing_where_nothing_was_read(matrix_of: Make, marks: Any) -> None:
    counts = matrix_of(*marks, read=("FG01",), min_cell=1).counts
    assert counts.loc["FG01", [HOURS, PAPERS, LETTERS]].tolist() == [5, 1, 0]
    assert counts.loc["FG03"].isna().all()


# What is hidden


@pytest.mark.parametrize("rows", ["group", "role", "age_band", "month"])
def test_where_people_are_hidden_so_are_their_passages(matrix_of: Make, marks: Any, rows: str) -> None:
    # One passage is one person.
    table = matrix_of(*marks, rows=rows, min_cell=5)
    frame = table.frame
    hidden = frame["community"].isna() | frame["professionals"].isna()
    assert hidden.any()
    assert (frame.loc[hidden, "state"] == "said").all()
    assert frame.loc[hidden, "passages"].isna().all()
    assert (frame.loc[hidden, "quotes"] == "").all()
    assert frame.loc[~hidden, "passages"].notna().all()
    for one in frame[hidden].itertuples():
        assert table.counts.isna().loc[one.row, one.code]
        assert cell(table, str(one.row), str(one.label)) == "said"


def test_a_cell_with_a_hidden_count_says_only_that_it_was_said(matrix_of: Make, marks: Any, tmp_path: Path) -> None:
    table = matrix_of(*marks, min_cell=2)
    lines = repr(table).split("\n")
    assert lines[2].split() == [HOURS, "said", "said", "said", "-"]
    assert "said: how often is not shown" in repr(table)
    plot = table.plot()
    texts = [text.get_text() for text in BeautifulSoup(plot._repr_svg_(), "xml").find_all("text")]
    assert texts.count("said") == 4
    assert not set(texts) & set("123456789")
    assert "cell by cell within this one table" in plot.note
    assert load_workbook(table.save(tmp_path / "m.xlsx"))["matrix"]["B4"].value == "said"


def test_rows_that_are_people_stay_whole_and_the_note_says_that_they_stay_in_the_team(
    matrix_of: Make, marks: Any
) -> None:
    table = matrix_of(*marks, rows="participant", min_cell=5)
    assert table.counts.loc["P1", HOURS] == 2
    assert cell(table, "P2", "Opening hours do not fit") == "1 passage"
    for note in (table.note, table.plot().note):
        assert "Each row is a single person: this table is for the team and must not leave it." in note
        assert "below 5" not in note


def test_rows_of_groups_that_are_one_person_are_told_of_too(matrix_of: Make, marks: Any) -> None:
    single = "Some rows are single people: it must not leave it."
    assert single in matrix_of(*marks).note
    assert single not in matrix_of(*marks, rows="language").note
    assert "the report is what may leave" in matrix_of(*marks).note


def test_a_person_whose_words_are_not_kept_has_a_row_without_counts(matrix_of: Make, marks: Any) -> None:
    written = Summary(rows="participant", row="P8", code=HOURS, coder="asha", text="Shut.", made_at="2026-06-01")
    table = matrix_of(*marks, rows="participant", summaries=(written,))
    mine = table.frame[table.frame["row"] == "P8"]
    assert set(mine["state"]) == {"not kept"}
    assert mine[["passages", "community", "professionals"]].isna().all(axis=None)
    assert table.counts.loc["P8"].isna().all()
    assert cell(table, "P8", "Opening hours do not fit") == "not kept"
    assert "Shut." not in repr(table) + table._repr_html_()
    assert "x: not kept" in repr(table)
    assert "x: not kept" in table.plot().note
    assert "x: not kept" not in repr(matrix_of(*marks))


# Quotes


def test_quotes_are_given_when_they_are_asked_for(matrix_of: Make, marks: Any) -> None:
    quotes = matrix_of(*marks).quotes("FG01", HOURS)
    assert quotes["quote"].tolist() == ["closed after", "Sunday", "wanted", "closed", "always"]
    assert quotes["turn"].tolist()[0] == "FG01:0002"
    assert quotes["speaker"].isna().tolist() == [False, False, False, True, False]


@pytest.mark.parametrize(
    ("row", "code", "count"), [(None, None, 8), ("FG01", None, 6), (None, HOURS, 7), ("FG02", PAPERS, 0)]
)
def test_quotes_of_a_row_of_a_column_or_of_all_can_be_asked_for(
    matrix_of: Make, marks: Any, row: str | None, code: str | None, count: int
) -> None:
    quotes = matrix_of(*marks).quotes(row, code)
    assert len(quotes) == count
    assert "quote" in quotes.columns


def test_an_older_name_of_a_code_gives_its_quotes(matrix_of: Make, marks: Any) -> None:
    assert len(matrix_of(*marks).quotes("FG01", "ACC04")) == 5


def test_a_cell_that_is_not_there_is_an_error(matrix_of: Make, marks: Any) -> None:
    with pytest.raises(AnalysisError, match="no such row or column"):
        matrix_of(*marks).quotes("FG99")


# On the page


def test_a_matrix_is_a_table_with_heads_of_rows_columns_and_groups(matrix_of: Make, marks: Any) -> None:
    table = page(matrix_of(*marks))
    assert table.caption is not None
    groups = [(head.get_text(), head.get("colspan")) for head in table.select('th[scope="colgroup"]')]
    assert groups == [("Getting in", "2")]
    assert table.select_one("thead td[colspan]") is not None
    assert [head.get_text() for head in table.select('th[scope="col"]')] == [
        "group",
        "Opening hours do not fit",
        "Asked for papers",
    ]
    assert [head.get_text() for head in table.select('th[scope="row"]')] == ["FG01", "FG02", "IN01", "FG03"]
    region = table.find(role="region")
    assert region is not None
    assert region["tabindex"] == "0"
    assert region["aria-label"] == table.caption.get_text()


def test_a_cell_shows_summary_and_counts_or_what_its_silence_means(matrix_of: Make, marks: Any) -> None:
    written = (summary("Shifts end late.\nNobody answers."), summary("Nights.", coder="ben"))
    table = matrix_of(*marks, summaries=written, min_cell=1)
    label = "Opening hours do not fit"
    assert cell(table, "FG01", label) == (
        "asha: Shifts end late.|Nobody answers.|ben: Nights.|5 passages; community: 3"
    )
    assert cell(table, "IN01", label) == "1 passage; professionals: 1"
    assert cell(table, "FG02", "Asked for papers") == "not said"
    assert cell(table, "FG03", label) == "not read yet"


def test_a_single_summary_needs_no_name(matrix_of: Make, marks: Any) -> None:
    table = matrix_of(*marks, summaries=(summary("Shifts."),))
    assert cell(table, "FG01", "Opening hours do not fit") == "Shifts.|said"


def test_codes_that_were_found_nowhere_are_named_below(matrix_of: Make, marks: Any) -> None:
    table = matrix_of(*marks)
    assert "Letters that nobody explains" not in [head.get_text() for head in page(table).find_all("th")]
    assert "Found nowhere, and not shown: Letters that nobody explains." in table.note


def test_nobodys_words_are_in_what_shows_itself(matrix_of: Make, marks: Any) -> None:
    table = matrix_of(*marks, summaries=(summary("In short."),))
    shown = repr(table) + table._repr_html_() + table.plot()._repr_html_() + table.frame.to_csv()
    for words in ("closed after", "Sunday", "wanted", "always"):
        assert words not in shown


def test_what_people_wrote_is_escaped(matrix_of: Make, marks: Any) -> None:
    table = matrix_of(*marks, summaries=(summary(NASTY),))
    assert "<script" not in table._repr_html_()
    assert NASTY in cell(table, "FG01", "Opening hours do not fit")


def test_a_terminal_tells_nothing_said_from_nothing_read(matrix_of: Make, marks: Any) -> None:
    lines = repr(matrix_of(*marks, read=("FG01", "FG02"), min_cell=1)).split("\n")
    assert lines[1].split() == ["passages", "FG01", "FG02", "IN01", "FG03"]
    assert lines[3].split() == [PAPERS, "1", "0", "-", "-"]
    assert lines[4] == "0: not said; -: not read yet; 0?: not said so far."


def test_a_picture_tells_nothing_said_from_nothing_read(matrix_of: Make, marks: Any) -> None:
    plot = matrix_of(*marks, read=("FG01", "FG02"), rows="age_band").plot()
    assert ">0?<" in matrix_of(marks[-1], read=("FG01",), rows="age_band").plot()._repr_svg_()
    assert "not read yet" in plot.note
    assert ">-<" in matrix_of(*marks).plot()._repr_svg_()


def test_an_empty_matrix_can_be_shown(matrix_of: Make) -> None:
    table = matrix_of()
    assert "0 cells with quotes" in table.title
    assert repr(table)
    assert page(table).table is not None
    assert table.plot()._repr_svg_()
    assert table.quotes().empty


# The workbook


def test_a_workbook_holds_the_matrix_and_its_quotes(matrix_of: Make, marks: Any, tmp_path: Path) -> None:
    path = matrix_of(*marks, summaries=(summary("Shifts."),), min_cell=1).save(tmp_path / "matrix.xlsx")
    book = load_workbook(path)
    grid, quotes = book["matrix"], book["quotes"]
    assert [grid.cell(row, 2).value for row in (1, 2, 3)] == ["Getting in", "Opening hours do not fit", HOURS]
    assert [grid.cell(row, 1).value for row in range(4, 8)] == ["FG01", "FG02", "IN01", "FG03"]
    assert grid["B4"].value == "Shifts.\n5 passages; community: 3"
    assert grid["D7"].value == "not read yet"
    assert quotes.max_row == 9
    assert [one.value for one in quotes[1]][:5] == ["row", "code", "label", "coding", "turn"]


def test_a_cell_leads_to_its_quotes(matrix_of: Make, marks: Any, tmp_path: Path) -> None:
    book = load_workbook(matrix_of(*marks).save(tmp_path / "matrix.xlsx"))
    link = book["matrix"]["B5"].hyperlink
    assert link is not None
    target = book["quotes"][str(link.location or link.target).rpartition("!")[2]]
    assert [target.value, book["quotes"].cell(target.row, 5).value] == ["FG02", "FG02:0001"]
    assert book["matrix"]["C5"].hyperlink is None


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "'="])
def test_nothing_in_a_workbook_is_a_formula(matrix_of: Make, marks: Any, tmp_path: Path, start: str) -> None:
    words = f"{start}HYPERLINK(0)"
    book = load_workbook(matrix_of(*marks, summaries=(summary(words),)).save(tmp_path / "m.xlsx"))
    assert str(book["matrix"]["B4"].value).startswith(words)
    assert {one.data_type for sheet in book for row in sheet.iter_rows() for one in row} <= {"s", "inlineStr", "n"}
    assert not [one for sheet in book for row in sheet.iter_rows() for one in row if one.data_type == "f"]


def test_a_text_that_is_too_long_for_a_cell_is_cut_and_says_so(matrix_of: Make, marks: Any, tmp_path: Path) -> None:
    book = load_workbook(matrix_of(*marks, summaries=(summary("word " * 9000),)).save(tmp_path / "m.xlsx"))
    value = str(book["matrix"]["B4"].value)
    assert len(value) <= 32_767
    assert value.endswith("[cut here: the whole of it is in the study]")


def test_control_characters_do_not_stop_a_workbook(matrix_of: Make, marks: Any, tmp_path: Path) -> None:
    book = load_workbook(matrix_of(*marks, summaries=(summary("a\x07b\x1f"),)).save(tmp_path / "m.xlsx"))
    assert str(book["matrix"]["B4"].value).startswith("ab\n")


def test_the_same_matrix_is_the_same_file(matrix_of: Make, marks: Any, tmp_path: Path) -> None:
    table = matrix_of(*marks)
    one = table.save(tmp_path / "one.xlsx").read_bytes()
    assert one == table.save(str(tmp_path / "other.xlsx")).read_bytes()
    assert b"2000-01-01" not in one  # compressed, and so are the times


def test_another_kind_of_file_is_refused(matrix_of: Make, marks: Any, tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="Excel workbook"):
        matrix_of(*marks).save(tmp_path / "matrix.csv")
    assert not list(tmp_path.iterdir())
