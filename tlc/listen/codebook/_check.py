"""What is doubtful in a codebook: terms that clash or cannot be read, and what a code lacks or names in vain."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from tlc.errors import CodebookError, TlcError, Where
from tlc.listen.codebook._overlaps import Placed, shadows, twins
from tlc.listen.codebook._runaway import can_run_away
from tlc.model import Code, Codebook, Problem

_MOST_NAMED = 5


def check_codebook(
    book: Codebook,
    *,
    languages: Collection[str] = (),
    principles: Collection[int] = (),
    actions: Collection[str] = (),
    where: Where | None = None,
    overlaps: bool = True,
) -> tuple[Problem, ...]:
    """Find what is doubtful in a codebook.

    Parameters
    ----------
    book : Codebook
    languages : collection of str
        In which people spoke; by default those that the codebook says it is in.
    principles : collection of int
        Numbers of the principles that there are; if it is empty, they are not looked at.
    actions : collection of str
        Ids of the actions that there are, likewise.
    where : path, optional
        The codebook's file: problems then name their lines.
    overlaps : bool
        Whether to name terms that also find words of other codes, of which any codebook has some.

    Returns
    -------
    tuple of Problem
        An error is a term that cannot be read, for then no rule can be made; all others are warnings.

    >>> hours = Code(id="hours", kind="barrier", label={"en": "Hours"}, terms={"en": ("closed",)})
    >>> for problem in check_codebook(Codebook(id="b", name="B", version="1", codes=(hours,))):
    ...     print(problem.what)
    Code 'hours' has no definition.
    """
    lines = _Lines(where)
    found = [*_check_codes(book, principles, actions, lines)]
    found += _check_languages(book, languages or book.languages, lines)
    overlapping: list[Problem] = []
    for language in sorted({language for code in book.offered for language in code.terms}):
        placed: list[Placed] = []
        found += _check_terms(book, language, lines, placed)
        if overlaps:
            overlapping += _check_overlaps(placed, language, lines)
    return (*found, *overlapping)


def _check_codes(
    book: Codebook, principles: Collection[int], actions: Collection[str], lines: _Lines
) -> Iterator[Problem]:
    for code in book.offered:
        where = lines.of(code.id)
        if not (code.definition.strip() or code.brief.strip()):
            yield _warning(f"Code '{code.id}' has no definition.", where, "Say in a sentence when it is used.")
        strange = sorted({link.principle for link in code.principles} - set(principles)) if principles else []
        if strange:
            yield _warning(
                f"Code '{code.id}' belongs to principle {strange[0]}, which is not in the framework.",
                where,
                f"Use one of: {', '.join(map(str, sorted(principles)))}.",
            )
        unknown = sorted(set(code.actions) - set(actions)) if actions else []
        if unknown:
            yield _warning(
                f"Code '{code.id}' names the action {_named(unknown)}, which the action library lacks.",
                where,
                "Take it out, or look the action's id up.",
            )


def _check_languages(book: Codebook, languages: Collection[str], lines: _Lines) -> Iterator[Problem]:
    for language in sorted({_primary(one) for one in languages}):
        without = [code.id for code in book.offered if not any(_terms(code, language))]
        if len(without) == len(book.offered):
            yield _warning(
                f"No code has terms in '{language}'.", lines.path, f"Add terms.{language}, or bring in a translation."
            )
        elif without:
            has = "1 code has" if len(without) == 1 else f"{len(without)} codes have"
            yield _warning(
                f"{has} no terms in '{language}': {_named(without)}.",
                lines.path,
                "The rules cannot suggest them there.",
            )


def _check_terms(book: Codebook, language: str, lines: _Lines, placed: list[Placed]) -> Iterator[Problem]:
    """Check the terms of one language; those that can be read are placed."""
    from tlc.listen.rules import parse_term

    for code in book.offered:
        for term in code.terms.get(language, ()):
            try:
                parsed = parse_term(term)
            except CodebookError as error:
                yield Problem(
                    severity="error",
                    what=f"Code '{code.id}', term {_quoted(term)}: {error.what}",
                    where=lines.of(code.id, term),
                    mend=error.hint or "",
                )
                continue
            placed.append(Placed(code=code.id, term=parsed))
            if parsed.pattern and can_run_away(parsed.pattern):
                yield _warning(
                    f"Code '{code.id}', term {_quoted(term)}: on some texts it takes for ever, and would be stopped.",
                    lines.of(code.id, term),
                    "Write words instead, or no + or * within a + or *.",
                )
    for name, codes in twins(placed):
        others = list(dict.fromkeys(codes))
        stands = (
            f"stands under {_named(others)}" if len(others) > 1 else f"stands {len(codes)} times under '{others[0]}'"
        )
        yield _warning(
            f"Term {_quoted(name)} in '{language}' {stands}.",
            lines.of(others[-1], name),
            "Both are suggested wherever it is said: keep it where it belongs." if len(others) > 1 else "Keep one.",
        )


def _check_overlaps(placed: Sequence[Placed], language: str, lines: _Lines) -> Iterator[Problem]:
    for one, longer in shadows(placed):
        named = [f"{_quoted(str(two))} of '{two.code}'" for two in longer]
        yield _warning(
            f"Term {_quoted(str(one))} of '{one.code}' in '{language}' also finds {_listed(named)}.",
            lines.of(one.code, str(one)),
            "Is one code meant there? Say more, or add: not (...).",
        )


def _terms(code: Code, language: str) -> Iterator[tuple[str, ...]]:
    # The rules use terms of "en" for turns in "en-GB" too.
    return (terms for name, terms in code.terms.items() if _primary(name) == language and terms)


def _warning(what: str, where: Where | None, mend: str) -> Problem:
    return Problem(severity="warning", what=what, where=where, mend=mend)


def _quoted(term: str) -> str:
    return term if term.startswith('"') and term.endswith('"') else f"'{term}'"


def _named(names: Sequence[str]) -> str:
    return _listed([f"'{name}'" for name in names])


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


def _primary(language: str) -> str:
    return language.partition("-")[0].casefold()


class _Lines:
    """Finds the lines of codes and terms in a codebook's file, where there is one."""

    def __init__(self, where: Where | None) -> None:
        from tlc.listen.codebook._read import read_raw

        self.path = where
        self._lines: list[str] = []
        self._starts: dict[str, int] = {}
        if isinstance(where, Path):
            try:
                self._lines = read_raw(where)[1].split("\n")
            except TlcError:
                return
        for number, line in enumerate(self._lines, 1):
            name, _, value = line.partition("=")
            if name.strip() == "id":
                self._starts.setdefault(value.split("#")[0].strip().strip("\"'"), number)

    def of(self, code: str, term: str = "") -> Where | None:
        start = self._starts.get(code)
        if start is None or not isinstance(self.path, Path):
            return self.path
        # A term of a file of the first schema stands there without the quotation marks that it has by now.
        written = (f"'{term}'", json.dumps(term, ensure_ascii=False), term if term.startswith('"') else "")
        for number, line in enumerate(self._lines[start:] if term else (), start + 1):
            if line.strip().startswith("[[code]]"):
                break
            if any(one and one in line for one in written):
                return self.path, number
        return self.path, start
