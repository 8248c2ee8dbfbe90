"""From a study's material to the facts of its report: counted, and cut down to what may be shown."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from tlc.change.actions import check_actions
from tlc.change.names import with_names
from tlc.change.report.by_group import by_group
from tlc.change.report.facts import ReportFacts, ThemeFacts
from tlc.change.report.gather.gaps import gaps
from tlc.change.report.gather.people import changes, led, participation, rounds, unlike
from tlc.change.report.gather.plan import actions_of, checklist_of, feedback_of, owners_of, principles_of
from tlc.change.report.gather.references import references
from tlc.change.report.gather.reporting import reporting
from tlc.change.report.gather.themes import MOST_HEADLINES, serious_quotes, themes_of
from tlc.change.report.gather.topics import MOST_TOPICS, topics_of
from tlc.change.report.material import Material
from tlc.change.report.provenance import provenance
from tlc.change.report.quotes import Quoter, Use
from tlc.change.report.wording import Wording
from tlc.counting import in_sessions
from tlc.model.rating import NAME

__all__ = ["Material", "gather"]


def gather(material: Material, *, use: Use = "publish") -> tuple[ReportFacts, dict[str, str]]:
    """Gather the facts of a report.

    Parameters
    ----------
    use : "publish" or "training"
        What its quotes are for: only people who agreed to that are quoted.

    Returns
    -------
    facts : ReportFacts
        Holds no count that may not be shown and no word of anybody who did not agree to it.
    trace : dict of reference to turn
        Which turn each quote is from. It stays with the study team: with it, quotes of one session could be put
        together.
    """
    wording = Wording(material.settings, material.people, material.groups, material.involvement)
    quoter = Quoter(
        turns={turn.id: turn for transcript in material.transcripts for turn in transcript.turns},
        people={person.id: person for person in material.people},
        groups={group.id: group for group in material.groups},
        min_cell=material.settings.min_cell,
        use=use,
    )
    turns = in_sessions(material.turns, material.groups)
    themes = themes_of(material, quoter)
    facts = replace(
        _cover(material, wording, turns),
        headline=tuple(theme for theme in themes if theme.kind == "barrier")[:MOST_HEADLINES],
        serious=tuple(theme for theme in themes if theme.serious),
        serious_quotes=serious_quotes(material, quoter),
        principles=principles_of(material, themes),
        unmapped=tuple(theme for theme in themes if not theme.principles),
        actions=actions_of(material, themes),
        topics=topics_of(material, quoter),
    )
    whole = _annexed(facts, material, wording, (turns, themes, len(quoter.trace)))
    return with_names(whole, material.settings.names), quoter.trace


def _cover(material: Material, wording: Wording, turns: pd.DataFrame) -> ReportFacts:
    """What the report is, who took part and how it was done, as yet without a theme."""
    settings, refused = material.settings, 0
    for action in material.actions:
        refused += any(problem.draft for problem in check_actions([action], material.evidence))
    standing = sum(action.status != "dropped" for action in material.actions)
    return ReportFacts(
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
        draft=wording.draft(standing, refused),
        framework=f"{material.framework.name} ({material.framework.publisher}, {material.framework.version})",
        framework_url=material.framework.url,
        counts=wording.counts(material.groups),
        who=wording.breakdowns(material.groups),
        who_notes=wording.notes(turns),
        headline=(),
        serious=(),
        principles=(),
        unmapped=(),
        actions=(),
        topics=(),
        topics_note=wording.topics(material.run, MOST_TOPICS, material.without_run),
        methods=(
            *wording.methods(turns, material.codings, material.codebook, material.finished),
            *led(material, turns),
            *((material.checked,) if material.checked else ()),
            *material.agreed.told,
        ),
        limits=wording.limits(turns, material.codings, material.groups, material.finished, material.in_part),
        provenance=provenance(material),
        image=material.image,
        image_alt=settings.image_alt if material.image else "",
        statement=settings.accessibility_statement,
    )


def _annexed(
    facts: ReportFacts, material: Material, wording: Wording, made: tuple[pd.DataFrame, tuple[ThemeFacts, ...], int]
) -> ReportFacts:
    """Add what stands behind the themes and the actions."""
    turns, themes, quotes = made
    standards = reporting(material, turns, wording, themes, quotes)
    return replace(
        facts,
        limits=(*facts.limits, *unlike(material, themes), *_unconfirmed(themes)),
        rating_name=NAME if material.ratings else "",
        owners=owners_of(material),
        gaps=gaps(material, turns),
        checklist=checklist_of(themes),
        involvement=rounds(material),
        feedback=feedback_of(material, themes),
        changes=changes(material),
        reporting=standards,
        by_group=by_group(material, themes),
        saturation=material.saturation,
        saturation_note=material.saturation_note,
        participation=participation(material, turns),
        events=material.events,
        context=material.context,
        tags=material.tags,
        references=references(material, standards),
    )


def _unconfirmed(themes: tuple[ThemeFacts, ...]) -> tuple[str, ...]:
    rated = [theme.rating for theme in themes if theme.rating is not None]
    open_ones = sum(not rating.confirmed for rating in rated)
    if not open_ones:
        return ()
    return (
        f"{open_ones} of {len(rated)} ratings were proposed by rule from the study's own figures, and nobody has "
        "confirmed all of their four parts yet.",
    )
