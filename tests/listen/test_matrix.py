"""The framework matrix: every cell is there, and says whether nothing was said or nothing was read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tlc.errors import AnalysisError, CodebookError
from tlc.listen._heard import took_part
from tlc.listen.matrix import Cell, Matrix, columns_of, matrix
from tlc.model import Summary

HOURS, PAPERS, LETTERS = "access.hours", "access.papers", "language.letters"


def summary(row: str, code: str, text: str = "In short.", **more: Any) -> Summary:
    fields = {"rows": "group", "coder": "asha", "made_at": "2026-06-01T10:00:00Z"} | more
    return Summary(row=row, code=code, text=text, **fields)


@pytest.fixture
def laid_out(small: Any) -> Callable[..., Matrix]:
    def run(
        *marks: Any,
        rows: str = "group",
        read: tuple[str, ...] = ("FG01", "FG02", "IN01"),
        summaries: tuple[Summary, ...] = (),
        codes: Any = None,
    ) -> Matrix:
        return matrix(
            small.frames(*marks),
            rows=rows,
            people=small.people,
            groups=small.groups,
            codes=columns_of(small.codebook, codes),
            written=(dict.fromkeys(read, True), summaries),
        )

    return run


@pytest.mark.parametrize(("whole", "state"), [(True, "not said"), (False, "not said so far")])
def test_only_where_all_was_read_is_silence_a_finding(small: Any, whole: bool, state: str) -> None:
    result = matrix(
        small.frames(),
        rows="group",
        people=small.people,
        groups=small.groups,
        codes=columns_of(small.codebook, None),
        written=({"FG01": whole}, ()),
    )
    assert (result["FG01", HOURS].state, result["FG02", HOURS].state) == (state, "not read yet")


def test_there_is_a_cell_for_every_case_and_code_in_their_orders(laid_out: Callable[..., Matrix]) -> None:
    result = laid_out()
    assert result.cases == ("FG01", "FG02", "IN01", "FG03")
    assert [code.id for code in result.codes] == [HOURS, PAPERS, LETTERS]
    assert [(cell.row, cell.code) for cell in result.cells[:4]] == [
        ("FG01", HOURS),
        ("FG01", PAPERS),
        ("FG01", LETTERS),
        ("FG02", HOURS),
    ]
    assert len(result.cells) == 12


def test_a_cell_holds_its_quotes_passages_and_people(small: Any, laid_out: Callable[..., Matrix]) -> None:
    result = laid_out(
        small.mark("FG01:0002", "closed on Sunday", HOURS, id="asha-b"),
        small.mark("FG01:0002", "closed after", HOURS, id="asha-a"),
        small.mark("FG01:0002", "Sunday", HOURS, "ben", id="ben-a"),
        small.mark("FG01:0004", "closed", HOURS, id="asha-c"),
    )
    assert result["FG01", HOURS] == Cell(
        row="FG01",
        code=HOURS,
        state="said",
        quotes=("asha-a", "asha-b", "ben-a", "asha-c"),
        passages=3,
        community=("P1",),
    )


def test_passages_of_two_codes_on_the_same_words_count_for_each(small: Any, laid_out: Callable[..., Matrix]) -> None:
    result = laid_out(small.mark("FG01:0002", "closed", HOURS), small.mark("FG01:0002", "closed after", PAPERS))
    assert (result["FG01", HOURS].passages, result["FG01", PAPERS].passages) == (1, 1)


def test_community_and_professionals_stand_apart(small: Any, laid_out: Callable[..., Matrix]) -> None:
    cell = laid_out(small.mark("IN01:0002", "closed", HOURS))["IN01", HOURS]
    assert (cell.community, cell.professionals) == ((), ("P6",))


def test_nothing_said_is_not_the_same_as_nothing_read(small: Any, laid_out: Callable[..., Matrix]) -> None:
    result = laid_out(small.mark("FG01:0002", "closed", HOURS), read=("FG01",))
    assert result["FG01", HOURS].state == "said"
    assert result["FG01", PAPERS].state == "not said"
    assert result["FG02", HOURS].state == "not read yet"
    assert result["FG03", HOURS].state == "not read yet"


@pytest.mark.parametrize(
    ("read", "state"), [(("FG01", "FG02"), "not said"), (("FG01",), "not said so far"), ((), "not read yet")]
)
def test_a_case_of_several_sessions_may_be_read_in_part(
    laid_out: Callable[..., Matrix], read: tuple[str, ...], state: str
) -> None:
    assert laid_out(rows="age_band", read=read)["30-44", HOURS].state == state


@pytest.mark.parametrize(
    ("rows", "cases"),
    [
        # P7 withdrew and P8 may not be analysed: nothing that they say is kept, but they took part.
        ("participant", ("P1", "P2", "P3", "P7", "P4", "P5", "P8", "P6")),
        ("age_band", ("18-29", "30-44", "not given")),
        ("month", ("2026-05", "2026-06", "not given")),
        ("role", ("community", "professional")),
    ],
)
def test_rows_may_be_people_and_what_is_known_of_them(
    laid_out: Callable[..., Matrix], rows: str, cases: tuple[str, ...]
) -> None:
    assert laid_out(rows=rows).cases == cases


def test_passages_stand_in_the_row_of_who_said_them(small: Any, laid_out: Callable[..., Matrix]) -> None:
    result = laid_out(
        small.mark("FG01:0002", "closed", HOURS), small.mark("FG02:0001", "Closed", HOURS), rows="age_band"
    )
    assert result["18-29", HOURS].community == ("P1",)
    assert result["30-44", HOURS].community == ("P4",)
    assert result["not given", HOURS].state == "not said"


def test_who_took_part_and_may_not_be_analysed_has_a_row_without_words(
    small: Any, laid_out: Callable[..., Matrix]
) -> None:
    mark = small.mark("FG02:0003", "Closed", HOURS)
    result = laid_out(mark, rows="participant", summaries=(summary("P8", HOURS, rows="participant"),))
    for person in ("P7", "P8"):
        cell = result[person, HOURS]
        assert (cell.state, cell.passages, cell.quotes, cell.summaries) == ("not kept", 0, (), ())
    took = took_part(small.turns, small.people)
    assert set(result.cases) == set(took["speaker"])
    assert laid_out(rows="participant", read=())["P8", HOURS].state == "not kept"


def test_it_is_known_which_rows_are_one_person(laid_out: Callable[..., Matrix]) -> None:
    assert laid_out().alone == ("IN01",)
    assert laid_out(rows="role").alone == ("professional",)
    by_people = laid_out(rows="participant")
    assert by_people.alone == by_people.cases


def test_an_unknown_speaker_has_a_row_where_rows_are_people(small: Any, laid_out: Callable[..., Matrix]) -> None:
    mark = small.mark("FG01:0004", "closed", HOURS)
    by_people = laid_out(mark, rows="participant")
    assert by_people.cases[-1] == "speaker not known"
    assert by_people["speaker not known", HOURS].passages == 1
    assert by_people["speaker not known", HOURS].community == ()
    assert by_people["speaker not known", PAPERS].state == "not said"
    assert laid_out(mark, rows="group")["FG01", HOURS].passages == 1


def test_everybodys_summaries_of_a_cell_stand_in_it(laid_out: Callable[..., Matrix]) -> None:
    written = (summary("FG01", HOURS, "Shifts.", coder="ben"), summary("FG01", HOURS, "Nights."))
    cell = laid_out(summaries=written)["FG01", HOURS]
    assert [one.text for one in cell.summaries] == ["Nights.", "Shifts."]
    assert cell.state == "not said"


@pytest.mark.parametrize(
    "other",
    [
        summary("FG02", HOURS),
        summary("FG01", PAPERS),
        summary("FG01", HOURS, rows="participant"),
        summary("FG01", HOURS, ""),
        summary("FG09", HOURS),
    ],
)
def test_summaries_of_other_cells_do_not(laid_out: Callable[..., Matrix], other: Summary) -> None:
    assert laid_out(summaries=(other,))["FG01", HOURS].summaries == ()


def test_columns_can_be_chosen(laid_out: Callable[..., Matrix]) -> None:
    result = laid_out(codes=["access"])
    assert [code.id for code in result.codes] == [HOURS, PAPERS]
    assert ("FG01", LETTERS) not in result
    assert ("FG01", HOURS) in result


def test_rows_and_columns_that_are_not_there_are_errors(laid_out: Callable[..., Matrix]) -> None:
    with pytest.raises(AnalysisError, match="'shoe'"):
        laid_out(rows="shoe")
    with pytest.raises(CodebookError):
        laid_out(codes=["nothing"])


def test_a_study_without_sessions_has_empty_cells(small: Any) -> None:
    result = matrix(
        (small.turns[:0], small.codings()),
        rows="group",
        people=small.people,
        groups=small.groups,
        codes=columns_of(small.codebook),
        written=({}, ()),
    )
    assert {cell.state for cell in result.cells} == {"not read yet"}
