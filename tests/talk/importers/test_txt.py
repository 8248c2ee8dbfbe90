"""Plain text, as typists, Otter, f4 and Whisper write it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tlc.errors import TranscriptError
from tlc.talk.importers import RawTranscript
from tlc.talk.importers._account import characters
from tlc.talk.importers.txt import read

SEVEN = (
    ("Facilitator", "What happens when you try to register with a GP?"),
    ("P1", "They asked for proof of address and I'm sleeping rough, so I couldn't."),
    ("P2", "Same. “No fixed abode” isn't a box on the form. 🏠"),
    ("P3 (via interpreter)", "أنا لا أتكلم الإنجليزية جيدا. No interpreter came."),
    ("P1", "Time was 10:30 when they called: too late."),
    ("Facilitator", "And what helped?"),
    ("P2", "A peer worker came with me. That changed everything."),
)


def of(text: str) -> RawTranscript:
    return read(text.encode(), name="FG01.txt")


def said(raw: RawTranscript) -> tuple[tuple[str | None, str], ...]:
    return tuple((turn.label, turn.text) for turn in raw.turns)


def test_turns_come_with_their_lines() -> None:
    raw = of("Group one\n\nP01: Yes.\nAlways.\nP02: No.\n")
    assert said(raw) == (("P01", "Yes.\nAlways."), ("P02", "No."))
    assert [turn.number for turn in raw.turns] == [3, 5]
    assert raw.unit == "line"


def test_the_account_says_what_became_of_every_character() -> None:
    raw = of("Group one\nP01: [00:01:23] Yes.")
    assert raw.account.read == 8 + 4 + 10 + 4
    assert raw.account.kept == 4
    assert raw.account.aside == {"headings": 8, "labels": 4, "times": 10}


def test_lines_end_as_they_do_on_any_computer() -> None:
    assert said(of("P01: Yes.\r\nP02: No.\rP01: Well.")) == (("P01", "Yes."), ("P02", "No."), ("P01", "Well."))


@pytest.mark.parametrize("mark", ["\u0085", "\u2028", "\x0b", "\x0c"])
def test_other_marks_that_end_a_line_do_not_join_words(mark: str) -> None:
    assert said(of(f"P01: he said{mark}no")) == (("P01", "he said\nno"),)


def test_words_are_kept_composed() -> None:
    assert of("P01: s\u0326i").turns[0].text == "și"


def test_an_original_is_not_guessed() -> None:
    turn = of("P01: Da.").turns[0]
    assert (turn.original, turn.original_language) == (None, None)


@pytest.mark.parametrize("data", [b"", b"\n \n", b"P01:\n", b"P01:\nP02:"])
def test_a_file_in_which_nobody_speaks_is_refused(data: bytes, explained: Callable[..., None]) -> None:
    with pytest.raises(TranscriptError) as caught:
        read(data, name="FG01.txt")
    explained(caught.value, what="The file holds no words.", where="FG01.txt", hint="right file")


@pytest.mark.parametrize(
    "data",
    ["P01: zăbranic".encode("iso8859-16"), b"P01: z\xc3 branic", b"\x89PNG\r\n\x1a\n\x00\x00z\xe3branic", b"a\x00b"],
)
def test_what_is_no_text_is_refused(data: bytes, explained: Callable[..., None]) -> None:
    with pytest.raises(TranscriptError) as caught:
        read(data, name="FG01.txt")
    explained(caught.value, what="", where="FG01.txt", hint="save it again as UTF-8")


@pytest.mark.parametrize("name", ["colon_utf8.txt", "colon_crlf_bom.txt", "bracket.txt", "otter.txt"])
def test_one_talk_reads_alike_in_every_shape(name: str, shared: Callable[[str], bytes]) -> None:
    assert said(read(shared(f"talk/formats/{name}"), name=name)) == SEVEN


def test_otters_lists_above_the_talk_are_headings(shared: Callable[[str], bytes]) -> None:
    raw = read(shared("talk/formats/otter.txt"), name="otter.txt")
    assert [turn.seconds for turn in raw.turns] == [5, 12, 19, 26, 33, 40, 47]
    assert set(raw.account.aside) == {"headings", "labels", "times"}


@pytest.mark.parametrize("name", ["day1_consultation05_plain.txt", "day1_consultation05_otter_style.txt"])
def test_a_consultation_keeps_its_turns(name: str, shared: Callable[[str], bytes]) -> None:
    raw = read(shared(f"talk/derived_fixtures/{name}"), name=name)
    assert Counter(turn.label for turn in raw.turns) == {"Doctor": 64, "Patient": 47}
    assert raw.account.kept == 6998


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("otter_lantana_2020.md", {"Danny Silvers": 30, "Jonas Rosland": 29}),
        ("otter_two_speakers_qcubed.md", {"Jonas Rosland": 27, "Carolyn Lu": 26}),
    ],
)
def test_otters_own_files_keep_their_speakers(
    name: str, labels: dict[str, int], shared: Callable[[str], bytes]
) -> None:
    raw = read(shared(f"talk/hitsave_whisper/{name}"), name=name)
    assert Counter(turn.label for turn in raw.turns) == labels
    assert all(turn.seconds is not None for turn in raw.turns)


def test_whispers_text_has_times_and_no_speakers(shared: Callable[[str], bytes]) -> None:
    raw = read(shared("talk/hitsave_whisper/goodboy_fasterwhisper.txt"), name="goodboy.txt")
    assert len(raw.turns) == 753
    assert raw.turns[0].seconds == 43.81
    assert {turn.label for turn in raw.turns} == {None}


@pytest.mark.parametrize(
    "name", ["variant_cedilla.txt", "variant_nfd_utf16.txt", "ParlaMint-RO-2001-11-19-CD.excerpt.txt"]
)
def test_romanian_speeches_read_alike_in_every_encoding(name: str, shared: Callable[[str], bytes]) -> None:
    raw = read(shared(f"talk/parlamint_ro/{name}"), name=name)
    assert len(raw.turns) == 17
    assert raw.account.kept == 5055


@pytest.mark.parametrize(
    "name",
    ["enc_en_utf-16.txt", "enc_en_utf-16-le.txt", "enc_en_utf-8-sig.txt", "enc_ro_utf-16.txt", "enc_ro_utf-8.txt"],
)
def test_text_that_says_its_encoding_is_read(name: str, shared: Callable[[str], bytes]) -> None:
    assert len(read(shared(f"badinput/{name}"), name=name).turns) == 1


@pytest.mark.parametrize(
    "name",
    [
        "enc_en_cp1252.txt",
        "enc_ro_cedilla_cp1250.txt",
        "enc_ro_iso8859-16.txt",
        "invalid_utf8.txt",
    ],
)
def test_text_that_does_not_is_refused(name: str, shared: Callable[[str], bytes]) -> None:
    with pytest.raises(TranscriptError, match="UTF-8"):
        read(shared(f"badinput/{name}"), name=name)


@pytest.mark.parametrize("name", ["xss_quotes.txt", "formula_cells.txt"])
def test_hostile_words_are_words(name: str, shared: Callable[[str], bytes]) -> None:
    data = shared(f"badinput/{name}")
    raw = read(data, name=name)
    assert raw.account.read == characters(data.decode())
    assert set(raw.account.aside) <= {"notes"}


HEADS = st.sampled_from(
    ["P01: ", "[P02] ", "Ana  0:21", "Ana: ", "[00:00:12] ", "00:00:12 ", "#00:00:05-0#", "P03:", ""]
)
LINES = st.lists(st.tuples(HEADS, st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20)), max_size=12)


@given(LINES)
@settings(deadline=None, max_examples=200)
def test_no_character_is_lost_whatever_the_file_holds(lines: list[tuple[str, str]]) -> None:
    text = "\n".join(head + words for head, words in lines)
    try:
        raw = of(text)
    except TranscriptError as error:
        assert error.what.startswith(("The file holds no words", "The file is not text"))
        return
    assert raw.account.balances
    controls = sum(unicodedata.category(c) == "Cc" and not c.isspace() for c in text)
    assert raw.account.read == characters(text) + controls
    # Apart from their accents: letters meet theirs where something unseen stood between.
    kept, came = (unicodedata.normalize("NFD", one) for one in ("".join(turn.text for turn in raw.turns), text))
    assert not Counter("".join(kept.split())) - Counter("".join(came.split()))


def test_a_label_with_unseen_characters_is_still_a_label() -> None:
    raw = read("\u200eP01: Za\u00adra.\n\u200eP02: No.\n".encode(), name="a.txt")
    assert [(turn.label, turn.text) for turn in raw.turns] == [("P01", "Zara."), ("P02", "No.")]
    assert raw.account.aside == {"labels": 8, "unseen characters": 3}


def test_an_encoding_that_a_person_names_is_used() -> None:
    raw = read("P01: aşa\nP02: da".encode("cp1250"), name="a.txt", encoding="cp1250")
    assert raw.turns[0].text == "aşa"
