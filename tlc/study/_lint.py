"""Trying the codebook's terms: on the study, on talk about other things, and against what people decided."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tlc.lab.lint import LintTable
    from tlc.study._holdings import Holdings


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
