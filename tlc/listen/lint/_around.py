"""What stands beside the words that a term found: which neighbour would tell its uses apart, and where to look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import regex

# A word before, or after, with nothing but white space between: across a comma begins another thought.
_BEFORE = regex.compile(r"([\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*)\s+$")
_AFTER = regex.compile(r"^\s+([\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*)")
_FAR = 40
_LETTERS_A_WORD = 30
# A neighbour is worth naming when it stands beside this share of a term's hits, and so many of them.
_SHARE, _FEWEST = 0.2, 5
# A phrase may be shown when as many people said it, in as many sessions.
_PEOPLE, _SESSIONS = 3, 2


class Place(NamedTuple):
    """Where a term stands: which text, and the code points in it, half-open."""

    text: int
    start: int
    end: int


class Said(NamedTuple):
    """Texts of one language, and for each who said it in which session; empty where nobody knows."""

    texts: Sequence[str]
    speakers: Sequence[str] = ()
    sessions: Sequence[str] = ()

    @property
    def words(self) -> int:
        """How many words there are."""
        return sum(len(text.split()) for text in self.texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A phrase in which a term stands: the term's words, and the word before or after them.

    Attributes
    ----------
    phrase : str
        In small letters: ``kind of``.
    here, control : int
        How many of the term's hits in the study, and in the control corpus, stand in it.

    >>> Neighbour(phrase="kind of", here=1, control=215).control
    215
    """

    phrase: str
    here: int
    control: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A hit with the words around it, which ``repr`` leaves out.

    >>> Snippet(before="she was very", match="kind", after="to my mother")
    Snippet()
    """

    before: str = field(repr=False)
    match: str = field(repr=False)
    after: str = field(repr=False)


def misled(here: Said, places: Sequence[Place], control: Said, off_topic: Sequence[Place]) -> tuple[Neighbour, ...]:
    """Name the phrases that make up much of what a term finds off topic, and little of what it finds here.

    They are what a ``not (...)`` would set aside; at most two, the commonest first.
    """
    there, own = _phrases(control, off_topic), _phrases(here, places)
    needed = max(_FEWEST, _SHARE * len(off_topic))
    found = [
        Neighbour(phrase=phrase, here=len(own[phrase]), control=len(who))
        for phrase, who in there.items()
        if len(who) >= needed and _share(own[phrase], places) < _share(who, off_topic) / 2
    ]
    return tuple(sorted(found, key=lambda one: (-one.control, one.phrase))[:2])


def telling(here: Said, places: Sequence[Place], control: Said, off_topic: Sequence[Place]) -> tuple[Neighbour, ...]:
    """Name the phrases in which a term stands here and hardly off topic: what could take the term's place.

    Only what at least three people said in two sessions; at most two, the commonest first.
    """
    there, own = _phrases(control, off_topic), _phrases(here, places)
    needed = max(_FEWEST, _SHARE * len(places))
    found = []
    for phrase, where in own.items():
        people = {here.speakers[place.text] for place in where if here.speakers} - {""}
        sessions = {here.sessions[place.text] for place in where if here.sessions}
        if len(where) >= needed and len(people) >= _PEOPLE and len(sessions) >= _SESSIONS:
            per_hit = len(there[phrase]) / max(len(off_topic), 1)
            if per_hit < _share(where, places) / 4:
                found.append(Neighbour(phrase=phrase, here=len(where), control=len(there[phrase])))
    return tuple(sorted(found, key=lambda one: (-one.here, one.phrase))[:2])


def snippets(texts: Sequence[str], places: Sequence[Place], *, most: int = 3, words: int = 6) -> tuple[Snippet, ...]:
    """Show some of the places with the words around them: spread evenly over all, always the same ones.

    >>> [one.after for one in snippets(["kind of late"], [Place(0, 0, 4)])]
    ['of late']
    """
    chosen = [places[number * len(places) // most] for number in range(most)] if len(places) > most else places
    return tuple(_snippet(texts[place.text], place, words) for place in chosen)


def _snippet(text: str, place: Place, words: int) -> Snippet:
    far = _LETTERS_A_WORD * words
    before = text[max(0, place.start - far) : place.start].split()[-words:]
    after = text[place.end : place.end + far].split()[:words]
    match = " ".join(text[place.start : place.end].split())
    return Snippet(before=" ".join(before), match=match, after=" ".join(after))


def _phrases(said: Said, places: Iterable[Place]) -> defaultdict[str, list[Place]]:
    found: defaultdict[str, list[Place]] = defaultdict(list)
    for place in places:
        for phrase in _beside(said.texts[place.text], place):
            found[phrase].append(place)
    return found


def _beside(text: str, place: Place) -> Iterator[str]:
    match = " ".join(text[place.start : place.end].split()).lower()
    before = _BEFORE.search(text[max(0, place.start - _FAR) : place.start])
    if before:
        yield f"{before[1].lower()} {match}"
    after = _AFTER.search(text[place.end : place.end + _FAR])
    if after:
        yield f"{match} {after[1].lower()}"


def _share(part: Sequence[Place], whole: Sequence[Place]) -> float:
    return len(part) / len(whole) if whole else 0.0


def by_term(hits: Iterable[tuple[tuple[str, str], Place]]) -> dict[tuple[str, str], list[Place]]:
    """Gather hits by their term, in the order in which they stand.

    >>> by_term([(("a", "kind"), Place(0, 0, 4)), (("a", "kind"), Place(1, 3, 7))])[("a", "kind")][1].text
    1
    """
    found: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    for term, place in hits:
        found[term].append(place)
    return dict(found)
