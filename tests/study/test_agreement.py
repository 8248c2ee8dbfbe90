"""Study.agree: who is compared, on what, and what is said of the rest."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import tlc
from tlc.errors import AnalysisError, CodebookError
from tlc.listen.agree import Undefined
from tlc.listen.codings import Finish, Journal, Read, add_codings, coding_id
from tlc.model import Coder, Coding, Span

Mark = Callable[..., None]


@pytest.fixture
def code(tiny_study: tlc.Study) -> Mark:
    """Let somebody code a few words of the tiny study."""

    def make(coder: str, turn: str, words: str, name: str, kind: str = "person") -> None:
        start = tiny_study.turns_by_id[turn].text.index(words)
        span = Span(turn=turn, start=start, end=start + len(words))
        who = Coder(id=coder, name=coder.capitalize(), kind=kind)  # type: ignore[arg-type]
        mark = Coding(
            id=coding_id(coder, span, name),
            span=span,
            code=name,
            coder=coder,
            quote=words,
            made_at="2026-06-01T10:00:00Z",
        )
        add_codings(tiny_study.path / "codings", who, [mark])

    return make


@pytest.fixture
def coded(tiny_study: tlc.Study, code: Mark) -> tlc.Study:
    code("asha", "FG01:0002", "closed", "access.hours")
    code("asha", "FG01:0003", "no interpreter", "language.interpreter")
    code("asha", "IN01:0002", "register", "access.registration")
    code("ben", "FG01:0002", "closed after my shift", "access.hours")
    code("ben", "FG01:0003", "proof of address", "access.registration")
    return tlc.open(tiny_study.path)


def test_two_people_are_compared_on_the_session_that_both_coded(coded: tlc.Study) -> None:
    found = coded.agree("asha", "ben")
    assert found.run.sessions == (("FG01", ("asha", "ben")),)
    assert found.run.left.sessions == (("IN01", ("asha",)),)
    assert (found.run.turns, found.run.left.asking) == (3, 2)
    assert [one.code for one in found.codes] == ["access.hours", "access.registration", "language.interpreter"]
    assert [one.alpha for one in found.codes] == [1.0, 0.0, 0.0]


def test_without_names_all_people_who_coded_are_compared_and_no_machine(coded: tlc.Study) -> None:
    coded.tag()
    assert coded.agree().run.coders == ("asha", "ben")


def test_headings_stand_for_their_codes_and_unused_ones_say_so(coded: tlc.Study) -> None:
    found = coded.agree("asha", "ben", codes=["language"])
    assert [one.code for one in found.codes] == ["language.interpreter", "language.card"]
    assert found.codes[1].alpha == Undefined("nobody used it")


def test_a_code_that_is_not_in_the_codebook_is_an_error(coded: tlc.Study) -> None:
    with pytest.raises(CodebookError):
        coded.agree("asha", "ben", codes=["nothing"])


def test_choices_are_handed_on_and_recorded(coded: tlc.Study) -> None:
    run = coded.agree("asha", "ben", unit="character", facilitators=True, seed=3, resamples=20).run
    assert (run.unit, run.facilitators, run.seed, run.resamples) == ("character", True, 3, 20)
    assert run.turns == 5


def test_somebody_who_has_coded_nothing_is_named(coded: tlc.Study) -> None:
    with pytest.raises(AnalysisError, match="'zoe' has coded nothing yet"):
        coded.agree("asha", "zoe")


def test_a_study_of_one_coder_has_nobody_to_compare(tiny_study: tlc.Study, code: Mark) -> None:
    code("asha", "FG01:0002", "closed", "access.hours")
    with pytest.raises(AnalysisError, match="two different coders"):
        tlc.open(tiny_study.path).agree()


def test_what_was_agreed_is_compared_only_where_it_is_asked_for(coded: tlc.Study, code: Mark) -> None:
    code("agreed", "FG01:0002", "closed", "access.hours", kind="agreed")
    study = tlc.open(coded.path)
    assert study.agree().run.coders == ("asha", "ben")
    found = study.agree("asha", "agreed")
    assert "how much changed" in repr(found)
    assert [one.alpha for one in found.codes] == [1.0, 0.0]


def test_a_session_that_somebody_called_finished_counts(coded: tlc.Study) -> None:
    Journal(coded.path / "codings", Coder(id="ben", name="Ben")).do(Finish("FG01", yes=True), Finish("IN01", yes=True))
    run = tlc.open(coded.path).agree("asha", "ben").run
    assert [session for session, _ in run.sessions] == ["FG01", "IN01"]
    assert run.left.sessions == ()


def test_nothing_that_is_shown_holds_anybodys_words(coded: tlc.Study, canary: str) -> None:
    found = coded.agree("asha", "ben", unit="character")
    shown = [repr(found), found._repr_html_(), found.plot()._repr_html_(), found.frame.to_csv()]
    shown += [repr(found.disagreements), found.disagreements._repr_html_(), repr(found.run)]
    for text in shown:
        assert canary.casefold() not in text.casefold()
        assert "closed" not in text
        assert "proof of address" not in text


def test_a_turn_that_a_coder_did_not_come_to_in_the_queue_is_no_answer(coded: tlc.Study) -> None:
    Journal(coded.path / "codings", Coder(id="ben", name="Ben")).do(Read("FG01:0003", drawn="random"))
    found = tlc.open(coded.path).agree("asha", "ben")
    assert (found.run.turns, found.run.left.unread, found.run.left.codings) == (1, 2, 2)
    assert "2 turns that no two of them said they had read" in repr(found)
    assert {one.turn for one in found.disagreements} == {"FG01:0003"}
