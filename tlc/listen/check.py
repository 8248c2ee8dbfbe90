"""Checks of codings and codebook: whether the words still fit, and whether the codes still exist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from tlc.listen.codings._read import misfits
from tlc.model import Codebook, Coding, Problem, Proposal, Turn


def check_codings(
    codings: Iterable[Coding],
    turns: Mapping[str, Turn],
    codebook: Codebook,
    *,
    proposals: Iterable[Proposal] = (),
    adrift: Iterable[Coding] = (),
    corrected: Collection[str] = (),
) -> tuple[Problem, ...]:
    """Find codings that no longer fit their words, or whose code the codebook lacks.

    Parameters
    ----------
    codings : iterable of Coding
    turns : mapping
        The turns of the study by their ids.
    codebook : Codebook
    proposals : iterable of Proposal
        Codes that coders propose: codings under one of these wait for the codebook, and are no error.
    adrift : iterable of Coding
        Codings that were set aside when a transcript was corrected.
    corrected : collection of str
        Ids of transcripts of which an earlier version is kept: codings can be put back on their words there.
    """
    marks = list(codings)
    problems = [Problem.of(error) for error in misfits(marks, turns, corrected=corrected)]
    proposed = {proposal.id for proposal in proposals}
    lost = Counter((mark.coder, mark.code) for mark in marks if mark.code not in codebook)
    problems += [
        Problem(
            severity="error",
            what=f"{count} codings of '{coder}' use the code '{code}', which the codebook lacks.",
            where="codebook.toml",
            mend="Add the code, or add its name to the aliases of the code that took its place.",
        )
        for (coder, code), count in sorted(lost.items())
        if code not in proposed
    ]
    waiting = Counter(mark.code for mark in marks if mark.code not in codebook and mark.code in proposed)
    problems += [
        Problem(
            severity="warning",
            what=f"{count} codings wait under '{code}', a code that a coder proposed.",
            where="codebook.toml",
            mend="Write the code into the codebook, with this name among its aliases, or code the words again.",
        )
        for code, count in sorted(waiting.items())
    ]
    return (*problems, *_check_adrift(adrift))


def _check_adrift(adrift: Iterable[Coding]) -> tuple[Problem, ...]:
    counts = Counter((mark.span.turn.partition(":")[0], mark.coder) for mark in adrift)
    return tuple(
        Problem(
            severity="warning",
            what=f"{count} codings of '{coder}' are set aside: their words are not in the corrected transcript.",
            where=transcript,
            mend="Open the session, and put them on their words again, or take them off. Until then they do not count.",
        )
        for (transcript, coder), count in sorted(counts.items())
    )


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
