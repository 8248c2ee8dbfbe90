"""A page's script: joined from parts that need no other file, in order, each with its subject said first."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tlc.lab.code import CodeWidget
from tlc.lab.code import wording as code
from tlc.lab.page import page, parts
from tlc.lab.review import ReviewWidget
from tlc.lab.review import wording as review

PAGES = [code.STATIC, review.STATIC]
EVERY_PART = sorted({part for static in PAGES for part in parts(static)})
EXPORT, IMPORT = r"(?m)^\s*export\b", r"(?m)^\s*import\b|\bimport\s*\("


def name_of(path: Path) -> str:
    return f"{path.parents[1].name}/{path.name}"


@pytest.mark.parametrize("static", PAGES, ids=name_of)
def test_parts_are_joined_in_the_order_of_their_names(static: Path) -> None:
    names = [part.name for part in parts(static)]
    assert names[0] == "making.js"
    assert [int(name[:2]) for name in names[1:]] == list(range(1, len(names)))
    whole, at = page(static), 0
    for part in parts(static):
        at = whole.index(part.read_text(encoding="utf-8"), at) + 1


@pytest.mark.parametrize("static", PAGES, ids=name_of)
def test_only_the_last_part_exports_and_that_once(static: Path) -> None:
    counts = [len(re.findall(EXPORT, part.read_text(encoding="utf-8"))) for part in parts(static)]
    assert counts == [0] * (len(counts) - 1) + [1]


@pytest.mark.parametrize("part", EVERY_PART, ids=name_of)
def test_no_part_imports_another_file(part: Path) -> None:
    assert not re.search(IMPORT, part.read_text(encoding="utf-8"))


@pytest.mark.parametrize("part", EVERY_PART, ids=name_of)
def test_a_part_ends_its_last_line(part: Path) -> None:
    assert re.search(r"[^\n]\n$", part.read_text(encoding="utf-8")), "or two parts would run together"


@pytest.mark.parametrize(("static", "name"), [(code.STATIC, "code"), (review.STATIC, "review")])
def test_no_name_of_a_module_is_given_twice(static: Path, name: str) -> None:
    given = re.findall(r"(?m)^(?:const|let|class|function) (\w+)", page(static))
    assert len(given) > 5, name
    assert sorted(given) == sorted(set(given))


def test_a_part_that_is_there_only_for_a_while_joins_its_place(tmp_path: Path) -> None:
    (tmp_path / "page").mkdir()
    for name, text in {"02_b.js": "// b\nexport default 2;\n", "01_a.js": "// a ș\nconst a = 1;\n"}.items():
        (tmp_path / "page" / name).write_text(text, encoding="utf-8")
    assert page(tmp_path).endswith("// a ș\nconst a = 1;\n\n// b\nexport default 2;\n")


@pytest.mark.parametrize(("widget", "static"), [(CodeWidget, code.STATIC), (ReviewWidget, review.STATIC)])
def test_a_notebook_is_given_the_whole_page(widget: type, static: Path) -> None:
    assert str(vars(widget)["_esm"]) == page(static)
