"""Candidates as cards: the sentence first, small counts hidden, quotes only where asked for and only of who agreed."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tlc.lab.topics import Topics
from tlc.lab.topics._face import PARTS
from tlc.listen.emerging.gap import WEIGHTS
from tlc.model import Candidate

Make = Callable[..., Topics]
HOSTILE = "<script>alert('x')</script> & \"mould\" on the wall"


def soup(shown: Any) -> BeautifulSoup:
    return BeautifulSoup(shown._repr_html_(), "html.parser")


def mouldy(run: Topics, things: Any) -> int:
    return next(number for number in range(1, 5) if things.subject(run.fitted, number - 1) == "mould")


def a_candidate(topic: int, **more: Any) -> Candidate:
    fields: dict[str, Any] = {"rank": 1, "gap": 80.4, "speakers": 4, "sessions": 2, "sessions_in_all": 3}
    fields |= {"sentence": "Said by 4 people in 2 of 3 sessions."}
    return Candidate(topic=topic, **(fields | more))


def test_a_card_says_what_it_is_before_it_gives_figures(run: Topics) -> None:
    card = soup(run.emerging).select("li")[0]
    said = card.get_text(" ")
    order = ["(topic 1)", "Said by 5 people", "Gap 80 of 100", "Nearest code", "Nobody has decided", "Quotes: "]
    places = [said.index(words) for words in order]
    assert places == sorted(places)


def test_the_list_says_once_that_these_are_candidates_and_never_findings(run: Topics) -> None:
    assert repr(run.emerging).count("never findings") == 1
    assert soup(run.emerging).get_text().count("never findings") == 1
    assert "at least 3 people in 2 sessions" in run.emerging.note


def test_parts_of_the_gap_are_bars_with_their_numbers(run: Topics) -> None:
    rows = soup(run.emerging).select("li table")[0].select("tbody tr")
    assert [row.get_text(" ").split() for row in rows] == [
        ["surely", "without", "a", "code", "0.75"],
        ["far", "from", "coded", "quotes", "-"],
    ]
    full, filled = rows[0].select("rect")
    assert float(str(filled["width"])) == 0.75 * float(str(full["width"]))
    # What could not be measured has no bar, which would be read as nothing.
    assert not rows[1].select("rect")


def test_a_part_out_of_the_ordinary_stays_within_its_bar(run_with: Make) -> None:
    run = run_with(more={"candidates": [a_candidate(1, parts={"sharpness": 1.7, "cohesion": -0.2})]})
    widths = [float(str(bar["width"])) for bar in soup(run.emerging).select("li rect")]
    assert widths == [120, 120, 120, 0]


def test_every_part_of_the_gap_has_a_name_that_people_read() -> None:
    assert set(PARTS) == set(WEIGHTS)
    # Lower ends of intervals: no card may give them out as the shares themselves.
    assert all(PARTS[name].startswith("surely") for name in ("uncovered", "no strong cue"))


def test_what_is_not_known_of_a_candidate_says_so(run_with: Make) -> None:
    told = repr(run_with(more={"candidates": [a_candidate(1, uncoded=math.nan)]}).emerging)
    assert "Nearest code: none" in told
    assert "Not coded: nobody has read it yet" in told
    assert "Nobody who carries it agreed to be quoted." in told


# Who says it


def test_people_who_are_too_few_are_in_neither_sentence_nor_figures(run_with: Make) -> None:
    run = run_with(around={"min_cell": 5}, more={"candidates": [a_candidate(1, nearest="a.b", uncoded=0.8)]})
    for shown in (repr(run.emerging), soup(run.emerging).get_text(" ")):
        assert "4 people" not in shown
        assert "2 of 3" not in shown
        assert "Said by fewer than 5 people; most of it is uncoded; nearest code: a.b." in " ".join(shown.split())
    frame = run.emerging.frame
    assert frame[["people", "sessions", "groups"]].isna().all(axis=None)
    assert frame["sessions_in_all"][0] == 3


def test_people_whom_nobody_knows_are_not_called_nobody(run_with: Make) -> None:
    run = run_with(more={"candidates": [a_candidate(1, speakers=0, sentence="Said in 2 of 3 sessions.")]})
    assert "people not known" in repr(run.emerging)
    assert run.emerging.frame["people"].isna().all()


# Verdicts


def test_a_verdict_stands_with_who_gave_it_and_why(run_with: Make) -> None:
    decided = a_candidate(1, verdict="part of a.b", by="asha", why=HOSTILE)
    run = run_with(more={"candidates": [decided, a_candidate(2, rank=2)]})
    first, second = soup(run.emerging).select("li")
    assert f"Part of a.b, says asha: {HOSTILE}" in first.get_text()
    assert "Nobody has decided" not in first.get_text()
    assert "Nobody has decided" in second.get_text()


# Quotes


def test_quotes_are_shown_only_where_they_are_asked_for(run: Topics) -> None:
    assert not soup(run.emerging).select("blockquote")
    assert soup(run.emerging.quotes()).select("blockquote")
    assert run.emerging.quotes().frame.equals(run.emerging.frame)


def test_only_people_who_agreed_are_quoted(run_with: Make, things: Any) -> None:
    silent = things.turns().query("speaker == 'P3'")["turn"]
    run = run_with(more={"candidates": [a_candidate(1, quotes=tuple(silent))]})
    assert not soup(run.emerging.quotes()).select("blockquote")


def test_what_was_said_stands_before_its_translation_each_in_its_language(
    run: Topics, run_with: Make, things: Any
) -> None:
    number = mouldy(run, things)
    quotes = run.run.topics[number - 1].turns[:1]
    figure = soup(run_with(more={"candidates": [a_candidate(number, quotes=quotes)]}).emerging.quotes()).figure
    assert figure is not None
    original, translation = figure.select("blockquote")
    assert (original["lang"], translation["lang"]) == ("ro", "en")
    assert original.get_text() == f"Igrasie: {HOSTILE}"
    assert "mould" in translation.get_text()
    assert figure.figcaption is not None
    assert figure.figcaption.get_text().endswith(f"{quotes[0]}, translated from Romanian")


def test_hostile_words_are_only_words(run: Topics, run_with: Make, things: Any) -> None:
    number = mouldy(run, things)
    cards = run_with(
        number,
        name=HOSTILE,
        more={
            "candidates": [
                a_candidate(
                    number,
                    quotes=run.run.topics[number - 1].turns[:3],
                    sentence=HOSTILE,
                    verdict="undecided",
                    why=HOSTILE,
                    by=HOSTILE,
                    nearest=HOSTILE,
                    parts={HOSTILE: 0.5},
                )
            ]
        },
    ).emerging.quotes()
    for shown in (cards, cards.plot()):
        assert not soup(shown).find_all("script")
        assert "<script" not in shown._repr_html_()


def test_a_quote_is_by_somebody_whom_nobody_can_tell(run: Topics) -> None:
    captions = [caption.get_text() for caption in soup(run.emerging.quotes()).select("figcaption")]
    assert captions
    assert all(caption.startswith(("Community participant", "Professional")) for caption in captions)
    assert not any("P0" in caption or "P1" in caption for caption in captions)


def test_a_quote_that_is_too_long_is_told_and_not_shown(run_with: Make, material: Any) -> None:
    from dataclasses import replace

    session = material.transcripts["FG01"]
    long = tuple(replace(turn, text="far " * 300) if turn.id == "FG01:0001" else turn for turn in session.turns)
    around = {"transcripts": {"FG01": replace(session, turns=long)}}
    run = run_with(around=around, more={"candidates": [a_candidate(1, quotes=("FG01:0001", "FG01:0004"))]})
    assert "1 more too long to stand here." in repr(run.emerging.quotes())


def test_a_turn_that_is_no_longer_there_is_passed_over(run_with: Make) -> None:
    run = run_with(more={"candidates": [a_candidate(1, quotes=("FG09:0001", "FG01:0999"))]})
    assert not soup(run.emerging.quotes()).select("blockquote")


# All of them


def test_candidates_can_be_gone_through_and_taken_as_a_table(run: Topics) -> None:
    found = run.emerging
    assert [one.rank for one in found] == [1, 2]
    assert (len(found), found[0].topic) == (2, 1)
    row = found.frame.iloc[0]
    assert (row["people"], row["uncovered"], row["quotes"].count("FG")) == (5, 0.75, 5)
    assert math.isnan(row["far from quotes"])


def test_the_picture_has_a_bar_for_each_gap(run: Topics) -> None:
    words = [text.get_text() for text in BeautifulSoup(run.emerging.plot()._repr_svg_(), "xml").find_all("text")]
    assert words[-1] == "70"
    assert "80" in words


def test_where_there_is_no_candidate_it_says_why(run_with: Make) -> None:
    none = run_with(more={"candidates": []}).emerging
    assert "No topic is carried by 3 people in 2 sessions" in repr(none)
    assert not soup(none).select("li")
    assert none.frame.empty


def test_a_long_list_shows_its_first_cards_and_says_where_the_others_are(run_with: Make) -> None:
    found = run_with(more={"candidates": [a_candidate(1 + place % 4, rank=place + 1) for place in range(12)]}).emerging
    assert len(soup(found).select("li")) == 10
    assert found.title == "What the codebook may miss: the first 10 of 12 candidates"
    assert ".quotes(most=12)" in found.note
    assert len(found.frame) == len(found) == 12
    assert len(soup(found.quotes(most=12)).select("li")) == 12
    assert ".quotes(most" not in found.quotes(most=12).note


@pytest.mark.parametrize("words", [False, True])
def test_a_card_in_a_terminal_says_what_the_notebook_says(run: Topics, words: bool) -> None:
    cards = run.emerging.quotes() if words else run.emerging
    printed = " ".join(repr(cards).split())
    for paragraph in soup(cards).select("li > p, blockquote"):
        assert " ".join(paragraph.get_text().split()) in printed
