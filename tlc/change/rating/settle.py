"""Ratings as people have left them: what the rules propose, and over it what was confirmed, changed or pointed at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from tlc.change.rating.figures import Against
from tlc.change.rating.log import Entry
from tlc.model import Codebook, Contrary, Judged, Rating
from tlc.model.rating import Concern


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What people said that still stands, each theme by the name that it has now.

    Attributes
    ----------
    judged : mapping of (theme, component) to Entry
        The last word on each; of a later one the earlier is still in the log.
    contrary : mapping of theme to tuple of Contrary
        Each turn once, by whoever pointed at it last.
    searched : mapping of theme to str
        Who looked last.
    unknown : tuple of Entry
        Entries on themes that the codebook no longer has.
    """

    judged: Mapping[tuple[str, str], Entry] = field(default_factory=dict)
    contrary: Mapping[str, tuple[Contrary, ...]] = field(default_factory=dict)
    searched: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[Entry, ...] = ()

    @property
    def against(self) -> Against:
        """The same as figures, for the rules."""
        noted = Counter({theme: len(found) for theme, found in self.contrary.items()})
        return Against(noted=noted, searched=frozenset(self.searched))


def said(entries: Iterable[Entry], codebook: Codebook) -> Said:
    """Sum entries up: a later one takes the place of an earlier one on the same thing.

    Parameters
    ----------
    entries : iterable of Entry
        In the order of their times, their turns by the numbers that they have now.
    codebook : Codebook
    """
    judged: dict[tuple[str, str], Entry] = {}
    contrary: dict[tuple[str, str], Entry] = {}
    searched: dict[str, str] = {}
    unknown: list[Entry] = []
    for one in entries:
        if one.theme not in codebook:
            unknown.append(one)
            continue
        theme = codebook[one.theme].id
        if one.what == "judged":
            judged[theme, str(one.component)] = one
        elif one.what == "searched":
            searched[theme] = one.by
        elif one.what == "contrary":
            contrary[theme, one.turn] = one
        else:
            contrary.pop((theme, one.turn), None)
    found: dict[str, tuple[Contrary, ...]] = {}
    for (theme, turn), one in sorted(contrary.items()):
        new = Contrary(theme=theme, turn=turn, by=one.by, reason=one.reason)
        found[theme] = (*found.get(theme, ()), new)
    return Said(judged=judged, contrary=found, searched=searched, unknown=tuple(unknown))


def settle(proposed: Mapping[str, Rating], told: Said) -> dict[str, Rating]:
    """Lay what people said over what the rules propose.

    Parameters
    ----------
    proposed : mapping of theme to Rating
        From ``propose``.
    told : Said

    Returns
    -------
    dict of theme to Rating
        In the same order. What a person judged holds, with that person's reason; where they gave none, with the
        rule's sentence as the figures are now, and with what has changed since.
    """
    return {
        theme: replace(
            rating,
            components=tuple(_judged(one, told.judged.get((theme, one.component))) for one in rating.components),
            contrary=told.contrary.get(theme, ()),
            searched=told.searched.get(theme, ""),
        )
        for theme, rating in proposed.items()
    }


def _judged(proposal: Judged, last: Entry | None) -> Judged:
    if last is None or last.concern is None or last.proposed is None:
        return proposal
    return replace(
        proposal,
        concern=last.concern,
        reason=last.reason or _own(proposal, last.concern, last.proposed),
        by=last.by,
        confirmed_at=last.proposed,
    )


def _own(proposal: Judged, concern: Concern, proposed: Concern) -> str:
    """The reason of somebody who gave none: the rule's sentence, as long as it still says what they confirmed."""
    if proposed == proposal.proposed:
        return proposal.proposed_reason
    return (
        f"Found {concern} when the figures proposed {proposed}; they propose {proposal.proposed} now. "
        f"{proposal.proposed_reason}"
    )
