"""What a study takes from where: sessions counted apart from events and feedback, and what others counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from tlc.change.report.parts import Breakdown
    from tlc.model import Evidence, Problem, Turn
    from tlc.study._holdings import Holdings
    from tlc.talk.back_check import BackCheck


def evidence_of(study: Holdings) -> dict[str, Evidence]:
    """Gather the evidence of a study; what came in at events and in feedback stands beside its sessions."""
    from tlc.change.evidence import evidence

    turns, codings = study.turns, study.codings
    return evidence(turns, codings, study.people, study.codebook, finished=study.finished, groups=study.groups)


def transcripts_beside(study: Holdings) -> frozenset[str]:
    """Name the transcripts of events and feedback: they are no sessions."""
    apart = {group.id for group in study.groups if not group.is_session}
    return frozenset(name for name, one in study.transcripts.items() if one.group in apart)


def turns_of_sessions(study: Holdings) -> pd.DataFrame:
    """Every turn of a focus group or an interview: TURNS of ``tlc.frames``."""
    from tlc.counting import in_sessions

    return in_sessions(study.turns, study.groups)


def events_of(study: Holdings) -> tuple[Breakdown, ...]:
    """Lay out what stands beside the sessions: comments by route, events in numbers, what the team answered of itself.

    Raises
    ------
    StudyError
        ``events.csv``, ``audit.csv`` or ``roadmap.csv`` cannot be read.
    """
    from tlc.change import context, self_rating

    turns, least = study.turns, study.settings.min_cell
    frames = turns, study.codings
    tables = (
        context.beside_table(study.groups, turns, least),
        context.route_table(frames, study.people, study.groups, study.codebook, least),
        context.events_table(context.read_events(study.path / context.EVENTS), least),
        self_rating.audit_table(study.path / self_rating.AUDIT, study.codebook),
        self_rating.roadmap_table(study.path / self_rating.ROADMAP),
    )
    return tuple(one for one in tables if one is not None)


def context_of(study: Holdings) -> Breakdown | None:
    """Lay out the figures that others publish; None where the study has none.

    Raises
    ------
    StudyError
        ``indicators.csv`` cannot be read.
    """
    from tlc.change import context

    return context.indicators_table(context.read_indicators(study.path / context.INDICATORS))


def translated_of(study: Holdings) -> tuple[Turn, ...]:
    """Name the turns of participants, or of nobody known, that have a translation."""
    from tlc.talk.back_check import translated

    return translated(study.transcripts.values(), study.people)


def back_checks_of(study: Holdings) -> BackCheck:
    """Read back what people found when they held translations against the original.

    Raises
    ------
    StudyError
        A table cannot be read.
    """
    from tlc.talk.back_check import FOLDER, read_checks

    return read_checks(study.path / FOLDER, translated_of(study))


def checked_of(study: Holdings) -> str:
    """Say in one sentence how many translations were checked and were right; empty where nobody has checked any.

    Raises
    ------
    StudyError
        A table cannot be read.
    """
    return back_checks_of(study).sentence


def reidentification(study: Holdings, text: str) -> tuple[str, ...]:
    """Say what in a story could point at one person, alone or together: kinds and lines, and nobody's words."""
    from tlc.study._gate import shut_gate
    from tlc.talk.story import risks, told

    return told(risks(text, shut_gate(study).rules))


def check_sources(study: Holdings) -> tuple[Problem, ...]:
    """Read events, others' figures, lists and back-checks; what is wrong with one of them does not hide the others."""
    from tlc.change import context, self_rating
    from tlc.errors import TlcError
    from tlc.model import Problem

    found, outdated, folder = [], 0, study.path
    for look in (
        lambda: context.read_events(folder / context.EVENTS),
        lambda: context.read_indicators(folder / context.INDICATORS),
        lambda: self_rating.audit_table(folder / self_rating.AUDIT, study.codebook),
        lambda: self_rating.roadmap_table(folder / self_rating.ROADMAP),
    ):
        try:
            look()
        except TlcError as error:
            found.append(Problem.of(error))
    try:
        outdated = back_checks_of(study).outdated
    except TlcError as error:
        found.append(Problem.of(error))
    if outdated:
        found.append(
            Problem(
                severity="warning",
                what=f"{outdated} rows of back-checks are about words that have changed since, and count no more.",
                where="back-check",
                mend="Give these tables another ending than .csv, and draw again with: tlc back-check --by YOU",
            )
        )
    return tuple(found)
