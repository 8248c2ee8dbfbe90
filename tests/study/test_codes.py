"""The codebook of a study: checked, compared and changed, and what was coded follows."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import tlc
from tlc.errors import CodebookError
from tlc.listen.codings import Add, Journal, Propose, coding_id
from tlc.model import Code, Coder, Coding, Proposal, Span, Summary

CODED = """turn,code,quote
FG01:0002,access.hours,closed after my shift
FG01:0003,access.registration,They asked for proof of address
FG01:0003,language.interpreter,there was no interpreter
IN01:0002,access.registration,People cannot register
"""
AT = "2026-06-01T10:00:00Z"


@pytest.fixture
def study(tiny_study: tlc.Study) -> tlc.Study:
    for who, rows in (("asha", CODED), ("ben", CODED.split("FG01:0003")[0])):
        table = tiny_study.path / f"{who}.csv"
        table.write_text(rows, encoding="utf-8")
        tiny_study.import_codings(table, coder=who)
        table.unlink()
    return tiny_study


def coded(study: tlc.Study) -> dict[str, int]:
    counts: dict[str, int] = study.codings["code"].value_counts().to_dict()
    return counts


def test_codings_follow_a_renamed_code_and_are_reported_by_coder_and_session(study: tlc.Study) -> None:
    done = study.codes.rename("access.registration", "access.joining", by="asha", what="Plainer.")
    assert coded(study) == {"access.joining": 2, "access.hours": 2, "language.interpreter": 1}
    assert done.frame.to_dict("records") == [
        {
            "was": "access.registration",
            "now": "access.joining",
            "coder": "asha",
            "session": session,
            "codings": 1,
            "look_again": 0,
        }
        for session in ("FG01", "IN01")
    ]
    assert (done.version, done.again) == ("2.0.0", ())
    assert "Codings under another name now: 2, of 1 coder." in repr(done)
    assert "Plainer." in done.what


def test_codings_follow_a_merged_code(study: tlc.Study) -> None:
    done = study.codes.merge("access.registration", "access.hours", by="asha")
    assert coded(study) == {"access.hours": 4, "language.interpreter": 1}
    assert {one.now for one in done.followed} == {"access.hours"}
    assert len(done.followed) == 2


def test_what_follows_the_heir_of_a_split_code_is_to_be_looked_at_again(study: tlc.Study, tmp_path: Path) -> None:
    into = {"access.evening": "Closed evenings", "access.weekend": "Closed at the weekend"}
    done = study.codes.split("access.hours", into, "access.evening", by="asha")
    assert coded(study)["access.evening"] == 2
    assert len(done.again) == 2
    assert done.frame["look_again"].sum() == 2
    assert done.note.endswith("To be looked at again, for their code was split: 2.")
    rows = list(csv.DictReader(done.save(tmp_path / "again.csv").read_text(encoding="utf-8").split("\n")))
    assert {row["coding"] for row in rows} == set(done.again)
    assert {(row["turn"], row["was"], row["now"], row["look_again"]) for row in rows} == {
        ("FG01:0002", "access.hours", "access.evening", "yes")
    }


def test_a_code_that_is_its_own_heir_is_to_be_looked_at_again_too(study: tlc.Study) -> None:
    into = {"access.hours": "", "access.weekend": "Closed at the weekend"}
    done = study.codes.split("access.hours", into, "access.hours", by="asha")
    assert len(done.again) == 2
    assert "stand where they stood" in done.note
    assert study.codebook["access.hours"].name == "Opening hours do not fit"


def test_the_heir_has_what_the_code_had_and_the_others_its_place(study: tlc.Study) -> None:
    before = study.codebook["access.hours"]
    into = {"access.evening": "Closed evenings", "access.weekend": "Closed at the weekend"}
    study.codes.split("access.hours", into, "access.evening", by="asha")
    heir, other = study.codebook["access.evening"], study.codebook["access.weekend"]
    assert (heir.terms, heir.definition, heir.name) == (before.terms, before.definition, "Closed evenings")
    assert (other.parent, other.kind, other.principles, other.terms) == ("access", "barrier", before.principles, {})


def test_the_report_and_a_file_of_it_hold_ids_and_nobodys_words(study: tlc.Study, tmp_path: Path, canary: str) -> None:
    done = study.codes.rename("access.hours", "access.opening", by="asha")
    text = repr(done) + done._repr_html_() + done.save(tmp_path / "r.csv").read_text(encoding="utf-8")
    assert canary not in text.casefold()
    assert "closed after my shift" not in text


def test_a_coder_whose_file_cannot_be_read_is_named(study: tlc.Study) -> None:
    (study.path / "codings" / "ben.sqlite").write_bytes(b"no database")
    done = study.codes.rename("access.hours", "access.opening", by="asha")
    assert done.unread == ("ben",)
    assert "what ben coded" in done.note
    assert {one.coder for one in done.followed} == {"asha"}


def test_a_proposed_code_is_taken_in_with_what_was_coded_under_it(study: tlc.Study) -> None:
    coder = Coder(id="asha", name="Asha")
    name = "proposed.asha_lifts"
    span = Span(turn="FG01:0003", start=0, end=10)
    mark = Coding(id=coding_id("asha", span, name), span=span, code=name, coder="asha", quote="They asked", made_at=AT)
    journal = Journal(study.path / "codings", coder, now=lambda: AT)
    journal.do(Propose(Proposal(id=name, coder="asha", label="Lifts", definition="Broken.", made_at=AT)))
    journal.do(Add(mark))
    done = study.codes.add("access.lifts", aliases=[name], by="ben")
    code = study.codebook["access.lifts"]
    assert (code.name, code.definition, code.origin, code.parent) == ("Lifts", "Broken.", "emerging", "access")
    assert [(one.was, one.now) for one in done.followed] == [(name, "access.lifts")]
    assert coded(study)["access.lifts"] == 1


def test_a_summary_in_the_matrix_follows_its_code(study: tlc.Study) -> None:
    study.summarise("FG01", "access.hours", "Shifts and opening hours clash.", coder="asha")
    study.codes.rename("access.hours", "access.opening", by="asha")
    wide = study.matrix(codes=["access.opening"]).wide
    assert "Shifts and opening hours clash." in wide.to_string()
    assert isinstance(study.kept[0].summaries[0], Summary)


def test_actions_that_name_an_old_id_still_answer_the_code(study: tlc.Study) -> None:
    (study.path / "actions.csv").write_text(
        "action,what,because,principles,owner,by_when,measure\n1,Open later,access.hours,4,the GP,2027-03,hours\n",
        encoding="utf-8",
    )
    study.codes.rename("access.hours", "access.opening", by="asha")
    assert study.actions[0].because == ("access.opening",)
    assert not [problem for problem in study.check() if problem.severity == "error"]


def test_another_window_sees_the_new_version(study: tlc.Study) -> None:
    other = tlc.open(study.path)
    assert "access.opening" not in other.codebook
    study.codes.rename("access.hours", "access.opening", by="asha")
    assert other.codebook["access.hours"].id == "access.opening"


def test_a_codebook_of_another_name_is_read_again_too(study: tlc.Study) -> None:
    (study.path / "codebook.toml").rename(study.path / "ours.toml")
    settings = study.path / "study.toml"
    settings.write_text(settings.read_text().replace("[study]", '[study]\ncodebook = "ours.toml"'), encoding="utf-8")
    again = tlc.open(study.path)
    assert again.codebook.version == "1.0"
    tlc.open(study.path).codes.change("access.hours", notes="n", by="asha")
    assert again.codebook.version == "1.0.1"
    assert again.codes.versions == ("1.0",)


def test_versions_are_compared_by_name_or_file(study: tlc.Study) -> None:
    with pytest.raises(CodebookError, match="No earlier version"):
        study.codes.diff()
    study.codes.change("access.hours", notes="n", by="asha")
    study.codes.retire("access.registration", by="asha")
    assert list(study.codes.diff())[1:] == ["access.registration: status was in use and is now retired."]
    assert list(study.codes.diff("1.0", "1.0.1"))[1:] == ["access.hours: notes added."]
    assert len(study.codes.diff(study.path / "codebook.toml")) == 0
    with pytest.raises(CodebookError, match=r"No version '7\.0'"):
        study.codes.diff("7.0")


def test_a_retired_code_keeps_its_codings_and_suggests_nothing(study: tlc.Study) -> None:
    study.codes.retire("access.hours", by="asha")
    assert coded(study)["access.hours"] == 2
    assert "access.hours" not in {mark.code for mark in study.tag()}


def test_the_workbook_goes_out_and_comes_back(study: tlc.Study, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = study.codes.to_excel(tmp_path / "c.xlsx")
    workbook = load_workbook(path)
    workbook["codes"]["A3"].value = "access.opening"
    workbook.save(path)
    done = study.codes.from_excel(path, by="ben")
    assert {one.now for one in done.followed} == {"access.opening"}
    assert study.codebook.changelog[-1].by == "ben"


def test_a_code_is_added_as_a_noun_or_by_its_fields(study: tlc.Study) -> None:
    study.codes.add(Code(id="cost", kind="heading", label={"en": "Cost"}), by="asha")
    done = study.codes.add("cost.fares", label={"en": "Fares"}, terms={"en": ["bus fare"]}, by="asha")
    code = study.codebook["cost.fares"]
    assert (code.parent, code.terms["en"], code.since) == ("cost", ("bus fare",), "1.2.0")
    assert done.lines[-1] == "Added: cost.fares (Fares)."
    assert done.note.startswith("No codings stand under another code.")


def test_what_rules_suggest_is_no_coding_that_follows(study: tlc.Study) -> None:
    study.codes.change("access.hours", by="asha", terms={"en": ("closed",)})
    assert not study.tag().frame.empty
    done = study.codes.split("access.hours", {"access.day": "Day", "access.night": "Night"}, "access.day", by="asha")
    assert {one.coder for one in done.followed} == {"asha", "ben"}
    assert len(done.again) == 2


def test_where_terms_changed_the_rules_are_to_look_again(study: tlc.Study) -> None:
    assert study.codes.change("access.hours", terms={"ro": ["închis"]}, by="asha").retag
    assert "tlc tag" in study.codes.retire("access.hours", by="asha").note
    assert not study.codes.rename("access.registration", "access.joining", by="asha").retag
    assert not study.codes.change("access.joining", notes="n", by="asha").retag


# Checking


def test_what_is_doubtful_in_the_codebook_is_a_warning_of_the_study(study: tlc.Study) -> None:
    study.codes.add("access.lifts", label={"en": "Lifts"}, terms={"en": ["lift"]}, by="asha")
    book = study.codes.path
    book.write_text(book.read_text(encoding="utf-8").replace('"lift"', '"(lift"'), encoding="utf-8")
    study = tlc.open(study.path)
    found = [one for one in study.check() if "access.lifts" in one.what]
    assert len(found) == 2
    assert {one.severity for one in found} == {"warning"}
    assert "error" in {one.severity for one in study.codes.check()}


def test_terms_that_also_find_others_words_are_named_where_they_are_asked_for(study: tlc.Study) -> None:
    study.codes.change("language.card", terms={"en": ["a card", "address"]}, by="asha")
    assert not any("also finds" in one.what for one in study.check())
    assert any("also finds" in one.what for one in study.codes.check())


def test_actions_and_principles_that_there_are_not_are_named(study: tlc.Study) -> None:
    study.codes.change("access.hours", actions=["Z99"], by="asha")
    assert any("the action 'Z99'" in one.what for one in study.codes.check())


def test_the_codebook_shows_itself_in_a_line(study: tlc.Study) -> None:
    study.codes.change("access.hours", notes="n", by="asha")
    assert repr(study.codes) == "codebook 1.0.1: 4 codes in use, 6 in all; earlier versions: 1.0"
