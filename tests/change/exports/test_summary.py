"""The one-page summary: short enough for one page, and complete."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable
from typing import Any

import docx

from tlc.change.exports.summary import MOST_WORDS, summary
from tlc.change.report.facts import ActionFacts, ReportFacts, ThemeFacts


def opened(facts: ReportFacts) -> Any:
    return docx.Document(io.BytesIO(summary(facts)))


def all_text(document: Any) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_it_holds_counts_five_themes_and_three_actions(facts: ReportFacts) -> None:
    document = opened(facts)
    assert "Focus groups: 11; Interviews: 9; Community participants: 55." in all_text(document)
    assert len(document.tables[0].rows) == 1 + 5
    actions = [one.text for one in document.paragraphs if one.style.name == "List Bullet"]
    assert actions[0].startswith("One interpreting service for all. Owner: ICB, director of primary care; short term")
    assert len(actions) == 3


def test_what_is_rare_but_serious_is_named(facts: ReportFacts) -> None:
    assert "Marked as serious: Treatment not understood." in all_text(opened(facts))


def test_it_carries_the_marks(facts: ReportFacts) -> None:
    assert opened(facts).sections[0].header.paragraphs[0].text.startswith("DRAFT.")


def test_the_longest_report_keeps_to_a_page(
    facts: ReportFacts, a_theme: Callable[..., ThemeFacts], an_action: Callable[..., ActionFacts]
) -> None:
    long = "one two three four five six seven eight nine ten " * 12
    themes = tuple(a_theme(f"{long}{number}", 10) for number in range(9))
    made = opened(
        dataclasses.replace(
            facts,
            **dict.fromkeys(("title", "community", "place", "aim", "contact"), long),
            headline=themes,
            serious=themes,
            actions=tuple(an_action(str(number), long, owner=long) for number in range(9)),
            counts=((long, long),) * 9,
        )
    )
    assert len(all_text(made).split()) <= MOST_WORDS


def test_an_empty_study_gives_a_page_that_says_so(bare: ReportFacts) -> None:
    text = all_text(opened(bare))
    assert "No theme has been found yet." in text
    assert "No action has been decided on yet." in text


def test_hostile_words_come_out_as_text(hostile: ReportFacts) -> None:
    document = opened(hostile)
    assert len(document.tables) == 1
    assert "\u202e" not in all_text(document)


def test_the_same_facts_give_the_same_bytes(facts: ReportFacts) -> None:
    assert summary(facts) == summary(facts)
