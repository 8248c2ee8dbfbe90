"""What offices give out: the words that must stand beside it, its value, and what is only like it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tlc.talk.screen._hit import Hit
from tlc.talk.screen._view import view_of
from tlc.talk.screen.structured import find

Hits = Callable[..., list[Hit]]
DIGITS = st.text("0123456789", min_size=6, max_size=6)
LETTERS = st.sampled_from(["AB", "JM", "CE", "PX", "WL", "QQ"])


@given(prefix=LETTERS, digits=DIGITS, last=st.sampled_from("ABCD"))
@settings(max_examples=60, deadline=None)
def test_every_national_insurance_number_blocks_in_every_grouping(prefix: str, digits: str, last: str) -> None:
    pairs = [digits[:2], digits[2:4], digits[4:]]
    whole = f"{prefix}{digits}{last}"
    for text in (whole, whole.lower(), " ".join([prefix, *pairs, last]), "-".join([prefix, *pairs, last])):
        (hit,) = find(view_of(f"it is {text}."))
        assert (hit.kind, hit.level, hit.value) == ("national_insurance", "block", whole.lower())
        assert (hit.start, hit.end) == (6, 6 + len(text))


@pytest.mark.parametrize("text", ["GB123456C", "AB12345C", "AB123456E", "ABC123456D", "AB1234567C", "AO123456C"])
def test_what_is_not_given_out_is_no_national_insurance_number(text: str, hits: Hits) -> None:
    assert "national_insurance" not in [hit.kind for hit in hits(f"it is {text}.")]


OFFICES = "Home Office|BRP|biometric card|residence permit|asylum|immigration|visa|UKVI|settled status|azil|imigrări"


@pytest.mark.parametrize("office", OFFICES.split("|"))
@pytest.mark.parametrize("number", ["RZ1234567", "ZUX123456", "A1234567", "GWF012345678", "1234-5678-9012-3456"])
def test_beside_the_office_its_number_blocks(office: str, number: str, hits: Hits) -> None:
    (hit,) = hits(f"the {office} one, {number}, came")
    assert (hit.kind, hit.level) == ("home_office", "block")
    assert hit.value == number.replace("-", "").lower()


@pytest.mark.parametrize("number", ["GWF012345678", "K1234567", "1234-5678-9012-3456"])
def test_without_the_office_its_number_is_a_warning(number: str, hits: Hits) -> None:
    assert [(hit.kind, hit.level) for hit in hits(f"it said {number} on top")] == [("home_office", "warn")]


REFERENCES = (
    """
hospital number|hosp no|case number|crime reference|crime number|NOMIS number|prison number|Universal Credit reference
UC claim number|council ref|housing reference|tenancy number|claim ref|customer number|patient id|clinic number
incident number|CAD number|police ref|court reference|social services file|complaint number|application number
client id|reference number|ref no|reference|mrn|număr dosar|numărul de dosar|numărul dosarului|nr. dosar
număr de referință
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


@pytest.mark.parametrize("context", REFERENCES)
@pytest.mark.parametrize("said", ["{} 77194", "{} is 77194", "{}: 77194", "{} it's um 77194", "{}, 77194"])
def test_after_its_word_every_reference_is_a_warning(context: str, said: str, hits: Hits) -> None:
    text = f"my {said.format(context)} there"
    assert [(hit.kind, hit.level, text[hit.start : hit.end]) for hit in hits(text)] == [
        ("case_reference", "warn", "77194")
    ]


@pytest.mark.parametrize("context", ["hospital number", "case number", "crime reference number"])
def test_the_word_may_stand_in_the_question(context: str, hits: Hits) -> None:
    assert [hit.kind for hit in hits("77194, I think", f"What's your {context}?")] == ["case_reference"]
    assert hits("77194, I think", "How many were there?") == []


@pytest.mark.parametrize(
    "text",
    [
        "the case number was wrong",
        "my reference is from 2019",
        "case number 2",
        "the hospital number I forgot, 3 times",
        "a case of 77194 people",
        "seria 4 a fost bună",
        "my licence came in 2019",
        "the plates were 12 and 10",
        "in a van with 10 men",
        "my passport ran out in 2019",
    ],
)
def test_a_word_without_its_number_is_no_reference(text: str, hits: Hits) -> None:
    assert hits(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("a van, AB12 CDE, outside", "vehicle", "ab12cde"),
        ("a van, AB12CDE, outside", "vehicle", "ab12cde"),
        ("my reg is ab12 cde", "vehicle", "ab12cde"),
        ("the reg is A B one two C D E", "vehicle", "ab12cde"),
        ("mașina cu CJ-12-ABC", "vehicle", "cj12abc"),
        ("my passport 123456789", "passport", "123456789"),
        ("my passport 123 456 789", "passport", "123456789"),
        ("licence MORGA657054SM9IJ", "driving_licence", "morga657054sm9ij"),
        ("licence MORGA 657054 SM9IJ", "driving_licence", "morga657054sm9ij"),
        ("my share code is WL7 3KD 8PX", "home_office", "wl73kd8px"),
        ("my share code is wl7-3kd-8px", "home_office", "wl73kd8px"),
    ],
)
def test_the_value_has_letters_and_digits_only(text: str, kind: str, value: str, hits: Hits) -> None:
    assert [(hit.kind, hit.value) for hit in hits(text)] == [(kind, value)]


@pytest.mark.parametrize(
    "trick", ["AB\u200b12 34 56 C", "ＡＢ１２３４５６Ｃ", "AB\u00a012\u00a034\u00a056\u00a0C", "AB12\u201334\u201356C"]
)
def test_tricks_hide_no_number(trick: str, hits: Hits) -> None:
    text = f"it is {trick} there"
    (hit,) = hits(text)
    assert (hit.kind, text[hit.start : hit.end]) == ("national_insurance", trick)


def test_no_rule_tells_what_was_found(hits: Hits) -> None:
    for text in ("it is AB123456C", "case number 77194", "the van AB12 CDE", "Home Office A1234567"):
        (hit,) = hits(text)
        assert hit.value not in hit.rule.replace(".", "")
        assert not any(sign.isdigit() for sign in hit.rule)
