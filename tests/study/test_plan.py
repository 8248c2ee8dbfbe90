"""The action plan, from the study: proposed, taken, changed, rejected; and nothing half-written."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

import pytest

import tlc
from tlc.errors import ActionError, CodebookError, StudyError

Explained = Callable[..., None]
PLAN = (
    b"# ours\r\naction,what,because,principles,owner,by_when,measure\r\n"
    b"1,Open later,access.hours,4,We,2027-03,Visits\r\n"
)


@pytest.fixture(scope="module")
def planned(loaded: Callable[[Path], ModuleType]) -> ModuleType:
    return loaded(Path(__file__).parent / "planned.py")


@pytest.fixture(scope="module")
def laid(
    planned: ModuleType, lay_study: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TLC_HOME", str(tmp_path_factory.mktemp("own")))
        yield planned.lay(tmp_path_factory.mktemp("planned") / "tiny", lay_study, PLAN)


@pytest.fixture
def study(laid: Path, tmp_path: Path) -> tlc.Study:
    """The tiny study with its sessions coded by Asha, and a plan of one action."""
    return tlc.open(shutil.copytree(laid, tmp_path / "tiny"))


@pytest.fixture
def nobody_coded(study: tlc.Study) -> tlc.Study:
    """The same, before anybody coded."""
    shutil.rmtree(study.path / "codings")
    (study.path / "actions.csv").unlink()
    return tlc.open(study.path)


def plan_of(study: tlc.Study) -> bytes:
    return (study.path / "actions.csv").read_bytes()


# Proposals


def test_actions_are_proposed_for_what_people_raised_the_serious_theme_in_front(study: tlc.Study) -> None:
    found = study.plan.suggest()
    assert found.items[0].entry.id == "A01"
    assert all(one.themes for one in found)
    text = repr(found)
    assert text.index("No interpreter (language.interpreter)") < text.index("Cannot register (access.registration)")
    assert "marked as serious" in text
    assert "nobody is asked about visa" in text
    assert "rated " in text
    assert "more answer what nobody raised: tlc actions suggest --all" in text


def test_each_proposal_says_where_it_is_from_and_what_is_ours(study: tlc.Study) -> None:
    frame = study.plan.suggest(unheard=True).frame
    assert len(frame) == 28
    assert set(frame["grounded"]) == {"stated", "adapted", "external"}
    assert frame["source"].str.len().min() > 40


def test_an_action_stands_once_under_the_first_theme_that_it_answers(study: tlc.Study) -> None:
    found = study.plan.suggest(unheard=True)
    ids = [name for names in found.heads.values() for name in names]
    assert len(ids) == len(set(ids)) == len(found)


def test_proposals_for_one_theme_are_those_that_answer_it(study: tlc.Study) -> None:
    found = study.plan.suggest(theme="access.hours")
    assert [one.entry.id for one in found] == ["A10", "A11"]
    assert list(found.heads) == [next(iter(found.heads))]
    assert next(iter(found.heads)).startswith("Opening hours do not fit (access.hours)")


def test_who_asks_for_a_theme_sees_what_is_in_the_plan_but_not_what_was_rejected(study: tlc.Study) -> None:
    study.plan.take("A10", by="asha")
    study.plan.reject("A11", by="asha", reason="no")
    found = study.plan.suggest(theme="access.hours")
    assert [(one.entry.id, one.standing) for one in found] == [("A10", "in the plan")]
    assert "Rejected: A11" in found.note and "tlc actions take" not in found.note


def test_a_heading_asks_for_all_that_stands_under_it(study: tlc.Study) -> None:
    assert {"A08", "A10"} <= {one.entry.id for one in study.plan.suggest(theme="access")}


def test_a_theme_that_nobody_raised_can_be_asked_for(nobody_coded: tlc.Study) -> None:
    found = nobody_coded.plan.suggest(theme="access.hours")
    assert [one.entry.id for one in found] == ["A10", "A11"]
    assert "nobody raised yet" in repr(found)


def test_one_kind_of_owner_is_shown_by_principle_with_no_other_owner(study: tlc.Study) -> None:
    found = study.plan.suggest(owner="trust", unheard=True)
    assert {one.entry.owner_role for one in found} == {"trust"}
    assert [head.split(":")[0] for head in found.heads] == [f"Principle {number}" for number in (1, 3, 4, 5)]
    assert "(above)" in repr(found)


def test_one_action_is_shown_with_how_it_can_be_measured(study: tlc.Study) -> None:
    (one,) = study.plan.suggest(library="a08")
    assert one.entry.id == "A08"
    text = repr(study.plan.suggest(library="a08"))
    assert "Measure (ours)" in text and "See also: https://" in text and "(7) everybody" in text


@pytest.mark.parametrize("given", [{"owner": "gp"}, {"library": "A99"}])
def test_what_is_not_in_the_library_is_refused(study: tlc.Study, given: dict[str, str]) -> None:
    with pytest.raises(ActionError):
        study.plan.suggest(**given)  # type: ignore[arg-type]


def test_a_theme_that_there_is_not_is_refused(study: tlc.Study) -> None:
    with pytest.raises(CodebookError):
        study.plan.suggest(theme="access.nothing")


def test_a_study_that_nobody_coded_has_nothing_proposed_and_says_what_to_do(nobody_coded: tlc.Study) -> None:
    found = nobody_coded.plan.suggest()
    assert len(found) == 0
    assert "(none)" in repr(found) and "28 more" in repr(found)


def test_no_proposal_holds_anybodys_words_or_a_count_too_small_to_show(study: tlc.Study, canary: str) -> None:
    text = repr(study.plan.suggest()) + study.plan.suggest()._repr_html_()
    assert canary not in text.casefold()
    assert "sessions: not shown" in text
    assert "1 of 2" not in text


# Taking


def test_taking_adds_a_row_and_changes_nothing_else(study: tlc.Study) -> None:
    done = study.plan.take("A08", by="asha", reason="the workshop asked for it")
    head = PLAN.replace(
        b"by_when,measure\r\n",
        b"by_when,measure,partners,horizon,data,status,library,owner_role,nice,ics,crosswalk,note\r\n",
    )
    assert plan_of(study).startswith(head)
    assert plan_of(study).count(b"\r\n") == head.count(b"\r\n") + 1
    action = {one.id: one for one in tlc.open(study.path).actions}["2"]
    assert (action.library, action.because, action.owner, action.by_when) == ("A08", ("access.registration",), "", "")
    assert (done.action, done.to_fill_in[0]) == ("2", "the owner (a post)")
    assert "To be filled in: the owner (a post), by when, the baseline, the target" in done.note
    (one,) = study.plan.log()
    assert (one.what, one.library, one.action, one.by, one.why) == (
        "take",
        "A08",
        "2",
        "asha",
        "the workshop asked for it",
    )


def test_what_is_given_is_filled_in(study: tlc.Study) -> None:
    done = study.plan.take(
        "A10", by="asha", owner="The practices", by_when="2027-06", baseline="none", target="20 a week"
    )
    assert done.to_fill_in == ()
    action = {one.id: one for one in study.actions}["2"]
    assert (action.owner, action.by_when, action.measure.target, action.missing) == (
        "The practices",
        "2027-06",
        "20 a week",
        (),
    )


def test_a_plan_with_an_action_taken_is_in_order_but_for_what_has_to_be_filled_in(study: tlc.Study) -> None:
    study.plan.take("A08", by="asha")
    problems = [problem for problem in study.check() if problem.place == "actions.csv"]
    assert [(problem.severity, problem.stops) for problem in problems] == [("error", False), ("warning", False)]
    assert "Action 2 has no owner." in problems[0].what


def test_what_was_taken_is_not_proposed_again_and_cannot_be_taken_twice(study: tlc.Study, explained: Explained) -> None:
    study.plan.take("A08", by="asha")
    assert "A08" not in [one.entry.id for one in study.plan.suggest()]
    assert "In the plan already: A08 (action 2)" in study.plan.suggest().note
    before = plan_of(study)
    with pytest.raises(ActionError) as caught:
        study.plan.take("A08", by="ben")
    explained(caught.value, what="A08 is in the plan already, as action 2", hint="tlc actions change 2")
    assert plan_of(study) == before


def test_an_action_for_what_nobody_raised_is_not_taken_without_another_reason(
    study: tlc.Study, explained: Explained
) -> None:
    with pytest.raises(ActionError) as caught:
        study.plan.take("A26", by="asha")
    explained(caught.value, what="Nobody has raised what A26 answers", hint="because_of")
    assert plan_of(study) == PLAN
    study.plan.take("A26", by="asha", because_of="the charging rules")
    assert study.actions[0].because_of == "the charging rules"


@pytest.mark.parametrize(
    ("field", "text"), [("by_when", "soon"), ("because", "access.nothing"), ("status", "begun"), ("nice", "1.99")]
)
def test_what_cannot_stand_in_a_plan_is_not_taken(study: tlc.Study, field: str, text: str) -> None:
    with pytest.raises(ActionError):
        study.plan.take("A08", by="asha", **{field: text})
    assert plan_of(study) == PLAN
    assert not len(study.plan.log())


def test_a_study_without_a_plan_begins_one(study: tlc.Study) -> None:
    (study.path / "actions.csv").unlink()
    assert study.plan.take("A08", by="asha").action == "1"
    assert [action.library for action in study.actions] == ["A08"]


@pytest.mark.parametrize("by", ["", "../ben", "model", "Asha B"])
def test_a_person_decides(study: tlc.Study, by: str) -> None:
    for decide in (
        lambda: study.plan.take("A08", by=by),
        lambda: study.plan.reject("A08", by=by, reason="x"),
        lambda: study.plan.change("1", by=by, reason="x", owner="They"),
    ):
        with pytest.raises(StudyError):
            decide()
    assert plan_of(study) == PLAN


def test_two_people_who_take_at_once_get_two_rows_and_two_numbers(study: tlc.Study) -> None:
    with ThreadPoolExecutor(2) as pool:
        done = [
            pool.submit(tlc.open(study.path).plan.take, name, by=by) for name, by in (("A08", "asha"), ("A10", "ben"))
        ]
    assert {one.result().action for one in done} == {"2", "3"}
    assert {action.library for action in study.actions} == {"", "A08", "A10"}


# Rejecting


def test_what_was_rejected_is_not_proposed_again_but_shown_with_its_reason_on_demand(study: tlc.Study) -> None:
    study.plan.reject("A10", by="ben", reason="the practices said no")
    again = tlc.open(study.path).plan
    assert "A10" not in [one.entry.id for one in again.suggest()]
    assert "Rejected: A10; why, with: tlc actions suggest --decided" in again.suggest().note
    shown = {one.entry.id: one for one in again.suggest(decided=True)}["A10"]
    assert shown.standing == "rejected" and shown.choice is not None and shown.choice.by == "ben"
    assert "Rejected by ben on" in repr(again.suggest(decided=True))
    assert "the practices said no" in repr(again.suggest(decided=True))
    assert plan_of(study) == PLAN


def test_what_was_rejected_may_be_taken_after_all(study: tlc.Study) -> None:
    study.plan.reject("A10", by="ben", reason="no")
    study.plan.take("A10", by="ben", reason="yes")
    assert "A10" not in [one.entry.id for one in study.plan.suggest()]
    assert [one.what for one in study.plan.log()] == ["reject", "take"]


@pytest.mark.parametrize(
    ("reason", "what"),
    [("", "needs a reason"), (" \n", "needs a reason")],
)
def test_a_rejection_needs_a_reason(study: tlc.Study, reason: str, what: str, explained: Explained) -> None:
    with pytest.raises(ActionError) as caught:
        study.plan.reject("A10", by="ben", reason=reason)
    explained(caught.value, what=what, hint="--why")
    assert not len(study.plan.log())


def test_nothing_is_rejected_twice_or_while_it_is_in_the_plan(study: tlc.Study, explained: Explained) -> None:
    study.plan.reject("A10", by="ben", reason="no")
    with pytest.raises(ActionError) as caught:
        study.plan.reject("A10", by="asha", reason="no")
    explained(caught.value, what="rejected already", hint="--decided")
    study.plan.take("A08", by="asha")
    with pytest.raises(ActionError) as caught:
        study.plan.reject("A08", by="asha", reason="no")
    explained(caught.value, what="A08 is in the plan, as action 2", hint="status=dropped")


# Changing


def test_a_change_is_written_and_kept_with_what_stood_there(study: tlc.Study) -> None:
    study.plan.change("1", by="asha", reason="workshop in May", owner="The network", by_when="2027-06")
    assert plan_of(study) == PLAN.replace(b"We,2027-03", b"The network,2027-06")
    (one,) = study.plan.log()
    assert (one.column, one.before, one.after) == ("owner | by_when", "We | 2027-03", "The network | 2027-06")
    assert one.why == "workshop in May"


def test_a_column_that_the_plan_lacks_is_added(study: tlc.Study) -> None:
    study.plan.change("1", by="asha", reason="asked", cost="none")
    assert study.actions[0].cost == "none"


@pytest.mark.parametrize(
    ("fields", "reason", "what"),
    [
        ({"owner": "They"}, "", "needs a reason"),
        ({"owner": "We"}, "x", "says that already"),
        ({}, "x", "says that already"),
        ({"action": "2"}, "x", "no column that can be filled in"),
        ({"by_when": "later"}, "x", "date"),
        ({"because": "nothing"}, "x", "not in the codebook"),
        ({"what": ""}, "x", "does not say what is to be done"),
    ],
)
def test_a_change_that_cannot_be_made_changes_nothing(
    study: tlc.Study, fields: dict[str, str], reason: str, what: str
) -> None:
    with pytest.raises(ActionError) as caught:
        study.plan.change("1", by="asha", reason=reason, **fields)
    assert what in caught.value.what
    assert plan_of(study) == PLAN
    assert not len(study.plan.log())


def test_an_action_that_there_is_not_cannot_be_changed(study: tlc.Study) -> None:
    with pytest.raises(ActionError, match="no action of this id"):
        study.plan.change("9", by="asha", reason="x", owner="They")


def test_without_a_word_on_why_nothing_changes(study: tlc.Study) -> None:
    (study.path / "plan").write_text("in the way", encoding="utf-8")
    with pytest.raises(StudyError):
        study.plan.change("1", by="asha", reason="x", owner="They")
    assert plan_of(study) == PLAN


def test_while_a_spreadsheet_has_the_plan_open_nothing_is_decided(study: tlc.Study) -> None:
    (study.path / ".~lock.actions.csv#").write_text("", encoding="utf-8")
    with pytest.raises(StudyError, match="open in a spreadsheet"):
        study.plan.take("A08", by="asha")
    assert plan_of(study) == PLAN
    assert not len(study.plan.log())
    assert not list(study.path.glob(".actions.csv*"))


# The plan and the log


def test_the_plan_is_listed_with_what_is_missing(study: tlc.Study) -> None:
    study.plan.take("A08", by="asha")
    listing = study.plan.list()
    assert listing.frame.set_index("action").loc["2", "missing"] == "owner, by when"
    assert "1 of 2 actions is whole" in listing.note or "1 of 2 actions are whole" in listing.note


def test_what_is_dropped_lacks_nothing_and_counts_in_no_plan(study: tlc.Study) -> None:
    study.plan.change("1", by="asha", reason="no money", status="dropped", owner="")
    listing = study.plan.list()
    assert listing.frame["missing"].tolist() == [""]
    assert "tlc actions suggest" in listing.note


def test_a_log_that_was_damaged_is_a_problem_of_the_study(study: tlc.Study) -> None:
    study.plan.reject("A10", by="ben", reason="no")
    path = study.path / "plan" / "library" / "ben.csv"
    path.write_text(path.read_text("utf-8").replace(",reject,", ",forget,"), "utf-8")
    assert any("holds no decision" in problem.what for problem in study.check())


def test_a_report_is_made_while_the_plan_is_not_whole(study: tlc.Study) -> None:
    study.plan.take("A08", by="asha")
    assert any(problem.severity == "error" for problem in study.check())
    assert study.report(study.path / "reports" / "r.html").is_file()
