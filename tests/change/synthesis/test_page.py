"""The page and the table of a synthesis: no small count, no total, no word that does anything."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tlc.change.synthesis import Part, Project, Synthesis, read_projects, side_by_side
from tlc.change.synthesis.page import COLUMNS, notes_of, render, rows_of, words_of
from tlc.errors import StudyError
from tlc.model import Code, Codebook, Evidence

BOOK = Codebook(
    id="b",
    name="B",
    version="1",
    codes=(
        Code(id="hours", kind="barrier", label={"en": "Opening <b>hours</b>"}),
        Code(id="cost", kind="barrier", label={"en": "Cost"}),
    ),
)


def held(theme: str, people: int, sessions: tuple[str, ...], professionals: int = 0, **more: Any) -> Evidence:
    return Evidence(
        theme=theme,
        codings=sessions,
        quotes=people,
        sessions=sessions,
        sessions_read=9,
        community=tuple(f"P{number}" for number in range(people)),
        community_read=30,
        professionals=tuple(f"Q{number}" for number in range(professionals)),
        professionals_read=6,
        **more,
    )


def part(name: str, **more: Any) -> Part:
    evidence = {
        "hours": held("hours", 12, ("FG01", "FG02"), 6),
        "cost": held("cost", 2, ("IN01", "IN02"), professionals=0),
    }
    given = {"title": "What we heard", "community": "Roma people", "codebook": "b 1", "min_cell": 5}
    given |= {"interviews": frozenset({"IN01", "IN02"}), "evidence": evidence, "talks": "7 focus groups", "name": name}
    return Part(**{**given, **more})


@pytest.fixture
def synthesis() -> Synthesis:
    return side_by_side([part("north"), part("south", evidence={"hours": held("hours", 7, ("FG03",))})], BOOK)


def rows(synthesis: Synthesis) -> dict[tuple[Any, Any], dict[str, Any]]:
    found = [dict(zip(COLUMNS, row, strict=True)) for row in rows_of(synthesis)]
    return {(row["theme"], row["study"]): row for row in found}


def test_the_table_has_a_row_for_each_theme_and_study(synthesis: Synthesis) -> None:
    table = rows(synthesis)
    assert len(table) == 4
    hours = table["hours", "north"]
    assert (hours["kind"], hours["found_in"], hours["studies"], hours["community"]) == (
        "common to all",
        2,
        2,
        "Roma people",
    )
    assert (hours["sessions"], hours["sessions_read"], hours["community_people"], hours["community_read"]) == (
        2,
        9,
        12,
        30,
    )


def test_few_people_and_the_interviews_that_they_are_stand_in_no_cell(synthesis: Synthesis) -> None:
    cost = rows(synthesis)["cost", "north"]
    assert (cost["sessions"], cost["community_people"], cost["professionals"]) == (None, None, None)
    assert cost["found"] == "yes"


def test_a_theme_that_a_study_did_not_look_for_has_no_counts_and_is_not_called_absent(synthesis: Synthesis) -> None:
    cost = rows(synthesis)["cost", "south"]
    assert (cost["looked_for"], cost["found"], cost["sessions"], cost["sessions_read"]) == ("no", "", None, None)
    assert words_of(synthesis, synthesis.themes[1], synthesis.parts[1]) == ("not looked for",)


def test_what_was_found_at_events_is_said_and_not_counted() -> None:
    beside = held("cost", 0, (), feedback=("FB1",), feedback_read=1, beside=("c",))
    one = side_by_side([part("north"), part("south", evidence={"cost": beside})], BOOK)
    cost = next(theme for theme in one.themes if theme.theme == "cost")
    assert words_of(one, cost, one.parts[1])[:2] == ("0 of 9 sessions", "at events or in feedback")


def test_the_page_has_a_table_for_each_kind_and_no_totals(synthesis: Synthesis) -> None:
    page = BeautifulSoup(render(synthesis), "html.parser")
    headings = [heading.get_text() for heading in page.select("h2")]
    assert headings[:3] == ["In short", "Common to all studies", "In one study only"]
    assert "Looked for and found in none" not in headings
    assert "total" not in page.select_one("main").get_text().replace("No table has totals", "").casefold()  # type: ignore[union-attr]


def test_the_page_holds_no_hidden_count(synthesis: Synthesis) -> None:
    page = BeautifulSoup(render(synthesis), "html.parser")
    cost = next(row for row in page.select("tbody tr") if row.th and row.th.get_text() == "Cost")
    cells = [cell.get_text("|") for cell in cost.select("td")]
    hidden = "fewer than 5 of 9 sessions|community: fewer than 5 of 30|professionals: fewer than 5 of 6"
    assert cells == ["1 of 2 studies", hidden, "not looked for"]


def test_the_page_asks_nothing_of_any_network_and_runs_nothing(synthesis: Synthesis) -> None:
    raw = render(synthesis)
    page = BeautifulSoup(raw, "html.parser")
    assert not page.select("script, link, img, iframe, [src], [href]")
    assert "default-src 'none'" in raw
    assert page.html is not None
    assert page.html["lang"] == "en-GB"


def test_signs_in_labels_are_text(synthesis: Synthesis) -> None:
    hostile = replace(synthesis, parts=(replace(synthesis.parts[0], title="<script>x</script>"), synthesis.parts[1]))
    raw = render(hostile, [Project(organisation="<img src=x>", study="north")])
    assert "<script>" not in raw
    assert "<img" not in raw
    assert "Opening &lt;b&gt;hours" in raw


def test_every_table_has_a_caption_and_heads_and_can_be_scrolled_by_keyboard(synthesis: Synthesis) -> None:
    page = BeautifulSoup(render(synthesis, [Project(organisation="A charity")]), "html.parser")
    tables = page.select("table")
    assert len(tables) == 5
    for table in tables:
        assert table.caption is not None
        assert table.select("thead th[scope=col]")
        assert all(row.select_one("th[scope=row]") for row in table.select("tbody tr"))
        assert table.parent is not None
        assert table.parent["tabindex"] == "0"


def test_invented_people_are_said_to_be_invented(synthesis: Synthesis) -> None:
    assert "Synthetic sample" not in render(synthesis)
    assert "Synthetic sample" in render(replace(synthesis, parts=(part("north", synthetic=True), synthesis.parts[1])))


def test_codes_that_nobody_mapped_and_codes_that_were_edited_are_listed(synthesis: Synthesis) -> None:
    odd = part("south", unmapped=("noise", "rats"), edited=("cost",))
    notes = notes_of(replace(synthesis, parts=(synthesis.parts[0], odd)))
    assert "In south, 2 codes have no counterpart" in notes[-2]
    assert notes[-2].endswith("noise, rats.")
    assert notes[-1].endswith("cost.")
    assert len(notes_of(synthesis)) == len(notes) - 2


def test_the_same_synthesis_gives_the_same_bytes(synthesis: Synthesis) -> None:
    assert render(synthesis) == render(synthesis)


# Projects


@pytest.fixture
def table(tmp_path: Path) -> Any:
    def write(text: str) -> Path:
        path = tmp_path / "projects.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_projects_are_read_with_or_without_a_study(table: Any, synthesis: Synthesis) -> None:
    path = table("organisation,study,participants\nA charity,north,34\nSmall Steps,,3\n")
    found = read_projects(path, ("north", "south"))
    assert [(one.organisation, one.study, one.participants) for one in found] == [
        ("A charity", "north", 34),
        ("Small Steps", "", 3),
    ]
    page = BeautifulSoup(render(synthesis, found), "html.parser")
    cells = [[cell.get_text() for cell in row.select("th, td")] for row in page.select("table")[-1].select("tbody tr")]
    assert cells[0] == ["A charity", "north", "not given", "not given", "34", "not given"]
    assert cells[1][4] == "fewer than 5"


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (",north,3", "names no organisation"),
        ("A,west,3", "no study 'west'"),
        ("A,north,about 30", "no whole number"),
        ("A,north,-1", "no whole number"),
        ("A,north,²", "no whole number"),
    ],
)
def test_a_project_that_cannot_be_read_is_named_by_its_line(table: Any, row: str, what: str) -> None:
    path = table(f"organisation,study,participants\n{row}\n")
    with pytest.raises(StudyError, match=what) as refused:
        read_projects(path, ("north", "south"))
    assert refused.value.where == (path, 2)


def test_one_study_is_one_project(table: Any) -> None:
    with pytest.raises(StudyError, match="has two rows"):
        read_projects(table("organisation,study\nA,north\nB,north\n"), ("north",))
