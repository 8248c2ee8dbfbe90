"""A study says how sure it is, and keeps what people say to it, through corrections of words and of the codebook."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

import tlc
from tlc._files import write_whole
from tlc.change.rating import FOLDER, read_entries
from tlc.errors import StudyError
from tlc.listen.codings import add_codings
from tlc.model import Coder, Coding, Source, Span, Transcript, Turn, turn_id
from tlc.talk.earlier import Replacing, keep
from tlc.talk.transcript import write_transcript

SAID = (
    ("R01", "How is it at the doctor's here?"),
    ("P01", "It is closed after my shift."),
    ("P02", "For me the hours are good."),
    (None, "Always closed."),
)
HOURS = "access.hours"


def transcript(*said: tuple[str | None, str], name: str = "FG01") -> Transcript:
    turns = tuple(
        Turn(id=turn_id(name, number), speaker=who, text=text, language="en")
        for number, (who, text) in enumerate(said, start=1)
    )
    source = Source(name=f"{name}.txt", importer="text", version="0.1.0", digest="0" * 64)
    return Transcript(id=name, group=name, source=source, turns=turns)


def lay(folder: Path, one: Transcript) -> None:
    write_whole(folder / "transcripts" / f"{one.id}.txt", write_transcript(one))


@pytest.fixture
def study(study_folder: Path) -> tlc.Study:
    """The tiny study with one session in which Asha found that hours do not fit."""
    shutil.rmtree(study_folder / "sessions")
    lay(study_folder, transcript(*SAID))
    code(study_folder, "FG01:0002", "closed after my shift")
    return tlc.open(study_folder)


def code(folder: Path, turn: str, words: str, by: str = "asha") -> None:
    study = tlc.open(folder)
    text = study.turns_by_id[turn].text
    start = text.index(words)
    mark = Coding(
        id=f"{by}-{turn}",
        span=Span(turn=turn, start=start, end=start + len(words)),
        code=HOURS,
        coder=by,
        quote=words,
        made_at="2026-06-01T10:00:00Z",
    )
    add_codings(folder / "codings", Coder(id=by, name=by.title()), [mark])


def again(study: tlc.Study) -> tlc.Study:
    return tlc.open(study.path)


def test_a_theme_that_was_found_is_rated_and_nobody_stands_for_it(study: tlc.Study) -> None:
    rated = {rating.theme: rating for rating in study.ratings()}
    assert list(rated) == ["access", HOURS]
    assert not rated[HOURS].confirmed
    assert rated[HOURS].components[0].concern == "serious"
    assert not (study.path / "plan").exists(), "looking writes nothing"


def test_a_rating_is_confirmed_as_it_stands(study: tlc.Study) -> None:
    rating = study.rate(HOURS, by="asha")
    assert (rating.confirmed, rating.by) == (True, ("asha",))
    assert [one.concern for one in rating.components] == [one.proposed for one in rating.components]
    assert len(read_entries(study.path)) == 4
    assert again(study).rating(HOURS).rating == rating


def test_one_component_is_confirmed_or_changed_with_a_reason(study: tlc.Study) -> None:
    assert study.rate(HOURS, "adequacy", by="asha").by == ("asha",)
    rating = study.rate(HOURS, "methods", "minor", by="ben", reason="One  wait\ns only.")
    assert (rating.components[2].concern, rating.components[2].reason) == ("minor", "One wait s only.")
    assert [one.by for one in rating.components] == ["asha", "", "ben", ""]


def test_where_ids_are_bare_numbers_a_reason_may_still_hold_figures(study: tlc.Study) -> None:
    path = study.path / "participants.csv"
    path.write_text(f"{path.read_text(encoding='utf-8')}2026-05-04,7,FG01,community,ro,,yes,,,\n", encoding="utf-8")
    rating = again(study).rate(HOURS, "adequacy", by="asha", reason="All 7 of 7 said it at length.")
    assert rating.components[0].by == "asha"


def test_who_confirms_what_somebody_changed_agrees_with_their_reason(study: tlc.Study) -> None:
    study.rate(HOURS, "methods", "none", by="ben", reason="Nothing waits.")
    methods = study.rate(HOURS, by="asha").components[2]
    assert (methods.concern, methods.by, methods.reason) == ("none", "asha", "Nothing waits.")


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"component": "methods", "concern": "none"}, "needs a reason"),
        ({"component": "size"}, "no such component"),
        ({"component": "methods", "concern": "small"}, "no such concern"),
        ({"theme": "access.nothing"}, "no such theme"),
        ({"theme": "language.interpreter"}, "Nobody has coded"),
        ({"by": "rules"}, "people do"),
        ({"by": "Asha B"}, "short name"),
        ({"reason": "as P01 told us"}, "names a participant"),
        ({"reason": "see FG01:0002"}, "names a participant or a turn"),
    ],
)
def test_what_cannot_be_said_is_refused_and_nothing_is_written(
    study: tlc.Study, given: dict[str, str], what: str
) -> None:
    fields = {"theme": HOURS, "by": "asha"} | given
    with pytest.raises(StudyError, match=what) as told:
        study.rate(fields.pop("theme"), **fields)  # type: ignore[arg-type]
    assert told.value.hint or "Nobody" in told.value.what
    assert not (study.path / "plan").exists()


def test_when_the_figures_change_what_was_confirmed_is_outdated_and_a_check_says_so(study: tlc.Study) -> None:
    study.rate(HOURS, by="asha")
    assert not [one for one in study.check() if "judged" in one.what]
    study.searched(HOURS, by="ben")
    coherence = again(study).rating(HOURS).rating.components[1]
    assert (coherence.concern, coherence.proposed, coherence.is_outdated) == ("minor", "none", True)
    (problem,) = [one for one in again(study).check() if "judged" in one.what]
    assert problem.severity == "warning"
    assert problem.what.startswith("asha judged coherence of ")
    assert "proposed minor; they propose none now" in problem.what
    with pytest.raises(StudyError, match="needs a reason"):
        study.rate(HOURS, by="asha")
    assert study.rate(HOURS, "coherence", "none", by="asha").components[1].is_outdated is False


def test_a_passage_that_speaks_against_a_theme_is_kept_by_its_turn(study: tlc.Study) -> None:
    assert study.contrary(HOURS, "FG01:0003", by="asha", reason="The hours suit.") == "asha-1"
    rating = again(study).rating(HOURS).rating
    assert [(one.turn, one.by) for one in rating.contrary] == [("FG01:0003", "asha")]
    assert rating.components[1].concern == "serious", "as many against it as for it"
    study.contrary(HOURS, "FG01:0003", by="ben", speaks_against=False)
    assert again(study).rating(HOURS).rating.contrary == ()


def test_somebody_of_whom_nobody_knows_who_they_are_may_speak_against_it(study: tlc.Study) -> None:
    study.contrary(HOURS, "FG01:0004", by="asha", reason="Never open.")
    assert len(study.rating(HOURS).rating.contrary) == 1


@pytest.mark.parametrize(
    ("turn", "reason", "what"),
    [
        ("FG01:0099", "x", "no such turn"),
        ("quince jelly", "x", "no such turn"),
        ("FG01:0001", "x", "nobody's finding"),
        ("FG01:0003", "", "needs a reason"),
        ("FG01:0003", "P02 likes them", "names a participant"),
    ],
)
def test_a_turn_that_cannot_speak_against_it_is_refused(study: tlc.Study, turn: str, reason: str, what: str) -> None:
    with pytest.raises(StudyError, match=what) as told:
        study.contrary(HOURS, turn, by="asha", reason=reason)
    assert "quince" not in str(told.value)
    assert not (study.path / "plan").exists()


def test_after_a_correction_the_passage_is_the_same_words_under_another_number(study: tlc.Study) -> None:
    study.contrary(HOURS, "FG01:0003", by="asha", reason="The hours suit.")
    correct(study, transcript(("R01", "Good morning."), *SAID))
    assert [one.turn for one in ratings_now(study)] == ["FG01:0004"]
    assert not [one for one in again(study).check() if "asha-1" in one.what]


def test_words_that_were_corrected_are_shown_nowhere_and_a_check_says_so(study: tlc.Study) -> None:
    study.contrary(HOURS, "FG01:0003", by="asha", reason="The hours suit.")
    correct(study, transcript(*SAID[:2], ("P02", "For me the hours are bad."), SAID[3]))
    assert ratings_now(study) == []
    (problem,) = [one for one in again(study).check() if "asha-1" in one.what]
    assert problem.severity == "warning"
    assert "hours are" not in str(problem)


def test_a_turn_of_which_the_speaker_may_no_longer_be_counted_is_shown_nowhere(study: tlc.Study) -> None:
    study.contrary(HOURS, "FG01:0003", by="asha", reason="The hours suit.")
    people = study.path / "participants.csv"
    text = people.read_text(encoding="utf-8")
    people.write_text(
        text.replace("P02,FG01,community,ro,30-44,yes", "P02,FG01,community,ro,30-44,no"), encoding="utf-8"
    )
    assert ratings_now(study) == []


def correct(study: tlc.Study, after: Transcript) -> None:
    """Put another transcript in the place of the first, as a correction leaves the folder, codings aside."""
    before, folder = study.transcripts["FG01"], study.path / "transcripts"
    keep(folder, before)
    facts: dict[str, Any] = {"before": before.digest, "after": after.digest, "step": "x", "is_finished": True}
    Replacing(transcript="FG01", number=1, at="2099-01-01T00:00:00Z", **facts).save(folder)
    lay(study.path, after)
    shutil.rmtree(study.path / "codings")
    turn = next(turn for turn in after.turns if "after my shift" in turn.text)
    code(study.path, turn.id, "closed after my shift")


def ratings_now(study: tlc.Study) -> list[Any]:
    return list(again(study).rating(HOURS).rating.contrary)


def test_a_code_that_was_renamed_keeps_its_rating(study: tlc.Study) -> None:
    study.rate(HOURS, by="asha")
    study.codes.rename(HOURS, "access.times", by="asha")
    assert again(study).rating("access.times").rating.confirmed


def test_a_theme_that_the_codebook_no_longer_has_is_told(study: tlc.Study) -> None:
    study.rate(HOURS, "adequacy", by="asha")
    path = study.path / FOLDER / "asha.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace(HOURS, "access.gone"), encoding="utf-8")
    (problem,) = [one for one in again(study).check() if "no longer" in one.what]
    assert problem.severity == "warning"


def test_a_reason_that_a_hand_wrote_a_participant_into_stops_the_report(study: tlc.Study) -> None:
    study.rate(HOURS, "adequacy", by="asha", reason="Rich enough.")
    path = study.path / FOLDER / "asha.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace("Rich enough.", "P01 said so"), encoding="utf-8")
    (problem,) = [one for one in again(study).check() if "asha-1" in one.what]
    assert problem.stops
    assert "P01" not in str(problem)


def test_a_log_that_is_damaged_is_one_error_of_a_check(study: tlc.Study) -> None:
    study.rate(HOURS, by="asha")
    path = study.path / FOLDER / "asha.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace("relevance", "quince"), encoding="utf-8")
    (problem,) = [one for one in again(study).check() if "none of the four" in one.what]
    assert (problem.place, problem.stops) == ("asha.csv, line 5", True)
    assert "quince" not in str(problem)


def test_rounds_of_involvement_are_read_and_count(study: tlc.Study) -> None:
    assert study.involvement == ()
    before = study.rating(HOURS).rating.components[2].reason
    (study.path / "involvement.csv").write_text(
        "date,kind,with_whom\n2026-09,member_check,two groups\n", encoding="utf-8"
    )
    assert [one.kind for one in study.involvement] == ["member_check"]
    after = study.rating(HOURS).rating.components[2].reason
    assert "participants' check" in before
    assert "participants' check" not in after


@pytest.mark.parametrize("cell", ["P01 and her sister", "see FG01:0002"])
def test_a_round_that_names_somebody_stops_the_report(study: tlc.Study, cell: str) -> None:
    (study.path / "involvement.csv").write_text(f"date,kind,with_whom\n2026-09,feedback,{cell}\n", encoding="utf-8")
    (problem,) = [one for one in study.check() if "involvement" in one.what]
    assert problem.stops
    assert cell not in str(problem)


def test_a_round_that_cannot_be_read_is_one_error_of_a_check(study: tlc.Study) -> None:
    (study.path / "involvement.csv").write_text("date,kind\n2026-09,party\n", encoding="utf-8")
    found = [one for one in study.check() if "involvement" in one.what]
    assert [one.place for one in found] == ["involvement.csv, line 2"]


def test_two_people_rate_and_the_last_word_holds(study: tlc.Study) -> None:
    study.rate(HOURS, "adequacy", "moderate", by="asha", reason="Rich.")
    study.rate(HOURS, "adequacy", by="ben", concern="serious")
    assert study.rating(HOURS).rating.components[0].by == "ben"
    assert {path.name for path in (study.path / FOLDER).glob("*.csv")} == {"asha.csv", "ben.csv"}
