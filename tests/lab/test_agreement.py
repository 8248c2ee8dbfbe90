"""Agreement as it shows itself: with counts, with what was left out, and without anybody's words."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from lxml import etree

from tlc.lab._agreement_text import figure, share, with_interval
from tlc.lab.agreement import AgreementTable
from tlc.listen.agree import AgreementRun, CodeAgreement, Disagreement, Interval, LeftOut, Undefined
from tlc.model import Code, Codebook

UNUSED = Undefined("nobody used it")
RARE = Undefined("in 5 % of the resamples or more, nobody used it")
ALIKE = Undefined("they never differed on this code")


def code(name: str, label: str) -> Code:
    return Code(id=name, kind="barrier", label={"en": label})


BOOK = Codebook(
    id="b",
    name="B",
    version="1",
    codes=(code("access.papers", "Papers <b>&"), code("access.hours", "Hours"), code("access.lifts", "Lifts")),
)


def figures(name: str, **more: Any) -> CodeAgreement:
    fields: dict[str, Any] = {
        "positives": (9, 10),
        "prevalence": 0.08,
        "percent": 0.985,
        "kappa": 0.94,
        "alpha": 0.93,
        "alpha_interval": Interval(0.8, 1.0),
        "ac1": 0.99,
        "ac1_interval": Interval(0.97, 1.0),
        "brennan_prediger": 0.97,
        "positive": 0.947,
        "unitised": Undefined("only for characters"),
    }
    return CodeAgreement(code=name, **(fields | more))


def unused(name: str) -> CodeAgreement:
    every = ("percent", "kappa", "alpha", "alpha_interval", "ac1", "ac1_interval", "brennan_prediger", "positive")
    return figures(name, positives=(0, 0), prevalence=0.0, **dict.fromkeys(every, UNUSED))


def differ(**more: Any) -> Disagreement:
    fields: dict[str, Any] = {
        "turn": "FG01:0002",
        "code": "access.hours",
        "marked_by": ("asha-1",),
        "not_by": ("ben",),
        "kind": "only one",
        "start": 0,
        "end": 5,
        "by": ("asha",),
        "instead": (),
    }
    return Disagreement(**(fields | more))


def a_run(**more: Any) -> AgreementRun:
    fields: dict[str, Any] = {
        "coders": ("asha", "ben"),
        "unit": "turn",
        "facilitators": False,
        "seed": 7,
        "resamples": 1000,
        "sessions": (("FG01", ("asha", "ben")), ("FG04", ("asha", "ben"))),
        "turns": 121,
        "units": 121,
        "codes": (figures("access.hours"), figures("access.papers", alpha_interval=RARE, kappa=-0.001)),
        "overall": figures("", positives=(19, 20), alpha=0.81),
        "sets": 0.82,
        "sets_interval": Interval(0.74, 0.89),
        "codings": 39,
        "dependent": 0,
        "left": LeftOut(),
        "disagreements": (differ(),),
    }
    return AgreementRun(**(fields | more))


def shown(**more: Any) -> AgreementTable:
    return AgreementTable(run=a_run(**more), codebook=BOOK)


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


# Figures


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.5, "0.50"),
        (-0.1, "-0.10"),
        (0.0, "0.00"),
        (1e-17, "0.00"),
        (-1e-17, "0.00"),
        (1.0, "1.00"),
        (1 - 1e-16, "1.00"),
        (-0.004, "-0.004"),
        (0.0012, "0.001"),
        (0.9949, "0.99"),
        (0.9951, "0.995"),
        (0.99951, ">0.999"),
        (UNUSED, "-"),
    ],
)
def test_a_figure_is_rounded_and_never_to_one_or_to_nothing(value: Any, text: str) -> None:
    assert figure(value) == text


@pytest.mark.parametrize(("value", "text"), [(0.5, "50.0 %"), (0.99999, ">99.9 %"), (1.0, "100.0 %"), (UNUSED, "-")])
def test_a_share_is_a_percentage_and_never_rounded_up_to_all(value: Any, text: str) -> None:
    assert share(value) == text


def test_a_figure_without_an_interval_stands_alone() -> None:
    assert with_interval(0.5, RARE) == "0.50"
    assert with_interval(UNUSED, Interval(0.5, 0.75)) == "-"


@pytest.mark.parametrize(
    ("value", "low", "high", "text"),
    [
        (0.5, 0.25, 0.75, "0.50 (0.25 to 0.75)"),
        (0.991, 0.988, 0.994, "0.991 (0.988 to 0.994)"),
        (0.5, -0.001, 0.75, "0.500 (-0.001 to 0.750)"),
        (0.9962, 0.98, 1.0, "0.996 (0.980 to 1.000)"),
        (0.99951, 0.98, 1.0, ">0.999 (0.980 to 1.000)"),
        (0.9, 0.9, 0.9, "0.90 (0.90 to 0.90)"),
    ],
)
def test_an_interval_is_not_rounded_until_it_looks_empty(value: float, low: float, high: float, text: str) -> None:
    assert with_interval(value, Interval(low, high)) == text


# The frame


def test_the_frame_has_all_codes_first_and_then_each_in_the_order_of_the_codebook() -> None:
    frame = shown().frame
    assert list(frame["code"]) == ["all codes", "access.papers", "access.hours"]
    assert list(frame["marked by asha"]) == [19, 9, 9]
    assert list(frame["alpha"]) == [0.81, 0.93, 0.93]


def test_the_frame_holds_every_figure_unrounded() -> None:
    row = shown().frame.iloc[2]
    assert row["units"] == 121
    assert (row["percent"], row["kappa"], row["positive_agreement"]) == (0.985, 0.94, 0.947)
    assert (row["alpha_low"], row["alpha_high"], row["ac1_low"], row["ac1_high"]) == (0.8, 1.0, 0.97, 1.0)
    assert (row["ac1"], row["brennan_prediger"], row["prevalence"]) == (0.99, 0.97, 0.08)


def test_what_cannot_be_computed_is_missing_in_the_frame_with_the_reason() -> None:
    row = shown(codes=(unused("access.lifts"),)).frame.iloc[1]
    assert all(math.isnan(row[name]) for name in ("percent", "kappa", "alpha", "alpha_low", "ac1"))
    assert row["note"] == "not computable: nobody used it"
    assert shown().frame.iloc[1]["note"].startswith("no interval: in 5 %")


def test_a_coder_may_be_called_like_a_figure() -> None:
    assert list(shown(coders=("alpha", "code")).frame["marked by alpha"]) == [19, 9, 9]


def test_passages_have_their_alpha_where_characters_are_compared() -> None:
    found = shown(unit="character", codes=(figures("access.hours", unitised=0.61),))
    assert found.frame.iloc[1]["alpha_u"] == 0.61
    assert "0.61" in repr(found)
    assert "alpha_u" not in shown().frame
    assert "alpha of passages" not in repr(shown())


def test_alpha_over_all_codes_is_at_hand() -> None:
    assert shown().alpha == 0.81
    assert math.isnan(shown(overall=unused("")).alpha)


# In words


@pytest.mark.parametrize("show", [repr, AgreementTable._repr_html_])
def test_what_was_compared_and_what_was_not_is_said(show: Any) -> None:
    left = LeftOut(
        sessions=(("FG02", ("asha",)), ("IN01", ())), asking=43, empty=2, codings=5, proposed=("proposed.asha_lifts",)
    )
    text = soup(show(shown(left=left))).get_text(" ")
    for part in (
        "FG01, FG04, coded by both asha and ben; 121 turns, 39 codings.",
        "FG02 (asha alone), IN01 (nobody)",
        "43 turns of facilitators",
        "2 turns without words",
        "5 codings on turns that are left out",
        "proposed.asha_lifts",
        "Not computable: nobody used it: access.lifts.",
        "1000 resamples of turns within their sessions, seed 7",
        "Alpha of whole sets of codes, one set a turn: 0.82 (0.74 to 0.89)",
        "No interval: in 5 % of the resamples or more, nobody used it: access.papers.",
        "no proof that a coding is right",
        "O'Connor and Joffe 2020",
    ):
        assert part in text


def test_what_was_not_left_out_is_not_said_to_be() -> None:
    assert "eft out" not in repr(shown())
    assert "counted too" in repr(shown(facilitators=True))


def test_only_codes_that_were_asked_for_are_said_to_be_unused() -> None:
    found = shown(chosen=True, codes=(figures("access.hours"), unused("access.lifts")))
    assert "Not computable: nobody used it: access.lifts.\n" in repr(found)
    assert "access.papers" not in repr(found)
    assert "Not computable: nobody used it: access.papers, access.lifts." in repr(
        shown(codes=(figures("access.hours"),))
    )


def test_codes_that_were_asked_for_are_not_called_all_codes() -> None:
    found = shown(chosen=True)
    assert found.frame.iloc[0]["code"] == "these codes"
    for text in (repr(found), found._repr_html_(), found.plot()._repr_html_()):
        assert "these codes" in text.lower()
        assert "all codes" not in text.lower()


def test_one_is_not_several() -> None:
    left = LeftOut(asking=1, empty=1, codings=1)
    text = repr(shown(left=left, turns=1, codings=1, unit="sentence", units=1, resamples=1))
    for part in (
        "; 1 turn with 1 sentence, 1 coding.",
        "Left out: 1 turn of facilitators",
        "Left out: 1 turn without words",
        "Left out: 1 coding on",
        "from 1 resample of",
        "To talk through: 1 passage,",
    ):
        assert part in text
    assert shown().disagreements.title == "To talk through: 1 passage"


def test_three_coders_are_named_as_in_a_sentence() -> None:
    three = {"codes": (), "overall": figures("", positives=(1, 2, 3))}
    found = shown(coders=("asha", "ben", "cleo"), **three)
    assert found.title == "Agreement of asha, ben and cleo, by turn"
    assert found.plot().title.startswith("How far asha, ben and cleo agree")


def test_bands_of_agreement_are_no_verdicts() -> None:
    text = repr(shown()) + shown()._repr_html_()
    assert not any(word in text.lower() for word in ("substantial", "almost perfect", "moderate", "excellent"))


def test_each_session_says_who_coded_it_where_not_all_did() -> None:
    sessions = (("FG01", ("asha", "ben")), ("FG02", ("ben", "cara")))
    positives = {"codes": (), "overall": figures("", positives=(1, 2, 3))}
    text = repr(shown(coders=("asha", "ben", "cara"), sessions=sessions, **positives))
    assert "FG01 (asha, ben), FG02 (ben, cara)" in text


def test_all_of_three_who_coded_every_session_are_named_once() -> None:
    three = ("asha", "ben", "cara")
    text = repr(shown(coders=three, sessions=(("FG01", three),), codes=(), overall=figures("", positives=(1, 2, 3))))
    assert "FG01, coded by all of asha, ben, cara;" in text


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "No coding is known to have been made after seeing suggestions"),
        ({}, "of codings taken in from a spreadsheet tlc cannot know."),
        ({"dependent": 1}, "1 of 39 codings was made after the coder had"),
        ({"dependent": 4}, "4 of 39 codings were made after the coder had asked to see suggestions"),
        ({"coders": ("asha", "agreed")}, "how much changed, not how far they agree"),
    ],
)
def test_it_is_said_how_far_codings_were_independent(more: dict[str, Any], said: str) -> None:
    assert said in repr(shown(**more))


def test_without_resamples_or_sets_nothing_is_said_of_them() -> None:
    text = repr(shown(resamples=0, sets=UNUSED, sets_interval=UNUSED))
    assert "Intervals" not in text
    assert "MASI" not in text


def test_sentences_and_characters_are_counted_beside_the_turns() -> None:
    assert "121 turns with 383 sentences, 39 codings" in repr(shown(unit="sentence", units=383))


# In a notebook


def test_the_table_has_a_caption_and_heads_for_columns_and_rows() -> None:
    page = soup(shown()._repr_html_())
    assert page.caption is not None
    assert page.caption.get_text() == "Agreement of asha and ben, by turn"
    assert all(head.get("scope") == "col" for head in page.select("thead th"))
    rows = page.select("tbody tr")
    assert [row.th.get("scope") for row in rows] == ["row"] * 3  # type: ignore[union-attr]
    assert [cell.get_text() for cell in rows[1].select("td")] == [
        "9",
        "10",
        "98.5 %",
        "94.7 %",
        "-0.001",
        "0.93",
        "0.99 (0.97 to 1.00)",
    ]


def test_what_scrolls_can_be_reached_by_the_keyboard_and_has_a_name() -> None:
    (region,) = soup(shown()._repr_html_()).select("[role=region]")
    assert region["tabindex"] == "0"
    assert region["aria-label"]


def test_labels_are_escaped() -> None:
    assert "<b>" not in shown()._repr_html_()
    assert "Papers &lt;b&gt;&amp;" in shown()._repr_html_()


# To talk through


def test_disagreements_stand_side_by_side_in_reading_order() -> None:
    found = (
        differ(),
        differ(turn="FG04:0003", kind="same words, other code", instead=(("ben", "access.papers"), ("ben", "x.y"))),
        differ(turn="FG04:0009", kind="other words", by=("asha", "ben"), not_by=()),
    )
    listing = shown(disagreements=found).disagreements
    assert list(listing) == list(found)
    assert listing.frame.to_numpy().tolist() == [
        ["FG01:0002", "access.hours", "only one", "coded", "not coded"],
        ["FG04:0003", "access.hours", "same words, other code", "coded", "access.papers, x.y instead"],
        ["FG04:0009", "access.hours", "other words", "coded", "coded"],
    ]
    assert listing.title == "To talk through: 3 passages"
    assert "study.code(\"agreed\", between=('asha', 'ben'), by=" in listing.note


def test_somebody_who_did_not_code_the_session_is_told_apart() -> None:
    sessions = (("FG01", ("asha", "ben")), ("FG04", ("ben", "cara")))
    listing = shown(coders=("asha", "ben", "cara"), sessions=sessions).disagreements
    assert list(listing.frame.loc[0, ["asha", "ben", "cara"]]) == ["coded", "not coded", "has not read this turn"]


def test_without_disagreements_there_is_nothing_to_talk_through() -> None:
    listing = shown(disagreements=()).disagreements
    assert len(listing) == 0
    assert listing.note == ""
    assert list(listing.frame.columns) == ["turn", "code", "kind", "asha", "ben"]
    assert "To talk through" not in repr(shown(disagreements=()))


# The picture


def svg(found: AgreementTable) -> etree._Element:
    return etree.fromstring(found.plot()._repr_svg_())


def names(root: etree._Element, tag: str) -> list[etree._Element]:
    return root.findall(f".//{{http://www.w3.org/2000/svg}}{tag}")


def test_the_picture_has_a_name_a_description_and_its_figures_in_words() -> None:
    root = svg(shown())
    assert "asha and ben" in (names(root, "title")[0].text or "")
    told = names(root, "desc")[0].text or ""
    assert "Hours: 0.93 (0.80 to 1.00); asha 9, ben 10." in told
    assert root.get("role") == "img"


def test_a_dot_lies_within_its_interval_and_a_hollow_one_has_none() -> None:
    root = svg(shown())
    dots = names(root, "circle")
    assert [dot.get("fill") == "#ffffff" for dot in dots] == [False, True, False]
    spans = [line for line in names(root, "line") if line.get("stroke-width") == "3"]
    assert len(spans) == 2
    solid = [dots[0], dots[2]]
    for dot, span in zip(solid, spans, strict=True):
        assert float(span.get("x1", 0)) < float(dot.get("cx", 0)) < float(span.get("x2", 0))


def test_a_hollow_dot_is_explained_by_the_reason_that_applies() -> None:
    same = figures("access.hours", alpha=1.0, alpha_interval=ALIKE)
    assert "A hollow dot has no interval: they never differed on this code. " in shown(codes=(same,)).plot().note
    both = shown(codes=(same, figures("access.lifts", alpha_interval=RARE))).plot()
    said = f"no interval: {ALIKE.reason} (access.hours); {RARE.reason} (access.lifts)."
    assert said in both.note
    assert said in both.description


def test_where_no_dot_is_hollow_none_is_explained() -> None:
    assert "hollow" not in shown(codes=(figures("access.hours"), unused("access.lifts"))).plot().note


def test_a_code_without_alpha_is_words_without_a_dot() -> None:
    root = svg(shown(codes=(unused("access.lifts"),)))
    assert len(names(root, "circle")) == 1
    assert any("nobody used it (asha 0, ben 0)" in (text.text or "") for text in names(root, "text"))


def test_the_axis_reaches_down_to_what_is_below_chance() -> None:
    below = figures("access.hours", alpha=-0.3, alpha_interval=Interval(-0.6, 0.1))
    root = svg(shown(codes=(below,)))
    ticks = [text.text for text in names(root, "text") if text.get("text-anchor") == "middle"]
    assert ticks[0] == "-0.75"
    assert ticks[-1] == "1"
    assert all(float(line.get("x1", 0)) > 0 for line in names(root, "line"))


def test_the_picture_says_what_agreement_is_not() -> None:
    assert "never a proof" in shown().plot().note
    assert isinstance(shown().plot().table, pd.DataFrame)


def test_a_code_that_the_codebook_does_not_hold_goes_by_its_id() -> None:
    run = a_run(codes=(figures("old.code"),))
    assert "old.code" in AgreementTable(run=replace(run), codebook=BOOK)._repr_html_()
