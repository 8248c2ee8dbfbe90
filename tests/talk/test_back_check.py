"""Back-checks of translations: who is drawn can be drawn again, and what people found is counted by hand."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlc.errors import StudyError
from tlc.model import Consent, Participant, Transcript, Turn
from tlc.talk.back_check import COLUMNS, draw, path_of, read_checks, translated, write_check

HOW = "10 %, seed 1"
YES = Consent(analyse=True)


def turn(name: str, text: str = "It is closed.", original: str | None = "E închis.", **more: str | None) -> Turn:
    language = "ro" if original is not None else None
    fields = {"speaker": "P01", "language": "en", "original": original, "original_language": language}
    return Turn(id=name, text=text, **(fields | more))  # type: ignore[arg-type]


def turns(session: str, many: int) -> list[Turn]:
    return [turn(f"{session}:{n:04}", f"It is closed {n}.") for n in range(1, many + 1)]


def fill(path: Path, *right: str, delimiter: str = ",") -> None:
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    for row, answer in zip(rows[1:], right, strict=False):
        row[3] = answer
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)


# What is drawn


def test_only_turns_of_participants_and_of_nobody_known_with_both_texts_are_translated(
    a_transcript: Callable[..., Transcript],
) -> None:
    people = [
        Participant(id="P01", role="community", consent=YES),
        Participant(id="P02", role="professional"),
        Participant(id="R01", role="facilitator"),
        Participant(id="I01", role="interpreter"),
    ]
    both = {"original": "E închis.", "original_language": "ro"}
    transcript = a_transcript(
        ("R01", "Is it closed?", both),
        ("P01", "It is closed.", both),
        ("P01", "Said in English."),
        ("I01", "She says that it is closed.", both),
        ("P02", "It is closed.", both),  # may not be analysed
        (None, "Closed.", both),
    )
    assert [one.number for one in translated([transcript], people)] == [2, 6]


@pytest.mark.parametrize(("many", "share", "drawn"), [(1, 10, 1), (10, 10, 1), (11, 10, 2), (7, 100, 7), (250, 1, 3)])
def test_the_share_of_each_session_is_rounded_up(many: int, share: int, drawn: int) -> None:
    assert len(draw(turns("FG01", many), share=share)) == drawn


def test_another_seed_draws_others_and_the_same_seed_the_same() -> None:
    made = turns("FG01", 200)
    assert draw(made, seed=1) == draw(made, seed=1)
    assert draw(made, seed=1) != draw(made, seed=2)


def test_a_session_that_comes_in_later_changes_nothing_that_was_drawn() -> None:
    first = draw(turns("FG01", 60))
    assert [one for one in draw([*turns("AA01", 40), *turns("FG01", 60)]) if one.transcript == "FG01"] == list(first)


@given(sizes=st.lists(st.integers(1, 40), min_size=1, max_size=5), share=st.integers(1, 100), seed=st.integers(0, 99))
def test_every_session_is_drawn_from_and_nothing_twice(sizes: Sequence[int], share: int, seed: int) -> None:
    made = [one for place, size in enumerate(sizes) for one in turns(f"FG{place:02}", size)]
    drawn = draw(made, share=share, seed=seed)
    assert len({one.id for one in drawn}) == len(drawn)
    assert {one.transcript for one in drawn} == {one.transcript for one in made}
    assert list(drawn) == [one for one in made if one in drawn]


@pytest.mark.parametrize("share", [0, -1, 101])
def test_a_share_that_is_none_is_refused(share: int) -> None:
    with pytest.raises(StudyError, match="below 1 or above 100"):
        draw([], share=share)


# The table


def test_the_table_holds_both_texts_and_room_for_a_verdict(tmp_path: Path) -> None:
    path = write_check(tmp_path / "back-check", "asha", [turn("FG01:0001", "- no, it is closed")], how=HOW)
    head, row = csv.reader(path.read_text(encoding="utf-8-sig").splitlines())
    assert tuple(head) == COLUMNS
    assert row == ["FG01:0001", "E închis.", "'- no, it is closed", "", "", HOW]


def test_what_somebody_filled_in_is_not_written_over(tmp_path: Path) -> None:
    path = write_check(tmp_path, "asha", turns("FG01", 1), how=HOW)
    before = path.read_bytes()
    with pytest.raises(StudyError, match="a table to check for this person already"):
        write_check(tmp_path, "asha", turns("FG01", 2), how=HOW)
    assert path.read_bytes() == before


def test_without_translations_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="has a translation beside its original"):
        write_check(tmp_path / "back-check", "asha", [], how=HOW)
    assert not (tmp_path / "back-check").exists()


@pytest.mark.parametrize("by", ["", "../asha", "Asha", "asha b", "con"])
def test_a_name_that_is_no_file_name_is_refused_and_not_repeated(tmp_path: Path, by: str) -> None:
    with pytest.raises(StudyError, match="needs a short name"):
        path_of(tmp_path, by)


# What came of it


def test_nothing_is_said_before_somebody_has_looked(tmp_path: Path) -> None:
    made = turns("FG01", 4)
    assert read_checks(tmp_path / "back-check", made).sentence == ""
    write_check(tmp_path, "asha", made[:2], how=HOW)
    found = read_checks(tmp_path, made)
    assert (found.translated, found.drawn, found.checked, found.sentence) == (4, 2, 0, "")


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_what_was_found_right_counted_by_hand(tmp_path: Path, delimiter: str) -> None:
    made = turns("FG01", 20)
    fill(write_check(tmp_path, "asha", made[:12], how=HOW), *["yes"] * 9, "no", delimiter=delimiter)
    found = read_checks(tmp_path, made)
    assert (found.drawn, found.checked, found.right, found.people) == (12, 10, 9, 1)
    # 9 of 10: Wilson's 95 % interval is 0.5958 to 0.9821.
    assert (round(found.low, 4), round(found.high, 4)) == (0.5958, 0.9821)
    assert found.sentence == (
        "Of 20 translated turns, 12 were drawn at random, session by session (10 %, seed 1), to be held against the "
        "original. One person checked 10 and found 9 right (90 %; 95 % interval 60 to 98 %, Wilson); 2 more wait to be "
        "checked."
    )


def test_a_turn_that_two_people_checked_is_one_and_right_only_if_both_say_so(tmp_path: Path) -> None:
    made = turns("FG01", 3)
    fill(write_check(tmp_path, "asha", made, how=HOW), "yes", "yes", "no")
    fill(write_check(tmp_path, "ben", made, how="5 %, seed 2"), "yes", "no", "no")
    found = read_checks(tmp_path, made)
    assert (found.checked, found.right, found.people) == (3, 1, 2)
    assert "2 people checked 3 and found 1 right" in found.sentence
    assert "(10 %, seed 1; 5 %, seed 2)" in found.sentence


def test_words_that_changed_since_are_no_longer_counted(tmp_path: Path) -> None:
    made = turns("FG01", 3)
    fill(write_check(tmp_path, "asha", made, how=HOW), "yes", "yes", "yes")
    later = [turn("FG01:0001", "Something else."), turn("FG01:0002", "It is closed 2.", "Altceva."), made[2]]
    found = read_checks(tmp_path, later)
    assert (found.drawn, found.checked, found.outdated) == (1, 1, 2)
    assert read_checks(tmp_path, made[:2]).outdated == 1


def test_words_of_several_lines_and_dashes_are_known_again(tmp_path: Path) -> None:
    made = [turn("FG01:0001", "- No.\nIt is closed.", "=Nu.\nE închis.")]
    path = write_check(tmp_path, "asha", made, how=HOW)
    path.write_text(path.read_text(encoding="utf-8-sig").replace(',"",', ",yes,"), encoding="utf-8-sig")
    assert read_checks(tmp_path, made).outdated == 0


def test_a_verdict_that_is_neither_is_named_by_its_line(tmp_path: Path, explained: Callable[..., None]) -> None:
    made = turns("FG01", 2)
    fill(write_check(tmp_path, "asha", made, how=HOW), "yes", "mostly")
    with pytest.raises(StudyError) as caught:
        read_checks(tmp_path, made)
    explained(caught.value, what="'right' is neither yes nor no", where="asha.csv, line 3", hint="Write yes or no")
    assert "mostly" not in str(caught.value)
