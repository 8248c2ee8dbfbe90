"""Homes that no house number with its street tells of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tlc.talk.screen._hit import Hit

Look = Callable[..., tuple[list[tuple[str, str, str]], str]]

HOMES = [
    "it was «The Old Rectory, Chapel Hill», with a leak",
    "round at «Bluebell Cottage, Moor Lane» on Sundays",
    "our place is «Holly Bush Yard, Fen Lane», behind the tip",
    "we rent «Upper Slade Farm, Pound Lane» from him",
    "they moved us to «room 31, the Bellavista Hotel, Harbour Road», three of us",
    "I was in «Block D, room 17, Larkhill Barracks» then",
    "we are on «pitch nine, Willow Bend Site», by the tip",
    "the trailer, «plot 14, Oak Tree Caravan Park», was cold",
    "it's «Apartment 6, Cobalt Reach» now",
    "it's «Flat C, Ambrose Court» now",
    "they kept him in «cell 2-07, D wing» all year",
    "he is on «F Wing, cell 11» still",
    "she stood on «the corner of Bath Street and Mercer Lane» then".replace("«the ", "the «"),
    "at the hostel in «Ferry Road 61», upstairs",
    "and «Sutton Lane 7a».",
    "bunica e în «sat Poiana Lungă, casa numărul 41»",
    "stau la «casa nr. 12» acolo",
]


@pytest.mark.parametrize("marked", HOMES)
def test_a_home_is_found_as_it_is_told(marked: str, look: Look) -> None:
    found, words = look(marked)
    assert found == [("address", "warn", words)]


ASKED = [
    ("Where do you live?", "«Tan y Coed, Ffordd Newydd», up the hill"),
    ("What's the first line of your address?", "It's «Hillside, Kiln Road»."),
    ("Your address?", "Um, yeah, «Fern Lodge»."),
    ("And your address please?", "«the old mill, river lane», that's all"),
    ("Are you at the same address?", "No, we're still at «number 6 the Ropery» now".replace("«number ", "number «")),
]


@pytest.mark.parametrize(("before", "marked"), ASKED)
def test_a_home_that_was_asked_for_is_found_by_its_name(before: str, marked: str, look: Look) -> None:
    found, words = look(marked, before)
    assert found == [("address", "warn", words)]


HERE = [
    "we live at «Penlan, Heol Fawr», past the chapel",
    "my address is «Sea View, Shore Road», as before",
    "post goes care of «Hope House, Market Street», when it comes",
]


@pytest.mark.parametrize("marked", HERE)
def test_a_home_is_found_after_what_announces_one(marked: str, look: Look) -> None:
    found, words = look(marked)
    assert found == [("address", "warn", words)]


NOTHING = """
the house on the lane was damp, and the barn was worse
you go down the lane, third house, big dog
every road out of that town was blocked
room four, Tuesday, bring a pen
Room 12, second floor, the lift is on your left
Unit 3 of the course, Mental Health, was good
Block B is next to Block C
house on the corner, two bedrooms, eight people
the corner of my eye and the left side
casa e mare, numărul nu-l mai știu
blocul e vechi, scara e murdară
it was built in Church Lane 2014.
pen and paper, plot by plot
a cell 3 mm wide
the mill and the farm and the manor house surgery
""".strip().splitlines()


@pytest.mark.parametrize("text", NOTHING)
def test_houses_and_rooms_of_nobody_are_left_alone(text: str, hits: Callable[..., list[Hit]]) -> None:
    assert [hit.kind for hit in hits(text)] == []


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("Where do you live?", "Round the corner, two doors down from the mill."),
        ("What's your address?", "The same one, no change."),
        ("Address?", "Monday, I told you on Monday."),
        ("Your address?", "Yes, the house on the left."),
    ],
)
def test_an_answer_without_a_name_is_no_address(before: str, text: str, hits: Callable[..., list[Hit]]) -> None:
    assert [hit.kind for hit in hits(text, before)] == []
