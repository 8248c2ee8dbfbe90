r"""RTF made plain for the reader: each part of it marked as what it is, before striprtf reads its letters.

striprtf reads code pages and ``\u`` letters well, but takes hidden and deleted words for talk and leaves out notes,
comments, headers and text boxes without saying so. So a first pass follows the groups, leaves to striprtf only
what holds letters, and puts marks between the parts: noncharacters of Unicode, which no text may hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

BODY, SKIPPED, PROPERTIES = "body", "skipped", "properties"
PARAGRAPH, CELL, ROW = "\ufde0", "\ufde1", "\ufde2"
BOLD, PLAIN = "\ufde3", "\ufde4"

_DESTINATIONS = {
    "headers": "header headerf headerl headerr footer footerf footerl footerr",
    "footnotes": "footnote ftnsep ftnsepc aftnsep aftnsepc",
    "comments": "annotation atnid atnauthor",
    "text boxes": "shptxt dptxbxtext result shprslt",
    "field codes": "fldinst",
    "list marks": "listtext pntext pntxta pntxtb",
    "index entries": "xe txe tc tcn",
    "form fields": "ffname ffdeftext ffhelptext ffstattext ffformat ffentrymcr ffexitmcr ffl",
    PROPERTIES: "title subject author manager company operator category keywords comment doccomm hlinkbase revtbl "
    "bkmkstart propname staticval docvar sv template atrfstart annotationauthor windowcaption file filetbl",
    SKIPPED: "fonttbl colortbl stylesheet listtable listoverridetable rsidtbl generator themedata datastore pict "
    "colorschememapping latentstyles objdata objclass objname blipuid picprop xmlnstbl pnseclvl sn bkmkend atrfend "
    "creatim revtim printim buptim upr fontemb wgrffmtfilter panose falt passwordhash defchp defpap pgptbl "
    "atndate atnparent atnref background",
}
_KIND_OF: Mapping[str, str] = MappingProxyType(
    {word: kind for kind, words in _DESTINATIONS.items() for word in words.split()}
)
KINDS = (BODY, *(kind for kind in _DESTINATIONS if kind != SKIPPED), "deleted", "hidden", "other parts")
_MARKS = re.compile("[\ufdd0-\ufdef]")

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<mark>[^a-zA-Z])"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+"
)
_LETTERS = frozenset({"emdash", "endash", "emspace", "enspace", "qmspace", "bullet", "lquote", "rquote", "ldblquote"})
_SAID = {
    **{word: f"\\{word} " for word in (*_LETTERS, "rdblquote", "tab", "line")},
    **dict.fromkeys(("nestcell", "softline", "column"), "\\tab "),
    **dict.fromkeys(("nestrow", "softpage", "lbr"), "\\line "),
    **dict.fromkeys(("chdate", "chtime", "chpgn", "chftn", "chatn"), ""),
}
_FORMAT = frozenset({"ansicpg", "deff", "f"})
# Groups that a reader may leave out, and that hold nothing of their own.
_TRANSPARENT = frozenset({"shpinst", "shppict", "shpgrp", "nesttableprops", "fldrslt", "cs"})
_SIGNS = frozenset("~_{}\\")
_HIGH = re.compile(r"[\x80-\xff]")
_BRACE = re.compile(r"[{}]")
MAX_FONTS = 200_000


@dataclass(frozen=True, slots=True)
class _State:
    """What a group says of the text in it."""

    kind: str = BODY
    above: str = BODY
    bold: bool = False
    hidden: bool = False
    deleted: bool = False
    in_table: bool = False

    @property
    def part(self) -> str:
        """As what the text here counts."""
        if self.kind == BODY and (self.deleted or self.hidden):
            return "deleted" if self.deleted else "hidden"
        return self.kind


class UnbalancedError(ValueError):
    """The groups of the file do not close."""


def marked(text: str) -> str:
    """Rewrite RTF as RTF of nothing but letters, fonts and marks.

    Parameters
    ----------
    text : str
        The file's bytes as Latin-1.

    Raises
    ------
    UnbalancedError
        A group is not closed: the file is cut off.
    """
    return "".join(_marked(text))


def parts_of(plain: str) -> Iterator[tuple[str, bool, str]]:
    """Part what striprtf read at the marks: the kind of each part, whether it is bold, and its text.

    Ends of paragraphs, cells and rows come as parts of the body that are nothing but their mark.
    """
    kind, bold, begin = BODY, False, 0
    for found in _MARKS.finditer(plain):
        if found.start() > begin:
            yield kind, bold, plain[begin : found.start()]
        mark, begin = found[0], found.end()
        if mark in (PARAGRAPH, CELL, ROW):
            yield BODY, False, mark
        elif mark in (BOLD, PLAIN):
            bold = mark == BOLD
        else:
            kind = KINDS[ord(mark) - 0xFDD0]
            # Two notes in a row are two.
            yield BODY, False, ""
    if begin < len(plain):
        yield kind, bold, plain[begin:]


class _Marker:
    """Follows the groups of a file, and writes it down again with marks."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.states: list[_State] = []
        self.now = _State()
        self.said = (BODY, False)
        self.starred = False

    def open(self) -> None:
        self.states.append(self.now)
        self.now = replace(self.now, above=self.now.kind)
        self.out.append("{")

    def close(self) -> None:
        self.now = self.states.pop()
        self.out.append("}")

    def say(self, rtf: str) -> None:
        """Write what stands for letters, after the marks that say what they are."""
        kind, bold = self.now.part, self.now.bold and self.now.kind == BODY
        if kind == SKIPPED or not rtf:
            return
        if kind != self.said[0]:
            self._mark(chr(0xFDD0 + KINDS.index(kind)))
        if bold != self.said[1]:
            self._mark(BOLD if bold else PLAIN)
        self.said = (kind, bold)
        self.out.append(rtf)

    def end(self, mark: str) -> None:
        """Write the end of a paragraph, a cell or a row; in notes and the like it is only a line end."""
        if self.now.kind != BODY or (mark == PARAGRAPH and self.now.in_table):
            self.say("\\line ")
        else:
            self._mark(mark)

    def word(self, word: str, number: str | None) -> None:
        starred, self.starred = self.starred, False
        on = number != "0"
        if word == "b":
            self.now = replace(self.now, bold=on)
        elif word == "v":
            self.now = replace(self.now, hidden=on)
        elif word == "deleted":
            self.now = replace(self.now, deleted=on)
        elif word == "plain":
            self.now = replace(self.now, bold=False, hidden=False, deleted=False)
        elif word in ("intbl", "pard"):
            self.now = replace(self.now, in_table=word == "intbl")
        elif word in ("par", "sect", "page"):
            self.end(PARAGRAPH)
        elif word in ("cell", "row"):
            self.end(CELL if word == "cell" else ROW)
        elif word == "u" and number:
            # Marks that somebody wrote would be taken for ours.
            ours = 0xFDD0 <= int(number) % 0x10000 <= 0xFDEF
            self.say("\\u9 " if ours else f"\\u{number} ")
        elif word in _SAID:
            self.say(_SAID[word])
        elif word in _FORMAT or word == "uc":
            self.out.append(f"\\{word}{number or ''} ")
        else:
            self._group(word, starred=starred)

    def _group(self, word: str, *, starred: bool) -> None:
        """Take a word that says what its group holds."""
        kind = self.now.kind
        if word == "ud":
            # The same words as beside it, in Unicode.
            kind = self.states[-2].kind if len(self.states) > 1 else BODY
        elif kind == SKIPPED:
            return
        elif word in _KIND_OF:
            kind = _KIND_OF[word]
        elif starred and word not in _TRANSPARENT:
            kind = "other parts" if kind == BODY else kind
        else:
            return
        self.now = replace(self.now, kind=kind)
        if kind != SKIPPED:
            self.said = ("", False)  # the next words begin a part of their own

    def _mark(self, mark: str) -> None:
        self.out.append(f"{{\\uc0\\u{ord(mark)} }}")


def _marked(text: str) -> list[str]:
    marker = _Marker()
    place = 0
    while found := _TOKEN.match(text, place):
        place = found.end()
        if found["brace"] == "{":
            marker.open()
        elif found["brace"]:
            marker.close()
            if not marker.states:
                break
        elif found["word"] == "bin":
            place += max(0, int(found["number"] or 0))
        elif found["word"] == "fonttbl":
            place = _fonts(text, place, marker)
        elif found["word"]:
            marker.word(found["word"], found["number"])
        elif found["hex"]:
            marker.say(found[0])
        elif found["text"]:
            marker.say(_HIGH.sub(lambda high: f"\\'{ord(high[0]):02x}", found["text"]))
        elif found["mark"] in ("\n", "\r"):
            marker.end(PARAGRAPH)
        elif found["mark"] == "*":
            marker.starred = True
        elif found["mark"] in _SIGNS:
            marker.say(found[0])
    if marker.states:
        raise UnbalancedError("a group is not closed")
    return marker.out


def _fonts(text: str, place: int, marker: _Marker) -> int:
    """Hand the table of fonts on as it stands: it says which code page each font has."""
    depth, end = 1, place
    while depth and (found := _BRACE.search(text, end)):
        depth += 1 if found[0] == "{" else -1
        end = found.end()
    if depth or end - place > MAX_FONTS:
        raise UnbalancedError("the table of fonts does not end")
    marker.out.append(f"\\fonttbl {text[place : end - 1]}")
    return end - 1
