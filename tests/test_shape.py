"""The shape of the code: short files, tests no shorter than what they hold, one list of public names."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import tlc

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "tlc").rglob("*.py"))
SCRIPTS = sorted((ROOT / "tlc").rglob("*.js"))
MOST_LINES = 320
MOST_LINES_OF_A_FUNCTION = 60


def lines(folder: str) -> int:
    return sum(len(path.read_text(encoding="utf-8").splitlines()) for path in (ROOT / folder).rglob("*.py"))


@pytest.mark.parametrize("path", [*FILES, *SCRIPTS], ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_is_one_subject_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_function_fits_a_screen(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.end_lineno is not None:
            has_docstring = ast.get_docstring(node) is not None
            first = node.body[1].lineno if has_docstring and len(node.body) > 1 else node.lineno
            assert node.end_lineno - first < MOST_LINES_OF_A_FUNCTION, f"{node.name} is too long"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_says_what_it_is_for(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring, "the first line of a file says what it is for"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_part_of_a_page_says_what_it_is_for(path: Path) -> None:
    assert re.match(r"// [A-Z].{20,}", path.read_text(encoding="utf-8"))


def test_tests_are_at_least_as_long_as_the_code() -> None:
    assert lines("tests") >= lines("tlc")


def test_the_public_names_are_few_and_all_there() -> None:
    assert sorted(tlc.__all__) == ["Study", "TlcError", "__version__", "open", "synthesise"]
    for name in tlc.__all__:
        assert getattr(tlc, name) is not None


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = tlc.nothing  # type: ignore[attr-defined]
