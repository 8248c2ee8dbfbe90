"""Check digits, against a library that has them too."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban, luhn
from stdnum.gb import nhs
from stdnum.ro import cnp

from tlc.talk.screen.structured import _checks as checks

DIGITS = "0123456789"


@given(st.text(DIGITS, min_size=9, max_size=9))
def test_nhs_numbers_are_those_of_the_library(first: str) -> None:
    for last in DIGITS:
        ours = checks.is_nhs_number(first + last)
        assert ours == (nhs.is_valid(first + last) and len(set(first + last)) > 1)


@given(st.text(DIGITS, min_size=15, max_size=15))
def test_cards_pass_luhn_as_in_the_library(rest: str) -> None:
    for last in DIGITS:
        number = f"4{rest[1:]}{last}"
        assert checks.is_card(number) == (luhn.is_valid(number) and len(set(number)) > 1)


@given(st.dates(date(1900, 1, 1), date(1999, 12, 31)), st.integers(1, 46), st.integers(1, 999))
def test_personal_numbers_are_those_of_the_library(day: date, county: int, serial: int) -> None:
    first = f"1{day:%y%m%d}{county:02}{serial:03}"
    for last in DIGITS:
        if cnp.is_valid(first + last):
            assert checks.is_cnp(first + last)


@pytest.mark.parametrize("number", ["1800101221145", "0800101221144", "1801301221144", "1800132221144", "180010122114"])
def test_what_is_no_personal_number_fails(number: str) -> None:
    assert not checks.is_cnp(number)


IBANS = [
    "GB82WEST12345698765432", "RO49AAAA1B31007593840000", "DE89370400440532013000", "FR1420041010050500013M02606",
    "PL61109010140000071219812874", "BG80BNBG96611020345678", "NO9386011117947", "MT84MALT011000012345MTLCAST001S",
    "IE29AIBK93115212345678", "NL91ABNA0417164300", "HU42117730161111101800000000", "IT60X0542811101000000123456",
    "ES9121000418450200051332", "PT50000201231234567890154", "TR330006100519786457841326",
    "UA213223130000026007233566001",
]  # fmt: skip


@pytest.mark.parametrize("number", IBANS)
def test_an_iban_passes_and_with_one_digit_off_fails(number: str) -> None:
    assert iban.is_valid(number, check_country=False)
    assert checks.is_iban(number.lower())
    wrong = number[:-1] + str((int(number[-1], 36) + 1) % 10)
    assert not checks.is_iban(wrong.lower())


def test_a_passing_sum_of_a_country_without_ibans_is_none() -> None:
    assert not checks.is_iban("ls75ynisoutofarea")


@pytest.mark.parametrize("prefix", ["bg", "gb", "nk", "kn", "tn", "nt", "zz", "da", "ad", "vo", "ao", "fi"])
def test_prefixes_that_are_not_given_out_are_no_national_insurance_number(prefix: str) -> None:
    assert not checks.is_national_insurance(f"{prefix}123456a")


@pytest.mark.parametrize("prefix", ["ab", "jm", "qq", "ce", "px", "wl"])
def test_prefixes_that_are_given_out_are(prefix: str) -> None:
    assert checks.is_national_insurance(f"{prefix}123456a")


@pytest.mark.parametrize("number", ["4111111111111112", "1111111111111117", "411111111111", "4444444444444444"])
def test_what_is_no_card_fails(number: str) -> None:
    assert not checks.is_card(number)
