"""What a study does with what its people coded and what is to be coded: rules and codings."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from tlc._clock import utc_now
from tlc.model import RULES, Coder, Problem
from tlc.study._talk import Talk

if TYPE_CHECKING:
    from tlc.lab.code import CodeWidget
    from tlc.lab.show import Listing
    from tlc.lab.summaries import Suggested


class Listen(Talk):
    """The part of ``Study`` that has to do with listening."""

    def tag(self, *, table: str | Path | None = None) -> Suggested:
        """Let the codebook's rules suggest codings. They count nowhere until a person accepts them.

        Of a code that is an assertion, words that are said not to be so, to be so perhaps, or to have been so once are
        set aside; the list says how many. Its ``hits`` are all that was found, with what was set aside.

        ``table`` is a new CSV file for them: keep the rows you accept, and take them in with ``import_codings``.
        """
        from tlc.lab.summaries import suggestions
        from tlc.listen.codings import replace_suggestions
        from tlc.listen.exchange.spreadsheet import write_spreadsheet
        from tlc.listen.tag import tag, untagged_languages

        found = tag(self.turns, self.codebook, made_at=utc_now())
        if table is not None:
            write_spreadsheet(Path(table), found.codings)
        replace_suggestions(self.path / "codings", RULES, found.codings)
        self._forget("marks")
        passed = untagged_languages(self.turns, self.codebook)
        return suggestions(found.codings, self.codebook, found.frame, passed=passed)

    def code(
        self,
        coder: str,
        *,
        name: str = "",
        language: str = "en",
        between: Iterable[str] = (),
        by: str = "",
    ) -> CodeWidget:
        """Show the page on which a person codes, in a notebook.

        Every mark is in the coder's own file on the disk before the page says so, and is checked against the words of
        the transcript. Text and codings are shown, and are not saved with the notebook.

        Parameters
        ----------
        coder : str
            Who codes: a short name that the team knows, ``asha``.
        name : str
            How to call them in words; by default the short name with a capital.
        language : str
            In which the page begins: ``en`` or ``ro``; a button changes it.
        between : iterable of str
            With ``coder="agreed"``: two people or more whose codings are talked through. The page then shows the
            sessions that at least two of them coded, and what they decide is kept as theirs together.
        by : str
            With ``between``: who writes down what they agree on.

        Raises
        ------
        StudyError
            The page does not speak that language, the coder is no person, nothing was brought in, or somebody is
            leaving the study and this is not finished.
        CodingError
            The coder's file cannot be read.
        """
        from tlc.study._desk import code_page

        return code_page(self, coder, name=name, language=language, between=tuple(dict.fromkeys(between)), by=by)

    def import_codings(
        self, file: str | Path, *, coder: str, name: str = "", finished: bool = False
    ) -> Listing[Problem]:
        """Take a person's codings from a spreadsheet into their own file.

        Parameters
        ----------
        file : path
            CSV with the columns ``turn``, ``code``, ``quote`` and, if you like, ``memo``, ``serious``, ``made_at``.
        coder, name : str
            Id of who coded (``asha``), and how to call them in words.
        finished : bool
            They read every session of the file to its end: then a turn without a coding says that nothing was there.

        Returns
        -------
        Listing of Problem
            Rows that could not be taken; all others are in. Rows that are in already are passed over.
        """
        from tlc.lab.summaries import problems
        from tlc.study._assembly import take_codings

        who = Coder(id=coder, name=name or coder.capitalize())
        faults, note = take_codings(self, Path(file), who, utc_now(), finished=finished)
        self._forget("marks")
        return problems(faults, note)
