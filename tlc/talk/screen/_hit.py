"""What a detector reports, and the kinds of identifier that the gate looks for."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Level = Literal["block", "warn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place in a text that could tell who somebody is.

    Attributes
    ----------
    kind : str
        One of ``KINDS``.
    level : str
        ``block``: it must go. ``warn``: a named person decides.
    rule : str
        Which rule found it, such as ``nhs_number.checksum``.
    start, end : int
        Code points in the original text, half-open.
    value : str
        What was found, in the form in which two mentions are compared: digits only for numbers, folded for names.
        It is never shown, logged or stored.

    >>> Hit(kind="phone", level="block", rule="phone.uk", start=5, end=18, value="07700900123").words
    'phone number'
    """

    kind: str
    level: Level
    rule: str
    start: int
    end: int
    value: str

    @property
    def words(self) -> str:
        """The kind, as people call it."""
        return KINDS[self.kind]


#: Every kind of identifier that is looked for, and what people call it.
KINDS = MappingProxyType(
    {
        "nhs_number": "NHS number",
        "national_insurance": "national insurance number",
        "cnp": "Romanian personal number",
        "iban": "bank account",
        "bank_account": "bank account",
        "card": "bank card",
        "phone": "phone number",
        "email": "e-mail address",
        "url": "web address",
        "handle": "user name",
        "postcode": "postcode",
        "postcode_area": "first half of a postcode",
        "address": "address",
        "date_of_birth": "date of birth",
        "date": "date",
        "age": "age",
        "vehicle": "car registration",
        "driving_licence": "driving licence",
        "passport": "passport",
        "home_office": "Home Office reference",
        "case_reference": "case reference",
        "long_number": "long number",
        "name": "name",
        "staff_name": "name of staff",
        "unknown_word": "word that could be a name",
        "place_name": "named place",
        "rare_role": "rare role",
        "mixed_script": "word in mixed alphabets",
    }
)

_BRACKETS = MappingProxyType(
    {
        "case_reference": "reference",
        "home_office": "reference",
        "long_number": "number",
        "mixed_script": "name",
        "place_name": "place",
        "postcode_area": "area",
        "rare_role": "role",
        "staff_name": "member of staff",
        "unknown_word": "name",
    }
)


def bracket(kind: str) -> str:
    """Say what stands in brackets where something of a kind is replaced: "[phone number 1]".

    >>> bracket("phone"), bracket("unknown_word")
    ('phone number', 'name')
    """
    return _BRACKETS.get(kind, KINDS[kind])
