"""Names without a roster: months that are forenames, medicines, surnames by their ending, words in capitals."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tlc.talk.screen._hit import Hit
from tlc.talk.screen._view import view_of
from tlc.talk.screen.names import find
from tlc.talk.screen.names._capitals import is_namely, value_of


def hits(text: str, **options: object) -> list[Hit]:
    return list(find(view_of(text), **options))  # type: ignore[arg-type]


def found(text: str) -> list[tuple[str, str]]:
    return [(text[hit.start : hit.end], hit.rule) for hit in hits(text)]


FORENAMES = (
    "Adriana|Vasile|Gheorghe|Ștefan|Ştefan|Stefan|Elena|Fatima|Mohammed|Agnieszka|Ifeoma|Priya|Chidi|Zsuzsanna|"
    "Bridie|Siobhan|Łukasz|Bjørn|Özlem|Zambila|Nicolae|Florica|Ioana|Mihai|Andrei|Cristina|Sophie|Oliver"
)


@pytest.mark.parametrize("name", FORENAMES.split("|"))
@pytest.mark.parametrize("text", ["and then {} came", "{} came. And then?", "so, {}, what now", "[inaudible] {}!"])
def test_a_forename_is_found_wherever_it_stands(name: str, text: str) -> None:
    said = text.format(name)
    assert (name, "name.gazetteer") in found(said)


@pytest.mark.parametrize(
    "text",
    [
        "we saw that April was at home",
        "I gave May the keys",
        "and June said no to him",
        "so we asked April",
    ],
)
def test_a_month_that_is_a_forename_is_a_person_among_people(text: str) -> None:
    assert [rule for _, rule in found(text)] == ["name.gazetteer"]


@pytest.mark.parametrize("month", ["April", "May", "June"])
@pytest.mark.parametrize(
    "text",
    [
        "that was in {}",
        "it was on the fifth of {}",
        "and since {} nothing",
        "not until {} they said",
        "by {} it was done",
        "from {} on",
        "and last {} too",
        "so next {} again",
        "and every {} we go",
        "in early {} it rained",
        "at the end of {}",
        "just before {} or after {}",
        "so on 12 {} then",
        "so on the 12th {} then",
        "the twenty first {} then",
        "the twelfth {} then",
        "so {} 12 it was",
        "so {} the 12th it was",
        "so {}, 2021 it was",
        "so {} 2021 it was",
        "between {} and August",
        "in March, {} and later",
        "{} was cold.",
    ],
)
def test_a_month_is_nobody_where_time_is_spoken_of(month: str, text: str) -> None:
    assert found(text.replace("{}", month)) == []


MEDICINES = (
    "Ramipril|Bisoprolol|Atorvastatin|Fluconazole|Adalimumab|Amoxicillin|Azithromycin|Ciprofloxacin|Losartan|"
    "Amlodipine|Nitrofurantoin|Fluoxetine|Diazepam|Zopizepam|Ibuprofen|Mirtazapine|Dexamethasone|Doxycycline|"
    "Metformin|Sitagliptin|Ranitidine|Ondansetron|Enoxaparin|Apixaban|Sumatriptan|Aciclovir|Risperidone|Lidocaine"
)


@pytest.mark.parametrize("medicine", MEDICINES.replace("|Mirtazapine", "").split("|"))
def test_a_medicine_is_nobody(medicine: str) -> None:
    assert found(f"and they gave me {medicine} again") == []


SURNAMES = "Trabalescu|Vexomeanu|Drobovic|Drobowich|Zbrzowski|Zbrzowska|Krutewski|Trabalenko|Bzashvili|Trabaloglu"


@pytest.mark.parametrize("surname", [*SURNAMES.split("|"), "Trabalotsson", "Zagropoulos"])
def test_a_surname_is_known_by_its_ending(surname: str) -> None:
    assert found(f"and then {surname} came") == [(surname, "name.gazetteer")]
    assert is_namely(surname.lower())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("so John Doe came", "John Doe"),
        ("so Adriana Cook came", "Adriana Cook"),
        ("so Adriana Trabalotsa came", "Adriana Trabalotsa"),
        ("so Adriana-Maria came", "Adriana-Maria"),
        ("so Adriana London came", "Adriana London"),
        ("so Adriana, Cook came", "Adriana"),
        ("so Adriana cook for me", "Adriana"),
        ("so Adriana\nCook", "Adriana\nCook"),
    ],
)
def test_after_a_forename_any_word_with_a_capital_is_a_surname(text: str, expected: str) -> None:
    assert found(text)[0] == (expected, "name.gazetteer")


def test_a_word_that_only_begins_with_capitals_is_no_plural_of_letters() -> None:
    assert found("and we waited at QXsovexa then") == [("QXsovexa", "name.capital")]


def test_what_follows_a_possessive_is_no_surname() -> None:
    assert found("so that was Adriana's Cook there") == [("Adriana's", "name.gazetteer")]
    assert found("so that was Adriana Cook there") == [("Adriana Cook", "name.gazetteer")]


@pytest.mark.parametrize("text", ["the GCSEs and PRUs", "all the NGOs", "two CTs and MRIs", "their EHCPs"])
def test_letters_with_a_plural_are_nobody(text: str) -> None:
    assert found(text) == []


LOUD = "NEVER|REALLY|HELP|PLEASE|ALWAYS|STOP|WILL|LONDON|HOPE|WHY|ZZYX|QXZV|NHS|GP|ESOL"


@pytest.mark.parametrize("name", ["ADRIANA", "MARIA", "JOHN", "PETER", "VASILE", "ELENA", "SMITH", "ȘTEFAN", "ANNA"])
def test_a_name_in_capitals_is_found_in_a_text_that_is_not(name: str) -> None:
    assert found(f"and then the {name} that we know came back to us again") == [(name, "name.gazetteer")]


@pytest.mark.parametrize("word", LOUD.split("|"))
def test_a_word_said_loudly_is_nobody(word: str) -> None:
    assert found(f"and then the {word} that we know came back to us again") == []


def test_a_long_word_in_capitals_that_nobody_knows_is_shown() -> None:
    assert found("and then TRABALOTSA came back to us") == [("TRABALOTSA", "name.capital")]
    assert found("and then TRABA came back to us again") == []


@pytest.mark.parametrize(
    ("word", "namely"),
    [
        ("adriana", True),
        ("mihaiului", True),
        ("vasilescu", True),
        ("patel", True),
        ("maria", True),
        ("angela", True),
        ("doctor", False),
        ("will", False),
        ("hope", False),
        ("london", False),
        ("april", False),
        ("trabalotsa", False),
        ("amoxicillin", False),
        ("", False),
    ],
)
def test_some_words_are_names_however_they_are_cased(word: str, namely: bool) -> None:
    assert is_namely(word) is namely


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("mariei", "maria"),
        ("ancăi".replace("ă", "a"), "anca"),
        ("ioanei", "ioana"),
        ("vasilului", "vasil"),
        ("maria", "maria"),
        ("trabalotsa", "trabalotsa"),
        ("vasilescu", "vasilescu"),
        ("doctorului", "doctorului"),
    ],
)
def test_the_value_of_a_name_has_no_romanian_ending(word: str, value: str) -> None:
    assert value_of(word) == value


@pytest.mark.parametrize("text", ["Xy came", "so Xy came", "Li came", "Bo!"])
def test_two_letters_at_the_start_of_a_sentence_are_nobody(text: str) -> None:
    assert not [hit for hit in hits(text) if hit.start == 0]


def test_two_letters_that_are_a_name_are_found_inside_a_sentence() -> None:
    assert found("and so that was Li as well") == [("Li", "name.gazetteer")]


@pytest.mark.parametrize("word", ["adriana", "clerkenwelle", "vexombro"])
def test_a_word_that_was_looked_at_is_left_in_every_case(word: str) -> None:
    for written in (word.title(), word.upper(), f"{word.title()}'s"):
        assert hits(f"and we asked {written} about it all", known={word}) == []


@given(name=st.text("bcdfghjklmnpqrstvwxz", min_size=4, max_size=5).flatmap(lambda t: st.just(f"Q{t}qx")))
@settings(max_examples=40, deadline=None)
def test_a_word_that_no_language_has_is_shown_inside_a_sentence_only(name: str) -> None:
    assert [hit.kind for hit in hits(f"and we waited for {name} there")] == ["unknown_word"]
    assert hits(f"{name} was asked. {name} said no.") == []
