"""Terms while somebody writes them: what is wrong with each, and in how many turns of the study it would be found."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tlc.errors import CodebookError
from tlc.lab.code.material import Material
from tlc.model import Code, Codebook

Found = NDArray[np.bool_]


class TermCheck:
    """Tells what terms would find in a study now.

    Parameters
    ----------
    material : Material
        The turns that are to be coded are looked through: not those of who leads, translates or helps.
    """

    def __init__(self, material: Material) -> None:
        self._material = material
        self._found: dict[tuple[str, str], Found | CodebookError] = {}
        self._others: tuple[str, dict[str, list[str]]] = ("", {})

    def of(
        self, terms: Sequence[str], language: str, *, codebook: Codebook, code: str = ""
    ) -> tuple[list[dict[str, object]], int]:
        """Tell of each term how many turns it would hit, or what is wrong with it.

        Parameters
        ----------
        terms : sequence of str
            One a line, as they are being written; empty ones are passed over.
        language : str
            Only turns in this language are looked through.
        codebook : Codebook
            To tell which other codes have the same term.
        code : str
            The id of the code whose terms they are; empty for a new one.

        Returns
        -------
        lines : list of dict
            For each term: ``turns`` (None where there is no term, or a wrong one), ``what`` and ``hint`` (what is
            wrong), ``also`` (ids of other codes that have it).
        turns : int
            How many turns at least one of them would hit.
        """
        from tlc.listen.rules import parse_term

        others = self._terms_of(codebook, language)
        lines: list[dict[str, object]] = []
        hit = np.zeros(len(self._texts.get(language, ())), dtype=np.bool_)
        self._look_for([term for term in terms if term.strip()], language)
        for term in terms:
            line: dict[str, object] = {"turns": None, "what": "", "hint": "", "also": []}
            lines.append(line)
            if not term.strip():
                continue
            try:
                found = self._turns_of(term, language)
                line["also"] = [one for one in others.get(str(parse_term(term)), ()) if one != code]
            except CodebookError as error:
                line |= {"what": error.what, "hint": error.hint or ""}
                continue
            line["turns"] = int(found.sum())
            hit |= found
        return lines, int(hit.sum())

    def turns(self, language: str) -> int:
        """How many turns are looked through."""
        return len(self._texts.get(language, ()))

    @cached_property
    def _texts(self) -> dict[str, list[str]]:
        texts: dict[str, list[str]] = {}
        for name, transcript in self._material.transcripts.items():
            for turn in transcript.turns:
                if turn.id in self._material.counting[name]:
                    texts.setdefault(turn.language, []).append(turn.text)
        return texts

    def _look_for(self, terms: Sequence[str], language: str) -> None:
        """Look for all terms that are new in one pass; where that fails, each is looked for by itself."""
        from tlc.listen.rules import parse_term

        new = []
        for term in dict.fromkeys(terms):
            # A pattern may take all the time that it is given, and does so by itself.
            if (language, term) in self._found or term.startswith("/"):
                continue
            try:
                parse_term(term)
                new.append(term)
            except CodebookError as error:
                self._found[language, term] = error
        if new:
            with suppress(CodebookError):
                found = self._search(new, language)
                self._found |= {(language, term): hits for term, hits in zip(new, found, strict=True)}

    def _turns_of(self, term: str, language: str) -> Found:
        key = (language, term)
        if key not in self._found:
            try:
                (self._found[key],) = self._search([term], language)
            except CodebookError as error:
                self._found[key] = error
        found = self._found[key]
        if isinstance(found, CodebookError):
            raise found
        return found

    def _search(self, terms: Sequence[str], language: str) -> list[Found]:
        from tlc.listen.rules import compile_rules, parse_term

        texts = self._texts.get(language, [])
        for term in terms:
            parse_term(term)
        if not texts:
            # The words of a language take seconds to lay out.
            return [np.zeros(0, dtype=np.bool_) for _ in terms]
        # A code for each, so that each is counted for itself.
        codes = tuple(
            Code(id=f"term{place}", kind="barrier", label={"en": f"Term {place}"}, terms={language: (term,)})
            for place, term in enumerate(terms)
        )
        rules = compile_rules(Codebook(id="terms", name="Terms", version="", codes=codes), language)
        hits = rules.counts(texts).tocsc()
        found = [np.zeros(len(texts), dtype=np.bool_) for _ in terms]
        for column, (name, _) in enumerate(rules.terms):
            found[int(name.removeprefix("term"))][hits.indices[hits.indptr[column] : hits.indptr[column + 1]]] = True
        return found

    def _terms_of(self, codebook: Codebook, language: str) -> dict[str, list[str]]:
        """For each term of the codebook in its canonical spelling, the codes that have it."""
        from tlc.listen.rules import parse_term

        key = f"{codebook.digest} {codebook.version} {language}"
        if self._others[0] != key:
            found: dict[str, list[str]] = {}
            for code in codebook.offered:
                for term in code.terms.get(language, ()):
                    try:
                        found.setdefault(str(parse_term(term)), []).append(code.id)
                    except CodebookError:
                        # Said where that code is edited.
                        continue
            self._others = (key, found)
        return self._others[1]
