"""The benchmark of suggestions reads any table of coded texts, keeps people apart, and says what it measured."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from tlc.listen.codebook import read_codebook
from tlc.listen.rules import compile_rules

FOLDER = Path(__file__).parents[2] / "benchmarks"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "coding" / "nhs_fft_framework.json"


@pytest.fixture(scope="module")
def suggestions(loaded: Callable[[Path], ModuleType]) -> ModuleType:
    return loaded(FOLDER / "suggestions.py")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Forty people wrote two comments each, about buses, letters, both or neither."""
    path = tmp_path / "coded.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["number", "who", "said", "Bus travel", "Late letters", "Never"])
        for number in range(80):
            bus, letter = number % 2, number // 2 % 2
            said = f"{'the bus was full' * bus} {'my letter was late' * letter} on day {number}"
            writer.writerow([f"n{number}", f"w{number // 2}", said, bus, letter, 0])
        writer.writerow(["n80", "w0", "THE BUS WAS FULL  on day 1!", 1, 0, 0])
    return path


def read(suggestions: ModuleType, table: Path, least: int = 5) -> Any:
    return suggestions.read_comments(table, text="said", group="who", question="asked", least=least)


def test_texts_that_differ_in_case_and_punctuation_count_once(suggestions: ModuleType, table: Path) -> None:
    comments = read(suggestions, table)
    assert len(comments.texts) == len(comments.groups) == 80
    assert comments.questions is None


def test_codes_are_columns_of_0_and_1_that_were_used_often_enough(suggestions: ModuleType, table: Path) -> None:
    assert read(suggestions, table).codes == ["Bus travel", "Late letters"]
    assert read(suggestions, table, least=41).codes == []


def test_a_cell_that_says_1_0_or_nothing_is_understood(suggestions: ModuleType, table: Path) -> None:
    plain = read(suggestions, table)
    table.write_text(table.read_text(encoding="utf-8").replace(",1,", ",1.0,").replace(",0,", ",,"), encoding="utf-8")
    assert (read(suggestions, table).labels == plain.labels).all()
    assert read(suggestions, table).codes == plain.codes


def test_a_table_without_texts_is_explained(suggestions: ModuleType, table: Path) -> None:
    with pytest.raises(SystemExit, match="--text"):
        suggestions.read_comments(table, text="words", group="who", question="", least=1)


@pytest.mark.parametrize("seed", range(3))
def test_nobody_is_in_both_parts(suggestions: ModuleType, table: Path, seed: int) -> None:
    groups = read(suggestions, table).groups
    train, test = suggestions.split(groups, seed)
    assert not set(groups[train]) & set(groups[test])
    assert len(set(groups[test])) == 10
    assert len(train) + len(test) == len(groups)


def test_the_queue_shows_codes_that_were_used_least_and_nothing_twice(suggestions: ModuleType) -> None:
    hits = np.zeros((100, 2), dtype=bool)
    hits[:90, 0], hits[90:, 1] = True, True
    chosen = suggestions.queued(hits, hits.astype(float), 20, seed=1)
    assert len(set(chosen)) == 20
    assert (chosen >= 90).sum() >= 5, "one in ten texts hits the rare code"
    assert sorted(suggestions.queued(hits, hits.astype(float), 200, seed=1)) == list(range(100))


def test_a_code_whose_terms_mislead_does_not_hold_the_queue_up(suggestions: ModuleType) -> None:
    hits = np.zeros((400, 2), dtype=bool)
    hits[:200, 0] = hits[200:, 1] = True
    coded = np.zeros((400, 2))
    coded[200:, 1] = 1
    chosen = suggestions.queued(hits, coded, 100, seed=1)
    assert 30 <= (chosen < 200).sum() <= 70, "no term of the first code is ever right"


def test_without_a_codebook_terms_are_the_words_of_names_and_definitions(suggestions: ModuleType) -> None:
    book = suggestions.made_codebook(
        ["Bus travel", "Late letters"], {"Late letters": "Post that arrived after the day"}
    )
    assert book["c0"].terms["en"] == ("travel",)
    assert book["c1"].terms["en"] == ("arrived", "late", "letters", "post")


def test_a_codebook_that_lacks_a_column_is_explained(suggestions: ModuleType) -> None:
    book = suggestions.made_codebook(["Bus travel"], {})
    with pytest.raises(SystemExit, match="Late letters"):
        suggestions.matched(book, ["Bus travel", "Late letters"])


def test_a_table_of_ones_own_is_measured(
    suggestions: ModuleType, table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    framework = tmp_path / "framework.json"
    framework.write_text(json.dumps({"Bus travel": {"definition": "Buses that were full"}}), encoding="utf-8")
    named = ["--data", str(table), "--framework", str(framework), "--text", "said", "--group", "who"]
    suggestions.main([*named, "--least", "5", "--seeds", "2", "--budgets", "0,10,all"])
    said = capsys.readouterr().out
    lines = [line.split() for line in said.splitlines() if "tlc, own cuts" in line]
    assert [line[0] for line in lines] == ["0", "10", "60"]
    assert float(lines[-1][4]) > 0.95, "what stands in the words is learnt"
    assert "rules alone" in said and "LinearSVC" in said and "times as long" in said
    assert "the bus was full" not in said


def test_a_table_that_is_not_there_is_explained(suggestions: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="--data"):
        suggestions.main(["--data", str(tmp_path / "none.csv")])


def test_the_codebook_of_the_benchmark_can_be_read_and_compiled() -> None:
    book = read_codebook(FOLDER / "nhs_fft.toml")
    assert len(book.offered) == 31
    assert {code for code, _ in compile_rules(book, "en").terms} == {code.id for code in book.offered}


def test_the_codebook_of_the_benchmark_copies_no_definition() -> None:
    if not SHARED.exists():
        pytest.skip(f"{SHARED.name} is not here")
    theirs = json.loads(SHARED.read_text(encoding="utf-8"))
    for code in read_codebook(FOLDER / "nhs_fft.toml"):
        said = theirs[code.name]["definition"].lower()
        words = code.definition.lower().rstrip(".").split()
        runs = {" ".join(words[start : start + 6]) for start in range(max(1, len(words) - 5))}
        assert not any(run in said for run in runs if len(run.split()) == 6), code.id
