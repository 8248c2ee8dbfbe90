"""Pictures: an SVG with a name and a description, its figures as a table, and files that need nothing else."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from lxml import etree

from tlc.errors import StudyError
from tlc.lab.plots import Plot
from tlc.lab.plots.plot import INK, MUTED, line, rect, text, wrapped

NASTY = """<b onclick='x()'>&"it's"</b></svg><script>alert(1)</script>"""
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def plot() -> Plot:
    return Plot(
        title=f"Most & {NASTY}",
        description=f"Bars. {NASTY}",
        body=text(1, 2, NASTY) + rect(0, 0, 5, 5, fill=INK) + line(0, 0, 1, 1),
        width=20,
        height=10.4,
        table=pd.DataFrame({"what": [NASTY]}),
        note=NASTY,
    )


def test_a_picture_is_well_formed_and_has_a_name_and_a_description(plot: Plot) -> None:
    root = etree.fromstring(plot._repr_svg_().encode())
    assert root.get("role") == "img"
    assert root.get("aria-label") == plot.title
    assert [root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")] == [plot.title, plot.description]
    assert root.get("viewBox") == "0 0 20 10"


def test_nothing_in_a_picture_runs(plot: Plot) -> None:
    for shown in (plot._repr_svg_(), plot._repr_html_()):
        assert "<script" not in shown
        assert "<b onclick" not in shown


def test_the_figures_stand_beneath_the_picture_as_a_table(plot: Plot) -> None:
    page = BeautifulSoup(plot._repr_html_(), "html.parser")
    assert [cell.get_text() for cell in page.select("details td")] == [NASTY]
    assert page.figcaption is not None
    assert page.figcaption.get_text() == plot.title


def test_a_picture_asks_nothing_of_the_network(plot: Plot) -> None:
    page = plot._repr_html_().replace("http://www.w3.org/2000/svg", "")
    assert "http" not in page
    assert "url(" not in page


def test_a_picture_can_be_saved_alone_or_with_its_table(plot: Plot, tmp_path: Path) -> None:
    etree.fromstring(plot.save(tmp_path / "one.svg").read_bytes())
    page = BeautifulSoup(plot.save(str(tmp_path / "one.html")).read_text(encoding="utf-8"), "html.parser")
    assert page.title is not None
    assert page.title.get_text() == plot.title
    assert page.svg is not None
    assert page.table is not None


def test_another_kind_of_file_is_refused_and_nothing_is_written(plot: Plot, tmp_path: Path) -> None:
    with pytest.raises(StudyError, match=r"\.svg or as \.html") as caught:
        plot.save(tmp_path / "one.png")
    assert caught.value.hint
    assert not list(tmp_path.iterdir())


def test_the_same_picture_is_the_same_file(plot: Plot, tmp_path: Path) -> None:
    one, other = plot.save(tmp_path / "a.html"), plot.save(tmp_path / "b.html")
    assert one.read_bytes() == other.read_bytes()


def test_a_long_word_does_not_run_out_of_the_picture() -> None:
    assert max(map(len, wrapped("a" * 100, 20))) == 20
    assert wrapped("") == [""]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2: relative luminance."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ink", [INK, MUTED])
def test_letters_can_be_read_on_white(ink: str) -> None:
    assert contrast(ink, "#ffffff") >= 4.5


def test_numbers_can_be_read_on_every_shade() -> None:
    from tlc.lab.plots.heat import SHADES

    assert all(contrast(fill, ink) >= 4.5 for fill, ink in SHADES)
