"""Nothing comes in that was not checked as it stands, and nothing while somebody must still decide on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tlc.errors import StudyError, TranscriptError
from tlc.talk.importers import RawTurn
from tlc.talk.screen.find import RULES
from tlc.talk.screen.finding import Screening
from tlc.talk.screen.gate import Gate
from tlc.talk.session_file import SessionFile

Make = Callable[..., SessionFile]
Open = Callable[..., Gate]


def seal_of(found: Screening, kind: str = "name", number: int = 0) -> str:
    return [one.seal for one in found.findings if one.kind == kind][number]


def said(file: SessionFile) -> list[str]:
    return [turn.text for turn in file.raw.turns]


def test_a_file_without_findings_passes_and_comes_in_as_it_is(a_gate: Open, a_file: Make) -> None:
    gate, file = a_gate(), a_file("nothing here", "I say")

    assert gate.check(file).verdict == "PASS"
    assert gate.clear(file) == file


def test_a_file_that_was_not_checked_is_refused(a_gate: Open, a_file: Make) -> None:
    with pytest.raises(TranscriptError, match="has not been checked for identifiers") as raised:
        a_gate().clear(a_file("nothing here"))
    assert "tlc check FILE" in str(raised.value)


def test_a_check_of_other_bytes_does_not_count(a_gate: Open, a_file: Make) -> None:
    gate = a_gate()
    gate.check(a_file("nothing here"))

    with pytest.raises(TranscriptError, match="has not been checked"):
        gate.clear(a_file("nothing here", digest="d2"))


def test_a_check_by_older_rules_does_not_count(a_gate: Open, a_file: Make) -> None:
    file = a_file("nothing here")
    a_gate(version="0").check(file)

    with pytest.raises(TranscriptError, match="by the rules of this version"):
        a_gate().clear(file)


def test_a_check_with_a_further_finder_counts(a_gate: Open, a_file: Make) -> None:
    file = a_file("nothing here")
    a_gate(version=f"{RULES}+presidio").check(file)

    assert a_gate().clear(file) == file


def test_bytes_that_read_otherwise_now_are_refused(a_gate: Open, a_file: Make) -> None:
    gate, file = a_gate(), a_file("nothing here")
    gate.check(file)
    other = replace(file, raw=replace(file.raw, turns=(RawTurn(label="P01", text="nothing there", number=1),)))

    with pytest.raises(TranscriptError, match="reads otherwise now"):
        gate.clear(other)


def test_identifiers_block_and_words_to_decide_warn(a_gate: Open, a_file: Make) -> None:
    gate = a_gate()

    assert gate.check(a_file("ring 12345")).verdict == "BLOCK"
    assert gate.check(a_file("I saw Ana")).verdict == "WARN"


def test_an_open_finding_keeps_the_file_out_and_tells_where_but_not_what(a_gate: Open, a_file: Make) -> None:
    gate, file = a_gate(), a_file("all well", "I saw Zabranic", "ring 12345")
    gate.check(file)

    with pytest.raises(TranscriptError) as raised:
        gate.clear(file)
    assert raised.value.what == "1 identifier must go and 1 finding waits for a decision, the first at line 2."
    assert "12345" not in str(raised.value)
    assert "Zabranic" not in str(raised.value)


def test_what_a_person_replaces_comes_in_in_brackets(a_gate: Open, a_file: Make) -> None:
    gate, file = a_gate(), a_file("I saw Ana and Bea", "Ana rang 12345")
    found = gate.check(file)
    gate.decide(found, seal_of(found), "replace")
    gate.decide(found, seal_of(found, number=1), "replace", label="sister")
    gate.decide(found, seal_of(found, "phone"), "replace")

    assert said(gate.clear(file)) == ["I saw [name 1] and [sister 1]", "[name 1] rang [phone number 1]"]


def test_the_same_thing_has_the_same_label_in_the_next_file_without_being_asked(a_gate: Open, a_file: Make) -> None:
    gate, second = a_gate(), a_file("so said Ana", digest="d2")
    found = gate.check(a_file("I saw Bea and Ana"))
    gate.decide(found, seal_of(found, number=0), "replace")
    gate.decide(found, seal_of(found, number=1), "replace")

    assert gate.check(second).verdict == "PASS"
    assert said(gate.clear(second)) == ["so said [name 2]"]


def test_what_is_kept_stays_and_only_in_this_file(a_gate: Open, a_file: Make) -> None:
    gate, file, second = a_gate(), a_file("I saw Luton"), a_file("in Luton", digest="d2")
    found = gate.check(file)
    gate.decide(found, seal_of(found), "keep", reason="the town of the study")

    assert said(gate.clear(file)) == ["I saw Luton"]
    assert gate.check(second).verdict == "WARN"


def test_what_is_kept_everywhere_is_not_asked_again(a_gate: Open, a_file: Make) -> None:
    gate, file, second = a_gate(), a_file("I saw Luton"), a_file("in Luton", digest="d2")
    found = gate.check(file)
    gate.decide(found, seal_of(found), "keep", reason="the town of the study", everywhere=True)

    assert gate.check(second).verdict == "PASS"
    assert a_gate(version="2").again(found).verdict == "PASS"


def test_an_identifier_cannot_be_kept(a_gate: Open, a_file: Make) -> None:
    gate = a_gate()
    found = gate.check(a_file("ring 12345"))

    with pytest.raises(StudyError, match="phone number may not stay"):
        gate.decide(found, seal_of(found, "phone"), "keep", reason="a help line")
    assert gate.again(found).verdict == "BLOCK"


@pytest.mark.parametrize("reason", ["", "  "])
def test_nothing_is_kept_without_a_reason(a_gate: Open, a_file: Make, reason: str) -> None:
    gate = a_gate()
    found = gate.check(a_file("I saw Ana"))

    with pytest.raises(StudyError, match="why this may stay"):
        gate.decide(found, seal_of(found), "keep", reason=reason)


def test_what_stays_out_of_the_study_is_left_out(a_gate: Open, a_file: Make) -> None:
    gate, file = a_gate(), a_file("all well", comments="ask Ana on 12345")
    found = gate.check(file)
    assert found.verdict == "BLOCK"

    gate.decide(found, seal_of(found), "out")
    gate.decide(found, seal_of(found, "phone"), "out")

    assert gate.clear(file) == file


def test_leaving_out_does_not_settle_the_same_word_in_the_talk(a_gate: Open, a_file: Make) -> None:
    gate, file = a_gate(), a_file("I saw Ana", comments="ask Ana")
    found = gate.check(file)
    gate.decide(found, seal_of(found), "out")

    assert [one.place.part for one in gate.again(found).open] == ["turn"]
    with pytest.raises(StudyError, match="no such finding"):
        gate.decide(found, "another seal", "out")


def test_words_of_the_talk_cannot_be_left_out(a_gate: Open, a_file: Make) -> None:
    gate = a_gate()
    found = gate.check(a_file("I saw Ana"))

    with pytest.raises(StudyError, match="no such finding"):
        gate.decide(found, seal_of(found), "out")


def test_a_name_in_the_files_name_must_be_decided_on(a_gate: Open, a_file: Make) -> None:
    gate, file = a_gate(), a_file("all well", name="fg01_Ana.txt")
    found = gate.check(file)
    assert found.verdict == "WARN"

    gate.decide(found, seal_of(found), "out")

    assert gate.clear(file) == file


def test_a_person_may_change_their_mind(a_gate: Open, a_file: Make) -> None:
    gate, file = a_gate(), a_file("I saw Ana")
    found = gate.check(file)
    gate.decide(found, seal_of(found), "keep", reason="a saint")
    gate.decide(found, seal_of(found), "replace")

    assert said(gate.clear(file)) == ["I saw [name 1]"]


def test_the_last_decision_can_be_taken_back_and_the_one_before_it(a_gate: Open, a_file: Make) -> None:
    gate = a_gate()
    found = gate.check(a_file("I saw Ana and Bea"))
    gate.decide(found, seal_of(found), "replace")
    gate.decide(found, seal_of(found, number=1), "replace")

    assert gate.undo()
    assert len(gate.again(found).open) == 1
    assert gate.undo()
    assert len(gate.again(found).open) == 2
    assert not gate.undo()


def test_nobody_takes_back_what_another_decided(a_gate: Open, a_file: Make) -> None:
    asha = a_gate("asha")
    found = asha.check(a_file("I saw Ana"))
    asha.decide(found, seal_of(found), "replace")

    assert not a_gate("ben").undo()
    assert a_gate("ben").again(found).verdict == "PASS"


def test_what_one_decided_holds_on_the_computer_of_another(a_gate: Open, a_file: Make) -> None:
    asha, file = a_gate("asha", key=1), a_file("I saw Ana", "and Bea")
    found = asha.check(file)
    asha.decide(found, seal_of(found), "replace")
    asha.decide(found, seal_of(found, number=1), "keep", reason="a saint")

    assert said(a_gate("ben", key=2).clear(file)) == ["I saw [name 1]", "and Bea"]


def test_what_a_roster_found_is_asked_of_one_who_has_no_roster(a_gate: Open, a_file: Make) -> None:
    file = a_file("I saw Ana")
    with_roster = a_gate("asha", roster="names", means="roster")
    found = with_roster.check(file)
    without = a_gate("ben", skip="I Ana")

    assert without.check(file).verdict == "WARN"  # also after a later check that could not see it
    with pytest.raises(TranscriptError, match="1 finding waits for a decision"):
        without.clear(file)
    with_roster.decide(found, seal_of(found), "replace")
    assert said(a_gate("ben", skip="I Ana").clear(file)) == ["I saw [name 1]"]


@pytest.mark.parametrize("words", ["it is Maria", "she rang 12345"])
def test_a_reason_and_a_label_tell_nobody_who_somebody_is(
    a_gate: Open, a_file: Make, words: str, tmp_path: Path
) -> None:
    gate = a_gate()
    found = gate.check(a_file("I saw Ana"))

    with pytest.raises(StudyError, match="holds something that could be a"):
        gate.decide(found, seal_of(found), "keep", reason=words)
    with pytest.raises(StudyError, match="holds something that could be a"):
        gate.decide(found, seal_of(found), "replace", label=words)
    assert words not in (tmp_path / "screening" / "asha.jsonl").read_text()


def test_a_number_that_was_given_once_is_never_given_to_another(a_gate: Open, a_file: Make) -> None:
    gate = a_gate()
    found = gate.check(a_file("I saw Ana and Bea"))
    gate.decide(found, seal_of(found), "replace")
    gate.undo()

    assert gate.decide(found, seal_of(found, number=1), "replace").label == "name 2"
    assert gate.decide(found, seal_of(found), "replace").label == "name 1"


def test_after_undo_other_words_can_stand_in_the_brackets(a_gate: Open, a_file: Make) -> None:
    gate = a_gate()
    found = gate.check(a_file("I saw Ana"))
    assert gate.decide(found, seal_of(found), "replace", label="sister").label == "sister 1"
    gate.undo()

    assert gate.decide(found, seal_of(found), "replace", label="cousin").label == "cousin 1"


def test_only_decisions_on_the_files_at_hand_are_taken_back(a_gate: Open, a_file: Make) -> None:
    gate = a_gate()
    first, second = gate.check(a_file("I saw Ana")), gate.check(a_file("and Bea", digest="d2"))
    gate.decide(first, seal_of(first), "replace")
    gate.decide(second, seal_of(second), "replace")

    assert gate.undo({"d1"})
    assert not gate.undo({"d1"})
    assert (gate.again(first).verdict, gate.again(second).verdict) == ("WARN", "PASS")


def test_a_later_check_that_knows_more_words_stands_in_for_the_earlier(a_gate: Open, a_file: Make) -> None:
    file = a_file("I saw Luton")
    a_gate().check(file)
    a_gate(skip="I Luton").check(file)

    assert a_gate(skip="I Luton").clear(file) == file


def test_the_log_holds_places_and_seals_and_nobodys_words(a_gate: Open, a_file: Make, tmp_path: Path) -> None:
    gate = a_gate()
    found = gate.check(a_file("I saw Zabranic on 12345", name="fg01_Zabranic.txt"))
    gate.decide(found, seal_of(found), "replace")

    logged = (tmp_path / "screening" / "asha.jsonl").read_text().casefold()
    assert '"simple.name"' in logged
    assert "zabranic" not in logged
    assert "12345" not in logged


def test_the_log_says_how_many_kinds_were_looked_for_and_whether_with_a_roster(a_gate: Open, a_file: Make) -> None:
    gate = a_gate(roster="names")
    gate.check(a_file("all well"))

    line = next(gate.log.entries("check"))
    assert (line["kinds"] > 20, line["roster"], line["verdict"], line["rules"]) == (True, True, "PASS", RULES)
