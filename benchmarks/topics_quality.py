"""How good and how stable topics are on texts whose groups are known, beside default BERTopic on the same vectors.

Two tables. Small and large: newsgroup posts of eight groups at 150 to 800 documents, drawn three times, and of all
twenty at 3,000; likeness (adjusted Rand index) with the groups, between seeds, and between fits on 80 % of them.
Words: BBC News by the protocol of the BERTopic paper (10 to 50 topics, three seeds): coherence (NPMI) and diversity.

Default BERTopic needs UMAP and HDBSCAN, which are no part of tlc: run this with a Python that has them, and it is
measured too. What it leaves over counts as one group. There are 3,000 posts and no more: larger sizes are not tried.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from tlc.errors import MissingExtraError
from tlc.listen.embedders import cached, choose
from tlc.listen.topics.coherence import diversity, npmi
from tlc.listen.topics.engine import cluster, fit_default
from tlc.listen.topics.fit import default_topics
from tlc.listen.topics.keywords import keywords, left_out
from tlc.listen.topics.refits import Effort, Refit, between, plan

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "topics"
POSTS, NEWS = SHARED / "ng20_short_3000.jsonl", SHARED / "octis_BBC_News"
#: Groups that are about different things.
EIGHT = (
    "comp.graphics",
    "rec.autos",
    "rec.sport.hockey",
    "sci.crypt",
    "sci.med",
    "sci.space",
    "talk.politics.mideast",
    "soc.religion.christian",
)
SIZES, DRAWS = (150, 300, 500, 800), 3
GOALS = (
    "Goals at 150 to 800: groups 0.65, seeds 0.80, parts 0.60. BBC: NPMI 0.19, diversity 0.88 (published .167, .794)."
)

#: Texts, vectors, number of topics (None: as it finds) and seed; out come a group each and the words of each topic.
Method = Callable[[Sequence[str], Any, int | None, int], tuple[Any, list[list[str]]]]


def ours(texts: Sequence[str], vectors: Any, topics: int | None, seed: int) -> tuple[Any, list[list[str]]]:
    """What `study.topics()` does, without BERTopic around it."""
    labels = cluster(vectors, topics=default_topics(len(texts)) if topics is None else topics, seed=seed).labels
    found = keywords(texts, labels, [None] * len(texts), left_out=left_out(["en"]))
    return labels, [[word for word, _ in words] for words in found]


def default(texts: Sequence[str], vectors: Any, topics: int | None, seed: int) -> tuple[Any, list[list[str]]]:
    """BERTopic as it comes; asked for a number it merges topics until there are as many."""
    model, found = fit_default(texts, vectors, topics=topics, seed=seed)
    words = [[word for word, _ in model.get_topic(one) if word] for one in sorted(model.get_topics()) if one >= 0]
    return found.labels, words


def likeness(fits: Sequence[Any]) -> float:
    """The mean adjusted Rand index of each two fits on the same texts; NaN where there are no two with groups."""
    alike = between([Refit(rows=np.arange(len(labels)), labels=np.asarray(labels) + 1) for labels in fits])
    return float(np.mean([ari for ari, _ in alike])) if alike else float("nan")


def drawn(groups: Any, size: int, wanted: Sequence[str], seed: int) -> Any:
    """Draw so many documents of some groups, in order."""
    of = np.flatnonzero(np.isin(groups, list(wanted)))
    return np.sort(np.random.default_rng(seed).choice(of, min(size, len(of)), replace=False))


def quality(
    method: Method, texts: Sequence[str], vectors: Any, groups: Any, *, topics: int | None, seeds: int = 4
) -> dict[str, float]:
    """Fit with several seeds and on parts, and compare."""
    from sklearn.metrics import adjusted_rand_score

    began = time.process_time()
    fits = [method(texts, vectors, topics, seed)[0] for seed in range(1, seeds + 1)]
    seconds = (time.process_time() - began) / seeds
    parts = []
    for rows, seed in plan("bootstrap", count=len(texts), sessions=(), seed=1, effort=Effort(bootstraps=4)):
        labels = method([texts[row] for row in rows], vectors[rows], topics, seed)[0]
        parts.append(Refit(rows=rows, labels=np.asarray(labels) + 1))
    alike = [ari for ari, _ in between(parts)]
    return {
        "topics": float(np.mean([len(set(labels[labels >= 0].tolist())) for labels in fits])),
        "left over": float(np.mean([(labels < 0).mean() for labels in fits])),
        "groups": float(np.mean([adjusted_rand_score(groups, labels) for labels in fits])),
        "seeds": likeness(fits),
        "parts": float(np.mean(alike)) if alike else float("nan"),
        "CPU s": seconds,
    }


def wording(
    method: Method, texts: Sequence[str], vectors: Any, groups: Any, *, numbers: Sequence[int], seeds: int
) -> dict[str, float]:
    """Coherence and diversity, on average over numbers of topics and seeds, as the paper does."""
    from sklearn.metrics import adjusted_rand_score

    tokens = [text.split() for text in texts]
    rows, alike = [], []
    for topics in numbers:
        fits = [method(texts, vectors, topics, seed) for seed in range(1, seeds + 1)]
        alike.append(likeness([labels for labels, _ in fits]))
        rows += [(npmi(words, tokens), diversity(words), adjusted_rand_score(groups, labels)) for labels, words in fits]
    coherent, different, like = np.mean(rows, axis=0)
    return {
        "NPMI": float(coherent),
        "diversity": float(different),
        "groups": float(like),
        "seeds": float(np.mean(alike)),
    }


def table(rows: Sequence[dict[str, Any]]) -> str:
    """Lay rows out as a table of Markdown."""
    names = list(rows[0])
    lines = [names, ["---"] * len(names)]
    lines += [
        [f"{row[name]:.3f}" if isinstance(row[name], float) else str(row[name]) for name in names] for row in rows
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def methods() -> dict[str, Method]:
    """Ours, and default BERTopic where it can be measured."""
    if all(find_spec(name) for name in ("umap", "hdbscan")):
        return {"tlc": ours, "default BERTopic": default}
    print("Default BERTopic is not measured: this Python has no umap-learn or no hdbscan.")
    return {"tlc": ours}


def embedded(name: str, texts: Sequence[str], given: Path | None, cache: Path) -> Any:
    """Place texts, or take vectors that were made before: a row a text, in the order of the file."""
    if given is not None:
        return np.load(given, allow_pickle=False)
    return np.asarray(cached(choose(name), cache).embed(texts))


def posts(arguments: argparse.Namespace) -> None:
    """Print the table of sizes."""
    records = [json.loads(line) for line in POSTS.read_text(encoding="utf-8").splitlines()]
    texts, groups = [one["text"] for one in records], np.array([one["label"] for one in records])
    vectors = embedded(arguments.embedder, texts, arguments.posts, arguments.cache)
    used = methods()
    rows = []
    for size in arguments.sizes:
        wanted, topics, draws = (EIGHT, 10, DRAWS) if size <= max(SIZES) else (tuple(set(groups)), 25, 1)
        for name, method in used.items():
            found = []
            for draw in range(draws):
                taken = drawn(groups, size, wanted, draw)
                asked = topics if method is not default else None
                said = [texts[row] for row in taken]
                found.append(quality(method, said, vectors[taken], groups[taken], topics=asked, seeds=arguments.seeds))
            means = {key: float(np.mean([one[key] for one in found])) for key in found[0]}
            rows.append({"documents": size, "method": name} | means)
            print(table(rows[-1:]).splitlines()[-1], flush=True)
    print(table(rows))


def news(arguments: argparse.Namespace) -> None:
    """Print the table of words."""
    lines = (NEWS / "corpus.tsv").read_text(encoding="utf-8").splitlines()
    texts = [line.split("\t")[0] for line in lines]
    groups = np.array((NEWS / "labels.txt").read_text(encoding="utf-8").split())
    vectors = embedded(arguments.embedder, texts, arguments.news, arguments.cache)
    rows = []
    for name, method in methods().items():
        found = wording(method, texts, vectors, groups, numbers=arguments.numbers, seeds=min(3, arguments.seeds))
        rows.append({"BBC News": name} | found)
    print(table(rows))


def main() -> None:
    """Print the tables that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", nargs="*", choices=["posts", "news", []], help="by default both")
    parser.add_argument("--embedder", default="tfidf", help="as in study.toml; a folder with a model will do")
    parser.add_argument("--posts", type=Path, help="vectors of the posts that were made before, .npy")
    parser.add_argument("--news", type=Path, help="vectors of the articles, .npy")
    parser.add_argument("--cache", type=Path, default=Path("build"), help="where vectors are kept")
    parser.add_argument("--sizes", type=int, nargs="+", default=[*SIZES, 3000])
    parser.add_argument("--numbers", type=int, nargs="+", default=[10, 20, 30, 40, 50])
    parser.add_argument("--seeds", type=int, default=4)
    arguments = parser.parse_args()
    try:
        for name, print_it in {"posts": posts, "news": news}.items():
            if name in (arguments.what or ["posts", "news"]):
                print_it(arguments)
    except (FileNotFoundError, MissingExtraError) as error:
        raise SystemExit(f"{error} The texts are not part of tlc: see docs/benchmarks.md.") from error
    print(GOALS)


if __name__ == "__main__":
    main()
