"""The rules that propose how much there is to be concerned about, and every threshold in them.

The scheme is made after GRADE-CERQual (Lewin et al. 2018, Implementation Science 13, Suppl 1), which is for syntheses
of many studies. For one study these thresholds are ours: they are conventions to begin from, and a person weighs them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tlc.change.disclosure import people, voices
from tlc.change.rating.figures import Figures
from tlc.model import CONCERNS
from tlc.model.rating import Component, Concern

#: Adequacy: nothing is lacking from this share of the sessions on, with so many people; so many sessions are enough
#: for a minor concern.
WIDE, VOICES, SOME_SESSIONS = 1 / 3, 5, 3
#: Coherence: up to this share of passages against it among all that were noted, the concern is minor, then moderate.
FEW_AGAINST, MANY_AGAINST = 1 / 10, 1 / 3
#: Methods: what is missing in up to this share of a theme's sessions (or passages) adds no step; so large a share of
#: them must have been read by two people.
TOLERATED, SECOND_CODER = 1 / 3, 1 / 10
#: Relevance: shares of the sub-groups who took part that are among those who said it.
ALL_HEARD, MOST_HEARD, SOME_HEARD = 0.9, 2 / 3, 1 / 3
#: Rare but serious: found in no more sessions than these, or than this share of those that were read.
RARE_SESSIONS, RARE = 2, 1 / 10
_TOO_FEW = "Too few people said it to tell which sub-groups of the community participants they are of."


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a rule proposes, and its sentence.

    >>> Proposal(concern="minor", reason="Found in 3 of 20 sessions.").concern
    'minor'
    """

    concern: Concern
    reason: str = field(repr=False)


def adequacy(of: Figures, min_cell: int) -> Proposal:
    """Whether enough people in enough sessions said it.

    One session is serious, two are moderate. From three sessions on the concern is minor, and there is none where it
    was found in a third of the sessions by at least five people. Where it is not known who spoke, each session with
    such a voice stands for one person more. People whose number is hidden are not gone by: the concern is printed, and
    would tell it.

    >>> adequacy(Figures(sessions=4, sessions_read=11, community=12, community_read=55, passages=20), 5)
    Proposal(concern='none')
    """
    if of.sessions <= 1:
        concern: Concern = "serious"
    elif of.sessions < SOME_SESSIONS:
        concern = "moderate"
    else:
        is_wide = of.sessions >= WIDE * of.sessions_read and _told(of, min_cell) + of.unknown_sessions >= VOICES
        concern = "none" if is_wide else "minor"
    return Proposal(concern=concern, reason=_spread(of, min_cell))


def coherence(of: Figures, min_cell: int) -> Proposal:
    """Whether what was said fits together: passages against it, and whether both kinds of people say it.

    Without any passage against it and without a search for one the concern is at least minor. So it is where at least
    five people say it, all of one kind, and people of the other kind took part. Whether the statement fits what was
    said, a person judges.

    >>> coherence(Figures(sessions=4, sessions_read=11, passages=20, searched=True), 5)
    Proposal(concern='none')
    """
    told, steps = [], []
    if of.against:
        share = of.against / (of.against + of.passages)
        steps.append(1 if share <= FEW_AGAINST else 2 if share <= MANY_AGAINST else 3)
        told.append(f"Passages noted that speak against it: {people(of.against, min_cell).text}")
    elif of.searched:
        told.append("A search for passages that speak against it found none")
    else:
        steps.append(1)
        told.append("Nobody has recorded a search for passages that speak against it")
    if _one_sided(of, max(VOICES, min_cell)):
        steps.append(1)
        one, other = ("community participants", "professionals")
        one, other = (one, other) if of.community else (other, one)
        told.append(f"said by {one}, and by no {other} of those who took part")
    return Proposal(concern=CONCERNS[max(steps, default=0)], reason="; ".join(told) + ".")


def methods(of: Figures, min_cell: int) -> Proposal:
    """How well it was found: five things, of which each that is missing adds a step.

    A translation that somebody checked, a second coder, who led the session, who spoke, and a round in which the
    findings were taken back to participants.

    >>> methods(Figures(sessions=4, sessions_read=11, passages=20, twice=1, led=4, member_check=True), 5)
    Proposal(concern='none')
    """
    # Beside a hidden count of professionals, which of its sessions were translated tells in how many others it was.
    roles = ((of.community, of.community_read), (of.professionals, of.professionals_read))
    is_told = all(people(count, min_cell).is_number and people(read, min_cell).is_number for count, read in roles)

    def of_sessions(count: int, read: int, kind: str = "") -> str:
        return f" ({count} of its {read} {kind}sessions)" if is_told else ""

    missing = []
    if of.translated and of.unchecked > TOLERATED * of.translated:
        missing.append("the translation awaits a check" + of_sessions(of.unchecked, of.translated, "translated "))
    if not of.twice or of.twice < SECOND_CODER * of.sessions:
        missing.append("too few of its sessions were read by a second coder" + of_sessions(of.twice, of.sessions))
    if of.sessions - of.led > TOLERATED * of.sessions:
        missing.append("it is not written down who led" + of_sessions(of.sessions - of.led, of.sessions))
    if of.passages and of.unknown > TOLERATED * of.passages:
        missing.append("for many passages it is not known who spoke")
    if not of.member_check:
        missing.append("no participants' check of the findings is recorded")
    if not missing:
        reason = "Translation, second coder, who led, who spoke, and participants' check: nothing is missing."
    else:
        reason = f"{_capital('; '.join(missing))}."
    return Proposal(concern=CONCERNS[min(len(missing), len(CONCERNS) - 1)], reason=reason)


def relevance(of: Figures, min_cell: int) -> Proposal:
    """Whether those who said it are of all the sub-groups who took part.

    Where that cannot be told, for speakers or their traits are not known, or for so few people said it that their
    number is hidden, the concern is moderate: by any other, one could tell how many they are.

    >>> relevance(Figures(sessions=4, sessions_read=11, community=9, heard=3, sub_groups=6), 5)
    Proposal(concern='moderate')
    """
    if not of.community:
        return Proposal(concern="moderate", reason=_no_community(of, min_cell))
    if not of.sub_groups:
        reason = "Sub-groups are not available: no trait is recorded of which enough people took part."
        return Proposal(concern="moderate", reason=reason)
    if not people(of.community, min_cell).is_number:
        return Proposal(concern="moderate", reason=_TOO_FEW)
    share = of.heard / of.sub_groups
    steps = sum(share < least for least in (ALL_HEARD, MOST_HEARD, SOME_HEARD))
    return Proposal(concern=CONCERNS[steps], reason=_reach(of, min_cell))


#: The rule of each component, in the order in which they are printed.
RULES: Mapping[Component, Callable[[Figures, int], Proposal]] = {
    "adequacy": adequacy,
    "coherence": coherence,
    "methods": methods,
    "relevance": relevance,
}


def is_rare(of: Figures) -> bool:
    """Whether it was found in so few sessions that, if it is serious, it must not be passed over.

    >>> is_rare(Figures(sessions=2, sessions_read=20)), is_rare(Figures(sessions=3, sessions_read=20))
    (True, False)
    """
    return of.sessions <= max(RARE_SESSIONS, RARE * of.sessions_read)


def stands_for_few(of: Figures, min_cell: int) -> bool:
    """Whether its sessions would stand for people who are too few to be counted in print.

    >>> stands_for_few(Figures(sessions=1, sessions_read=9, professionals=1, professionals_read=9), 5)
    True
    """
    roles = ((of.community, of.community_read), (of.professionals, of.professionals_read))
    shown = [people(count, min_cell).is_number and people(read, min_cell).is_number for count, read in roles]
    is_many = any(may and count for may, (count, _) in zip(shown, roles, strict=True))
    return not all(shown) and not is_many


def _one_sided(of: Figures, least: int) -> bool:
    took_part = of.community_read and of.professionals_read
    # Whoever nobody knows may be of either kind, and of few people it says nothing that all are of one.
    return bool(took_part and not of.unknown and of.known >= least and not (of.community and of.professionals))


def _spread(of: Figures, min_cell: int) -> str:
    if not of.sessions:
        return "Found in no focus group and no interview: only at events or in feedback."
    if stands_for_few(of, min_cell):
        return "Found in few sessions, or said by few people."
    found = f"Found in {of.sessions} of {of.sessions_read} sessions"
    shown, known = voices((of.community, of.professionals), of.passages - of.unknown, min_cell)
    said = " and ".join(
        f"{count.text} of {read} {who}"
        for count, read, who in zip(
            shown,
            (of.community_read, of.professionals_read),
            ("community participants", "professionals"),
            strict=True,
        )
        if read and people(read, min_cell).is_number
    )
    # The passages of so few people would tell how many they are.
    which = f"{of.unknown} of {of.passages}" if known.is_number else "some"
    unknown = f"in {which} passages it is not known who spoke"
    if of.unknown and of.known < VOICES:
        return f"{found}; how many people said it is not available, for {unknown}, so sessions stand for people."
    said = f", said by {said}" if said else ""
    return f"{found}{said}; {unknown}." if of.unknown else f"{found}{said}."


def _no_community(of: Figures, min_cell: int) -> str:
    if of.unknown or not of.known:
        return "Sub-groups are not available: who spoke is not known."
    if not people(of.professionals, min_cell).is_number:
        # That they are all professionals would tell how many.
        return _TOO_FEW
    return "Sub-groups are not available: only professionals are known to have said it."


def _told(of: Figures, min_cell: int) -> int:
    """Known people who said it, as far as their number may be shown."""
    roles = ((of.community, of.community_read), (of.professionals, of.professionals_read))
    return sum(people(count, min_cell).value or 0 for count, read in roles if people(read, min_cell).is_number)


def _reach(of: Figures, min_cell: int) -> str:
    # Which they are is not said: that nobody of a sub-group said something tells of each of its members.
    return (
        f"Those who said it are of {of.heard} of the {of.sub_groups} sub-groups (by trait and language) of which at "
        f"least {min_cell} people took part."
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
