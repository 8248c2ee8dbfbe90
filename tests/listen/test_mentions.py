"""Notes that may tell of somebody who leaves are listed by place, and none of their words are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tlc.listen._mentions import notes_to_review
from tlc.listen.codings import Add, Journal, Propose, Summarise
from tlc.model import Coder, Coding, Proposal, Summary, proposal_id

MakeMark = Callable[..., Coding]
AT = "2026-07-01T00:00:00Z"


def listed(journal: Journal) -> tuple[str, ...]:
    return notes_to_review(
        [journal.path], person="P07", turns={"FG01:0002"}, groups={"FG01"}, names=lambda text: "P07" in text
    )


@pytest.fixture
def journal(tmp_path: Path, asha: Coder) -> Journal:
    return Journal(tmp_path, asha, now=lambda: AT)


def summary(row: str, text: str, rows: str = "group") -> Summary:
    return Summary(rows=rows, row=row, code="access.hours", coder="asha", text=text, made_at=AT)


def test_memos_on_turns_of_others_that_name_them_are_listed(journal: Journal, mark: MakeMark) -> None:
    journal.do(
        Add(mark("De acte!", turn="FG01:0003", memo="P07 nods")),
        Add(mark("Și", turn="FG01:0003", memo="nobody")),
        Add(mark("closed", memo="P07 again")),
        Add(mark("papers", turn="IN01:0001", because="like P07")),
    )
    assert listed(journal) == ("asha/FG01:0003/access.hours", "asha/IN01:0001/access.hours")


def test_every_summary_of_their_session_is_listed_and_of_others_those_that_name_them(journal: Journal) -> None:
    journal.do(Summarise(summary("FG01", "Shifts.")), Summarise(summary("FG02", "Buses.")))
    journal.do(Summarise(summary("FG03", "As P07 says.")), Summarise(summary("night work", "P07", rows="work")))
    assert listed(journal) == (
        "asha/FG01/access.hours",
        "asha/FG03/access.hours",
        "asha/night_work/access.hours",
    )


def test_their_own_row_is_not_listed_for_it_is_emptied(journal: Journal) -> None:
    journal.do(Summarise(summary("P07", "P07 waits.", rows="participant")))
    assert listed(journal) == ()
    journal.do(Summarise(summary("P08", "Waits with P07.", rows="participant")))
    assert listed(journal) == ("asha/P08/access.hours",)


def test_proposed_codes_that_name_them_are_listed(journal: Journal) -> None:
    name = proposal_id("asha", "lifts")
    journal.do(Propose(Proposal(id=name, coder="asha", label="lifts", definition="P07's word", made_at=AT)))
    assert listed(journal) == (f"asha/proposed/{name}",)


def test_proposed_codes_that_were_used_on_their_words_are_listed(journal: Journal, mark: MakeMark) -> None:
    name, other = proposal_id("asha", "lifts"), proposal_id("asha", "ramps")
    journal.do(Propose(Proposal(id=name, coder="asha", label="lifts", made_at=AT)), Add(mark("closed", name)))
    journal.do(Propose(Proposal(id=other, coder="asha", label="ramps", made_at=AT)))
    journal.do(Add(mark("acte", other, turn="FG01:0003")))
    assert listed(journal) == (f"asha/proposed/{name}",)
