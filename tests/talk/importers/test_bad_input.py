"""Whatever the file and whatever its ending: turns with an account that balances, or one error that says what to do."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable

import pytest

from tlc import plugins
from tlc.errors import TranscriptError
from tlc.talk.importers import RawTranscript
from tlc.talk.importers._account import characters

ENDINGS = plugins.names("tlc.importers")
BAD = """alias_bomb.yaml dup_ids.csv enc_en_cp1252.txt enc_en_utf-16-le.txt enc_en_utf-16.txt enc_en_utf-8-sig.txt
enc_en_utf-8.txt enc_ro_cedilla_cp1250.txt enc_ro_cedilla_utf-8.txt enc_ro_iso8859-16.txt enc_ro_utf-16.txt
enc_ro_utf-8.txt formula_cells.txt hidden.docx invalid_utf8.txt lol.docx one_line_5MB.txt.gz trav.qdpx unsafe_tag.yaml
xss_quotes.txt xxe.docx""".split()  # noqa: SIM905
SECONDS = 5
MANY = 3_000


def read(ending: str, data: bytes) -> RawTranscript | None:
    """Read with an importer; None where it refuses as it should."""
    began = time.process_time()
    try:
        raw: RawTranscript = plugins.load("tlc.importers", ending)(data, name=f"FG01.{ending}")
    except TranscriptError as error:
        assert error.place.startswith("FG01")
        assert error.hint
        assert "\n" not in error.what
        return None
    finally:
        assert time.process_time() - began < SECONDS
    assert raw.account.balances
    assert raw.account.turns == len(raw.turns) > 0
    return raw


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("ending", ENDINGS)
def test_bad_input_is_read_or_refused_in_one_line(ending: str, name: str, shared: Callable[[str], bytes]) -> None:
    read(ending, shared(f"badinput/{name}"))


@pytest.mark.parametrize("name", ["formula_cells.txt", "xss_quotes.txt", "enc_ro_utf-8.txt", "enc_en_utf-16-le.txt"])
def test_awkward_words_come_in_as_they_are(name: str, shared: Callable[[str], bytes]) -> None:
    assert read("txt", shared(f"badinput/{name}")) is not None


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_line_of_five_megabytes_does_no_harm(ending: str, shared: Callable[[str], bytes]) -> None:
    data = gzip.decompress(shared("badinput/one_line_5MB.txt.gz"))
    raw = read(ending, data)
    if ending == "txt":
        assert raw is not None
        assert raw.account.read == characters(data.decode())


@pytest.mark.parametrize(
    "unit", ["a", "[", "(", "*", "<", "[laughs", "&amp;", "00:00:", "P01: ", "\u200b", "x:", "\n", "#"]
)
@pytest.mark.parametrize("ending", ["txt", "vtt", "srt"])
def test_what_repeats_very_often_takes_no_longer_than_its_length(ending: str, unit: str) -> None:
    head = {"vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n", "srt": "1\n00:00:01,000 --> 00:00:02,000\n", "txt": ""}[
        ending
    ]
    read(ending, (head + "P01: Yes " + unit * (100_000 // len(unit))).encode())


@pytest.mark.parametrize("ending", ["txt", "vtt", "srt"])
def test_very_many_turns_come_in(ending: str) -> None:
    times = "00:00:01.000 --> 00:00:02.000" if ending == "vtt" else "00:00:01,000 --> 00:00:02,000"
    head = "" if ending == "txt" else f"{times}\n"
    turns = "\n".join(f"{head}P{number % 2}1: Yes.\n" for number in range(MANY))
    raw = read(ending, (("WEBVTT\n\n" if ending == "vtt" else "") + turns).encode())
    assert raw is not None
    assert len(raw.turns) == MANY


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("data", [b"", b"\0", b"\xff\xfe", b"\xff" * 1000, b"PK\x05\x06" + b"\0" * 18, b"\n" * 99])
def test_what_holds_nothing_is_refused(ending: str, data: bytes) -> None:
    assert read(ending, data) is None


@pytest.mark.parametrize("ending", ["docx", "xlsx", "odt"])
def test_a_bomb_is_refused_before_it_unpacks(ending: str, zipped: Callable[..., bytes]) -> None:
    if ending not in ENDINGS:
        pytest.skip("there is no such format yet")
    main = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "odt": "content.xml"}[ending]
    assert read(ending, zipped({main: b" " * 50_000_000})) is None
