"""Tables as people save them: from Excel in two countries, from LibreOffice, from a text editor."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc._tables import Row, read_table, write_table
from tlc.errors import StudyError

Explained = Callable[..., None]


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[str | bytes], Path]:
    def save(content: str | bytes) -> Path:
        path = tmp_path / "groups.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return save


Saved = Callable[[str | bytes], Path]


def cells(path: Path) -> list[dict[str, str]]:
    return [dict(row.cells) for row in read_table(path)]


@pytest.mark.parametrize(
    "content",
    [
        "group,kind\nFG01,event\n",
        "group;kind\nFG01;event\n",
        "group\tkind\nFG01\tevent\n",
        "group,kind\r\nFG01,event\r\n",
        "group,kind\rFG01,event\r",
        "group,kind\nFG01,event",
        '"group","kind"\n"FG01","event"\n',
        " Group , KIND \n FG01 , event \n",
        "group,kind\n\n,\n  \nFG01,event\n\n",
        "group,kind,,\nFG01,event,,\n",
        codecs.BOM_UTF8 + b"group,kind\nFG01,event\n",
        codecs.BOM_UTF16_LE + "group\tkind\r\nFG01\tevent\r\n".encode("utf-16-le"),
    ],
    ids=[
        "commas",
        "semicolons",
        "tabs",
        "windows",
        "old mac",
        "no last line end",
        "quotation marks",
        "spaces and capitals",
        "empty rows",
        "empty columns from Excel",
        "byte order mark",
        "Excel's Unicode text",
    ],
)
def test_a_table_reads_the_same_however_it_was_saved(saved: Saved, content: str | bytes) -> None:
    assert cells(saved(content)) == [{"group": "FG01", "kind": "event"}]


@pytest.mark.parametrize(
    "comment",
    [
        "# for us",
        "  # for us",
        "# one, two; three",
        '"# one, two"',
        '"# one, two",,',
        "# for us,,",
        '# call it "so", or',
        '# roles:,"one" or "two',
        '"# over\ntwo lines",',
    ],
)
@pytest.mark.parametrize(
    "shape", ["{comment}\n{head}\n{row}\n", "{head}\n{comment}\n{row}\n", "{head}\n{row}\n{comment}"]
)
def test_a_comment_is_passed_over_wherever_it_stands(saved: Saved, comment: str, shape: str) -> None:
    path = saved(shape.format(comment=comment, head="group,kind", row="FG01,event"))
    assert cells(path) == [{"group": "FG01", "kind": "event"}]


def test_commas_in_a_comment_do_not_hide_that_semicolons_part_the_columns(saved: Saved) -> None:
    assert cells(saved("# a, b, c, d\ngroup;kind\nFG01;event")) == [{"group": "FG01", "kind": "event"}]


def test_a_hash_inside_a_row_or_inside_a_quoted_text_is_no_comment(saved: Saved) -> None:
    path = saved('group,label\nFG01,# 1\nFG02,"two\n# lines"\n')
    assert [row["label"] for row in read_table(path)] == ["# 1", "two\n# lines"]


def test_a_quoted_text_may_hold_commas_quotation_marks_and_line_ends(saved: Saved) -> None:
    (row,) = read_table(saved('group,label\r\nFG01,"one, ""two""\r\nthree"\r\n'))
    assert row["label"] == 'one, "two"\nthree'


def test_cells_are_normalised(saved: Saved) -> None:
    (row,) = read_table(saved("group,label\nFG01,s\u0326i\u00a0femei\n"))
    assert row["label"] == "și femei"


def test_a_space_in_a_column_name_is_an_underscore(saved: Saved) -> None:
    assert list(cells(saved("Group,Age Band\nFG01,18-29"))[0]) == ["group", "age_band"]


def test_a_table_of_one_column_is_a_table(saved: Saved) -> None:
    assert cells(saved("group\nFG01\n")) == [{"group": "FG01"}]


def test_a_table_without_rows_has_none(saved: Saved) -> None:
    assert read_table(saved("group,kind\n"), required=("group",)) == ()


def test_a_short_row_has_all_columns_and_empty_cells(saved: Saved) -> None:
    assert cells(saved("group,kind,label\nFG01\n")) == [{"group": "FG01", "kind": "", "label": ""}]


def test_every_row_knows_its_line(saved: Saved) -> None:
    path = saved('# a comment\n\ngroup,label\nFG01,a\n\n# another\nFG02,"two\nlines"\nFG03,c\n')
    assert [(row["group"], row.line) for row in read_table(path)] == [("FG01", 4), ("FG02", 7), ("FG03", 9)]
    assert read_table(path)[2].where == (path, 9)


def test_a_column_that_is_not_there_reads_as_empty() -> None:
    assert Row(Path("groups.csv"), 2, {"group": "FG01"})["month"] == ""


def test_a_missing_table_is_explained(tmp_path: Path, explained: Explained) -> None:
    with pytest.raises(StudyError) as caught:
        read_table(tmp_path / "groups.csv")
    explained(caught.value, what="no groups.csv", where="groups.csv", hint="'tlc new'")


@pytest.mark.parametrize("content", ["", "\n\n", "# only a comment\n", ",,\n"])
def test_an_empty_table_is_explained(saved: Saved, content: str, explained: Explained) -> None:
    with pytest.raises(StudyError) as caught:
        read_table(saved(content), required=("group", "kind"))
    explained(caught.value, what="empty", where="groups.csv", hint="names the columns: group, kind")


def test_a_missing_column_is_named_with_the_line_of_the_header(saved: Saved, explained: Explained) -> None:
    with pytest.raises(StudyError) as caught:
        read_table(saved("# a comment\ngroup,label\n"), required=("group", "kind"))
    explained(caught.value, what="no column 'kind'", where="groups.csv, line 2", hint="first row")


def test_a_column_that_stands_twice_is_refused(saved: Saved, explained: Explained) -> None:
    with pytest.raises(StudyError) as caught:
        read_table(saved("group,kind,Group\nFG01,event,FG02\n"))
    explained(caught.value, what="two columns 'group'", where="groups.csv, line 1", hint="Take one out")


@pytest.mark.parametrize("content", ["group,label\nFG01,one,{word}\n", "group,,label\nFG01,{word},one\n"])
def test_a_cell_under_no_column_is_refused(saved: Saved, content: str, canary: str, explained: Explained) -> None:
    with pytest.raises(StudyError) as caught:
        read_table(saved(content.format(word=canary)))
    explained(caught.value, what="more cells", where="groups.csv, line 2", hint="quotation marks")


@pytest.mark.parametrize("cell", ['"{word}', '"{word}" more', '"a"b"'])
def test_quotation_marks_that_do_not_pair_up_swallow_no_rows(
    saved: Saved, cell: str, canary: str, explained: Explained
) -> None:
    path = saved(f"group,label\nFG01,one\nFG02,{cell.format(word=canary)}\nFG03,three\n")
    with pytest.raises(StudyError) as caught:
        read_table(path)
    explained(caught.value, what="do not pair up", where="groups.csv, line 3", hint="Close the one that is open")


def test_a_table_in_an_old_encoding_is_refused(saved: Saved, canary: str, explained: Explained) -> None:
    with pytest.raises(StudyError) as caught:
        read_table(saved(f"group,label\nFG01,{canary}".encode("cp1250")))
    explained(caught.value, what="not in UTF-8", where="groups.csv", hint="UTF-8")


@pytest.mark.parametrize("value", ["yes", "Yes", "Y", "TRUE", "1", "da", "DA"])
def test_yes_is_understood(value: str) -> None:
    assert Row(Path("p.csv"), 2, {"withdrawn": value}).yes("withdrawn") is True


@pytest.mark.parametrize("value", ["no", "No", "n", "FALSE", "0", "nu", ""])
def test_no_and_nothing_are_a_no(value: str) -> None:
    assert Row(Path("p.csv"), 2, {"withdrawn": value}).yes("withdrawn") is False


def test_a_column_that_is_not_there_is_a_no() -> None:
    assert Row(Path("p.csv"), 2, {}).yes("withdrawn") is False


@pytest.mark.parametrize("value", ["{word}", "yes, but {word}", "ja", "x", "2"])
def test_what_is_neither_yes_nor_no_is_never_guessed(value: str, canary: str, explained: Explained) -> None:
    row = Row(Path("p.csv"), 7, {"consent_quote": value.format(word=canary)})
    with pytest.raises(StudyError) as caught:
        row.yes("consent_quote")
    explained(caught.value, what="'consent_quote' is neither", where="p.csv, line 7", hint="Write yes or no")


@pytest.mark.parametrize(
    ("cell", "values"),
    [("", ()), ("ro", ("ro",)), ("ro;en", ("ro", "en")), (" ro ; en ;", ("ro", "en")), (";;", ()), ("a, b", ("a, b",))],
)
def test_semicolons_part_the_values_of_a_cell(cell: str, values: tuple[str, ...]) -> None:
    assert Row(Path("g.csv"), 2, {"spoken": cell}).many("spoken") == values


def test_a_table_is_written_for_excel(tmp_path: Path) -> None:
    path = write_table(tmp_path / "a.csv", ("turn", "words"), [("FG01:0001", "și, da"), ("FG01:0002", None)])
    assert path.read_bytes() == codecs.BOM_UTF8 + 'turn,words\r\nFG01:0001,"și, da"\r\nFG01:0002,\r\n'.encode()


@pytest.mark.parametrize(
    "cell", ["=1+1", "+CMD", "-A1", "@SUM(A1)", "=HYPERLINK()", "- and then", "\t=1+1", "\r=1+1", "-1.5.2"]
)
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(tmp_path: Path, cell: str) -> None:
    path = write_table(tmp_path / "a.csv", ("words",), [(cell,)])
    assert path.read_bytes().split(b"\n", 1)[1].lstrip(b'"').startswith(f"'{cell[0]}".encode())


@pytest.mark.parametrize("cell", [-1, -1.5, "+44", 12, "words = more", "a-b", True])
def test_a_number_or_plain_text_is_written_as_it_is(tmp_path: Path, cell: object) -> None:
    (row,) = read_table(write_table(tmp_path / "a.csv", ("cell",), [(cell,)]))
    assert row["cell"] == str(cell)


def test_a_table_without_rows_is_written_with_its_columns(tmp_path: Path) -> None:
    assert read_table(write_table(tmp_path / "a.csv", ("turn", "words"), []), required=("turn", "words")) == ()


WORDS = st.text(alphabet=st.sampled_from('aș ,;"\n1|:(['), min_size=1).filter(lambda cell: cell == cell.strip())


@given(rows=st.lists(st.tuples(st.just("FG01:0001"), WORDS), max_size=4))
def test_what_was_written_reads_back(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]) -> None:
    path = write_table(tmp_path_factory.mktemp("table") / "a.csv", ("turn", "words"), rows)
    assert [(row["turn"], row["words"]) for row in read_table(path)] == rows
