"""A review shows each thing once, in its places, and is done when everything is decided."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tlc.errors import StudyError
from tlc.talk.screen.find import Rules
from tlc.talk.screen.gate import Gate
from tlc.talk.screen.review import REASONS, Review
from tlc.talk.session_file import SessionFile

Make = Callable[..., SessionFile]
Open = Callable[..., Gate]


@pytest.fixture
def a_review(a_gate: Open) -> Callable[..., Review]:
    def make(*files: SessionFile) -> Review:
        gate = a_gate()
        return Review(gate, [(file, gate.check(file)) for file in files])

    return make


Begin = Callable[..., Review]


def test_the_same_thing_is_shown_once_with_its_places(a_review: Begin, a_file: Make) -> None:
    (item,) = a_review(a_file("I saw Ana here", "so Ana went")).open

    assert (item.times, item.kind, item.level, item.choices) == (2, "name", "warn", ("replace", "keep"))
    assert [(c.where, c.before, c.match, c.after) for c in item.contexts] == [
        ("line 1", "I saw ", "Ana", " here"),
        ("line 2", "so ", "Ana", " went"),
    ]


def test_long_talk_is_cut_around_what_was_found(a_review: Begin, a_file: Make) -> None:
    (item,) = a_review(a_file("x " * 200 + "Ana" + " y" * 200)).open

    context = item.contexts[0]
    assert context.before.startswith("… ") and context.after.endswith(" …")
    assert len(context.before) < 100 and len(context.after) < 100


def test_no_more_than_five_places_are_shown(a_review: Begin, a_file: Make) -> None:
    (item,) = a_review(a_file(*["so Ana"] * 9)).open

    assert (item.times, len(item.contexts)) == (9, 5)


def test_identifiers_come_first_and_what_stays_out_comes_last(a_review: Begin, a_file: Make) -> None:
    review = a_review(a_file("I saw Ana", "ring 12345", headings="with Bea"))

    assert [(item.kind, item.choices) for item in review.open] == [
        ("phone number", ("replace",)),
        ("name", ("replace", "keep")),
        ("name", ("out",)),
    ]
    assert review.open[2].contexts[0].where == "headings"


def test_what_stands_in_the_talk_and_beside_it_is_asked_twice(a_review: Begin, a_file: Make) -> None:
    review = a_review(a_file("I saw Ana", headings="with Ana"))

    review.decide(review.open[1].id, "out")

    assert [item.choices for item in review.open] == [("replace", "keep")]


def test_a_decision_settles_its_item_and_the_next_is_shown(a_review: Begin, a_file: Make) -> None:
    review = a_review(a_file("I saw Ana and Bea"))

    made = review.decide(review.open[0].id, "replace")

    assert made.label == "name 1"
    assert [item.contexts[0].match for item in review.open] == ["Bea"]
    assert (review.total, review.by) == (2, "asha")


def test_a_replacement_settles_the_other_files_too(a_review: Begin, a_file: Make) -> None:
    review = a_review(a_file("I saw Ana"), a_file("and Ana", digest="d2"))
    assert len(review.open) == 2

    review.decide(review.open[0].id, "replace")

    assert [found.verdict for found in review.screenings] == ["PASS", "PASS"]


def test_what_is_kept_here_is_asked_again_in_the_next_file(a_review: Begin, a_file: Make) -> None:
    review = a_review(a_file("I saw Ana"), a_file("and Ana", digest="d2"))
    review.decide(review.open[0].id, "keep", reason="a saint")
    assert len(review.open) == 1

    review.decide(review.open[0].id, "keep", reason="a saint", everywhere=True)

    assert review.open == ()


def test_all_that_stays_out_of_a_file_is_left_out_in_one_go(a_review: Begin, a_file: Make) -> None:
    first = a_file("I saw Ana", headings="with Bea", comments="ask Cid on 12345", name="fg01_Dan.txt")
    review = a_review(first, a_file("all well", digest="d2", name="fg02.txt", headings="with Eve"))
    beside = next(item for item in review.open if item.choices == ("out",))

    assert review.leave_out(beside.id) == 4
    assert [item.name for item in review.open] == ["fg01_Dan.txt", "fg02.txt"]


def test_the_last_decision_is_taken_back(a_review: Begin, a_file: Make) -> None:
    review = a_review(a_file("I saw Ana"))
    review.decide(review.open[0].id, "replace")

    assert review.undo()
    assert len(review.open) == 1
    assert not review.undo()


@pytest.mark.parametrize("item", ["", "0", "7/x", "0/none", "x/y", "-1/s", "²/s"])
def test_an_item_that_is_not_there_is_told(a_review: Begin, a_file: Make, item: str) -> None:
    with pytest.raises(StudyError, match="no such finding"):
        a_review(a_file("I saw Ana")).decide(item, "replace")


def test_no_repr_holds_anybodys_words(a_review: Begin, a_file: Make) -> None:
    review = a_review(a_file("I saw Zabranic", name="fg01_Zabranic.txt"))
    shown = [repr(review), repr(review.open), repr(review.open[0].contexts), repr(review.screenings[0].findings)]

    assert "Zabranic" not in " ".join(shown)
    assert repr(review) == "Review by asha: 2 to decide in 1 files"


def test_the_brackets_that_are_offered_have_the_number_that_they_will_get(a_review: Begin, a_file: Make) -> None:
    review = a_review(a_file("I saw Ana and Bea"))

    for number in (1, 2):
        item = review.open[0]
        assert item.bracket == f"name {number}"
        assert review.decide(item, "replace").label == item.bracket


@pytest.mark.parametrize("more", [{"reason": "ana is my aunt"}, {"reason": "not 'Ana'!"}, {"label": "Ana"}])
def test_a_reason_or_a_label_may_not_hold_the_words_themselves(
    a_review: Begin, a_file: Make, more: dict[str, str]
) -> None:
    review = a_review(a_file("I saw Ana and banana"))
    with pytest.raises(StudyError) as caught:
        review.decide(review.open[0], "replace" if "label" in more else "keep", **more)  # type: ignore[arg-type]
    assert "very words" in caught.value.what
    assert "ana" not in str(caught.value).casefold()
    assert review.decide(review.open[0], "keep", reason="a kind of banana").choice == "keep"


def test_undo_stays_within_this_review(a_review: Begin, a_file: Make) -> None:
    first = a_review(a_file("I saw Ana"))
    first.decide(first.open[0].id, "replace")

    second = a_review(a_file("and Bea", digest="d2"))

    assert not second.undo()
    assert [found.verdict for found in a_review(a_file("I saw Ana")).screenings] == ["PASS"]


@pytest.mark.parametrize(
    ("choice", "what"), [("keep", "may not stay"), ("out", "cannot be decided"), ("kepp", "cannot be")]
)
def test_what_may_not_be_decided_is_refused_in_words(a_review: Begin, a_file: Make, choice: str, what: str) -> None:
    review = a_review(a_file("ring 12345"))

    with pytest.raises(StudyError, match=what):
        review.decide(review.open[0], choice, reason="an ordinary word")  # type: ignore[arg-type]
    assert len(review.open) == 1


def test_reasons_that_are_offered_are_taken(a_review: Begin, a_file: Make) -> None:
    for number, reason in enumerate(REASONS):
        review = a_review(a_file("I saw Ana", digest=f"d{number}"))
        assert not list(Rules().hits(reason))
        review.decide(review.open[0], "keep", reason=reason.casefold())
