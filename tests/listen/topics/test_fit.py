"""Topics: candidate patterns, the same ones every time, those first that the codebook misses most."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import tlc.listen.topics.fit as module
from tlc.errors import AnalysisError, MissingExtraError
from tlc.frames import CODINGS, TURNS, table
from tlc.listen.topics.fit import default_topics, fit, save
from tlc.model import TopicRun

RECORDS = [
    "my surname is spelled wrong on the computer and the letter went to nobody",
    "they wrote the surname first and now the computer has two of me",
    "the pharmacy could not find my surname on the computer",
    "one letter in the surname and the computer says I do not exist",
]
BUSES = [
    "the bus to the hospital takes an hour and costs four pounds",
    "we missed the bus and the hospital would not see us",
    "no bus goes to the hospital after six in the evening",
    "the bus driver knows the hospital is far and waits for us",
]
TEETH = [
    "the dentist wants sixty pounds before he looks at a tooth",
    "my tooth hurt for weeks because no dentist takes new people",
    "a dentist pulled the tooth and it was not the right one",
    "the dentist is too dear so the tooth stays in my mouth",
]
DAMP = [
    "the mould comes through the wall and the children cough",
    "our wall is black with mould whatever I wash it with",
    "the landlord painted over the mould and the wall is wet again",
    "mould on the wall, mould on the coats, and he asks for more rent",
]


def _row(number: int, text: str, **more: Any) -> tuple[Any, ...]:
    session = f"FG0{1 + number % 3}"
    facts = {"speaker": f"P{number % 5}", "role": "community", "language": "en"} | more
    name = f"{session}:{number + 1:04d}"
    return (name, session, session, number, facts["speaker"], facts["role"], facts["language"], text, None, None, None)


# A quote, and everything after it that does not matter here.
REST = ("t", "", "", "", None, True, False, "")


@pytest.fixture(scope="module")
def turns() -> pd.DataFrame:
    """Forty-eight turns about four things, by five people in three sessions."""
    said = [f"{text}, {word}" for text in RECORDS + BUSES + TEETH + DAMP for word in ("truly", "again", "sadly")]
    return table([_row(number, text) for number, text in enumerate(said)], TURNS)


@pytest.fixture(scope="module")
def codings(turns: pd.DataFrame) -> pd.DataFrame:
    """People coded every turn but those about records."""
    coded = turns[~turns["text"].str.contains("surname")]
    rows = [
        (f"asha-{turn}", turn, turn[:4], 0, 1, "access.travel", "asha", "person", "accepted", *REST)
        for turn in coded["turn"]
    ]
    return table(rows, CODINGS)


@pytest.fixture(scope="module")
def run(turns: pd.DataFrame, codings: pd.DataFrame) -> TopicRun:
    return fit(turns, codings, seed=1, topics=4)


def test_turns_about_one_thing_make_one_topic(run: TopicRun, turns: pd.DataFrame) -> None:
    texts = turns.set_index("turn")["text"]
    for topic in run.topics:
        subjects = {
            word for turn in topic.turns for word in ("surname", "bus", "tooth", "mould") if word in texts[turn]
        }
        assert len(subjects) == 1


def test_every_document_has_exactly_one_topic(run: TopicRun) -> None:
    placed = [turn for topic in run.topics for turn in topic.turns]
    assert len(placed) == len(set(placed)) == run.documents == 48


def test_what_nobody_coded_comes_first(run: TopicRun) -> None:
    first = run.topics[0]
    assert "surname" in [word for word, _ in first.words]
    assert (first.number, first.uncoded) == (1, 1.0)
    assert first.gap == max(topic.gap for topic in run.topics)
    assert all(topic.uncoded == 0 for topic in run.topics[1:])


def test_a_topic_says_how_many_sessions_and_people_carry_it(run: TopicRun) -> None:
    assert all((topic.sessions, topic.speakers) == (3, 5) for topic in run.topics)
    assert run.emerging == run.topics


def test_the_order_of_files_cannot_matter(turns: pd.DataFrame, codings: pd.DataFrame, run: TopicRun) -> None:
    shuffled = turns.sample(frac=1, random_state=3)
    assert fit(shuffled, codings.sample(frac=1, random_state=4), seed=1, topics=4) == run


def test_the_same_run_gives_the_same_bytes(run: TopicRun, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        save(run, tmp_path / folder)
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert files == ["assignments.csv", "run.toml", "topics.csv"]
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_what_is_saved_holds_words_and_ids_and_no_sentence(run: TopicRun, turns: pd.DataFrame, tmp_path: Path) -> None:
    save(run, tmp_path)
    saved = "".join(path.read_text(encoding="utf-8-sig") for path in tmp_path.iterdir())
    assert "surname" in saved
    assert turns["turn"].iloc[0] in saved
    assert not [text for text in turns["text"] if " ".join(text.split()[:3]) in saved]


def test_a_run_records_what_it_takes_to_repeat_it(run: TopicRun) -> None:
    assert run.seed == 1
    assert run.settings["engine"] == "BERTopic"
    assert run.settings["embedder"].startswith("tfidf")
    assert {"bertopic", "scikit-learn", "numpy", "tlc"} <= set(run.versions)
    assert len(run.corpus_digest) == 64


def test_other_words_have_another_digest(turns: pd.DataFrame, codings: pd.DataFrame, run: TopicRun) -> None:
    other = turns.assign(text=turns["text"].str.replace("hospital", "clinic"))
    assert fit(other, codings, seed=1, topics=4).corpus_digest != run.corpus_digest


def test_questions_back_channels_and_notes_make_no_topic(turns: pd.DataFrame, codings: pd.DataFrame) -> None:
    more = [
        _row(50, "what about the surname and the computer and the letter", role="facilitator", speaker="R01"),
        _row(51, "yes, exactly so"),
        _row(52, "[laughs] [inaudible] yes [overlapping talk of several people at once] yes"),
    ]
    extended = pd.concat([turns, table(more, TURNS)], ignore_index=True)
    assert fit(extended, codings, topics=4).documents == 48


def test_a_word_of_fewer_than_three_people_does_not_stand_for_a_topic(
    turns: pd.DataFrame, codings: pd.DataFrame
) -> None:
    mine = turns["text"].where(turns["speaker"] != "P1", turns["text"] + " quince quince")
    words = {word for topic in fit(turns.assign(text=mine), codings, topics=4).topics for word, _ in topic.words}
    assert "quince" not in words
    assert "surname" in words


def test_words_can_be_left_out(turns: pd.DataFrame, codings: pd.DataFrame) -> None:
    run = fit(turns, codings, topics=4, stop_words=["surname"])
    assert "surname" not in {word for topic in run.topics for word, _ in topic.words}


def test_where_nobody_coded_anything_the_share_is_undefined(turns: pd.DataFrame, codings: pd.DataFrame) -> None:
    run = fit(turns, codings.iloc[:0], topics=4)
    assert all(math.isnan(topic.uncoded) for topic in run.topics)
    assert all(0 <= topic.gap <= 1 for topic in run.topics)


def test_turns_of_unknown_people_are_documents_and_no_speakers(turns: pd.DataFrame, codings: pd.DataFrame) -> None:
    unknown = turns.assign(speaker=table([(None,)] * len(turns), {"speaker": "str"})["speaker"], role=None)
    run = fit(unknown, codings, topics=4)
    assert (run.documents, {topic.speakers for topic in run.topics}) == (48, {0})
    assert run.emerging == ()


@pytest.mark.parametrize("count", [0, 1, 19])
def test_too_little_material_is_explained(turns: pd.DataFrame, codings: pd.DataFrame, count: int) -> None:
    with pytest.raises(AnalysisError, match=rf"There are {count} turns .* topics need 20"):
        fit(turns.head(count), codings)


def test_twenty_turns_are_enough(turns: pd.DataFrame, codings: pd.DataFrame) -> None:
    assert fit(turns.head(20), codings).documents == 20


@pytest.mark.parametrize("documents", [20, 50, 520, 5_000, 100_000])
def test_the_usual_number_of_topics_can_be_read_by_people(documents: int) -> None:
    assert 1 <= default_topics(documents) <= 40
    assert default_topics(documents) * 5 <= documents or default_topics(documents) == 1


def test_without_bertopic_the_way_to_install_it_is_told(
    turns: pd.DataFrame, codings: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str, *, purpose: str, install: str) -> None:
        raise MissingExtraError(f"The library '{name}' is not installed. It is needed for {purpose}.", hint=install)

    monkeypatch.setattr(module, "require", missing)
    with pytest.raises(MissingExtraError, match="bertopic") as caught:
        fit(turns, codings)
    assert "requirements.lock" in (caught.value.hint or "")


@pytest.fixture
def script(turns: pd.DataFrame, tmp_path: Path) -> Iterator[str]:
    """A program that fits topics in a process of its own."""
    turns.to_pickle(tmp_path / "turns.pkl")
    yield (
        "import pandas as pd, sys, warnings\nwarnings.simplefilter('error')\n"
        f"turns = pd.read_pickle({str(tmp_path / 'turns.pkl')!r})\n"
        "from tlc.frames import CODINGS, table\nfrom tlc.listen.topics.fit import fit\n"
        "run = fit(turns, table([], CODINGS), topics=4)\n"
    )


def test_a_fit_loads_neither_torch_nor_umap(script: str) -> None:
    code = script + "print([m for m in ('torch', 'umap', 'numba', 'hdbscan', 'plotly') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert not done.stderr


@pytest.mark.parametrize("threads", ["1", "2"])
def test_the_number_of_threads_changes_nothing(script: str, threads: str, run: TopicRun) -> None:
    code = script + "print([t.turns for t in sorted(run.topics, key=lambda t: t.turns)])"
    environment = {"OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == str([topic.turns for topic in sorted(run.topics, key=lambda t: t.turns)])


def _marked(turns: pd.DataFrame, words: str, **more: str) -> pd.DataFrame:
    """Code each turn that holds one of some words."""
    facts = {"coder": "asha", "kind": "person", "status": "accepted"} | more
    rows = [
        (f"{facts['coder']}-{turn}", turn, turn[:4], 0, 1, "a.b", *facts.values(), *REST)
        for turn in turns["turn"][turns["text"].str.contains(words)]
    ]
    return table(rows, CODINGS)


def _subjects(run: TopicRun) -> list[str]:
    known = {"surname", "bus", "tooth", "mould"}
    return [next(word for word, _ in topic.words if word in known) for topic in run.topics]


def test_where_nobody_read_what_no_term_of_the_codebook_reaches_comes_first(turns: pd.DataFrame) -> None:
    rules = _marked(turns, "surname|bus|tooth", coder="rules", kind="rules", status="suggested")
    assert _subjects(fit(turns, rules, topics=4))[0] == "mould"


def test_a_suggestion_that_a_person_rejected_does_not_cover_a_turn(turns: pd.DataFrame) -> None:
    kept = _marked(turns, "surname|tooth|mould", coder="rules", kind="rules", status="suggested")
    rejected = _marked(turns, "bus", coder="rules", kind="rules", status="rejected")
    assert _subjects(fit(turns, pd.concat([kept, rejected], ignore_index=True), topics=4))[0] == "bus"


def test_where_people_read_a_term_that_happens_to_stand_there_hides_nothing(
    turns: pd.DataFrame, codings: pd.DataFrame
) -> None:
    rules = _marked(turns, "surname", coder="rules", kind="rules", status="suggested")
    run = fit(turns, pd.concat([codings, rules], ignore_index=True), topics=4)
    assert _subjects(run)[0] == "surname"
    assert run.topics[0].uncoded == 1.0


def test_what_people_agreed_on_is_coded_by_people(turns: pd.DataFrame) -> None:
    run = fit(turns, _marked(turns, "surname|bus|tooth", coder="agreed", kind="agreed"), topics=4)
    assert (_subjects(run)[0], run.topics[0].uncoded) == ("mould", 1.0)


@pytest.mark.parametrize("more", [{"status": "suggested"}, {"status": "rejected"}, {"kind": "model"}])
def test_only_what_a_person_accepted_is_coded(turns: pd.DataFrame, more: dict[str, str]) -> None:
    assert all(math.isnan(topic.uncoded) for topic in fit(turns, _marked(turns, "bus", **more), topics=4).topics)


def test_sessions_that_nobody_read_are_no_part_of_the_share(turns: pd.DataFrame) -> None:
    read = turns[turns["transcript"] == "FG01"]
    half = read[read["text"].str.contains("bus")].iloc[::2]
    by_subject = fit(turns, _marked(half, "bus"), topics=4)
    shares = dict(zip(_subjects(by_subject), (topic.uncoded for topic in by_subject.topics), strict=True))
    assert shares == {"surname": 1.0, "tooth": 1.0, "mould": 1.0, "bus": 0.5}


def test_numbers_follow_the_gap_and_have_no_holes(run: TopicRun) -> None:
    assert [topic.number for topic in run.topics] == [1, 2, 3, 4]
    gaps = [topic.gap for topic in run.topics]
    assert gaps == sorted(gaps, reverse=True)
    assert all(0 < gap < 1 for gap in gaps)


def test_three_uncoded_turns_are_weaker_evidence_than_thirty() -> None:
    few, many = module._at_least(module.np.array([1.0]), 3), module._at_least(module.np.array([1.0]), 30)
    assert few[0] < many[0] < 1


def test_the_cautious_end_of_a_share_is_the_published_one() -> None:
    # Newcombe (1998), Statistics in Medicine 17, table I: 81 of 263, Wilson's score method without correction.
    assert module._at_least(module.np.array([81 / 263]), 263)[0] == pytest.approx(0.2553, abs=5e-5)


def test_words_stand_in_the_order_of_their_weights(run: TopicRun) -> None:
    for topic in run.topics:
        weights = [weight for _, weight in topic.words]
        assert weights == sorted(weights, reverse=True)
        assert 0 < len(weights) <= 10
        assert all(len(word) >= 3 for word, _ in topic.words)


def test_a_word_that_says_much_in_talk_is_kept_though_lists_for_written_text_leave_it_out(
    turns: pd.DataFrame, codings: pd.DataFrame
) -> None:
    named = turns.assign(text=turns["text"].str.replace("surname", "name"))
    words = [word for word, _ in fit(named, codings, topics=4).topics[0].words]
    assert "name" in words
    assert not {"the", "and", "has"} & set(words)


def test_words_that_every_language_needs_are_left_out_for_each_language_spoken(
    turns: pd.DataFrame, codings: pd.DataFrame
) -> None:
    spoken = turns.assign(text=turns["text"] + " și este pentru autobuz", language=["ro-RO", "en"] * 24)
    words = {word for topic in fit(spoken, codings, topics=4).topics for word, _ in topic.words}
    assert not {"este", "pentru", "the"} & words


def test_a_language_without_a_list_is_no_hindrance(turns: pd.DataFrame, codings: pd.DataFrame) -> None:
    assert fit(turns.assign(language="rom"), codings, topics=4).documents == 48


def test_two_known_people_can_still_give_a_topic_its_words(turns: pd.DataFrame, codings: pd.DataFrame) -> None:
    pair = turns.assign(speaker=["P1", "P2"] * 24)
    assert "surname" in [word for word, _ in fit(pair, codings, topics=4).topics[0].words]


def test_typical_turns_come_first_but_not_two_of_one_session_in_a_row(run: TopicRun) -> None:
    for topic in run.topics:
        sessions = [turn[:4] for turn in topic.turns]
        assert all(before != after for before, after in pairwise(sessions))


def test_two_of_one_session_follow_each_other_only_where_no_other_is_left() -> None:
    rows = [("A:0001", "A", 0.9), ("A:0002", "A", 0.8), ("A:0003", "A", 0.7), ("B:0001", "B", 0.1)]
    part = pd.DataFrame(rows, columns=["turn", "transcript", "nearness"])
    assert module._spread(part) == ("A:0001", "B:0001", "A:0002", "A:0003")


def test_turns_that_are_all_the_same_are_one_topic(turns: pd.DataFrame, codings: pd.DataFrame) -> None:
    same = turns.assign(text="the bus is late and nobody says why")
    (topic,) = fit(same, codings).topics
    assert (len(topic.turns), topic.gap) == (48, 0.5)


def test_turns_of_nothing_but_little_words_have_topics_without_words(
    turns: pd.DataFrame, codings: pd.DataFrame
) -> None:
    little = turns.assign(text=["and then it was not there", "so he did the same to me"] * 24)
    assert {topic.words for topic in fit(little, codings).topics} == {()}


@pytest.mark.parametrize("topics", [0, -3])
def test_less_than_one_topic_is_refused(turns: pd.DataFrame, codings: pd.DataFrame, topics: int) -> None:
    with pytest.raises(AnalysisError, match="less than one"):
        fit(turns, codings, topics=topics)


def test_one_topic_can_be_asked_for(turns: pd.DataFrame, codings: pd.DataFrame) -> None:
    assert len(fit(turns, codings, topics=1).topics) == 1


def test_an_error_names_nobodys_words(turns: pd.DataFrame, codings: pd.DataFrame, explained: Any, canary: str) -> None:
    few = turns.head(19).assign(text=lambda frame: frame["text"] + f" {canary}")
    with pytest.raises(AnalysisError) as caught:
        fit(few, codings)
    explained(caught.value, what="topics need 20", hint="sooner read")


class ByLength:
    """An embedder of somebody else's: a point says how long the text is, and nothing else."""

    name, revision = "by-length", "7"

    def embed(self, texts: Any) -> Any:
        return module.np.array([[len(text), 1] for text in texts], dtype="float32")


def test_another_embedder_is_used_and_recorded(turns: pd.DataFrame, codings: pd.DataFrame) -> None:
    run = fit(turns, codings, topics=2, embedder=ByLength())
    assert run.settings["embedder"] == "by-length 7"
    texts = turns.set_index("turn")["text"]
    longest, shortest = sorted(({len(texts[turn]) for turn in topic.turns} for topic in run.topics), key=max)[::-1]
    assert min(longest) > max(shortest)


def test_what_counts_as_a_document_can_be_chosen(turns: pd.DataFrame, codings: pd.DataFrame) -> None:
    run = fit(turns, codings, topics=4, min_words=13)
    assert run.documents == sum(len(text.split()) >= 13 for text in turns["text"]) < 48
    assert run.settings["min_words"] == "13"


def test_a_fit_asks_nothing_of_the_network(
    turns: pd.DataFrame, codings: pd.DataFrame, run: TopicRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("something asked for the network")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(f"socket.{name}", refuse)
    assert fit(turns, codings, topics=4) == run


def test_a_fit_leaves_everybodys_warnings_as_they_were(script: str) -> None:
    code = "import warnings\nbefore = None\n" + script.replace("from tlc", "before = warnings.filters[:]\nfrom tlc", 1)
    code += "print([kept for kept in before if kept not in warnings.filters], warnings.filters[0] == before[0])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] True"


def test_what_is_given_is_not_changed(turns: pd.DataFrame, codings: pd.DataFrame) -> None:
    before = turns.copy(deep=True), codings.copy(deep=True)
    fit(turns, codings, topics=4)
    pd.testing.assert_frame_equal(turns, before[0])
    pd.testing.assert_frame_equal(codings, before[1])


def test_an_unknown_share_is_saved_as_an_empty_cell(turns: pd.DataFrame, tmp_path: Path) -> None:
    save(fit(turns, table([], CODINGS), topics=4), tmp_path)
    head, first, *_ = (tmp_path / "topics.csv").read_text(encoding="utf-8-sig").splitlines()
    assert head == "topic,words,turns,sessions,speakers,uncoded,gap"
    assert first.split(",")[0] == "1"
    assert first.split(",")[5] == ""


def test_every_document_is_saved_with_its_topic(run: TopicRun, tmp_path: Path) -> None:
    save(run, tmp_path)
    head, *rows = (tmp_path / "assignments.csv").read_text(encoding="utf-8-sig").splitlines()
    assert head == "turn,topic"
    assert rows == [f"{turn},{topic.number}" for topic in run.topics for turn in topic.turns]
