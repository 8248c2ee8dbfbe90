"""Participants, groups and labels: nobody is counted twice, named, or taken for somebody else."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from tlc.errors import StudyError
from tlc.model import Consent, Group, Participant
from tlc.talk import people as module
from tlc.talk.people import Speakers, read_groups, read_participants, read_speakers

Explained = Callable[..., None]
FORMS = Path(module.__file__).with_name("new")
HEAD = "participant,group,role,consent_analyse"


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    def save(*lines: str, name: str = "participants.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    return save


Table = Callable[..., Path]


def person(name: str, group: str | None = "FG01", role: str = "community") -> Participant:
    return Participant(id=name, role=role, group=group)  # type: ignore[arg-type]


def speakers(*people: Participant, **labels: str) -> Speakers:
    return Speakers({one.id: one for one in people}, {("", label): who for label, who in labels.items()})


# Participants


def test_a_participant_is_read_with_consents_and_traits(table: Table) -> None:
    path = table(
        "participant,group,role,language,age_band,consent_analyse,consent_quote,consent_publish,consent_training,withdrawn",
        "P01,FG01,community,ro,18-29,yes,yes,no,,",
    )
    assert read_participants(path) == (
        Participant(
            id="P01",
            role="community",
            group="FG01",
            language="ro",
            traits={"age_band": "18-29"},
            consent=Consent(analyse=True, quote=True),
        ),
    )


def test_a_researcher_of_several_groups_has_none(table: Table) -> None:
    (one,) = read_participants(table(HEAD, "R01,,facilitator,yes"))
    assert (one.group, one.language, dict(one.traits)) == (None, None, {})


def test_every_further_column_is_a_trait_and_an_empty_one_is_absent(table: Table) -> None:
    path = table(f"{HEAD},Years in England,gender,note", "P01,FG01,community,yes,2-5,,came late")
    assert dict(read_participants(path)[0].traits) == {"years_in_england": "2-5"}


@pytest.mark.parametrize(("analyse", "quote", "publish", "training"), [*product(["yes", "no"], repeat=4)])
def test_each_consent_is_read_from_its_own_column(
    table: Table, analyse: str, quote: str, publish: str, training: str
) -> None:
    path = table(
        "participant,role,consent_training,consent_publish,consent_quote,consent_analyse",
        f"P01,community,{training},{publish},{quote},{analyse}",
    )
    assert read_participants(path)[0].consent == Consent(
        analyse=analyse == "yes", quote=quote == "yes", publish=publish == "yes", training=training == "yes"
    )


@pytest.mark.parametrize(("archive", "may"), [("yes", True), ("no", False), ("", False), ("unknown", False)])
def test_consent_to_an_archive_is_read_and_its_day(table: Table, archive: str, may: bool) -> None:
    path = table(f"{HEAD},consent_archive,consent_date", f"P01,FG01,community,yes,{archive},2026-04-28")
    (one,) = read_participants(path)
    assert one.consent == Consent(analyse=True, archive=may, date=date(2026, 4, 28))
    assert dict(one.traits) == {}


@pytest.mark.parametrize("word", ["unknown", "?", "Not asked", "necunoscut"])
@pytest.mark.parametrize("use", ["analyse", "quote", "publish", "training", "archive"])
def test_an_unknown_consent_is_a_no(table: Table, use: str, word: str) -> None:
    given = {"consent_analyse": "yes", f"consent_{use}": word}
    (one,) = read_participants(
        table(f"participant,role,{','.join(given)}", f"P01,community,{','.join(given.values())}")
    )
    assert getattr(one.consent, use) is False


@pytest.mark.parametrize("written", ["", " ", "unknown", "?"])
def test_a_consent_may_have_no_day(table: Table, written: str) -> None:
    (one,) = read_participants(table(f"{HEAD},consent_date", f"P01,FG01,community,yes,{written}"))
    assert one.consent.date is None


@pytest.mark.parametrize(
    "written", ["28/04/2026", "2026-4-28", "2026-02-30", "20260428", "2026-W18-1", "April", "46140"]
)
def test_a_day_of_consent_that_is_none_is_explained_with_its_line(
    table: Table, written: str, explained: Explained
) -> None:
    with pytest.raises(StudyError) as caught:
        read_participants(table(f"{HEAD},consent_date", f"P01,FG01,community,yes,{written}"))
    explained(caught.value, what="not of the form 2026-06-01", where="participants.csv, line 2", hint="Excel")
    assert written not in str(caught.value)


def test_a_day_of_consent_that_is_still_to_come_is_an_error(table: Table, explained: Explained) -> None:
    today = datetime.now(UTC).date()
    rows = [f"P01,FG01,community,yes,{today}", f"P02,FG01,community,yes,{today + timedelta(days=2)}"]
    with pytest.raises(StudyError) as caught:
        read_participants(table(f"{HEAD},consent_date", *rows))
    explained(caught.value, what="still to come", where="participants.csv, line 3", hint="the day it was given")


def test_a_consent_that_has_no_column_is_a_no(table: Table) -> None:
    assert read_participants(table(HEAD, "P01,FG01,community,yes"))[0].consent == Consent(analyse=True)


@pytest.mark.parametrize(("cell", "gone"), [("yes", True), ("DA", True), ("", False), ("no", False)])
def test_somebody_who_left_is_marked(table: Table, cell: str, gone: bool) -> None:
    path = table(f"{HEAD},withdrawn", f"P01,FG01,community,yes,{cell}")
    assert read_participants(path)[0].withdrawn is gone


def test_a_table_from_romanian_excel_reads_the_same(tmp_path: Path) -> None:
    path = tmp_path / "participants.csv"
    path.write_bytes(
        codecs.BOM_UTF8
        + b'"# note; of ours";;;\r\n'
        + HEAD.replace(",", ";").encode()
        + b"\r\nP01;FG01;community;DA\r\n"
    )
    assert read_participants(path) == (
        Participant(id="P01", role="community", group="FG01", consent=Consent(analyse=True)),
    )


def test_consent_to_analysis_is_never_guessed_and_the_id_is_not_repeated(
    table: Table, canary: str, explained: Explained
) -> None:
    with pytest.raises(StudyError) as caught:
        read_participants(table(HEAD, "P01,FG01,community,yes", f"Maria {canary},FG01,community,"))
    explained(
        caught.value, what="not said whether the participant agreed", where="participants.csv, line 3", hint="yes or no"
    )
    assert "Maria" not in str(caught.value)


@pytest.mark.parametrize(
    "column",
    ["consent_analyse", "consent_quote", "consent_publish", "consent_training", "consent_archive", "withdrawn"],
)
def test_what_is_neither_yes_nor_no_is_explained_with_its_line(table: Table, column: str, explained: Explained) -> None:
    given = {"consent_analyse": "yes", column: "maybe"}
    path = table(f"participant,role,{','.join(given)}", f"P01,community,{','.join(given.values())}")
    with pytest.raises(StudyError) as caught:
        read_participants(path)
    explained(
        caught.value, what=f"'{column}' is neither yes nor no", where="participants.csv, line 2", hint="yes or no"
    )


@pytest.mark.parametrize("again", ["P01", "p01"])
def test_an_id_that_stands_twice_is_refused_whatever_its_case(table: Table, again: str, explained: Explained) -> None:
    with pytest.raises(StudyError) as caught:
        read_participants(table(HEAD, "P01,FG01,community,yes", f"{again},FG02,community,yes"))
    explained(caught.value, what=f"Participant {again} stands twice", where="participants.csv, line 3", hint="Keep one")


@pytest.mark.parametrize("name", ["", "Maria {word}", "P 01", "Müller"])
def test_an_id_that_is_none_is_refused_with_its_line_and_not_repeated(
    table: Table, name: str, canary: str, explained: Explained
) -> None:
    with pytest.raises(StudyError) as caught:
        read_participants(table("# comment", HEAD, f"{name.format(word=canary)},FG01,community,yes"))
    explained(caught.value, what="A participant's id", where="participants.csv, line 3", hint="never names")
    assert "Maria" not in str(caught.value)


def test_an_unknown_role_is_refused_with_its_line(table: Table, explained: Explained) -> None:
    with pytest.raises(StudyError) as caught:
        read_participants(table(HEAD, "P01,FG01,patient,yes"))
    explained(caught.value, what="P01 has an unknown role", where="participants.csv, line 2", hint="community")


@pytest.mark.parametrize("column", ["Name", "First Name", "surname", "E-mail", "Phone", "NHS number", "Date of birth"])
@pytest.mark.parametrize(
    "row", ["P01,FG01,community,yes,{word}", "P01,FG01,community,yes"], ids=["filled", "short row first"]
)
def test_a_column_that_would_identify_people_is_refused(
    table: Table, column: str, row: str, canary: str, explained: Explained
) -> None:
    path = table(f"{HEAD},{column}", row.format(word=canary), f"P02,FG01,community,yes,{canary}")
    with pytest.raises(StudyError) as caught:
        read_participants(path)
    explained(caught.value, what="would identify people", where="participants.csv", hint="away from the study")


@pytest.mark.parametrize("role", ["facilitator", "interpreter", "co_researcher"])
def test_researchers_are_not_asked_for_consent_and_have_given_none(table: Table, role: str) -> None:
    (one,) = read_participants(table(HEAD, f"R01,,{role},"))
    assert one.consent == Consent()


@pytest.mark.parametrize("column", ["participant", "role", "consent_analyse"])
def test_a_column_that_cannot_be_done_without_is_named(table: Table, column: str, explained: Explained) -> None:
    with pytest.raises(StudyError) as caught:
        read_participants(table(HEAD.replace(column, "other"), "P01,FG01,community,yes"))
    explained(caught.value, what=f"no column '{column}'", where="participants.csv, line 1", hint="first row")


@pytest.mark.parametrize("read", [read_participants, read_groups])
def test_the_forms_of_a_new_study_are_empty_tables(read: Callable[[Path], object]) -> None:
    name = "groups.csv" if read is read_groups else "participants.csv"
    assert read(FORMS / name) == ()


# Groups


def test_a_group_is_read_with_its_circumstances(table: Table) -> None:
    path = table(
        "group,kind,label,community,place,month,language,spoken,facilitator,translation",
        'FG01,focus_group,"women, young",Roma,centre,2026-05,en,ro; rom,R01,by the team',
        name="groups.csv",
    )
    assert read_groups(path) == (
        Group(
            id="FG01",
            kind="focus_group",
            label="women, young",
            community="Roma",
            place="centre",
            month="2026-05",
            language="en",
            spoken=("ro", "rom"),
            facilitator="R01",
            translation="by the team",
        ),
    )


def test_a_group_may_say_by_which_route_its_feedback_came(table: Table) -> None:
    path = table("group,kind,route", "PALS1,feedback,PALS", "FG01,focus_group,", name="groups.csv")
    assert [(group.route, group.is_session) for group in read_groups(path)] == [("PALS", False), ("", True)]


def test_a_group_needs_only_an_id_and_a_kind(table: Table) -> None:
    assert read_groups(table("group,kind", "IN01,interview", name="groups.csv")) == (
        Group(id="IN01", kind="interview"),
    )


@pytest.mark.parametrize("month", ["May 2026", "2026-5", "2026-13", "2026-00", "2026-05-17", "05/2026", "2026"])
def test_a_month_is_a_year_and_a_month_and_never_a_day(table: Table, month: str, explained: Explained) -> None:
    with pytest.raises(StudyError) as caught:
        read_groups(table("group,kind,month", f"FG01,event,{month}", name="groups.csv"))
    explained(
        caught.value, what="not of the form 2026-06", where="groups.csv, line 2", hint="Excel may have changed it"
    )


@pytest.mark.parametrize("month", ["", "2026-01", "2026-12"])
def test_a_month_may_be_left_out(table: Table, month: str) -> None:
    assert read_groups(table("group,kind,month", f"FG01,event,{month}", name="groups.csv"))[0].month == month


@pytest.mark.parametrize("again", ["FG01", "fg01"])
def test_two_groups_cannot_share_one_file_name(table: Table, again: str, explained: Explained) -> None:
    with pytest.raises(StudyError) as caught:
        read_groups(table("group,kind", "FG01,event", f"{again},event", name="groups.csv"))
    explained(caught.value, what=f"Group {again} stands twice", where="groups.csv, line 3", hint="Keep one")


@pytest.mark.parametrize(
    ("row", "what"),
    [("FG 01,event", "A group's id"), ("FG01,meeting", "FG01 is of an unknown kind"), (",event", "A group's id")],
)
def test_what_is_wrong_with_a_group_is_explained_with_its_line(
    table: Table, row: str, what: str, explained: Explained
) -> None:
    with pytest.raises(StudyError) as caught:
        read_groups(table("group,kind", row, name="groups.csv"))
    explained(caught.value, what=what, where="groups.csv, line 2", hint="Use")


# Speakers


@pytest.mark.parametrize(
    "label",
    ["P07", "p07", "P7", "P 7", "P007", "7", "07", "Participant 7", "participant 07", "PART. 7", " P07 : ", "P07:"],
)
def test_a_participants_number_is_known_however_it_is_written(label: str) -> None:
    assert speakers(person("P07")).of(label, "FG01") == "P07"


@pytest.mark.parametrize("label", ["R01", "r01"])
def test_a_researchers_id_is_known_in_every_group(label: str) -> None:
    assert speakers(person("R01", group=None, role="facilitator")).of(label, "FG09") == "R01"


@pytest.mark.parametrize(
    "label", ["P17", "P70", "70", "Participant", "Participant 7 and 8", "R07", "Maria", "7 weeks", "P", "0"]
)
def test_another_label_stands_for_nobody(label: str) -> None:
    with pytest.raises(KeyError):
        speakers(person("P07")).of(label, "FG01")


@pytest.mark.parametrize("label", ["Speaker 1", "SPEAKER 01", "Vorbitor 1"])
def test_a_voice_that_a_program_numbered_is_not_taken_for_a_participant(label: str) -> None:
    with pytest.raises(KeyError):
        speakers(person("P01"), person("R01", group=None, role="facilitator")).of(label, "FG01")


@pytest.mark.parametrize("label", ["P07", "Participant 7"])
def test_a_participant_of_another_group_does_not_speak_here(label: str) -> None:
    with pytest.raises(KeyError):
        speakers(person("P07", group="FG02")).of(label, "FG01")


@pytest.mark.parametrize(("label", "who"), [("P7", "P7"), ("P07", "P07")])
def test_an_exact_id_goes_before_a_number(label: str, who: str) -> None:
    assert speakers(person("P07"), person("P7")).of(label, "FG01") == who


def test_a_number_that_could_be_either_of_two_people_is_neither() -> None:
    with pytest.raises(KeyError):
        speakers(person("P07"), person("P7")).of("Participant 7", "FG01")


@pytest.mark.parametrize(
    "label", [None, "", " ", ":", "?", "??", "Unknown", "UNKNOWN  speaker", "Several voices:", "All", "necunoscut"]
)
def test_where_the_file_says_that_it_is_not_known_who_spoke_nobody_is_named(label: str | None) -> None:
    assert speakers(person("P07"), maria="P07").of(label, "FG01") is None


@pytest.mark.parametrize("label", ["Maria", "MARIA", " maria ", "Maria:"])
def test_a_label_of_the_table_stands_for_whom_it_says(label: str) -> None:
    assert speakers(person("P07"), maria="P07").of(label, "FG01") == "P07"


def test_a_label_of_this_group_goes_before_one_of_every_group() -> None:
    both = Speakers({}, {("", "interviewer"): "R01", ("FG02", "interviewer"): "R02"})
    assert [both.of("Interviewer", group) for group in ("FG01", "FG02")] == ["R01", "R02"]


def test_the_table_goes_before_what_tlc_would_think() -> None:
    assert speakers(person("P07"), **{"p7": "R01", "all": "P09"}).of("P7", "FG01") == "R01"
    assert speakers(person("P07"), **{"all": "P07"}).of("All", "FG01") == "P07"


def test_a_study_may_do_without_a_table_of_labels(tmp_path: Path) -> None:
    assert read_speakers(tmp_path / "speakers.csv", [person("P07")], {"FG01"}).of("P7", "FG01") == "P07"


@pytest.mark.parametrize("label", ["Maria", "maria:", '"  MARIA "'])
def test_a_label_of_the_table_is_read_whatever_its_case_and_colon(table: Table, label: str) -> None:
    path = table("group,label,participant", f",{label},P07", name="speakers.csv")
    assert read_speakers(path, [person("P07")], {"FG01"}).of("Maria", "FG01") == "P07"


def test_a_label_may_be_of_one_group_only(table: Table) -> None:
    path = table("group,label,participant", "FG01,Maria,P07", name="speakers.csv")
    found = read_speakers(path, [person("P07")], {"FG01", "FG02"})
    assert found.of("Maria", "FG01") == "P07"
    with pytest.raises(KeyError):
        found.of("Maria", "FG02")


@pytest.mark.parametrize(
    ("row", "what", "hint"),
    [
        ("FG01,{word},P99", "somebody who is not in participants.csv", "Add the participant"),
        ("FG01,{word},{word}", "somebody who is not in participants.csv", "Add the participant"),
        ("FG01,{word},", "somebody who is not in participants.csv", "Add the participant"),
        ("FG09,{word},P07", "The group is not in groups.csv", "Add it there"),
        ("FG01,{word}:,P08", "given to two people", "Keep one"),
    ],
)
def test_a_slip_in_the_table_of_labels_is_explained_without_the_label(
    table: Table, row: str, what: str, hint: str, canary: str, explained: Explained
) -> None:
    path = table("group,label,participant", f"FG01,{canary},P07", row.format(word=canary), name="speakers.csv")
    with pytest.raises(StudyError) as caught:
        read_speakers(path, [person("P07"), person("P08")], {"FG01"})
    explained(caught.value, what=what, where="speakers.csv, line 3", hint=hint)


def test_the_same_row_twice_does_no_harm(table: Table) -> None:
    path = table("group,label,participant", ",Maria,P07", ",maria,P07", name="speakers.csv")
    assert read_speakers(path, [person("P07")], {"FG01"}).of("Maria", "FG01") == "P07"


def test_the_form_of_the_table_of_labels_is_empty() -> None:
    assert read_speakers(FORMS / "speakers.csv", [], set()).labels == {}


@pytest.mark.parametrize(("role", "asked"), [("community", True), ("professional", True), ("facilitator", False)])
def test_only_participants_must_have_been_asked_about_analysis(tmp_path: Path, role: str, asked: bool) -> None:
    path = tmp_path / "participants.csv"
    path.write_text(f"participant,role,consent_analyse\nX1,{role},\n", encoding="utf-8")
    if asked:
        with pytest.raises(StudyError, match="not said whether the participant agreed"):
            read_participants(path)
    else:
        assert read_participants(path)[0].id == "X1"


@pytest.mark.parametrize(
    ("cell", "language", "mixed"),
    [("", "en", ()), ("ro", "ro", ()), ("ro; en", "ro", ("ro", "en")), ("en;", "en", ())],
)
def test_a_session_may_be_in_several_languages(table: Table, cell: str, language: str, mixed: tuple[str, ...]) -> None:
    (group,) = read_groups(table("group,kind,language", f"FG01,focus_group,{cell}"))
    assert (group.language, group.mixed) == (language, mixed)
