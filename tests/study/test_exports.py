"""Study.export: every form from one study, with what may leave decided before."""

from __future__ import annotations

import csv
import json
import shutil
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

import tlc
from tlc.change.exports.forms import FORMS
from tlc.errors import StudyError
from tlc.study._exports import export

CODED = """turn,code,quote,memo,serious
FG01:0002,access.hours,closed after my shift,,
FG01:0003,language.interpreter,,,
FG01:0005,language.card,,,
IN01:0002,access.registration,,,
"""
ACTIONS = """action,what,because,principles,owner,horizon,by_when,measure,status
1,Hold back evening appointments,access.hours,4,ICB,short,2027-03,Evening appointments used,agreed
"""


@pytest.fixture(scope="module")
def laid(lay_study: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the tiny study, coded by Asha, with one action: made once, and copied for each test."""
    folder = lay_study(tmp_path_factory.mktemp("exports") / "tiny")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TLC_HOME", str(tmp_path_factory.mktemp("own")))
        made = tlc.open(folder)
        review = made.review([folder / "sessions"], by="asha")
        while review.open:
            review.decide(review.open[0].id, "keep", reason="invented")
        made.add([folder / "sessions"])
        (folder / "asha.csv").write_text(CODED, encoding="utf-8")
        assert not len(made.import_codings(folder / "asha.csv", coder="asha"))
    (folder / "actions.csv").write_text(ACTIONS, encoding="utf-8")
    return folder


@pytest.fixture
def study(laid: Path, tmp_path: Path) -> tlc.Study:
    return tlc.open(Path(shutil.copytree(laid, tmp_path / "tiny")))


def inside(path: Path) -> str:
    """Every text of a file: a Word or Excel file is a folder of texts."""
    if path.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(path) as parts:
            return "\n".join(parts.read(name).decode("utf-8", errors="replace") for name in parts.namelist())
    return path.read_text(encoding="utf-8-sig")


def turns_in(trace: Path) -> set[str]:
    with trace.open(encoding="utf-8-sig", newline="") as file:
        return {row["turn"] for row in csv.DictReader(file)}


def test_no_form_holds_an_id_or_a_word_that_nobody_agreed_to(study: tlc.Study) -> None:
    for kind, form in FORMS.items():
        path = study.export(kind)
        assert path.parent == study.path / "reports"
        for suffix in form.suffixes:
            text = inside(path.with_suffix(suffix))
            assert "proof of address, and there was" not in text, kind  # P02 agreed to no publishing
            assert not any(name in text for name in ("FG01:", "P01", "P02", "R01", "asha")), kind


def test_a_trace_goes_beside_forms_that_quote_and_beside_no_other(study: tlc.Study) -> None:
    for kind in ("word", "tracker"):
        study.export(kind)
    reports = study.path / "reports"
    assert turns_in(reports / "action-framework-short-trace.csv") <= {"FG01:0002", "FG01:0005", "IN01:0002"}
    assert not (reports / "action-tracker-trace.csv").exists()


def test_words_for_training_are_of_those_who_agreed_to_training(study: tlc.Study) -> None:
    people = study.path / "participants.csv"
    text = people.read_text(encoding="utf-8")
    people.write_text(
        text.replace("P01,FG01,community,ro,18-29,yes,yes,yes,yes", "P01,FG01,community,ro,18-29,yes,yes,yes,no")
    )
    study = tlc.open(study.path)
    assert "card that says" not in inside(study.export("training"))
    people.write_text(
        text.replace("P01,FG01,community,ro,18-29,yes,yes,yes,yes", "P01,FG01,community,ro,18-29,yes,yes,no,yes")
    )
    study = tlc.open(study.path)
    assert "card that says" in inside(study.export("training"))
    assert "card that says" not in inside(study.export("themes", audience="board"))


def test_the_same_study_gives_the_same_bytes(study: tlc.Study) -> None:
    first = study.export("word").read_bytes()
    assert tlc.open(study.path).export("word").read_bytes() == first


def test_a_form_for_other_readers_has_their_name(study: tlc.Study) -> None:
    assert study.export("tracker", audience="public").name == "action-tracker-public.xlsx"
    assert study.export("slides", audience="board").name == "board-slides.md"


def test_a_file_goes_where_somebody_says_and_nowhere_else(study: tlc.Study, tmp_path: Path) -> None:
    out = tmp_path / "elsewhere" / "pack.md"
    assert study.export("themes", out) == out
    assert sorted(path.name for path in out.parent.iterdir()) == ["pack-trace.csv", "pack.md"]


@pytest.mark.parametrize(
    ("kind", "options", "message"),
    [
        ("poster", {}, "no such form"),
        ("word", {"path": "x.pdf"}, "another ending"),
        ("word", {"language": "ro"}, "no language"),
        ("community", {"language": "../x"}, "no language"),
        ("word", {"audience": "everybody"}, "no such audience"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_written(
    kind: str, options: dict[str, str], message: str, study: tlc.Study
) -> None:
    with pytest.raises(StudyError, match=message):
        study.export(kind, **options)  # type: ignore[arg-type]
    assert not (study.path / "reports").exists()


def test_a_study_with_an_error_exports_nothing(study: tlc.Study) -> None:
    (study.path / "groups.csv").write_text("group,kind\nFG01,quince\n", encoding="utf-8")
    with pytest.raises(StudyError):
        tlc.open(study.path).export("word")
    assert not (study.path / "reports").exists()


def test_a_file_to_fill_in_is_made_once_and_never_written_over(study: tlc.Study) -> None:
    assert export(study, "heat").asked == study.path / "heat.toml"
    answers = study.path / "heat.toml"
    answers.write_text('[review]\ndate = "2027-06"\n', encoding="utf-8")
    done = export(study, "heat")
    assert done.asked is None
    assert answers.read_text(encoding="utf-8") == '[review]\ndate = "2027-06"\n'
    assert "INCOMPLETE" not in inside(done.path)


def test_answers_are_looked_through_for_what_could_tell_who_somebody_is(study: tlc.Study) -> None:
    text = '[answers]\ntips = "Ring her on 07700 900123."\ndone = "A worker saw Florina Zamfir."\n'
    (study.path / "case-study.toml").write_text(text, encoding="utf-8")
    notes = export(study, "case-study").notes
    assert "NOT FOR SUBMISSION: Answer 'tips' holds something that could be a phone number." in notes
    assert any(note.startswith("Answer 'done' could tell") for note in notes)
    assert "07700" not in " ".join(notes)
    assert not any("together" in note for note in notes)
    header = docx.Document(str(study.path / "reports" / "case-study.docx")).sections[0].header.paragraphs[0].text
    assert header.startswith("NOT FOR SUBMISSION")


def test_answers_are_looked_at_together(study: tlc.Study) -> None:
    said = {"challenge": "A Jamaican woman.", "done": "She came in 2002.", "organisations": "Northwick Roma Trust"}
    lines = [f'{name} = "{text}"' for name, text in said.items()]
    (study.path / "case-study.toml").write_text("\n".join(["[answers]", *lines, ""]), encoding="utf-8")
    notes = export(study, "case-study").notes
    assert "What the answers tell together could tell who somebody is: nationality or country, year." in notes
    assert not any("'organisations'" in note for note in notes)


def test_a_community_summary_is_made_from_a_file_that_people_translate(study: tlc.Study) -> None:
    first = export(study, "community", language="ro")
    assert first.path.name == "community-summary-ro.html"
    assert first.asked == study.path / "community-ro.toml"
    assert "UNFINISHED" in inside(first.path)
    slots = tomllib.loads(first.asked.read_text(encoding="utf-8"))
    assert slots["themes"]["access.hours"] == {"en": "Opening hours do not fit", "say": ""}
    text = first.asked.read_text(encoding="utf-8")
    filled = text.replace(
        'en = "Opening hours do not fit"\nsay = ""', 'en = "Opening hours do not fit"\nsay = "Programul"'
    )
    first.asked.write_text(filled, encoding="utf-8")
    again = export(study, "community", language="ro")
    assert again.asked is None
    assert len(again.notes) == len(first.notes) - 1
    assert "Programul" in inside(again.path)
    assert first.asked.read_text(encoding="utf-8") == filled


def test_a_label_that_the_codebook_has_in_that_language_is_offered(study: tlc.Study) -> None:
    book = study.path / "codebook.toml"
    text = book.read_text(encoding="utf-8")
    book.write_text(
        text.replace('{ en = "Opening hours do not fit" }', '{ en = "Opening hours do not fit", ro = "Programul" }'),
        encoding="utf-8",
    )
    done = export(tlc.open(study.path), "community", language="ro")
    assert tomllib.loads((study.path / "community-ro.toml").read_text())["themes"]["access.hours"]["say"] == "Programul"
    assert not any("access.hours" in note for note in done.notes)


def test_english_needs_no_file(study: tlc.Study) -> None:
    done = export(study, "community")
    assert done.path.name == "community-summary.html"
    assert (done.asked, done.notes) == (None, ())
    assert not list(study.path.glob("community-*.toml"))


def test_somebody_who_leaves_takes_the_forms_that_quote_them_along(study: tlc.Study) -> None:
    for kind in ("word", "themes", "tracker"):
        study.export(kind, audience="board")
    gone = {path.name for path in (study.path / "reports").iterdir()}
    study.withdraw("P01", confirm=True)
    left = {path.name for path in (study.path / "reports").iterdir()}
    assert {"action-framework-short-board.docx", "theme-pack-board.json", "theme-pack-board.md"} <= gone - left
    assert "action-tracker-board.xlsx" in left


def test_the_pack_says_what_the_report_says(study: tlc.Study) -> None:
    content = json.loads(inside(study.export("themes", audience="board")))
    hours = next(theme for theme in content["themes"] if theme["id"] == "access.hours")
    assert hours["found"].startswith("Found in 1 of 2 sessions.")
    assert hours["label"] == "Opening hours do not fit"
