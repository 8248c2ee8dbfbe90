"""Checks of codings and codebook: words that no longer fit, codes that are gone, languages without terms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tlc.listen.check import check_codings, check_languages
from tlc.model import Codebook, Coding, Proposal, Turn

Mark = Callable[..., Coding]


def turn(language: str) -> Turn:
    return Turn(id="FG01:0001", speaker="P1", text="Words.", language=language)


def test_codings_that_fit_are_no_problem(mark: Mark, turns: dict[str, Turn], book: Codebook) -> None:
    assert check_codings([mark(), mark("acte", "access.papers", turn="FG01:0003")], turns, book) == ()


def test_a_study_without_codings_has_no_problem(turns: dict[str, Turn], book: Codebook) -> None:
    assert check_codings([], turns, book) == ()


def test_codings_may_come_one_by_one(mark: Mark, turns: dict[str, Turn], book: Codebook) -> None:
    assert len(check_codings((one for one in [mark(code="gone")]), turns, book)) == 1


def test_a_code_by_an_older_name_is_still_in_the_codebook(mark: Mark, turns: dict[str, Turn], book: Codebook) -> None:
    assert check_codings([mark(code="ACC04")], turns, book) == ()


def test_a_code_that_is_gone_is_named_with_its_coder_and_count(
    mark: Mark, turns: dict[str, Turn], book: Codebook, canary: str
) -> None:
    lost = [mark(code="access.gone"), mark(canary, "access.gone"), mark(code="a.b", coder="ben")]
    first, second = check_codings([*lost, mark()], turns, book)
    assert first.what == "2 codings of 'asha' use the code 'access.gone', which the codebook lacks."
    assert second.what == "1 codings of 'ben' use the code 'a.b', which the codebook lacks."
    assert {(one.severity, one.place) for one in (first, second)} == {("error", "codebook.toml")}
    assert "aliases" in first.mend
    assert canary not in str(first)


def test_words_that_changed_are_an_error_in_their_transcript(
    mark: Mark, turns: dict[str, Turn], book: Codebook, canary: str
) -> None:
    changed = turns | {"FG01:0002": replace(turns["FG01:0002"], text=f"It was open, {canary}.")}
    (problem,) = check_codings([mark()], changed, book)
    assert (problem.severity, problem.place) == ("error", "FG01")
    assert "1 codings no longer fit the words of FG01" in problem.what
    assert problem.mend
    assert canary not in str(problem)


def test_words_that_changed_do_not_hide_a_code_that_is_gone(mark: Mark, book: Codebook) -> None:
    problems = check_codings([mark(code="access.gone")], {}, book)
    assert [problem.place for problem in problems] == ["FG01", "codebook.toml"]


def proposed(canary: str, coder: str = "asha") -> Proposal:
    return Proposal(id=f"proposed.{coder}_lifts", coder=coder, label=canary, definition=canary, made_at="now")


def test_codings_under_a_proposed_code_wait_and_are_no_error(
    mark: Mark, turns: dict[str, Turn], book: Codebook, canary: str
) -> None:
    proposals = [proposed(canary), proposed(canary, "ben")]
    marks = [mark(code="proposed.asha_lifts"), mark("my", "proposed.asha_lifts"), mark("It", code="proposed.ben_lifts")]
    first, second = check_codings([*marks, mark()], turns, book, proposals=proposals)
    assert first.what == "2 codings wait under 'proposed.asha_lifts', a code that a coder proposed."
    assert second.what == "1 codings wait under 'proposed.ben_lifts', a code that a coder proposed."
    assert {(one.severity, one.place) for one in (first, second)} == {("warning", "codebook.toml")}
    assert "aliases" in first.mend
    assert canary not in f"{first} {second}"


def test_a_proposed_code_that_the_codebook_took_in_is_no_problem(
    mark: Mark, turns: dict[str, Turn], book: Codebook, canary: str
) -> None:
    taken = replace(book.codes[2], aliases=("proposed.asha_lifts",))
    grown = replace(book, codes=(*book.codes[:2], taken))
    assert check_codings([mark(code="proposed.asha_lifts")], turns, grown, proposals=[proposed(canary)]) == ()


def test_a_proposal_that_nobody_used_is_no_problem(turns: dict[str, Turn], book: Codebook, canary: str) -> None:
    assert check_codings([], turns, book, proposals=[proposed(canary)]) == ()


def test_a_proposed_code_that_was_taken_back_is_an_error_again(
    mark: Mark, turns: dict[str, Turn], book: Codebook, canary: str
) -> None:
    (problem,) = check_codings([mark(code="proposed.asha_ramps")], turns, book, proposals=[proposed(canary)])
    assert (problem.severity, "'proposed.asha_ramps'" in problem.what) == ("error", True)


def test_codings_that_were_set_aside_are_counted_in_a_warning(
    mark: Mark, turns: dict[str, Turn], book: Codebook, canary: str
) -> None:
    aside = [mark(), mark("my"), mark("It", coder="ben"), mark("papers", turn="IN01:0001")]
    problems = check_codings([], turns, book, adrift=[replace(one, memo=canary) for one in aside])
    assert [(one.place, one.what[:22]) for one in problems] == [
        ("FG01", "2 codings of 'asha' ar"),
        ("FG01", "1 codings of 'ben' are"),
        ("IN01", "1 codings of 'asha' ar"),
    ]
    assert {one.severity for one in problems} == {"warning"}
    assert all("do not count" in one.mend and canary not in str(one) for one in problems)


@pytest.mark.parametrize("language", ["en", "en-GB", "EN"])
def test_a_language_with_terms_is_no_problem_whatever_its_country(book: Codebook, language: str) -> None:
    assert check_languages([turn(language)], book) == ()


def test_terms_of_a_country_serve_its_language(book: Codebook) -> None:
    code = replace(book["access.papers"], terms={"pt-BR": ("fechado",)})
    assert check_languages([turn("pt")], replace(book, codes=(code,))) == ()


@pytest.mark.parametrize("language", ["ro", "rom", "pl"], ids=["no terms left", "never any", "only under a heading"])
def test_a_language_for_which_no_code_has_terms_is_a_warning(book: Codebook, language: str) -> None:
    (problem,) = check_languages([turn(language), turn("en"), turn(language)], book)
    assert (problem.severity, problem.place) == ("warning", "codebook.toml")
    assert problem.what == f"2 turns are in '{language}', for which no code has terms."
    assert f"terms.{language}" in problem.mend


def test_languages_without_terms_are_listed_in_order(book: Codebook) -> None:
    found = check_languages([turn("sk"), turn("cs")], book)
    assert ["'cs'" in found[0].what, "'sk'" in found[1].what] == [True, True]


def test_without_turns_no_language_lacks_terms(book: Codebook) -> None:
    assert check_languages([], book) == ()


# Words of people who left, and words that were corrected


def test_codings_on_turns_of_somebody_who_left_name_them_and_the_way_to_take_them_out(
    mark: Mark, turns: dict[str, Turn], book: Codebook
) -> None:
    left = turns | {"FG01:0002": replace(turns["FG01:0002"], speaker="P27", text="[withdrawn]")}
    marks = [mark(), mark("my"), mark("acte", "access.papers", turn="FG01:0003")]
    (problem,) = check_codings(marks, left, book)
    assert (problem.severity, problem.what) == ("error", "2 codings stand on turns of P27, who left the study.")
    assert problem.mend == "Take the words out once more: tlc withdraw P27"


def test_people_who_left_hide_no_words_that_changed(mark: Mark, turns: dict[str, Turn], book: Codebook) -> None:
    left = turns | {"FG01:0002": replace(turns["FG01:0002"], speaker="P27", text="[withdrawn]")}
    left["IN01:0001"] = replace(turns["IN01:0001"], text="Other words.")
    first, second = check_codings([mark("papers", turn="IN01:0001"), mark()], left, book)
    assert "P27" in first.what
    assert second.what == "1 codings no longer fit the words of IN01."


def test_words_that_somebody_never_let_be_analysed_are_no_withdrawal(
    mark: Mark, turns: dict[str, Turn], book: Codebook
) -> None:
    other = turns | {"FG01:0002": replace(turns["FG01:0002"], speaker="P27", text="[not for analysis]")}
    (problem,) = check_codings([mark()], other, book)
    assert "no longer fit" in problem.what


@pytest.mark.parametrize(("corrected", "mend"), [({"FG01"}, "tlc add --replace FILE"), ({"IN01"}, "Put the earlier")])
def test_of_a_corrected_transcript_the_codings_can_follow(
    mark: Mark, turns: dict[str, Turn], book: Codebook, corrected: set[str], mend: str
) -> None:
    changed = turns | {"FG01:0002": replace(turns["FG01:0002"], text="Other words.")}
    (problem,) = check_codings([mark()], changed, book, corrected=corrected)
    assert mend in problem.mend
