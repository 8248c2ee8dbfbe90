"""Presidio's patterns beside tlc's own: offline, and never the last word."""

from __future__ import annotations

import socket
import sys

import pytest

from tlc.errors import MissingExtraError
from tlc.talk.screen._view import view_of
from tlc.talk.screen.find import Finder, Rules
from tlc.talk.screen.presidio import finder


@pytest.fixture(scope="module")
def find() -> Finder:
    pytest.importorskip("presidio_analyzer")
    return finder()


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        ("my number is 943 476 5919", "nhs_number", "943 476 5919"),
        ("it is AB123456C, I think", "national_insurance", "AB123456C"),
        ("ring 07700 900123 at nine", "phone", "07700 900123"),
        ("at a.quill@example.org please", "email", "a.quill@example.org"),
        ("GB82 WEST 1234 5698 7654 32", "iban", "GB82 WEST 1234 5698 7654 32"),
        ("near SW1A 1AA then", "postcode", "SW1A 1AA"),
        ("call ０７７００ ９００１２３ now", "phone", "０７７００ ９００１２３"),
    ],
)
def test_its_patterns_are_found_where_they_stand(find: Finder, text: str, kind: str, part: str) -> None:
    found = {(hit.kind, text[hit.start : hit.end]) for hit in find(view_of(text))}

    assert (kind, part) in found


def test_what_it_finds_is_for_a_person_to_decide(find: Finder) -> None:
    assert {hit.level for hit in find(view_of("my number is 943 476 5919, SW1A 1AA"))} == {"warn"}


def test_it_asks_no_network(find: Finder, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("somebody asked the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)

    assert any(hit.kind == "email" for hit in find(view_of("at a.quill@example.org please")))


def test_an_address_without_a_domain_is_none(find: Finder) -> None:
    assert not [hit for hit in find(view_of("at a.quill@123.456")) if hit.kind == "email"]


def test_merged_it_adds_to_the_rules_and_takes_nothing_from_them(find: Finder) -> None:
    text = "ring 07700 900123, or oh seven seven double oh nine double oh one two three"

    own = list(Rules().hits(text))
    both = list(Rules(more=(("presidio", find),)).hits(text))

    assert [(hit.kind, hit.level) for hit in own] == [("phone", "block")] * 2
    assert {(hit.start, hit.end) for hit in own} <= {(hit.start, hit.end) for hit in both}


def test_without_presidio_the_line_that_installs_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "presidio_analyzer", None)

    with pytest.raises(MissingExtraError) as raised:
        finder()
    assert 'pip install "tlc-toolkit[presidio]"' in str(raised.value)
