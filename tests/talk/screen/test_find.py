"""Every piece of a file is looked through by every rule, and each place is found once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.errors import TranscriptError
from tlc.talk.screen import KINDS, Hit
from tlc.talk.screen._view import View
from tlc.talk.screen.find import RULES, Rules, screen
from tlc.talk.screen.names import Roster
from tlc.talk.screen.seal import Seal
from tlc.talk.session_file import SessionFile, read_session

SEAL = Seal(bytes(32))
Make = Callable[..., SessionFile]


def kinds(text: str, before: str = "", **rules: object) -> list[tuple[str, str]]:
    found = Rules(**rules).hits(text, before)  # type: ignore[arg-type]
    return [(hit.kind, text[hit.start : hit.end]) for hit in found]


def test_numbers_and_names_are_found_in_one_go_and_in_order() -> None:
    assert kinds("Doctor Quillfeather rang me on 07700 900123.") == [
        ("staff_name", "Doctor Quillfeather"),
        ("phone", "07700 900123"),
    ] or kinds("Doctor Quillfeather rang me on 07700 900123.") == [
        ("staff_name", "Quillfeather"),
        ("phone", "07700 900123"),
    ]


def test_what_was_asked_before_tells_what_an_answer_is() -> None:
    answer = "The fifth of April, nineteen seventy three."

    assert kinds(answer, "What is your date of birth?")[0][0] == "date_of_birth"
    assert kinds(answer)[0][0] == "date"


def test_a_roster_finds_what_no_list_of_names_holds() -> None:
    text = "so I told quillfeather that"

    assert not kinds(text)
    assert kinds(text, roster=Roster(["Ada Quillfeather"])) == [("name", "quillfeather")]


def test_a_word_that_a_person_knows_is_not_asked_about() -> None:
    text = "We went to Wexbournia together."

    assert kinds(text)
    assert not kinds(text, known=frozenset({"wexbournia"}))


def overlapping(view: View, *, before: str = "") -> Iterator[Hit]:  # noqa: ARG001 - the shape of a finder
    yield Hit(kind="url", level="warn", rule="more", start=0, end=len(view.original), value="x")


def test_a_further_finder_adds_and_never_hides_what_must_go() -> None:
    text = "ring 07700 900123"

    assert kinds(text, more=(("more", overlapping),)) == [("phone", "07700 900123")]
    assert kinds("nothing here", more=(("more", overlapping),)) == [("url", "nothing here")]


def test_the_version_of_the_rules_says_what_was_added() -> None:
    assert Rules().version == RULES
    assert Rules(more=(("presidio", overlapping),)).version == f"{RULES}+presidio"


_PIECES = [
    "Doctor ",
    "Quill ",
    "07700 900123",
    " NW1 4RE ",
    "fifth of April",
    " nineteen seventy three ",
    "\u200b",
    "ș",
]


@given(st.lists(st.sampled_from(_PIECES) | st.text(max_size=5), max_size=12).map("".join))
def test_hits_lie_in_the_text_in_order_and_apart(text: str) -> None:
    found = list(Rules().hits(text))

    assert all(0 <= hit.start < hit.end <= len(text) and hit.kind in KINDS for hit in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_every_part_of_a_file_is_looked_through(a_file: Make) -> None:
    number = "07700 90012{}"
    file = a_file(f"ring {number.format(1)}", name="FG01 07700 900122.txt", comments=f"or {number.format(3)}")

    found = screen(file, Rules(), SEAL)

    assert sorted(one.place.part for one in found.findings) == ["comments", "file name", "turn"]
    assert len({one.seal for one in found.findings}) == 3
    assert found.verdict == "BLOCK"


def test_labels_are_looked_at_once_each(a_file: Make) -> None:
    file = a_file("Yes.", "No.")
    turns = tuple(
        type(turn)(label="Doctor Quillfeather", text=turn.text, number=turn.number) for turn in file.raw.turns
    )
    raw = type(file.raw)(turns=turns, unit="line", account=file.raw.account)
    found = screen(SessionFile(name="FG01.txt", digest="d", importer="txt", raw=raw), Rules(), SEAL)

    assert [one.place.part for one in found.findings] == ["label"]


def test_the_same_name_by_two_rules_has_one_seal(a_file: Make) -> None:
    found = screen(a_file("I saw Doctor Quillfeather.", "Then came Quillfeather again."), Rules(), SEAL)

    assert {one.kind for one in found.findings} >= {"staff_name"}
    assert len({one.seal for one in found.findings}) == 1


def test_what_was_looked_through_is_counted(a_file: Make) -> None:
    found = screen(a_file("one two three", "four"), Rules(), SEAL)

    assert (found.words, found.rules, found.digest) == (4, RULES, "d1")


def test_the_same_file_gives_the_same_findings(a_file: Make) -> None:
    file = a_file("Doctor Quillfeather, 07700 900123, NW1 4RE", comments="Ada Thistlewick")

    assert screen(file, Rules(), SEAL) == screen(file, Rules(), SEAL)


@pytest.mark.parametrize("name", ["hidden.docx", "xss_quotes.txt", "formula_cells.txt"])
def test_awkward_files_are_looked_through_without_a_fault(name: str) -> None:
    path = Path(__file__).parents[4] / "shared" / "data" / "badinput" / name
    if not path.is_file():
        pytest.skip("the shared files are not here")

    assert screen(read_session(path), Rules(), SEAL).verdict in ("BLOCK", "WARN", "PASS")


def test_what_word_hides_is_seen() -> None:
    path = Path(__file__).parents[4] / "shared" / "data" / "badinput" / "hidden.docx"
    if not path.is_file():
        pytest.skip("the shared files are not here")

    parts = {one.place.part for one in screen(read_session(path), Rules(), SEAL).findings}
    assert parts - {"turn"}


@pytest.mark.parametrize(
    ("said", "halves", "kind"),
    [
        (("so call 07700", "900123 is it, ok"), ["07700", "900123"], "phone"),
        (
            ("It is oh seven seven double oh", "nine double oh one two three, she said."),
            ["oh seven seven double oh", "nine double oh one two three"],
            "phone",
        ),
        (("My NHS number is 999 000", "0018 I think"), ["999 000", "0018"], "nhs_number"),
        (("The office is 07700 900456. And mine 07700", "900123"), ["07700 900456", "07700", "900123"], "phone"),
    ],
)
def test_a_number_said_over_two_turns_is_found_in_both(
    a_file: Make, said: tuple[str, ...], halves: list[str], kind: str
) -> None:
    found = [one for one in screen(a_file(*said), Rules(), SEAL).findings if one.kind == kind and one.level == "block"]

    shown = [said[one.place.index][one.place.start : one.place.end] for one in sorted(found, key=lambda one: one.place)]
    assert shown == halves


@pytest.mark.parametrize(
    "said", [("Yes, at half past nine", "one of them came."), ("We were two", "three of us left.")]
)
def test_two_turns_with_numbers_are_no_identifier(a_file: Make, said: tuple[str, ...]) -> None:
    assert not [one for one in screen(a_file(*said), Rules(), SEAL).findings if one.level == "block"]


def test_a_file_with_too_many_findings_is_refused_with_its_line(a_file: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tlc.talk.screen.find.MOST_FINDINGS", 2)

    with pytest.raises(TranscriptError, match="line 3: More than 2 things"):
        screen(a_file(*[f"ring 07700 90012{number}" for number in range(5)]), Rules(), SEAL)
