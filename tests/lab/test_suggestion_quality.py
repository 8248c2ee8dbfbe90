"""How good suggestions are, as it shows itself: with intervals, beside people, and with what cannot be said."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tlc.lab.suggestion_quality import QualityTable
from tlc.listen.agree import Interval, Undefined
from tlc.listen.compare import wilson
from tlc.listen.suggest.measures import Bin
from tlc.listen.suggest.quality import CodeQuality, Quality
from tlc.listen.suggest.sampled import CodeSampled, Sampled
from tlc.model import Code, Codebook

FEW = "too few to say: 2 turns in 1 session"
BOOK = Codebook(
    id="b",
    name="B",
    version="1",
    codes=tuple(
        Code(id=name, kind="barrier", label={"en": name.title()}) for name in ("hours", "papers", "lifts", "cost")
    ),
)


def code(name: str, **more: Any) -> CodeQuality:
    fields: dict[str, Any] = {
        "turns": 20,
        "sessions": 6,
        "suggested": 25,
        "right": 15,
        "expected": 18.6,
        "precision": 0.6,
        "recall": 0.75,
        "f1": 0.667,
        "precision_interval": Interval(0.41, 0.77),
        "recall_interval": Interval(0.53, 0.89),
        "f1_interval": Interval(0.5, 0.8),
    }
    return CodeQuality(code=name, **(fields | more))


def silent(name: str, turns: int = 2) -> CodeQuality:
    names = ("precision", "recall", "f1", "precision_interval", "recall_interval", "f1_interval")
    more = dict.fromkeys(names, Undefined(FEW))
    return code(name, turns=turns, sessions=1, suggested=0, right=0, note=FEW, **more)


MEASURED = Quality(
    codes=(code("hours"), silent("papers"), silent("lifts", turns=0)),
    overall=code(""),
    macro=0.667,
    bins=(Bin(low=0.2, high=0.3, n=40, chance=0.24, share=0.25),),
    error=0.012,
    error_likely=0.031,
    cut=0.3,
    shown=40,
    shown_right=16,
    turns=90,
    sessions=6,
    bare=40,
    seed=1,
    resamples=1000,
)
NONE = Sampled(turns=0, of=200, seed=1, codes=())
SOME = Sampled(
    turns=50,
    of=200,
    seed=1,
    codes=(
        CodeSampled(
            code="hours",
            turns=5,
            share=0.1,
            interval=Interval(0.04, 0.21),
            hits=0,
            right=0,
            precision=Undefined("no term of it stands in the sample"),
            precision_interval=Undefined("no term of it stands in the sample"),
        ),
    ),
)


@pytest.fixture
def table() -> QualityTable:
    return QualityTable(
        measured=MEASURED,
        people=0.82,
        by_code={"hours": 0.9},
        people_interval=Interval(0.77, 0.86),
        intervals={"hours": Interval(0.61, 0.97)},
        sampled=SOME,
        codebook=BOOK,
    )


def test_the_title_says_what_was_measured_on(table: QualityTable) -> None:
    assert table.title == "How good the suggestions are, on 90 turns in 6 sessions that people have judged"


def test_the_frame_has_every_figure_unrounded_and_why_one_is_missing(table: QualityTable) -> None:
    rows = table.frame.set_index("code")
    assert list(rows.index) == ["all codes", "hours", "papers"]
    assert rows.loc["hours", "f1"] == 0.667
    assert (rows.loc["hours", "f1_low"], rows.loc["hours", "f1_high"]) == (0.5, 0.8)
    assert (rows.loc["hours", "people_f1"], rows.loc["all codes", "people_f1"]) == (0.9, 0.82)
    assert (rows.loc["hours", "people_f1_low"], rows.loc["hours", "people_f1_high"]) == (0.61, 0.97)
    assert math.isnan(rows.loc["papers", "people_f1_low"])
    assert math.isnan(rows.loc["papers", "recall"])
    assert rows.loc["papers", "note"] == FEW


def test_codes_with_too_little_stand_in_a_sentence_and_not_in_the_table(table: QualityTable) -> None:
    shown, _, below = repr(table).partition("On sessions that it had not seen")
    assert "papers" not in shown
    assert "Too few to say, turns in sessions: papers (2 in 1)." in below
    assert "lifts" not in below


def test_shares_stand_with_their_intervals(table: QualityTable) -> None:
    line = next(line for line in repr(table).split("\n") if line.strip().startswith("hours"))
    assert "60 % (41 to 77)" in line
    assert "75 % (53 to 89)" in line
    assert "0.67 (0.50 to 0.80)" in line
    assert line.rstrip().endswith("0.90 (0.61 to 0.97)")


def test_a_code_on_which_people_cannot_be_compared_has_a_dash_beside_it(table: QualityTable) -> None:
    few = replace(table, by_code={"hours": Undefined("too few to say")}, intervals={"hours": Undefined("too few")})
    line = next(line for line in repr(few).split("\n") if line.strip().startswith("hours"))
    assert line.split()[-1] == "-"


def test_in_short_it_says_how_many_were_right_beside_people(table: QualityTable) -> None:
    assert table.short == (
        "On sessions that it had not seen, 16 of 40 suggestions were right, and 16 of 20 codes were among them; at "
        "the best cut F1 is 0.67 (0.50 to 0.80). People among each other: 0.82 (0.77 to 0.86)."
    )


def test_where_people_cannot_be_compared_it_says_why(table: QualityTable) -> None:
    alone = replace(table, people=Undefined("only one person has coded"))
    assert alone.short.endswith("How far people agree with each other is not known: only one person has coded.")


def test_where_only_coded_turns_are_known_it_says_that_the_figures_flatter(table: QualityTable) -> None:
    assert "hold a code" not in replace(table, measured=replace(MEASURED, bare=9)).short
    few = replace(table, measured=replace(MEASURED, bare=8))
    assert "82 of these 90 turns hold a code" in few.short
    assert "chances are too high" in repr(few)


def test_where_nothing_can_be_measured_it_says_why() -> None:
    table = QualityTable(measured=Undefined("too few"), people=0.5, by_code={}, sampled=NONE, codebook=BOOK)
    assert table.title == "How good the suggestions are: too few"
    assert table.short == "How good they are cannot be told yet: too few."
    assert (len(table.frame), len(table.bins), len(table.prevalence)) == (0, 0, 0)
    assert "Nothing was drawn at random" in repr(table)


def test_where_all_codes_together_are_too_few_it_says_so(table: QualityTable) -> None:
    few = replace(table, measured=replace(MEASURED, overall=silent("")))
    assert few.short == f"How good they are cannot be told yet: {FEW}."


def test_calibration_is_told_in_a_sentence_and_as_a_table(table: QualityTable) -> None:
    assert "lie 0.01 apart (calibration error), and 0.03 where" in repr(table)
    assert table.bins.to_numpy().tolist() == [["20-30", 40, 0.24, 0.25, *wilson(10, 40)]]


def test_prevalence_comes_from_the_random_sample(table: QualityTable) -> None:
    row = table.prevalence.iloc[0]
    assert (row["code"], row["turns"], row["share"], row["share_low"], row["share_high"]) == (
        "hours",
        5,
        0.1,
        0.04,
        0.21,
    )
    assert math.isnan(row["precision"])
    assert "50 of 200 turns are a random sample (seed 1)" in repr(table)


def test_it_says_that_figures_are_not_about_people(table: QualityTable) -> None:
    assert "never about people" in repr(table)


def test_in_a_notebook_it_is_a_table_with_its_notes(table: QualityTable) -> None:
    page = BeautifulSoup(table._repr_html_(), "html.parser")
    assert page.find("caption").get_text() == table.title
    assert [one.get_text() for one in page.find_all("th")][:3] == ["code", "coded", "expected"]
    assert len(page.find_all("p")) == len(table.notes)
