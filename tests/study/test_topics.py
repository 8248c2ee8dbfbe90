"""A study's topics: fitted, decided on, kept while the words stay, and written down without anybody's words."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import tlc
from tlc.errors import AnalysisError, CodebookError, StudyError, TlcError
from tlc.lab.topics import Topics
from tlc.listen.topics import fit as fit_module
from tlc.listen.topics.decisions import Decision, Decisions
from tlc.model import Topic
from tlc.talk.transcript import read_transcript, write_transcript

TALKING = Path(__file__).parents[1] / "cli" / "topics" / "talking.py"


@pytest.fixture(scope="module")
def laid(
    loaded: Callable[[Path], ModuleType],
    lay_study: Callable[[Path], Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A study of six sessions that talks of four things; nobody changes it."""
    made: Path = loaded(TALKING).lay(lay_study(tmp_path_factory.mktemp("talking") / "tiny"))
    return made


@pytest.fixture(scope="module")
def seen(laid: Path) -> Topics:
    """Its topics, before anybody decided anything."""
    return tlc.open(laid).topics(stability=False)


@pytest.fixture
def study(laid: Path, tmp_path: Path) -> tlc.Study:
    """A copy to decide things in."""
    return tlc.open(shutil.copytree(laid, tmp_path / "tiny", ignore=shutil.ignore_patterns("topics")))


def about(run: Topics, word: str) -> Topic:
    return next(topic for topic in run.run.topics if word in dict(topic.words))


def files(study: tlc.Study) -> dict[str, bytes]:
    found = (path for path in (study.path / "topics").rglob("*") if path.is_file())
    return {path.relative_to(study.path).as_posix(): path.read_bytes() for path in found}


def test_a_run_is_written_down_with_all_that_repeats_it(laid: Path, seen: Topics) -> None:
    audit = json.loads((laid / "topics" / "seed-1" / "run.json").read_text(encoding="utf-8"))
    assert (audit["seed"], audit["corpus"]["documents"], audit["topics"]) == (1, 54, len(seen.run.topics))
    assert audit["vectors"]["made by"].startswith("tfidf")
    assert audit["gap"]["candidates"][0]["topic"] == seen.run.emerging[0].topic
    assert audit["decisions"] == {"done": [], "not done": {}}


def test_what_the_codebook_does_not_know_comes_first(seen: Topics) -> None:
    first = {topic.number: dict(topic.words) for topic in seen.run.topics}[seen.run.emerging[0].topic]
    assert {"alley", "lantern", "broken"} & set(first)


def test_the_same_study_gives_the_same_bytes(study: tlc.Study) -> None:
    study.topics(stability=False)
    before = files(study)
    shutil.rmtree(study.path / "topics")
    tlc.open(study.path).topics(stability=False)
    assert files(study) == before


def test_another_choice_is_another_run_and_both_stay(study: tlc.Study) -> None:
    study.topics(stability=False)
    study.topics(seed=2, topics=4, unit="speaker", stability=False)
    runs = {path.name for path in (study.path / "topics").iterdir()}
    assert runs == {"seed-1", "seed-2-topics-4-unit-speaker"}


def test_a_fit_is_kept_while_words_stay_and_made_anew_when_they_change(
    study: tlc.Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []
    really = fit_module.fit
    monkeypatch.setattr(fit_module, "fit", lambda *given, **more: calls.append(1) or really(*given, **more))
    run = study.topics(stability=False)
    run.name(1, "Hours", by="asha").hide(2, by="asha", why="small talk")
    study.codes.change("access.hours", by="asha", terms={"en": ("closed", "hours")})
    study.topics(stability=False)
    assert len(calls) == 1
    path = study.path / "transcripts" / "FG01.txt"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    study.topics(stability=False)
    assert len(calls) == 2


def test_what_is_merged_in_a_bertopic_stays_there(study: tlc.Study) -> None:
    run = study.topics(stability=False)
    before = len(run.bertopic.get_topics())
    run.bertopic.merge_topics(list(run.fitted.documents.texts), [0, 1])
    assert len(run.bertopic.get_topics()) == before - 1
    assert len(study.topics(stability=False).bertopic.get_topics()) == before


def test_the_seed_is_not_below_zero_and_choices_are_those_that_there_are(study: tlc.Study) -> None:
    with pytest.raises(AnalysisError, match="seed cannot be below 0"):
        study.topics(seed=-1)
    with pytest.raises(AnalysisError, match="no choice"):
        study.promote(topic=1, code="access.x", label="X", by="asha", colour="red")


def test_too_little_material_is_said_in_words(tiny_study: tlc.Study) -> None:
    with pytest.raises(AnalysisError, match="too little to model"):
        tiny_study.topics()


def test_stability_is_measured_where_it_is_asked_for(study: tlc.Study) -> None:
    run = study.topics(topics=4)
    assert run.measured is not None
    assert set(run.run.stability) == {"seeds", "bootstrap", "sessions"}
    assert all(topic.stability for topic in run.run.topics)
    audit = json.loads((study.path / "topics" / "seed-1-topics-4" / "run.json").read_text(encoding="utf-8"))
    assert audit["stability measured"]["seeds"]["fits"] > 1
    assert study.topics(topics=4, stability=False).measured is None


# Hands


def test_a_decision_is_seen_at_once_and_by_whoever_opens_the_study_later(study: tlc.Study) -> None:
    run = study.topics(stability=False)
    after = run.name(2, "Papers", by="asha", why="all of it is about papers")
    assert [topic.name for topic in after.run.topics if topic.number == 2] == ["Papers"]
    again = tlc.open(study.path).topics(stability=False)
    assert [topic.name for topic in again.run.topics if topic.number == 2] == ["Papers"]
    assert run.run.topics[1].name == ""


def test_merged_topics_are_one_with_words_agreement_and_people_of_its_own(study: tlc.Study) -> None:
    run = study.topics(stability=False)
    one, other = run.run.topics[1], run.run.topics[4]
    after = run.merge([2, 5], by="asha", why="both are the same")
    merged = next(topic for topic in after.run.topics if topic.number == 2)
    assert sorted(merged.turns) == sorted((*one.turns, *other.turns))
    assert merged.documents == one.documents + other.documents
    assert merged.words != one.words
    assert 0 < merged.agreement <= 1
    assert 5 not in {topic.number for topic in after.run.topics}


def test_a_split_parts_what_lies_apart(study: tlc.Study) -> None:
    run = study.topics(topics=3, stability=False)
    big = max(run.run.topics, key=lambda topic: topic.documents)
    after = run.split(big.number, by="asha", why="two things")
    parts = [topic for topic in after.run.topics if set(topic.turns) <= set(big.turns)]
    assert len(parts) == 2
    assert sum(topic.documents for topic in parts) == big.documents


def test_candidates_show_verdicts_and_leave_out_what_is_hidden(study: tlc.Study) -> None:
    run = study.topics(stability=False)
    first, second = (one.topic for one in run.run.emerging[:2])
    run = run.decide(first, "not a barrier", by="asha", why="small talk").hide(second, by="ben", why="logistics")
    found = {one.topic: one for one in run.run.emerging}
    assert (found[first].verdict, found[first].by, found[first].why) == ("not a barrier", "asha", "small talk")
    assert second not in found
    assert second in {topic.number for topic in run.run.topics if topic.hidden}
    assert [one.rank for one in run.run.emerging] == list(range(1, len(found) + 1))


def test_part_of_a_code_names_a_code_that_there_is(study: tlc.Study) -> None:
    run = study.topics(stability=False)
    with pytest.raises(CodebookError, match=r"no code 'access\.parking'"):
        run.decide(1, "part of access.parking", by="asha", why="cars")
    study.codes.rename("access.hours", "access.times", by="asha")
    run = run.decide(1, "part of access.hours", by="asha", why="all about hours")
    assert {one.verdict for one in run.run.emerging if one.topic == 1} == {"part of access.times"}


def test_the_log_tells_what_became_of_each_decision(study: tlc.Study) -> None:
    run = study.topics(stability=False).merge([1, 2], by="asha", why="the same").name(1, "Desk", by="ben")
    log = run.undo("ben-1", by="asha").log()
    assert log.frame[["id", "what", "value", "now"]].to_numpy().tolist() == [
        ["asha-1", "merge", "", "topic 1"],
        ["ben-1", "name", "Desk", ""],
        ["asha-2", "undo", "ben-1", ""],
    ]


def test_decisions_follow_their_turns_to_a_fit_on_more_words(study: tlc.Study) -> None:
    run = study.topics(topics=4, stability=False)
    dark = about(run, "alley")
    run.name(dark.number, "The dark", by="asha").lock(dark.number, by="asha")
    add_session(study)
    again = study.topics(topics=4, stability=False)
    named = [topic for topic in again.run.topics if topic.name]
    assert [topic.name for topic in named] == ["The dark"]
    assert set(dark.turns) <= set(named[0].turns)
    assert named[0].locked


def add_session(study: tlc.Study) -> None:
    before = read_transcript(study.path / "transcripts" / "FG01.txt")
    turns = tuple(
        replace(turn, id=turn.id.replace("FG01", "FG01E"), text=f"And so {turn.text}") for turn in before.turns
    )
    after = replace(before, id="FG01E", turns=turns)
    (study.path / "transcripts" / "FG01E.txt").write_text(write_transcript(after), encoding="utf-8", newline="")


def test_what_is_not_found_again_is_told_by_its_id(study: tlc.Study) -> None:
    topics = study.topics(stability=False).run.topics
    # A topic that lay across four others: nothing of it is left to be found.
    spread = frozenset(turn for topic in topics[:4] for turn in topic.turns[:3])
    old = Decision(id="", at="2026-06-01T10:00:00Z", by="asha", what="name", topics=(1,), value="Desk", turns=(spread,))
    Decisions.read(study.path / "topics" / "decisions").add(old)
    assert "Not done again: asha-1. Its turns stand in several topics now." in study.topics(stability=False).note


def test_a_damaged_log_stops_topics_and_is_named_by_check(study: tlc.Study, canary: str) -> None:
    study.topics(stability=False).name(1, canary, by="asha")
    path = study.path / "topics" / "decisions" / "asha.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace(",name,", f",{canary},"), encoding="utf-8")
    with pytest.raises(StudyError) as told:
        study.topics(stability=False)
    assert told.value.where == (path, 2)
    assert canary not in str(told.value)
    assert [problem.where for problem in study.check() if "decision" in problem.what] == [(path, 2)]


@pytest.mark.parametrize("what", ["nobody", "rules", "no reason", "no topic"])
def test_a_decision_that_cannot_be_taken_writes_nothing(study: tlc.Study, what: str) -> None:
    run = study.topics(stability=False)
    given: dict[str, Any] = {
        "nobody": {"topic": 1, "by": "", "why": "x"},
        "rules": {"topic": 1, "by": "rules", "why": "x"},
        "no reason": {"topic": 1, "by": "asha", "why": ""},
        "no topic": {"topic": 99, "by": "asha", "why": "x"},
    }[what]
    with pytest.raises(TlcError):
        run.hide(given.pop("topic"), **given)
    assert not (study.path / "topics" / "decisions").exists()


def test_a_run_in_another_language_tells_that_decisions_are_about_other_turns(study: tlc.Study) -> None:
    english = study.topics(stability=False)
    for name in ("FG01", "FG01B", "FG01C"):
        path = study.path / "transcripts" / f"{name}.txt"
        before = read_transcript(path)
        turns = tuple(replace(turn, language="ro") for turn in before.turns)
        path.write_text(write_transcript(replace(before, turns=turns)), encoding="utf-8", newline="")
    run = study.topics(language="ro", stability=False)
    assert (run.run.settings["language"], run.run.documents) == ("ro", 27)
    assert 'language="en"' in run.note
    run.name(1, "Desk", by="asha")
    assert english.run.documents == 54
    assert "Decisions about turns that are not in this run: 1." in study.topics(stability=False).note


def test_the_self_test_hides_each_code(study: tlc.Study) -> None:
    found = study.topics_self_test()
    assert set(found.frame["code"]) == {code.id for code in study.codebook.offered}
    assert "Seed 1" in found.sentence
