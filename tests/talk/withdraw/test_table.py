"""Marking who left changes one cell of participants.csv and not another byte."""

from __future__ import annotations

import codecs
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.errors import StudyError
from tlc.talk.people import read_participants
from tlc.talk.withdraw import mark_withdrawn

HEAD = "participant,group,role,consent_analyse,withdrawn"


def marked(tmp_path: Path, before: str | bytes, person: str = "P07") -> bytes:
    path = tmp_path / "participants.csv"
    path.write_bytes(before if isinstance(before, bytes) else before.encode("utf-8"))
    mark_withdrawn(path, person)
    return path.read_bytes()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{HEAD}\nP06,FG01,community,yes,\nP07,FG01,community,yes,\n", "P07,FG01,community,yes,yes\n"),
        (f"{HEAD}\r\nP07,FG01,community,yes,no\r\nP08,FG01,community,yes,\r\n", "P07,FG01,community,yes,yes\r\n"),
        (f"{HEAD}\nP07,FG01,community,yes", "P07,FG01,community,yes,yes"),
        (f"{HEAD}\nP07,,community\n", "P07,,community,,yes\n"),
        (f'{HEAD}\n"P07","FG01","community","yes"," no "\n', '"P07","FG01","community","yes",yes\n'),
        (f"# P07,x\n{HEAD}\n\n P07 ,FG01,community,yes,\n", " P07 ,FG01,community,yes,yes\n"),
    ],
)
def test_only_the_row_of_whoever_left_is_changed(tmp_path: Path, before: str, after: str) -> None:
    done = marked(tmp_path, before).decode("utf-8")
    assert after in done
    was, now = before.splitlines(keepends=True), done.splitlines(keepends=True)
    assert sum(a != b for a, b in zip(was, now, strict=True)) == 1


def test_a_table_with_semicolons_quotes_and_line_breaks_keeps_them(tmp_path: Path) -> None:
    before = (
        '\ufeff# a "comment; here\r\nparticipant;note;role;consent_analyse;withdrawn;gender\r\n'
        'P06;"one; ""two""\r\nthree";community;yes;;man\r\nP07;"P08;x";community;yes;;woman\r\n'
    )
    assert marked(tmp_path, before).decode("utf-8") == before.replace("yes;;woman", "yes;yes;woman")


@pytest.mark.parametrize("bom", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_a_table_in_utf_16_stays_in_utf_16(tmp_path: Path, bom: bytes) -> None:
    encoding = "utf-16-le" if bom == codecs.BOM_UTF16_LE else "utf-16-be"
    text = f"{HEAD}\nP07,FG01,community,yes,\n"
    after = text.replace("yes,\n", "yes,yes\n").encode(encoding)
    assert marked(tmp_path, bom + text.encode(encoding)) == bom + after


def test_a_missing_column_is_added_at_the_end(tmp_path: Path) -> None:
    before = "# all\nparticipant,role,consent_analyse\nP06,community,yes\nP07,community\n"
    after = "# all\nparticipant,role,consent_analyse,withdrawn\nP06,community,yes\nP07,community,,yes\n"
    assert marked(tmp_path, before).decode() == after


@pytest.mark.parametrize("word", ["yes", "Yes", "da", "1", "TRUE"])
def test_who_left_already_leaves_the_file_alone(tmp_path: Path, word: str) -> None:
    path = tmp_path / "participants.csv"
    path.write_text(f"{HEAD}\nP07,FG01,community,yes,{word}\n", encoding="utf-8")
    assert mark_withdrawn(path, "P07") is False


@pytest.mark.parametrize("cell", ['"one"",two"', '"""",', '",""\n#P07,"""'])
def test_quotation_marks_in_a_quoted_cell_do_not_end_it(tmp_path: Path, cell: str) -> None:
    cell = cell.rstrip(",")
    before = f"participant,note,role,consent_analyse,withdrawn\nP06,{cell},community,yes,\nP07,{cell},community,yes,"
    assert marked(tmp_path, before).decode() == f"{before}yes"


def test_somebody_who_is_not_there_is_an_error_and_nothing_is_changed(tmp_path: Path) -> None:
    before = f"{HEAD}\n#P07,FG01,community,yes,\nP08,FG01,community,yes,\n"
    with pytest.raises(StudyError, match="P07 is not in participants"):
        marked(tmp_path, before)
    assert (tmp_path / "participants.csv").read_text(encoding="utf-8") == before


def test_a_table_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="cannot be opened"):
        mark_withdrawn(tmp_path / "participants.csv", "P07")


CELLS = st.text(alphabet="aă ,;\t\"\n'#", max_size=8)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6), st.data(), st.sampled_from(",;\t"))
def test_whatever_the_table_holds_only_one_person_is_read_otherwise(
    notes: list[tuple[str, str]], data: st.DataObject, delimiter: str
) -> None:
    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"'

    head = delimiter.join(["participant", "trait", "role", "consent_analyse", "withdrawn", "other"])
    rows = [
        delimiter.join([f"P{n}", quoted(one), "community", "yes", "", quoted(two)])
        for n, (one, two) in enumerate(notes)
    ]
    chosen = data.draw(st.integers(0, len(rows) - 1))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "participants.csv"
        path.write_text("\n".join([head, *rows]), encoding="utf-8", newline="")
        before, raw = read_participants(path), path.read_bytes()
        assert mark_withdrawn(path, f"P{chosen}") is True
        after = read_participants(path)
        assert len(path.read_bytes()) == len(raw) + 3
    assert [one.withdrawn for one in after] == [place == chosen for place in range(len(rows))]
    assert [dict(one.traits) for one in after] == [dict(one.traits) for one in before]
