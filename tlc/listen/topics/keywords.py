"""The words of topics: those that stand in many of a topic's documents, and in few others."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

#: A word that fewer people said is theirs, and not the topic's.
MIN_VOICES = 3
WORDS_SHOWN = 10

#: What counts as a word of a topic.
LETTERS = r"[^\W\d_]{3,}"
# spaCy's lists of words to leave out are made for written text ...
_SPOKEN = """
    yes yeah yep okay right well like just really actually maybe kind sort bit lot thing things stuff anyway
    erm uhm mhm hmm know mean think said say says saying tell told got get gets getting going goes gone went come
    comes came want wants don didn doesn isn wasn weren aren couldn wouldn shouldn haven hasn hadn won ain let
    deci păi adică gen știi zic zice spun spune aia ăla ăsta asta chestie
"""
# ... and hold some that matter in talk about services.
_TELLING = frozenset({"call", "move", "name", "serious"})

Words = tuple[tuple[str, float], ...]


def keywords(
    texts: Sequence[str],
    labels: NDArray[np.int64],
    speakers: Iterable[str | None],
    *,
    left_out: Iterable[str],
    barred: Iterable[str] = (),
) -> tuple[Words, ...]:
    """Find the words that mark topics out: at most ten each, heaviest first.

    Parameters
    ----------
    texts : sequence of str
    labels : int array, shape (n_texts,)
        The topic of each text, from 0; a text with -1 has none.
    speakers : iterable of str or None
        Who said each text. A word that fewer than three known people said stands for no topic; where nobody is known,
        one that stands in fewer than three texts.
    left_out : iterable of str
        Words that say nothing, from `left_out`.
    barred : iterable of str
        Names on the roster: they never stand for a topic.

    Returns
    -------
    tuple of tuple of (str, float)
        One tuple a label; empty where every word was left out. A topic without a word of its own, such as the only
        one, has its commonest words, with no weight.

    Source: the share of a topic's documents that hold a word, times the logarithm of that share over the share in
    all documents (the part of the Kullback-Leibler divergence that the word adds). Of the first share the lower end of
    its 95 % interval counts (Wilson 1927), since of three texts all may hold a word by chance.

    >>> texts = ["the bus was late", "no bus came", "a bus at six"] * 2 + ["my tooth hurts", "one tooth"] * 3
    >>> [words[0][0] for words in keywords(texts, np.repeat([0, 1], 6), [None] * 12, left_out=["the"])]
    ['bus', 'tooth']
    """
    vocabulary = shared_words(texts, speakers, left_out=left_out, barred=barred)
    return weighed(texts, labels, vocabulary)


def shared_words(
    texts: Sequence[str], speakers: Iterable[str | None], *, left_out: Iterable[str], barred: Iterable[str] = ()
) -> list[str]:
    """List the words that may stand for a topic, in alphabetical order; parameters as of `keywords`."""
    from sklearn.feature_extraction.text import CountVectorizer

    skipped = {part for word in [*left_out, *barred] for part in re.findall(LETTERS, str(word).lower())}
    counter = CountVectorizer(binary=True, token_pattern=LETTERS)
    try:
        holds = counter.fit_transform(texts).tocsr()
    except ValueError:
        # No text holds a word.
        return []
    kept = _shared(holds, pd.Series(list(speakers), dtype="object"))
    return [
        str(name)
        for name, is_kept in zip(counter.get_feature_names_out(), kept, strict=True)
        if is_kept and name not in skipped
    ]


def weighed(texts: Sequence[str], labels: NDArray[np.int64], vocabulary: Sequence[str]) -> tuple[Words, ...]:
    """Weigh the words of a vocabulary for each label, and give the heaviest; see `keywords`."""
    from sklearn.feature_extraction.text import CountVectorizer

    count = int(labels.max(initial=-1)) + 1
    if not len(vocabulary):
        return ((),) * count
    counter = CountVectorizer(binary=True, token_pattern=LETTERS, vocabulary=list(vocabulary))
    holds = counter.transform(texts).tocsr()
    overall = np.maximum(np.asarray(holds.mean(axis=0)).ravel(), 1e-12)
    chosen: list[Words] = []
    for label in range(count):
        inside = holds[labels == label]
        if not inside.shape[0]:
            chosen.append(())
            continue
        share = at_least(np.asarray(inside.mean(axis=0)).ravel(), inside.shape[0])
        weight = share * np.log(np.maximum(share / overall, 1))
        # A topic without a word of its own, such as the only one, shows its commonest, and they weigh nothing.
        heavy = weight if weight.any() else share
        # The vocabulary is in the order of letters, and so are words that weigh the same.
        order = np.argsort(-heavy, kind="stable")[:WORDS_SHOWN]
        chosen.append(
            tuple((vocabulary[int(place)], round(float(weight[place]), 4)) for place in order if heavy[place])
        )
    return tuple(chosen)


def at_least(share: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """The lower ends of the 95 % intervals of shares of ``count`` things (Wilson 1927)."""
    z = 1.96
    spread = z * np.sqrt(share * (1 - share) / count + z**2 / (4 * count**2))
    return np.asarray((share + z**2 / (2 * count) - spread) / (1 + z**2 / count))


def left_out(languages: Iterable[str], more: Iterable[str] = ()) -> list[str]:
    """List words that say nothing about a topic: little words of some languages, of talk, and more.

    >>> {"the", "bus"} & set(left_out(["en"]))
    {'the'}
    """
    words = {_SPOKEN, *more}
    for language in sorted({str(name).partition("-")[0].casefold() for name in languages}):
        words |= _little_words(language) - _TELLING
    return sorted({part for word in words for part in re.findall(LETTERS, word.lower())})


def _little_words(language: str) -> frozenset[str]:
    """Read the list that spaCy has for a language; none where it has none."""
    spacy = importlib.util.find_spec("spacy")
    places = [Path(folder) for folder in (spacy.submodule_search_locations or ())] if spacy else []
    for path in (place / "lang" / language / "stop_words.py" for place in places):
        if language.isalpha() and path.is_file():
            return frozenset(_run(path))
    return frozenset()


def _run(path: Path) -> set[str]:
    # The list alone: spaCy whole would cost two seconds and 200 MB for some hundred words.
    spec = importlib.util.spec_from_file_location(f"tlc_words_{path.parent.name}", path)
    if spec is None or spec.loader is None:
        return set()
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except ImportError:
        return set()
    return set(getattr(module, "STOP_WORDS", ()))


def _shared(holds: Any, speakers: pd.Series) -> NDArray[np.bool_]:
    """Say which words enough people said; where nobody is known, which stand in enough texts."""
    from scipy.sparse import csr_matrix

    who, people = pd.factorize(speakers)
    if not len(people):
        return np.asarray(holds.sum(axis=0) >= MIN_VOICES).ravel()
    known = np.flatnonzero(who >= 0)
    by = csr_matrix((np.ones(len(known)), (who[known], known)), shape=(len(people), holds.shape[0]))
    said = (by @ holds).tocsc()
    return np.asarray(np.diff(said.indptr) >= min(MIN_VOICES, len(people)))
