"""The codebook's rules: what they find, where they say it is, and how they explain themselves."""

from __future__ import annotations

import time
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from tlc.errors import CodebookError
from tlc.frames import HITS, TURNS, table
from tlc.listen.tag import CONTEXT, tag, untagged_languages
from tlc.model import RULES, Code, Codebook, Coding

NOON = "2026-06-01T12:00:00Z"


def said(*texts: str, language: str = "en", role: str | None = "community", session: str = "FG01") -> pd.DataFrame:
    rows = [
        (f"{session}:{n:04d}", session, session, n, "P01", role, language, text, None, None, None)
        for n, text in enumerate(texts, start=1)
    ]
    return table(rows, TURNS)


def book(*codes: Code, digest: str = "d1", **terms: tuple[str, ...]) -> Codebook:
    """Make a codebook of codes, or of English terms by the code's name."""
    made = tuple(
        Code(id=name, kind="barrier", label={"en": name}, terms={"en": words}) for name, words in terms.items()
    )
    return Codebook(id="b", name="B", version="1", codes=(*codes, *made), digest=digest)


def found(text: str, *terms: str, language: str = "en") -> list[str]:
    """Say which words of a text the terms find."""
    code = Code(id="code", kind="barrier", label={"en": "Code"}, terms={language: terms})
    return [mark.quote for mark in tag(said(text, language=language), book(code), made_at=NOON).codings]


@pytest.mark.parametrize(
    ("text", "term", "words"),
    [
        ("They put me on a waiting list again.", "waiting list", ["waiting list"]),
        ("WAITING LIST, always the waiting list", "Waiting List", ["WAITING LIST", "waiting list"]),
        ("I am waiting. List them.", "waiting list", []),
        ("Interpreters? The interpreter's late.", "interpret*", ["Interpreters", "interpreter"]),
        ("We reinterpreted it.", "interpret*", []),
        ("The waiting times are long", "waiting time*", ["waiting times"]),
        ("a letter in English, letters in Romanian", "letter* in romanian", ["letters in Romanian"]),
        ("I don't trust them", "don't trust", ["don't trust"]),
        ("I don\u2019t trust them", "don't trust", ["don\u2019t trust"]),
        ("I don't trust them", "don\u2019t trust", ["don't trust"]),
        ("Hours in A&E.", "hours in a&e", ["Hours in A&E"]),
        ("They want proof of ID.", "proof of id", ["proof of ID"]),
        ("My ideas, I do say", "id*", ["ideas"]),
        ("at eight o\u2019clock.", "o'clock", ["o\u2019clock"]),
        ("e-consult, e\u2011consult", "e-consult", ["e-consult", "e\u2011consult"]),
        ("the interpreter- the one", "interpreter", ["interpreter"]),
        ("I stayed at home.Receptionist said no", "receptionist*", ["Receptionist"]),
        ("waiting  list\nwaiting\nlist", "waiting list", ["waiting  list\nwaiting\nlist"]),
        ("\U0001f600 waiting list \U0001f600", "waiting list", ["waiting list"]),
        ("I'd bring one, I did", "id", []),
        ("cannot, can not", "cannot", ["cannot"]),
        ("listless", "list", []),
    ],
)
def test_a_term_finds_whole_words_and_nothing_else(text: str, term: str, words: list[str]) -> None:
    assert found(text, term) == words


@pytest.mark.parametrize(
    ("text", "term", "words"),
    [
        ("Nu \u00een\u0163eleg nimic", "\u00een\u021beleg", ["\u00een\u0163eleg"]),
        ("Nu \u00cen\u021aELEG nimic", "\u00een\u0163eleg", ["\u00cen\u021aELEG"]),
        ("Mi-e ru\u015fine s\u0103 spun", "ru\u0219in*", ["ru\u015fine"]),
        ("N\u2019am g\u0103sit program\u0103ri.", "programări", ["program\u0103ri"]),
        ("nu m-au primit", "nu m-au primit", ["nu m-au primit"]),
        ("\u0130nterpret interpret", "interpret", ["interpret"]),
    ],
)
def test_romanian_letters_are_found_in_either_way_of_writing_them(text: str, term: str, words: list[str]) -> None:
    assert found(text, term, language="ro") == words


def test_a_codebook_may_spell_a_letter_in_two_code_points() -> None:
    assert found("\u0219edin\u021b\u0103", "s\u0326edint\u0326a\u0306", language="ro") == ["\u0219edin\u021b\u0103"]


def test_a_term_is_sought_only_in_turns_of_its_language() -> None:
    code = Code(id="code", kind="barrier", label={"en": "Code"}, terms={"en": ("acte",), "ro": ("hârtii",)})
    turns = pd.concat([said("acte hârtii"), said("acte hârtii", language="ro", session="FG02")], ignore_index=True)
    assert [mark.quote for mark in tag(turns, book(code), made_at=NOON).codings] == ["acte", "hârtii"]


def test_a_region_is_part_of_its_language() -> None:
    turns = said("closed", language="en-GB")
    assert len(tag(turns, book(hours=("closed",)), made_at=NOON).codings) == 1
    assert untagged_languages(turns, book(hours=("closed",))) == ()


@pytest.mark.parametrize("language", ["rom", "xx", "", "ja"])
def test_a_language_that_spacy_cannot_part_into_words_is_still_searched(language: str) -> None:
    assert found("na džanav, doktori nai", "doktori", language=language) == ["doktori"]


def test_a_script_without_spaces_is_searched_as_its_own_tokeniser_parts_it() -> None:
    assert found("我去医院看病", "医院", language="zh") == ["医院"]


def test_languages_without_terms_are_listed_and_not_tagged() -> None:
    turns = pd.concat([said("zamknięte", language="pl"), said("closed", session="FG02")], ignore_index=True)
    assert untagged_languages(turns, book(hours=("closed",))) == ("pl",)
    assert [mark.span.turn for mark in tag(turns, book(hours=("closed", "zamknięte")), made_at=NOON).codings] == [
        "FG02:0001"
    ]


def test_a_language_that_only_the_facilitator_speaks_is_not_missed() -> None:
    assert untagged_languages(said("zamknięte", language="pl", role="facilitator"), book(hours=("closed",))) == ()


@pytest.mark.parametrize(("role", "expected"), [*((role, 0) for role in CONTEXT), ("professional", 1), (None, 1)])
def test_those_who_ask_or_translate_are_context(role: str | None, expected: int) -> None:
    assert len(tag(said("closed", role=role), book(hours=("closed",)), made_at=NOON).codings) == expected


def test_whose_turns_are_context_can_be_chosen() -> None:
    assert (
        len(tag(said("closed", role="facilitator"), book(hours=("closed",)), made_at=NOON, roles_excluded=()).codings)
        == 1
    )


def test_a_heading_is_never_suggested() -> None:
    heading = Code(id="access", kind="heading", label={"en": "Access"}, terms={"en": ("closed",)})
    assert tag(said("closed"), book(heading), made_at=NOON).codings == ()


def test_a_suggestion_says_who_made_it_and_when() -> None:
    (mark,) = tag(said("It was closed."), book(hours=("closed",)), made_at=NOON).codings
    assert (mark.coder, mark.status, mark.made_at, mark.code) == (RULES.id, "suggested", NOON, "hours")


def because(text: str, *terms: str) -> list[str]:
    return [mark.because for mark in tag(said(text), book(hours=terms), made_at=NOON).codings]


def test_a_suggestion_names_its_term_as_the_codebook_writes_it() -> None:
    assert because("a Waiting List", "Waiting list") == ["term 'Waiting list'"]


def test_a_term_with_a_star_says_which_words_it_matched() -> None:
    assert because("two Interpreters", "interpret*") == ["term 'interpret*' matched 'Interpreters'"]


def test_hits_that_overlap_become_one_suggestion_that_names_them_in_the_order_of_the_text() -> None:
    reasons = because("put on the long waiting list", "waiting list", "long waiting")
    assert reasons == ["term 'long waiting'; term 'waiting list'"]
    assert found("put on the long waiting list", "waiting list", "long waiting") == ["long waiting list"]


def test_hits_with_only_white_space_between_them_become_one() -> None:
    assert found("closed late, closed  late", "closed", "late") == ["closed late", "closed  late"]


def test_a_hit_inside_a_longer_one_does_not_end_the_run() -> None:
    assert found("no waiting list here", "no waiting list here", "waiting", "here") == ["no waiting list here"]


def test_a_reason_is_given_once() -> None:
    assert because("closed closed", "closed") == ["term 'closed'"]


def test_two_codes_on_the_same_words_are_two_suggestions() -> None:
    marks = tag(said("closed"), book(b=("closed",), a=("closed",)), made_at=NOON).codings
    assert [mark.code for mark in marks] == ["b", "a"], "in the order of the codebook"


def test_suggestions_stand_in_the_order_of_turns_then_words_then_codes() -> None:
    turns = pd.concat(
        [said("late closed", language="ro"), said("closed, then late", session="FG02"), said("late", session="FG03")],
        ignore_index=True,
    )
    code = Code(id="z", kind="barrier", label={"en": "Z"}, terms={"en": ("late",), "ro": ("closed",)})
    marks = tag(turns, book(code, a=("closed", "late")), made_at=NOON).codings
    assert [(mark.span.turn, mark.span.start, mark.code) for mark in marks] == [
        ("FG01:0001", 5, "z"),
        ("FG02:0001", 0, "a"),
        ("FG02:0001", 13, "z"),
        ("FG02:0001", 13, "a"),
        ("FG03:0001", 0, "z"),
        ("FG03:0001", 0, "a"),
    ]


def assertion(**terms: tuple[str, ...]) -> Codebook:
    """Make a codebook of codes that take only what is said to be so."""
    made = [
        Code(id=name, kind="barrier", label={"en": name}, terms={"en": words}, polarity="assertion")
        for name, words in terms.items()
    ]
    return book(*made)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("I have no doctor", "term 'doctor'; negated by 'no'"),
        ("if the doctor came", "term 'doctor'; hypothetical by 'if'"),
        ("my former doctors", "term 'doctor' matched 'doctors'; past by 'former'"),
        ("my doctor", "term 'doctor'"),
    ],
)
def test_a_topic_is_suggested_in_whatever_sense_and_says_in_which(text: str, reason: str) -> None:
    found = tag(said(text), book(hours=("doctor",)), made_at=NOON)
    assert [mark.because for mark in found.codings] == [reason]
    assert found.aside == 0


@pytest.mark.parametrize(
    ("text", "suggested", "aside"),
    [
        ("I have no doctor", 0, 1),
        ("if the doctor came", 0, 1),
        ("my former doctor", 0, 1),
        ("my doctor", 1, 0),
        ("my doctor. No doctor", 1, 1),
        ("I have not been able to see a doctor because I am homeless", 1, 1),
    ],
)
def test_of_an_assertion_only_what_is_said_to_be_so_is_suggested(text: str, suggested: int, aside: int) -> None:
    found = tag(said(text), assertion(hours=("doctor", "homeless")), made_at=NOON)
    assert (len(found.codings), found.aside) == (suggested, aside)


def test_every_hit_stands_in_the_frame_and_those_set_aside_say_so() -> None:
    turns = pd.concat([said("no doctor"), said("Doctors", session="FG02")], ignore_index=True)
    frame = tag(turns, assertion(hours=("doctor",)), made_at=NOON).frame
    assert list(frame.columns) == list(HITS)
    assert {name: str(kind) for name, kind in frame.dtypes.items()} == HITS
    assert frame.to_numpy().tolist() == [
        ["FG01:0001", "FG01", 3, 9, "doctor", "hours", "doctor", "en", "negated", "no", False, True],
        ["FG02:0001", "FG02", 0, 7, "Doctors", "hours", "doctor", "en", "affirmed", "", False, False],
    ]


def test_the_frame_of_nothing_has_its_columns() -> None:
    frame = tag(said("nothing"), book(hours=("doctor",)), made_at=NOON).frame
    assert frame.empty and list(frame.columns) == list(HITS)


def test_what_was_found_says_how_much_and_nobodys_words(canary: str) -> None:
    found = tag(said(f"doctor {canary}", "no doctor"), assertion(hours=("doctor",)), made_at=NOON)
    assert repr(found) == "Tagged(1 codings, 1 hits set aside)"


def test_a_hit_without_accents_says_so() -> None:
    code = Code(id="code", kind="barrier", label={"en": "Code"}, terms={"ro": ("rușine",)})
    (mark,) = tag(said("mi-e rusine", language="ro"), book(code), made_at=NOON).codings
    assert mark.because == "term 'rușine' matched 'rusine'; without accents"


def test_who_writes_accents_anywhere_in_a_session_writes_them() -> None:
    code = Code(id="code", kind="barrier", label={"en": "Code"}, terms={"ro": ("rușine",)})
    turns = pd.concat(
        [said("rusine", "și", language="ro"), said("rusine", language="ro", session="FG02")], ignore_index=True
    )
    assert [mark.span.turn for mark in tag(turns, book(code), made_at=NOON).codings] == ["FG02:0001"]


def test_a_retired_code_is_not_suggested() -> None:
    code = Code(id="code", kind="barrier", label={"en": "Code"}, terms={"en": ("closed",)}, status="retired")
    assert tag(said("closed"), book(code), made_at=NOON).codings == ()
    assert untagged_languages(said("closed"), book(code)) == ("en",)


def test_one_reason_may_hold_several_senses() -> None:
    assert because("no doctor doctor", "doctor", '"no doctor"') == [
        "term '\"no doctor\"'; term 'doctor'; negated by 'no'"
    ]


def ids(turns: pd.DataFrame, codebook: Codebook, made_at: str = NOON) -> list[str]:
    return [mark.id for mark in tag(turns, codebook, made_at=made_at).codings]


def test_the_same_words_and_codebook_give_the_same_ids_at_any_time() -> None:
    first = ids(said("closed, closed"), book(hours=("closed",)))
    assert first == ids(said("closed, closed"), book(hours=("closed",)), made_at="2027-01-01T00:00:00Z")
    assert first == ["rules-ae7ddc5f99d9", "rules-07add80fcce9"]


@pytest.mark.parametrize(
    ("turns", "codebook"),
    [
        (said("closed"), book(hours=("closed",), digest="d2")),
        (said("closed"), book(times=("closed",))),
        (said(" closed"), book(hours=("closed",))),
        (said("closed", session="FG02"), book(hours=("closed",))),
    ],
)
def test_another_place_code_or_codebook_gives_another_id(turns: pd.DataFrame, codebook: Codebook) -> None:
    assert ids(turns, codebook) != ids(said("closed"), book(hours=("closed",)))


@pytest.mark.parametrize("term", ["", "  ", "*", "**", "waiting *", "* list", "wait*ing", "*ing"])
def test_a_term_that_would_match_anything_is_refused_by_the_name_of_its_code(term: str, explained: Any) -> None:
    with pytest.raises(CodebookError) as caught:
        tag(said("closed"), book(hours=("closed", term)), made_at=NOON)
    explained(caught.value, what="Code 'hours'", hint="interpret*")


def test_nothing_said_gives_nothing() -> None:
    assert tag(said(), book(hours=("closed",)), made_at=NOON).codings == ()
    assert untagged_languages(said(), book()) == ()


def test_turns_are_not_changed() -> None:
    turns = said("closed", "late")
    before = turns.copy(deep=True)
    tag(turns, book(hours=("closed",)), made_at=NOON)
    pd.testing.assert_frame_equal(turns, before)


TERMS = ("don't trust", "waiting list", "ședință", "înțeleg", "a&e", "proof of id", "o'clock", "e-consult", "shift*")
LETTERS = "aeiștâțşţŞȚ İßn\u2019\u2018'\u201c\u201d\".,-–\u2011&*[]() \n\t\U0001f600\u0301tdo8"


@some.composite
def spelled(draw: Any) -> tuple[str, str]:
    """Draw a term, and one of the ways in which it may stand in a transcript."""
    term = draw(some.sampled_from(TERMS))
    words = term.replace("*", "s")
    for plain, other in (("'", "\u2019"), ("ș", "ş"), ("ț", "ţ"), ("-", "\u2011")):
        if draw(some.booleans()):
            words = words.replace(plain, other)
    return term, words.upper() if draw(some.booleans()) else words


@given(
    some.text(LETTERS, max_size=30),
    spelled(),
    some.sampled_from(["", ".", ",", "?", "!", "...", "\u201d", ")", "]", "-"]),
    some.text(LETTERS, max_size=30),
    some.sampled_from(["en", "ro", "xx"]),
)
def test_a_quote_is_always_the_words_at_its_place(
    before: str, term: tuple[str, str], after: str, rest: str, language: str
) -> None:
    text = f"{before} {term[1]}{after} {rest}"
    code = Code(id="code", kind="barrier", label={"en": "Code"}, terms={language: (term[0],)})
    marks = tag(said(text, language=language), book(code), made_at=NOON).codings
    assert all(text[mark.span.start : mark.span.end] == mark.quote for mark in marks)
    start = len(before) + 1
    assert any(mark.span.start <= start and mark.span.end >= start + len(term[1]) for mark in marks)


def test_a_study_is_tagged_in_a_moment() -> None:
    talk = "Then I went to the desk and she said, no, love, not without proof of address, and the bus was late. "
    codes = {f"code{n}": (*(f"word{n}x{i} of it" for i in range(20)), f"proo{n}*", "late") for n in range(33)}
    turns, codebook = said(*[talk * 2] * 500), book(**codes)
    tag(said("once"), codebook, made_at=NOON)
    started = time.process_time()
    marks: tuple[Coding, ...] = tag(turns, codebook, made_at=NOON).codings
    # Meant to be under two seconds on a quiet machine; a busy one may take longer.
    assert time.process_time() - started < 6
    assert len(marks) == 33_000
