"""Events as rows and back, and the digests that tie them together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.listen.codings._event import COLUMNS, KINDS, Event, event_of, first_digest, next_digest, row_of
from tlc.model import Coder, Span

ASHA = Coder(id="asha", name="Asha")
TEXT = st.text(max_size=20)
IDS = st.lists(TEXT, max_size=3).map(tuple)
SPANS = st.none() | st.tuples(TEXT, st.integers(0, 9), st.integers(1, 9)).map(
    lambda at: Span(turn=at[0], start=at[1], end=at[1] + at[2])
)
EVENTS = st.builds(
    Event,
    number=st.integers(1),
    step=st.integers(1),
    kind=st.sampled_from(KINDS),
    at=TEXT,
    token=TEXT,
    coding=TEXT,
    span=SPANS,
    quote=TEXT,
    memo=TEXT,
    like=IDS,
    status=st.sampled_from([None, "accepted", "rejected", "suggested"]),
    prompted=st.sampled_from([None, True, False]),
    independent=st.booleans(),
    serious=st.booleans(),
    quotes=IDS,
    undoes=st.none() | st.integers(1),
)


@given(EVENTS)
def test_an_event_comes_back_from_its_row_as_it_was(event: Event) -> None:
    row = row_of(event)
    assert len(row) == len(COLUMNS)
    assert all(value is None or type(value) in (str, int) for value in row)
    assert event_of(row) == event


@given(EVENTS, EVENTS)
def test_events_that_differ_have_other_digests(one: Event, other: Event) -> None:
    first = first_digest(ASHA)
    assert (next_digest(first, row_of(one)) == next_digest(first, row_of(other))) == (one == other)


@pytest.mark.parametrize("values", [["ab", ""], ["a", "b"], ["", "ab"], [b"ab", ""], [None, "ab"], ["ab"], [0, 1]])
def test_values_that_look_alike_have_other_digests(values: list[object]) -> None:
    all_ = [["ab", ""], ["a", "b"], ["", "ab"], [b"ab", ""], [None, "ab"], ["ab"], [0, 1], ["0", "1"], [1, 0]]
    others = [next_digest("", one) for one in all_ if one != values]  # type: ignore[arg-type]
    assert next_digest("", values) not in others  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "other", [Coder(id="ben", name="Asha"), Coder(id="asha", name="A"), Coder(id="rules", name="R")]
)
def test_the_chain_begins_with_whose_file_it_is(other: Coder) -> None:
    assert first_digest(other) != first_digest(ASHA)


def test_an_event_hangs_on_all_before_it() -> None:
    event = row_of(Event(number=2, step=2, kind="show", at="now", transcript="FG01", what="others"))
    one, two = (next_digest(first_digest(ASHA), row) for row in ([1, "a"], [1, "b"]))
    assert next_digest(one, event) != next_digest(two, event)


def test_bytes_that_are_no_text_have_a_digest_too() -> None:
    assert next_digest("", ["\udcff"]) != next_digest("", ["\udcfe"])


@pytest.mark.parametrize("kind", ["remove", "show"])
def test_an_event_without_a_coding_gives_none(kind: str) -> None:
    with pytest.raises(ValueError, match="holds no coding"):
        Event(number=1, step=1, kind=kind, at="now", coding="a").as_coding("asha")  # type: ignore[arg-type]
