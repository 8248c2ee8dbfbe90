"""Word documents, as typists, Teams and translators make them."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import docx
import pytest

from tlc.errors import TranscriptError
from tlc.talk.importers import RawTranscript
from tlc.talk.importers._account import characters
from tlc.talk.importers.docx import read

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Make = Callable[..., bytes]
Said = Callable[..., str]
MarkTable = Callable[[Sequence[Sequence[str]]], str]


def of(data: bytes, *, name: str = "FG07.docx") -> RawTranscript:
    raw = read(data, name=name)
    assert raw.account.balances
    return raw


def turns(raw: RawTranscript) -> list[tuple[str | None, str]]:
    return [(turn.label, turn.text) for turn in raw.turns]


def part(kind: str, words: str) -> str:
    return f'<w:{kind} xmlns:w="{W}"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:{kind}>'


def test_paragraphs_that_begin_with_a_label_are_turns(word_file: Make, said: Said) -> None:
    raw = of(word_file(said("A title") + said("P01: Yes.") + said("Always.") + said("") + said("P02: No.")))
    assert turns(raw) == [("P01", "Yes.\nAlways."), ("P02", "No.")]
    assert [turn.number for turn in raw.turns] == [2, 5]
    assert raw.unit == "paragraph"
    assert raw.account.aside == {"headings": 6, "labels": 8}


def test_bold_names_are_speakers(word_file: Make, said: Said) -> None:
    body = said("*Interviewer*", "\tHello.") + said("*Participant 32*", " Yes.") + said("*Ana*", " No.")
    assert turns(of(word_file(body + said("*Ana*", " Mm.")))) == [
        ("Interviewer", "Hello."),
        ("Participant 32", "Yes."),
        ("Ana", "No."),
        ("Ana", "Mm."),
    ]


def test_a_bold_name_may_have_a_colon_or_a_paragraph_of_its_own(word_file: Make, said: Said) -> None:
    assert turns(of(word_file(said("*GP:*", " Yes.") + said("*R04:*", " No.")))) == [("GP", "Yes."), ("R04", "No.")]
    body = said("*Interviewer*") + said("Hello.") + said("*GP*") + said("Yes.")
    assert turns(of(word_file(body))) == [("Interviewer", "Hello."), ("GP", "Yes.")]


def test_a_word_in_bold_is_no_speaker(word_file: Make, said: Said) -> None:
    assert turns(of(word_file(said("P01: Yes.") + said("*Never*", " again.")))) == [("P01", "Yes.\nNever again.")]


def test_a_title_that_begins_with_the_files_name_is_a_heading(word_file: Make, said: Said) -> None:
    raw = of(word_file(said("FG07: carers") + said("P32: Yes.") + said("R04: And?")))
    assert turns(raw) == [("P32", "Yes."), ("R04", "And?")]


def test_line_breaks_inside_a_paragraph_part_label_and_words(word_file: Make) -> None:
    name = "<w:r><w:rPr><w:b/></w:rPr><w:t>P01</w:t></w:r><w:r><w:t>   0:02</w:t></w:r>"
    raw = of(word_file(f"<w:p>{name}<w:r><w:br/></w:r><w:r><w:t>Yes.</w:t></w:r></w:p>"))
    assert turns(raw) == [("P01", "Yes.")]
    assert raw.turns[0].seconds == 2


def test_paragraphs_without_any_label_are_turns_of_nobody(word_file: Make, said: Said) -> None:
    assert turns(of(word_file(said("One.") + said("Two.")))) == [(None, "One."), (None, "Two.")]


@pytest.mark.parametrize(
    ("heading", "language"),
    [
        (("Speaker", "Română", "English"), "ro"),
        (("Vorbitor", "Română (original)", "English (translation)"), "ro"),
        (("Speaker", "Original", "Translation"), "und"),
    ],
)
def test_a_table_holds_original_and_translation(
    heading: tuple[str, ...], language: str, word_file: Make, said: Said, table: MarkTable
) -> None:
    raw = of(word_file(said("A title") + table([heading, ("P01", "Da.", "Yes."), ("P02", "Nu.", "No.")])))
    assert turns(raw) == [("P01", "Yes."), ("P02", "No.")]
    assert [(turn.original, turn.original_language) for turn in raw.turns] == [("Da.", language), ("Nu.", language)]
    assert raw.unit == "row"
    assert [turn.number for turn in raw.turns] == [2, 3]
    assert raw.account.aside["headings"] == 6 + sum(characters(cell) for cell in heading)


def test_a_table_may_have_a_column_of_numbers_and_one_of_times(word_file: Make, table: MarkTable) -> None:
    raw = of(word_file(table([("No.", "Time", "Speaker", "Text"), ("1", "0:12", "P01", "Yes.")])))
    assert turns(raw) == [("P01", "Yes.")]
    assert raw.turns[0].seconds == 12
    assert raw.account.aside["other columns"] == 1


def test_a_table_of_two_columns_needs_no_heading(word_file: Make, table: MarkTable) -> None:
    raw = of(word_file(table([("P01:", "Yes, we did."), ("P02:", "We did not."), ("P01:", "Well.")])))
    assert turns(raw) == [("P01", "Yes, we did."), ("P02", "We did not."), ("P01", "Well.")]


def test_a_table_of_originals_without_a_heading_is_refused(
    word_file: Make, table: MarkTable, explained: Callable[..., None]
) -> None:
    with pytest.raises(TranscriptError) as caught:
        of(word_file(table([("P01", "Da.", "zăbranic"), ("P02", "Nu.", "zăbranic")])))
    explained(caught.value, what="which column", where="FG07.docx", hint="Speaker | Română | English")


def test_a_table_that_goes_on_after_a_remark_is_one_transcript(word_file: Make, said: Said, table: MarkTable) -> None:
    body = table([("Speaker", "Text"), ("P01", "Yes.")]) + said("Break for tea") + table([("P02", "No.")])
    raw = of(word_file(said("Title") + body))
    assert turns(raw) == [("P01", "Yes."), ("P02", "No.")]
    assert [turn.number for turn in raw.turns] == [2, 3]
    assert raw.account.aside["outside tables"] == characters("Break for tea")
    assert raw.account.aside["headings"] == characters("Title Speaker Text")


def test_a_list_of_participants_is_not_the_transcript(word_file: Make, said: Said, table: MarkTable) -> None:
    people = table([("P01", "woman, 34"), ("P02", "man, 51")])
    raw = of(word_file(people + said("P01: Yes, we went there in May.") + said("P02: And nobody came.")))
    assert [turn.label for turn in raw.turns] == ["P01", "P02"]
    assert raw.account.aside["tables"] == characters("P01woman, 34P02man, 51")


def test_a_table_of_facts_beside_unlabelled_talk_is_set_aside(word_file: Make, said: Said, table: MarkTable) -> None:
    raw = of(word_file(table([("Date", "May")]) + said("We went there and nobody came.")))
    assert turns(raw) == [(None, "We went there and nobody came.")]
    assert raw.account.aside == {"tables": 7}


def test_talk_in_a_frame_of_one_cell_is_talk(word_file: Make, said: Said, table: MarkTable) -> None:
    assert turns(of(word_file(table([["P01: Yes."]]) + said("P02: No.")))) == [("P01", "Yes."), ("P02", "No.")]


def test_tracked_changes_are_read_as_accepted(word_file: Make) -> None:
    body = (
        "<w:p><w:r><w:t>P01: We </w:t></w:r><w:del><w:r><w:delText>never</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>often</w:t></w:r></w:ins><w:r><w:t> went.</w:t></w:r></w:p>"
    )
    raw = of(word_file(body))
    assert turns(raw) == [("P01", "We often went.")]
    assert raw.account.aside == {"deleted": 5, "labels": 4}


def test_what_stands_around_the_text_is_set_aside_by_kind(word_file: Make, said: Said) -> None:
    parts = {
        "word/header1.xml": part("hdr", "top"),
        "word/footer2.xml": part("ftr", "bottom"),
        "word/comments.xml": part("comments", "remark"),
        "word/footnotes.xml": part("footnotes", "foot"),
        "word/endnotes.xml": part("endnotes", "end"),
        "word/people.xml": "<people/>",
    }
    raw = of(word_file(said("P01: Yes."), parts))
    assert raw.account.aside == {"headers": 9, "comments": 6, "footnotes": 7, "labels": 4}
    assert raw.account.read == 4 + 4 + 9 + 6 + 7


def test_a_style_that_hides_words_is_heeded(word_file: Make) -> None:
    styles = f'<w:styles xmlns:w="{W}"><w:style w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    hidden = '<w:r><w:rPr><w:rStyle w:val="H"/></w:rPr><w:t>no</w:t></w:r>'
    raw = of(word_file(f"<w:p><w:r><w:t>P01: Yes.</w:t></w:r>{hidden}</w:p>", {"word/styles.xml": styles}))
    assert turns(raw) == [("P01", "Yes.")]
    assert raw.account.aside["hidden"] == 2


def test_the_main_part_may_have_another_name(word_file: Make, said: Said) -> None:
    data = word_file(said("P01: Yes."), {"word2/header1.xml": part("hdr", "top")}, main="word2/document2.xml")
    assert of(data).account.aside == {"headers": 3, "labels": 4}


def test_without_links_the_usual_name_is_tried(zipped: Callable[..., bytes], said: Said) -> None:
    document = f'<w:document xmlns:w="{W}"><w:body>{said("P01: Yes.")}</w:body></w:document>'
    assert turns(of(zipped({"word/document.xml": document}))) == [("P01", "Yes.")]


@pytest.mark.parametrize(
    "parts",
    [{"xl/workbook.xml": "<workbook/>"}, {"_rels/.rels": "<R><L Target='no.xml' Type='x/officeDocument'/></R>"}],
)
def test_another_office_file_is_refused(
    parts: Mapping[str, str | bytes], zipped: Callable[..., bytes], explained: Callable[..., None]
) -> None:
    with pytest.raises(TranscriptError) as caught:
        of(zipped(parts))
    explained(caught.value, what="cannot be opened as a Word document", where="FG07.docx", hint="save it again")


@pytest.mark.parametrize("data", [b"", "zăbranic".encode(), bytes(range(256)) * 9])
def test_what_is_no_word_document_is_refused(data: bytes, explained: Callable[..., None]) -> None:
    with pytest.raises(TranscriptError) as caught:
        of(data)
    explained(
        caught.value, what="The file cannot be opened as a Word document.", where="FG07.docx", hint="save it again"
    )


def test_a_document_in_which_nobody_speaks_is_refused(word_file: Make, said: Said, table: MarkTable) -> None:
    for body in ("", said(""), table([("", "")]), said("P01:")):
        with pytest.raises(TranscriptError, match="holds no words"):
            of(word_file(body))


def test_a_table_with_nothing_under_its_heading_does_not_hide_the_paragraphs(
    word_file: Make, said: Said, table: MarkTable
) -> None:
    raw = of(word_file(table([("Speaker", "Text")]) + said("We went there and nobody came.")))
    assert turns(raw) == [(None, "We went there and nobody came.")]


def test_a_document_made_by_python_docx_is_read() -> None:
    made = docx.Document()
    made.add_heading("Group one", level=1)
    paragraph = made.add_paragraph()
    paragraph.add_run("P01: ").bold = True
    paragraph.add_run("Bună ziua.")
    file = io.BytesIO()
    made.save(file)
    raw = of(file.getvalue())
    assert turns(raw) == [("P01", "Bună ziua.")]
    assert raw.account.aside == {"headings": 8, "labels": 4}


@pytest.mark.parametrize("name", ["bold_colon.docx", "teams_style.docx"])
def test_the_shared_shapes_read_as_written(name: str, shared: Callable[[str], bytes]) -> None:
    raw = of(shared(f"talk/formats/{name}"), name=name)
    assert [turn.label for turn in raw.turns][:4] == ["Facilitator", "P1", "P2", "P3 (via interpreter)"]
    assert len(raw.turns) == 7
    assert raw.turns[4].text == "Time was 10:30 when they called: too late."


@pytest.mark.parametrize(
    ("name", "labels", "headings"),
    [
        ("day1_consultation05_teams_like.docx", {"Doctor": 64, "Patient": 47}, 37),
        ("day1_consultation05_typist.docx", {"I": 64, "R": 47}, 103),
    ],
)
def test_a_consultation_keeps_its_turns(
    name: str, labels: dict[str, int], headings: int, shared: Callable[[str], bytes]
) -> None:
    raw = of(shared(f"talk/derived_fixtures/{name}"), name=name)
    assert Counter(turn.label for turn in raw.turns) == labels
    assert raw.account.aside["headings"] == headings


def test_the_shared_bilingual_table_is_read(shared: Callable[[str], bytes]) -> None:
    raw = of(shared("talk/derived_fixtures/SYNTHETIC_bilingual_table.docx"))
    assert len(raw.turns) == 22
    assert {turn.original_language for turn in raw.turns} == {"ro"}
    assert raw.turns[1].text.startswith("I do not speak English")


def test_a_table_of_talk_beside_paragraphs_of_talk_is_not_left_out_without_a_word(
    word_file: Make, said: Said, table: MarkTable
) -> None:
    talk = said("R01: Hello, and welcome to all of you here today.") + said("P01: Thank you for having us here.")
    raw = of(word_file(talk + table([["Speaker", "Words"], ["P02", "We waited."], ["P03", "We too."]])))
    assert [label for label, _ in turns(raw)] == ["R01", "P01"]
    assert any("looks like talk, and was left out" in warning for warning in raw.warnings)


def test_a_table_of_facts_needs_no_warning(word_file: Make, said: Said, table: MarkTable) -> None:
    talk = said("R01: Hello, and welcome to all of you here today.") + said("P01: Thank you for having us here.")
    assert not of(word_file(talk + table([["Place", "Luton"], ["Month", "May 2026"]]))).warnings


@pytest.mark.parametrize("mark", ["altChunk", "subDoc"])
def test_a_document_inside_the_document_is_refused_and_not_left_out(
    word_file: Make, said: Said, mark: str, explained: Callable[..., None]
) -> None:
    body = said("P01: Yes.") + f'<w:{mark} xmlns:w="{W}"/>'
    with pytest.raises(TranscriptError) as raised:
        read(word_file(body), name="FG07.docx")
    explained(raised.value, what="another document inside it", where="FG07.docx", hint="copy all of it")
