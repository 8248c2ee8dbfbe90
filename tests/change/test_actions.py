"""The action plan and the action library: what is read, what is refused, and what is only pointed out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tlc._files import shipped
from tlc.change.actions import action_library, check_actions, read_actions
from tlc.change.framework import inclusion_health
from tlc.errors import ActionError, StudyError
from tlc.listen.codebook import read_codebook
from tlc.model import HORIZONS, Action, Codebook, Evidence, Framework, Measure

HEAD = "action,what,because,principles,owner,by_when,measure"
MORE = f"{HEAD},partners,horizon,baseline,target,data,status,library,decided_at,nice,ics,owner_role"
ROW = "1,Open later,access.hours,4,The practices,2027-03,Late appointments"
Read = Callable[..., tuple[Action, ...]]
Explained = Callable[..., None]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "actions.csv"


@pytest.fixture
def read(path: Path, book: Codebook, framework: Framework) -> Read:
    def reading(*rows: str, head: str = HEAD, data: bytes | None = None) -> tuple[Action, ...]:
        path.write_bytes("\n".join((head, *rows)).encode("utf-8") if data is None else data)
        return read_actions(path, codebook=book, framework=framework)

    return reading


# Reading the plan


def test_an_action_is_read_with_all_that_was_decided(read: Read) -> None:
    (action,) = read(
        f"{ROW},VCSE; council,short,none,20 a week,booking system,under way,A10,workshop in May", head=MORE
    )
    assert action == Action(
        id="1",
        what="Open later",
        because=("access.hours",),
        principles=(4,),
        owner="The practices",
        partners="VCSE; council",
        horizon="short",
        by_when="2027-03",
        measure=Measure(what="Late appointments", baseline="none", target="20 a week", data="booking system"),
        status="under way",
        library="A10",
        decided_at="workshop in May",
    )


def test_what_nobody_decided_is_missing_and_no_error(read: Read) -> None:
    (action,) = read("1,Open later,,,,,")
    assert action.missing == ("because", "principle", "owner", "by when", "measure")
    assert (action.horizon, action.status) == ("medium", "proposed")


def test_a_study_without_a_plan_has_no_actions(path: Path, book: Codebook, framework: Framework) -> None:
    assert read_actions(path, codebook=book, framework=framework) == ()


def test_a_plan_of_its_head_alone_has_no_actions(read: Read) -> None:
    assert read() == ()


def test_actions_come_soonest_first_and_else_in_their_own_order(read: Read) -> None:
    horizons = ("long", "short", "", "medium", "short")
    rows = [f"{number},Act,,,,,,,{horizon},,,,,," for number, horizon in enumerate(horizons, 1)]
    assert [action.id for action in read(*rows, head=MORE)] == ["2", "5", "3", "4", "1"]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("4", (4,)),
        ("4;1", (1, 4)),
        ("Deliver; 4", (4,)),
        (" commit ;Understand", (1, 2)),
        ("", ()),
        (";", ()),
    ],
)
def test_principles_are_found_by_number_or_name_once_each(read: Read, given: str, found: tuple[int, ...]) -> None:
    (action,) = read(f"1,Open later,,{given},,,")
    assert action.principles == found


def test_codes_stand_once_each_under_their_present_name(path: Path, framework: Framework, book: Codebook) -> None:
    codes = tuple(replace(code, aliases=("ACC04",)) if code.id == "access.hours" else code for code in book)
    path.write_text(f"{HEAD}\n1,Act,ACC04; access.papers;access.hours,,,,\n", encoding="utf-8")
    (action,) = read_actions(path, codebook=replace(book, codes=codes), framework=framework)
    assert action.because == ("access.hours", "access.papers")


def test_an_action_may_answer_a_heading(read: Read) -> None:
    (action,) = read("1,Act,access,,,,")
    assert action.because == ("access",)


@pytest.mark.parametrize("date", ["2027-03", "2027-12", "2027-03-31", "2028-02-29", ""])
def test_a_date_is_a_month_or_a_day(read: Read, date: str) -> None:
    (action,) = read(f"1,Act,,,,{date},")
    assert action.by_when == date


@pytest.mark.parametrize(
    ("excel", "date"),
    [("Mar-27", "2027-03"), ("dec-26", "2026-12"), ("Jan-28", "2028-01"), ("31/03/2027", "2027-03-31"),
     ("13/1/2027", "2027-01-13"), ("3/3/2027", "2027-03-03")],
)  # fmt: skip
def test_a_date_as_a_british_excel_leaves_it_is_read_where_it_can_be_only_one(
    read: Read, excel: str, date: str
) -> None:
    (action,) = read(f"1,Act,,,,{excel},")
    assert action.by_when == date


FULL = f"{HEAD},decided_by,cost,owner_role,because_of,note,nice,ics,crosswalk"


def test_what_else_was_written_of_an_action_is_read(read: Read) -> None:
    (action,) = read(
        f'{ROW},The board,"2,000 pounds",primary_care,A legal duty,See the minutes,1.10;NG214 1.5,ics4,denny-access',
        head=FULL,
    )
    assert (action.decided_by, action.cost, action.owner_role) == ("The board", "2,000 pounds", "primary_care")
    assert (action.because_of, action.note) == ("A legal duty", "See the minutes")
    assert (action.nice, action.ics, action.crosswalk) == (("1.5", "1.10"), ("ICS4",), ("denny-access",))


def test_an_older_plan_without_these_columns_has_them_empty(read: Read) -> None:
    (action,) = read(ROW)
    assert {action.decided_by, action.cost, action.owner_role, action.because_of, action.note} == {""}
    assert action.nice + action.ics + action.crosswalk == ()


def test_an_apostrophe_that_stops_a_formula_is_not_part_of_the_text(read: Read) -> None:
    (action,) = read("1,'=1+1,,,'- we do,,'tis measured")
    assert (action.what, action.owner, action.measure.what) == ("=1+1", "- we do", "'tis measured")


@pytest.mark.parametrize(
    "data",
    [
        f"{HEAD}\n{ROW}\n".encode("utf-8-sig"),
        f"{HEAD}\n{ROW}\n".replace("\n", "\r\n").encode(),
        f"{HEAD}\n{ROW}\n".replace(",", ";").encode(),
        f'# in May\n"# by us, all",,,,,,\n{HEAD.upper().replace("BY_WHEN", "By When")}\n\n{ROW}\n,,,,,,\n'.encode(),
    ],
    ids=["BOM", "CRLF", "semicolons", "comments and capitals"],
)
def test_a_plan_is_read_however_it_was_saved(read: Read, data: bytes) -> None:
    assert read(data=data) == read(ROW)


WRONG = {
    "no id": (",Open later,,,,,", "has no id", "'action'"),
    "nothing to do": ("1,,access.hours,4,,,", "does not say what", "'what'"),
    "an unknown code": ("1,Act,access.cost,,,,", "not in the codebook", "because"),
    "a label for a code": ("1,Act,Opening hours do not fit,,,,", "not in the codebook", "because"),
    "an unknown principle": ("1,Act,,6,,,", "not of this framework", "numbers 1, 2, 3, 4, 5"),
    "principles by commas": ('1,Act,,"4, 1",,,', "not of this framework", "numbers"),
    "an unknown horizon": ("1,Act,,,,,,,soon,,,,,,", "horizon", "short, medium, long"),
    "an unknown status": ("1,Act,,,,,,,,,,,begun,,", "status", "under way"),
    "a month that has no name": ("1,Act,,,,Mär-27,", "date", "spreadsheet"),
    "letters across two months": ("1,Act,,,,anf-27,", "date", "spreadsheet"),
    "a day before its month": ("1,Act,,,,31-Mar,", "date", "spreadsheet"),
    "a date that could be two": ("1,Act,,,,04/03/2027,", "could be two dates", "spreadsheet"),
    "another that could be two": ("1,Act,,,,12/3/2027,", "could be two dates", "spreadsheet"),
    "an American date": ("1,Act,,,,03/31/2027,", "date", "spreadsheet"),
    "a day with slashes that is none": ("1,Act,,,,31/02/2027,", "in no calendar", "spreadsheet"),
    "an owner role that is none": ("1,Act,,,,,,,,,,,,,,,,gp", "unknown owner role", "primary_care"),
    "a section of NICE that is none": ("1,Act,,,,,,,,,,,,,,1.13,", "NICE guideline", "1.1, 1.2"),
    "an approach that is none": ("1,Act,,,,,,,,,,,,,,,ICS6", "integrated care systems", "ICS1, ICS2"),
    "a month that is none": ("1,Act,,,,2027-13,", "date", "spreadsheet"),
    "a day that is none": ("1,Act,,,,2027-02-31,", "date", "spreadsheet"),
    "a week": ("1,Act,,,,2027-W10,", "date", "spreadsheet"),
    "a date without dashes": ("1,Act,,,,20270331,", "date", "spreadsheet"),
    "a year": ("1,Act,,,,2027,", "date", "spreadsheet"),
    "some day": ("1,Act,,,,by Easter,", "date", "spreadsheet"),
}


@pytest.mark.parametrize(("row", "what", "hint"), WRONG.values(), ids=WRONG.keys())
def test_what_cannot_stand_in_a_plan_is_named_with_its_line(
    read: Read, explained: Explained, row: str, what: str, hint: str
) -> None:
    with pytest.raises(ActionError) as caught:
        read("9,A good one,,,,,", row, head=MORE)
    explained(caught.value, what=what, where="actions.csv, line 3", hint=hint)


def test_an_action_that_stands_twice_is_named(read: Read, explained: Explained) -> None:
    with pytest.raises(ActionError) as caught:
        read(ROW, ROW)
    explained(caught.value, what="Action 1 stands twice", where="actions.csv, line 3", hint="Number them")


@pytest.mark.parametrize("column", HEAD.split(","))
def test_a_missing_column_is_named(read: Read, explained: Explained, column: str) -> None:
    with pytest.raises(StudyError) as caught:
        read(head=",".join(name for name in HEAD.split(",") if name != column))
    explained(caught.value, what=f"no column '{column}'", where="actions.csv, line 1", hint="first row")


@pytest.mark.parametrize("row", ["1,Act,{},,,,", "1,Act,,{},,,", "1,Act,,,,{},", ",{},,,,,"])
def test_no_error_repeats_what_stands_in_a_cell(read: Read, canary: str, row: str) -> None:
    with pytest.raises(ActionError) as caught:
        read(row.replace("{}", canary))
    assert canary not in str(caught.value)


# Checking it against what was heard


def held(theme: str, *codings: str) -> Evidence:
    return Evidence(
        theme=theme,
        codings=codings,
        quotes=len(codings),
        sessions=(),
        sessions_read=1,
        community=(),
        community_read=1,
        professionals=(),
        professionals_read=0,
    )


def decided(name: str, *because: str, **more: object) -> Action:
    fields = {"owner": "Us", "by_when": "2027-03", "measure": Measure(what="Something"), "principles": (4,)} | more
    return Action(id=name, what="Act", because=because, **fields)  # type: ignore[arg-type]


def test_an_action_that_is_whole_and_answers_what_was_heard_is_no_problem() -> None:
    assert check_actions([decided("1", "access.hours")], {"access.hours": held("access.hours", "a1")}) == ()


def test_a_plan_without_actions_has_no_problem() -> None:
    assert check_actions([], {}) == ()


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"owner": ""}, "Action 1 has no owner."),
        ({"measure": Measure(target="90 %")}, "Action 1 has no measure."),
        ({"owner": "", "principles": ()}, "Action 1 has no principle, no owner."),
        ({"because": ()}, "Action 1 has no because."),
    ],
)
def test_what_no_action_can_do_without_is_an_error_that_keeps_the_report_a_draft(
    change: dict[str, object], what: str
) -> None:
    evidence = {"access.hours": held("access.hours", "a1")}
    (problem,) = check_actions([replace(decided("1", "access.hours"), **change)], evidence)  # type: ignore[arg-type]
    assert (problem.severity, problem.what, problem.place) == ("error", what, "actions.csv")
    assert (problem.draft, problem.stops) == (True, False)
    assert "stays a draft" in problem.mend


def test_an_open_date_is_a_warning() -> None:
    evidence = {"access.hours": held("access.hours", "a1")}
    (problem,) = check_actions([decided("1", "access.hours", by_when="")], evidence)
    assert (problem.severity, problem.what) == ("warning", "Action 1 has no date by when.")
    assert "not decided yet" in problem.mend


def test_an_action_may_rest_on_something_else_than_what_was_said_if_it_says_so() -> None:
    assert check_actions([decided("1", because_of="The duty to reduce inequalities")], {}) == ()


@pytest.mark.parametrize(("library", "problems"), [("", 0), ("A08", 0), ("A99", 1), ("a08", 1)])
def test_a_source_that_is_not_in_the_library_is_pointed_out(library: str, problems: int) -> None:
    evidence = {"access.hours": held("access.hours", "a1")}
    found = check_actions([decided("1", "access.hours", library=library)], evidence)
    assert [(one.severity, "there is not" in one.what) for one in found] == [("warning", True)] * problems


def test_an_action_that_was_dropped_needs_nothing() -> None:
    assert check_actions([decided("1", "access.hours", status="dropped", owner="")], {}) == ()


@pytest.mark.parametrize("evidence", [{}, {"access.hours": held("access.hours")}], ids=["unknown", "not found"])
@pytest.mark.parametrize("other", ["", "A legal duty"], ids=["", "with another reason"])
def test_an_action_that_answers_what_nobody_said_is_refused(evidence: dict[str, Evidence], other: str) -> None:
    (problem,) = check_actions([decided("1", "access.hours", because_of=other)], evidence)
    assert problem.what == "Action 1 answers access.hours, and no person accepted a passage for it."
    assert (problem.severity, problem.place, problem.stops) == ("error", "actions.csv", False)
    assert "Code the passages" in problem.mend and "because_of" in problem.mend


def test_only_the_themes_that_nobody_raised_are_named() -> None:
    evidence = {"a.b": held("a.b", "a1"), "a.c": held("a.c"), "a.d": held("a.d")}
    (problem,) = check_actions([decided("1", "a.b", "a.c", "a.d")], evidence)
    assert "a.c, a.d" in problem.what
    assert "a.b" not in problem.what


def test_each_action_has_its_own_problems() -> None:
    actions = [decided("1", "a.c", owner=""), decided("2", "a.c")]
    assert [problem.what.split()[1] for problem in check_actions(actions, {})] == ["1", "1", "2"]


# The library


def test_every_action_of_the_library_is_whole() -> None:
    for action in action_library().actions:
        assert action.title and action.what and action.source and action.process and action.outcome and action.data


def test_no_two_actions_of_the_library_share_an_id() -> None:
    ids = [action.id for action in action_library().actions]
    assert len(ids) == len(set(ids)) > 10


def test_the_library_names_only_roles_horizons_and_grounds_that_it_explains() -> None:
    library = action_library()
    assert set(library.horizons) == set(HORIZONS)
    for action in library.actions:
        assert {action.owner_role, *action.partners} <= set(library.owner_roles), action.id
        assert action.horizon in library.horizons, action.id
        assert action.grounded in ("stated", "adapted", "external"), action.id


def test_the_library_answers_only_barriers_and_principles_that_there_are() -> None:
    book = read_codebook(shipped("codebooks") / "barriers.toml")
    principles = {principle.id for principle in inclusion_health()}
    for action in action_library().actions:
        assert set(action.principles) <= principles, action.id
        assert [barrier for barrier in action.barriers if barrier not in book] == [], action.id
        assert action.barriers, action.id


def test_the_codebook_names_only_actions_of_the_library() -> None:
    ids = {action.id for action in action_library().actions}
    book = read_codebook(shipped("codebooks") / "barriers.toml")
    assert [(code.id, name) for code in book for name in code.actions if name not in ids] == []
