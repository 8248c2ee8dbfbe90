"""How often what a codebook misses comes back: each code is hidden in turn, and the list of candidates is read.

Texts come with the codes that people gave them. The codebook's rules and a few coded examples of each code are all that
tlc is told; then one code is taken out of the codebook, with its definition, terms and examples, and the topics are
ranked by their gap. A topic is about the hidden code when at least half of its documents have it. Runs in which no
topic is about it count as missed. Beside the gap, in the same run: topics by size, what no code covers clustered by
itself, and, with --peer, BERTopic's own clusters by size and BERTopic's zero-shot topics.

The formula was chosen on the newsgroups and frozen (`tlc.listen.emerging.FORMULA`) before it met anything else.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from learning.comments import made_codebook, read_comments
from scipy.stats import rankdata

from tlc.frames import CODINGS, TURNS, table
from tlc.listen.codebook import read_codebook
from tlc.listen.embedders import cached, choose, embed_beside
from tlc.listen.emerging import FORMULA, Evidence, evidence_of, gaps
from tlc.listen.topics.documents import documents
from tlc.listen.topics.fit import Fitted, Options, cluster, default_topics, fit
from tlc.model import Codebook

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared" / "data"
NEWS = SHARED / "topics" / "ng20_short_3000.jsonl"
#: See the head of ng20_codebook.toml: decided before any result was seen.
DISTINCT = (
    "forsale autos motorcycles baseball hockey crypt electronics med space christian guns mideast".split()  # noqa: SIM905
)
TOP = 5
ABOUT = 0.5
ZERO_SHOT = 0.7
PEER = """
import json, sys
import numpy as np
from bertopic import BERTopic
from bertopic.backend import BaseEmbedder
from hdbscan import HDBSCAN
from umap import UMAP
folder, seeds, similarity = sys.argv[1], json.loads(sys.argv[2]), float(sys.argv[3])
vectors, names = np.load(folder + "/vectors.npy"), np.load(folder + "/definitions.npy")
texts = json.load(open(folder + "/texts.json", encoding="utf-8"))
class Known(BaseEmbedder):
    def embed(self, documents, verbose=False):
        return np.stack([names[int(one.removeprefix("code "))] for one in documents])
def fitted(seed, listed=None):
    parts = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=seed)
    more = dict(zeroshot_topic_list=listed, zeroshot_min_similarity=similarity) if listed else {}
    model = BERTopic(umap_model=parts, hdbscan_model=HDBSCAN(min_cluster_size=10, prediction_data=True),
                     embedding_model=Known(), **more)
    labels = np.asarray(model.fit_transform(texts, vectors)[0])
    if listed:
        known = {topic for topic, name in model.topic_labels_.items() if name.startswith("code ")}
        labels = np.where(np.isin(labels, sorted(known)), -1, labels)
    return labels.tolist()
found = {"default": {seed: fitted(seed) for seed in seeds}, "zero_shot": {}, "taken": []}
near = vectors @ names.T
for code in range(len(names)):
    others = [n for n in range(len(names)) if n != code]
    found["taken"].append(float((near[:, others].max(axis=1) >= similarity).mean()))
    if found["taken"][-1]:
        found["zero_shot"][code] = fitted(seeds[0], ["code %d" % n for n in others])
json.dump(found, open(folder + "/found.json", "w"))
"""


class Corpus(NamedTuple):
    """Texts, and which code each has: a 0/1 matrix of texts by codes, in the codebook's order."""

    texts: list[str]
    has: np.ndarray
    codebook: Codebook


def read_corpus(path: Path, codebook: Path | None) -> Corpus:
    """Read JSON lines (text, label), a table without a header (text, part, label) or one of 0/1 columns (.csv)."""
    if path.suffix == ".csv":
        comments = read_comments(path, text="text", group="trust", question="question", least=1)
        texts, names, has = comments.texts, list(comments.codes), comments.labels > 0
    else:
        texts, labels = zip(*_lines(path), strict=True)
        names = sorted(set(labels))
        has = np.array([[label == name for name in names] for label in labels])
    book = read_codebook(codebook) if codebook else made_codebook(names, {})
    column = {name: place for place, name in enumerate(names)}
    return Corpus(list(texts), has[:, [column[code.name] for code in book.offered]], book)


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        if path.suffix == ".jsonl":
            for line in file:
                row = json.loads(line)
                yield row["text"], row["label"]
        else:
            for text, _, label in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                yield text, label


def as_turns(texts: Sequence[str]) -> pd.DataFrame:
    """Each text a turn, in a session of its own."""
    rows = [
        (f"T{n}:0001", f"T{n}", f"T{n}", 1, None, None, "en", text, None, None, None) for n, text in enumerate(texts)
    ]
    return table(rows, TURNS)


def as_codings(chosen: Sequence[tuple[int, str]], texts: Sequence[str]) -> pd.DataFrame:
    """Examples that a person coded: the whole of each text."""
    rest = ("", "", "", None, True, False, "")
    return table(
        (
            (
                f"c{n}",
                f"T{row}:0001",
                f"T{row}",
                0,
                len(texts[row]),
                code,
                "asha",
                "person",
                "accepted",
                texts[row],
                *rest,
            )
            for n, (row, code) in enumerate(chosen)
        ),
        CODINGS,
    )


class Runs:
    """One corpus with its vectors: topics of each seed, and what is known of each document."""

    def __init__(self, corpus: Corpus, embedder: Any, *, examples: int) -> None:
        self.corpus, self.examples = corpus, examples
        self.turns = as_turns(corpus.texts)
        self.read = documents(self.turns, min_words=1)
        rows = [int(turn[1:].partition(":")[0]) for turn in self.read.frame["document"]]
        self.has = corpus.has[rows]
        self.codes = [code.id for code in corpus.codebook.offered]
        texts = self.read.texts
        self.embed: Callable[[Sequence[str]], np.ndarray] = lambda others: embed_beside(embedder, texts, others)[1]
        self.vectors = embed_beside(embedder, texts, [])[0]
        self.name = f"{embedder.name} {embedder.revision}"
        self.fitted = cache(self._fitted)
        self.evidence = cache(self._evidence)

    def _fitted(self, seed: int) -> Fitted:
        return fit(self.read, self.vectors, options=Options(seed=seed))

    def _evidence(self, seed: int) -> Evidence:
        rng = np.random.default_rng(seed)
        chosen = []
        for place, code in enumerate(self.codes):
            with_it = np.flatnonzero(self.corpus.has[:, place])
            few = min(self.examples, len(with_it))
            chosen += [(int(row), code) for row in rng.choice(with_it, few, replace=False)]
        marks = as_codings(chosen, self.corpus.texts)
        book = self.corpus.codebook
        return evidence_of(self.fitted(seed), self.turns, marks, book, embed=self.embed, read=set(marks["turn"]))


def measured(labels: np.ndarray, scores: np.ndarray, has: np.ndarray) -> dict[str, float]:
    """What comes of reading topics in the order of their scores, for one hidden code."""
    inside = labels >= 0
    sizes = np.bincount(labels[inside], minlength=len(scores))
    with_it = np.bincount(labels[inside & has], minlength=len(scores))
    about = (with_it >= ABOUT * sizes) & (sizes > 0)
    order = np.argsort(-scores, kind="stable")
    told = {f"top {top}": float(about[order[:top]].any()) for top in (1, 3, TOP)}
    recall = float(np.isin(labels[has], order[:TOP]).mean())
    return {"a topic": float(about.any()), **told, "AUC": auc(scores, about), "recall": recall}


def auc(scores: np.ndarray, yes: np.ndarray) -> float:
    """How often what is meant stands above what is not; NaN where there is none of either.

    >>> auc(np.array([3.0, 2.0, 1.0]), np.array([True, False, False]))
    1.0
    """
    if yes.all() or not yes.any():
        return float("nan")
    wins = rankdata(scores)[yes].sum() - yes.sum() * (yes.sum() + 1) / 2
    return float(wins / (yes.sum() * (~yes).sum()))


def sizes_of(labels: np.ndarray) -> np.ndarray:
    """How many documents each topic has."""
    return np.bincount(labels[labels >= 0]).astype(float)


def hide(runs: Runs, seeds: Sequence[int], hidden: Sequence[str]) -> list[dict[str, Any]]:
    """Hide each code in turn, for each seed; a row for each way of reading what came of it."""
    rows: list[dict[str, Any]] = []
    for seed in seeds:
        made, everything = runs.fitted(seed), runs.evidence(seed)
        for code in hidden:
            has = runs.has[:, runs.codes.index(code)]
            known = everything.without([code])

            def tell(way: str, labels: np.ndarray, scores: np.ndarray, has: np.ndarray = has, code: str = code) -> None:
                rows.append({"way": way, "code": code, "seed": seed, **measured(labels, scores, has)})  # noqa: B023

            found = gaps(runs.vectors, made.labels, made.words, known, agreement=made.agreement)
            tell("tlc, by the gap", made.labels, found.gap)
            tell("tlc, by size", made.labels, sizes_of(made.labels))
            residual = np.full(len(has), -1)
            left = np.flatnonzero(~known.is_covered)
            residual[left] = cluster(runs.vectors[left], topics=default_topics(len(left)), seed=seed, runs=20).labels
            tell("what no code covers, clustered, by size", residual, sizes_of(residual))
    return rows


def beside(runs: Runs, python: str, seeds: Sequence[int], hidden: Sequence[str]) -> tuple[list[dict[str, Any]], str]:
    """Let BERTopic cluster the same vectors, as it comes and zero-shot, and read its topics by size."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book = runs.corpus.codebook
        np.save(folder / "vectors.npy", runs.vectors)
        np.save(folder / "definitions.npy", runs.embed([f"{code.name}. {code.definition}" for code in book.offered]))
        (folder / "texts.json").write_text(json.dumps(runs.read.texts), encoding="utf-8")
        command = [python, "-c", PEER, name, json.dumps(list(seeds)), str(ZERO_SHOT)]
        done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - a Python that was named
        if done.returncode:
            return [], f"BERTopic was left out: {done.stderr.strip().splitlines()[-1] if done.stderr else 'it failed'}."
        found = json.loads((folder / "found.json").read_text(encoding="utf-8"))
    rows = []
    for code in hidden:
        place = runs.codes.index(code)
        for seed in seeds:
            own = np.array(found["default"][str(seed)])
            zero = np.array(found["zero_shot"].get(str(place), own))
            for way, labels in (("BERTopic, by size", own), (f"BERTopic zero-shot at {ZERO_SHOT}, by size", zero)):
                rows.append(
                    {"way": way, "code": code, "seed": seed, **measured(labels, sizes_of(labels), runs.has[:, place])}
                )
    taken = np.mean(found["taken"])
    return rows, f"Zero-shot took {100 * taken:.1f} % of the documents at its similarity of {ZERO_SHOT}."


def table_of(rows: Sequence[dict[str, Any]]) -> str:
    """One line a way: means over all runs; AUC over those in which a topic is about the code."""
    frame = pd.DataFrame(rows).drop(columns=["code", "seed"])
    means = frame.groupby("way", sort=False).mean()
    means.insert(0, "runs", frame.groupby("way", sort=False).size())
    return str(means.to_string(float_format=lambda value: f"{value:.2f}"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=NEWS)
    parser.add_argument("--codebook", type=Path, help="by default the one written for the newsgroups, or one of names")
    parser.add_argument("--codes", nargs="+", help="which to hide; by default the 12 distinct groups, or all")
    parser.add_argument("--embedder", default="tfidf", help="as [topics] embedder of study.toml")
    parser.add_argument("--cache", type=Path, help="a folder in which vectors are kept for the next time")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--examples", type=int, default=8, help="coded examples of each code")
    parser.add_argument("--peer", metavar="PYTHON", help="a Python that has BERTopic, umap-learn and hdbscan")
    given = parser.parse_args(arguments)
    if not given.data.is_file():
        print(f"{given.data.name} is not here: name other texts with --data.")
        return 1
    is_news = given.data == NEWS
    corpus = read_corpus(given.data, given.codebook or (HERE / "ng20_codebook.toml" if is_news else None))
    embedder = choose(given.embedder)
    runs = Runs(corpus, cached(embedder, given.cache) if given.cache else embedder, examples=given.examples)
    hidden = given.codes or (DISTINCT if is_news else runs.codes)
    seeds = list(range(1, given.seeds + 1))
    rows = hide(runs, seeds, hidden)
    print(f"{len(runs.read)} texts, {len(runs.codes)} codes, {len(hidden)} hidden in turn, seeds {seeds}, {runs.name}")
    print(f"{FORMULA}, {given.examples} coded examples of each code")
    if given.peer:
        more, note = beside(runs, given.peer, seeds, hidden)
        rows += more
    else:
        note = "BERTopic was left out: name a Python that has it, umap-learn and hdbscan with --peer."
    print(table_of(rows), note, sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
