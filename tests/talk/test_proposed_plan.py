"""A plan that somebody proposes: read as paragraphs, whatever office program it comes from."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from odfdo import Document as OdfDocument
from odfdo import Paragraph

from tlc.errors import TranscriptError
from tlc.talk.proposed_plan import read_proposed_plan


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str, bytes | str], Path]:
    def write(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def word() -> bytes:
    document = Document()
    document.add_heading("Access plan", 1)
    document.add_paragraph("Open on Saturdays.")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        [cell for row in table.rows for cell in row.cells], ("Step", "Owner", "Interpreters", "Practice"), strict=True
    ):
        cell.text = text
    document.add_paragraph("The end.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_word_document_gives_paragraphs_and_rows_of_tables_in_their_order(
    written: Callable[[str, bytes], Path],
) -> None:
    plan = read_proposed_plan(written("Plan.docx", word()))
    assert plan.name == "Plan.docx"
    assert plan.paragraphs == (
        "Access plan",
        "Open on Saturdays.",
        "Step | Owner",
        "Interpreters | Practice",
        "The end.",
    )


def test_an_opendocument_text_gives_its_paragraphs(tmp_path: Path) -> None:
    document = OdfDocument("text")
    document.body.clear()
    for text in ("Access plan", "Open on Saturdays."):
        document.body.append(Paragraph(text))
    document.save(tmp_path / "plan.odt")
    assert read_proposed_plan(tmp_path / "plan.odt").paragraphs == ("Access plan", "Open on Saturdays.")


@pytest.mark.parametrize("ending", ["txt", "md", "MD"])
def test_each_line_of_plain_text_is_a_paragraph_and_empty_ones_are_none(
    written: Callable[[str, str], Path], ending: str
) -> None:
    plan = read_proposed_plan(written(f"plan.{ending}", "# Plan\r\n\r\nAim: open   longer.\n \n"))
    assert plan.paragraphs == ("# Plan", "Aim: open longer.")


def test_words_before_a_colon_are_no_speaker(written: Callable[[str, str], Path]) -> None:
    plan = read_proposed_plan(written("plan.txt", "Aim: open longer.\nOwner: the practice.\n"))
    assert plan.paragraphs == ("Aim: open longer.", "Owner: the practice.")


def test_unseen_characters_do_not_part_a_word(written: Callable[[str, str], Path]) -> None:
    assert read_proposed_plan(written("plan.txt", "inter\u200bpreter\u202e")).paragraphs == ("interpreter",)


def test_a_changed_plan_has_another_digest(written: Callable[[str, str], Path]) -> None:
    one = read_proposed_plan(written("plan.txt", "Open longer."))
    other = read_proposed_plan(written("plan.txt", "Open longer!"))
    assert len(one.digest) == 64
    assert one.digest != other.digest


def test_what_a_plan_says_is_in_no_log(written: Callable[[str, str], Path]) -> None:
    assert "longer" not in repr(read_proposed_plan(written("plan.txt", "Open longer.")))


def with_part(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "<a/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("plan.pdf", b"%PDF-1.4", "ends in '.pdf'"),
        ("plan", b"words", "has no ending"),
        ("plan.docx", b"words", "cannot be opened as a Word document"),
        ("plan.docx", with_part("other.xml"), "cannot be opened as a Word document"),
        ("plan.odt", with_part("other.xml"), "cannot be opened as an OpenDocument text"),
        ("plan.odt", with_part("content.xml"), "cannot be opened as an OpenDocument text"),
        ("plan.txt", b"\xff\xfe\xff", "not"),
        ("plan.txt", b" \n \n", "no words"),
        ("plan.md", b"***\n---\n", "no words"),
    ],
)
def test_what_cannot_be_read_is_a_plain_error_with_what_to_do(
    written: Callable[[str, bytes], Path], name: str, content: bytes, what: str
) -> None:
    with pytest.raises(TranscriptError, match=what) as refused:
        read_proposed_plan(written(name, content))
    assert refused.value.hint


def test_a_plan_that_is_not_there_is_a_plain_error(tmp_path: Path) -> None:
    with pytest.raises(TranscriptError, match="cannot be opened"):
        read_proposed_plan(tmp_path / "plan.docx")
