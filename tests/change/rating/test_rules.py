"""The rules that propose concerns, at their thresholds, and what their sentences do not tell."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.change.rating.figures import Figures
from tlc.change.rating.rules import RULES, adequacy, coherence, is_rare, methods, relevance
from tlc.model import CONCERNS

#: A theme that nothing is wrong with: in 9 of 11 sessions, said by 30 people.
WELL = Figures(
    sessions=9,
    sessions_read=11,
    community=28,
    community_read=55,
    professionals=8,
    professionals_read=9,
    passages=60,
    searched=True,
    translated=6,
    twice=3,
    led=9,
    member_check=True,
    heard=12,
    sub_groups=12,
)
K = 5


def of(**more: Any) -> Figures:
    return replace(WELL, **more)


def test_nothing_is_wrong_with_a_theme_that_is_well_found() -> None:
    assert {name: rule(WELL, K).concern for name, rule in RULES.items()} == dict.fromkeys(RULES, "none")


@pytest.mark.parametrize(
    ("sessions", "read", "people", "concern"),
    [
        (9, 11, 30, "none"),
        (4, 12, 5, "none"),  # just a third, just five people
        (4, 13, 30, "minor"),  # less than a third
        (4, 12, 4, "minor"),  # one person short
        (3, 20, 3, "minor"),
        (3, 9, 5, "none"),
        (2, 20, 12, "moderate"),
        (2, 2, 12, "moderate"),  # however few were read, two sessions are two
        (1, 20, 12, "serious"),
        (1, 1, 12, "serious"),
        (6, 11, 1, "minor"),  # one person who came six times: "serious" would say that it was one
    ],
)
def test_adequacy_goes_by_sessions_and_people(sessions: int, read: int, people: int, concern: str) -> None:
    figures = of(sessions=sessions, sessions_read=read, community=people, professionals=0)
    assert adequacy(figures, K).concern == concern


@pytest.mark.parametrize(
    ("sessions", "unknown_sessions", "concern"),
    [(5, 5, "none"), (4, 4, "minor"), (2, 2, "moderate"), (1, 1, "serious")],
)
def test_where_nobody_knows_who_spoke_sessions_stand_for_people(
    sessions: int, unknown_sessions: int, concern: str
) -> None:
    figures = of(
        sessions=sessions, community=0, professionals=0, unknown=20, passages=20, unknown_sessions=unknown_sessions
    )
    proposed = adequacy(figures, K)
    assert proposed.concern == concern
    assert "not available" in proposed.reason
    assert "20 of 20 passages" in proposed.reason
    assert not re.search(r"\b[01] of 55", proposed.reason), "not known is not nobody"


def test_a_few_unknown_voices_beside_many_known_people_are_told_beside_them() -> None:
    proposed = adequacy(of(unknown=4, unknown_sessions=2), K)
    assert proposed.reason == (
        "Found in 9 of 11 sessions, said by 28 of 55 community participants and 8 of 9 professionals; "
        "in 4 of 60 passages it is not known who spoke."
    )


def test_a_theme_that_came_up_beside_the_sessions_alone_is_seriously_lacking() -> None:
    proposed = adequacy(of(sessions=0, community=0, professionals=0, passages=0), K)
    assert proposed.concern == "serious"
    assert "no focus group" in proposed.reason


@pytest.mark.parametrize(
    ("against", "passages", "searched", "concern"),
    [
        (0, 60, True, "none"),
        (0, 60, False, "minor"),  # nobody noted any, and nobody looked
        (1, 9, False, "minor"),  # one in ten of what was noted
        (2, 9, True, "moderate"),
        (5, 10, True, "moderate"),  # one in three
        (6, 10, True, "serious"),
    ],
)
def test_coherence_goes_by_what_speaks_against_it(against: int, passages: int, searched: bool, concern: str) -> None:
    assert coherence(of(against=against, passages=passages, searched=searched), K).concern == concern


@pytest.mark.parametrize(
    ("community", "professionals", "unknown", "concern"),
    [
        (28, 0, 0, "minor"),
        (0, 8, 0, "minor"),
        (28, 0, 1, "none"),
        (28, 1, 0, "none"),
        (0, 0, 9, "none"),
        (5, 0, 0, "minor"),
        (4, 0, 0, "none"),  # of so few nobody can say that all are of one kind
    ],
)
def test_coherence_asks_whether_both_kinds_of_people_say_it(
    community: int, professionals: int, unknown: int, concern: str
) -> None:
    proposed = coherence(of(community=community, professionals=professionals, unknown=unknown), K)
    assert proposed.concern == concern
    assert ("said by community participants, and by no professionals" in proposed.reason) == (
        concern == "minor" and community > 0
    )


def test_where_one_kind_of_people_was_not_asked_nobody_is_missing() -> None:
    assert coherence(of(professionals=0, professionals_read=0), K).concern == "none"


def test_few_passages_against_it_are_not_counted_out() -> None:
    assert coherence(of(against=1), K).reason == "Passages noted that speak against it: fewer than 5."
    assert coherence(of(against=7), K).reason == "Passages noted that speak against it: 7."


MISSING: dict[str, dict[str, Any]] = {
    "the translation": {"unchecked": 3},
    "second coder": {"twice": 0},
    "who led": {"led": 5},
    "who spoke": {"unknown": 21},
    "participants' check": {"member_check": False},
}


@pytest.mark.parametrize(("words", "figures"), MISSING.items())
def test_each_of_five_things_that_is_missing_adds_a_step_and_is_named(words: str, figures: dict[str, Any]) -> None:
    proposed = methods(of(**figures), K)
    assert proposed.concern == "minor"
    assert words in proposed.reason.replace("T", "t", 1).replace("F", "f", 1)


def test_in_how_many_sessions_something_is_missing_is_told_where_sessions_may_be() -> None:
    assert methods(of(unchecked=3), K).reason == "The translation awaits a check (3 of its 6 translated sessions)."
    few = methods(of(unchecked=3, twice=0, led=0, community=3, professionals=0), K)
    assert few.concern == "serious"
    assert not re.search(r"\d", few.reason)


@pytest.mark.parametrize(
    ("count", "concern"), [(0, "none"), (1, "minor"), (2, "moderate"), (3, "serious"), (5, "serious")]
)
def test_what_is_missing_is_counted(count: int, concern: str) -> None:
    figures = {name: value for one in list(MISSING.values())[:count] for name, value in one.items()}
    assert methods(of(**figures), K).concern == concern


@pytest.mark.parametrize(
    "figures",
    [{"unchecked": 2}, {"led": 6}, {"unknown": 20}, {"sessions": 10, "led": 10, "twice": 1}, {"translated": 0}],
)
def test_what_is_missing_here_and_there_adds_no_step(figures: dict[str, Any]) -> None:
    assert methods(of(**figures), K).concern == "none"


def test_a_second_coder_has_read_a_tenth_of_the_sessions() -> None:
    assert methods(of(sessions=11, led=11, twice=1), K).concern == "minor"


@pytest.mark.parametrize(
    ("heard", "sub_groups", "concern"),
    [
        (10, 10, "none"),
        (9, 10, "none"),
        (8, 10, "minor"),
        (2, 3, "minor"),
        (6, 10, "moderate"),
        (1, 3, "moderate"),
        (3, 10, "serious"),
    ],
)
def test_relevance_goes_by_the_sub_groups_that_said_it(heard: int, sub_groups: int, concern: str) -> None:
    proposed = relevance(of(heard=heard, sub_groups=sub_groups), K)
    assert proposed.concern == concern
    assert f"{heard} of the {sub_groups} sub-groups" in proposed.reason


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({"community": 0, "unknown": 3}, "who spoke is not known"),
        ({"community": 0}, "only professionals"),
        ({"community": 0, "professionals": 0}, "who spoke is not known"),
        ({"sub_groups": 0, "heard": 0}, "no trait"),
    ],
)
def test_where_sub_groups_cannot_be_told_that_is_a_concern(figures: dict[str, Any], words: str) -> None:
    proposed = relevance(of(**figures), K)
    assert proposed.concern == "moderate"
    assert "not available" in proposed.reason
    assert words in proposed.reason


def test_of_few_people_it_is_not_told_how_many_sub_groups_they_are_of() -> None:
    assert not re.search(r"\d", relevance(of(community=4, heard=6), K).reason)
    assert relevance(of(community=0, professionals=4), K).reason == relevance(of(community=4), K).reason


@pytest.mark.parametrize(
    ("sessions", "read", "rare"), [(0, 20, True), (2, 3, True), (3, 20, False), (5, 50, True), (6, 50, False)]
)
def test_rare_is_two_sessions_or_one_in_ten(sessions: int, read: int, rare: bool) -> None:
    assert is_rare(of(sessions=sessions, sessions_read=read)) is rare


@st.composite
def any_figures(draw: st.DrawFn) -> Figures:
    sessions, community, professionals = (draw(st.integers(0, 12)) for _ in range(3))
    passages = draw(st.integers(0, 30)) + community + professionals
    unknown = draw(st.integers(0, passages - community - professionals))
    return Figures(
        sessions=sessions,
        sessions_read=sessions + draw(st.integers(0, 12)),
        community=community,
        community_read=community + draw(st.integers(0, 40)),
        professionals=professionals,
        professionals_read=professionals + draw(st.integers(0, 12)),
        passages=passages,
        unknown=unknown,
        unknown_sessions=draw(st.integers(0, min(unknown, sessions))),
        against=draw(st.integers(0, 12)),
        searched=draw(st.booleans()),
        translated=draw(st.integers(0, sessions)),
        twice=draw(st.integers(0, sessions)),
        led=draw(st.integers(0, sessions)),
        heard=draw(st.integers(0, 3)),
        sub_groups=draw(st.integers(3, 6)),
    )


@given(any_figures(), st.integers(2, 8))
def test_no_sentence_tells_a_count_of_people_that_is_small(figures: Figures, least: int) -> None:
    for rule in RULES.values():
        reason = rule(figures, least).reason
        assert reason.endswith(".")
        assert reason[0].isupper()
        for count, read in re.findall(r"(\d+) of (\d+) (?:community|professionals)", reason):
            assert int(count) == 0 or int(count) >= least
            assert int(read) >= least
        if not (figures.community >= least or figures.professionals >= least or not figures.known):
            # Whose count is hidden and whose is nobody is not told, nor their passages.
            assert not re.search(r"\b0 of \d+ (?:community|professionals)|by no|only professionals", reason)
            assert not re.search(r"\d+ of \d+ passages", reason) or figures.passages - figures.unknown >= 2 * (
                least - 1
            )


@given(any_figures(), st.integers(2, 8), st.data())
def test_no_concern_tells_a_count_of_people_that_is_hidden(figures: Figures, least: int, data: st.DataObject) -> None:
    # Whoever reads concerns and sentences cannot tell two themes apart that differ in nothing but hidden people.
    few = st.integers(1, least - 1)
    one = replace(figures, community=data.draw(few), heard=data.draw(st.integers(0, 3)), community_read=40)
    other = replace(figures, community=data.draw(few), heard=data.draw(st.integers(0, 3)), community_read=40)
    kinds = (figures.professionals, figures.professionals_read)
    if any(0 < count < least for count in kinds):
        other = replace(other, professionals=data.draw(st.integers(1, max(1, min(least - 1, kinds[1])))))
    for name in ("adequacy", "methods", "relevance"):
        assert RULES[name](one, least).concern == RULES[name](other, least).concern


def test_beside_a_hidden_count_it_is_not_told_how_many_of_its_sessions_were_translated() -> None:
    assert "(3 of its 6 translated sessions)" in methods(of(unchecked=3), K).reason
    assert not re.search(r"\d", methods(of(unchecked=3, professionals=4), K).reason)


@given(any_figures())
def test_more_sessions_and_more_people_never_make_it_less_adequate(figures: Figures) -> None:
    weight = CONCERNS.index(adequacy(figures, K).concern)
    more = replace(figures, sessions=figures.sessions_read, community=figures.community + 5)
    assert CONCERNS.index(adequacy(more, K).concern) <= weight


def test_passages_that_would_tell_how_few_people_said_them_are_not_counted_out() -> None:
    few = of(community=6, professionals=2, passages=9, unknown=1, unknown_sessions=1)
    assert "; in some passages it is not known who spoke." in adequacy(few, K).reason
    assert "; in 1 of 11 passages" in adequacy(replace(few, passages=11), K).reason


def test_that_all_are_of_one_kind_is_not_told_of_a_count_that_is_hidden() -> None:
    assert "by no professionals" not in coherence(of(community=7, professionals=0), 10).reason
    assert "by no professionals" in coherence(of(community=7, professionals=0), K).reason
