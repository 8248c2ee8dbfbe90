"""``study.code()``: who may code what and when, and what the study holds of it afterwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import tlc
from tlc.errors import CodingError, StudyError, TlcError
from tlc.frames import CODINGS
from tlc.model import Problem
from tlc.talk.withdraw import MARKER, Begun


def say(page: Any, kind: str, **fields: Any) -> dict[str, Any]:
    """Tell the page's conversation one thing; the first answer."""
    (first, *_) = page._conversation.answers({"type": kind, "id": f"test:{fields}", **fields})
    return dict(first)


def mark(study: tlc.Study, page: Any, turn: str, words: str, code: str = "access.hours") -> dict[str, Any]:
    start = study.turns_by_id[turn].text.index(words)
    span = {"turn": turn, "start": start, "end": start + len(words), "quote": words}
    said = say(page, "mark", spans=[span], code=code)
    assert said["type"] == "saved", said
    return said


def propose(study: tlc.Study, page: Any, turn: str, words: str, label: str) -> None:
    start = study.turns_by_id[turn].text.index(words)
    spans = [{"turn": turn, "start": start, "end": start + len(words), "quote": words}]
    assert say(page, "propose", label=label, spans=spans)["type"] == "saved"


def problems(study: tlc.Study) -> list[Problem]:
    return list(study.check())


def spoil(study: tlc.Study, coder: str) -> None:
    (study.path / "codings" / f"{coder}.sqlite").write_bytes(b"spoiled")


# The page


def test_a_coding_on_the_page_is_one_of_the_study_at_once(tiny_study: tlc.Study) -> None:
    page = tiny_study.code(coder="asha", name="Asha K.")
    assert tiny_study.codings.empty
    mark(tiny_study, page, "FG01:0002", "closed after my shift")
    (row,) = tiny_study.codings.itertuples()
    assert (row.coder, row.kind, row.status, row.quote) == ("asha", "person", "accepted", "closed after my shift")
    assert [coder.name for coder in tiny_study.coders] == ["Asha K."]
    assert tlc.open(tiny_study.path).codings.equals(tiny_study.codings)


def test_the_page_says_nothing_but_counts_of_itself(tiny_study: tlc.Study, canary: str) -> None:
    page = tiny_study.code(coder="asha")
    mark(tiny_study, page, "FG01:0002", "closed after my shift")
    assert repr(page) == "CodeWidget: asha, 1 codings, 2 sessions"
    assert canary not in str(page.get_state()).casefold()
    assert "closed" not in str(
        {name: value for name, value in page.get_state().items() if name not in ("_esm", "_css")}
    )


def test_the_name_is_kept_from_the_first_time(tiny_study: tlc.Study) -> None:
    mark(tiny_study, tiny_study.code(coder="asha", name="Asha K."), "FG01:0002", "closed")
    assert say(tiny_study.code(coder="asha"), "hello")["coder"]["name"] == "Asha K."


def test_without_a_name_the_short_name_is_used(tiny_study: tlc.Study) -> None:
    assert say(tiny_study.code(coder="asha"), "hello")["coder"]["name"] == "Asha"


def test_the_page_begins_in_the_language_that_was_asked_for(tiny_study: tlc.Study) -> None:
    assert say(tiny_study.code(coder="asha", language="ro"), "hello")["language"] == "ro"


def test_looking_writes_nothing(tiny_study: tlc.Study) -> None:
    page = tiny_study.code(coder="asha")
    say(page, "hello")
    say(page, "open", session="FG01")
    assert not list((tiny_study.path / "codings").glob("*.sqlite"))


# What stands in the way


def test_a_language_that_the_page_does_not_speak_is_refused(
    tiny_study: tlc.Study, explained: Callable[..., None]
) -> None:
    with pytest.raises(StudyError) as caught:
        tiny_study.code(coder="asha", language="fr")
    explained(caught.value, what="no texts in that language", hint="en, ro")


def test_where_nothing_was_brought_in_there_is_nothing_to_code(
    study_folder: Path, explained: Callable[..., None]
) -> None:
    with pytest.raises(StudyError) as caught:
        tlc.open(study_folder).code(coder="asha")
    explained(caught.value, what="Nothing has been brought in", where="tiny", hint="study.add(FILES)")


@pytest.mark.parametrize("name", ["rules", "model"])
def test_a_machine_does_not_code_by_hand(tiny_study: tlc.Study, name: str, explained: Callable[..., None]) -> None:
    with pytest.raises(StudyError) as caught:
        tiny_study.code(coder=name)
    explained(caught.value, what=f"'{name}' is a machine's name", hint='"asha"')


def test_the_name_of_a_machine_that_suggested_here_is_no_persons(tiny_study: tlc.Study) -> None:
    from tlc.listen.codings import replace_suggestions
    from tlc.model import Coder

    replace_suggestions(tiny_study.path / "codings", Coder(id="nearby", name="Nearby", kind="model"), [])
    with pytest.raises(StudyError, match="'nearby' is no person"):
        tiny_study.code(coder="nearby")


@pytest.mark.parametrize("name", ["Asha", "asha k", "", "../asha"])
def test_a_name_that_cannot_be_a_file_is_refused(tiny_study: tlc.Study, name: str) -> None:
    with pytest.raises(CodingError, match="not usable as a file name"):
        tiny_study.code(coder=name)


def test_nobody_codes_while_somebody_is_leaving(tiny_study: tlc.Study, explained: Callable[..., None]) -> None:
    Begun(person="P01", date="2026-06-01").save(tiny_study.path)
    with pytest.raises(StudyError) as caught:
        tiny_study.code(coder="asha")
    explained(caught.value, what="P01 is leaving the study", where="tiny", hint="tlc withdraw P01")


def test_words_of_somebody_who_may_not_be_coded_are_not_on_the_page(tiny_study: tlc.Study, canary: str) -> None:
    table = tiny_study.path / "participants.csv"
    table.write_text(
        table.read_text("utf-8").replace("P01,FG01,community,ro,18-29,yes", "P01,FG01,community,ro,18-29,no")
    )
    page = tlc.open(tiny_study.path).code(coder="asha")
    told = say(page, "open", session="FG01")
    assert canary not in str(told).casefold()
    assert [turn["number"] for turn in told["turns"] if turn["empty"]] == [2, 5]
    assert [hit["session"] for hit in say(page, "find", text=canary)["hits"]] == ["IN01"]
    assert say(page, "find", text="closed")["hits"] == []


def test_a_damaged_file_of_ones_own_is_said_and_left_as_it_is(tiny_study: tlc.Study) -> None:
    mark(tiny_study, tiny_study.code(coder="asha"), "FG01:0002", "closed")
    spoil(tiny_study, "asha")
    with pytest.raises(CodingError):
        tiny_study.code(coder="asha")
    assert (tiny_study.path / "codings" / "asha.sqlite").read_bytes() == b"spoiled"


# One damaged file


@pytest.fixture
def one_damaged(tiny_study: tlc.Study) -> tlc.Study:
    """Asha's and Ben's codings, of which Ben's cannot be read any more."""
    for name in ("asha", "ben"):
        mark(tiny_study, tiny_study.code(coder=name), "FG01:0002", "closed")
    spoil(tiny_study, "ben")
    return tiny_study


def test_one_damaged_file_is_a_problem_and_does_not_stop_others_from_coding(one_damaged: tlc.Study) -> None:
    mark(one_damaged, one_damaged.code(coder="asha"), "IN01:0002", "register", "access.registration")
    assert [coder.coder.id for coder in one_damaged.kept] == ["asha"]
    found = [problem for problem in problems(one_damaged) if problem.severity == "error"]
    assert [problem.place for problem in found] == ["ben.sqlite"]


def test_nothing_is_counted_without_a_damaged_file(one_damaged: tlc.Study) -> None:
    for count in (one_damaged.evidence, one_damaged.report, lambda: one_damaged.codings):
        with pytest.raises(TlcError) as caught:
            count()
        assert caught.value.place == "ben.sqlite"


def test_the_card_shows_whose_file_can_be_read_and_names_the_other(one_damaged: tlc.Study) -> None:
    shown = repr(one_damaged)
    assert "Coder Asha" in shown
    assert "ben.sqlite" in shown


def test_a_file_that_is_put_right_is_read_again(one_damaged: tlc.Study) -> None:
    assert one_damaged.damaged
    (one_damaged.path / "codings" / "ben.sqlite").unlink()
    assert one_damaged.damaged == ()
    assert len(one_damaged.codings) == 1


# Proposed codes


def test_codings_keep_a_proposed_code_until_it_is_in_the_codebook(tiny_study: tlc.Study) -> None:
    propose(tiny_study, tiny_study.code(coder="asha"), "FG01:0002", "closed", "Closed early")
    assert list(tiny_study.codings["code"]) == ["proposed.asha_closed_early"]
    assert [one.label for one in tiny_study.proposals] == ["Closed early"]
    assert "proposed.asha_closed_early" in tiny_study.codebook_in_use
    assert "proposed.asha_closed_early" not in tiny_study.codebook
    assert list(tiny_study.codings.columns) == list(CODINGS)
    assert not [problem for problem in problems(tiny_study) if problem.severity == "error"]
    tiny_study.evidence()


def test_a_proposed_code_that_is_written_into_the_codebook_takes_its_codings_along(tiny_study: tlc.Study) -> None:
    propose(tiny_study, tiny_study.code(coder="asha"), "FG01:0002", "closed", "Closed early")
    book = tiny_study.path / "codebook.toml"
    entry = '\n[[code]]\nid = "access.early"\nkind = "barrier"\nparent = "access"\nlabel = { en = "Closed early" }\n'
    entry += 'definition = "It closes early."\naliases = ["proposed.asha_closed_early"]\n'
    book.write_text(book.read_text("utf-8") + entry, encoding="utf-8")
    study = tlc.open(tiny_study.path)
    assert list(study.codings["code"]) == ["access.early"]
    assert study.codebook_in_use is study.codebook
    (shown,) = say(study.code(coder="asha"), "open", session="FG01")["marks"]
    assert shown["code"] == "access.early"


# What people agree on


@pytest.fixture
def both_coded(tiny_study: tlc.Study) -> tlc.Study:
    """Asha and Ben coded FG01, and Asha IN01 too."""
    for name in ("asha", "ben"):
        mark(tiny_study, tiny_study.code(coder=name), "FG01:0002", "closed")
    mark(tiny_study, tiny_study.code(coder="asha"), "IN01:0002", "register", "access.registration")
    return tiny_study


def test_what_people_agree_on_is_kept_as_theirs(both_coded: tlc.Study) -> None:
    page = both_coded.code(coder="agreed", between=["asha", "ben"], by="asha")
    assert [one["id"] for one in say(page, "hello")["sessions"]] == ["FG01"]
    assert say(page, "decide_all", session="FG01")["values"] == {"count": 1}
    agreed = both_coded.codings[both_coded.codings["coder"] == "agreed"]
    assert (list(agreed["kind"]), list(agreed["memo"])) == (["agreed"], ["Decided by asha."])


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"between": ["asha", "zoe"], "by": "asha"}, "'zoe' has not coded here"),
        ({"between": ["asha", "rules"], "by": "asha"}, "'rules' has not coded here"),
        ({"between": ["asha"], "by": "asha"}, "Two people or more"),
        ({"between": ["asha", "asha"], "by": "asha"}, "Two people or more"),
        ({"between": ["asha", "ben"]}, "nobody is named"),
        ({"between": ["asha", "ben"], "by": "Asha K."}, "not usable as a file name"),
        ({}, "under the name 'agreed'"),
        ({"coder": "asha", "between": ["asha", "ben"], "by": "asha"}, "under the name 'agreed'"),
    ],
)
def test_agreeing_needs_two_people_and_a_name(both_coded: tlc.Study, given: dict[str, Any], what: str) -> None:
    with pytest.raises(TlcError, match=what) as caught:
        both_coded.code(**{"coder": "agreed", **given})
    assert caught.value.hint


def test_where_no_session_was_coded_twice_there_is_nothing_to_agree_on(tiny_study: tlc.Study) -> None:
    mark(tiny_study, tiny_study.code(coder="asha"), "FG01:0002", "closed")
    mark(tiny_study, tiny_study.code(coder="ben"), "IN01:0002", "register")
    with pytest.raises(StudyError, match="No session was coded by two"):
        tiny_study.code(coder="agreed", between=["asha", "ben"], by="asha")


def corrected(study: tlc.Study, let_through: Callable[..., None]) -> None:
    session = study.path / "sessions" / "FG01.txt"
    session.write_text(f"R01: Sit down.\n{session.read_text(encoding='utf-8')}", encoding="utf-8", newline="")
    other = tlc.open(study.path)  # as if by somebody else, in another window
    let_through(other, [session])
    assert other.add(session, replace=True).items[0].problem is None


def test_a_page_whose_words_were_corrected_meanwhile_takes_no_mark_on_the_old_ones(
    tiny_study: tlc.Study, let_through: Callable[..., None], canary: str
) -> None:
    page = tiny_study.code(coder="asha")
    mark(tiny_study, page, "FG01:0002", "closed")
    corrected(tiny_study, let_through)

    for kind in ("hello", "open", "mark", "undo", "find"):
        said = say(page, kind, session="FG01", text="closed", spans=[], code="access.hours")
        assert (said["type"], said["hint"]) == ("refused", "Run the cell again: what was saved is saved.")
        assert canary not in str(said)

    again = tiny_study.code(coder="asha")
    mark(tlc.open(tiny_study.path), again, "FG01:0004", "proof of address", "access.registration")
    marks = tlc.open(tiny_study.path).codings
    assert sorted(zip(marks["turn"], marks["quote"], strict=True)) == [
        ("FG01:0003", "closed"),
        ("FG01:0004", "proof of address"),
    ]


def test_nobody_codes_while_somebody_is_leaving_also_on_a_page_that_is_open(tiny_study: tlc.Study) -> None:
    page = tiny_study.code(coder="asha")
    (tiny_study.path / MARKER).touch()
    assert say(page, "open", session="FG01")["type"] == "refused"
    (tiny_study.path / MARKER).unlink()
    assert say(page, "open", session="FG01")["type"] == "session"


def test_nobody_codes_while_a_correction_is_not_finished(
    tiny_study: tlc.Study, let_through: Callable[..., None]
) -> None:
    page = tiny_study.code(coder="asha")
    corrected(tiny_study, let_through)
    (plan,) = (tiny_study.path / "transcripts" / "earlier").glob("*.toml")
    plan.write_text(plan.read_text(encoding="utf-8").replace("finished = true", "finished = false"), encoding="utf-8")
    assert say(page, "hello")["type"] == "refused"
    with pytest.raises(StudyError, match="not finished"):
        tiny_study.code(coder="asha")


# What needs only some coders' files


def test_people_are_compared_without_the_damaged_file_of_somebody_else(both_coded: tlc.Study) -> None:
    mark(both_coded, both_coded.code(coder="cleo"), "FG01:0002", "shift")
    whole = both_coded.agree("asha", "cleo", resamples=20)
    spoil(both_coded, "ben")
    assert both_coded.agree("asha", "cleo", resamples=20).run == whole.run
    for coders in ((), ("asha", "ben")):
        with pytest.raises(CodingError) as caught:
            both_coded.agree(*coders)
        assert caught.value.place == "ben.sqlite"


def test_whose_file_is_damaged_is_not_said_to_have_coded_nothing(both_coded: tlc.Study) -> None:
    spoil(both_coded, "ben")
    with pytest.raises(CodingError) as caught:
        both_coded.code(coder="agreed", between=["asha", "ben"], by="asha")
    assert caught.value is both_coded.damaged[0]


def test_a_summary_can_be_written_while_somebody_elses_file_is_damaged(one_damaged: tlc.Study) -> None:
    written = one_damaged.summarise("FG01", "access.hours", "Shifts.", coder="cleo")
    (quote,) = next(one for one in one_damaged.kept if one.coder.id == "asha").codings
    assert written.quotes == (quote.id,)
    with pytest.raises(TlcError) as caught:
        one_damaged.summarise("FG01", "access.hours", "Shifts.", coder="ben")
    assert caught.value.place == "ben.sqlite"


def test_a_code_whose_proposal_cannot_be_read_is_put_down_to_the_damaged_file(tiny_study: tlc.Study) -> None:
    propose(tiny_study, tiny_study.code(coder="ben"), "FG01:0002", "closed", "Closed early")
    mark(tiny_study, tiny_study.code(coder="cleo"), "FG01:0002", "closed")
    asha = tiny_study.code(coder="asha")
    say(asha, "show", session="FG01", what="others")
    mark(tiny_study, asha, "FG01:0002", "closed", "proposed.ben_closed_early")
    spoil(tiny_study, "ben")
    with pytest.raises(CodingError) as caught:
        tiny_study.agree("asha", "cleo")
    assert caught.value.place == "ben.sqlite"


# Two files of one coder


def test_two_files_of_one_coder_are_a_problem_and_nothing_is_counted(both_coded: tlc.Study) -> None:
    folder = both_coded.path / "codings"
    if (folder / "ASHA.sqlite").exists():
        pytest.skip("this file system does not tell ASHA.sqlite and asha.sqlite apart")
    page = both_coded.code(coder="asha")
    (folder / "ASHA.sqlite").write_bytes((folder / "asha.sqlite").read_bytes())
    assert [one.coder.id for one in both_coded.kept] == ["ben"]
    (found,) = [problem for problem in problems(both_coded) if problem.severity == "error"]
    assert "ASHA.sqlite, asha.sqlite" in found.what
    assert "newest" in found.mend
    with pytest.raises(CodingError, match="more than one file"):
        both_coded.evidence()
    assert "more than one file" in say(page, "open", session="FG01")["what"]
    with pytest.raises(CodingError, match="more than one file"):
        both_coded.code(coder="asha")
    assert both_coded.code(coder="ben") is not None
