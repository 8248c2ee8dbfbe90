"""Regular expressions that can take for ever: found by trying them on the kind of text that makes them."""

from __future__ import annotations

import re

_NESTED = re.compile(
    r"\((?:\?[:>=!]|\?<[=!])?(?:[^()\\\[\]]|\\.|\[[^\]]*\])*(?:[+*]|\{\d+,\d*\})\)(?:[+*]|\{\d+,\d*\})"
)
_SECONDS = 0.1
_LETTERS = 40


def can_run_away(pattern: str) -> bool:
    """Whether a regular expression can take for ever on a text that almost fits.

    It is tried on a few such texts, a tenth of a second each; a repetition of a repetition is taken for one unseen.

    >>> can_run_away("(a+)+b"), can_run_away("gp.?s")
    (True, False)
    """
    import regex

    if _NESTED.search(pattern):
        return True
    made = regex.compile(pattern, regex.IGNORECASE)
    # Nobody says longer words, and a search for runs of them cannot be stopped.
    words = [word for word in re.findall(r"[^\W\d_]+", re.sub(r"\\.", " ", pattern)) if len(word) <= _LETTERS]
    runs = [*words, *(letter for word in words for letter in word[-1]), "a", "a ", "1", " ", "."]
    # Where a letter that it needs stands nowhere in the text, regex does not even begin: so all of them stand there.
    needed = "\0" + "".join(dict.fromkeys(pattern))
    for run in dict.fromkeys(runs):
        try:
            made.search(run * _LETTERS + needed, timeout=_SECONDS)
        except TimeoutError:
            return True
    return False
