"""The benchmark of the codebook counts turns and not hits, keeps the halves apart, and says what it left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

from tlc.frames import CODINGS, TURNS, table
from tlc.model import Code, Codebook

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "codebook.py"
BOOK = Codebook(
    id="tiny",
    name="Tiny",
    version="1",
    codes=(
        Code(id="hours", kind="barrier", label={"en": "Hours"}, terms={"en": ("closed", "shift"), "ro": ("închis",)}),
        Code(id="cost", kind="barrier", label={"en": "Cost"}, terms={"en": ("pound",)}),
    ),
)
FILE = """schema = "tlc-codebook/2"
id = "tiny"
name = "Tiny"
version = "3.1.0"
languages = ["en"]
[[code]]
id = "hours"
kind = "barrier"
label = { en = "Hours" }
terms.en = ["close"]
"""


@pytest.fixture(scope="module")
def bench(loaded: Callable[[Path], ModuleType]) -> ModuleType:
    return loaded(SCRIPT)


def turns(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """TURNS of (turn, role, text)."""
    blank: dict[str, object] = dict.fromkeys(TURNS, "") | {"number": 1, "seconds": 0.0, "language": "en"}
    full = [blank | {"turn": turn, "role": role, "text": text} for turn, role, text in rows]
    return table([tuple(row[name] for name in TURNS) for row in full], TURNS)


def codings(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """CODINGS of (turn, code, kind)."""
    blank: dict[str, object] = dict.fromkeys(CODINGS, "") | {"prompted": None, "independent": True, "serious": False}
    blank |= {"start": 0, "end": 1, "status": "accepted"}
    full = [blank | {"turn": turn, "code": code, "kind": kind} for turn, code, kind in rows]
    return table([tuple(row[name] for name in CODINGS) for row in full], CODINGS)


def test_turns_are_counted_once_and_hits_each_time(bench: ModuleType) -> None:
    some, codes, terms = bench.tagged(BOOK, "en", ["closed, closed, my shift", "nothing", "ten pounds, closed"])
    assert some == 2
    assert codes == {"hours": 2, "cost": 1}
    assert terms == {("hours", "closed"): 3, ("hours", "shift"): 1, ("cost", "pound"): 1}


def test_pairs_are_of_turns_that_participants_said_and_people_coded(bench: ModuleType) -> None:
    said = turns(("FG01:0001", "facilitator", "closed?"), ("FG01:0002", "community", "closed, closed"))
    marks = codings(("FG01:0001", "hours", "person"), ("FG01:0002", "cost", "person"), ("FG01:0002", "hours", "rules"))
    found, coded = bench.found_and_coded(BOOK, said, marks)
    assert found == {("FG01:0002", "hours")}
    assert coded == {("FG01:0002", "cost")}


def test_a_share_of_nothing_is_no_number(bench: ModuleType) -> None:
    told = bench.shares({("a", "x"), ("b", "x")}, {("a", "x")})
    assert " ".join(told.split()) == "precision 0.50 of 2 recall 1.00 of 1"
    assert " ".join(bench.shares(set(), set()).split()) == "precision - of 0 recall - of 0"


def test_half_of_the_sample_is_named_as_read(bench: ModuleType) -> None:
    assert len(bench.READ) == 10


def test_the_halves_are_told_apart(bench: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    said = turns(("FG01:0001", "community", "closed"), ("FG03:0001", "community", "closed"))
    bench.show_sample(BOOK, said, codings(("FG01:0001", "hours", "person"), ("FG03:0001", "cost", "person")))
    lines = capsys.readouterr().out.splitlines()
    assert "precision 1.00" in next(line for line in lines if "read while" in line)
    assert "precision 0.00" in next(line for line in lines if "not read" in line)


def test_what_is_not_there_is_said(
    bench: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(bench, "TALK", tmp_path)
    book = tmp_path / "book.toml"
    book.write_text(FILE, encoding="utf-8")
    assert bench.main(["--codebook", str(book), "--no-sample"]) == 0
    said = capsys.readouterr().out
    assert "Tiny, 3.1.0: 1 terms" in said
    assert said.count("left out") == 3


def test_off_topic_files_are_read_but_for_those_about_health(bench: ModuleType, tmp_path: Path) -> None:
    for name in ("a.txt", "education_0.json", "LICENSE.txt"):
        (tmp_path / name).write_text("P01: The door is closed.\nP02: It is.\n", encoding="utf-8")
    assert bench.off_topic("en", tmp_path, "*.*") == ("The door is closed.", "It is.")


def test_an_earlier_codebook_is_measured_first(
    bench: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "primock57/transcripts"
    folder.mkdir(parents=True)
    monkeypatch.setattr(bench, "TALK", tmp_path)
    monkeypatch.setattr(bench, "OFF_TOPIC", (("talk", "en", "primock57/transcripts", "*.txt"),))
    (folder / "a.txt").write_text("P01: The door is closed.\nP02: It is not.\n", encoding="utf-8")
    for name, version in (("old", "3.0.0"), ("new", "3.1.0")):
        (tmp_path / f"{name}.toml").write_text(FILE.replace("3.1.0", version), encoding="utf-8")
    bench.main(["--before", str(tmp_path / "old.toml"), "--codebook", str(tmp_path / "new.toml"), "--no-sample"])
    said = capsys.readouterr().out
    assert said.index("3.0.0") < said.index("3.1.0")
    assert said.count("talk: 1 of 2 turns tagged (50.0%)") == 2


@pytest.mark.skipif(
    not (SCRIPT.parents[2] / "shared/data/talk/ud_ro_simonero").is_dir(),
    reason="the shared Romanian sentences are not beside the repository",
)
def test_the_shipped_terms_stay_quiet_in_medical_sentences(bench: ModuleType) -> None:
    from tlc.listen.codebook import read_codebook

    texts = bench.off_topic("ro", bench.TALK / "ud_ro_simonero", "*.txt")
    some, _, _ = bench.tagged(read_codebook(SCRIPT.parents[1] / "codebooks/barriers.toml"), "ro", texts)
    assert some / len(texts) < 0.05
