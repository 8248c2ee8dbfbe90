"""The check finds what is missing and what should not be there, and says how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest

from tlc.model import Consent, Group, Participant, Problem, Settings, Transcript
from tlc.talk.bring_in import NOT_FOR_ANALYSIS, WITHDRAWN
from tlc.talk.check import check_labels, check_people, check_transcripts
from tlc.talk.people import Speakers

MakeTranscript = Callable[..., Transcript]
AGREED = Consent(analyse=True, date=date(2026, 4, 28))
SETTINGS = Settings(title="A study")
FG01 = Group(id="FG01", kind="focus_group")


def person(name: str = "P01", **fields: Any) -> Participant:
    return Participant(**{"id": name, "role": "community", "group": "FG01", "consent": AGREED, **fields})


def checked(
    transcript: Transcript | None, *people: Participant, groups: Sequence[Group] = (FG01,)
) -> tuple[Problem, ...]:
    transcripts = {transcript.id: transcript} if transcript else {}
    return check_transcripts(groups, {one.id: one for one in people}, transcripts)


def the_one(problems: Sequence[Problem]) -> Problem:
    assert len(problems) == 1, [str(problem) for problem in problems]
    return problems[0]


# Tables


@pytest.mark.parametrize(
    "label", ["participant 3", "interviewer", "p01", "speaker 2", "moderator", "vorbitor 1", "part. 3", "p3"]
)
def test_labels_that_are_ids_or_roles_may_stand_in_the_study(label: str) -> None:
    assert not check_labels(Speakers({}, {("FG01", label): "P01"}))


def test_labels_that_could_be_names_are_a_warning_without_the_names(canary: str) -> None:
    labels = {("FG01", canary): "P01", ("", "maria ionescu"): "P02", ("", "interviewer"): "R01"}
    problem = the_one(check_labels(Speakers({}, labels)))
    assert problem.severity == "warning"
    assert problem.what.startswith("2 labels could be names")
    assert canary not in str(problem) and "maria" not in str(problem)


def test_tables_that_agree_have_no_problem() -> None:
    groups = [Group(id="FG01", kind="focus_group", facilitator="R01"), Group(id="IN01", kind="interview")]
    people = [person(), person("R01", role="facilitator", group=None)]
    settings = Settings(title="A", expected_participants=1, expected_focus_groups=1, expected_interviews=1)
    assert check_people(settings, groups, people) == ()


def test_an_empty_study_that_expects_nothing_has_no_problem() -> None:
    assert check_people(SETTINGS, [], []) == ()


def test_people_of_a_group_that_is_not_there_are_an_error() -> None:
    problem = the_one(check_people(SETTINGS, [FG01], [person(), person("P02", group="FG09"), person("P03", group="x")]))
    assert problem.severity == "error"
    assert problem.what == "P02, P03 belong to a group that is not in groups.csv."
    alone = the_one(check_people(SETTINGS, [FG01], [person(), person("P02", group="FG09")]))
    assert alone.what == "P02 belongs to a group that is not in groups.csv."
    assert (problem.place, problem.mend) == ("participants.csv", "Correct the group, or add it to groups.csv.")


@pytest.mark.parametrize(
    ("many", "shown"), [(6, "P5, P6 belong"), (7, "P5, P6 and 1 more belong"), (60, "and 54 more")]
)
def test_a_long_list_of_people_is_cut(many: int, shown: str) -> None:
    lost = [person(f"P{number}", group="FG09") for number in range(1, many + 1)]
    assert shown in the_one(check_people(SETTINGS, [FG01], lost)).what


def test_a_facilitator_whom_nobody_listed_is_a_warning() -> None:
    led = [Group(id="FG01", kind="event", facilitator="R09"), Group(id="FG02", kind="event", facilitator="R01")]
    problem = the_one(check_people(SETTINGS, led, [person("R01", role="facilitator", group=None)]))
    assert (problem.severity, problem.place) == ("warning", "groups.csv")
    assert problem.what == "FG01 was led by somebody who is not in participants.csv."
    assert "Add the facilitator" in problem.mend


@pytest.mark.parametrize(
    ("expected", "what"),
    [
        ({"expected_participants": 3}, "study.toml expects 3 participants, and 2 are listed."),
        ({"expected_participants": 0}, "study.toml expects 0 participants, and 2 are listed."),
        ({"expected_community": 2}, "study.toml expects 2 community participants, and 1 are listed."),
        ({"expected_professionals": 0}, "study.toml expects 0 professionals, and 1 are listed."),
        ({"expected_focus_groups": 2}, "study.toml expects 2 focus groups, and 1 are listed."),
        ({"expected_interviews": 1}, "study.toml expects 1 interviews, and 0 are listed."),
    ],
)
def test_a_count_that_differs_from_what_was_expected_is_a_warning(expected: dict[str, int], what: str) -> None:
    people = [person(), person("P02", role="professional"), person("R01", role="facilitator", group=None)]
    problem = the_one(check_people(Settings(title="A", **expected), [FG01], people))  # type: ignore[arg-type]
    assert (problem.severity, problem.place, problem.what) == ("warning", "study.toml", what)
    assert "[expected]" in problem.mend


def test_whoever_left_still_took_part() -> None:
    settings = Settings(title="A", expected_participants=1)
    assert check_people(settings, [FG01], [person(withdrawn=True)]) == ()


def test_each_count_that_differs_is_named_for_itself() -> None:
    settings = Settings(title="A", expected_participants=1, expected_community=2, expected_professionals=9)
    problems = check_people(settings, [FG01], [person()])
    assert [problem.what for problem in problems] == [
        "study.toml expects 2 community participants, and 1 are listed.",
        "study.toml expects 9 professionals, and 0 are listed.",
    ]


@pytest.mark.parametrize("use", ["analyse", "quote", "publish", "training", "archive"])
def test_a_consent_without_its_day_is_a_warning(use: str) -> None:
    undated = [person("P02", consent=Consent(**{use: True})), person("P03", consent=Consent(**{use: True}))]  # type: ignore[arg-type]
    problem = the_one(check_people(SETTINGS, [FG01], [person(), *undated]))
    assert (problem.severity, problem.place) == ("warning", "participants.csv")
    assert problem.what == "P02, P03 agreed, and no day of their consent is written down."
    assert "consent_date" in problem.mend


@pytest.mark.parametrize(
    "fields",
    [{"consent": Consent()}, {"consent": Consent(analyse=True), "withdrawn": True}, {"role": "facilitator"}],
)
def test_no_day_is_asked_of_who_did_not_agree_or_left_or_is_a_researcher(fields: dict[str, Any]) -> None:
    assert check_people(SETTINGS, [FG01], [person(**fields)]) == ()


# Transcripts


def test_a_session_of_people_who_agreed_has_no_problem(a_transcript: MakeTranscript) -> None:
    transcript = a_transcript(("R01", "Why?"), ("P01", "So."))
    assert checked(transcript, person(), person("R01", role="facilitator", group=None, consent=Consent())) == ()


def test_sessions_that_have_not_come_in_are_one_warning() -> None:
    groups = [FG01, Group(id="IN01", kind="interview")]
    problem = the_one(checked(None, groups=groups))
    assert (problem.severity, problem.place) == ("warning", "groups.csv")
    assert problem.what == "No transcript yet of FG01, IN01."
    assert "tlc add" in problem.mend


def test_a_transcript_of_a_group_that_is_not_there_is_an_error(a_transcript: MakeTranscript) -> None:
    problem = the_one(checked(a_transcript(("P01", "So.")), person(), groups=[]))
    assert (problem.severity, problem.place) == ("error", "transcripts/FG01.txt")
    assert "group is not in groups.csv" in problem.what
    assert "Add it there" in problem.mend


def test_speakers_who_are_no_longer_listed_are_an_error(a_transcript: MakeTranscript, canary: str) -> None:
    transcript = a_transcript(("P09", canary), ("P08", canary), ("P09", canary), ("P01", "So."))
    problem = the_one(checked(transcript, person()))
    assert (problem.severity, problem.place) == ("error", "transcripts/FG01.txt")
    assert problem.what == "P08, P09 speak here and are no longer in participants.csv."
    assert "Put them back" in problem.mend
    assert canary not in str(problem)


@pytest.mark.parametrize(
    "fields",
    [
        {"withdrawn": True},
        {"consent": Consent()},
        {"consent": Consent(quote=True, publish=True)},
        {"role": "professional", "consent": Consent()},
        {"role": "facilitator", "group": None, "withdrawn": True},
        {"role": "interpreter", "group": None, "withdrawn": True},
    ],
)
def test_words_of_whoever_left_or_did_not_agree_are_an_error(
    a_transcript: MakeTranscript, fields: dict[str, Any], canary: str
) -> None:
    transcript = a_transcript(("P02", "Why?"), ("P01", canary), ("P01", canary))
    problem = the_one(checked(transcript, person(**fields), person("P02")))
    assert (problem.severity, problem.place) == ("error", "transcripts/FG01.txt")
    assert problem.what.startswith("P01 left the study or did not agree to analysis")
    assert "Take transcripts/FG01.txt out of the study and bring" in problem.mend
    assert canary not in str(problem)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (WITHDRAWN, {"withdrawn": True}),
        (NOT_FOR_ANALYSIS, {"consent": Consent()}),
        # They did not agree when the file came in, and left later: there are no words of theirs to take out.
        (NOT_FOR_ANALYSIS, {"withdrawn": True}),
    ],
)
def test_a_turn_whose_words_are_gone_is_no_problem(
    a_transcript: MakeTranscript, text: str, fields: dict[str, Any]
) -> None:
    assert checked(a_transcript(("P01", text)), person(**fields)) == ()


def test_one_turn_that_was_left_is_enough(a_transcript: MakeTranscript) -> None:
    transcript = a_transcript(("P01", WITHDRAWN), ("P01", f"{WITHDRAWN} and more"))
    assert the_one(checked(transcript, person(withdrawn=True))).severity == "error"


@pytest.mark.parametrize(
    ("unknown", "known", "warned"), [(1, 3, ""), (2, 5, "29% of the turns"), (3, 0, "100% of the turns")]
)
def test_more_than_a_quarter_of_unknown_voices_is_a_warning(
    a_transcript: MakeTranscript, unknown: int, known: int, warned: str
) -> None:
    problems = checked(a_transcript(*[(None, "Hm.")] * unknown, *[("P01", "So.")] * known), person())
    assert [problem.severity for problem in problems] == (["warning"] if warned else [])
    assert all(problem.what.startswith(warned) and "labels into the file" in problem.mend for problem in problems)


def test_a_session_without_turns_is_no_division_by_nothing(a_transcript: MakeTranscript) -> None:
    assert checked(a_transcript()) == ()


def test_every_session_is_looked_through(a_transcript: MakeTranscript) -> None:
    both = {name: a_transcript(("P09", "So."), name=name) for name in ("FG01", "FG02")}
    problems = check_transcripts([FG01, Group(id="FG02", kind="event")], {}, both)
    assert [problem.place for problem in problems] == ["transcripts/FG01.txt", "transcripts/FG02.txt"]


def test_whoever_is_listed_for_a_group_and_never_speaks_in_it_is_a_warning(a_transcript: MakeTranscript) -> None:
    here = [person(), person("P02"), person("P03", role="professional"), person("T01", role="interpreter")]
    problem = the_one(checked(a_transcript(("P01", "So."), ("R01", "Why?")), *here, person("R01", group=None)))
    assert (problem.severity, problem.place) == ("warning", "transcripts/FG01.txt")
    assert problem.what == "P02, P03 are listed for FG01 and never speak in it."
    assert "speakers.csv" in problem.mend


def test_whoever_left_has_turns_and_so_is_not_silent(a_transcript: MakeTranscript) -> None:
    assert checked(a_transcript(("P01", WITHDRAWN)), person(withdrawn=True)) == ()


def test_whoever_speaks_in_a_group_that_is_not_theirs_is_a_warning(a_transcript: MakeTranscript) -> None:
    transcript = a_transcript(("P01", "So."), ("P09", "Yes."), ("P08", "No."), ("R01", "Why?"))
    away = [person(name, group="FG02") for name in ("P08", "P09")]
    problem = the_one(checked(transcript, person(), *away, person("R01", role="facilitator", group=None)))
    assert (problem.severity, problem.place) == ("warning", "transcripts/FG01.txt")
    assert problem.what == "P08, P09 speak in FG01 and are listed for another group."
    assert "participants.csv" in problem.mend


def test_turns_in_another_language_than_declared_are_a_warning(a_transcript: MakeTranscript, canary: str) -> None:
    foreign = f"Nu am putut să ajung la doctor, că era închis de tot, {canary}."
    transcript = a_transcript(("P01", "I could not see a doctor at all on that day."), ("P01", foreign))
    problem = the_one(check_transcripts([FG01], {"P01": person()}, {"FG01": transcript}))
    assert problem.severity == "warning"
    assert problem.what == "1 turns look to be in another language than groups.csv says: FG01:0002."
    assert canary not in str(problem)


def test_a_turn_that_nobody_can_tell_is_no_surprise(a_transcript: MakeTranscript) -> None:
    foreign = "Nu am putut să ajung la doctor, că era închis de tot."
    transcript = a_transcript(("P01", "Da."), ("P01", foreign, {"language": "und"}))
    assert not check_transcripts([FG01], {"P01": person()}, {"FG01": transcript})


# Feedback and events


def test_who_only_filled_in_a_form_is_not_among_the_expected_participants() -> None:
    groups = [FG01, Group(id="PALS1", kind="feedback")]
    people = [person(), person("W1", group="PALS1")]
    assert check_people(Settings(title="A", expected_participants=1, expected_community=1), groups, people) == ()


def test_feedback_without_a_route_is_named_where_other_feedback_has_one() -> None:
    groups = [Group(id="PALS1", kind="feedback", route="PALS"), Group(id="CARDS", kind="feedback")]
    problem = the_one(check_people(SETTINGS, groups, []))
    assert (problem.severity, problem.where) == ("warning", "groups.csv")
    assert problem.what == "It is not said by which route the feedback in CARDS came."
    assert check_people(SETTINGS, groups[1:], []) == ()


def test_a_session_with_a_route_is_a_warning() -> None:
    groups = [Group(id="FG01", kind="focus_group", route="PALS"), Group(id="DAY1", kind="event", route="health bus")]
    assert the_one(check_people(SETTINGS, groups, [])).what.startswith("FG01 are sessions")


@pytest.mark.parametrize(("kind", "many"), [("feedback", 0), ("event", 0), ("focus_group", 1)])
def test_nobody_is_told_that_it_is_not_known_who_wrote_a_card(
    a_transcript: MakeTranscript, kind: Any, many: int
) -> None:
    cards = a_transcript((None, "No dentist."), (None, "They wanted papers."))
    assert len(checked(cards, groups=[Group(id="FG01", kind=kind)])) == many
