"""Rules at work: where hits are, in which order, with accents and without, counted and found alike, and in time."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tlc.errors import CodebookError
from tlc.listen.rules import Hit, Rules, compile_rules
from tlc.listen.rules import _rules as kept
from tlc.listen.rules._view import view
from tlc.model import Code, Codebook

Make = Callable[..., Rules]
Words = Callable[..., list[str]]
TERMS = (
    "wait",
    "waiting list",
    '"was told"',
    "interpret*",
    "translat* app",
    "wait ~3 letter",
    "doctor|gp|nurse",
    "kind not (kind of)",
    "/lett?er/",
    "a&e",
    "don't",
)
PIECES = (
    "waiting",
    "list",
    "waited",
    "was",
    "told",
    "Interpreter",
    "apps",
    "translated",
    "letter",
    "GPs",
    "kind",
    "of",
)
PIECES += (
    "no",
    "not",
    "if",
    "ago",
    "don\u2019t",
    "A&E",
    "m-au",
    "\u0219i",
    "\u015fi",
    "\u0130",
    "inter-",
    ".",
    ",",
    "\n",
)
PIECES += (" ", "  ", "\0", "\U0001f600", "\u2014")


def test_hits_come_by_start_then_end_then_place_in_the_codebook(rules: Make) -> None:
    made = rules("waiting list", "list", b=("wait", "waiting list"))
    found = [(hit.start, hit.end, hit.code, hit.term) for hit in made.find("waiting list")]
    assert found == [
        (0, 7, "b", "wait"),
        (0, 12, "code", "waiting list"),
        (0, 12, "b", "waiting list"),
        (8, 12, "code", "list"),
    ]


def test_rules_name_their_codes_and_terms_in_the_codebooks_order(rules: Make) -> None:
    made = rules("b", "a", z=("c",))
    assert made.codes == ("code", "z")
    assert made.terms == (("code", "b"), ("code", "a"), ("z", "c"))
    assert repr(made) == "Rules('en', 2 codes, 3 terms)"


def test_a_retired_code_finds_nothing_and_a_heading_neither() -> None:
    codes = [
        Code(id="a", kind="heading", label={"en": "A"}, terms={"en": ("wait",)}),
        Code(id="b", kind="barrier", label={"en": "B"}, terms={"en": ("wait",)}, status="retired"),
    ]
    made = compile_rules(Codebook(id="b", name="B", version="1", codes=tuple(codes)), "en")
    assert made.codes == () and made.find("wait") == []
    assert made.counts(["wait"]).shape == (1, 0)


def test_without_terms_nothing_is_found(rules: Make) -> None:
    assert rules().find_all(["a", ""]) == [[], []]
    assert rules("wait").find_all([]) == []
    assert rules("wait").counts([]).shape == (0, 1)


@given(some.lists(some.lists(some.sampled_from(PIECES), max_size=12).map(" ".join), max_size=4))
@settings(max_examples=150)
def test_hits_stay_in_their_text_and_are_found_alone_as_among_others(texts: list[str]) -> None:
    made = _all_terms()
    for text, found in zip(texts, made.find_all(texts), strict=True):
        assert found == made.find(text)
        assert found == sorted(found, key=lambda hit: (hit.start, hit.end))
        for hit in found:
            assert 0 <= hit.start < hit.end <= len(text)
            words = text[hit.start : hit.end]
            assert words == words.strip()
            assert hit.sense == "affirmed" or hit.cue


@given(some.lists(some.lists(some.sampled_from(PIECES), max_size=12).map("".join), max_size=4))
@settings(max_examples=150)
def test_what_is_counted_is_what_is_found(texts: list[str]) -> None:
    made = _all_terms()
    counted = made.counts(texts).toarray()
    for row, found in zip(counted, made.find_all(texts), strict=True):
        expected = Counter(hit.term for hit in found)
        assert {term: int(count) for (_, term), count in zip(made.terms, row, strict=True) if count} == expected


def _all_terms() -> Rules:
    code = Code(id="code", kind="barrier", label={"en": "Code"}, terms={"en": TERMS})
    return compile_rules(Codebook(id="b", name="B", version="1", codes=(code,)), "en")


def test_many_texts_are_searched_in_pieces_and_each_keeps_its_hits(
    rules: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tlc.listen.rules import _search

    texts = [f"{'so ' * (number % 7)}waiting  list {number}" for number in range(200)]
    whole = rules("waiting list").find_all(texts)
    monkeypatch.setattr(_search, "_AT_ONCE", 50)
    assert rules("waiting list").find_all(texts) == whole
    assert [texts[n][hit.start : hit.end] for n, hits in enumerate(whole) for hit in hits] == ["waiting  list"] * 200


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("waiting  list\nwaiting\nlist", ["waiting  list", "waiting\nlist"]),
        ("the waiting- list", ["waiting- list"]),
        ("inter-  waiting   list,  list", ["waiting   list"]),
        ("waiting\0list", []),
        ("WAITING LISTS", ["WAITING LISTS"]),
        ("waiting, list", []),
    ],
)
def test_between_the_words_of_a_phrase_there_may_be_any_white_space(text: str, words: list[str], rules: Make) -> None:
    assert [text[hit.start : hit.end] for hit in rules("waiting list").find(text)] == words


@pytest.mark.parametrize(
    ("text", "term", "folded"),
    [
        ("nu in\u021beleg", "\u00een\u021beleg", []),
        ("nu inteleg", "\u00een\u021beleg", [True]),
        ("nu \u00een\u0163eleg", "\u00een\u021beleg", [False]),
        ("nu inteleg programare", "programare", [False]),
        ("am fost la sedinta", "\u0219edin\u021b*", [True]),
        ("o sedinta lunga", "o \u0219edin\u021b* lung\u0103", [True]),
        ("fata mea", '"fa\u021ba"', [True]),
        ("fata mea", '"fa\u021ba"|"fata"', [False]),
        ("\u00e8 fata mea", '"fa\u021ba"', []),
    ],
)
def test_accents_are_left_out_only_where_a_text_has_none(text: str, term: str, folded: list[bool], rules: Make) -> None:
    assert [hit.folded for hit in rules(term, language="ro").find(text)] == folded


def test_who_writes_accents_elsewhere_is_not_searched_without(rules: Make) -> None:
    made = rules('"fa\u021ba"', language="ro")
    assert [len(hits) for hits in made.find_all(["fata", "fata"], plain=[True, False])] == [1, 0]
    assert made.counts(["fata", "fata"], plain=[False, True]).toarray().tolist() == [[0], [1]]


def test_a_text_with_accents_is_never_searched_without_whatever_is_said(rules: Make) -> None:
    assert rules('"fa\u021ba"', language="ro").find_all(["fata \u0219i"], plain=[True]) == [[]]


@given(
    some.lists(
        some.sampled_from(["\u00een\u021beleg", "ru\u0219ine", "nu", "m-au", "\u0219i", "acas\u0103", "  "]), max_size=8
    )
)
def test_a_text_and_itself_without_accents_have_hits_in_the_same_places(parts: list[str]) -> None:
    from tlc.listen.rules._view import without_accents

    text = " ".join(parts)
    code = Code(
        id="code", kind="barrier", label={"en": "C"}, terms={"ro": ("\u00een\u021beleg", "ru\u0219in*", "acas\u0103")}
    )
    made = compile_rules(Codebook(id="b", name="B", version="1", codes=(code,)), "ro")
    with_accents, without = made.find(text), made.find(without_accents(text))
    assert [hit[:4] for hit in with_accents] == [hit[:4] for hit in without]
    assert all(hit.folded for hit in without) and not any(hit.folded for hit in with_accents)


@pytest.mark.parametrize(
    ("text", "term", "found"),
    [
        ("nu m-au primit", "primit", ["primit"]),
        ("n-am medic", "am", ["am"]),
        ("vreau s\u0103-i spun", "i", ["i"]),
        ("\u00eentr-un spital", "spital", ["spital"]),
        ("nu m\u2011au primit", '"m-au primit"', ["m\u2011au primit"]),
        ("dup\u0103 doctorului", "doctor", ["doctorului"]),
    ],
)
def test_romanian_clitics_part_words(text: str, term: str, found: list[str], words: Words) -> None:
    assert words(text, term, language="ro") == found


@pytest.mark.parametrize(
    ("text", "term", "found"),
    [
        ("GP's list", "gp", ["GP"]),
        ("the doctors' strike", "doctor", ["doctors"]),
        ("we can't", "can", []),
        ("we can", "can", ["can"]),
        ("don't", '"don"', []),
        ("inter- interpreter", "interpreter", ["interpreter"]),
        ("home.The nurse", "nurse", ["nurse"]),
        ("home.Nurse", "nurse", ["Nurse"]),
        ("C++ and c", "c++", ["C++"]),
        ("under_score", "under", []),
        ("\u092e\u0902 \u092e", "\u092e", ["\u092e"]),
    ],
)
def test_words_end_where_people_say_they_do(text: str, term: str, found: list[str], words: Words) -> None:
    assert words(text, term) == found


def test_the_longest_of_one_term_is_kept(words: Words) -> None:
    assert words("a waiting list", "list|(waiting list)") == ["waiting list"]
    assert words("nu m-au chemat", '"au"|"m-au"', language="ro") == ["m-au"]


@pytest.mark.parametrize(
    ("text", "term", "found"),
    [
        ("a waiting list", "(waiting list|list*)", ["waiting list"]),
        ("n-am bani", '("n-am"|a*)', ["n-am"]),
        # A star inside a phrase of another way.
        ("my long waiting list", '("long waiting list"|wait* list)', ["long waiting list"]),
    ],
)
def test_the_longest_is_kept_where_the_beginning_of_a_word_stands_inside_a_phrase(
    text: str, term: str, found: list[str], words: Words
) -> None:
    assert words(text, term) == found


@pytest.mark.parametrize(
    ("text", "term", "found"),
    [
        ("a waiting list, then a letter", "waiting ~5 (waiting list|letter)", ["waiting list, then a letter"]),
        ("the doctor saw another doc", "doctor ~5 doc*", ["doctor saw another doc"]),
        ("wait and wait and wait", "wait ~1 wait*", ["wait and wait", "wait and wait"]),
    ],
)
def test_words_near_each_other_are_found_where_one_part_stands_inside_the_other(
    text: str, term: str, found: list[str], words: Words
) -> None:
    assert words(text, term) == found


def test_too_many_forms_are_looked_at_in_place_and_found_all_the_same(rules: Make, words: Words) -> None:
    term = "tell|ask|ring|see|call|send|give|take my|the|a|our doctor|nurse|gp|surgery|clinic|hospital|pharmacist"
    assert len(rules(term).phrases) < 100
    assert words("rang our surgery, asked a GP, gave my house", term) == ["rang our surgery", "asked a GP"]


def test_a_regular_expression_that_runs_away_is_stopped_and_named(
    rules: Make, monkeypatch: pytest.MonkeyPatch, explained: Any
) -> None:
    pattern = "/(a|aa)+$/"
    monkeypatch.setattr(kept, "MOST_SECONDS", 0.1)
    started = time.perf_counter()
    with pytest.raises(CodebookError) as caught:
        rules("wait", pattern).find("a" * 60 + "!")
    assert time.perf_counter() - started < 30
    explained(
        caught.value, what=f"Code 'code' has a regular expression that does not come to an end: {pattern}", hint="(a+)+"
    )
    assert "aaaa" not in str(caught.value)


def test_a_regular_expression_does_not_reach_from_one_text_into_the_next(rules: Make) -> None:
    made = rules("/a.*b/", "/a[^c]*b/")
    assert [len(hits) for hits in made.find_all(["a", "b", "a b"])] == [0, 0, 2]


def test_a_regular_expression_sees_the_view_of_the_text(words: Words) -> None:
    assert words("Don\u2019t  Go", "/don't go/") == ["Don\u2019t  Go"]


def test_rules_are_made_once_for_the_same_terms(rules: Make) -> None:
    assert rules("wait", "queue") is rules("wait", "queue")
    assert rules("wait", "queue") is not rules("queue", "wait")
    code = Code(id="code", kind="barrier", label={"en": "C"}, terms={"en-GB": ("wait",)})
    book = Codebook(id="b", name="B", version="1", codes=(code,))
    assert compile_rules(book, "en") is compile_rules(book, "EN-us")


def test_only_some_rules_are_kept(rules: Make) -> None:
    for number in range(40):
        rules(f"w{number}*")
    assert len(kept._made) <= kept._KEPT


def test_a_hit_tells_nothing_of_what_was_said_but_its_cue(rules: Make, canary: str) -> None:
    assert canary not in repr(rules("wait").find(f"{canary} wait {canary}"))


def test_phrases_are_as_the_view_has_them(rules: Make) -> None:
    made = rules("Waiting LIST", "interpret*")
    assert "waiting lists" in made.phrases
    assert all(phrase == view(phrase) for phrase in made.phrases)


def test_a_long_text_takes_as_long_as_many_short_ones(rules: Make) -> None:
    made = rules("wait ~3 letter", "kind not (kind of)", "doctor", "translat* app")
    said = "no kind of letter, i wait; the doctor translated apps, not "
    made.find("once")
    times = []
    for texts in ([said] * 2_000, [said * 2_000]):
        started = time.process_time()
        found: list[list[Hit]] = made.find_all(texts)
        times.append(time.process_time() - started)
        assert sum(map(len, found)) >= 6_000
    assert times[1] < 10 * times[0]
