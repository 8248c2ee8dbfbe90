"""The benchmark of tagging makes the talk and the codebook that it says, and its cases find what they should."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "tagging.py"


@pytest.fixture(scope="module")
def tagging(loaded: Callable[[Path], ModuleType]) -> ModuleType:
    return loaded(SCRIPT)


@pytest.fixture(scope="module")
def folder(tagging: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("talk")
    tagging.lay_out(made, tagging.invented(turns=400), 3_000)
    return made


@pytest.mark.parametrize("words", [10, 1_000])
def test_there_are_as_many_words_as_asked_for(tagging: ModuleType, words: int) -> None:
    talk = tagging.reshuffled(["a b c", "d"], words)
    assert words <= sum(len(turn.split()) for turn in talk) < words + 3


def test_talk_is_shuffled_and_the_same_each_time(tagging: ModuleType) -> None:
    turns = [str(number) for number in range(50)]
    talk = tagging.reshuffled(turns, 50)
    assert talk != turns and sorted(talk, key=int) == turns
    assert talk == tagging.reshuffled(turns, 50)
    assert tagging.invented(5) == tagging.invented(5)


def test_without_the_shared_talk_words_are_invented(
    tagging: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tagging, "TALK", tmp_path)
    turns, real = tagging.said()
    assert not real and len(turns) > 1_000


def test_the_shared_talk_is_read_turn_by_turn(
    tagging: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = {"meeting_transcripts": [{"speaker": "A", "content": "One  two."}, {"speaker": "B", "content": " "}]}
    (tmp_path / "qmsum_committee").mkdir()
    (tmp_path / "qmsum_committee" / "a.json").write_text(json.dumps(meeting), encoding="utf-8")
    (tmp_path / "primock57" / "transcripts").mkdir(parents=True)
    grid = 'xmin = 0\n text = "He said ""no"" ." \n text = "" \n'
    (tmp_path / "primock57" / "transcripts" / "a.TextGrid").write_text(grid, encoding="utf-8")
    monkeypatch.setattr(tagging, "TALK", tmp_path)
    assert tagging.said() == (["One two.", 'He said ""no"" .'], True)


def test_the_codebook_has_as_many_codes_and_terms_as_it_says(tagging: ModuleType) -> None:
    turns = tagging.invented(turns=2_000)
    book = tagging.made_codebook(turns, codes=8, terms=11)
    assert len(book.codes) == 8
    assert all(9 <= len(code.terms["en"]) <= 11 for code in book.codes), "a word drawn twice is one term"
    assert tagging.made_codebook(turns, codes=8) == book


def test_the_large_codebook_can_be_read(folder: Path) -> None:
    import tomllib

    content = tomllib.loads((folder / "large.toml").read_text(encoding="utf-8"))
    assert content["schema"] == "tlc-codebook/2"
    assert len(content["code"]) == 200


@pytest.mark.parametrize("case", ["read", "lower", "make_doc", "phrase_matcher", "raw", "counts", "find_all", "tag"])
def test_each_case_finds_something(case: str, tagging: ModuleType, folder: Path) -> None:
    assert tagging.prepared(case, folder)() > 0


def test_what_is_counted_is_what_is_found(tagging: ModuleType, folder: Path) -> None:
    found = tagging.prepared("find_all", folder)()
    assert tagging.prepared("counts", folder)() == found
    # Hits of a code that touch are one coding.
    assert 0 < tagging.prepared("tag", folder)() <= found


def test_a_case_runs_in_a_python_of_its_own(tagging: ModuleType, folder: Path) -> None:
    found = tagging.measured("read", folder)
    assert found["count"] == len((folder / "talk.txt").read_text(encoding="utf-8"))
    assert found["seconds"] >= 0 and found["megabytes"] > 5


def test_the_ratios_are_told(tagging: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    own = {500: dict.fromkeys(tagging.CASES, 0.5), 1_000: dict.fromkeys(tagging.CASES, 1.0) | {"raw": 0.5}}
    tagging.print_ratios(own)
    tagging.print_table(1_000, {"raw": {"seconds": 0.5, "megabytes": 20.0, "count": 7}})
    told = capsys.readouterr().out
    assert "Rules.counts: 2.0 x raw search, 1.00 x make_doc; microseconds a word: 1000.00, 1000.00" in told
    assert "raw Aho-Corasick" in told and "2,000" in told
