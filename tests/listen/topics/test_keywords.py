"""Words of topics: those of many people, that are a topic's own."""

from __future__ import annotations

import math
import sys
from pathlib import Path

import numpy as np
import pytest

from tlc.listen.topics import keywords as module
from tlc.listen.topics.keywords import at_least, keywords, left_out, shared_words, weighed

BUSES = ["the bus was late", "no bus came", "a bus at six"]
TEETH = ["my tooth hurts", "one tooth", "a tooth"]
LABELS = np.repeat([0, 1], 9)


def test_the_word_that_is_a_topics_own_comes_first() -> None:
    texts = [f"{text} today" for text in BUSES * 3 + TEETH * 3]
    (bus, *_), (tooth, *_) = found = keywords(texts, LABELS, [None] * 18, left_out=["the"])
    assert (bus[0], tooth[0]) == ("bus", "tooth")
    assert "today" not in [word for words in found for word, _ in words]


def test_the_weight_is_the_published_one() -> None:
    # Nine of nine hold it, and half of all: the lower end of Wilson's interval, times log(that / 0.5).
    ((bus, weight), *_), _ = keywords(BUSES * 3 + TEETH * 3, LABELS, [None] * 18, left_out=[])
    low = 9 / (9 + 1.96**2)
    assert at_least(np.array([1.0]), 9)[0] == pytest.approx(low, abs=1e-9)
    assert (bus, weight) == ("bus", round(low * math.log(low / 0.5), 4))


def test_the_only_topic_shows_its_commonest_words_and_they_weigh_nothing() -> None:
    ((first, weight), *_), *others = keywords([*BUSES, *BUSES[:1]], np.zeros(4, int), [None] * 4, left_out=[])
    assert (first, weight, others) == ("bus", 0.0, [])


def test_the_cautious_end_of_a_share_is_the_published_one() -> None:
    # Newcombe (1998), Statistics in Medicine 17, table I: 81 of 263, Wilson's score method without correction.
    assert at_least(np.array([81 / 263]), 263)[0] == pytest.approx(0.2553, abs=5e-5)


def test_three_texts_are_weaker_evidence_than_thirty() -> None:
    few, many = at_least(np.array([1.0]), 3), at_least(np.array([1.0]), 30)
    assert few[0] < many[0] < 1


@pytest.mark.parametrize(
    ("speakers", "kept"),
    [
        (["P1", "P2", "P3"], True),
        (["P1", "P1", "P2"], False),
        (["P1", None, "P2"], False),
        ([None, None, None], True),
    ],
)
def test_a_word_of_fewer_than_three_people_stands_for_nothing(speakers: list[str | None], kept: bool) -> None:
    others: list[str | None] = ["P4", "P5", "P6"] if any(speakers) else [None] * 3
    assert ("bus" in shared_words(BUSES + TEETH, [*speakers, *others], left_out=[])) is kept


def test_saying_it_often_makes_nobody_more_people() -> None:
    texts = ["bus bus bus bus", "bus bus", *BUSES, *TEETH]
    assert "bus" not in shared_words(texts, ["P1"] * 3 + ["P2"] * 2 + ["P3"] * 3, left_out=[])


def test_where_only_two_people_are_known_both_are_enough() -> None:
    assert "bus" in shared_words(BUSES + TEETH, ["P1", "P2"] * 3, left_out=[])


def test_where_nobody_is_known_three_texts_are_needed() -> None:
    assert shared_words(BUSES[:2] + TEETH, [None] * 5, left_out=[]) == ["tooth"]


@pytest.mark.parametrize("name", ["bus", "Bus", "Bus Driver", "BUS-7"])
def test_a_name_on_the_roster_stands_for_nothing(name: str) -> None:
    assert shared_words(BUSES + TEETH, [None] * 6, left_out=[], barred=[name]) == ["tooth"]


def test_there_are_at_most_ten_words_the_heaviest_first() -> None:
    names = ["".join(chr(97 + (number * step) % 26) for step in (1, 5, 7)) for number in range(1, 15)]
    texts = [" ".join(names[: 14 - place]) for place in range(8)] + ["nothing here"] * 20
    words, _ = keywords(texts, np.array([0] * 8 + [1] * 20), [None] * 28, left_out=[])
    weights = [weight for _, weight in words]
    assert len(words) == 10
    assert weights == sorted(weights, reverse=True)


def test_words_of_one_weight_stand_in_the_order_of_letters() -> None:
    texts = ["zebra apple mango"] * 4 + ["other things"] * 4
    words, _ = keywords(texts, np.array([0] * 4 + [1] * 4), [None] * 8, left_out=[])
    assert [word for word, _ in words] == ["apple", "mango", "zebra"]


def test_texts_without_a_topic_count_for_the_whole_only() -> None:
    labels = np.repeat([0, -1], 9)
    ((bus, weight),) = weighed([*BUSES * 3, *TEETH * 3], labels, ["bus", "tooth"])[0]
    assert bus == "bus"
    assert weight > weighed([*BUSES * 3, *BUSES * 3], labels, ["bus"])[0][0][1]


def test_a_label_that_no_text_has_is_without_words() -> None:
    assert weighed(BUSES, np.array([0, 0, 2]), ["bus"])[1] == ()


@pytest.mark.parametrize("texts", [["", "", ""], ["12 34", "...", "!"], ["no", "we", "at"]])
def test_texts_without_words_have_topics_without_words(texts: list[str]) -> None:
    assert keywords(texts, np.array([0, 0, 1]), [None] * 3, left_out=[]) == ((), ())


def test_words_with_accents_are_whole() -> None:
    texts = ["programările întârzie", "programările azi", "programările mâine"]
    assert shared_words(texts, [None] * 3, left_out=[]) == ["programările"]


# Little words


def test_little_words_of_each_language_and_of_talk_are_left_out() -> None:
    both = set(left_out(["en", "ro-RO"]))
    assert {"the", "because", "este", "pentru", "yeah", "chestie"} <= both
    assert not {"este", "pentru"} & set(left_out(["EN"]))


def test_words_that_matter_in_talk_about_services_are_kept() -> None:
    assert not {"name", "call", "move", "serious"} & set(left_out(["en"]))


def test_more_words_can_be_left_out_whatever_their_case() -> None:
    assert {"bus", "driver"} <= set(left_out(["en"], ["Bus driver"]))


@pytest.mark.parametrize("language", ["rom", "", "../en", "xx-YY"])
def test_a_language_without_a_list_is_no_hindrance(language: str) -> None:
    assert "yeah" in left_out([language])
    assert "because" not in left_out([language])


def test_a_list_that_cannot_be_loaded_is_none(tmp_path: Path) -> None:
    (tmp_path / "stop_words.py").write_text("from .nowhere import STOP_WORDS\n", encoding="utf-8")
    assert module._run(tmp_path / "stop_words.py") == set()


def test_spacy_itself_is_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "spacy", raising=False)
    assert "because" in left_out(["en"])
    assert "spacy" not in sys.modules
