"""Finding the speakers' labels at the heads of lines, in whichever of the usual styles the file keeps to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tlc.talk.importers._account import characters
from tlc.talk.importers._speakers import METADATA, accepted, fold, is_id_or_role, is_short, may_be_name
from tlc.talk.importers._times import ANY, HEAD, LONG, MARKED, seconds, stamp

# Possessive: of a thousand spaces none is tried twice.
_COLON = re.compile(rf"(?P<label>[^:\n]{{1,63}}?)\s*+(?P<time>{MARKED}|{LONG})?\s*+:(?=\s|$)")
_TIGHT = re.compile(r"(?P<label>[^:\n]{1,63}?)(?P<time>):(?=[^\s/\d:])")
_BRACKET = re.compile(r"\[(?P<label>[^\[\]\n]{1,63}(?:\[[^\[\]\n]{1,20}\])?)(?P<time>)\]\s*:?")
_BRACE = re.compile(r"\{(?P<label>[^{}\n]{1,63})\}\s*:?")
_SIGN = re.compile(r"[#@](?P<label>[^\W\d][^:#@\n]{0,62}?)\s*:(?=\s|$)")
_HEADER = re.compile(rf"(?P<label>\S.{{0,62}}?)(?P<gap>\s+)(?P<time>[\[(]?{ANY}[\])]?)\s*$")
# What people do, in brackets at the start of a line, is not who they are.
_SOUND = re.compile(
    r"laugh|ras|rad|inaudib|unclear|neinteligibil|pau[sz]|silen|tacere|overlap|crosstalk|noise|zgomot|phone|telefon"
    r"|cough|tus|sigh|oft|cr(?:ies|ying)|plang|applau|aplau|music|muzic|end|sfars|break|record|interrupt|background"
)
# A name that speaks only once is believed only when it is short.
WORDS_OF_A_NAME = 3
_FAMILY = {
    "header": "colon",
    "colon": "colon",
    "tight": "colon",
    "bold": "colon",
    "bracket": "bracket",
    "brace": "brace",
    "sign": "sign",
    "alone": "alone",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a file, or of a paragraph.

    Attributes
    ----------
    number : int
        Where it stands: lines and paragraphs count from 1.
    text : str
        Normalised, without a line end; an empty line ends a block.
    bold : int
        How many of its first characters are in bold.
    """

    number: int
    text: str
    bold: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether it only parts what stands above from what stands below."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A label at the head of a line.

    Attributes
    ----------
    style : str
        ``colon``, ``tight`` (no space after the colon), ``bracket``, ``brace``,
        ``sign`` (``@name:`` or ``#Name:``), ``header`` (name and time), ``bold``, ``alone``.
    end : int
        Where the words begin.
    times : int
        How many of the characters before them are a time.
    sure : bool
        A name seen once is enough.
    """

    style: str
    label: str
    end: int
    times: int = 0
    seconds: float | None = None
    sure: bool = False

    @property
    def family(self) -> str:
        """Styles that one file mixes belong together; a file keeps to one family."""
        return _FAMILY[self.style]


def heads_of(lines: Sequence[Line], *, name: str = "") -> dict[int, Head]:
    """Find the labels of a file; keys are places in ``lines``.

    Parameters
    ----------
    lines : sequence of Line
    name : str
        The file's own name: in ``FG07.docx``, "FG07: carers" is a title and nobody's label.

    Notes
    -----
    The family of styles that most lines keep to wins, so that a heading such as "Interviewer: R04" is no turn in a
    file of "[P01] words", and "[Doctor]" is no speaker in a file of "P01: words".

    >>> heads = heads_of([Line(number=1, text="Group one"), Line(number=2, text="P01: Yes.")])
    >>> heads[1].label, heads[1].end
    ('P01', 4)
    """
    title = fold(name.partition(".")[0])
    possible = {
        place: tuple(head for head in _possible(lines, place) if fold(head.label) != title)
        for place in range(len(lines))
    }
    names = {family: _names(family, possible.values()) for family in set(_FAMILY.values())}
    fitting = {
        place: [head for head in heads if head.sure or head.label in names[head.family]]
        for place, heads in possible.items()
    }
    votes = Counter(family for heads in fitting.values() for family in {head.family for head in heads})
    winner = max(("colon", "bracket", "brace", "sign", "alone"), key=lambda family: votes[family])
    chosen = {
        place: next((head for head in heads if head.family == winner or _is_plain(head)), None)
        for place, heads in fitting.items()
    }
    heads = _without_metadata({place: head for place, head in chosen.items() if head}, lines)
    return heads | _met_once(lines, possible, heads) if winner == "colon" else heads


def _names(family: str, possible: Iterable[Sequence[Head]]) -> frozenset[str]:
    """Choose the speakers of one family; after a sign, as in "@ana:", names may be in small letters."""
    labels = [head.label for heads in possible for head in heads if head.family == family]
    if family != "sign":
        return accepted(labels)
    names = accepted(label.title() for label in labels) | accepted(labels)
    return frozenset(label for label in labels if label in names or label.title() in names)


def _met_once(
    lines: Sequence[Line], possible: Mapping[int, Sequence[Head]], heads: Mapping[int, Head]
) -> dict[int, Head]:
    """Find names that speak only once, in a file in which every paragraph begins with a label.

    There "Ion: Words" at the start of a paragraph is somebody new; elsewhere it may be talk, and stays in the turn.
    """
    first = min(heads, default=len(lines))
    others = [place for place in _starts(lines) if place > first and place not in heads]
    single = {place: head for place in others if (head := next(filter(_is_new, possible[place]), None))}
    if len(single) < len(others) or 2 * len(single) > len(heads):
        return {}
    said = {place: lines[place].text[head.end :].strip() for place, head in single.items()}
    return {} if any(not words or words[0].islower() for words in said.values()) else single


def _is_new(head: Head) -> bool:
    return head.style == "colon" and len(head.label.split()) <= WORDS_OF_A_NAME and may_be_name(head.label)


def _starts(lines: Sequence[Line]) -> list[int]:
    """List where paragraphs begin: below an empty line, or everywhere in a file without any."""
    filled = [place for place, line in enumerate(lines) if not line.is_empty]
    if not filled or all(not line.is_empty for line in lines[filled[0] : filled[-1]]):
        return filled
    return [place for place in filled if place == 0 or lines[place - 1].is_empty]


def _is_plain(head: Head) -> bool:
    # "P02: words" is a label in a file of any family.
    return head.family == "colon" and head.label[-1].isdigit() and is_id_or_role(head.label)


def _without_metadata(heads: dict[int, Head], lines: Sequence[Line]) -> dict[int, Head]:
    """Leave out "Interviewer: R04" in a first block that also holds "Date: ..."."""
    filled = next((place for place, line in enumerate(lines) if not line.is_empty), 0)
    end = next((place for place in range(filled, len(lines)) if lines[place].is_empty), len(lines))
    keys = (fold(line.text.partition(":")[0]).split() for line in lines[:end] if ":" in line.text)
    if any(key and key[0] in METADATA for key in keys):
        return {place: head for place, head in heads.items() if place > end} or heads
    return heads


def _possible(lines: Sequence[Line], place: int) -> Iterator[Head]:
    text = lines[place].text
    before = HEAD.match(text)
    start = before.end() if before else 0
    for style, label, end, time in _shapes(text, start=start, bold=lines[place].bold):
        after = HEAD.match(text, end)
        yield Head(
            style=style,
            label=label,
            end=after.end() if after else end,
            times=sum(characters(part) for part in (before and before[0], time, after and after[0]) if part),
            seconds=_begun(before, time, after),
            # Two spaces and a time: nobody speaks like that.
            sure=style == "header" and may_be_name(label) and bool(re.search(r"\s{2}", text.strip())),
        )
    label = text[start:].strip()
    if _stands_alone(lines, place, label=label):
        times, begun = (characters(before[0]), stamp(before)) if before else (0, None)
        yield Head(style="alone", label=label, end=len(text), times=times, seconds=begun)


def _begun(before: re.Match[str] | None, time: str, after: re.Match[str] | None) -> float | None:
    if before:
        return stamp(before)
    if time:
        return seconds(time.strip("[]()#"))
    return stamp(after) if after else None


def _shapes(text: str, *, start: int, bold: int) -> Iterator[tuple[str, str, int, str]]:
    """Yield the style, the label, the end and the time of everything that has the shape of a label."""
    if text[-1:].strip(" 0123456789])") == "" and (found := _HEADER.match(text, start)):
        yield "header", found["label"].strip(" :"), len(text), found["time"]
    if found := _BRACE.match(text, start):
        yield "brace", found["label"].strip(), found.end(), ""
    if found := _SIGN.match(text, start):
        yield "sign", found["label"].strip(), found.end(), ""
        return
    if (found := _BRACKET.match(text, start)) and not _SOUND.match(fold(found["label"])):
        yield "bracket", found["label"].strip(), found.end(), ""
    colon = text.find(":", start) >= 0
    if colon and (found := _COLON.match(text, start)):
        yield "colon", found["label"].strip(), found.end(), found["time"] or ""
    if colon and (found := _TIGHT.match(text, start)) and is_id_or_role(found["label"]):
        yield "tight", found["label"].strip(), found.end(), ""
    label = text[start:bold].strip().rstrip(":").strip()
    if label and text[bold:].strip():
        yield "bold", label, bold, ""


def _stands_alone(lines: Sequence[Line], place: int, *, label: str) -> bool:
    """Whether a label has a line to itself, and words follow it."""
    if not is_short(label) or label[-1] in ".,;:!" or all(line.is_empty for line in lines[place + 1 : place + 3]):
        return False
    above = lines[place - 1].is_empty if place else True
    return is_id_or_role(label) or (above and may_be_name(label))
