"""What every report must be, seen without a browser. The browser's part is in test_html_browser.py."""

from __future__ import annotations

import dataclasses
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
import pytest
from bs4 import BeautifulSoup, Tag
from lxml import etree

from tlc.change.disclosure import Shown
from tlc.change.report import html
from tlc.change.report.facts import Quote, ReportFacts, ThemeFacts

CANARY = "<b>&\"'</script><img src=x onerror=y>"
# Not words of people but switches: what a theme is called inside, or which of three horizons an action has.
SWITCHES = {
    "id",
    "anchor",
    "kind",
    "standard",
    "reference",
    "action",
    "level",
    "language",
    "original_language",
    "horizon",
    "framework_url",
    "missing",
    "actions",
}


def poisoned(value: Any, name: str = "") -> Any:
    """The same facts, with hostile characters at the end of every text."""
    if isinstance(value, str):
        return value if name in SWITCHES else value + CANARY
    if isinstance(value, Shown):
        return Shown(value.text + CANARY, value.value)
    if isinstance(value, tuple):
        # The first of an action's reasons is the anchor of a theme.
        return (
            tuple(
                part
                if name in ("because", "proposed") and not place
                else poisoned(part, name if isinstance(part, tuple) else "")
                for place, part in enumerate(value)
            )
            if name not in SWITCHES
            else value
        )
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = dataclasses.fields(value)
        return dataclasses.replace(value, **{one.name: poisoned(getattr(value, one.name), one.name) for one in fields})
    return value


def text_of(tag: Tag | BeautifulSoup | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text().split())


def section(soup: BeautifulSoup, key: str) -> Tag:
    found = soup.find(id=key)
    assert isinstance(found, Tag)
    return found


def drawn(facts: ReportFacts) -> BeautifulSoup:
    return BeautifulSoup(html.render(facts), "html.parser")


# ---- one file that asks for nothing


def test_the_page_asks_for_nothing_from_anywhere(page: str, soup: BeautifulSoup) -> None:
    assert not soup.find_all(["script", "link", "iframe", "object", "embed", "img", "form", "base"])
    assert not re.search(r"@import|url\(", page)
    for tag in soup.find_all(True):
        assert not {name for name in tag.attrs if name.startswith("on") or name in ("src", "srcset", "style")}


def test_the_only_web_address_is_the_plain_link_to_the_framework(page: str, facts: ReportFacts) -> None:
    assert set(re.findall(r"https?://[^\s\"<]+", page)) == {facts.framework_url}


def test_the_page_forbids_what_it_does_not_use(soup: BeautifulSoup) -> None:
    rule = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert isinstance(rule, Tag)
    assert str(rule["content"]).startswith("default-src 'none'; ")
    assert "script-src" not in str(rule["content"])


def test_a_framework_address_that_is_not_of_the_web_is_not_linked(facts: ReportFacts) -> None:
    soup = drawn(dataclasses.replace(facts, framework_url="javascript:alert(1)"))
    assert "javascript" not in str(soup)
    assert facts.framework in text_of(section(soup, "principles"))


def test_the_page_holds_no_prompt_and_no_code(page: str) -> None:
    assert not re.search(r"In\s*\[|jp-|class=\"highlight", page)


def test_the_page_is_small(page: str) -> None:
    assert len(page.encode()) < 100_000


def test_the_same_facts_give_the_same_bytes(facts: ReportFacts, page: str) -> None:
    assert html.render(facts) == page


def test_the_same_facts_give_the_same_bytes_in_another_process(facts: ReportFacts, page: str, tmp_path: Path) -> None:
    (tmp_path / "facts").write_bytes(pickle.dumps(facts))
    code = (
        "import pathlib, pickle, sys\nfrom tlc.change.report.html import render\n"
        "facts = pickle.loads(pathlib.Path('facts').read_bytes())\n"
        "sys.stdout.buffer.write(render(facts).encode())"
    )
    root = str(Path(html.__file__).parents[3])
    environment = {"PYTHONHASHSEED": "7", "PYTHONPATH": root, "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, check=True)
    assert done.stdout == page.encode()


# ---- words of people stay words


def test_whatever_people_typed_is_escaped(facts: ReportFacts) -> None:
    page = html.render(poisoned(facts))
    soup = BeautifulSoup(page, "html.parser")
    assert not soup.find_all(["script", "img"])
    assert "<b>&" not in page
    assert not [tag for tag in soup.find_all(["b", "i"]) if tag.get_text().startswith("&")]
    assert text_of(soup).count(CANARY) > 150


def test_words_arrive_as_they_were_said(facts: ReportFacts, soup: BeautifulSoup) -> None:
    themes = html.every_theme(facts)
    said = [words for theme in themes for words in (*theme.quotes, *theme.contrary, *theme.proposals)]
    said += [words for topic in facts.topics for words in topic.quotes] + list(facts.serious_quotes)
    shown = {paragraph.get_text() for paragraph in soup.select("blockquote p")}
    assert shown == {words.text for words in said} | {words.original for words in said if words.original}


# ---- structure


def test_the_page_is_well_formed(page: str) -> None:
    assert etree.fromstring(page.removeprefix("<!DOCTYPE html>")).tag == "html"


def test_no_block_stands_inside_a_paragraph(soup: BeautifulSoup) -> None:
    # A browser would close the paragraph early, and the page would not be what was written.
    for paragraph in soup.find_all("p"):
        assert not paragraph.find(["p", "ul", "ol", "dl", "div", "table", "figure", "section", "h3", "h4"])


def test_the_document_says_its_language_and_title(soup: BeautifulSoup, facts: ReportFacts) -> None:
    assert soup.html is not None
    assert soup.html["lang"] == "en-GB"
    assert text_of(soup.title) == f"Synthetic sample: {facts.title}"


def test_there_is_one_first_heading_and_no_level_is_skipped(soup: BeautifulSoup) -> None:
    levels = [int(tag.name[1]) for tag in soup.find_all(re.compile("^h[1-6]$"))]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_header_main_and_footer_stand_in_the_body_once_each(soup: BeautifulSoup) -> None:
    assert soup.body is not None
    assert [tag.name for tag in soup.body.find_all(True, recursive=False)] == ["a", "header", "main", "footer"]


def test_the_first_link_skips_to_the_report(soup: BeautifulSoup) -> None:
    first = soup.find("a")
    assert isinstance(first, Tag)
    assert (first["href"], text_of(first)) == ("#main", "Skip to the report")


def test_every_table_has_a_caption_and_every_heading_cell_a_scope(soup: BeautifulSoup) -> None:
    tables = soup.find_all("table")
    assert len(tables) == 16
    for table in tables:
        assert text_of(table.caption)
        assert {str(cell["scope"]) for cell in table.find_all("th")} == {"col", "row"}
        for row in table.select("tbody tr"):
            assert row.find("th", attrs={"scope": "row"})


def test_a_wide_table_scrolls_in_a_region_that_the_keyboard_reaches(soup: BeautifulSoup) -> None:
    for table in soup.select("table:not(.actions)"):
        if len(table.select("thead th")) > 3:
            region = table.parent
            assert region is not None
            assert (region["role"], region["tabindex"]) == ("region", "0")
            assert region["aria-label"]


def test_ids_are_unique_and_every_link_inside_the_page_leads_somewhere(soup: BeautifulSoup) -> None:
    ids = [str(tag["id"]) for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    assert not [link["href"] for link in soup.select('a[href^="#"]') if str(link["href"])[1:] not in ids]


def test_the_contents_list_every_section_and_every_principle_in_order(soup: BeautifulSoup) -> None:
    listed = [str(link["href"])[1:] for link in soup.select("nav a")]
    order = [str(tag["id"]) for tag in soup.select("main > section, main section.principle, h3[id^=kind]")]
    assert listed == [name for name in order if name != "summary"]


def test_no_list_or_paragraph_is_empty(soup: BeautifulSoup) -> None:
    assert not [tag for tag in soup.find_all(["p", "ul", "ol", "dl", "li", "figcaption"]) if not text_of(tag)]


# ---- quotes


def test_every_quote_says_its_language_and_stands_in_a_figure_with_a_caption(soup: BeautifulSoup) -> None:
    for quote in soup.find_all("blockquote"):
        assert all(paragraph["lang"] for paragraph in quote.find_all("p"))
        assert quote.parent is not None
        assert quote.parent.name == "figure"
        assert text_of(quote.parent.figcaption)


def test_what_was_said_stands_before_its_translation(soup: BeautifulSoup) -> None:
    first = section(soup, "themes").blockquote
    assert isinstance(first, Tag)
    assert [paragraph["lang"] for paragraph in first.find_all("p")] == ["ro", "en"]
    assert first.parent is not None
    assert text_of(first.parent.figcaption) == (
        "Community participant, women with young children (Q1). Translated from Romanian"
    )


def test_a_quote_that_nobody_has_translated_says_so(facts: ReportFacts, a_theme: Callable[..., ThemeFacts]) -> None:
    words = Quote(text="N-am nimic.", language="ro", by="Community participant", reference="Q9")
    soup = drawn(dataclasses.replace(facts, unmapped=(a_theme("Nothing", 1, quotes=(words,)),)))
    assert text_of(soup.select("#kind-barrier ~ article figcaption")[-1]) == (
        "Community participant (Q9). Said in Romanian; not translated"
    )


# ---- the way through nbconvert


def test_the_notebook_is_valid_with_readable_fixed_ids_and_no_code(facts: ReportFacts) -> None:
    made = html.notebook(facts)
    nbformat.validate(made)
    assert (made.nbformat, made.nbformat_minor) >= (4, 5)
    assert [cell.id for cell in made.cells] == list(html.SECTIONS)
    assert not any(cell.source or cell.execution_count for cell in made.cells)
    assert "widgets" not in made.metadata


def test_nothing_but_html_outputs_reaches_the_page(facts: ReportFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    made = html.notebook(facts)
    cell = made.cells[0]
    cell.source = "canary = 'source'"
    cell.outputs += [
        nbformat.v4.new_output("stream", text="canary on stderr", name="stderr"),
        nbformat.v4.new_output("error", ename="E", evalue="canary", traceback=["canary traceback"]),
        nbformat.v4.new_output("display_data", data={"text/plain": "canary", "image/svg+xml": "<svg>canary</svg>"}),
        nbformat.v4.new_output("execute_result", data={"text/html": "<p>canary</p>"}),
    ]
    made.cells.append(nbformat.v4.new_markdown_cell("canary"))
    monkeypatch.setattr(html, "notebook", lambda _: made)
    assert "canary" not in html.render(facts)
