"""Points that are kept: never wrong ones, whatever happens to the files."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.errors import AnalysisError
from tlc.listen.embedders import TfidfSvd, cached
from tlc.listen.embedders import cache as module
from tlc.study._leaving_files import deleted_runs

TEXTS = ["they spelled my surname wrong", "the bus is late", "mould on the wall"]


class Counting:
    """Places a text by its letters, and remembers what it was asked."""

    def __init__(self, name: str = "counting", revision: str = "1", size: int = 3) -> None:
        self.name, self.revision, self.size = name, revision, size
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> Any:
        self.asked += texts
        return np.array([[float(len(text) + place) for place in range(self.size)] for text in texts])


def kept(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.npy"))


@pytest.fixture
def points(tmp_path: Path) -> Any:
    return cached(Counting(), tmp_path).embed(TEXTS)


def test_what_was_placed_before_is_not_placed_again(points: Any, tmp_path: Path) -> None:
    again = Counting()
    assert cached(again, tmp_path).embed(TEXTS[::-1]).tobytes() == points[::-1].tobytes()
    assert again.asked == []


def test_only_what_is_new_is_placed_and_once(points: Any, tmp_path: Path) -> None:
    again = Counting()
    mixed = cached(again, tmp_path).embed([TEXTS[1], "new", "new", TEXTS[1]])
    assert again.asked == ["new"]
    assert mixed[0].tobytes() == mixed[3].tobytes() == points[1].tobytes()
    assert mixed[1].tobytes() == mixed[2].tobytes()


def test_points_have_length_one_as_they_would_without_it(points: Any) -> None:
    assert points.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(points, axis=1), 1, atol=1e-6)


@pytest.mark.parametrize("other", [Counting(name="other"), Counting(revision="2")], ids=["model", "revision"])
def test_another_model_or_revision_has_points_of_its_own(points: Any, tmp_path: Path, other: Counting) -> None:
    assert len(points) == 3
    cached(other, tmp_path).embed(TEXTS)
    assert other.asked == TEXTS


def test_it_lies_in_the_folder_that_goes_when_somebody_leaves(points: Any, tmp_path: Path) -> None:
    assert len(points) == 3
    assert [path.relative_to(tmp_path).parts[:2] for path in kept(tmp_path)] == [("cache", "embeddings")]


def test_nothing_of_it_is_left_when_somebody_leaves(points: Any, tmp_path: Path) -> None:
    assert len(points) == 3
    assert deleted_runs(tmp_path, ["FG01:0001"]) == (tmp_path / "cache",)
    assert not list(tmp_path.iterdir())


def test_the_same_texts_leave_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        cached(Counting(), tmp_path / name).embed(TEXTS)
    (one,), (two,) = kept(tmp_path / "one"), kept(tmp_path / "two")
    assert (one.name, one.read_bytes()) == (two.name, two.read_bytes())


def test_no_word_is_kept(tmp_path: Path, canary: str) -> None:
    cached(Counting(), tmp_path).embed([canary, f"{canary} again"])
    assert all(canary.encode() not in path.read_bytes() for path in kept(tmp_path))


class Evil:
    def __reduce__(self) -> Any:
        return (Path.touch, (Path("was-run"),))


def torn(raw: bytes) -> Iterator[tuple[str, bytes]]:
    yield "cut off", raw[: len(raw) // 2]
    yield "empty", b""
    yield "one bit", raw[:-3] + bytes([raw[-3] ^ 1]) + raw[-2:]
    yield "zeros", bytes(len(raw))
    yield "something else", b"PK\x03\x04 no points"
    yield "pickle", pickle.dumps(Evil())


@pytest.mark.parametrize("damage", ["cut off", "empty", "one bit", "zeros", "something else", "pickle"])
def test_a_damaged_file_is_made_anew(points: Any, tmp_path: Path, damage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (path,) = kept(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(dict(torn(whole))[damage])
    again = Counting()
    assert cached(again, tmp_path).embed(TEXTS).tobytes() == points.tobytes()
    assert again.asked == TEXTS
    assert kept(tmp_path)[0].read_bytes() == whole
    assert not (tmp_path / "was-run").exists()


@pytest.mark.parametrize("raw", [b"x", pickle.dumps(Evil())], ids=["no table", "pickle"])
def test_a_file_with_a_fitting_name_that_holds_no_points_is_passed_over(
    points: Any, tmp_path: Path, raw: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    named = kept(tmp_path)[0].with_name(f"{module.hashlib.sha256(raw).hexdigest()[:32]}.npy")
    named.write_bytes(raw)
    assert cached(Counting(), tmp_path).embed(TEXTS).tobytes() == points.tobytes()
    assert not named.exists()
    assert not (tmp_path / "was-run").exists()


def test_a_file_of_other_numbers_is_passed_over(points: Any, tmp_path: Path) -> None:
    (path,) = kept(tmp_path)
    np.save(path, np.ones((3, 3)))
    path.replace(path.with_name(f"{module.hashlib.sha256(path.read_bytes()).hexdigest()[:32]}.npy"))
    assert cached(Counting(), tmp_path).embed(TEXTS).tobytes() == points.tobytes()


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    # A file stands where the folder should be made: no right to write there helps.
    (tmp_path / "cache").write_bytes(b"")
    for _ in range(2):
        counting = Counting()
        assert len(cached(counting, tmp_path).embed(TEXTS)) == 3
        assert counting.asked == TEXTS


def test_an_embedder_that_changed_and_did_not_say_so_is_asked_again(points: Any, tmp_path: Path) -> None:
    assert points.shape == (3, 3)
    changed = cached(Counting(size=5), tmp_path).embed([*TEXTS, "new"])
    assert changed.shape == (4, 5)


def test_many_texts_are_kept_as_they_come_so_that_little_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_BLOCK", 2)

    class Stopped(Counting):
        def embed(self, texts: Sequence[str]) -> Any:
            if len(self.asked) == 4:
                raise KeyboardInterrupt
            return super().embed(texts)

    texts = [f"text {'a' * number}" for number in range(6)]
    with pytest.raises(KeyboardInterrupt):
        cached(Stopped(), tmp_path).embed(texts)
    again = Counting()
    cached(again, tmp_path).embed(texts)
    assert again.asked == texts[4:]


def test_one_that_learns_from_all_texts_together_is_not_kept(tmp_path: Path) -> None:
    tfidf = TfidfSvd()
    assert cached(tfidf, tmp_path) is tfidf


def test_no_texts_have_no_points(tmp_path: Path) -> None:
    assert len(cached(Counting(), tmp_path).embed([])) == 0
    assert not kept(tmp_path)


def test_an_embedder_that_gives_no_points_is_told_before_anything_is_kept(tmp_path: Path) -> None:
    class Wrong(Counting):
        def embed(self, texts: Sequence[str]) -> Any:
            return np.array([[float("nan")]] * len(texts))

    with pytest.raises(AnalysisError, match="'counting' does not give each text a row of numbers"):
        cached(Wrong(), tmp_path).embed(TEXTS)
    assert not kept(tmp_path)


def test_the_name_and_revision_are_the_embedders() -> None:
    made = cached(Counting(name="Ünder/../score", revision="7"), Path())
    assert (made.name, made.revision) == ("Ünder/../score", "7")


def test_a_name_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    cached(Counting(name="../../outside"), tmp_path / "study").embed(TEXTS)
    assert [path.name for path in tmp_path.iterdir()] == ["study"]


@given(st.lists(st.text(max_size=4), max_size=12), st.lists(st.text(max_size=4), max_size=12))
def test_kept_or_not_the_points_are_the_same(
    tmp_path_factory: pytest.TempPathFactory, before: list[str], texts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("study")
    cached(Counting(), folder).embed(before)
    fresh = cached(Counting(), folder / "other").embed(texts)
    assert cached(Counting(), folder).embed(texts).tobytes() == fresh.tobytes()


TWO_AT_ONCE = """
import sys
from pathlib import Path
import numpy as np
from tlc.listen.embedders import cached
class Letters:
    name = revision = "1"
    def embed(self, texts): return np.array([[len(t), ord(t[0]), 1.0] for t in texts])
texts = [f"{chr(97 + n % 26)} {n}" for n in range(400)]
for part in range(8):
    rows = cached(Letters(), Path(sys.argv[1])).embed(texts[: 50 * (part + 1)])
    plain = Letters().embed(texts[: len(rows)])
    assert np.allclose(rows, plain / np.linalg.norm(plain, axis=1, keepdims=True))
"""


def test_two_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    runs = [subprocess.Popen([sys.executable, "-c", TWO_AT_ONCE, tmp_path], stderr=subprocess.PIPE) for _ in range(2)]
    assert [(run.communicate()[1], run.returncode) for run in runs] == [(b"", 0)] * 2
