"""Whatever a Word document holds beside its text reaches the gate."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tlc.talk.importers import RawTranscript, docx

Make = Callable[..., bytes]
Said = Callable[..., str]
CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC = "http://purl.org/dc/elements/1.1/"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def beside(raw: RawTranscript) -> set[tuple[str, str]]:
    return {(one.kind, one.text) for one in raw.beside}


def test_the_author_and_title_of_a_document_are_kept_for_the_gate(word_file: Make, said: Said) -> None:
    core = (
        f'<p:coreProperties xmlns:p="{CP}" xmlns:d="{DC}"><d:creator>Zara Quill</d:creator><d:title>Group</d:title>'
        "<p:lastModifiedBy>Zed</p:lastModifiedBy><p:revision>7</p:revision></p:coreProperties>"
    )
    raw = docx.read(word_file(said("P01: Yes."), {"docProps/core.xml": core}), name="a.docx")
    assert beside(raw) == {("properties", "Zara Quill"), ("properties", "Group"), ("properties", "Zed")}
    assert raw.account.aside == {"labels": 4}, "properties are no part of the text"


def test_the_company_is_kept_and_the_programs_own_name_is_not(word_file: Make, said: Said) -> None:
    app = "<Properties><Application>Microsoft Office Word</Application><Company>Quill Ltd</Company></Properties>"
    raw = docx.read(word_file(said("P01: Yes."), {"docProps/app.xml": app}), name="a.docx")
    assert beside(raw) == {("properties", "Quill Ltd")}


@pytest.mark.parametrize(
    "member", ["docProps/custom.xml", "customXml/item1.xml", "word/people.xml", "word/glossary.xml"]
)
def test_the_words_of_any_other_part_are_kept(word_file: Make, said: Said, member: str) -> None:
    raw = docx.read(word_file(said("P01: Yes."), {member: "<a><b>Zara Quill</b></a>"}), name="a.docx")
    assert ("properties", "Zara Quill") in beside(raw)


def test_who_commented_and_who_changed_is_kept(word_file: Make, said: Said) -> None:
    insertion = '<w:p><w:ins w:author="Zed"><w:r><w:t>P01: Yes.</w:t></w:r></w:ins></w:p>'
    comment = f'<w:comment w:author="Zara" w:initials="ZQ">{said("Ask her.")}</w:comment>'
    comments = f'<w:comments xmlns:w="{W}">{comment}</w:comments>'
    raw = docx.read(word_file(insertion, {"word/comments.xml": comments}), name="a.docx")
    assert beside(raw) == {
        ("properties", "Zed"),
        ("properties", "Zara"),
        ("properties", "ZQ"),
        ("comments", "Ask her."),
    }


def test_comments_stay_apart_from_each_other(word_file: Make, said: Said) -> None:
    both = "".join(f"<w:comment>{said(name)}</w:comment>" for name in ("Zara", "Quill"))
    comments = f'<w:comments xmlns:w="{W}">{both}</w:comments>'
    raw = docx.read(word_file(said("P01: Yes."), {"word/comments.xml": comments}), name="a.docx")
    assert beside(raw) == {("comments", "Zara\n\nQuill")}


def test_links_that_lead_out_of_the_document_are_kept(word_file: Make, said: Said) -> None:
    links = (
        '<Relationships><Relationship Target="mailto:zara@example.org" TargetMode="External"/>'
        '<Relationship Target="styles.xml"/></Relationships>'
    )
    raw = docx.read(word_file(said("P01: Yes."), {"word/_rels/document.xml.rels": links}), name="a.docx")
    assert beside(raw) == {("links", "mailto:zara@example.org")}


def test_what_a_picture_is_called_is_kept_unless_word_named_it(word_file: Make, said: Said) -> None:
    boxes = (
        '<w:p><w:r><w:drawing><wp:docPr xmlns:wp="x" name="Picture 1" descr="Zara at home"/></w:drawing></w:r></w:p>'
    )
    raw = docx.read(word_file(said("P01: Yes.") + boxes), name="a.docx")
    assert beside(raw) == {("properties", "Zara at home")}


@pytest.mark.parametrize(
    ("members", "said_of_them"),
    [(["word/media/image1.png"], "a picture"), (["word/media/a.png", "word/embeddings/b.bin"], "2 pictures")],
)
def test_pictures_are_warned_of(word_file: Make, said: Said, members: list[str], said_of_them: str) -> None:
    raw = docx.read(word_file(said("P01: Yes."), dict.fromkeys(members, b"\x89PNG")), name="a.docx")
    assert len(raw.warnings) == 1
    assert said_of_them in raw.warnings[0]


def test_a_document_without_pictures_warns_of_nothing(word_file: Make, said: Said) -> None:
    assert docx.read(word_file(said("P01: Yes.")), name="a.docx").warnings == ()


def test_a_hidden_name_in_two_runs_is_one_name(word_file: Make) -> None:
    def hidden(text: str) -> str:
        return f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{text}</w:t></w:r>"

    shown = "<w:r><w:t>P01: Yes.</w:t></w:r>"
    body = f"<w:p>{hidden('Za')}{hidden('ra')}{shown}{hidden('Quill')}</w:p><w:p>{hidden('Zed')}</w:p>"
    raw = docx.read(word_file(body), name="a.docx")
    assert [one.text for one in raw.beside] == ["Zara", "Quill", "Zed"]
    assert raw.account.aside["hidden"] == 12


def test_the_names_of_styles_are_kept_unless_word_named_them(word_file: Make, said: Said) -> None:
    names = ("Heading 1 Char", "Zara's notes")
    made = "".join(f'<w:style w:customStyle="1"><w:name w:val="{name}"/></w:style>' for name in names)
    styles = f'<w:styles xmlns:w="{W}">{made}</w:styles>'
    raw = docx.read(word_file(said("P01: Yes."), {"word/styles.xml": styles}), name="a.docx")
    assert beside(raw) == {("properties", "Zara's notes")}
