"""Spoiling files: bytes changed anywhere, and each format's own traps. The same chance spoils in the same way."""

# ruff: noqa: E501 - what is written into files is read more easily unbroken
from __future__ import annotations

import json
import random
import re
import zlib
from collections.abc import Callable, Mapping, Sequence

from fuzzing.spoil_zip import spoiled_archive

Chance = random.Random
_NUMBERS = (b"0", b"-1", b"9", b"65536", b"2147483648", b"99999999999999999999", b"-0.0", b"1e999", b"9" * 5000, b"x")
_ANYWHERE = (
    b"\0", b"\xff", b"\n", b"\r", b"\x1b[31m", b"\x85", b" " * 3000, b"[" * 3000, b"P01: ", b"\xc2\xad", b"\xef\xbb\xbf",
    b"\xff\xfe", *(sign.encode() for sign in "\u202e\u200b\u2028\ufdd0\ufffe\U000e0041"), b"\xed\xa0\x80", b"a\xcc\x81" * 400,
    "\u0344\u0344".encode(),
)  # fmt: skip
_CUES = (
    b" --> ",
    b"00:00:01.000 --> ",
    b"99:99:99.999",
    b"1:2:3:4:5",
    b"NOTE",
    b"STYLE\n",
    b"<v ",
    b"</v>",
    b"&#x110000;",
)
_OWN: Mapping[str, tuple[bytes, ...]] = {
    "csv": (b'"', b'""', b",", b";", b"\t", b'"' * 999, b"," * 999, b"\n\n", b"Speaker,Text\n", b"\r"),
    "tsv": (b'"', b"\t", b"\t" * 999, b"start\tend\ttext\n", b"1e400\t", b"\n\n"),
    "txt": (b"[", b"](", b"<b>", b"12:30 ", b"**P01**", b": ", b"[00:00:00]", b"#00:00:00-0#", b"\n\n\n", b"http://x:"),
    "vtt": (*_CUES, b"WEBVTT\n", b"<" * 500, b"&lt;" * 200),
    "srt": (*_CUES, b"{\\an8}", b"<font color=", b"\n\n1\n"),
    "json": (
        b"[" * 60, b"[" * 100_000, b'{"a":' * 5_000, b"NaN", b"-Infinity", b"1e999", b"9" * 6_000, b'"text":"", "text":', b"null",
        b"\\ud800", b"\\u0000", b'{"segments":[', b"true", b"{}", b"[]", b'"start": -1e308,',
    ),
    "textgrid": (b'"', b'""', b'"IntervalTier"\n', b"<exists>", b"<absent>", b"!x", b"1e999 ", b"99999999999 ", b"xmin = "),
    "rtf": (
        b"{", b"}", b"{" * 2_000, b"{\\b " * 3_000, b"\\u-99999 ", b"\\u99999999 ", b"\\u55357 ?", b"\\uc9999 ", b"\\bin99999999 ",
        b"\\bin-1 ", b"\\'ff", b"\\'", b"\\ansicpg65001 ", b"\\ansicpg99999 ", b"\\f9999 ", b"\\trowd\\cell\\row", b"{\\*\\x ",
        b"{\\fonttbl", b"{\\upr{\\ud ", b"\\cell" * 500, b"\\row" * 500, b"\\par" * 2_000, b"\\", b"\\ansicpg932 \\'81", b"\\v ",
    ),
    "pdf": (
        b"endobj\n", b"endstream", b"stream\n", b"<<", b">>", b"[" * 2_000, b"<<" * 1_000, b"/Kids [2 0 R]", b"/Parent 2 0 R",
        b"/Contents 2 0 R", b"/Prev 9", b"/Length 99999999", b"/Filter [/FlateDecode /FlateDecode /LZWDecode]", b"(" * 3_000, b"%",
        b"/Encrypt 1 0 R", b"/Type /ObjStm", b"/Type /XRef /W [9 9 9]", b"/Annots 2 0 R", b"xref\n0 99999999\n", b"startxref\n0\n",
        b"/ToUnicode 6 0 R", b"/Encoding 6 0 R", b"/Count 999999999", b"/Filter /ASCII85Decode", b"/Filter /RunLengthDecode",
        b"/Filter /CCITTFaxDecode", b"/DecodeParms << /Predictor 15 /Columns 999999999 >>", b"/Widths [0]", b"/Size 999999999",
    ),
}  # fmt: skip
_DIGITS = re.compile(rb"\d+")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_DRAWING = (
    b" Tj", b" TJ", b"BT ", b"ET ", b"q " * 3_000, b"Q " * 500, b" Tf", b" 1e30 0 0 1e30 0 0 cm ", b"/F9 0 Tf", b"(\\", b"<00", b"[", b"]",
    b" Td", b" 99999999999 Tc ", b"BI /W 9 ID", b" EI", b"/X Do ", b"T* " * 500,
)  # fmt: skip
ARCHIVES = ("docx", "odt", "xlsx")


def spoiled(ending: str, files: Sequence[bytes], chance: Chance) -> bytes:
    """Make a spoiled file of a format's whole ones.

    Parameters
    ----------
    ending : str
        The format, such as ``docx``.
    files : sequence of bytes
        Whole files, of which one is spoiled; parts of others may be put in.
    chance : random.Random
        Whence all chance comes.
    """
    data = chance.choice(files)
    if ending in ARCHIVES and chance.random() < 0.85:
        return spoiled_archive(data, chance.choice(files), chance, bytes_spoiled)
    if ending == "json" and chance.random() < 0.4:
        data = _tree_spoiled(data, chance)
    if ending == "pdf" and chance.random() < 0.4:
        data = _streams_spoiled(data, chance)
    if chance.random() < 0.03:
        # As if somebody gave the file another ending.
        data = data.decode("utf-8", "replace").encode(
            chance.choice(("utf-16", "utf-16-le", "utf-32", "cp1250")), "replace"
        )
    return bytes_spoiled(data, chance.choice(files), chance, own=_OWN.get({"md": "txt"}.get(ending, ending), ()))


def bytes_spoiled(data: bytes, other: bytes, chance: Chance, *, own: Sequence[bytes] = ()) -> bytes:
    """Spoil bytes in one to six places; ``own`` are the format's own traps."""
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        way = chance.choice((_flip, _cut, _double, _insert, _insert, _number, _splice, _end, _lines))
        data = way(data, other, chance, own)
    return data


def _place(data: bytes, chance: Chance) -> int:
    return chance.randrange(len(data) + 1)


def _stretch(data: bytes, chance: Chance) -> tuple[int, int]:
    start = _place(data, chance)
    return start, min(len(data), start + chance.choice((1, 2, 8, 60, 600)))


def _flip(data: bytes, _: bytes, chance: Chance, __: Sequence[bytes]) -> bytes:
    changed = bytearray(data)
    for _i in range(chance.choice((1, 1, 4, 20))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(data: bytes, _: bytes, chance: Chance, __: Sequence[bytes]) -> bytes:
    start, end = _stretch(data, chance)
    return data[:start] + data[end:]


def _double(data: bytes, _: bytes, chance: Chance, __: Sequence[bytes]) -> bytes:
    start, end = _stretch(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 1, 2, 50, 300)) + data[end:]


def _insert(data: bytes, _: bytes, chance: Chance, own: Sequence[bytes]) -> bytes:
    place = _place(data, chance)
    new = chance.choice(own if own and chance.random() < 0.7 else _ANYWHERE)
    return data[:place] + new + data[place:]


def _number(data: bytes, _: bytes, chance: Chance, __: Sequence[bytes]) -> bytes:
    numbers = list(_DIGITS.finditer(data))
    if not numbers:
        return data
    one = chance.choice(numbers)
    near = str(int(one[0][:9]) + chance.choice((-1, 1))).encode()
    return data[: one.start()] + chance.choice((*_NUMBERS, near, near, near)) + data[one.end() :]


def _splice(data: bytes, other: bytes, chance: Chance, _: Sequence[bytes]) -> bytes:
    start, end = _stretch(data, chance)
    begin, stop = _stretch(other, chance)
    return chance.choice((data[:start] + other[begin:], data[:start] + other[begin:stop] + data[end:]))


def _end(data: bytes, _: bytes, chance: Chance, __: Sequence[bytes]) -> bytes:
    return data[: _place(data, chance)] if chance.random() < 0.5 else data[: -chance.choice((1, 2, 20))]


def _lines(data: bytes, _: bytes, chance: Chance, __: Sequence[bytes]) -> bytes:
    lines = data.split(b"\n")
    for _i in range(chance.choice((1, 3))):
        first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[first], lines[second] = lines[second], lines[first]
    return b"\n".join(lines)


def _tree_spoiled(data: bytes, chance: Chance) -> bytes:
    """Put odd values in a tree of JSON, in place of right ones."""
    try:
        tree = json.loads(data)
    except ValueError:
        return data
    odd = (
        None,
        True,
        -1,
        10**30,
        1e308,
        0.1,
        "",
        "zabranic",
        [],
        {},
        [[[]]],
        {"text": "zabranic"},
        [{"text": 1}],
        "\ud800",
        tree,
    )
    for _ in range(chance.choice((1, 2, 5))):
        node = tree
        while isinstance(node, dict | list) and node:
            key = chance.choice(list(node) if isinstance(node, dict) else range(len(node)))
            if chance.random() < 0.35:
                # Written and read again: a tree must not hold itself.
                node[key] = json.loads(json.dumps(chance.choice(odd)))
                break
            node = node[key]
    return json.dumps(tree).encode()


def _streams_spoiled(data: bytes, chance: Chance) -> bytes:
    """Spoil what a PDF draws, and pack it again."""

    def spoil(found: re.Match[bytes]) -> bytes:
        unpack: Callable[[bytes], bytes] = zlib.decompress
        try:
            inside = unpack(found[1])
        except zlib.error:
            return found[0]
        if chance.random() < 0.05:
            inside *= 3_000
        return b"stream\n" + zlib.compress(bytes_spoiled(inside, inside, chance, own=_DRAWING)) + b"\nendstream"

    return _STREAM.sub(spoil, data)
