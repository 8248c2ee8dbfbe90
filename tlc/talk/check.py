"""Checks of who took part and what came in: each problem with its place and its mend."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from tlc.model import Group, Participant, Problem, Settings, Transcript
from tlc.talk.bring_in import PLACEHOLDERS
from tlc.talk.importers._speakers import is_id_or_role
from tlc.talk.language import surprises
from tlc.talk.people import Speakers

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
                what=f"{_list(lost)} {'belongs' if len(lost) == 1 else 'belong'} to a group that is not in groups.csv.",
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
                what=f"{_list(leaderless)} {'was' if len(leaderless) == 1 else 'were'} led by somebody "
                "who is not in participants.csv.",
                where="groups.csv",
                mend="Add the facilitator there, or their questions may be taken for a participant's words.",
            )
        )
    problems += _routes(groups)
    agreed = [person for person in people if person.counts and person.consent.is_any and not person.withdrawn]
    undated = [person.id for person in agreed if person.consent.date is None]
    if undated:
        problems.append(
            Problem(
                severity="warning",
                what=f"{_list(undated)} agreed, and no day of their consent is written down.",
                where="participants.csv",
                mend="Write it under consent_date: 2026-06-01.",
            )
        )
    return (*problems, *_counts(settings, groups, people))


def _routes(groups: Sequence[Group]) -> Iterable[Problem]:
    """Routes that are missing where others are told, or that are told of a session."""
    feedback = [group for group in groups if group.kind == "feedback"]
    untold = [group.id for group in feedback if not group.route]
    if untold and len(untold) < len(feedback):
        yield Problem(
            severity="warning",
            what=f"It is not said by which route the feedback in {_list(untold)} came.",
            where="groups.csv",
            mend="Write it under route (such as PALS, complaint or VCSE); otherwise it is counted as not known.",
        )
    talks = [group.id for group in groups if group.route and group.is_session]
    if talks:
        yield Problem(
            severity="warning",
            what=f"{_list(talks)} are sessions, and have a route as if they were feedback.",
            where="groups.csv",
            mend="Take the route out, or correct the kind: feedback and events are counted apart from sessions.",
        )


def check_labels(speakers: Speakers) -> tuple[Problem, ...]:
    """Look for labels that could be names: ``speakers.csv`` lies in the study, where no name may be."""
    # "Part. 3" is a way to number people; a name has no number.
    names = [label for _, label in speakers.labels if not re.search(r"\d", label) and not is_id_or_role(label)]
    if not names:
        return ()
    return (
        Problem(
            severity="warning",
            what=f"{len(names)} labels could be names of people, and this file lies in the study.",
            where="speakers.csv",
            mend="Write ids in their place into the session's own file, and take the rows out here.",
        ),
    )


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
    kinds = {group.id: group for group in groups}
    for transcript in transcripts.values():
        problems += _check_one(transcript, kinds, people)
    return tuple(problems)


def _check_one(
    transcript: Transcript, groups: Mapping[str, Group], people: Mapping[str, Participant]
) -> Iterable[Problem]:
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
    foreign = surprises([turn.text for turn in transcript.turns], [turn.language for turn in transcript.turns])
    if foreign:
        first = _list([transcript.turns[place].id for place in foreign])
        yield Problem(
            severity="warning",
            what=f"{len(foreign)} turns look to be in another language than groups.csv says: {first}.",
            where=where,
            mend="Correct 'language' there (several are parted by ;), and bring the session in again.",
        )
    unknown = speakers[None] / max(1, len(transcript.turns))
    yield from _check_listed(
        transcript, [name for name in speakers if name in people], people, seems_whole=unknown <= _MANY_UNKNOWN
    )
    # Of feedback and events it is seldom known who wrote what, and nobody counts people there.
    if unknown > _MANY_UNKNOWN and (transcript.group not in groups or groups[transcript.group].is_session):
        yield Problem(
            severity="warning",
            what=f"{unknown:.0%} of the turns have no known speaker, so counts of people say little here.",
            where=where,
            mend="If the recording tells who spoke, write the labels into the file and bring it in again.",
        )


def _check_listed(
    transcript: Transcript, heard: Collection[str | None], people: Mapping[str, Participant], *, seems_whole: bool
) -> Iterable[Problem]:
    """Compare who is listed for a group with who speaks in its session."""
    where = f"transcripts/{transcript.id}.txt"
    here = [person for person in people.values() if person.group == transcript.group]
    silent = [person.id for person in here if person.counts and person.id not in heard]
    # Among many unknown voices may be theirs, which is a warning of its own.
    if silent and transcript.turns and seems_whole:
        yield Problem(
            severity="warning",
            what=f"{_list(silent)} are listed for {transcript.group} and never speak in it.",
            where=where,
            mend="Were they there? If a label of theirs stands for somebody else, correct speakers.csv.",
        )
    guests = sorted(name for name in heard if name and people[name].group not in (transcript.group, None))
    if guests:
        yield Problem(
            severity="warning",
            what=f"{_list(guests)} speak in {transcript.group} and are listed for another group.",
            where=where,
            mend="Correct their group in participants.csv, or the labels in speakers.csv.",
        )


def _counts(settings: Settings, groups: Sequence[Group], people: Sequence[Participant]) -> Iterable[Problem]:
    kinds = Counter(group.kind for group in groups)
    beside = {group.id for group in groups if not group.is_session}
    people = [person for person in people if person.group not in beside]
    roles = Counter(person.role for person in people)
    counted = (
        ("participants", settings.expected_participants, sum(person.counts for person in people)),
        ("community participants", settings.expected_community, roles["community"]),
        ("professionals", settings.expected_professionals, roles["professional"]),
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
