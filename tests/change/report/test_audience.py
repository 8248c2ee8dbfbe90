"""Presets for readers outside the team: they only ever take away, and each takes more than the one before."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tlc.change.disclosure import NOT_AVAILABLE, NOT_SHOWN, Shown, people
from tlc.change.report.audience import ANYBODY, AUDIENCES, FEWER, for_audience, quoted
from tlc.change.report.facts import Breakdown, ReportFacts, ThemeFacts
from tlc.errors import StudyError

OUTSIDE = AUDIENCES[1:]
#: What may stand in a preset without standing in the whole report: words that say less.
SAY_LESS = {FEWER.text, NOT_SHOWN.text, ANYBODY, *OUTSIDE}


def assert_only_takes_away(less: Any, whole: Any, path: str = "facts") -> None:
    """Compare field by field: same, shorter, or one of the words that say less."""
    if is_dataclass(whole) and type(less) is type(whole):
        if isinstance(whole, Shown):
            assert less == whole or less in (FEWER, NOT_SHOWN), path
            return
        for field in fields(whole):
            assert_only_takes_away(getattr(less, field.name), getattr(whole, field.name), f"{path}.{field.name}")
    elif isinstance(whole, tuple):
        assert isinstance(less, tuple)
        assert len(less) <= len(whole), path
        rest = iter(whole)
        for one in less:
            # In the same order, each of them is one of the whole's with something taken away, or the same.
            assert any(_fits(one, other) for other in rest), path
    elif isinstance(whole, str):
        kept = set(re.findall(r"\w+", less)) <= set(re.findall(r"\w+", whole))
        assert less in SAY_LESS or kept, path
    elif isinstance(whole, bool) or whole is None:
        assert less == whole or (less is None), path
    elif isinstance(whole, int):
        assert less in (whole, 0), path
    else:
        assert less is None or less == whole, path


def _fits(less: Any, whole: Any) -> bool:
    try:
        assert_only_takes_away(less, whole)
    except AssertionError:
        return False
    return True


COUNTS = st.one_of(st.integers(0, 40).map(lambda count: people(count, 5)), st.sampled_from([NOT_AVAILABLE, NOT_SHOWN]))
TEXTS = st.lists(
    st.sampled_from(["3 people said so. It was late.", "Closed!", "All 12 people came.", "Nobody asked. 7 women did."]),
    max_size=3,
).map(tuple)
CELLS = st.sampled_from(["12", "9", "0", "fewer than 5", "not shown", "more than 20", "9 of 55", "Women"])
TABLES = st.builds(
    Breakdown,
    caption=st.just("People"),
    columns=st.sampled_from([("Who", "People"), ("Session", "Who")]),
    rows=st.lists(st.tuples(CELLS, CELLS), max_size=3).map(tuple),
)


@st.composite
def reports(draw: st.DrawFn, facts: ReportFacts) -> ReportFacts:
    """The report by hand with other counts, marks and texts in it."""

    def other(theme: ThemeFacts) -> ThemeFacts:
        rating = theme.rating and replace(
            theme.rating, reasons=tuple((name, level, " ".join(draw(TEXTS))) for name, level, _ in theme.rating.reasons)
        )
        return replace(
            theme,
            community=draw(COUNTS),
            professionals=draw(COUNTS),
            community_read=draw(st.integers(0, 60)),
            professionals_read=draw(st.integers(0, 12)),
            passages=draw(st.integers(0, 30)),
            serious=draw(st.integers(0, 1)),
            rating=rating,
        )

    return replace(
        facts,
        headline=tuple(map(other, facts.headline)),
        unmapped=tuple(map(other, facts.unmapped)),
        who=draw(st.lists(TABLES, max_size=3).map(tuple)),
        involvement=draw(st.none() | TABLES),
        events=draw(st.lists(TABLES, max_size=1).map(tuple)),
        by_group=draw(st.none() | TABLES),
        who_notes=draw(TEXTS),
        methods=draw(TEXTS),
        limits=draw(TEXTS),
        gaps=draw(TEXTS),
        changes=draw(TEXTS),
    )


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_preset_only_ever_takes_away(facts: ReportFacts, data: st.DataObject) -> None:
    whole = data.draw(reports(facts))
    for audience in OUTSIDE:
        less = replace(for_audience(whole, audience), audience=whole.audience)
        assert_only_takes_away(less, whole)


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_each_preset_takes_what_the_one_before_it_takes(facts: ReportFacts, data: st.DataObject) -> None:
    whole = data.draw(reports(facts))
    board, public, community = (for_audience(whole, audience) for audience in OUTSIDE)
    assert for_audience(board, "public") == public
    assert for_audience(public, "community") == community
    for less in (board, public, community):
        assert for_audience(less, less.audience) == less


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_in_public_no_count_of_people_is_below_ten(facts: ReportFacts, data: st.DataObject) -> None:
    public = for_audience(data.draw(reports(facts)), "public")
    for theme in themes_of(public):
        for count in (theme.community, theme.professionals):
            assert count.value is None or count.value == 0 or count.value >= 10
            assert "5" not in count.text or count.value is not None
        assert not 0 < theme.community_read < 10
        assert not 0 < theme.professionals_read < 10
        hidden = not (theme.community.is_number and theme.professionals.is_number)
        assert not hidden or 0 not in (theme.community.value, theme.professionals.value) or theme.passages == 0
    for table in public.who:
        assert not {"9", "fewer than 5", "not shown", "9 of 55"} & {cell for row in table.rows for cell in row[1:]}


def themes_of(facts: ReportFacts) -> list[ThemeFacts]:
    return [*facts.headline, *facts.unmapped, *(theme for one in facts.principles for theme in one.themes)]


def test_the_whole_report_is_left_as_it_is(facts: ReportFacts) -> None:
    assert for_audience(facts, "") is facts


def test_an_audience_that_there_is_not_is_refused_by_name(facts: ReportFacts) -> None:
    with pytest.raises(StudyError, match="no such audience") as error:
        for_audience(facts, "press")
    assert error.value.hint == "Use one of: board, public, community."


def test_the_audience_is_written_down(facts: ReportFacts) -> None:
    assert [for_audience(facts, one).audience for one in OUTSIDE] == list(OUTSIDE)


def test_a_board_sees_no_sessions_and_no_topics_but_all_themes_and_actions(facts: ReportFacts) -> None:
    board = for_audience(facts, "board")
    assert (board.topics, board.by_group, board.saturation) == ((), None, ())
    assert [table.columns[0] for table in facts.who] == ["Age", "Session"]
    assert [table.columns[0] for table in board.who] == ["Age"]
    kept = ("headline", "principles", "unmapped", "actions", "serious_quotes", "provenance", "reporting", "limits")
    assert all(getattr(board, name) == getattr(facts, name) for name in kept)


def test_the_public_reads_quotes_of_nobody_in_particular(facts: ReportFacts) -> None:
    public = for_audience(facts, "public")
    assert {quote.by for theme in themes_of(public) for quote in (*theme.quotes, *theme.contrary)} == {ANYBODY}


def test_the_public_reads_no_passage_that_was_marked_as_serious(facts: ReportFacts) -> None:
    serious = {quote.reference for quote in facts.serious_quotes}
    serious |= {quote.reference for theme in themes_of(facts) if theme.serious for quote in theme.quotes}
    public = for_audience(facts, "public")
    assert serious
    assert not serious & quoted(public)
    assert (public.serious, public.serious_quotes) == ((), ())


def test_a_theme_with_serious_passages_stays_for_the_public(facts: ReportFacts) -> None:
    assert [theme.id for theme in themes_of(for_audience(facts, "public"))] == [theme.id for theme in themes_of(facts)]


@pytest.mark.parametrize(
    ("community", "professionals", "texts"),
    [
        (people(12, 5), people(11, 5), ("12", "11")),
        (people(12, 5), people(9, 5), ("12", "fewer than 10")),
        (people(12, 5), people(2, 5), ("12", "fewer than 10")),
        (people(12, 5), people(0, 5), ("12", "0")),
        (people(9, 5), people(0, 5), ("fewer than 10", "fewer than 10")),
        (NOT_SHOWN, people(0, 5), ("not shown", "fewer than 10")),
        (NOT_AVAILABLE, people(12, 5), ("not available", "12")),
    ],
)
def test_the_publics_counts_are_of_ten_or_more(
    facts: ReportFacts, community: Shown, professionals: Shown, texts: tuple[str, str]
) -> None:
    one = replace(facts.unmapped[0], community=community, professionals=professionals, professionals_read=20)
    (theme,) = for_audience(replace(facts, unmapped=(one,)), "public").unmapped
    assert (theme.community.text, theme.professionals.text) == texts


@pytest.mark.parametrize(
    ("noted", "left"),
    [("", ""), ("0", "0"), ("7", "fewer than 10"), ("fewer than 5", "fewer than 10"), ("12", "12")],
)
def test_passages_that_speak_against_a_theme_are_counted_for_the_public_from_ten_on(
    facts: ReportFacts, noted: str, left: str
) -> None:
    whole = replace(facts, unmapped=(replace(facts.unmapped[0], contrary_noted=noted),))
    assert for_audience(whole, "public").unmapped[0].contrary_noted == left


def test_what_few_were_asked_of_is_not_shown_and_no_total_gives_it_back(facts: ReportFacts) -> None:
    whole = replace(facts, counts=(("Focus groups", "11"), ("People who took part", "64")))
    public = for_audience(whole, "public")
    assert {(theme.professionals, theme.professionals_read) for theme in themes_of(public)} == {
        (NOT_SHOWN, 0),
        (NOT_AVAILABLE, 0),
    }
    assert public.counts == (("Focus groups", "11"),)
    assert public.reporting == ()


def test_sentences_that_count_few_people_are_left_out_of_the_publics(facts: ReportFacts) -> None:
    limits = ("Withdrew: 3 people. None of their words were kept.", "All 12 people came.", "2 of 9 professionals left.")
    public = for_audience(replace(facts, limits=limits), "public")
    assert public.limits == ("None of their words were kept.", "All 12 people came.")


@pytest.mark.parametrize(
    ("reason", "left"),
    [
        ("Found in 11 of 20 sessions, said by 7 of 55 community participants.", "Found in 11 of 20 sessions."),
        ("A search found none; said by community participants, and by no professionals.", "A search found none."),
        ("Those are 3 of the 9 sub-groups of which at least 5 people took part.",) * 2,
        ("It was 3 women who said so. It holds.", "It holds."),
    ],
)
def test_a_reason_keeps_its_concern_and_all_but_the_people_it_counts(
    facts: ReportFacts, reason: str, left: str
) -> None:
    rated = next(theme for theme in facts.headline if theme.rating)
    assert rated.rating is not None
    rating = replace(rated.rating, reasons=(("Adequacy", "minor", reason),))
    (public,) = for_audience(replace(facts, headline=(replace(rated, rating=rating),)), "public").headline
    assert public.rating is not None
    assert public.rating.reasons == (("Adequacy", "minor", left),)
    assert public.rating.level == rating.level


def test_the_community_reads_themes_actions_and_answers_without_annexes(facts: ReportFacts) -> None:
    community = for_audience(facts, "community")
    assert (community.actions, community.feedback) == (facts.actions, facts.feedback)
    assert [theme.label for theme in community.headline] == [theme.label for theme in facts.headline]
    assert (community.methods, community.reporting, community.references, community.provenance.rows) == ((), (), (), ())


def test_the_numbers_of_quotes_are_those_that_are_left(facts: ReportFacts) -> None:
    everything = quoted(facts)
    assert {quote.reference for quote in facts.serious_quotes} <= everything
    assert {quote.reference for topic in facts.topics for quote in topic.quotes} <= everything
    assert quoted(for_audience(facts, "public")) < quoted(for_audience(facts, "board")) < everything
