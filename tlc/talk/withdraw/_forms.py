"""What a text says when a program has written it in its own signs: escaped, tagged, word by word, or in letters."""

from __future__ import annotations

import base64
import csv
import html
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

_ROUNDS = 3
_TAG = re.compile(r"<[^<>]*>")
_ESCAPE = re.compile(r"\\(?:u\{?([0-9a-fA-F]{4,6})\}?|(.))", re.DOTALL)
_SOFT_BREAK = re.compile(r"=[ \t]*\r?\n")
# Bytes by their numbers: in addresses, in mail, in what programs print of bytes.
_HEX = tuple(
    # Spelt out from its first sign on: so the search can leap from sign to sign.
    (sign, re.compile(f"{re.escape(sign)}{digits}(?:{re.escape(sign)}{digits})*"))
    for sign, digits in (("%", "[0-9a-fA-F]{2}"), ("=", "[0-9A-F]{2}"), ("\\x", "[0-9a-fA-F]{2}"))
)
_NOT_HEX = re.compile(r"[%=]|\\x")
# Romanian in UTF-8 that was taken for Windows' letters and saved so.
_MISREAD = re.compile("[\u00c2-\u00c5\u00c8\u0102\u0139\u010c][^\\x00-\\x7f]")
# A string, and the colon after it where it is a name.
_STRING = re.compile(r'"((?:[^"\\]++|\\.)*+)(?:"|\Z)(\s{0,9}:)?', re.DOTALL)
_NAME = re.compile(r"(\w+)\s*[=:]\s*\Z")
_LONGEST_NAME = 40
_NAMES_WITH = ("=", ":")
_LETTER = re.compile(r"[^\W\d_]")
_BASE64 = re.compile(
    r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{40,}+(?:(?:[ \t]*\r?\n[ \t]*|\\r\\n|\\n)[A-Za-z0-9+/_-]{4,}+)*+"
)
_BREAK = re.compile(r"\s+|\\r|\\n")
_URL_SAFE = str.maketrans("-_", "+/")
_RTF_PARTS = re.compile(r"\\(?:par|line|tab|cell|row|sect|page|e[mn]dash|[lr](?:dbl)?quote)(?![a-z])-?\d* ?|\\~")
_RTF_BYTES = re.compile(r"(?:\\'[0-9a-fA-F]{2})+")
_RTF_LETTER = re.compile(r"\\u(-?\d{1,6}) ?(?:\\'[0-9a-fA-F]{2}|[^\\{}\r\n])?")
_RTF_OTHER = re.compile(r"\\[a-z]{1,32}-?\d* ?|\\[^a-z]|[{}\r\n]")


def forms(text: str) -> Iterator[str]:
    """Give a text as it stands, and as it reads once its signs are taken for what they stand for.

    >>> list(forms("caf%C3%A9"))
    ['caf%C3%A9', 'café']
    """
    yield text
    seen = {text}
    # Word parts a sentence wherever it was corrected; a page parts words by tags alone.
    for gap in ("", " "):
        now = text
        for _ in range(_ROUNDS):
            now = _undone(now, gap)
            if now in seen:
                break
            seen.add(now)
            yield now
    if text.lstrip()[:5] == "{\\rtf":
        yield from _rtf(text)
    if not text.isascii() and _MISREAD.search(text):
        for encoding in ("cp1252", "cp1250"):
            yield text.encode(encoding, errors="replace").decode("utf-8", errors="replace")
    yield from _word_by_word(text)


def in_letters(text: str) -> Iterator[bytes]:
    """Give the bytes that a text holds as base64, as mail and pages carry files.

    >>> list(in_letters("data:," + base64.b64encode(b"We keep the quince jelly in the attic.").decode()))
    [b'We keep the quince jelly in the attic.']
    """
    for match in _BASE64.finditer(text):
        letters = _BREAK.sub("", match[0]).translate(_URL_SAFE)
        # What is left over at the end is the beginning of something else.
        letters = letters + "=" * (-len(letters) % 4) if len(letters) % 4 != 1 else letters[:-1]
        yield base64.b64decode(letters)


def _undone(text: str, gap: str) -> str:
    if "=" in text:
        text = _SOFT_BREAK.sub("", text)
    for sign, pattern in _HEX:
        if sign in text:
            text = pattern.sub(_by_numbers, text)
    if "\\" in text:
        text = _ESCAPE.sub(_unescaped, text)
    if "<" in text:
        text = _TAG.sub(gap, text)
    return html.unescape(text)


def _by_numbers(match: re.Match[str]) -> str:
    return decoded(bytes.fromhex(_NOT_HEX.sub("", match[0])))


def decoded(data: bytes) -> str:
    """Read a few bytes as UTF-8 or, where they are none, as Windows writes Romanian and most of English."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1250", errors="replace")


def _unescaped(match: re.Match[str]) -> str:
    if match[1]:
        return chr(min(int(match[1], 16), 0x10FFFF))
    return " " if match[2] in "nrt" else match[2]


def _rtf(text: str) -> Iterator[str]:
    """Read RTF twice: as a page shows it, and with what a page does not show."""
    from striprtf import striprtf

    shown: Callable[..., str] = striprtf.rtf_to_text
    # Whatever breaks in it, the second reading goes on.
    with suppress(Exception):
        yield shown(text, errors="ignore")
    plain = _RTF_PARTS.sub(" ", text)
    plain = _RTF_LETTER.sub(lambda match: chr(int(match[1]) % 0x10000), plain)
    plain = _RTF_BYTES.sub(lambda match: decoded(bytes.fromhex(match[0].replace("\\'", ""))), plain)
    yield _RTF_OTHER.sub("", plain)


def _word_by_word(text: str) -> Iterator[str]:
    """Read what lies under each name and in each column as one text: recognisers write an entry for a word."""
    if '"' in text:
        under: defaultdict[str, list[str]] = defaultdict(list)
        name = ""
        end, is_tagged = 0, text.lstrip()[:1] == "<"
        for match in _STRING.finditer(text):
            start = match.start()
            # In JSON a name is a string itself; elsewhere it stands bare before what it names. Tags name no words.
            if not is_tagged and any(sign in text[max(0, start - 2) : start] for sign in _NAMES_WITH):
                bare = _NAME.search(text, max(end, start - _LONGEST_NAME), start)
                name = bare[1] if bare else name
            if match[2]:
                name = match[1]
            else:
                under[name].append(match[1])
            end = match.end()
        yield from _glued(under.values())
    head = next((line for line in text[:10_000].splitlines() if line.strip() and not line.startswith("#")), "")
    delimiter = max(",;\t|", key=head.count)
    if delimiter in head:
        yield from _glued(_columns(text, delimiter))


def _columns(text: str, delimiter: str) -> Iterator[list[str]]:
    columns: defaultdict[int, list[str]] = defaultdict(list)
    try:
        for row in csv.reader(text.splitlines(), delimiter=delimiter):
            for place, cell in enumerate(row):
                columns[place].append(cell)
    except csv.Error:
        # A cell without an end: the text as it stands is searched in any case.
        pass
    yield from columns.values()


def _glued(lists: Iterable[list[str]]) -> Iterator[str]:
    for values in lists:
        # A recogniser's pieces of a word say by their spaces where the next word begins.
        pieces = [value for value in values if _LETTER.search(value)]
        begins = sum(value[:1] == " " for value in pieces)
        text = ("" if 2 * begins > len(pieces) else " ").join(pieces)
        if len(pieces) > 1:
            yield _ESCAPE.sub(_unescaped, text) if "\\" in text else text
