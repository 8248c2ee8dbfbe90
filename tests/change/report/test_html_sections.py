"""What a reader must not miss, section by section."""

from __future__ import annotations

import dataclasses

from bs4 import BeautifulSoup, Tag

from tlc.change.report import html
from tlc.change.report.facts import ReportFacts


def text_of(tag: Tag | BeautifulSoup | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text().split())


def section(soup: BeautifulSoup, key: str) -> Tag:
    found = soup.find(id=key)
    assert isinstance(found, Tag)
    return found


def theme(soup: BeautifulSoup, label: str) -> Tag:
    """The article of a theme."""
    (found,) = (tag.parent for tag in soup.find_all("h4") if text_of(tag) == label)
    assert isinstance(found, Tag)
    return found


def drawn(facts: ReportFacts) -> BeautifulSoup:
    return BeautifulSoup(html.render(facts), "html.parser")


def test_a_synthetic_report_says_so_first_and_last_and_on_every_printed_page(soup: BeautifulSoup, page: str) -> None:
    assert "Synthetic sample. People, places and words are invented." in text_of(soup.select_one("header .notice"))
    assert text_of(soup.footer).startswith(
        "Synthetic sample. The people, places and words in this report are invented."
    )
    assert '@page{@top-left{font:8pt Arial,sans-serif;content:"Synthetic sample: ' in page


def test_a_draft_says_why_it_is_one(soup: BeautifulSoup, facts: ReportFacts) -> None:
    assert text_of(soup.select_one(".draft")) == f"Draft. {facts.draft}"


def test_a_draft_does_not_say_draft_twice(facts: ReportFacts) -> None:
    soup = drawn(dataclasses.replace(facts, draft="Draft: the findings are new."))
    assert text_of(soup.select_one(".draft")) == "Draft. The findings are new."


def test_a_real_and_final_report_says_neither(bare: ReportFacts) -> None:
    page = html.render(bare)
    assert "ynthetic" not in page.replace(".synthetic", "")
    assert 'content:"Draft"' not in page


def test_the_summary_holds_what_a_board_asks_first(soup: BeautifulSoup) -> None:
    summary = text_of(section(soup, "summary"))
    for said in (
        "Asked for by the invented health board of Northwick.",
        "Done together with the invented Roma association, the invented university and five surgeries.",
        "Focus groups 11",
        "How sure: High. 14 of 20 sessions; community 28 of 55, professionals fewer than 5 of 9.",
        "How sure: Moderate (proposed). 12 of 20 sessions",
        "Marked as serious",
        "Owner: Director of primary care, the board. By: March 2027.",
        "Owner: not decided yet. By: not decided yet.",
        "4 of 5 actions",
        "Roma people from Romania, Northwick (an invented town), June to September 2025.",
        "PLUS groups: Gypsy, Roma and Traveller communities.",
    ):
        assert said in summary


def test_what_is_serious_is_read_before_everything_else(soup: BeautifulSoup) -> None:
    first = soup.select("main > section, main > nav")[:3]
    assert [tag["id"] for tag in first] == ["summary", "contents", "serious"]
    said = text_of(section(soup, "serious"))
    assert "Treatment without understood consent: 2 of 2 passages marked as serious. Found in 1 of 20 sessions." in said
    assert "I signed. I did not know what." in said


def test_serious_words_that_may_not_be_quoted_are_said_to_be_there(facts: ReportFacts) -> None:
    said = text_of(section(drawn(dataclasses.replace(facts, serious_quotes=())), "serious"))
    assert "None of these passages may be quoted" in said


def test_what_is_rare_but_serious_is_counted_in_passages(soup: BeautifulSoup) -> None:
    assert text_of(section(soup, "summary").select_one(".box li")) == (
        "Treatment without understood consent: 2 of 2 passages"
    )


def test_each_headline_leads_to_its_theme(soup: BeautifulSoup, facts: ReportFacts) -> None:
    links = section(soup, "summary").select(".headlines a[href^='#t']")
    homes = [text_of(section(soup, str(link["href"])[1:]).h4) for link in links]
    assert homes == [one.label for one in facts.headline]


def test_three_themes_and_what_to_do_come_before_the_other_themes(soup: BeautifulSoup) -> None:
    lists = section(soup, "summary").select(".headlines")
    assert [len(one.find_all("li")) for one in lists] == [3, 4, 2]
    assert lists[2]["start"] == "4"


def test_a_theme_of_several_principles_is_written_once_and_linked_from_each(soup: BeautifulSoup) -> None:
    home = theme(soup, "Letters in English")
    links = [f"#principle-{number}" for number in (4, 2)]
    assert [link["href"] for link in home.select("a[href^='#principle']")] == links
    for number, reason in ((2, "Nobody is invited who cannot read."), (4, "Reading is needed to be invited.")):
        here = section(soup, f"principle-{number}")
        assert f"#{home['id']}" in [link["href"] for link in here.find_all("a")]
        assert f"Letters in English (8 of 20 sessions): {reason}" in text_of(here)


def test_a_principle_says_what_was_heard_what_will_be_done_and_the_gap(soup: BeautifulSoup) -> None:
    here = section(soup, "principle-2")
    assert [text_of(tag) for tag in here.find_all("h4")] == ["What we heard", "What will be done", "The gap"]
    said = text_of(here)
    assert "No action has been decided under this principle yet." in said
    assert "No action answers these yet: Letters in English Language need not recorded" in said


def test_before_anything_is_decided_no_principle_lists_its_themes_a_second_time_as_gaps(facts: ReportFacts) -> None:
    drawn = BeautifulSoup(html.render(dataclasses.replace(facts, actions=())), "html.parser")
    assert "The gap" not in [text_of(tag) for tag in section(drawn, "principles").find_all("h4")]


def test_a_principle_with_nothing_in_it_is_still_there_and_says_so(soup: BeautifulSoup) -> None:
    assert "No theme was found under this principle." in text_of(section(soup, "principle-5"))


def test_a_theme_that_belongs_to_no_principle_is_not_left_out(soup: BeautifulSoup) -> None:
    home = theme(soup, "Somebody who took the time")
    listed = section(soup, "unmapped").find_next("ul")
    assert isinstance(listed, Tag)
    assert [link["href"] for link in listed.find_all("a")] == [f"#{home['id']}"]


def test_something_good_is_not_said_to_lack_an_action(soup: BeautifulSoup) -> None:
    assert "no action answers this" not in text_of(theme(soup, "Somebody who took the time"))


def test_what_is_serious_says_so_with_its_denominator(soup: BeautifulSoup) -> None:
    said = text_of(theme(soup, "Treatment without understood consent"))
    assert "Rare but serious. A coder marked 2 of 2 passages as serious." in said


def test_topics_are_called_what_they_are(soup: BeautifulSoup, facts: ReportFacts) -> None:
    said = text_of(section(soup, "topics"))
    assert (
        "A computer proposed these groups of passages. People have judged 1 of 2. The others are not findings." in said
    )
    assert "Group 1: Names spelled wrongly What people judged: barrier (Asha)" in said
    new = dataclasses.replace(facts, topics=facts.topics[1:])
    assert "Nobody has judged them yet; they are not findings." in text_of(section(drawn(new), "topics"))
    assert "Where it was said: 17 of 690 turns, in 5 of 20 sessions" in said


def test_without_topics_only_the_reason_is_given(facts: ReportFacts) -> None:
    said = text_of(section(drawn(dataclasses.replace(facts, topics=(), topics_note="Too few turns.")), "topics"))
    assert "Too few turns." in said
    assert "computer" not in said


def test_the_report_never_claims_to_be_compliant(soup: BeautifulSoup) -> None:
    said = text_of(soup).casefold()
    assert "complian" not in said
    assert "nobody has yet read this report through with a screen reader" in said


def test_a_contact_that_is_an_address_can_be_written_to(soup: BeautifulSoup, facts: ReportFacts) -> None:
    link = section(soup, "respond").find("a")
    assert isinstance(link, Tag)
    assert link["href"] == f"mailto:{facts.contact}"


def test_any_other_contact_is_plain_text(facts: ReportFacts) -> None:
    soup = drawn(dataclasses.replace(facts, contact="Come to the centre"))
    assert not section(soup, "respond").find("a")
    assert "Come to the centre" in text_of(section(soup, "respond"))


def test_a_study_with_nothing_decided_is_a_whole_page_too(bare: ReportFacts) -> None:
    soup = drawn(bare)
    for key, said in {
        "summary": "No theme has been found yet.",
        "glance": "No theme has been found yet.",
        "actions": "No action has been decided yet.",
        "respond": "No contact has been given yet.",
    }.items():
        assert said in text_of(section(soup, key))
    left_out = set(html.SECTIONS) - {tag["id"] for tag in soup.select("main > section, main > nav")}
    assert left_out >= {"serious", "themes", "topics", "principles", "owners", "gaps", "checklist", "feedback"}
    assert left_out >= {"context", "limits", "reporting", "references", "provenance", "methods", "people"}
    assert not [tag for tag in soup.find_all(["p", "ul", "ol", "dl", "nav"]) if not text_of(tag)]
