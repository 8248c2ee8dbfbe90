"""Identifiers as people say them, in English and Romanian, with the sounds that they make between."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Look = Callable[..., tuple[list[tuple[str, str, str]], str]]

SAID = [
    ("date_of_birth", "I was born on the «fifth of April, nineteen seventy three»"),
    ("date_of_birth", "my date of birth is «fifth of the fourth seventy three»"),
    ("date_of_birth", "date of birth, um, «five four seventy three»"),
    ("date_of_birth", "date of birth «oh five oh four seventy three»"),
    ("date_of_birth", "date of birth «zero five, zero four, one nine seven three»"),
    ("date_of_birth", "d.o.b. «thirtieth November two thousand and one»"),
    ("date_of_birth", "born «April the fifth, nineteen seventy three»"),
    ("date_of_birth", "I was born the «twenty-second of July, ninety-nine»"),
    ("date_of_birth", "I was born in «nineteen eighty, on the second of June»"),
    ("date_of_birth", "my birthday is the «thirty first of December»"),
    ("date_of_birth", "date of birth «first of the first, two thousand»"),
    ("date_of_birth", "born «sixth July nineteen oh five», my grandmother"),
    ("date_of_birth", "my DOB is «twelve twelve eighty eight»"),
    ("date_of_birth", "and I was born in «eighty three»"),
    ("date_of_birth", "I was born in «nineteen sixty nine» in Galați"),
    ("date_of_birth", "I was born «17th of the 5th 88»"),
    ("date_of_birth", "m-am născut pe «cinci aprilie o mie nouă sute șaptezeci și trei»"),
    ("date_of_birth", "m-am nascut pe «cinci aprilie o mie noua sute saptezeci si trei»"),
    ("date_of_birth", "m-am născut pe «cinci aprilie o mie nouă sute şaptezeci şi trei»"),
    ("date_of_birth", "sunt născută în «optzeci și trei», la Galați"),
    ("date_of_birth", "data nașterii, ăă, «doisprezece mai nouăzeci și unu»"),
    ("date_of_birth", "data nașterii «întâi septembrie două mii cinci»"),
    ("date_of_birth", "născut «douăzeci și doi, zero trei, optzeci și opt»"),
    ("date_of_birth", "m-am născut la «treizeci și unu ianuarie șaptezeci și nouă»"),
    ("date_of_birth", "sunt născut în «o mie nouă sute șaizeci»"),
    ("date", "it was the «thirty first of October nineteen ninety»"),
    ("date", "on the «second of March, um, two thousand and nineteen» I came"),
    ("date", "on «August sixteenth, twenty nineteen» I came"),
    ("date", "am venit pe «zece martie două mii nouăsprezece»"),
    ("date", "the «fifth of the sixth, two thousand and eight»"),
    ("date", "«six, twelve, uh, eighty»"),
    ("date", "Um, «twenty-one twelve and nineteen uh eighty-six»."),
    ("phone", "it's «oh seven seven double oh nine double oh one two three»"),
    ("phone", "it's «oh double seven, um, double oh nine, oh oh, one two three»"),
    ("phone", "it's «zero seven seven zero zero nine zero zero one two three»"),
    ("phone", "it's «oh seven seven hundred nine hundred one two three»"),
    ("phone", "it's «nought seven seven nought nought nine nought nought one two three»"),
    ("phone", "it's «oh two oh seven nine four six oh one two three»"),
    ("phone", "it's «oh one six three two, nine six oh, one, two, three»"),
    ("phone", "it's «plus four four seven seven zero zero nine zero zero one two three»"),
    ("phone", "it's «oh double seven double oh nine double oh one two three»"),
    ("phone", "it's «O seven seven O O nine O O one two three»"),
    ("phone", "it's «07700 nine hundred one two three»"),
    ("phone", "e «zero șapte doi doi unu doi trei patru cinci șase»"),
    ("phone", "e «zero sapte doi doi, unu doi trei, patru cinci sase»"),
    ("phone", "e «zero șapte sute douăzeci și doi, o sută douăzeci și trei, patru sute cincizeci și șase»"),
    ("phone", "e «zero șapte cinci, ăă, nouă, zero nouă opt, șase unu cinci»"),
    ("phone", "e «zero șapte, douăzeci și doi, treizeci și trei, patruzeci și patru, cincizeci și cinci»"),
    ("email", "it's «jo dot bloggs at gmail dot com»"),
    ("email", "it's «jo underscore bloggs at hotmail dot co dot uk»"),
    ("email", "it's jo «bloggs at yahoo dot com»"),
    ("email", "my email is «bloggs at example dot org»"),
    ("email", "my e-mail, it's «jo.bloggs at gmail dot com»"),
    ("email", "it's «j o b at outlook dot com»"),
    ("email", "it's «jo dash bloggs at, um, nhs dot net»"),
    ("email", "e «maria punct pop arond yahoo punct ro»"),
    ("email", "e «maria punct pop la gmail punct com»"),
    ("email", "adresa de mail e «mpop arond gmail punct com»"),
    ("email", "e «maria liniuță pop a rond gmail punct com»"),
    ("email", "it's «m dot jones twenty two at gmail dot com»"),
    ("email", "it's «mary@gmail dot com» I think"),
    ("email", "Peter «Peterson at gmail»"),
    ("address", "at «forty two a Station Road» then"),
    ("address", "my address is, um, «twelve, uh, Oak Drive»"),
    ("phone", "it's «plus forty seven two two one two three four five six»"),
    ("phone", "it's «zero double seven zero zero, nine hundred, four double five»"),
    ("postcode", "um, «N sixteen, seven, uh, JP»."),
    ("date", "it's the «twenty fifth of December, um, nineteen, forty, eight»."),
    ("date", "«first of the second ninety three»."),
    ("vehicle", "«M A sixty eight, F G H», that's the van"),
    ("postcode", "it's «SW nineteen one EZ»"),
    ("postcode", "it's «S W one nine, one E Z»"),
    ("postcode", "it's «E one five PT»"),
    ("postcode", "it's «L U four, eight Q Q»"),
    ("postcode", "it's «W one two, one N G»"),
    ("postcode", "it's «EC two V seven HN»"),
    ("postcode", "it's «B thirty three eight TH»"),
    ("postcode", "it's «LU4 eight QQ»"),
    ("postcode", "my postcode is «lu four eight qq»"),
    ("postcode", "it's «S for sugar W for water nineteen one E Z»"),
    ("postcode", "my postcode is «lima uniform four eight quebec quebec»"),
    ("postcode_area", "Um, Babylon Street, «W six five»."),
    ("postcode_area", "and it's «AB one CB two»."),
    ("nhs_number", "my NHS number is «nine nine nine one two zero four five six three»"),
    ("nhs_number", "NHS, «nine four three, four seven six, five nine one nine»"),
    ("nhs_number", "NHS number «treble nine one two oh four five six three»"),
    ("national_insurance", "it's «Q Q one two three four five six C»"),
    ("national_insurance", "it's «AB twelve thirty four fifty six C»"),
    ("national_insurance", "it's «J M, one two, three four, five six, D»"),
    ("home_office", "my Home Office reference is «A one two three four five six seven»"),
    ("home_office", "the visa is «G W F zero one two three four five six seven eight»"),
    ("home_office", "my BRP is «R Z one two three four five six seven»"),
    ("vehicle", "the van is «AB twelve CDE»"),
    ("vehicle", "the reg is «A B one two C D E»"),
    ("address", "I was at «twelve Marsh Road» then"),
    ("address", "it's number «one hundred and five Old Marsh Lane»"),
    ("address", "it's «two three one, Leonard Street»"),
    ("address", "it's «thirty-seven Victoria Terrace»"),
    ("address", "stau pe «strada Florilor numărul doisprezece»"),
    ("cnp", "cnp-ul e «unu opt zero zero unu zero unu doi doi unu unu patru patru»"),
    ("card", "the card is «four one one one, one one one one, one one one one, one one one one»"),
    ("bank_account", "sort code «one two, three four, five six»"),
    ("age", "my gran is «ninety three» years old"),
    ("age", "bunica are «nouăzeci și patru» de ani"),
    ("age", "she is «one hundred and two» years old"),
    ("long_number", "it was «eight two three four five oh nine»"),
]
# What was asked, what was answered, what it then is.
ASKED = [
    ("What is your date of birth?", "The «fifth of April, nineteen seventy three».", "date_of_birth", "block"),
    ("And when were you born?", "«Nineteen eighty».", "date_of_birth", "block"),
    ("Can I take your date of birth?", "Jo Bloggs, «six, twelve, eighty».", "date_of_birth", "block"),
    ("Your date of birth please?", "«4/5/73»", "date_of_birth", "block"),
    ("Data nașterii?", "«Cinci aprilie șaptezeci și trei».", "date_of_birth", "block"),
    ("Când v-ați născut? Ce data nasterii aveți?", "În «optzeci și trei».", "date_of_birth", "block"),
    ("What's your NHS number?", "«9434765919»", "nhs_number", "block"),
    ("And your sort code?", "«12 34 56»", "bank_account", "block"),
    ("What was the crime reference number?", "It was «4212345», I think.", "case_reference", "warn"),
    ("What postcode are you at?", "«lu four eight qq»", "postcode", "block"),
    ("Do you have your Home Office number there?", "«A1234567»", "home_office", "block"),
    ("And the passport number?", "«123456789»", "passport", "warn"),
]


@pytest.mark.parametrize(("kind", "marked"), SAID)
def test_what_is_said_is_found_where_it_stands(kind: str, marked: str, look: Look) -> None:
    found, words = look(marked)
    assert [(name, shown) for name, _, shown in found] == [(kind, words)]


@pytest.mark.parametrize(("before", "marked", "kind", "level"), ASKED)
def test_a_question_tells_what_its_answer_is(before: str, marked: str, kind: str, level: str, look: Look) -> None:
    found, words = look(marked, before)
    assert found == [(kind, level, words)]


@pytest.mark.parametrize(("marked", "kind", "level"), [case[1:] for case in ASKED])
def test_without_the_question_it_is_less(marked: str, kind: str, level: str, look: Look) -> None:
    found, words = look(marked)
    assert (kind, level, words) not in found
