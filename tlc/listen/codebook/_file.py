"""A codebook's file, open for changes: each makes the next version, and the file before it is kept."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tlc._files import write_whole
from tlc._text import normalise
from tlc.errors import CodebookError
from tlc.listen.codebook import _edit
from tlc.listen.codebook._edit import Edit
from tlc.listen.codebook._read import parse_codebook, read_raw
from tlc.listen.codebook._versions import FOLDER, keep, next_version
from tlc.model import Code, Codebook, CodebookChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What one change did to a codebook's file.

    Attributes
    ----------
    before, after : Codebook
    what : str
        As the change log has it.
    kept : Path
        Where the file before it is kept.
    """

    before: Codebook
    after: Codebook
    what: str
    kept: Path


class CodebookFile:
    """A codebook's file, open for changes. Comments, and the order of what is in it, stay.

    Each change is checked as a whole before anything is written, makes the next version, and adds a line to the change
    log. What other codes say of a code that is renamed or merged, as their heading or in brackets, follows.

    Parameters
    ----------
    path : Path
    versions : Path, optional
        The folder for the files before each change; by default ``codebook-versions`` beside the file.

    Raises
    ------
    CodebookError
        The file cannot be read as a codebook.

    >>> import tempfile
    >>> from tlc.listen.codebook import read_codebook
    >>> path = Path(tempfile.mkdtemp()) / "codebook.toml"
    >>> _ = path.write_text('''schema = "tlc-codebook/2"
    ... version = "1.0.0"
    ...
    ... # When they are open.
    ... [[code]]
    ... id = "hours"
    ... kind = "barrier"
    ... label = { en = "Hours" }
    ... ''')
    >>> file = CodebookFile.open(path)
    >>> file.change("hours", by="asha", at="2026-06-01", definition="They are closed when people are free.").what
    "Changed the definition of 'hours'."
    >>> file.book.version, read_codebook(path)["hours"].definition, "# When" in path.read_text()
    ('1.0.1', 'They are closed when people are free.', True)
    """

    def __init__(self, path: Path, versions: Path | None = None) -> None:
        self.path = path
        self._versions = versions or path.parent / FOLDER
        self._raw, self._text = read_raw(path)
        self.book: Codebook = parse_codebook(self._text, path)

    @classmethod
    def open(cls, path: Path, versions: Path | None = None) -> CodebookFile:
        """Open a codebook's file."""
        return cls(path, versions)

    def add(self, code: Code, *, by: str, at: str, what: str = "") -> Written:
        """Add a code, after the last that stands under the same heading.

        Parameters
        ----------
        code : Code
            Who added it, when, and in which version is filled in where it does not say.
        by : str
            Who changes the codebook: ``asha``.
        at : str
            When: ISO 8601.
        what : str
            Why, for the change log; what was done stands there in any case.

        Raises
        ------
        CodebookError
            The codebook would contradict itself, or its file has changed since it was opened. Nothing is written.
        """
        return self.write(_edit.added(self.book, code), by=by, at=at, what=what)

    def change(self, code_id: str, *, by: str, at: str, what: str = "", **fields: Any) -> Written:
        """Give fields of a code other values.

        Parameters
        ----------
        code_id : str
        by, at, what
            As for `add`.
        fields
            Fields of ``tlc.model.Code`` but for its id. ``label`` and ``terms`` are by language, and the languages that
            are not given stay as they are; ``terms={"ro": ()}`` takes those in Romanian out.
        """
        return self.write(_edit.changed(self.book, code_id, fields), by=by, at=at, what=what)

    def rename(self, old: str, new: str, *, by: str, at: str, what: str = "") -> Written:
        """Give a code another id; it still answers to the old one. Codes under a heading of that name follow."""
        return self.write(_edit.renamed(self.book, old, new), by=by, at=at, what=what)

    def merge(self, codes: Collection[str], into: str, *, by: str, at: str, what: str = "") -> Written:
        """Let one code take the place of others; it answers to their ids."""
        return self.write(_edit.merged(self.book, codes, into), by=by, at=at, what=what)

    def split(self, code: str, into: Sequence[Code], heir: str, *, by: str, at: str, what: str = "") -> Written:
        """Part a code into several; the heir answers to its id."""
        return self.write(_edit.split(self.book, code, into, heir), by=by, at=at, what=what)

    def retire(self, code: str, *, by: str, at: str, what: str = "") -> Written:
        """Let nobody code with a code any more; what was coded with it stays."""
        return self.write(_edit.retired(self.book, code), by=by, at=at, what=what)

    def write(self, edit: Edit, *, by: str, at: str, what: str = "") -> Written:
        """Write a change as the next version."""
        from tlc.listen.codebook._rewrite import rewritten

        before = self.book
        version = next_version(before.version, edit.size)
        said = " ".join(normalise(f"{edit.what} {what}").split())
        change = CodebookChange(version=version, date=at[:10], what=said, by=" ".join(normalise(by).split()))
        if not change.by:
            raise CodebookError("The change log says who changed the codebook.", hint="Give your short name: asha.")
        after = replace(
            before,
            codes=tuple(_edit.tidied(_signed(code, change) if code.id in edit.new else code) for code in edit.codes),
            version=version,
            changelog=(*before.changelog, change),
        )
        _refuse_unreadable(before, after)
        text = rewritten(self._text, after, self.path)
        now = self._read_back(text)
        if (now.codes, now.version, now.changelog) != (after.codes, after.version, after.changelog):
            raise _not_to_be_changed(self.path)
        self._check_unchanged()
        raw = text.replace("\n", "\r\n").encode() if b"\r\n" in self._raw else text.encode()
        kept = keep(self._versions, before.version, before.digest, self._raw)
        write_whole(self.path, raw)
        self.book, self._raw, self._text = now, raw, text
        return Written(before=before, after=now, what=said, kept=kept)

    def _read_back(self, text: str) -> Codebook:
        try:
            return parse_codebook(text, self.path)
        except CodebookError as error:
            if isinstance(error.__cause__, tomllib.TOMLDecodeError):
                # Not the file on the disk is at fault, but what was made of it.
                raise _not_to_be_changed(self.path) from error
            raise

    def _check_unchanged(self) -> None:
        try:
            is_same = self.path.read_bytes() == self._raw
        except OSError:
            is_same = False
        if not is_same:
            raise CodebookError(
                "The codebook was changed by somebody else since it was opened.",
                where=self.path,
                hint="Nothing was written. Open it again, and look at what they changed.",
            )


def _signed(code: Code, change: CodebookChange) -> Code:
    return replace(
        code,
        added_by=code.added_by or change.by,
        added_on=code.added_on or change.date,
        since=code.since or change.version,
    )


def _refuse_unreadable(before: Codebook, after: Codebook) -> None:
    """Refuse terms that no rule can be made of; those that stood there before are for `check_codebook` to name."""
    from tlc.listen.rules import parse_term

    had = {term for code in before for terms in code.terms.values() for term in terms}
    for code in after:
        for language, terms in code.terms.items():
            for number, term in enumerate(terms, 1):
                try:
                    _ = term in had or parse_term(term)
                except CodebookError as error:
                    raise CodebookError(
                        f"Code '{code.id}', term {number} in '{language}': {error.what}", hint=error.hint
                    ) from error


def _not_to_be_changed(path: Path) -> CodebookError:
    return CodebookError(
        "The codebook is written in a way that tlc cannot change without loss.",
        where=path,
        hint="Nothing was written. Change it in a text editor, and count its version up.",
    )
