"""The benchmark of identifiers counts rightly, prints nobody's words, and says when there is nothing to read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "identifiers.py"
TEXT = "ring 07700 900123 or 07700 900124"
ROWS = [{"id": "a", "text": TEXT, "spans": [{"label": "PHONE", "start": 5, "end": 17}]}]


@pytest.fixture(scope="module")
def identifiers(loaded: Callable[[Path], ModuleType]) -> ModuleType:
    return loaded(SCRIPT)


def test_recall_counts_what_overlaps_a_mark(identifiers: ModuleType) -> None:
    assert identifiers.recall(ROWS, identifiers.forms_only, identifiers.FITTING) == {"PHONE": (1, 1, 1)}


def test_a_hit_of_another_kind_is_not_found(identifiers: ModuleType) -> None:
    assert identifiers.recall(ROWS, identifiers.forms_only, {"PHONE": {"email"}}) == {"PHONE": (0, 0, 1)}


def test_a_hit_beside_every_mark_is_a_false_alarm(identifiers: ModuleType) -> None:
    alarms, words, looked_at = identifiers.false_alarms(ROWS, identifiers.forms_only)
    assert (dict(alarms), words, looked_at) == ({"phone, block": 1}, 6, 0)


@pytest.mark.parametrize(
    ("found", "of", "low", "high"), [(19, 20, 0.764, 0.991), (0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0)]
)
def test_intervals_are_those_of_wilson(found: int, of: int, low: float, high: float, identifiers: ModuleType) -> None:
    assert identifiers.wilson(found, of) == pytest.approx((low, high), abs=0.001)


def test_without_marked_texts_it_says_so(
    tmp_path: Path, identifiers: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert identifiers.main(["--data", str(tmp_path)]) == 1
    assert "no marked texts" in capsys.readouterr().err


def test_it_prints_counts_and_nobodys_words(
    tmp_path: Path, identifiers: ModuleType, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identifiers, "presidio", lambda: None)
    (tmp_path / "g.jsonl").write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    assert identifiers.main(["--data", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert "PHONE" in printed
    assert "07700" not in printed
