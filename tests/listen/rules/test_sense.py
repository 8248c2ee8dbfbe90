"""In what sense something was said: what denies, supposes or ends it, how far that reaches, and what stops it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tlc.listen.rules import Hit, Rules
from tlc.listen.rules._cues import CUES
from tlc.listen.rules._sense import senses

Found = Callable[..., list[Hit]]


def said(found: list[Hit]) -> list[tuple[str, str]]:
    return [(hit.sense, hit.cue) for hit in found]


@pytest.mark.parametrize(
    ("text", "sense", "cue"),
    [
        ("I have a doctor", "affirmed", ""),
        ("I have no doctor", "negated", "no"),
        ("I don't have a doctor", "negated", "don't"),
        ("I don\u2019t have a doctor", "negated", "don't"),
        ("I dont have a doctor", "negated", "dont"),
        ("No one sent a doctor", "negated", "no one"),
        ("I never ever saw the doctor", "negated", "never"),
        ("without my doctor", "negated", "without"),
        ("there was a lack of any doctor", "negated", "lack of"),
        ("I have not been able to see a doctor", "negated", "not"),
        ("I have not been able to go and see a doctor", "affirmed", ""),
        ("I have no time but a doctor", "affirmed", ""),
        ("not open. The doctor came", "affirmed", ""),
        ("not open, she said; the doctor came", "affirmed", ""),
        ("no English because the doctor left", "affirmed", ""),
        ("no English, I saw the doctor", "affirmed", ""),
        ("no nurse, no doctor", "negated", "no"),
        ("no nurse, receptionist or doctor", "negated", "no"),
        ("No, I have a doctor", "affirmed", ""),
        ("No , a doctor", "affirmed", ""),
        ("I don't know, the doctor came", "affirmed", ""),
        ("I don't know the doctor", "negated", "don't"),
        ("not only the doctor", "affirmed", ""),
        ("no doubt the doctor", "affirmed", ""),
        ("not just no doctor", "negated", "no"),
        ("If I had a doctor", "hypothetical", "if"),
        ("I would like a doctor", "hypothetical", "would"),
        ("there should be a doctor", "hypothetical", "should"),
        ("if there was no doctor", "negated", "no"),
        ("I used to have a doctor", "past", "used to"),
        ("my former doctor", "past", "former"),
        ("I had a doctor years ago", "past", "ago"),
        ("I had a doctor, years ago", "affirmed", ""),
        ("I had a doctor. Years ago", "affirmed", ""),
        ("no doctor years ago", "negated", "no"),
        ("a doctor but not now", "affirmed", ""),
        ("nobody's doctor", "negated", "nobody"),
        ("a knot, a doctor", "affirmed", ""),
        ("the notes of a doctor", "affirmed", ""),
    ],
)
def test_english_cues(text: str, sense: str, cue: str, hits: Found) -> None:
    assert said(hits(text, "doctor")) == [(sense, cue)]


@pytest.mark.parametrize(
    ("text", "sense", "cue"),
    [
        ("am un medic", "affirmed", ""),
        ("nu am medic", "negated", "nu"),
        ("n-am un medic", "negated", "n"),
        ("N\u2019am medic", "negated", "n"),
        ("f\u0103r\u0103 medic", "negated", "f\u0103r\u0103"),
        ("fara medic", "negated", "fara"),
        ("niciodat\u0103 un medic", "negated", "niciodat\u0103"),
        ("nici un medic", "negated", "nici un"),
        ("dac\u0103 am medic", "hypothetical", "dac\u0103"),
        ("daca am medic", "hypothetical", "daca"),
        ("ar trebui un medic", "hypothetical", "ar trebui"),
        ("fostul medic", "past", "fostul"),
        ("fo\u015ftii medici", "past", "fo\u0219tii"),
        ("un medic cu ani \u00een urm\u0103", "past", "\u00een urm\u0103"),
        ("nu \u0219tiu engleza dar am medic", "affirmed", ""),
        ("nu vorbesc, pentru c\u0103 medicul", "affirmed", ""),
        ("nu vorbesc, fiindc\u0103 medicul", "affirmed", ""),
        ("nu vin, iar medicul", "affirmed", ""),
        ("nu vin, a\u0219a c\u0103 medicul", "affirmed", ""),
        ("Nu, am medic", "affirmed", ""),
        ("nu numai medicul", "affirmed", ""),
        ("num\u0103r de medici", "affirmed", ""),
    ],
)
def test_romanian_cues(text: str, sense: str, cue: str, hits: Found) -> None:
    assert said(hits(text, "medic", language="ro")) == [(sense, cue)]


def test_each_hit_has_its_own_sense(hits: Found) -> None:
    found = hits("I have not been able to see a doctor because I am homeless", "doctor", "homeless")
    assert said(found) == [("negated", "not"), ("affirmed", "")]


def test_a_terms_own_words_are_no_cue_to_it(hits: Found) -> None:
    assert said(hits("I have no english", "no english")) == [("affirmed", "")]
    assert said(hits("I don't trust them", '"don\'t trust"')) == [("affirmed", "")]


def test_a_cue_before_a_term_that_holds_one_counts(hits: Found) -> None:
    assert said(hits("never had no english", '"no english"')) == [("negated", "never")]


def test_a_language_without_cues_affirms_everything(hits: Found) -> None:
    assert said(hits("nie mam lekarza", "lekarz", language="pl")) == [("affirmed", "")]


def test_a_cue_in_one_text_says_nothing_of_the_next(rules: Callable[..., Rules]) -> None:
    found = rules("doctor").find_all(["I have no", "doctor", "not a", "doctor ago"])
    assert [said(one) for one in found] == [[], [("affirmed", "")], [], [("past", "ago")]]


def test_cues_are_told_at_once_however_many_there_are(rules: Callable[..., Rules]) -> None:
    found = rules("doctor").find("no doctor here. " * 3_000)
    assert set(said(found)) == {("negated", "no")}
    assert len(found) == 3_000


@pytest.mark.parametrize("language", sorted(CUES))
def test_no_word_is_two_kinds_of_cue_before(language: str) -> None:
    cues = CUES[language]
    assert len(kinds := cues.negated + cues.hypothetical + cues.past) == len(set(kinds))
    assert not set(kinds) & set(cues.stops)


@pytest.mark.parametrize("language", sorted(CUES))
def test_every_cue_is_written_as_the_view_has_it(language: str) -> None:
    from tlc.listen.rules._view import view

    assert all(word == view(word) for word, _ in senses(language).words)
