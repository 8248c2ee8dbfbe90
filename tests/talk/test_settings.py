"""study.toml is read with every slip explained, and nothing in it is passed over in silence."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from tlc.errors import StudyError
from tlc.model import Settings
from tlc.talk import settings as module
from tlc.talk.settings import FILE, read_settings

Explained = Callable[..., None]
FORM = Path(module.__file__).with_name("new") / FILE


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[str | bytes], Path]:
    def save(content: str | bytes) -> Path:
        path = tmp_path / FILE
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return save


Saved = Callable[[str | bytes], Path]
FULL = """
[study]
title = "Getting healthcare"
community = "Roma people"
place = "Testwick"
aim = "To hear."
commissioner = "The board"
partners = ["The centre", "The university"]
period = "May 2026"
ethics = "none"
counted = "All."
codebook = "book.toml"
synthetic = true

[expected]
participants = 64
community = 55
professionals = 9
focus_groups = 11
interviews = 9

[check]
known = ["Luton", "Bury Park"]

[report]
min_cell = 10
prepared_by = "The team"
contact = "The centre"
reviewed = "2026-10"
image = "crest.png"
image_alt = "A tree"
accessibility_statement = "Large print is free."
names = ["Mill Road surgery = a GP surgery"]

[wording]
preferred = ["Roma people"]
avoided = ["Gypsy = Roma people"]
group_names = ["Gypsy Council"]

[tags]
core20 = "Yes"
plus_groups = ["other: people who live on boats"]
inclusion_groups = ["Gypsy, Roma and Traveller communities", "refugees", "vulnerable migrants"]
clinical_areas = ["maternity"]

[suggest]
embedder = "small"

[topics]
embedder = "onnx:models/small"
stop_words = ["well", "like"]
"""


def test_a_title_is_all_that_a_study_needs(saved: Saved) -> None:
    assert read_settings(saved('[study]\ntitle = "A study"')) == Settings(title="A study")


def test_every_field_is_read_from_its_section(saved: Saved) -> None:
    assert read_settings(saved(FULL)) == Settings(
        title="Getting healthcare",
        community="Roma people",
        place="Testwick",
        aim="To hear.",
        commissioner="The board",
        partners=("The centre", "The university"),
        period="May 2026",
        ethics="none",
        counted="All.",
        codebook="book.toml",
        synthetic=True,
        expected_participants=64,
        expected_community=55,
        expected_professionals=9,
        expected_focus_groups=11,
        expected_interviews=9,
        known=("Luton", "Bury Park"),
        min_cell=10,
        prepared_by="The team",
        contact="The centre",
        reviewed="2026-10",
        image="crest.png",
        image_alt="A tree",
        accessibility_statement="Large print is free.",
        names=("Mill Road surgery = a GP surgery",),
        preferred=("Roma people",),
        avoided=("Gypsy = Roma people",),
        group_names=("Gypsy Council",),
        core20="yes",
        plus_groups=("other: people who live on boats",),
        inclusion_groups=("gypsy_roma_traveller", "vulnerable_migrants_and_refugees"),
        clinical_areas=("maternity",),
        embedder="small",
        topics_embedder="onnx:models/small",
        topics_stop_words=("well", "like"),
    )


def test_the_full_example_above_leaves_no_field_out(saved: Saved) -> None:
    read, plain = read_settings(saved(FULL)), Settings(title="")
    assert all(getattr(read, field.name) != getattr(plain, field.name) for field in fields(Settings))


@pytest.mark.parametrize("name", [field.name for field in fields(Settings)])
def test_the_form_of_a_new_study_explains_every_field(name: str) -> None:
    key = name.removeprefix("expected_").removeprefix("topics_")
    assert re.search(rf"^(# )?{key} = ", FORM.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize(
    "content",
    [
        codecs.BOM_UTF8 + '[study]\ntitle = "Și noi"\n'.encode(),
        '[study]\r\ntitle = "Și noi"\r\n',
        '[study]\rtitle = "Și noi"\r',
        '[study]\ntitle = "S\u0326i noi"\n',
        '\n\n# a comment\n[study]\n\ttitle\u00a0= "Și noi" # so\n[report]\n',
    ],
    ids=["byte order mark", "windows", "old mac", "letters in two parts", "tabs, comments and an empty section"],
)
def test_the_file_reads_the_same_however_it_was_saved(saved: Saved, content: str | bytes) -> None:
    assert read_settings(saved(content)).title == "Și noi"


def test_a_folder_without_the_file_is_no_study(tmp_path: Path, explained: Explained) -> None:
    folder = tmp_path / "luton"
    with pytest.raises(StudyError) as caught:
        read_settings(folder / FILE)
    explained(caught.value, what="no study.toml in this folder", where="luton", hint="tlc new NAME")


def test_a_file_in_an_old_encoding_is_refused(saved: Saved, explained: Explained) -> None:
    with pytest.raises(StudyError) as caught:
        read_settings(saved('[study]\ntitle = "ă"'.encode("cp1250")))
    explained(caught.value, what="not in UTF-8", where=FILE, hint="UTF-8")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("[study]\ntitle = A study", 2),
        ("[study]\ntitle = “A study”", 2),
        ('[study]\ntitle = "A"\n\ntitle = "B"\n', 4),
        ("[study\n", 1),
        ('[study]\ntitle = "A\nstudy"', 2),
        ('[study]\ntitle = "A"\nsynthetic = True', 3),
    ],
    ids=["no quotation marks", "curly ones", "a field twice", "half a section", "a text over two lines", "True"],
)
def test_a_slip_in_the_toml_is_explained_with_its_line(
    saved: Saved, content: str, line: int, explained: Explained
) -> None:
    with pytest.raises(StudyError) as caught:
        read_settings(saved(content))
    explained(caught.value, what=f"not valid TOML: {caught.value.__cause__}", where=FILE, hint="Look at that line")
    assert f"line {line}," in caught.value.what


@pytest.mark.parametrize("content", ["", "[study]", '[study]\ntitle = ""', '[study]\ntitle = "  "'])
def test_a_study_without_a_title_is_refused(saved: Saved, content: str, explained: Explained) -> None:
    with pytest.raises(StudyError) as caught:
        read_settings(saved(content))
    explained(caught.value, what="no title", where=FILE, hint="under [study]")


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ('titel = "A"', "Did you mean 'title' under [study]?"),
        ("min_cell = 5", "Did you mean 'min_cell' under [report]?"),
        ("participants = 5", "Did you mean 'participants' under [expected]?"),
        ("xyz = 5", "Take it out"),
        ("expected_participants = 5", "Did you mean 'participants' under [expected]?"),
        ("[study.further]\nxyz = 5", "Take it out"),
    ],
    ids=[
        "misspelt",
        "in another section",
        "in another section too",
        "nothing like it",
        "its name in the code",
        "deeper",
    ],
)
def test_an_unknown_field_is_refused_with_what_was_probably_meant(
    saved: Saved, line: str, hint: str, explained: Explained
) -> None:
    with pytest.raises(StudyError) as caught:
        read_settings(saved(f'[study]\ntitle = "A"\n{line}'))
    explained(caught.value, what="[study] has a field '", where=FILE, hint=hint)


def test_a_field_in_a_misspelt_section_is_refused(saved: Saved, explained: Explained) -> None:
    with pytest.raises(StudyError) as caught:
        read_settings(saved('[study]\ntitle = "A"\n[reports]\nmin_cell = 10'))
    explained(caught.value, what="[reports] has a field 'min_cell'", where=FILE, hint="under [report]")


def test_a_field_outside_any_section_is_refused(saved: Saved, explained: Explained) -> None:
    with pytest.raises(StudyError) as caught:
        read_settings(saved('title = "A"'))
    explained(caught.value, what="'title' stands outside any section", where=FILE, hint="[study]")


@pytest.mark.parametrize(
    ("section", "line", "what"),
    [
        ("study", "place = 5", "'place' should be a text in quotation marks"),
        ("study", 'synthetic = "yes"', "'synthetic' should be true or false"),
        ("study", "synthetic = 1", "'synthetic' should be true or false"),
        ("study", 'partners = "The centre"', "'partners' should be a list of texts"),
        ("study", "partners = [1, 2]", "'partners' should be a list of texts"),
        ("expected", 'participants = "64"', "'participants' should be a whole number"),
        ("expected", "participants = 64.0", "'participants' should be a whole number"),
        ("expected", "interviews = true", "'interviews' should be a whole number"),
        ("report", 'min_cell = "5"', "'min_cell' should be a whole number"),
        ("report", "reviewed = 2026-10-01", "'reviewed' should be a text"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(
    saved: Saved, section: str, line: str, what: str, explained: Explained
) -> None:
    title = "" if section == "study" else f"[{section}]\n"
    with pytest.raises(StudyError) as caught:
        read_settings(saved(f'[study]\ntitle = "A"\n{title}{line}'))
    explained(caught.value, what=what, where=FILE)


@pytest.mark.parametrize("number", [0, -5])
def test_fewer_than_one_person_is_no_floor_for_a_count(saved: Saved, number: int, explained: Explained) -> None:
    with pytest.raises(StudyError) as caught:
        read_settings(saved(f'[study]\ntitle = "A"\n[report]\nmin_cell = {number}'))
    explained(caught.value, what="min_cell is less than 1", where=FILE, hint="use 5")


def test_one_person_may_be_the_floor(saved: Saved) -> None:
    assert read_settings(saved('[study]\ntitle = "A"\n[report]\nmin_cell = 1')).min_cell == 1


@pytest.mark.parametrize(
    ("line", "what", "hint"),
    [
        ('core20 = "partly"', "'core20' is none of its values", "Write yes, no, unknown"),
        ('inclusion_groups = ["students"]', "A tag under 'inclusion_groups' is not in its list", "homelessness"),
        ('plus_groups = ["other:"]', "A tag under 'plus_groups' is not in its list", "'other: ' and who they are"),
        ('clinical_areas = ["dentistry"]', "A tag under 'clinical_areas' is not in its list", "maternity"),
        ("clinical_areas = 5", "'clinical_areas' should be a list of texts", ""),
    ],
)
def test_a_tag_that_is_in_no_list_is_explained(
    saved: Saved, line: str, what: str, hint: str, explained: Explained
) -> None:
    with pytest.raises(StudyError) as caught:
        read_settings(saved(f'[study]\ntitle = "A"\n[tags]\n{line}\n'))
    explained(caught.value, what=what, where=FILE, hint=hint)
