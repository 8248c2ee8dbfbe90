"""OpenDocument texts, as LibreOffice writes them."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tlc._text import normalise
from tlc.errors import TranscriptError
from tlc.talk.importers import RawTranscript
from tlc.talk.importers._account import characters
from tlc.talk.importers.odt import read

Make = Callable[[Mapping[str, str | bytes]], bytes]
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "draw": "drawing",
        "meta": "meta",
        "manifest": "manifest",
        "fo": "xsl-fo-compatible",
    }.items()
)
ALL = f'{SPACES} xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
STYLES = (
    '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="C" style:family="text" style:parent-style-name="B"/>'
    '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="PH" style:family="paragraph"><style:text-properties text:display="none"/></style:style>'
)


@pytest.fixture
def odt(zipped: Make) -> Callable[..., RawTranscript]:
    """Read an OpenDocument text made of the XML of its body, and of further parts."""

    def make(body: str, **parts: str) -> RawTranscript:
        content = (
            f"<office:document-content {ALL}><office:automatic-styles>{STYLES}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
        )
        more = {f"{name}.xml": f"<office:part {ALL}>{xml}</office:part>" for name, xml in parts.items()}
        raw = read(
            zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **more}),
            name="FG01.odt",
        )
        assert raw.account.balances
        return raw

    return make


Odt = Callable[..., RawTranscript]


def said(raw: RawTranscript) -> list[tuple[str | None, str]]:
    return [(turn.label, turn.text) for turn in raw.turns]


def p(inside: str) -> str:
    return f"<text:p>{inside}</text:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<table:table-cell>{p(cell)}</table:table-cell>" for cell in row) for row in rows)
    return f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in cells)}</table:table>"


def test_paragraphs_are_turns(odt: Odt) -> None:
    raw = odt(p("P01: Da, știu.") + "<text:h>P02: No,<text:line-break/>never.</text:h>" + p("And so on."))
    assert said(raw) == [("P01", "Da, știu."), ("P02", "No,\nnever.\nAnd so on.")]
    assert ([turn.number for turn in raw.turns], raw.unit) == ([1, 2], "paragraph")


@pytest.mark.parametrize("style", ["B", "C"])
def test_bold_text_before_the_words_is_a_label(style: str, odt: Odt) -> None:
    line = p(f'<text:span text:style-name="{style}">GP</text:span> Yes.')
    assert said(odt(line + line)) == [("GP", "Yes."), ("GP", "Yes.")]


def test_spaces_and_tabs_are_spaces_and_white_space_is_one(odt: Odt) -> None:
    raw = odt(p('P01: a<text:s text:c="3"/>b<text:tab/>c  \n d<text:soft-page-break/>e'))
    assert said(raw) == [("P01", "a b c de")]


def test_lists_sections_links_and_fields_hold_talk(odt: Odt) -> None:
    listed = f"<text:list><text:list-item>{p('P01: Yes.')}</text:list-item></text:list>"
    linked = p('P02: <text:a xlink:href="mailto:maria">here</text:a> <text:date>2 May</text:date>')
    raw = odt(f"<text:section>{listed}</text:section>{linked}")
    assert said(raw) == [("P01", "Yes."), ("P02", "here 2 May")]
    assert [one.text for one in raw.beside] == ["mailto:maria"]


@pytest.mark.parametrize(
    ("xml", "kind"),
    [
        ("<office:annotation><text:p>Maria</text:p></office:annotation>", "comments"),
        ("<text:note><text:note-body><text:p>Maria</text:p></text:note-body></text:note>", "footnotes"),
        ("<draw:frame><draw:text-box><text:p>Maria</text:p></draw:text-box></draw:frame>", "text boxes"),
        ("<draw:custom-shape><text:p>Maria</text:p></draw:custom-shape>", "text boxes"),
        ('<text:span text:style-name="H">Ma<text:span>ria</text:span></text:span>', "hidden"),
        ("<text:hidden-text>Maria</text:hidden-text>", "hidden"),
    ],
)
def test_what_is_no_talk_is_set_aside_with_its_words(xml: str, kind: str, odt: Odt) -> None:
    raw = odt(p(f"P01: Yes{xml}."))
    assert said(raw) == [("P01", "Yes.")]
    assert raw.account.aside == {"labels": 4, kind: 5}
    assert [(one.kind, one.text) for one in raw.beside] == [(kind, "Maria")]


@pytest.mark.parametrize(
    "xml",
    [
        '<text:p text:style-name="PH">Maria</text:p>',
        '<text:section text:display="none"><text:p>Maria</text:p></text:section>',
    ],
)
def test_hidden_paragraphs_and_sections_are_set_aside(xml: str, odt: Odt) -> None:
    raw = odt(p("P01: Yes.") + xml)
    assert said(raw) == [("P01", "Yes.")]
    assert raw.account.aside["hidden"] == 5


def test_deleted_words_are_set_aside_and_inserted_ones_read(odt: Odt) -> None:
    info = "<office:change-info><dc:creator>Ion</dc:creator><dc:date>2026-05-01</dc:date></office:change-info>"
    deletion = f"<text:changed-region><text:deletion>{info}{p('Maria')}</text:deletion></text:changed-region>"
    raw = odt(f"<text:tracked-changes>{deletion}</text:tracked-changes>" + p("P01: Yes<text:change-start/>, sir."))
    assert said(raw) == [("P01", "Yes, sir.")]
    assert raw.account.aside == {"labels": 4, "deleted": 5}
    assert [(one.kind, one.text) for one in raw.beside] == [("deleted", "Maria"), ("properties", "Ion")]


def test_headers_and_properties_go_to_the_gate(odt: Odt) -> None:
    raw = odt(
        p("P01: Yes."),
        styles=f"<style:header>{p('Maria')}</style:header><style:footer-left>{p('3')}</style:footer-left>",
        meta="<dc:title>A title</dc:title><dc:creator>Ion</dc:creator><meta:editing-cycles>4</meta:editing-cycles>",
    )
    assert raw.account.aside == {"labels": 4, "headers": 6}
    assert [one.text for one in raw.beside] == ["Maria", "3", "A title", "Ion"]


def test_a_table_of_three_columns_holds_original_and_translation(odt: Odt) -> None:
    raw = odt(p("A title") + table(("Speaker", "Română", "English"), ("P01", "Da.", "Yes.")) + p("after"))
    assert [(turn.label, turn.text, turn.original) for turn in raw.turns] == [("P01", "Yes.", "Da.")]
    assert raw.account.aside == {"headings": 26, "labels": 3, "outside tables": 5}


def test_a_table_of_one_column_is_only_layout(odt: Odt) -> None:
    assert said(odt(table(("P01: Yes.",), ("P02: No.",)))) == [("P01", "Yes."), ("P02", "No.")]


def test_a_speaker_over_two_rows_has_both(odt: Odt) -> None:
    spanning = f'<table:table-cell table:number-rows-spanned="2">{p("P01")}</table:table-cell>'
    first = f"<table:table-row>{spanning}<table:table-cell>{p('Yes.')}</table:table-cell></table:table-row>"
    second = f"<table:table-row><table:covered-table-cell/><table:table-cell>{p('No.')}</table:table-cell>"
    head = "<table:table-row>" + "".join(
        f"<table:table-cell>{p(one)}</table:table-cell>" for one in ("Speaker", "Text")
    )
    raw = odt(f"<table:table>{head}</table:table-row>{first}{second}</table:table-row></table:table>")
    assert said(raw) == [("P01", "Yes."), ("P01", "No.")]


def test_a_file_with_a_password_is_refused(explained: Callable[..., None], zipped: Make) -> None:
    entry = f'<manifest:manifest {ALL}><manifest:encryption-data manifest:checksum="x"/></manifest:manifest>'
    with pytest.raises(TranscriptError) as caught:
        read(zipped({"content.xml": b"\x07zabranic", "META-INF/manifest.xml": entry}), name="FG01.odt")
    explained(caught.value, what="has a password", where="FG01.odt", hint="take the password off")


@pytest.mark.parametrize(
    "parts", [{}, {"content.xml": "<zabranic"}, {"content.xml": "<a/>"}, {"word/document.xml": "<a/>"}]
)
def test_what_is_no_text_is_refused(parts: dict[str, str], zipped: Make, explained: Callable[..., None]) -> None:
    with pytest.raises(TranscriptError) as caught:
        read(zipped({"mimetype": "x", **parts}), name="FG01.odt")
    explained(caught.value, what="as an OpenDocument text", where="FG01.odt", hint="save it again")


def test_a_document_type_definition_is_refused(zipped: Make) -> None:
    with pytest.raises(TranscriptError, match="document type definition"):
        read(zipped({"content.xml": "<!DOCTYPE a><a/>"}), name="FG01.odt")


def test_a_file_without_words_is_refused(odt: Odt) -> None:
    with pytest.raises(TranscriptError, match="holds no words"):
        odt(p(""))


def test_every_damaged_document_is_read_or_refused(zipped: Make) -> None:
    content = (
        f"<office:document-content {ALL}><office:body><office:text>{p('P01: zabranic')}"
        f"{table(('Speaker', 'Text'), ('P02', 'No.'))}</office:text></office:body></office:document-content>"
    )
    for cut in range(0, len(content), 7):
        try:
            raw = read(zipped({"content.xml": content[:cut] + content[cut + 5 :]}), name="a.odt")
        except TranscriptError as error:
            assert "zabranic" not in str(error)
        else:
            assert raw.account.balances


def test_files_that_odfdo_writes_are_read_whole() -> None:
    odfdo = pytest.importorskip("odfdo")
    document = odfdo.Document("text")
    document.body.clear()
    words = [f"P{number:02}: word{number} și atât" for number in range(1, 9)]
    for line in words:
        document.body.append(odfdo.Paragraph(line))
    file = io.BytesIO()
    document.save(file)
    raw = read(file.getvalue(), name="FG01.odt")
    assert [f"{turn.label}: {turn.text}" for turn in raw.turns] == words


KINDS = {
    "": "{}",
    "comments": "<office:annotation><text:p>{}</text:p></office:annotation>",
    "hidden": '<text:span text:style-name="H">{}</text:span>',
    "text boxes": "<draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>",
    "bold": '<text:span text:style-name="B">{}</text:span>',
}
WORD = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Cn", "Mn"]), max_size=6)


@given(parts=st.lists(st.tuples(st.sampled_from(sorted(KINDS)), WORD), max_size=8))
@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_character_is_lost_whatever_the_elements_hold(parts: list[tuple[str, str]], odt: Odt) -> None:
    raw = odt(p("P01: Yes. " + "".join(KINDS[kind].format(escape(f"{text} ")) for kind, text in parts)))
    assert raw.account.read == 8 + sum(characters(normalise(text)) for _, text in parts)
    for kind in ("comments", "hidden", "text boxes"):
        assert raw.account.aside.get(kind, 0) == sum(characters(text) for one, text in parts if one == kind)


def test_bytes_changed_anywhere_are_read_or_refused(zipped: Make) -> None:
    content = f"<office:document-content {ALL}><office:body><office:text>{p('P01: Yes.')}</office:text></office:body>"
    data = zipped({"content.xml": content + "</office:document-content>"})
    chance = random.Random(7)  # noqa: S311 - no secret
    for _ in range(300):
        changed = bytearray(data)
        changed[chance.randrange(len(data))] = chance.randrange(256)
        try:
            assert read(bytes(changed), name="a.odt").account.balances
        except TranscriptError as error:
            assert error.hint
