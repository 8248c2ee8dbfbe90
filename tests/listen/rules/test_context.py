"""The sentence around a hit, as spaCy's rules or somebody's own pipeline have it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tlc.listen.rules import in_context

TEXT = "It was late. Nobody came!  We left,\nand so on."


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("late", "It was late."),
        ("Nobody came", "Nobody came!"),
        ("and", "We left,\nand so on."),
        ("late. Nobody", "It was late. Nobody came!"),
    ],
)
@pytest.mark.parametrize("language", ["en", "ro", "en-GB", "rom"])
def test_the_sentences_around_some_words(words: str, sentence: str, language: str) -> None:
    at = TEXT.index(words)
    start, end = in_context(TEXT, at, at + len(words), language)
    assert TEXT[start:end] == sentence


def test_another_pipeline_may_be_asked() -> None:
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer", config={"punct_chars": [","]})
    start, end = in_context(TEXT, 0, 2, "en", nlp=nlp)
    assert TEXT[start:end] == "It was late. Nobody came!  We left,"


@given(some.text(" a.!?\n", min_size=1), some.data())
def test_the_words_themselves_are_always_in_it(text: str, data: some.DataObject) -> None:
    start = data.draw(some.integers(0, len(text) - 1))
    end = data.draw(some.integers(start + 1, len(text)))
    if not text[start:end].strip():
        return
    first, last = in_context(text, start, end, "en")
    assert text[start:end].strip() in text[first:last]
