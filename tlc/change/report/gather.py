"""From a study's material to the facts of its report: counted, and cut down to what may be shown."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from tlc.change.disclosure import Shown, people
from tlc.change.evidence import passages
from tlc.change.report.agreed import Agreed
from tlc.change.report.facts import ActionFacts, PrincipleFacts, Quote, ReportFacts, ThemeFacts, TopicFacts
from tlc.change.report.provenance import provenance
from tlc.change.report.quotes import Quoter
from tlc.change.report.wording import Wording
from tlc.counting import accepted
from tlc.model import (
    Action,
    Code,
    Codebook,
    Evidence,
    Framework,
    Group,
    Participant,
    Principle,
    Settings,
    TopicRun,
    Transcript,
)

_MOST_HEADLINES = 5
_MOST_SERIOUS = 4
_MOST_TOPICS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Everything a report is made of.

    Attributes
    ----------
    turns, codings : DataFrame
        TURNS and CODINGS of ``tlc.frames``.
    evidence : mapping of theme to Evidence
    sources : mapping of library action to its source
    run : TopicRun or None
        None where no topics could be fitted; ``without_run`` says why.
    agreed : Agreed
        How far coders agree, or why that cannot be said.
    finished : frozenset of str
        Sessions that a person called finished.
    in_part : int
        How many sessions people have read in part only.
    versions : tuple of (name, version)
        What made the report.
    """

    settings: Settings
    groups: tuple[Group, ...]
    people: tuple[Participant, ...]
    transcripts: tuple[Transcript, ...]
    turns: pd.DataFrame
    codings: pd.DataFrame
    codebook: Codebook
    framework: Framework
    evidence: Mapping[str, Evidence]
    actions: tuple[Action, ...]
    sources: Mapping[str, str]
    run: TopicRun | None
    without_run: str
    agreed: Agreed
    finished: frozenset[str]
    versions: tuple[tuple[str, str], ...]
    in_part: int = 0


def gather(material: Material) -> tuple[ReportFacts, dict[str, str]]:
    """Gather the facts of a report.

    Returns
    -------
    facts : ReportFacts
        Holds no count that may not be shown and no word of anybody who did not agree to it.
    trace : dict of reference to turn
        Which turn each quote is from. It stays with the study team: with it, quotes of one session could be put
        together.
    """
    settings, wording = material.settings, Wording(material.settings, material.people)
    quoter = Quoter(
        turns={turn.id: turn for transcript in material.transcripts for turn in transcript.turns},
        people={person.id: person for person in material.people},
        groups={group.id: group for group in material.groups},
        min_cell=settings.min_cell,
    )
    themes = _themes(material, quoter)
    by_principle = tuple(_principle(principle, themes, _standing(material)) for principle in material.framework)
    facts = ReportFacts(
        title=settings.title,
        community=settings.community,
        place=settings.place,
        period=settings.period,
        commissioner=settings.commissioner,
        partners=settings.partners,
        prepared_by=settings.prepared_by,
        contact=settings.contact,
        aim=settings.aim,
        synthetic=settings.synthetic,
        draft=wording.draft(),
        framework=f"{material.framework.name} ({material.framework.publisher}, {material.framework.version})",
        framework_url=material.framework.url,
        counts=wording.counts(material.groups),
        who=wording.breakdowns(material.groups),
        who_notes=wording.notes(material.turns),
        headline=tuple(theme for theme in themes if theme.kind == "barrier")[:_MOST_HEADLINES],
        serious=tuple(theme for theme in themes if theme.serious),
        serious_quotes=_serious_quotes(material, quoter),
        principles=by_principle,
        unmapped=tuple(theme for theme in themes if not theme.principles),
        actions=tuple(_action(action, themes, material) for action in material.actions),
        topics=_topics(material, quoter),
        topics_note=wording.topics(material.run, _MOST_TOPICS, material.without_run),
        methods=(
            *wording.methods(material.turns, material.codings, material.codebook, material.finished),
            *material.agreed.told,
        ),
        limits=wording.limits(material.turns, material.codings, material.groups, material.finished, material.in_part),
        provenance=provenance(
            material.transcripts,
            material.codings,
            material.codebook,
            material.framework,
            material.run,
            material.versions,
        ),
    )
    return facts, quoter.trace


def _themes(material: Material, quoter: Quoter) -> tuple[ThemeFacts, ...]:
    """Every code with evidence, the most widespread first."""
    marks = accepted(material.codings)
    found = [code for code in material.codebook.applied if material.evidence[code.id].found]

    def spread(code: Code) -> tuple[int, int, int]:
        held = material.evidence[code.id]
        return (-len(held.sessions), -len(held.community) - len(held.professionals), -held.quotes)

    return tuple(_theme(code, marks, material, quoter) for code in sorted(found, key=spread))


def _serious_quotes(material: Material, quoter: Quoter) -> tuple[Quote, ...]:
    """The passages that were marked as serious, in the order in which they were said."""
    names = {name for held in material.evidence.values() for name in held.serious}
    quotes, _ = quoter.choose(material.codings[material.codings["coding"].isin(names)], _MOST_SERIOUS)
    return tuple(sorted(quotes, key=lambda quote: quoter.trace[quote.reference]))


def _theme(code: Code, marks: pd.DataFrame, material: Material, quoter: Quoter) -> ThemeFacts:
    held = material.evidence[code.id]
    quotes, withheld = quoter.choose(marks[marks["coding"].isin(held.codings)])
    heading = material.codebook[code.parent] if code.parent else None
    answered = {code.id, heading.id if heading else code.id}
    least = material.settings.min_cell
    community, community_read = _share(len(held.community), held.community_read, least)
    professionals, professionals_read = _share(len(held.professionals), held.professionals_read, least)
    return ThemeFacts(
        id=code.id,
        anchor=_anchor(code),
        label=code.name,
        heading=heading.name if heading else "",
        kind=code.kind,
        definition=code.definition,
        sessions=len(held.sessions),
        sessions_read=held.sessions_read,
        community=community,
        community_read=community_read,
        professionals=professionals,
        professionals_read=professionals_read,
        passages=held.quotes,
        unknown_speaker=held.unknown_speaker,
        quotes=quotes,
        quotes_withheld=withheld,
        serious=len(passages(marks[marks["coding"].isin(held.serious)])),
        principles=tuple(sorted(link.principle for link in code.principles)),
        reasons=tuple((link.principle, link.reason) for link in code.principles),
        actions=tuple(action.id for action in _standing(material) if answered & {*action.because}),
    )


def _anchor(code: Code) -> str:
    # Underscores stay: access.no_id and access_no.id are two themes.
    return code.id.replace(".", "-")


def _share(count: int, read: int, least: int) -> tuple[Shown, int]:
    """A count of people over its denominator, which is itself a count of people and may be too small to show."""
    if people(read, least).is_number:
        return people(count, least), read
    return Shown("not shown"), 0


def _standing(material: Material) -> tuple[Action, ...]:
    return tuple(action for action in material.actions if action.status != "dropped")


def _principle(principle: Principle, themes: Iterable[ThemeFacts], actions: Iterable[Action]) -> PrincipleFacts:
    here = tuple(theme for theme in themes if principle.id in theme.principles)
    return PrincipleFacts(
        id=principle.id,
        name=principle.name,
        summary=principle.summary,
        themes=here,
        actions=tuple(action.id for action in actions if principle.id in action.principles),
        gaps=tuple(theme.label for theme in here if theme.kind == "barrier" and not theme.actions),
    )


def _action(action: Action, themes: Iterable[ThemeFacts], material: Material) -> ActionFacts:
    with_text = {theme.id for theme in themes}
    because = []
    for name in action.because:
        code, held = material.codebook[name], material.evidence[name]
        found = f"found in {len(held.sessions)} of {held.sessions_read} sessions" if held.found else "not found yet"
        because.append((_anchor(code) if name in with_text else "", code.name, found))
    return ActionFacts(
        id=action.id,
        what=action.what,
        because=tuple(because),
        principles=action.principles,
        owner=action.owner,
        partners=action.partners,
        horizon=action.horizon,
        by_when=action.by_when,
        measure=action.measure.what,
        baseline=action.measure.baseline,
        target=action.measure.target,
        data=action.measure.data,
        status=action.status,
        source=material.sources.get(action.library, ""),
        missing=action.missing,
    )


def _topics(material: Material, quoter: Quoter) -> tuple[TopicFacts, ...]:
    """The first candidates for emerging barriers, but for those that people hid or judged to be none."""
    if material.run is None:
        return ()
    return tuple(
        TopicFacts(
            number=topic.number,
            words=tuple(word for word, _ in topic.words),
            turns=len(topic.turns),
            sessions=topic.sessions,
            speakers=people(topic.speakers, material.settings.min_cell),
            uncoded="not available" if math.isnan(topic.uncoded) else f"{topic.uncoded:.0%}",
            quotes=quoter.examples(topic.turns),
            turns_in_all=material.run.documents,
            sessions_in_all=len(material.transcripts),
            speakers_in_all=sum(person.counts for person in material.people),
        )
        for topic in material.run.shown[:_MOST_TOPICS]
    )
