"""The same study before and after: what must be alike, what must be apart, and what comes out."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import tlc
from tlc.cli import main
from tlc.errors import AnalysisError, StudyError
from tlc.study._waves import edited_codes, interviews

CODED = """turn,code,quote
FG01:0002,access.hours,closed after my shift
FG01:0003,language.interpreter,there was no interpreter
IN01:0002,access.registration,
"""
CODED_LATER = "turn,code,quote\nFG01:0002,access.hours,\n"
LATER = {
    "FG01.txt": "R01: How is it now?\nP01: It is closed after my shift still.\nP02: There was no interpreter at all.\n",
    "IN01.txt": "R01: And at the desk?\nP03: They register without proof of address now.\n",
}
PLAN = (
    "action,what,because,principles,owner,horizon,by_when,measure,status\n"
    "1,Open on Saturdays,access,4,Practice,short,2026-09,Hours a week,done\n"
    "2,Book interpreters,language.interpreter,4,Board,short,2026-09,Share booked,under way\n"
)


@pytest.fixture(scope="module")
def made() -> list[Path]:
    """Where the two studies lie, once they are made: each test has copies of its own."""
    return []


@pytest.fixture
def waves(
    made: list[Path],
    lay_study: Callable[[Path], Path],
    let_through: Callable[..., None],
    tmp_path_factory: pytest.TempPathFactory,
    tmp_path: Path,
) -> tuple[Path, Path]:
    """Two studies of two sessions each, coded by the same codebook."""
    for name, said, coded in (("first", {}, CODED), ("second", LATER, CODED_LATER)) if not made else ():
        folder = lay_study(tmp_path_factory.mktemp(name) / name)
        for file, text in said.items():
            (folder / "sessions" / file).write_text(text, encoding="utf-8")
        (folder / "actions.csv").write_text(PLAN, encoding="utf-8")
        (folder / "asha.csv").write_text(coded, encoding="utf-8")
        study = tlc.open(folder)
        let_through(study, [folder / "sessions"])
        study.add([folder / "sessions"])
        study.import_codings(folder / "asha.csv", coder="asha")
        made.append(folder)
    first, second = (Path(shutil.copytree(folder, tmp_path / folder.name)) for folder in made)
    return first, second


def edit_codebook(folder: Path, old: str, new: str) -> None:
    path = folder / "codebook.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_themes_stand_beside_each_other_over_the_sessions_that_were_read(waves: tuple[Path, Path]) -> None:
    table = tlc.open(waves[1]).compare(before=waves[0])
    counts = {
        row.theme: (row.sessions_before, row.sessions_read_before, row.sessions_after, row.sessions_read_after)
        for row in table.frame.itertuples()
    }
    assert counts["access.hours"] == (1, 2, 1, 1)
    assert counts["language.interpreter"] == (1, 2, 0, 1)


def test_what_each_wave_was_is_said(waves: tuple[Path, Path]) -> None:
    note = tlc.open(waves[1]).compare(before=waves[0]).note
    assert note.startswith("Before: 1 focus group and 1 interview. After: 1 focus group.")


def test_beside_focus_groups_no_session_is_hidden_for_that_would_name_the_interviews(waves: tuple[Path, Path]) -> None:
    frame = tlc.open(waves[1]).compare(before=waves[0]).frame.set_index("theme")
    assert frame.loc["access.registration", "sessions_before"] == 1


def test_in_a_study_of_interviews_alone_sessions_are_people(waves: tuple[Path, Path]) -> None:
    assert not interviews(tlc.open(waves[0]))
    assert not any("is a count of people" in problem.what for problem in tlc.open(waves[0]).check())
    table = waves[0] / "groups.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("focus_group", "interview"), encoding="utf-8")
    study = tlc.open(waves[0])
    assert interviews(study) == set(study.transcripts)
    assert any("is a count of people" in problem.what for problem in study.check())


def test_what_was_done_is_told_of_a_theme_and_of_all_that_stands_under_a_heading(waves: tuple[Path, Path]) -> None:
    actions = tlc.open(waves[1]).compare(before=waves[0]).frame.set_index("theme")["actions"]
    assert actions["access.hours"] == actions["access.registration"] == "1 done"
    assert actions["language.interpreter"] == "2 under way"


def test_another_version_of_the_codebook_is_refused_with_what_to_do(
    waves: tuple[Path, Path], explained: Callable[..., None]
) -> None:
    edit_codebook(waves[1], 'version = "1.0"', 'version = "2.0"')
    with pytest.raises(AnalysisError) as refused:
        tlc.open(waves[1]).compare(before=waves[0])
    explained(refused.value, what="tiny 1.0 and with tiny 2.0", hint="Only the same codebook in the same version")


def test_two_files_of_one_version_with_other_codes_are_refused(waves: tuple[Path, Path]) -> None:
    more = '\n[[code]]\nid = "cost"\nkind = "barrier"\nlabel = { en = "Cost" }\ndefinition = "Cost."\n'
    path = waves[1] / "codebook.toml"
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    with pytest.raises(AnalysisError, match="only one of them has: cost"):
        tlc.open(waves[1]).compare(before=waves[0])


def test_a_code_that_means_something_else_under_the_same_version_is_named(waves: tuple[Path, Path]) -> None:
    edit_codebook(waves[1], 'definition = "Cannot register."', 'definition = "Cannot register a child."')
    table = tlc.open(waves[1]).compare(before=waves[0])
    assert table.edited == ("access.registration",)
    book = tlc.open(waves[1]).codebook
    assert edited_codes(book, book) == ()


def test_a_label_that_was_spelt_otherwise_is_no_other_code(waves: tuple[Path, Path]) -> None:
    edit_codebook(waves[1], 'label = { en = "Cannot register" }', 'label = { en = "Cannot be registered" }')
    assert tlc.open(waves[1]).compare(before=waves[0]).edited == ()


def test_a_study_beside_its_own_copy_is_refused(waves: tuple[Path, Path], explained: Callable[..., None]) -> None:
    copy = waves[0].parent / "copy"
    shutil.copytree(waves[0], copy)
    with pytest.raises(AnalysisError) as refused:
        tlc.open(copy).compare(before=waves[0])
    explained(refused.value, what="Session FG01 is in both studies", where="copy", hint="would tell who left")


def test_one_session_in_common_is_enough_to_refuse_even_under_another_name(waves: tuple[Path, Path]) -> None:
    same = waves[0] / "transcripts" / "IN01.txt"
    shutil.copy(same, waves[1] / "transcripts" / "IN01.txt")
    with pytest.raises(AnalysisError, match="Session IN01 is in both"):
        tlc.open(waves[1]).compare(before=waves[0])


def test_a_folder_without_a_study_is_a_plain_error(waves: tuple[Path, Path], tmp_path: Path) -> None:
    with pytest.raises(StudyError, match=r"no study\.toml"):
        tlc.open(waves[1]).compare(before=tmp_path / "nowhere")


def test_cases_and_waves_are_not_compared_at_once(waves: tuple[Path, Path]) -> None:
    with pytest.raises(AnalysisError, match="theme by theme, and not by cases too"):
        tlc.open(waves[1]).compare(by="age_band", before=waves[0])


def test_the_verb_prints_the_table_or_its_figures_and_nobodys_words(
    waves: tuple[Path, Path], capsys: pytest.CaptureFixture[str], canary: str
) -> None:
    arguments = ["compare", "--before", str(waves[0]), "--study", str(waves[1])]
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    printed = capsys.readouterr().out
    assert not stopped.value.code
    assert "too few to compare" in printed
    with pytest.raises(SystemExit):
        main([*arguments, "--code", "access.hours", "--json"])
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["theme"], row["sessions_before"], row["compared"]) == ("access.hours", 1, "too few to compare")
    assert canary not in printed.casefold()
