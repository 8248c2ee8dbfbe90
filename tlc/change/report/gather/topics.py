"""Candidate patterns of the topic model, with what people made of them."""

from __future__ import annotations

import math
from collections import Counter

from tlc.change.disclosure import people
from tlc.change.report.facts import TopicFacts
from tlc.change.report.material import Material
from tlc.change.report.quotes import Quoter
from tlc.counting import in_sessions, took_part

MOST_TOPICS = 3


def topics_of(material: Material, quoter: Quoter) -> tuple[TopicFacts, ...]:
    """The first candidates for emerging barriers, but for those that people hid or judged to be none."""
    if material.run is None:
        return ()
    run = material.run
    judged = {one.topic: one for one in run.candidates}
    everybody, least = _everybody(material), material.settings.min_cell
    sessions = int(in_sessions(material.turns, material.groups)["transcript"].nunique())
    facts = []
    for topic in run.shown[:MOST_TOPICS]:
        verdict, by = judged[topic.number].verdict, judged[topic.number].by
        speakers = people(topic.speakers, least)
        # Each of them said at least one turn: fewer turns than there could be people would narrow these down, and so
        # would a share of so few turns.
        told = speakers.is_number or len(topic.turns) >= least - 1
        known = told and not math.isnan(topic.uncoded)
        facts.append(
            TopicFacts(
                number=topic.number,
                words=tuple(word for word, _ in topic.words),
                turns=len(topic.turns) if told else 0,
                sessions=topic.sessions,
                speakers=speakers,
                uncoded=f"{topic.uncoded:.0%}" if known else "not available" if told else "not shown",
                quotes=quoter.examples(topic.turns),
                turns_in_all=run.documents,
                sessions_in_all=sessions,
                speakers_in_all=everybody,
                name=topic.name,
                verdict=_in_words(verdict, material),
                judged_by=material.names.get(by, by) if verdict else "",
            )
        )
    return tuple(facts)


def _everybody(material: Material) -> int:
    """How many people took part; 0 where it may not be told, for with the other role it would tell a small one."""
    present = took_part(material.people, material.groups)
    roles = Counter(person.role for person in present)
    return len(present) if all(people(count, material.settings.min_cell).is_number for count in roles.values()) else 0


def _in_words(verdict: str, material: Material) -> str:
    """A verdict as people read it: "part of access.hours" names the code by its label."""
    start, _, code = verdict.partition("part of ")
    if start or code not in material.codebook:
        return verdict
    return f"part of “{material.codebook[code].name}”"
