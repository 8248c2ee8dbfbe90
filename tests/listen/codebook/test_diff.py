"""Two versions of a codebook, compared in words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tlc.listen.codebook import _edit, diff
from tlc.listen.codebook._edit import Edit
from tlc.model import Code, Codebook, PrincipleLink


def code(name: str, **more: Any) -> Code:
    parent = name.rpartition(".")[0] or None
    return Code(id=name, **({"kind": "barrier", "label": {"en": name}, "parent": parent} | more))


@pytest.fixture
def book() -> Codebook:
    codes = (
        code("access", kind="heading"),
        code("access.hours", terms={"en": ("closed", "shut")}, actions=("A01",)),
        code("access.papers", definition="D."),
        code("language", kind="heading"),
        code("language.letters", aliases=("LNG",)),
    )
    return Codebook(id="b", name="B", version="1.0.0", codes=codes)


def after(book: Codebook, *edits: Edit, version: str = "1.0.0") -> Codebook:
    return replace(book, version=version, codes=edits[-1].codes)


def test_nothing_different_is_nothing_to_say(book: Codebook) -> None:
    assert diff(book, book) == []


def test_the_version_comes_first(book: Codebook) -> None:
    two = after(book, _edit.added(book, code("access.phone")), version="1.1.0")
    assert diff(book, two) == ["Version 1.0.0 became 1.1.0.", "Added: access.phone (access.phone)."]


def test_what_is_gone_without_an_heir_was_removed(book: Codebook) -> None:
    two = Codebook(id="b", name="B", version="1.0.0", codes=book.codes[:-1])
    assert diff(book, two) == ["Removed: language.letters (language.letters)."]


def test_a_renamed_code_is_not_added_and_removed(book: Codebook) -> None:
    two = after(book, _edit.renamed(book, "access.hours", "access.opening"))
    assert diff(book, two) == ["Renamed: access.hours is now access.opening."]


def test_a_merged_code_is_told_with_its_heir(book: Codebook) -> None:
    lines = diff(book, after(book, _edit.merged(book, ["access.hours"], "access.papers")))
    assert lines == [
        "Merged: access.hours into access.papers.",
        "access.papers: terms in 'en' added: closed, shut.",
        "access.papers: actions added: A01.",
    ]


def test_a_code_renamed_and_merged_into_is_still_one_code(book: Codebook) -> None:
    first = after(book, _edit.renamed(book, "access.papers", "access.proof"))
    second = after(book, _edit.merged(first, ["access.hours"], "access.proof"))
    lines = diff(book, second)
    assert sorted(lines[:2]) in (
        ["Merged: access.hours into access.proof.", "Renamed: access.papers is now access.proof."],
        ["Merged: access.papers into access.proof.", "Renamed: access.hours is now access.proof."],
    )


def test_a_split_is_a_new_name_and_new_codes(book: Codebook) -> None:
    parts = [code("access.evening"), code("access.weekend")]
    lines = diff(book, after(book, _edit.split(book, "access.hours", parts, "access.evening")))
    assert lines[:2] == [
        "Added: access.weekend (access.weekend).",
        "Renamed: access.hours is now access.evening.",
    ]


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({"terms": {"en": ("shut", "locked")}}, ["terms in 'en' added: locked.", "terms in 'en' removed: closed."]),
        ({"terms": {"en": ("shut", "closed")}}, ["terms in 'en' in another order."]),
        ({"terms": {"ro": ("închis",)}}, ["terms in 'ro' added: închis."]),
        ({"label": {"ro": "Program"}}, ["label in 'ro': none became 'Program'."]),
        ({"label": {"en": "Hours"}}, ["label in 'en': 'access.hours' became 'Hours'."]),
        ({"definition": "D."}, ["definition added."]),
        ({"parent": "language"}, ["moved from under access to under language."]),
        ({"parent": None}, ["moved from under access to under no heading."]),
        (
            {"kind": "enabler", "status": "draft"},
            ["kind was barrier and is now enabler.", "status was in use and is now draft."],
        ),
        ({"principles": (PrincipleLink(principle=4, reason="r"),)}, ["principles added: 4."]),
        ({"examples": ("Somebody said this.",)}, ["examples added: 1."]),
        ({"aliases": ("ACC04",)}, ["names added: ACC04."]),
    ],
)
def test_each_difference_of_a_code_is_a_sentence(book: Codebook, values: dict[str, Any], line: list[str]) -> None:
    two = after(book, _edit.changed(book, "access.hours", values))
    assert diff(book, two) == [f"access.hours: {one}" for one in line]


def test_wording_that_changed_and_went_is_told_apart(book: Codebook) -> None:
    two = after(book, _edit.changed(book, "access.papers", {"definition": "Other."}))
    assert diff(book, two) == ["access.papers: definition changed."]
    assert diff(two, after(two, _edit.changed(two, "access.papers", {"definition": ""}))) == [
        "access.papers: definition taken out."
    ]


def test_a_reason_that_changed_is_told(book: Codebook) -> None:
    one, two = (
        after(book, _edit.changed(book, "access.hours", {"principles": (PrincipleLink(principle=4, reason=reason),)}))
        for reason in "ab"
    )
    assert diff(one, two) == ["access.hours: reason for principle 4 changed."]


def test_another_order_of_codes_is_told(book: Codebook) -> None:
    codes = (book.codes[3], *book.codes[:3], book.codes[4])
    assert diff(book, Codebook(id="b", name="B", version="1.0.0", codes=codes)) == ["The codes stand in another order."]
