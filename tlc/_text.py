"""Text as tlc keeps it: the only place that decodes, normalises and digests words."""

from __future__ import annotations

import codecs
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from tlc.errors import StudyError, TlcError, TranscriptError, Where

# Where Unicode says that a line ends, beside \n: without these, the words on both sides would become one.
_LINE_ENDS = ("\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")
# The mark of UTF-32 begins with that of UTF-16, so it is looked for first.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: What text from Romania and Britain that is not UTF-8 is usually in.
USUAL_ENCODINGS = ("cp1250", "iso8859_16", "iso8859_2", "cp852", "mac_romanian", "cp1252")
# Codecs that make letters of plain ASCII, or depend on the computer: no file says by accident that it is in these.
_NO_ENCODINGS = frozenset(
    {"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "utf-7", "mbcs", "oem"}
)
_SURROGATES = re.compile("[\ud800-\udfff]")
# Control characters but for \n, surrogates, and marks of byte order.
_NO_CHARACTERS = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
_CONTROLS = re.compile("[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_MOST_LINES = 3
_AROUND = 40
_EMOJI = "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
# Scripts that are spelt with joiners: Arabic, those of India, Burmese, Khmer, Mongolian.
_JOINED = "\u0600-\u06ff\u0750-\u077f\u08a0-\u0dff\u1000-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc"
_UNSEEN = re.compile(
    # What belongs to an emoji or to a word's spelling is kept ...
    "(?P<kept>\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"
    f"|(?<=[{_EMOJI}])[\ufe0e\ufe0f]|(?<=[0-9#*])\ufe0f(?=\u20e3)|(?<=[{_EMOJI}\ufe0f])\u200d(?=[{_EMOJI}])"
    f"|(?<=[{_JOINED}])[\u200c\u200d](?=[{_JOINED}]))"
    # ... and bidirectional controls, zero-width characters, soft hyphens, fillers and tags are not.
    "|[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)


def read(path: Path, *, kind: type[TlcError] = StudyError) -> str:
    """Read a text file of the study, as it stands.

    Raises
    ------
    TlcError
        Of the kind given: the file cannot be opened, or is not text in UTF-8 or UTF-16.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise kind(
            "The file cannot be opened.",
            where=path,
            hint="Is it there, and may you read it? Close it in other programs.",
        ) from error
    return decode(data, where=path, kind=kind)


def decode(
    data: bytes, *, where: Where | None = None, kind: type[TlcError] = TranscriptError, encoding: str | None = None
) -> str:
    r"""Read bytes as the encoding that they are marked with, as UTF-8, or as the one that a person says.

    Nothing is guessed: Romanian text saved as Windows-1250 would come in with wrong letters and nobody would notice.
    UTF-16 without its mark is known by its empty bytes.

    Parameters
    ----------
    data : bytes
    where, kind
        For messages.
    encoding : str or None
        Any of Python's encodings for text, such as ``cp1250``; refused where the bytes plainly are in Unicode.

    Raises
    ------
    TlcError
        Of the kind given: the bytes do not fit; the message names the file, never its words.

    >>> decode("înțeleg".encode("utf-8"))
    'înțeleg'
    >>> decode(b"\xeen\xfeeleg", encoding="iso8859_16")
    'înțeleg'
    """
    known = _marked(data)
    if encoding is not None:
        chosen = _named(encoding, where=where, kind=kind)
        if (known and not chosen.startswith("utf")) or (known is None and _cannot_be(chosen, data)):
            raise kind(
                "The file is in Unicode already, so in another encoding its accented letters would come in wrong.",
                where=where,
                hint="Leave the encoding out.",
            )
        # A mark is no part of the text, and Python's utf-8 would leave it there.
        known = known or chosen
    try:
        text = data.decode(known or "utf-8")
    except (UnicodeError, ValueError) as error:
        raise _wrong(encoding, where=where, kind=kind) from error
    if "\0" in text or _SURROGATES.search(text):
        # Binary files, and UTF-16 in disguise: half of its letters would go as control characters.
        raise kind("The file is not text, or its encoding is not marked.", where=where, hint=_hint(kind))
    return text


def _marked(data: bytes) -> str | None:
    """Which encoding a byte order mark tells, or the empty bytes of unmarked UTF-16."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    if b"\0" not in data:
        return None
    even, odd = data[::2].count(0), data[1::2].count(0)
    if len(data) % 2 or min(even, odd) or 4 * max(even, odd) < len(data):
        return None
    return "utf-16-le" if odd else "utf-16-be"


def _cannot_be(encoding: str, data: bytes) -> bool:
    """Whether text that plainly is UTF-8 is said to be something else."""
    try:
        plain = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    if encoding == "utf-8" or "\0" in plain:
        return False
    return not plain.isascii() or encoding.startswith(("utf-16", "utf-32"))


def _named(encoding: str, *, where: Where | None, kind: type[TlcError]) -> str:
    try:
        name = codecs.lookup(encoding.strip()).name
        # Python keeps codecs here that make no text of bytes, such as base64.
        b"ab".decode(name)
    except UnicodeError:
        pass
    except (LookupError, ValueError):
        name = "undefined"
    if name in _NO_ENCODINGS:
        raise kind(
            "tlc does not know that encoding.",
            where=where,
            hint=f"The usual ones are: {', '.join(USUAL_ENCODINGS)}.",
        )
    return name


def _hint(kind: type[TlcError]) -> str:
    hint = "Open it in the program it comes from and save it again as UTF-8"
    return f"{hint}, or say what it is in: --encoding cp1250." if kind is TranscriptError else f"{hint}."


def _wrong(encoding: str | None, *, where: Where | None, kind: type[TlcError]) -> TlcError:
    if encoding is not None:
        return kind("The text is not in the encoding named.", where=where, hint=_hint(kind))
    return kind("The text is not in UTF-8, so accented letters would come in wrong.", where=where, hint=_hint(kind))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How bytes would read in one encoding: for a person to choose on the screen, and for nothing else.

    Attributes
    ----------
    encoding : str
    lines : tuple of str
        At most three, cut around the first letter that reads differently elsewhere.
    """

    encoding: str
    lines: tuple[str, ...]

    def __repr__(self) -> str:
        # The lines are somebody's words, and a repr may end in a log.
        return f"Reading(encoding={self.encoding!r}, {len(self.lines)} lines)"


def readings(data: bytes) -> tuple[Reading, ...]:
    r"""Show how bytes that are not in Unicode would read in each usual encoding that they fit.

    Encodings that read the bytes alike are named once. Never put the lines into an error or a file.

    >>> [(one.encoding, one.lines) for one in readings(b"a\xbateptat")][:2]
    [('cp1250', ('aşteptat',)), ('iso8859_16', ('așteptat',))]
    """
    texts: dict[str, str] = {}
    for encoding in USUAL_ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        # Letters are never control characters: what reads as such is in another encoding.
        if not re.search("[\x80-\x9f]", text) and text not in texts.values():
            texts[encoding] = text
    lines = [text.split("\n") for text in texts.values()]
    differ = [
        alike
        for alike in zip(*lines, strict=True)
        if not alike[0].isascii() and (len(set(alike)) > 1 or len(texts) == 1)
    ][:_MOST_LINES]
    return tuple(
        Reading(encoding=encoding, lines=tuple(_around(line[place]) for line in differ))
        for place, encoding in enumerate(texts)
    )


def _around(line: str) -> str:
    first = next((place for place, letter in enumerate(line) if not letter.isascii()), 0)
    return line[max(0, first - _AROUND) : first + _AROUND].strip()


def without_unseen(text: str) -> str:
    r"""Take out characters that nobody sees and that hide words from a search; emoji and spelling keep theirs.

    >>> without_unseen("Za\u200bra \u202eQuill\u202c")
    'Zara Quill'
    >>> len(without_unseen("👩🏽\u200d⚕️"))
    5
    """
    if text.isascii():
        return text
    kept = _UNSEEN.sub(lambda found: found["kept"] or "", text)
    # Where something stood between them, letters may meet their accents.
    return text if len(kept) == len(text) else unicodedata.normalize("NFC", kept)


def normalise(text: str) -> str:
    r"""Bring text into the one form in which tlc keeps and counts it.

    Letters with accents become single code points (Unicode NFC); whatever ends a line, a page break too, becomes
    ``\n``; byte order marks and control characters go; tabs and non-breaking spaces become spaces. Normalising twice
    changes nothing.

    >>> normalise("s\u0326i\r\nda\ufeff")
    'și\nda'
    """
    for line_end in _LINE_ENDS:
        text = text.replace(line_end, "\n")
    text = text.replace("\t", " ").replace("\u00a0", " ").replace("\u202f", " ")
    return unicodedata.normalize("NFC", _NO_CHARACTERS.sub("", text))


def controls_in(text: str) -> int:
    r"""Count the control characters that ``normalise`` takes out, apart from those that count as white space.

    >>> controls_in("Yes.\x01\r\n")
    1
    """
    return len(_CONTROLS.findall(text))


def digest(text: str) -> str:
    """Name a text by its SHA-256, in hexadecimal.

    >>> digest("")[:12]
    'e3b0c44298fc'
    """
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
