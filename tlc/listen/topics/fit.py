"""Topics: patterns that a model finds in what people said, those first that the codebook misses most."""

from __future__ import annotations

import math
import re
import warnings
from collections import deque
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

import tlc
from tlc._files import write_whole
from tlc._lazy import require
from tlc._tables import write_table
from tlc._text import digest
from tlc.errors import AnalysisError
from tlc.frames import TOPICS, topics_frame
from tlc.listen.embedders.tfidf import Embedder, TfidfSvd
from tlc.listen.topics.consensus import Consensus
from tlc.model import VOICES, Topic, TopicRun

#: Fewer documents than this hold no pattern that would be there again tomorrow.
MIN_DOCUMENTS = 20
#: A word that fewer people said is theirs, and not the topic's.
MIN_VOICES = 3
WORDS_SHOWN = 10

_LETTERS = re.compile(r"[^\W\d_]{3,}")
_NOTES = r"(?i)\[(?:laugh|overlap|inaudible|unclear|pause|silence|crosstalk|cries|crying)[^\]]*\]"
# spaCy's lists of words to leave out are made for written text ...
_SPOKEN = """
    yes yeah yep okay right well like just really actually maybe kind sort bit lot thing things stuff anyway
    erm uhm mhm hmm know mean think said say says saying tell told got get gets getting going goes gone went come
    comes came want wants don didn doesn isn wasn weren aren couldn wouldn shouldn haven hasn hadn won ain let
    deci păi adică gen știi zic zice spun spune aia ăla ăsta asta chestie
"""
# ... and hold some that matter in talk about services.
_TELLING = frozenset({"call", "move", "name", "serious"})


def fit(  # noqa: PLR0913 - each is a choice that the run records
    turns: pd.DataFrame,
    codings: pd.DataFrame,
    *,
    seed: int = 1,
    topics: int | None = None,
    embedder: Embedder | None = None,
    min_words: int = 6,
    stop_words: Iterable[str] = (),
) -> TopicRun:
    """Find candidate topics in what participants said, and put first what the codebook misses most.

    BERTopic does the work, with an embedder that needs no network and a clusterer that leaves nothing over, so
    that small studies get topics and every document exactly one. Documents are the turns of participants (and of
    people unknown) that are long enough to be about something. They are sorted by what they hold: neither the order
    in which files were read nor the number of processors changes the result.

    Parameters
    ----------
    turns, codings : DataFrame
        TURNS and CODINGS, of people and of the codebook's rules.
    topics : int, optional
        How many to look for, at most; by default `default_topics` of the number of documents.
    min_words : int
        A turn with fewer words ("Yes, exactly.") is no document.
    stop_words : iterable of str
        More words that shall not stand for a topic.

    Returns
    -------
    TopicRun
        In the order of ``gap``: the mean of two ranks among the topics of this run. One, counted twice, is by the
        share of its turns that the codebook does not cover: that no person coded, or, in sessions that no person
        has read, that no term of the codebook stands in. The other is by how much its words are its own. For both
        the cautious end of the interval counts, since of three turns all may be uncovered by chance. The gap says
        where people should look first; it measures no importance and decides nothing.

    Raises
    ------
    AnalysisError
        There are fewer than 20 documents, or not even one topic is asked for.
    MissingExtraError
        BERTopic is not installed.

    Source: the gap is ours, tried on invented talk only; the intervals are Wilson's (1927).
    """
    if topics is not None and topics < 1:
        raise AnalysisError("The number of topics to look for is less than one.", hint="Leave it out, or ask for 10.")
    documents = _documents(turns, min_words=min_words)
    wanted = topics if topics is not None else default_topics(len(documents))
    embedder = embedder if embedder is not None else TfidfSvd()
    labels, nearness, agreement = _cluster(list(documents["text"]), embedder, topics=wanted, seed=seed)
    documents = documents.assign(label=labels, nearness=nearness, **_marks(documents, codings))
    more = sorted(set(stop_words))
    return TopicRun(
        topics=_topics(documents, _keywords(documents, _left_out(documents["language"], more))),
        seed=seed,
        settings={
            "engine": "BERTopic",
            "embedder": f"{embedder.name} {embedder.revision}",
            "topics": str(wanted),
            "min_words": str(min_words),
            "stop_words": " ".join(more),
            "agreement": f"{agreement:.2f}",
        },
        versions={name: version(name) for name in ("bertopic", "scikit-learn", "numpy")} | {"tlc": tlc.__version__},
        corpus_digest=digest("\n".join(documents["key"])),
        documents=len(documents),
    )


def default_topics(documents: int) -> int:
    """How many topics to look for: 1.3 times the square root, five documents to a topic, and 40 at most to read.

    >>> [default_topics(n) for n in (20, 100, 520, 10_000)]
    [4, 13, 30, 40]
    """
    return max(1, min(round(1.3 * math.sqrt(documents)), 40, documents // 5))


def save(run: TopicRun, folder: Path) -> Path:
    """Write a run as ``run.toml``, ``topics.csv`` and ``assignments.csv``: ids and words, never a sentence.

    The same run always gives the same bytes.
    """
    import tomli_w

    plain = ("seed", "documents", "corpus_digest", "min_speakers", "min_sessions")
    facts = {name: getattr(run, name) for name in plain}
    facts |= {"settings": dict(run.settings), "versions": dict(run.versions)}
    write_whole(folder / "run.toml", tomli_w.dumps(facts))
    rows = topics_frame(run.topics).astype(object)
    write_table(folder / "topics.csv", list(TOPICS), rows.where(rows.notna(), None).itertuples(index=False))
    assignments = [(turn, topic.number) for topic in run.topics for turn in topic.turns]
    write_table(folder / "assignments.csv", ["turn", "topic"], assignments)
    return folder


def _documents(turns: pd.DataFrame, *, min_words: int) -> pd.DataFrame:
    heard = turns[turns["role"].isna() | turns["role"].isin(VOICES)]
    heard = heard.assign(text=heard["text"].str.replace(_NOTES, " ", regex=True))
    documents = heard[[len(text.split()) >= min_words for text in heard["text"]]]
    if len(documents) < MIN_DOCUMENTS:
        raise AnalysisError(
            f"There are {len(documents)} turns of participants with {min_words} words or more; "
            f"topics need {MIN_DOCUMENTS}.",
            hint="Add transcripts, or read these: so few are sooner read than modelled.",
        )
    keys = [f"{digest(text)} {turn}" for text, turn in zip(documents["text"], documents["turn"], strict=True)]
    return documents.assign(key=keys).sort_values("key").reset_index(drop=True)


def _cluster(
    texts: list[str], embedder: Embedder, *, topics: int, seed: int
) -> tuple[NDArray[np.int64], NDArray[np.float64], float]:
    """Give each text a label, its nearness to the middle of its cluster, and all of them their agreement."""
    with warnings.catch_warnings():
        # BERTopic silences warnings of every library when it is imported; here they are put back.
        bertopic = require(
            "bertopic", purpose="finding topics", install="python -m pip install --no-deps -r requirements.lock"
        )
        from sklearn.decomposition import PCA
        from sklearn.feature_extraction.text import CountVectorizer
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import Normalizer
        from threadpoolctl import threadpool_limits

        # One thread: see `TfidfSvd`.
        with threadpool_limits(limits=1):
            vectors = np.asarray(embedder.embed(texts), dtype=np.float64)
            pca = PCA(min(50, *vectors.shape), svd_solver="covariance_eigh")
            reduce, cluster = make_pipeline(pca, Normalizer()), Consensus(clusters=topics, seed=seed, smallest=5)
            model = bertopic.BERTopic(
                # "english" would drop every letter with a diacritic.
                language="multilingual",
                umap_model=reduce,
                hdbscan_model=cluster,
                # Its words are not used, but it fails where it finds none: any run of signs is one.
                vectorizer_model=CountVectorizer(analyzer=str.split),
            )
            labels = np.asarray(model.fit_transform(texts, vectors)[0], dtype=np.int64)
            points = reduce.transform(vectors)
    middles = np.stack([points[labels == label].mean(axis=0) for label in range(labels.max() + 1)])
    return labels, (points * middles[labels]).sum(axis=1), float(cluster.agreement_.mean())


def _marks(documents: pd.DataFrame, codings: pd.DataFrame) -> dict[str, NDArray[np.float64]]:
    """Say of each document whether a person left it uncoded, and whether nothing in the codebook covers it."""
    people = codings[codings["kind"].isin(["person", "agreed"]) & (codings["status"] == "accepted")]
    rules = codings[(codings["kind"] == "rules") & (codings["status"] != "rejected")]
    read = documents["transcript"].isin(people["transcript"])
    uncoded = (~documents["turn"].isin(people["turn"])).astype("float64")
    unreached = (~documents["turn"].isin(rules["turn"])).astype("float64")
    return {"uncoded": np.where(read, uncoded, np.nan), "uncovered": np.where(read, uncoded, unreached)}


def _left_out(languages: pd.Series, more: Iterable[str]) -> list[str]:
    from spacy.util import get_lang_class

    words = {_SPOKEN, *more}
    for language in sorted({str(name).partition("-")[0].casefold() for name in languages}):
        try:
            words |= get_lang_class(language).Defaults.stop_words - _TELLING
        except ImportError:
            # spaCy does not know this language, and so has no list for it.
            continue
    return sorted({part for word in words for part in _LETTERS.findall(word.lower())})


def _keywords(documents: pd.DataFrame, left_out: list[str]) -> list[tuple[tuple[str, float], ...]]:
    """Choose the words of each topic: those that more of its turns hold than turns do elsewhere.

    The weight is p(word | topic) log(p(word | topic) / p(word)), the word's part in the Kullback-Leibler divergence,
    where p is the share of turns that hold it; in the topic, the cautious end of that share's interval.
    """
    from sklearn.feature_extraction.text import CountVectorizer

    counter = CountVectorizer(binary=True, token_pattern=_LETTERS.pattern, stop_words=left_out)
    labels = documents["label"].to_numpy()
    try:
        holds = counter.fit_transform(documents["text"]).tocsr()
    except ValueError:
        # Nothing but words that were left out.
        return [()] * (labels.max() + 1)
    names = counter.get_feature_names_out()
    overall = np.where(_shared(holds, documents["speaker"]), np.asarray(holds.mean(axis=0)).ravel(), np.inf)
    chosen = []
    for label in range(labels.max() + 1):
        inside = holds[labels == label]
        share = _at_least(np.asarray(inside.mean(axis=0)).ravel(), inside.shape[0])
        weight = share * np.log(np.maximum(share / overall, 1))
        order = sorted(np.flatnonzero(weight), key=lambda place: (-weight[place], names[place]))[:WORDS_SHOWN]
        chosen.append(tuple((str(names[place]), round(float(weight[place]), 4)) for place in order))
    return chosen


def _shared(holds: Any, speakers: pd.Series) -> NDArray[np.bool_]:
    """Say which words enough people said; where nobody is known, which stand in enough turns."""
    who, people = pd.factorize(speakers)
    if not len(people):
        return np.asarray(holds.sum(axis=0) >= MIN_VOICES).ravel()
    said = np.eye(len(people))[who[who >= 0]].T @ holds[who >= 0]
    return np.asarray((said > 0).sum(axis=0) >= min(MIN_VOICES, len(people)))


def _topics(documents: pd.DataFrame, words: list[tuple[tuple[str, float], ...]]) -> tuple[Topic, ...]:
    parts = [part for _, part in documents.groupby("label")]
    gaps = _gaps(parts, words)
    order = sorted(range(len(parts)), key=lambda label: (-gaps[label], -len(parts[label]), words[label]))
    return tuple(
        Topic(
            number=number,
            words=words[label],
            turns=_spread(parts[label]),
            sessions=parts[label]["transcript"].nunique(),
            speakers=parts[label]["speaker"].nunique(),
            uncoded=float(parts[label]["uncoded"].mean()),
            gap=gaps[label],
        )
        for number, label in enumerate(order, start=1)
    )


def _gaps(parts: list[pd.DataFrame], words: list[tuple[tuple[str, float], ...]]) -> list[float]:
    """Score each topic by its two ranks among the topics, from 0 to 1; what is uncovered counts twice."""
    uncovered = [_at_least(np.array([part["uncovered"].mean()]), len(part))[0] for part in parts]
    sharp = [sum(weight for _, weight in chosen[:5]) for chosen in words]
    ranks = (pd.DataFrame({"uncovered": uncovered, "sharp": sharp}).rank() - 0.5) / len(parts)
    return [round(float(gap), 4) for gap in (2 * ranks["uncovered"] + ranks["sharp"]) / 3]


def _at_least(share: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """The lower ends of the 95 % intervals of shares of ``count`` things (Wilson 1927)."""
    z = 1.96
    spread = z * np.sqrt(share * (1 - share) / count + z**2 / (4 * count**2))
    return np.asarray((share + z**2 / (2 * count) - spread) / (1 + z**2 / count))


def _spread(part: pd.DataFrame) -> tuple[str, ...]:
    """Put the most typical turns first, but two of one session in a row only where no other is left."""
    typical = part.sort_values("nearness", ascending=False, kind="stable")
    waiting: dict[str, deque[tuple[int, str]]] = {}
    for rank, (session, turn) in enumerate(zip(typical["transcript"], typical["turn"], strict=True)):
        waiting.setdefault(session, deque()).append((rank, turn))
    placed: list[str] = []
    last = ""
    while waiting:
        last = min(waiting, key=lambda session: (session == last, waiting[session][0]))
        placed.append(waiting[last].popleft()[1])
        if not waiting[last]:
            del waiting[last]
    return tuple(placed)
