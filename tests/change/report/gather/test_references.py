"""References: what the report uses, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tlc.change.report.agreed import Agreed
from tlc.change.report.facts import ReportFacts
from tlc.model import Action, Framework, Rating, TopicRun

Facts = Callable[..., ReportFacts]
ALWAYS = ("O'Brien", "Somebody (1). Five principles.", "Staniszewska", "Tong")
RUN = TopicRun(topics=(), seed=1, settings={"engine": "BERTopic"}, versions={}, corpus_digest="", documents=0)


def beginnings(facts: ReportFacts) -> list[str]:
    return [
        next((name for name in ALWAYS if line.startswith(name)), line.partition(" ")[0]) for line in facts.references
    ]


def test_a_report_rests_on_its_framework_and_the_standards_it_goes_through(facts: Facts) -> None:
    assert beginnings(facts()) == ["O'Brien", "Somebody (1). Five principles.", "Staniszewska", "Tong"]


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ({"agreed": Agreed(coders=2, sessions=1, turns=9, alpha=0.8)}, "Krippendorff"),
        ({"saturation": (("1", 1, 1),)}, "Guest"),
        ({"run": RUN}, "Grootendorst"),
        ({"actions": (Action(id="1", what="x", because=(), principles=(), nice=("1.5",)),)}, "NICE"),
    ],
)
def test_what_was_used_is_listed(facts: Facts, more: dict[str, Any], name: str) -> None:
    assert name in beginnings(facts(**more))
    assert len(facts(**more).references) == len(ALWAYS) + 1


def test_the_scheme_that_ratings_come_from_is_listed_with_them(facts: Facts, a_rating: Callable[..., Rating]) -> None:
    assert "Lewin" in beginnings(facts(ratings={"access.hours": a_rating()}))


def test_alpha_that_could_not_be_computed_cites_nobody(facts: Facts) -> None:
    assert "Krippendorff" not in beginnings(facts(agreed=Agreed(coders=2, sessions=1, turns=9, why="too few")))


def test_references_stand_in_the_order_of_their_letters(facts: Facts) -> None:
    found = facts(saturation=(("1", 1, 1),)).references
    assert list(found) == sorted(found, key=str.casefold)


def test_the_framework_is_cited_with_its_year_and_address(facts: Facts, framework: Framework) -> None:
    named = replace(framework, version="2023-10-09", url="https://example.org/five")
    assert "Somebody (2023). Five principles. https://example.org/five" in facts(framework=named).references
