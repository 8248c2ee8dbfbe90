"""Numbers, letters and months that are said, read as groups, in English and Romanian."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tlc.talk.screen.structured._piece import piece_of
from tlc.talk.screen.structured._spoken import runs


def words(listed: str) -> list[str]:
    return listed.split()


ONES = words("zero one two three four five six seven eight nine")
TEENS = words("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
TENS = words("twenty thirty forty fifty sixty seventy eighty ninety")
UNU = words("zero unu doi trei patru cinci șase șapte opt nouă")
ZECE = words(
    "zece unsprezece doisprezece treisprezece paisprezece cincisprezece șaisprezece șaptesprezece optsprezece "
    "nouăsprezece"
)
ZECI = words("douăzeci treizeci patruzeci cincizeci șaizeci șaptezeci optzeci nouăzeci")
MONTHS = words("January February March April May June July August September October November December")
LUNI = words("ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie")
ORDINALS = words(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)


def texts(said: str) -> list[str]:
    """What was read of one run."""
    (run,) = runs(piece_of(said))
    return [group.text for group in run]


def english(number: int) -> str:
    if number < 10:
        return ONES[number]
    if number < 20:
        return TEENS[number - 10]
    if number < 100:
        return TENS[number // 10 - 2] + (f" {ONES[number % 10]}" if number % 10 else "")
    if number < 1000:
        rest = f" and {english(number % 100)}" if number % 100 else ""
        return f"{ONES[number // 100]} hundred{rest}"
    small = " and" if 0 < number % 1000 < 100 else ""
    rest = f"{small} {english(number % 1000)}" if number % 1000 else ""
    return f"{english(number // 1000)} thousand{rest}"


def romanian(number: int) -> str:
    if number < 10:
        return UNU[number]
    if number < 20:
        return ZECE[number - 10]
    if number < 100:
        return ZECI[number // 10 - 2] + (f" și {UNU[number % 10]}" if number % 10 else "")
    if number < 1000:
        hundreds = "o sută" if number < 200 else f"{'două' if number < 300 else UNU[number // 100]} sute"
        return hundreds + (f" {romanian(number % 100)}" if number % 100 else "")
    thousands = "o mie" if number < 2000 else "două mii"
    return thousands + (f" {romanian(number % 1000)}" if number % 1000 else "")


@given(number=st.integers(10, 9999))
@settings(max_examples=120, deadline=None)
def test_a_number_in_english_words_is_that_number(number: int) -> None:
    assert texts(f"so {english(number)} it was") == [str(number)]


@given(number=st.integers(10, 999) | st.integers(1900, 2099))
@settings(max_examples=120, deadline=None)
def test_a_number_in_romanian_words_is_that_number(number: int) -> None:
    assert texts(f"era {romanian(number)} acolo") == [str(number)]


@given(digits=st.lists(st.integers(0, 9), min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_digits_that_are_said_one_by_one_stay_apart(digits: list[int]) -> None:
    for listed in (ONES, UNU):
        assert texts(" ".join(listed[digit] for digit in digits)) == [str(digit) for digit in digits]


@pytest.mark.parametrize(("listed", "sort"), [(ONES, "digit"), (TEENS, "number"), (TENS, "number"), (UNU, "digit")])
def test_each_word_for_a_number_is_known_by_its_sort(listed: list[str], sort: str) -> None:
    for word in listed:
        ((group,),) = runs(piece_of(f"so {word} it was"))
        assert group.sort == sort


@pytest.mark.parametrize("months", [MONTHS, LUNI])
def test_each_month_is_a_month_only_beside_a_number(months: list[str]) -> None:
    for month in months:
        ((day, name),) = runs(piece_of(f"and 12 {month} it was"))
        assert (day.text, name.sort) == ("12", "month")


def test_each_ordinal_is_its_number() -> None:
    for number, word in enumerate(ORDINALS, start=1):
        ((group,),) = runs(piece_of(f"the {word} it was"))
        assert (group.text, group.sort) == (str(number), "ordinal")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("double four", ["44"]),
        ("treble nine", ["999"]),
        ("triple oh one", ["000", "1"]),
        ("dublu trei", ["33"]),
        ("triplu zero", ["000"]),
        ("double 7 one", ["77", "1"]),
        ("nought naught nil oh", ["0", "0", "0", "0"]),
        ("twenty-first", ["21"]),
        ("thirty first", ["31"]),
        ("21st", ["21"]),
        ("nineteen oh five", ["19", "0", "5"]),
        ("nineteen seventy three", ["19", "73"]),
        ("o mie nouă sute șaptezeci și trei", ["1973"]),
        ("două mii nouăsprezece", ["2019"]),
        ("two thousand and one", ["2001"]),
        ("a hundred and five", ["105"]),
        ("one hundred", ["100"]),
        ("unspe doispe treispe paispe cinspe saispe saptespe optspe nouaspe", [*map(str, range(11, 20))]),
        ("five um six uh seven er eight", ["5", "6", "7", "8"]),
        ("five, six, seven", ["5", "6", "7"]),
        ("07700 nine hundred", ["07700", "900"]),
        ("65 thousand", ["65"]),
        ("SW nineteen one EZ", ["sw", "19", "1", "ez"]),
        ("L U four eight Q Q", ["l", "u", "4", "8", "q", "q"]),
        ("lima uniform four", ["l", "u", "4"]),
        ("zed aitch four", ["z", "h", "4"]),
        ("S for sugar W for water nineteen", ["s", "w", "19"]),
        ("T as in tango four", ["t", "4"]),
        ("M de la Maria patru", ["m", "4"]),
        ("double u four", ["w", "4"]),
        ("B33 8TH", ["8", "th"]),
    ],
)
def test_what_is_said_is_read(said: str, expected: list[str]) -> None:
    found = [group.text for run in runs(piece_of(said)) for group in run]
    assert found[-len(expected) :] == expected


@pytest.mark.parametrize(
    "text", ["", "and so on", "A B C D", "lima and kilo", "SW", "I am here", "[phone 1] and [P07]"]
)
def test_where_no_number_is_said_nothing_is_read(text: str) -> None:
    assert list(runs(piece_of(text))) == []


@pytest.mark.parametrize("between", ["waited", "there were", "people and", "£", "?"])
def test_any_other_word_ends_a_run(between: str) -> None:
    assert len(list(runs(piece_of(f"five six {between} seven eight")))) == 2


@pytest.mark.parametrize(("link", "joined"), [("", True), ("um", True), ("and", True), ("of", False), ("in", False)])
def test_a_group_says_whether_only_sounds_stand_before_it(link: str, joined: bool) -> None:
    ((_, second),) = runs(piece_of(f"five {link} April"))
    assert second.joined is joined


SAID = ("five", "twenty", "hundred", "SW", "oh", "double", "um", "of", "x", "7th")


@given(said=st.lists(st.sampled_from(SAID)).map(" ".join))
@settings(max_examples=100, deadline=None)
def test_groups_stand_in_order_inside_the_text(said: str) -> None:
    end = 0
    for run in runs(piece_of(said)):
        for group in run:
            assert end <= group.start < group.end <= len(said)
            assert group.text
            end = group.end
