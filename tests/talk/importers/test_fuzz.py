"""Spoiled files of every format, a few hundred each: read with an account that balances, or refused without a word.

The same spoiling with 20,000 files is ``benchmarks/fuzz.py``.
"""

from __future__ import annotations

import random
import sys
import time
import warnings
from pathlib import Path

import pytest

from tlc import plugins
from tlc.errors import TranscriptError
from tlc.talk.importers import Account, RawTranscript, RawTurn, _account
from tlc.talk.importers.txt import read as read_text
from tlc.talk.session_file import read_session

BENCHMARKS = Path(__file__).parents[3] / "benchmarks"
if not (BENCHMARKS / "fuzz.py").is_file():
    pytest.skip("the benchmarks are not here", allow_module_level=True)
sys.path.insert(0, str(BENCHMARKS))

from fuzzing.judge import NAMES, FaultError, verdict  # noqa: E402
from fuzzing.spoil import spoiled  # noqa: E402
from fuzzing.whole import MAKERS, extremes, made  # noqa: E402

FILES = 200
SECONDS = 5


def raw(*turns: RawTurn, read: int = 4) -> RawTranscript:
    return RawTranscript(turns=turns, unit="line", account=Account(read=read, kept=4, turns=len(turns)))


def test_every_reader_has_files_to_be_spoiled() -> None:
    assert set(MAKERS) == set(plugins.names("tlc.importers"))


@pytest.mark.parametrize("ending", sorted(MAKERS))
def test_whole_files_are_read(ending: str) -> None:
    read = plugins.load("tlc.importers", ending)
    assert {verdict(read, data, name=f"FG01.{ending}") for data in made(ending)} == {"read"}


@pytest.mark.parametrize("ending", sorted(MAKERS))
def test_spoiled_files_are_read_or_refused(ending: str) -> None:
    read, files = plugins.load("tlc.importers", ending), made(ending)
    chance = random.Random(f"7/{ending}")  # noqa: S311 - no secret
    outcomes = set()
    for number in range(FILES):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # two parts of one name in an archive
            data = spoiled(ending, files, chance)
        began = time.process_time()
        try:
            outcomes.add(verdict(read, data, name=f"{chance.choice(NAMES)}.{ending}"))
        except FaultError as fault:
            pytest.fail(f"file {number}: {fault}")
        assert time.process_time() - began < SECONDS, number
    # A spoiler that spoils all, or nothing, would try nothing.
    assert outcomes == {"read", "refused"}


@pytest.mark.parametrize("ending", sorted(MAKERS))
def test_large_files_are_read_or_refused(ending: str) -> None:
    read = plugins.load("tlc.importers", ending)
    for data in extremes(ending, scale=0.01):
        assert verdict(read, data, name=f"FG01.{ending}") in ("read", "refused")


@pytest.mark.parametrize("ending", sorted(set(MAKERS) - {"pdf"}))
def test_files_with_too_many_lines_are_refused_at_once(ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_account, "MOST_LINES", 99)
    read = plugins.load("tlc.importers", ending)
    with pytest.raises(TranscriptError, match=r"a session has a few thousand"):
        read(MAKERS[ending]([("P01", "Yes.")] * 110), name=f"FG01.{ending}")
    assert read(MAKERS[ending]([("P01", "Yes.")] * 90), name=f"FG01.{ending}").turns


@pytest.mark.parametrize("ending", sorted(MAKERS))
def test_the_same_chance_spoils_in_the_same_way(ending: str) -> None:
    chances = [[random.Random(number) for number in range(3)] for _ in range(2)]  # noqa: S311 - no secret
    first, second = ([spoiled(ending, made(ending), chance) for chance in three] for three in chances)
    assert first == second
    assert first[0] != first[1]


@pytest.mark.parametrize(
    "name", ["şi \U0001f600.txt", "a b'c.txt", "%s{0}.TXT", "-rf.txt", "\u202etxt.txt", "x" * 200 + ".txt"]
)
def test_files_with_odd_names_come_in(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    try:
        path.write_bytes(made("txt")[0])
    except OSError:
        pytest.skip("files cannot have such a name here")
    assert read_session(path).name == name


def test_another_error_than_ours_is_a_fault() -> None:
    def read(_: bytes, *, name: str) -> RawTranscript:
        raise KeyError(name)

    with pytest.raises(FaultError, match="KeyError"):
        verdict(read, b"", name="a")


@pytest.mark.parametrize("what", ["zabranic is wrong.", "A fault in tlc.", "Damaged.\nIt is."])
def test_an_error_that_tells_too_much_is_a_fault(what: str) -> None:
    def read(_: bytes, *, name: str) -> RawTranscript:
        raise TranscriptError(what, where=name, hint="Open it.")

    with pytest.raises(FaultError):
        verdict(read, b"", name="a")


def test_words_in_the_cause_of_an_error_are_a_fault() -> None:
    def read(_: bytes, *, name: str) -> RawTranscript:
        raise TranscriptError("It is damaged.", where=name, hint="Open it.") from ValueError("zabranic")

    with pytest.raises(FaultError, match="cause"):
        verdict(read, b"", name="a")


def test_too_little_memory_is_a_fault_also_where_the_reader_refuses() -> None:
    def read(_: bytes, *, name: str) -> RawTranscript:
        try:
            raise MemoryError
        except MemoryError:
            raise TranscriptError("It is damaged.", where=name, hint="Open it.") from None

    with pytest.raises(FaultError, match="memory"):
        verdict(read, b"", name="a")


@pytest.mark.parametrize(
    "found",
    [
        raw(),
        raw(RawTurn(label=None, text="Yes.", number=1), read=5),
        raw(RawTurn(label=None, text="Ye\ud800.", number=1)),
        raw(RawTurn(label=None, text="Yes.", number=1, seconds=float("inf"))),
    ],
)
def test_turns_that_nobody_could_work_with_are_a_fault(found: RawTranscript) -> None:
    with pytest.raises(FaultError):
        verdict(lambda _, *, name: found, b"", name="a")  # noqa: ARG005 - as readers are called


def test_a_plain_refusal_is_none() -> None:
    assert verdict(read_text, b"", name="a.txt") == "refused"
