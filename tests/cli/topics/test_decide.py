"""Deciding about topics from the command line: each verb writes one decision down, and says what came of it."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import tlc
from tlc.cli import main
from tlc.listen.topics.decisions import Decision, Decisions

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def own(folder: Path, tmp_path: Path) -> Path:
    """A copy of the study, to decide things in."""
    return Path(shutil.copytree(folder, tmp_path / "tiny", ignore=shutil.ignore_patterns("topics")))


@pytest.fixture
def topics(own: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``tlc topics`` there: its status, and what it printed."""

    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stopped:
            main(["topics", *arguments, "--study", str(own)])
        printed = capsys.readouterr()
        return int(stopped.value.code or 0), printed.out, printed.err

    return call


def decided(own: Path) -> list[Decision]:
    return list(Decisions.read(own / "topics" / "decisions").all)


@pytest.mark.parametrize(
    ("arguments", "value", "said"),
    [
        (["name", "2", "Papers at the desk"], "Papers at the desk", "Topic 2 (6 documents) has a name."),
        (["hide", "2"], "", "Topic 2 (6 documents) is hidden."),
        (["artefact", "2"], "", "Topic 2 (6 documents) is an artefact, and out of lists."),
        (["lock", "2"], "", "Topic 2 (6 documents) is locked: its turns and its name stay."),
        (["verdict", "2", "part of access.hours"], "part of access.hours", "Topic 2 (6 documents) has a verdict."),
    ],
)
def test_a_verb_writes_down_what_was_decided_by_whom_and_why(
    own: Path, topics: Run, arguments: list[str], value: str, said: str
) -> None:
    status, out, _ = topics(*arguments, "--by", "asha", "--why", "all of it was read")
    assert (status, out.strip()) == (0, f"Written down as asha-1. {said}")
    (one,) = decided(own)
    assert (one.what, one.topics, one.value, one.by, one.why) == (
        arguments[0],
        (2,),
        value,
        "asha",
        "all of it was read",
    )


def test_topics_are_merged_and_split_and_both_are_taken_back(own: Path, topics: Run) -> None:
    _, out, _ = topics("merge", "2", "5", "--by", "asha", "--why", "the same")
    assert "Topics 2 and 5 are topic 2 (12 documents) now." in out
    _, out, _ = topics("split", "2", "--by", "ben", "--why", "not the same")
    assert "Topic 2 is now 2 (" in out
    assert "Written down as ben-1." in out
    _, out, _ = topics("undo", "ben-1", "--by", "ben")
    assert "ben-1 is undone." in out
    topics("undo", "asha-1", "--by", "ben")
    assert [topic.documents for topic in tlc.open(own).topics(stability=False).run.topics][1] == 6


def test_turns_that_are_named_are_parted_off(own: Path, topics: Run) -> None:
    turns = tlc.open(own).topics(stability=False).run.topics[0].turns[:2]
    _, out, _ = topics("split", "1", *turns, "--by", "asha", "--why", "another thing")
    assert "(2 documents)" in out
    assert [sorted(part) for part in decided(own)[0].turns][1] == sorted(turns)


def test_what_was_locked_or_hidden_is_brought_back(own: Path, topics: Run) -> None:
    for verb in ("lock", "unlock", "hide", "show"):
        status, out, _ = topics(verb, "1", "--by", "asha", "--why", "x")
        assert status == 0
        assert f"asha-{len(decided(own))}" in out
    assert not any(topic.hidden or topic.locked for topic in tlc.open(own).topics(stability=False).run.topics)


def test_numbers_are_those_of_the_fit_that_was_asked_for(own: Path, topics: Run) -> None:
    topics("name", "1", "Everything", "--topics", "3", "--by", "asha")
    few = tlc.open(own).topics(topics=3, stability=False).run.topics
    assert few[0].name == "Everything"
    assert decided(own)[0].turns == (frozenset(few[0].turns),)


def test_the_log_lists_what_was_decided_and_where_it_stands(topics: Run) -> None:
    assert "(none)" in topics("log")[1]
    topics("name", "2", "Papers", "--by", "asha", "--why", "read")
    _, out, _ = topics("log")
    for word in ("asha-1", "name", "Papers", "read", "topic 2"):
        assert word in out
    assert '"id":"asha-1"' in topics("log", "--json")[1].replace(" ", "")


def test_a_topic_becomes_a_draft_code_that_the_rules_find(own: Path, topics: Run) -> None:
    first = tlc.open(own).topics(stability=False).run.emerging[0].topic
    label = ("--label", "Afraid of the dark", "--label", "ro=Teama de întuneric")
    status, out, _ = topics("promote", str(first), "access.dark", *label, "--by", "asha", "--why", "new")
    assert status == 0
    assert "Added: access.dark (Afraid of the dark)." in out
    assert "Then let the rules find it: tlc tag." in out
    code = tlc.open(own).codebook["access.dark"]
    assert (code.status, code.label["ro"]) == ("draft", "Teama de întuneric")
    assert decided(own)[0].value == "access.dark"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["hide", "1", "--by", "asha"], "needs a reason"),
        (["name", "99", "x", "--by", "asha"], "no topic 99"),
        (["name", "1", "x", "--by", "Asha B"], "short name"),
        (["merge", "1", "--by", "asha", "--why", "x"], "Two topics"),
        (["verdict", "1", "a finding", "--by", "asha", "--why", "x"], "no such verdict"),
        (["verdict", "1", "part of nothing.there", "--by", "asha", "--why", "x"], "no code 'nothing.there'"),
        (["undo", "asha-9", "--by", "asha"], "no decision of this id"),
        (["promote", "1", "access.hours", "--label", "x", "--by", "asha"], "access.hours"),
        (["promote", "1", "Not An Id", "--label", "x", "--by", "asha"], "id"),
    ],
)
def test_what_cannot_be_decided_is_told_in_words_and_written_nowhere(
    own: Path, topics: Run, arguments: list[str], told: str
) -> None:
    before = (own / "codebook.toml").read_bytes()
    status, _, err = topics(*arguments)
    assert status == 1
    assert told in err
    assert not decided(own)
    assert (own / "codebook.toml").read_bytes() == before


def test_who_decides_is_asked_for(topics: Run) -> None:
    status, _, err = topics("hide", "1", "--why", "x")
    assert status == 2
    assert "--by" in err


def test_nobodys_words_are_printed(own: Path, topics: Run, talking: ModuleType) -> None:
    printed = ""
    number = next(
        topic.number
        for topic in tlc.open(own).topics(stability=False).run.topics
        if talking.SPOKEN in dict(topic.words)
    )
    for verb in ("hide", "show", "lock", "unlock"):
        printed += "".join(topics(verb, str(number), "--by", "asha", "--why", "x")[1:])
    printed += "".join(topics("log")[1:])
    assert talking.SPOKEN not in printed


def test_the_log_of_a_person_is_a_table_that_excel_opens(own: Path, topics: Run) -> None:
    topics("name", "2", "=cmd|' /C calc'!A1", "--by", "asha")
    raw = (own / "topics" / "decisions" / "asha.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    row = next(csv.DictReader(raw.decode("utf-8-sig").splitlines()))
    assert row["value"].startswith("'=")
