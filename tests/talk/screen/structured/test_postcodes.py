"""Postcodes and their first halves: every area, every shape, every way to write them, and codes that are none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tlc.talk.screen._hit import Hit

Hits = Callable[..., list[Hit]]
# Every area of the Royal Mail, and the three of the islands.
AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G "
    "GL GU HA HD HG HP HR HS HU HX IG IP IV KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA "
    "PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN "
    "WR WS WV YO ZE JE GY IM"
)


@pytest.mark.parametrize("area", AREAS.split())
def test_a_postcode_of_every_area_blocks(area: str, hits: Hits) -> None:
    for number in ("1", "12"):
        text = f"it is {area}{number} 3AB there"
        assert [(hit.kind, hit.level, hit.start, hit.end) for hit in hits(text)] == [
            ("postcode", "block", 6, len(text) - 6)
        ]


@pytest.mark.parametrize("shape", ["M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT", "W1A 0AX", "EC1A 1BB"])
@pytest.mark.parametrize("write", [str.upper, str.lower])
def test_every_shape_is_found_in_every_case(shape: str, write: Callable[[str], str], hits: Hits) -> None:
    for text in (shape, shape.replace(" ", ""), shape.replace(" ", "-"), shape.replace(" ", "  ")):
        (hit,) = hits(f"postcode {write(text)} there")
        assert (hit.kind, hit.value) == ("postcode", shape.replace(" ", "").lower())


@pytest.mark.parametrize("code", ["LU4 8CC", "QQ4 8AB", "LU4 8A", "LU4 8ABC", "XLU4 8AB", "LU444 8AB"])
def test_what_no_office_gives_out_is_no_postcode(code: str, hits: Hits) -> None:
    assert "postcode" not in [hit.kind for hit in hits(f"it said {code} there")]


@pytest.mark.parametrize("context", ["my postcode is", "I live in", "the area is", "stau în", "we moved to"])
def test_the_first_half_is_a_warning_where_somebody_lives(context: str, hits: Hits) -> None:
    assert [(hit.kind, hit.level, hit.value) for hit in hits(f"{context} LU4 now")] == [
        ("postcode_area", "warn", "lu4")
    ]


@pytest.mark.parametrize("text", ["the L4 hurts", "an A1 job", "vitamin B12", "I live in lu4 now", "the M25 was shut"])
def test_letters_and_a_number_alone_are_no_first_half(text: str, hits: Hits) -> None:
    assert hits(text) == []


SAID = {
    "LU4 8QQ": "LU four eight QQ|L U four eight Q Q|lima uniform four eight quebec quebec|LU4 eight QQ",
    "SW19 1EZ": "SW nineteen one EZ|S W one nine one E Z|S for sugar W for water nineteen one E Z|SW19 one EZ",
    "B33 8TH": "B thirty three eight TH|B double three eight TH|B thirty-three, um, eight T H",
}


@pytest.mark.parametrize(("written", "said"), [(code, one) for code, ways in SAID.items() for one in ways.split("|")])
def test_a_postcode_that_is_said_is_the_one_that_is_written(written: str, said: str, hits: Hits) -> None:
    values = {(hit.kind, hit.level, hit.value) for text in (written, said) for hit in hits(f"my postcode is {text}")}
    assert values == {("postcode", "block", written.replace(" ", "").lower())}


@pytest.mark.parametrize("bracket", ["[SW1A 1AA]", "(SW1A 1AA)", "[postcode 1] SW1A 1AA", "SW1A 1AA[postcode 1]"])
def test_brackets_hide_no_postcode(bracket: str, hits: Hits) -> None:
    (hit,) = hits(f"it is {bracket} there")
    assert (hit.kind, hit.value) == ("postcode", "sw1a1aa")


@pytest.mark.parametrize(
    "trick", ["SW1A\u200b 1AA", "ＳＷ１Ａ　１ＡＡ", "SW1A\u00a01AA", "S\u2060W1A1A\u00adA", "SW1A\u20131AA"]
)
def test_tricks_hide_no_postcode_and_places_are_those_of_the_text(trick: str, hits: Hits) -> None:
    text = f"it is {trick} there"
    (hit,) = hits(text)
    assert (hit.value, text[hit.start : hit.end]) == ("sw1a1aa", trick)


def test_a_question_for_a_postcode_tells_what_its_answer_is(hits: Hits) -> None:
    assert [hit.kind for hit in hits("lu four eight qq", "What is your postcode?")] == ["postcode"]
