"""Praat's TextGrid, in its long and its short form."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tlc._text import normalise
from tlc.errors import TranscriptError
from tlc.talk.importers import RawTranscript
from tlc.talk.importers._account import characters
from tlc.talk.importers.textgrid import read

Tier = tuple[str, Sequence[tuple[float, float, str]]]


def short(*tiers: Tier, kind: str = "IntervalTier") -> str:
    lines = ['File type = "ooTextFile"', 'Object class = "TextGrid"', "", "0", "99", "<exists>", str(len(tiers))]
    for name, intervals in tiers:
        lines += [f'"{kind}"', f'"{name}"', "0", "99", str(len(intervals))]
        for start, end, text in intervals:
            quoted = text.replace('"', '""')
            lines += [str(start), *([str(end)] if kind == "IntervalTier" else []), f'"{quoted}"']
    return "\n".join(lines) + "\n"


def long(*tiers: Tier) -> str:
    lines = ['File type = "ooTextFile"', 'Object class = "TextGrid"', "", "xmin = 0 ", "xmax = 99 "]
    lines += ["tiers? <exists> ", f"size = {len(tiers)} ", "item []: "]
    for number, (name, intervals) in enumerate(tiers, 1):
        lines += [f"    item [{number}]:", '        class = "IntervalTier" ', f'        name = "{name}" ']
        lines += ["        xmin = 0 ", "        xmax = 99 ", f"        intervals: size = {len(intervals)} "]
        for place, (start, end, text) in enumerate(intervals, 1):
            quoted = text.replace('"', '""')
            lines += [f"        intervals [{place}]:", f"            xmin = {start} ", f"            xmax = {end} "]
            lines += [f'            text = "{quoted}" ']
    return "\n".join(lines) + "\n"


def of(text: str) -> RawTranscript:
    raw = read(text.encode(), name="FG01.TextGrid")
    assert raw.account.balances
    return raw


def said(raw: RawTranscript) -> list[tuple[str | None, str, float | None]]:
    return [(turn.label, turn.text, turn.seconds) for turn in raw.turns]


TWO: tuple[Tier, Tier] = (
    ("Doctor", [(0, 1, ""), (1, 2.5, "Hello?"), (9, 10, "And?")]),
    ("P01", [(2.5, 4, 'I said "no",'), (4, 6, ""), (6, 8, "twice.")]),
)


@pytest.mark.parametrize("form", [short, long])
def test_tiers_are_speakers_and_their_words_come_in_order(form: Callable[..., str]) -> None:
    raw = of(form(*TWO))
    assert said(raw) == [("Doctor", "Hello?", 1.0), ("P01", 'I said "no", twice.', 2.5), ("Doctor", "And?", 9.0)]
    assert raw.account.aside["labels"] == 9


def test_a_turn_is_found_again_by_its_line() -> None:
    raw = of(short(("P01", [(0, 1, "Yes.")])))
    lines = short(("P01", [(0, 1, "Yes.")])).split("\n")
    assert lines[raw.turns[0].number - 1] == '"Yes."'


def test_a_pause_of_more_than_five_seconds_parts_two_turns() -> None:
    assert len(of(short(("P01", [(0, 1, "Yes."), (6, 7, "Well."), (12.1, 13, "No.")]))).turns) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_praats_encodings_are_read(encoding: str) -> None:
    raw = read(short(("P01", [(0, 1, "Știu.")])).encode(encoding), name="FG01.TextGrid")
    assert raw.turns[0].text == "Știu."


def test_words_that_look_like_the_files_own_are_words() -> None:
    text = 'item [2]: intervals [3]: text = ! 7 <exists> "IntervalTier"'
    assert of(long(("P01", [(0, 1, text)]))).turns[0].text == text


def test_words_over_several_lines_are_one_turn() -> None:
    assert of(short(("P01", [(0, 1, "Yes,\nalways.")]))).turns[0].text == "Yes, always."


def test_points_are_set_aside_with_their_words() -> None:
    intervals, points = short(("P01", [(0, 1, "Yes.")])), short(("sounds", [(0.5, 0, "Maria laughs")]), kind="TextTier")
    text = intervals.replace("<exists>\n1\n", "<exists>\n2\n") + points.split("<exists>\n1\n")[1]
    raw = of(text)
    assert said(raw) == [("P01", "Yes.", 0.0)]
    assert raw.account.aside["points"] == 11
    assert [(beside.kind, beside.text) for beside in raw.beside] == [("points", "Maria laughs")]


def test_words_outside_quotation_marks_are_remarks_for_the_gate() -> None:
    raw = of(short(("P01", [(0, 1, "Yes.")])).replace("<exists>", "<exists> ! typed by Maria"))
    assert raw.account.aside["remarks"] == characters("! typed by Maria")
    assert [(beside.kind, beside.text) for beside in raw.beside] == [("remarks", "! typed by Maria")]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('"Yes."\n', '"zabranic\n', 15),
        ('"Yes."\n', "", 14),
        ('"TextGrid"', '"Pitch"', 1),
        ('"IntervalTier"', '"OtherTier"', 8),
        ("\n99\n1\n0\n", "\n99\n2\n0\n", 15),
        ('"Yes."\n', '"Yes."\n"more"\n', 15),
    ],
)
def test_a_damaged_file_is_refused_with_its_line(old: str, new: str, line: int, explained: Callable[..., None]) -> None:
    text = short(("P01", [(0, 1, "Yes.")]))
    assert old in text
    with pytest.raises(TranscriptError) as caught:
        of(text.replace(old, new, 1))
    explained(caught.value, what="as a TextGrid", where=f"FG01.TextGrid, line {line}", hint="Open it in Praat")


def test_praats_binary_format_is_refused() -> None:
    with pytest.raises(TranscriptError, match="binary format"):
        read(b"ooBinaryFile\x08TextGrid", name="FG01.TextGrid")


def test_a_grid_without_words_is_refused() -> None:
    with pytest.raises(TranscriptError, match="holds no words"):
        of(short(("P01", [(0, 1, "")])))


def test_the_shared_consultations_keep_every_word_that_praatio_finds(shared: Callable[[str], bytes]) -> None:
    textgrid_io = pytest.importorskip("praatio.utilities.textgrid_io")
    for number in range(1, 11):
        for who in ("doctor", "patient"):
            data = shared(f"talk/primock57/transcripts/day1_consultation{number:02}_{who}.TextGrid")
            raw = read(data, name="c.TextGrid")
            (tier,) = textgrid_io.parseTextgridStr(data.decode())["tiers"]
            assert raw.account.kept + raw.account.aside.get("notes", 0) == sum(
                characters(normalise(entry[2])) for entry in tier["entries"]
            )
            assert {turn.label for turn in raw.turns} == {tier["name"]}


WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


@given(st.lists(st.tuples(WORDS, st.lists(st.tuples(st.integers(0, 50), WORDS), max_size=4)), min_size=1, max_size=3))
@settings(deadline=None, max_examples=150)
def test_no_character_is_lost_whatever_the_intervals_hold(tiers: list[tuple[str, list[tuple[int, str]]]]) -> None:
    made = [(name.replace('"', ""), [(at, at + 1, text) for at, text in parts]) for name, parts in tiers]
    for form in (short, long):
        try:
            raw = of(form(*made))
        except TranscriptError as error:
            assert error.what == "The file holds no words."
            continue
        # Brackets in words make notes of them, and words such as "a: b" labels where no tier has a name.
        found = raw.account.kept + sum(raw.account.aside.get(kind, 0) for kind in ("notes", "labels", "times"))
        assert found >= sum(characters(" ".join(text.split())) for _, parts in made for _, _, text in parts)
