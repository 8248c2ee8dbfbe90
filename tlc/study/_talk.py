"""What a study does with what people said: checking files, bringing them in, letting somebody leave."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, overload

from tlc.model import Placing, Problem
from tlc.study._holdings import Holdings

if TYPE_CHECKING:
    from tlc.lab.review import ReviewWidget
    from tlc.lab.show import Listing
    from tlc.study._leaving import Confirm, Leaving
    from tlc.talk.bring_in import Added
    from tlc.talk.keys import Keys
    from tlc.talk.screen.batch import Checked
    from tlc.talk.screen.review import Review

Files = str | Path | Iterable[str | Path]


class Talk(Holdings):
    """The part of ``Study`` that has to do with talk."""

    @overload
    def check(self) -> Listing[Problem]: ...

    @overload
    def check(
        self,
        files: Files,
        *,
        by: str | None = None,
        keys: Keys | str | Path | None = None,
        also: Iterable[str] = (),
        encoding: str | None = None,
    ) -> Listing[Checked]: ...

    def check(
        self,
        files: Files | None = None,
        *,
        by: str | None = None,
        keys: Keys | str | Path | None = None,
        also: Iterable[str] = (),
        encoding: str | None = None,
    ) -> Listing[Problem] | Listing[Checked]:
        """List what is wrong with the study; or check session files for what could tell who somebody is.

        Parameters
        ----------
        files : path, or iterable of paths, optional
            Files, or folders of files, that are to come in. Without them the study itself is checked, and errors in
            the list stand in the way of the report.
        by : str, optional
            Who checks: a short name that the team knows, ``asha``.
        keys : Keys or path, optional
            The study's key file, with its roster of real names. Of a path the passphrase is read from
            ``TLC_PASSPHRASE``, or asked for.
        also : iterable of str
            Further finders by name: ``presidio``.
        encoding : str, optional
            Of plain text that is not UTF-8, such as ``cp1250``.

        Returns
        -------
        Listing of Problem, or of Checked
            For files: BLOCK, WARN or PASS for each. It is logged what was found where, and nobody's words.
        """
        from tlc.lab.summaries import checked, problems
        from tlc.study import _assembly, _gate

        if files is None:
            return problems(_assembly.check(self))
        gate = _gate.open_gate(self, by=by, keys=keys, also=also)
        return checked(_gate.check(gate, _listed(files), encoding=encoding))

    def review(
        self,
        files: Files,
        *,
        by: str,
        keys: Keys | str | Path | None = None,
        also: Iterable[str] = (),
        encoding: str | None = None,
    ) -> Review:
        """Check session files, and go through what waits for a decision.

        In a notebook, ``study.review_here(...)`` shows the same as a page that takes decisions by key.

        Parameters
        ----------
        files, keys, also, encoding
            As for ``check``.
        by : str
            Who decides: a short name that the team knows, ``asha``.
        """
        from tlc.study import _gate

        gate = _gate.open_gate(self, by=by, keys=keys, also=also)
        return _gate.review(gate, _gate.check(gate, _listed(files), encoding=encoding))

    def review_here(
        self,
        files: Files,
        *,
        by: str,
        keys: Keys | str | Path | None = None,
        also: Iterable[str] = (),
        encoding: str | None = None,
        language: str = "en",
    ) -> ReviewWidget:
        """Show what waits for a decision as a page in the notebook, which takes decisions by key.

        Parameters
        ----------
        files, by, keys, also, encoding
            As for ``review``.
        language : str
            Of the page: ``en`` or ``ro``.
        """
        from tlc.lab.review import ReviewWidget

        one = Path(files).as_posix() if isinstance(files, str | Path) else ""
        more = f", encoding={encoding!r}" if encoding else ""
        step = f'study.add("{one}"{more})' if one else "study.add(...)"
        review = self.review(files, by=by, keys=keys, also=also, encoding=encoding)
        return ReviewWidget(review, next_step=step, language=language)

    def add(
        self, files: Files, *, group: str | None = None, encoding: str | None = None, replace: bool = False
    ) -> Listing[Added]:
        """Bring session files in that passed their check: each whole or not at all.

        Parameters
        ----------
        files : path, or iterable of paths
            Files, or folders of files. A name begins with its group's id: ``FG01_women.docx``.
        group : str, optional
            The group, where the name does not say it; for a single file.
        encoding : str, optional
            The same as in the check.
        replace : bool
            The files are corrected: each takes the place of its group's transcript, and people's codings follow their
            words. The earlier version is kept, and codings that cannot be placed are set aside and listed.

        Returns
        -------
        Listing of Added
            What became of each file; a bad file is a problem in the list and stops none of the others. ``replacing``
            of each says what became of the codings.
        """
        from tlc.lab.summaries import added
        from tlc.study._assembly import bring_in

        try:
            outcomes = bring_in(self, _listed(files), group=group, encoding=encoding, replace=replace)
        finally:
            self._forget("transcripts", "turns_by_id", "marks")
        return added(outcomes)

    def replaced(self, transcript: str) -> Listing[Placing]:
        """Look again at what became of the codings when a transcript was corrected last.

        Parameters
        ----------
        transcript : str
            Its id, such as ``FG01``.

        Returns
        -------
        Listing of Placing
            Those that were set aside, and those of which the words were corrected: ids, and nobody's words.

        Raises
        ------
        StudyError
            It was never corrected.
        """
        from tlc.errors import StudyError
        from tlc.lab.replaced import replaced
        from tlc.talk.earlier import replacings

        found = [one for one in replacings(self.path / "transcripts") if one.transcript == transcript]
        if not found:
            raise StudyError("No corrected file has taken the place of this transcript.", where=transcript)
        return replaced(found[-1])

    def withdraw(self, person: str | None = None, *, confirm: Confirm | bool = False, dry_run: bool = False) -> Leaving:
        """Take the words of somebody who leaves out of the study's folder, and search it for them afterwards.

        Parameters
        ----------
        person : str, optional
            Their id. Without it, what an earlier run began is finished.
        confirm : bool or callable
            Whether files that hold their words, such as reports, may be deleted; a callable is shown them.
        dry_run : bool
            Only say what would be done.

        Returns
        -------
        Leaving
            Ids, files and counts; ``verified`` says whether nothing of theirs was found afterwards.
        """
        from tlc.study._leaving import withdraw

        done = withdraw(self, person, confirm=confirm, dry_run=dry_run)
        self._forget("people", "speakers", "transcripts", "turns_by_id", "marks")
        return done


def _listed(files: Files) -> Iterable[str | Path]:
    return [files] if isinstance(files, str | Path) else files
