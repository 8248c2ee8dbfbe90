"""Checks of codings and codebook: whether the words still fit, and whether the codes still exist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from tlc.errors import DriftError
from tlc.listen.codings import check_quotes
from tlc.model import Codebook, Coding, Problem, Turn


def check_codings(codings: Iterable[Coding], turns: Mapping[str, Turn], codebook: Codebook) -> tuple[Problem, ...]:
    """Find codings that no longer fit their words, or whose code the codebook lacks."""
    marks = list(codings)
    problems = []
    try:
        check_quotes(marks, turns)
    except DriftError as error:
        problems.append(Problem.of(error))
    lost = Counter((mark.coder, mark.code) for mark in marks if mark.code not in codebook)
    for (coder, code), count in sorted(lost.items()):
        problems.append(
            Problem(
                severity="error",
                what=f"{count} codings of '{coder}' use the code '{code}', which the codebook lacks.",
                where="codebook.toml",
                mend="Add the code, or add its name to the aliases of the code that took its place.",
            )
        )
    return tuple(problems)


def check_languages(turns: Iterable[Turn], codebook: Codebook) -> tuple[Problem, ...]:
    """Find languages of the turns for which no code has terms: the rules cannot suggest anything there."""
    spoken = Counter(turn.language for turn in turns)
    # The rules use terms of "en" for turns in "en-GB" too.
    with_terms = {_primary(language) for code in codebook.applied for language, terms in code.terms.items() if terms}
    return tuple(
        Problem(
            severity="warning",
            what=f"{spoken[language]} turns are in '{language}', for which no code has terms.",
            where="codebook.toml",
            mend=f"Add terms.{language} to the codes, or bring in a translation.",
        )
        for language in sorted(spoken)
        if _primary(language) not in with_terms
    )


def _primary(language: str) -> str:
    return language.partition("-")[0].casefold()
