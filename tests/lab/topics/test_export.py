"""What is written for other programs, and what is told of it."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from tlc.errors import StudyError
from tlc.lab.topics import Topics


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_without_the_words_nothing_tells_what_somebody_spoke_of(run: Topics, tmp_path: Path) -> None:
    made = run.export(tmp_path / "out")
    assert [path.name for path in made] == ["documents.csv", "theta.csv", "words.csv"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["documents.csv", "theta.csv", "words.csv"]
    assert made.frame["rows"].tolist()[:2] == [48, 48]
    assert "nobody's sentences" in made.note


def test_with_the_words_it_is_told_what_they_are(run: Topics, tmp_path: Path) -> None:
    made = run.export(str(tmp_path / "out"), words=True)
    assert {"vocab.csv", "dtm.csv"} < {path.name for path in made}
    assert "keep it as you keep transcripts" in made.note
    words = [row[1] for row in read(tmp_path / "out" / "vocab.csv")[1:]]
    assert "surname" in words
    assert "the" not in words


def test_names_on_the_roster_are_in_no_table(things: Any, material: Any, tmp_path: Path) -> None:
    from tlc.listen.topics.decisions import replay
    from tlc.listen.topics.record import run_of

    fitted = things.fitted(barred=("Surname",))
    run = Topics(
        run=run_of(fitted, topics=fitted.topics()), fitted=fitted, parted=replay(fitted, []).parted, material=material
    )
    for path in run.export(tmp_path, words=True):
        assert "surname" not in path.read_text(encoding="utf-8")


def test_shares_of_a_document_sum_to_one(run: Topics, tmp_path: Path) -> None:
    run.export(tmp_path)
    rows = read(tmp_path / "theta.csv")[1:]
    assert all(sum(map(float, row[1:])) == pytest.approx(1, abs=1e-5) for row in rows)


def test_a_folder_that_is_a_file_is_refused(run: Topics, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    with pytest.raises(StudyError):
        run.export(tmp_path / "out")
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"
