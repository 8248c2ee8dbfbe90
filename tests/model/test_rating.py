"""A rating: four concerns, what they amount to, and whether somebody stands for them."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from tlc.errors import StudyError
from tlc.model import COMPONENTS, CONCERNS, LEVELS, Contrary, Judged, Rating, level_of


def judged(component: Any = "adequacy", concern: Any = "minor", **more: Any) -> Judged:
    fields = {"reason": "Why.", "proposed": concern, "proposed_reason": "Why."} | more
    return Judged(component=component, concern=concern, **fields)


def rating(*concerns: Any, **more: Any) -> Rating:
    return Rating(theme="access.hours", components=tuple(map(judged, COMPONENTS, concerns)), **more)


@pytest.mark.parametrize(
    ("concerns", "level"),
    [
        (("none", "none", "none", "none"), "High"),
        (("minor", "minor", "minor", "minor"), "High"),
        (("moderate", "none", "minor", "none"), "Moderate"),
        (("none", "moderate", "moderate", "none"), "Low"),
        (("moderate", "moderate", "moderate", "moderate"), "Low"),
        (("none", "none", "none", "serious"), "Low"),
        (("moderate", "serious", "moderate", "moderate"), "Low"),
        (("serious", "none", "serious", "none"), "Very low"),
        (("serious", "serious", "serious", "serious"), "Very low"),
    ],
)
def test_the_level_that_concerns_amount_to(concerns: tuple[Any, ...], level: str) -> None:
    assert rating(*concerns).level == level


def test_of_all_256_combinations_each_is_as_the_scheme_says_and_more_concern_never_lifts_the_level() -> None:
    weight = {concern: number for number, concern in enumerate(CONCERNS)}
    worse = {level: number for number, level in enumerate(LEVELS)}
    levels = {four: level_of(*four) for four in product(CONCERNS, repeat=4)}
    for four, level in levels.items():
        moderate, serious = four.count("moderate"), four.count("serious")
        expected = {
            "High": not moderate and not serious,
            "Moderate": moderate == 1 and not serious,
            "Low": (moderate >= 2 and not serious) or serious == 1,
            "Very low": serious >= 2,
        }
        assert [name for name, fits in expected.items() if fits] == [level]
        for place, one in enumerate(four):
            for other in CONCERNS[weight[one] :]:
                changed = (*four[:place], other, *four[place + 1 :])
                assert worse[levels[changed]] >= worse[level]


def test_the_flag_of_what_is_rare_but_serious_lifts_nothing() -> None:
    assert rating("serious", "none", "none", "serious", serious=True).level == "Very low"


def test_it_is_confirmed_when_a_person_stands_for_all_four() -> None:
    three = [judged(one, by="asha", confirmed_at="minor") for one in COMPONENTS[:3]]
    assert not Rating(theme="a.b", components=(*three, judged("relevance"))).confirmed
    whole = Rating(theme="a.b", components=(*three, judged("relevance", by="ben", confirmed_at="minor")))
    assert (whole.confirmed, whole.by) == (True, ("asha", "ben"))


def test_it_is_outdated_when_the_figures_propose_something_else_since() -> None:
    assert not judged(proposed="moderate").is_outdated, "nobody looked, so nothing is outdated"
    assert not judged(by="asha", confirmed_at="moderate", proposed="moderate").is_outdated
    assert judged(by="asha", confirmed_at="minor", proposed="moderate").is_outdated


def test_a_rating_has_its_four_components_in_their_order() -> None:
    four = tuple(map(judged, COMPONENTS))
    for wrong in (four[:3], four[::-1], (*four, four[0])):
        with pytest.raises(StudyError, match="four components"):
            Rating(theme="a.b", components=wrong)


@pytest.mark.parametrize("wrong", [{"component": "size"}, {"concern": "small"}, {"proposed": "small"}])
def test_a_component_or_concern_that_there_is_not_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(StudyError, match="there is not"):
        judged(**wrong)


@pytest.mark.parametrize("wrong", ["reason", "proposed_reason"])
def test_a_rating_always_says_why(wrong: str) -> None:
    with pytest.raises(StudyError, match="no reason"):
        judged(**{wrong: ""})


def test_what_people_wrote_is_in_no_repr() -> None:
    said = repr(judged(reason="quince", proposed_reason="quince"))
    said += repr(Contrary(theme="a.b", turn="FG01:0001", by="asha", reason="quince"))
    assert "quince" not in said
