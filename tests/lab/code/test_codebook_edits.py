"""Editing the codebook from the coding page: what is shown, what is written, and what two people do at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tlc.listen.codebook import CodebookFile, read_codebook

Say = Callable[..., dict[str, Any]]
HOURS = "access.hours"


@pytest.fixture(scope="module")
def made_book(loaded: Callable[[Path], ModuleType]) -> ModuleType:
    return loaded(Path(__file__).parent / "made_codebook.py")


@pytest.fixture
def study(made_book: ModuleType, tmp_path: Path) -> Any:
    return made_book.Study(tmp_path)


@pytest.fixture
def say(study: Any, say_to: Callable[..., Say]) -> Say:
    return say_to(study.talk)


def edit(say: Say, code: str, **fields: Any) -> dict[str, Any]:
    """Open the form of a code, and save other values."""
    form = say("codebook", code=code)
    return say("code", code=code, version=form["version"], fields=fields, base=base(form, fields))


def base(form: dict[str, Any], fields: dict[str, Any]) -> dict[str, Any]:
    return {field: form["fields"][field] for field in fields}


def somebody_else(study: Any, code: str = HOURS, **fields: Any) -> None:
    CodebookFile.open(study.path).change(code, by="ben", at="2026-07-01T08:00:00Z", **fields)


# What is shown


def test_the_page_hears_that_the_codebook_can_be_edited(say: Say) -> None:
    assert say("hello")["editable"] is True


def test_without_a_file_the_codebook_cannot_be_edited(talk: Any, say_to: Callable[..., Say]) -> None:
    say = say_to(talk)
    assert say("hello")["editable"] is False
    assert say("codebook", code=HOURS)["type"] == "refused"


def test_a_form_holds_the_fields_of_its_code(say: Say) -> None:
    form = say("codebook", code=HOURS)
    assert form["fields"]["label.en"] == "Opening hours do not fit"
    assert form["fields"]["label.ro"] == "Programul nu se potrivește"
    assert form["fields"]["terms.en"] == ["closed", "after my shift"]
    assert form["fields"]["terms.ro"] == []
    assert (form["new"], form["version"], form["languages"]) == (False, "1.0.0", ["en", "ro"])
    assert [heading["id"] for heading in form["headings"]] == ["access", "language"]


def test_a_form_tells_how_many_turns_there_are_to_look_through(say: Say) -> None:
    # Three of community members and one of nobody known in FG01, two in FG02, one in IN01.
    assert say("codebook", code=HOURS)["looked_through"] == {"en": 7, "ro": 0}


def test_a_code_that_is_not_there_has_no_form(say: Say) -> None:
    assert "not in the codebook any more" in say("codebook", code="access.nothing")["what"]


def test_an_empty_form_is_for_a_new_code(say: Say) -> None:
    form = say("codebook", code="")
    assert form["new"]
    assert form["fields"]["label.en"] == ""


# What is written


def test_a_change_is_the_next_version_with_who_and_when(study: Any, say: Say) -> None:
    saved = edit(say, HOURS, definition="Closed when people are free.", **{"terms.en": ["closed", "closing time"]})
    assert (saved["type"], saved["version"], saved["nothing"], saved["beside"]) == ("code_saved", "1.1.0", False, False)
    book = read_codebook(study.path)
    assert book[HOURS].definition == "Closed when people are free."
    assert book[HOURS].terms["en"] == ("closed", "closing time")
    assert (book.changelog[-1].by, book.changelog[-1].date) == ("asha", "2026-07-02")


def test_comments_and_everything_else_in_the_file_stay(study: Any, say: Say) -> None:
    before = study.path.read_text(encoding="utf-8")
    edit(say, HOURS, brief="Closed.")
    now = study.path.read_text(encoding="utf-8")
    gone = set(before.splitlines()) - set(now.splitlines())
    assert gone == {'version = "1.0.0"'}
    assert "# Said often in the first round." in now
    assert [path.read_text(encoding="utf-8") for path in study.path.parent.glob("codebook-versions/*")] == [before]


def test_the_desk_works_with_the_new_codes_at_once(study: Any, say: Say) -> None:
    saved = edit(say, HOURS, **{"label.en": "Closed when we are free"})
    labels = {code["id"]: code["label"]["en"] for code in saved["codes"]}
    assert labels[HOURS] == "Closed when we are free"
    assert study.desk.codes[HOURS].name == "Closed when we are free"


def test_what_is_written_is_cleaned(study: Any, say: Say) -> None:
    edit(say, HOURS, brief="  Closed\u200b  when  free ", **{"terms.en": ["closed", "", " after   my shift", "closed"]})
    code = read_codebook(study.path)[HOURS]
    assert code.brief == "Closed when free"
    assert code.terms["en"] == ("closed", "after my shift")


def test_nothing_changed_is_no_version(study: Any, say: Say) -> None:
    saved = edit(say, HOURS, definition="Opening hours do not fit.")
    assert (saved["nothing"], saved["version"]) == (True, "1.0.0")
    assert not (study.path.parent / "codebook-versions").exists()


def test_the_same_message_twice_is_written_once(study: Any, say: Say) -> None:
    fields = {"brief": "Closed."}
    one, two = (say("code", to="page:1", code=HOURS, fields=fields, base={"brief": ""}) for _ in range(2))
    assert one == two
    assert read_codebook(study.path).version == "1.0.1"


def test_asked_again_of_a_notebook_that_was_started_again_it_is_written_once(
    made_book: ModuleType, study: Any, say_to: Callable[..., Say]
) -> None:
    fields = {"label.en": "No parking", "definition": "Nowhere to leave a car."}
    asked = {"code": "", "parent": "access", "sort": "barrier", "fields": fields, "base": {}}
    say_to(study.talk)("code", to="page:1", **asked)
    again = say_to(made_book.Study(study.path.parent).talk)("code", to="page:1", **asked)
    assert (again["nothing"], again["code"]) == (True, "access.no_parking")
    assert read_codebook(study.path).version == "1.1.0"


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"label.en": "L" * 121}, "longer than 120"),
        ({"brief": "L" * 301}, "longer than 300"),
        ({"terms.en": ["L" * 501]}, "Line 1 is longer"),
        ({"terms.en": ["a"] + [f"w{n}" for n in range(500)]}, "more than 500 lines"),
        ({"polarity": "both"}, "no way in which a code counts"),
        ({"status": "retired"}, "a field that a code does not have"),
        ({"terms": ["closed"]}, "a field that a code does not have"),
        ({"brief": ["a", "b"]}, "a field that a code does not have"),
        ({"label.<b>": "x"}, "a field that a code does not have"),
        ({"brief.en": "x"}, "a field that a code does not have"),
    ],
)
def test_what_does_not_do_is_refused_and_nothing_is_written(
    study: Any, say: Say, fields: dict[str, Any], what: str
) -> None:
    before = study.path.read_bytes()
    refused = say("code", code=HOURS, fields=fields, base={})
    assert refused["type"] == "refused"
    assert what in refused["what"]
    assert study.path.read_bytes() == before


def test_an_english_name_cannot_be_taken_away(study: Any, say: Say) -> None:
    assert "no English label" in edit(say, HOURS, **{"label.en": ""})["what"]
    assert read_codebook(study.path).version == "1.0.0"


def test_a_message_without_an_id_writes_nothing(study: Any) -> None:
    (refused,) = study.talk.answers({"type": "code", "code": HOURS, "fields": {"brief": "x"}, "base": {"brief": ""}})
    assert refused["type"] == "refused"
    assert read_codebook(study.path).version == "1.0.0"


def test_a_codebook_that_cannot_be_read_is_left_alone(study: Any, say: Say) -> None:
    study.path.write_text("this is no TOML", encoding="utf-8")
    refused = say("code", code=HOURS, fields={"brief": "x"}, base={"brief": ""})
    assert refused["type"] == "refused"
    assert study.path.read_text(encoding="utf-8") == "this is no TOML"


# New codes, and proposed ones


def test_a_new_code_stands_under_its_heading(study: Any, say: Say) -> None:
    fields = {"label.en": "No parking, no bus", "label.ro": "", "definition": "Cannot get there.", "terms.en": ["bus"]}
    saved = say("code", code="", parent="access", sort="barrier", fields=fields, base={})
    assert saved["code"] == "access.no_parking_no_bus"
    book = read_codebook(study.path)
    code = book[saved["code"]]
    assert [one.id for one in book.below("access")][-1] == code.id
    assert (code.origin, code.added_by, code.added_on, code.since) == ("emerging", "asha", "2026-07-02", "1.1.0")
    assert (dict(code.label), code.terms["en"]) == ({"en": "No parking, no bus"}, ("bus",))


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ({"fields": {"definition": "Nothing."}}, "no name in English"),
        ({"fields": {"label.en": "OPENING hours do not fit"}}, "a code of that name"),
        ({"fields": {"label.en": "New"}, "parent": HOURS}, "no such heading"),
        ({"fields": {"label.en": "New"}, "parent": "nowhere"}, "no such heading"),
        ({"fields": {"label.en": "New"}, "sort": "heading"}, "cannot be made here"),
        ({"fields": {"label.en": "New"}, "sort": "thing"}, "unknown kind"),
    ],
)
def test_a_new_code_that_does_not_do_is_refused(study: Any, say: Say, more: dict[str, Any], what: str) -> None:
    refused = say("code", **{"code": "", "parent": "", "sort": "barrier", "base": {}, **more})
    assert (refused["type"], what in refused["what"]) == ("refused", True)
    assert read_codebook(study.path).version == "1.0.0"


def test_two_names_that_would_have_one_id_have_two(say: Say) -> None:
    ids = [say("code", code="", fields={"label.en": name}, base={})["code"] for name in ("No bus!", "No bus?")]
    assert ids == ["no_bus", "no_bus_2"]


def test_a_proposed_code_comes_into_the_codebook_and_its_codings_follow(study: Any, say: Say) -> None:
    span = {"turn": "FG01:0006", "start": 0, "end": 6, "quote": "A card"}
    proposed = say("propose", label="Cards help", definition="A card that says it.", spans=[span])["values"]["code"]
    form = say("codebook", code=proposed)
    assert (form["new"], form["adopts"], form["fields"]["label.en"]) == (True, proposed, "Cards help")
    fields = {**form["fields"], "label.en": "A card helps"}
    saved = say("code", code="", adopts=proposed, parent="language", sort="enabler", fields=fields, base={})
    assert saved["code"] == "language.a_card_helps"
    assert read_codebook(study.path)[proposed].id == "language.a_card_helps"
    marks = say("open", session="FG01")["marks"]
    assert [mark["code"] for mark in marks] == ["language.a_card_helps"]
    (told,) = [code for code in saved["codes"] if code["id"] == "language.a_card_helps"]
    assert (told["proposed"], told["uses"]) == (False, 1)
    assert "proposed" not in {code["id"] for code in saved["codes"]}


def test_a_proposal_that_somebody_took_in_meanwhile_is_not_taken_in_twice(say: Say) -> None:
    span = {"turn": "FG01:0006", "start": 0, "end": 6, "quote": "A card"}
    proposed = say("propose", label="Cards help", definition="A card.", spans=[span])["values"]["code"]
    asked = {"code": "", "adopts": proposed, "sort": "enabler", "base": {}}
    say("code", **asked, fields={"label.en": "Cards help"})
    refused = say("code", **asked, fields={"label.en": "Cards help", "brief": "Other."})
    assert "a code of that name" in refused["what"]


# Two people at once


def test_what_somebody_else_wrote_into_other_fields_stays(study: Any, say: Say) -> None:
    form = say("codebook", code=HOURS)
    somebody_else(study, include="Bank holidays.")
    fields = {"definition": "Closed when people are free."}
    saved = say("code", code=HOURS, version=form["version"], fields=fields, base=base(form, fields))
    assert (saved["type"], saved["beside"]) == ("code_saved", True)
    code = read_codebook(study.path)[HOURS]
    assert (code.definition, code.include) == ("Closed when people are free.", "Bank holidays.")


def test_where_somebody_else_wrote_into_the_same_field_nothing_is_written_and_theirs_is_shown(
    study: Any, say: Say
) -> None:
    form = say("codebook", code=HOURS)
    somebody_else(study, definition="Theirs.")
    before = study.path.read_bytes()
    fields = {"definition": "Mine.", "brief": "Closed."}
    clash = say("code", code=HOURS, version=form["version"], fields=fields, base=base(form, fields))
    assert (clash["type"], clash["fields"], clash["version"]) == ("clash", {"definition": "Theirs."}, "1.0.1")
    assert study.path.read_bytes() == before


def test_mine_can_be_written_on_top_of_theirs(study: Any, say: Say) -> None:
    somebody_else(study, definition="Theirs.")
    saved = say("code", code=HOURS, fields={"definition": "Mine."}, base={"definition": "Theirs."})
    assert saved["type"] == "code_saved"
    assert read_codebook(study.path)[HOURS].definition == "Mine."


def test_where_both_wrote_the_same_there_is_nothing_to_decide(study: Any, say: Say) -> None:
    form = say("codebook", code=HOURS)
    somebody_else(study, definition="Closed.")
    saved = say("code", code=HOURS, fields={"definition": "Closed."}, base=base(form, {"definition": ""}))
    assert (saved["type"], saved["nothing"]) == ("code_saved", True)


def test_the_terms_of_two_people_are_both_kept(study: Any, say: Say) -> None:
    form = say("codebook", code=HOURS)
    somebody_else(study, terms={"en": ("after my shift", "closed", "bank holiday")})
    fields = {"terms.en": ["closed", "late"]}
    saved = say("code", code=HOURS, version=form["version"], fields=fields, base=base(form, fields))
    assert saved["beside"]
    assert read_codebook(study.path)[HOURS].terms["en"] == ("closed", "bank holiday", "late")


def test_a_code_that_was_renamed_meanwhile_is_found(study: Any, say: Say) -> None:
    form = say("codebook", code=HOURS)
    CodebookFile.open(study.path).rename(HOURS, "access.opening", by="ben", at="2026-07-01T08:00:00Z")
    fields = {"brief": "Closed."}
    saved = say("code", code=HOURS, version=form["version"], fields=fields, base=base(form, fields))
    assert saved["code"] == "access.opening"
    assert read_codebook(study.path)["access.opening"].brief == "Closed."


def test_another_page_sees_the_change_when_it_opens_a_session(
    made_book: ModuleType, study: Any, say: Say, say_to: Callable[..., Say]
) -> None:
    other = made_book.Study(study.path.parent, coder="ben")
    say_there = say_to(other.talk)
    say_there("hello")
    edit(say, HOURS, **{"label.en": "Closed"})
    say_there("open", session="FG01")
    assert other.desk.codes[HOURS].name == "Closed"


def test_a_codebook_that_is_half_written_elsewhere_does_not_stop_the_coding(study: Any, say: Say) -> None:
    say("hello")
    study.path.write_text("[[code]]\nid = ", encoding="utf-8")
    assert say("open", session="FG01")["type"] == "session"
    assert study.desk.codes[HOURS].name == "Opening hours do not fit"


def test_the_page_hears_whose_words_stand_there(study: Any, say: Say) -> None:
    form = say("codebook", code=HOURS)
    somebody_else(study, definition="Theirs.")
    asked = {"code": HOURS, "fields": {"definition": "Mine."}, "base": base(form, {"definition": ""})}
    assert say("code", **asked)["by"] == "ben"
    # Changed by hand, without a line in the change log: nobody knows who.
    text = study.path.read_text(encoding="utf-8").replace('"Theirs."', '"By hand."')
    study.path.write_text(text.replace('version = "1.0.1"', 'version = "1.0.2"', 1), encoding="utf-8")
    assert say("code", **asked)["by"] == ""


# Retired codes


def test_nobody_codes_with_a_code_that_was_retired(study: Any, say: Say) -> None:
    span = {"turn": "FG01:0002", "start": 6, "end": 12, "quote": "closed"}
    say("mark", spans=[span], code=HOURS)
    CodebookFile.open(study.path).retire(HOURS, by="ben", at="2026-07-01T08:00:00Z")
    told = {code["id"]: code for code in say("hello")["codes"]}
    assert (told[HOURS]["retired"], told[HOURS]["applies"], told[HOURS]["uses"]) == (True, False, 1)
    assert [told[name]["retired"] for name in ("access", "access.registration")] == [False, False]
    refused = say("mark", spans=[span | {"start": 3, "quote": "is closed"}], code=HOURS)
    assert "retired" in refused["what"]
    assert [mark["code"] for mark in say("open", session="FG01")["marks"]] == [HOURS]


def test_no_code_that_was_retired_is_suggested(made: ModuleType, study: Any, say: Say) -> None:
    made.made_suggestions(study.path.parent / "codings")
    say("show", session="FG01", what="suggestions")
    CodebookFile.open(study.path).retire(HOURS, by="ben", at="2026-07-01T08:00:00Z")
    suggested = {mark["code"] for mark in say("open", session="FG01")["marks"]}
    assert suggested == {"access.registration", "language.interpreter"}


# The rules


def test_the_rules_look_again_when_somebody_asks(made_book: ModuleType, tmp_path: Path) -> None:
    calls: list[str] = []
    study = made_book.Study(tmp_path, tag=lambda: calls.append("tagged"))
    answers = [study.talk.answers({"type": "tag", "id": "page:1"}) for _ in range(2)]
    assert [one["type"] for one in answers[0]] == ["tagged", "anew"]
    assert answers[0] == answers[1]
    assert calls == ["tagged"]


def test_without_rules_to_run_the_page_is_told_the_command(say: Say) -> None:
    assert say("codebook", code=HOURS)["may_tag"] is False
    assert say("tag")["hint"] == "Run: tlc tag"


def test_terms_are_looked_for_while_they_are_written(say: Say) -> None:
    told = say("terms", language="en", code=HOURS, terms=["closed", "", '"proof of address"', "wait ~"])
    assert [line["turns"] for line in told["lines"]] == [2, None, 2, None]
    assert (told["turns"], told["of"]) == (4, 7)
    assert told["lines"][2]["also"] == ["access.registration"]
    assert told["lines"][3]["what"]


def test_no_answer_about_terms_holds_what_was_said(made: ModuleType, say: Say) -> None:
    told = say("terms", language="en", code=HOURS, terms=["quince", "jelly"])
    assert [line["turns"] for line in told["lines"]] == [1, 1]
    assert made.CANARY not in str(told)
