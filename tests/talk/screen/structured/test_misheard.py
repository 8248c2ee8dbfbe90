"""Postcodes whose letters were typed as they sound."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tlc.talk.screen._hit import Hit

Look = Callable[..., tuple[list[tuple[str, str, str]], str]]


@pytest.mark.parametrize(
    "marked",
    [
        "«bee dee three, nine jay ex»",
        "it's «see are oh, two why you»",
        "«en gee seven, five double ef»",
        "um, «ell ess eight, four tee aitch» I think",
        "«double you ay five, two en pea»",
        "«em twenty four, six aitch dee»",
        "«gee twelve, eight queue zed»",
    ],
)
def test_letters_that_were_typed_as_words_are_heard_after_the_question(marked: str, look: Look) -> None:
    found, words = look(marked, "And your postcode?")
    assert [(kind, level) for kind, level, _ in found] == [("postcode", "block")]
    assert found[0][2] == words


def test_letters_that_were_typed_as_words_are_heard_after_the_word(look: Look) -> None:
    found, words = look("my postcode's «ess ee nine, two ay tee», near the bridge")
    assert found == [("postcode", "block", words)]


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("", "see you at one, then two, are you in"),
        ("What's your postcode?", "oh I see, are you asking where I am"),
        ("And the postcode?", "why are you asking, I told you two times"),
        ("Do you know the postcode?", "no, I see it on the letter sometimes"),
    ],
)
def test_words_that_sound_like_letters_are_words(before: str, text: str, hits: Callable[..., list[Hit]]) -> None:
    assert [hit.kind for hit in hits(text, before)] == []
