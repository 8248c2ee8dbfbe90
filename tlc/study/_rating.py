"""How sure a study is of its themes: what the figures propose, and what people said of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from tlc._person_tables import checked_person, tidy
from tlc.change.rating import (
    FOLDER,
    Entry,
    Ground,
    Said,
    check_entries,
    fingerprint,
    propose,
    read_entries,
    said,
    settle,
    write_entries,
)
from tlc.errors import StudyError
from tlc.model import COMPONENTS, CONCERNS, VOICES, Evidence, Judged, Problem, Rating
from tlc.study._sources import evidence_of
from tlc.study._topic_turns import turns_now

if TYPE_CHECKING:
    from tlc.model import Turn
    from tlc.study._holdings import Holdings

_TURN = re.compile(r"\b[A-Za-z]+\d+:\d+\b")


def ratings_of(study: Holdings, held: Mapping[str, Evidence] | None = None) -> dict[str, Rating]:
    """Rate every theme that people found, in the order of the codebook.

    Parameters
    ----------
    study : Holdings
    held : mapping of theme to Evidence, optional
        The study's evidence, where it has been gathered already.

    Raises
    ------
    StudyError
        What people said of ratings, or of involvement, cannot be read.
    CodingError
        A coder's file cannot be read.
    """
    return _settled(study, _heard(study), held)


def rating_of(study: Holdings, theme: str) -> Rating:
    """The rating of one theme.

    Raises
    ------
    StudyError
        There is no such theme, or nobody has coded anything for it.
    """
    name = _theme(study, theme)
    ratings = ratings_of(study)
    if name not in ratings:
        raise StudyError("Nobody has coded anything for this theme, so there is nothing to rate.")
    return ratings[name]


def rate(
    study: Holdings, theme: str, component: str | None = None, concern: str | None = None, *, by: str, reason: str = ""
) -> Rating:
    """Confirm a rating as it stands, or one of its components, or change one; the rating as it is then.

    Raises
    ------
    StudyError
        The theme, component or concern is none that there is, or a change gives no reason; or the reason names a turn
        or a participant, for reasons are printed.
    """
    _check_known("component", component, COMPONENTS)
    _check_known("concern", concern, CONCERNS)
    checked_person(by)
    now = rating_of(study, theme)
    why = _printed(study, reason)
    rows = [
        _judgement(now.theme, one, concern or one.concern, why)
        for one in now.components
        if component in (None, one.component)
    ]
    write_entries(study.path, by, rows)
    return rating_of(study, now.theme)


def point_at(study: Holdings, theme: str, turn: str, *, by: str, reason: str = "", speaks_against: bool = True) -> str:
    """Record that a turn speaks against a theme, or that after all it does not; the id of the entry.

    Raises
    ------
    StudyError
        There is no such theme or turn, nobody may count what was said there, or the reason is missing.
    """
    name = _theme(study, theme)
    checked_person(by)
    found = study.turns_by_id.get(turn)
    if found is None:
        raise StudyError("There is no such turn.", hint="Use an id as the transcripts have it, such as FG02:0011.")
    if speaks_against and not _counts(study, found):
        raise StudyError(
            "What was said there is nobody's finding: somebody asked or translated, left the study, or did not agree "
            "to analysis.",
            hint="Point at a turn of a participant.",
        )
    why = _printed(study, reason)
    if speaks_against and not why:
        raise StudyError("A passage that speaks against a theme needs a reason.", hint='Say why: --why "..."')
    what = "contrary" if speaks_against else "not contrary"
    row = {"what": what, "theme": name, "turn": turn, "digest": fingerprint(found.text), "reason": why}
    return write_entries(study.path, by, [row])[0]


def searched(study: Holdings, theme: str, *, by: str, reason: str = "") -> str:
    """Record that somebody looked through the material for passages against a theme; the id of the entry."""
    row = {"what": "searched", "theme": _theme(study, theme), "reason": _printed(study, reason)}
    return write_entries(study.path, checked_person(by), [row])[0]


def check_ratings(study: Holdings) -> tuple[Problem, ...]:
    """Say what is wrong with what people said of ratings: damage, what the study has outgrown, and what would tell."""
    damaged = tuple(map(Problem.of, check_entries(study.path)))
    if damaged:
        return damaged
    entries = read_entries(study.path)
    if not entries:
        return ()
    heard, adrift = _sorted_out(study, entries)
    told = said(heard, study.codebook)
    moved = "points at words that have changed or were taken out since: it is shown nowhere"
    found = [_warning(one, moved, "Point at them again where they stand now.") for one in adrift]
    gone = "is about a theme that the codebook no longer has"
    found += [_warning(one, gone, "Rate what took its place.") for one in told.unknown]
    found += [_naming(one) for one in entries if _names_somebody(study, one.reason)]
    for theme, rating in _settled(study, told).items():
        for one in rating.components:
            if one.is_outdated:
                found.append(_outdated(theme, one))
    return tuple(found)


def check_involvement(study: Holdings) -> tuple[Problem, ...]:
    """Say which rounds of involvement name a participant or a turn: they are printed. What cannot be read is raised."""
    named = (
        number
        for number, one in enumerate(study.involvement, start=1)
        if _names_somebody(study, " ".join((one.with_whom, one.what_changed, one.decided)))
    )
    return tuple(
        Problem(
            severity="error",
            what=f"Round {number} of involvement (the earliest first) names a participant or a turn, and is printed.",
            where=study.path / "involvement.csv",
            mend="Say with whom in words that fit several people.",
        )
        for number in named
    )


def _settled(study: Holdings, told: Said, held: Mapping[str, Evidence] | None = None) -> dict[str, Rating]:
    finished: defaultdict[str, set[str]] = defaultdict(set)
    for kept in study.kept:
        for session in kept.finished if kept.coder.kind == "person" else ():
            finished[session].add(kept.coder.id)
    ground = Ground(
        settings=study.settings,
        people=study.people,
        groups=study.groups,
        codebook=study.codebook,
        involvement=study.involvement,
        finished={session: frozenset(who) for session, who in finished.items()},
    )
    held = evidence_of(study) if held is None else held
    proposed = propose(held, ground, turns=study.turns, codings=study.codings, against=told.against)
    return settle(proposed, told)


def _heard(study: Holdings) -> Said:
    heard, _ = _sorted_out(study, read_entries(study.path))
    return said(heard, study.codebook)


def _sorted_out(study: Holdings, entries: Iterable[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Entries with their turns by today's numbers; and apart, those of which the words are others now, or gone."""
    now, heard, adrift = None, [], []
    for one in entries:
        if not one.turn:
            heard.append(one)
            continue
        now = now or turns_now(study)
        name = now(one.turn, one.at)
        turn = study.turns_by_id.get(name) if name else None
        if turn is not None and fingerprint(turn.text) == one.digest and _counts(study, turn):
            heard.append(replace(one, turn=turn.id))
        elif one.what == "contrary":
            adrift.append(one)
    return heard, adrift


def _counts(study: Holdings, turn: Turn) -> bool:
    """Whether what was said in a turn may be a finding, as `tlc.counting.on_voices` has it."""
    people = {person.id: person for person in study.people}
    who = people.get(turn.speaker or "")
    return turn.speaker is None or (who is not None and who.role in VOICES and who.may_analyse)


def _judgement(theme: str, now: Judged, concern: str, why: str) -> dict[str, str]:
    if concern != now.proposed and not why:
        # Who confirms what somebody changed agrees with their reason, as long as the figures are what they were.
        if concern != now.concern or now.is_outdated:
            raise StudyError(
                f"The figures propose {now.proposed} for {now.component}, so {concern} needs a reason.",
                hint=f'Say why: --why "..."; or follow the figures: tlc rate {theme} {now.component} {now.proposed}',
            )
        why = now.reason
    return {
        "what": "judged",
        "theme": theme,
        "component": now.component,
        "concern": concern,
        "proposed": now.proposed,
        "reason": why,
    }


def _theme(study: Holdings, theme: str) -> str:
    if theme not in study.codebook:
        raise StudyError("There is no such theme.", hint="Use the id of a code or of a heading: tlc evidence")
    return study.codebook[theme].id


def _check_known(what: str, given: str | None, known: Iterable[str]) -> None:
    if given is not None and given not in known:
        raise StudyError(f"There is no such {what}.", hint=f"Use one of: {', '.join(known)}.")


def _printed(study: Holdings, reason: str) -> str:
    why = tidy(reason)
    if _names_somebody(study, why):
        raise StudyError(
            "The reason names a participant or a turn, and reasons are printed in the report.",
            hint="Say it without ids. Nothing was written down.",
        )
    return why


def _names_somebody(study: Holdings, text: str) -> bool:
    # Where ids are bare numbers, a figure in a sentence is no name.
    ids = {person.id.casefold() for person in study.people if not person.id.isdigit()}
    return bool(_TURN.search(text)) or any(word.casefold() in ids for word in re.findall(r"\w+", text))


def _warning(one: Entry, what: str, mend: str) -> Problem:
    return Problem(severity="warning", what=f"{one.id} {what}.", where=f"{FOLDER}/{one.by}.csv", mend=mend)


def _naming(one: Entry) -> Problem:
    return Problem(
        severity="error",
        what=f"The reason of {one.id} names a participant or a turn, and reasons are printed.",
        where=f"{FOLDER}/{one.by}.csv",
        mend="Say it without ids.",
    )


def _outdated(theme: str, one: Judged) -> Problem:
    return Problem(
        severity="warning",
        what=f"{one.by} judged {one.component} of '{theme}' when the figures proposed {one.confirmed_at}; "
        f"they propose {one.proposed} now.",
        where=f"{FOLDER}/{one.by}.csv",
        mend=f"Look again: tlc rate {theme}",
    )
