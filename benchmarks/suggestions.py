"""How good suggestions are after so many judgements, on comments that people coded; beside the rules and scikit-learn.

Texts are taken once each and split by respondent. A model learns from the first so many texts of a shuffled training
part, or from texts chosen as `tlc next` chooses: seven in ten for a term of the code that had the least attention,
three at random. Cuts come from the judged texts alone, scored by models that did not see them. Any table will do that
has a column of text, and a column of 0 and 1 for each code.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from tlc.listen.codebook import read_codebook
from tlc.listen.suggest import measures
from tlc.listen.suggest.decide import lift, own_cuts, threshold
from tlc.listen.suggest.features import Features
from tlc.listen.suggest.learn import learn, out_of_fold
from tlc.model import Codebook

sys.path.insert(0, str(Path(__file__).resolve().parent))
from learning.comments import Comments, made_codebook, matched, queued, read_comments, split

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared" / "data" / "coding"
PUBLISHED = """Published (pxtextmining 7, from five times as many comments, with a trivial label that is always right):
  support vectors .71 micro, .64 macro; XGBoost .73, .61; DistilBERT .75, .67; all three together .77, .71"""


def figures(scores: np.ndarray, decided: np.ndarray, truth: np.ndarray) -> dict[str, float]:
    """What is told of one model."""
    return {
        "micro": float(measures.micro_f1(decided, truth)),
        "macro": float(measures.macro_f1(decided, truth)),
        "R@3": float(measures.recall_at(scores, truth, 3)),
        "R@5": float(measures.recall_at(scores, truth, 5)),
        "mAP": float(measures.mean_average_precision(scores, truth)),
    }


def honesty(scores: np.ndarray, truth: np.ndarray) -> dict[str, float]:
    """How honest chances are."""
    sure = scores >= 0.9
    return {
        "error": float(measures.calibration_error(scores, truth)),
        "p>.1": float(measures.calibration_error(scores, truth, above=0.1)),
        "0.9+": float(truth[sure].mean()) if sure.any() else float("nan"),
    }


def judged(truth: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Labels of some texts only."""
    labels = np.full(truth.shape, np.nan)
    labels[rows] = truth[rows]
    return labels


def ours(train: Features, test: Features, labels: np.ndarray, groups: np.ndarray) -> dict[str, Any]:
    """Learn, and decide twice: by one cut for all codes, and by each code's own."""
    began = time.process_time()
    learned = learn(train, labels)
    seconds = time.process_time() - began
    unseen = out_of_fold(train, labels, list(groups))
    cuts = own_cuts(np.where(np.isnan(unseen), learned.scores(train), unseen))
    scores = learned.scores(test)
    one = threshold(unseen, labels) if not np.isnan(labels).all() else 0.3
    own = cuts * lift(unseen, cuts, labels)
    return {"scores": scores, "one cut": scores >= one, "own cuts": scores >= own, "seconds": seconds}


def theirs(
    name: str, make: Callable[[], Any], words: tuple[Any, Any], truth: np.ndarray, groups: np.ndarray
) -> dict[str, Any]:
    """Learn each code with scikit-learn, and decide by one cut from scores of folds that were not seen."""
    train, test = words

    def scored(seen: np.ndarray, matrix: Any) -> np.ndarray:
        scores = np.zeros((matrix.shape[0], truth.shape[1]))
        for code in range(truth.shape[1]):
            if 0 < truth[seen, code].sum() < len(seen):
                model = make().fit(train[seen], truth[seen, code])
                if hasattr(model, "predict_proba"):
                    scores[:, code] = model.predict_proba(matrix)[:, 1]
                else:
                    scores[:, code] = model.decision_function(matrix)
            elif "SVC" in name:
                scores[:, code] = -1e9
        return scores

    began = time.process_time()
    scores = scored(np.arange(len(truth)), test)
    seconds = time.process_time() - began
    names = np.unique(groups)
    fold = np.random.default_rng(1).permutation(len(names))[np.searchsorted(names, groups)] % 5
    unseen = np.full(truth.shape, np.nan)
    for number in np.unique(fold):
        unseen[fold == number] = scored(np.flatnonzero(fold != number), train[np.flatnonzero(fold == number)])
    return {"scores": scores, "one cut": scores >= threshold(unseen, truth), "seconds": seconds}


def run(comments: Comments, codebook: Codebook, seed: int, budgets: Sequence[int]) -> list[dict[str, Any]]:
    """All models on one split: a row for each model and number of labels."""
    train, test = split(comments.groups, seed)
    questions = comments.questions

    def at(rows: np.ndarray) -> tuple[list[str], list[str] | None]:
        return [comments.texts[row] for row in rows], questions and [questions[row] for row in rows]

    began = time.process_time()
    known = Features.fit(at(train)[0], codebook, questions=at(train)[1])
    weighed = time.process_time() - began
    unknown = known.transform(*at(test))
    truth, asked, groups = comments.labels[train], comments.labels[test], comments.groups[train]
    found: list[dict[str, Any]] = []

    def tell(model: str, labels: int, scores: np.ndarray, decided: np.ndarray, **more: Any) -> None:
        found.append(
            {"model": model, "labels": labels, "scores": scores, "truth": asked}
            | figures(scores, decided, asked)
            | more
        )

    tell("rules alone", 0, unknown.clues[:, :, 1:3].sum(axis=2), unknown.hits)
    vectorizer = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True).fit(at(train)[0])
    words, other = vectorizer.transform(at(train)[0]), vectorizer.transform(at(test)[0])
    order = np.random.default_rng(seed).permutation(len(train))
    for budget in budgets:
        size = len(train) if budget < 0 else min(budget, len(train))
        queue = queued(known.hits, truth, size, seed) if 0 < size < len(train) else None
        for name, rows in (("tlc", order[:size]), ("tlc, by the queue", queue)):
            if rows is None:
                continue
            made = ours(known, unknown, judged(truth, rows), groups)
            cost = {"seconds": made["seconds"], "weighed": weighed}
            more = honesty(made["scores"], asked)
            tell(f"{name}, one cut", size, made["scores"], made["one cut"], **cost, **more)
            tell(f"{name}, own cuts", size, made["scores"], made["own cuts"], **cost, **more)
        rows = np.sort(order[:size])
        for name, make in (
            ("TF-IDF, logistic regression", lambda: LogisticRegression(C=20, max_iter=1000)),
            ("TF-IDF, LinearSVC", lambda: LinearSVC(C=1)),
        ):
            if size:
                made = theirs(name, make, (words[rows], other), truth[rows], groups[rows])
                more = honesty(made["scores"], asked) if "logistic" in name else {}
                tell(name, size, made["scores"], made["one cut"], seconds=made["seconds"], **more)
    return found


def table(found: Sequence[dict[str, Any]]) -> str:
    """Means over the splits, a line for each model and number of labels, with the spread of macro F1."""
    names = ["micro", "macro", "R@3", "R@5", "mAP", "error", "p>.1", "0.9+"]
    lines = [f"{'labels':>6}  {'model':28}" + "".join(f"{name:>7}" for name in names) + f"{'pooled':>8}{'s':>7}"]
    together: dict[tuple[int, str], list[dict[str, Any]]] = defaultdict(list)
    for row in found:
        together[row["labels"] if row["labels"] < row.get("all", 1e9) else 10**9, row["model"]].append(row)
    for (_, model), rows in sorted(together.items(), key=lambda entry: entry[0][0]):
        told = [_mean([row[name] for row in rows if name in row]) for name in names]
        pooled = _pooled(rows) if "p>.1" in rows[0] else float("nan")
        seconds = _mean([row["seconds"] for row in rows if "seconds" in row])
        labels = round(_mean([row["labels"] for row in rows]))
        shown = [f"{value:7.3f}" if value == value else f"{'-':>7}" for value in told]
        lines.append(
            f"{labels:6}  {model:28}"
            + "".join(shown)
            + (f"{pooled:8.3f}" if pooled == pooled else f"{'-':>8}")
            + (f"{seconds:7.2f}" if seconds == seconds else f"{'-':>7}")
        )
    return "\n".join(lines)


def _mean(values: Sequence[float]) -> float:
    return float(np.nanmean(values)) if len(values) and not np.isnan(values).all() else float("nan")


def _pooled(rows: Sequence[dict[str, Any]]) -> float:
    """Calibration error where p > 0.1 over the decisions of all splits together: less of it is chance."""
    scores, truth = np.vstack([row["scores"] for row in rows]), np.vstack([row["truth"] for row in rows])
    return float(measures.calibration_error(scores, truth, above=0.1))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run it and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=SHARED / "nhs_fft_multilabel.csv")
    parser.add_argument("--framework", type=Path, help="JSON: code -> {definition}; in place of a codebook")
    parser.add_argument("--codebook", type=Path, help="codebook whose codes are labelled like the columns")
    parser.add_argument("--text", default="text")
    parser.add_argument("--group", default="resp")
    parser.add_argument("--question", default="question")
    parser.add_argument("--least", type=int, default=20, help="leave out codes of fewer texts")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--budgets", default="0,50,100,200,500,1000,all")
    asked = parser.parse_args(arguments)
    if not asked.data.exists():
        sys.exit(f"There is no {asked.data.name}: name a table of coded comments with --data.")
    comments = read_comments(asked.data, text=asked.text, group=asked.group, question=asked.question, least=asked.least)
    path = asked.codebook
    if path is None and asked.framework is None and asked.data == parser.get_default("data"):
        path = HERE / "nhs_fft.toml"
    told = json.loads(asked.framework.read_text(encoding="utf-8")) if asked.framework else {}
    definitions = {code: entry.get("definition", "") for code, entry in told.items()}
    codebook = matched(read_codebook(path), comments.codes) if path else made_codebook(comments.codes, definitions)
    budgets = [-1 if word == "all" else int(word) for word in asked.budgets.split(",")]
    print(f"{len(comments.texts)} texts, {len(comments.codes)} codes, {asked.seeds} splits, by {codebook.name}")
    found = []
    for seed in range(asked.seeds):
        print(f"split {seed + 1} of {asked.seeds} ...", file=sys.stderr)
        rows = run(comments, codebook, seed, budgets)
        whole = max(row["labels"] for row in rows) if -1 in budgets else 10**9
        found += [row | {"all": whole} for row in rows]
    print(table(found))
    print(
        "\nerror: calibration error of all decisions; p>.1: of those likelier than that, mean of the splits; pooled:"
        "\nover all splits together; 0.9+: share that is right of those at least so likely; s: CPU seconds to learn."
    )
    _speed(found)
    if asked.data == parser.get_default("data"):
        print(PUBLISHED)


def _speed(found: Sequence[dict[str, Any]]) -> None:
    """How long learning takes beside scikit-learn, where most was judged."""
    most = [row for row in found if row["labels"] == row["all"]]
    mine = _mean([row["seconds"] for row in most if row["model"] == "tlc, one cut"])
    other = _mean([row["seconds"] for row in most if "logistic" in row["model"]])
    if mine == mine and other == other:
        print(
            f"Learning takes {mine / other:.2f} times as long as scikit-learn's logistic regression; weighing the "
            f"texts once {_mean([row['weighed'] for row in most if 'weighed' in row]):.1f} s."
        )


if __name__ == "__main__":
    main()
