"""The pack for training: words that may be used for it, what was hard and what helped."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable
from typing import Any

import docx

from tlc.change.exports.training import training
from tlc.change.report.facts import ReportFacts, ThemeFacts


def opened(facts: ReportFacts) -> Any:
    return docx.Document(io.BytesIO(training(facts)[0]))


def under(document: Any, heading: str) -> list[str]:
    """What stands under a heading, up to the next of its level."""
    texts: list[str] = []
    inside = False
    for one in document.paragraphs:
        if one.style.name == "Heading 1":
            inside = one.text == heading
        elif inside:
            texts.append(one.text)
    return texts


def test_both_sides_are_there(facts: ReportFacts) -> None:
    document = opened(facts)
    assert "“I signed. I did not know what.”" in under(document, "What was hard")
    assert "“She sat down.”" in under(document, "What helped, or would help")
    assert training(facts)[1] == ()


def test_what_helped_keeps_words_that_stand_in_both_parts(
    facts: ReportFacts, a_theme: Callable[..., ThemeFacts]
) -> None:
    both = facts.headline[0].quotes[:1]
    hard, kind = a_theme("Rude", 9, quotes=both), a_theme("Kind", 3, kind="solution", quotes=both)
    made = dataclasses.replace(facts, headline=(hard,), principles=(), unmapped=(kind,))
    document = opened(made)
    assert "“I signed. I did not know what.”" in under(document, "What helped, or would help")
    assert training(made)[1] == ("No quote of what was hard may be used for training.",)


def test_a_pack_without_anything_that_helped_says_so(facts: ReportFacts) -> None:
    made = dataclasses.replace(facts, unmapped=())
    assert training(made)[1] == ("No quote of what helped may be used for training.",)
    assert under(opened(made), "What helped, or would help") == ["Nobody's words about this may be used for training."]


def test_a_quote_comes_once_with_its_original_and_without_a_number(facts: ReportFacts) -> None:
    text = "\n".join(one.text for one in opened(facts).paragraphs)
    assert text.count("Am semnat.") == 1
    assert "Q1" not in text


def test_the_pack_says_what_may_not_be_done_with_it(facts: ReportFacts) -> None:
    assert "do not try to find out who said them" in opened(facts).paragraphs[1].text


def test_hostile_words_come_out_as_text(hostile: ReportFacts) -> None:
    assert "\u202e" not in "".join(one.text for one in opened(hostile).paragraphs)


def test_an_empty_study_gives_a_pack_that_says_what_it_lacks(bare: ReportFacts) -> None:
    assert len(training(bare)[1]) == 2
