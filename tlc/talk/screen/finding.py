"""Findings: what the gate found in one file, where it stands, and what became of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tlc.talk.importers import RawTranscript, RawTurn
from tlc.talk.screen._hit import KINDS, Level

Verdict = Literal["BLOCK", "WARN", "PASS"]

FILE_NAME = "file name"
LABEL = "label"
NOTES = "notes"
TURN = "turn"
ORIGINAL = "original"
#: What comes into the study; all else in a file stays out of it.
COMES_IN = (TURN, ORIGINAL)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """Where in a file something stands.

    Attributes
    ----------
    part : str
        ``turn``, ``original``, ``label``, ``file name``, or what stands beside the talk: ``comments`` ...
    index : int
        Which turn, or which piece beside the talk, from 0.
    start, end : int
        Code points within it, half-open.
    """

    part: str
    index: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something in a file that could tell who somebody is. It holds the place and a seal, never the words.

    Attributes
    ----------
    kind, level, rule : str
        As in ``Hit``.
    place : Place
    number : int
        The line, paragraph or row of the file; 0 where it stands in none.
    seal : str
        The same for two mentions of the same thing.
    decision : Decision or None
        What a person decided.
    """

    kind: str
    level: Level
    rule: str
    place: Place
    number: int
    seal: str
    decision: Decision | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided on it yet."""
        return self.decision is None

    @property
    def comes_in(self) -> bool:
        """Whether it stands in words that would come into the study."""
        return self.place.part in COMES_IN

    @property
    def words(self) -> str:
        """The kind, as people call it."""
        return KINDS[self.kind]


Choice = Literal["replace", "keep", "out"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a named person decided about a finding, and about all others of the same seal.

    Attributes
    ----------
    choice : str
        ``replace``: brackets stand in its place. ``keep``: it tells nobody who somebody is; only for warnings.
        ``out``: it stands in a part of the file that does not come into the study.
    seal : str
        What it is about.
    by, at, reason : str
        Who, when (ISO 8601, UTC), and why.
    label : str
        For ``replace``: what stands in the brackets, ``phone number 1``.
    file : str
        SHA-256 of the file for which it was decided.
    places : tuple of Place
        Where it stood in that file.
    everywhere : bool
        Whether it goes for the whole study and not for that file alone. A replacement always does.
    rules : str
        The version of the rules: what was kept everywhere is asked anew when the rules change.
    """

    choice: Choice
    seal: str
    by: str
    at: str
    reason: str
    label: str = ""
    file: str = ""
    places: tuple[Place, ...] = ()
    everywhere: bool = False
    rules: str = ""

    def settles(self, finding: Finding, *, file: str, rules: str) -> bool:
        """Whether it decides on a finding in a file."""
        if self.choice == "keep" and finding.level == "block":
            return False
        if (self.choice == "out") == finding.comes_in:
            return False
        if self.file == file and finding.place in self.places:
            # By place: true on a computer too that has another key.
            return True
        if self.seal != finding.seal:
            return False
        return self.file == file or self.choice == "replace" or (self.everywhere and self.rules == rules)


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """What the gate says of one file.

    Attributes
    ----------
    name, digest : str
        The file's own name, and SHA-256 of its bytes.
    unit : str
        What ``Finding.number`` counts: ``line``, ``paragraph`` or ``row``.
    words : int
        How many words were looked through.
    findings : tuple of Finding
        In the order of the file.
    rules : str
        The version of the rules that looked.
    warnings : tuple of str
        What the importer warns of.
    """

    name: str
    digest: str = ""
    unit: str = "line"
    words: int = 0
    findings: tuple[Finding, ...] = ()
    rules: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def open(self) -> tuple[Finding, ...]:
        """Findings on which nobody has decided."""
        return tuple(finding for finding in self.findings if finding.is_open)

    @property
    def verdict(self) -> Verdict:
        """BLOCK: identifiers must go first. WARN: a person must decide first. PASS: it may come in."""
        levels = {finding.level for finding in self.open}
        return "BLOCK" if "block" in levels else "WARN" if levels else "PASS"


def pieces_of(raw: RawTranscript, name: str) -> Iterator[tuple[str, int, int, str, str]]:
    """Go through every piece of a file that holds words: part, index, number, text, and what was said just before."""
    yield FILE_NAME, 0, 0, _spaced(name), ""
    before = ""
    for index, turn in enumerate(raw.turns):
        yield TURN, index, turn.number, turn.text, before
        if turn.original is not None:
            yield ORIGINAL, index, turn.number, turn.original, ""
        before = turn.text[-200:]
    seen = set()
    for index, turn in enumerate(raw.turns):
        if turn.label and turn.label not in seen:
            seen.add(turn.label)
            yield LABEL, index, turn.number, turn.label, ""
    for index, turn in enumerate(raw.turns):
        if turn.notes or turn.original_notes:
            yield NOTES, index, turn.number, _notes(turn), ""
    for index, piece in enumerate(raw.beside):
        yield piece.kind, index, 0, piece.text, ""


def text_at(raw: RawTranscript, name: str, place: Place) -> str:
    """Give the whole piece of text that a place points into."""
    if place.part == FILE_NAME:
        return _spaced(name)
    if place.part == NOTES:
        return _notes(raw.turns[place.index])
    if place.part in (TURN, ORIGINAL, LABEL):
        turn = raw.turns[place.index]
        return {TURN: turn.text, ORIGINAL: turn.original or "", LABEL: turn.label or ""}[place.part]
    return raw.beside[place.index].text


def _notes(turn: RawTurn) -> str:
    # Without their brackets, which rules take for a placeholder.
    return "\n".join(note.text.strip("[](){}<>*") for note in (*turn.notes, *turn.original_notes))


def _spaced(name: str) -> str:
    # "FG01_Maria-Popescu.docx" holds a name that only marks hide; each mark stays one character.
    return re.sub(r"[_.+-]", " ", name.rpartition(".")[0] or name)
