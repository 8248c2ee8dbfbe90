"""Several studies set side by side, from their folders: what must be alike, what is refused, and what is written."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

import tlc
from tlc.cli import main
from tlc.errors import AnalysisError, StudyError

SAID = {
    "north": ("It is closed after my shift. {canary}.", "There was no interpreter.", "They want proof of address."),
    "south": ("Closed again when I came. {canary}.", "Nobody interpreted for me.", "We cannot take everybody."),
    "east": ("Still closed on Saturdays. {canary}.", "A cousin came with me.", "There are too few of us."),
}
CODED = {
    "north": ("FG01:0002,access.hours,", "FG01:0003,language.interpreter,", "IN01:0002,access.registration,"),
    "south": ("FG01:0002,access.hours,", "FG01:0003,language.interpreter,"),
    "east": ("FG01:0002,access.hours,", "FG01:0003,language.card,"),
}


@pytest.fixture(scope="module")
def made() -> list[Path]:
    """Where the three studies lie, once they are made: each test has copies of its own."""
    return []


@pytest.fixture
def three(
    made: list[Path],
    lay_study: Callable[[Path], Path],
    let_through: Callable[..., None],
    tmp_path_factory: pytest.TempPathFactory,
    tmp_path: Path,
    canary: str,
) -> list[Path]:
    """Three studies of two sessions each, coded by one codebook."""
    for name, (first, second, third) in SAID.items() if not made else ():
        folder = lay_study(tmp_path_factory.mktemp(name) / name)
        talk = {"FG01": f"R01: How is it?\nP01: {first}\nP02: {second}\n", "IN01": f"R01: And you?\nP03: {third}\n"}
        for session, text in talk.items():
            words = text.format(canary=canary.capitalize())
            (folder / "sessions" / f"{session}.txt").write_text(words, encoding="utf-8")
        coded = "\n".join(("turn,code,quote", *CODED[name])) + "\n"
        (folder / "asha.csv").write_text(coded, encoding="utf-8")
        settings = (folder / "study.toml").read_text(encoding="utf-8")
        community = "Polish people" if name == "east" else "Roma people"
        settings = settings.replace("[expected]", f'community = "{community}"\n[expected]', 1)
        (folder / "study.toml").write_text(settings, encoding="utf-8")
        study = tlc.open(folder)
        let_through(study, [folder / "sessions"])
        study.add([folder / "sessions"])
        study.import_codings(folder / "asha.csv", coder="asha")
        made.append(folder)
    return [Path(shutil.copytree(folder, tmp_path / folder.name)) for folder in made]


def other_codebook(folder: Path, version: str = "2.0", **renamed: str) -> None:
    path = folder / "codebook.toml"
    text = path.read_text(encoding="utf-8").replace('version = "1.0"', f'version = "{version}"', 1)
    for new, old in renamed.items():
        text = text.replace(f'id = "{old}"', f'id = "access.{new}"\naliases = ["{old}"]', 1)
    path.write_text(text, encoding="utf-8")


def mapping(folder: Path, *rows: str) -> Path:
    path = folder / "map.csv"
    path.write_text("\n".join(("study,code,to", *rows)) + "\n", encoding="utf-8")
    return path


def test_a_code_in_all_three_studies_is_common_in_two_shared_and_in_one_its_own(three: list[Path]) -> None:
    kinds = {theme.theme: theme.kind for theme in tlc.synthesise(three)}
    assert kinds == {
        "access.hours": "common to all",
        "language.interpreter": "shared by some",
        "access.registration": "in one only",
        "language.card": "in one only",
    }


def test_counts_stand_by_study_and_community_over_the_sessions_read(three: list[Path]) -> None:
    frame = tlc.synthesise(three).frame.set_index(["theme", "study"])
    hours = frame.loc["access.hours"]
    assert list(hours["community"]) == ["Roma people", "Roma people", "Polish people"]
    assert list(hours["sessions"]) == [1, 1, 1]
    assert list(hours["sessions_read"]) == [2, 1, 1]
    assert hours["community_people"].isna().all()
    assert frame.loc[("access.registration", "north"), "sessions"] == 1


def test_another_version_is_refused_with_what_to_do(three: list[Path], explained: Callable[..., None]) -> None:
    other_codebook(three[2])
    with pytest.raises(AnalysisError) as refused:
        tlc.synthesise(three)
    explained(refused.value, what="Study 'east' is coded with tiny 2.0, the first one with tiny 1.0", hint="--mapping")


def test_another_version_is_mapped_and_every_code_is_accounted_for(three: list[Path], tmp_path: Path) -> None:
    other_codebook(three[2], closing="access.hours")
    table = mapping(tmp_path, "east,access.closing,access.hours", "east,language.card,-")
    result = tlc.synthesise(three, mapping=table)
    kinds = {theme.theme: theme.kind for theme in result}
    assert kinds["access.hours"] == "common to all"
    assert kinds["east:language.card"] == "in one only"
    assert kinds["language.card"] == "found in none"
    assert "have no counterpart" not in result.note
    part = result.result.parts[2]
    assert (part.codebook, set(part.evidence)) == ("tiny 2.0", {"access.hours"})


def test_a_code_that_nobody_mapped_and_that_was_found_is_listed(three: list[Path], tmp_path: Path) -> None:
    other_codebook(three[2])
    result = tlc.synthesise(three, mapping=mapping(tmp_path, "east,access.hours,access.hours"))
    assert "In east, 1 codes have no counterpart" in result.note
    assert "language.card" in result.note


def test_a_mapping_for_a_study_that_needs_none_is_refused(three: list[Path], tmp_path: Path) -> None:
    table = mapping(tmp_path, "south,access.hours,language.card")
    with pytest.raises(AnalysisError, match="'south' has the first study's codebook") as refused:
        tlc.synthesise(three, mapping=table)
    assert refused.value.where == (table, 2)


def test_a_study_and_its_copy_are_not_two_studies(three: list[Path], tmp_path: Path) -> None:
    copy = shutil.copytree(three[0], tmp_path / "west")
    with pytest.raises(AnalysisError, match="Session FG01 is in both studies"):
        tlc.synthesise([*three, copy])


def test_two_folders_of_one_name_cannot_be_told_apart(three: list[Path], tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    same = shutil.copytree(three[1], tmp_path / "again" / "north")
    with pytest.raises(AnalysisError, match="called 'north'"):
        tlc.synthesise([three[0], same])


@pytest.mark.parametrize("folders", [0, 1])
def test_fewer_than_two_studies_are_nothing_to_compare(three: list[Path], folders: int) -> None:
    with pytest.raises(AnalysisError, match="side by side with nothing"):
        tlc.synthesise(three[:folders])


def test_a_folder_without_a_study_is_a_plain_error(three: list[Path], tmp_path: Path) -> None:
    with pytest.raises(StudyError, match=r"no study\.toml"):
        tlc.synthesise([three[0], tmp_path / "nowhere"])


def test_names_of_places_stand_as_the_study_decided(three: list[Path]) -> None:
    path = three[0] / "study.toml"
    text = path.read_text(encoding="utf-8").replace("[report]", '[report]\nnames = ["tiny study = first study"]', 1)
    path.write_text(text, encoding="utf-8")
    assert [part.title for part in tlc.synthesise(three).result.parts[:2]] == ["A first study", "A tiny study"]


def test_what_is_written_holds_the_same_as_the_table_and_nobodys_words(
    three: list[Path], tmp_path: Path, canary: str
) -> None:
    table = tlc.synthesise(three)
    page, rows = table.save(tmp_path / "out")
    assert [page.name, rows.name] == ["synthesis.html", "synthesis.csv"]
    texts = page.read_text(encoding="utf-8") + rows.read_text(encoding="utf-8-sig")
    for words in (canary, "after my shift", "FG01", "P01"):
        assert words.casefold() not in texts.casefold()
    assert len(rows.read_text(encoding="utf-8-sig").splitlines()) == len(table.frame) + 1
    assert BeautifulSoup(table._repr_html_(), "html.parser").select_one("table") is not None


def test_the_verb_prints_the_table_or_its_rows_and_writes_on_demand(
    three: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = [str(folder) for folder in three]
    with pytest.raises(SystemExit) as stopped:
        main(["synthesise", *folders])
    printed = capsys.readouterr().out
    assert not stopped.value.code
    assert "3 studies side by side" in printed
    assert not (tmp_path / "out").exists()
    with pytest.raises(SystemExit):
        main(["synthesise", *folders, "--out", str(tmp_path / "out"), "--json"])
    captured = capsys.readouterr()
    assert len({row["study"] for row in json.loads(captured.out)}) == 3
    assert str(tmp_path / "out" / "synthesis.html") in captured.err


def test_projects_stand_beside_their_studies(three: list[Path], tmp_path: Path) -> None:
    path = tmp_path / "projects.csv"
    path.write_text("organisation,study,community\nA charity,east,Polish people\nOther,,\n", encoding="utf-8")
    table = tlc.synthesise(three, projects=path)
    assert [one.organisation for one in table.projects] == ["A charity", "Other"]
    assert "A charity" in table.save(tmp_path / "out")[0].read_text(encoding="utf-8")
