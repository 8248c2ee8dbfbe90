"""Rounds of involvement, read from a table that people write."""

from __future__ import annotations

from pathlib import Path

import pytest

from tlc.change.involvement import read_involvement
from tlc.errors import StudyError
from tlc.model import Code, Codebook

HEAD = "date,kind,with_whom,language,themes,what_changed,decided,note\n"


@pytest.fixture
def book() -> Codebook:
    codes = (
        Code(id="access", kind="heading", label={"en": "Access"}),
        Code(id="access.hours", kind="barrier", label={"en": "Hours"}, parent="access", aliases=("access.times",)),
    )
    return Codebook(id="b", name="B", version="1", codes=codes)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "involvement.csv"


def test_a_study_without_the_table_logged_nothing(path: Path, book: Codebook) -> None:
    assert read_involvement(path, codebook=book) == ()


def test_rounds_come_in_the_order_of_their_dates_with_everything_that_was_written(path: Path, book: Codebook) -> None:
    path.write_text(
        HEAD + "2026-10-02,co_development,two groups,en,,,Evening hours,\n"
        '2026-09,member_check,"eight women, two groups",ro;en,access.hours;access,"the label, made plainer",,'
        "said twice\n",
        encoding="utf-8",
    )
    check, made = read_involvement(path, codebook=book)
    assert (check.date, check.kind, check.with_whom, check.language) == (
        "2026-09",
        "member_check",
        "eight women, two groups",
        "ro;en",
    )
    assert (check.themes, check.what_changed, check.note) == (
        ("access.hours", "access"),
        "the label, made plainer",
        "said twice",
    )
    assert (made.kind, made.decided, made.themes) == ("co_development", "Evening hours", ())


@pytest.mark.parametrize("kind", ["Member check", "member-check", "MEMBER_CHECK"])
def test_a_kind_may_be_written_as_people_write(path: Path, book: Codebook, kind: str) -> None:
    path.write_text(f"kind,date\n{kind},2026-09\n", encoding="utf-8")
    assert read_involvement(path, codebook=book)[0].kind == "member_check"


def test_a_theme_stands_under_the_name_that_it_has_now_and_once(path: Path, book: Codebook) -> None:
    path.write_text("date,kind,themes\n2026-09,feedback,access.times;access.hours\n", encoding="utf-8")
    assert read_involvement(path, codebook=book)[0].themes == ("access.hours",)


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("2026-09,party,,,,quince,,", "unknown kind"),
        ("September,member_check,,,,quince,,", "no date"),
        (",member_check,,,,quince,,", "no date"),
        ("2026-09,member_check,,,quince,,,", "does not have"),
    ],
)
def test_a_row_that_is_wrong_is_named_by_its_line_and_not_by_its_words(
    path: Path, book: Codebook, row: str, what: str
) -> None:
    path.write_text(f"{HEAD}2026-08,decision,,,,,,\n{row}\n", encoding="utf-8")
    with pytest.raises(StudyError, match=what) as told:
        read_involvement(path, codebook=book)
    assert told.value.where == (path, 3)
    assert told.value.hint
    assert "quince" not in str(told.value)


def test_a_table_without_a_date_is_told_so(path: Path, book: Codebook) -> None:
    path.write_text("kind\nmember_check\n", encoding="utf-8")
    with pytest.raises(StudyError, match="no column 'date'"):
        read_involvement(path, codebook=book)
