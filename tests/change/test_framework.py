"""Frameworks: what ships with tlc, and what a file must hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tlc.change.framework import inclusion_health, read_framework
from tlc.errors import ActionError

FRAMEWORK = """schema = "tlc-framework/1"
id = "two"
name = "Two principles"
version = "1"
publisher = "Somebody"
url = "https://example.org"
note = "invented"

[[principle]]
id = 1
name = "Begin"
short = "Begin"
summary = "Somebody begins."
aliases = ["Start \u00een time"]

[[principle]]
id = 2
name = "Go on"
short = "Go on"
"""
Explained = Callable[..., None]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "framework.toml"


def test_every_field_of_a_framework_is_read(path: Path) -> None:
    path.write_text(FRAMEWORK, encoding="utf-8")
    found = read_framework(path)
    assert (found.id, found.name, found.version) == ("two", "Two principles", "1")
    assert (found.publisher, found.url, found.note) == ("Somebody", "https://example.org", "invented")
    first, second = found
    assert (first.id, first.name, first.short, first.summary) == (1, "Begin", "Begin", "Somebody begins.")
    assert (second.summary, second.aliases) == ("", ())
    assert found.find("start în time") is first


@pytest.mark.parametrize(
    "data",
    [b"\xef\xbb\xbf" + FRAMEWORK.encode(), FRAMEWORK.replace("\n", "\r\n").encode(), FRAMEWORK.encode("utf-16")],
    ids=["BOM", "CRLF", "UTF-16"],
)
def test_a_framework_is_read_however_it_was_saved(path: Path, data: bytes) -> None:
    path.write_text(FRAMEWORK, encoding="utf-8")
    plain = read_framework(path)
    path.write_bytes(data)
    assert read_framework(path) == plain


@pytest.mark.parametrize(
    "content",
    [
        "",
        "not TOML",
        FRAMEWORK.replace("tlc-framework/1", "tlc-codebook/1"),
        FRAMEWORK.replace('schema = "tlc-framework/1"\n', ""),
        FRAMEWORK.replace('version = "1"\n', ""),
        FRAMEWORK.replace("short = ", "brief = "),
        FRAMEWORK.replace("[[principle]]", "[[principles]]"),
        FRAMEWORK.partition("[[")[0] + '[principle]\nid = 1\nname = "Begin"\nshort = "Begin"\n',
        FRAMEWORK.partition("[[")[0] + 'principle = ["Begin"]\n',
    ],
)
def test_what_is_no_framework_is_explained(path: Path, explained: Explained, content: str) -> None:
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ActionError) as caught:
        read_framework(path)
    explained(caught.value, what="cannot be read", where="framework.toml", hint="[[principle]]")


def test_a_framework_that_is_not_there_is_explained(path: Path, explained: Explained) -> None:
    with pytest.raises(ActionError) as caught:
        read_framework(path)
    explained(caught.value, what="cannot be opened", where="framework.toml", hint="Is it there")


def test_a_framework_in_an_old_encoding_is_explained(path: Path, explained: Explained) -> None:
    path.write_bytes(FRAMEWORK.encode("cp1250"))
    with pytest.raises(ActionError) as caught:
        read_framework(path)
    explained(caught.value, what="not in UTF-8", where="framework.toml", hint="UTF-8")


def test_the_framework_that_ships_has_five_principles_with_what_they_mean() -> None:
    found = inclusion_health()
    assert [principle.id for principle in found] == [1, 2, 3, 4, 5]
    assert all(principle.name and principle.short and principle.summary for principle in found)
    assert len({principle.name for principle in found}) == 5
    assert (found.publisher, found.version) == ("NHS England", "2023-10-09")
    assert found.url.startswith("https://www.england.nhs.uk/")


@pytest.mark.parametrize(
    ("wording", "number"),
    [
        ("Understand the characteristics and needs of inclusion health groups locally", 2),
        ("developing integrated and accessible services for inclusion health", 4),
        ("Demonstrate impact and improvement for inclusion health", 5),
        (" 3 ", 3),
    ],
)
def test_older_wordings_and_numbers_find_their_principle(wording: str, number: int) -> None:
    assert inclusion_health().find(wording).id == number
