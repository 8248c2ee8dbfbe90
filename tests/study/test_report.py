"""What a study hands to its report: everything that its rooms know, and nobody's id."""

from __future__ import annotations

from pathlib import Path

import pytest

import tlc
from tlc._files import write_whole
from tlc.change.report.gather import gather
from tlc.listen.codings import add_codings
from tlc.model import Coder, Coding, Source, Span, Transcript, Turn, turn_id
from tlc.study._report import material
from tlc.talk.transcript import write_transcript

HOURS = "access.hours"


def lay(folder: Path, name: str, *, group: str | None = None) -> None:
    turns = tuple(
        Turn(id=turn_id(name, number), speaker=who, text=text, language="en")
        for number, (who, text) in enumerate((("R01", "How is it?"), ("P01", "It is closed.")), start=1)
    )
    source = Source(name=f"{name}.txt", importer="text", version="0.1.0", digest="0" * 64)
    one = Transcript(id=name, group=group or name, source=source, turns=turns)
    write_whole(folder / "transcripts" / f"{name}.txt", write_transcript(one))


def code(folder: Path, *turns: str, by: str = "asha") -> None:
    marks = [
        Coding(
            id=f"{by}-{number}",
            span=Span(turn=turn, start=6, end=12),
            code=HOURS,
            coder=by,
            quote="closed",
            made_at="2026-06-01T10:00:00Z",
        )
        for number, turn in enumerate(turns, start=1)
    ]
    add_codings(folder / "codings", Coder(id=by, name=by.capitalize()), marks)


def more_groups(folder: Path, *rows: str) -> None:
    table = folder / "groups.csv"
    table.write_text(table.read_text(encoding="utf-8") + "".join(f"{row}\n" for row in rows), encoding="utf-8")


@pytest.fixture
def folder(study_folder: Path) -> Path:
    """The tiny study with six short sessions, of which Asha coded all."""
    names = ["FG01", *(f"FG{number:02d}" for number in range(2, 7))]
    more_groups(study_folder, *(f"{name},focus_group,people of {name},2026-0{name[-1]},en,,R01" for name in names[1:]))
    for name in names:
        lay(study_folder, name)
    code(study_folder, *(f"{name}:0002" for name in names))
    return study_folder


def test_a_report_is_made_of_ratings_rounds_tags_and_what_stands_beside(folder: Path) -> None:
    write_whole(folder / "involvement.csv", "date,kind,with_whom\n2026-09,member_check,two groups\n")
    toml = (folder / "study.toml").read_text(encoding="utf-8")
    write_whole(folder / "study.toml", f'{toml}[tags]\ncore20 = "yes"\n')
    write_whole(
        folder / "indicators.csv",
        "area,indicator,value,period,source\nNorthwick,Registered with a dentist,41 %,2024,an invented survey\n",
    )
    held = material(tlc.open(folder), 1)
    assert HOURS in held.ratings
    assert [one.kind for one in held.involvement] == ["member_check"]
    assert held.tags == (("Core20", "yes"),)
    assert held.context is not None
    assert held.names == {"asha": "Asha"}
    assert held.roles["icb"].startswith("Integrated care board")
    assert held.checked == ""


def test_whoever_coded_alone_is_not_among_those_who_coded_the_same_sessions(folder: Path) -> None:
    more_groups(folder, "FG07,focus_group,people of FG07,2026-07,en,,R01")
    lay(folder, "FG07")
    code(folder, "FG01:0002", by="ben")
    code(folder, "FG07:0002", by="carla")
    agreed = material(tlc.open(folder), 1).agreed
    assert agreed.told[0].startswith("2 people coded the same")
    assert (agreed.coders, agreed.sessions) == (2, 1)


def test_how_soon_nothing_new_was_heard_is_told_by_place_and_not_by_session(folder: Path) -> None:
    held = material(tlc.open(folder), 1)
    assert held.saturation == (("1", 1, 1), *((str(place), 0, 1) for place in range(2, 7)))
    assert held.saturation_note.startswith("After 4 of 6 sessions, 2 further sessions brought at most 5 % of the codes")
    assert "seed 1" in held.saturation_note
    assert "FG0" not in held.saturation_note


def test_where_too_few_sessions_were_coded_it_is_said_why_nothing_is_told(study_folder: Path) -> None:
    lay(study_folder, "FG01")
    code(study_folder, "FG01:0002")
    held = material(tlc.open(study_folder), 1)
    assert held.saturation == ()
    assert held.saturation_note.startswith(
        "How soon nothing new was heard cannot be said. Saturation is undefined here"
    )


def test_cards_are_in_no_figure_of_sessions(folder: Path) -> None:
    before = material(tlc.open(folder), 1)
    more_groups(folder, "CARDS,feedback,cards,2026-07,en,,")
    lay(folder, "CARDS")
    code(folder, "CARDS:0002", by="ben")
    after = material(tlc.open(folder), 1)
    assert (after.saturation, after.in_part) == (before.saturation, before.in_part)
    assert len(after.events) == len(before.events) + 2
    (told,) = (theme.beside for theme in gather(after)[0].headline)
    assert told == "Beside the sessions it was found in 1 of 1 collections of feedback."


def test_sessions_that_two_people_coded_are_counted_without_cards(folder: Path) -> None:
    more_groups(folder, "CARDS,feedback,cards,2026-07,en,,")
    lay(folder, "CARDS")
    code(folder, "FG01:0002", "CARDS:0002", by="ben")
    code(folder, "CARDS:0002", by="cora")
    agreed = material(tlc.open(folder), 1).agreed
    assert (agreed.sessions, agreed.beside) == (1, 1)


def test_a_form_without_topics_does_not_fit_any(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    study = tlc.open(folder)
    monkeypatch.setattr(type(study), "topics", lambda *_, **__: pytest.fail("topics were fitted"))
    assert material(study, 1, topics=False).run is None


def test_no_turn_and_no_participant_is_named_in_the_facts_of_a_whole_study(folder: Path) -> None:
    facts = repr(gather(material(tlc.open(folder), 1))[0])
    assert ":000" not in facts
    assert not [name for name in ("'P01'", "'P02'", "'P03'", "'R01'") if name in facts]
