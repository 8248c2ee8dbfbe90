"""What in a Word document is words, and what is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import pytest
from lxml import etree

from tlc.talk.importers._account import Aside
from tlc.talk.importers._blocks import Style, Table
from tlc.talk.importers._heads import Line
from tlc.talk.importers._word import all_text, blocks_of, styles_of

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"

MarkTable = Callable[[Sequence[Sequence[str]]], str]


def element(xml: str, *, namespace: str = W) -> etree._Element:
    return etree.fromstring(f'<w:body xmlns:w="{namespace}" xmlns:mc="{MC}">{xml}</w:body>')


def blocks(xml: str, **styles: Style) -> tuple[list[tuple[Line, ...] | Table], Counter[str]]:
    aside = Aside()
    return list(blocks_of(element(xml), styles=styles, aside=aside)), aside.counts


def text(xml: str, **styles: Style) -> str:
    (paragraph,), _ = blocks(f"<w:p>{xml}</w:p>", **styles)
    assert isinstance(paragraph, tuple)
    return "\n".join(line.text for line in paragraph)


def bold(xml: str, **styles: Style) -> list[int]:
    (paragraph,), _ = blocks(f"<w:p>{xml}</w:p>", **styles)
    assert isinstance(paragraph, tuple)
    return [line.bold for line in paragraph]


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        (run("Yes, ") + run("always."), "Yes, always."),
        (run("a") + "<w:r><w:tab/></w:r>" + run("b"), "a b"),
        (run("a") + "<w:r><w:br/></w:r>" + run("b"), "a\nb"),
        (run("a") + "<w:r><w:cr/></w:r>" + run("b"), "a\nb"),
        (run("a") + "<w:r><w:noBreakHyphen/></w:r>" + run("b"), "a-b"),
        (run("s") + run("\u0326i"), "și"),
        (f"<w:ins>{run('kept')}</w:ins>", "kept"),
        (f"<w:moveTo>{run('kept')}</w:moveTo>", "kept"),
        (f"<w:hyperlink>{run('kept')}</w:hyperlink>", "kept"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('kept')}</w:sdtContent></w:sdt>", "kept"),
        (f"<w:smartTag>{run('kept')}</w:smartTag>", "kept"),
        (f"<w:fldSimple>{run('kept')}</w:fldSimple>", "kept"),
        ("<!-- comment -->" + run("kept") + "<?pi?>", "kept"),
        ("<w:r><w:t/></w:r>", ""),
    ],
)
def test_words_are_read_wherever_they_stand(xml: str, expected: str) -> None:
    assert text(xml) == expected


@pytest.mark.parametrize(
    ("xml", "kind"),
    [
        ("<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>", "deleted"),
        ("<w:r><w:delText>gone</w:delText></w:r>", "deleted"),
        (f"<w:moveFrom>{run('gone')}</w:moveFrom>", "deleted"),
        (run("gone", "<w:vanish/>"), "hidden"),
        (run("gone", '<w:vanish w:val="1"/>'), "hidden"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>", "field codes"),
        (
            "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>gone</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
            "text boxes",
        ),
        ("<w:r><w:drawing><w:p><w:r><w:t>gone</w:t></w:r></w:p></w:drawing></w:r>", "text boxes"),
    ],
)
def test_what_is_not_said_is_set_aside(xml: str, kind: str) -> None:
    (paragraph,), aside = blocks(f"<w:p>{run('Yes.')}{xml}</w:p>")
    assert isinstance(paragraph, tuple)
    assert [line.text for line in paragraph] == ["Yes."]
    assert aside == {kind: 4}


def either(choice: str, fallback: str) -> str:
    both = f"<mc:Choice>{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>"
    return f"<mc:AlternateContent>{both}</mc:AlternateContent>"


def test_a_text_box_that_word_writes_twice_is_counted_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>gone</w:t></w:r></w:p></w:txbxContent>"
    twice = either(f"<w:drawing>{box}</w:drawing>", f"<w:pict>{box}</w:pict>")
    _, aside = blocks(f"<w:p><w:r>{twice}</w:r></w:p>")
    assert aside == {"text boxes": 4}


def test_of_alternatives_only_the_first_is_read(said: Callable[..., str]) -> None:
    both = either(said("Yes."), said("Yes."))
    found, _ = blocks(both)
    assert len(found) == 1
    assert all_text(element(both)) == "Yes."


def test_an_empty_choice_of_alternatives_is_nothing() -> None:
    assert blocks("<mc:AlternateContent/>") == ([], Counter())


def test_hidden_switched_off_is_not_hidden() -> None:
    assert text(run("Yes.", '<w:vanish w:val="0"/>')) == "Yes."


def test_a_style_may_hide_words() -> None:
    hidden = Style(hidden=True)
    assert text(run("no", '<w:rStyle w:val="Hid"/>') + run("Yes."), Hid=hidden) == "Yes."
    assert text('<w:pPr><w:pStyle w:val="Hid"/></w:pPr>' + run("no"), Hid=hidden) == ""
    assert (
        text('<w:pPr><w:pStyle w:val="Hid"/></w:pPr>' + run("Yes.", '<w:vanish w:val="false"/>'), Hid=hidden) == "Yes."
    )


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        (run("GP", "<w:b/>") + run(" Yes."), [2]),
        (run("G", "<w:b/>") + run("P:", "<w:b/>") + run(" Yes."), [3]),
        (run("GP", "<w:b/>") + run(" ") + run("too", "<w:b/>") + run(" Yes."), [6]),
        (run("GP", '<w:b w:val="0"/>') + run(" Yes."), [0]),
        (run("Yes, ") + run("never", "<w:b/>"), [0]),
        (run(" ") + run("Yes."), [0]),
        (run("GP", '<w:rStyle w:val="Strong"/>') + run(" Yes."), [2]),
        (run("GP", "<w:b/>") + "<w:r><w:br/></w:r>" + run("Yes."), [2, 0]),
        (run("GP", "<w:b/>") + "<w:r><w:br/></w:r>" + run("R04", "<w:b/>") + run(" Yes."), [2, 3]),
        ("", [0]),
    ],
)
def test_the_bold_beginning_of_each_line_is_measured(xml: str, expected: list[int]) -> None:
    assert bold(xml, Strong=Style(bold=True)) == expected


def test_the_bold_beginning_ends_before_an_accent_that_is_not_bold() -> None:
    assert bold(run("s", "<w:b/>") + run("\u0326i.")) == [0]


def test_strict_documents_are_read_as_well() -> None:
    aside = Aside()
    (paragraph,) = blocks_of(element(f"<w:p>{run('Yes.')}</w:p>", namespace=STRICT), styles={}, aside=aside)
    assert isinstance(paragraph, tuple)
    assert paragraph[0].text == "Yes."


def test_paragraphs_and_tables_keep_their_order(said: Callable[..., str], table: MarkTable) -> None:
    found, _ = blocks(said("one") + table([["P01", "Yes."]]) + said("two"))
    assert [isinstance(block, Table) for block in found] == [False, True, False]


def test_content_controls_around_blocks_change_nothing(said: Callable[..., str], table: MarkTable) -> None:
    inside = said("one") + table([["P01", "Yes."]])
    found, _ = blocks(f"<w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt>")
    assert len(found) == 2


def test_a_deleted_block_is_set_aside(said: Callable[..., str]) -> None:
    found, aside = blocks(f"<w:del>{said('gone')}</w:del>")
    assert (found, aside) == ([], {"deleted": 4})


def test_a_table_gives_rows_of_cells(table: MarkTable) -> None:
    (found,), _ = blocks(table([["Speaker", "Text"], ["P01", "Yes."]]))
    assert isinstance(found, Table)
    assert [row.cells for row in found.rows] == [("Speaker", "Text"), ("P01", "Yes.")]


def test_a_table_of_one_column_is_only_layout(table: MarkTable) -> None:
    found, _ = blocks(table([["P01: Yes."], ["P02: No."]]))
    assert [block[0].text for block in found if isinstance(block, tuple)] == ["P01: Yes.", "P02: No."]


def test_paragraphs_of_a_cell_are_its_lines(said: Callable[..., str]) -> None:
    cells = f"<w:tc>{said('P01')}</w:tc><w:tc>{said('Yes.')}{said('')}{said('Always.')}</w:tc>"
    (found,), _ = blocks(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
    assert isinstance(found, Table)
    assert found.rows[0].cells == ("P01", "Yes.\nAlways.")


def test_a_table_in_a_cell_belongs_to_the_cell(said: Callable[..., str], table: MarkTable) -> None:
    cells = f"<w:tc>{said('P01')}</w:tc><w:tc>{table([['a', 'b'], ['', 'c']])}</w:tc>"
    (found,), _ = blocks(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
    assert isinstance(found, Table)
    assert found.rows[0].cells == ("P01", "a\nb\nc")


def test_a_wide_cell_counts_for_as_many_columns(said: Callable[..., str]) -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{said("P01")}</w:tc><w:tc>{said("Yes.")}</w:tc>'
    (found,), _ = blocks(f"<w:tbl><w:tr>{wide}</w:tr></w:tbl>")
    assert isinstance(found, Table)
    assert found.rows[0].cells == ("P01", "", "Yes.")


@pytest.mark.parametrize(("span", "width"), [("999999999", 64), ("x", 2), ("-1", 2), ("", 2), ("0", 2)])
def test_a_width_that_makes_no_sense_does_no_harm(span: str, width: int, said: Callable[..., str]) -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{said("P01")}</w:tc><w:tc>{said("Yes.")}</w:tc>'
    (found,), _ = blocks(f"<w:tbl><w:tr>{wide}</w:tr></w:tbl>")
    assert isinstance(found, Table)
    assert len(found.rows[0].cells) == width


@pytest.mark.parametrize(
    ("merge", "merged"), [("<w:vMerge/>", {0}), ('<w:vMerge w:val="restart"/>', set()), ("", set())]
)
def test_a_cell_that_continues_the_one_above_is_known(merge: str, merged: set[int], said: Callable[..., str]) -> None:
    cells = f"<w:tc><w:tcPr>{merge}</w:tcPr>{said('')}</w:tc><w:tc>{said('Yes.')}</w:tc>"
    (found,), _ = blocks(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
    assert isinstance(found, Table)
    assert found.rows[0].merged == merged


def test_styles_take_over_from_those_they_are_based_on() -> None:
    styles = styles_of(
        element(
            '<w:style w:styleId="A"><w:rPr><w:b/><w:vanish/></w:rPr></w:style>'
            '<w:style w:styleId="B"><w:basedOn w:val="A"/><w:rPr><w:b w:val="0"/></w:rPr></w:style>'
            '<w:style w:styleId="C"><w:basedOn w:val="B"/></w:style>'
            '<w:style w:styleId="D"><w:basedOn w:val="nowhere"/></w:style>'
        )
    )
    assert styles == {"A": Style(True, True), "B": Style(False, True), "C": Style(False, True), "D": Style()}


def test_styles_based_on_each_other_come_to_an_end() -> None:
    styles = styles_of(
        element(
            '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
            '<w:style w:styleId="B"><w:basedOn w:val="A"/><w:rPr><w:b/></w:rPr></w:style>'
        )
    )
    assert styles["A"] == Style(bold=True)


def test_everything_in_a_part_is_read_for_the_account(said: Callable[..., str]) -> None:
    assert all_text(element(said("one") + "<w:del><w:r><w:delText>two</w:delText></w:r></w:del>")) == "one\ntwo"
