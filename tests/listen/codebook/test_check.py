"""What is doubtful in a codebook: clashing terms, terms that cannot be read, what codes lack or name in vain."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tlc._files import shipped
from tlc.listen.codebook import check_codebook, read_codebook
from tlc.listen.codebook._overlaps import Placed, shadows, twins
from tlc.listen.codebook._runaway import can_run_away
from tlc.listen.rules import parse_term
from tlc.model import Code, Codebook, PrincipleLink, Problem

Made = Callable[..., Codebook]


def book_of(*codes: dict[str, Any], languages: tuple[str, ...] = ("en",)) -> Codebook:
    given = {"kind": "barrier", "label": {"en": "Label"}, "definition": "Defined.", "terms": {"en": ("lift",)}}
    made = tuple(Code(**{**given, "id": f"c{number}", **code}) for number, code in enumerate(codes))
    return Codebook(id="b", name="B", version="1", codes=made, languages=languages)


def whats(found: tuple[Problem, ...]) -> list[str]:
    return [one.what for one in found]


def placed(*terms: tuple[str, str]) -> list[Placed]:
    return [Placed(code=code, term=parse_term(term)) for code, term in terms]


def test_a_codebook_with_nothing_doubtful_has_no_problems() -> None:
    assert not check_codebook(book_of({}), languages=["en-GB"], principles=[1], actions=["A01"])


def test_a_code_without_definition_is_named_and_a_brief_one_is_enough() -> None:
    book = book_of({"definition": " "}, {"definition": "", "brief": "When.", "terms": {"en": ("stairs",)}})
    assert whats(check_codebook(book)) == ["Code 'c0' has no definition."]


def test_headings_and_retired_codes_need_nothing() -> None:
    bare: dict[str, Any] = {"definition": "", "terms": {}, "actions": ("Z99",)}
    book = book_of({}, {"kind": "heading", **bare}, {"status": "retired", **bare})
    assert not check_codebook(book, actions=["A01"])


def test_principles_and_actions_that_do_not_exist_are_named() -> None:
    book = book_of({"principles": (PrincipleLink(principle=9, reason="r"),), "actions": ("A01", "Z99")})
    assert whats(check_codebook(book, principles=[1, 2], actions=["A01"])) == [
        "Code 'c0' belongs to principle 9, which is not in the framework.",
        "Code 'c0' names the action 'Z99', which the action library lacks.",
    ]


def test_a_language_of_the_study_without_terms_is_named() -> None:
    book = book_of({}, {"terms": {"ro": ("lift",)}}, languages=("en", "ro", "pl"))
    assert whats(check_codebook(book)) == [
        "1 code has no terms in 'en': 'c1'.",
        "No code has terms in 'pl'.",
        "1 code has no terms in 'ro': 'c0'.",
    ]
    assert whats(check_codebook(book, languages=["ro-RO"])) == ["1 code has no terms in 'ro': 'c0'."]


def test_a_term_that_cannot_be_read_is_an_error_and_the_others_are_looked_at() -> None:
    book = book_of({"terms": {"en": ("(waiting", "rude")}}, {"terms": {"en": ("rude",)}})
    first, second = check_codebook(book)
    assert (first.severity, second.severity) == ("error", "warning")
    assert "'c0', term '(waiting'" in first.what
    assert second.what == "Term 'rude' in 'en' stands under 'c0', 'c1'."


def test_the_same_term_twice_under_one_code_is_said_to_be_so() -> None:
    book = book_of({"terms": {"en": ("Lift", "lift", "stairs")}})
    assert whats(check_codebook(book)) == ["Term 'Lift' in 'en' stands 2 times under 'c0'."]


def test_the_same_term_in_two_languages_is_no_clash() -> None:
    assert not check_codebook(book_of({"terms": {"en": ("lift",), "ro": ("lift",)}}))


def test_a_term_that_is_part_of_another_codes_term_is_named() -> None:
    book = book_of({"terms": {"en": ("letter",)}}, {"terms": {"en": ("letter from the hospital",)}})
    assert whats(check_codebook(book)) == [
        "Term 'letter' of 'c0' in 'en' also finds 'letter from the hospital' of 'c1'."
    ]
    assert not check_codebook(book, overlaps=False)


@pytest.mark.parametrize(
    ("one", "two", "finds"),
    [
        ("letter", "hospital letter", True),
        ("letter*", "two letters came", True),
        ("letter*", '"the lettering"', True),
        ("letter", "letters", False),
        ("letter", "letter*", False),
        ("letter*", "lett*", False),
        ("lett*", "letter*", True),
        ("hospital letter", "letter", False),
        ("doctor|gp", "gp letter", True),
        ("(waiting list|queue)", "long queue there", True),
        ("the letter", "a letter", False),
        ("Letter", '"LETTER from"', True),
        ("letter", "wait ~5 letter", True),
        ("wait ~5 letter", "wait for a letter", False),
        ("kind not (kind of)", "kind of late", False),
        ("kind not (kind of)", "kind nurse", True),
        ("/letter/", "letter", False),
    ],
)
def test_what_a_term_also_finds(one: str, two: str, finds: bool) -> None:
    found = shadows(placed(("a", one), ("b", two)))
    assert bool([first for first, _ in found if first.code == "a"]) == finds


def test_terms_of_the_same_code_are_in_nobodys_way() -> None:
    assert not shadows(placed(("a", "letter"), ("a", "hospital letter")))


def test_twins_are_found_however_they_are_spelt() -> None:
    assert twins(placed(("a", "Waiting   list"), ("b", "waiting list"), ("c", '"waiting list"'))) == (
        ("Waiting list", ("a", "b")),
    )


@pytest.mark.parametrize(
    "pattern", ["(a+)+b", "(a|a)*b", "(letter|letter)*s!", "([a-z]+)*z", "(.*)*=", r"(?:ab*)+c{2,}d"]
)
def test_a_regular_expression_that_can_run_away_is_known(pattern: str) -> None:
    assert can_run_away(pattern)


@pytest.mark.parametrize("pattern", ["gp.?s", r"\bwait(ing)?\b", "(letter|form)s?", r"\d{1,3} (weeks|months)", "a+b*c"])
def test_an_ordinary_one_is_left_alone(pattern: str) -> None:
    assert not can_run_away(pattern)


def test_a_very_long_regular_expression_is_tried_quickly() -> None:
    began = time.process_time()
    assert not can_run_away("a" * 5000)
    assert time.process_time() - began < 5


def test_a_runaway_term_is_named_with_its_code() -> None:
    assert whats(check_codebook(book_of({"terms": {"en": ("/(a+)+b/",)}}))) == [
        "Code 'c0', term '/(a+)+b/': on some texts it takes for ever, and would be stopped."
    ]


FILE = """schema = "tlc-codebook/{schema}"
[[code]]
id = "a"
kind = "barrier"
label = {{ en = "A" }}
definition = "A."
terms.en = [
    "lift",
    "broken lift",
    {more}
]

[[code]]
id = "b"
kind = "barrier"
label = {{ en = "B" }}
terms.en = ["stairs", "lift"]
"""


@pytest.mark.parametrize(("schema", "more", "line"), [(1, '"over there"', 0), (2, "'\"over'", 10)])
def test_a_problem_names_the_line_where_it_stands(tmp_path: Path, schema: int, more: str, line: int) -> None:
    path = tmp_path / "codebook.toml"
    path.write_text(FILE.format(schema=schema, more=more), encoding="utf-8")
    places = {one.what.split(" ", 2)[1]: one.place for one in check_codebook(read_codebook(path), where=path)}
    name = "'lift'" if schema == 2 else '"lift"'
    assert places["'b'"] == "codebook.toml, line 14"
    assert places[name] in ("codebook.toml, line 17", "codebook.toml, line 8")
    if line:
        assert places["'a',"] == f"codebook.toml, line {line}"


@pytest.mark.parametrize("name", ["barriers.toml", "levesque.toml"])
def test_the_codebooks_that_ship_with_tlc_have_no_errors(name: str) -> None:
    path = shipped("codebooks") / name
    found = check_codebook(read_codebook(path), principles=range(1, 6), where=path)
    assert not [one for one in found if one.severity == "error"]
