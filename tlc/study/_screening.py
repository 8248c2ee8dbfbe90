"""Screening a proposed plan: the study's themes and the codebook's terms brought to it, and answers to a result."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tlc.errors import StudyError

if TYPE_CHECKING:
    from tlc.change.screening import Screened, Screening
    from tlc.lab.show import Listing
    from tlc.study._holdings import Holdings
    from tlc.talk.proposed_plan import ProposedPlan

FOLDER = "screened-plans"
_MOST_PLACES = 3
_FIRST_WORDS = 8


def screening_of(study: Holdings, plan: str | Path, *, by: str, language: str) -> Listing[Screened]:
    """Hold a plan against a study: write the sheet to answer in, and with answers in it the result.

    Parameters
    ----------
    study : Holdings
    plan : path
        A .docx, .odt, .txt or .md.
    by : str
        Who answered, for rows that do not say so.
    language : str
        Of the plan: the codebook's terms in it are looked for.

    Raises
    ------
    TranscriptError
        The plan cannot be read.
    AnalysisError
        No theme is rated moderate or high.
    StudyError
        The sheet cannot be read or written, or holds an answer that there is not; ``by`` is no name.
    """
    from tlc._files import write_whole
    from tlc._person_tables import checked_person
    from tlc.change.screening import read_sheet, screen, sheet_of
    from tlc.change.screening.result import result_of
    from tlc.lab.screening import screened
    from tlc.talk.proposed_plan import read_proposed_plan

    if by:
        checked_person(by)
    proposed = read_proposed_plan(Path(plan))
    sheet = study.path / FOLDER / f"{Path(plan).stem}.xlsx"
    answered, answered_for = read_sheet(sheet) if sheet.exists() else ((), "")
    result = screen(_fresh(study, proposed, language), answered, answered_for)
    if by:
        rows = tuple(replace(row, by=row.by or by) if row.answer else row for row in result.rows)
        result = replace(result, rows=rows)
    if (*result.rows, *result.left) != answered or result.changed:
        # A sheet that says all this already keeps its looks: people may have coloured it.
        write_whole(sheet, sheet_of(result))
    paper = write_whole(sheet.with_suffix(".docx"), result_of(result)) if answered_for else None
    return screened(result, sheet, paper)


def _fresh(study: Holdings, plan: ProposedPlan, language: str) -> Screening:
    from tlc.change.names import with_names
    from tlc.change.over import over
    from tlc.change.screening import Screened, Screening
    from tlc.change.screening.rows import LEVELS
    from tlc.study._rating import ratings_of
    from tlc.study._sources import evidence_of
    from tlc.study._waves import interviews

    book, held = study.codebook, evidence_of(study)
    ratings = ratings_of(study, held)
    places, alone = _places(study, plan, language), interviews(study)
    rows = []
    for code in book.applied:
        rating = ratings.get(code.id)
        if rating is None or rating.level not in LEVELS:
            continue
        told = f"{(code.brief or code.definition).rstrip('.')}. " if code.brief or code.definition else ""
        sessions = over(held[code.id], study.settings.min_cell, alone).words[0]
        rows.append(
            Screened(
                theme=code.id,
                label=code.name,
                rating=rating.level if rating.confirmed else f"{rating.level} (proposed, not confirmed)",
                heard=f"{told}Heard in {sessions} sessions.",
                places=places.get(code.id, "no term of it found"),
            )
        )
    return Screening(
        plan=plan.name,
        digest=plan.digest,
        study=with_names(study.settings, study.settings.names).title,
        synthetic=study.settings.synthetic,
        rows=tuple(_named(row, study) for row in rows),
    )


def _named(row: Screened, study: Holdings) -> Screened:
    """Write what stands for the names of places and services: the result leaves the study."""
    from tlc.change.names import with_names

    changed = with_names(row, study.settings.names)
    return replace(row, label=changed.label, heard=changed.heard)


def _places(study: Holdings, plan: ProposedPlan, language: str) -> dict[str, str]:
    """Where the plan holds terms of each code: paragraphs by number, with their first words."""
    from tlc.listen.rules import compile_rules

    rules = compile_rules(study.codebook, language)
    if not rules.terms:
        raise StudyError(
            f"The codebook has no terms in the language '{language}'.",
            where=study.path / study.settings.codebook,
            hint=f"Its languages: {', '.join(study.codebook.languages)}.",
        )
    found: dict[str, dict[int, None]] = defaultdict(dict)
    for number, hits in enumerate(rules.find_all(plan.paragraphs), 1):
        for hit in hits:
            found[hit.code][number] = None
    return {code: _listed(list(numbers), plan) for code, numbers in found.items()}


def _listed(numbers: list[int], plan: ProposedPlan) -> str:
    lines = [f"paragraph {number}: {_first_words(plan.paragraphs[number - 1])}" for number in numbers[:_MOST_PLACES]]
    rest = numbers[_MOST_PLACES:]
    return "\n".join([*lines, *([f"also in {', '.join(map(str, rest))}"] if rest else [])])


def _first_words(text: str) -> str:
    words = text.split()
    start = " ".join(words[:_FIRST_WORDS])[:80]
    return f"{start} ..." if len(start) < len(text) else start
