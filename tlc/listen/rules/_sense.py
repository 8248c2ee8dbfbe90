"""Whether what was found is said to be so, not to be so, to be so perhaps, or to have been so once.

The nearest cue before a hit decides, where fewer than five words stand between the two (articles do not count), and
neither the end of a sentence nor a word such as *but*. After Chapman et al. (2001), A Simple Algorithm for Identifying
Negated Findings and Diseases in Discharge Summaries, with its window and its words that end it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from tlc.listen.rules._cues import CUES, SENSES
from tlc.listen.rules._view import LETTERS

#: How many words before a hit are looked at.
REACH = 5
# Articles do not count, but nobody says more of them than other words.
_SPACES = 2 * REACH
#: What words beside the terms may be: a cue before, or after, what it is about; no cue, though it holds one; an answer.
_AFTER, _NONE, _ANSWER = "after", "none", "answer"
KINDS = (*SENSES, _AFTER, _NONE, _ANSWER)

#: A word found beside the terms: from, to, and the place of its kind in `KINDS`.
Cue = tuple[int, int, int]


class Senses:
    """What tells in which sense something was said, in one language.

    Attributes
    ----------
    words : tuple of (str, int)
        What to look for beside the terms, and the place of its kind in `KINDS`.
    """

    def __init__(self, language: str) -> None:
        cues = CUES.get(language)
        self.words: tuple[tuple[str, int], ...] = ()
        if cues is None:
            return
        kinds = (
            cues.negated + cues.endings,
            cues.hypothetical,
            cues.past,
            cues.past_after,
            cues.not_cues,
            cues.answers,
        )
        self.words = tuple((word, place) for place, words in enumerate(kinds) for word in words)
        opening = rf"|,(?=\s*(?:{_any(cues.openings)})(?!\w))" if cues.openings else ""
        self._stop = re.compile(rf"[.!?;:…\0]{opening}|(?<!\w)(?:{_any(cues.stops)})(?!\w)")
        self._uncounted = frozenset(cues.uncounted)

    def cues(self, text: str, found: list[Cue]) -> tuple[list[Cue], list[Cue]]:
        """Part what was found of `words` in a text into cues that stand before what they are about, and after.

        Parameters
        ----------
        text : str
            The view of a text, or of several with a NUL between.
        found : list of Cue
            Sorted.
        """
        before: list[Cue] = []
        after: list[Cue] = []
        hidden = -1
        for start, end, place in found:
            kind = KINDS[place]
            if kind == _AFTER:
                after.append((start, end, place))
            elif kind == _NONE or (kind == _ANSWER and text[end : end + 2].lstrip()[:1] == ","):
                hidden = max(hidden, end)
                while before and before[-1][0] >= start:
                    before.pop()
            elif kind in SENSES and start >= hidden:
                before.append((start, end, place))
        return before, after

    def sense(self, text: str, start: int, end: int, cues: tuple[list[Cue], list[Cue]]) -> tuple[str, str]:
        """Tell in what sense words are said, and by which cue.

        Parameters
        ----------
        text : str
            The view of a text, or of several with a NUL between.
        start, end : int
            The words.
        cues : two lists of Cue
            As `cues` gives them.

        Returns
        -------
        sense, cue : str
            ``affirmed`` and an empty text where there is no cue.
        """
        before, after = cues
        place = bisect_left(before, (start,)) - 1
        while place >= 0 and before[place][1] > start:
            place -= 1
        if place >= 0 and self._reaches(text, before[place][1], start):
            return self._said(text, before[place])
        place = bisect_left(after, (end,))
        if place < len(after) and self._reaches(text, end, after[place][0], comma=True):
            return "past", text[after[place][0] : after[place][1]]
        return "affirmed", ""

    def _reaches(self, text: str, start: int, end: int, *, comma: bool = False) -> bool:
        """Whether few words and no stop stand between a cue and a hit."""
        if text.count(" ", start, end) > _SPACES:
            return False
        between = text[start:end]
        counted = sum(1 for word in between.split() if word not in self._uncounted)
        return counted < REACH and not (comma and "," in between) and self._stop.search(between) is None

    def _said(self, text: str, cue: Cue) -> tuple[str, str]:
        start, end, place = cue
        # "n't" is told as the whole word that it ends.
        while text[start - 1] == "'" or LETTERS[text[start - 1]] == 1:
            start -= 1
        return SENSES[place], text[start:end]


@cache
def senses(language: str) -> Senses:
    """Give what tells senses in a language; in most, everything is taken as affirmed."""
    return Senses(language)


def _any(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) or "(?!)"
