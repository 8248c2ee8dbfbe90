"""Alpha for unitised text, against Krippendorff's examples, and against the sums as they are printed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.listen.agree.ratings import NO_PAIRS, NO_VARIATION, Undefined
from tlc.listen.agree.unitise import added, alpha_u, joined

# Krippendorff (2004), Content Analysis, 2nd ed., p. 254: from 150, 300 long, two observers, categories c and k.
C = [[(75, 145), (220, 250)], [(70, 150), (205, 225), (250, 270)]]
K = [[(30, 90), (150, 200)], [(30, 90), (150, 200)]]
# Krippendorff (1995), Sociological Methodology 25, p. 57, dyad A: 24 long.
DYAD_A = [[(2, 10), (14, 20)], [(4, 8), (15, 17)]]


def test_alpha_u_of_krippendorff_2004_page_254_category_c_is_7286() -> None:
    found = alpha_u(C, 300)
    assert float(found.observed) == pytest.approx(0.0144, abs=5e-5)
    assert float(found.expected) == pytest.approx(0.0532, abs=5e-5)
    assert found.figure == pytest.approx(0.7286, abs=5e-5)


def test_alpha_u_of_krippendorff_2004_page_254_category_k_is_1() -> None:
    assert alpha_u(K, 300).figure == 1.0


def test_alpha_u_of_krippendorff_2004_page_254_over_both_categories_is_859() -> None:
    # Printed there as .8591, from parts that were rounded before.
    found = added([alpha_u(C, 300), alpha_u(K, 300)]).figure
    assert found == pytest.approx(0.8587, abs=5e-5)
    assert found == pytest.approx(0.8591, abs=5e-4)


def test_alpha_u_of_krippendorff_1995_page_57_dyad_a_is_553() -> None:
    # There length has no smallest part; stretched, characters come as near as one likes.
    stretched = [[(start * 50_000, end * 50_000) for start, end in own] for own in DYAD_A]
    found = alpha_u(stretched, 24 * 50_000)
    assert float(found.observed) == pytest.approx(0.03125, abs=5e-6)
    assert float(found.expected) == pytest.approx(0.0699, abs=5e-5)
    assert found.figure == pytest.approx(0.553, abs=5e-4)


def printed(coders: list[list[tuple[int, int]]], length: int) -> tuple[float, float]:
    """Both sums, section by section, as Krippendorff (2004), pp. 252-253, prints them."""
    sections = []
    for own in coders:
        edges = sorted({0, length, *(edge for passage in own for edge in passage)})
        sections.append([(a, b - a, (a, b) in own) for a, b in pairwise(edges)])
    many, observed = len(coders), 0
    for i, one in enumerate(sections):
        for j, other in enumerate(sections):
            for b1, l1, v1 in one if i != j else ():
                for b2, l2, v2 in other:
                    if v1 and v2 and -l1 < b1 - b2 < l2:
                        observed += (b1 - b2) ** 2 + (b1 + l1 - b2 - l2) ** 2
                    elif v1 and not v2 and l2 - l1 >= b1 - b2 >= 0:
                        observed += l1**2
                    elif v2 and not v1 and l1 - l2 >= b2 - b1 >= 0:
                        observed += l2**2
    units = [length for own in sections for _, length, valued in own if valued]
    gaps = [length for own in sections for _, length, valued in own if not valued]
    chance = sum(
        (len(units) - 1) / 3 * (2 * n**3 - 3 * n**2 + n) + n**2 * sum(gap - n + 1 for gap in gaps if gap >= n)
        for n in units
    )
    places = many * length * (many * length - 1) - sum(n * (n - 1) for n in units)
    return observed / (many * (many - 1) * length**2), 2 / length * chance / places


@st.composite
def marked(draw: st.DrawFn) -> tuple[list[list[tuple[int, int]]], int]:
    """Passages with words between them, of two coders or three, and the length of the text."""
    length = draw(st.integers(10, 60))
    coders = []
    for _ in range(draw(st.integers(2, 3))):
        edges = sorted(draw(st.sets(st.integers(0, length), max_size=8)))
        coders.append(list(zip(edges[::2], edges[1::2], strict=False)))
    return coders, length


@given(marked())
def test_alpha_u_is_the_sums_as_they_are_printed(case: tuple[list[list[tuple[int, int]]], int]) -> None:
    coders, length = case
    observed, expected = printed(coders, length)
    found = alpha_u(coders, length)
    assert float(found.observed) == pytest.approx(observed, abs=1e-12)
    assert float(found.expected) == pytest.approx(expected, abs=1e-12)


@given(marked())
def test_coders_who_cut_alike_score_one(case: tuple[list[list[tuple[int, int]]], int]) -> None:
    (first, *_), length = case
    found = alpha_u([first, first], length).figure
    assert found == (1.0 if first and first != [(0, length)] else found)
    assert found == Undefined(NO_VARIATION) or found == 1.0


def test_passages_that_touch_nowhere_are_below_chance() -> None:
    found = alpha_u([[(0, 40)], [(50, 90)]], 100).figure
    assert isinstance(found, float)
    assert found < 0


def test_what_nobody_marked_has_no_alpha_u() -> None:
    assert alpha_u([[], []], 100).figure == Undefined(NO_VARIATION)


def test_one_coder_or_no_text_has_no_alpha_u() -> None:
    assert alpha_u([[(0, 5)]], 100).figure == Undefined(NO_PAIRS)
    assert alpha_u([[], []], 0).figure == Undefined(NO_PAIRS)


def test_nothing_adds_up_to_nothing() -> None:
    assert added([]).figure == Undefined(NO_PAIRS)


def test_one_coders_passages_join_where_they_overlap_and_not_where_they_touch() -> None:
    assert joined([(0, 6), (5, 9), (9, 12), (1, 3)]) == [(0, 9), (9, 12)]
