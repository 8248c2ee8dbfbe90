"""A corrected transcript: codings follow their words, the earlier version stays, and no stop at a write spoils it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import tlc
from tlc import _files
from tlc.errors import CodingError, StudyError, TranscriptError
from tlc.listen.codings import (
    Add,
    Journal,
    Kept,
    Remove,
    add_codings,
    coding_id,
    history,
    read_coder,
    replace_suggestions,
)
from tlc.model import RULES, Coder, Coding, Span
from tlc.talk.bring_in import Added
from tlc.talk.earlier import Replacing, earlier_versions, replacings
from tlc.talk.withdraw import Begun

ASHA, BEN = Coder(id="asha", name="Asha"), Coder(id="ben", name="Ben")
AGREED = Coder(id="agreed", name="Agreed", kind="agreed")
# A turn more, a word corrected, a turn parted, words gone.
CORRECTED = """R01: Good morning.
R01: How is it at the doctor's here?
P01: It is closed after my late shift. {canary}.
P02: They asked for prof of address,
P02: and there was no interpreter.
R01: What would help?
P01: Nothing.
"""


def coded(study: tlc.Study, words: str, *, coder: Coder = ASHA, code: str = "access.hours", nth: int = 0) -> Coding:
    places = [(turn, turn.text.find(words)) for turn in study.turns_by_id.values() if words in turn.text]
    turn, start = places[nth]
    span = Span(turn=turn.id, start=start, end=start + len(words))
    made_at = "2026-06-01T10:00:00Z"
    name = coding_id(coder.id, span, code)
    return Coding(id=name, span=span, code=code, coder=coder.id, quote=words, made_at=made_at)


@pytest.fixture
def folder(tiny_study: tlc.Study, canary: str, let_through: Callable[..., None]) -> Path:
    """The tiny study, coded by two people, by both together and by the rules; a corrected file lies there, checked."""
    study, codings = tiny_study, tiny_study.path / "codings"
    marks = [coded(study, "closed"), coded(study, "proof of address"), coded(study, "no interpreter")]
    add_codings(codings, ASHA, [*marks, coded(study, "A card"), coded(study, "register", code="access.registration")])
    add_codings(codings, BEN, [coded(study, "How is it", coder=BEN), coded(study, "my shift", coder=BEN)])
    add_codings(codings, AGREED, [coded(study, "interpreter", coder=AGREED)])
    study.tag()
    put(study.path, CORRECTED.format(canary=canary.capitalize()), let_through)
    return study.path


def put(folder: Path, text: str, let_through: Callable[..., None], name: str = "FG01.txt") -> Path:
    path = folder / "sessions" / name
    path.write_text(text, encoding="utf-8", newline="")
    let_through(tlc.open(folder), [path])
    return path


def replaced(folder: Path, name: str = "FG01.txt") -> Added:
    (added,) = tlc.open(folder).add(folder / "sessions" / name, replace=True)
    return added


def done(added: Added) -> Replacing:
    assert added.problem is None
    assert added.replacing is not None
    return added.replacing


def kept(folder: Path, coder: str = "asha") -> Kept:
    return read_coder(folder / "codings" / f"{coder}.sqlite")


def standing(folder: Path, coder: str = "asha") -> set[tuple[str, str]]:
    return {(mark.span.turn, mark.quote) for mark in kept(folder, coder).codings}


def earlier_files(folder: Path) -> list[str]:
    return sorted(path.suffix for path in (folder / "transcripts" / "earlier").glob("*"))


# What becomes of transcripts and codings


def test_codings_of_everybody_follow_their_words(folder: Path) -> None:
    replaced(folder)
    assert standing(folder) == {
        ("FG01:0003", "closed"),
        ("FG01:0004", "prof of address"),
        ("FG01:0005", "no interpreter"),
        ("IN01:0002", "register"),
    }
    assert standing(folder, "ben") == {("FG01:0002", "How is it")} | {("FG01:0003", "my late shift")}
    assert standing(folder, "agreed") == {("FG01:0005", "interpreter")}


def test_the_study_reads_as_if_it_had_always_been_so(folder: Path) -> None:
    replaced(folder)
    study = tlc.open(folder)
    assert list(study.transcripts) == ["FG01", "IN01"]
    assert len(study.transcripts["FG01"].turns) == 7
    assert not [problem for problem in study.check() if problem.severity == "error"]
    assert set(study.codings["turn"]) <= set(study.turns_by_id)


def test_it_is_said_what_became_of_each(folder: Path) -> None:
    one = done(replaced(folder))
    told = {(placing.coder, placing.before.turn): (placing.how, placing.why) for placing in one.placings}
    assert told["asha", "FG01:0002"] == ("moved", "")
    assert told["asha", "FG01:0005"] == ("set aside", "gone")
    assert told["ben", "FG01:0002"] == ("words changed", "")
    assert one.suggestions == {"rules": 4}
    assert one.kept == 0


def test_what_cannot_be_placed_is_kept_aside(folder: Path) -> None:
    replaced(folder)
    (aside,) = kept(folder).adrift
    assert (aside.quote, aside.span.turn) == ("A card", "FG01:0005")
    assert [event.kind for event in history(folder / "codings/asha.sqlite", aside.id)] == ["add", "set aside"]


def test_suggestions_of_the_rules_on_it_are_dropped_and_others_stay(folder: Path) -> None:
    before = {mark.id for mark in kept(folder, "rules").codings if mark.span.turn.startswith("IN01")}
    replaced(folder)
    assert {mark.id for mark in kept(folder, "rules").codings} == before != set()


def test_the_earlier_version_is_kept_to_the_letter(folder: Path) -> None:
    before = (folder / "transcripts/FG01.txt").read_bytes()
    one = done(replaced(folder))
    assert (folder / f"transcripts/earlier/{one.stem}.txt").read_bytes() == before
    (earlier,) = earlier_versions(folder / "transcripts")
    assert earlier.transcript.digest == one.before
    assert earlier.path.name == f"FG01-{one.before[:12]}.txt"


def test_what_is_written_down_holds_nobodys_words(folder: Path, canary: str) -> None:
    replaced(folder)
    (path,) = (folder / "transcripts/earlier").glob("*.toml")
    text = path.read_text(encoding="utf-8").casefold()
    assert "access.hours" in text
    assert not [word for word in (canary, "address", "closed", "card") if word in text]


def test_what_is_written_down_can_be_read_again(folder: Path) -> None:
    one = done(replaced(folder))
    assert replacings(folder / "transcripts") == (one,)
    assert one.is_finished


def test_it_can_be_looked_at_again(folder: Path, let_through: Callable[..., None]) -> None:
    text = (folder / "sessions/FG01.txt").read_text(encoding="utf-8")
    replaced(folder)
    assert {row.coder for row in tlc.open(folder).replaced("FG01").frame.itertuples()} == {"asha", "ben"}
    put(folder, text + "R01: Thank you.\n", let_through)
    replaced(folder)
    assert len(tlc.open(folder).replaced("FG01")) == 0
    with pytest.raises(StudyError) as caught:
        tlc.open(folder).replaced("IN01")
    assert caught.value.place == "IN01"


def test_history_tells_where_a_coding_stood(folder: Path) -> None:
    name = next(mark.id for mark in kept(folder).codings if mark.quote == "proof of address")
    replaced(folder)
    events = history(folder / "codings/asha.sqlite", name)
    assert [(event.kind, event.quote) for event in events] == [("add", "proof of address"), ("move", "prof of address")]


def test_memo_and_flags_go_along(folder: Path) -> None:
    study = tlc.open(folder)
    mark = replace(coded(study, "What would help"), memo="ask again", prompted=True, serious=True, independent=False)
    add_codings(folder / "codings", ASHA, [mark])
    replaced(folder)
    found = next(one for one in kept(folder).codings if one.id == mark.id)
    assert found == replace(mark, span=Span(turn="FG01:0006", start=0, end=15))


def test_finished_sessions_and_what_was_shown_stay(folder: Path) -> None:
    from tlc.listen.codings import Finish, Show

    Journal(folder / "codings", ASHA).do(Finish("FG01", True), Show("FG01", "others"))
    replaced(folder)
    assert kept(folder).finished == {"FG01"}
    assert kept(folder).shown == {("FG01", "others")}


def test_its_turns_are_to_be_read_again(folder: Path) -> None:
    from tlc.listen.codings import Read

    Journal(folder / "codings", ASHA).do(Read("FG01:0002", "random"), Read("FG09:0001"))
    replaced(folder)
    assert kept(folder).read == {"FG09:0001": ""}


# What is refused, and what is nothing to do


def test_without_being_asked_to_nothing_is_replaced(folder: Path, canary: str) -> None:
    before = standing(folder)
    (added,) = tlc.open(folder).add(folder / "sessions/FG01.txt")
    assert added.problem is not None
    assert "--replace" in added.problem.mend
    assert canary not in str(added.problem)
    assert (standing(folder), earlier_files(folder)) == (before, [])


def test_the_same_words_in_another_file_are_nothing_to_do(folder: Path, let_through: Callable[..., None]) -> None:
    replaced(folder)
    files = earlier_files(folder)
    text = (folder / "sessions/FG01.txt").read_text(encoding="utf-8")
    put(folder, text.replace("\n", "\r\n"), let_through, "FG01-again.txt")
    added = replaced(folder, "FG01-again.txt")
    assert (added.already, added.replacing, earlier_files(folder)) == (True, None, files)


def test_a_group_without_a_transcript_gets_one(folder: Path) -> None:
    (folder / "transcripts/FG01.txt").unlink()
    shutil.rmtree(folder / "codings")
    added = replaced(folder)
    assert (added.problem, added.replacing) == (None, None)
    assert added.transcript is not None


def test_a_file_that_was_not_checked_replaces_nothing(folder: Path) -> None:
    path = folder / "sessions/FG01.txt"
    path.write_text(path.read_text(encoding="utf-8") + "P02: And more.\n", encoding="utf-8")
    before = (folder / "transcripts/FG01.txt").read_bytes(), standing(folder)
    assert replaced(folder).problem is not None
    assert ((folder / "transcripts/FG01.txt").read_bytes(), standing(folder)) == before
    assert earlier_files(folder) == []


def test_when_one_coders_file_is_damaged_nothing_is_replaced(folder: Path) -> None:
    (folder / "codings/ben.sqlite").write_bytes(b"no database")
    before = (folder / "transcripts/FG01.txt").read_bytes(), standing(folder)
    added = replaced(folder)
    assert added.problem is not None
    assert added.problem.place == "ben.sqlite"
    assert ((folder / "transcripts/FG01.txt").read_bytes(), standing(folder)) == before
    assert earlier_files(folder) == []


def test_while_somebody_is_leaving_nothing_is_replaced(folder: Path) -> None:
    Begun(person="P02", date="2026-06-02").save(folder)
    with pytest.raises(StudyError, match="P02 is leaving") as caught:
        replaced(folder)
    assert "tlc withdraw P02" in str(caught.value.hint)


# Several corrections


def test_what_was_set_aside_comes_back_with_its_words(folder: Path, let_through: Callable[..., None]) -> None:
    before = standing(folder)
    text = (folder / "sessions/FG01.txt").read_text(encoding="utf-8")
    replaced(folder)
    assert ("FG01:0005", "A card") not in standing(folder)
    put(folder, text.replace("P01: Nothing.", "P01: A card that says which language I speak."), let_through)
    replaced(folder)
    assert ("FG01:0007", "A card") in standing(folder)
    assert kept(folder).adrift == ()
    assert len(standing(folder)) == len(before)


def test_what_somebody_coded_anew_meanwhile_is_not_doubled(folder: Path, let_through: Callable[..., None]) -> None:
    text = (folder / "sessions/FG01.txt").read_text(encoding="utf-8")
    replaced(folder)
    again = text.replace("P01: Nothing.", "P01: A card that says which language I speak.")
    put(folder, again, let_through)
    study = tlc.open(folder)
    study.add(folder / "sessions/FG01.txt", replace=True)
    journal = Journal(folder / "codings", ASHA)
    name = next(mark.id for mark in journal.kept.codings if mark.quote == "A card")
    journal.do(Remove(name))
    journal.do(Add(coded(tlc.open(folder), "A card")))
    put(folder, again.replace("Nobody", "Somebody") + "R01: Thanks.\n", let_through)
    replaced(folder)
    assert [mark.quote for mark in kept(folder).codings].count("A card") == 1


def test_two_that_were_set_aside_do_not_come_back_to_the_same_place(
    folder: Path, let_through: Callable[..., None]
) -> None:
    text = (folder / "sessions/FG01.txt").read_text(encoding="utf-8")
    # Gone; there twice, where it is coded once more; gone again; there once.
    before = "Or a door, and so on and so forth, and then."
    twice = f"{before} A card. {before} A card."
    for said in ("Nothing.", twice, "Never.", f"{before} A card that says which language I speak."):
        put(folder, text.replace("Nothing.", said), let_through)
        assert replaced(folder).problem is None
        if said == twice:
            assert [mark.quote for mark in kept(folder).adrift] == ["A card"]
            Journal(folder / "codings", ASHA).do(Add(coded(tlc.open(folder), "A card")))
    assert [mark.quote for mark in kept(folder).codings].count("A card") == 1
    assert [mark.quote for mark in kept(folder).adrift] == ["A card"]


def test_each_earlier_version_has_a_file_of_its_own(folder: Path, let_through: Callable[..., None]) -> None:
    text = (folder / "sessions/FG01.txt").read_text(encoding="utf-8")
    replaced(folder)
    put(folder, text + "R01: Thank you.\n", let_through)
    replaced(folder)
    assert earlier_files(folder) == [".toml", ".toml", ".txt", ".txt"]
    assert len(earlier_versions(folder / "transcripts", "FG01")) == 2
    assert earlier_versions(folder / "transcripts", "IN01") == ()


def test_two_codings_can_change_places(tiny_study: tlc.Study, let_through: Callable[..., None]) -> None:
    said = ["P01: It is closed at nine, I told them.", "P02: It is closed at five, they told me."]
    put(tiny_study.path, "\n".join([*said, ""]), let_through)
    tiny_study.add(tiny_study.path / "sessions/FG01.txt", replace=True)
    first, second = coded(tiny_study, "closed at nine"), coded(tiny_study, "closed at five")
    add_codings(tiny_study.path / "codings", ASHA, [first, second])
    put(tiny_study.path, "\n".join([*said[::-1], ""]), let_through)
    one = done(replaced(tiny_study.path))
    assert {placing.how for placing in one.placings} == {"moved"}
    assert standing(tiny_study.path) == {("FG01:0002", "closed at nine"), ("FG01:0001", "closed at five")}


# Pages that are open meanwhile


def test_an_open_page_notices_and_its_undo_brings_nothing_adrift(folder: Path) -> None:
    study = tlc.open(folder)
    journal = Journal(folder / "codings", ASHA, fits=lambda mark: fits(tlc.open(folder), mark))
    taken = next(mark.id for mark in journal.kept.codings if mark.quote == "A card")
    journal.do(Remove(taken))
    replaced(folder)
    assert journal.refresh()
    assert ("FG01:0005", "no interpreter") in {(mark.span.turn, mark.quote) for mark in journal.kept.codings}
    journal.undo()
    assert all(fits(tlc.open(folder), mark) for mark in kept(folder).codings)
    assert taken in {mark.id for mark in kept(folder).adrift}
    assert study.path == folder


def fits(study: tlc.Study, mark: Coding) -> bool:
    turn = study.turns_by_id.get(mark.span.turn)
    return turn is not None and turn.text[mark.span.start : mark.span.end] == mark.quote


def test_what_an_open_page_writes_on_earlier_words_follows_at_the_next_run(folder: Path) -> None:
    late = coded(tlc.open(folder), "They asked", coder=BEN)
    replaced(folder)
    add_codings(folder / "codings", BEN, [late])
    assert not fits(tlc.open(folder), late)
    one = done(replaced(folder))
    assert [(placing.coding, placing.how) for placing in one.placings] == [(late.id, "moved")]
    assert ("FG01:0004", "They asked") in standing(folder, "ben")


def test_the_place_that_a_coding_left_can_be_coded(folder: Path) -> None:
    span = next(mark.span for mark in kept(folder).codings if mark.quote == "no interpreter")
    replaced(folder)
    turn = tlc.open(folder).turns_by_id["FG01:0003"]
    quote = turn.text[: span.end - span.start]
    new = Span(turn=span.turn, start=0, end=len(quote))
    mark = Coding(
        id=coding_id("asha", span, "access.hours"),
        span=new,
        code="access.hours",
        coder="asha",
        quote=quote,
        made_at="2026-06-01T10:00:00Z",
    )
    add_codings(folder / "codings", ASHA, [mark])
    assert {("FG01:0003", quote), ("FG01:0005", "no interpreter")} <= standing(folder)


# Stopped at any write


class StopError(BaseException):
    """The power goes."""


@pytest.fixture
def stops(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int, bool], list[int]]]:
    """Let the n-th write be the last, before it or after it; the list counts the writes."""

    def at(number: int, is_after: bool) -> list[int]:
        count = [0]

        def stopping(write: Callable[..., Any]) -> Callable[..., Any]:
            def stop(*given: Any, **more: Any) -> Any:
                count[0] += 1
                if count[0] == number and not is_after:
                    raise StopError
                found = write(*given, **more)
                if count[0] == number:
                    raise StopError
                return found

            return stop

        monkeypatch.setattr(_files, "_write", stopping(_files._write))
        monkeypatch.setattr(Journal, "do", stopping(Journal.do))
        monkeypatch.setattr("tlc.study._replacing.replace_suggestions", stopping(replace_suggestions))
        return count

    yield at


def everything(folder: Path) -> list[tuple[Any, ...]]:
    return [
        (coder, kept(folder, coder).codings, kept(folder, coder).adrift) for coder in ("agreed", "asha", "ben", "rules")
    ]


def number_of_writes(folder: Path, stops: Callable[[int, bool], list[int]], monkeypatch: pytest.MonkeyPatch) -> int:
    with monkeypatch.context():
        count = stops(0, False)
        replaced(folder)
    monkeypatch.undo()
    return count[0]


@pytest.mark.parametrize("is_after", [False, True], ids=["before it", "after it"])
@pytest.mark.parametrize("number", range(1, 9))
def test_stopped_at_any_write_the_next_run_finishes(
    folder: Path, stops: Callable[[int, bool], list[int]], monkeypatch: pytest.MonkeyPatch, number: int, is_after: bool
) -> None:
    whole = folder.with_name("whole")
    shutil.copytree(folder, whole)
    replaced(whole)
    stops(number, is_after)
    with pytest.raises(StopError):
        replaced(folder)
    monkeypatch.undo()

    study = tlc.open(folder)
    unfinished = [problem for problem in study.check() if "not finished" in problem.what]
    kept_place = all(
        fits(study, mark) for name in ("agreed", "asha", "ben", "rules") for mark in kept(folder, name).codings
    )
    assert kept_place or unfinished
    assert len(study.transcripts) == 2
    assert all(kept(folder, name).number for name in ("asha", "ben"))

    added = replaced(folder)
    assert added.problem is None
    assert everything(folder) == everything(whole)
    assert (folder / "transcripts/FG01.txt").read_bytes() == (whole / "transcripts/FG01.txt").read_bytes()
    assert all(one.is_finished for one in replacings(folder / "transcripts"))
    assert not [problem for problem in tlc.open(folder).check() if problem.severity == "error"]


def test_there_are_as_many_writes_as_are_stopped_at(
    folder: Path, stops: Callable[[int, bool], list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert number_of_writes(folder, stops, monkeypatch) == 8


def test_after_a_stop_it_is_told_what_became_of_all_codings(
    folder: Path, stops: Callable[[int, bool], list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = folder.with_name("whole")
    shutil.copytree(folder, whole)
    stops(5, True)
    with pytest.raises(StopError):
        replaced(folder)
    monkeypatch.undo()
    assert done(replaced(folder)).placings == done(replaced(whole)).placings


def test_a_file_that_is_locked_half_way_is_told_and_finished_later(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object, **__: object) -> None:
        raise CodingError("The file is locked.", where=folder / "codings/asha.sqlite", hint="Close it.")

    monkeypatch.setattr(Journal, "do", locked)
    added = replaced(folder)
    assert added.problem is not None
    assert "codings do not all follow yet" in added.problem.what
    assert "same command again" in added.problem.mend
    assert [problem for problem in tlc.open(folder).check() if "not finished" in problem.what]
    monkeypatch.undo()
    replaced(folder)
    assert ("FG01:0005", "no interpreter") in standing(folder)


def test_a_damaged_note_of_what_was_begun_is_named(folder: Path) -> None:
    one = done(replaced(folder))
    (folder / f"transcripts/earlier/{one.stem}.toml").write_text("at = ", encoding="utf-8")
    with pytest.raises(StudyError) as caught:
        replaced(folder)
    assert caught.value.place == f"{one.stem}.toml"


def test_an_earlier_version_that_was_changed_by_hand_is_named(folder: Path) -> None:
    one = done(replaced(folder))
    path = folder / f"transcripts/earlier/{one.stem}.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("closed", "opened"), encoding="utf-8")
    with pytest.raises(TranscriptError, match="changed by hand") as caught:
        earlier_versions(folder / "transcripts")
    assert caught.value.place == path.name


def test_machines_are_asked_anew(folder: Path) -> None:
    replaced(folder)
    tlc.open(folder).tag()
    assert {mark.span.turn for mark in kept(folder, RULES.id).codings} >= {"FG01:0003", "FG01:0005"}
