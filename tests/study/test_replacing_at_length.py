"""Months of coding and correcting, made up at random: no coding is ever lost, and none stands under other words."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

import tlc
from tlc.errors import CodingError
from tlc.listen.codings import Add, Journal, Kept, Remove, coding_id, read_coder
from tlc.model import Coder, Coding, Span
from tlc.study import _replacing
from tlc.talk.bring_in import Added, BringIn

Said = list[tuple[str, str]]
# Few enough that the same words stand in many places.
WORDS = ["yes", "no", "closed", "bus", "door", "form", "late", "shut", "rain", "nurse", "desk", "the", "a", "hill"]
CODERS = [Coder(id="asha", name="Asha"), Coder(id="ben", name="Ben")]


def bring(folder: Path, said: Said) -> Added:
    """Bring a session in, in place of the one before; what the gate does is tested elsewhere."""
    path = folder / "FG01.txt"
    path.write_text("".join(f"{who}: {text}.\n" for who, text in said), encoding="utf-8")
    study = tlc.open(folder)
    into = BringIn(
        folder=folder / "transcripts",
        groups={one.id: one for one in study.groups},
        speakers=study.speakers,
        clear=lambda file: file,
        present=dict(study.transcripts),
    )
    (added,) = _replacing.replace_files(study, into, [path], group=None, encoding=None)
    assert added.problem is None
    return added


def a_turn(draw: random.Random) -> tuple[str, str]:
    return draw.choice(["P01", "P02"]), " ".join(draw.choice(WORDS) for _ in range(draw.randrange(1, 8)))


def fits(folder: Path, mark: Coding) -> bool:
    turn = tlc.open(folder).turns_by_id.get(mark.span.turn)
    return turn is not None and turn.text[mark.span.start : mark.span.end] == mark.quote


def code(folder: Path, coder: Coder, draw: random.Random) -> None:
    """Code a little, take some of it back."""
    journal = Journal(folder / "codings", coder, fits=lambda mark: fits(folder, mark))
    turns = list(tlc.open(folder).turns_by_id.values())
    for _ in range(draw.randrange(8)):
        turn = draw.choice(turns)
        start, end = draw.choice([word.span() for word in re.finditer(r"\w+", turn.text)])
        end = min(len(turn.text), end + draw.choice([0, 0, 5, 9]))
        span, name = Span(turn=turn.id, start=start, end=end), draw.choice(["a", "b"])
        mark = Coding(
            id=coding_id(coder.id, span, name),
            span=span,
            code=name,
            coder=coder.id,
            quote=turn.text[start:end],
            made_at="2026-06-01T10:00:00Z",
        )
        try:
            journal.do(Add(mark))
        except CodingError as error:
            assert "twice" in error.what
    if draw.random() < 0.3 and journal.kept.codings:
        journal.do(Remove(draw.choice(journal.kept.codings).id))
    if draw.random() < 0.3:
        journal.undo()
    if draw.random() < 0.2:
        journal.redo()


def correct(said: Said, draw: random.Random) -> Said:
    said = list(said)
    for _ in range(draw.randrange(1, 5)):
        place = draw.randrange(len(said))
        who, words = said[place][0], said[place][1].split()
        match draw.choice(["put in", "take out", "another word", "part", "join", "swap"]):
            case "put in":
                said.insert(place, a_turn(draw))
            case "take out" if len(said) > 1:
                del said[place]
            case "another word":
                words[draw.randrange(len(words))] = draw.choice(WORDS)
                said[place] = (who, " ".join(words))
            case "part" if len(words) > 1:
                said[place : place + 1] = [(who, words[0]), (draw.choice(["P01", "P02"]), " ".join(words[1:]))]
            case "join" if place + 1 < len(said):
                said[place : place + 2] = [(who, f"{said[place][1]} {said[place + 1][1]}")]
            case "swap" if place + 1 < len(said):
                said[place], said[place + 1] = said[place + 1], said[place]
    return said


def all_kept(folder: Path) -> dict[str, Kept]:
    paths = (folder / "codings").glob("*.sqlite")
    return {path.stem: read_coder(path) for path in paths}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_coding_is_ever_lost_nor_put_under_other_words(study_folder: Path, seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 - drawn the same each time
    said = [a_turn(draw) for _ in range(draw.randrange(3, 9))]
    versions = [said]
    bring(study_folder, said)
    for _ in range(6):
        for coder in CODERS:
            code(study_folder, coder, draw)
        before = all_kept(study_folder)
        said = draw.choice(versions) if draw.random() < 0.3 else correct(said, draw)
        versions.append(said)
        bring(study_folder, said)
        after = all_kept(study_folder)
        for name, kept in after.items():
            held = {mark.id for mark in (*before[name].codings, *before[name].adrift)}
            assert {mark.id for mark in (*kept.codings, *kept.adrift)} == held
            assert all(fits(study_folder, mark) for mark in kept.codings)
            places = [(mark.span, mark.code) for mark in kept.codings]
            assert len(places) == len(set(places))
        again = bring(study_folder, said)
        assert (again.already, again.replacing) == (True, None)
    assert sum(len(kept.codings) for kept in all_kept(study_folder).values()) > 0
