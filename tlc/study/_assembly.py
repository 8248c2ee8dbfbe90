"""What takes more than one room of a study: bringing in, checking, the card."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from tlc.change.actions import check_actions
from tlc.change.plan.choices import Choices
from tlc.errors import TlcError
from tlc.lab.card import Card, study_card
from tlc.listen.check import check_codings, check_languages
from tlc.listen.codings import Finish, Journal, add_codings
from tlc.listen.exchange.spreadsheet import read_spreadsheet
from tlc.listen.topics.decisions.log import FOLDER as DECISIONS
from tlc.listen.topics.decisions.log import check_decisions
from tlc.model import Coder, Coding, Problem
from tlc.study._codes import check_codes
from tlc.study._gate import shut_gate
from tlc.study._in_part import check_in_part
from tlc.study._rating import check_involvement, check_ratings
from tlc.study._replacing import replace_files
from tlc.study._sources import check_sources, evidence_of
from tlc.study._waves import interviews
from tlc.study._words import check_wording
from tlc.talk.bring_in import Added, BringIn
from tlc.talk.check import check_labels, check_people, check_transcripts
from tlc.talk.earlier import FOLDER
from tlc.talk.session_file import files_in
from tlc.talk.withdraw import check_leaving

if TYPE_CHECKING:
    from tlc.study import Study
    from tlc.study._holdings import Holdings


def bring_in(
    study: Holdings, files: Iterable[str | Path], *, group: str | None, encoding: str | None, replace: bool = False
) -> tuple[Added, ...]:
    """Bring files in through the gate, one after the other, so that each knows what came before it."""
    bring = BringIn(
        folder=study.path / "transcripts",
        groups={one.id: one for one in study.groups},
        speakers=study.speakers,
        clear=shut_gate(study).clear,
        present=dict(study.transcripts),
        notice="SYNTHETIC SAMPLE. Invented people, invented words." if study.settings.synthetic else "",
    )
    paths = files_in(map(Path, files))
    if replace:
        return replace_files(study, bring, paths, group=group, encoding=encoding)
    return tuple(bring.add(path, group=group, encoding=encoding) for path in paths)


def take_codings(
    study: Holdings, file: Path, coder: Coder, made_at: str, *, finished: bool
) -> tuple[tuple[Problem, ...], str]:
    """Take the codings of a spreadsheet that are not in yet; the rows that could not be read, and a summary."""
    marks, faults = read_spreadsheet(file, coder, turns=study.turns_by_id, codebook=study.codebook, made_at=made_at)
    # By its words and not by its id: after a correction a coding stands elsewhere under the id that it was given.
    own = (mark for mark in _readable(study)[1] if mark.coder == coder.id)
    present = {(mark.span, mark.code) for mark in own if mark.status == "accepted"}
    new = [mark for mark in marks if (mark.span, mark.code) not in present]
    if new:
        add_codings(study.path / "codings", coder, new)
    note = f"{len(new)} codings of {coder.name} taken in, {len(marks) - len(new)} were there already."
    if not finished:
        return faults, note
    if faults:
        return faults, f"{note} No session is called finished while rows of it may be missing."
    return faults, f"{note} {_finish(study, coder, [mark.span.turn for mark in marks])} sessions are finished."


def _finish(study: Holdings, coder: Coder, turns: Iterable[str]) -> int:
    """Call the sessions of some turns finished, for one coder; how many they are."""
    sessions = {turn.partition(":")[0] for turn in turns}
    journal = Journal(study.path / "codings", coder)
    journal.do(*(Finish(session, True) for session in sorted(sessions - journal.kept.finished)))
    return len(sessions)


def check(study: Holdings) -> tuple[Problem, ...]:
    """Check every room; one unreadable file does not hide what is wrong with the others."""
    found: list[Problem] = []
    for look in (
        _check_leaving,
        _check_replacings,
        _check_people,
        _check_labels,
        _check_gate,
        _check_transcripts,
        _check_codings,
        check_in_part,
        check_codes,
        _check_decisions,
        _check_interviews,
        check_ratings,
        check_involvement,
        check_sources,
        _check_actions,
        _check_choices,
        check_wording,
    ):
        try:
            found += look(study)
        except TlcError as error:
            found.append(Problem.of(error))
    # What several checks meet is one problem; the first of them knows best how to mend it.
    once: dict[object, Problem] = {}
    for one in found:
        once.setdefault((one.severity, one.what, one.where), one)
    return tuple(once.values())


def card(study: Study) -> Card:
    """Sum the study up; what cannot be read is named among the problems, and the card shows in any case."""
    problems = tuple(study.check())
    try:
        return study_card(
            study.settings,
            problems,
            groups=study.groups,
            people=study.people,
            transcripts=study.transcripts,
            marks=_readable(study),
        )
    except TlcError:
        return study_card(study.settings, problems)


def _readable(study: Holdings) -> tuple[tuple[Coder, ...], tuple[Coding, ...]]:
    kept = study.kept
    return tuple(one.coder for one in kept), tuple(mark for one in kept for mark in one.codings)


def _check_interviews(study: Holdings) -> tuple[Problem, ...]:
    if not interviews(study):
        return ()
    return (
        Problem(
            severity="warning",
            what="Every session is an interview, so each count of sessions in the report is a count of people.",
            where="groups.csv",
            mend="Think before the report leaves the team: a small one can tell who somebody is.",
        ),
    )


def _check_gate(study: Holdings) -> tuple[Problem, ...]:
    if not study.transcripts:
        return ()
    checked = {line["file"] for line in shut_gate(study).log.entries("check")}
    unchecked = [one.id for one in study.transcripts.values() if one.source.digest not in checked]
    if not unchecked:
        return ()
    return (
        Problem(
            severity="warning",
            what=f"{', '.join(unchecked[:6])} came in without a check for identifiers."
            + (f" So did {len(unchecked) - 6} more." if len(unchecked) > 6 else ""),
            where="transcripts",
            mend="Take them out, check their files with 'tlc check FILES', and bring them in again.",
        ),
    )


def _check_leaving(study: Holdings) -> tuple[Problem, ...]:
    return check_leaving(study.path)


def _check_replacings(study: Holdings) -> tuple[Problem, ...]:
    return study.unfinished_corrections


def _check_labels(study: Holdings) -> tuple[Problem, ...]:
    return check_labels(study.speakers)


def _check_people(study: Holdings) -> tuple[Problem, ...]:
    return check_people(study.settings, study.groups, study.people)


def _check_transcripts(study: Holdings) -> tuple[Problem, ...]:
    return check_transcripts(study.groups, {person.id: person for person in study.people}, study.transcripts)


def _check_codings(study: Holdings) -> tuple[Problem, ...]:
    return (
        *map(Problem.of, study.damaged),
        *check_codings(
            _readable(study)[1],
            study.turns_by_id,
            study.codebook,
            proposals=study.proposals,
            adrift=[mark for one in study.kept for mark in one.adrift],
            corrected={path.stem.rpartition("-")[0] for path in (study.path / "transcripts" / FOLDER).glob("*.txt")},
        ),
        *check_languages(study.turns_by_id.values(), study.codebook),
    )


def _check_decisions(study: Holdings) -> tuple[Problem, ...]:
    return tuple(map(Problem.of, check_decisions(study.path / "topics" / DECISIONS)))


def _check_choices(study: Holdings) -> tuple[Problem, ...]:
    return tuple(map(Problem.of, Choices(study.path).check()))


def _check_actions(study: Holdings) -> tuple[Problem, ...]:
    return check_actions(study.actions, evidence_of(study))
