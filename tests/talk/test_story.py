"""What in a story could point at one person: found by kind and place, and told with nobody's words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.talk.screen.find import Rules
from tlc.talk.story import risks, told

SEED = Path(__file__).parents[3] / "shared" / "seeds" / "004_cda979d01b43db32.txt"
INVENTED = """A step-down bed
She is a Kenyan national who came to the UK in 2004.
The Wexbourne Migrant and Refugee Network wrote to the Home Office on 3 March 2019.
She has a twin and lived near Fernlow for some months.
"""


def kinds(text: str) -> list[tuple[str, str]]:
    return [(risk.kind, text[risk.start : risk.end]) for risk in risks(text)]


def test_an_invented_story_is_told_by_kinds_and_lines() -> None:
    assert told(risks(INVENTED)) == (
        "Together, these could point at one person: nationality or country (line 2), exact date (line 3), "
        "year (line 2), named organisation (line 3), named town or area (line 4), family (line 4).",
    )


@pytest.mark.skipif(not SEED.is_file(), reason="the call for evidence is not beside this repository")
def test_the_first_posted_story_of_the_call_for_evidence_is_flagged_for_all_that_points_at_its_person() -> None:
    posted = SEED.read_text(encoding="utf-8")
    begin = posted.index("SOCIAL BACKGROUND")
    story = posted[begin : posted.index("Continue reading", begin)]
    found = risks(story)
    first = story.index("2002")
    assert {"nationality", "year", "date", "organisation"} <= {risk.kind for risk in found}
    assert ("year", first, first + 4) in {(risk.kind, risk.start, risk.end) for risk in found}
    # The day on which the application was made, whole, and not as a year on its own.
    (day,) = [risk for risk in found if risk.kind == "date"]
    assert story[day.start : day.end].split()[0].isdecimal() and story[day.start : day.end].endswith("2022")
    together = told(found)[-1]
    assert together.startswith("Together, these could point at one person: nationality or country")
    assert not any(word in together for word in story.split() if word[0].isupper() and len(word) > 3)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("She is Jamaican.", "nationality", "Jamaican"),
        ("Two Nigerians helped.", "nationality", "Nigerians"),
        ("They fled from Eritrea.", "nationality", "Eritrea"),
        ("It was in 1998 that she came.", "year", "1998"),
        ("They met on 15th of July.", "date", "15th of July"),
        ("They met on July 15, 2022.", "date", "July 15, 2022"),
        ("They met on 15/07/2022.", "date", "15/07/2022"),
        ("They met on 2022-07-15.", "date", "2022-07-15"),
        (
            "We wrote to the Riverside Women and Girls Project again.",
            "organisation",
            "Riverside Women and Girls Project",
        ),
        ("We went to Fernlow Surgery.", "organisation", "Fernlow Surgery"),
        ("He is 45 years old.", "age", "45 years old"),
        ("He, aged 47, left.", "age", "aged 47"),
        ("She moved to Fernlow in spring.", "place", "Fernlow"),
        ("Her half-sister came.", "family", "half-sister"),
        ("She has no recourse to public funds.", "status", "no recourse"),
        ("My name is Ioana Marinescu.", "name", "Ioana Marinescu"),
        ("Ring 07700 900123.", "identifier", "07700 900123"),
    ],
)
def test_each_kind_is_found_where_it_stands(text: str, kind: str, words: str) -> None:
    assert (kind, words) in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "We opened on Saturdays, and more people came.",
        "She wrote to the Home Office and to the National Health Service.",
        "In May the nurses came to the UK again, and in English.",
        "Of 2,002 people 1999 said so.".replace("1999", "199"),
        "The service was kind.",
        "",
    ],
)
def test_what_tells_nobody_apart_is_no_risk(text: str) -> None:
    assert kinds(text) == []


def test_one_thing_alone_is_to_be_looked_at_and_two_point_together() -> None:
    assert told(risks("It was in 1998.")) == ("To be looked at: year (line 1).",)
    assert told(risks("It was in 1998, in Kenya."))[0].startswith("Together, these could point at one person")


def test_what_points_by_itself_is_told_first() -> None:
    first, second = told(risks("Ring 07700 900123.\nIt was in 1998, in Kenya."))
    assert first == "Points at somebody by itself: identifier (line 1)."
    assert second.startswith("Together")


def test_a_long_story_names_four_lines_and_how_many_more() -> None:
    (sentence,) = told(risks("\n".join(f"It was in {year}." for year in range(1990, 1997))))
    assert sentence == "To be looked at: year (lines 1, 2, 3, 4 and 3 more)."


def test_the_studys_own_town_is_no_risk() -> None:
    text = "She moved to Fernlow."
    assert risks(text, Rules(known=frozenset({"fernlow"}))) == ()
    assert [risk.kind for risk in risks(text)] == ["place"]


def test_a_name_within_an_organisations_is_not_counted_again() -> None:
    assert [kind for kind, _ in kinds("We asked the Marie Curie Hospice.")] == ["organisation"]


def test_a_heading_is_no_part_of_the_organisation_below_it() -> None:
    assert ("organisation", "Fernlow Surgery") in kinds("Need and Service\n\nFernlow Surgery opened.")


def test_a_risk_holds_nobodys_words() -> None:
    assert "Kenyan" not in repr(risks(INVENTED))


@given(st.text(max_size=200))
def test_any_text_is_read_and_every_place_is_in_it(text: str) -> None:
    for risk in risks(text):
        assert 0 <= risk.start < risk.end <= len(text)
        assert risk.line == text.count("\n", 0, risk.start) + 1
