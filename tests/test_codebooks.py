"""The codebooks that ship with tlc hold together, and keep out what must be found without them."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from tlc.change.actions import action_library
from tlc.change.framework import inclusion_health
from tlc.listen.codebook import read_codebook
from tlc.listen.rules import compile_rules, parse_term
from tlc.model import Code, Codebook

FOLDER = Path(__file__).parents[1] / "codebooks"
FILES = sorted(FOLDER.glob("*.toml"))
CEDILLA = set("şţŞŢ")
# Records that do not match are the sample's barrier for topics to find: no rule may find it first. An
# answering machine's recorded message is another matter.
MISMATCH = re.compile(
    r"\b(names?|named|surnames?|spell\w*|spelt|mis-?spel\w*|records?|duplicat\w*|nhs number"
    r"|nume|numele|numelui|prenume\w*|dosar\w*|fișa|duplicat\w*)\b|date of birth|birth ?date|data nașterii"
)


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


@pytest.fixture
def book(path: Path) -> Codebook:
    return read_codebook(path)


@pytest.fixture
def barriers() -> Codebook:
    return read_codebook(FOLDER / "barriers.toml")


def terms_of(book: Codebook) -> list[tuple[str, str, str]]:
    return [
        (code.id, language, term) for code in book.applied for language, terms in code.terms.items() for term in terms
    ]


def lacks(code: Code, languages: tuple[str, ...]) -> list[str]:
    texts = [field for field in ("definition", "include", "exclude", "examples") if not getattr(code, field)]
    return texts + [f"terms.{language}" for language in languages if not code.terms.get(language)]


def test_both_codebooks_ship() -> None:
    assert [path.stem for path in FILES] == ["barriers", "levesque"]


def test_every_code_says_what_it_is_what_it_is_not_and_how_it_sounds_in_each_language(book: Codebook) -> None:
    assert not {code.id: lacks(code, book.languages) for code in book.applied if lacks(code, book.languages)}


def test_no_term_stands_under_two_codes_or_twice_under_one(book: Codebook) -> None:
    seen: dict[tuple[str, str], str] = {}
    twice = []
    for code, language, term in terms_of(book):
        key = language, str(parse_term(term)).casefold()
        if key in seen:
            twice.append((term, seen[key], code))
        seen[key] = code
    assert not twice


def test_every_term_is_written_in_the_language_of_terms(book: Codebook) -> None:
    for language in book.languages:
        rules = compile_rules(book, language)
        assert len(rules.terms) == sum(spoken == language for _, spoken, _ in terms_of(book))


def test_no_regular_expression_is_needed(book: Codebook) -> None:
    assert not [term for _, _, term in terms_of(book) if parse_term(term).pattern]


def test_a_star_leaves_three_letters_before_it(book: Codebook) -> None:
    stars = [term for _, _, term in terms_of(book) if "*" in term]
    assert stars
    assert not [term for term in stars if re.search(r"(?<![^\W_])[^\W_]{0,2}\*", term)]


def test_a_term_finds_the_forms_of_its_words_and_quotation_marks_hold_them_as_they_stand(barriers: Codebook) -> None:
    rules = compile_rules(barriers, "en")
    found = {hit.code for hit in rules.find("She nodded. They were waiting for months. It was all in English.")}
    assert {"language.no_shared", "access.waits", "language.letters"} <= found


@pytest.mark.parametrize(
    "said",
    [
        "it is a kind of rash",
        "my blood test was on Monday and I take paracetamol",
        "the chair of the committee thanked the minister for the money",
        "I had an appointment with the nurse",
        "we saw the police on the road",
        "an interpreter works here",
        "the letter is on the table",
    ],
)
def test_what_is_said_of_many_things_is_no_barrier_by_itself(barriers: Codebook, said: str) -> None:
    assert not compile_rules(barriers, "en").find(said)


def test_each_barrier_finds_an_example_of_its_own(barriers: Codebook) -> None:
    rules = compile_rules(barriers, "en")
    missed = [
        code.id
        for code in barriers.applied
        if code.id not in {hit.code for example in code.examples for hit in rules.find(example)}
    ]
    assert not missed


def test_each_code_says_in_one_line_what_it_is_and_since_when(book: Codebook) -> None:
    for code in book.applied:
        assert 0 < len(code.brief) <= 120, code.id
        assert (code.since, code.added_on) == ("1.0.0", "2026-11-21"), code.id


def test_the_change_log_ends_with_the_version(book: Codebook) -> None:
    assert [change.version for change in book.changelog][-1] == book.version == "2.0.0"


def test_the_file_is_composed_and_writes_romanian_with_the_comma_below(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert not CEDILLA & set(text)


def test_every_principle_is_one_of_the_framework_with_a_reason(book: Codebook) -> None:
    known = {principle.id for principle in inclusion_health()}
    links = [link for code in book.applied for link in code.principles]
    assert {link.principle for link in links} <= known
    assert all(link.reason for link in links)


def test_every_action_exists_and_points_back_to_the_code(barriers: Codebook) -> None:
    library = {action.id: action for action in action_library().actions}
    for code in barriers.applied:
        for action in code.actions:
            assert action in library, f"{code.id} names an action that there is not: {action}"
            answers = {barriers[barrier].id for barrier in library[action].barriers}
            # An action for a heading answers what stands under it.
            assert {code.id, code.parent} & answers, f"{action} does not answer {code.id}"


def test_no_term_finds_records_that_do_not_match(book: Codebook) -> None:
    assert not [(code, term) for code, _, term in terms_of(book) if MISMATCH.search(term.casefold())]


@pytest.mark.parametrize("term", ["spelled wrong", "my surname", "two records", "date of birth", "numele greșit"])
def test_the_ban_knows_the_words_of_a_mismatch(term: str) -> None:
    assert MISMATCH.search(term)
