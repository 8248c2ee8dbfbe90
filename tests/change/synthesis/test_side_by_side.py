"""Studies side by side: common, shared and specific themes, counted in studies; and codes of another codebook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.change.synthesis import Match, Part, Synthesis, match, read_mapping, side_by_side
from tlc.change.synthesis.mapping import joined
from tlc.errors import AnalysisError, StudyError
from tlc.model import Code, Codebook, Evidence


def book(name: str = "first", *codes: str, version: str = "1") -> Codebook:
    heading = Code(id="access", kind="heading", label={"en": "Getting in"})
    made = (Code(id=code, kind="barrier", label={"en": code.title()}) for code in codes or ("hours", "papers", "cost"))
    return Codebook(id=name, name=name, version=version, codes=(heading, *made))


def held(theme: str, *sessions: str, read: int = 9, **more: Any) -> Evidence:
    given: dict[str, Any] = {"community": (), "community_read": 30, "professionals": (), "professionals_read": 9} | more
    return Evidence(
        theme=theme, codings=tuple(sessions), quotes=len(sessions), sessions=sessions, sessions_read=read, **given
    )


def part(name: str, community: str = "Roma people", read: int = 9, own: Any = None, **found: Any) -> Part:
    """A study: of each theme in how many sessions it was found, or None where it was not looked for."""
    themes = dict.fromkeys(("hours", "papers", "cost"), 0) | found
    evidence = {
        theme: held(theme, *(f"{name}{number}" for number in range(count)), read=read)
        for theme, count in themes.items()
        if count is not None
    }
    return Part(
        name=name, title=name, community=community, codebook="first 1", evidence=evidence, min_cell=5, own=own or {}
    )


def kinds(synthesis: Synthesis) -> dict[str, str]:
    return {theme.theme: theme.kind for theme in synthesis.themes}


# Common, shared, specific


def test_of_three_studies_a_code_in_all_is_common_in_two_shared_and_in_one_its_own() -> None:
    parts = [part("a", hours=3, papers=1, cost=2), part("b", hours=1, papers=4), part("c", hours=9)]
    assert kinds(side_by_side(parts, book())) == {
        "hours": "common to all",
        "papers": "shared by some",
        "cost": "in one only",
    }


def test_what_was_found_nowhere_is_said_to_be_found_nowhere() -> None:
    assert kinds(side_by_side([part("a", hours=1), part("b")], book()))["cost"] == "found in none"


def test_a_theme_that_one_study_did_not_look_for_is_not_common_to_all() -> None:
    synthesis = side_by_side([part("a", hours=3), part("b", hours=2), part("c", hours=None)], book())
    (hours,) = [theme for theme in synthesis.themes if theme.theme == "hours"]
    assert (hours.kind, hours.looked, hours.found) == ("shared by some", ("a", "b"), ("a", "b"))


def test_what_was_found_only_in_feedback_was_found() -> None:
    beside = held("hours", feedback=("FB1",), feedback_read=2, beside=("c1",))
    one = Part(name="a", title="a", community="", codebook="", evidence={"hours": beside}, min_cell=5)
    assert kinds(side_by_side([one, part("b", hours=2)], book()))["hours"] == "common to all"


def test_the_most_widely_found_stand_first_and_then_the_codebooks_order() -> None:
    parts = [part("a", papers=3, cost=1), part("b", papers=1, cost=1), part("c", papers=1)]
    assert [theme.theme for theme in side_by_side(parts, book()).themes] == ["papers", "cost", "hours"]


def test_headings_are_no_themes() -> None:
    assert "access" not in kinds(side_by_side([part("a", hours=1), part("b")], book()))


def test_a_studys_own_code_is_looked_for_in_no_other() -> None:
    own = {"rats": ("Rats", held("rats", "a1"))}
    synthesis = side_by_side([part("a", hours=1, own=own), part("b", hours=1)], book())
    rats = next(theme for theme in synthesis.themes if theme.theme == "a:rats")
    assert (rats.label, rats.kind, rats.looked) == ("Rats", "in one only", ("a",))
    assert synthesis.held(rats, synthesis.parts[0]) == own["rats"][1]
    assert synthesis.held(rats, synthesis.parts[1]) is None


def test_communities_are_counted_in_their_studies() -> None:
    parts = [part("a", hours=1), part("b", "Polish people", hours=1), part("c"), part("d", "", hours=None)]
    synthesis = side_by_side(parts, book())
    assert synthesis.communities == ("Roma people", "Polish people", "not given")
    hours = next(theme for theme in synthesis.themes if theme.theme == "hours")
    assert synthesis.by_community(hours) == ((1, 2), (1, 1), (0, 0))


@given(st.lists(st.lists(st.integers(-1, 3), min_size=3, max_size=3), min_size=2, max_size=5))
def test_every_code_has_one_kind_and_no_study_counts_twice(counts: list[list[int]]) -> None:
    names = ("hours", "papers", "cost")
    looked: list[dict[str, Any]] = [
        {theme: None if n < 0 else n for theme, n in zip(names, row, strict=True)} for row in counts if max(row) >= 0
    ]
    parts = [part(f"s{number}", **found) for number, found in enumerate(looked)]
    if len(parts) < 2:
        return
    synthesis = side_by_side(parts, book())
    assert sorted(kinds(synthesis)) == ["cost", "hours", "papers"]
    for theme in synthesis.themes:
        assert set(theme.found) <= set(theme.looked)
        by_community = synthesis.by_community(theme)
        assert sum(count for count, _ in by_community) == len(theme.found) == len(set(theme.found))
        assert (theme.kind == "common to all") == (len(theme.found) == len(parts))


def test_one_study_is_not_set_beside_itself() -> None:
    with pytest.raises(AnalysisError, match="side by side with nothing"):
        side_by_side([part("a", hours=1)], book())


def test_a_study_in_which_nobody_coded_anything_is_refused() -> None:
    with pytest.raises(AnalysisError, match="in study 'b'"):
        side_by_side([part("a", hours=1), part("b", read=0)], book())


# The mapping


@pytest.fixture
def table(tmp_path: Path) -> Any:
    def write(*rows: str) -> Path:
        path = tmp_path / "map.csv"
        path.write_text("\n".join(("study,code,to", *rows)) + "\n", encoding="utf-8")
        return path

    return write


OTHER = book("other", "opening", "papers", "fees", "noise", version="3")


def matched(table: Any, *rows: str) -> Match:
    path = table(*rows)
    return match(OTHER, book(), read_mapping(path, ("a", "b")), where=path)


def test_every_code_is_mapped_or_its_own_or_listed(table: Any) -> None:
    found = matched(table, "b,opening,hours", "b,noise,-")
    assert (found.names, found.own, found.unmapped) == ({"opening": "hours"}, ("noise",), ("papers", "fees"))


def test_a_star_takes_codes_of_one_name_and_leaves_those_that_have_a_row(table: Any) -> None:
    found = matched(table, "b,*,*", "b,fees,cost")
    assert found.names == {"fees": "cost", "papers": "papers"}
    assert matched(table, "b,*,*", "b,papers,-").names == {}


def test_several_codes_may_become_one_theme_with_each_session_and_person_once(table: Any) -> None:
    found = matched(table, "b,opening,hours", "b,noise,hours")
    evidence = found.evidence(
        {
            "opening": held("opening", "S1", "S2", community=("P1", "P2")),
            "noise": held("noise", "S2", "S3", community=("P2",), professionals=("P9",)),
        }
    )
    hours = evidence["hours"]
    assert (hours.theme, hours.sessions, hours.sessions_read) == ("hours", ("S1", "S2", "S3"), 9)
    assert (hours.community, hours.professionals, hours.community_read) == (("P1", "P2"), ("P9",), 30)


def test_one_code_joined_is_what_it_was_under_its_new_name() -> None:
    one = held("opening", "S1", community=("P1",))
    assert joined("opening", [one]) == one


@pytest.mark.parametrize(
    ("rows", "what", "line"),
    [
        (("c,opening,hours",), "no study 'c'", 2),
        (("b,opening,hours", "b,opening,cost"), "has two rows", 3),
        (("b,opening,",), "Column 'to' is empty", 2),
        (("b,*,hours",), "every code has \\* in both", 2),
        (("b,opening,*",), "every code has \\* in both", 2),
    ],
)
def test_a_row_that_says_nothing_clear_is_named(table: Any, rows: tuple[str, ...], what: str, line: int) -> None:
    path = table(*rows)
    with pytest.raises(StudyError, match=what) as refused:
        read_mapping(path, ("a", "b"))
    assert refused.value.where == (path, line)
    assert refused.value.hint


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("b,closing,hours", "'closing' is not in codebook other 3"),
        ("b,opening,openings", "'openings' is not in codebook first 1"),
        ("b,opening,access", "'access' is a heading in codebook first 1"),
    ],
)
def test_a_code_that_there_is_not_is_named_with_its_codebook(table: Any, row: str, what: str) -> None:
    with pytest.raises(AnalysisError, match=what) as refused:
        matched(table, row)
    assert isinstance(refused.value.where, tuple)
    assert refused.value.where[1] == 2


def test_a_code_named_twice_by_an_older_name_is_refused(tmp_path: Path) -> None:
    codes = (Code(id="opening", kind="barrier", label={"en": "O"}, aliases=("OPN",)),)
    old = Codebook(id="other", name="", version="3", codes=codes)
    path = tmp_path / "map.csv"
    path.write_text("study,code,to\nb,opening,hours\nb,OPN,cost\n", encoding="utf-8")
    with pytest.raises(AnalysisError, match="one under an older name"):
        match(old, book(), read_mapping(path, ("a", "b")), where=path)
