"""What fitting topics costs in a fresh process, import included and embedding left out, beside default BERTopic.

Each case runs in a Python of its own, so that imports count and its peak of memory is its own; vectors are made
before. The texts are the newsgroup posts of ../shared/data/topics where they are, and the turns of the sample study
otherwise. Where more are asked for than there are, each is taken again with noise on its vector: that tells how time
grows, and nothing of how good topics are.

Default BERTopic needs UMAP and HDBSCAN, which are no part of tlc: ``--peer`` names a Python that has them.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

# Nothing else is imported here: a peer's Python does not have what tlc has, and a parent's memory is its child's.
ROOT = Path(__file__).resolve().parents[1]
POSTS = ROOT.parent / "shared" / "data" / "topics" / "ng20_short_3000.jsonl"
PEOPLE, SESSIONS = 300, 30
NOISE = 0.3
SEEDS = (1, 2, 3)
GOALS = {"seconds": 4.0, "times": 8.0, "megabytes": 400.0}
PEER = "default BERTopic"


def said() -> list[str]:
    """The texts that are there."""
    if POSTS.exists():
        return [json.loads(line)["text"] for line in POSTS.read_text(encoding="utf-8").splitlines()]
    from tlc.talk.session_file import files_in, read_session

    files = files_in([ROOT / "transcripts_sample" / "sessions"])
    return [" ".join(turn.text.split()) for path in files for turn in read_session(path).raw.turns]


def as_turns(texts: Sequence[str]) -> Any:
    """Lay texts out as TURNS of invented people in invented sessions."""
    import pandas as pd

    from tlc.frames import TURNS

    each = range(len(texts))
    columns: dict[str, Any] = dict.fromkeys(TURNS, "")
    columns |= {
        "turn": [f"S{number % SESSIONS:02d}:{number:06d}" for number in each],
        "transcript": [f"S{number % SESSIONS:02d}" for number in each],
        "group": [f"S{number % SESSIONS:02d}" for number in each],
        "number": list(each),
        "speaker": [f"P{number % PEOPLE:03d}" for number in each],
        "role": None,
        "language": "en",
        "text": list(texts),
        "seconds": float("nan"),
    }
    return pd.DataFrame(columns).astype(TURNS)


def lay_out(folder: Path, size: int, embedder: str) -> None:
    """Write so many documents, in the order in which tlc takes them, and a vector for each."""
    import numpy as np

    from tlc.listen.embedders import choose
    from tlc.listen.topics.documents import documents

    texts = said()
    taken = [texts[number % len(texts)] for number in range(size)]
    sorted_texts = list(documents(as_turns(taken)).frame["text"])
    different = list(dict.fromkeys(sorted_texts))
    place = {text: row for row, text in enumerate(different)}
    vectors = np.asarray(choose(embedder).embed(different), dtype=np.float32)[[place[text] for text in sorted_texts]]
    if size > len(texts):
        # As long as NOISE times the vector, in a direction of its own.
        noise = np.random.default_rng(1).standard_normal(vectors.shape, dtype=np.float32)
        vectors += noise * np.float32(NOISE / np.sqrt(vectors.shape[1]))
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    (folder / "taken.json").write_text(json.dumps(taken), encoding="utf-8")
    (folder / "texts.json").write_text(json.dumps(sorted_texts), encoding="utf-8")
    np.save(folder / "vectors.npy", vectors, allow_pickle=False)


def run_tlc(folder: Path, topics: int | None) -> dict[str, Any]:
    """Fit topics as ``tlc topics`` does, on vectors that are there."""
    import numpy as np

    from tlc.listen.topics.documents import documents
    from tlc.listen.topics.fit import Options, fit

    turns = as_turns(json.loads((folder / "taken.json").read_text(encoding="utf-8")))
    fitted = fit(documents(turns), np.load(folder / "vectors.npy"), options=Options(topics=topics))
    return {"documents": len(fitted.labels), "topics": int(fitted.labels.max()) + 1, "left_out": 0.0}


def run_bertopic(folder: Path, seed: int | None = None) -> dict[str, Any]:
    """Fit BERTopic as it comes, on the same texts and vectors; its labels are written beside them."""
    import numpy as np
    from bertopic import BERTopic

    texts = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
    made: dict[str, Any] = {}
    if seed is not None:
        from umap import UMAP

        made["umap_model"] = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=seed)
    labels = np.asarray(BERTopic(**made).fit_transform(texts, np.load(folder / "vectors.npy"))[0], dtype=np.int64)
    np.save(folder / ("labels.npy" if seed is None else f"labels-{seed}.npy"), labels, allow_pickle=False)
    return {
        "documents": len(labels),
        "topics": len(set(labels[labels >= 0].tolist())),
        "left_out": float((labels < 0).mean()),
    }


def run_case(case: str, folder: Path, topics: int | None) -> dict[str, Any]:
    """Run one case in this process, twice: CPU seconds of both, the first with everything since Python began."""
    run = (lambda: run_tlc(folder, topics)) if case == "tlc" else (lambda: run_bertopic(folder))
    found = run()
    first = cpu_seconds()
    run()
    return found | {"seconds": first, "again": cpu_seconds() - first, "megabytes": peak()}


def cpu_seconds() -> float:
    """CPU seconds of this process and of those that it waited for."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def peak() -> float:
    """The most memory that this process held, in MB."""
    import resource

    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def fresh(python: str, *arguments: str) -> dict[str, Any]:
    """Run this file in a Python of its own, with one thread, and read what it prints last."""
    one = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS"), "1")
    offline = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}
    done = subprocess.run(  # noqa: S603 - this very file
        [python, __file__, *arguments],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **one, **offline},
    )
    lines = [text for text in done.stdout.splitlines() if text.startswith("{")]
    found: dict[str, Any] = json.loads(lines[-1]) if lines else {}
    return found


def begun(python: str) -> float:
    """CPU seconds that a Python takes to do nothing."""
    return float(fresh(python, "--case", "nothing")["seconds"])


HEAD = f"{'documents':>10}  {'what':<18}" + "".join(
    f"{name:>{width}}"
    for name, width in (("CPU s", 8), ("again", 8), ("ms each", 9), ("MB peak", 9), ("topics", 8), ("left out", 10))
)


def line(name: str, found: Mapping[str, Any]) -> str:
    """One line of the table."""
    each = 1000 * found["seconds"] / found["documents"]
    return (
        f"{found['documents']:>10,}  {name:<18}{found['seconds']:>8.2f}{found['again']:>8.2f}{each:>9.3f}"
        f"{found['megabytes']:>9.0f}{found['topics']:>8}{found['left_out']:>10.0%}"
    )


def verdicts(ours: Mapping[int, Mapping[str, Any]], theirs: Mapping[int, Mapping[str, Any]]) -> list[str]:
    """Say in words how the figures stand to the goals, and how time grows."""
    told = []
    for size, found in sorted(ours.items()):
        if size == 3000:
            told.append(_against("CPU s with 3,000 documents", found["seconds"], GOALS["seconds"]))
            told.append(_against("MB at most with 3,000 documents", found["megabytes"], GOALS["megabytes"]))
        if size in theirs:
            times = theirs[size]["seconds"] / found["seconds"]
            told.append(_against(f"times less CPU than {PEER} with {size:,}", times, GOALS["times"], least=True))
            again = theirs[size]["again"] / max(found["again"], 1e-9)
            told.append(f"  without imports and what is compiled when it first runs: {again:.1f} times less")
    if len(ours) > 1:
        few, many = min(ours), max(ours)
        grown = ours[many]["again"] / max(ours[few]["again"], 1e-9)
        told.append(f"{many / few:.0f} times the documents take {grown:.0f} times as long, imports left out.")
    return told


def _against(what: str, value: float, goal: float, *, least: bool = False) -> str:
    met = value >= goal if least else value <= goal
    return f"{value:.1f} {what} (goal: {'at least' if least else 'at most'} {goal:g}; {'met' if met else 'missed'})"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,3000,10000,30000,100000", help="how many documents, with commas")
    parser.add_argument("--topics", type=int, help="how many topics; by default as tlc chooses")
    parser.add_argument("--embedder", default="tfidf", help="as in study.toml")
    parser.add_argument("--peer", help="a Python that has bertopic, umap-learn and hdbscan")
    parser.add_argument("--peer-most", type=int, default=3000, help="leave the peer out above so many documents")
    parser.add_argument("--case", choices=("lay out", "tlc", "bertopic", "seeds", "nothing"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.case == "lay out":
        lay_out(given.folder, int(given.sizes), given.embedder)
        return
    if given.case == "seeds":
        for folder in sorted(path for path in given.folder.iterdir() if path.is_dir()):
            for seed in SEEDS:
                run_bertopic(folder, seed)
        return
    if given.case:
        began = {"seconds": cpu_seconds()}
        found = began if given.case == "nothing" else run_case(given.case, given.folder, given.topics)
        print(json.dumps(found))
        return
    table(given)


def table(given: argparse.Namespace) -> None:
    """Run the cases and print a line for each."""
    ours: dict[int, dict[str, Any]] = {}
    theirs: dict[int, dict[str, Any]] = {}
    print(f"vectors by {given.embedder}, one thread, a fresh process each; Python itself takes", end=" ")
    print(f"{begun(sys.executable):.2f} CPU s")
    print(HEAD)
    started = time.monotonic()
    topics = ("--topics", str(given.topics)) if given.topics else ()
    for size in sorted({int(word) for word in given.sizes.split(",")}):
        with tempfile.TemporaryDirectory() as folder:
            here = ("--folder", folder)
            fresh(sys.executable, "--case", "lay out", *here, "--sizes", str(size), "--embedder", given.embedder)
            ours[size] = fresh(sys.executable, "--case", "tlc", *here, *topics)
            print(line("tlc", ours[size]), flush=True)
            if given.peer and size <= given.peer_most:
                theirs[size] = fresh(given.peer, "--case", "bertopic", *here)
                print(line(PEER, theirs[size]), flush=True)
    if not given.peer:
        print(f"{PEER} was left out: name a Python that has bertopic, umap-learn and hdbscan with --peer.")
    print("\n".join(verdicts(ours, theirs)))
    print(f"({time.monotonic() - started:.0f} s in all)", file=sys.stderr)


if __name__ == "__main__":
    main()
