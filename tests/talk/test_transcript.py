"""What is written reads back exactly, and what anybody changed is noticed."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc._text import normalise
from tlc.errors import TranscriptError
from tlc.model import Note, Source, Transcript, Turn, turn_id
from tlc.talk import transcript as module
from tlc.talk.transcript import read_transcript, write_transcript

MakeTranscript = Callable[..., Transcript]
Explained = Callable[..., None]


def saved(folder: Path, text: str | bytes, name: str = "FG01.txt") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def test_the_file_is_what_the_docstring_shows(a_transcript: MakeTranscript) -> None:
    transcript = a_transcript(
        (
            "R01",
            "Good morning. How is it at the doctor's here?",
            {"original": "Bună dimineața. Cum e la doctor aici?", "original_language": "ro"},
        ),
        ("P03", "Well.\nIt depends.", {"seconds": 83.5, "notes": (Note(at=5, text="[laughs]"),)}),
        (None, "Așa e.", {"language": "ro"}),
    )
    shown = [line.removeprefix("    ") for line in (module.__doc__ or "").split("\n")]
    turns = shown[shown.index("0001 R01: Good morning. How is it at the doctor's here?") : -1]
    assert write_transcript(transcript).split("\n\n")[1].rstrip("\n").split("\n") == turns


def test_the_head_says_what_it_is_and_where_it_is_from(a_transcript: MakeTranscript) -> None:
    transcript = a_transcript(("P01", "Yes."))
    assert write_transcript(transcript, notice="SYNTHETIC SAMPLE.").split("\n\n")[0].split("\n") == [
        "tlc transcript 1",
        "id: FG01",
        "group: FG01",
        "language: en",
        "source: FG01.txt (txt, tlc 0.1.0)",
        f"source sha256: {'0' * 64}",
        f"words sha256: {transcript.digest}",
        "notice: SYNTHETIC SAMPLE.",
    ]


def test_without_a_notice_there_is_no_line_for_it(a_transcript: MakeTranscript) -> None:
    assert "notice" not in write_transcript(a_transcript(("P01", "Yes.")))


def test_the_same_transcript_gives_the_same_bytes(a_transcript: MakeTranscript) -> None:
    said = (("P01", "Yes."), ("P02", "Da.", {"language": "ro"}))
    assert write_transcript(a_transcript(*said)) == write_transcript(a_transcript(*said))
    assert "language: en" in write_transcript(a_transcript(*said)), "a tie goes by the alphabet"


def test_the_language_of_most_turns_stands_in_the_head_and_only_others_at_the_turn(
    a_transcript: MakeTranscript,
) -> None:
    romanian = {"language": "ro"}
    text = write_transcript(a_transcript(("P01", "Da.", romanian), ("P02", "Nu.", romanian), ("P03", "Yes.")))
    assert "language: ro" in text
    assert text.split("\n")[-4:-1] == ["0001 P01: Da.", "0002 P02: Nu.", "0003 P03 (en): Yes."]


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0.0, "00:00:00.000"),
        (59.9994, "00:00:59.999"),
        (59.9996, "00:01:00.000"),
        (3599.9996, "01:00:00.000"),
        (3723.5, "01:02:03.500"),
        (360000.001, "100:00:00.001"),
        (1.1015, "00:00:01.101"),
    ],
)
def test_a_time_is_written_to_the_millisecond(a_transcript: MakeTranscript, seconds: float, shown: str) -> None:
    assert f"0001 P01 [{shown}]: Yes." in write_transcript(a_transcript(("P01", "Yes.", {"seconds": seconds})))


TRICKY = [
    "",
    " ",
    "  leading and trailing  ",
    "one\ntwo",
    "one\n\ntwo\n",
    "\n",
    "\none",
    "0002 P02: not a turn",
    "one\n0002 P02: not a turn",
    "ro: not an original",
    "one\nro: not an original\n     ro: nor this",
    "| one\n| two",
    "     | one",
    "[00:00:01.000]: one",
    "(ro): one",
    "P02: P03: one",
    "12 o'clock",
    "a | b",
    "?",
    "?: ",
    "tlc transcript 1",
    "id: FG02",
    "👩🏽‍⚕️ și ŞŢ",
    "\u0301 an accent alone",
    "\u200b",
    "=1+1",
]


@pytest.mark.parametrize("text", TRICKY)
def test_whatever_people_say_reads_back(tmp_path: Path, a_transcript: MakeTranscript, text: str) -> None:
    transcript = a_transcript(
        ("P01", text),
        (None, text, {"original": text, "original_language": "ro", "seconds": 1.25}),
        ("P02", "Yes.", {"language": "ro"}),
    )
    path = saved(tmp_path, write_transcript(transcript))
    assert read_transcript(path) == transcript


PIECES = [
    "\n",
    " ",
    "  ",
    ":",
    "[",
    "]",
    "(",
    ")",
    "|",
    " | ",
    "     | ",
    "ro: ",
    "     ro: ",
    "P01: ",
    "0002 ",
    "0003 P01: ",
]
PIECES += [
    "?",
    "[00:00:01.000]",
    "(ro)",
    "ă",
    "s\u0326",
    "👩🏽",
    "\u0301",
    "=",
    "#",
    "id: ",
    "tlc transcript 1",
    "\u2028",
    "\r\n",
    "\t",
]
TEXT = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=8).map("".join).map(normalise)
ORIGINAL = st.fixed_dictionaries({"original": TEXT, "original_language": st.sampled_from(["ro", "rom", "sr-Latn"])})
NOTE = st.tuples(st.integers(0, 9), st.sampled_from(["[laughs]", "[pauză 3: lungă]", "# 4: x", "(inaudible)", "| x"]))
NOTES = st.lists(NOTE, max_size=3).map(sorted)
SECONDS = st.one_of(st.none(), st.integers(0, 400_000_000).map(lambda milliseconds: milliseconds / 1000))
TURN = st.tuples(
    st.sampled_from([None, "P01", "R01", "p7", "7"]),
    TEXT,
    st.sampled_from(["en", "ro", "sr-Latn"]),
    st.one_of(st.just({}), ORIGINAL),
    SECONDS,
    st.tuples(NOTES, NOTES),
)


def noted(text: str, notes: list[tuple[int, str]]) -> tuple[Note, ...]:
    return tuple(Note(at=min(at, len(text)), text=mark) for at, mark in notes)


@given(said=st.lists(TURN, max_size=5), notice=st.sampled_from(["", "SYNTHETIC: invented."]))
def test_any_normalised_turns_read_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, said: list[tuple[Any, ...]], notice: str
) -> None:
    turns = tuple(
        Turn(
            id=turn_id("FG01", number),
            speaker=speaker,
            text=text,
            language=language,
            seconds=seconds,
            notes=noted(text, notes[0]),
            original_notes=noted(original["original"], notes[1]) if original else (),
            **original,
        )
        for number, (speaker, text, language, original, seconds, notes) in enumerate(said, start=1)
    )
    source = Source(name="FG01 (of June), tlc.docx", importer="docx", version="0.1.0", digest="1" * 64)
    transcript = Transcript(id="FG01", group="FG01", source=source, turns=turns)
    path = saved(tmp_path_factory.mktemp("transcripts"), write_transcript(transcript, notice=notice))
    assert read_transcript(path) == transcript


@given(seconds=st.floats(min_value=0, max_value=1e6))
def test_any_time_reads_back_to_the_millisecond_and_never_as_a_changed_transcript(
    tmp_path_factory: pytest.TempPathFactory, seconds: float
) -> None:
    turn = Turn(id="FG01:0001", speaker="P01", text="Yes.", language="en", seconds=seconds)
    source = Source(name="FG01.vtt", importer="vtt", version="0.1.0", digest="")
    transcript = Transcript(id="FG01", group="FG01", source=source, turns=(turn,))
    read = read_transcript(saved(tmp_path_factory.mktemp("transcripts"), write_transcript(transcript)))
    assert read.turns[0].seconds == pytest.approx(seconds, abs=0.00051)


@pytest.mark.parametrize(
    "name", ["FG01.txt", "FG01 (June), women.docx", "Noapte și zi: FG01.vtt", "FG01 (docx, tlc 0.1.0)", "FG01"]
)
def test_any_file_name_reads_back(tmp_path: Path, a_transcript: MakeTranscript, name: str) -> None:
    transcript = a_transcript(("P01", "Yes."))
    transcript = replace(transcript, source=replace(transcript.source, name=name))
    assert read_transcript(saved(tmp_path, write_transcript(transcript))).source.name == name


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: codecs.BOM_UTF8 + text.encode(),
        lambda text: text.replace("ă", "a\u0306").encode(),
        lambda text: text.rstrip("\n").encode(),
        lambda text: (text + "\n\n").encode(),
        lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
    ],
    ids=["windows", "byte order mark", "letters in two parts", "no last line end", "more of them", "utf-16"],
)
def test_what_programs_do_to_a_file_changes_no_words(
    tmp_path: Path, a_transcript: MakeTranscript, change: Callable[[str], bytes]
) -> None:
    transcript = a_transcript(("P01", "Bună ziua.\nDa."), ("P02", "Și eu."))
    assert read_transcript(saved(tmp_path, change(write_transcript(transcript)))) == transcript


@pytest.fixture
def written(a_transcript: MakeTranscript, canary: str) -> str:
    original = {"original": canary, "original_language": "ro", "seconds": 1.0}
    return write_transcript(a_transcript(("P01", f"Yes.\n{canary}."), ("P02", "No.", original)))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Yes.", "Yes!"),
        ("0001 P01", "0001 P02"),
        ("0001 P01", "0001 ?"),
        ("01.000", "02.000"),
        ("     ro: ", "     rom: "),
        ("language: en", "language: ro"),
        ("words sha256: ", "words sha256: 0"),
        ("0002 P02 [00:00:01.000]: No.", "0002 P02 [00:00:01.000]: No. "),
    ],
)
def test_a_transcript_that_somebody_changed_is_refused(
    tmp_path: Path, written: str, before: str, after: str, explained: Explained
) -> None:
    assert before in written
    with pytest.raises(TranscriptError) as caught:
        read_transcript(saved(tmp_path, written.replace(before, after)))
    explained(caught.value, what="changed after it was imported", where="FG01.txt", hint="Put the file back")


def test_a_turn_that_somebody_took_out_at_the_end_is_noticed(tmp_path: Path, written: str) -> None:
    with pytest.raises(TranscriptError, match="changed after it was imported"):
        read_transcript(saved(tmp_path, written[: written.index("0002 P02")]))


def test_a_turn_that_somebody_took_out_in_the_middle_is_noticed(tmp_path: Path, written: str) -> None:
    with pytest.raises(TranscriptError, match="not numbered 1, 2, 3"):
        read_transcript(saved(tmp_path, written.replace("0002 P02", "0003 P02")))


@pytest.mark.parametrize("content", ["", "P01: {word}", "tlc transcript 2\nid: FG01\n\n", "\ntlc transcript 1\n"])
def test_a_file_that_tlc_did_not_write_is_refused(
    tmp_path: Path, content: str, canary: str, explained: Explained
) -> None:
    with pytest.raises(TranscriptError) as caught:
        read_transcript(saved(tmp_path, content.format(word=canary)))
    explained(caught.value, what="not a transcript that tlc wrote", where="FG01.txt", hint="tlc add")


@pytest.mark.parametrize("name", ["id", "group", "language", "source", "source sha256", "words sha256"])
def test_a_head_that_lacks_a_line_is_refused(tmp_path: Path, written: str, name: str, explained: Explained) -> None:
    lines = [line for line in written.split("\n") if not line.startswith(f"{name}: ")]
    with pytest.raises(TranscriptError) as caught:
        read_transcript(saved(tmp_path, "\n".join(lines)))
    explained(caught.value, what=f"The head lacks '{name}'", where="FG01.txt", hint="Bring the file in again")


def test_a_head_line_that_is_none_is_refused_with_its_line(
    tmp_path: Path, written: str, canary: str, explained: Explained
) -> None:
    with pytest.raises(TranscriptError) as caught:
        read_transcript(saved(tmp_path, written.replace("group: FG01", canary)))
    explained(caught.value, what="without 'name: value'", where="FG01.txt, line 3")


@pytest.mark.parametrize("source", ["FG01.txt", "FG01.txt (txt)", "(txt, tlc 0.1.0)", "FG01.txt (txt, tlc )"])
def test_a_source_that_cannot_be_understood_is_refused(
    tmp_path: Path, written: str, source: str, explained: Explained
) -> None:
    with pytest.raises(TranscriptError) as caught:
        read_transcript(saved(tmp_path, written.replace("FG01.txt (txt, tlc 0.1.0)", source)))
    explained(caught.value, what="'source' cannot be understood", where="FG01.txt", hint="Bring the file in again")


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("     | ", "     ", 10),
        ("     | ", "", 10),
        ("     | ", "    | ", 10),
        ("0001 P01: Yes.", "Yes.", 9),
        ("0001 P01: Yes.", "001 P01: Yes.", 9),
        ("0002 P02 [00:00:01.000]: ", "0002 P02 [1.000]: ", 11),
        ("0002 P02 [00:00:01.000]: ", "0002 P 02 [00:00:01.000]: ", 11),
        ("     ro: ", "     ro:", 12),
        ("     ro: ", "\nro: ", 13),
    ],
)
def test_a_line_that_is_no_turn_is_refused_with_its_number(
    tmp_path: Path, written: str, before: str, after: str, line: int, explained: Explained
) -> None:
    with pytest.raises(TranscriptError) as caught:
        read_transcript(saved(tmp_path, written.replace(before, after, 1)))
    explained(caught.value, what="neither a turn nor part of one", where=f"FG01.txt, line {line}")


def test_a_turn_with_two_originals_is_refused_with_its_line(
    tmp_path: Path, written: str, canary: str, explained: Explained
) -> None:
    with pytest.raises(TranscriptError) as caught:
        read_transcript(saved(tmp_path, f"{written.rstrip()}\n     rom: {canary}\n"))
    explained(caught.value, what="two originals", where="FG01.txt, line 13")


@pytest.mark.parametrize("name", ["FG01 (1).txt", "FG01-LAPTOP.txt", "Copy of FG01.txt", "FG02.txt"])
def test_a_copy_beside_a_transcript_is_not_taken_for_the_session(
    tmp_path: Path, written: str, name: str, explained: Explained
) -> None:
    with pytest.raises(TranscriptError) as caught:
        read_transcript(saved(tmp_path, written, name=name))
    explained(caught.value, what="not the id in its head", where=name, hint="take it out of the study")


def test_the_case_of_a_file_name_does_not_matter(tmp_path: Path, written: str) -> None:
    assert read_transcript(saved(tmp_path, written, name="fg01.txt")).id == "FG01"


def test_a_transcript_in_an_old_encoding_is_refused(tmp_path: Path, written: str, explained: Explained) -> None:
    with pytest.raises(TranscriptError) as caught:
        read_transcript(saved(tmp_path, written.encode("cp1250")))
    explained(caught.value, what="not in UTF-8", where="FG01.txt", hint="UTF-8")


def test_a_transcript_that_cannot_be_opened_is_explained(tmp_path: Path, explained: Explained) -> None:
    with pytest.raises(TranscriptError) as caught:
        read_transcript(tmp_path / "FG01.txt")
    explained(caught.value, what="cannot be opened", where="FG01.txt", hint="Is it there")


def test_a_turn_of_notes_alone_keeps_its_place(tmp_path: Path, a_transcript: MakeTranscript) -> None:
    transcript = a_transcript(
        ("P01", "", {"notes": (Note(at=0, text="[pause]"),), "original": "", "original_language": "ro"}), ("P02", "No.")
    )
    text = write_transcript(transcript)
    assert text.endswith("\n\n0001 P01:\n     # 0: [pause]\n     ro:\n0002 P02: No.\n")
    assert read_transcript(saved(tmp_path, text)) == transcript


def test_a_note_that_somebody_took_out_is_noticed(tmp_path: Path, a_transcript: MakeTranscript) -> None:
    text = write_transcript(a_transcript(("P01", "Yes.", {"notes": (Note(at=4, text="[laughs]"),)})))
    with pytest.raises(TranscriptError, match="changed after it was imported"):
        read_transcript(saved(tmp_path, text.replace("     # 4: [laughs]\n", "")))


def test_a_note_that_somebody_moved_out_of_its_turn_is_refused(tmp_path: Path, a_transcript: MakeTranscript) -> None:
    text = write_transcript(a_transcript(("P01", "Yes.", {"notes": (Note(at=4, text="[laughs]"),)})))
    with pytest.raises(TranscriptError, match="outside the words"):
        read_transcript(saved(tmp_path, text.replace("# 4:", "# 5:")))
