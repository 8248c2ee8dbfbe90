"""The page about the codebook: what it shows as a file is one."""

from __future__ import annotations

import re
from pathlib import Path

from tlc.listen.codebook import check_codebook, read_codebook
from tlc.listen.codebook._fields import LISTS, OTHER, TEXTS

PAGE = (Path(__file__).parents[3] / "docs" / "codebook.md").read_text(encoding="utf-8")


def test_the_file_that_the_page_shows_can_be_read(tmp_path: Path) -> None:
    code, head = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    path = tmp_path / "codebook.toml"
    heading = '[[code]]\nid = "access"\nkind = "heading"\nlabel = { en = "Getting in" }\n'
    path.write_text(f"{head}\n{heading}\n{code}", encoding="utf-8")
    book = read_codebook(path)
    assert book["ACC04"].name == "Opening hours do not fit"
    assert book.changelog[0].by == "asha"
    assert not check_codebook(book, principles=[4], actions=["A07"], where=path)


def test_the_page_shows_every_field_of_a_code() -> None:
    fields = {*TEXTS, *LISTS, *OTHER} - {"levesque", "pair"}  # these two link codebooks that ship with tlc
    assert not {field for field in fields if not re.search(rf"^{field}\b", PAGE, re.MULTILINE)}
