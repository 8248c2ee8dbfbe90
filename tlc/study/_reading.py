"""Reading what was coded: matrix, what stands together, search, saturation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal, get_args

from tlc._clock import utc_now
from tlc.errors import AnalysisError, CodingError
from tlc.model import Coder, Summary
from tlc.study._comparing import Comparing
from tlc.study._sources import transcripts_beside, turns_of_sessions

if TYPE_CHECKING:
    import pandas as pd

    from tlc.lab.reading import MatrixTable, PairsTable, SaturationTable, SearchTable
    from tlc.listen.cooccurrence import Unit
    from tlc.listen.matrix import Matrix
    from tlc.listen.search import Where

# After every month.
_LAST = "9999"
Counted = Literal["emerging and deductive", "emerging", "deductive"]


class Reading(Comparing):
    """The part of ``Study`` that has to do with reading what was coded.

    A session counts as read when a person has coded anything in it, or called it finished. Only what people accepted
    is counted. Events and feedback are no sessions: `search` looks through them, the matrix has rows for them by
    ``group``, and nothing else takes them in.
    """

    def matrix(self, *, rows: str = "group", codes: Iterable[str] | None = None) -> MatrixTable:
        """Lay out the framework matrix: rows are cases, columns are codes, cells are what people wrote about them.

        Parameters
        ----------
        rows : str
            ``group``, ``participant``, a column of ``groups.csv`` (``community``, ``kind``, ``month``, ``place``),
            ``role`` or ``language`` of who speaks, or a trait.
        codes : iterable of str, optional
            Codes, or headings for the codes under them; all of them if it is not given.

        Returns
        -------
        MatrixTable
            ``frame`` (long), ``wide``, ``counts``, ``quotes()``, ``plot()`` and ``save("matrix.xlsx")``.

        Raises
        ------
        AnalysisError
            Nothing is known of groups or people under the name ``rows``.
        CodebookError
            A code is not in the codebook.
        """
        from tlc.lab.reading import MatrixTable

        turns, codings = self._counted()
        book = self.codebook_in_use
        laid_out = self._laid_out((turns, codings), rows=rows, codes=codes)
        spoken = codings.merge(turns[["turn", "speaker", "language", "original"]], on="turn")
        return MatrixTable(result=laid_out, codebook=book, spoken=spoken, min_cell=self.settings.min_cell)

    def summarise(
        self, row: str, code: str, text: str, *, coder: str, rows: str = "group", quotes: Iterable[str] = ()
    ) -> Summary:
        """Write what one case says about one code into the matrix, in one's own words.

        It goes into the coder's own file; what was there before stays in its history. An empty text takes it back.
        Nobody else's file needs to be whole for it.

        Parameters
        ----------
        row, code : str
            The cell: ``FG01`` and ``access.hours``.
        text : str
            A summary, not a quote: it is shown wherever the matrix is.
        coder : str
            Who writes: ``asha``.
        rows : str
            What the rows of the matrix are.
        quotes : iterable of str
            Ids of the codings that it rests on; by default all quotes of the cell.

        Raises
        ------
        AnalysisError
            There is no such row, or nothing is known under the name ``rows``.
        CodebookError
            The code is not in the codebook.
        CodingError
            A quote is not in the cell; or the coder is no person, or their file cannot be written.
        """
        from tlc._text import normalise
        from tlc.listen.codings import Journal, Summarise

        book = self.codebook_in_use
        whole = {one.coder.id: one.coder for one in self.kept}
        cells = self._laid_out(self._counted([*whole, coder]), rows=rows, codes=[code])
        place = (row, book[code].id)
        if place not in cells:
            raise AnalysisError(
                "The matrix has no such row, or the code is a heading.",
                hint=f"See its rows and columns with: study.matrix(rows={rows!r}).counts",
            )
        there = cells[place].quotes
        chosen = tuple(quotes) or there
        if set(chosen) - set(there):
            raise CodingError("A quote is not in that cell.", hint="See its quotes with: study.matrix().quotes(...)")
        who = whole.get(coder) or Coder(id=coder, name=coder.capitalize())
        words = normalise(text).strip()
        at = utc_now()
        summary = Summary(rows=rows, row=row, code=place[1], coder=who.id, text=words, made_at=at, quotes=chosen)
        Journal(self.path / "codings", who, now=lambda: at).do(Summarise(summary))
        return summary

    def cooccurrence(self, *, codes: Iterable[str] | None = None, unit: Unit = "passage") -> PairsTable:
        """Find which codes stand together on the same words, or in the same turn.

        Parameters
        ----------
        codes : iterable of str, optional
            Codes, or headings for the codes under them; all of them if it is not given.
        unit : str
            ``passage``: on overlapping words; ``turn``: in the same turn.

        Returns
        -------
        PairsTable
            ``frame``, ``matrix`` and ``plot()``.
        """
        from tlc.lab.reading import PairsTable
        from tlc.listen.cooccurrence import cooccurrence

        book = self.codebook_in_use
        counted = turns_of_sessions(self), self._counted()[1]
        result = cooccurrence(counted, people=self.people, codebook=book, codes=codes, unit=unit)
        return PairsTable(result=result, codebook=book, min_cell=self.settings.min_cell)

    def search(self, text: str, *, context: int = 8, regex: bool = False, where: Where = "both") -> SearchTable:
        """Find words in everything that was said, whatever their capitals and accents.

        Parameters
        ----------
        text : str
            Words, or a part of one.
        context : int
            How many words are given with it on each side.
        regex : bool
            ``text`` is a pattern of Python's ``regex``.
        where : str
            ``both``, ``text``, or ``original``: what was said before it was translated.

        Returns
        -------
        SearchTable
            It shows counts and places; the words are in ``words``, which stays with the study team.

        Raises
        ------
        AnalysisError
            There is nothing to look for, or the pattern cannot be read.
        """
        from tlc.lab.reading import SearchTable
        from tlc.listen.search import search

        found = search(self.turns, text, words=context, regex=regex, where=where)
        beside = transcripts_beside(self)
        sessions = len(self.transcripts) - len(beside)
        return SearchTable(found=found, asked="" if regex else text, sessions=sessions, beside=beside)

    def saturation(
        self,
        *,
        base: int = 4,
        run: int = 2,
        threshold: float = 0.05,
        order: Sequence[str] | None = None,
        seed: int = 1,
        codes: Counted = "emerging and deductive",
    ) -> SaturationTable:
        """Find after which session further ones brought hardly any new code (Guest, Namey and Chen 2020).

        Parameters
        ----------
        base, run : int
            How many sessions the first codes are counted in, and how many further ones are looked at together.
        threshold : float
            The share of new codes, of those in the base, that counts as hardly any: 0.05, or 0 for none at all.
        order : sequence of str, optional
            Sessions in the order in which they were held, or only some of them; by default all that people have
            coded, by month and then by id.
        seed : int
            Of the 1,000 other orders that are tried.
        codes : str
            ``emerging and deductive``, ``emerging`` (those that came from what people said), or ``deductive``.

        Raises
        ------
        AnalysisError
            It is undefined: too few sessions are coded, or none of those codes was found in the first ones. Or
            ``order`` names a session that nobody has coded.
        """
        from tlc.lab.reading import SaturationTable
        from tlc.listen.saturation import codes_by_session, saturation

        if codes not in get_args(Counted):
            raise AnalysisError("There are no codes of that origin.", hint=f"Use: {', '.join(get_args(Counted))}.")
        frames = self._counted()
        sessions, left_out = self._in_order(self._read(frames[1]) - transcripts_beside(self), order)
        book = self.codebook_in_use
        origins = codes.split(" and ")
        found = codes_by_session(frames, people=self.people, codebook=book, sessions=sessions, origins=origins)
        counted = [book[name].origin for name in frozenset().union(*found.values())]
        groups = {group.id: group for group in self.groups}
        of = [groups.get(self.transcripts[session].group) for session in sessions]
        return SaturationTable(
            result=saturation(found, base=base, run=run, threshold=threshold, seed=seed),
            counted=(counted.count("deductive"), counted.count("emerging")),
            months=tuple(group.month if group else "" for group in of),
            left_out=left_out,
            kinds=tuple(group.kind for group in of if group),
        )

    # Behind the methods

    def _laid_out(
        self, counted: tuple[pd.DataFrame, pd.DataFrame], *, rows: str, codes: Iterable[str] | None
    ) -> Matrix:
        from tlc.listen.matrix import columns_of, matrix
        from tlc.study._in_part import read_in_part

        in_part = read_in_part(self)
        turns, codings = counted
        if rows != "group":
            # A group's row is its own; in any other, cards would be added to sessions.
            turns = turns_of_sessions(self)
        return matrix(
            (turns, codings),
            rows=rows,
            people=self.people,
            groups=self.groups,
            codes=columns_of(self.codebook_in_use, codes),
            written=({one: one not in in_part for one in self._read(codings)}, self._summaries()),
        )

    def _summaries(self) -> list[Summary]:
        """What people wrote into the matrix, under the current names of its codes."""
        from dataclasses import replace

        book = self.codebook_in_use
        written = (summary for one in self.kept for summary in one.summaries)
        return [replace(one, code=book[one.code].id) for one in written if one.code in book]

    def _in_order(self, read: Iterable[str], order: Sequence[str] | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The sessions to count, in order, and those left out; a month that nobody wrote down comes last."""
        months = {group.id: group.month for group in self.groups}
        dated = sorted(read, key=lambda one: (months.get(self.transcripts[one].group) or _LAST, one))
        if order is None:
            return tuple(dated), ()
        chosen = (order,) if isinstance(order, str) else tuple(order)
        if set(chosen) - set(dated) or len(set(chosen)) < len(chosen):
            raise AnalysisError(
                "The order names a session twice, or one that nobody has coded.",
                hint=f"Sessions that people have coded: {', '.join(dated)}.",
            )
        return chosen, tuple(session for session in dated if session not in chosen)
