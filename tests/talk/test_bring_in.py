"""One file, one session, whole or not at all; and no word of whoever left or did not agree."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import tlc
from tlc import plugins
from tlc.errors import TranscriptError
from tlc.model import Consent, Group, Note, Participant, Turn
from tlc.talk.bring_in import NOT_FOR_ANALYSIS, WITHDRAWN, Added, BringIn
from tlc.talk.importers import Account, RawTranscript, RawTurn
from tlc.talk.people import Speakers
from tlc.talk.session_file import SessionFile
from tlc.talk.transcript import read_transcript

AGREED = Consent(analyse=True, quote=True, publish=True)
PEOPLE = (
    Participant(id="P01", role="community", group="FG01", consent=AGREED),
    Participant(id="P02", role="community", group="FG01", consent=AGREED),
    Participant(id="P03", role="professional", group="IN01", consent=AGREED),
    Participant(id="R01", role="facilitator"),
)
GROUPS = (
    Group(id="FG01", kind="focus_group"),
    Group(id="FG010", kind="focus_group"),
    Group(id="IN01", kind="interview", language="ro"),
)
Bring = Callable[..., BringIn]
File = Callable[..., Path]
pytestmark = pytest.mark.usefixtures("says")


def heard(label: str | None, text: str, number: int = 1, **fields: Any) -> RawTurn:
    return RawTurn(label=label, text=text, number=number, **fields)


@pytest.fixture
def says(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """An importer for ``.fake`` files that hears in each the turns it is given; the others stay as they are."""
    names, load = plugins.names, plugins.load

    def say(*turns: RawTurn, unit: str = "line", error: Exception | None = None) -> None:
        def read(data: bytes, *, name: str) -> RawTranscript:  # noqa: ARG001 - the shape of an importer
            if error:
                raise error
            return RawTranscript(turns=turns, unit=unit, account=Account(read=9, kept=9))

        monkeypatch.setattr(plugins, "names", lambda group: tuple(sorted((*names(group), "fake"))))
        monkeypatch.setattr(plugins, "load", lambda group, name: read if name == "fake" else load(group, name))

    say(heard("P01", "Yes."), heard("P02", "No.", 2))
    return say


Says = Callable[..., None]


@pytest.fixture
def bring(tmp_path: Path) -> Bring:
    def make(*people: Participant, notice: str = "", **labels: str) -> BringIn:
        by_id = {person.id: person for person in (*PEOPLE, *people)}
        return BringIn(
            folder=tmp_path / "transcripts",
            groups={group.id: group for group in GROUPS},
            speakers=Speakers(by_id, {("", label): who for label, who in labels.items()}),
            clear=lambda file: file,
            notice=notice,
        )

    return make


@pytest.fixture
def file(tmp_path: Path) -> File:
    def save(name: str = "FG01.fake", data: bytes = b"as it came in") -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return save


def refused(added: Added, *, what: str, hint: str, canary: str, where: str | None = None) -> None:
    """Check that nothing came in, and that the problem says what, where and what to do, without anybody's words."""
    assert added.problem is not None
    assert added.transcript is None
    assert what in added.problem.what
    assert added.problem.place == (added.name if where is None else where)
    assert hint in added.problem.mend
    assert canary.casefold() not in str(added.problem).casefold()


def nothing_written(one: BringIn) -> bool:
    return not one.present and not list(one.folder.glob("*"))


# What comes in


def test_a_file_becomes_a_transcript_of_its_group(bring: Bring, file: File) -> None:
    added = bring().add(file())
    assert added.transcript is not None
    assert added.transcript.id == added.transcript.group == "FG01"
    assert [(turn.id, turn.speaker, turn.text) for turn in added.transcript.turns] == [
        ("FG01:0001", "P01", "Yes."),
        ("FG01:0002", "P02", "No."),
    ]


def test_what_was_written_is_what_came_in(bring: Bring, file: File, says: Says) -> None:
    says(heard("P01", "Yes.\nAnd no.", original="Da.\nȘi nu.", original_language="ro", seconds=1.25), heard("?", "Hm."))
    one = bring()
    added = one.add(file())
    assert read_transcript(one.folder / "FG01.txt") == added.transcript == one.present["FG01"]


def test_where_a_transcript_came_from_is_kept(bring: Bring, file: File) -> None:
    added = bring().add(file("FG01 - June.fake"))
    assert added.transcript is not None
    source = added.transcript.source
    assert (source.name, source.importer, source.version) == ("FG01.fake", "fake", tlc.__version__)
    assert source.digest == hashlib.sha256(b"as it came in").hexdigest()


def test_the_account_of_the_importer_is_handed_on(bring: Bring, file: File) -> None:
    added = bring().add(file())
    assert added.account == Account(read=9, kept=9)
    assert (added.problem, added.already) == (None, False)


def test_a_notice_stands_in_the_head(bring: Bring, file: File) -> None:
    one = bring(notice="SYNTHETIC SAMPLE.")
    one.add(file())
    assert "\nnotice: SYNTHETIC SAMPLE.\n" in (one.folder / "FG01.txt").read_text(encoding="utf-8")


def test_turns_are_in_the_language_of_the_group(bring: Bring, file: File, says: Says) -> None:
    says(heard("P03", "Da."))
    added = bring().add(file("IN01.fake"))
    assert added.transcript is not None
    assert added.transcript.languages == ("ro",)


def test_words_of_an_importer_that_does_not_normalise_read_back_the_same(bring: Bring, file: File, says: Says) -> None:
    said, original = "One\r\ntwo\tthree\x07", "s\u0326i\x0bda"
    says(heard("P01", said, original=original, original_language="ro"))
    one = bring()
    added = one.add(file())
    assert added.transcript is not None
    assert (added.transcript.turns[0].text, added.transcript.turns[0].original) == ("One\ntwo three", "și\nda")
    assert read_transcript(one.folder / "FG01.txt") == added.transcript


def test_the_ending_of_a_file_says_who_reads_it_whatever_its_case(bring: Bring, file: File) -> None:
    added = bring().add(file("FG01.FAKE"))
    assert added.transcript is not None
    assert added.transcript.source.importer == "fake"


# Whose session it is


@pytest.mark.parametrize(
    "name", ["FG01.fake", "fg01.fake", "FG01_women.fake", "FG01 - June.fake", "FG01.final.fake", "FG01(2).fake"]
)
def test_the_name_of_a_file_begins_with_its_group(bring: Bring, file: File, name: str) -> None:
    added = bring().add(file(name))
    assert added.transcript is not None
    assert added.transcript.id == "FG01"


@pytest.mark.parametrize(
    "name", ["women.fake", "FG1.fake", "FG01women.fake", "Group FG01.fake", "_FG01.fake", "FG02.fake"]
)
def test_a_file_whose_name_says_no_group_is_refused(bring: Bring, file: File, name: str, canary: str) -> None:
    one = bring()
    refused(one.add(file(name)), what="does not begin with a group", hint="tlc add FILE --group", canary=canary)
    assert nothing_written(one)


@pytest.mark.parametrize("group", ["FG01", "fg01"])
def test_a_person_can_say_which_group_a_file_is_of(bring: Bring, file: File, group: str) -> None:
    added = bring().add(file("IN01 women.fake"), group=group)
    assert added.transcript is not None
    assert added.transcript.id == "FG01"


def test_a_group_that_is_not_there_is_refused(bring: Bring, file: File, canary: str) -> None:
    refused(bring().add(file(), group="FG99"), what="not in groups.csv", hint="Add a row", canary=canary)


def test_the_very_same_file_again_is_nothing_to_do(bring: Bring, file: File) -> None:
    one = bring()
    first = one.add(file())
    again = one.add(file("FG01 copy.fake"))
    assert (again.already, again.transcript, again.problem) == (True, first.transcript, None)


def test_another_file_of_the_same_group_changes_nothing(bring: Bring, file: File, says: Says, canary: str) -> None:
    one = bring()
    before = one.add(file()).transcript
    says(heard("P01", canary))
    added = one.add(file("FG01_new.fake", b"another"))
    refused(added, what="FG01 is in the study already", hint="tlc add --replace FILE", canary=canary)
    assert read_transcript(one.folder / "FG01.txt") == before


def test_the_same_words_under_two_groups_are_refused(bring: Bring, file: File, says: Says, canary: str) -> None:
    one = bring(Participant(id="P09", role="community", group="FG010", consent=AGREED))
    says(heard("P01", canary))
    one.add(file())
    says(heard("P09", canary))
    refused(one.add(file("FG010.fake")), what="the same words as FG01", hint="find its own file", canary=canary)
    assert not (one.folder / "FG010.txt").exists()


# Who speaks


def test_a_label_is_replaced_by_the_id_behind_it(bring: Bring, file: File, says: Says) -> None:
    says(heard("Maria", "Yes."), heard("Interviewer:", "Why?"), heard("Participant 2", "No."))
    added = bring(maria="P01", interviewer="R01").add(file())
    assert added.transcript is not None
    assert [turn.speaker for turn in added.transcript.turns] == ["P01", "R01", "P02"]


@pytest.mark.parametrize("label", [None, "?", "Unknown"])
def test_an_unknown_voice_stays_unknown(bring: Bring, file: File, says: Says, label: str | None) -> None:
    says(heard(label, "Yes."))
    added = bring().add(file())
    assert added.transcript is not None
    assert added.transcript.turns[0].speaker is None


@pytest.mark.parametrize(
    ("labels", "what"),
    [
        (["P99"], "At row 7 speaks 'P99' whom the study does not know."),
        (["Speaker 3"], "At row 7 speaks 'Speaker 3' whom"),
        (["participant 12"], "At row 7 speaks 'participant 12' whom"),
        (["{word}"], "At row 7 speaks somebody whom"),
        (["Dr {word} 12"], "At row 7 speaks somebody whom"),
        (["P99", "P99", "P99"], "'P99' whom the study does not know."),
        (["P99", "{word}", "Maria"], "'P99' whom the study does not know, and 2 more (at row"),
        (["{word}", "P99"], "somebody whom the study does not know, and 1 more (at row"),
    ],
)
def test_a_stranger_is_named_only_where_the_label_is_plainly_an_id(
    bring: Bring, file: File, says: Says, labels: list[str], what: str, canary: str
) -> None:
    said = [heard(label.format(word=canary), canary, number) for number, label in enumerate(labels, start=7)]
    says(heard("P01", "Yes.", 1), *said, unit="row")
    one = bring()
    refused(one.add(file()), what=what, hint="speakers.csv", canary=canary)
    assert nothing_written(one)


def test_somebody_of_another_group_is_a_stranger(bring: Bring, file: File, says: Says, canary: str) -> None:
    says(heard("P03", canary))
    refused(bring().add(file()), what="'P03' whom", hint="participants.csv", canary=canary)


# Consent


@pytest.mark.parametrize(
    ("person", "kept"),
    [
        ({"role": "community", "consent": AGREED}, "Yes."),
        ({"role": "community", "consent": Consent(analyse=True)}, "Yes."),
        ({"role": "community", "consent": Consent()}, NOT_FOR_ANALYSIS),
        ({"role": "community", "consent": Consent(quote=True, publish=True)}, NOT_FOR_ANALYSIS),
        ({"role": "professional", "consent": Consent()}, NOT_FOR_ANALYSIS),
        ({"role": "community", "consent": AGREED, "withdrawn": True}, WITHDRAWN),
        ({"role": "community", "consent": Consent(), "withdrawn": True}, WITHDRAWN),
        ({"role": "facilitator", "consent": Consent()}, "Yes."),
        ({"role": "interpreter", "consent": Consent()}, "Yes."),
        ({"role": "facilitator", "consent": AGREED, "withdrawn": True}, WITHDRAWN),
        ({"role": "co_researcher", "consent": AGREED, "withdrawn": True}, WITHDRAWN),
    ],
)
def test_the_words_of_whoever_left_or_did_not_agree_stay_outside(
    bring: Bring, file: File, says: Says, person: dict[str, Any], kept: str
) -> None:
    one = bring(Participant(id="P09", group="FG01", **person))
    says(heard("P01", "And you?"), heard("P09", "Yes.", seconds=2.0))
    added = one.add(file())
    assert added.transcript is not None
    turn = added.transcript.turns[1]
    assert (turn.id, turn.speaker, turn.text, turn.seconds) == ("FG01:0002", "P09", kept, 2.0)


def test_no_word_of_whoever_left_is_written_not_even_untranslated(
    bring: Bring, file: File, says: Says, canary: str
) -> None:
    one = bring(Participant(id="P09", role="community", group="FG01", consent=AGREED, withdrawn=True))
    says(heard("P09", canary, original=canary, original_language="ro"), heard("P01", "Yes."))
    one.add(file())
    assert canary not in (one.folder / "FG01.txt").read_text(encoding="utf-8")


# Files that cannot be read


def test_what_an_importer_explains_is_part_of_the_answer(bring: Bring, file: File, says: Says, canary: str) -> None:
    says(error=TranscriptError("The file holds no words.", where="FG01.fake", hint="Check it."))
    one = bring()
    refused(one.add(file()), what="holds no words", hint="Check it", canary=canary)
    assert nothing_written(one)


def test_a_file_that_cannot_be_read_is_explained(bring: Bring, file: File, tmp_path: Path, canary: str) -> None:
    refused(bring().add(tmp_path / "FG01.fake"), what="cannot be opened", hint="Is it there", canary=canary)
    refused(bring().add(file("FG01.doc")), what="end in '.doc'", hint="csv, docx, fake, json", canary=canary)


def test_a_file_that_the_gate_holds_back_stays_out(bring: Bring, file: File, canary: str) -> None:
    def shut(file: SessionFile) -> SessionFile:
        raise TranscriptError("It waits for a decision.", where=file.name, hint="Run: tlc review FILE")

    one = replace(bring(), clear=shut)
    refused(one.add(file()), what="waits for a decision", hint="tlc review", canary=canary)
    assert nothing_written(one)


def test_what_the_gate_put_in_brackets_comes_in(bring: Bring, file: File, says: Says) -> None:
    says(heard("P01", "I told Ana."), heard("P02", "No.", 2))

    def clear(file: SessionFile) -> SessionFile:
        first, second = file.raw.turns
        turns = (replace(first, text="I told [name 1]."), second)
        return replace(file, raw=replace(file.raw, turns=turns))

    added = replace(bring(), clear=clear).add(file())
    assert added.transcript is not None
    assert added.transcript.turns[0].text == "I told [name 1]."


def test_a_file_comes_in_under_its_groups_name_for_its_own_may_say_more(bring: Bring, file: File) -> None:
    added = bring().add(file("FG01_Maria.FAKE"))
    assert added.transcript is not None
    assert added.transcript.source.name == "FG01.fake"


def test_what_the_importer_warns_of_is_handed_on(bring: Bring, file: File) -> None:
    warned = ("Compare the order of the lines.",)
    one = replace(bring(), clear=lambda file: replace(file, raw=replace(file.raw, warnings=warned)))
    assert one.add(file()).warnings == warned


def test_a_study_that_cannot_be_written_to_is_explained(bring: Bring, file: File, tmp_path: Path, canary: str) -> None:
    (tmp_path / "transcripts").write_text("a file in the folder's place")
    one = bring()
    refused(one.add(file()), what="cannot be written", hint="may you write there", canary=canary, where="FG01.txt")
    assert not one.present


def test_a_bad_file_stops_none_of_the_others(bring: Bring, file: File) -> None:
    one = bring()
    outcomes = [one.add(path) for path in (file("nothing.exe"), file())]
    assert [added.problem is None for added in outcomes] == [False, True]


def test_a_name_as_label_is_to_go_into_no_table(bring: Bring, file: File, says: Says, canary: str) -> None:
    says(heard(f"Maria {canary.capitalize()}", "Yes."))
    refused(bring().add(file()), what="somebody whom", hint="A name goes into neither", canary=canary)


# Notes and languages


def test_notes_come_in_beside_the_words(bring: Bring, file: File, says: Says) -> None:
    note = Note(at=0, text="[laughs]")
    says(heard("P01", "Yes.", notes=(note,), original="Da.", original_language="ro", original_notes=(note,)))
    turn = brought(bring().add(file()))[0]
    assert (turn.notes, turn.original_notes) == ((note,), (note,))


LONG = "Nu am putut să ajung la doctor, că era închis de tot."


def test_where_several_languages_are_declared_each_turn_tells_its_own(bring: Bring, file: File, says: Says) -> None:
    says(heard("P01", LONG), heard("P02", "I could not see a doctor at all.", 2), heard("P01", "Da.", 3))
    one = bring()
    mixed = replace(one.groups["FG01"], language="ro", mixed=("ro", "en"))
    added = replace(one, groups={"FG01": mixed}).add(file())
    assert [turn.language for turn in brought(added)] == ["ro", "en", "und"]
    assert added.untold == 1


def test_a_single_language_is_taken_as_declared(bring: Bring, file: File, says: Says) -> None:
    says(heard("P01", LONG))
    assert [turn.language for turn in brought(bring().add(file()))] == ["en"]


def test_an_original_without_a_language_is_in_one_that_was_spoken(bring: Bring, file: File, says: Says) -> None:
    says(heard("P01", "I could not.", original=LONG, original_language="und"), heard("P02", "No.", 2))
    one = bring()
    spoken = replace(one.groups["FG01"], spoken=("ro", "en"))
    turns = brought(replace(one, groups={"FG01": spoken}).add(file()))
    assert [turn.original_language for turn in turns] == ["ro", None]


def brought(added: Added) -> tuple[Turn, ...]:
    assert added.transcript is not None
    return added.transcript.turns


# From a real file


def test_sessions_of_the_tiny_study_come_in(checked_folder: Path) -> None:
    study = tlc.open(checked_folder)
    added = list(study.add([checked_folder / "sessions"]))
    assert [(one.name, one.problem) for one in added] == [("FG01.txt", None), ("IN01.txt", None)]
    assert [turn.speaker for turn in study.transcripts["FG01"].turns] == ["R01", "P01", "P02", "R01", "P01"]


def test_a_session_from_windows_has_the_same_words(study_folder: Path, let_through: Callable[..., None]) -> None:
    path = study_folder / "sessions" / "FG01.txt"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    study = tlc.open(study_folder)
    let_through(study, path)
    study.add([path])
    assert study.transcripts["FG01"].turns[0].text == "How is it at the doctor's here?"
    assert study.transcripts["FG01"].words == 36
