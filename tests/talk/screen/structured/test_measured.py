"""On marked texts that are shared beside the project: recall per kind, and false alarms on real talk."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from tlc.talk.screen._view import view_of
from tlc.talk.screen.structured import find

SHARED = Path(__file__).parents[5] / "shared" / "data"
FITTING = {
    "NHS": "nhs_number", "POSTCODE": "postcode postcode_area", "NINO": "national_insurance", "CNP": "cnp",
    "IBAN": "iban", "EMAIL": "email", "PHONE": "phone", "VRM": "vehicle", "DOB": "date_of_birth date",
    "DATE": "date date_of_birth", "IDREF": "home_office case_reference passport", "ADDRESS": "address",
}  # fmt: skip


def rows(name: str) -> list[dict]:  # type: ignore[type-arg]
    path = SHARED / "pii" / name
    if not path.exists():
        pytest.skip("the shared data are not beside the project")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("name", ["uk_pii_synth_a.jsonl", "primock57_gold_day1-3.jsonl"])
def test_of_every_kind_at_least_95_of_100_are_found(name: str) -> None:
    found, marked = Counter[str](), Counter[str]()
    for row in rows(name):
        hits = list(find(view_of(row["text"])))
        for span in row["spans"]:
            kinds = FITTING.get(span["label"], "").split()
            if kinds:
                marked[span["label"]] += 1
                found[span["label"]] += any(
                    hit.kind in kinds and hit.start < span["end"] and span["start"] < hit.end for hit in hits
                )
    assert marked
    assert {label for label in marked if found[label] < 0.95 * marked[label]} == set()


def test_consultations_have_at_most_three_false_alarms_in_ten_thousand_words() -> None:
    alarms = words = 0
    for row in rows("primock57_gold_day1-3.jsonl"):
        words += len(row["text"].split())
        for hit in find(view_of(row["text"])):
            alarms += not any(hit.start < span["end"] and span["start"] < hit.end for span in row["spans"])
    assert alarms <= 3 * words / 10_000


def test_a_bare_reference_is_never_blocked_as_an_nhs_number() -> None:
    texts = [row["text"] for row in rows("uk_pii_synth_a.jsonl") if row["variant"] == "NEG_10DIGIT"]
    assert texts
    assert not [hit.kind for text in texts for hit in find(view_of(text)) if hit.level == "block"]
