"""A topic run as it shows itself: figures, views and hands; nobody's words unless they are asked for."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from bs4 import BeautifulSoup

from tlc.errors import AnalysisError, StudyError
from tlc.lab.topics import Topics
from tlc.listen.topics.decisions.parted import merged

Make = Callable[..., Topics]


class FakeDesk:
    """Writes down what it is asked to decide."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []

    def decide(self, what: str, topics: tuple[int, ...], *, by: str, why: str = "", value: str = "") -> Any:
        self.asked.append((what, topics, by, why, value))
        return "the run anew"

    def log(self) -> Any:
        return "the log"


# What shows itself


def test_the_table_says_who_carries_each_topic_and_how_sure_that_is(run: Topics) -> None:
    first = run.frame.iloc[0]
    assert (first["topic"], first["people"], first["sessions"], first["documents"]) == (1, 5, 3, 12)
    assert 0 < first["agreement"] <= 1
    assert len(run) == len(list(run)) == 4


def test_the_same_topics_stand_in_a_terminal_and_in_a_notebook(run: Topics) -> None:
    page = BeautifulSoup(run._repr_html_(), "html.parser")
    assert page.caption is not None
    assert page.caption.get_text() == repr(run).splitlines()[0] == "4 topics"
    assert len(page.select("tbody tr")) == 4
    for paragraph in page.find_all("p"):
        assert paragraph.get_text() in repr(run)


def test_neither_the_run_nor_its_views_show_what_anybody_said(run: Topics, things: Any) -> None:
    shown = [run, run.emerging, run.by("group"), run.over_time(), run.distances(), run.hierarchy(), run.codes()]
    shown += [run.turns(1), run.links(run)]
    told = "".join(repr(one) + one._repr_html_() for one in shown)
    for said in (*things.RECORDS, *things.BUSES, *things.TEETH, *things.DAMP):
        assert said[:25] not in told


def test_topics_that_people_took_out_are_in_the_frame_and_told_but_in_no_list(run_with: Make) -> None:
    run = run_with(2, hidden=True)
    assert list(run.frame["topic"]) == [1, 2, 3, 4]
    assert run.frame.iloc[1]["marks"] == "hidden"
    assert len(BeautifulSoup(run._repr_html_(), "html.parser").select("tbody tr")) == 3
    assert "Topic 2: taken out by people" in run.note
    assert [one.topic for one in run.emerging] == [1]
    assert 2 not in set(run.by("group").frame["topic"])
    assert 2 not in set(run.hierarchy().result.topics)
    assert 2 not in set(run.distances().frame["topic"])


def test_bertopic_is_there_for_whoever_knows_it(run: Topics) -> None:
    assert run.bertopic is run.fitted.bertopic
    assert len(run.bertopic.get_topics()) == 4


# Views


def test_turns_of_a_topic_come_with_their_agreement_and_words_only_where_asked_for(run: Topics, things: Any) -> None:
    table = run.turns(1)
    assert list(table.frame.columns) == ["turn", "session", "speaker", "language", "agreement", "weak"]
    assert list(table.frame["turn"]) == list(run.run.topics[0].turns)
    word = things.subject(run.fitted, 0)
    assert table.words["text"].str.contains(word).all()
    assert word not in table.frame.to_string()


def test_turns_say_which_of_them_are_weak(run: Topics) -> None:
    weak = {
        turn
        for turns, one in zip(run.fitted.documents.frame["turns"], run.fitted.agreement, strict=True)
        for turn in turns
        if one < 0.6
    }
    found = {turn for number in range(1, 5) for turn in run.turns(number).frame.query("weak")["turn"]}
    assert found == weak


def test_a_topic_that_is_not_there_is_refused_with_those_that_are(run: Topics) -> None:
    with pytest.raises(AnalysisError, match="no topic of this number") as caught:
        run.turns(9)
    assert "1, 2, 3, 4" in str(caught.value)


def test_people_are_set_side_by_side_over_those_who_took_part(run: Topics) -> None:
    frame = run.by("age_band").frame
    young = frame[(frame["topic"] == 1) & (frame["value"] == "18-29")].iloc[0]
    assert (young["people"], young["people_in_all"], young["voices"]) == (2, 2, "community")


def test_months_are_set_side_by_side(run: Topics) -> None:
    assert list(dict.fromkeys(run.over_time().frame["value"])) == ["2026-01", "2026-02", "2026-03"]


def test_codes_stand_on_the_topic_that_holds_them(run: Topics, things: Any) -> None:
    frame = run.codes().frame
    buses = next(number for number in range(1, 5) if things.subject(run.fitted, number - 1) == "bus")
    assert list(frame["topic"]) == [buses]
    assert (frame.iloc[0]["code"], frame.iloc[0]["share"], frame.iloc[0]["by"]) == ("a.b", 1.0, "people")


def test_two_runs_are_linked_by_their_codes(run: Topics) -> None:
    frame = run.links(run).frame
    assert frame[["topic", "beside"]].to_numpy().tolist() == [[frame["topic"][0]] * 2]
    assert frame["codes"][0] == "a.b"


def test_stability_that_was_not_measured_says_so(run: Topics) -> None:
    assert "Stability was not measured." in run.note
    with pytest.raises(AnalysisError, match="not measured"):
        _ = run.stability


def test_what_was_measured_of_stability_stands_in_the_note(run_with: Make) -> None:
    measured = SimpleNamespace(sentences=("With other seeds much comes back.",), frame=None)
    run = run_with(1, stability={"seeds": 0.9, "bootstrap": 0.5}, more={"measured": measured})
    assert "With other seeds much comes back." in run.note
    assert "Stability was not measured" not in run.note
    table = run.stability.frame
    assert table.iloc[0][["other", "seeds", "bootstrap"][1]] == 0.9
    assert math.isnan(table.iloc[0]["sessions"])
    assert "0.50 to 0.90" in run.stability.plot()._repr_svg_()
    # In the table of topics the lowest stands.
    assert BeautifulSoup(run._repr_html_(), "html.parser").select("tbody tr")[0].find_all("td")[6].get_text() == "0.50"


def test_every_view_has_a_picture_with_its_figures(run: Topics) -> None:
    for view in (run.by("group"), run.over_time(), run.distances(), run.hierarchy(), run.codes(), run.emerging):
        page = BeautifulSoup(view.plot()._repr_html_(), "html.parser")
        assert page.title is not None
        assert page.find("desc") is not None
        assert page.select("details table tbody tr")


# Hands


@pytest.mark.parametrize(
    ("hand", "asked"),
    [
        (lambda run: run.name(4, "No ID", by="asha"), ("name", (4,), "asha", "", "No ID")),
        (lambda run: run.merge([2, 3], by="asha", why="one"), ("merge", (2, 3), "asha", "one", "")),
        (lambda run: run.split(4, by="asha", why="two"), ("split", (4,), "asha", "two", "2")),
        (
            lambda run: run.split(4, by="asha", why="two", turns=["FG01:0001", "FG01:0004"]),
            ("split", (4,), "asha", "two", "FG01:0001 FG01:0004"),
        ),
        (lambda run: run.hide(4, by="asha", why="chat"), ("hide", (4,), "asha", "chat", "")),
        (lambda run: run.artefact(4, by="asha", why="noise"), ("artefact", (4,), "asha", "noise", "")),
        (lambda run: run.show(4, by="asha"), ("show", (4,), "asha", "", "")),
        (lambda run: run.lock(4, by="asha"), ("lock", (4,), "asha", "", "")),
        (lambda run: run.unlock(4, by="asha"), ("unlock", (4,), "asha", "", "")),
        (
            lambda run: run.decide(4, "new barrier", by="asha", why="it is"),
            ("verdict", (4,), "asha", "it is", "new barrier"),
        ),
        (lambda run: run.undo("asha-3", by="ben"), ("undo", (), "ben", "", "asha-3")),
    ],
)
def test_a_decision_goes_to_the_desk_and_gives_the_run_anew(run_with: Make, hand: Any, asked: Any) -> None:
    desk = FakeDesk()
    assert hand(run_with(more={"desk": desk})) == "the run anew"
    assert desk.asked == [asked]


def test_the_log_comes_from_the_desk(run_with: Make) -> None:
    assert run_with(more={"desk": FakeDesk()}).log() == "the log"


def test_a_run_of_no_study_takes_no_decision(run: Topics) -> None:
    with pytest.raises(StudyError, match="belongs to no study"):
        run.hide(1, by="asha", why="chat")


# What people merged


def test_views_count_topics_as_people_left_them(run: Topics) -> None:
    parted = merged(run.parted, (1, 2))
    topics = tuple(topic for topic in run.run.topics if topic.number != 2)
    one = replace(run, parted=parted, run=replace(run.run, topics=topics, candidates=()))
    assert one.distances().result.topics == (1, 3, 4)
    assert set(one.by("group").frame["topic"]) == {1, 3, 4}
    assert int((np.asarray(parted.topic) == 1).sum()) == 24


# What is out of the ordinary


def test_a_name_that_is_a_script_is_only_a_name_in_every_view(run_with: Make) -> None:
    run = run_with(1, name="<script>alert(1)</script>")
    views = [run, run.emerging, run.by("group"), run.over_time(), run.distances(), run.hierarchy(), run.codes()]
    views += [run.turns(1), run.links(run), run.by("group").plot(), run.codes().plot(), run.emerging.plot()]
    for view in views:
        assert "<script" not in view._repr_html_()


def test_where_everything_was_taken_out_nothing_is_shown_and_nothing_breaks(run: Topics) -> None:
    topics = tuple(replace(topic, artefact=True) for topic in run.run.topics)
    empty = replace(run, run=replace(run.run, topics=topics))
    assert repr(empty).startswith("0 topics\n(none)")
    assert len(empty.emerging) == len(empty.by("group")) == 0
    assert empty.codes().frame.empty
    assert "None." in empty.by("group")._repr_html_()
    for view in (empty.distances, empty.hierarchy):
        with pytest.raises(AnalysisError, match="no topic to compare"):
            view()


def test_documents_that_no_topic_took_in_are_in_no_view(run: Topics) -> None:
    rest = replace(run.parted, topic=np.where(run.parted.topic == 2, 0, run.parted.topic))
    left = replace(run, parted=rest)
    assert left.distances().result.topics == (1, 3, 4)
    assert 2 not in set(left.by("group").frame["topic"])
    assert 0 not in set(left.by("group").frame["topic"])
