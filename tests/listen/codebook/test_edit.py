"""Changes of a codebook as values: what becomes of ids, aliases, headings and mentions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tlc.errors import CodebookError
from tlc.listen.codebook import _edit
from tlc.listen.codebook._edit import Edit
from tlc.model import Code, Codebook, PrincipleLink


def code(name: str, **more: Any) -> Code:
    parent = name.rpartition(".")[0] or None
    return Code(id=name, **({"kind": "barrier", "label": {"en": name}, "parent": parent} | more))


@pytest.fixture
def book() -> Codebook:
    """Two headings, one under the other, and codes that speak of each other."""
    codes = (
        code("access", kind="heading"),
        code("access.hours", aliases=("ACC04",), terms={"en": ("closed",)}, examples=("Shut.",), actions=("A01",)),
        code("access.papers", exclude="When they are closed (access.hours; language.letters), not (hours)."),
        code("access.desk", kind="heading"),
        code("access.desk.manner", terms={"en": ("rude", "closed"), "ro": ("țipă",)}),
        code("language", kind="heading"),
        code("language.letters", links=("access.hours",)),
    )
    return Codebook(id="b", name="B", version="1.0.0", codes=codes)


def done(book: Codebook, edit: Edit) -> Codebook:
    return replace(book, version="2", codes=edit.codes)


def test_a_new_code_comes_behind_the_last_under_its_heading(book: Codebook) -> None:
    edit = _edit.added(book, code("access.phone"))
    assert [one.id for one in edit.codes][4:6] == ["access.desk.manner", "access.phone"]
    assert (edit.size, edit.new) == ("minor", ("access.phone",))


def test_a_new_heading_comes_last(book: Codebook) -> None:
    assert _edit.added(book, code("cost", kind="heading")).codes[-1].id == "cost"


@pytest.mark.parametrize("name", ["access.hours", "ACC04"])
def test_an_id_that_is_taken_is_refused(book: Codebook, name: str) -> None:
    new = code("access.other", aliases=(name,)) if name.isupper() else code(name)
    with pytest.raises(CodebookError):
        done(book, _edit.added(book, new))


@pytest.mark.parametrize(
    ("values", "size"),
    [
        ({"definition": "Closed when people are free."}, "patch"),
        ({"label": {"ro": "Program"}, "notes": "n"}, "patch"),
        ({"terms": {"en": ("shut",)}}, "minor"),
        ({"polarity": "assertion", "definition": "d"}, "minor"),
    ],
)
def test_wording_is_a_small_change_and_what_is_found_a_bigger_one(
    book: Codebook, values: dict[str, Any], size: str
) -> None:
    assert _edit.changed(book, "ACC04", values).size == size


def test_labels_and_terms_of_other_languages_stay(book: Codebook) -> None:
    after = done(book, _edit.changed(book, "access.desk.manner", {"terms": {"en": ["rude"]}, "label": {"ro": "Ton"}}))
    assert after["access.desk.manner"].terms == {"en": ("rude",), "ro": ("țipă",)}
    assert after["access.desk.manner"].label == {"en": "access.desk.manner", "ro": "Ton"}
    assert (
        "ro"
        not in done(book, _edit.changed(book, "access.desk.manner", {"terms": {"ro": ()}}))["access.desk.manner"].terms
    )


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"colour": "red"}, "no field 'colour'"),
        ({"id": "access.other"}, "not changed like other fields"),
        ({"aliases": ()}, "'ACC04' would no longer be known"),
        ({"terms": {"en": ("closed",)}}, "Nothing in 'access.hours' would change"),
        ({"kind": "obstacle"}, "unknown kind"),
    ],
)
def test_a_change_that_will_not_do_is_refused(book: Codebook, values: dict[str, Any], says: str) -> None:
    with pytest.raises(CodebookError, match=says):
        _edit.changed(book, "access.hours", values)


def test_a_renamed_code_answers_to_its_old_name_and_others_speak_of_it_by_the_new(book: Codebook) -> None:
    edit = _edit.renamed(book, "access.hours", "access.opening")
    after = done(book, edit)
    assert after["access.hours"].id == after["ACC04"].id == "access.opening"
    assert after["access.papers"].exclude == "When they are closed (access.opening; language.letters), not (hours)."
    assert after["language.letters"].links == ("access.opening",)
    assert (edit.size, edit.what) == ("major", "Renamed 'access.hours' to 'access.opening'.")


def test_what_stands_under_a_renamed_heading_goes_with_it(book: Codebook) -> None:
    after = done(book, _edit.renamed(book, "access", "reach"))
    assert [one.id for one in after][:5] == [
        "reach",
        "reach.hours",
        "reach.papers",
        "reach.desk",
        "reach.desk.manner",
    ]
    assert [one.id for one in after.below("access")] == [one.id for one in after][1:5]
    assert after["access.desk.manner"].parent == "reach.desk"


def test_a_code_may_have_its_old_name_back(book: Codebook) -> None:
    after = done(book, _edit.renamed(book, "access.hours", "access.opening"))
    again = done(after, _edit.renamed(after, "access.opening", "access.hours"))
    assert again["access.opening"].id == "access.hours"
    assert "access.hours" not in again["access.hours"].aliases


@pytest.mark.parametrize("new", ["access.papers", "access.hours"])
def test_a_name_that_is_taken_is_no_new_name(book: Codebook, new: str) -> None:
    with pytest.raises(CodebookError, match="already"):
        _edit.renamed(book, "access.hours", new)


def test_a_name_that_is_no_id_is_refused(book: Codebook) -> None:
    with pytest.raises(CodebookError, match="not of the form"):
        _edit.renamed(book, "access.hours", "Opening Hours")


def test_a_merged_code_leaves_its_names_terms_and_examples_to_the_other(book: Codebook) -> None:
    edit = _edit.merged(book, ["ACC04", "access.desk.manner"], "access.papers")
    after = done(book, edit)
    both = after["access.hours"]
    assert both is after["ACC04"] is after["access.desk.manner"]
    assert both.id == "access.papers"
    assert (both.terms["en"], both.terms["ro"]) == (("closed", "rude"), ("țipă",))
    assert (both.examples, both.actions) == (("Shut.",), ("A01",))
    assert "access.hours" not in {one.id for one in after}
    assert edit.what == "Merged 'access.hours', 'access.desk.manner' into 'access.papers'."


def test_of_two_reasons_for_one_principle_the_one_of_the_code_that_stays_stays(book: Codebook) -> None:
    one, two, three = (PrincipleLink(principle=n, reason=r) for n, r in ((4, "open"), (4, "near"), (1, "led")))
    before = done(book, _edit.changed(book, "access.hours", {"principles": (two, three)}))
    before = done(before, _edit.changed(before, "access.papers", {"principles": (one,)}))
    after = done(before, _edit.merged(before, ["access.hours"], "access.papers"))
    assert after["access.papers"].principles == (one, three)


@pytest.mark.parametrize(
    ("names", "into", "says"),
    [
        (["access.papers"], "access.papers", "nothing to merge"),
        (["access"], "language", "stand under 'access'"),
        (["access.hours"], "language", "is a heading"),
        (["access.lifts"], "language.letters", "no code 'access.lifts'"),
    ],
)
def test_a_merger_that_would_lose_codings_is_refused(book: Codebook, names: list[str], into: str, says: str) -> None:
    with pytest.raises(CodebookError, match=says):
        _edit.merged(book, names, into)


def test_the_heir_of_a_split_code_answers_to_its_names(book: Codebook) -> None:
    edit = _edit.split(book, "ACC04", [code("access.evening"), code("access.weekend")], "access.evening")
    after = done(book, edit)
    assert after["access.hours"].id == after["ACC04"].id == "access.evening"
    assert [one.id for one in after][1:3] == ["access.evening", "access.weekend"]
    assert "(access.evening;" in after["access.papers"].exclude
    assert (edit.size, edit.new) == ("major", ("access.weekend",))


def test_a_code_may_be_its_own_heir(book: Codebook) -> None:
    parts = [book["access.hours"], code("access.weekend")]
    after = done(book, _edit.split(book, "access.hours", parts, "access.hours"))
    assert after["ACC04"].id == "access.hours"
    assert after["access.hours"].aliases == ("ACC04",)


@pytest.mark.parametrize(
    ("into", "heir"),
    [
        (["access.evening"], "access.evening"),
        (["access.evening", "access.weekend"], "access.papers"),
        (["access.evening", "access.papers"], "access.evening"),
        (["access.evening", "access.hours"], "access.evening"),
    ],
)
def test_a_split_needs_two_new_codes_and_one_of_them_for_heir(book: Codebook, into: list[str], heir: str) -> None:
    with pytest.raises(CodebookError):
        _edit.split(book, "access.hours", [code(name) for name in into], heir)


def test_a_retired_code_keeps_its_place_and_is_not_offered(book: Codebook) -> None:
    after = done(book, _edit.retired(book, "access.hours"))
    assert "access.hours" in {one.id for one in after.applied}
    assert "access.hours" not in {one.id for one in after.offered}
    with pytest.raises(CodebookError, match="retired already"):
        _edit.retired(after, "access.hours")


def test_a_change_leaves_the_codebook_it_was_given_alone(book: Codebook) -> None:
    codes = list(book)
    for edit in (_edit.renamed(book, "access", "reach"), _edit.merged(book, ["access.hours"], "access.papers")):
        assert edit.codes != book.codes
    assert list(book) == codes
