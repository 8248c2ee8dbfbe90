"""What a topic run's record keeps: stability stays in it when somebody fits without, as a report does."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import tlc

TALKING = Path(__file__).parents[1] / "cli" / "topics" / "talking.py"
FILES = ("run.json", "topics.csv", "assignments.csv")


@pytest.fixture(scope="module")
def measured(
    loaded: Callable[[Path], ModuleType],
    lay_study: Callable[[Path], Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A study whose topics were measured; nobody changes it."""
    made: Path = loaded(TALKING).lay(lay_study(tmp_path_factory.mktemp("record") / "tiny"))
    tlc.open(made).topics()
    return made


@pytest.fixture
def path(measured: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(measured, tmp_path / "tiny"))


def record(path: Path) -> Path:
    return path / "topics" / "seed-1" / "run.json"


def test_who_fits_without_stability_leaves_the_record_as_it_was(path: Path) -> None:
    before = {name: record(path).with_name(name).read_bytes() for name in FILES}
    run = tlc.open(path).topics(stability=False)
    assert {name: record(path).with_name(name).read_bytes() for name in FILES} == before
    assert set(run.run.stability) == {"seeds", "bootstrap", "sessions"}
    assert all(topic.stability for topic in run.run.topics)


def test_the_record_holds_how_far_each_topic_came_back(path: Path) -> None:
    told = json.loads(record(path).read_text(encoding="utf-8"))
    kinds = [told["stability measured"][kind]["each as fitted"] for kind in ("seeds", "bootstrap", "sessions")]
    assert {len(each) for each in kinds} == {told["topics"]}
    assert all(0 <= share <= 1 for each in kinds for share in each)


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told["vectors"].update(digest="0" * 64),
        lambda told: told["corpus"].update(digest="0" * 64),
        lambda told: told["settings"].update(topics="3"),
        lambda told: told["made with"].update({"scikit-learn": "0.1"}),
        lambda told: told["stability measured"]["seeds"].update({"each as fitted": [1.0]}),
        lambda told: told["stability measured"]["seeds"].update(ari="much"),
        lambda told: told.pop("stability measured"),
    ],
)
def test_stability_of_other_topics_or_a_damaged_record_is_not_taken_over(
    path: Path, change: Callable[[dict[str, dict[str, object]]], object]
) -> None:
    told = json.loads(record(path).read_text(encoding="utf-8"))
    change(told)
    record(path).write_text(json.dumps(told), encoding="utf-8")
    run = tlc.open(path).topics(stability=False)
    assert not run.run.stability
    assert json.loads(record(path).read_text(encoding="utf-8"))["stability"] == {}


@pytest.mark.parametrize("text", ["", "[]", "{", "null"])
def test_a_record_that_cannot_be_read_is_made_anew(path: Path, text: str) -> None:
    record(path).write_text(text, encoding="utf-8")
    assert not tlc.open(path).topics(stability=False).run.stability
    assert json.loads(record(path).read_text(encoding="utf-8"))["seed"] == 1
