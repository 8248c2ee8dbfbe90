"""Every file of a folder is looked into: packed, escaped, hidden or in a database; and what is closed is said."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import html
import json
import lzma
import os
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from tlc.model import Turn
from tlc.talk.withdraw import Place, Words, scan, words_of

SAID = 'Bunica keeps the <blue> heron & the feather behind our stove, "ține minte" și gata.'


@pytest.fixture
def words() -> Words:
    return words_of("P07", [Turn(id="FG01:0001", speaker="P07", text=SAID, language="en")])


def zipped(path: Path, members: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def the_one(places: tuple[Place, ...]) -> Place:
    assert len(places) == 1, [place.path.name for place in places]
    return places[0]


FORMS = {
    "plain.txt": SAID.encode(),
    "wrapped.txt": SAID.replace(" ", "\r\n> ").replace("> ", "", 1).replace("> ", " ").encode(),
    "utf16.txt": SAID.encode("utf-16"),
    "utf16be.txt": SAID.encode("utf-16-be"),
    "page.html": f"<p>{html.escape(SAID)}</p>".encode(),
    "marked.html": html.escape(SAID).replace("heron", "he<b>ron</b>").encode(),
    "book.ipynb": json.dumps({"outputs": [{"text": SAID}]}).encode(),
    "page.ipynb": json.dumps({"data": f"<td>{html.escape(SAID)}</td>"}).encode(),
    "rows.json.gz": gzip.compress(json.dumps([SAID]).encode()),
    "rows.bz2": bz2.compress(SAID.encode()),
    "rows.xz": lzma.compress(SAID.encode()),
    ".hidden": SAID.encode(),
    "bytes.bin": b"\0\1\2" + SAID.encode() + b"\xff\xfe\0",
}


@pytest.mark.parametrize("name", FORMS)
def test_words_are_found_in_every_form_of_file(tmp_path: Path, words: Words, name: str) -> None:
    (tmp_path / name).write_bytes(FORMS[name])
    place = the_one(scan(tmp_path, words))
    assert (place.why, place.path.name) == ("words", name)
    assert place.count > 0


@pytest.mark.parametrize("gap", ["", "</w:t></w:r><w:r><w:t>"])
def test_words_are_found_in_office_files_however_they_are_cut(tmp_path: Path, words: Words, gap: str) -> None:
    letters = html.escape(SAID).replace("heron", f"he{gap}ron")
    zipped(tmp_path / "a.docx", {"word/document.xml": f"<w:p><w:t>{letters}</w:t></w:p>", "x.xml": "<a/>"})
    assert the_one(scan(tmp_path, words)).why == "words"


def test_words_are_found_in_a_database_between_other_cells(tmp_path: Path, words: Words) -> None:
    with closing(sqlite3.connect(tmp_path / "notes.db")) as file:
        file.execute('CREATE TABLE "a ""b""" (one TEXT, two TEXT, three BLOB)')
        file.execute('INSERT INTO "a ""b""" VALUES (?, ?, ?)', ("x", "heron & the feather behind our stove", b"\1"))
        file.commit()
    assert the_one(scan(tmp_path, words)).count == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notes.db"], "looking leaves nothing behind"


def test_words_are_found_in_a_database_with_a_word_a_row(tmp_path: Path, words: Words) -> None:
    with closing(sqlite3.connect(tmp_path / "notes.db")) as file:
        file.execute("CREATE TABLE words (file TEXT, word TEXT, language TEXT)")
        rows = [("FG01", word, "en") for word in SAID.split()]
        file.executemany("INSERT INTO words VALUES (?, ?, ?)", rows)
        file.commit()
    assert the_one(scan(tmp_path, words)).why == "words"


def test_words_that_a_database_deleted_are_found_in_its_bytes(tmp_path: Path, words: Words) -> None:
    with closing(sqlite3.connect(tmp_path / "notes.db")) as file:
        file.execute("PRAGMA secure_delete = OFF")
        file.execute("CREATE TABLE a (one TEXT)")
        file.execute("INSERT INTO a VALUES (?)", (SAID,))
        file.commit()
        file.execute("DELETE FROM a")
        file.commit()
    assert the_one(scan(tmp_path, words)).why == "words"


def test_a_folder_without_their_words_has_no_place(tmp_path: Path, words: Words) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "notes.txt").write_text("The heron keeps behind the stove.", encoding="utf-8")
    zipped(tmp_path / "a.xlsx", {"x.xml": "<t>nothing</t>"})
    assert scan(tmp_path, words) == ()


def test_a_session_file_is_known_by_its_bytes_whatever_it_is(tmp_path: Path, words: Words) -> None:
    (tmp_path / "FG01.odd").write_bytes(b"\1\2\3")
    digest = hashlib.sha256(b"\1\2\3").hexdigest()
    assert the_one(scan(tmp_path, words, sources=[digest])).why == "session"


def test_a_file_that_names_their_turns_is_said_and_one_that_holds_their_words_more_so(
    tmp_path: Path, words: Words
) -> None:
    (tmp_path / "a.csv").write_text("FG01:0001,hours", encoding="utf-8")
    (tmp_path / "b.csv").write_text(f"FG01:0001,{SAID}", encoding="utf-8")
    (tmp_path / "c.csv").write_text("FG01:0009,hours", encoding="utf-8")
    assert [(place.path.name, place.why) for place in scan(tmp_path, words, turns=["FG01:0001"])] == [
        ("a.csv", "turns"),
        ("b.csv", "words"),
    ]


@pytest.mark.parametrize("text", ["fg01:0001,hours", "Fg01:0001,hours", "\ufeffFG01:0001"])
def test_an_id_in_small_letters_names_their_turn_too(tmp_path: Path, words: Words, text: str) -> None:
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    assert the_one(scan(tmp_path, words, turns=["FG01:0001"])).why == "turns"


NAME = "heron & the feather behind our stove"


@pytest.mark.parametrize(
    "name",
    [
        NAME,
        NAME.replace(" ", "_"),
        NAME.replace(" ", "%20"),
        NAME.upper().replace(" ", "-"),
        "our stove, ține minte și gata!",
    ],
)
def test_a_file_is_found_by_its_name_and_the_name_is_not_shown(tmp_path: Path, words: Words, name: str) -> None:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / f"{name}.mp3").write_bytes(b"\0\1")
    place = the_one(scan(tmp_path, words))
    assert (place.why, place.shown) == ("name", "drafts/[words of theirs].mp3")
    assert place.count > 0


def test_words_in_a_file_come_before_those_in_its_name(tmp_path: Path, words: Words) -> None:
    (tmp_path / f"{NAME}.txt").write_text(SAID, encoding="utf-8")
    place = the_one(scan(tmp_path, words))
    assert (place.why, place.shown) == ("words", "[words of theirs].txt")


def test_a_folder_is_found_by_its_name_and_its_files_are_not_theirs_for_that(tmp_path: Path, words: Words) -> None:
    (tmp_path / NAME).mkdir()
    (tmp_path / NAME / "bus.txt").write_text("The bus takes an hour.", encoding="utf-8")
    (tmp_path / NAME / "voice.m4a").write_bytes(b"\0")
    found = {(place.path.name, place.why, place.shown) for place in scan(tmp_path, words)}
    assert found == {
        (NAME, "name", "[words of theirs]"),
        ("voice.m4a", "closed", "[words of theirs]/voice.m4a"),
    }


def test_a_name_that_is_nobodys_words_is_shown_as_it_is(tmp_path: Path, words: Words) -> None:
    (tmp_path / "a.txt").write_text(SAID, encoding="utf-8")
    assert the_one(scan(tmp_path, words)).shown == ""


def test_what_is_passed_over_is_not_looked_into(tmp_path: Path, words: Words) -> None:
    (tmp_path / "FG01.txt").write_text(SAID, encoding="utf-8")
    assert scan(tmp_path, words, skip=[tmp_path / "FG01.txt"]) == ()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("voice.m4a", b"\0"),
        ("model.pkl", SAID.encode()),
        ("a.7z", b"7z\xbc\xaf\x27\x1c"),
        ("broken.zip", b"PK\x03\x04 and no more"),
        ("broken.gz", b"\x1f\x8b broken"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("broken.pdf", b"%PDF-1.4 broken"),
    ],
)
def test_what_cannot_be_looked_into_is_said(tmp_path: Path, words: Words, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    place = the_one(scan(tmp_path, words))
    assert (place.why, place.count) == ("closed", 0)


def test_an_archive_that_unpacks_without_end_is_closed(
    tmp_path: Path, words: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tlc.talk.withdraw._views._MOST_BYTES", 10_000)
    zipped(tmp_path / "a.zip", {"a": "x" * 9_000, "b": "x" * 9_000})
    (tmp_path / "a.gz").write_bytes(gzip.compress(b"x" * 20_000))
    (tmp_path / "a.txt").write_bytes(b"x" * 20_000)
    assert [place.why for place in scan(tmp_path, words)] == ["closed"] * 3


def test_links_are_not_followed_and_version_control_is_named_as_one(tmp_path: Path, words: Words) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "a.txt").write_text(SAID, encoding="utf-8")
    study = tmp_path / "study"
    (study / ".git" / "objects").mkdir(parents=True)
    (study / ".git" / "objects" / "aa").write_text(SAID, encoding="utf-8")
    (study / "link").symlink_to(tmp_path / "outside")
    (study / "a.txt").symlink_to(tmp_path / "outside" / "a.txt")
    found = {place.path.name: place.why for place in scan(study, words)}
    assert found == {".git": "history", "link": "closed", "a.txt": "closed"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_does_not_hold_the_search_up(tmp_path: Path, words: Words) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert the_one(scan(tmp_path, words)).why == "closed"
