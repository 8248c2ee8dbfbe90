"""What a rating goes by: figures of one theme, counted from the study's own data."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from tlc.change.evidence import sessions_of
from tlc.counting import in_sessions, took_part
from tlc.model import Codebook, Evidence, Group, Involvement, Participant, Settings


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What of a study a rating rests on, beside what was said and coded.

    Attributes
    ----------
    settings : Settings
    people : tuple of Participant
    groups : tuple of Group
    codebook : Codebook
    involvement : tuple of Involvement
    finished : mapping of session to set of str
        Who called it finished: they read it, even if they found nothing there.
    """

    settings: Settings
    people: tuple[Participant, ...]
    groups: tuple[Group, ...]
    codebook: Codebook
    involvement: tuple[Involvement, ...] = ()
    finished: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def family(self, theme: str) -> tuple[frozenset[str], frozenset[str]]:
        """A theme with the headings that it stands under, and with all that stands under it."""
        above = {theme, *(code.id for code in self.codebook.above(theme))}
        return frozenset(above), frozenset({theme, *(code.id for code in self.codebook.below(theme))})


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """What people recorded of passages that speak against themes.

    Attributes
    ----------
    noted : mapping of theme to int
        How many such passages were pointed at.
    searched : frozenset of str
        Themes for which somebody said that they looked through the material.
    """

    noted: Mapping[str, int] = field(default_factory=dict)
    searched: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The exact figures of one theme: for the rules, and never to be printed as they are.

    Attributes
    ----------
    sessions, sessions_read : int
        Focus groups and interviews in which it was found, of those that were read.
    community, community_read, professionals, professionals_read : int
        Known people who said it, of those who took part in what was read.
    passages, unknown : int
        Passages, and those of which nobody knows the speaker.
    unknown_sessions : int
        Sessions in which such a voice said it.
    against : int
        Passages that speak against it.
    searched : bool
        Somebody looked for such passages.
    translated, unchecked, twice, led : int
        Of its sessions: translated ones; of these, those of which nobody checked the translation; sessions that two
        people read; sessions of which it is written down who led them.
    member_check : bool
        What was found was taken back to the people who took part.
    heard, sub_groups : int
        How many sub-groups of the community participants are among those who said it (such as: women, people over
        60), of all that at least ``min_cell`` people who took part are of.
    """

    sessions: int
    sessions_read: int
    community: int = 0
    community_read: int = 0
    professionals: int = 0
    professionals_read: int = 0
    passages: int = 0
    unknown: int = 0
    unknown_sessions: int = 0
    against: int = 0
    searched: bool = False
    translated: int = 0
    unchecked: int = 0
    twice: int = 0
    led: int = 0
    member_check: bool = False
    heard: int = 0
    sub_groups: int = 0

    @property
    def known(self) -> int:
        """Known people who said it."""
        return self.community + self.professionals


def figures(
    evidence: Mapping[str, Evidence], ground: Ground, turns: pd.DataFrame, codings: pd.DataFrame, against: Against
) -> dict[str, Figures]:
    """Count what the rules go by, for every theme that was found.

    Parameters
    ----------
    evidence : mapping of theme to Evidence
    ground : Ground
    turns, codings : DataFrame
        TURNS and CODINGS of ``tlc.frames``.
    against : Against

    Returns
    -------
    dict of theme to Figures
    """
    read = _Read(ground, turns, codings)
    return {theme: read.of(held, against) for theme, held in evidence.items() if held.found}


class _Read:
    """What all themes share, counted once."""

    def __init__(self, ground: Ground, turns: pd.DataFrame, codings: pd.DataFrame) -> None:
        self.ground = ground
        groups = {group.id: group for group in ground.groups}
        sessions = in_sessions(turns, ground.groups)
        placed = dict(zip(sessions["transcript"], sessions["group"], strict=True))
        self.groups = {name: groups.get(group) for name, group in placed.items()}
        self.readers = _readers(codings, ground.finished)
        voices = dict(zip(turns["turn"], turns["speaker"].notna(), strict=True))
        self.known = {
            coding: bool(voices.get(turn)) for coding, turn in zip(codings["coding"], codings["turn"], strict=True)
        }
        self.session = dict(zip(codings["coding"], codings["transcript"], strict=True))
        there = {placed[name] for name in sessions_of(sessions, codings, ground.finished)}
        self.sub_groups = _sub_groups(took_part(ground.people, ground.groups), there, ground.settings.min_cell)

    def of(self, held: Evidence, against: Against) -> Figures:
        above, below = self.ground.family(held.theme)
        groups = [self.groups.get(name) for name in held.sessions]
        told = [group for group in groups if group is not None]
        unnamed = {self.session[name] for name in held.codings if not self.known.get(name)}
        return Figures(
            sessions=len(held.sessions),
            sessions_read=held.sessions_read,
            community=len(held.community),
            community_read=held.community_read,
            professionals=len(held.professionals),
            professionals_read=held.professionals_read,
            passages=held.quotes,
            unknown=held.unknown_speaker,
            unknown_sessions=len(unnamed),
            against=sum(against.noted.get(name, 0) for name in below),
            searched=bool(above & against.searched),
            translated=sum(map(_is_translated, told)),
            unchecked=sum(map(_is_unchecked, told)),
            twice=sum(len(self.readers[name]) > 1 for name in held.sessions),
            led=sum(bool(group.facilitator) for group in told),
            member_check=bool(self.ground.settings.reviewed) or self._taken_back(above),
            heard=sum(bool(members & {*held.community}) for members in self.sub_groups),
            sub_groups=len(self.sub_groups),
        )

    def _taken_back(self, themes: frozenset[str]) -> bool:
        # A code is part of its heading, and is checked with it; a heading is not checked with one of its codes.
        rounds = (one for one in self.ground.involvement if one.kind == "member_check")
        return any(not one.themes or themes & {*one.themes} for one in rounds)


def _readers(codings: pd.DataFrame, finished: Mapping[str, frozenset[str]]) -> Mapping[str, set[str]]:
    """Who read each session. What was settled in agreement was read by two people, whoever wrote it down."""
    found: defaultdict[str, set[str]] = defaultdict(set, {name: set(who) for name, who in finished.items()})
    marks = codings[codings["kind"].isin(["person", "agreed"])]
    for session, coder, kind in zip(marks["transcript"], marks["coder"], marks["kind"], strict=True):
        found[session] |= {coder} if kind == "person" else {coder, f"{coder} and somebody else"}
    return found


def _is_translated(group: Group) -> bool:
    if group.mixed:
        return False
    spoken = {tag.partition("-")[0] for tag in group.spoken}
    return bool(spoken - {group.language.partition("-")[0]})


def _is_unchecked(group: Group) -> bool:
    # Who checked a translation stands in words; "awaiting review" is how the study's tables say that nobody has, and
    # where "the original was not kept" nobody ever can.
    told = group.translation.casefold()
    return _is_translated(group) and (not told or "await" in told or "not kept" in told)


def _sub_groups(people: Iterable[Participant], groups: set[str], least: int) -> tuple[frozenset[str], ...]:
    """The sub-groups of the community participants of which enough people took part, as who is of them."""
    members: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for person in people:
        if person.role == "community" and person.group in groups:
            traits = {**person.traits, **({"language": person.language} if person.language else {})}
            for trait, value in traits.items():
                members[trait, value].add(person.id)
    values = Counter(trait for trait, _ in members)
    return tuple(
        frozenset(who)
        for (trait, _), who in sorted(members.items())
        # Where a trait has one value alone there is nobody to be missed.
        if len(who) >= max(least, 1) and values[trait] > 1
    )
