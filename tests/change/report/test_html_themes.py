"""What a theme says beside its counts: how sure the team is, what speaks against it, who differs, and what follows."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from bs4 import BeautifulSoup, Tag

from tlc.change.report import html, phrases
from tlc.change.report.facts import Quote, RatingFacts, ReportFacts, ThemeFacts

REASONS = tuple((part, "minor", f"Why {part}.") for part in ("Adequacy", "Coherence", "Methods", "Relevance"))


def text_of(tag: Tag | BeautifulSoup | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text().split())


def theme(soup: BeautifulSoup, label: str) -> Tag:
    (found,) = (tag.parent for tag in soup.find_all("h4") if text_of(tag) == label)
    assert isinstance(found, Tag)
    return found


def drawn(facts: ReportFacts, *themes: ThemeFacts) -> BeautifulSoup:
    alone = dataclasses.replace(facts, headline=(), serious=(), serious_quotes=(), principles=(), unmapped=themes)
    return BeautifulSoup(html.render(alone), "html.parser")


def words(reference: str, text: str = "Mm.", language: str = "en") -> Quote:
    return Quote(text=text, language=language, by="Professional", reference=reference)


# ---- how sure


def test_a_rating_prints_its_word_who_confirmed_it_and_all_four_reasons(
    soup: BeautifulSoup, facts: ReportFacts
) -> None:
    told = theme(soup, "Interpreter not offered or not there").details
    assert text_of(told.summary if told else None) == "How sure: High, confirmed by Asha and Ben"
    rating = facts.headline[0].rating
    assert rating is not None
    assert [text_of(tag) for tag in told.find_all("dt")] == [f"{part}: {how}" for part, how, _ in rating.reasons]  # type: ignore[union-attr]
    assert [text_of(tag) for tag in told.find_all("dd")] == [why for _, _, why in rating.reasons]  # type: ignore[union-attr]


def test_a_rating_that_nobody_confirmed_says_so_wherever_it_stands(soup: BeautifulSoup) -> None:
    told = theme(soup, "Appointments only at eight in the morning").details
    assert "Moderate, proposed by rule, not yet confirmed by a person" in text_of(told)
    for place in ("summary", "glance", "actions"):
        assert "Moderate (proposed)" in text_of(soup.find(id=place))  # type: ignore[arg-type]


def test_a_rating_that_was_confirmed_in_part_names_who_did() -> None:
    rating = RatingFacts(level="Low", confirmed=False, by=("Asha",), reasons=REASONS)
    assert phrases.judged(rating) == "confirmed in part by Asha"


def test_a_rating_without_a_name_is_the_teams() -> None:
    assert phrases.judged(RatingFacts(level="Low", confirmed=True, by=(), reasons=REASONS)) == "confirmed by the team"


def test_without_ratings_nothing_is_said_of_them(facts: ReportFacts, a_theme: Callable[..., ThemeFacts]) -> None:
    soup = drawn(dataclasses.replace(facts, rating_name="", checklist=(), reporting=()), a_theme("Waits", 3))
    assert "ow sure" not in text_of(soup.main)
    assert not soup.find("details")


# ---- what speaks against it, who differs, what follows


def test_what_speaks_against_a_theme_is_counted_and_quoted_apart(soup: BeautifulSoup) -> None:
    said = text_of(theme(soup, "Interpreter not offered or not there"))
    against = said.index("What speaks against it: passages noted: fewer than 5; quoted: 1.")
    assert said.index("Who should I bring") < against < said.index("there was always one, on a screen")


def test_a_search_that_found_nothing_names_who_searched(facts: ReportFacts, a_theme: Callable[..., ThemeFacts]) -> None:
    said = text_of(theme(drawn(facts, a_theme("Waits", 3, searched="Asha")), "Waits"))
    assert "What speaks against it: nothing was found by Asha." in said


def test_contrary_passages_of_which_none_may_be_quoted_are_said_to_be_there(
    facts: ReportFacts, a_theme: Callable[..., ThemeFacts]
) -> None:
    said = text_of(theme(drawn(facts, a_theme("Waits", 3, contrary_noted="fewer than 5")), "Waits"))
    assert "What speaks against it: passages noted: fewer than 5; quoted: none." in said


def test_what_people_propose_is_linked_counted_and_quoted(soup: BeautifulSoup) -> None:
    here = theme(soup, "Interpreter not offered or not there")
    said = text_of(here)
    proposed = said.index("What people propose: Somebody who took the time (in 5 of 20 sessions).")
    assert proposed < said.index("Put one person at the desk who speaks it, two mornings.")


def test_who_differs_what_people_propose_and_what_review_changed_stand_with_the_theme(soup: BeautifulSoup) -> None:
    here = theme(soup, "Interpreter not offered or not there")
    said = [text_of(item) for item in here.select(".links li")]
    assert said == [
        "Who differs: Women said it more often than men: 19 of 30 and 9 of 25.",
        "Changed after community review: Participants asked us to say that a child should never interpret.",
        "Principles: 1, 4.",
        "What will be done: Action LU1, Action LU2.",
    ]
    assert "Raised without being asked in 9 of the 14 sessions." in text_of(here)


def test_passages_that_may_not_be_counted_are_not_counted(
    facts: ReportFacts, a_theme: Callable[..., ThemeFacts]
) -> None:
    said = text_of(theme(drawn(facts, a_theme("Waits", 3, passages=0, serious=1)), "Waits"))
    assert "0 passages" not in said
    assert "A coder marked 1 passage as serious." in said


def test_serious_passages_are_out_of_no_number_that_leaves_some_of_them_out(
    facts: ReportFacts, a_theme: Callable[..., ThemeFacts]
) -> None:
    for beside, told in (("", "3 of 22 passages"), ("Beside the sessions it was found in 1 of 1 files.", "3 passages")):
        said = text_of(theme(drawn(facts, a_theme("Waits", 3, passages=22, serious=3, beside=beside)), "Waits"))
        assert f"A coder marked {told} as serious." in said


def test_it_is_not_said_that_few_people_named_a_theme_of_many_sessions_of_which_a_passage_is_serious(
    facts: ReportFacts, a_theme: Callable[..., ThemeFacts]
) -> None:
    often = (a_theme("Waits", 19, passages=40, serious=1),)
    said = text_of(BeautifulSoup(html.render(dataclasses.replace(facts, serious=often)), "html.parser"))
    assert "They matter, however few passages they are." in said
    assert "Few people say" not in said


# ---- a quote is printed once


def test_a_quote_of_two_themes_is_printed_once_and_named_under_the_other(
    facts: ReportFacts, a_theme: Callable[..., ThemeFacts]
) -> None:
    shared = words("Q1", "Twice.")
    soup = drawn(facts, a_theme("Often", 9, quotes=(shared,)), a_theme("Seldom", 2, quotes=(shared, words("Q2"))))
    assert [text_of(quote) for quote in theme(soup, "Often").find_all("blockquote")] == ["Twice."]
    assert [text_of(quote) for quote in theme(soup, "Seldom").find_all("blockquote")] == ["Mm."]
    told = theme(soup, "Seldom").select_one(".aside")
    assert text_of(told) == "Also Q1 under Often."
    assert told is not None
    assert told.a is not None
    assert told.a["href"] == f"#{theme(soup, 'Often')['id']}"


def test_what_is_quoted_as_serious_is_not_printed_again(facts: ReportFacts, a_theme: Callable[..., ThemeFacts]) -> None:
    grave = a_theme("Grave", 1, quotes=(words("Q1", "I signed."),), serious=1)
    alone = dataclasses.replace(
        facts, headline=(), serious=(grave,), serious_quotes=grave.quotes, principles=(), unmapped=(grave,)
    )
    soup = BeautifulSoup(html.render(alone), "html.parser")
    assert [text_of(tag) for tag in soup.find_all("blockquote")].count("I signed.") == 1
    assert text_of(theme(soup, "Grave").select_one(".aside")) == "Also Q1 under Marked as serious."


def test_themes_stand_kind_by_kind_and_the_most_widespread_first(
    facts: ReportFacts, a_theme: Callable[..., ThemeFacts]
) -> None:
    themes = (a_theme("Kind", 9, kind="enabler"), a_theme("Few", 2), a_theme("Many", 5), a_theme("Also", 5))
    soup = drawn(facts, *themes)
    assert [text_of(tag) for tag in soup.select("#themes h3, #themes h4")] == [
        *("What stands in the way", "Also", "Many", "Few"),
        *("What helps", "Kind"),
    ]


# ---- languages


def test_what_is_written_from_right_to_left_is_printed_so(
    facts: ReportFacts, a_theme: Callable[..., ThemeFacts]
) -> None:
    soup = drawn(facts, a_theme("Waits", 3, quotes=(words("Q1", "انتظرنا", "ar"), words("Q2", "We waited."))))
    assert [quote.p.get("dir") for quote in theme(soup, "Waits").find_all("blockquote")] == ["rtl", None]
