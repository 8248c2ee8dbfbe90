"""A codebook gives each name to one code, and every code its heading."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tlc.errors import CodebookError
from tlc.model import CODE_KINDS, Code, Codebook, PrincipleLink

Explained = Callable[..., None]


def code(name: str = "access.hours", **fields: Any) -> Code:
    return Code(**{"id": name, "kind": "barrier", "label": {"en": "Opening hours"}, **fields})


def book(*codes: Code) -> Codebook:
    return Codebook(id="tiny", name="Tiny", version="1.0", codes=codes)


HEADING = code("access", kind="heading", label={"en": "Getting in"})


@pytest.mark.parametrize("name", ["hours", "access.hours", "access2.no_id", "a.b", "access.hours.late"])
def test_a_codes_id_is_a_name_with_its_headings_before_it(name: str) -> None:
    assert code(name).id == name


@pytest.mark.parametrize(
    "name",
    ["", "Access", "access.", ".hours", "access..hours", "access hours", "access-hours", "2hours", "oră", "a.1"],
)
def test_another_id_is_refused(name: str, explained: Explained) -> None:
    with pytest.raises(CodebookError) as caught:
        code(name)
    explained(caught.value, what="not of the form heading.name", hint="lower-case letters")


def test_an_unknown_kind_is_refused_with_those_there_are(explained: Explained) -> None:
    with pytest.raises(CodebookError) as caught:
        code(kind="problem")
    explained(caught.value, what="'access.hours' is of an unknown kind", hint="heading, barrier")


@pytest.mark.parametrize("field", ["origin", "status", "polarity"])
def test_another_unknown_word_is_refused_too(field: str, explained: Explained) -> None:
    with pytest.raises(CodebookError) as caught:
        code(**{field: "whatever"})
    explained(caught.value, what=f"is of an unknown {field}", hint="Use one of")


@pytest.mark.parametrize("label", [{}, {"ro": "Program"}])
def test_a_code_needs_an_english_label(label: dict[str, str], explained: Explained) -> None:
    with pytest.raises(CodebookError) as caught:
        code(label=label)
    explained(caught.value, what="no English label", hint='label = { en = "..." }')


def test_a_codes_name_is_its_english_label() -> None:
    assert code(label={"ro": "Program", "en": "Opening hours"}).name == "Opening hours"


@pytest.mark.parametrize("kind", CODE_KINDS)
def test_every_kind_applies_to_words_but_a_heading(kind: str) -> None:
    assert code(kind=kind).applies is (kind != "heading")


def test_labels_and_terms_cannot_be_changed_from_outside() -> None:
    terms = {"en": ("closed",)}
    one = code(terms=terms)
    terms["en"] = ("open",)
    assert one.terms["en"] == ("closed",)
    with pytest.raises(TypeError):
        one.label["en"] = "Other"  # type: ignore[index]


def test_a_code_keeps_why_it_belongs_to_a_principle() -> None:
    link = PrincipleLink(principle=4, reason="Care must be reachable.")
    assert code(principles=(link,)).principles[0].reason == "Care must be reachable."


def test_a_codebook_keeps_the_order_of_its_codes() -> None:
    codes = (HEADING, code("access.hours"), code("access.cost"))
    assert tuple(book(*codes)) == codes


def test_a_heading_is_not_among_the_codes_that_are_applied() -> None:
    assert [one.id for one in book(HEADING, code(parent="access")).applied] == ["access.hours"]


@pytest.mark.parametrize("name", ["access.hours", "ACC04"])
def test_a_code_is_found_by_its_id_and_by_an_older_name(name: str) -> None:
    one = book(code(aliases=("ACC04",)))
    assert name in one
    assert one[name].id == "access.hours"


@pytest.mark.parametrize("name", ["", "access", "ACCESS.HOURS", "acc04", 4, None])
def test_what_is_no_name_is_not_in_the_codebook(name: object) -> None:
    assert name not in book(code(aliases=("ACC04",)))


def test_a_code_that_is_not_there_is_explained(explained: Explained) -> None:
    with pytest.raises(CodebookError) as caught:
        book(code())["access.cost"]
    explained(caught.value, what="no code 'access.cost' in codebook tiny 1.0", hint="change log")


@pytest.mark.parametrize(
    "codes",
    [
        (code(), code()),
        (code(), code("access.cost", aliases=("access.hours",))),
        (code(aliases=("ACC04",)), code("access.cost", aliases=("ACC04",))),
        (code(aliases=("access.hours",)),),
    ],
    ids=["two ids", "an id and an older name", "two older names", "its own older name"],
)
def test_a_name_of_two_codes_is_refused(codes: tuple[Code, ...], explained: Explained) -> None:
    with pytest.raises(CodebookError) as caught:
        book(*codes)
    explained(caught.value, what="names two codes", hint="Rename one")


def test_a_parent_that_is_not_there_is_refused(explained: Explained) -> None:
    with pytest.raises(CodebookError) as caught:
        book(code(parent="access"))
    explained(caught.value, what="'access.hours' has a parent that is not in the codebook")


def test_a_heading_may_stand_below_its_codes() -> None:
    assert len(book(code(parent="access"), HEADING).codes) == 2


def test_an_empty_codebook_finds_nothing() -> None:
    assert (book().applied, "hours" in book()) == ((), False)


def test_proposed_codes_are_added_under_a_heading_of_their_own() -> None:
    new = Code(id="proposed.asha_lifts", kind="barrier", label={"en": "Lifts"}, parent="proposed", origin="emerging")
    book = Codebook(id="b", name="B", version="1", codes=())
    wider = book.extended([new])
    assert [code.id for code in wider] == ["proposed", "proposed.asha_lifts"]
    assert wider.extended([new]) is wider, "what it has by now is not added again"
    assert list(book) == []


def deep() -> Codebook:
    late = code("access.hours.late", parent="access.hours")
    return book(HEADING, code("access.hours", kind="heading", parent="access"), late, code("cost"))


def test_headings_stand_under_headings() -> None:
    assert [one.id for one in deep().above("access.hours.late")] == ["access.hours", "access"]
    assert [one.id for one in deep().below("access")] == ["access.hours", "access.hours.late"]
    assert deep().below("cost") == deep().above("cost") == ()


def test_a_parent_may_be_named_by_an_older_name() -> None:
    named = book(code("access", kind="heading", aliases=("A",)), code("access.hours", parent="A"))
    assert [one.id for one in named.below("access")] == ["access.hours"]


@pytest.mark.parametrize("parents", [("a", None), ("b", "a")])
def test_no_code_stands_under_itself(parents: tuple[str, str | None], explained: Explained) -> None:
    with pytest.raises(CodebookError) as caught:
        book(*(code(name, parent=parent) for name, parent in zip("ab", parents, strict=True)))
    explained(caught.value, what="'a' stands under itself", hint="another parent")


def test_a_retired_code_is_not_offered_and_keeps_its_place() -> None:
    tiny = book(HEADING, code("access.hours", status="retired"), code("access.cost"))
    assert [one.id for one in tiny.applied] == ["access.hours", "access.cost"]
    assert [one.id for one in tiny.offered] == ["access.cost"]
