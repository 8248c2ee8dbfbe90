"""Comments that people coded: read from a table, with a codebook for them, and dealt into parts."""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from tlc.model import Code, Codebook

TEST_PART = 0.25
YES, NO = {"1", "1.0", "True"}, {"0", "0.0", "False", ""}


class Comments(NamedTuple):
    """What people wrote, and what it was coded as."""

    texts: list[str]
    groups: np.ndarray
    questions: list[str] | None
    codes: list[str]
    labels: np.ndarray


def read_comments(path: Path, *, text: str, group: str, question: str, least: int) -> Comments:
    """Read a table: texts that are alike but for case and punctuation count once, codes from ``least`` texts on."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    if not rows or text not in rows[0]:
        sys.exit(f"{path.name} has no column '{text}'. Name the column of the texts with --text.")
    first = {" ".join(re.findall(r"\w+", row[text].lower())): row for row in reversed(rows)}
    kept = [row for row in reversed(first.values()) if row[text].strip()]
    marks = [name for name in rows[0] if name not in (text, group, question)]
    codes = [name for name in marks if {row[name] for row in rows} <= YES | NO]
    labels = np.array([[float(row[code] in YES) for code in codes] for row in kept]).reshape(len(kept), len(codes))
    enough = labels.sum(axis=0) >= least
    return Comments(
        [row[text] for row in kept],
        np.array([row.get(group) or f"row {number}" for number, row in enumerate(kept)]),
        [" ".join(row[question].split()) for row in kept] if question in rows[0] else None,
        [code for code, keep in zip(codes, enough, strict=True) if keep],
        labels[:, enough],
    )


def made_codebook(codes: Sequence[str], definitions: dict[str, str]) -> Codebook:
    """A codebook whose terms are the words of names and definitions that stand in one or two of them only."""
    said = {code: set(re.findall(r"[^\W\d_]{4,}", f"{code} {definitions.get(code, '')}".lower())) for code in codes}
    shared: defaultdict[str, int] = defaultdict(int)
    for words in said.values():
        for word in words:
            shared[word] += 1
    return Codebook(
        id="made",
        name="Made",
        version="1",
        codes=tuple(
            Code(
                id=f"c{number}",
                kind="dimension",
                label={"en": code},
                terms={"en": tuple(sorted(w for w in said[code] if shared[w] <= 2 and w not in ENGLISH_STOP_WORDS))},
            )
            for number, code in enumerate(codes)
        ),
    )


def matched(codebook: Codebook, codes: Sequence[str]) -> Codebook:
    """The codes of a codebook that the comments were coded with, in the order of their columns."""
    by_name = {name.strip().lower(): code for code in codebook.offered for name in (code.id, code.name)}
    missing = [code for code in codes if code.strip().lower() not in by_name]
    if missing:
        sys.exit(f"The codebook has no code named or labelled like {len(missing)} columns, such as '{missing[0]}'.")
    own = tuple(by_name[code.strip().lower()] for code in codes)
    return Codebook(
        id=codebook.id,
        name=codebook.name,
        version=codebook.version,
        codes=tuple(Code(id=code.id, kind=code.kind, label=code.label, terms=code.terms) for code in own),
    )


def split(groups: np.ndarray, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Deal whole groups into a training and a test part: the rows of each."""
    names = np.unique(groups)
    held = np.random.default_rng(seed).permutation(names)[: round(len(names) * TEST_PART)]
    test = np.isin(groups, held)
    return np.flatnonzero(~test), np.flatnonzero(test)


def queued(hits: np.ndarray, labels: np.ndarray, most: int, seed: int) -> np.ndarray:
    """Choose texts one after the other: 70 % a hit of the code that had the least attention, 30 % at random.

    As in `tlc next`, a text gives attention to the codes that it was coded with, and to those with a term in it.
    """
    random = np.random.default_rng(seed)
    order = random.permutation(len(hits))
    left = np.ones(len(hits), dtype=bool)
    used, chosen = np.zeros(hits.shape[1]), list[int]()
    while len(chosen) < min(most, len(hits)):
        row = next(row for row in order if left[row])
        if random.random() < 0.7:
            for code in np.argsort(used, kind="stable"):
                waiting = order[(hits[order, code]) & left[order]]
                if len(waiting):
                    row = waiting[0]
                    break
        left[row] = False
        used += hits[row] | (labels[row] >= 0.5)
        chosen.append(int(row))
    return np.array(chosen, dtype=int)
