"""Lines or paragraphs of text, some of which begin with a speaker's label, made into turns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from tlc.talk.importers._account import Aside, characters
from tlc.talk.importers._heads import Head, Line, heads_of
from tlc.talk.importers._raw import RawTurn
from tlc.talk.importers._times import ALONE, HEAD, last_stamp, stamp, without_stamps

_FOOTER = re.compile(r"transcri\w+ (?:is provided )?by https?://otter\.ai/?\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """Turns made from lines, rows or cues, and what was set aside on the way.

    Attributes
    ----------
    aside : Aside
        What was set aside, by kind.
    labelled : bool
        Whether anything in it told who speaks.
    """

    turns: tuple[RawTurn, ...]
    aside: Aside
    labelled: bool


def talk_of(lines: Sequence[Line], *, name: str = "") -> Talk:
    """Make turns from lines; what stands before the first label is a heading.

    Where nothing in the lines is a label, each block of lines is a turn, and nobody knows whose. The file's own
    ``name`` is nobody's label.

    >>> talk = talk_of([Line(number=1, text="Group one"), Line(number=2, text="P01: Yes.")])
    >>> talk.turns[0].label, talk.turns[0].text, talk.aside.counts["headings"]
    ('P01', 'Yes.', 8)
    """
    aside = Aside()
    filled = [place for place, line in enumerate(lines) if not line.is_empty]
    if filled and _FOOTER.fullmatch(lines[filled[-1]].text.strip()):
        aside.add("footers", lines[filled[-1]].text)
        lines = lines[: filled[-1]]
    heads = heads_of(lines, name=name)
    starts = sorted(heads)
    blocks: list[tuple[Sequence[Line], Head | None]] = [(block, None) for block in _blocks(lines)]
    if heads:
        aside.add("headings", "\n".join(line.text for line in lines[: starts[0]]))
        blocks = [(lines[start:end], heads[start]) for start, end in pairwise([*starts, len(lines)])]
    turns: list[RawTurn] = []
    carried: float | None = None
    for block, head in blocks:
        turn, carried = _turn(block, head=head, carried=carried, aside=aside)
        turns += [turn] if turn else []
    return Talk(turns=tuple(turns), aside=aside, labelled=bool(heads))


def _turn(
    block: Sequence[Line], *, head: Head | None, carried: float | None, aside: Aside
) -> tuple[RawTurn | None, float | None]:
    """Make one turn of a block, and hand on the time at its end, where the next turn begins."""
    begun = carried if head is None or head.seconds is None else head.seconds
    parts: list[str] = []
    end: float | None = None
    for place, line in enumerate(block):
        text = line.text
        if head and place == 0:
            aside.count("labels", characters(text[: head.end]) - head.times)
            aside.count("times", head.times)
            text = text[head.end :]
        found = ALONE.fullmatch(text) or HEAD.match(text)
        if found:
            aside.count("times", characters(found[0]))
            text = text[found.end() :]
            end = stamp(found)
            begun = end if begun is None and not parts else begun
        if text.strip():
            # f4 writes the time where a paragraph ends: there the next one begins.
            end = last_stamp(text)
            parts += [words] if (words := without_stamps(text, aside)) else []
    label = head.label if head else None
    if not parts:
        # Whoever says nothing is in no turn; the gate still has to see the name.
        aside.mention("labels", label or "")
        return None, end
    return RawTurn(label=label, text="\n".join(parts), number=block[0].number, seconds=begun), end


def _blocks(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """Part lines at the empty ones; in a file without empty lines each line is a block."""
    blocks = [list(block) for empty, block in groupby(lines, key=lambda line: line.is_empty) if not empty]
    return [[line] for line in blocks[0]] if len(blocks) == 1 else list(blocks)
