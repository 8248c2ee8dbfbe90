"""How far coders agree."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tlc.study._codings import codings_of
from tlc.study._listen import Listen

if TYPE_CHECKING:
    from tlc.lab.agreement import AgreementTable
    from tlc.listen.agree.units import Unit


class Agreement(Listen):
    """The part of ``Study`` that has to do with agreement."""

    def agree(
        self,
        *coders: str,
        unit: Unit = "turn",
        codes: Iterable[str] | None = None,
        facilitators: bool = False,
        seed: int = 1,
        resamples: int = 1000,
    ) -> AgreementTable:
        """Measure how far people agree who coded the same sessions: an aid to consistency, never a proof.

        Parameters
        ----------
        *coders : str
            Two or more: ``"asha", "ben"``. By default everybody who has coded. ``"asha", "agreed"`` says how much of
            Asha's coding stood when it was talked through.
        unit : str
            ``turn``, ``sentence`` or ``character``: over what it is asked whether a code is there.
        codes : iterable of str, optional
            Codes, or headings for the codes under them; by default all that anybody used.
        facilitators : bool
            Count the turns of facilitators, interpreters and co-researchers too.
        seed, resamples : int
            For the intervals; both are recorded.

        Returns
        -------
        AgreementTable
            ``frame``, ``overall``, ``disagreements`` (to talk through) and ``plot()``.

        Raises
        ------
        AnalysisError
            Nothing can be compared; it says what is missing.
        CodebookError
            A code is not in the codebook.
        """
        from tlc.lab.agreement import AgreementTable
        from tlc.listen._heard import chosen
        from tlc.listen.agree import agree

        book = self.codebook_in_use
        run = agree(
            self.turns,
            codings_of(self, coders),
            coders or tuple(coder.id for coder in self.coders if coder.kind == "person"),
            unit=unit,
            codes=None if codes is None else [code.id for code in chosen(book, codes)],
            facilitators=facilitators,
            seed=seed,
            resamples=resamples,
            finished=[(kept.coder.id, session) for kept in self.kept for session in kept.finished],
            read=[(kept.coder.id, turn) for kept in self.kept for turn in kept.read],
        )
        return AgreementTable(run=run, codebook=book)
