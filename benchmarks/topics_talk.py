"""Whether topics follow what people talk about: in meetings whose topics people marked, and in the sample.

Of each meeting, people marked from which turn to which a topic was talked of. Topics that a model made are set beside
these spans, on turns that stand in exactly one: adjusted Rand index (0 is chance) and normalised mutual information.
Chance is shown twice, for talk stays with its subject: spans dealt to turns at random, and spans moved along the
meeting as they are. Beside it default BERTopic on the same vectors, where ``--peer`` names a Python that has it.

In the sample, one barrier was planted that the codebook does not know. Shown is which rank its topic has.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from tlc.errors import AnalysisError
from tlc.frames import TURNS
from tlc.listen.topics.fit import WEAK

sys.path.insert(0, str(Path(__file__).resolve().parent))
from topics_speed import PEER, SEEDS, fresh

ROOT = Path(__file__).resolve().parents[1]
MEETINGS = ROOT.parent / "shared" / "data" / "talk" / "qmsum_committee"
DEALS = 50
#: Turns of the sample that talk of names and records that do not match: see tests/sample/test_sample.py.
PLANTED = {
    "FG02": (14, 15, 18, 19, 21),
    "FG03": (10, 12, 25, 34),
    "FG05": (21, 23, 24, 26),
    "FG07": (14, 16, 17, 18, 19),
    "FG09": (34, 36, 38, 39),
    "FG11": (28, 30, 32, 33, 36),
    "IN01": (22, 24, 26, 28),
    "IN05": (10, 12, 14, 16),
}
Labels = NDArray[np.int64]


class Meeting(NamedTuple):
    """What was said in a meeting, and of each turn which topic people marked: -1 where none, or several."""

    name: str
    turns: pd.DataFrame
    marked: Labels


def meetings(folder: Path) -> Iterator[Meeting]:
    """Read every meeting of a folder, also those in an archive; each once, by name."""
    held = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.json")}
    for archive in sorted(folder.glob("*.tar.gz")):
        with tarfile.open(archive) as opened:
            for member in opened:
                file = opened.extractfile(member) if member.name.endswith(".json") else None
                if file is not None:
                    held.setdefault(Path(member.name).stem, file.read().decode("utf-8"))
    for name, text in sorted(held.items()):
        yield as_meeting(name, json.loads(text))


def as_meeting(name: str, content: Mapping[str, Any]) -> Meeting:
    """Lay a meeting out: its turns as TURNS, its speakers by number."""
    said = content["meeting_transcripts"]
    people = {who: f"P{number:03d}" for number, who in enumerate(dict.fromkeys(turn["speaker"] for turn in said), 1)}
    columns: dict[str, Any] = dict.fromkeys(TURNS, "")
    columns |= {
        "turn": [f"{name}:{number:04d}" for number in range(1, len(said) + 1)],
        "transcript": name,
        "group": name,
        "number": list(range(1, len(said) + 1)),
        "speaker": [people[turn["speaker"]] for turn in said],
        "role": None,
        "language": "en",
        "text": [" ".join(turn["content"].split()) for turn in said],
        "seconds": float("nan"),
    }
    turns = pd.DataFrame(columns).astype(TURNS)
    return Meeting(name=name, turns=turns, marked=spans(content["topic_list"], len(said)))


def spans(topics: Sequence[Mapping[str, Any]], turns: int) -> Labels:
    """Say of each turn in which topic's spans it stands: -1 where in none, or in those of several topics."""
    inside = np.zeros((len(topics), turns), dtype=bool)
    for number, topic in enumerate(topics):
        for first, last in topic["relevant_text_span"]:
            inside[number, int(first) : int(last) + 1] = True
    return np.where(inside.sum(axis=0) == 1, inside.argmax(axis=0), -1).astype(np.int64)


def beside(labels: Labels, marked: Labels) -> dict[str, float]:
    """Set topics beside what people marked; turns with -1 in ``marked`` count nowhere."""
    known = marked >= 0
    pair = marked[known], labels[known]
    return {"ari": adjusted_rand_score(*pair), "nmi": normalized_mutual_info_score(*pair)}


def chance(labels: Labels, marked: Labels, *, seed: int = 1) -> dict[str, float]:
    """What spans give that are dealt to turns at random, or moved along the talk as they are, in the order of talk."""
    known = marked >= 0
    labels, marked = labels[known], marked[known]
    draw = np.random.default_rng(seed)
    dealt = [beside(labels, draw.permutation(marked)) for _ in range(DEALS)]
    moved = [beside(labels, np.roll(marked, step)) for step in draw.integers(1, max(2, len(marked)), DEALS)]
    found = {
        f"{name} {how}": float(np.mean([one[name] for one in many]))
        for how, many in (("dealt", dealt), ("moved", moved))
        for name in ("ari", "nmi")
    }
    own = beside(labels, marked)["ari"]
    return found | {"beats moved": float(np.mean([own > one["ari"] for one in moved]))}


def of_turns(documents: pd.DataFrame, labels: Labels, meeting: Meeting) -> tuple[Labels, Labels]:
    """Give each turn of a meeting the label of its document, in the order of the talk, with what people marked."""
    of = {turn: label for turns, label in zip(documents["turns"], labels, strict=True) for turn in turns}
    rows = [row for row, turn in enumerate(meeting.turns["turn"]) if turn in of]
    return np.array([of[meeting.turns["turn"].iat[row]] for row in rows], dtype=np.int64), meeting.marked[rows]


class Laid(NamedTuple):
    """A meeting, its documents, and a vector for each."""

    meeting: Meeting
    documents: Any
    vectors: NDArray[Any]


def lay(found: Sequence[Meeting], embedder: Any, *, unit: str) -> list[Laid]:
    """Make documents and vectors of each meeting; one with too little to model is left out."""
    from tlc.listen.topics.documents import documents

    laid = []
    for meeting in found:
        try:
            made = documents(meeting.turns, unit=unit)
        except AnalysisError:
            continue
        vectors = np.asarray(embedder.embed(list(made.frame["text"])))
        laid.append(Laid(meeting=meeting, documents=made, vectors=vectors))
    return laid


def told(laid: Laid, labels: Sequence[Labels]) -> dict[str, float]:
    """Set what several seeds found in one meeting beside what people marked: means, and how far seeds agree.

    Labels below 0 are what a model left out: a topic of its own.
    """
    sides = [of_turns(laid.documents.frame, one, laid.meeting) for one in labels]
    rows = [beside(*side) for side in sides]
    pairs = [(a, b) for place, a in enumerate(labels) for b in labels[place + 1 :]]
    # Chance is the same for all seeds but for chance.
    return (
        {name: float(np.mean([row[name] for row in rows])) for name in rows[0]}
        | chance(*sides[0])
        | {
            "turns": float((sides[0][1] >= 0).sum()),
            "topics": float(np.mean([len(set(one[one >= 0].tolist())) for one in labels])),
            "left out": float(np.mean([np.mean(one < 0) for one in labels])),
            "seeds": float(np.mean([adjusted_rand_score(a, b) for a, b in pairs])),
        }
    )


def one_by_one(laid: Sequence[Laid], *, as_marked: bool) -> list[dict[str, float]]:
    """Fit topics of each meeting by itself; as many as tlc chooses, or as people marked."""
    from tlc.listen.topics.fit import Options, fit

    rows = []
    for one in laid:
        number = max(2, len(set(one.meeting.marked[one.meeting.marked >= 0].tolist()))) if as_marked else None
        fitted = [fit(one.documents, one.vectors, options=Options(seed=seed, topics=number)) for seed in SEEDS]
        weak = float(np.mean([np.mean(each.agreement < WEAK) for each in fitted]))
        rows.append(told(one, [each.labels for each in fitted]) | {"weak": weak})
    return rows


def all_at_once(laid: Sequence[Laid], embedder: Any, *, unit: str) -> list[dict[str, float]]:
    """Fit topics of all meetings together, as a study does, and look at each meeting by itself."""
    from tlc.listen.topics.documents import documents
    from tlc.listen.topics.fit import Options, fit

    made = documents(pd.concat([one.meeting.turns for one in laid], ignore_index=True), unit=unit)
    vectors = np.asarray(embedder.embed(list(made.frame["text"])))
    fitted = [fit(made, vectors, options=Options(seed=seed)) for seed in SEEDS]
    place = {document: row for row, document in enumerate(made.frame["document"])}
    rows = []
    for one in laid:
        here = [place[document] for document in one.documents.frame["document"]]
        weak = float(np.mean([np.mean(each.agreement[here] < WEAK) for each in fitted]))
        rows.append(told(one, [each.labels[here] for each in fitted]) | {"weak": weak})
    return rows


def by_peer(laid: Sequence[Laid], peer: str) -> list[dict[str, float]]:
    """Let default BERTopic fit each meeting on the same texts and vectors, in one process of its own."""
    with tempfile.TemporaryDirectory() as name:
        for one in laid:
            folder = Path(name) / one.meeting.name
            folder.mkdir()
            (folder / "texts.json").write_text(json.dumps(list(one.documents.frame["text"])), encoding="utf-8")
            np.save(folder / "vectors.npy", one.vectors.astype(np.float32), allow_pickle=False)
        fresh(peer, "--case", "seeds", "--folder", name)
        return [
            told(one, [np.load(Path(name) / one.meeting.name / f"labels-{seed}.npy") for seed in SEEDS]) for one in laid
        ]


COLUMNS = ("topics", "left out", "weak", "seeds", "ari", "ari dealt", "ari moved", "nmi", "nmi dealt", "nmi moved")


def line(name: str, rows: Sequence[Mapping[str, float]]) -> str:
    """Means over meetings, and in how many the index is above what 95 of 100 moves give."""
    means = [float(np.mean([row[column] for row in rows])) if column in rows[0] else np.nan for column in COLUMNS]
    above = sum(row["beats moved"] >= 0.95 for row in rows)
    shown = "".join(f"{'-' if mean != mean else f'{mean:.2f}':>10}" for mean in means)
    return f"{name:<34}{shown}{f'{above} of {len(rows)}':>10}"


def sample(embedder: str, seeds: Sequence[int] = SEEDS) -> list[str]:
    """Say at which rank the barrier that was planted in the sample comes back, for each seed."""
    import tlc

    lines = []
    with tempfile.TemporaryDirectory() as place:
        demo = Path(place) / "demo"
        command = [sys.executable, "-m", "tlc", "demo", str(demo)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - tlc itself
        study = tlc.open(demo)
        for seed in seeds:
            run = study.topics(seed=seed, embedder=embedder, stability=False).run
            lines.append(f"seed {seed}: {planted(run)}")
    return lines


def planted(run: Any) -> str:
    """Find the topic that holds most of the planted turns, and say where it stands among the candidates."""
    turns = {f"{session}:{number:04d}" for session, numbers in PLANTED.items() for number in numbers}
    held = {topic.number: len(turns & set(topic.turns)) for topic in run.topics}
    topic = max(run.topics, key=lambda one: (held[one.number], -one.number))
    rank = next((one.rank for one in run.emerging if one.topic == topic.number), None)
    stands = f"rank {rank} of {len(run.emerging)}" if rank is not None else "no candidate"
    return (
        f"{stands}; its topic holds {held[topic.number]} of the {len(turns)} planted turns, {len(topic.turns)} in all"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--meetings", type=Path, default=MEETINGS, help="a folder of meetings in QMSum's JSON")
    parser.add_argument("--embedder", default="tfidf", help="as in study.toml")
    parser.add_argument("--unit", choices=("turn", "speaker"), default="turn")
    parser.add_argument("--peer", help="a Python that has bertopic, umap-learn and hdbscan")
    parser.add_argument("--only", choices=("meetings", "sample"))
    asked = parser.parse_args(arguments)
    if asked.only != "sample":
        for row in of_meetings(asked):
            print(row, flush=True)
    if asked.only != "meetings":
        print("\nThe barrier planted in the sample:")
        print("\n".join(sample(asked.embedder)))


def of_meetings(asked: argparse.Namespace) -> Iterator[str]:
    """The table of the meetings, line by line."""
    from tlc.listen.embedders import choose

    found = list(meetings(asked.meetings)) if asked.meetings.is_dir() else []
    if not found:
        yield "There are no meetings: name a folder of them with --meetings."
        return
    embedder = choose(asked.embedder)
    laid = lay(found, embedder, unit=asked.unit)
    size = sum(len(one.vectors) for one in laid)
    yield f"{len(laid)} of {len(found)} meetings, {size} documents, vectors by {asked.embedder}, seeds {SEEDS}"
    yield f"{'':<34}" + "".join(f"{name:>10}" for name in COLUMNS) + f"{'above':>10}"
    yield line("each by itself", one_by_one(laid, as_marked=False))
    yield line("... as many topics as were marked", one_by_one(laid, as_marked=True))
    yield line("all together, as in a study", all_at_once(laid, embedder, unit=asked.unit))
    if asked.peer:
        yield line(f"{PEER}, each by itself", by_peer(laid, asked.peer))
    else:
        yield f"{PEER} was left out: name a Python that has bertopic, umap-learn and hdbscan with --peer."


if __name__ == "__main__":
    main()
