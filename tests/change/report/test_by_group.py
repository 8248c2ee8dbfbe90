"""In which groups a theme was heard: yes or no, for groups that may be named, and nothing that counts people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from tlc.change.disclosure import Shown
from tlc.change.evidence import evidence
from tlc.change.report.by_group import by_group
from tlc.change.report.facts import Breakdown, Quote, ThemeFacts
from tlc.change.report.material import Material
from tlc.frames import codings_frame, turns_frame
from tlc.model import Code, Codebook, Coder, Coding, Consent, Group, Participant, Span, Transcript
from tlc.model.people import Role

CODER = Coder(id="asha", name="Asha")
FEW = Shown("fewer than 5")
ZERO = Shown("0", 0)


def people(group: str, number: int, role: Role = "community") -> list[Participant]:
    consent = Consent(analyse=True)
    return [Participant(id=f"{group}P{n}", role=role, group=group, consent=consent) for n in range(number)]


@pytest.fixture
def laid_out(
    a_transcript: Callable[..., Transcript], material: Callable[..., Material]
) -> Callable[..., Breakdown | None]:
    """Lay themes out over groups; each theme is given by who of which group said it."""

    def make(
        *themes: dict[str, int], sizes: dict[str, int], facts: dict[str, Any] | None = None, **more: Any
    ) -> Breakdown | None:
        kinds = {name: "interview" if name.startswith("IN") else "focus_group" for name in sizes}
        groups = tuple(
            Group(id=name, kind=kind, label=f"people of {name}")  # type: ignore[arg-type]
            for name, kind in kinds.items()
        )
        roles: dict[str, Role] = {
            name: "professional" if kind == "interview" else "community" for name, kind in kinds.items()
        }
        everybody = [one for name, size in sizes.items() for one in people(name, size, roles[name])]
        silent = more.pop("silent", ())
        transcripts = tuple(
            a_transcript(*((one.id, "Closed again.") for one in everybody if one.group == name), name=name)
            for name in sizes
        )
        names = [f"access.n{number}" for number in range(len(themes))]
        codes = tuple(Code(id=name, kind="barrier", label={"en": f"Theme {name}"}, parent="access") for name in names)
        heading = Code(id="access", kind="heading", label={"en": "Access"})
        marks = [
            Coding(
                id=f"{name}-{group}-{number}",
                span=Span(turn=f"{group}:{number + 1:04d}", start=0, end=6),
                code=name,
                coder="asha",
                quote="Closed",
                made_at="2026-06-01T10:00:00Z",
            )
            for name, said in zip(names, themes, strict=True)
            for group, how_many in said.items()
            for number in range(how_many)
        ]
        finished = frozenset(sizes) - set(silent)
        codebook = Codebook(id="b", name="B", version="1", codes=(heading, *codes), digest="0" * 64)
        turns, codings = turns_frame(transcripts, everybody), codings_frame(marks, (CODER,))
        one = material(
            codings,
            min_cell=5,
            people=tuple(everybody),
            groups=more.pop("groups", groups),
            transcripts=transcripts,
            turns=turns,
            codebook=codebook,
            evidence=evidence(turns, codings, everybody, codebook, finished=finished),
            finished=finished,
        )
        held = {
            name: {
                "sessions": len(said),
                "community": Shown("7", 7),
                "professionals": ZERO,
                **(facts or {}),
            }
            for name, said in zip(names, themes, strict=True)
        }
        return by_group(one, [_theme(name, **fields) for name, fields in held.items()])

    return make


def _theme(name: str, **more: Any) -> ThemeFacts:
    texts = dict.fromkeys(("heading", "definition"), "")
    none: dict[str, Any] = dict.fromkeys(("quotes", "principles", "reasons", "actions"), ())
    zero: dict[str, Any] = dict.fromkeys(("passages", "unknown_speaker", "quotes_withheld", "serious"), 0)
    fields: dict[str, Any] = {
        **texts,
        **none,
        **zero,
        "sessions_read": 9,
        "community_read": 40,
        "professionals_read": 9,
    }
    return ThemeFacts(id=name, anchor=name, label=f"Theme {name}", kind="barrier", **{**fields, **more})


FIVE = {f"FG0{number}": 6 for number in range(1, 6)}


def rows(table: Breakdown | None) -> list[tuple[str, ...]]:
    assert table is not None
    return [row[1:] for row in table.rows]


def test_a_theme_is_heard_in_a_group_or_not(laid_out: Callable[..., Breakdown | None]) -> None:
    table = laid_out({"FG01": 3, "FG03": 4}, sizes=FIVE)
    assert rows(table) == [("yes", "no", "yes", "no", "no")]
    assert table is not None
    assert table.columns == ("Theme", *(f"people of {name}" for name in FIVE))


def test_small_groups_and_interviews_are_no_columns(laid_out: Callable[..., Breakdown | None]) -> None:
    table = laid_out({"FG01": 3, "FG03": 4}, sizes={**FIVE, "FG06": 4, "IN01": 1})
    assert table is not None
    assert len(table.columns) == 6


def test_a_group_without_a_label_is_no_column(laid_out: Callable[..., Breakdown | None]) -> None:
    bare = tuple(Group(id=name, kind="focus_group", label="" if name == "FG01" else name) for name in FIVE)
    table = laid_out({"FG02": 3, "FG03": 4}, sizes=FIVE, groups=bare)
    assert table is not None
    assert table.columns == ("Theme", "FG02", "FG03", "FG04", "FG05")


def test_what_nobody_has_read_is_not_called_silent(laid_out: Callable[..., Breakdown | None]) -> None:
    assert rows(laid_out({"FG01": 3, "FG03": 4}, sizes=FIVE, silent=["FG05"])) == [
        ("yes", "no", "yes", "no", "not read")
    ]


@pytest.mark.parametrize("sizes", [{"FG01": 6}, {"FG01": 6, "FG02": 4}, {f"FG{n:02d}": 5 for n in range(1, 18)}])
def test_there_is_no_table_of_one_group_or_of_more_than_a_page_holds(
    laid_out: Callable[..., Breakdown | None], sizes: dict[str, int]
) -> None:
    assert laid_out({"FG01": 3}, sizes=sizes) is None


def test_a_row_that_would_count_people_is_not_shown(laid_out: Callable[..., Breakdown | None]) -> None:
    # Seven people in one group of eight.
    assert rows(laid_out({"FG01": 7}, sizes={**FIVE, "FG01": 8})) == [("not shown",) * 5]


def test_cells_are_covered_where_a_number_of_professionals_is_hidden(
    laid_out: Callable[..., Breakdown | None],
) -> None:
    sizes = {**FIVE, "FG06": 6, "FG07": 6, **{f"IN0{number}": 1 for number in range(1, 6)}}
    said = {"FG01": 2, "FG04": 3, "FG05": 4, "IN01": 1, "IN02": 1}
    table = laid_out(said, said, sizes=sizes, facts={"professionals": FEW, "community": Shown("9", 9)})
    assert rows(table) == [
        ("not shown", "not shown", "not shown", "yes", "yes", "no", "no"),
        ("yes", "no", "no", "not shown", "not shown", "not shown", "no"),
    ]


def test_a_group_that_is_quoted_is_not_covered(laid_out: Callable[..., Breakdown | None]) -> None:
    sizes = {**FIVE, "FG06": 6, "FG07": 6, **{f"IN0{number}": 1 for number in range(1, 6)}}
    quote = Quote(text="Closed", language="en", by="Community participant, people of FG01", reference="Q1")
    facts = {"professionals": FEW, "community": Shown("9", 9), "quotes": (quote,)}
    (row,) = rows(laid_out({"FG01": 2, "FG04": 3, "FG05": 4, "IN01": 1}, sizes=sizes, facts=facts))
    assert row[0] == "yes"
    assert row.count("not shown") == 3


@pytest.mark.parametrize(("by", "there"), [("Professional", "IN01"), ("Community participant", "FG08")])
def test_with_a_quote_of_somebody_beside_the_table_a_row_may_tell_too_much(
    laid_out: Callable[..., Breakdown | None], by: str, there: str
) -> None:
    # Two sessions, one of them beside the table. Who is quoted from there says which kind it is.
    sizes = {**FIVE, "FG08": 4, **{f"IN0{number}": 1 for number in range(1, 6)}}
    quote = Quote(text="Closed", language="en", by=by, reference="Q1")
    facts: dict[str, Any] = {"professionals": FEW, "community": FEW}
    (row,) = rows(laid_out({"FG01": 2, there: 1}, sizes=sizes, facts=facts))
    assert row == ("not shown", "not shown", "not shown", "no", "no")
    (row,) = rows(laid_out({"FG01": 2, there: 1}, sizes=sizes, facts={**facts, "quotes": (quote,)}))
    assert {*row} == {"not shown"}


def test_no_cell_holds_a_number(
    material: Callable[..., Material], frame: Callable[..., pd.DataFrame], mark: Callable[..., Coding]
) -> None:
    one = material(
        frame(mark("FG01:0002", "closed after", "access.hours"), mark("FG02:0001", "Closed", "access.hours"))
    )
    theme = _theme("access.hours", sessions=2, community=Shown("3", 3), professionals=ZERO)
    table = by_group(one, [theme])
    assert table is not None
    assert set(table.rows[0][1:]) <= {"yes", "no", "not read", "not shown"}
