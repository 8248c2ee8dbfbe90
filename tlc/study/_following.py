"""What becomes of codings when the codebook changes: which stand under another code now, and which to look at again."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tlc._files import write_whole
from tlc.listen.codebook import diff
from tlc.model import Codebook, Coding

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from tlc.listen.codebook import Written
    from tlc.study._holdings import Holdings


class Following(NamedTuple):
    """One coding that stands under another code, by ids alone."""

    coding: str
    coder: str
    session: str
    turn: str
    was: str
    now: str
    look_again: bool


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CodebookChanged:
    """What one change of the codebook did.

    Attributes
    ----------
    version : str
        The version that it made.
    what : str
        As the change log has it.
    lines : tuple of str
        Every difference, in words.
    followed : tuple of Following
        Each coding that stands under another code now.
    unread : tuple of str
        Coders whose files could not be read: what they coded is not listed.
    retag : bool
        The terms of codes that are offered are others than before.
    """

    version: str
    what: str
    lines: tuple[str, ...] = ()
    followed: tuple[Following, ...] = ()
    unread: tuple[str, ...] = ()
    retag: bool = False

    @property
    def again(self) -> tuple[str, ...]:
        """Ids of codings to be looked at again: their code was split, and they stand under the heir for now."""
        return tuple(one.coding for one in self.followed if one.look_again)

    @property
    def frame(self) -> pd.DataFrame:
        """How many codings of each coder, in which session, stand under which code now."""
        import pandas as pd

        counts = Counter((one.was, one.now, one.coder, one.session) for one in self.followed)
        again = Counter((one.was, one.now, one.coder, one.session) for one in self.followed if one.look_again)
        rows = [(*key, count, again[key]) for key, count in sorted(counts.items())]
        return pd.DataFrame(rows, columns=["was", "now", "coder", "session", "codings", "look_again"])

    @property
    def note(self) -> str:
        """What it means for what was coded."""
        if not self.followed:
            told = "No codings stand under another code."
        else:
            coders = len({one.coder for one in self.followed})
            told = f"Codings under another name now: {len(self.followed)}, of {_many(coders, 'coder')}."
            if all(one.was == one.now for one in self.followed):
                told = f"Codings of {_many(coders, 'coder')} stand where they stood: {len(self.followed)}."
        if self.again:
            told += f" To be looked at again, for their code was split: {len(self.again)}."
        if self.retag:
            told += " What terms find has changed: let the rules look again with tlc tag."
        if self.unread:
            told += f" Not listed is what {', '.join(self.unread)} coded: the file cannot be read."
        return told

    def save(self, path: str | Path) -> Path:
        """Write the codings that follow as a CSV file: ids alone, one a row."""
        out = io.StringIO()
        table = csv.writer(out, lineterminator="\n")
        table.writerow(Following._fields)
        table.writerows((*one[:-1], "yes" if one.look_again else "no") for one in self.followed)
        return write_whole(Path(path), out.getvalue())

    def __repr__(self) -> str:
        from tlc.lab.show import as_text

        head = f"Codebook {self.version}: {self.what}"
        return as_text(head, self.frame, self.note) if self.followed else f"{head}\n{self.note}"

    def _repr_html_(self) -> str:
        from tlc.lab.show import as_html

        return as_html(f"Codebook {self.version}: {self.what}", self.frame, self.note)


def followed(study: Holdings, written: Written, *, parted: str = "") -> CodebookChanged:
    """Tell which codings stand under another code after a change.

    Parameters
    ----------
    study : Holdings
    written : Written
    parted : str
        Id that a code had before it was split: all its codings are to be looked at again.
    """
    files = study._coder_files.read()
    return CodebookChanged(
        version=written.after.version,
        what=written.what,
        lines=tuple(diff(written.before, written.after)),
        # What rules or a model suggest is nobody's coding, and is made anew.
        followed=tuple(
            _following(
                (mark for one in files.kept if not one.coder.is_machine for mark in one.codings), written, parted
            )
        ),
        unread=tuple(files.errors),
        retag=_terms(written.before) != _terms(written.after),
    )


def _terms(book: Codebook) -> frozenset[tuple[str, str]]:
    """What the rules look for, and whether somebody may code with it: a new name alone changes nothing there."""
    return frozenset(
        (language, term) for code in book.offered for language in code.terms for term in code.terms[language]
    )


def _following(marks: Iterable[Coding], written: Written, parted: str) -> Iterable[Following]:
    for mark in marks:
        # A code that somebody proposed is in no codebook before it is taken in.
        was = written.before[mark.code].id if mark.code in written.before else mark.code
        now = written.after[mark.code].id if mark.code in written.after else mark.code
        if was != now or was == parted:
            turn = mark.span.turn
            session = turn.partition(":")[0]
            yield Following(mark.id, mark.coder, session, turn, was, now, look_again=was == parted)


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
