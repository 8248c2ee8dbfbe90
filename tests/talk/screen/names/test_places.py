"""Named places of every sort, and the roles of which a place has one, in English and Romanian."""

from __future__ import annotations

import pytest

from tlc.talk.screen._hit import Hit
from tlc.talk.screen._view import folded, view_of
from tlc.talk.screen.names import Roster, find
from tlc.talk.screen.names._words import lines

ENGLISH = (
    """
Surgery|surgery|Hospital|hospital|Infirmary|Clinic|clinic|Hospice|Pharmacy|Chemist|School|Academy|College|University
Nursery|Church|Mosque|Temple|Gurdwara|Synagogue|Chapel|Cathedral|Hotel|Hostel|Prison|Library|Centre|Care Home
care home|Nursing Home|Children's Centre|children's centre|Medical Centre|Medical Practice|Health Centre
Community Centre|Day Centre|Leisure Centre|Walk-in Centre|Practice|House|Court|Park|Lodge|Arms|Trust|Primary School
High School|Infant School|Junior School|Secondary School|Nursery School|primary school
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
ROMANIAN = (
    """
școala|Școala|scoala|Şcoala|liceul|colegiul|grădinița|gradinita|spitalul|clinica|policlinica|biserica|parohia
mănăstirea|manastirea|căminul|caminul|hotelul|farmacia|strada|Strada|str.|Str.|bulevardul|b-dul|aleea|calea|piața
piata|șoseaua|soseaua|comuna|satul|cartierul|cabinetul|moscheea|universitatea|creșa|cresa
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
ROLES = sorted({role.strip() for line in lines("roles.txt") for role in line.split("|") if role.strip()})


def hits(text: str, **options: object) -> list[Hit]:
    return list(find(view_of(text), **options))  # type: ignore[arg-type]


def places(text: str, **options: object) -> list[str]:
    return [text[hit.start : hit.end] for hit in hits(text, **options) if hit.kind == "place_name"]


@pytest.mark.parametrize("sort", ENGLISH)
def test_a_place_of_every_english_sort_is_found(sort: str) -> None:
    (hit,) = [hit for hit in hits(f"we went to Oakvale {sort} again") if hit.start == 11]
    assert (hit.kind, hit.rule, hit.level) == ("place_name", "place.english", "warn")
    assert hit.value == folded(f"Oakvale {sort}")


@pytest.mark.parametrize("sort", ROMANIAN)
def test_a_place_of_every_romanian_sort_is_found(sort: str) -> None:
    text = f"am fost la {sort} Trandafirilor iar"
    (hit,) = hits(text)
    assert (text[hit.start : hit.end], hit.kind, hit.rule) == (f"{sort} Trandafirilor", "place_name", "place.romanian")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("we met in St Mary's Church then", "St Mary's Church"),
        ("we met in St. Mary's Church then", "St. Mary's Church"),
        ("we met in Saint Mary's Church then", "Saint Mary's Church"),
        ("At Oakvale Surgery they said no", "Oakvale Surgery"),
        ("But The Oakvale Surgery said no", "Oakvale Surgery"),
        ("at the Royal Oakvale Infirmary", "Royal Oakvale Infirmary"),
        ("at the New Oakvale Surgery", "New Oakvale Surgery"),
        ("at Luton and Dunstable Oakvale Hospital", "Dunstable Oakvale Hospital"),
        ("at Church of the Redeemer Chapel", "Redeemer Chapel"),
        ("at Stratford-Oakvale Hospital", "Stratford-Oakvale Hospital"),
        ("at Oakvale-upon Tyne Hospital", "Oakvale-upon Tyne Hospital"),
        ("at O'Connell House there", "O'Connell House"),
        ("at Oak\u200bvale Surgery there", "Oak\u200bvale Surgery"),
        ("at Ｏａｋｖａｌｅ Surgery there", "Ｏａｋｖａｌｅ Surgery"),
        ("at O\u0301akvale Surgery there", "O\u0301akvale Surgery"),
        ("at Oakvale\u00a0Surgery there", "Oakvale\u00a0Surgery"),
        ("la Școala Generală nr. 12 Trandafirilor", "Școala Generală nr. 12 Trandafirilor"),
        ("la școala gimnazială Trandafirilor", "școala gimnazială Trandafirilor"),
        ("la scoala primara Trandafirilor", "scoala primara Trandafirilor"),
        ("la spitalul județean Vălenilor", "spitalul județean Vălenilor"),
        ("la Spitalul clinic municipal Vălenilor", "Spitalul clinic municipal Vălenilor"),
        ("la cabinetul medical Vălenilor", "cabinetul medical Vălenilor"),
        ("la liceul Ștefan cel Mare de acolo", "liceul Ștefan cel Mare"),
        ("la liceul S\u0327tefan cel Mare de acolo", "liceul S\u0327tefan cel Mare"),
        ("pe strada Nicolae Trandafir 12", "strada Nicolae Trandafir"),
    ],
)
def test_a_named_place_is_found_as_far_as_its_name_goes(text: str, place: str) -> None:
    assert places(text) == [place]


@pytest.mark.parametrize(
    "text",
    [
        "the hospital and the clinic",
        "The Hospital was full",
        "My Surgery shut",
        "Our Local Community Centre",
        "A Royal National Hospital",
        "the NHS hospital and the GP Surgery",
        "the Private Clinic",
        "the Roman Catholic Church",
        "the Luton hospital",
        "the Polish church",
        "a London school",
        "Primary School or Secondary School",
        "the Oakvale hospitals",
        "Oakvale, Surgery",
        "oakvale surgery and oakvale house",
        "Sexual Health Clinic",
        "the Walk-in Centre",
        "Job Centre and Drop In Centre",
        "la spital, la școală și la biserică",
        "la Spitalul Municipal",
        "la Biserica Ortodoxă".replace("Ortodoxă", "Baptist"),
        "strada e lungă",
        "biserica noastră",
        "pe strada aceea",
    ],
)
def test_a_place_of_which_only_the_sort_is_said_names_nobody(text: str) -> None:
    assert places(text) == []


@pytest.mark.parametrize("sort", ["School", "Hospital", "Church"])
def test_a_town_with_the_sort_of_a_place_names_it_where_both_have_capitals(sort: str) -> None:
    assert places(f"we went to Luton {sort}") == [f"Luton {sort}"]
    assert places(f"we went to Luton {sort.lower()}") == []


def test_a_word_that_was_looked_at_names_no_place() -> None:
    assert places("we met at Oakvale Surgery", known={"oakvale"}) == []
    assert places("we met at Oakvale Trentham Surgery", known={"oakvale"}) == ["Oakvale Trentham Surgery"]


def test_two_mentions_of_a_place_have_one_value() -> None:
    values = {hit.value for said in ("Oakvale Surgery", "Óakvale surgery") for hit in hits(f"we met at {said} then")}
    assert values == {"oakvale surgery"}


def test_a_place_named_for_a_person_is_one_hit() -> None:
    (hit,) = hits("we met in the Adriana Vasile Centre then")
    assert (hit.kind, hit.value) == ("place_name", "adriana vasile centre")


def test_a_person_of_the_roster_stands_above_a_place() -> None:
    found = hits("we met in the Adriana Centre then", roster=Roster(["Adriana"]))
    assert [(hit.kind, hit.level) for hit in found] == [("name", "block")]


# A title makes a member of staff of the word behind it: it is found, as another kind.
TITLED = {"mediatoarea scolara", "parintele paroh", "preotul satului"}


@pytest.mark.parametrize("role", ROLES)
def test_every_rare_role_is_found(role: str) -> None:
    (hit,) = hits(f"so the {role} there")
    assert (hit.kind, hit.level) == ("staff_name" if role in TITLED else "rare_role", "warn")
    assert role in TITLED or (hit.value, hit.start, hit.end) == (role, 7, 7 + len(role))


@pytest.mark.parametrize("role", ROLES)
def test_capitals_hide_no_rare_role(role: str) -> None:
    for said in (role.title(), role.upper()):
        assert any(7 <= hit.start < hit.end <= 7 + len(role) for hit in hits(f"so the {said} there"))


ALIKE = [("mayor", "Mayor"), ("bulibașa", "Bulibașa"), ("medic șef", "medic sef"), ("the MP", "an mp")]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_two_mentions_of_a_role_have_one_value(one: str, other: str) -> None:
    values = [hit.value for said in (one, other) for hit in hits(f"so {said} there") if hit.kind == "rare_role"]
    assert set(values) <= {folded(one).removeprefix("the ")}
    assert values


@pytest.mark.parametrize("text", ["the mayoral office", "imamate", "she is compassionate", "a head and a teacher"])
def test_a_part_of_a_word_is_no_role(text: str) -> None:
    assert hits(f"so {text} it was") == []


def test_a_role_in_brackets_with_a_number_is_a_placeholder() -> None:
    assert hits("so [mayor 1] came to [practice manager 2]") == []
