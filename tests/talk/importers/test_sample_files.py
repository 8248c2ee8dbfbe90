"""The sample study's session files arrive as real ones do, and every one is read whole."""

from __future__ import annotations

import csv
import importlib
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tlc.model.note import with_notes
from tlc.talk.importers import RawTranscript
from tlc.talk.importers._account import characters

SAMPLE = Path(__file__).parents[3] / "transcripts_sample"
SESSIONS = SAMPLE / "sessions"
NOTES = {"[laughs]", "[pause]", "[inaudible]", "[overlapping]", "[silence]", "[phone rings]"}
NOTICE = "SYNTHETIC SAMPLE. Invented people, invented words. Not research data."
ROMANIAN = {"FG01", "FG02", "FG03", "FG05", "FG09"}

# file, turns, words, turns without a label, labels
FILES = [
    ("FG01.docx", 41, 989, 0, "P01 P02 P03 P04 P05 P06 R01"),
    ("FG02.xlsx", 38, 998, 0, "P07 P08 P09 P10 P11 R02"),
    ("FG03.docx", 44, 974, 0, "P12 P13 P14 P15 P16 R01 Unknown"),
    ("FG04.vtt", 50, 999, 0, "P17 P18 P19 P20 R03"),
    ("FG05.docx", 42, 998, 0, "P21 P22 P23 P24 P25 P26 R01"),
    ("FG06.txt", 49, 998, 0, "P27 P28 P29 P30 P31 R02"),
    (
        "FG07.docx",
        50,
        999,
        0,
        "Interpreter Interviewer Participant_32 Participant_33 Participant_34 Participant_35 Participant_36",
    ),
    ("FG08.srt", 49, 999, 0, "? P37 P38 P39 P40 R03"),
    ("FG09.xlsx", 46, 979, 0, "Moderator P41 P42 P43 P44 P45"),
    ("FG10.vtt", 44, 1000, 5, "P46 P47 P48 P49 P50 R03"),
    ("FG11.txt", 50, 999, 0, "P51 P52 P53 P54 P55 R02"),
    ("IN01.txt", 38, 990, 0, "P56 R04"),
    ("IN02.docx", 38, 994, 0, "GP R04"),
    ("IN03.docx", 39, 989, 0, "P58 R01"),
    ("IN04.txt", 40, 990, 0, "Midwife Researcher"),
    ("IN05.srt", 40, 930, 0, "P60 R04"),
    ("IN06.xlsx", 38, 992, 0, "P61 R03"),
    ("IN07.vtt", 40, 964, 0, "P62 R02"),
    ("IN08.txt", 40, 992, 0, "P63 R04"),
    ("IN09.vtt", 40, 995, 0, "P64 R03"),
]
NAMES = [name for name, *_ in FILES]


@cache
def read(name: str) -> RawTranscript:
    path = SESSIONS / name
    importer: Callable[..., RawTranscript] = importlib.import_module(f"tlc.talk.importers.{path.suffix[1:]}").read
    return importer(path.read_bytes(), name=name)


def test_these_are_all_the_sessions() -> None:
    found = sorted(path.name for path in SESSIONS.iterdir() if path.suffix != ".md")
    assert found == NAMES
    assert len(NAMES) == 11 + 9


@pytest.mark.parametrize(("name", "turns", "words", "nobody", "labels"), FILES, ids=NAMES)
def test_a_session_comes_in_whole(name: str, turns: int, words: int, nobody: int, labels: str) -> None:
    raw = read(name)
    assert len(raw.turns) == turns
    assert sum(len(with_notes(turn.text, turn.notes).split()) for turn in raw.turns) == words
    assert sum(turn.label is None for turn in raw.turns) == nobody
    assert {turn.label for turn in raw.turns} - {None} == {label.replace("_", " ") for label in labels.split()}
    assert raw.account.balances
    assert {note.text for turn in raw.turns for note in (*turn.notes, *turn.original_notes)} <= NOTES
    assert not any(note in turn.text for turn in raw.turns for note in NOTES)


@pytest.mark.parametrize("name", NAMES)
def test_a_session_is_long_enough_to_learn_from(name: str) -> None:
    raw = read(name)
    assert sum(len(turn.text.split()) for turn in raw.turns) >= 700
    assert raw.account.kept > raw.account.read / 3


@pytest.mark.parametrize("name", NAMES)
def test_the_notice_is_in_the_file_and_in_no_turn(name: str) -> None:
    raw = read(name)
    set_aside = raw.account.aside.get("headings", 0) + raw.account.aside.get("notices", 0)
    assert set_aside >= characters(NOTICE)
    assert not any("SYNTHETIC" in turn.text.upper() for turn in raw.turns)


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(("txt", "vtt", "srt"))])
def test_a_text_file_says_near_its_top_that_it_is_invented(name: str) -> None:
    assert NOTICE in "".join((SESSIONS / name).read_text(encoding="utf-8-sig").splitlines(keepends=True)[:4])


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(("docx", "xlsx"))])
def test_an_office_file_says_so_too_and_names_nobody(name: str) -> None:
    with zipfile.ZipFile(SESSIONS / name) as archive:
        parts = "".join(
            archive.read(member).decode("utf-8") for member in archive.namelist() if member.endswith(".xml")
        )
        properties = archive.read("docProps/core.xml").decode()
    assert NOTICE in parts
    assert "tlc sample" in properties
    assert "(synthetic sample)" in properties


@pytest.mark.parametrize("name", NAMES)
def test_sessions_held_in_romanian_keep_what_was_said(name: str) -> None:
    languages = {turn.original_language for turn in read(name).turns}
    assert languages == ({"ro"} if name[:4] in ROMANIAN else {None})


@pytest.mark.parametrize(
    "name", [name for name in NAMES if name.endswith(("vtt", "srt")) or name[:4] in {"IN01", "IN06", "IN08"}]
)
def test_sessions_with_times_keep_them_in_order(name: str) -> None:
    times = [turn.seconds for turn in read(name).turns]
    known = [time for time in times if time is not None]
    assert len(known) == len(times)
    assert known == sorted(known)


@pytest.mark.parametrize("name", NAMES)
def test_no_placeholder_or_entity_is_broken(name: str) -> None:
    for turn in read(name).turns:
        assert turn.text.count("[") == turn.text.count("]")
        assert "&amp;" not in turn.text
        assert "</v>" not in turn.text


def test_teams_ids_are_out_of_order_and_one_voice_is_not_closed() -> None:
    text = (SESSIONS / "FG04.vtt").read_text(encoding="utf-8")
    ids = [int(line.rpartition("/")[2].partition("-")[0]) for line in text.split("\n") if line.count("-") == 5]
    assert sorted(ids) != ids
    assert text.count("<v ") == text.count("</v>") + 1


def test_every_label_that_is_no_id_is_explained() -> None:
    lines = (SAMPLE / "speakers.csv").read_text(encoding="utf-8").split("\n")
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    known = {(row["group"], row["label"]) for row in rows}
    for name in NAMES:
        for label in {turn.label for turn in read(name).turns if turn.label}:
            plain = label[1:].isdigit() or label in {"?", "Unknown"}
            assert plain or {(name[:4], label), ("", label)} & known
    assert all(row["participant"][0] in "PRT" for row in rows)


def test_the_folder_says_that_everything_in_it_is_invented() -> None:
    assert NOTICE in (SESSIONS / "README.md").read_text(encoding="utf-8")
