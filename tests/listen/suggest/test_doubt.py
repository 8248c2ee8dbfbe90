"""Codings for a second look."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from tlc.listen.codings import Kept
from tlc.listen.suggest.doubt import FEWEST_TURNS, Doubt, TooFew, doubts
from tlc.listen.suggest.labels import Labels, judge
from tlc.listen.suggest.material import Material
from tlc.model import Code, Codebook, Coder, Coding, Span

ASHA = Coder(id="asha", name="Asha")
BOOK = Codebook(id="b", name="B", version="1", codes=(Code(id="c", kind="barrier", label={"en": "C"}),))


@pytest.fixture
def coded() -> Callable[..., tuple[Material, Labels]]:
    """Turns, dealt over sessions, of which the first are coded."""

    def make(turns: int = 12, *, coded: int = 10, sessions: int = 3) -> tuple[Material, Labels]:
        names = tuple(f"FG{n % sessions:02d}:{n:04d}" for n in range(turns))
        words = Material(
            turns=names,
            sessions=tuple(name[:4] for name in names),
            languages=("en",) * turns,
            texts=("Yes.",) * turns,
            questions=("",) * turns,
        )
        marks = tuple(
            Coding(
                id=f"asha-{n}", span=Span(turn=name, start=0, end=3), code="c", coder="asha", quote="Yes", made_at=""
            )
            for n, name in enumerate(names[:coded])
        )
        return words, judge(words, [Kept(coder=ASHA, codings=marks)], BOOK)

    return make


def chances(*values: float) -> Any:
    return np.array(values)[:, None]


def test_what_is_unusual_for_its_code_is_listed_the_least_usual_first(coded: Any) -> None:
    scores = chances(*[0.4] * 8, 0.1, 0.05, np.nan, np.nan)
    found, left_out = doubts(*coded(), scores)
    assert [(one.coding, one.chance) for one in found] == [("asha-9", 0.05), ("asha-8", 0.1)]
    assert found[0] == Doubt(coding="asha-9", turn="FG00:0009", code="c", coder="asha", chance=0.05, usual=0.4)
    assert left_out == ()


def test_a_rare_code_with_low_chances_everywhere_is_not_doubted(coded: Any) -> None:
    assert doubts(*coded(), chances(*[0.02] * 12))[0] == ()


def test_of_a_code_that_the_model_has_not_learnt_nothing_is_said(coded: Any) -> None:
    scores = chances(*[0.09] * 9, 0.001, np.nan, np.nan)
    found, left_out = doubts(*coded(), scores)
    assert (found, [one.code for one in left_out]) == ((), ["c"])
    found, left_out = doubts(*coded(), np.where(scores == 0.09, 0.1, scores))
    assert (len(found), left_out) == (1, ())


def test_of_too_few_codings_nothing_is_said(coded: Any) -> None:
    found, left_out = doubts(*coded(coded=FEWEST_TURNS - 1), chances(*[0.4] * 6, *[0.01] * 6))
    assert found == ()
    assert left_out == (TooFew(code="c", turns=FEWEST_TURNS - 1, sessions=3),)


def test_of_one_session_nothing_is_said(coded: Any) -> None:
    found, left_out = doubts(*coded(sessions=1), chances(*[0.4] * 9, *[0.01] * 3))
    assert (found, left_out[0].sessions) == ((), 1)


def test_a_code_that_nobody_used_is_not_told_of(coded: Any) -> None:
    assert doubts(*coded(coded=0), chances(*[0.4] * 12)) == ((), ())


def test_a_coding_without_a_score_is_not_doubted(coded: Any) -> None:
    scores = chances(*[0.4] * 9, np.nan, np.nan, np.nan)
    assert doubts(*coded(), scores)[0] == ()


def test_a_code_outside_the_codebook_is_passed_over(words: Material) -> None:
    mark = Coding(
        id="asha-1",
        span=Span(turn="FG02:0001", start=0, end=6),
        code="proposed.asha_lifts",
        coder="asha",
        quote="Closed",
        made_at="",
    )
    labels = judge(words, [Kept(coder=ASHA, codings=(mark,))], BOOK)
    assert doubts(words, labels, np.full((len(words), 1), 0.01)) == ((), ())


def test_nothing_that_is_said_of_a_coding_blames_anybody(coded: Any) -> None:
    found, _ = doubts(*coded(), chances(*[0.4] * 9, 0.01, 0.4, 0.4))
    assert "wrong" not in repr(found)
    assert "Yes" not in repr(found)
