"""Counting characters, so that no importer can lose words without saying so."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from tlc._text import controls_in, decode, normalise, without_unseen
from tlc.errors import TranscriptError
from tlc.talk.importers._notes import without_notes
from tlc.talk.importers._raw import Account, Beside, RawTranscript, RawTurn

#: The kind of what nobody sees: bidirectional controls, zero-width characters, soft hyphens, control characters.
UNSEEN = "unseen characters"
#: Three hours of talk with a cue for each word are some 30,000; beyond this a file is no session's.
MOST_LINES = 50_000


class Aside:
    """What an importer sets aside: counted by kind, and its words kept for the gate to look at.

    >>> aside = Aside()
    >>> aside.add("headings", "Group one")
    >>> aside.counts["headings"], aside.texts[0].text
    (8, 'Group one')
    """

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.texts: list[Beside] = []
        self.warnings: list[str] = []
        self._open = False

    def add(self, kind: str, text: str) -> None:
        """Set words aside."""
        self.counts[kind] += characters(text)
        self.mention(kind, text)

    def join(self, kind: str, text: str) -> None:
        """Set words aside that go straight on from those before, as the runs of a Word paragraph do."""
        self.counts[kind] += characters(text)
        if self._open and self.texts and self.texts[-1].kind == kind:
            self.texts[-1] = Beside(kind=kind, text=normalise(self.texts[-1].text + text))
        elif text:
            self.texts.append(Beside(kind=kind, text=normalise(text)))
            self._open = True

    def part(self) -> None:
        """Say that words were kept in between: what comes next does not go straight on."""
        self._open = False

    def count(self, kind: str, number: int) -> None:
        """Set characters aside that are no words, such as times and tags."""
        if number:
            self.counts[kind] += number

    def mention(self, kind: str, text: str) -> None:
        """Keep words for the gate that are no part of the file's text, such as its author."""
        self._open = False
        if text.strip():
            self.texts.append(Beside(kind=kind, text=normalise(text)))

    def warn(self, text: str) -> None:
        """Say something of the file that whoever brings it in must know; never with anything that stands in it."""
        self.warnings.append(text)

    def take(self, other: Aside) -> None:
        """Take over what another one holds."""
        for kind, count in other.counts.items():
            self.counts[kind] += count
        self.texts += other.texts
        self.warnings += other.warnings
        self._open = False


def characters(text: str) -> int:
    """Count the characters that are not white space, after normalising.

    >>> characters("Da, așa e.")
    8
    """
    bare = "".join(text.split())
    if bare.isprintable() and unicodedata.is_normalized("NFC", bare):
        # Nothing for normalise() to change, and it is slow on long texts.
        return len(bare)
    return len("".join(normalise(text).split()))


def words_of(data: bytes, *, name: str, encoding: str | None = None, aside: Aside | None = None) -> str:
    """Decode the text of a file, and normalise it.

    Parameters
    ----------
    data : bytes
    name : str
        The file's own name, for messages.
    encoding : str or None
        What it is in, where it is not Unicode.
    aside : Aside or None
        Unseen characters are taken out of the text and counted there; without it they stay.

    Raises
    ------
    TranscriptError
        It is not text in that encoding, or holds no words at all.

    >>> words_of("s\u0326i".encode(), name="FG01.txt")
    'și'
    """
    raw = decode(data, where=name, encoding=encoding)
    text = normalise(raw)
    if aside is not None:
        seen = without_unseen(text)
        aside.count(UNSEEN, characters(text) - characters(seen) + controls_in(raw))
        text = seen
    if not characters(text):
        raise no_words(name)
    return text


def no_words(name: str) -> TranscriptError:
    """Make the error for a file in which nobody speaks."""
    return TranscriptError(
        "The file holds no words.", where=name, hint="Check that it is the right file, and that it is not empty."
    )


def not_too_many(lines: int, *, name: str) -> None:
    """Refuse a file with more lines, rows or cues than a session has, before they are read one by one.

    Raises
    ------
    TranscriptError
        There are more than ``MOST_LINES``.

    >>> not_too_many(1_000, name="FG01.txt")
    """
    if lines > MOST_LINES:
        raise TranscriptError(
            f"The file holds {lines} lines, rows or cues; a session has a few thousand.",
            where=name,
            hint=f"Part it into files of at most {MOST_LINES}, one for each session.",
        )


def balanced(turns: Iterable[RawTurn], *, read: int, aside: Aside, unit: str, name: str) -> RawTranscript:
    """Part notes and unseen characters from words, and close the account.

    Every character read is kept in a turn, or set aside under a name.

    Parameters
    ----------
    turns : iterable of RawTurn
    read : int
        Characters in the whole file, counted apart from the turns.
    aside : Aside
        What was set aside; a kind with no characters is left out.
    unit : str
        What the turns' numbers count.
    name : str
        The file's own name, for messages.

    Raises
    ------
    TranscriptError
        There are no turns, or the account does not balance.

    >>> turn = RawTurn(label="P01", text="Yes.", number=1)
    >>> aside = Aside()
    >>> aside.count("labels", 4)
    >>> balanced([turn], read=8, aside=aside, unit="line", name="FG01.txt").account.kept
    4
    """
    came = tuple(turns)
    kept_turns = without_notes(map(_seen, came))
    if not kept_turns:
        raise no_words(name)
    notes = [note for turn in kept_turns for note in (*turn.notes, *turn.original_notes)]
    hidden = _size(came) - _size(map(_seen, came))
    counts = aside.counts + Counter({"notes": sum(characters(note.text) for note in notes), UNSEEN: hidden})
    kept = _size(kept_turns)
    named = {kind: count for kind, count in counts.items() if count}
    account = Account(read=read, kept=kept, aside=named, turns=len(kept_turns), notes=len(notes))
    if not account.balances:
        raise TranscriptError(
            f"Of {read} characters in the file, {kept + sum(account.aside.values())} are accounted for.",
            where=name,
            hint="Nothing was imported. This is a fault in tlc: please report it, without the file.",
        )
    beside, warnings = tuple(aside.texts), tuple(aside.warnings)
    return RawTranscript(turns=kept_turns, unit=unit, account=account, beside=beside, warnings=warnings)


def _seen(turn: RawTurn) -> RawTurn:
    """Take out of a turn what nobody sees."""
    if (turn.text + (turn.original or "") + (turn.label or "")).isascii():
        return turn
    return replace(
        turn,
        label=None if turn.label is None else without_unseen(turn.label),
        text=without_unseen(turn.text),
        original=None if turn.original is None else without_unseen(turn.original),
    )


def _size(turns: Iterable[RawTurn]) -> int:
    return sum(characters(turn.text) + characters(turn.original or "") for turn in turns)
