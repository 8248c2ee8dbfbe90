"""The house has floors: a room imports from below, never from above and never from the room next door."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "tlc"
FLOORS = {
    "errors": 0,
    "_text": 1,
    "_files": 1,
    "_tables": 2,
    "_clock": 1,
    "_lazy": 1,
    "_workbooks": 1,
    "plugins": 1,
    "model": 2,
    "_person_tables": 3,
    "counting": 3,
    "frames": 3,
    "talk": 4,
    "listen": 4,
    "change": 4,
    "lab": 5,
    "study": 6,
    "cli": 7,
    "__main__": 8,
}
# What a room may use of the world outside: click prints, so it stays upstairs; the nouns need nothing but Python.
ONLY_HERE = {"click": {"cli"}}
STANDARD_ONLY = {"errors", "_clock", "_text", "_files", "_tables", "_lazy", "_workbooks", "plugins", "model"}
FILES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imports_of(source: str) -> set[str]:
    """Every module that a file imports, anywhere in it: also inside functions and for type checking."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole way, so that this test can read them"
            names = {alias.name for alias in node.names}
            found |= {f"tlc.{name}" for name in names} if node.module == "tlc" else {str(node.module)}
    return found


def broken_rules(room: str, imported: set[str]) -> list[str]:
    broken = []
    for name in sorted(imported):
        top, _, rest = name.partition(".")
        other = rest.partition(".")[0] if top == "tlc" else ""
        if other in FLOORS and other != room and FLOORS[other] >= FLOORS[room]:
            broken.append(f"{room} (floor {FLOORS[room]}) imports {other} (floor {FLOORS[other]})")
        if top in ONLY_HERE and room not in ONLY_HERE[top]:
            broken.append(f"{room} imports {top}")
        if room in STANDARD_ONLY and top != "tlc" and top not in sys.stdlib_module_names:
            broken.append(f"{room} imports {top}, and may use the standard library only")
    return broken


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_imports_only_from_floors_below(path: Path) -> None:
    room = room_of(path)
    if room == "__init__":
        return  # the front door: it opens the study only when somebody asks for it, which test_light.py holds
    assert not broken_rules(room, imports_of(path.read_text(encoding="utf-8")))


def test_every_room_has_a_floor() -> None:
    assert {room_of(path) for path in FILES} - {"__init__"} == set(FLOORS)


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("model", "from tlc.study import Study"),
        ("talk", "def f():\n    from tlc.listen.tag import tag"),
        ("change", "from tlc.talk import people"),
        ("model", "import pandas"),
        ("listen", "import click"),
        ("lab", "from tlc import cli"),
    ],
)
def test_a_broken_rule_is_noticed(room: str, source: str) -> None:
    assert broken_rules(room, imports_of(source))


@pytest.mark.parametrize("name", ["tag", "topics", "embedders", "codebook", "rules", "lint"])
def test_an_analysis_is_handed_codings_and_does_not_fetch_them(name: str) -> None:
    place = PACKAGE / "listen" / name
    files = list(place.glob("*.py")) or [place.with_suffix(".py")]
    for path in files:
        fetched = [one for one in imports_of(path.read_text(encoding="utf-8")) if one.startswith("tlc.listen.codings")]
        assert not fetched, path.name
