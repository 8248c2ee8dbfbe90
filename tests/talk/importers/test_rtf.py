"""Rich text, from Word, WordPad, TextEdit and LibreOffice."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tlc._text import normalise
from tlc.errors import TranscriptError
from tlc.talk.importers import RawTranscript
from tlc.talk.importers._account import characters
from tlc.talk.importers.rtf import read

FONTS = rb"{\fonttbl{\f0\fnil\fcharset0 Arial;}{\f1\fnil\fcharset238 Arial CE;}}"
HEAD = rb"{\rtf1\ansi\ansicpg1250\deff0" + FONTS


def of(body: bytes) -> RawTranscript:
    raw = read(HEAD + body + b"}", name="FG01.rtf")
    assert raw.account.balances
    return raw


def said(raw: RawTranscript) -> list[tuple[str | None, str]]:
    return [(turn.label, turn.text) for turn in raw.turns]


def beside(raw: RawTranscript) -> list[tuple[str, str]]:
    return [(one.kind, one.text.strip()) for one in raw.beside]


def test_paragraphs_are_turns() -> None:
    raw = of(rb"\pard P01: Yes.\par\pard P02: No,\line never.\par and so on.\par")
    assert said(raw) == [("P01", "Yes."), ("P02", "No,\nnever.\nand so on.")]
    assert [turn.number for turn in raw.turns] == [1, 2]
    assert raw.unit == "paragraph"


def test_bold_text_before_the_words_is_a_label() -> None:
    assert said(of(rb"{\b GP} Yes.\par\b GP\b0  No.\par")) == [("GP", "Yes."), ("GP", "No.")]


def test_plain_ends_bold_and_hidden() -> None:
    assert said(of(rb"P01: \b\v gone\plain  Yes.\par")) == [("P01", "Yes.")]


@pytest.mark.parametrize(
    ("rtf", "text"),
    [
        (rb"\'baTiu", "şTiu"),
        (rb"\'c3\'ee\'fe", "Ăîţ"),
        (rb"\u537 ?tiu", "știu"),
        (rb"\uc0\u537 tiu", "știu"),
        (rb"{\uc2\u537 ??}tiu", "știu"),
        (rb"\u537\'batiu", "știu"),
        (rb"s\u806 ?tiu", "știu"),
        (rb"\u-10179 ?\u-8704 ?", "😀"),
        (rb"{\f1 \'ba}{\f0 \'ba}", "şº"),
        (b"\xba", "ş"),
        (rb"\emdash  \ldblquote no\rdblquote", "— “no”"),
        (rb"\{a\}\\b", "{a}\\b"),
        (rb"a\~b\_c\-d", "a b\u2011cd"),
        (rb"{\field{\*\fldinst HYPERLINK x}{\fldrslt here}}", "here"),
        (b"one\r\ntwo", "onetwo"),
        (rb"a{\bin5 }}}}}}b", "ab"),
        (rb"a{\pict\pngblip 89504e47}b", "ab"),
        (rb"{\upr{ansi}{\*\ud{\u537 ?i}}}", "și"),
    ],
)
def test_letters_come_as_they_were_typed(rtf: bytes, text: str) -> None:
    assert said(of(rb"P01: " + rtf + rb"\par")) == [("P01", text)]


@pytest.mark.parametrize(
    ("rtf", "kind", "text"),
    [
        (rb"{\v Maria}", "hidden", "Maria"),
        (rb"\v Ma\b ria\v0\b0 ", "hidden", "Maria"),
        (rb"{\deleted Maria}", "deleted", "Maria"),
        (rb"{\footnote Maria}", "footnotes", "Maria"),
        (rb"{\header Maria\par}", "headers", "Maria"),
        (rb"{\footerf Maria\par}", "headers", "Maria"),
        (rb"{\*\annotation Maria}", "comments", "Maria"),
        (rb"{\shp{\*\shpinst{\shptxt Maria\par}}}", "text boxes", "Maria"),
        (rb"{\field{\*\fldinst HYPERLINK mailto:maria}{\fldrslt }}", "field codes", "HYPERLINK mailto:maria"),
        (rb"{\listtext 1.\tab}", "list marks", "1."),
        (rb"{\*\unknown Maria}", "other parts", "Maria"),
    ],
)
def test_what_is_no_talk_is_set_aside_with_its_words(rtf: bytes, kind: str, text: str) -> None:
    raw = of(rb"P01: Yes" + rtf + rb".\par")
    assert said(raw) == [("P01", "Yes.")]
    assert raw.account.aside == {"labels": 4, kind: characters(text)}
    assert beside(raw) == [(kind, text)]


def test_who_wrote_the_file_goes_to_the_gate_and_is_no_text() -> None:
    raw = of(rb"{\info{\title A title}{\author Maria}{\creatim\yr2026}}{\*\revtbl{Ion;}}P01: Yes.\par")
    assert beside(raw) == [("properties", "A title"), ("properties", "Maria"), ("properties", "Ion;")]
    assert raw.account.aside == {"labels": 4}


def test_a_table_of_three_columns_holds_original_and_translation() -> None:
    rows = rb"\trowd\intbl Speaker\cell Romanian\cell English\cell\row\intbl P01\cell Da,\par sigur.\cell Yes.\cell\row"
    raw = of(rb"A title\par" + rows + rb"\pard after\par")
    assert [(turn.label, turn.text, turn.original) for turn in raw.turns] == [("P01", "Yes.", "Da,\nsigur.")]
    assert raw.account.aside == {"headings": 28, "labels": 3, "outside tables": 5}


def test_marks_that_somebody_wrote_are_not_taken_for_ours() -> None:
    assert said(of(rb"P01: a\u-560 ?b\u64993 ?c\par")) == [("P01", "a b c")]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"zabranic",
        rb"{\rtf1 P01: zabranic",
        rb"{\rtf1{\fonttbl{\f0 zabranic",
        HEAD + rb"\u99999999 zabranic}",
        HEAD + rb"\'81 zabranic}".replace(b"1250", b""),
        b"{\\rtf1\\ansi\\ansicpg1252 \\'81zabranic}",
    ],
)
def test_what_is_damaged_is_refused_in_one_line(data: bytes, explained: Callable[..., None]) -> None:
    with pytest.raises(TranscriptError) as caught:
        read(data, name="FG01.rtf")
    explained(caught.value, what="cannot be opened as RTF", where="FG01.rtf", hint="save it again")


def test_a_file_without_words_is_refused() -> None:
    with pytest.raises(TranscriptError, match="holds no words"):
        of(rb"\par{\v hidden}\par")


@pytest.mark.parametrize(
    "body",
    [
        b"{" * 200_000 + b"}" * 200_000,
        rb"{\field{\*\fldinst{HYPERLINK " * 5_000 + b"}}}" * 5_000,
        rb"\'ba" * 100_000,
        b"{\\pict " + b"89" * 1_000_000 + b"}",
    ],
)
def test_hostile_files_come_to_an_end(body: bytes) -> None:
    began = time.process_time()
    of(rb"P01: Yes.\par " + body)
    assert time.process_time() - began < 5


WORD = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=6)
GROUPS = {
    "": (b"", b""),
    "hidden": (rb"{\v ", b"}"),
    "deleted": (rb"{\deleted ", b"}"),
    "footnotes": (rb"{\footnote ", b"}"),
    "bold": (rb"{\b ", b"}"),
}


def rtf_of(text: str) -> bytes:
    units = text.encode("utf-16-le")
    codes = [int.from_bytes(units[place : place + 2], "little", signed=True) for place in range(0, len(units), 2)]
    return b"".join(b"\\u%d ?" % code for code in codes)


@given(st.lists(st.tuples(st.sampled_from(sorted(GROUPS)), WORD), max_size=8))
@settings(deadline=None, max_examples=150)
def test_no_character_is_lost_whatever_the_groups_hold(parts: list[tuple[str, str]]) -> None:
    body = b"".join(GROUPS[kind][0] + rtf_of(f"{text} ") + GROUPS[kind][1] for kind, text in parts)
    raw = of(rb"P01: Yes. " + body + rb"\par")
    wanted = characters(normalise("".join(f"{text} " for _, text in parts)))
    assert raw.account.read == wanted + 8
    for kind in ("hidden", "deleted", "footnotes"):
        spoken = "".join(f"{text} " for one, text in parts if one == kind)
        assert raw.account.aside.get(kind, 0) == sum(characters(word) for word in spoken.split(" "))
