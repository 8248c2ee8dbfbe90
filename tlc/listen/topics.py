"""Topics: patterns that a model finds in what people said, those first that the codebook misses most."""

from __future__ import annotations

import re
import warnings
from collections import deque
from collections.abc import Iterable, Sequence
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
from tlc.listen.cluster import Consensus
from tlc.listen.embed import Embedder, TfidfSvd
from tlc.model import VOICES, Topic, TopicRun

#: Fewer documents than this hold no pattern that would be there again tomorrow.
MIN_DOCUMENTS = 20
#: A word that fewer people said is theirs, and not the topic's.
MIN_VOICES = 3
WORDS_SHOWN = 10

_LETTERS = re.compile(r"[^\W\d_]{3,}")
_NOTES = re.compile(r"\[(?:laugh|overlap|inaudible|unclear|pause|silence|crosstalk|cries|crying)[^\]]*\]", re.IGNORECASE)
# spaCy's lists of words to leave out are made for written text ...
_SPOKEN = """
    yes yeah yep okay right well like just really actually maybe kind sort bit lot thing things stuff anyway
    erm uhm mhm hmm know mean think said say says saying tell told got get gets getting going goes gone went come
    comes came want wants don didn doesn isn wasn weren aren couldn wouldn shouldn haven hasn hadn won ain let
    deci păi adică gen știi zic zice spun spune aia ăla ăsta asta chestie
""".split()
# ... and hold some that matter in talk about services.
_TELLING = frozenset({"call", "move", "name", "serious"})


def fit(
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
    people unknown) that are long enough to be about something. They are sorted by their content first: the order
    in which files were read cannot change the result, and nor can the number of processors.

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
        ``gap`` orders the topics. It is the mean of a topic's ranks, within this run, by three signs of something
        that the codebook has no code for: its turns were read but not coded (by the cautious end of the interval,
        for of three turns all may be uncoded by chance), no term of the codebook stands in them, and its words are
        its own. It orders what people should look at; it is no measure of importance and no verdict.

    Raises
    ------
    AnalysisError
        There are fewer than 20 documents.
    MissingExtraError
        BERTopic is not installed.

    Source: the gap is ours, after the hide-one-code trials in ``docs`` (GAP: mean of ranks); interval: Wilson (1927).
    """
    documents = _documents(turns, min_words=min_words)
    wanted = topics if topics is not None else default_topics(len(documents))
    embedder = embedder if embedder is not None else TfidfSvd()
    labels, nearness, agreement = _cluster(list(documents["text"]), embedder, topics=wanted, seed=seed)
    marks = _marks(documents, codings)
    left_out = _left_out(documents["language"], stop_words)
    found = _topics(documents, labels, nearness, marks, words=_keywords(documents, labels, left_out))
    return TopicRun(
        topics=found,
        seed=seed,
        settings={
            "engine": "BERTopic",
            "embedder": f"{embedder.name} {embedder.revision}",
            "topics": str(wanted),
            "min_words": str(min_words),
            "agreement": f"{agreement:.2f}",
        },
        versions={name: version(name) for name in ("bertopic", "scikit-learn", "numpy")} | {"tlc": tlc.__version__},
        corpus_digest=digest("\n".join(documents["key"])),
        documents=len(documents),
    )


def default_topics(documents: int) -> int:
    """How many topics to look for: 1.3 times the square root, at most 40, and five documents to a topic at least.

    People can read forty. Chosen on the sample study, whose 520 documents hold a pattern of some 30.

    >>> [default_topics(n) for n in (20, 100, 520, 10_000)]
    [4, 13, 30, 40]
    """
    return max(1, min(round(1.3 * documents**0.5), 40, documents // 5))


def save(run: TopicRun, folder: Path) -> Path:
    """Write a run as ``run.toml``, ``topics.csv`` and ``assignments.csv``: ids and words, never a sentence.

    The same run always gives the same bytes.
    """
    import tomli_w

    facts = {
        "seed": run.seed,
        "documents": run.documents,
        "corpus_digest": run.corpus_digest,
        "min_speakers": run.min_speakers,
        "min_sessions": run.min_sessions,
        "settings": dict(run.settings),
        "versions": dict(run.versions),
    }
    write_whole(folder / "run.toml", tomli_w.dumps(facts))
    rows = topics_frame(run.topics).astype(object)
    write_table(folder / "topics.csv", list(TOPICS), rows.where(rows.notna(), None).itertuples(index=False))
    assignments = [(turn, topic.number) for topic in run.topics for turn in topic.turns]
    write_table(folder / "assignments.csv", ["turn", "topic"], assignments)
    return folder


def _documents(turns: pd.DataFrame, *, min_words: int) -> pd.DataFrame:
    heard = turns[turns["role"].isna() | turns["role"].isin(VOICES)]
    heard = heard.assign(text=heard["text"].str.replace(_NOTES, " ", regex=True))
    documents = heard[heard["text"].str.split().str.len() >= min_words]
    if len(documents) < MIN_DOCUMENTS:
        raise AnalysisError(
            f"There are {len(documents)} turns of participants with {min_words} words or more; "
            f"topics need {MIN_DOCUMENTS}.",
            hint="Add transcripts, or read these: so few are sooner read than modelled.",
        )
    keys = [f"{digest(row.text)} {row.turn}" for row in documents.itertuples()]
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
                vectorizer_model=CountVectorizer(token_pattern=r"\S+"),
            )
            labels = np.asarray(model.fit_transform(texts, vectors)[0], dtype=np.int64)
            points = reduce.transform(vectors)
    middles = np.stack([points[labels == label].mean(axis=0) for label in range(labels.max() + 1)])
    return labels, (points * middles[labels]).sum(axis=1), float(cluster.agreement_.mean())


def _marks(documents: pd.DataFrame, codings: pd.DataFrame) -> pd.DataFrame:
    """Say of each document whether a person read its session, whether one coded it, whether a term stands in it."""
    people = codings[codings["kind"].isin(["person", "agreed"]) & (codings["status"] == "accepted")]
    rules = codings[(codings["kind"] == "rules") & (codings["status"] != "rejected")]
    return pd.DataFrame(
        {
            "read": documents["transcript"].isin(people["transcript"]),
            "coded": documents["turn"].isin(people["turn"]),
            "reached": documents["turn"].isin(rules["turn"]),
        }
    )


def _left_out(languages: pd.Series, more: Iterable[str]) -> list[str]:
    from spacy.util import get_lang_class

    words = {*_SPOKEN, *more}
    for language in sorted({str(name).partition("-")[0].casefold() for name in languages}):
        try:
            words |= get_lang_class(language).Defaults.stop_words - _TELLING
        except ImportError:
            # spaCy does not know this language, and so has no list for it.
            continue
    return sorted({part for word in words for part in _LETTERS.findall(word.lower())})


def _keywords(
    documents: pd.DataFrame, labels: NDArray[np.int64], left_out: list[str]
) -> list[tuple[tuple[str, float], ...]]:
    """Choose the words of each topic: those that more of its turns hold than turns do elsewhere.

    The weight is p(word | topic) log(p(word | topic) / p(word)), its part in the Kullback-Leibler divergence,
    where p is the share of turns that hold the word.
    """
    from sklearn.feature_extraction.text import CountVectorizer

    counter = CountVectorizer(binary=True, token_pattern=_LETTERS.pattern, stop_words=left_out)
    try:
        holds = counter.fit_transform(documents["text"]).tocsr()
    except ValueError:
        return [()] * (int(labels.max()) + 1)
    names = counter.get_feature_names_out()
    shared = _voices(holds, documents["speaker"]) >= MIN_VOICES
    overall = np.asarray(holds.mean(axis=0)).ravel()
    chosen = []
    for label in range(labels.max() + 1):
        share = np.asarray(holds[labels == label].mean(axis=0)).ravel()
        weight = np.where(shared & (share > overall), share * np.log(np.maximum(share, 1e-12) / overall), 0)
        order = sorted(np.flatnonzero(weight), key=lambda place: (-weight[place], names[place]))[:WORDS_SHOWN]
        chosen.append(tuple((str(names[place]), round(float(weight[place]), 4)) for place in order))
    return chosen


def _voices(holds: Any, speakers: pd.Series) -> NDArray[np.int64]:
    """Count who said each word: known speakers, or turns where nobody is known."""
    if speakers.isna().all():
        return np.asarray(holds.sum(axis=0)).ravel()
    known = speakers.notna().to_numpy()
    codes, _ = pd.factorize(speakers[known])
    by_speaker = np.eye(codes.max() + 1, dtype=np.int64)[codes].T @ holds[known]
    return np.asarray((by_speaker > 0).sum(axis=0)).ravel()


def _topics(
    documents: pd.DataFrame,
    labels: NDArray[np.int64],
    nearness: NDArray[np.float64],
    marks: pd.DataFrame,
    *,
    words: list[tuple[tuple[str, float], ...]],
) -> tuple[Topic, ...]:
    facts = documents[["turn", "transcript", "speaker"]].assign(label=labels, nearness=nearness, **marks)
    facts["uncoded"] = (~facts["coded"]).where(facts["read"])
    facts["uncovered"] = (~facts["coded"]).where(facts["read"], ~facts["reached"])
    parts = [part for _, part in facts.groupby("label")]
    sharp = [float(np.mean([weight for _, weight in chosen[:5]])) if chosen else 0.0 for chosen in words]
    gaps = _gaps(parts, sharp)
    order = sorted(range(len(parts)), key=lambda label: (-gaps[label], -len(parts[label]), words[label]))
    return tuple(
        Topic(
            number=number,
            words=words[label],
            turns=_spread(parts[label]),
            sessions=parts[label]["transcript"].nunique(),
            speakers=parts[label]["speaker"].nunique(),
            uncoded=float(parts[label]["uncoded"].astype("float64").mean()),
            gap=gaps[label],
        )
        for number, label in enumerate(order, start=1)
    )


def _gaps(parts: list[pd.DataFrame], sharp: list[float]) -> list[float]:
    """Score each topic from 0 to 1 by the mean of its ranks; a sign that is unknown for a topic is passed over."""
    signs = pd.DataFrame(
        {
            "uncovered": [_at_least(part["uncovered"]) for part in parts],
            "sharp": sharp,
        }
    )
    ranks = (signs.rank() - 0.5) / signs.notna().sum()
    return [round(float(gap), 4) for gap in ranks.mean(axis=1)]


def _at_least(found: pd.Series) -> float:
    """The lower end of the 95 % interval of a share (Wilson 1927); NaN of nothing."""
    count, z = len(found), 1.96
    if not count:
        return float("nan")
    share = float(found.astype("float64").mean())
    spread = z * ((share * (1 - share) + z * z / (4 * count)) / count) ** 0.5
    return (share + z * z / (2 * count) - spread) / (1 + z * z / count)


def _spread(part: pd.DataFrame) -> tuple[str, ...]:
    """Put the most typical turns first, but two of one session in a row only where no other is left."""
    waiting: dict[str, deque[tuple[int, str]]] = {}
    for rank, row in enumerate(part.sort_values("nearness", ascending=False, kind="stable").itertuples()):
        waiting.setdefault(row.transcript, deque()).append((rank, row.turn))
    placed: list[str] = []
    last = ""
    while waiting:
        last = min(waiting, key=lambda session: (session == last, waiting[session][0]))
        placed.append(waiting[last].popleft()[1])
        if not waiting[last]:
            del waiting[last]
    return tuple(placed)
