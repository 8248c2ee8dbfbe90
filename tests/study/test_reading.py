"""Reading what was coded, from the study: what counts, what is read, and what is written down."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import tlc
from tlc.errors import AnalysisError, CodebookError, CodingError, TlcError
from tlc.listen.codings import Add, Finish, Journal, Propose, coding_id
from tlc.model import Coder, Coding, Proposal, Span, proposal_id

CODED = """turn,code,quote,memo,serious
FG01:0002,access.hours,closed after my shift,,
FG01:0003,access.registration,They asked for proof of address,,
FG01:0003,language.interpreter,there was no interpreter,,
IN01:0002,access.registration,,,yes
"""
ASHA = Coder(id="asha", name="Asha")


def at() -> str:
    return "2026-06-01T10:00:00Z"


def journal(study: tlc.Study, coder: Coder = ASHA) -> Journal:
    return Journal(study.path / "codings", coder, now=at)


def a_coding(study: tlc.Study, turn: str, code: str, *, coder: str = "asha", **more: Any) -> Coding:
    quote = study.turns_by_id[turn].text
    span = Span(turn=turn, start=0, end=len(quote))
    return Coding(id=coding_id(coder, span, code), span=span, code=code, coder=coder, quote=quote, made_at=at(), **more)


@pytest.fixture
def coded(tiny_study: tlc.Study) -> tlc.Study:
    """The tiny study, both sessions coded by Asha."""
    table = tiny_study.path / "asha.csv"
    table.write_text(CODED, encoding="utf-8")
    assert not len(tiny_study.import_codings(table, coder="asha"))
    return tiny_study


# What counts


def test_what_rules_suggest_is_in_nothing_that_is_read(tiny_study: tlc.Study) -> None:
    tiny_study.tag()
    assert {cell.state for cell in tiny_study.matrix()} == {"not read yet"}
    with pytest.raises(AnalysisError, match="Nobody has coded"):
        tiny_study.cooccurrence()
    with pytest.raises(AnalysisError, match="Nobody has coded"):
        tiny_study.compare()
    with pytest.raises(AnalysisError, match="0 sessions were coded"):
        tiny_study.saturation()


def test_what_a_person_rejected_is_not_counted(coded: tlc.Study) -> None:
    before = len(coded.matrix().quotes())
    journal(coded).do(Add(a_coding(coded, "FG01:0005", "language.card", status="rejected")))
    assert len(tlc.open(coded.path).matrix().quotes()) == before


def test_a_session_that_somebody_called_finished_is_read_though_nothing_was_coded_in_it(
    tiny_study: tlc.Study,
) -> None:
    file = journal(tiny_study)
    file.do(Add(a_coding(tiny_study, "FG01:0002", "access.hours")))
    assert tiny_study.matrix().result["IN01", "access.hours"].state == "not read yet"
    file.do(Finish("IN01", True))
    study = tlc.open(tiny_study.path)
    assert study.matrix().result["IN01", "access.hours"].state == "not said"
    assert study.compare().result.read == ("FG01", "IN01")
    assert study.saturation(base=1, run=1).result.sessions == ("FG01", "IN01")


def test_a_code_that_a_coder_proposes_is_a_column_under_its_heading(coded: tlc.Study) -> None:
    proposal = Proposal(id=proposal_id("asha", "Lifts"), coder="asha", label="Lifts", made_at=at())
    journal(coded).do(Propose(proposal), Add(a_coding(coded, "FG01:0005", proposal.id)))
    study = tlc.open(coded.path)
    frame = study.matrix().frame.set_index(["row", "code"])
    assert frame.loc[("FG01", proposal.id), "state"] == "said"
    assert frame.loc[("FG01", proposal.id), "heading"] == "Proposed by coders"
    assert study.saturation(base=1, run=1, codes="emerging").counted == (0, 1)


# The matrix


def test_a_matrix_of_groups_people_and_traits_can_be_asked_for(coded: tlc.Study) -> None:
    assert coded.matrix().result.cases == ("FG01", "IN01")
    assert coded.matrix(rows="participant").result.cases == ("P01", "P02", "P03")
    assert coded.matrix(rows="age_band").result.cases == ("18-29", "30-44", "not given")


def test_quotes_come_with_their_turns(coded: tlc.Study) -> None:
    quotes = coded.matrix().quotes("FG01", "access.registration")
    assert quotes[["turn", "speaker", "quote", "coder"]].to_numpy().tolist() == [
        ["FG01:0003", "P02", "They asked for proof of address", "asha"]
    ]


def test_a_summary_is_kept_in_its_writers_file_and_shown_by_everybody(coded: tlc.Study) -> None:
    written = coded.summarise("FG01", "access.hours", " Closed when shifts end. ", coder="asha")
    assert (written.text, written.rows) == ("Closed when shifts end.", "group")
    assert written.quotes == coded.matrix().result["FG01", "access.hours"].quotes
    coded.summarise("FG01", "access.hours", "Hours and nights.", coder="ben")
    study = tlc.open(coded.path)
    assert study.matrix().wide.loc["FG01", "access.hours"] == "asha: Closed when shifts end.\nben: Hours and nights."
    assert sorted(path.name for path in (study.path / "codings").glob("*.sqlite")) == ["asha.sqlite", "ben.sqlite"]


def test_a_summary_is_seen_at_once_and_can_be_changed_and_taken_back(coded: tlc.Study) -> None:
    for text in ("One.", "Two.", ""):
        coded.summarise("FG01", "access.hours", text, coder="asha")
        assert coded.matrix().wide.loc["FG01", "access.hours"] == text


def test_a_summary_of_an_empty_cell_can_be_written(coded: tlc.Study) -> None:
    assert coded.summarise("IN01", "language.card", "Nobody raised it.", coder="asha").quotes == ()
    assert coded.matrix().wide.loc["IN01", "language.card"] == "Nobody raised it."


def test_a_summary_belongs_to_rows_of_its_kind(coded: tlc.Study) -> None:
    coded.summarise("P02", "access.registration", "Asked twice.", coder="asha", rows="participant")
    assert coded.matrix(rows="participant").wide.loc["P02", "access.registration"] == "Asked twice."
    assert "Asked twice." not in coded.matrix().wide.to_numpy()


def test_some_of_a_cells_quotes_can_be_named(coded: tlc.Study) -> None:
    (one,) = coded.matrix().result["FG01", "access.hours"].quotes
    assert coded.summarise("FG01", "access.hours", "Shifts.", coder="asha", quotes=[one]).quotes == (one,)
    with pytest.raises(CodingError, match="not in that cell"):
        coded.summarise("FG01", "access.registration", "Shifts.", coder="asha", quotes=[one])


@pytest.mark.parametrize(
    ("place", "error"),
    [
        (("FG09", "access.hours"), AnalysisError),
        (("FG01", "access"), AnalysisError),
        (("FG01", "nothing"), CodebookError),
    ],
)
def test_a_summary_of_no_cell_is_refused_and_nothing_is_written(
    coded: tlc.Study, place: tuple[str, str], error: type[TlcError], canary: str
) -> None:
    with pytest.raises(error) as caught:
        coded.summarise(*place, f"About {canary}.", coder="ben")
    assert canary not in str(caught.value)
    assert not (coded.path / "codings" / "ben.sqlite").exists()


def test_a_machine_writes_no_summary(coded: tlc.Study) -> None:
    coded.tag()
    with pytest.raises(CodingError, match="'rules' is not a person"):
        coded.summarise("FG01", "access.hours", "Shifts.", coder="rules")


# Comparing, and what stands together


def test_small_counts_are_hidden_by_the_studys_own_measure(coded: tlc.Study) -> None:
    frame = coded.compare(by="age_band").frame
    assert coded.settings.min_cell == 2
    assert frame["people"].dropna().isin([0]).all()
    assert "not shown" in repr(coded.compare(by="age_band"))


def test_sessions_that_nobody_read_are_in_no_comparison(tiny_study: tlc.Study) -> None:
    journal(tiny_study).do(Add(a_coding(tiny_study, "FG01:0002", "access.hours")))
    assert tiny_study.compare().result.values == ("FG01",)


def test_codes_of_one_turn_stand_together(coded: tlc.Study) -> None:
    pairs = coded.cooccurrence(unit="turn").frame
    assert pairs[["first", "second"]].to_numpy().tolist() == [["access.registration", "language.interpreter"]]
    assert coded.cooccurrence().frame.empty


# Search


def test_words_are_found_before_anybody_coded(tiny_study: tlc.Study, canary: str) -> None:
    found = tiny_study.search("ZABRANIC")
    assert [one.turn for one in found] == ["FG01:0002", "IN01:0002"]
    assert canary not in repr(found).casefold() + found._repr_html_().casefold()
    assert found.words["match"].str.casefold().tolist() == [canary, canary]


def test_how_many_words_are_shown_and_where_can_be_chosen(tiny_study: tlc.Study) -> None:
    (one,) = tiny_study.search(r"after\s+my", regex=True, context=1)
    assert (one.before, one.after) == ("closed ", " shift.")
    assert len(tiny_study.search("shift", where="original")) == 0


# Saturation


def test_sessions_are_in_the_order_of_their_months(coded: tlc.Study) -> None:
    result = coded.saturation(base=1, run=1)
    assert result.result.sessions == ("FG01", "IN01")
    assert result.months == ("2026-05", "2026-06")
    assert (result.result.new, result.counted) == ((3, 0), (3, 0))
    assert result.kinds == ("focus_group", "interview")


def test_a_month_that_nobody_wrote_down_comes_last(coded: tlc.Study) -> None:
    groups = coded.path / "groups.csv"
    groups.write_text(groups.read_text(encoding="utf-8").replace("2026-05", ""), encoding="utf-8")
    assert tlc.open(coded.path).saturation(base=1, run=1).result.sessions == ("IN01", "FG01")


def test_sessions_can_be_named_in_their_order(coded: tlc.Study) -> None:
    assert coded.saturation(base=1, run=1, order=["IN01", "FG01"]).result.new == (1, 2)
    with pytest.raises(AnalysisError, match="1 sessions were coded"):
        coded.saturation(base=1, run=1, order=["IN01"])


@pytest.mark.parametrize("order", [["FG01", "FG01"], ["FG01", "FG07"]])
def test_an_order_with_a_session_twice_or_one_that_nobody_coded_is_an_error(coded: tlc.Study, order: list[str]) -> None:
    with pytest.raises(AnalysisError, match="names a session twice, or one that nobody has coded") as caught:
        coded.saturation(base=1, run=1, order=order)
    assert "FG01, IN01" in str(caught.value.hint)


def test_only_codes_of_one_origin_can_be_counted(coded: tlc.Study) -> None:
    assert coded.saturation(base=1, run=1, codes="deductive").counted == (3, 0)
    with pytest.raises(AnalysisError, match="The codebook has no emerging codes"):
        coded.saturation(base=1, run=1, codes="emerging")
    with pytest.raises(AnalysisError, match="no codes of that origin"):
        coded.saturation(codes="inductive")  # type: ignore[arg-type]


# Nobody's words


def everything(study: tlc.Study) -> list[Any]:
    return [
        study.matrix(),
        study.matrix(rows="participant"),
        study.compare(),
        study.cooccurrence(unit="turn"),
        study.search("zabranic"),
        study.search("address"),
        study.saturation(base=1, run=1),
    ]


def test_nothing_that_shows_itself_holds_anybodys_words(coded: tlc.Study, canary: str) -> None:
    for result in everything(coded):
        plot = result.plot()
        shown = repr(result) + result._repr_html_() + plot._repr_html_() + repr(plot) + result.frame.to_csv()
        for words in (canary, "after my shift", "proof of address"):
            assert words not in shown.casefold()


def test_reading_writes_nothing(coded: tlc.Study) -> None:
    def bytes_of(folder: Path) -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    before = bytes_of(coded.path)
    everything(coded)
    assert bytes_of(coded.path) == before


def test_the_same_study_shows_the_same(coded: tlc.Study) -> None:
    one, other = everything(coded), everything(tlc.open(coded.path))
    for first, second in zip(one, other, strict=True):
        assert first._repr_html_() == second._repr_html_()
        assert first.plot()._repr_svg_() == second.plot()._repr_svg_()


def test_every_error_says_what_to_do_next(coded: tlc.Study) -> None:
    wrong: tuple[Callable[[], Any], ...] = (
        lambda: coded.matrix(rows="shoe"),
        lambda: coded.compare(by="shoe"),
        lambda: coded.matrix(codes=["nothing"]),
        lambda: coded.compare(codes=["nothing"]),
        lambda: coded.cooccurrence(unit="page"),  # type: ignore[arg-type]
        lambda: coded.search(""),
        lambda: coded.search("(", regex=True),
        lambda: coded.saturation(base=0),
    )
    for read in wrong:
        with pytest.raises(TlcError) as caught:
            read()
        assert caught.value.hint
