"""A review made by hand: two session files and what a gate could have found in them. Everything in it is invented.

It needs no detector. Tests read it as a file, and so does the notebook of the tests in a browser.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from pathlib import Path

from tlc.model import Problem
from tlc.talk.importers import Account, Beside, RawTranscript, RawTurn
from tlc.talk.screen.find import Rules
from tlc.talk.screen.finding import Finding, Place, Screening, pieces_of
from tlc.talk.screen.gate import Gate
from tlc.talk.screen.log import Log
from tlc.talk.screen.review import Review
from tlc.talk.screen.seal import Seal
from tlc.talk.session_file import SessionFile

CANARY = "quince jelly in the attic"
FILES = {
    "FG01.txt": [
        f"I gave them 07700 900123 and they never rang. We keep {CANARY}.",
        "Then Zorica came, and Zorica said it again.",
        'They wrote <img src=x onerror="window.hacked=1"> and <b>Doina</b> on the form.',
        "In May it was better.",
    ],
    "FG02.txt": ["Zorica is not here, she went to Lutonia.", "In May we waited."],
}
BESIDE = {"FG01.txt": [("comments", "Zorica wrote this."), ("properties", "Author: Doina")], "FG02.txt": []}
LOOK = [
    ("07700 900123", "phone", "block"),
    ("Zorica", "name", "warn"),
    ("Doina", "name", "warn"),
    ("May", "date", "warn"),
    ("Lutonia", "place_name", "warn"),
]


def made_file(name: str, turns: list[str], beside: list[tuple[str, str]] = ()) -> SessionFile:  # type: ignore[assignment]
    raw = RawTranscript(
        turns=tuple(RawTurn(label="P01", text=text, number=number) for number, text in enumerate(turns, start=1)),
        unit="line",
        account=Account(read=0, kept=0),
        beside=tuple(Beside(kind=kind, text=text) for kind, text in beside),
    )
    return SessionFile(name=name, digest=hashlib.sha256(name.encode()).hexdigest(), importer="txt", raw=raw)


def looked_through(file: SessionFile, seal: Seal, look: list[tuple[str, str, str]]) -> Screening:
    findings = []
    for part, index, number, text, _ in pieces_of(file.raw, file.name):
        for words, kind, level in look:
            for found in re.finditer(re.escape(words), text):
                place = Place(part=part, index=index, start=found.start(), end=found.end())
                fields = {"kind": kind, "rule": "by.hand", "number": number, "seal": seal.of(kind, words)}
                findings.append(Finding(level=level, place=place, **fields))  # type: ignore[arg-type]
    return Screening(name=file.name, digest=file.digest, findings=tuple(findings), rules="1")


def made_review(
    folder: Path,
    files: dict[str, list[str]] | None = None,
    look: list[tuple[str, str, str]] | None = None,
    refused: tuple[Problem, ...] = (),
) -> Review:
    """Make a review whose decisions are logged in a folder; what is in the log already counts."""
    log = Log(folder, "asha")
    seconds = itertools.count(len(list(log.entries("decision"))) + len(list(log.entries("undo"))))
    gate = Gate(log, Seal(bytes(32)), Rules(), now=lambda: f"2026-06-01T10:{next(seconds):04d}Z")
    pairs = []
    for name, turns in (FILES if files is None else files).items():
        file = made_file(name, turns, [] if files else BESIDE[name])
        pairs.append((file, gate.again(looked_through(file, gate.seal, look or LOOK))))
    return Review(gate, pairs, refused)
