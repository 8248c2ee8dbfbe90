"""Coherence and diversity of words are what their sources say, and what gensim gives."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tlc.errors import AnalysisError
from tlc.listen.topics.coherence import diversity, npmi

BBC = Path(__file__).parents[4] / "shared" / "data" / "topics" / "octis_BBC_News" / "corpus.tsv"


def gensims(words: list[list[str]], texts: list[list[str]], window: int) -> float:
    models = pytest.importorskip("gensim.models.coherencemodel", reason="gensim is not installed: the extra dev has it")
    dictionary = pytest.importorskip("gensim.corpora").Dictionary(texts)
    model = models.CoherenceModel(
        topics=words, texts=texts, dictionary=dictionary, coherence="c_npmi", topn=10, processes=1, window_size=window
    )
    return float(model.get_coherence())


def shuffled(count: int, length: int) -> list[list[str]]:
    """Texts that hold no word twice."""
    draw = np.random.default_rng(5)
    return [[f"w{number}" for number in draw.permutation(60)[: draw.integers(3, length)]] for _ in range(count)]


@pytest.mark.parametrize("window", [2, 5, 10, 1000])
def test_it_is_the_figure_of_gensim(window: int) -> None:
    words = [[f"w{number}" for number in range(start, start + 10)] for start in (0, 7, 30)]
    texts = shuffled(80, 40)
    assert npmi(words, texts, window=window) == pytest.approx(gensims(words, texts, window), abs=1e-9)


def test_on_real_texts_it_is_nearly_the_figure_of_gensim() -> None:
    if not BBC.exists():
        pytest.skip("the BBC articles are not beside the project")
    texts = [line.split("\t")[0].split() for line in BBC.read_text(encoding="utf-8").splitlines()[:150]]
    words = [
        ["film", "award", "star", "actor", "good", "win", "director"],
        ["game", "player", "win", "match", "team", "play"],
        ["company", "market", "share", "price", "sale", "growth"],
    ]
    assert npmi(words, texts) == pytest.approx(gensims(words, texts, 10), abs=0.02)
    assert npmi(words, texts, window=None) == pytest.approx(gensims(words, texts, 10**6), abs=1e-9)


def test_words_that_are_only_together_score_one_and_words_that_never_are_minus_one() -> None:
    texts = [["a", "b"], ["c"], ["d"], ["a", "b"]]
    assert npmi([["a", "b"]], texts) == pytest.approx(1)
    assert npmi([["a", "c"]], texts) == pytest.approx(-1, abs=0.1)


def test_words_together_as_often_as_by_chance_score_nought() -> None:
    assert npmi([["a", "b"]], [["a", "b"], ["a"], ["b"], ["c"]]) == pytest.approx(0, abs=1e-9)


def test_the_figure_is_that_of_the_formula() -> None:
    # In 5 texts: a in 3, b in 2, both in 2.
    texts = [["a", "b"], ["a", "b"], ["a"], ["c"], ["c"]]
    expected = math.log(0.4 / (0.6 * 0.4)) / -math.log(0.4)
    assert npmi([["a", "b"]], texts, window=None) == pytest.approx(expected)


def test_only_words_within_the_window_are_together() -> None:
    texts = [["a", "x", "x", "b"], ["c"]]
    assert npmi([["a", "b"]], texts, window=3) < -0.9
    assert npmi([["a", "b"]], texts, window=4) > 0.9


def test_a_word_that_stands_twice_in_a_window_counts_once() -> None:
    once = npmi([["a", "b"]], [["a", "b"], ["c", "d"], ["a", "d"]])
    assert npmi([["a", "b"]], [["a", "b", "a", "b"], ["c", "d"], ["a", "d", "a"]]) == pytest.approx(once)


def test_each_place_of_a_window_counts() -> None:
    # Windows of two: (a b), (b x), (x a): both in 1, a in 2, b in 2, of 3.
    expected = math.log((1 / 3) / (4 / 9)) / -math.log(1 / 3)
    assert npmi([["a", "b"]], [["a", "b", "x", "a"]], window=2) == pytest.approx(expected)


def test_topics_weigh_the_same_however_many_words_they_have() -> None:
    texts = [["a", "b"], ["c", "d", "e"], ["f"]]
    both = npmi([["a", "b"], ["c", "d", "e"]], texts)
    assert both == pytest.approx(np.mean([npmi([["a", "b"]], texts), npmi([["c", "d", "e"]], texts)]))


def test_words_that_stand_nowhere_or_are_given_twice_are_left_out() -> None:
    texts = [["a", "b"], ["a"], ["b", "c"]]
    assert npmi([["a", "nowhere", "b", "a"]], texts) == npmi([["a", "b"]], texts)


@pytest.mark.parametrize("words", [[], [[]], [["a"]], [["a", "nowhere"]], [["nowhere", "neither"]]])
def test_without_two_words_there_is_no_figure(words: list[list[str]]) -> None:
    assert math.isnan(npmi(words, [["a", "b"], []]))


@pytest.mark.parametrize(("texts", "window"), [([], 10), ([["a"]], 0)])
def test_what_cannot_be_computed_is_explained(texts: list[list[str]], window: int) -> None:
    with pytest.raises(AnalysisError, match="needs texts, and a window"):
        npmi([["a", "b"]], texts, window=window)


@settings(max_examples=60, deadline=None)
@given(
    texts=st.lists(st.lists(st.sampled_from("abcdef"), max_size=12), min_size=1, max_size=8),
    window=st.one_of(st.none(), st.integers(1, 6)),
)
def test_windows_are_counted_as_one_would_by_hand(texts: list[list[str]], window: int | None) -> None:
    parts = []
    for text in texts:
        width = len(text) if window is None else min(window, len(text))
        parts += [set(text[start : start + width]) for start in range(max(1, len(text) - width + 1))]
    a, b, both = (sum(wanted <= part for part in parts) / len(parts) for wanted in ({"a"}, {"b"}, {"a", "b"}))
    found = npmi([["a", "b"]], texts, window=window)
    if not a or not b:
        assert math.isnan(found)
    elif both == 1:
        assert found == 0
    else:
        assert found == pytest.approx(math.log((both + 1e-12) / (a * b)) / -math.log(both + 1e-12), abs=1e-6)


def test_diversity_is_the_share_of_words_that_differ() -> None:
    assert diversity([["a", "b"], ["c", "d"]]) == 1
    assert diversity([["a", "b"], ["a", "b"]]) == 0.5
    assert math.isnan(diversity([[], []]))
