"""Checks of who took part and what came in: each problem with its place and its mend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tlc.model import Group, Participant, Problem, Settings, Transcript
from tlc.talk.bring_in import PLACEHOLDERS

_MANY_UNKNOWN = 0.25


def check_people(settings: Settings, groups: Sequence[Group], people: Sequence[Participant]) -> tuple[Problem, ...]:
    """Compare the study's tables with each other, and with what its file says took part."""
    problems = []
    known = {group.id for group in groups}
    lost = [person.id for person in people if person.group and person.group not in known]
    if lost:
        problems.append(
            Problem(
                severity="error",
                what=f"{_list(lost)} belong to a group that is not in groups.csv.",
                where="participants.csv",
                mend="Correct the group, or add it to groups.csv.",
            )
        )
    ids = {person.id for person in people}
    leaderless = [group.id for group in groups if group.facilitator and group.facilitator not in ids]
    if leaderless:
        problems.append(
            Problem(
                severity="warning",
                what=f"{_list(leaderless)} were led by somebody who is not in participants.csv.",
                where="groups.csv",
                mend="Add the facilitator there, or their questions may be taken for a participant's words.",
            )
        )
    return (*problems, *_counts(settings, groups, people))


def check_transcripts(
    groups: Sequence[Group], people: Mapping[str, Participant], transcripts: Mapping[str, Transcript]
) -> tuple[Problem, ...]:
    """Look through what came in for sessions that are missing and for words that should not be there."""
    problems = []
    missing = [group.id for group in groups if group.id not in transcripts]
    if missing:
        problems.append(
            Problem(
                severity="warning",
                what=f"No transcript yet of {_list(missing)}.",
                where="groups.csv",
                mend="Bring them in with: tlc add FILES",
            )
        )
    for transcript in transcripts.values():
        problems += _check_one(transcript, {group.id for group in groups}, people)
    return tuple(problems)


def _check_one(transcript: Transcript, groups: set[str], people: Mapping[str, Participant]) -> Iterable[Problem]:
    where = f"transcripts/{transcript.id}.txt"
    again = f"Take {where} out of the study and bring the session's file in again."
    if transcript.group not in groups:
        yield Problem(
            severity="error",
            what="The transcript's group is not in groups.csv.",
            where=where,
            mend="Add it there, or take the transcript out of the study.",
        )
    speakers = Counter(turn.speaker for turn in transcript.turns)
    strangers = sorted(name for name in speakers if name is not None and name not in people)
    if strangers:
        yield Problem(
            severity="error",
            what=f"{_list(strangers)} speak here and are no longer in participants.csv.",
            where=where,
            mend="Put them back there: without their consent on file their words cannot be used.",
        )
    gone = {person.id for person in people.values() if not person.may_keep}
    left = sorted({turn.speaker for turn in transcript.turns if turn.speaker in gone and turn.text not in PLACEHOLDERS})
    if left:
        yield Problem(
            severity="error",
            what=f"{_list([name for name in left if name])} left the study or did not agree to analysis, "
            "and their words are still here.",
            where=where,
            mend=again,
        )
    unknown = speakers[None] / max(1, len(transcript.turns))
    if unknown > _MANY_UNKNOWN:
        yield Problem(
            severity="warning",
            what=f"{unknown:.0%} of the turns have no known speaker, so counts of people say little here.",
            where=where,
            mend="If the recording tells who spoke, write the labels into the file and bring it in again.",
        )


def _counts(settings: Settings, groups: Sequence[Group], people: Sequence[Participant]) -> Iterable[Problem]:
    kinds = Counter(group.kind for group in groups)
    counted = (
        ("participants", settings.expected_participants, sum(person.counts for person in people)),
        ("focus groups", settings.expected_focus_groups, kinds["focus_group"]),
        ("interviews", settings.expected_interviews, kinds["interview"]),
    )
    for what, expected, found in counted:
        if expected is not None and expected != found:
            yield Problem(
                severity="warning",
                what=f"study.toml expects {expected} {what}, and {found} are listed.",
                where="study.toml",
                mend="Correct the number under [expected], or the table.",
            )


def _list(names: Sequence[str], most: int = 6) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
