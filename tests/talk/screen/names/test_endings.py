"""Endings of names, off and on, in English and Romanian."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.talk.screen.names._endings import bare, inflected, is_contraction, stems

NAMES = st.text("abcdefghilmnoprstuvz", min_size=3, max_size=12)


@pytest.mark.parametrize("word", ["don't", "can't", "i'm", "you're", "we've", "wouldn't've"])
def test_what_the_apostrophe_makes_a_verb_is_a_contraction(word: str) -> None:
    assert is_contraction(word)


@pytest.mark.parametrize("word", ["maria's", "john'll", "john'd", "thomas'", "o'neill", "maria", "d'arcy", "'", ""])
def test_an_apostrophe_in_a_name_makes_no_verb_of_it(word: str) -> None:
    assert not is_contraction(word)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("maria's", "maria"),
        ("john'll", "john"),
        ("john'd", "john"),
        ("thomas'", "thomas"),
        ("roberts'", "roberts"),
        ("maria'", "maria"),
        ("d'arcy's", "d'arcy"),
        ("o'neill", "o'neill"),
        ("maria", "maria"),
        ("thomas", "thomas"),
        ("s", "s"),
        ("'s", "'s"),
        ("s'", "s"),
        ("'ll", "'ll"),
        ("'", "'"),
        ("", ""),
    ],
)
def test_only_a_possessive_comes_off_and_never_the_whole_word(word: str, name: str) -> None:
    assert bare(word) == name


@given(name=NAMES, ending=st.sampled_from(["'s", "'ll", "'d", "'"]))
def test_every_possessive_of_a_name_is_that_name(name: str, ending: str) -> None:
    assert bare(name + ending) == name
    assert bare(bare(name + ending)) == name


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("ionului", "ion"),
        ("petrului", "petru"),
        ("sofiei", "sofia"),
        ("ionlui", "ion"),
        ("ionule", "ion"),
        ("petrule", "petru"),
        ("ancei", "anca"),
        ("ancai", "anca"),
        ("marii", "maria"),
        ("ionul", "ion"),
        ("radul", "radu"),
    ],
)
def test_each_romanian_ending_comes_off(form: str, name: str) -> None:
    assert name in stems(form)


@pytest.mark.parametrize("word", ["", "ul", "iei", "mei", "lui", "ului", "john", "maria", "thomas", "ion"])
def test_a_word_that_is_short_or_has_no_ending_has_no_stems(word: str) -> None:
    assert list(stems(word)) == []


@given(word=st.text("aeilmnortu", max_size=9))
def test_stems_are_never_short_and_never_the_word(word: str) -> None:
    for stem in stems(word):
        assert len(stem) >= 3
        assert stem != word
        assert stem[:2] == word[:2]


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("maria", {"marias", "marialui", "mariei", "mariii", "mariai", "mario"}),
        ("ion", {"ions", "ionlui", "ionului", "ionul", "ionule", "ionei"}),
        ("petru", {"petrus", "petruul", "petruului", "petruule", "petruei", "petrului", "petrule"}),
        ("vasile", {"vasiles", "vasilelui", "vasilului", "vasilule", "vasilei"}),
    ],
)
def test_a_name_takes_the_forms_of_its_gender(name: str, forms: set[str]) -> None:
    assert forms - {*inflected(name)} == set()
    assert name not in {*inflected(name)}


@pytest.mark.parametrize("name", ["maria", "anca", "ioana", "elena"])
def test_a_name_in_a_takes_no_endings_of_men(name: str) -> None:
    assert not [form for form in inflected(name) if form.endswith(("ul", "ule", "ului"))]


@given(name=NAMES)
def test_every_form_of_a_name_begins_as_the_name_does(name: str) -> None:
    for form in inflected(name):
        assert form.startswith(name[:-1])
        assert form != name
