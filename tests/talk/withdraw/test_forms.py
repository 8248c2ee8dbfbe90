"""A copy in another form is a copy: each way in which programs write words down is looked through."""

from __future__ import annotations

import base64
import html
import io
import json
import quopri
import time
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.model import Turn
from tlc.talk.withdraw import Words, scan, words_of
from tlc.talk.withdraw._forms import forms, in_letters

SAID = "Bunica ținea gemul de gutui în pod și nu știa nimeni că plânge acolo seara."
#: None of their words has an accent: what is lost in an old encoding is no help.
PLAIN = "We keep the quince jelly in the attic beside the cradle."
OTHERS = "Autobuzul până la clinică face o oră și șoferul fumează tot drumul ăsta lung."
CEDILLA = str.maketrans("șțȘȚ", "şţŞŢ")


@pytest.fixture(scope="module")
def words() -> Words:
    said = [
        Turn(id=f"FG01:000{n}", speaker="P07", text=text, language="ro")
        for n, text in enumerate((SAID, PLAIN), start=1)
    ]
    return words_of("P07", [*said, Turn(id="FG01:0009", speaker="P02", text=OTHERS, language="ro")])


def bare(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


def hyphenated(text: str) -> str:
    return " ".join(f"{word[:3]}-\r\n   {word[3:]}" if len(word) > 4 else word for word in text.split())


def mail(text: str, encoding: str, transfer: Callable[[bytes], bytes]) -> bytes:
    return b"Subject: notes\r\n\r\n" + transfer(text.encode(encoding)) + b"\r\n--b--\r\n"


def rtf(text: str, letter: Callable[[str], str]) -> bytes:
    body = "".join(one if one.isascii() else letter(one) for one in text)
    return (r"{\rtf1\ansi\ansicpg1250\deff0{\fonttbl{\f0 Arial;}}\f0 {\b Da.}\par " + body + r"\par}").encode("ascii")


def entries(text: str) -> list[dict[str, object]]:
    times = [(word, n / 3) for n, word in enumerate(text.split())]
    return [{"word": f" {word}", "start": at, "end": at + 0.2, "probability": 0.9} for word, at in times]


def pieces(text: str) -> list[dict[str, object]]:
    cut = [part for word in text.split() for part in (f" {word[:3]}", word[3:]) if part]
    return [{"text": part, "id": n} for n, part in enumerate(cut)]


def rows(text: str, line: str) -> bytes:
    return "\n".join(line.format(n=n, word=word) for n, word in enumerate(text.split(), start=1)).encode()


def in_zip(text: str) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("notes.txt", text)
    return raw.getvalue()


def named_in_zip(text: str) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr(f"drafts/{text}.txt", "x")
    return raw.getvalue()


def sheet(text: str, *, is_shared: bool) -> bytes:
    words = text.split()
    strings = sorted({"the", "other", *words})
    shared = "".join(f"<si><t>{html.escape(one)}</t></si>" for one in strings)
    rows = []
    for n, word in enumerate(words, start=1):
        cells = [("A", "other"), ("B", word), ("C", "the")]
        as_number = [f'<c r="{at}{n}" s="1" t="s"><v>{strings.index(one)}</v></c>' for at, one in cells]
        as_text = [f'<c r="{at}{n}" t="inlineStr"><is><t>{one}</t></is></c>' for at, one in cells]
        rows.append(f'<row r="{n}">{"".join(as_number if is_shared else as_text)}<c r="D{n}"><v>0.5</v></c></row>')
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", f"<sheetData>{''.join(rows)}</sheetData>")
        archive.writestr("xl/sharedStrings.xml", f"<sst>{shared if is_shared else ''}</sst>")
    return raw.getvalue()


FORMS: dict[str, Callable[[str], bytes]] = {
    "cp1250": lambda text: text.translate(CEDILLA).encode("cp1250"),
    "iso8859-16": lambda text: text.encode("iso8859-16"),
    "cp852": lambda text: text.translate(CEDILLA).encode("cp852"),
    "utf-8 and cp1250 in one file": lambda text: "știu\n".encode() + text.translate(CEDILLA).encode("cp1250"),
    "taken apart": lambda text: unicodedata.normalize("NFD", text).encode(),
    "cedilla": lambda text: text.translate(CEDILLA).encode(),
    "without accents": lambda text: bare(text).encode(),
    "capitals": lambda text: text.upper().encode(),
    "full width": lambda text: "".join(chr(ord(c) + 0xFEE0) if "a" <= c <= "z" else c for c in text).encode(),
    "taken for cp1252": lambda text: text.encode().decode("cp1252").encode(),
    "taken for cp1250": lambda text: text.encode().decode("cp1250", errors="replace").encode(),
    "sheet, a word a row": lambda text: sheet(text, is_shared=True),
    "sheet, a word in its own cell": lambda text: sheet(text, is_shared=False),
    "soft hyphens": lambda text: text.replace("i", "\u00adi").encode(),
    "zero width": lambda text: "\u200b".join(text).encode(),
    "hyphens at line ends": lambda text: hyphenated(text).encode(),
    "soft hyphens at line ends": lambda text: hyphenated(text).replace("-", "\u00ad").encode(),
    "utf-16 with a mark": lambda text: text.encode("utf-16"),
    "utf-32 with a mark": lambda text: text.encode("utf-32"),
    "utf-32-le": lambda text: text.encode("utf-32-le"),
    "utf-32-be": lambda text: text.encode("utf-32-be"),
    "mail in base64": lambda text: mail(text, "utf-8", base64.encodebytes),
    "mail in base64, cp1250": lambda text: mail(text.translate(CEDILLA), "cp1250", base64.encodebytes),
    "mail in base64, utf-16": lambda text: mail(text, "utf-16-le", base64.encodebytes),
    "mail in quoted-printable": lambda text: mail(text, "utf-8", quopri.encodestring),
    "mail in quoted-printable, cp1250": lambda text: mail(text.translate(CEDILLA), "cp1250", quopri.encodestring),
    "mail with an archive": lambda text: b"x\n\n" + base64.encodebytes(in_zip(text)),
    "data in a page": lambda text: b'<a href="data:text/plain;base64,' + base64.b64encode(text.encode()) + b'">x</a>',
    "base64 for addresses": lambda text: b"u=" + base64.urlsafe_b64encode(f"?>~{text}".encode()).rstrip(b"="),
    "base64 in a notebook": lambda text: json.dumps({"a": base64.encodebytes(text.encode()).decode()}).encode(),
    "address": lambda text: f"https://example.org/?q={quote(text)}&x=1".encode(),
    "address with plus": lambda text: f"https://example.org/?q={quote_plus(text)}".encode(),
    "RTF by numbers": lambda text: rtf(text, lambda one: f"\\u{ord(one)}?"),
    "RTF by bytes": lambda text: rtf(text.translate(CEDILLA), lambda one: f"\\'{one.encode('cp1250')[0]:02x}"),
    "RTF by both": lambda text: rtf(text, lambda one: f"\\u{ord(one)}\\'3f"),
    "RTF in a comment": lambda text: rtf("", str).replace(b"Da.", b"{\\*\\annotation " + rtf(text, escape)[64:] + b"}"),
    "HTML twice": lambda text: html.escape(html.escape(f"<b>{text}</b>".replace("ș", "&#537;"))).encode(),
    "JSON twice": lambda text: json.dumps(json.dumps({"a": json.dumps(text)})).encode(),
    "page in JSON": lambda text: json.dumps({"a": html.escape(f'<p class="x">"{text}"</p>')}).encode(),
    "Python's bytes": lambda text: repr(text.encode()).encode(),
    "Python's letters": lambda text: ascii(text).encode(),
    "recogniser, a word an entry": lambda text: json.dumps({"segments": [{"words": entries(text)}]}).encode(),
    "recogniser, indented": lambda text: json.dumps(entries(text), indent=2, ensure_ascii=False).encode(),
    "recogniser, a piece an entry": lambda text: json.dumps(pieces(text)).encode(),
    "recogniser, a list a word": lambda text: json.dumps([[word, 0.1, 0.2] for word in text.split()]).encode(),
    "CSV, a word a row": lambda text: rows(text, "{n},FG01,{word},0.{n}"),
    "TSV, a word a row": lambda text: rows(text, "{n}\t{n}5\t{word}\ten"),
    "subtitles, a word a cue": lambda text: rows(text, "{n}\n00:00:0{n},000 --> 00:00:0{n},500\n{word}\n"),
    "intervals, a word each": lambda text: rows(text, '    intervals [{n}]:\n xmin = {n}\n text = "{word}"'),
    "subtitles, timed words": lambda text: "".join(f"<00:01.000><c> {one}</c>" for one in text.split()).encode(),
    "an archive behind other bytes": lambda text: b"#!/bin/sh\nexit\n" + in_zip(text),
    "a name in an archive": named_in_zip,
}


def escape(one: str) -> str:
    return f"\\u{ord(one)}?"


@pytest.mark.parametrize("said", [SAID, PLAIN], ids=["romanian", "english"])
@pytest.mark.parametrize("form", FORMS)
def test_a_copy_in_another_form_is_found(tmp_path: Path, words: Words, form: str, said: str) -> None:
    (tmp_path / "copy").write_bytes(FORMS[form](said))
    assert [place.why for place in scan(tmp_path, words)] == ["words"]


@pytest.mark.parametrize("form", FORMS)
def test_what_another_said_is_not_found_in_any_form(tmp_path: Path, words: Words, form: str) -> None:
    (tmp_path / "copy").write_bytes(FORMS[form](OTHERS))
    assert scan(tmp_path, words) == ()


def test_a_text_without_signs_is_read_once() -> None:
    assert list(forms("Nothing in it to undo.")) == ["Nothing in it to undo."]


def test_what_is_no_word_is_no_form() -> None:
    assert list(forms("1,2\n3,4")) == ["1,2\n3,4"]


def test_a_digest_or_a_key_opens_nothing(tmp_path: Path, words: Words) -> None:
    heads = [b"PK\x03\x04", b"\x1f\x8b", b"%PDF", b"RIFF"]
    keys = "\n\n".join(base64.b64encode(head + bytes(range(200, 240))).decode() for head in heads)
    (tmp_path / "keys.txt").write_text(keys, encoding="utf-8")
    assert scan(tmp_path, words) == ()


def test_a_file_in_base64_that_cannot_be_opened_is_said(tmp_path: Path, words: Words) -> None:
    (tmp_path / "a.eml").write_bytes(base64.encodebytes(b"\xd0\xcf\x11\xe0" + bytes(range(256))))
    assert [place.why for place in scan(tmp_path, words)] == ["closed"]


def test_words_in_front_of_an_archive_that_is_broken_are_found(tmp_path: Path, words: Words) -> None:
    (tmp_path / "a").write_bytes(PLAIN.encode() + b"\n" + in_zip("x").replace(b"notes.txt", b"motes.txt", 1))
    (tmp_path / "b").write_bytes(b"no words\n" + in_zip("x").replace(b"notes.txt", b"motes.txt", 1))
    assert [place.why for place in scan(tmp_path, words)] == ["words", "closed"]


@given(st.binary(max_size=300), st.sampled_from([b"", b"{\\rtf1 ", b"[", b'"', b"=", b"%", b"\\x", b"\\u"]))
def test_any_bytes_can_be_looked_through(data: bytes, head: bytes) -> None:
    for one in ("utf-8", "utf-16-le", "latin-1"):
        text = (head + data).decode(one, errors="replace")
        assert next(forms(text)) == text
        assert all(isinstance(form, str) for form in forms(text))
        assert all(isinstance(inside, bytes) for inside in in_letters(text))


@pytest.mark.parametrize(
    "piece",
    ["a", '"', '\\"', "<", "\\", "=", "%4", "A" * 39 + "\n", "-", "- ", "&", "{\\rtf1", "a=", ",", "\\'e", "\u0327"],
)
def test_a_long_text_takes_a_moment_whatever_it_is_made_of(words: Words, piece: str) -> None:
    text = (piece * 300_000)[:300_000]
    started = time.process_time()
    for form in forms(text):
        words.count_in(form)
    list(in_letters(text))
    assert time.process_time() - started < 5
