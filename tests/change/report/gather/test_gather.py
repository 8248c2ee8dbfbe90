"""Facts of a report: counted right, cut down to what may be shown, and linked to actions and principles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from tlc.change.report.facts import Breakdown, ReportFacts, ThemeFacts
from tlc.change.report.gather import Material, gather
from tlc.model import (
    Action,
    Candidate,
    Code,
    Codebook,
    Coding,
    Consent,
    Involvement,
    Measure,
    Participant,
    Rating,
    Settings,
    Span,
    Topic,
    TopicRun,
    Transcript,
)

Mark = Callable[..., Coding]
Frame = Callable[..., pd.DataFrame]
Make = Callable[..., Material]


Facts = Callable[..., ReportFacts]


def themes_of(facts: ReportFacts) -> dict[str, ThemeFacts]:
    everywhere = [theme for principle in facts.principles for theme in principle.themes]
    return {theme.id: theme for theme in (*everywhere, *facts.unmapped)}


def an_action(name: str = "1", *because: str, **more: Any) -> Action:
    return Action(id=name, what="Open later", **({"because": because, "principles": (4,)} | more))


def a_run(*topics: Topic) -> TopicRun:
    return TopicRun(
        topics=topics,
        candidates=tuple(Candidate(topic=topic.number, rank=topic.number, gap=50.0) for topic in topics),
        seed=7,
        settings={"engine": "nmf"},
        versions={},
        corpus_digest="c" * 64,
        documents=11,
    )


def a_topic(number: int = 1, **more: Any) -> Topic:
    fields = {"words": (("closed", 0.5), ("shift", 0.4)), "turns": ("FG01:0002", "FG01:0005", "FG02:0001")}
    counts = {"documents": 3, "sessions": 2, "groups": 2, "speakers": 4, "uncoded": 0.625}
    return Topic(number=number, **(fields | counts | more))  # type: ignore[arg-type]


# What is counted


def test_a_theme_is_counted_over_what_was_read(facts: Facts) -> None:
    hours = themes_of(facts(min_cell=1))["access.hours"]
    assert (hours.sessions, hours.sessions_read) == (3, 3)
    assert (hours.community.text, hours.community_read) == ("2", 5)
    assert (hours.passages, hours.unknown_speaker) == (4, 1)
    assert (hours.label, hours.heading, hours.kind) == ("Opening hours do not fit", "Getting in", "barrier")


def test_a_theme_that_nobody_found_is_left_out_and_not_shown_as_nought(facts: Facts, book: Codebook) -> None:
    more = replace(book, codes=(*book, Code(id="new", kind="barrier", label={"en": "Something new"})))
    assert "new" not in themes_of(facts(codebook=more))


def test_a_heading_is_no_theme_of_its_own(facts: Facts) -> None:
    assert not {"access", "language", "helps"} & set(themes_of(facts()))


@pytest.mark.parametrize("min_cell", [3, 5])
def test_few_people_are_not_counted_out(facts: Facts, min_cell: int) -> None:
    hours = themes_of(facts(min_cell=min_cell))["access.hours"]
    assert not hours.community.is_number


def test_a_denominator_too_small_to_show_takes_its_count_with_it(facts: Facts) -> None:
    # One professional was heard in what was read, so "of 1" would be that person.
    hours = themes_of(facts())["access.hours"]
    assert (hours.professionals.text, hours.professionals_read) == ("not shown", 0)


def test_nobody_at_all_is_a_denominator_that_may_be_shown(facts: Facts, everybody: tuple[Participant, ...]) -> None:
    lay = tuple(one for one in everybody if one.role != "professional")
    hours = themes_of(facts(people=lay))["access.hours"]
    assert (hours.professionals.text, hours.professionals_read) == ("0", 0)


def test_serious_passages_are_quoted_in_the_order_of_the_talk(facts: Facts, mark: Mark) -> None:
    later = mark("FG02:0001", "they wanted papers", "access.papers", serious=True)
    earlier = mark("FG01:0002", "closed on Sunday", "access.hours", serious=True)
    assert [quote.text for quote in facts(later, earlier).serious_quotes] == [
        "[...] closed on Sunday [...]",
        "[...] they wanted papers [...]",
    ]


def test_a_serious_passage_of_somebody_not_to_be_quoted_is_not_quoted(facts: Facts, mark: Mark) -> None:
    found = facts(mark("FG01:0003", "wanted papers", "access.papers", serious=True))
    assert (len(found.serious), found.serious_quotes) == (1, ())


def test_serious_passages_are_counted_once_for_two_coders(facts: Facts, mark: Mark) -> None:
    both = [mark("FG02:0001", "wanted papers", "access.papers", who, serious=True) for who in ("asha", "ben")]
    found = facts(*both)
    assert themes_of(found)["access.papers"].serious == 1
    assert [theme.id for theme in found.serious] == ["access.papers"]


def test_what_rules_suggest_is_in_no_theme(facts: Facts, mark: Mark) -> None:
    before = themes_of(facts())["access.hours"]
    more = mark("FG01:0002", "closed on", "access.hours", "rules", status="suggested")
    assert themes_of(facts(more))["access.hours"] == before


def test_a_theme_says_how_many_of_its_passages_are_withheld(facts: Facts) -> None:
    found = themes_of(facts(min_cell=1))
    assert (len(found["access.hours"].quotes), found["access.hours"].quotes_withheld) == (3, 1)
    assert (found["access.papers"].quotes, found["access.papers"].quotes_withheld) == ((), 1)


def test_every_quote_has_its_turn_in_the_trace(material: Make, frame: Frame, marks: tuple[Coding, ...]) -> None:
    found, trace = gather(material(frame(*marks)))
    quoted = {quote.reference for theme in themes_of(found).values() for quote in theme.quotes}
    assert quoted == set(trace)
    assert set(trace.values()) <= {"FG01:0002", "FG02:0001", "IN01:0002"}


def test_the_same_material_gives_the_same_facts(material: Make, frame: Frame, marks: tuple[Coding, ...]) -> None:
    assert gather(material(frame(*marks))) == gather(material(frame(*marks)))


def test_a_study_in_which_nothing_was_coded_has_facts_too(material: Make, frame: Frame) -> None:
    found, trace = gather(material(frame()))
    assert (found.headline, found.serious, found.unmapped, found.topics, trace) == ((), (), (), (), {})
    assert len(found.principles) == 5


# What may not be in it

CANARY_TURN = "FG01:0003"
REFUSALS = {
    "no consent to publish": {"consent": Consent(analyse=True, quote=True)},
    "no consent to be quoted": {"consent": Consent(analyse=True, publish=True)},
    "no consent to analysis": {"consent": Consent(quote=True, publish=True)},
    "withdrawn": {"withdrawn": True},
}


@pytest.mark.parametrize("refusal", REFUSALS.values(), ids=REFUSALS.keys())
def test_no_word_of_somebody_who_may_not_be_quoted_is_in_the_facts(
    refusal: dict[str, Any],
    everybody: tuple[Participant, ...],
    transcripts: tuple[Transcript, ...],
    facts: Facts,
    canary: str,
) -> None:
    said = f"The {canary} letter was never explained to me."
    turns = tuple(
        replace(turn, text=said, original=f"{canary} original", original_language="ro")
        if turn.id == CANARY_TURN
        else turn
        for turn in transcripts[0].turns
    )
    people = tuple(replace(one, **refusal) if one.id == "P2" else one for one in everybody)
    fields = {"quote": said, "memo": f"memo {canary}", "because": f"term '{canary}'", "made_at": "2026-06-01T10:00:00Z"}
    mark = Coding(
        id="x", span=Span(turn=CANARY_TURN, start=0, end=len(said)), coder="asha", code="helps.time", **fields
    )
    run = a_run(a_topic(turns=(CANARY_TURN, "FG01:0002")))
    found = facts(mark, people=people, transcripts=(replace(transcripts[0], turns=turns), *transcripts[1:]), run=run)
    assert found.topics[0].quotes
    assert canary not in repr(found)


def test_no_word_of_an_unknown_speaker_is_in_the_facts(facts: Facts) -> None:
    found = facts(run=a_run(a_topic(turns=("FG01:0004",))))
    assert "Always closed" not in repr(found)


def test_no_memo_and_no_participant_id_is_in_the_facts(facts: Facts, everybody: tuple[Participant, ...]) -> None:
    text = repr(facts(run=a_run(a_topic())))
    assert "a note of the coder" not in text
    assert not [one.id for one in everybody if f"'{one.id}'" in text]


def test_no_turn_id_is_in_the_facts(facts: Facts) -> None:
    assert ":000" not in repr(facts(run=a_run(a_topic())))


# Order and place


def test_the_most_widespread_theme_comes_first(facts: Facts) -> None:
    deliver = facts().principles[3]
    assert [theme.id for theme in deliver.themes] == ["access.hours", "access.papers"]


RANKED: dict[str, tuple[tuple[str, str, str], ...]] = {
    "more sessions": (("FG01:0002", "closed", "access.papers"), ("FG02:0001", "Closed", "access.papers")),
    "more people": (("FG01:0002", "closed", "access.papers"), ("FG01:0003", "papers", "access.papers")),
    "more passages": (("FG01:0002", "closed on", "access.papers"), ("FG01:0002", "It is", "access.papers")),
    "people who are professionals": (("IN01:0002", "People", "access.papers"), ("IN01:0002", "it is", "access.papers")),
    "nothing more, so the codebook's order": (("FG01:0002", "shift", "access.hours"),),
}


@pytest.mark.parametrize("spoken", RANKED.values(), ids=RANKED.keys())
def test_themes_are_ranked_by_sessions_then_people_then_passages(
    material: Make, frame: Frame, mark: Mark, spoken: tuple[tuple[str, str, str], ...]
) -> None:
    below = (("FG01:0002", "after", "access.hours"), ("FG01:0002", "my", "language.letters"))
    found, _ = gather(material(frame(*(mark(*words) for words in (*below, *spoken)))))
    ranked = [theme.id for theme in found.headline]
    assert ranked == [spoken[0][2], *(name for name in ("access.hours", "language.letters") if name != spoken[0][2])]


def test_only_barriers_are_headlines(facts: Facts) -> None:
    assert [theme.id for theme in facts().headline] == ["access.hours", "access.papers", "language.letters"]


def test_there_are_at_most_five_headlines(facts: Facts, mark: Mark, book: Codebook) -> None:
    more = tuple(Code(id=f"more.n{number}", kind="barrier", label={"en": f"N{number}"}) for number in range(6))
    found = facts(
        *(mark("FG01:0002", "shift", code.id) for code in more), codebook=replace(book, codes=book.codes + more)
    )
    assert len(found.headline) == 5


def test_all_principles_are_there_also_those_without_themes(facts: Facts) -> None:
    found = {principle.id: [theme.id for theme in principle.themes] for principle in facts().principles}
    assert found == {
        1: ["access.papers"],
        2: ["language.letters"],
        3: [],
        4: ["access.hours", "access.papers"],
        5: [],
    }


def test_a_theme_of_no_principle_is_listed_apart(facts: Facts) -> None:
    assert [theme.id for theme in facts().unmapped] == ["helps.time"]


def test_a_theme_keeps_the_reason_for_each_principle(facts: Facts) -> None:
    papers = themes_of(facts())["access.papers"]
    assert papers.principles == (1, 4)
    assert papers.reasons == ((4, "Reason 4."), (1, "Reason 1."))


def test_two_codes_never_share_an_anchor(facts: Facts, mark: Mark, book: Codebook) -> None:
    alike = ("a.b_c", "a_b.c", "a_b_c")
    more = tuple(Code(id=name, kind="barrier", label={"en": name}) for name in alike)
    found = themes_of(
        facts(*(mark("FG01:0002", "shift", name) for name in alike), codebook=replace(book, codes=book.codes + more))
    )
    assert len({theme.anchor for theme in found.values()}) == len(found)
    assert found["access.hours"].anchor == "access-hours"


def test_a_theme_under_a_heading_by_its_older_name_has_that_heading(facts: Facts, book: Codebook) -> None:
    codes = tuple(
        replace(code, aliases=("ACC",)) if code.id == "access" else replace(code, parent=code.parent and "ACC")
        for code in book
        if code.id.startswith("access")
    ) + tuple(code for code in book if not code.id.startswith("access"))
    assert themes_of(facts(codebook=replace(book, codes=codes)))["access.hours"].heading == "Getting in"


# Actions


def test_an_action_says_what_it_answers_and_how_widespread_that_is(facts: Facts) -> None:
    (action,) = facts(actions=(an_action("1", "access.hours"),)).actions
    assert action.because == (("access-hours", "Opening hours do not fit", "found in 3 of 3 sessions"),)


def test_an_action_may_answer_what_was_not_found_and_says_so(facts: Facts, book: Codebook) -> None:
    unheard = replace(book, codes=(*book, Code(id="new", kind="barrier", label={"en": "Something new"})))
    (action,) = facts(actions=(an_action("1", "new"),), codebook=unheard).actions
    assert action.because == (("", "Something new", "not found yet"),)


def test_an_action_may_answer_a_heading(facts: Facts) -> None:
    found = facts(actions=(an_action("1", "access"),))
    assert found.actions[0].because == (("", "Getting in", "found in 3 of 3 sessions"),)
    assert themes_of(found)["access.papers"].actions == ("1",)
    assert themes_of(found)["language.letters"].actions == ()


def test_an_action_stands_under_its_principles_and_at_its_themes(facts: Facts) -> None:
    found = facts(actions=(an_action("1", "access.hours"), an_action("2", "access.papers", principles=(1, 4))))
    assert [principle.actions for principle in found.principles] == [("2",), (), (), ("1", "2"), ()]
    assert themes_of(found)["access.hours"].actions == ("1",)


def test_a_barrier_that_no_action_answers_is_a_gap(facts: Facts) -> None:
    found = facts(actions=(an_action("1", "access.hours"),))
    assert [principle.gaps for principle in found.principles] == [
        ("Asked for papers",),
        ("Letters that nobody explains",),
        (),
        ("Asked for papers",),
        (),
    ]


def test_what_helps_is_never_a_gap(facts: Facts, book: Codebook) -> None:
    linked = tuple(
        replace(code, principles=book["language.letters"].principles) if code.id == "helps.time" else code
        for code in book
    )
    found = facts(codebook=replace(book, codes=linked))
    assert found.principles[1].gaps == ("Letters that nobody explains",)


def test_a_dropped_action_answers_nothing_and_is_still_listed(facts: Facts) -> None:
    found = facts(actions=(an_action("1", "access.hours", status="dropped"),))
    assert [action.status for action in found.actions] == ["dropped"]
    assert found.principles[3].actions == ()
    assert "Opening hours do not fit" in found.principles[3].gaps


@pytest.mark.parametrize("status", ["proposed", "agreed", "under way", "done"])
def test_every_other_action_answers_its_theme(facts: Facts, status: str) -> None:
    found = facts(actions=(an_action("1", "access.hours", status=status),))
    assert themes_of(found)["access.hours"].actions == ("1",)


def test_an_action_keeps_all_that_was_decided(facts: Facts) -> None:
    measure = Measure(what="Share of late appointments", baseline="0", target="20 %", data="booking system")
    decided = an_action(
        "1",
        "access.hours",
        owner="Practice manager",
        partners="The practices",
        horizon="short",
        by_when="2027-03",
        measure=measure,
        status="agreed",
        library="A10",
    )
    (action,) = facts(actions=(decided,), sources={"A10": "An article, 2024"}).actions
    assert (action.owner, action.partners, action.horizon) == ("Practice manager", "The practices", "short")
    assert (action.by_when, action.status, action.source) == ("2027-03", "agreed", "An article, 2024")
    assert (action.measure, action.baseline, action.target, action.data) == (
        "Share of late appointments",
        "0",
        "20 %",
        "booking system",
    )
    assert action.missing == ()


def test_what_is_missing_in_an_action_is_named(facts: Facts) -> None:
    (action,) = facts(actions=(an_action("1"),)).actions
    assert action.missing == ("because", "owner", "by when", "measure")
    assert (action.because, action.source) == ((), "")


# Topics


def test_topics_are_words_and_counts_with_quotes_of_those_who_agreed(facts: Facts) -> None:
    (topic,) = facts(run=a_run(a_topic()), min_cell=4).topics
    assert (topic.number, topic.words, topic.turns, topic.turns_in_all, topic.sessions) == (
        1,
        ("closed", "shift"),
        3,
        11,
        2,
    )
    assert (topic.sessions_in_all, topic.speakers_in_all) == (4, 0)
    assert topic.speakers.text == "4"
    assert topic.uncoded == "62%"
    assert [quote.text for quote in topic.quotes] == [
        "It is closed after my shift, and closed on Sunday.",
        "Closed. And they wanted papers.",
    ]


def test_a_share_of_nothing_is_not_available(facts: Facts) -> None:
    (topic,) = facts(run=a_run(a_topic(uncoded=float("nan")))).topics
    assert topic.uncoded == "not available"


def test_at_most_three_topics_that_enough_people_carry_are_shown(facts: Facts) -> None:
    run = a_run(*(a_topic(number) for number in range(1, 11)), a_topic(11, hidden=True))
    found = facts(run=run)
    assert [topic.number for topic in found.topics] == [1, 2, 3]
    assert "the 3 that the codebook may miss most, of 10" in found.topics_note


def test_without_a_run_the_report_says_why(facts: Facts) -> None:
    found = facts()
    assert found.topics == ()
    assert found.topics_note == "This report has no topics. There is too little material."


# Head and foot


def test_the_head_of_the_report_is_what_the_study_says_of_itself(facts: Facts) -> None:
    settings = Settings(
        title="T",
        community="C",
        place="P",
        aim="A",
        commissioner="B",
        partners=("One", "Two"),
        period="June",
        prepared_by="We",
        contact="us@example.org",
        synthetic=True,
        min_cell=2,
        reviewed="with participants in July",
    )
    found = facts(settings=settings, involvement=(Involvement(date="2026-07", kind="co_development"),))
    assert (found.title, found.community, found.place, found.aim) == ("T", "C", "P", "A")
    assert (found.commissioner, found.partners, found.period) == ("B", ("One", "Two"), "June")
    assert (found.prepared_by, found.contact, found.synthetic, found.draft) == ("We", "us@example.org", True, "")


def test_the_framework_is_named_with_publisher_and_version(facts: Facts) -> None:
    found = facts()
    assert (found.framework, found.framework_url) == ("Five principles (Somebody, 1)", "")


def test_a_plan_that_check_refuses_keeps_the_report_a_draft(facts: Facts) -> None:
    rounds = tuple(Involvement(date="2026-07", kind=kind) for kind in ("member_check", "co_development"))
    lacking = an_action("1", "access.hours")
    whole = replace(lacking, id="2", owner="The board", by_when="2027-03", measure=Measure(what="Late appointments"))
    dropped = replace(lacking, id="3", status="dropped")
    assert facts(actions=(whole, dropped), involvement=rounds).draft == ""
    assert facts(actions=(lacking, whole, dropped), involvement=rounds).draft == (
        "Draft: 1 of 2 actions lacks something that it cannot do without."
    )


def test_what_is_handed_over_ready_made_stands_in_the_facts(facts: Facts) -> None:
    table = Breakdown(caption="Events", columns=("Quarter", "Events"), rows=(("2026-Q2", "3"),))
    found = facts(
        events=(table,),
        context=replace(table, caption="Figures of others"),
        tags=(("Core20", "yes"),),
        saturation=(("1", 2, 2), ("2", 0, 2)),
        saturation_note="A note.",
        checked="20 turns were checked.",
    )
    assert (found.events, found.tags, found.saturation_note) == ((table,), (("Core20", "yes"),), "A note.")
    assert found.context is not None and found.context.caption == "Figures of others"
    assert found.saturation == (("1", 2, 2), ("2", 0, 2))
    assert "20 turns were checked." in found.methods


def test_ratings_that_nobody_confirmed_are_a_limit(facts: Facts, a_rating: Callable[..., Rating]) -> None:
    told = "1 of 2 ratings were proposed by rule"
    ratings = {"access.hours": a_rating(), "access.papers": a_rating(theme="access.papers", by="asha")}
    assert [limit for limit in facts(ratings=ratings).limits if limit.startswith(told)]
    assert not [limit for limit in facts().limits if "ratings" in limit]


def test_quotes_for_training_are_of_those_who_agreed_to_training(
    material: Make, frame: Frame, marks: tuple[Coding, ...], everybody: tuple[Participant, ...]
) -> None:
    only = Consent(analyse=True, quote=True, training=True)
    people = tuple(replace(one, consent=only) if one.id == "P2" else one for one in everybody)
    held = material(frame(*marks), people=people)
    published, trained = (gather(held, use=use)[0] for use in ("publish", "training"))
    assert themes_of(published)["access.papers"].quotes == ()
    assert [quote.text for quote in themes_of(trained)["access.papers"].quotes] == ["[...] wanted papers [...]"]
    assert themes_of(trained)["access.hours"].quotes == ()


def test_a_report_that_nobody_reviewed_is_a_draft(facts: Facts) -> None:
    assert facts().draft.startswith("Draft:")
