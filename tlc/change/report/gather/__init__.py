"""From a study's material to the facts of its report: counted, and cut down to what may be shown."""

from __future__ import annotations

from tlc.change.report.facts import ReportFacts
from tlc.change.report.gather.plan import actions_of, checklist_of, feedback_of, owners_of, principles_of
from tlc.change.report.gather.themes import MOST_HEADLINES, serious_quotes, themes_of
from tlc.change.report.gather.topics import MOST_TOPICS, topics_of
from tlc.change.report.material import Material
from tlc.change.report.provenance import provenance
from tlc.change.report.quotes import Quoter
from tlc.change.report.wording import Wording
from tlc.model.rating import NAME

__all__ = ["Material", "gather"]


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
    themes = themes_of(material, quoter)
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
        headline=tuple(theme for theme in themes if theme.kind == "barrier")[:MOST_HEADLINES],
        serious=tuple(theme for theme in themes if theme.serious),
        serious_quotes=serious_quotes(material, quoter),
        principles=principles_of(material, themes),
        unmapped=tuple(theme for theme in themes if not theme.principles),
        actions=actions_of(material, themes),
        topics=topics_of(material, quoter),
        topics_note=wording.topics(material.run, MOST_TOPICS, material.without_run),
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
        rating_name=NAME if material.ratings else "",
        owners=owners_of(material),
        checklist=checklist_of(themes),
        feedback=feedback_of(material, themes),
        saturation=material.saturation,
        saturation_note=material.saturation_note,
        events=material.events,
        context=material.context,
        tags=material.tags,
        image=material.image,
        image_alt=settings.image_alt if material.image else "",
        statement=settings.accessibility_statement,
    )
    return facts, quoter.trace
