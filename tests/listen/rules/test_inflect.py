"""All forms of a word: from the dictionary, kept together, added, or left alone."""

from __future__ import annotations

import pytest

from tlc.listen.rules import _inflect
from tlc.listen.rules._inflect import inflections
from tlc.listen.rules._view import view
from tlc.listen.rules._words import words_of


def forms(word: str, language: str = "en") -> set[str]:
    found = inflections([word], language)[view(word)]
    assert found[0] == view(word)
    assert len(set(found)) == len(found)
    return set(found)


@pytest.mark.parametrize(
    ("word", "has", "has_not"),
    [
        ("wait", {"wait", "waits", "waited", "waiting"}, {"waiter", "await"}),
        ("judged", {"judged", "judge", "judges", "judging"}, set()),
        ("child", {"child", "children"}, {"childhood"}),
        ("children", {"child", "children"}, set()),
        ("leave", {"leave", "leaves", "leaving", "left"}, set()),
        ("left", {"left"}, {"leave"}),
        ("feel", {"feel", "feels", "felt", "feeling"}, set()),
        ("go", {"go", "goes", "going", "went", "gone"}, {"gan"}),
        ("went", {"go", "gone"}, set()),
        ("be", {"is", "was", "been", "are"}, {"m", "isn"}),
        ("is", {"be", "was"}, {"isn"}),
        ("have", {"has", "had", "having"}, {"ve", "'ve"}),
        ("good", {"good"}, {"better", "best"}),
        ("better", {"better"}, {"good"}),
        ("me", {"me"}, {"i"}),
        ("no", {"no"}, {"noes"}),
        ("person", {"person", "people"}, set()),
        ("people", {"people"}, {"person"}),
        ("gp", {"gp", "gps"}, set()),
        ("GP", {"gp", "gps"}, set()),
        ("cancel", {"cancel", "cancelled"}, set()),
        ("xyzzy", {"xyzzy", "xyzzys"}, set()),
        ("e-mail", {"e-mail"}, set()),
    ],
)
def test_english_words_have_their_forms(word: str, has: set[str], has_not: set[str]) -> None:
    assert has <= forms(word)
    assert not has_not & forms(word)


@pytest.mark.parametrize(
    ("word", "has", "has_not"),
    [
        ("scrisoare", {"scrisoarea", "scrisori", "scrisorilor"}, set()),
        ("scrisorile", {"scrisoare", "scrisori"}, set()),
        ("a\u0219tepta", {"a\u0219tept", "a\u0219teptau", "a\u0219teptat"}, set()),
        ("a\u015ftepta", {"a\u0219tept"}, {"a\u015ftept"}),
        ("copil", {"copil", "copii", "copilului", "copiilor"}, set()),
        ("avea", {"am", "are", "avem"}, {"ar"}),
        ("am", {"avea", "are"}, set()),
        ("fi", {"este", "sunt", "fost"}, {"hi"}),
        ("nu", {"nu"}, {"n-"}),
        ("doctor", {"doctorul", "doctorului"}, {"dr.", "dr"}),
        ("englez\u0103", {"engleza", "englezei"}, set()),
    ],
)
def test_romanian_words_have_their_forms(word: str, has: set[str], has_not: set[str]) -> None:
    assert has <= forms(word, "ro")
    assert not has_not & forms(word, "ro")


@pytest.mark.parametrize(
    ("language", "word", "form"), [("sk", "lek\u00e1r", "lek\u00e1ra"), ("es", "m\u00e9dico", "m\u00e9dicos")]
)
def test_other_languages_come_from_the_same_dictionaries(language: str, word: str, form: str) -> None:
    assert form in forms(word, language)


@pytest.mark.parametrize("language", ["rom", "xx", "", "zh"])
def test_without_a_dictionary_a_word_stands_for_itself(language: str) -> None:
    assert forms("word", language) == {"word"}


def test_every_form_is_as_a_view_has_it() -> None:
    assert all(form == view(form) for form in forms("a\u0219tepta", "ro"))


def test_simplemma_keeps_its_dictionaries_where_tlc_reads_them() -> None:
    # tlc reads what simplemma calls its own. If this fails, simplemma has changed: mend tlc/listen/rules/_inflect.py.
    entries = _inflect._entries("en")
    assert len(entries) > 100_000
    assert entries[b"waited"] == b"wait"
    assert _inflect._entries("ro")[b"scrisorile"] == b"scrisoare"


def test_a_word_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    forms("waited")
    monkeypatch.setattr(_inflect, "_look_up", lambda *_: pytest.fail("looked up again"))
    assert "wait" in forms("waited")


@pytest.mark.parametrize("language", ["en", "ro"])
def test_a_word_is_corrected_in_one_way(language: str) -> None:
    words = words_of(language)
    together = [word for group in words.together for word in group]
    assert len(together) == len(set(together))
    assert not words.alone & set(together)
    assert not words.alone & words.more.keys()
    assert all(view(word) == word for word in (*words.alone, *together, *words.more))
