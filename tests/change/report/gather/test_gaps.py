"""What the data lack: each gap from the data themselves, and none where nothing is lacking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tlc.change.report.facts import ReportFacts
from tlc.model import Code, Codebook, Coding, Group, Participant, Transcript

Facts = Callable[..., ReportFacts]


def told(facts: ReportFacts, words: str) -> str:
    return next((line for line in facts.gaps if words in line), "")


def test_turns_of_nobody_known_are_a_gap(facts: Facts) -> None:
    assert told(facts(), "who spoke").startswith("Of 1 of 11 turns it is not known who spoke")


def test_sessions_that_nobody_read_or_only_in_part_are_a_gap(facts: Facts) -> None:
    found = facts(in_part=2)
    assert told(found, "Nobody has read") == "Nobody has read 1 of 4 sessions."
    assert told(found, "in part") == "2 of 4 sessions were read in part only."
    assert told(facts(in_part=1), "in part") == "1 of 4 sessions was read in part only."
    assert told(facts(finished=frozenset({"IN02"})), "Nobody has read") == ""


def test_a_session_without_a_transcript_is_a_gap_and_a_stack_of_cards_is_none(
    facts: Facts, groups: tuple[Group, ...]
) -> None:
    more = (*groups, Group(id="FG09", kind="focus_group"), Group(id="CARDS", kind="feedback"))
    assert told(facts(groups=more), "no transcript") == "Of 1 of 5 sessions there is no transcript."
    assert told(facts(), "no transcript") == ""


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [("month", "2026-05", "the month"), ("facilitator", "R1", "who led it"), ("spoken", ("en",), "which languages")],
)
def test_what_is_not_written_down_of_sessions_is_a_gap(
    facts: Facts, groups: tuple[Group, ...], field: str, value: Any, words: str
) -> None:
    whole = tuple(replace(group, **{field: value}) for group in groups)
    one = (replace(whole[0], **{field: type(value)()}), *whole[1:])
    assert told(facts(groups=whole), words) == ""
    assert told(facts(groups=one), words).startswith("Of 1 of 4 sessions, ")


def test_translations_that_await_review_are_a_gap(facts: Facts) -> None:
    assert told(facts(), "awaits") == "The translation of 1 of 4 sessions awaits review by speakers of the language."


def test_words_that_were_not_kept_beside_their_translation_are_a_gap(
    facts: Facts, groups: tuple[Group, ...], transcripts: tuple[Transcript, ...]
) -> None:
    foreign = tuple(replace(group, language="en", spoken=("ro",)) for group in groups[:2])
    kept = replace(transcripts[0].turns[1], original="E închis.", original_language="ro")
    first = replace(transcripts[0], turns=(transcripts[0].turns[0], kept, *transcripts[0].turns[2:]))
    found = facts(groups=(*foreign, *groups[2:]), transcripts=(first, *transcripts[1:]))
    assert told(found, "not kept").startswith("2 of 4 sessions can be read in translation only")


def test_what_was_said_in_the_transcripts_own_language_was_kept(facts: Facts, groups: tuple[Group, ...]) -> None:
    both = tuple(replace(group, language="en", spoken=("ro", "en")) for group in groups)
    assert told(facts(groups=both), "not kept") == ""


def aged(everybody: tuple[Participant, ...], unknown: int) -> tuple[Participant, ...]:
    more = tuple(
        Participant(id=f"Q{n}", role="community", group="FG01", traits={} if n < unknown else {"age_band": "old"})
        for n in range(20)
    )
    lay = tuple(replace(one, traits={"age_band": "young"}) if one.role == "community" else one for one in everybody)
    return (*lay, *more)


@pytest.mark.parametrize(("unknown", "some"), [(0, ""), (2, "some"), (7, "7 of 25")])
def test_a_trait_that_is_not_known_is_counted_only_where_its_table_counts_it(
    facts: Facts, everybody: tuple[Participant, ...], unknown: int, some: str
) -> None:
    found = facts(people=aged(everybody, unknown), min_cell=5)
    assert told(found, "age band") == (f"The age band of {some} community participants is not known." if some else "")


def test_that_nothing_is_known_of_people_is_a_gap(facts: Facts) -> None:
    assert told(facts(), "nothing is known")


def test_codes_that_were_found_nowhere_are_named(facts: Facts, book: Codebook) -> None:
    more = tuple(Code(id=f"new.n{number}", kind="barrier", label={"en": f"New {number}"}) for number in range(14))
    line = told(facts(codebook=replace(book, codes=(*book, *more))), "found nowhere")
    assert line.startswith("Of 18 codes, 14 were found nowhere: New 0; New 1;")
    assert "New 11; and 2 more." in line
    assert told(facts(), "found nowhere") == ""


def test_that_people_are_not_counted_is_a_gap_in_their_own_words(
    facts: Facts, book: Codebook, mark: Callable[..., Coding]
) -> None:
    code = Code(id="trust.not_heard", kind="barrier", label={"en": "Not heard, not counted"})
    with_it = replace(book, codes=(*book, code))
    heard = told(facts(mark("FG01:0002", "closed", "trust.not_heard"), codebook=with_it), "missing in data")
    assert heard.startswith("“Not heard, not counted” was found in 1 of 3 sessions")
    assert told(facts(codebook=with_it), "missing in data") == ""
