"""What each term finds: counted in the study and off topic, set against what people decided, and never acted on."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from tlc.errors import CodebookError
from tlc.frames import CODINGS, table, turns_frame
from tlc.listen.lint import LEAST_JUDGED, TermUse, languages_of, lint
from tlc.model import Code, Codebook, Participant, Source, Transcript, Turn, turn_id

PEOPLE = [Participant(id=f"P{number}", role="community") for number in range(1, 7)] + [
    Participant(id="R1", role="facilitator")
]


def book(*terms: str, ro: tuple[str, ...] = (), **more: Any) -> Codebook:
    code = Code(id="care", kind="enabler", label={"en": "Care"}, terms={"en": terms, "ro": ro}, **more)
    return Codebook(id="tiny", name="Tiny", version="1", codes=(code,))


def said(*texts: str | tuple[str, str], session: str = "FG01", **more: Any) -> pd.DataFrame:
    """Turns of one session; a text alone is said by P1."""
    pairs = [("P1", text) if isinstance(text, str) else text for text in texts]
    turns = tuple(
        Turn(id=turn_id(session, number), speaker=who, text=text, **({"language": "en"} | more))
        for number, (who, text) in enumerate(pairs, 1)
    )
    source = Source(name="x.txt", importer="txt", version="0", digest="")
    return turns_frame([Transcript(id=session, group=session, source=source, turns=turns)], PEOPLE)


def only(*args: Any, **more: Any) -> TermUse:
    (use,) = lint(*args, **more)
    return use


def codings(*rows: tuple[str, str, str], code: str = "care", width: int = 5) -> pd.DataFrame:
    """Codings of the first words of turns: (turn, coder, status)."""
    blank = dict.fromkeys(CODINGS, "") | {"prompted": None, "independent": True, "serious": False, "start": 0}
    full = [
        blank
        | {"coding": f"c{number}", "turn": turn, "coder": coder, "status": status, "code": code, "end": width}
        | {"kind": "agreed" if coder == "both" else "person", "decided": "rules-1"}
        for number, (turn, coder, status) in enumerate(rows)
    ]
    return table([tuple(row[name] for name in CODINGS) for row in full], CODINGS)


# Counting


def test_hits_are_counted_here_and_off_topic_and_set_against_the_words() -> None:
    control = {"en": ["a kind of blue kind of thing", "two kinds"]}
    use = only(book("kind"), said("she was kind to me", "nothing"), control)
    assert (use.here, use.here_words, use.control, use.control_words) == (1, 6, 3, 9)
    assert use.rate == pytest.approx(10_000 / 6)
    assert use.control_rate == pytest.approx(10_000 / 3)


def test_what_facilitators_say_is_not_counted() -> None:
    use = only(book("kind"), said(("R1", "Was she kind?"), ("P1", "She was kind.")), {})
    assert (use.here, use.here_words) == (1, 3)


def test_a_rate_without_words_is_no_zero() -> None:
    use = only(book("kind"), said("kind"), {})
    assert math.isnan(use.control_rate)
    assert use.warnings == ()


def test_words_before_they_were_translated_count_for_their_language() -> None:
    turns = said("She was kind.", original="A fost bună.", original_language="ro")
    by_term = {use.term: use for use in lint(book("kind", ro=("bună",)), turns, {})}
    assert (by_term["kind"].here, by_term["bună"].here) == (1, 1)
    assert by_term["bună"].here_words == 3


@pytest.mark.parametrize("spoken", ["en", "en-GB"])
def test_a_region_of_a_language_is_that_language(spoken: str) -> None:
    assert only(book("kind"), said("kind", language=spoken), {spoken: ["kind"]}).here == 1
    assert only(book("kind"), said("kind"), {spoken: ["kind", "kind"]}).control == 2


def test_terms_of_retired_codes_are_not_tried() -> None:
    assert lint(book("kind", status="retired"), said("kind"), {}) == ()
    assert languages_of(book("kind", status="retired")) == ()


def test_a_term_that_cannot_be_read_stops_it() -> None:
    with pytest.raises(CodebookError):
        lint(book('"kind'), said("kind"), {})


# Warnings


@pytest.mark.parametrize(
    ("here", "control", "warning"),
    [
        (1, 20, "off topic as often as here"),
        (8, 6, "off topic nearly as often as here"),
        (9, 5, ()),
        (0, 9, "never here, and off topic"),
        (1, 4, ()),  # too few to tell
    ],
)
def test_a_term_that_is_found_off_topic_is_warned_of(here: int, control: int, warning: str | tuple[()]) -> None:
    use = TermUse(code="c", term="t", language="en", here=here, here_words=1_000, control=control, control_words=1_300)
    assert use.warnings == ((warning,) if warning else ())


def test_nothing_is_said_of_a_language_that_nobody_spoke_here() -> None:
    assert only(book("kind"), said("kind", language="ro"), {"en": ["kind"] * 20}).warnings == ()


def test_terms_that_want_a_look_come_first_and_of_these_the_commonest_off_topic() -> None:
    control = {"en": ["kind"] * 6 + ["good"] * 9}
    found = lint(book("rare", "kind", "good", "gentle"), said("gentle and rare, kind, good"), control)
    assert [use.term for use in found] == ["good", "kind", "gentle", "rare"]


# Precision


def judged(yes: int, no: int, **more: Any) -> TermUse:
    turns = said(*["kind words"] * (yes + no))
    names = list(turns["turn"])
    marks = codings(*((name, "asha", "accepted" if place < yes else "rejected") for place, name in enumerate(names)))
    return only(book("kind"), turns, {}, codings=marks, **more)


def test_precision_is_told_from_fifty_judged_hits_on() -> None:
    use = judged(20, LEAST_JUDGED - 21)
    assert (use.judged, use.right) == (49, 20)
    assert math.isnan(use.precision)
    assert all(map(math.isnan, use.interval))
    assert use.warnings == ()


def test_precision_has_the_interval_of_wilson() -> None:
    # Newcombe (1998), table I: 81 of 263 by the score method.
    use = judged(81, 182)
    assert use.precision == pytest.approx(81 / 263)
    assert use.interval == pytest.approx((0.2553, 0.3662), abs=5e-5)


def test_a_term_below_the_stated_precision_is_warned_of_and_kept() -> None:
    assert judged(10, 40).warnings == ("seldom right",)
    assert judged(10, 40, least_precision=0.2).warnings == ()
    assert judged(20, 30).warnings == ()


# What stands around


def test_a_neighbour_that_misleads_is_named() -> None:
    control = {"en": ["a kind of blue", "kind of late, kind of odd", "some kind of a thing", "what kind?", "kind of"]}
    use = only(book("kind"), said("she was kind", "so kind to me", "kind of"), control)
    assert [(one.phrase, one.control, one.here) for one in use.misled] == [("kind of", 5, 1)]


def test_a_neighbour_as_common_here_is_not_named() -> None:
    assert only(book("kind"), said(*["kind of"] * 5), {"en": ["kind of"] * 9}).misled == ()


def test_a_neighbour_across_a_comma_is_none() -> None:
    assert only(book("kind"), said("so kind"), {"en": ["kind, of all"] * 9}).misled == ()


@pytest.mark.parametrize(("people", "sessions", "is_told"), [(3, 2, True), (2, 2, False), (3, 1, False)])
def test_a_phrase_that_tells_is_named_when_enough_people_say_it(people: int, sessions: int, is_told: bool) -> None:
    parts = [
        said(*[(f"P{number % people + 1}", "very kind") for number in range(6)], session=f"FG0{session}")
        for session in range(1, sessions + 1)
    ]
    use = only(book("kind"), pd.concat(parts, ignore_index=True), {"en": ["kind of"] * 9})
    assert [one.phrase for one in use.telling] == (["very kind"] if is_told else [])


def test_examples_are_few_spread_and_always_the_same() -> None:
    control = {"en": [f"number {number} is kind of odd" for number in range(30)]}
    first = only(book("kind"), said("kind"), control).off_topic
    assert [one.before for one in first] == ["number 0 is", "number 10 is", "number 20 is"]
    assert first == only(book("kind"), said("kind"), control).off_topic


def test_nobodys_words_stand_in_the_text_form(canary: str) -> None:
    use = only(book("kind"), said(f"{canary} was kind"), {})
    assert use.examples[0].before == f"{canary} was"
    assert canary not in repr(use)
