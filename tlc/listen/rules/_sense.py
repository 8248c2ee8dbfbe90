"""Whether what was found is said to be so, not to be so, to be so perhaps, or to have been so once.

The words before a hit are searched for a cue, as far as five words back (articles do not count) and not beyond the
end of a sentence or a word such as *but*. After Chapman et al. (2001), A Simple Algorithm for Identifying Negated
Findings, with their list of words that stop it; the nearest cue decides.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from tlc.listen.rules._cues import CUES, SENSES

#: How many words before a hit are searched.
REACH = 5
#: How many characters that can be, at the most: what is farther away need not be looked at.
FARTHEST = 90
_WORD = re.compile(r"\w[\w'-]*")


class _Search(NamedTuple):
    cue: re.Pattern[str]
    after: re.Pattern[str] | None
    stop: re.Pattern[str]
    uncounted: frozenset[str]


def cue_words(language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """List what must stand before, or after, a hit for it to be anything but affirmed: the first words of all cues."""
    cues = CUES.get(language)
    if cues is None:
        return (), ()
    before = {*cues.negated, *cues.hypothetical, *cues.past, *cues.endings}
    return tuple(sorted(before)), tuple(sorted(cues.past_after))


def sense_of(text: str, start: int, end: int, language: str) -> tuple[str, str]:
    """Tell in what sense words are said, and by which cue.

    Parameters
    ----------
    text : str
        The view of a text; a NUL parts it from others.
    start, end : int
        The words.

    Returns
    -------
    sense, cue : str
        ``affirmed`` and an empty text where there is no cue.

    >>> sense_of("i have never had a doctor", 19, 25, "en")
    ('negated', 'never')
    """
    search = _search(language)
    if search is None:
        return "affirmed", ""
    before = text[max(0, start - FARTHEST) : start]
    stops = [stop.end() for stop in search.stop.finditer(before)]
    before = before[stops[-1] :] if stops else before
    nearest = ("affirmed", "")
    for found in search.cue.finditer(before, _from(before, search.uncounted)):
        if found.lastgroup in SENSES:
            nearest = (found.lastgroup or "", found[0])
    if nearest[1] or search.after is None:
        return nearest
    after = text[end : end + FARTHEST]
    stopped = search.stop.search(after)
    comma = after.find(",") % (len(after) + 1)
    later = search.after.search(after, 0, min(comma, stopped.start() if stopped else len(after)))
    if later and len(_WORD.findall(after, 0, later.start())) < REACH:
        return "past", later[0]
    return nearest


def _from(before: str, uncounted: frozenset[str]) -> int:
    """Where the words begin that are searched."""
    counted = 0
    words = list(_WORD.finditer(before))
    for word in reversed(words):
        counted += word[0] not in uncounted
        if counted == REACH:
            return word.start()
    return 0


@cache
def _search(language: str) -> _Search | None:
    cues = CUES.get(language)
    if cues is None:
        return None
    parts = [f"(?P<none>{_any(cues.not_cues)})(?!\\w)"] if cues.not_cues else []
    parts += [f"(?P<answer>{_any(cues.answers)})(?=\\s*,)"] if cues.answers else []
    endings = [rf"\w+{re.escape(ending)}" for ending in cues.endings]
    parts += [f"(?P<negated>{'|'.join([*endings, _any(cues.negated)])})(?!\\w)"]
    parts += [f"(?P<{sense}>{_any(getattr(cues, sense))})(?!\\w)" for sense in SENSES[1:]]
    clause = rf",(?=\s*(?:{_any(cues.openings)})(?!\w))|" if cues.openings else ""
    return _Search(
        cue=re.compile(rf"(?<!\w)(?:{'|'.join(parts)})"),
        after=re.compile(rf"(?<!\w)(?:{_any(cues.past_after)})(?!\w)") if cues.past_after else None,
        stop=re.compile(rf"[.!?;:…\0]|{clause}(?<!\w)(?:{_any(cues.stops)})(?!\w)"),
        uncounted=frozenset(cues.uncounted),
    )


def _any(words: tuple[str, ...]) -> str:
    # The longest first: of "no" and "no one", the one that says more.
    return "|".join(re.escape(word).replace(r"\ ", " +") for word in sorted(words, key=lambda word: (-len(word), word)))
