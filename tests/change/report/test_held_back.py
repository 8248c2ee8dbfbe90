"""What a report holds back is listed for the team: by ids and reasons, with nobody's words and no hidden number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from tlc.change.report.audience import for_audience
from tlc.change.report.gather import gather
from tlc.change.report.held_back import COLUMNS, held_back
from tlc.change.report.material import Material
from tlc.model import Coding, Consent, Participant

Mark = Callable[..., Coding]
Rows = list[tuple[str, str, str, str]]


@pytest.fixture
def said(mark: Mark, frame: Callable[..., pd.DataFrame]) -> pd.DataFrame:
    return frame(
        mark("FG01:0002", "closed after my shift", "access.hours"),
        mark("FG01:0003", "They wanted papers", "access.papers"),
        mark("FG01:0004", "Always closed", "access.hours"),
        mark("IN01:0002", "People come", "access.hours"),
    )


def rows(material: Material, audience: str = "") -> Rows:
    whole, trace = gather(material)
    return list(held_back(material, whole, for_audience(whole, audience), trace))


def test_every_passage_that_is_not_quoted_stands_there_with_its_reason(
    material: Callable[..., Material], said: pd.DataFrame
) -> None:
    assert [row for row in rows(material(said)) if row[0] == "quote"] == [
        ("quote", "access.hours", "FG01:0004", "it is not known who spoke"),
        ("quote", "access.papers", "FG01:0003", "no consent to publication"),
    ]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"consent": Consent(analyse=True)}, "no consent to be quoted"),
        ({"consent": Consent(analyse=True, quote=True)}, "no consent to publication"),
    ],
)
def test_the_reason_is_the_first_thing_that_is_missing(
    material: Callable[..., Material],
    everybody: tuple[Participant, ...],
    said: pd.DataFrame,
    change: dict[str, Any],
    why: str,
) -> None:
    people = tuple(replace(one, **change) if one.id == "P1" else one for one in everybody)
    assert ("quote", "access.hours", "FG01:0002", why) in rows(material(said, people=people))


def test_what_is_not_said_of_a_speaker_stands_beside_the_number_of_the_quote(
    material: Callable[..., Material], said: pd.DataFrame
) -> None:
    # Of two professionals neither label is shared.
    one = material(said)
    _, trace = gather(one)
    (number,) = [reference for reference, turn in trace.items() if turn == "IN01:0002"]
    assert [row[:3] for row in rows(one) if row[0] == "group"] == [("group", number, "IN01:0002")]


def test_a_hidden_count_is_listed_without_its_number(material: Callable[..., Material], said: pd.DataFrame) -> None:
    counts = [row for row in rows(material(said)) if row[0] == "count"]
    assert ("count", "access.hours, community", "", "fewer than 2") in counts
    assert all(row[2] == "" for row in counts)


def test_what_a_preset_takes_away_is_listed(material: Callable[..., Material], said: pd.DataFrame) -> None:
    whole = rows(material(said))
    public = rows(material(said), "public")
    assert not [row for row in whole if row[3].startswith("not for")]
    assert ("section", "participation", "", "not for: public") in public


def test_somebody_who_is_quoted_again_and_again_is_noted_but_not_named(
    material: Callable[..., Material],
    mark: Mark,
    frame: Callable[..., pd.DataFrame],
    everybody: tuple[Participant, ...],
) -> None:
    people = tuple(replace(one, consent=Consent()) if one.id not in ("P1", "P5") else one for one in everybody)
    words = ("It is", "closed after", "my shift", "and closed", "on Sunday")
    codes = ("access.hours", "access.papers", "language.letters", "helps.time", "access.hours")
    marks = [mark("FG01:0002", one, code) for one, code in zip(words, codes, strict=True)]
    (warning,) = [row for row in rows(material(frame(*marks), people=people)) if row[0] == "warning"]
    assert warning[3] == "5 of 5 quotes are of one person"
    assert "P1" not in "".join(warning)


def test_a_person_with_few_quotes_is_not_noted(material: Callable[..., Material], said: pd.DataFrame) -> None:
    assert not [row for row in rows(material(said)) if row[0] == "warning"]


def test_rows_hold_nobodys_words(material: Callable[..., Material], said: pd.DataFrame) -> None:
    text = "\n".join(" ".join(row) for row in rows(material(said), "public"))
    assert not [word for word in ("closed", "wanted", "People come") if word in text]
    assert len(COLUMNS) == 4


def test_no_row_stands_there_twice(material: Callable[..., Material], said: pd.DataFrame) -> None:
    held = rows(material(said), "board")
    assert len(set(held)) == len(held)
