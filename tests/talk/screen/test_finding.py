"""What a decision settles: as much as the person said, and never more."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tlc.talk.importers import Account, Beside, RawTranscript, RawTurn
from tlc.talk.screen.finding import Decision, Finding, Place, Screening, pieces_of, text_at

HERE = Place(part="turn", index=3, start=5, end=9)
BESIDE = Place(part="comments", index=0, start=5, end=9)


def finding(**fields: Any) -> Finding:
    given = {"kind": "name", "level": "warn", "rule": "r", "place": HERE, "number": 4, "seal": "s"} | fields
    return Finding(**given)


def decision(choice: Any = "keep", **fields: Any) -> Decision:
    return Decision(**{"choice": choice, "seal": "s", "by": "asha", "at": "", "reason": "r", "file": "f"} | fields)


def settles(one: Decision, about: Finding, *, file: str = "f", rules: str = "1") -> bool:
    return one.settles(about, file=file, rules=rules)


def test_what_is_kept_is_kept_in_the_whole_file() -> None:
    elsewhere = finding(place=replace(HERE, index=9))

    assert settles(decision(), finding())
    assert settles(decision(), elsewhere)


def test_another_thing_is_not_settled() -> None:
    assert not settles(decision(), finding(seal="t"))


def test_another_file_is_settled_only_when_that_was_said() -> None:
    assert not settles(decision(), finding(), file="g")
    assert settles(decision(everywhere=True, rules="1"), finding(), file="g")


def test_what_was_kept_everywhere_is_asked_anew_when_the_rules_change() -> None:
    assert not settles(decision(everywhere=True, rules="1"), finding(), file="g", rules="2")
    assert settles(decision(everywhere=True, rules="1"), finding(), rules="2")  # the same bytes were looked at


def test_a_replacement_goes_for_every_file_and_every_version_of_the_rules() -> None:
    assert settles(decision("replace", label="name 1"), finding(), file="g", rules="2")


def test_on_a_computer_with_another_key_the_place_in_the_same_file_tells() -> None:
    elsewhere = finding(seal="another key's", place=replace(HERE, start=6))
    made = decision(places=(HERE,))

    assert settles(made, finding(seal="another key's"))
    assert not settles(made, elsewhere)
    assert not settles(made, finding(seal="another key's"), file="g")


def test_what_must_go_is_never_kept() -> None:
    assert not settles(decision(places=(HERE,), everywhere=True, rules="1"), finding(level="block"))
    assert settles(decision("replace"), finding(level="block"))


def test_words_that_come_in_cannot_be_left_out_nor_others_be_kept() -> None:
    beside = finding(place=BESIDE)

    assert not settles(decision("out"), finding())
    assert settles(decision("out"), beside)
    assert not settles(decision("keep"), beside)
    assert not settles(decision("replace"), beside)


@pytest.mark.parametrize(
    ("levels", "verdict"), [((), "PASS"), (("warn",), "WARN"), (("warn", "block"), "BLOCK"), (("block",), "BLOCK")]
)
def test_the_gravest_open_finding_gives_the_verdict(levels: tuple[Any, ...], verdict: str) -> None:
    found = Screening(name="f", findings=tuple(finding(level=level) for level in levels))

    assert found.verdict == verdict


def test_what_is_decided_is_open_no_longer() -> None:
    found = Screening(name="f", findings=(finding(level="block", decision=decision("replace")), finding()))

    assert found.verdict == "WARN"
    assert len(found.open) == 1


RAW = RawTranscript(
    turns=(
        RawTurn(label="P01", text="One.", number=3),
        RawTurn(label="P02", text="Two.", number=5, original="Doi.", original_language="ro"),
        RawTurn(label="P01", text="Three.", number=6),
    ),
    unit="line",
    account=Account(read=0, kept=0),
    beside=(Beside(kind="comments", text="Ask again."),),
)


def test_every_piece_of_a_file_is_looked_at_with_what_was_said_before_it() -> None:
    assert list(pieces_of(RAW, "FG01_women.docx")) == [
        ("file name", 0, 0, "FG01 women", ""),
        ("turn", 0, 3, "One.", ""),
        ("turn", 1, 5, "Two.", "One."),
        ("original", 1, 5, "Doi.", ""),
        ("turn", 2, 6, "Three.", "Two."),
        ("label", 0, 3, "P01", ""),
        ("label", 1, 5, "P02", ""),
        ("comments", 0, 0, "Ask again.", ""),
    ]


def test_a_place_leads_back_to_its_piece() -> None:
    for part, index, _, text, _ in pieces_of(RAW, "FG01_women.docx"):
        assert text_at(RAW, "FG01_women.docx", Place(part=part, index=index, start=0, end=1)) == text


def test_a_files_name_without_an_ending_is_looked_at_whole() -> None:
    assert next(pieces_of(RAW, "Ana-Maria"))[3] == "Ana Maria"
