"""The report's own sentences: true for none, one and many, and silent about few."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from tlc.change.report.wording import Wording, languages
from tlc.frames import TURNS, table
from tlc.model import Candidate, Codebook, Coding, Consent, Group, Involvement, Participant, Settings, Topic, TopicRun

YES = Consent(analyse=True, quote=True, publish=True)
Mark = Callable[..., Coding]
Frame = Callable[..., pd.DataFrame]


def several(count: int, role: str = "community", **more: Any) -> tuple[Participant, ...]:
    fields = {"consent": YES, "group": "FG01"} | more
    return tuple(Participant(id=f"{role[:2]}{number}", role=role, **fields) for number in range(count))  # type: ignore[arg-type]


def ages(**counts: int) -> tuple[Participant, ...]:
    """So many community participants of each age."""
    every = [age for age, count in counts.items() for _ in range(count)]
    return tuple(
        Participant(id=f"P{n}", role="community", traits={"age_band": age} if age != "unknown" else {})
        for n, age in enumerate(every)
    )


def wording(people: tuple[Participant, ...] = (), **settings: Any) -> Wording:
    return Wording(Settings(**({"title": "T", "min_cell": 5} | settings)), people)


def rows_of(words: Wording, caption: str) -> tuple[tuple[str, ...], ...] | None:
    return next((table.rows for table in words.breakdowns([]) if caption in table.caption), None)


def took_part(words: Wording) -> str:
    return dict(words.counts([]))["People who took part"]


def group(name: str = "FG01", **more: Any) -> Group:
    return Group(id=name, **({"kind": "focus_group"} | more))


def turns_with(*speakers: str | None, transcript: str = "FG01") -> pd.DataFrame:
    rows = [
        (f"{transcript}:{n:04d}", transcript, transcript, n, speaker, None, "en", "Words.", None, None, None)
        for n, speaker in enumerate(speakers, 1)
    ]
    return table(rows, TURNS)


# The first page


CHECKED, MADE = (Involvement(date="2026-09", kind=kind) for kind in ("member_check", "co_development"))
TAKEN_BACK = "the findings have not yet been taken back to the people who took part"
TOGETHER = "no meeting is logged at which actions were developed together with them"


@pytest.mark.parametrize(
    ("reviewed", "involvement", "why"),
    [
        ("", (), (TAKEN_BACK, TOGETHER)),
        ("in July, with 12 participants", (), (TOGETHER,)),
        ("", (CHECKED,), (TOGETHER,)),
        ("", (MADE,), (TAKEN_BACK,)),
        ("", (CHECKED, MADE), ()),
        ("in July", (MADE,), ()),
    ],
)
def test_a_report_is_a_draft_until_findings_were_taken_back_and_actions_made_together(
    reviewed: str, involvement: tuple[Involvement, ...], why: tuple[str, ...]
) -> None:
    words = replace(wording(reviewed=reviewed), involvement=involvement)
    assert words.draft() == (f"Draft: {'; '.join(why)}." if why else "")


@pytest.mark.parametrize(
    ("actions", "incomplete", "told"),
    [
        (3, 1, "Draft: 1 of 3 actions lacks something that it cannot do without."),
        (3, 2, "Draft: 2 of 3 actions lack something that it cannot do without."),
        (3, 0, ""),
    ],
)
def test_a_report_is_a_draft_while_its_plan_lacks_something(actions: int, incomplete: int, told: str) -> None:
    assert replace(wording(), involvement=(CHECKED, MADE)).draft(actions, incomplete) == told


def test_who_only_wrote_a_card_did_not_take_part() -> None:
    cards = group("CARDS", kind="feedback")
    words = replace(wording((*several(6), Participant(id="W1", role="community", group="CARDS"))), groups=(cards,))
    assert took_part(words) == "6"


def test_events_and_feedback_are_no_rows_of_the_table_of_sessions() -> None:
    sessions = wording(several(5)).breakdowns([group(), group("EV1", kind="event"), group("C1", kind="feedback")])[-1]
    assert [row[0] for row in sessions.rows] == ["FG01"]


def test_the_figures_name_only_kinds_of_session_that_there_were() -> None:
    groups = [group("FG01"), group("FG02"), group("IN01", kind="interview"), group("EV1", kind="event")]
    groups.append(group("CARDS", kind="feedback"))
    assert wording(several(9)).counts(groups) == (
        ("Focus groups", "2"),
        ("Interviews", "1"),
        ("Events", "1"),
        ("Feedback", "1"),
        ("People who took part", "9"),
    )


def test_researchers_and_interpreters_did_not_take_part() -> None:
    people = several(7) + several(2, "facilitator") + several(1, "interpreter") + several(1, "co_researcher")
    assert took_part(wording(people)) == "7"


@pytest.mark.parametrize(
    ("community", "professionals", "text"),
    [
        (0, 0, "0"),
        (3, 0, "fewer than 5"),
        (2, 2, "fewer than 5"),
        (55, 0, "55"),
        (55, 9, "64"),
        # 58 less the 55 that stand under every theme would be the three
        (55, 3, "more than 55"),
        (3, 9, "more than 9"),
        # both are hidden, so both are known to be below five
        (4, 4, "not shown"),
        (3, 2, "not shown"),
    ],
)
def test_how_many_took_part_does_not_give_a_small_role_away(community: int, professionals: int, text: str) -> None:
    words = wording(several(community) + several(professionals, "professional"))
    assert took_part(words) == text
    assert rows_of(words, "by role")[-1] == ("All", text)  # type: ignore[index]


# Who took part


def test_roles_are_counted_with_their_sum() -> None:
    words = wording(several(55) + several(9, "professional"))
    assert rows_of(words, "by role") == (("Community participants", "55"), ("Professionals", "9"), ("All", "64"))


def test_a_small_role_is_not_counted_out() -> None:
    words = wording(several(55) + several(3, "professional"))
    assert rows_of(words, "by role") == (
        ("Community participants", "55"),
        ("Professionals", "fewer than 5"),
        ("All", "more than 55"),
    )


def test_a_trait_is_counted_in_the_order_of_its_values() -> None:
    words = wording(ages(**{"45-59": 8, "18-29": 6, "30-44": 7}))
    assert rows_of(words, "by age band") == (("18-29", "6"), ("30-44", "7"), ("45-59", "8"), ("All", "21"))


def test_a_trait_that_is_not_known_is_counted_as_such() -> None:
    assert rows_of(wording(ages(old=6, unknown=5)), "age") == (("not known", "5"), ("old", "6"), ("All", "11"))


def test_a_small_trait_takes_the_next_smallest_with_it() -> None:
    assert rows_of(wording(ages(a=3, b=12, c=30)), "age") == (
        ("a", "not shown"),
        ("b", "not shown"),
        ("c", "30"),
        ("All", "45"),
    )


@pytest.mark.parametrize(
    "counts",
    [{"a": 3}, {"a": 4, "b": 5}, {"a": 1, "b": 1, "c": 1, "d": 1, "e": 1}, dict.fromkeys("abcdefghij", 1)],
)
def test_a_table_in_which_all_is_hidden_is_left_out(counts: dict[str, int]) -> None:
    assert rows_of(wording(ages(**counts)), "age") is None


def test_traits_are_those_of_community_participants_only() -> None:
    people = several(6, traits={"gender": "woman"}) + several(9, "professional", traits={"gender": "man", "post": "GP"})
    words = wording(people)
    assert rows_of(words, "gender") == (("woman", "6"), ("All", "6"))
    assert rows_of(words, "post") is None


def test_each_trait_has_a_table_with_a_readable_caption() -> None:
    words = wording(several(6, traits={"years_in_england": "2-5", "gender": "man"}))
    found = words.breakdowns([])
    assert [one.caption for one in found] == [
        "Participants by role",
        "Community participants by gender",
        "Community participants by years in england",
        "Sessions",
    ]
    assert found[0].columns == ("Role", "People")
    assert found[2].columns == ("Years in england", "People")


@pytest.mark.parametrize(("members", "who"), [(1, "not shown"), (4, "not shown"), (5, "women who clean")])
def test_a_session_is_described_only_if_enough_people_were_in_it(members: int, who: str) -> None:
    sessions = wording(several(members)).breakdowns([group(label="women who clean")])[-1]
    assert sessions.rows[0][1] == who


def test_interviews_of_which_nothing_may_be_told_stand_in_one_row() -> None:
    alike = [group(f"IN0{number}", kind="interview", month=f"2026-0{5 + number // 3}") for number in (1, 2, 3)]
    sessions = wording(several(5)).breakdowns([group(label="women"), *alike])[-1]
    assert [row[0] for row in sessions.rows] == ["FG01", "IN01 to IN03"]
    assert sessions.rows[1][3] == "several months"


def test_groups_that_may_be_described_keep_their_own_rows() -> None:
    people = several(6) + tuple(replace(one, id=f"X{one.id}", group="FG02") for one in several(6))
    sessions = wording(people).breakdowns([group(label="women"), group("FG02", label="women")])[-1]
    assert [row[0] for row in sessions.rows] == ["FG01", "FG02"]


def test_values_of_a_trait_stand_in_the_order_of_their_numbers() -> None:
    values = ("10 years and more", "2 to 5 years", "not said", "under 2 years")
    people = tuple(
        replace(one, id=f"{one.id}{n}", traits={"stay": value}) for n, value in enumerate(values) for one in several(5)
    )
    rows = rows_of(wording(people), "stay")
    assert [row[0] for row in rows or ()] == ["under 2 years", "2 to 5 years", "10 years and more", "not said", "All"]


def test_facilitators_do_not_make_a_session_large() -> None:
    people = several(4) + several(3, "facilitator")
    assert wording(people).breakdowns([group(label="women")])[-1].rows[0][1] == "not shown"


def test_a_session_has_a_row_with_all_that_is_known() -> None:
    fully = group(label="women", month="2026-05", spoken=("ro", "en"), translation="by the team")
    bare = group("IN01", kind="interview", language="pl")
    sessions = wording(several(5)).breakdowns([fully, bare])[-1]
    assert sessions.rows == (
        ("FG01", "women", "Focus group", "2026-05", "Romanian and English", "by the team"),
        ("IN01", "not shown", "Interview", "not given", "Polish", "not translated"),
    )
    assert sessions.columns == ("Session", "Who", "Kind", "Month", "Spoken in", "Translation")


def test_a_large_group_without_a_label_is_not_described() -> None:
    assert wording(several(5)).breakdowns([group()])[-1].rows[0][1] == "not described"


# What a reader must know


def test_a_study_with_nothing_to_explain_explains_only_small_counts() -> None:
    (note,) = wording(several(6)).notes(turns_with("co0"))
    assert note.startswith("Counts of people below 5 are not shown")


def test_how_people_were_counted_stands_first() -> None:
    assert wording(several(6), counted="The six are women.").notes(turns_with())[0] == "The six are women."


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"withdrawn": True}, "Withdrew from the study: {}. None of their words were kept."),
        ({"consent": Consent()}, "Did not agree to analysis: {}. None of their words were kept."),
        (
            {"consent": Consent(analyse=True, quote=True)},
            "Did not agree to be quoted in print: {}. What they said is counted and never quoted.",
        ),
    ],
)
@pytest.mark.parametrize(("count", "text"), [(1, "fewer than 5"), (4, "fewer than 5"), (5, "5")])
def test_who_left_or_refused_is_counted_and_few_are_not(
    change: dict[str, Any], sentence: str, count: int, text: str
) -> None:
    notes = wording(several(9) + several(count, "professional", **change)).notes(turns_with())
    assert notes[0] == sentence.format(text)
    assert len(notes) == 2


def test_somebody_who_withdrew_is_not_counted_among_refusals_too() -> None:
    notes = wording(several(6, consent=Consent(), withdrawn=True)).notes(turns_with())
    assert [note.partition(":")[0] for note in notes[:-1]] == ["Withdrew from the study"]


def test_turns_of_nobody_known_are_counted() -> None:
    notes = wording(several(6)).notes(turns_with("co1", None, None))
    assert "Turns with no known speaker: 2 of 3. They are in no count of people." in notes


# How it was done


@pytest.fixture
def methods(turns: pd.DataFrame, book: Codebook, frame: Frame) -> Callable[..., str]:
    return lambda *marks: " ".join(wording().methods(turns, frame(*marks), book))


def test_methods_count_coders_sessions_and_codings(methods: Callable[..., str], mark: Mark) -> None:
    text = methods(
        mark("FG01:0002", "closed", "access.hours"),
        mark("FG01:0002", "closed", "access.hours", "ben"),
        mark("FG02:0001", "Closed", "access.hours"),
    )
    assert "2 people read and coded 2 of 4 sessions and accepted 3 codings; 1 session was coded by more" in text


def test_methods_count_nothing_that_was_coded_beside_the_sessions(
    turns: pd.DataFrame, book: Codebook, frame: Frame, mark: Mark
) -> None:
    marks = (mark("FG01:0002", "closed", "access.hours"), mark("FG02:0001", "Closed", "access.hours", "ben"))
    text = " ".join(wording().methods(turns[turns["transcript"] != "FG02"], frame(*marks), book))
    assert "1 person read and coded 1 of 3 sessions and accepted 1 coding; 0 sessions" in text


def test_methods_are_grammatical_for_one(methods: Callable[..., str], mark: Mark) -> None:
    text = methods(mark("FG01:0002", "closed", "access.hours"))
    assert "1 person read and coded 1 of 4 sessions and accepted 1 coding; 0 sessions were coded by more" in text


def test_methods_can_say_that_nothing_was_done_yet(methods: Callable[..., str]) -> None:
    assert "0 people read and coded 0 of 4 sessions and accepted 0 codings" in methods()


def test_what_coders_agreed_on_is_not_another_person(methods: Callable[..., str], mark: Mark) -> None:
    text = methods(
        mark("FG01:0002", "closed", "access.hours"),
        mark("FG01:0002", "closed", "access.hours", "together"),
    )
    assert "1 person read and coded 1 of 4 sessions and accepted 2 codings; 0 sessions were coded by more" in text


@pytest.mark.parametrize(("coder", "count"), [("rules", 1), ("model", 0), ("asha", 0)])
def test_only_the_rules_suggestions_are_called_theirs(
    methods: Callable[..., str], mark: Mark, coder: str, count: int
) -> None:
    text = methods(mark("FG01:0002", "closed", "access.hours", coder, status="suggested"))
    assert text.count("The codebook's rules suggested 1 coding.") == text.count("suggest") // 2 == count


def test_methods_name_the_codebook_with_its_version_and_codes_without_headings(methods: Callable[..., str]) -> None:
    assert "Codebook: A small codebook, version 1.2, 4 codes." in methods()


# What it cannot say


@pytest.fixture
def limits(turns: pd.DataFrame, frame: Frame) -> Callable[..., str]:
    def told(*marks: Coding, groups: tuple[Group, ...] = (), **settings: Any) -> str:
        return " ".join(wording(**settings).limits(turns, frame(*marks), groups))

    return told


def test_limits_say_how_many_sessions_nobody_has_coded(limits: Callable[..., str], mark: Mark) -> None:
    assert "Nobody has read 3 of the 4 sessions yet." in limits(mark("FG01:0002", "closed", "access.hours"))


def test_a_session_with_suggestions_alone_was_coded_by_nobody(limits: Callable[..., str], mark: Mark) -> None:
    only = mark("FG01:0002", "closed", "access.hours", "rules", status="suggested")
    assert "Nobody has read 4 of the 4 sessions yet." in limits(only)


@pytest.mark.parametrize(("number", "told"), [(1, "1 session was read in part"), (2, "2 sessions were read in part")])
def test_sessions_that_were_read_in_part_only_are_a_limit(
    turns: pd.DataFrame, frame: Frame, number: int, told: str
) -> None:
    assert told in " ".join(wording().limits(turns, frame(), (), (), number))
    assert "in part" not in " ".join(wording().limits(turns, frame(), ()))


def test_a_session_that_was_finished_and_in_which_nothing_was_found_is_read(
    turns: pd.DataFrame, frame: Frame, book: Codebook
) -> None:
    said = wording()
    assert "Nobody has read 3 of the 4 sessions yet." in said.limits(turns, frame(), (), {"FG01", "gone"})
    assert "read and coded 1 of 4 sessions" in " ".join(said.methods(turns, frame(), book, {"FG01"}))


def test_limits_are_silent_about_unread_sessions_when_all_were_read(limits: Callable[..., str], mark: Mark) -> None:
    places = ("FG01:0002", "FG02:0001", "IN01:0002", "IN02:0001")
    assert "Nobody has read" not in limits(*(mark(turn, "losed", "access.hours") for turn in places))


@pytest.mark.parametrize(
    ("waiting", "sentence"),
    [
        (("FG01",), "1 translation awaits review by speakers of the language."),
        (("FG01", "FG03"), "2 translations await review by speakers of the language."),
    ],
)
def test_limits_count_translations_that_await_review_and_name_no_session(
    limits: Callable[..., str], waiting: tuple[str, ...], sentence: str
) -> None:
    groups = (
        *(group(name, translation="ours; AWAITING review") for name in waiting),
        group("FG02", translation="ours"),
    )
    told = limits(groups=groups)
    assert sentence in told
    assert "FG0" not in told


def test_limits_do_not_speak_of_review_where_nothing_waits(limits: Callable[..., str]) -> None:
    assert "review" not in limits(groups=(group(translation="by a translator"),), reviewed="in July")


@pytest.mark.parametrize(("reviewed", "said"), [("", True), ("in July", False)])
def test_limits_say_whether_participants_checked_the_findings(
    limits: Callable[..., str], reviewed: str, said: bool
) -> None:
    assert ("Participants have not yet checked the findings." in limits(reviewed=reviewed)) is said


def test_limits_always_say_that_people_are_no_sample(limits: Callable[..., str]) -> None:
    assert "not a sample" in limits()


# Topics


def a_run(topics: int, carried: int) -> TopicRun:
    made = tuple(
        Topic(
            number=number,
            words=(("w", 1.0),),
            turns=(),
            documents=1,
            sessions=9,
            groups=9,
            speakers=9,
        )
        for number in range(1, topics + 1)
    )
    candidates = tuple(Candidate(topic=number, rank=number, gap=50.0) for number in range(1, carried + 1))
    return TopicRun(
        topics=made, candidates=candidates, seed=3, settings={}, versions={}, corpus_digest="", documents=40
    )


@pytest.mark.parametrize(("carried", "shown"), [(0, 0), (2, 2), (8, 8), (9, 8)])
def test_the_note_on_topics_counts_those_shown_and_those_there_are(carried: int, shown: int) -> None:
    note = wording().topics(a_run(12, carried), 8, "")
    assert note.startswith("A topic model sorted 40 pieces of talk into 12 topics (seed 3).")
    assert f"Shown are the {shown} that the codebook may miss most, of {carried} that at least 3 people" in note


@pytest.mark.parametrize(
    ("why", "note"),
    [("Too little.", "This report has no topics. Too little."), ("", "This report has no topics.")],
)
def test_the_note_says_why_there_are_no_topics(why: str, note: str) -> None:
    assert wording().topics(None, 8, why) == note


@pytest.mark.parametrize(
    ("tags", "words"),
    [
        ((), ""),
        (("ro",), "Romanian"),
        (("ro", "en"), "Romanian and English"),
        (("ro", "rom", "en"), "Romanian, Romani and English"),
        (("en-GB", "xx"), "English and xx"),
    ],
)
def test_languages_are_named_in_english_where_known(tags: tuple[str, ...], words: str) -> None:
    assert languages(tags) == words
