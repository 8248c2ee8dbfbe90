"""``actions.csv`` changed in place: everything else stays byte for byte, and nothing is half-written."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tlc._tables import read_table
from tlc.change.plan.sheet import COLUMNS, Sheet
from tlc.errors import ActionError, StudyError

Explained = Callable[..., None]
PATH = Path("actions.csv")
HEAD = b"action,what,owner,because\r\n"
OURS = (
    b'# in May, "all of us\r\n'
    + HEAD
    + b'1,"Open later, and ask",,access.hours\r\n\r\n# later:\r\n2,Act,"ICB ""x""",\r\n'
)


def sheet(data: bytes = OURS) -> Sheet:
    return Sheet(PATH, data)


# A row at the end


def test_a_row_comes_at_the_end_and_nothing_before_it_changes() -> None:
    after = sheet().with_row({"action": "3", "what": "Ask, and listen", "because": "a.b;a.c"})
    assert after.data == OURS + b'3,"Ask, and listen",,a.b;a.c\r\n'


def test_a_column_that_the_table_lacks_is_added_to_its_first_row_alone() -> None:
    after = sheet().with_row({"action": "3", "library": "A08", "owner_role": "icb"})
    head = HEAD.replace(b"\r\n", b",library,owner_role\r\n")
    assert after.data == OURS.replace(HEAD, head) + b"3,,,,A08,icb\r\n"


def test_a_column_without_a_text_is_not_added() -> None:
    assert b"cost" not in sheet().with_row({"action": "3", "cost": ""}).data


@pytest.mark.parametrize(
    ("before", "row"),
    [
        (b"action;what;owner\n1;Act, now;x\n", b'2;"a;b";\n'),
        (b"action\twhat\towner\n1\tAct\tx\n", b"2\ta;b\t\n"),
        (b"\xef\xbb\xbfaction,what,owner\r\n1,Act,x\r\n", b"2,a;b,\r\n"),
        (b"ACTION,What,Owner\r1,Act,x\r", b"2,a;b,\r"),
    ],
    ids=["semicolons", "tabs", "BOM", "capitals and an old Mac"],
)
def test_a_row_is_written_as_the_table_is(before: bytes, row: bytes) -> None:
    assert sheet(before).with_row({"action": "2", "what": "a;b"}).data == before + row


def test_a_last_line_that_was_not_ended_is_ended_first() -> None:
    assert sheet(b"action,what\n1,Act").with_row({"action": "2"}).data == b"action,what\n1,Act\n2,\n"


def test_a_plan_that_is_not_there_begins_with_every_column(tmp_path: Path) -> None:
    path = tmp_path / "actions.csv"
    before = Sheet.read(path)
    before.with_row({"action": "1", "what": "Act"}).write(before)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfaction,what,because,")
    (row,) = read_table(path, required=COLUMNS)
    assert (row["action"], row["what"]) == ("1", "Act")


@pytest.mark.parametrize("data", [b"# ours", b"# ours\n", b"\xef\xbb\xbf# ours\r\n"])
def test_a_plan_of_comments_alone_keeps_them(data: bytes) -> None:
    after = sheet(data).with_row({"action": "1", "what": "Act"}).data
    assert after.startswith(data.rstrip())
    assert after.count(b"action,what") == 1


@pytest.mark.parametrize(
    ("text", "cell"),
    [("=1+1", "'=1+1"), ("@x", "'@x"), ("+44 call", "'+44 call"), ("-5", "-5"), ("a\nb\x00", "a b"), ("\u202eb", "b")],
)
def test_no_cell_runs_in_a_spreadsheet_or_breaks_its_line(text: str, cell: str) -> None:
    written = sheet(b"action,what\n").with_row({"action": "1", "what": text}).data.decode()
    assert list(csv.reader(io.StringIO(written)))[1] == ["1", cell]


# A cell in a row


def test_a_cell_changes_and_every_other_line_stays() -> None:
    after = sheet().with_cells("2", {"owner": "Trust"})
    assert after.data == OURS.replace(b'"ICB ""x"""', b"Trust")


def test_the_other_cells_of_the_row_say_what_they_said() -> None:
    before = b'action,what,owner\n1,"one\r\ntwo, ""three""",x\n2,Act,y\n'
    after = sheet(before).with_cells("1", {"owner": "z"})
    assert after.data == b'action,what,owner\n"1","one\r\ntwo, ""three""","z"\n2,Act,y\n'


def test_a_short_row_gets_the_cells_it_lacks() -> None:
    assert sheet(b"action,what,owner\n1,Act\n").with_cells("1", {"owner": "x"}).data == b"action,what,owner\n1,Act,x\n"


def test_a_cell_of_a_new_column_is_written() -> None:
    assert sheet(b"action,what\n1,Act\n").with_cells("1", {"cost": "none"}).data == b"action,what,cost\n1,Act,none\n"


def test_a_cell_can_be_emptied() -> None:
    assert sheet(b"action,what\n1,Act\n").with_cells("1", {"what": ""}).data == b"action,what\n1,\n"


def test_an_action_that_is_not_there_is_said(explained: Explained) -> None:
    for asked in ("3", "# later:", "action", ""):
        with pytest.raises(ActionError) as caught:
            sheet().with_cells(asked, {"owner": "x"})
        explained(caught.value, what="no action of this id", hint="tlc actions list")


@pytest.mark.parametrize("data", [b"", b"# ours\n", b"what\n1\n"], ids=["no file", "comments", "no column of ids"])
def test_a_plan_without_rows_has_no_action(data: bytes) -> None:
    for ask in (lambda: sheet(data).row("1"), lambda: sheet(data).with_cells("1", {"what": "x"})):
        with pytest.raises(ActionError, match="no action of this id"):
            ask()


def test_a_row_knows_its_line_and_is_read_as_the_table_is(tmp_path: Path) -> None:
    path = tmp_path / "actions.csv"
    path.write_bytes(OURS)
    mine = Sheet.read(path)
    assert [mine.row(row["action"]) for row in read_table(path)] == list(read_table(path))


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
CELLS = WORDS.map(lambda text: text.strip().lstrip("#"))
TABLES = st.lists(st.tuples(CELLS, CELLS), max_size=4)


@settings(max_examples=40)
@given(rows=TABLES, delimiter=st.sampled_from(",;\t"), end=st.sampled_from(["\n", "\r\n"]), new=WORDS)
def test_whatever_the_table_holds_only_the_one_cell_changes(
    rows: list[tuple[str, str]], delimiter: str, end: str, new: str
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerow(("action", "what", "owner"))
    for number, cells in enumerate(rows, 1):
        writer.writerow((number, *cells))
    before = sheet(out.getvalue().encode())
    after = before.with_row({"action": "new", "what": "x"}).with_cells("new", {"owner": new})
    assert after.data.startswith(before.data)
    for number in range(1, len(rows) + 1):
        assert after.row(str(number)) == before.row(str(number))
        other = after.with_cells(str(number), {"owner": "Trust"})
        assert other.row(str(number))["owner"] == "Trust"
        assert other.row(str(number))["what"] == before.row(str(number))["what"]
        assert other.row("new").cells == after.row("new").cells


# Writing


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "actions.csv"
    path.write_bytes(OURS)
    return path


def test_what_was_changed_is_written(path: Path) -> None:
    before = Sheet.read(path)
    before.with_cells("2", {"owner": "Trust"}).write(before)
    assert b"Trust" in path.read_bytes()


@pytest.mark.parametrize("name", [".~lock.actions.csv#", "~$actions.csv"])
def test_a_plan_that_is_open_in_a_spreadsheet_is_not_written(path: Path, name: str, explained: Explained) -> None:
    path.with_name(name).write_text("", encoding="utf-8")
    before = Sheet.read(path)
    with pytest.raises(StudyError) as caught:
        before.with_cells("2", {"owner": "Trust"}).write(before)
    explained(caught.value, what="open in a spreadsheet", where="actions.csv", hint=name)
    assert path.read_bytes() == OURS


def test_a_plan_that_is_read_only_is_not_written(path: Path, explained: Explained) -> None:
    path.chmod(0o444)
    before = Sheet.read(path)
    with pytest.raises(StudyError) as caught:
        before.with_cells("2", {"owner": "Trust"}).write(before)
    explained(caught.value, what="read-only", where="actions.csv", hint="Allow writing")
    assert path.read_bytes() == OURS


def test_a_plan_that_somebody_changed_meanwhile_is_not_written(path: Path, explained: Explained) -> None:
    before = Sheet.read(path)
    path.write_bytes(OURS + b"3,Ben's own,,\r\n")
    with pytest.raises(StudyError) as caught:
        before.with_cells("2", {"owner": "Trust"}).write(before)
    explained(caught.value, what="changed by somebody else", where="actions.csv", hint="try again")
    assert path.read_bytes().endswith(b"3,Ben's own,,\r\n")


@pytest.mark.parametrize(
    "data",
    ["action,what\n1,Ă\n".encode("cp1250"), "action,what\n1,Act\n".encode("utf-16"), b"a\0c\0t\0i\0o\0n\0\n\0"],
    ids=["Windows", "UTF-16", "UTF-16 without its mark"],
)
def test_a_plan_in_another_encoding_is_not_touched(data: bytes, explained: Explained) -> None:
    with pytest.raises(StudyError) as caught:
        sheet(data).with_row({"action": "2"})
    explained(caught.value, what="not in UTF-8", where="actions.csv", hint="CSV UTF-8")


def test_quotation_marks_that_do_not_pair_up_are_named_by_their_line(explained: Explained) -> None:
    with pytest.raises(StudyError) as caught:
        sheet(b'action,what\n1,Act\n2,"Act\n3,Act\n').with_row({"action": "4"})
    explained(caught.value, what="do not pair up", where="actions.csv, line 3", hint="Close the one")


def test_a_plan_that_cannot_be_opened_is_said(tmp_path: Path, explained: Explained) -> None:
    (tmp_path / "actions.csv").mkdir()
    with pytest.raises(StudyError) as caught:
        Sheet.read(tmp_path / "actions.csv")
    explained(caught.value, what="cannot be opened", where="actions.csv", hint="May you read it")


def test_what_the_plan_says_is_in_no_repr(canary: str) -> None:
    assert canary not in repr(sheet(f"action,what\n1,{canary}\n".encode()))
