"""The benchmark of emerging topics hides codes as it says, and counts over all runs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from tlc.listen.codebook import read_codebook
from tlc.listen.embedders import TfidfSvd
from tlc.listen.rules import compile_rules

FOLDER = Path(__file__).parents[2] / "benchmarks"
NEWS = Path(__file__).parents[3] / "shared" / "data" / "topics" / "ng20_short_3000.jsonl"
SUBJECTS = {
    "Buses": "the bus to the market was late again and the driver",
    "Teeth": "my tooth hurt so the dentist took a look and the filling",
    "Damp": "mould on the wall and the landlord painted over the damp",
    "Papers": "the card with a stamp was not valid at this desk",
}


@pytest.fixture(scope="module")
def emerging(loaded: Callable[[Path], ModuleType]) -> ModuleType:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(FOLDER))
        return loaded(FOLDER / "emerging.py")


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("texts") / "said.jsonl"
    rows = [
        {"id": str(n), "label": label, "text": f"{said} {'again ' * (n % 3)}{n}"}
        for n in range(20)
        for label, said in SUBJECTS.items()
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def runs(emerging: ModuleType, texts: Path) -> Any:
    return emerging.Runs(emerging.read_corpus(texts, None), TfidfSvd(), examples=3)


def test_labels_become_a_column_each_in_the_order_of_the_codebook(emerging: ModuleType, texts: Path) -> None:
    corpus = emerging.read_corpus(texts, None)
    assert len(corpus.texts) == 80
    assert corpus.has.sum(axis=0).tolist() == [20, 20, 20, 20]
    place = [code.name for code in corpus.codebook.offered].index("Teeth")
    assert all(("tooth" in text) == has for text, has in zip(corpus.texts, corpus.has[:, place], strict=True))


def test_a_table_without_a_header_is_read_too(emerging: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "corpus.tsv"
    path.write_text('late "bus\ttrain\tbus\nsore tooth\ttest\ttooth\n', encoding="utf-8")
    corpus = emerging.read_corpus(path, None)
    assert corpus.texts == ['late "bus', "sore tooth"]
    assert corpus.has.tolist() == [[True, False], [False, True]]


def test_only_the_examples_count_as_read(runs: Any) -> None:
    known = runs.evidence(1)
    assert known.read.sum() == 12
    assert not np.isnan(known.quotes).any()


def test_documents_keep_their_codes_though_they_are_sorted(runs: Any) -> None:
    place = runs.codes.index(next(code.id for code in runs.corpus.codebook.offered if code.name == "Damp"))
    assert all(("mould" in text) == has for text, has in zip(runs.read.texts, runs.has[:, place], strict=True))


def test_each_code_is_hidden_once_for_each_seed_and_way(emerging: ModuleType, runs: Any) -> None:
    rows = emerging.hide(runs, [1, 2], runs.codes)
    ways = {row["way"] for row in rows}
    assert len(ways) == 3
    assert len(rows) == len(ways) * 2 * 4
    assert len({(row["way"], row["code"], row["seed"]) for row in rows}) == len(rows)
    assert max(row["top 5"] for row in rows if row["way"] == "tlc, by the gap") == 1


def test_a_run_without_a_topic_about_the_code_counts_as_missed(emerging: ModuleType) -> None:
    has = np.array([True, False, False, True, False, False])
    found = emerging.measured(np.array([0, 0, 0, 1, 1, 1]), np.array([2.0, 1.0]), has)
    assert (found["a topic"], found["top 1"], found["top 5"]) == (0, 0, 0)
    assert np.isnan(found["AUC"])
    assert found["recall"] == 1


def test_topics_are_read_by_their_scores(emerging: ModuleType) -> None:
    labels = np.repeat(np.arange(8), 4)
    found = emerging.measured(labels, np.arange(8.0), labels == 1)
    assert (found["a topic"], found["top 5"], found["recall"]) == (1, 0, 0)
    assert found["AUC"] == pytest.approx(1 / 7)
    found = emerging.measured(labels, np.arange(8.0), labels == 5)
    assert (found["top 1"], found["top 3"], found["recall"]) == (0, 1, 1)


def test_what_a_model_left_over_is_in_no_topic(emerging: ModuleType) -> None:
    labels = np.array([-1, -1, 0, 0])
    found = emerging.measured(labels, np.ones(1), np.array([True, True, False, False]))
    assert (found["a topic"], found["recall"]) == (0, 0)


def test_the_table_is_told_and_who_is_left_out(
    emerging: ModuleType, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert emerging.main(["--data", str(texts), "--seeds", "1", "--examples", "2"]) == 0
    out = capsys.readouterr().out
    assert "tlc, by the gap" in out
    assert "BERTopic was left out" in out
    assert "2 coded examples" in out


def test_a_peer_that_does_not_run_is_told(emerging: ModuleType, runs: Any) -> None:
    rows, note = emerging.beside(runs, "/bin/false", [1], runs.codes)
    assert rows == []
    assert note.startswith("BERTopic was left out")


def test_without_data_it_says_what_to_do(
    emerging: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert emerging.main(["--data", str(tmp_path / "nothing.jsonl")]) == 1
    assert "--data" in capsys.readouterr().out


def test_the_codebook_of_the_newsgroups_names_twenty_groups_with_about_ten_terms_each(emerging: ModuleType) -> None:
    book = read_codebook(FOLDER / "ng20_codebook.toml")
    assert len(book.offered) == 20
    assert all(8 <= len(code.terms["en"]) <= 12 and code.definition for code in book.offered)
    assert set(emerging.DISTINCT) <= {code.id for code in book.offered}
    assert len(emerging.DISTINCT) == 12
    assert compile_rules(book, "en").terms


@pytest.mark.skipif(not NEWS.exists(), reason="the shared newsgroups lie beside the project, and are not here")
def test_the_codebook_of_the_newsgroups_fits_their_labels(emerging: ModuleType) -> None:
    corpus = emerging.read_corpus(NEWS, FOLDER / "ng20_codebook.toml")
    assert corpus.has.sum(axis=0).tolist() == [150] * 20
