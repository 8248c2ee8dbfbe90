"""Study.suggest and Study.next: what is learnt from whom, what is written, and what is said."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

import tlc
from tlc import plugins
from tlc.errors import AnalysisError, CodingError
from tlc.listen.codings import Add, Show, read_coder, replace_suggestions
from tlc.listen.suggest.queue import AT_RANDOM, UNTOLD
from tlc.model import RULES, Coding


@pytest.fixture(scope="module")
def made(loaded: Callable[[Path], ModuleType]) -> Any:
    return loaded(Path(__file__).parent / "learning.py")


@pytest.fixture
def folder(study_folder: Path, made: Any) -> Path:
    """Six sessions, of which nobody has coded anything."""
    return made.lay(study_folder)


@pytest.fixture
def coded(folder: Path, made: Any) -> Path:
    """The same, five of them coded by asha."""
    made.code(folder, *made.SESSIONS[:5])
    return folder


def on(marks: tuple[Coding, ...], session: str, code: str) -> set[str]:
    return {mark.span.turn for mark in marks if mark.span.turn.startswith(f"{session}:") and mark.code == code}


def test_what_people_coded_is_suggested_in_other_sessions_though_no_term_stands_there(coded: Path, made: Any) -> None:
    marks = tlc.open(coded).suggest().items
    assert on(marks, "IN01B", made.HOURS) >= {"IN01B:0002", "IN01B:0004", "IN01B:0008"}
    assert on(marks, "IN01B", made.CARD) >= {"IN01B:0005", "IN01B:0007"}


def test_suggestions_are_the_models_and_wait(coded: Path) -> None:
    marks = tlc.open(coded).suggest().items
    kept = read_coder(coded / "codings" / "model.sqlite")
    assert kept.coder.kind == "model"
    assert set(kept.codings) == set(marks)
    assert {(mark.status, mark.coder) for mark in marks} == {("suggested", "model")}
    assert len({mark.id for mark in marks}) == len(marks)


def test_each_says_why_and_names_codings_that_it_is_like(coded: Path, made: Any) -> None:
    study = tlc.open(coded)
    (mark,) = (one for one in study.suggest().items if one.span.turn == "IN01B:0004" and one.code == made.HOURS)
    assert " in 100; goes by: '" in mark.because
    assert "shutters" in mark.because
    coding = {one.id: one for one in study.marks[1]}
    assert len(mark.like) == 2
    assert {coding[name].code for name in mark.like} == {made.HOURS}
    assert {coding[name].coder for name in mark.like} == {"asha"}


def test_what_somebody_put_or_rejected_is_not_suggested_again(coded: Path, made: Any) -> None:
    made.do(coded, made.BEN, Add(made.coding("IN01B", 4, made.HOURS, made.BEN, status="rejected")))
    marks = tlc.open(coded).suggest().items
    assert "IN01B:0004" not in on(marks, "IN01B", made.HOURS)
    assert not on(marks, "FG01", made.HOURS) & {"FG01:0002", "FG01:0004", "FG01:0008"}


def test_nobodys_question_is_suggested_for(coded: Path) -> None:
    assert not any(mark.span.turn.endswith(":0001") for mark in tlc.open(coded).suggest().items)


def test_nothing_is_learnt_from_the_rules(folder: Path, made: Any) -> None:
    own = made.codings("FG01", RULES) + made.codings("FG01B", RULES) + made.codings("FG01C", RULES)
    replace_suggestions(folder / "codings", RULES, own)
    found = tlc.open(folder).suggest()
    assert found.learnt_from == {}
    assert not on(found.items, "IN01B", made.CARD)


def test_nothing_is_learnt_from_its_own_suggestions(coded: Path) -> None:
    study = tlc.open(coded)
    first = study.suggest().items
    assert [(one.id, one.because) for one in study.suggest().items] == [(one.id, one.because) for one in first]


def test_with_too_little_to_learn_from_the_rules_rank_and_it_is_said(folder: Path, made: Any) -> None:
    made.do(folder, made.ASHA, *map(Add, made.codings("FG01")))
    found = tlc.open(folder).suggest()
    assert found.title == "Suggested by the codebook's rules, ranked"
    assert "too few codings to learn from" in found.note
    assert {mark.span.turn.partition(":")[2] for mark in found.items} == {"0009"}
    assert {mark.code for mark in found.items} == {made.HOURS}


def test_the_same_study_and_seed_give_the_same_bytes_of_a_record(coded: Path) -> None:
    record = coded / "suggestions" / "run.toml"
    tlc.open(coded).suggest()
    first = record.read_bytes()
    tlc.open(coded).suggest()
    assert record.read_bytes() == first
    tlc.open(coded).suggest(seed=2)
    assert record.read_bytes() != first


def test_the_record_says_how_it_was_made(coded: Path) -> None:
    study = tlc.open(coded)
    marks = study.suggest().items
    told = tomllib.loads((coded / "suggestions" / "run.toml").read_text(encoding="utf-8"))
    assert (told["suggestions"], told["seed"], told["learnt"]) == (len(marks), 1, True)
    assert told["codebook"] == study.codebook.digest
    assert len(told["recipe"]) == 64
    assert list(told["learnt_from"]) == ["asha"]
    assert told["learnt_from"]["asha"]["events"] == study.kept[0].number
    assert told["transcripts"] == {name: one.digest for name, one in study.transcripts.items()}
    assert told["versions"]["tlc"] == tlc.__version__


def test_nobodys_words_are_in_the_record_or_in_what_is_shown(coded: Path) -> None:
    found = tlc.open(coded).suggest()
    shown = repr(found) + found._repr_html_() + repr(found.quality()) + repr(found.doubts())
    shown += found.quality()._repr_html_() + (coded / "suggestions" / "run.toml").read_text(encoding="utf-8")
    assert "shutters" not in shown.lower()
    assert "little paper" not in shown.lower()


def test_a_coder_whose_file_cannot_be_read_stops_it(coded: Path) -> None:
    (coded / "codings" / "ben.sqlite").write_bytes(b"SQLite format 3\x00 and nothing else")
    with pytest.raises(CodingError):
        tlc.open(coded).suggest()
    assert not (coded / "codings" / "model.sqlite").exists()


def test_without_turns_there_is_nothing_to_suggest_for(study_folder: Path, explained: Callable[..., None]) -> None:
    with pytest.raises(AnalysisError) as caught:
        tlc.open(study_folder).suggest()
    explained(caught.value, what="no turns of participants", hint="study.add(FILES)")


def test_a_seed_below_0_is_refused(coded: Path) -> None:
    with pytest.raises(AnalysisError, match="seed cannot be below 0"):
        tlc.open(coded).suggest(seed=-1)


def test_quality_is_measured_beside_people(coded: Path, made: Any) -> None:
    made.code(coded, *made.SESSIONS[:5], coder=made.BEN)
    table = tlc.open(coded).suggest().quality()
    hours = table.frame.set_index("code").loc[made.HOURS]
    assert (hours["coded"], hours["sessions"]) == (15, 5)
    assert hours["precision"] > 0.9
    assert hours["people_f1"] == 1
    assert table.measured.sessions == 5


def test_quality_is_not_told_of_one_session(folder: Path, made: Any) -> None:
    more = [made.coding("FG01", number, "access.registration") for number in range(2, 10)]
    made.do(folder, made.ASHA, *map(Add, [*made.codings("FG01"), *more]))
    found = tlc.open(folder).suggest()
    assert found.learnt_from == {"asha": 13}
    assert "one session only" in found.quality().title
    assert found.doubts().note == "Too little was coded to say anything."


def test_a_coding_unlike_the_others_is_listed_for_a_second_look(coded: Path, made: Any) -> None:
    odd = made.coding("FG01B", 6, made.HOURS, made.BEN)
    made.do(coded, made.BEN, Add(odd))
    found = tlc.open(coded).suggest().doubts()
    assert [(one.coding, one.turn) for one in found] == [(odd.id, "FG01B:0006")]
    assert "Either may be right" in found.note


def test_what_was_coded_since_is_known_without_opening_anew(coded: Path, made: Any) -> None:
    study = tlc.open(coded)
    before = study.suggest()
    made.do(coded, made.BEN, Add(made.coding("IN01B", 4, made.HOURS, made.BEN)))
    after = study.suggest()
    assert (len(before.learnt_from), len(after.learnt_from)) == (1, 2)
    assert "IN01B:0004" not in on(after.items, "IN01B", made.HOURS)


# Next


def test_next_gives_a_coder_turns_that_they_have_not_read(coded: Path) -> None:
    queue = tlc.open(coded).next("asha", most=50)
    assert {one.session for one in queue.items} == {"IN01B"}
    assert (len(queue), queue.left) == (8, 8)
    assert tlc.open(coded).next("ben").left == 48


def test_next_goes_on_after_what_was_read(coded: Path, made: Any) -> None:
    study = tlc.open(coded)
    first = study.next("asha", most=1).items[0]
    made.read(coded, first.turn, first.drawn)
    assert first.turn not in {one.turn for one in study.next("asha", most=50).items}
    assert study.next("asha").left == 7


def test_next_names_no_code_to_somebody_who_codes_on_their_own(coded: Path, made: Any) -> None:
    queue = tlc.open(coded).next("ben", most=50)
    assert set(queue.frame["code"]) == {""}
    assert set(queue.frame["why"]) == {UNTOLD, AT_RANDOM}
    made.do(coded, made.BEN, Show("IN01B", "suggestions"))
    told = tlc.open(coded).next("ben", most=50).frame
    assert set(told.loc[told["code"] != "", "session"]) == {"IN01B"}


def test_next_shows_terms_and_names_and_nobodys_words(coded: Path, made: Any) -> None:
    sessions = tlc.open(coded).transcripts
    made.do(coded, made.BEN, *(Show(session, "suggestions") for session in sessions))
    queue = tlc.open(coded).next("ben", most=50)
    shown = repr(queue) + queue._repr_html_()
    assert "the term \"closed\" stands here; 'Opening hours do not fit' was coded 15 times so far" in repr(queue)
    assert "drawn at random" in shown
    assert "shutters" not in shown.lower()


def test_when_everything_was_read_next_says_so(coded: Path, made: Any) -> None:
    made.code(coded, "IN01B")
    queue = tlc.open(coded).next("asha")
    assert (len(queue), queue.note) == (0, "Every turn has been read.")


def test_a_machine_has_no_queue(coded: Path, explained: Callable[..., None]) -> None:
    with pytest.raises(CodingError) as caught:
        tlc.open(coded).next("model")
    explained(caught.value, what="is a machine's name", hint="Use your own")


class Last:
    """An embedder: whether a text is of the last session."""

    name, revision = "last", "7"

    def embed(self, texts: list[str]) -> np.ndarray:
        return np.array([[float("was 5" in text), 1.0] for text in texts])


def test_an_embedder_that_is_installed_is_used_and_recorded(coded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Whatever is installed where the tests run.
    monkeypatch.setattr(plugins, "entry_points", lambda group: EntryPoints().select(group=group))
    plain = {mark.id: mark.because for mark in tlc.open(coded).suggest().items}
    point = EntryPoint("last", f"{__name__}:Last", "tlc.embedders")
    monkeypatch.setattr(plugins, "entry_points", lambda group: EntryPoints([point]).select(group=group))
    assert {mark.id: mark.because for mark in tlc.open(coded).suggest().items} != plain
    record = coded / "suggestions" / "run.toml"
    assert tomllib.loads(record.read_text(encoding="utf-8"))["embedder"] == "last 7"
    with (coded / "study.toml").open("a", encoding="utf-8") as file:
        file.write('\n[suggest]\nembedder = "none"\n')
    assert {mark.id: mark.because for mark in tlc.open(coded).suggest().items} == plain
    assert tomllib.loads(record.read_text(encoding="utf-8"))["embedder"] == ""
