"""Talk about other things: whatever tlc can read is read, and what it cannot is named while the others go on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tlc.talk.control import Control, read_control

SPOKEN = "We met on Tuesday to talk about the budget of the library and nobody was late this time."
RO = "Ne-am întâlnit marți ca să vorbim despre bugetul bibliotecii și nimeni nu a întârziat."


def read(*paths: Path, among: tuple[str, ...] = ("en", "ro"), **more: str) -> Control:
    return read_control(paths, among=among, **more)


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_transcript_gives_its_words_without_who_said_them(tmp_path: Path) -> None:
    found = read(write(tmp_path, "a.txt", f"P01: {SPOKEN}\nP02: Thank you all for this.\n"))
    assert found.texts["en"] == (SPOKEN, "Thank you all for this.")


def test_plain_text_without_labels_is_a_text_a_line(tmp_path: Path) -> None:
    found = read(write(tmp_path, "a.txt", f"{SPOKEN}\n\n{SPOKEN} Again.\n"))
    assert found.texts["en"] == (SPOKEN, f"{SPOKEN} Again.")


@pytest.mark.parametrize("key", ["text", "Content"])
def test_lines_of_json_give_their_text(tmp_path: Path, key: str) -> None:
    rows = [{key: SPOKEN, "id": 1}, {key: "Second.", "id": 2}]
    found = read(write(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows)) + "\n"))
    assert found.texts["en"] == (SPOKEN, "Second.")


def test_a_table_gives_its_column_of_words(tmp_path: Path) -> None:
    found = read(write(tmp_path, "a.csv", f'id,Comment,code\n1,"{SPOKEN}",x\n2,Second.,y\n'))
    assert found.texts["en"] == (SPOKEN, "Second.")


def test_a_table_of_a_transcript_is_read_as_one(tmp_path: Path) -> None:
    found = read(write(tmp_path, "a.csv", f"Speaker,English\nP01,{SPOKEN}\n"))
    assert found.texts["en"] == (SPOKEN,)


def test_each_file_goes_to_its_own_language(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", f"P01: {SPOKEN}\n")
    write(tmp_path, "b.txt", f"P01: {RO}\n")
    found = read(tmp_path)
    assert found.texts == {"en": (SPOKEN,), "ro": (RO,)}
    assert found.files == 2


def test_a_person_may_say_the_language(tmp_path: Path) -> None:
    assert read(write(tmp_path, "a.txt", "P01: Da.\n"), language="ro").texts == {"ro": ("Da.",)}


def test_a_language_that_cannot_be_told_is_asked_for(tmp_path: Path) -> None:
    found = read(write(tmp_path, "a.txt", "P01: Da.\n"))
    assert found.texts == {}
    assert "--language" in found.problems[0].mend


def test_one_language_is_taken_as_declared(tmp_path: Path) -> None:
    assert read(write(tmp_path, "a.txt", "P01: Ok.\n"), among=("en",)).texts == {"en": ("Ok.",)}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.jsonl", "{"),
        ("a.jsonl", "[1]"),
        ("a.jsonl", '{"words_said": "x"}'),
        ("a.jsonl", '{"text": 5}'),
        ("a.docx", "no zip"),
        ("a.xyz", "what"),
        ("a.json", '{"a": 1}'),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_the_others_go_on(
    tmp_path: Path, canary: str, name: str, text: str
) -> None:
    bad = write(tmp_path, name, text.replace("what", canary))
    good = write(tmp_path, "good.txt", f"P01: {SPOKEN}\n")
    found = read(bad, tmp_path / "missing.txt", good)
    assert found.files == 1
    assert [problem.place.partition(",")[0] for problem in found.problems] == [name, "missing.txt"]
    assert canary not in " ".join(map(str, found.problems))


def test_another_encoding_may_be_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(f"P01: {RO}\n".encode("iso8859_16"))
    assert read(path).problems
    assert read(path, encoding="iso8859_16").texts == {"ro": (RO,)}


def test_the_text_form_holds_counts_only(tmp_path: Path) -> None:
    assert repr(read(write(tmp_path, "a.txt", f"P01: {SPOKEN}\n"))) == "Control(1 files, 1 texts)"


def test_nothing_read_is_nothing(tmp_path: Path) -> None:
    assert read(tmp_path).texts == {}
