"""Check digits: which numbers can be what they look like."""

from __future__ import annotations

_CNP_WEIGHTS = (2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9)
# The registry of ISO 13616: how long an IBAN of each country is. Without it one plate and its word in 97 would pass.
_IBAN_BY_LENGTH = {
    15: "no",
    16: "be",
    18: "dk fo fi gl nl sd fk",
    19: "mk si",
    20: "at ba ee kz xk lt lu mn",
    21: "hr lv li ch",
    22: "bg bh cr ge de gb ie me rs va",
    23: "tl ae iq il om",
    24: "ad cz md pk ro sa sk es se tn vg",
    25: "pt st ly",
    26: "is tr dz",
    27: "fr gr it mr mc sm bi dj",
    28: "al az by cy do gt hu lb pl sv ni",
    29: "br eg ps qa ua",
    30: "jo kw mu ye",
    31: "mt sc",
    32: "lc",
    33: "ru",
}
_IBAN_LENGTHS = {country: length for length, names in _IBAN_BY_LENGTH.items() for country in names.split()}
_NO_NI_PREFIX = frozenset({"bg", "gb", "nk", "kn", "tn", "nt", "zz"})


def is_nhs_number(digits: str) -> bool:
    """Tell whether ten digits pass the check of an NHS or CHI number.

    Source: NHS Data Dictionary, NHS NUMBER, modulus 11. Numbers that begin with 999 are for tests, and count.

    >>> is_nhs_number("9434765919"), is_nhs_number("9434765918")
    (True, False)
    """
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    check = 11 - sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True)) % 11
    return check % 11 == int(digits[9]) and check != 10


def is_cnp(digits: str) -> bool:
    """Tell whether thirteen digits are a Romanian personal number: sex and century 1 to 9, a day that can be, check.

    Source: Romanian Law 105/1996 and its norms, weights 279146358279, modulus 11.

    >>> is_cnp("1800101221144"), is_cnp("0800101221144")
    (True, False)
    """
    if len(digits) != 13 or digits[0] == "0":
        return False
    if not (1 <= int(digits[3:5]) <= 12 and 1 <= int(digits[5:7]) <= 31):
        return False
    rest = sum(int(digit) * weight for digit, weight in zip(digits, _CNP_WEIGHTS, strict=False)) % 11
    return int(digits[12]) == (1 if rest == 10 else rest)


def is_iban(text: str) -> bool:
    """Tell whether letters and digits pass the check of an IBAN (ISO 13616, modulus 97).

    >>> is_iban("gb82west12345698765432"), is_iban("gb83west12345698765432")
    (True, False)
    """
    return is_iban_length(text) and int("".join(str(int(sign, 36)) for sign in text[4:] + text[:4])) % 97 == 1


def is_iban_length(text: str) -> bool:
    """Tell whether letters and digits have a country and the length of its IBAN: its check may have been misheard.

    >>> is_iban_length("gb83west12345698765432"), is_iban_length("gb83west")
    (True, False)
    """
    return _IBAN_LENGTHS.get(text[:2]) == len(text)


def is_card(digits: str) -> bool:
    """Tell whether digits can be a bank card: a known first digit, a length in use, and Luhn (ISO/IEC 7812-1).

    >>> is_card("4111111111111111"), is_card("4111111111111112")
    (True, False)
    """
    if not 13 <= len(digits) <= 19 or digits[0] not in "23456" or len(set(digits)) == 1:
        return False
    doubled = (int(digit) * 2 for digit in digits[-2::-2])
    return (sum(int(digit) for digit in digits[-1::-2]) + sum(two // 10 + two % 10 for two in doubled)) % 10 == 0


def is_national_insurance(text: str) -> bool:
    """Tell whether two letters, six digits and a letter in small letters have a prefix that is given out.

    Source: HMRC National Insurance Manual NIM39110. QQ is the prefix of examples, and counts, as 999 does for the NHS.

    >>> is_national_insurance("ab123456c"), is_national_insurance("gb123456c")
    (True, False)
    """
    first, second = text[0], text[1]
    if text[:2] == "qq":
        return True
    return not (first in "dfiquv" or second in "dfiquvo" or text[:2] in _NO_NI_PREFIX)
