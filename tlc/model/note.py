"""Notes: marks in a transcript that nobody said, such as "[laughs]", kept beside the words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from tlc.errors import TranscriptError

# Beside these a note stands without a space.
_CLOSERS = frozenset(".,;:!?…)]}”’»")
_OPENERS = frozenset("([{“„«")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A mark that is no speech, and where it stood.

    Attributes
    ----------
    at : int
        Code points of the turn's words before it.
    text : str
        The mark with its brackets, on one line.

    >>> Note(at=4, text="[laughs]").text
    '[laughs]'
    """

    at: int
    text: str

    def __post_init__(self) -> None:
        if self.at < 0 or not self.text.strip() or "\n" in self.text:
            raise TranscriptError("A note needs a place in its turn, and something on one line.")


def fit(text: str, notes: Sequence[Note]) -> bool:
    """Whether notes stand inside their text, and in order.

    >>> fit("Yes.", [Note(at=4, text="[laughs]")]), fit("Yes.", [Note(at=5, text="[laughs]")])
    (True, False)
    """
    places = [note.at for note in notes]
    return places == sorted(places) and all(place <= len(text) for place in places)


def with_notes(text: str, notes: Sequence[Note], *, start: int = 0, end: int | None = None) -> str:
    """Put notes back where they stood.

    Parameters
    ----------
    text : str
        The words of a turn.
    notes : sequence of Note
    start, end : int
        The part of the words to show; a note at its edge is shown too.

    >>> with_notes("I went.", [Note(at=1, text="[laughs]")])
    'I [laughs] went.'
    >>> with_notes("I went.", [Note(at=1, text="[laughs]")], start=2)
    'went.'
    """
    if not notes:
        return text[start:end]
    return "".join(character for character, _ in _laid_out(text, notes, start, len(text) if end is None else end))


def place_of(text: str, notes: Sequence[Note], quote: str) -> tuple[int, int] | None:
    """Find a quote among words: as they stand, or as they are shown with their notes; None where it does not stand.

    With notes, spaces are not compared: who copied from the file they came in may have others.

    >>> place_of("I went.", [Note(at=1, text="[laughs]")], "[laughs] went")
    (2, 6)
    """
    start = text.find(quote)
    if start >= 0:
        return (start, start + len(quote)) if quote else None
    if not notes:
        return None
    laid_out = [(c, place) for c, place in _laid_out(text, notes, 0, len(text)) if not c.isspace()]
    wanted = "".join(quote.split())
    begin = "".join(c for c, _ in laid_out).find(wanted)
    places = [place for _, place in laid_out[begin : begin + len(wanted)] if place is not None] if begin >= 0 else []
    return (places[0], places[-1] + 1) if places else None


def _laid_out(text: str, notes: Sequence[Note], start: int, end: int) -> Iterator[tuple[str, int | None]]:
    """Yield every character that is shown, and its place among the words; None for those of notes."""
    done, last = start, ""
    shown = [note for note in notes if start <= note.at <= end]
    for at, here in groupby(shown, key=lambda note: note.at):
        for place in range(done, at):
            last = text[place]
            yield last, place
        done, marks = at, " ".join(note.text for note in here)
        begins = not last or last.isspace()
        if not begins and (last not in _OPENERS or last == marks[0]):
            yield " ", None
        yield from ((character, None) for character in marks)
        last = marks[-1]
        follows = text[done] if done < end else " "
        if not follows.isspace() and (begins or follows not in _CLOSERS or follows == last):
            last = " "
            yield last, None
    yield from ((text[place], place) for place in range(done, end))
