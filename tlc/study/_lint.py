"""Trying the codebook's terms: on the study, on talk about other things, and against what people decided."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tlc.lab.lint import LintTable
    from tlc.lab.show import Listing
    from tlc.listen.term_proposals import TermProposal
    from tlc.study._holdings import Holdings
    from tlc.talk.keys import Keys


def lint_of(
    study: Holdings,
    control: Iterable[str | Path] = (),
    *,
    language: str | None = None,
    examples: bool = False,
    least_precision: float = 0.3,
) -> LintTable:
    """Count what each term finds, here and in talk about other things; see ``Codes.lint``."""
    from tlc.lab.lint import LintTable
    from tlc.listen.lint import languages_of, lint
    from tlc.talk.control import read_control

    among = languages_of(study.codebook)
    talk = read_control(map(Path, control), among=among, language=language)
    uses = lint(
        study.codebook,
        study.turns,
        talk.texts,
        codings=study.codings,
        read=turns_read(study),
        least_precision=least_precision,
    )
    return LintTable(uses=uses, problems=talk.problems, files=talk.files, examples=examples)


def turns_read(study: Holdings) -> dict[str, frozenset[str]]:
    """Name for each coder the turns that they have read to the end: one by one, or with a session they finished."""
    return {
        one.coder.id: frozenset(one.read)
        | {turn.id for name in one.finished if name in study.transcripts for turn in study.transcripts[name].turns}
        for one in study.kept
    }


def proposals_of(study: Holdings, *, most: int = 5, keys: Keys | str | Path | None = None) -> Listing[TermProposal]:
    """Propose terms from what people coded; see ``Codes.propose_terms``."""
    from tlc.lab.term_proposals import proposals
    from tlc.listen.term_proposals import propose_terms
    from tlc.study._gate import _opened

    opened = _opened(Path(keys)) if isinstance(keys, str | Path) else keys
    names = opened.names if opened else ()
    return proposals(propose_terms(study.turns, study.codings, study.codebook, names=names, most=most))
