"""Themes with their evidence: what people found, who said it, how sure that is, and quotes that may be shown."""

from __future__ import annotations

import pandas as pd

from tlc.change.disclosure import NOT_SHOWN, Shown, people, voices
from tlc.change.evidence import passages
from tlc.change.report.facts import Quote, RatingFacts, ThemeFacts
from tlc.change.report.gather.around import Around
from tlc.change.report.gather.plan import anchor_of, standing
from tlc.change.report.gather.voices import Voices, between_roles
from tlc.change.report.material import Material
from tlc.change.report.quotes import Quoter
from tlc.counting import accepted
from tlc.model import Code, Evidence, Rating

MOST_HEADLINES = 5
_MOST_SERIOUS = 4
_MOST_CONTRARY = 2
_MOST_PROPOSALS = 1
# A page with two or three quotes for each of thirty themes is not read; training needs both sides of each.
_QUOTES, _QUOTES_OF_HEADLINES, _QUOTES_TO_TRAIN = 1, 3, 2
_COLUMNS = ["coding", "turn", "start", "end", "coder", "prompted"]
_COMPONENTS = {
    "adequacy": "Adequacy",
    "coherence": "Coherence",
    "methods": "Methodological limits",
    "relevance": "Relevance",
}


def themes_of(material: Material, quoter: Quoter) -> tuple[ThemeFacts, ...]:
    """Every code with evidence, the most widespread first."""
    make = _Themes(material, quoter)
    found = [code for code in material.codebook.applied if material.evidence[code.id].found]

    def spread(code: Code) -> tuple[int, int, int]:
        held = material.evidence[code.id]
        return (-len(held.sessions), -len(held.community) - len(held.professionals), -held.quotes)

    ordered = sorted(found, key=spread)
    headlines = {code.id for code in [code for code in ordered if code.kind == "barrier"][:MOST_HEADLINES]}
    others = _QUOTES_TO_TRAIN if quoter.use == "training" else _QUOTES
    return tuple(make.theme(code, _QUOTES_OF_HEADLINES if code.id in headlines else others) for code in ordered)


def serious_quotes(material: Material, quoter: Quoter) -> tuple[Quote, ...]:
    """The passages that were marked as serious, in the order in which they were said."""
    names = {name for held in material.evidence.values() for name in held.serious}
    quotes, _ = quoter.choose(material.codings[material.codings["coding"].isin(names)], _MOST_SERIOUS)
    return tuple(sorted(quotes, key=lambda quote: quoter.trace[quote.reference]))


class _Themes:
    """Makes one theme after the other from what all of them share, which is laid out once."""

    def __init__(self, material: Material, quoter: Quoter) -> None:
        self._material, self._quoter = material, quoter
        # Only the columns that are asked for: a table is cut many times here.
        self._marks = accepted(material.codings)[_COLUMNS].set_index("coding", drop=False)
        self._around = Around(material)
        self._voices = Voices(material)

    def theme(self, code: Code, most_quotes: int) -> ThemeFacts:
        material, held = self._material, self._material.evidence[code.id]
        marks, serious = self._of(held.codings), self._of(held.serious)
        quotes, withheld = self._quoter.choose(marks, most_quotes)
        heading = material.codebook[code.parent] if code.parent else None
        answered = {code.id, heading.id if heading else code.id}
        least, rating = material.settings.min_cell, material.ratings.get(code.id)
        said, known = voices((len(held.community), len(held.professionals)), held.quotes - held.unknown_speaker, least)
        community_of = _share(said[0], held.community_read, least)
        professionals_of = _share(said[1], held.professionals_read, least)
        proposed, proposals = self._around.proposed(code)
        contrary = tuple(dict.fromkeys(one.turn for one in rating.contrary)) if rating else ()
        return ThemeFacts(
            id=code.id,
            anchor=anchor_of(code),
            label=code.name,
            heading=heading.name if heading else "",
            kind=code.kind,
            definition=code.definition,
            sessions=len(held.sessions),
            sessions_read=held.sessions_read,
            community=community_of[0],
            community_read=community_of[1],
            professionals=professionals_of[0],
            professionals_read=professionals_of[1],
            passages=held.quotes if known.is_number else 0,
            unknown_speaker=held.unknown_speaker,
            quotes=quotes,
            quotes_withheld=withheld if known.is_number else 0,
            serious=len(passages(serious)),
            principles=tuple(sorted(link.principle for link in code.principles)),
            reasons=tuple((link.principle, link.reason) for link in code.principles),
            actions=tuple(action.id for action in standing(material) if answered & {*action.because}),
            rating=self._rating(rating) if rating else None,
            contrary=self._quoter.examples([turn for turn in contrary if turn in self._quoter.turns], _MOST_CONTRARY),
            contrary_noted=people(len(contrary), least).text if contrary else "",
            searched=self._name(rating.searched) if rating and rating.searched else "",
            differs=tuple(filter(None, [between_roles(community_of, professionals_of), self._voices.differ(held)])),
            proposed=proposed,
            proposals=self._quoter.choose(self._of(proposals), _MOST_PROPOSALS)[0],
            changed=self._around.changed(code),
            prompted=self._around.prompted(marks, counted=known.is_number),
            beside=_beside(held),
        )

    def _of(self, names: tuple[str, ...]) -> pd.DataFrame:
        return self._marks.loc[list(names)] if names else self._marks.iloc[:0]

    def _rating(self, rating: Rating) -> RatingFacts:
        return RatingFacts(
            level=rating.level,
            confirmed=rating.confirmed,
            by=tuple(map(self._name, rating.by)),
            reasons=tuple((_COMPONENTS[one.component], one.concern, one.reason) for one in rating.components),
            serious=rating.serious,
        )

    def _name(self, coder: str) -> str:
        return self._material.names.get(coder, coder)


def _share(said: Shown, read: int, least: int) -> tuple[Shown, int]:
    """A count of people over its denominator, which is itself a count of people and may be too small to show."""
    return (said, read) if people(read, least).is_number else (NOT_SHOWN, 0)


def _beside(held: Evidence) -> str:
    """Where else it was found, which is in no count of sessions or people."""
    found = [
        f"in {len(names)} of {read} {kind}"
        for names, read, kind in (
            (held.events, held.events_read, "records of events"),
            (held.feedback, held.feedback_read, "collections of feedback"),
        )
        if names
    ]
    return f"Beside the sessions it was found {' and '.join(found)}." if found else ""
