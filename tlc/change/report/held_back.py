"""What a report holds back, and why: kept in the study beside the trace, never in the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields

from tlc.change.disclosure import Shown
from tlc.change.report.audience import quoted
from tlc.change.report.facts import Breakdown, ReportFacts, ThemeFacts
from tlc.change.report.material import Material
from tlc.change.report.speakers import described
from tlc.model import Participant

#: What each row tells: what kind of thing, of what, in which turn, and why it is not there.
COLUMNS = ("what", "of", "turn", "why")
_MOST_OF_ONE, _MOST_SHARE = 3, 0.2
_HIDDEN = ("not shown", "fewer than", "more than")
_Rows = Iterator[tuple[str, str, str, str]]


def held_back(
    material: Material, whole: ReportFacts, less: ReportFacts, trace: Mapping[str, str]
) -> tuple[tuple[str, str, str, str], ...]:
    """List what a report does not show: quotes, what is not said of speakers, counts, and what a preset takes away.

    Parameters
    ----------
    material : Material
    whole, less : ReportFacts
        Before and after ``audience.for_audience``.
    trace : mapping of reference to turn
        Of all quotes of ``whole``.

    Returns
    -------
    tuple of rows
        As in ``COLUMNS``. They hold ids and nobody's words; numbers that are hidden in the report are hidden here too.
    """
    rows = (
        *_quotes(material),
        *_speakers(material, less, trace),
        *_counts(less),
        *_preset(whole, less, trace),
        *_often(material, less, trace),
    )
    return tuple(dict.fromkeys(rows))


def _quotes(material: Material) -> _Rows:
    """Every coded passage that may not be quoted, theme by theme."""
    people = {person.id: person for person in material.people}
    speakers = dict(zip(material.turns["turn"], material.turns["speaker"], strict=True))
    turn_of = dict(zip(material.codings["coding"], material.codings["turn"], strict=True))
    for code in material.codebook.applied:
        for name in material.evidence[code.id].codings:
            turn = turn_of[name]
            why = _why_not(speakers[turn], people)
            if why:
                yield ("quote", code.id, turn, why)


def _why_not(speaker: object, people: Mapping[str, Participant]) -> str:
    if not isinstance(speaker, str) or speaker not in people:
        return "it is not known who spoke"
    person = people[speaker]
    if person.may_quote:
        return ""
    if person.withdrawn:
        return "the person left the study"
    if not person.counts:
        return "said by a researcher or an interpreter"
    return "no consent to be quoted" if not person.consent.quote else "no consent to publication"


def _speakers(material: Material, facts: ReportFacts, trace: Mapping[str, str]) -> _Rows:
    """What is not said of those who are quoted, because too few share it."""
    groups = {group.id: group for group in material.groups}
    told = described(material.people, groups, material.settings.min_cell)
    speakers = dict(zip(material.turns["turn"], material.turns["speaker"], strict=True))
    for reference in _in_order(quoted(facts)):
        for attribute in told[speakers[trace[reference]]].dropped:
            yield (attribute, reference, trace[reference], "too few people share it, or would be left without it")


def _counts(facts: ReportFacts) -> _Rows:
    """Every count that is not shown."""
    themes = {theme.id: theme for theme in _themes(facts)}
    for theme in themes.values():
        for field in fields(theme):
            value = getattr(theme, field.name)
            if isinstance(value, Shown) and value.text.startswith(_HIDDEN):
                yield ("count", f"{theme.id}, {field.name}", "", value.text)
        if theme.sessions and not theme.passages:
            yield ("count", f"{theme.id}, passages", "", "they would narrow down a count of people")
    for topic in facts.topics:
        if topic.speakers.text.startswith(_HIDDEN):
            yield ("count", f"topic {topic.number}, speakers", "", topic.speakers.text)
    for table in (*facts.who, facts.by_group, facts.participation):
        yield from _cells(table) if table is not None else ()


def _cells(table: Breakdown) -> _Rows:
    for number, row in enumerate(table.rows, 1):
        for column, cell in zip(table.columns, row, strict=True):
            if cell.startswith(_HIDDEN):
                yield ("count", f"{table.caption}, row {number}, {column}", "", cell)


def _preset(whole: ReportFacts, less: ReportFacts, trace: Mapping[str, str]) -> _Rows:
    """What was taken away for readers outside the team."""
    if not less.audience:
        return
    for field in fields(whole):
        if getattr(whole, field.name) and not getattr(less, field.name):
            yield ("section", field.name, "", f"not for: {less.audience}")
    for reference in _in_order(quoted(whole) - quoted(less)):
        yield ("quote", reference, trace[reference], f"not for: {less.audience}")


def _often(material: Material, facts: ReportFacts, trace: Mapping[str, str]) -> _Rows:
    """Whoever is quoted so often that a reader could put their words together, without saying who it is."""
    speakers = dict(zip(material.turns["turn"], material.turns["speaker"], strict=True))
    references = _in_order(quoted(facts))
    times = Counter(speakers[trace[reference]] for reference in references)
    for speaker, number in sorted(times.items()):
        if number > _MOST_OF_ONE and number > _MOST_SHARE * len(references):
            theirs = [reference for reference in references if speakers[trace[reference]] == speaker]
            yield ("warning", ", ".join(theirs), "", f"{number} of {len(references)} quotes are of one person")


def _in_order(references: frozenset[str]) -> list[str]:
    return sorted(references, key=lambda reference: (len(reference), reference))


def _themes(facts: ReportFacts) -> list[ThemeFacts]:
    return [*(theme for one in facts.principles for theme in one.themes), *facts.unmapped]
