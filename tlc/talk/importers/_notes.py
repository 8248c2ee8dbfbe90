"""Telling marks that nobody said, such as "[laughs]" or "(inaudible)", from words in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from tlc.model.note import Note
from tlc.talk.importers._raw import RawTurn
from tlc.talk.importers._speakers import fold

# Closed lists, folded: what is not in them stays with the words, so that no name and no label can go as a note.
_SOUNDS = frozenset(
    # English
    """
    laugh laughs laughing laughter laughed chuckle chuckles chuckling chuckled giggle giggles giggling
    inaudible inaudibly unclear unintelligible indistinct indecipherable incomprehensible unsure unin muffled mumbles
    mumbling pause pauses paused silence silent crosstalk overlap overlaps overlapping overlapped talkover
    cough coughs coughing coughed sneeze sneezes sniff sniffs sniffing sob sobs sobbing sigh sighs sighing sighed gasp
    gasps yawn yawns cry cries crying cried tearful music applause clapping claps cheering hum humming hums whisper
    whispers whispering whistles whistling groans groaning grunts exhales inhales nods nodding shrugs shrugging
    interruption interruptions interrupted noise noises ringing rings
    """.split()  # noqa: SIM905
    # Romanian
    + """
    rade rad ras rasete rasul razand zambeste zambet neinteligibil neinteligibile neclar neclara indescifrabil
    inaudibila pauza pauze tacere liniste tuse tuseste tusesc stranuta ofteaza oftat oftand plange plang
    plangand muzica aplauze suspina suspine suspin zgomot zgomote zgomotos intrerupere intrerupt murmur murmura
    susoteste susotesc suprapunere suprapuneri suprapuse fredoneaza
    """.split()  # noqa: SIM905
)
_BESIDES = frozenset(
    """
    a all and another at both briefly by channel cross everybody everyone for from group hard heavily in is it
    length long loud loudly minute minutes nervous nervously of off on over participants people phone quiet quietly
    recording sec second seconds secs short slight slightly softly some someone somebody sound sounds speakers
    speaking speech talking talk the there throat time times together two voice voices word words background several
    many multiple few other others each amandoi cateva cu cuvant cuvinte de din doi doua fundal fundalul grup grupul
    in inregistrare intelege la lunga lung min minut minute mai mult multe multi nervos nu o oameni participanti
    participantii pe persoane pic putin scurt scurta secunda secunde se si sunet sunete telefon telefonul
    telefonului toata toate toti tot tuturor un unul usor vocea voci vocile vorbesc vorbeste vorbind voce vorbire
    """.split()  # noqa: SIM905
)
# Notes in which no word of the first list stands.
_WHOLE = frozenset(
    """
    talking over each other|all talk at once|all talking at once|all talking|all speaking|everyone talking
    |talking together|speaking together|several people talking|multiple voices|phone rings|background talk
    |background voices|clears throat|clearing throat|inaudible speech|recording off|end of recording|recording ends
    |no response|no reply|vorbesc toti|toti vorbesc|vorbesc in acelasi timp|vorbesc deodata|vorbesc mai multi
    |vorbesc impreuna|vorbesc unul peste altul|mai multe voci|suna telefonul|isi drege glasul|isi drege vocea
    |nu se aude|nu se intelege|nu raspunde|fara raspuns|sfarsitul inregistrarii|?|??|???
    """.replace("\n", "").split("|")
)
_WHOLE = frozenset(" ".join(words.split()) for words in _WHOLE)
# "(over there)" is said; between stars only what a body does, for "*music*" may be stress.
_STARRED = frozenset(
    """
    laugh laughs laughing laughter chuckles chuckling giggles giggling coughs coughing sneezes sniffs sobs sobbing sigh
    sighs sighing gasps yawns cries crying hums humming whispers whispering whistles groans shrugs nods
    rade rad rasete ofteaza plange tuseste suspina zambeste
    """.split()  # noqa: SIM905
)
_TIME = re.compile(r"\d{1,2}(?:[:.]\d{1,3}){0,3}s?")
_INSIDE = r"[^\[\](){}<>*\n]{1,60}"
_MARK = re.compile(
    rf"(?<!\[)(?:\[{_INSIDE}\]|\[\[{_INSIDE}\]\])(?!\])|(?<!\()(?:\({_INSIDE}\)|\(\({_INSIDE}\)\))(?!\))"
    rf"|(?<!\{{)\{{{_INSIDE}\}}(?!\}})|(?<!<)</?{_INSIDE}>(?!>)|(?<!\*)\*{{1,2}}{_INSIDE}\*{{1,2}}(?!\*)"
)
_CLOSING = re.compile(r"[.,;:!?…)\]}”’»]")


def is_note(mark: str) -> bool:
    """Whether something in brackets is a mark and no words.

    >>> [is_note(mark) for mark in ("[laughs]", "((long pause))", "[râde]", "[GP surgery 1]", "(my cousin)")]
    [True, True, True, False, False]
    """
    inside = " ".join(fold(mark).strip("[](){}<>*/ ").replace("_", " ").replace("-", " ").split()).rstrip(".!,:; …")
    if mark.startswith("*"):
        return inside in _STARRED
    words = [word.strip(",.;:") for word in re.split(r"[ /]+", inside)]
    if inside in _WHOLE:
        return not (set(inside) == {"?"} and mark[0] != "[")
    if not any(word in _SOUNDS for word in words):
        return False
    # One time, "[inaudible 00:12:03]", and no row of numbers.
    times = sum(bool(_TIME.fullmatch(word)) for word in words)
    return times <= 1 and all(word in _SOUNDS or word in _BESIDES or _TIME.fullmatch(word) for word in words if word)


def parted(text: str) -> tuple[str, tuple[Note, ...]]:
    """Part words from notes; a single space stands where a note stood between words.

    >>> parted("Well, [laughs] I went.")
    ('Well, I went.', (Note(at=5, text='[laughs]'),))
    """
    # Most turns hold none, and the pattern is slow on long ones.
    if not any(bracket in text for bracket in "[({<*"):
        return text, ()
    marks = [found for found in _MARK.finditer(text) if is_note(found[0])]
    if not marks:
        return text, ()
    words, done = "", 0
    places: list[tuple[int, str]] = []
    for found in marks:
        words = _joined(words, text[done : found.start()])
        places.append((len(words.rstrip(" ")), found[0]))
        done = found.end()
    words = _joined(words, text[done:]).rstrip()
    return words, tuple(Note(at=min(place, len(words)), text=mark) for place, mark in places)


def without_notes(turns: Iterable[RawTurn]) -> tuple[RawTurn, ...]:
    """Part the words of turns from their notes, in texts and originals.

    >>> without_notes([RawTurn(label="P01", text="[laughs]", number=1)])[0].notes
    (Note(at=0, text='[laughs]'),)
    """
    return tuple(_turn(turn) for turn in turns)


def _turn(turn: RawTurn) -> RawTurn:
    text, notes = parted(turn.text)
    original, of_original = (None, ()) if turn.original is None else parted(turn.original)
    if not notes and not of_original:
        return turn
    # A turn may come with notes of its own, from an importer that knew them.
    return replace(
        turn,
        text=text,
        notes=notes or turn.notes,
        original=original,
        original_notes=of_original or turn.original_notes,
    )


def _joined(words: str, more: str) -> str:
    """Put what follows a note after what stood before it, and never two words into one."""
    if not words:
        return more.lstrip()
    if not more.strip(" "):
        return words + more[:1]
    if words.endswith("\n"):
        return words + more.lstrip()
    if more.lstrip(" ").startswith("\n") or _CLOSING.match(more):
        return words.rstrip(" ") + more.lstrip(" ")
    return f"{words.rstrip(' ')} {more.lstrip(' ')}"
