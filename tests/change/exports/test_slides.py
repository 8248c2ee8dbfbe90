"""The slides: six of them, each short enough, and nothing on them without its denominator."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import mistune
import pytest
from bs4 import BeautifulSoup

from tlc.change.exports._markdown import md
from tlc.change.exports.slides import MOST_WORDS, slides
from tlc.change.report.facts import ActionFacts, ReportFacts, ThemeFacts


def parts(text: str) -> list[str]:
    return text.split("\n---\n\n")


def words(slide: str) -> int:
    return len([word for word in slide.split() if word not in ("##", "-")])


def test_there_are_six_slides_with_their_headings(facts: ReportFacts) -> None:
    heads = [slide.split("\n")[0] for slide in parts(slides(facts))]
    assert heads == [
        "## Getting healthcare in Northwick",
        *("## Who took part", "## What people told us (sessions; how sure)", "## In people's words"),
        *("## What to do first", "## For the board"),
    ]


def test_a_slide_holds_counts_and_five_themes_and_three_actions(facts: ReportFacts) -> None:
    _, counts, themes, _, actions, _ = parts(slides(facts))
    assert "- Focus groups: 11" in counts
    assert themes.count("\n- ") == 5
    assert "- Interpreter not there (14/20; High)" in themes
    assert "- Appointments only at eight (12/20; Moderate, proposed)" in themes
    assert "- Asked for papers (9/20; not rated)" in themes
    assert actions.count("\n- ") == 3
    assert "- One interpreting service for all (ICB, director of primary …, by March 2027)" in actions


def test_every_slide_says_that_it_is_a_draft_and_invented(facts: ReportFacts) -> None:
    assert all("**DRAFT. Synthetic sample**" in slide for slide in parts(slides(facts)))


def test_a_final_report_has_no_mark(facts: ReportFacts) -> None:
    assert "**" not in slides(dataclasses.replace(facts, draft="", synthetic=False))


def test_the_last_slide_asks_whether_services_can_be_reached(facts: ReportFacts) -> None:
    assert "test whether its services really can be reached" in parts(slides(facts))[-1]
    assert "missing in 1 of 3 actions" in parts(slides(facts))[-1]


def test_the_longest_report_keeps_to_the_length(
    facts: ReportFacts, a_theme: Callable[..., ThemeFacts], an_action: Callable[..., ActionFacts]
) -> None:
    long = "one two three four five six seven eight nine ten " * 12
    themes = tuple(dataclasses.replace(a_theme(f"{long}{number}", 10), quotes=()) for number in range(9))
    actions = tuple(an_action(str(number), long, owner=long, by_when="2027-03-31") for number in range(9))
    made = slides(
        dataclasses.replace(
            facts,
            **dict.fromkeys(("title", "community", "place", "aim", "contact"), long),
            headline=themes,
            actions=actions,
            counts=((long, long),) * 9,
        )
    )
    assert len(parts(made)) == 6
    assert max(map(words, parts(made))) <= MOST_WORDS


def test_a_quote_too_long_for_a_slide_is_not_cut_but_left_out(facts: ReportFacts) -> None:
    theme = facts.headline[0]
    long = dataclasses.replace(theme.quotes[0], text="word " * 80)
    made = slides(dataclasses.replace(facts, headline=(dataclasses.replace(theme, quotes=(long,)),)))
    assert "word word" not in made
    assert "- Nothing to show yet." in parts(made)[3]


def test_a_voice_of_the_community_comes_before_a_professional(facts: ReportFacts) -> None:
    theme = facts.headline[0]
    professional = dataclasses.replace(theme.quotes[0], text="We see it daily.", by="Professional", reference="Q9")
    quoted = dataclasses.replace(theme, quotes=(professional, theme.quotes[0]))
    shown = parts(slides(dataclasses.replace(facts, headline=(quoted,))))[3]
    assert "I signed" in shown
    assert "daily" not in shown


def test_an_empty_study_gives_slides_that_say_so(bare: ReportFacts) -> None:
    assert slides(bare).count("- Nothing to show yet.") == 5


def test_hostile_words_stay_text_on_slides(hostile: ReportFacts) -> None:
    made = slides(hostile)
    assert max(map(words, parts(made))) <= 2 * MOST_WORDS
    assert "\u202e" not in made
    soup = BeautifulSoup(str(mistune.html(made)), "html.parser")
    assert {tag.name for tag in soup.find_all()} <= {"h2", "ul", "li", "p", "strong", "hr"}


@pytest.mark.parametrize(
    "text",
    [
        "<script>x</script>",
        "# head",
        "- list",
        "1. one",
        "2) two",
        "> q",
        "`code`",
        "[a](b)",
        "| a |",
        "***",
        "===",
        "a\n# b",
    ],
)
def test_no_sign_of_markdown_works(text: str) -> None:
    for page in (md(text), f"- {md(text)}", f"> {md(text)}"):
        soup = BeautifulSoup(str(mistune.html(page)), "html.parser")
        assert {tag.name for tag in soup.find_all()} <= {"p", "ul", "li", "blockquote"}
        assert soup.get_text().strip() == " ".join(text.split())
