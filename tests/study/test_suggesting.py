"""Suggestions while somebody codes: learnt anew after each decision, and nothing done twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

import tlc
from tlc.listen.codings import Add, Finish
from tlc.study import _suggesting
from tlc.study._suggesting import Suggesting, learning_of


@pytest.fixture(scope="module")
def made(loaded: Callable[[Path], ModuleType]) -> Any:
    return loaded(Path(__file__).parent / "learning.py")


@pytest.fixture
def coded(study_folder: Path, made: Any) -> Path:
    """Six sessions, four of them coded by asha."""
    made.lay(study_folder)
    made.code(study_folder, *made.SESSIONS[:4])
    return study_folder


def on(suggesting: Suggesting, session: str, code: str) -> dict[str, Any]:
    return {mark.span.turn: mark for mark in suggesting.suggestions(session) if mark.code == code}


def test_a_session_gets_its_own_suggestions_in_the_order_of_its_turns(coded: Path, made: Any) -> None:
    marks = Suggesting(tlc.open(coded), "asha").suggestions("IN01B")
    turns = [mark.span.turn for mark in marks]
    assert {turn.partition(":")[0] for turn in turns} == {"IN01B"}
    assert turns == sorted(turns)
    assert set(on(Suggesting(tlc.open(coded), "asha"), "IN01B", made.HOURS)) >= {"IN01B:0002", "IN01B:0004"}


def test_a_session_that_is_not_there_has_none(coded: Path) -> None:
    assert Suggesting(tlc.open(coded), "asha").suggestions("FG99") == ()


def test_where_nothing_has_changed_nothing_is_learnt_again(coded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    suggesting = Suggesting(tlc.open(coded), "asha")
    first = suggesting.suggestions("IN01B")

    def never(*_: object, **__: object) -> None:
        raise AssertionError("learnt again")

    monkeypatch.setattr(_suggesting, "learn", never)
    monkeypatch.setattr(_suggesting.Features, "fit", never)
    assert suggesting.suggestions("IN01B") == first
    assert suggesting.queue(3)


def test_a_decision_is_learnt_from_and_the_words_are_not_weighed_again(
    coded: Path, made: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    suggesting = Suggesting(tlc.open(coded), "asha")
    before = on(suggesting, "IN01B", made.HOURS)

    def never(*_: object, **__: object) -> None:
        raise AssertionError("weighed again")

    monkeypatch.setattr(_suggesting.Features, "fit", never)
    made.do(coded, made.ASHA, *(Add(one) for one in made.codings("IN01") if one.code == made.HOURS))
    after = on(suggesting, "IN01B", made.HOURS)
    assert before["IN01B:0004"].id == after["IN01B:0004"].id
    assert before["IN01B:0004"].because != after["IN01B:0004"].because


def test_rejections_are_learnt_from(coded: Path, made: Any) -> None:
    suggesting = Suggesting(tlc.open(coded), "ben")
    before = on(suggesting, "IN01B", made.HOURS)["IN01B:0004"]
    no = [made.coding("IN01", number, made.HOURS, made.BEN, status="rejected") for number in (2, 4, 8)]
    made.do(coded, made.BEN, *map(Add, no))
    after = on(suggesting, "IN01B", made.HOURS).get("IN01B:0004")
    assert after is None or chance(after) < chance(before)


def chance(mark: Any) -> int:
    return int(mark.because.partition(" ")[0])


def test_what_this_coder_decided_is_not_suggested_to_them_but_to_others(coded: Path, made: Any) -> None:
    made.do(coded, made.ASHA, Add(made.coding("IN01B", 4, made.HOURS)))
    study = tlc.open(coded)
    assert "IN01B:0004" not in on(Suggesting(study, "asha"), "IN01B", made.HOURS)
    assert "IN01B:0004" in on(Suggesting(study, "ben"), "IN01B", made.HOURS)


def test_what_a_coder_passed_over_is_judged_by_a_model_that_has_not_seen_their_session(coded: Path, made: Any) -> None:
    # Asha finished IN01 and overlooked everything: a model that learnt from that would be talked out of it.
    made.do(coded, made.ASHA, Finish("IN01", yes=True))
    suggesting = Suggesting(tlc.open(coded), "asha")
    assert set(on(suggesting, "IN01", made.HOURS)) >= {"IN01:0002", "IN01:0004", "IN01:0008"}
    learning = learning_of(tlc.open(coded))
    known = learning.known()
    row = known.ground.material.rows["IN01:0004"]
    place = known.ground.labels.codes.index(made.HOURS)
    assert learning.without("IN01")[1][row, place] > known.scores[row, place]


def test_the_model_beside_is_kept_while_only_its_session_changes(
    coded: Path, made: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.do(coded, made.ASHA, Add(made.coding("IN01", 2, made.HOURS)))
    suggesting = Suggesting(tlc.open(coded), "asha")
    suggesting.suggestions("IN01")
    learnt = []
    real = _suggesting.learn
    monkeypatch.setattr(_suggesting, "learn", lambda *a, **k: learnt.append(1) or real(*a, **k))
    made.do(coded, made.ASHA, Add(made.coding("IN01", 4, made.HOURS)))
    suggesting.suggestions("IN01")
    assert len(learnt) == 1


def test_a_corrected_transcript_is_read_anew(coded: Path, made: Any) -> None:
    suggesting = Suggesting(tlc.open(coded), "asha")
    assert "IN01B:0004" in on(suggesting, "IN01B", made.HOURS)
    path = coded / "transcripts" / "IN01B.txt"
    path.unlink()
    assert suggesting.suggestions("IN01B") == ()


def test_another_codebook_is_another_beginning(coded: Path, made: Any) -> None:
    study = tlc.open(coded)
    learning = learning_of(study)
    learning.known()
    path = coded / "codebook.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("'closed'", "'bus', 'closed'"), encoding="utf-8")
    study._forget("codebook")
    row = learning.known().ground.material.rows["IN01B:0006"]
    assert [hit.code for hit in learning.known().ground.hits.found[row]] == [made.HOURS]


def test_a_file_that_cannot_be_read_stops_nobody_on_the_page(coded: Path, made: Any) -> None:
    (coded / "codings" / "zoe.sqlite").write_bytes(b"SQLite format 3\x00 and nothing else")
    assert on(Suggesting(tlc.open(coded), "asha"), "IN01B", made.HOURS)


def test_the_time_of_suggestions_stays_while_the_page_is_open(coded: Path) -> None:
    suggesting = Suggesting(tlc.open(coded), "asha")
    assert suggesting.suggestions("IN01B")[0].made_at == suggesting.suggestions("IN01B")[0].made_at


def test_the_queue_is_this_coders(coded: Path) -> None:
    study = tlc.open(coded)
    assert {one.session for one in Suggesting(study, "asha").queue(99)} == {"IN01", "IN01B"}
    assert len(Suggesting(study, "ben").queue(99)) == 48
    assert len(Suggesting(study, "ben").queue(5)) == 5


def test_a_study_learns_once_for_all_who_ask(coded: Path) -> None:
    study = tlc.open(coded)
    assert learning_of(study) is learning_of(study)
    assert learning_of(study, seed=2) is not learning_of(study)
    assert learning_of(study).known() is learning_of(study).known()


def test_unseen_scores_are_of_judged_turns_only(coded: Path) -> None:
    learning = learning_of(tlc.open(coded))
    judged = ~np.isnan(learning.known().ground.labels.values)
    assert (np.isnan(learning.unseen()) == ~judged).all()


def test_of_one_session_nothing_is_unseen(study_folder: Path, made: Any) -> None:
    made.lay(study_folder)
    made.code(study_folder, "FG01")
    assert np.isnan(learning_of(tlc.open(study_folder)).unseen()).all()
