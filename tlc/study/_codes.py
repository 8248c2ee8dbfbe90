"""The codebook of a study, to be checked, compared and changed; what was coded follows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tlc._clock import utc_now
from tlc.errors import CodebookError
from tlc.model import Code, Codebook, Problem
from tlc.study._following import CodebookChanged, followed

if TYPE_CHECKING:
    from tlc.lab.lint import LintTable
    from tlc.lab.show import Listing
    from tlc.listen.codebook import Written
    from tlc.listen.term_proposals import TermProposal
    from tlc.study._holdings import Holdings
    from tlc.talk.keys import Keys


class Codes:
    """The codebook of a study: ``study.codes``.

    Whatever changes it makes the next version: a line in the file's change log says what was done and who did it, and
    the file as it was is kept in the folder ``codebook-versions``.

    Parameters
    ----------
    study : Holdings
    """

    def __init__(self, study: Holdings) -> None:
        self._study = study
        self.path: Path = study.path / study.settings.codebook

    @property
    def book(self) -> Codebook:
        """The codebook as it is now."""
        return self._study.codebook

    @property
    def versions(self) -> tuple[str, ...]:
        """The earlier versions that are kept, oldest first."""
        from tlc.listen.codebook import kept

        return kept(self._folder)

    def check(self) -> Listing[Problem]:
        """Find what is doubtful in it: terms that clash or cannot be read, codes that lack something."""
        from tlc.lab.summaries import problems

        spoken = {turn.language for turn in self._study.turns_by_id.values()}
        return problems(check_file(self.path, languages=spoken))

    def diff(self, before: str | Path | None = None, after: str | Path | None = None) -> Listing[str]:
        """Compare two versions in words.

        Parameters
        ----------
        before, after : str or path, optional
            A version that is kept (``"1.0.0"``), or a file. By default the last that is kept, and the codebook as it
            is.

        Raises
        ------
        CodebookError
            There is no such version or file.
        """
        import pandas as pd

        from tlc.lab.show import Listing
        from tlc.listen.codebook import diff

        if before is None and not self.versions:
            raise CodebookError("No earlier version of the codebook is kept.", hint="Name a file to compare it with.")
        lines = diff(self._named(before or self.versions[-1]), self._named(after) if after else self.book)
        return Listing(
            title="What is different" if lines else "Nothing is different",
            items=tuple(lines),
            frame=pd.DataFrame({"difference": lines}),
        )

    def add(self, code: Code | str, *, by: str, what: str = "", **fields: Any) -> CodebookChanged:
        """Add a code.

        Parameters
        ----------
        code : Code or str
            The code, or its id: then ``fields`` say the rest, such as ``label={"en": "Hours"}``, and its heading is
            the one that its id begins with, if there is one.
        by : str
            Who changes the codebook: ``asha``.
        what : str
            Why, for the change log.

        Notes
        -----
        A code with the name of a coder's proposal among its ``aliases`` takes that proposal in: label and definition
        are the coder's own where none are given, and what was coded under it counts from then on.
        """
        made = code if isinstance(code, Code) else self._made(code, fields)
        return self._done("add", made, by=by, what=what)

    def change(self, code: str, *, by: str, what: str = "", **fields: Any) -> CodebookChanged:
        """Give fields of a code other values; label and terms by language, and other languages stay as they are."""
        return self._done("change", code, by=by, what=what, **fields)

    def rename(self, old: str, new: str, *, by: str, what: str = "") -> CodebookChanged:
        """Give a code another id. It still answers to the old one; codes under a heading of that name follow."""
        return self._done("rename", old, new, by=by, what=what)

    def merge(self, codes: str | Collection[str], into: str, *, by: str, what: str = "") -> CodebookChanged:
        """Let one code take the place of others; it has their terms, and answers to their ids."""
        return self._done("merge", [codes] if isinstance(codes, str) else codes, into, by=by, what=what)

    def split(
        self, code: str, into: Sequence[Code] | Mapping[str, str], heir: str, *, by: str, what: str = ""
    ) -> CodebookChanged:
        """Part a code into several. What was coded stands under the heir, and is listed to be looked at again.

        Parameters
        ----------
        code : str
        into : sequence of Code, or mapping of id to English label
            By labels, the heir has all that the code had, and the others begin with its kind, heading and principles.
        heir : str
            Id of one of them; it may be the code's own.
        by, what
            As for ``add``.
        """
        before = self.book[code]
        parts = (
            [self._part(before, name, label, heir) for name, label in into.items()]
            if isinstance(into, Mapping)
            else into
        )
        return self._done("split", code, list(parts), heir, by=by, what=what, parted=before.id)

    def retire(self, code: str, *, by: str, what: str = "") -> CodebookChanged:
        """Let nobody code with a code any more; what was coded with it stays."""
        return self._done("retire", code, by=by, what=what)

    def to_excel(self, path: str | Path) -> Path:
        """Write it as an Excel workbook that a team can change; ``from_excel`` takes the changes back."""
        from tlc.listen.codebook import to_excel

        return to_excel(self.book, Path(path))

    def from_excel(self, path: str | Path, *, by: str, what: str = "") -> CodebookChanged:
        """Take back what was changed in a workbook, as one new version; all of it, or nothing.

        Raises
        ------
        CodebookError
            A row cannot be taken, or what it changes was changed here too since the workbook was written.
        """
        from tlc.listen.codebook import CodebookFile, read_excel

        file = CodebookFile.open(self.path)
        edit = read_excel(Path(path), file.book, versions=self._folder)
        return self._told(file.write(edit, by=by, at=utc_now(), what=what))

    def lint(
        self,
        control: Iterable[str | Path] = (),
        *,
        language: str | None = None,
        examples: bool = False,
        least_precision: float = 0.3,
    ) -> LintTable:
        """Try each term: what it finds here, what it finds in talk about other things, how often it was right.

        Parameters
        ----------
        control : iterable of path
            Files and folders of talk about other things: transcripts, plain text, tables with a column ``text``. A
            file that cannot be read is named, and the others go on.
        language : str, optional
            What the control files are in; by default it is told from their words.
        examples : bool
            Show words of the study as well. They then stand in a notebook's output: do not save it.
        least_precision : float
            Terms that are right less often, of fifty judged hits or more, are warned of.
        """
        from tlc.study._lint import lint_of

        return lint_of(self._study, control, language=language, examples=examples, least_precision=least_precision)

    def propose_terms(self, *, most: int = 5, keys: Keys | str | Path | None = None) -> Listing[TermProposal]:
        """Propose terms from what people coded: words typical of a code's passages that no term of it has yet.

        Parameters
        ----------
        most : int
            For each code at most.
        keys : Keys or path, optional
            The study's key file: no real name of it is then proposed.
        """
        from tlc.study._lint import proposals_of

        return proposals_of(self._study, most=most, keys=keys)

    def __repr__(self) -> str:
        book = self.book
        kept = f"; earlier versions: {', '.join(self.versions)}" if self.versions else ""
        return f"{book.name} {book.version}: {len(book.offered)} codes in use, {len(book.codes)} in all{kept}"

    # Behind the methods

    @property
    def _folder(self) -> Path:
        from tlc.listen.codebook import FOLDER

        return self.path.parent / FOLDER

    def _done(self, verb: str, *arguments: Any, parted: str = "", **named: Any) -> CodebookChanged:
        from tlc.listen.codebook import CodebookFile

        file = CodebookFile.open(self.path)
        return self._told(getattr(file, verb)(*arguments, at=utc_now(), **named), parted)

    def _told(self, written: Written, parted: str = "") -> CodebookChanged:
        self._study._forget("codebook")
        return followed(self._study, written, parted=parted)

    def _made(self, name: str, fields: Mapping[str, Any]) -> Code:
        heading = name.rpartition(".")[0]
        given: dict[str, Any] = {"kind": "barrier", "parent": heading if heading in self.book else None, **fields}
        for proposal in self._study.proposals:
            if proposal.id in given.get("aliases", ()):
                # As the coder had it, where nothing else is said.
                taken = proposal.code
                given = {"label": taken.label, "definition": taken.definition, "origin": taken.origin} | given
        values: dict[str, Any] = {key: tuple(one) if isinstance(one, list) else one for key, one in given.items()}
        return Code(id=name, **values)

    @staticmethod
    def _part(before: Code, name: str, label: str, heir: str) -> Code:
        labels = {"en": label or before.name}
        if name == heir:
            return replace(before, id=name, label={**before.label, **labels} if label else before.label, aliases=())
        return Code(
            id=name,
            kind=before.kind,
            label=labels,
            parent=before.parent,
            principles=before.principles,
            origin=before.origin,
        )

    def _named(self, name: str | Path) -> Codebook:
        from tlc.listen.codebook import find, read_codebook

        path = Path(name)
        return read_codebook(path if path.is_file() else find(self._folder, str(name)))


def check_file(path: Path, *, languages: Collection[str] = ()) -> tuple[Problem, ...]:
    """Check a codebook's file, against the framework and the action library that ship with tlc.

    Parameters
    ----------
    path : Path
    languages : collection of str
        In which people spoke; by default those that the codebook says it is in.

    Raises
    ------
    CodebookError
        It cannot be read.
    """
    from tlc.listen.codebook import read_codebook

    return _doubts(read_codebook(path), path, languages)


def check_codes(study: Holdings) -> tuple[Problem, ...]:
    """Check the codebook for the study's own list of problems, where nothing of it stands in the way of a report.

    Terms that also find words of other codes are not in it: any codebook has some, and ``Codes.check`` names them.
    """
    # Languages without any terms are in that list already.
    spoken = {language for code in study.codebook.offered for language in code.terms}
    found = _doubts(study.codebook, study.path / study.settings.codebook, spoken, overlaps=False)
    return tuple(replace(one, severity="warning") for one in found)


def _doubts(book: Codebook, path: Path, languages: Collection[str], *, overlaps: bool = True) -> tuple[Problem, ...]:
    from tlc.change.actions import action_library
    from tlc.change.framework import inclusion_health
    from tlc.listen.codebook import check_codebook

    return check_codebook(
        book,
        languages=languages,
        principles=[principle.id for principle in inclusion_health()],
        actions=[action.id for action in action_library().actions],
        where=path,
        overlaps=overlaps,
    )
