"""Provenance: whatever changes a figure changes a digest, and nothing else does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from tlc.change.report.agreed import Agreed
from tlc.change.report.facts import Breakdown
from tlc.change.report.material import Material
from tlc.change.report.provenance import provenance
from tlc.model import Action, Coding, Group, Involvement, Participant, Rating, TopicRun, Transcript
from tlc.model.people import Consent

Mark = Callable[..., Coding]
List = Callable[..., Breakdown]
RUN = TopicRun(
    topics=(),
    seed=7,
    settings={"engine": "nmf", "topics": "12"},
    versions={"scikit-learn": "1.5"},
    corpus_digest="c" * 64,
    documents=3,
)


@pytest.fixture
def one(mark: Mark) -> Coding:
    return mark("FG01:0002", "closed", "access.hours")


@pytest.fixture
def made(material: Callable[..., Material], frame: Callable[..., pd.DataFrame], one: Coding) -> List:
    def listed(*, marks: tuple[Coding, ...] = (one,), **other: Any) -> Breakdown:
        return provenance(material(frame(*marks), **other))

    return listed


def value(table: Breakdown, name: str) -> str:
    return dict(table.rows)[name]  # type: ignore[arg-type]


def test_what_went_in_is_listed_with_versions_and_digests(made: List) -> None:
    table = made()
    assert table.columns == ("What", "Version or digest")
    assert [name for name, _ in table.rows] == [
        "Transcripts",
        "People and groups",
        "Codings",
        "Codebook",
        "Framework",
        "tlc",
    ]
    assert value(table, "Codebook") == f"small 1.2, {'b' * 16}"
    assert value(table, "Framework") == "five 1"
    assert value(table, "tlc") == "0.1.0"


def test_digests_are_short_enough_to_read_out(made: List) -> None:
    table = made()
    assert {len(value(table, name)) for name in ("Transcripts", "Codings")} == {16}


def test_a_topic_run_is_listed_with_seed_settings_and_versions(made: List) -> None:
    rows = made(run=RUN).rows
    assert ("Topics", f"seed 7, words {'c' * 16}") in rows
    assert ("Topics: engine", "nmf") in rows
    assert ("Topics: topics", "12") in rows
    assert ("Topics made with scikit-learn", "1.5") in rows
    assert rows[-1] == ("tlc", "0.1.0")


def test_the_same_material_has_the_same_provenance(made: List) -> None:
    assert made() == made()


def test_a_changed_word_changes_the_digest_of_the_transcripts(made: List, transcripts: tuple[Transcript, ...]) -> None:
    first = transcripts[0]
    turns = (replace(first.turns[0], text="Is it open?"), *first.turns[1:])
    changed = made(transcripts=(replace(first, turns=turns), *transcripts[1:]))
    assert value(changed, "Transcripts") != value(made(), "Transcripts")
    assert value(changed, "Codings") == value(made(), "Codings")


@pytest.mark.parametrize(
    "change", [{"status": "rejected"}, {"serious": True}, {"code": "access.papers"}, {"coder": "ben"}, {"id": "other"}]
)
def test_whatever_counts_in_a_coding_changes_the_digest(made: List, one: Coding, change: dict[str, Any]) -> None:
    assert value(made(marks=(replace(one, **change),)), "Codings") != value(made(), "Codings")


@pytest.mark.parametrize("change", [{"memo": "a note"}, {"because": "a reason"}, {"made_at": "2027-01-01T00:00:00Z"}])
def test_what_is_in_no_figure_does_not_change_the_digest(made: List, one: Coding, change: dict[str, Any]) -> None:
    assert value(made(marks=(replace(one, **change),)), "Codings") == value(made(), "Codings")


def test_a_coding_more_changes_the_digest(made: List, one: Coding, mark: Mark) -> None:
    assert value(made(marks=(one, mark("FG01:0004", "closed", "access.hours"))), "Codings") != value(made(), "Codings")


def test_a_changed_action_changes_the_digest_of_the_actions(made: List) -> None:
    action = Action(id="1", what="Open later", because=("access.hours",), principles=(4,))
    first, other = made(actions=(action,)), made(actions=(replace(action, by_when="2027-03"),))
    assert value(first, "Actions") != value(other, "Actions")
    assert value(first, "Codings") == value(other, "Codings")


def test_a_changed_judgement_changes_the_digest_of_the_ratings(made: List, a_rating: Callable[..., Rating]) -> None:
    first, other = (made(ratings={"access.hours": a_rating(adequacy=concern)}) for concern in ("none", "minor"))
    assert value(first, "Ratings") != value(other, "Ratings")
    assert value(first, "Ratings") == value(made(ratings={"access.hours": a_rating(adequacy="none")}), "Ratings")


def test_whoever_is_counted_otherwise_changes_the_digest_of_people(
    made: List, everybody: tuple[Participant, ...], groups: tuple[Group, ...]
) -> None:
    changed = (
        {"people": (replace(everybody[0], traits={"age_band": "older"}), *everybody[1:])},
        {"people": everybody[1:]},
        {"groups": (replace(groups[0], facilitator="R9"), *groups[1:])},
        {"groups": (replace(groups[0], translation="awaiting review"), *groups[1:])},
    )
    digests = {value(made(**one), "People and groups") for one in changed}
    assert len(digests | {value(made(people=everybody, groups=groups), "People and groups")}) == 5


def test_who_left_and_who_agreed_to_what_is_not_to_be_told_from_the_digest_of_people(
    made: List, everybody: tuple[Participant, ...]
) -> None:
    first = everybody[0]
    other = (replace(first, withdrawn=not first.withdrawn, consent=Consent()), *everybody[1:])
    assert value(made(people=other), "People and groups") == value(made(people=everybody), "People and groups")


def test_a_round_with_participants_changes_a_digest_of_its_own(made: List) -> None:
    told = Involvement(date="2026-09", kind="member_check", what_changed="A word.")
    first, other = (made(involvement=(one,)) for one in (told, replace(told, what_changed="Two words.")))
    assert value(first, "Rounds with participants") != value(other, "Rounds with participants")
    assert value(first, "Codings") == value(other, "Codings")


def test_a_study_without_actions_and_ratings_lists_no_digest_of_them(made: List) -> None:
    assert not {"Actions", "Ratings"} & {name for name, *_ in made().rows}


def test_the_seed_of_the_interval_of_agreement_is_listed(made: List) -> None:
    assert ("Agreement", "seed 7") in made(agreed=Agreed(coders=2, sessions=1, turns=9, alpha=0.8, seed=7)).rows


def test_a_study_without_codings_has_a_digest_of_nothing(made: List) -> None:
    assert len(value(made(marks=()), "Codings")) == 16


def test_provenance_holds_nobodys_words(made: List, one: Coding) -> None:
    assert "closed" not in repr(made(marks=(replace(one, memo="closed early"),), run=RUN))
